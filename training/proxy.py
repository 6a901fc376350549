"""The ear: a network that foretells from a voice's values what the Dexed engine makes of them.

It answers with the features of the sound by rank, and the log-mel spectrum in principal components.
Differentiable, so that the decoder can be taught by sound; the engine itself stays the judge, and what the
decoder makes is rendered and taught to the ear again and again. Attention knows the algorithm: who modulates
whom.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.functional import smooth_l1_loss

from dx7bridge.model.sections import VALUES
from dx7bridge.voice.canon import ALGORITHM, KEY
from training.attributes import Spectra
from training.augment import exchange_operators
from training.fit import follow
from training.lessons import Lesson
from training.network.places import Reader

BATCH: Final = 128
RATE: Final = 2e-3
EXCHANGED: Final = 0.5  # of the voices get their operators exchanged by a symmetry: they sound the same
WIDTH: Final = 128
BLOCKS: Final = 3


class Ear(Reader):
    """values int64 [B, 145], or their vectors -> rank-normal features [B, 22], components [B, k]."""

    def __init__(self, features: int, components: int, width: int = WIDTH, blocks: int = BLOCKS) -> None:
        super().__init__(width, blocks)
        self.features = features
        self.answer = nn.Sequential(
            nn.SiLU(), nn.Linear(width, 2 * width), nn.SiLU(), nn.Linear(2 * width, features + components)
        )

    def forward(self, tokens: Tensor, algorithm: Tensor) -> tuple[Tensor, Tensor]:
        out = self.answer(self.gathered(tokens, algorithm))
        return out[:, : self.features], out[:, self.features :]

    def hear(self, values: Tensor) -> tuple[Tensor, Tensor]:
        """What these voices sound like."""
        found: tuple[Tensor, Tensor] = self(self.read(values), values[:, ALGORITHM])
        return found

    def hear_soft(self, table: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """The same of `values` chosen from log-probabilities [B, 145, 100], with a gradient to those.

        Straight through: what is heard are the chosen values; the gradient is that of the expected vectors.
        """
        weights = self.read.table.view(-1, VALUES + 1, self.read.table.shape[-1])[:, :VALUES]
        slot = self.read.offset // (VALUES + 1)
        expected = torch.einsum("bpv,pve->bpe", table.exp(), weights[slot])
        expected[:, KEY] = expected[:, KEY].detach()  # the key is not timbre
        hard = nn.functional.embedding(values + self.read.offset, self.read.table)
        found: tuple[Tensor, Tensor] = self(
            self.read.join_tokens(hard + expected - expected.detach()), values[:, ALGORITHM]
        )
        return found


def ear_loss(ear: Ear, spectra: Spectra, lesson: Lesson) -> tuple[Tensor, dict[str, float]]:
    """What the ear gets wrong: features by rank (smooth, 12 dB a unit) and the spectrum in dB."""
    features, components = ear.hear(lesson.values)
    miss = smooth_l1_loss(features, lesson.features, beta=0.3)
    decibels = (((components - lesson.components) * spectra.scale) @ spectra.basis).abs().mean()
    wrong = (features.detach() - lesson.features).square().mean()
    return 12 * miss + decibels, {"miss": float(wrong), "db": float(decibels.detach())}


def fit_ear(
    known: Lesson, valid: Lesson, spectra: Spectra, epochs: int, path: Path, say: Callable[[str], None]
) -> Ear:
    """An ear taught with `known`, its weights averaged; kept at `path` after each epoch, and resumed."""
    ear = Ear(known.features.shape[1], known.components.shape[1])
    average = copy.deepcopy(ear)
    optimiser = torch.optim.AdamW(ear.parameters(), RATE, weight_decay=0.02, betas=(0.9, 0.98))
    of_epoch = len(known) // BATCH
    steps, step = epochs * of_epoch, 0
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    parts: dict[str, Any] = {"ear": ear, "average": average, "optimiser": optimiser, "schedule": schedule}
    if path.exists():
        state = torch.load(path, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        torch.set_rng_state(state["random"])
        step = state["step"]
    while step < steps:
        ear.train()
        for rows in torch.split(torch.randperm(len(known)), BATCH)[:of_epoch]:
            lesson = known[rows]
            values = exchange_operators(lesson.values, EXCHANGED)
            with sdpa_kernel([SDPBackend.MATH]):
                loss, _ = ear_loss(ear, spectra, Lesson(values, lesson.features, lesson.components))
                optimiser.zero_grad(set_to_none=True)
                loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(ear.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            step += 1
            follow(average, ear, 0.998, step)
            say(f"ear: {step} of {steps}")
        average.eval()
        with torch.no_grad():
            found = [
                ear_loss(average, spectra, valid[rows])[1]
                for rows in torch.split(torch.arange(len(valid)), 256)
            ]
        means = {name: sum(each[name] for each in found) / len(found) for name in found[0]}
        say(f"ear after {step} steps: {means['db']:.2f} dB, features miss {means['miss']:.3f}, unseen voices")
        kept = {name: part.state_dict() for name, part in parts.items()}
        torch.save({**kept, "step": step, "random": torch.get_rng_state()}, path.with_suffix(".partial"))
        path.with_suffix(".partial").replace(path)
    return average.eval().requires_grad_(False)
