"""Keyboard scaling: how much louder or softer an operator is along the keys. Pure functions.

The arithmetic is that of the msfa engine (`dx7note.cc`), which Dexed plays; three keys share a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dx7bridge.voice.envelope import scaled
from dx7bridge.voice.voice import Voice

LOUDEST: Final = 127  # on the engine's scale: output level 99, which scaling cannot raise further
_EXPONENTIAL: Final = (
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 16, 19, 23, 27, 33, 39, 47, 56, 66, 80, 94, 110, 126, 142, 158,
    174, 190, 206, 222, 238, 250,
)  # fmt: skip


def key_scaling(voice: Voice, op: int, note: int) -> int:
    """What scaling adds to the level of operator `op` (1–6) at a MIDI note, in steps of 0.75 dB."""
    away = note - voice[f"op{op}.breakpoint"] - 17
    side = "right" if away >= 0 else "left"
    depth, kind = voice[f"op{op}.{side}_depth"], voice[f"op{op}.{side}_curve"]
    group = (abs(away) + 1) // 3
    if kind in (0, 3):
        amount = group * depth * 329 >> 12
    else:
        amount = _EXPONENTIAL[min(group, len(_EXPONENTIAL) - 1)] * depth * 329 >> 15
    return amount if kind in (2, 3) else -amount


def sounding_level(voice: Voice, op: int, note: int) -> int:
    """The level of `op` at a MIDI note before envelope and velocity: 0–127 in steps of 0.75 dB."""
    played = note + voice["transpose"] - 24
    return min(scaled(voice[f"op{op}.output_level"]) + key_scaling(voice, op, played), LOUDEST)


def along(voice: Voice, op: int, notes: Sequence[int]) -> list[float]:
    """Keyboard scaling at each of `notes`, in dB."""
    return [0.75 * key_scaling(voice, op, note) for note in notes]
