"""The eight knobs: the latents in the order and direction a player gets them, with what is known of each.

The network's own latents come out in any order. Calibration (training) measures what each does to the
sound; here they are sorted by it, the most audible first, turned so that the label is true upwards, and
measured so that real voices have mean 0 and deviation 1 on each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import msgspec
import numpy as np

from dx7bridge.model.weights import Array, Misfit

PERCENTILES: Final = tuple(percent / 100 for percent in range(1, 100))


@dataclass(frozen=True, slots=True)
class Axis:
    """`label` says what turning it up does; `quantiles` are the 1st to 99th percentile of real voices.

    It is the network's latent `source`, less `centre`, over `scale`, times `sign`. `reads` are what one hears
    of what the label is about, in `unit`, at percentiles from the 5th to the 95th in equal steps; empty where
    there is no unit. Whoever made the model measured `spearman`, how surely the label is true, `crosstalk`,
    how much the knob changes what other knobs are about, and `audible_db` between its ends.
    """

    label: str
    quantiles: tuple[float, ...]
    source: int
    sign: int = 1
    centre: float = 0.0
    scale: float = 1.0
    unit: str = ""
    reads: tuple[float, ...] = ()
    spearman: float | None = None
    crosstalk: float | None = None
    audible_db: float | None = None


def axes_of(notes: Mapping[str, Any], dims: int) -> tuple[Axis, ...]:
    """The axes in a checkpoint's notes; plain ones if it is not calibrated yet.

    Misfit when they are not one axis for each of the `dims` latents.
    """
    if "axes" not in notes:
        normal = tuple(round(NormalDist().inv_cdf(p), 4) for p in PERCENTILES)
        return tuple(Axis(f"axis {i + 1}", normal, i) for i in range(dims))
    try:
        axes = msgspec.convert(notes["axes"], tuple[Axis, ...])
    except msgspec.ValidationError as error:
        raise Misfit(f"axes: {error}") from error
    if sorted(axis.source for axis in axes) != list(range(dims)):
        raise Misfit(f"axes: sources {[axis.source for axis in axes]}, each of 0 to {dims - 1} is needed")
    for axis in axes:
        if axis.scale <= 0 or abs(axis.sign) != 1:
            raise Misfit(
                f"axis {axis.label!r}: scale {axis.scale}, sign {axis.sign}: must be above 0, and 1 or -1"
            )
    return axes


class Orientation:
    """From the network's latents to the player's and back: [n, 8] -> [n, 8]."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self._source = np.array([a.source for a in axes])
        self._back = np.argsort(self._source)
        self._centre = np.array([a.centre for a in axes], dtype=np.float32)
        self._scale = np.array([a.sign * a.scale for a in axes], dtype=np.float32)

    def outward(self, latents: Array) -> Array:
        """As the player sees them."""
        knobs: Array = (latents[:, self._source] - self._centre) / self._scale
        return knobs

    def inward(self, knobs: Array) -> Array:
        """As the network has them."""
        latents: Array = (knobs * self._scale + self._centre)[:, self._back]
        return latents
