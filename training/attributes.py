"""The eight coordinates that a voice should have, by ear: features of its sound, and what else sounds carry.

Some are features, each brought to N(0, 1) by rank over the training voices. The others are learned: the
bottleneck of a small autoencoder of log-mel spectra that is given the former, so that together the eight
foretell the sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import ndtri
from torch import Tensor, nn

from training.hearing import Heard

NAMED: Final = ("brightness", "attack", "sustain", "release", "noisiness", "inharmonicity")
LATENTS: Final = 8
COMPONENTS: Final = 48  # principal components that the autoencoder reads and answers in
BOUND: Final = 2.7  # rank-normal values lie within
BLUR: Final = 0.25  # noise on the coordinates while the autoencoder learns
ROUNDS: Final = 3000
BATCH: Final = 256


@dataclass(frozen=True)
class Ranks:
    """Rank-normal scores of columns: quantiles [513, columns] of the training voices."""

    knots: NDArray[np.float64]

    @classmethod
    def of(cls, columns: NDArray[np.floating]) -> Ranks:
        return cls(np.quantile(columns.astype(np.float64), np.linspace(0, 1, 513), axis=0))

    def __call__(self, columns: NDArray[np.floating]) -> NDArray[np.float32]:
        """Scores [N, columns]; where many voices share a value it gets the middle of their ranks."""
        share = np.linspace(0, 1, len(self.knots))
        found = np.empty(columns.shape, dtype=np.float32)
        for k, knots in enumerate(self.knots.T):
            low = np.searchsorted(knots, columns[:, k], side="left")
            high = np.searchsorted(knots, columns[:, k], side="right")
            tied = high - low > 1
            middle = (low + high - 1) / 2 / (len(knots) - 1)
            between = np.interp(columns[:, k], knots, share)
            found[:, k] = ndtri(np.clip(np.where(tied, middle, between), 1e-9, 1 - 1e-9))
        return np.clip(found, -BOUND, BOUND)


class Spectra(nn.Module):
    """Log-mel spectra as principal components: to(spectra [N, 48 * frames]) -> [N, k], of() back."""

    def __init__(self, size: int, components: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("basis", torch.zeros(components, size))
        self.register_buffer("scale", torch.ones(components))
        self.mean: Tensor
        self.basis: Tensor
        self.scale: Tensor

    @classmethod
    def fit(cls, spectra: Tensor, components: int) -> Spectra:
        found = cls(spectra.shape[1], components)
        found.mean.copy_(spectra.mean(0))
        away = spectra - found.mean
        values, vectors = torch.linalg.eigh(away.T @ away / len(away))
        found.basis.copy_(vectors.flip(1).T[:components])
        found.scale.copy_(values.flip(0)[:components].clamp(min=1e-6).sqrt())
        return found

    def to_components(self, spectra: Tensor) -> Tensor:
        return (spectra - self.mean) @ self.basis.T / self.scale

    def of(self, components: Tensor) -> Tensor:
        return (components * self.scale) @ self.basis + self.mean


def flat(heard: Heard) -> Tensor:
    """float32 [N, 48 * frames]."""
    return torch.from_numpy(heard.spectra.astype(np.float32)).flatten(1)


def net(inputs: int, outputs: int, hidden: int = 192) -> nn.Sequential:
    """A small perceptron of two hidden layers."""
    return nn.Sequential(
        nn.Linear(inputs, hidden), nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, outputs)
    )


class Autoencoder(nn.Module):
    """given [B, n] and components [B, k] -> coordinates [B, 8], whose first n are given; and back."""

    def __init__(self, given: int, components: int = COMPONENTS) -> None:
        super().__init__()
        self.learned = net(given + components, LATENTS - given) if given < LATENTS else None
        self.answer = net(LATENTS, components, 256)

    def coordinates(self, given: Tensor, components: Tensor) -> Tensor:
        if self.learned is None:
            return given
        return torch.cat([given, self.learned(torch.cat([given, components], -1))], -1)

    def forward(self, given: Tensor, components: Tensor) -> tuple[Tensor, Tensor]:
        z = self.coordinates(given, components)
        return z, self.answer(z + BLUR * torch.randn_like(z))


def fit_autoencoder(
    given: Tensor, spectra: Spectra, sounds: Tensor, rounds: int = ROUNDS, seed: int = 1
) -> Autoencoder:
    """Learned coordinates have mean 0, deviation 1, and no linear part of those given (soft penalties)."""
    torch.manual_seed(seed)
    model = Autoencoder(given.shape[1], spectra.basis.shape[0])
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=rounds, pct_start=0.1)
    components = spectra.to_components(sounds)
    eye = torch.eye(LATENTS)
    for _ in range(rounds):
        rows = torch.randint(len(given), (BATCH,))
        z, answer = model(given[rows], components[rows])
        error = (spectra.of(answer) - sounds[rows]).abs().mean()
        away = z - z.mean(0)
        covariance = away.T @ away / len(z)
        unruly = (covariance - eye)[given.shape[1] :].square().sum() + z.mean(0).square().sum()
        loss = error + 1.0 * unruly
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return model.eval().requires_grad_(False)
