"""Augmentation exchanges operators by the table of symmetries and touches nothing else."""

from __future__ import annotations

import torch

from dx7bridge.model.sections import SOUND
from dx7bridge.voice import Voice
from dx7bridge.voice.algorithms import permuted, symmetries
from training.augment import ALGORITHM, FEEDBACK, exchange_operators


def test_each_row_becomes_one_of_its_own_symmetries() -> None:
    torch.manual_seed(0)
    values = torch.stack([torch.randint(0, p.size, (400,)) for p in SOUND], dim=1)
    changed = 0
    for before, after in zip(values, exchange_operators(values, 1.0), strict=True):
        voice = Voice.of([*before.tolist(), *b"          "])
        orders = symmetries(int(before[ALGORITHM]), int(before[FEEDBACK]) > 0)
        assert after.tolist() in [list(permuted(voice, order).sound) for order in orders]
        changed += not torch.equal(before, after)
    assert changed > 100


def test_a_share_of_zero_changes_nothing() -> None:
    values = torch.stack([torch.randint(0, p.size, (50,)) for p in SOUND], dim=1)
    assert torch.equal(exchange_operators(values, 0.0), values)
