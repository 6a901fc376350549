"""The keys that are played through OSC: which sound, and when those with a length are released.

`play` is called on the engine's worker thread; releases come from timers of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from dx7bridge.engine.seams import VoiceOutput

NOTE_OFF: Final = 0x80
NOTE_ON: Final = 0x90

Later = Callable[[float, Callable[[], None]], Any]  # seconds and what to do then; `cancel` takes it back


def in_time(seconds: float, run: Callable[[], None]) -> threading.Timer:
    """Run this so many seconds from now, on a thread of its own."""
    timer = threading.Timer(seconds, run)
    timer.daemon = True
    timer.start()
    return timer


class Keys:
    """Presses and releases keys of an output."""

    def __init__(self, output: VoiceOutput, later: Later = in_time) -> None:
        self._output, self._later = output, later
        self._ends: dict[int, Any] = {}  # by key

    def play(self, note: int, velocity: int, seconds: float | None = None) -> None:
        """Press a key, or release it when `velocity` is 0. A key that is down is released first."""
        ending = self._ends.pop(note, None)
        if ending is not None:
            ending.cancel()
            if velocity:
                self._release(note)
        if not velocity:
            self._release(note)
            return
        self._output.play(bytes((NOTE_ON, note, velocity)))
        if seconds is not None:
            self._ends[note] = self._later(seconds, lambda: self._release(note))

    def panic(self) -> None:
        """End every note of the output, whoever played it; nothing is released later."""
        ends, self._ends = self._ends, {}
        for each in ends.values():
            each.cancel()
        self._output.panic()

    def _release(self, note: int) -> None:
        self._output.play(bytes((NOTE_OFF, note, 0)))
