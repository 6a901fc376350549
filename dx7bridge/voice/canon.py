"""Key and overall level apart from the timbre: a voice as the model sees it, and what is kept beside it.

A voice's timbre is the same at any transposition and, but for clipping, at any common offset of its carriers'
output levels. The model therefore sees every voice at transposition 24 (C3 of the table, no shift) with its
loudest carrier at 99; the player's own key and level are put back after decoding.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import find
from dx7bridge.voice.voice import Voice

KEY: Final = find("transpose").index
CENTRE: Final = 24
ALGORITHM: Final = find("algorithm").index
LEVELS: Final = tuple(find(f"op{op}.output_level").index for op in range(1, 7))
LOUDEST: Final = 99


class Beside(NamedTuple):
    """`key`: the transposition, 0-48; `level`: steps that all carriers lie under the loudest, 0-99."""

    key: int = CENTRE
    level: int = 0


def carriers(voice: Voice) -> tuple[int, ...]:
    """VCED numbers of the output levels of the algorithm's carriers."""
    return tuple(LEVELS[op - 1] for op in ALGORITHMS[voice.values[ALGORITHM]].carriers)


def apart(voice: Voice) -> tuple[Voice, Beside]:
    """The voice without its key and level, and those. `together` gives the same voice back."""
    values = bytearray(voice.values)
    loud = [index for index in carriers(voice) if values[index]]
    level = LOUDEST - max((values[index] for index in loud), default=LOUDEST)
    for index in loud:
        values[index] += level
    key, values[KEY] = values[KEY], CENTRE
    return Voice(bytes(values)), Beside(key, level)


def together(voice: Voice, beside: Beside) -> Voice:
    """`voice` in this key, its carriers this much softer."""
    values = bytearray(voice.values)
    for index in carriers(voice):
        values[index] = max(0, values[index] - beside.level)
    values[KEY] = beside.key
    return Voice(bytes(values))


def placed(voice: Voice, beside: Beside, held: frozenset[int] = frozenset()) -> Voice:
    """`voice` at this key and level in place of its own; what is `held`, by VCED number, stays."""
    own, now = apart(voice)
    level = now.level if held.intersection(carriers(voice)) else beside.level
    return together(own, Beside(voice.values[KEY] if KEY in held else beside.key, level))
