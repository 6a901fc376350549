"""Knobs around a home as ways that were measured, and several of them turned together. Pure, any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dx7bridge.engine.calibration import AxisCalibration, Calibration
from dx7bridge.engine.sounds import CHOICES, Latent, PlacedVoice
from dx7bridge.engine.ways import Way
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import PARAMETERS, SOUND_SIZE

PACE: Final = 240.0  # dB of change from end to end of a knob, at most: 6 dB for a fortieth of it
ROUNDING: Final = 1e-6  # of a knob's scale, by OSC's floats

Values = tuple[tuple[int, int], ...]  # by VCED number


@dataclass(frozen=True, slots=True)
class Bearings:
    """What the lines around a home depend on.

    `kept` values stay on all of them; levelling leaves `fixed` ones alone, and is done if `level`.
    """

    home: PlacedVoice
    kept: Values
    fixed: frozenset[int]
    level: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """What the way of a morph from `a` to `b` depends on; the rest as in `Bearings`."""

    a: PlacedVoice
    b: PlacedVoice
    kept: Values
    fixed: frozenset[int]
    level: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A knob around a home, which is at `start` on the scale from 0 to 1, or beyond it."""

    start: float
    down: Way
    up: Way

    def at(self, place: float) -> Voice | None:
        """The voice at this place of the scale; None outside of it."""
        low, high = min(self.start, 0.0), max(self.start, 1.0)
        if not low - ROUNDING <= place <= high + ROUNDING:
            return None
        way, room = (self.up, high - self.start) if place >= self.start else (self.down, self.start - low)
        return way.at(abs(place - self.start) / room, PACE * room) if room else way.voices[0]


def scale(axis: AxisCalibration, coordinate: float) -> float:
    """The normalised value of a coordinate; it goes on evenly below 0 and above 1."""
    low, high = axis.quantiles[0], axis.quantiles[-1]
    if coordinate < low:
        return (coordinate - low) / (high - low)
    if coordinate > high:
        return 1.0 + (coordinate - high) / (high - low)
    return axis.share(coordinate)


def turned(home: PlacedVoice, calibration: Calibration, latent: Latent) -> list[tuple[int, float]]:
    """The knobs that are not where they are at home: dimension and place on the scale."""
    return [
        (dim, scale(calibration.all[dim], here))
        for dim, (here, there) in enumerate(zip(latent, home.latent, strict=True))
        if here != there
    ]


def together(home: Voice, knobs: Sequence[tuple[float, Voice]]) -> Voice:
    """The voice of several knobs, each given as how far it is from home and the voice it leads to by itself.

    Their changes are added. A choice, such as the LFO's wave, is that of the knob that is farthest from home.
    """
    values = bytearray(home.values)
    by_way = sorted(knobs, key=lambda knob: knob[0])
    for index in range(SOUND_SIZE):
        before = home.values[index]
        if index in CHOICES:
            for _, voice in by_way:
                if voice.values[index] != before:
                    values[index] = voice.values[index]
        else:
            value = before + sum(voice.values[index] - before for _, voice in knobs)
            values[index] = min(max(value, PARAMETERS[index].low), PARAMETERS[index].high)
    return Voice(bytes(values))
