"""The tempo of a MIDI clock: 24 ticks a beat, each a little early or late. One thread at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

TICKS: Final = 24  # a beat
WINDOW: Final = 4 * TICKS + 1  # ticks that the tempo is taken from
PAUSE: Final = 0.25  # seconds without a tick: the clock has stopped
NEW: Final = 0.005  # a tempo that differs by this share from the last is another one
SETTLED: Final = 0.003  # and by this one, once a beat
RANGE: Final = (20.0, 400.0)  # beats a minute; what is outside is no music


class MidiClock:
    """Takes ticks, gives tempi. `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ticks: deque[float] = deque(maxlen=WINDOW)
        self._count = 0
        self._told = 0.0

    def tick(self) -> float | None:
        """A tick has come: the tempo in beats a minute, to a tenth, if it is another than before."""
        now = self._clock()
        if self._ticks and now - self._ticks[-1] > PAUSE:
            self._ticks.clear()
            self._count = 0
        self._ticks.append(now)
        self._count += 1
        if len(self._ticks) <= TICKS:
            return None
        tempo = round(60.0 / TICKS / interval(tuple(self._ticks)), 1)
        least = NEW if self._count % TICKS else SETTLED
        if not RANGE[0] <= tempo <= RANGE[1] or abs(tempo - self._told) <= least * self._told:
            return None
        self._told = tempo
        return tempo


def interval(times: Sequence[float]) -> float:
    """The seconds between two of these times: the slope of the line that fits them best."""
    middle = (len(times) - 1) / 2
    mean = sum(times) / len(times)
    up = sum((n - middle) * (time_ - mean) for n, time_ in enumerate(times))
    return up / sum((n - middle) ** 2 for n in range(len(times)))
