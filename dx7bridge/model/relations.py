"""What sections of a voice are to each other under its algorithm: attention that knows who modulates whom."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.sections import SECTIONS
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import PARAMETERS

RELATIONS: Final = 9


@cache
def relations() -> NDArray[np.int64]:
    """[32, T, T]: what section j is to section i under each algorithm; and on the diagonal, its own role.

    0 nothing (or no operator), 1 the same operator, 2 it modulates us, 3 we modulate it, 4 both carry,
    5 our modulator's modulator, 6 feedback, 7 ourselves, a carrier, 8 ourselves, a modulator.
    """
    owner = [_operator(section.indices[0]) for section in SECTIONS]
    table = np.zeros((len(ALGORITHMS), len(SECTIONS), len(SECTIONS)), dtype=np.int64)
    for number, algorithm in enumerate(ALGORITHMS):
        for a, ours in enumerate(owner):
            for b, theirs in enumerate(owner):
                if not ours or not theirs:
                    continue
                far = any(
                    (theirs, m) in algorithm.modulates and (m, ours) in algorithm.modulates
                    for m in range(1, 7)
                )
                if a == b:
                    kind = 7 if ours in algorithm.carriers else 8
                elif ours == theirs:
                    kind = 1
                elif (theirs, ours) in algorithm.modulates:
                    kind = 2
                elif (ours, theirs) in algorithm.modulates:
                    kind = 3
                elif algorithm.feedback == (theirs, ours):
                    kind = 6
                elif ours in algorithm.carriers and theirs in algorithm.carriers:
                    kind = 4
                else:
                    kind = 5 if far else 0
                table[number, a, b] = kind
    return table


def _operator(index: int) -> int:
    name = PARAMETERS[index].name
    return int(name[2]) if name[:2] == "op" and name[2].isdigit() else 0
