"""Sounds without their key and overall level: `dx7bridge.voice.canon` for many at once."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor

from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.canon import ALGORITHM, CENTRE, KEY, LEVELS, LOUDEST


def timbre(values: Tensor) -> Tensor:
    """Sounds int64 [B, 145] at transposition 24, the loudest carrier of each at 99."""
    carries = _carriers()[values[:, ALGORITHM]]
    levels = values[:, list(LEVELS)]
    loud = carries & (levels > 0)
    top = torch.where(loud, levels, 0).amax(-1, keepdim=True)
    found = values.clone()
    found[:, list(LEVELS)] = torch.where(loud, levels + LOUDEST - top, levels)
    found[:, KEY] = CENTRE
    return found


@cache
def _carriers() -> Tensor:
    """bool [32, 6]: does operator 1 to 6 carry?"""
    return torch.tensor([[op in algorithm.carriers for op in range(1, 7)] for algorithm in ALGORITHMS])
