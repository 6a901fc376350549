"""What is taught by ear: voices with what they sound like, and where such a sound lies in the space."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor

from training.attributes import COMPONENTS, Autoencoder, Ranks, Spectra, fit_autoencoder, flat
from training.fit import indices
from training.generated import Values
from training.hearing import Heard
from training.sound import FEATURE_NAMES

LOUDEST: Final = 6.0  # deviations of a component: a silence is far from everything


@dataclass(frozen=True)
class Lesson:
    """Voices int64 [N, 145]; the features of their sounds by rank [N, 22]; principal components [N, k]."""

    values: Tensor
    features: Tensor
    components: Tensor

    @classmethod
    def of(cls, values: Values, heard: Heard, ranks: Ranks, spectra: Spectra) -> Lesson:
        components = spectra.to_components(flat(heard)).clamp(-LOUDEST, LOUDEST)
        return cls(indices(values), torch.from_numpy(ranks(heard.features)), components)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, rows: Any) -> Lesson:
        return Lesson(*(getattr(self, f.name)[rows] for f in fields(Lesson)))

    def __add__(self, other: Lesson) -> Lesson:
        return Lesson(*(torch.cat([getattr(self, f.name), getattr(other, f.name)]) for f in fields(Lesson)))

    def some(self, count: int) -> Lesson:
        """`count` of them by chance, with replacement."""
        return self[torch.randint(len(self), (count,))]

    def state(self) -> dict[str, Tensor]:
        """To be saved; `Lesson(**state)` is the same again."""
        return {f.name: getattr(self, f.name) for f in fields(Lesson)}


@dataclass(frozen=True)
class Space:
    """Where a sound lies: some features by rank, the rest by the autoencoder."""

    ranks: Ranks
    spectra: Spectra
    autoencoder: Autoencoder
    named: tuple[str, ...]

    @property
    def rows(self) -> list[int]:
        """Where the named features stand among all."""
        return [FEATURE_NAMES.index(name) for name in self.named]

    def places(self, features: Tensor, components: Tensor) -> Tensor:
        """Coordinates [N, 8] of rank-normal features [N, 22] and components [N, k]; differentiable."""
        return self.autoencoder.coordinates(features[:, self.rows], components)

    def decibels(self, components: Tensor, others: Tensor) -> Tensor:
        """[N] mean absolute difference of two spectra."""
        return self.spectra.of(components).sub(self.spectra.of(others)).abs().mean(-1)

    def save(self, path: Path) -> None:
        torch.save(
            {
                "knots": torch.from_numpy(self.ranks.knots),
                "spectra": self.spectra.state_dict(),
                "autoencoder": self.autoencoder.state_dict(),
                "named": list(self.named),
            },
            path,
        )

    @classmethod
    def load(cls, path: Path) -> Space:
        kept = torch.load(path, weights_only=True)
        components, size = kept["spectra"]["basis"].shape
        spectra, autoencoder = Spectra(size, components), Autoencoder(len(kept["named"]), components)
        spectra.load_state_dict(kept["spectra"])
        autoencoder.load_state_dict(kept["autoencoder"])
        autoencoder.eval().requires_grad_(False)
        return cls(Ranks(kept["knots"].numpy()), spectra, autoencoder, tuple(kept["named"]))


def fit_space(heard: Heard, named: tuple[str, ...], seed: int, say: Callable[[str], None]) -> Space:
    """The space of what the training voices sound like."""
    say("space: components")
    ranks, sounds = Ranks.of(heard.features), flat(heard)
    spectra = Spectra.fit(sounds, COMPONENTS)
    features = torch.from_numpy(ranks(heard.features))
    given = features[:, [FEATURE_NAMES.index(name) for name in named]]
    say("space: learned coordinates")
    near = spectra.of(spectra.to_components(sounds))
    return Space(ranks, spectra, fit_autoencoder(given, spectra, near, seed=seed), named)
