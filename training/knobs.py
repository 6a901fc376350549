"""The knobs' decoder, trained by ear: what is decoded at a place sounds like it, and a turned knob arrives.

The loss of a batch, in nats a voice:
    values      what is known of a voice, or nothing, and its place: rebuild the rest
    sound       what is decoded at a voice's place sounds like the voice, as the ear has it
    control     what is decoded at any place lies there, as the ear has it; one coordinate is altered, and of
                some rows the structure of the voice that the knob is turned from is held, as the engine does
Every few steps decoded voices are rendered by the engine and taught to the ear, which would be fooled else.
Neither places nor details are moved: they are inferred, and the decoder learns of them as they are.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.functional import smooth_l1_loss

from dx7bridge.engine.keeping import structure
from dx7bridge.model.sections import MASK
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.canon import ALGORITHM, CENTRE, KEY
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE
from training.augment import exchange_operators
from training.fit import follow, groups, schedule
from training.generated import Values
from training.hearing import canonical, hear
from training.lessons import Lesson, Space
from training.network.likelihood import middle
from training.network.vae import Posterior, VoiceVAE
from training.objective import blanks
from training.progress import Progress
from training.proxy import Ear, ear_loss

SPACE: Final = " "  # of a name
FAR: Final = 2.7  # coordinates: as far as one is altered
CURVES: Final = "curves.jsonl"
STATE: Final = "knobs.pt"
DECODES: Final = (
    "known",
    "steer",
    "refine",
    "condition",
    "decoder",
    "decoder_norm",
    "likelihood",
)  # parts of a VAE


@dataclass(frozen=True)
class Turning:
    """All that decides how the knobs' decoder is trained."""

    steps: int = 2400
    batch: int = 48
    rate: float = 6e-4
    weight_decay: float = 0.05
    warmup: float = 0.03  # of all steps
    average: float = 0.995
    ear_rate: float = 4e-4  # while the decoder learns
    values: float = 0.6  # how much a nat of the values counts
    sound: float = 10.0  # nats a dB
    control: float = 8.0  # nats a unit
    own: float = 5.0  # how much more the altered coordinate counts
    turned: tuple[float, ...] = (0.10, 0.16, 0.08, 0.12, 0.14, 0.22, 0.09, 0.09)  # how often each is altered
    true: float = 0.4  # of the rows are decoded where they sound, the rest where they are inferred
    heard: int = 30  # rows of each batch whose decoding is heard
    altered: int = 20  # rows decoded at altered places
    held: float = 0.5  # of those keep the structure of the voice that they are turned from
    lean: float = 0.4  # of those lean on that voice's details, more or less firmly
    whole: float = 0.7  # of the rows: nothing is known; of the rest, some values
    detail: float = 0.25
    exchange: float = 0.3  # of the voices get their operators exchanged by a symmetry
    rendered: int = 256  # decoded voices, every `every` steps
    every: int = 100
    kept: int = 6144  # of the decoded voices, the newest


@dataclass(frozen=True)
class Known:
    """Training voices: what they sound like, and where the encoder finds them [N, 8]."""

    lesson: Lesson
    inferred: Tensor

    def __getitem__(self, rows: Tensor) -> Known:
        return Known(self.lesson[rows], self.inferred[rows])


def altered(places: Tensor, often: Sequence[float], spread: float = 1.3) -> tuple[Tensor, Tensor]:
    """Places [N, 8] with one coordinate of each altered, chosen as `often` as that says; and which [N]."""
    axis = torch.multinomial(torch.tensor(often), len(places), replacement=True)
    moved = places.clone()
    moved[torch.arange(len(places)), axis] = spread * torch.randn(len(places))
    return moved.clamp(-FAR, FAR), axis


def structures(values: Tensor) -> Tensor:
    """bool [B, 145]: what a knob keeps of each of these sounds."""
    table = torch.zeros(len(ALGORITHMS), SOUND_SIZE, dtype=torch.bool)
    for number in range(len(ALGORITHMS)):
        table[number, list(structure(number))] = True
    return table[values[:, ALGORITHM]]


@torch.no_grad()
def decoded(vae: VoiceVAE, places: Tensor) -> Values:
    """The voices uint8 [N, 155] in the middle of what may be at these places, at the ear's key."""
    found = [middle(vae.decode(part, None, None).table()) for part in torch.split(places, 64)]
    values = np.full((len(places), VOICE_SIZE), ord(SPACE), dtype=np.uint8)
    values[:, :SOUND_SIZE] = torch.cat(found).numpy()
    values[:, KEY] = CENTRE
    return values


def step_loss(
    vae: VoiceVAE, ear: Ear, space: Space, recipe: Turning, known: Known
) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch, nats a voice, and its parts."""
    r, lesson, rows = recipe, known.lesson, len(known.lesson)
    values = exchange_operators(lesson.values, r.exchange)
    places = space.places(lesson.features, lesson.components)
    posterior = _details(vae, values)
    home = torch.where(torch.rand(rows, 1) < r.true, places, known.inferred)
    latents = home + torch.randn_like(home) * vae.places.log_scale.exp() if vae.places is not None else home
    is_whole, given = torch.rand(rows) < r.whole, torch.rand(rows) < r.detail
    scale = posterior.detail_log_scale
    full = posterior.detail_mean + torch.randn_like(scale) * scale.exp()
    details = full.masked_fill(~given[:, None, None], torch.nan)

    count = min(r.altered, rows)
    elsewhere, axis = altered(home[:count], r.turned)  # decoded behind the batch
    held = structures(values[:count]) & (torch.rand(count, 1) < r.held)
    kept = torch.where(held, values[:count], MASK)
    leans = torch.rand(count) < r.lean
    leant = full[:count].masked_fill(~leans[:, None, None], torch.nan)
    hold = torch.cat([torch.ones(rows), torch.rand(count)])
    masked = blanks(rows, is_whole, values.device)
    described = vae.decode(
        torch.cat([latents, elsewhere]),
        torch.cat([details, leant]),
        torch.cat([values.masked_fill(masked, MASK), kept]),
        hold,
    )
    nats = (-described.rows(slice(rows)).log_prob(values) * masked).sum(-1) * SOUND_SIZE / masked.sum(-1)

    own = is_whole.nonzero()[:, 0][: r.heard]
    table = described.rows(torch.cat([own, torch.arange(rows, rows + count)])).table()
    chosen = middle(table.detach())
    chosen[len(own) :] = torch.where(held, values[:count], chosen[len(own) :])
    chosen[:, KEY] = CENTRE
    features, components = ear.hear_soft(table, chosen)
    found = space.places(features, components)
    decibels = space.decibels(components[: len(own)], lesson.components[own])
    off = smooth_l1_loss(
        found, torch.cat([latents[own], elsewhere]), beta=0.5, reduction="none"
    )  # [heard, 8]
    near = off[: len(own)].sum(-1).masked_fill(given[own], 0.0)
    turned = off[len(own) :].gather(1, axis[:, None])[:, 0]
    control = off[len(own) :].sum(-1) + r.own * turned
    loss = (
        r.values * nats.mean() + (r.sound * decibels.sum() + r.control * (near.sum() + control.sum())) / rows
    )
    free = ~held.any(-1)
    parts = {
        "whole": _mean(nats, is_whole & ~given),
        "partial": _mean(nats, ~is_whole & ~given),
        "detailed": _mean(nats, is_whole & given),
        "db": _mean(decibels, ~given[own]),
        "db_detailed": _mean(decibels, given[own]),
        "turned": _mean(turned, free),
        "turned_held": _mean(turned, ~free),
        "others": float(off[len(own) :].detach().mean()),
    }
    return loss, parts


@torch.no_grad()
def _details(vae: VoiceVAE, values: Tensor) -> Posterior:
    was = vae.training
    vae.eval()
    found = vae.summarise(values)
    vae.train(was)
    return found


def _mean(x: Tensor, where: Tensor) -> float:
    return float((x.detach() * where).sum() / where.sum().clamp(min=1))


class Loop:
    """The loop over training voices `known`; the ear is reminded of crossed ones, `strangers`."""

    def __init__(
        self, vae: VoiceVAE, ear: Ear, space: Space, recipe: Turning, known: Known, strangers: Lesson,
        run: Path, tell: Progress,
    ) -> None:  # fmt: skip
        self.vae, self.ear, self.space, self.recipe = vae, copy.deepcopy(ear), space, recipe
        self.known, self.strangers, self.run, self.tell = known, strangers, run, tell
        for name, weight in vae.named_parameters():
            weight.requires_grad_(name.split(".")[0] in DECODES)
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
            rows = torch.multinomial(weights, r.batch, replacement=True)
            self.ear.eval().requires_grad_(False)
            with sdpa_kernel([SDPBackend.MATH]):
                loss, parts = step_loss(self.vae, self.ear, self.space, r, self.known[rows])
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
            self.tell.say(f"knobs: {self.step} of {r.steps}")
            if self.step % r.every == 0 or self.step == r.steps:
                line = {"step": self.step, **{name: round(float(np.mean(v)), 3) for name, v in sums.items()}}
                line |= {**self.judge(), "seconds": round(time.monotonic() - began, 1)}
                with (self.run / CURVES).open("a") as file:
                    file.write(json.dumps(line) + "\n")
                self.tell.note(
                    f"step {self.step}: by the engine {line['judged_db']:.1f} dB, turned knobs arrive with "
                    f"r = {line['judged_r']:.2f}"
                )
                self.keep()
                sums = {}

    def teach(self, made: Lesson) -> dict[str, float]:
        """One lesson for the ear: decoded voices, and real and crossed ones so that it does not forget."""
        self.ear.train().requires_grad_(True)
        with sdpa_kernel([SDPBackend.MATH]):
            lesson = made.some(48) + self.known.lesson.some(8) + self.strangers.some(8)
            loss, figures = ear_loss(self.ear, self.space.spectra, lesson)
            self.hearing.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.ear.parameters(), 5.0)
        self.hearing.step()
        return figures

    def judge(self) -> dict[str, float]:
        """Decode training voices' places, and altered ones; the engine says what came of it."""
        lesson, third = self.known.lesson.some(self.recipe.rendered), self.recipe.rendered // 3
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
        """Write knobs.pt, which `resume` reads."""
        state = {name: part.state_dict() for name, part in self._parts().items()}
        made = self.made.state() if self.made is not None else {}
        state |= {"made": made, "step": self.step, "random": torch.get_rng_state()}
        torch.save(state, self.run / "knobs.partial")
        (self.run / "knobs.partial").replace(self.run / STATE)

    def resume(self) -> None:
        """Go on from knobs.pt, where there is one."""
        if not (self.run / STATE).exists():
            return
        state = torch.load(self.run / STATE, weights_only=True)
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        self.made = Lesson(**state["made"]) if state["made"] else None
        self.step = state["step"]
        torch.set_rng_state(state["random"])
