"""What the eight knobs span: quantiles and a label for each axis. Immutable, any thread.

On the normalised scale 0 to 1 equal steps hold equal shares of the voices that exist, so that no part of
a knob is dead. The model may bring such quantiles; without them the prior's own, N(0, 1), serve.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

from dx7bridge.commands import LATENT_DIMS
from dx7bridge.engine.sounds import Latent, float32

LEVELS: Final = tuple(number / 100 for number in range(1, 100))  # what lies outside, no knob needs


@dataclass(frozen=True, slots=True)
class Axis:
    """`quantiles` are coordinates at equal steps from 0 to 1, rising; `turned` over, 1 is the lowest."""

    label: str
    quantiles: tuple[float, ...]
    turned: bool = False

    def coordinate(self, share: float) -> float:
        """Where on the axis a normalised value of 0 to 1 is."""
        share = 1.0 - share if self.turned else share
        step = share * (len(self.quantiles) - 1)
        index = min(int(step), len(self.quantiles) - 2)
        low, high = self.quantiles[index : index + 2]
        return float32(low + (high - low) * (step - index))

    def share(self, coordinate: float) -> float:
        """The normalised value of a coordinate: 0 and 1 for all that lies outside."""
        index = bisect_left(self.quantiles, coordinate)
        if index == 0:
            share = 0.0
        elif index == len(self.quantiles):
            share = 1.0
        else:
            low, high = self.quantiles[index - 1 : index + 1]
            share = (index - 1 + (coordinate - low) / (high - low)) / (len(self.quantiles) - 1)
        return float32(1.0 - share if self.turned else share)


class Axes:
    """All eight."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self.all = tuple(axes)

    @classmethod
    def of(cls, calibration: Mapping[str, Any] | None) -> Axes:
        """From a calibration as `python -m training` stores it: `axes` with `quantiles`, `label`, `sign`.

        The quantiles belong to equal steps of probability. Without a calibration, N(0, 1).
        """
        if not calibration:
            normal = tuple(NormalDist().inv_cdf(level) for level in LEVELS)
            return cls([Axis(f"axis {n + 1}", normal) for n in range(LATENT_DIMS)])
        return cls(
            [
                Axis(str(axis["label"]), tuple(map(float, axis["quantiles"])), int(axis.get("sign", 1)) < 0)
                for axis in calibration["axes"]
            ]
        )

    def shares(self, latent: Latent) -> tuple[float, ...]:
        """The normalised values of 8 coordinates."""
        return tuple(axis.share(z) for axis, z in zip(self.all, latent, strict=True))

    def rows(self) -> tuple[tuple[int | float | str, ...], ...]:
        """Number from 1, label, and the coordinates at 0 and at 1, for each axis."""
        return tuple(
            (n, axis.label, axis.coordinate(0.0), axis.coordinate(1.0)) for n, axis in enumerate(self.all, 1)
        )
