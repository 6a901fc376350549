"""The eight knobs: the latents in the order and direction a player gets them, with what is known of each.

The network's own latents come out in any order. Calibration (training) measures what each does to the
sound; here they are sorted by it, the most audible first, and turned so that the label is true upwards.
N(0, I) stays N(0, I) under both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import torch
from torch import Tensor

PERCENTILES: Final = tuple(percent / 100 for percent in range(1, 100))


@dataclass(frozen=True, slots=True)
class Axis:
    """`label` says what turning it up does; `quantiles` are the 1st to 99th percentile of real voices."""

    label: str
    quantiles: tuple[float, ...]
    source: int
    sign: int


def axes_of(notes: Mapping[str, Any], dims: int) -> tuple[Axis, ...]:
    """What a checkpoint's notes say of its axes; plain ones for a checkpoint not calibrated yet."""
    if "axes" in notes:
        rows = notes["axes"]
        return tuple(Axis(r["label"], tuple(r["quantiles"]), r["source"], r["sign"]) for r in rows)
    normal = tuple(round(NormalDist().inv_cdf(p), 4) for p in PERCENTILES)
    return tuple(Axis(f"axis {i + 1}", normal, i, 1) for i in range(dims))


class Orientation:
    """From the network's latents to the player's and back: [n, 8] -> [n, 8], a signed permutation."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self._source = torch.tensor([a.source for a in axes])
        self._sign = torch.tensor([float(a.sign) for a in axes])

    def outward(self, latents: Tensor) -> Tensor:
        """As the player sees them."""
        return latents[:, self._source] * self._sign.to(latents.device)

    def inward(self, knobs: Tensor) -> Tensor:
        """As the network has them."""
        latents = torch.empty_like(knobs)
        latents[:, self._source] = knobs * self._sign.to(knobs.device)
        return latents
