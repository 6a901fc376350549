"""The ranges of the eight knobs: quantiles and a label for each axis. Immutable, any thread.

On the normalised scale 0 to 1 equal steps hold equal shares of the voices that exist, so that no part of
a knob is dead. The model may bring such quantiles; without them the prior's own, N(0, 1), serve.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Protocol

from dx7bridge.commands import LATENT_DIMS
from dx7bridge.engine.sounds import Latent, float32

LEVELS: Final = tuple(number / 100 for number in range(1, 100))  # what lies outside, no knob needs


class CalibratedAxis(Protocol):
    """One axis of a model."""

    @property
    def label(self) -> str:
        """The effect of turning it up, in words."""

    @property
    def quantiles(self) -> Sequence[float]:
        """Coordinates at equal steps of probability, rising."""

    @property
    def unit(self) -> str:
        """What `reads` is in; empty where there is no unit."""

    @property
    def reads(self) -> Sequence[float]:
        """What is heard in that unit between the 5th and the 95th percentile, in equal steps; or nothing."""


@dataclass(frozen=True, slots=True)
class AxisCalibration:
    """`quantiles` are coordinates at equal steps from 0 to 1, rising; `reads` what is heard there in `unit`,
    from the 5th percentile to the 95th."""

    label: str
    quantiles: tuple[float, ...]
    unit: str = ""
    reads: tuple[float, ...] = ()

    def coordinate(self, share: float) -> float:
        """The coordinate of a normalised value from 0 to 1."""
        step = share * (len(self.quantiles) - 1)
        index = min(int(step), len(self.quantiles) - 2)
        low, high = self.quantiles[index : index + 2]
        return float32(low + (high - low) * (step - index))

    def share(self, coordinate: float) -> float:
        """The normalised value of a coordinate: 0 and 1 for all that lies outside."""
        index = bisect_left(self.quantiles, coordinate)
        if index == 0:
            return 0.0
        if index == len(self.quantiles):
            return 1.0
        low, high = self.quantiles[index - 1 : index + 1]
        return float32((index - 1 + (coordinate - low) / (high - low)) / (len(self.quantiles) - 1))


class Calibration:
    """The calibration of all eight axes."""

    def __init__(self, axes: Sequence[AxisCalibration]) -> None:
        self.all = tuple(axes)

    @classmethod
    def of(cls, known: Sequence[CalibratedAxis] | None) -> Calibration:
        """By the model; N(0, 1) and plain labels when it has no calibration."""
        if not known:
            normal = tuple(NormalDist().inv_cdf(level) for level in LEVELS)
            return cls([AxisCalibration(f"axis {n + 1}", normal) for n in range(LATENT_DIMS)])
        return cls(
            [AxisCalibration(a.label, tuple(map(float, a.quantiles)), a.unit, tuple(a.reads)) for a in known]
        )

    def shares(self, latent: Latent) -> tuple[float, ...]:
        """The normalised values of 8 coordinates."""
        return tuple(axis.share(z) for axis, z in zip(self.all, latent, strict=True))

    def rows(self) -> tuple[tuple[int | float | str, ...], ...]:
        """For each axis: number from 1, label, the coordinates at 0 and at 1; unit, and what is heard at the
        5th and the 95th percentile, 0 and 0 where there is no unit."""
        return tuple(
            (n, axis.label, axis.coordinate(0.0), axis.coordinate(1.0), axis.unit, *_ends(axis.reads))
            for n, axis in enumerate(self.all, 1)
        )


def _ends(reads: Sequence[float]) -> tuple[float, float]:
    return (float32(reads[0]), float32(reads[-1])) if reads else (0.0, 0.0)
