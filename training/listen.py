"""Fitting by ear: the eight coordinates become knobs of the sound. Seeded, resumable, in one folder.

Stages, each kept in the run's folder and not made again:
    sounds      every voice rendered, and crossed ones for the ear (hearing.py)
    space.pt    where sounds lie: features by rank, learned coordinates beside them (attributes.py)
    ear.pt      the engine's stand-in, taught with real and crossed voices (proxy.py)
    state.pt    the model and all that its own loop needs; voices.safetensors are its averaged weights

The loop has the objective's reconstruction and KL, and beside them, in nats:
    place       the posterior's centre is where the voice's sound lies
    sound       what is decoded at a voice's place sounds like the voice, as the ear has it
    control     what is decoded at any place lies there, as the ear has it; one coordinate is altered
Every few steps decoded voices are rendered by the engine and taught to the ear, which would be fooled else.
The decoder never moves a place: it learns of places as they are, and of those that the encoder infers.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.functional import smooth_l1_loss

from dx7bridge.model.sections import MASK
from dx7bridge.voice.canon import CENTRE, KEY
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE
from training.attributes import NAMED
from training.augment import exchange_operators
from training.dataset import Dataset
from training.fit import bare, family_weights, follow, groups, indices, schedule
from training.generated import Values
from training.hearing import cached, canonical, crossed, hear
from training.lessons import Lesson, Space, fit_space
from training.network.checkpoint import Checkpoint, save
from training.network.likelihood import middle
from training.network.timbre import timbre
from training.network.vae import Posterior, VoiceVAE, normal_log_prob
from training.objective import blanks
from training.progress import Progress, quiet
from training.proxy import Ear, ear_loss, fit_ear

SPACE: Final = " "  # of a name
FAR: Final = 2.7  # coordinates: as far as one is altered
CURVES: Final = "curves.jsonl"
CHECKPOINT: Final = "voices.safetensors"


@dataclass(frozen=True)
class Listening:
    """All that decides a run by ear but the data and the weights it begins with."""

    steps: int = 3000
    batch: int = 64
    rate: float = 8e-4
    weight_decay: float = 0.05
    warmup: float = 0.03  # of all steps
    anneal: float = 0.4  # of all steps: beta rises to its end, from three tenths of it
    average: float = 0.995
    seed: int = 1
    crossed: int = 24_576  # voices made for the ear
    ear_epochs: int = 6
    ear_rate: float = 4e-4  # while the decoder learns
    place: float = 10.0  # nats a unit
    sound: float = 10.0  # nats a dB
    control: float = 8.0  # nats a unit
    own: float = 5.0  # how much more the altered coordinate counts
    turned: tuple[float, ...] = (0.10, 0.16, 0.08, 0.10, 0.12, 0.28, 0.08, 0.08)  # how often each is altered
    true: float = 0.5  # of the rows are decoded where they sound, the rest where they are inferred
    more: int = 36  # crossed voices, and half as many decoded ones, whose places are learned in a step
    heard: int = 36  # rows of each batch whose decoding is heard
    altered: int = 24  # rows decoded at altered places
    beta: float = 1.0
    beta_detail: float = 0.35
    exchange: float = 0.3  # of the voices get their operators exchanged by a symmetry
    levelling: float = 0.25  # a voice is drawn with weight (size of its family) ** -levelling
    whole: float = 0.7  # of the rows: nothing is known; of the rest, some values
    detail: float = 0.2
    hidden: float = 0.5  # of a voice's values at most
    dropout: float = 0.1
    rendered: int = 256  # decoded voices, every `every` steps
    every: int = 100
    kept: int = 6144  # of the decoded voices, the newest
    named: tuple[str, ...] = field(default=NAMED)


def listen(
    data: Dataset,
    run: Path,
    recipe: Listening,
    start: VoiceVAE,
    resume: bool = False,
    tell: Progress | None = None,
) -> Path:
    """Train by ear from `start`, and leave the checkpoint in `run`; returns its path.

    NoMidi where dexed-py is not installed.
    """
    tell = tell or quiet()
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)
    train, valid = canonical(data.part("train")), canonical(data.part("valid"))
    heard = cached(train, run / "sounds", say=lambda n: tell.say(f"rendering: {n} of {len(train)} voices"))
    path = run / "space.pt"
    if not path.exists():
        fit_space(heard, recipe.named, recipe.seed, tell.say).save(path)
    space = Space.load(path)
    known = Lesson.of(train, heard, space.ranks, space.spectra)
    unseen = Lesson.of(valid, cached(valid, run / "sounds"), space.ranks, space.spectra)
    made = crossed(train, recipe.crossed, recipe.seed)
    made_heard = cached(
        made, run / "sounds", say=lambda n: tell.say(f"rendering: {n} of {len(made)} crossed")
    )
    strangers = Lesson.of(made, made_heard, space.ranks, space.spectra)
    ear = fit_ear(known + strangers, unseen, space.spectra, recipe.ear_epochs, run / "ear.pt", tell.say)
    vae = begin(start, recipe)
    own = Lesson(indices(data.part("train")), known.features, known.components)
    loop = Loop(vae, ear, space, recipe, own, strangers, run, tell)
    if resume:
        loop.resume()
    loop.go(family_weights(data, recipe.levelling))
    return run / CHECKPOINT


def begin(start: VoiceVAE, recipe: Listening) -> VoiceVAE:
    """The weights of `start`, with an encoder that knows no places yet and a posterior without a flow."""
    old = bare(start)
    vae = VoiceVAE(replace(old.architecture, timbre=True, dropout=recipe.dropout))
    vae.load_state_dict(old.state_dict())
    dims = vae.architecture.latents
    with torch.no_grad():
        vae.posterior.weight.normal_(0, 0.02)
        vae.posterior.bias[:dims].zero_()
        vae.posterior.bias[dims:].fill_(-1.2)
        vae.flow.amortise.weight.zero_()
        vae.flow.amortise.bias.zero_()
        vae.steer.weight.mul_(0.3)
    vae.flow.requires_grad_(False)
    return vae


def altered(places: Tensor, often: Sequence[float], spread: float = 1.3) -> tuple[Tensor, Tensor]:
    """Places [N, 8] with one coordinate of each altered, chosen as `often` as that says; and which [N]."""
    axis = torch.multinomial(torch.tensor(often), len(places), replacement=True)
    moved = places.clone()
    moved[torch.arange(len(places)), axis] = spread * torch.randn(len(places))
    return moved.clamp(-FAR, FAR), axis


@torch.no_grad()
def decoded(vae: VoiceVAE, places: Tensor) -> Values:
    """The voices uint8 [N, 155] in the middle of what may be at these places, at the ear's key."""
    found = [middle(vae.decode(part, None, None).table()) for part in torch.split(places, 64)]
    values = np.full((len(places), VOICE_SIZE), ord(SPACE), dtype=np.uint8)
    values[:, :SOUND_SIZE] = torch.cat(found).numpy()
    values[:, KEY] = CENTRE
    return values


def step_loss(
    vae: VoiceVAE, ear: Ear, space: Space, recipe: Listening, lesson: Lesson, more: Lesson, rise: float
) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch, nats a voice, and its parts; `rise` scales the betas.

    Of `more` voices, that nobody made, only the places are learned.
    """
    r, values, rows = recipe, lesson.values, len(lesson)
    places = space.places(lesson.features, lesson.components)
    is_whole, given = torch.rand(rows) < r.whole, torch.rand(rows) < r.detail
    hidden = torch.rand(values.shape) < r.hidden * torch.rand(rows, 1).square()
    seen = torch.cat([timbre(values).masked_fill(hidden, MASK), timbre(more.values)])
    everything = vae.infer(seen)
    posterior = Posterior(*(getattr(everything, f.name)[:rows] for f in fields(Posterior)))
    place = smooth_l1_loss(posterior.mean, places, beta=1.0, reduction="none").sum(-1)
    stranger = smooth_l1_loss(
        everything.mean[rows:], space.places(more.features, more.components), beta=1.0, reduction="none"
    ).sum(-1)
    home = torch.where(torch.rand(rows, 1) < r.true, places, posterior.mean.detach())
    latents = home + torch.randn_like(home) * posterior.log_scale.exp()
    kl = normal_log_prob(latents, home, posterior.log_scale) - normal_log_prob(latents)
    scale = posterior.detail_log_scale
    details = posterior.detail_mean + torch.randn_like(scale) * scale.exp()
    kl_detail = 0.5 * (posterior.detail_mean.square() + (2 * scale).exp() - 1 - 2 * scale).sum((-1, -2))
    details = details.masked_fill(~given[:, None, None], torch.nan)
    latents = torch.where(given.unsqueeze(-1), latents.detach(), latents)

    elsewhere, axis = altered(home[: r.altered], r.turned)  # decoded behind the batch, nothing known
    masked = blanks(rows, is_whole, values.device)
    nothing = torch.full_like(values[: r.altered], MASK)
    described = vae.decode(
        torch.cat([latents, elsewhere]),
        torch.cat([details, details.new_full((len(elsewhere), *details.shape[1:]), torch.nan)]),
        torch.cat([values.masked_fill(masked, MASK), nothing]),
    )
    nats = (-described.rows(slice(rows)).log_prob(values) * masked).sum(-1) * SOUND_SIZE / masked.sum(-1)

    own = is_whole.nonzero()[:, 0][: r.heard]
    table = described.rows(torch.cat([own, torch.arange(rows, rows + len(elsewhere))])).table()
    chosen = middle(table.detach())
    chosen[:, KEY] = CENTRE
    features, components = ear.hear_soft(table, chosen)
    found = space.places(features, components)
    decibels = space.decibels(components[: len(own)], lesson.components[own])
    off = smooth_l1_loss(
        found, torch.cat([latents[own].detach(), elsewhere]), beta=0.5, reduction="none"
    )  # [heard, 8]
    near = off[: len(own)].sum(-1).masked_fill(given[own], 0.0)
    turned = off[len(own) :].gather(1, axis[:, None])[:, 0]
    control = off[len(own) :].sum(-1) + r.own * turned

    loss = (
        (nats + rise * torch.where(given, r.beta_detail * kl_detail, r.beta * kl)).mean()
        + r.place * (place.mean() + stranger.mean())
        + (r.sound * decibels.sum() + r.control * (near.sum() + control.sum())) / rows
    )
    parts = {
        "whole": _mean(nats, is_whole & ~given),
        "partial": _mean(nats, ~is_whole & ~given),
        "detailed": _mean(nats, is_whole & given),
        "kl": _mean(kl, ~given),
        "kl_detail": _mean(kl_detail, given),
        "place": float((posterior.mean.detach() - places).square().mean()),
        "db": _mean(decibels, ~given[own]),
        "db_detailed": _mean(decibels, given[own]),
        "turned": _mean(turned, torch.ones_like(turned)),
        "others": float(off[len(own) :].detach().mean()),
    }
    return loss, parts


def _mean(x: Tensor, where: Tensor) -> float:
    return float((x.detach() * where).sum() / where.sum().clamp(min=1))


class Loop:
    """The model's own loop. `known` are training voices at their own key and level, `strangers` crossed."""

    def __init__(
        self, vae: VoiceVAE, ear: Ear, space: Space, recipe: Listening, known: Lesson, strangers: Lesson,
        run: Path, tell: Progress,
    ) -> None:  # fmt: skip
        self.vae, self.ear, self.space, self.recipe = vae, copy.deepcopy(ear), space, recipe
        self.known, self.strangers, self.run, self.tell = known, strangers, run, tell
        self.average = copy.deepcopy(vae).eval().requires_grad_(False)
        self.optimiser = torch.optim.AdamW(
            groups(vae, recipe.weight_decay), lr=recipe.rate, betas=(0.9, 0.98)
        )
        self.hearing = torch.optim.AdamW(self.ear.parameters(), lr=recipe.ear_rate, weight_decay=0.02)
        self.made: Lesson | None = None
        self.step, self.last = 0, recipe.steps

    def go(self, weights: Tensor) -> None:
        """On to step `last`; voices are drawn by weight."""
        r, sums, began = self.recipe, dict[str, list[float]](), time.monotonic()
        while self.step < self.last:
            self.vae.train()
            for group in self.optimiser.param_groups:
                group["lr"] = r.rate * schedule(self.step / r.steps, r.warmup)
            lesson = self.known[torch.multinomial(weights, r.batch, replacement=True)]
            lesson = Lesson(exchange_operators(lesson.values, r.exchange), lesson.features, lesson.components)
            rise = min(1.0, 0.3 + 0.7 * self.step / max(1.0, r.anneal * r.steps))
            self.ear.eval().requires_grad_(False)
            more = self.strangers.some(r.more)
            if self.made is not None:
                more = more + self.made.some(r.more // 2)
            more = Lesson(exchange_operators(more.values, 0.5), more.features, more.components)
            with sdpa_kernel([SDPBackend.MATH]):
                loss, parts = step_loss(self.vae, self.ear, self.space, r, lesson, more, rise)
                self.optimiser.zero_grad(set_to_none=True)
                loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.vae.parameters(), 100.0)
            self.optimiser.step()
            self.step += 1
            follow(self.average, self.vae, r.average, self.step)
            if self.made is not None and self.step % 2 == 0:
                parts |= {f"ear_{name}": figure for name, figure in self.teach(self.made).items()}
            for name, figure in parts.items():
                sums.setdefault(name, []).append(figure)
            self.tell.say(f"voices: {self.step} of {r.steps}")
            if self.step % r.every == 0 or self.step == r.steps:
                line = {"step": self.step, **{name: round(float(np.mean(v)), 3) for name, v in sums.items()}}
                line |= {**self.judge(), "seconds": round(time.monotonic() - began, 1)}
                with (self.run / CURVES).open("a") as file:
                    file.write(json.dumps(line) + "\n")
                self.tell.note(
                    f"step {self.step}: {line['whole']:.0f} + {line['kl']:.0f} nats; by the engine "
                    f"{line['judged_db']:.1f} dB, turned knobs arrive with r = {line['judged_r']:.2f}"
                )
                self.keep()
                sums = {}

    def teach(self, made: Lesson) -> dict[str, float]:
        """One lesson for the ear: decoded voices, and real and crossed ones so that it does not forget."""
        self.ear.train().requires_grad_(True)
        with sdpa_kernel([SDPBackend.MATH]):
            lesson = made.some(48) + self.known.some(8) + self.strangers.some(8)
            loss, figures = ear_loss(self.ear, self.space.spectra, lesson)
            self.hearing.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.ear.parameters(), 5.0)
        self.hearing.step()
        return figures

    def judge(self) -> dict[str, float]:
        """Decode training voices' places, and altered ones; the engine says what came of it."""
        lesson, third = self.known.some(self.recipe.rendered), self.recipe.rendered // 3
        home = self.space.places(lesson.features, lesson.components)
        moved, axis = altered(home[third:], self.recipe.turned)
        goals = torch.cat([home[:third], moved])
        self.vae.eval()
        values = decoded(self.vae, goals)
        new = Lesson.of(values, hear(canonical(values)), self.space.ranks, self.space.spectra)
        self.made = new if self.made is None else (self.made + new)[slice(-self.recipe.kept, None)]
        reached = self.space.places(new.features, new.components)[third:].gather(1, axis[:, None])[:, 0]
        wanted = moved.gather(1, axis[:, None])[:, 0]
        differences = self.space.decibels(new.components[:third], lesson.components[:third])
        return {
            "judged_db": round(float(differences.mean()), 3),
            "judged_r": round(float(torch.corrcoef(torch.stack([wanted, reached]))[0, 1]), 3),
        }

    def _parts(self) -> dict[str, Any]:
        return {
            "vae": self.vae, "average": self.average, "ear": self.ear, "optimiser": self.optimiser,
            "hearing": self.hearing,
        }  # fmt: skip

    def keep(self) -> None:
        """Write state.pt and the checkpoint."""
        state = {name: part.state_dict() for name, part in self._parts().items()}
        made = self.made.state() if self.made is not None else {}
        state |= {"made": made, "step": self.step, "random": torch.get_rng_state()}
        torch.save(state, self.run / "state.partial")
        (self.run / "state.partial").replace(self.run / "state.pt")
        notes = {"name": self.run.name, "steps": self.step, "recipe": asdict(self.recipe)}
        save(self.run / CHECKPOINT, Checkpoint(self.average, notes=notes))

    def resume(self) -> None:
        """From state.pt, where there is one."""
        if not (self.run / "state.pt").exists():
            return
        state = torch.load(self.run / "state.pt", weights_only=True)
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        self.made = Lesson(**state["made"]) if state["made"] else None
        self.step = state["step"]
        torch.set_rng_state(state["random"])
