"""More voices out of those there are: operators exchanged where the algorithm makes that inaudible."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor

from dx7bridge.voice.algorithms import ALGORITHMS, symmetries
from dx7bridge.voice.parameters import OPERATOR_STRIDE, SOUND_SIZE, find

ALGORITHM, FEEDBACK = find("algorithm").index, find("feedback").index


@cache
def _table() -> tuple[Tensor, Tensor, Tensor]:
    """Where each value comes from [all permutations, 145]; first row and row count [2, 32], by feedback."""
    rows: list[list[int]] = []
    first, count = torch.zeros(2, 32, dtype=torch.long), torch.zeros(2, 32, dtype=torch.long)
    for feedback in (0, 1):
        for algorithm in range(len(ALGORITHMS)):
            orders = symmetries(algorithm, bool(feedback))
            first[feedback, algorithm], count[feedback, algorithm] = len(rows), len(orders)
            rows += [_sources(order) for order in orders]
    return torch.tensor(rows), first, count


def _sources(order: tuple[int, ...]) -> list[int]:
    sources = list(range(SOUND_SIZE))
    for operator, source in enumerate(order, start=1):
        to, of = OPERATOR_STRIDE * (6 - operator), OPERATOR_STRIDE * (6 - source)
        sources[to : to + OPERATOR_STRIDE] = range(of, of + OPERATOR_STRIDE)
    return sources


def exchange_operators(values: Tensor, share: float) -> Tensor:
    """Values int64 [B, 145] with a random symmetry of its own algorithm applied to a share of the rows."""
    rows, first, count = (t.to(values.device) for t in _table())
    feedback, algorithm = (values[:, FEEDBACK] > 0).long(), values[:, ALGORITHM]
    number = torch.rand(len(values), device=values.device) * count[feedback, algorithm]
    chosen = first[feedback, algorithm] + number.long().clamp(max=count.max() - 1)
    identity = first[feedback, algorithm]  # symmetries() puts it first
    moved = torch.rand(len(values), device=values.device) < share
    return values.gather(1, rows[torch.where(moved, chosen, identity)])
