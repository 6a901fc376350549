"""The priors' shapes: couplings that carry N(0, I) to where the latents of all voices lie, and a flow that
carries it to where their details do, given the latents and whatever is known of a voice.

They change nothing that the model has learned, nor where it is found: only what `sample` draws. From plain
N(0, I) it would draw from the holes between voices as well, what no voice is like.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Final

import torch
from torch import Tensor, nn

from dx7bridge.model.sections import MASK
from training.dataset import Dataset
from training.fit import follow, indices
from training.network.detail import DetailPrior
from training.network.flow import Couplings
from training.network.vae import Posterior, VoiceVAE, normal_log_prob
from training.objective import blanks

ENOUGH: Final = 24_000  # training voices for which the rounds below are meant; fewer take fewer
LEAST: Final = 0.1  # of the rounds, however few the voices

STEPS: Final = 12  # couplings
ROUNDS: Final = 6000
BATCH: Final = 512
RATE: Final = 3e-3

DETAIL_BLOCKS: Final = 3
DETAIL_ROUNDS: Final = 6000
DETAIL_BATCH: Final = 128
DETAIL_RATE: Final = 2e-3
DETAIL_AVERAGE: Final = 0.998
UNKNOWN: Final = 0.7  # of the rows: nothing is known of the voice; of the rest, what a lock might hold


Step = Callable[[int, int], None]


def _quiet(_done: int, _total: int) -> None:
    """Progress that nobody follows."""


def rounds(most: int, voices: int, effort: float = 1.0) -> int:
    """How many of `most` rounds `voices` training voices get: in proportion, and a tenth at least.

    `effort` scales the result, for a quick look.
    """
    return max(1, round(most * effort * min(1.0, max(LEAST, voices / ENOUGH))))


def fit_prior(
    vae: VoiceVAE, data: Dataset, seed: int = 1, *, effort: float = 1.0, step: Step = _quiet
) -> tuple[VoiceVAE, dict[str, float]]:
    """`vae`, without couplings, with fitted ones; and what the latents of a voice cost, in nats.

    `step` is called with the number of rounds done and of all rounds.

    These are minus log-densities of validation voices' latents: under N(0, I), and under the fitted prior.
    """
    torch.manual_seed(seed)
    device = vae.summary.device
    voices = indices(data.part("train")).to(device)
    unseen = Places(vae, indices(data.part("valid")).to(device)).draw()
    places = Places(vae, voices)
    couplings = Couplings(vae.architecture.latents, STEPS).to(device)
    optimiser = torch.optim.AdamW(couplings.parameters(), lr=RATE)
    total = rounds(ROUNDS, len(voices), effort)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=total)
    for done in range(total):
        step(done, total)
        loss = nats(couplings, places.draw(torch.randint(len(voices), (BATCH,))))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(couplings.parameters(), 5.0)
        optimiser.step()
        schedule.step()
    shaped = VoiceVAE(replace(vae.architecture, coupling_steps=STEPS)).to(device)
    with torch.no_grad():
        report = {
            "plain": round(-float(normal_log_prob(unseen).mean()), 3),
            "fitted": round(float(nats(couplings, unseen)), 3),
        }
    return _complete(shaped, vae, "prior", couplings), report


def nats(couplings: Couplings, places: Tensor) -> Tensor:
    """Minus the mean log-density that couplings from N(0, I) give these places [B, dims]."""
    normal, log_det = couplings(places)
    density: Tensor = normal_log_prob(normal) + log_det
    return -density.mean()


def fit_detail_prior(
    vae: VoiceVAE, data: Dataset, seed: int = 1, *, effort: float = 1.0, step: Step = _quiet
) -> tuple[VoiceVAE, dict[str, float]]:
    """`vae` with a fitted prior of its details; and its loss, the mean square error of the velocity.

    That is of training and of validation voices, nothing known; 2 is noise, and 0 out of reach.
    """
    torch.manual_seed(seed)
    device = vae.summary.device
    shaped = VoiceVAE(replace(vae.architecture, detail_blocks=DETAIL_BLOCKS)).to(device)
    prior = shaped.detail_prior
    assert prior is not None
    lessons = {part: Lessons(vae, indices(data.part(part)).to(device)) for part in ("train", "valid")}
    details = lessons["train"].places.with_details()[1]
    prior.centre.copy_(details.mean(0))
    prior.scale.copy_(details.std(0))
    average = copy.deepcopy(prior).eval().requires_grad_(False)
    optimiser = torch.optim.AdamW(prior.parameters(), DETAIL_RATE, betas=(0.9, 0.98), weight_decay=0.05)
    total = rounds(DETAIL_ROUNDS, len(data.part("train")), effort)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, DETAIL_RATE, total_steps=total, pct_start=0.05)
    for done in range(total):
        step(done, total)
        loss = lessons["train"].loss(prior, DETAIL_BATCH, UNKNOWN)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(prior.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        follow(average, prior, DETAIL_AVERAGE, done + 1)
    with torch.no_grad():
        report = {part: round(float(each.loss(average, 4000, 1.0)), 4) for part, each in lessons.items()}
    return _complete(shaped, vae, "detail_prior", average), report


def _complete(shaped: VoiceVAE, vae: VoiceVAE, part: str, fitted: nn.Module) -> VoiceVAE:
    """`shaped` with the weights of `vae`, and of what was fitted as its `part`; ready to be played."""
    weights = {f"{part}.{name}": tensor for name, tensor in fitted.state_dict().items()}
    shaped.load_state_dict({**vae.state_dict(), **weights})
    return shaped.eval().requires_grad_(False)


class Lessons:
    """What a prior of details is taught with: voices int64 [N, 145], where they lie, their details."""

    def __init__(self, vae: VoiceVAE, voices: Tensor) -> None:
        self._vae, self._voices, self.places = vae, voices, Places(vae, voices)

    def loss(self, prior: DetailPrior, count: int, unknown: float) -> Tensor:
        """Of `count` voices by chance, of a share of which nothing is known: how wrong the velocity is."""
        which = torch.randint(len(self._voices), (count,))
        latents, details = self.places.with_details(which)
        device = latents.device
        hidden = blanks(count, torch.rand(count, device=device) < unknown, device)
        with torch.no_grad():
            known = self._vae.drawer.known(self._voices[which].masked_fill(hidden, MASK))
        goal = (details - prior.centre) / prior.scale
        noise, time = torch.randn_like(goal), torch.rand(count, device=device)
        velocity = goal - noise
        found = prior(noise + time[:, None, None] * velocity, time, latents, known)
        error: Tensor = (found - velocity).square().mean()
        return error


class Places:
    """Where voices int64 [N, 145] may lie: their posteriors, to be drawn from anew each time."""

    @torch.no_grad()
    def __init__(self, vae: VoiceVAE, voices: Tensor) -> None:
        found = [vae.encode(batch) for batch in torch.split(voices, BATCH)]
        self._flow = vae.flow
        self._posterior = Posterior(
            *(torch.cat([getattr(p, field.name) for p in found]) for field in fields(Posterior))
        )

    @torch.no_grad()
    def draw(self, which: Tensor | slice = slice(None)) -> Tensor:
        """[n, dims] one place for each of `which`, after the posterior's own flow."""
        posterior, mean = self._posterior, self._posterior.mean[which]
        before = mean + torch.randn_like(mean) * posterior.log_scale[which].exp()
        places: Tensor = self._flow(before, posterior.context[which])[0]
        return places

    @torch.no_grad()
    def with_details(self, which: Tensor | slice = slice(None)) -> tuple[Tensor, Tensor]:
        """The same, and a detail [n, T, D] for each."""
        posterior, mean = self._posterior, self._posterior.detail_mean[which]
        return self.draw(which), mean + torch.randn_like(mean) * posterior.detail_log_scale[which].exp()
