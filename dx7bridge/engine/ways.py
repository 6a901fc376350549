"""Ways from sound to sound in steps that are small to the ear. Pure functions of what they are given.

A way is a list of voices with their marks: how much has changed by ear since its beginning, in dB. Half of
the way is where half of the change lies behind.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from dx7bridge.engine.sounds import CHOICES, COARSE, FINE
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import OPERATOR_STRIDE, SOUND_SIZE, group

Distance = Callable[[Voice, Voice], float]  # of two voices by ear, dB
Settle = Callable[
    [Voice], Voice | None
]  # a voice made fit for a way, such as levelled; None: a way must not go there

DEPTH: Final = 6  # halvings of a leg
LEAP: Final = 6  # places that a knob may pass over
GAIN: Final = (
    15.0  # dB of change that a knob takes upon itself for a standard deviation of what it is called by
)
FALL: Final = 20.0  # dB for one in the wrong direction
EARLY: Final = 20.0  # dB for a knob that ends where it began
_ALGORITHM: Final = frozenset(parameter.index for parameter in group("algorithm"))
_FIRST_COMMON: Final = 6 * OPERATOR_STRIDE


@dataclass(frozen=True, slots=True)
class Way:
    """`marks` rise from 0, one for each of `voices`."""

    voices: tuple[Voice, ...]
    marks: tuple[float, ...]

    @classmethod
    def of(cls, voices: Sequence[Voice], distance: Distance) -> Way:
        """Through these voices."""
        steps = (distance(a, b) for a, b in pairwise(voices))
        return cls(tuple(voices), tuple(accumulate(steps, initial=0.0)))

    def at(self, share: float, longest: float = math.inf) -> Voice:
        """The voice at this share of the way, 0 to 1, of which no more than `longest` dB is gone."""
        wanted = share * min(self.marks[-1], longest)
        after = bisect_left(self.marks, wanted)
        if after == len(self.marks):
            return self.voices[-1]
        if after and wanted - self.marks[after - 1] < self.marks[after] - wanted:
            after -= 1
        return self.voices[after]


def blend(a: Voice, b: Voice, share: float) -> Voice:
    """Between two voices, by the name of the first; choices and ratios are those of the nearer one.

    A fine ratio and a detune lie between where mode and coarse ratio are the same.
    """
    near = (b if share >= 0.5 else a).values
    values = bytearray(a.values)
    for index in range(SOUND_SIZE):
        whole = index in CHOICES or index in COARSE
        if whole or any(a.values[of] != b.values[of] for of in FINE.get(index, ())):
            values[index] = near[index]
        else:
            values[index] = math.floor(a.values[index] + share * (b.values[index] - a.values[index]) + 0.5)
    return Voice(bytes(values))


def structured(voice: Voice, like: Voice) -> Voice:
    """The voice with the choices and ratios of another; a fine ratio where what it is a part of differs."""
    values = bytearray(voice.values)
    for index in range(SOUND_SIZE):
        apart = any(voice.values[of] != like.values[of] for of in FINE.get(index, ()))
        if index in CHOICES or index in COARSE or index in _ALGORITHM or apart:
            values[index] = like.values[index]
    return Voice(bytes(values))


def refined(knots: Sequence[Voice], distance: Distance, limit: float, settle: Settle) -> list[Voice]:
    """Voices through the `knots`, with steps of at most `limit` dB wherever there is something between.

    `settle` is done to each voice between. Where two neighbours have nothing between them, what
    differs goes over part by part, the least audible first.
    """
    found = [knots[0]]
    for a, b in pairwise(knots):
        found += _leg(a, b, (0.0, 1.0), (a, b), distance, limit, settle, DEPTH)
    return found


def _leg(
    a: Voice,
    b: Voice,
    shares: tuple[float, float],
    ends: tuple[Voice, Voice],
    distance: Distance,
    limit: float,
    settle: Settle,
    depth: int,
) -> list[Voice]:
    """The voices after the first of `ends` up to the second; they lie at these `shares` of `a` to `b`."""
    first, last = ends
    if first.sound == last.sound:
        return []
    if distance(first, last) <= limit:
        return [last]
    if not depth:
        return [*(ordered(first, last, distance, settle) if distance(first, last) > 2 * limit else ()), last]
    middle = 0.5 * (shares[0] + shares[1])
    between = settle(blend(a, b, middle))
    if between is None:
        return [last]
    return [
        *_leg(a, b, (shares[0], middle), (first, between), distance, limit, settle, depth - 1),
        *_leg(a, b, (middle, shares[1]), (between, last), distance, limit, settle, depth - 1),
    ]


def rising(voices: Sequence[Voice], amounts: Sequence[float], distance: Distance) -> list[Voice]:
    """Those of the voices, from the first on, on which the amount rises most for the least change of sound.

    `amounts` in standard deviations of real voices: one up is worth GAIN dB of change, one down costs FALL.
    To end before the last voice costs up to EARLY.
    """
    if len(voices) < 2:
        return list(voices)
    last = len(voices) - 1
    costs, before = [0.0], [0]
    for here in range(1, len(voices)):
        ways = [
            costs[there]
            + distance(voices[there], voices[here])
            + FALL * max(amounts[there] - amounts[here], 0.0)
            for there in range(max(0, here - LEAP), here)
        ]
        best = min(range(len(ways)), key=ways.__getitem__)
        costs.append(ways[best])
        before.append(max(0, here - LEAP) + best)
    worth = [
        costs[end] - GAIN * (amounts[end] - amounts[0]) + EARLY * (last - end) / last
        for end in range(1, last + 1)
    ]
    here = 1 + min(range(last), key=worth.__getitem__)
    chosen = [here]
    while here:
        here = before[here]
        chosen.append(here)
    return [voices[number] for number in reversed(chosen)]


def ordered(a: Voice, b: Voice, distance: Distance, settle: Settle = lambda voice: voice) -> list[Voice]:
    """Voices between two others that take ever more of the second, always the part that is heard least.

    A part is an operator, the algorithm, or the other common values. Neither end is among the voices.
    """
    parts = [part for part in _parts() if any(a.values[i] != b.values[i] for i in part)]
    found: list[Voice] = []
    now = a
    while len(parts) > 1:
        nexts = [(part, settle(_taken(now, b, part))) for part in parts]
        fit = [(distance(now, voice), part, voice) for part, voice in nexts if voice is not None]
        if not fit:
            break
        _, part, now = min(fit, key=lambda each: each[0])
        found.append(now)
        parts.remove(part)
    return found


def _taken(voice: Voice, other: Voice, part: Sequence[int]) -> Voice:
    values = bytearray(voice.values)
    for index in part:
        values[index] = other.values[index]
    return Voice(bytes(values))


def _parts() -> Iterator[Sequence[int]]:
    """What goes over together: each operator, the algorithm with its feedback, the other common values."""
    for first in range(0, _FIRST_COMMON, OPERATOR_STRIDE):
        yield range(first, first + OPERATOR_STRIDE)
    yield sorted(_ALGORITHM)
    yield [index for index in range(_FIRST_COMMON, SOUND_SIZE) if index not in _ALGORITHM]
