"""Evolution of voices towards the takes, judged by the real engine.

A small population of whole voices. A child takes sections (an operator, its envelope, the LFO) of another
voice, or has a few values altered by steps of many sizes; it takes the place of the worst of the population
when it sounds nearer than that. A child that is too far off at the first takes is not played any further. The
optimiser is our own: at these few renders a general one (CMA-ES, `benchmarks/match.py`) stays behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.matching.ear import Ear
from dx7bridge.voice.arrays import unnamed
from dx7bridge.voice.parameters import OPERATOR_STRIDE, PARAMETERS, SOUND_SIZE, find

Sound = NDArray[np.uint8]  # the 145 sound values of a voice

POPULATION: Final = 6
SLACK: Final = 1.08  # of the worst's difference that a child may have after its first take
CROSSED: Final = 0.25  # of the children take sections, the others are altered
SWAPPED: Final = 0.2  # of the operators' sections come from another operator
SMALLEST, LARGEST = -2.0, -0.4  # log10 of a step's deviation, as a share of the range
FAINT: Final = 20  # output level under which an operator's other values are hardly ever altered

_SOUND: Final = PARAMETERS[:SOUND_SIZE]
_LOW: Final = np.array([p.low for p in _SOUND])
_HIGH: Final = np.array([p.high for p in _SOUND])
_OPERATORS: Final = 6 * OPERATOR_STRIDE  # values of operators come first
_UNORDERED: Final = frozenset(
    p.index
    for p in _SOUND
    if p.size <= 6 or p.name == "algorithm"  # a neighbouring value is no neighbouring sound
)


@dataclass(frozen=True)
class Candidate:
    """A voice, and its difference in dB over the first take, the first two, and so on to all of them."""

    sound: Sound
    partial: list[float]

    @property
    def apart(self) -> float:
        """The difference over all takes."""
        return self.partial[-1]


class Search:
    """One evolution. `pool` are the voices to begin with, nearest first; sections of all of them are used."""

    def __init__(self, ear: Ear, pool: Sequence[Sound], seed: int = 0) -> None:
        self._ear, self._pool = ear, list(pool)
        self._dice = np.random.default_rng(seed)
        self._population: list[Candidate] = []
        self._limits: list[float] = []
        self._seen: set[bytes] = set()
        self._next = 0

    @property
    def best(self) -> Candidate:
        """The nearest so far; IndexError before the first step."""
        return self._population[0]

    def step(self) -> bool:
        """Hear one voice of the pool or, once all were heard, a child; True for the nearest so far."""
        if self._next < len(self._pool):
            sound = self._pool[self._next]
            self._next += 1
        else:
            rank = int(len(self._population) * self._dice.random() * self._dice.random())
            sound = self._child(self._population[rank].sound)
        key = sound.tobytes()
        if key in self._seen:
            return False
        self._seen.add(key)
        partial = self._ear.compare(unnamed(sound.tobytes()), self._limits)
        full = len(self._population) == POPULATION
        if not np.isfinite(partial[-1]) or (full and partial[-1] >= self._population[-1].apart):
            return False
        self._population = sorted([*self._population, Candidate(sound, partial)], key=lambda c: c.apart)
        del self._population[POPULATION:]
        if len(self._population) == POPULATION:
            worst = np.array(self._population[-1].partial)
            self._limits = list(worst * np.linspace(SLACK, 1.0, len(worst)))
        return self._population[0].sound is sound

    def _child(self, parent: Sound) -> Sound:
        child = parent.copy()
        if self._dice.random() < CROSSED:
            self._cross(child)
        else:
            self._alter(child)
        return child

    def _cross(self, child: Sound) -> None:
        """Take one or two sections of another voice."""
        if self._dice.random() < 0.5:
            other = self._population[int(self._dice.integers(len(self._population)))].sound
        else:
            other = self._pool[int(len(self._pool) * self._dice.random() ** 2)]
        for _ in range(1 + int(self._dice.random() < 0.3)):
            part = source = SECTIONS[int(self._dice.integers(len(SECTIONS)))]
            if part[0] < _OPERATORS and self._dice.random() < SWAPPED:
                source = part % OPERATOR_STRIDE + OPERATOR_STRIDE * int(self._dice.integers(6))
            child[part] = other[source]

    def _alter(self, child: Sound) -> None:
        """Change one value or a few."""
        count = int(self._dice.geometric(0.5))
        for index in self._dice.choice(SOUND_SIZE, count, replace=False, p=_chances(child)):
            low, high = int(_LOW[index]), int(_HIGH[index])
            if index in _UNORDERED:
                child[index] = self._dice.integers(low, high + 1)
                continue
            size = (high - low) * 10 ** self._dice.uniform(SMALLEST, LARGEST)
            step = round(self._dice.normal(0, size)) or int(self._dice.choice((-1, 1)))
            child[index] = min(max(int(child[index]) + step, low), high)


def _chances(sound: Sound) -> NDArray[np.float64]:
    """How probably each value is altered [145]."""
    chances = _OFTEN.copy()
    for first in range(0, _OPERATORS, OPERATOR_STRIDE):
        if sound[first + _LEVEL] < FAINT:
            chances[first : first + OPERATOR_STRIDE] *= 0.1
            chances[first + _LEVEL] = _OFTEN[first + _LEVEL]
    return np.asarray(chances / chances.sum())


def _often() -> NDArray[np.float64]:
    often = np.ones(SOUND_SIZE)
    for p in _SOUND:
        if p.name == "transpose":
            often[p.index] = 0.0  # the key is chosen with the candidate
        elif "pitch" in p.groups or "scaling" in p.groups:
            often[p.index] = 0.3
        elif "levels" in p.groups:
            often[p.index] = 4.0
        elif p.name == "algorithm":
            often[p.index] = 0.5
    return often


def _sections() -> list[NDArray[np.int64]]:
    envelope = find("op6.breakpoint").index  # what comes before it, in an operator
    found = []
    for first in range(0, _OPERATORS, OPERATOR_STRIDE):
        whole = np.arange(first, first + OPERATOR_STRIDE)
        found += [whole, whole[:envelope], whole[envelope:]]
    for group in ("pitch", "algorithm", "lfo"):
        found.append(np.array([p.index for p in _SOUND if group in p.groups]))
    return found


_LEVEL: Final = find("op6.output_level").index
_OFTEN: Final = _often()
SECTIONS: Final = _sections()  # of values, which children take whole
