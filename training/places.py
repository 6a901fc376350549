"""The encoder of places, taught with the sounds themselves: from a voice's values to where its sound lies.

It begins as the ear, which knows already what values sound like, and learns the eight coordinates in place of
its answers; the answers go on to be asked for, so that nothing is forgotten.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.functional import smooth_l1_loss

from dx7bridge.voice.canon import ALGORITHM
from training.augment import exchange_operators
from training.fit import follow, schedule
from training.lessons import Lesson, Space
from training.network.places import Places
from training.network.timbre import timbre
from training.proxy import Ear
from training.stage import keep, resume


@dataclass(frozen=True)
class Placing:
    """All that decides how the encoder of places is taught."""

    steps: int = 1800
    batch: int = 128
    rate: float = 1e-3
    weight_decay: float = 0.05
    average: float = 0.997
    exchange: float = 0.5  # of the voices get their operators exchanged by a symmetry: they sound the same
    place: float = 20.0  # how much a unit counts
    features: float = 4.0
    every: int = 100


class Pupil(nn.Module):
    """The ear's body with two answers: places [B, 8], and the ear's own."""

    def __init__(self, ear: Ear, latents: int) -> None:
        super().__init__()
        self.ear = copy.deepcopy(ear)
        self.places = Places(latents, ear.norm.normalized_shape[0], len(ear.blocks))
        for name in ("read", "role", "blocks", "norm", "gather"):  # one body
            setattr(self.places, name, getattr(self.ear, name))
        self.requires_grad_(True)

    def forward(self, values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        gathered = self.ear.gathered(self.ear.read(values), values[:, ALGORITHM])
        heard = self.ear.answer(gathered)
        return self.places.answer(gathered), heard[:, : self.ear.features], heard[:, self.ear.features :]


def fit_places(
    ear: Ear, space: Space, known: Lesson, weights: Tensor, unseen: Lesson, recipe: Placing, path: Path,
    say: Callable[[str], None],
) -> Places:  # fmt: skip
    """Taught with `known` timbres, drawn by `weights`; kept at `path` every few steps, and resumed."""
    r, latents = recipe, space.places(known.features[:1], known.components[:1]).shape[1]
    pupil = Pupil(ear, latents)
    average = copy.deepcopy(pupil).eval().requires_grad_(False)
    optimiser = torch.optim.AdamW(pupil.parameters(), r.rate, weight_decay=r.weight_decay, betas=(0.9, 0.98))
    parts = {"pupil": pupil, "average": average, "optimiser": optimiser}
    step = resume(path, parts)
    wanted, bounds = space.places(known.features, known.components), weights.cumsum(0)
    loud = space.spectra.mean.numel() ** 0.5
    while step < r.steps:
        pupil.train()
        for group in optimiser.param_groups:
            group["lr"] = r.rate * schedule(step / r.steps, 0.05)
        dice = torch.rand(r.batch, dtype=bounds.dtype) * bounds[-1]
        rows = torch.searchsorted(bounds, dice).clamp(max=len(known) - 1)
        with sdpa_kernel([SDPBackend.MATH]):
            places, features, components = pupil(exchange_operators(known.values[rows], r.exchange))
            off = smooth_l1_loss(places, wanted[rows], beta=0.7)
            miss = smooth_l1_loss(features, known.features[rows], beta=0.3)
            away = ((components - known.components[rows]) * space.spectra.scale).square().sum(-1)
            loss = r.place * off + r.features * miss + (away + 1).sqrt().mean() / loud
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
        torch.nn.utils.clip_grad_norm_(pupil.parameters(), 10.0)
        optimiser.step()
        step += 1
        follow(average, pupil, r.average, step)
        say(f"places: {step} of {r.steps}")
        if step % r.every == 0 or step == r.steps:
            keep(path, parts, step)
            say(f"places after {step} steps: {explained(average.places, space, unseen):.2f} of unseen voices")
    found: Places = average.places
    return found.eval().requires_grad_(False)


@torch.no_grad()
def foretold(places: Places, values: Tensor) -> Tensor:
    """[N, 8] where these sounds int64 [N, 145] are found."""
    return torch.cat([places(timbre(part)) for part in torch.split(values, 256)])


def explained(places: Places, space: Space, unseen: Lesson) -> float:
    """R², the mean over the coordinates."""
    wanted = space.places(unseen.features, unseen.components)
    off = (foretold(places, unseen.values) - wanted).square().mean(0)
    return float((1 - off / wanted.var(0)).mean())
