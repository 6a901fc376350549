"""Operator envelopes over time, as the DX7 plays them: from four rates and four levels to a curve in dB.

Pure functions. The arithmetic is that of the msfa engine (`env.cc`), which Dexed plays: a level step is
0.75 dB, a rate gives a slope in dB per second, and a rising slope slows down towards the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TOP: Final = 90.3  # dB: the range from the quietest level to output level 99
_DB: Final = 6.0206 / 256  # dB of one unit of the engine's envelope level
_FLOOR: Final = 16
_JUMP: Final = 1716  # a rising envelope starts here at least: the first part of an attack cannot be heard
_BLOCK: Final = 64 / 44100  # seconds of one step of the engine
_LOW: Final = (0, 5, 9, 13, 17, 20, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 42, 43, 45, 46)


@dataclass(frozen=True, slots=True)
class Curve:
    """An envelope: `seconds` from key-on and `levels` in dB (0 is output level 99), one a point."""

    seconds: tuple[float, ...]
    levels: tuple[float, ...]


def scaled(level: int) -> int:
    """An output or envelope level of 0–99 on the engine's scale of 0–127, 0.75 dB a step."""
    return 28 + level if level >= 20 else _LOW[level]


def slope(rate: int) -> float:
    """The slope of a falling stage with this rate, 0–99, in dB per second."""
    return _step(rate) * _DB / _BLOCK


def curve(
    rates: Sequence[int], levels: Sequence[int], output_level: int = 99, *,
    held: float = 1.0, seconds: float = 2.0, points: int = 200,
) -> Curve:  # fmt: skip
    """The level of an operator from key-on to `seconds`; the key is released after `held` seconds.

    `rates` and `levels` are the four of an envelope, 0–99. Keyboard, velocity and rate scaling are left out.
    """
    targets = [
        max((scaled(level) >> 1 << 6) + (scaled(output_level) << 5) - 4256, _FLOOR) for level in levels
    ]
    level, stage = float(targets[3]), 0
    blocks = max(int(seconds / _BLOCK), points)
    shown = {round(i * (blocks - 1) / (points - 1)) for i in range(points)}
    times: list[float] = []
    found: list[float] = []
    for block in range(blocks):
        if stage < 3 and block * _BLOCK >= held:
            stage = 3
        if stage in (0, 1, 2) or (stage == 3 and block * _BLOCK >= held):
            level, arrived = _moved(level, targets[stage], _step(rates[stage]))
            if arrived and stage < 2:
                stage += 1
        if block in shown:
            times.append(block * _BLOCK)
            found.append(level * _DB - TOP)
    return Curve(tuple(times), tuple(found))


def _step(rate: int) -> float:
    """Units of level in one block."""
    coarse = rate * 41 >> 6
    return (4 + (coarse & 3)) * 2.0 ** (2 + 6 + (coarse >> 2) - 16)


def _moved(level: float, target: float, step: float) -> tuple[float, bool]:
    """The level one block later, and whether it has reached the target."""
    if level < target:
        level = max(level, _JUMP)
        level += (17 - int(level) // 256) * step
        return (level, False) if level < target else (target, True)
    level -= step
    return (level, False) if level > target else (target, True)
