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

import torch
from torch import Tensor

PERCENTILES: Final = tuple(percent / 100 for percent in range(1, 100))


@dataclass(frozen=True, slots=True)
class Axis:
    """`label` says what turning it up does; `quantiles` are the 1st to 99th percentile of real voices.

    It is the network's latent `source`, less `centre`, over `scale`, times `sign`.
    """

    label: str
    quantiles: tuple[float, ...]
    source: int
    sign: int = 1
    centre: float = 0.0
    scale: float = 1.0


def axes_of(notes: Mapping[str, Any], dims: int) -> tuple[Axis, ...]:
    """What a checkpoint's notes say of its axes; plain ones for a checkpoint not calibrated yet."""
    if "axes" in notes:
        wanted = Axis.__dataclass_fields__
        rows = [{key: row[key] for key in wanted if key in row} for row in notes["axes"]]
        return tuple(Axis(**{**row, "quantiles": tuple(row["quantiles"])}) for row in rows)
    normal = tuple(round(NormalDist().inv_cdf(p), 4) for p in PERCENTILES)
    return tuple(Axis(f"axis {i + 1}", normal, i) for i in range(dims))


class Orientation:
    """From the network's latents to the player's and back: [n, 8] -> [n, 8]."""

    def __init__(self, axes: Sequence[Axis], device: torch.device | str = "cpu") -> None:
        self._source = torch.tensor([a.source for a in axes], device=device)
        self._centre = torch.tensor([a.centre for a in axes], device=device)
        self._scale = torch.tensor([a.sign * a.scale for a in axes], device=device)

    def outward(self, latents: Tensor) -> Tensor:
        """As the player sees them."""
        return (latents[:, self._source] - self._centre) / self._scale

    def inward(self, knobs: Tensor) -> Tensor:
        """As the network has them."""
        latents = torch.empty_like(knobs)
        latents[:, self._source] = knobs * self._scale + self._centre
        return latents
