"""What is to happen at a given time: bundles with time tags, in the order of their times.

Used on the event loop's thread alone. The loop's own timers keep no order among equal times; here the
first to come is the first to go.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable
from itertools import count
from typing import Any, Final

from dx7bridge.errors import Busy
from dx7bridge.osc.clients import Timer

CAPACITY: Final = 1024  # bundles that may wait

_log = logging.getLogger(__name__)


class Schedule:
    """A queue by time. `at` takes the timer's own seconds."""

    def __init__(self, timer: Timer, capacity: int = CAPACITY) -> None:
        self._timer, self._capacity = timer, capacity
        self._waiting: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()
        self._wake: Any = None

    def __len__(self) -> int:
        return len(self._waiting)

    def at(self, when: float, run: Callable[[], None]) -> None:
        """Run this then; Busy when too much waits already."""
        if len(self._waiting) >= self._capacity:
            raise Busy(f"{len(self._waiting)} bundles are waiting for their time already")
        heapq.heappush(self._waiting, (when, next(self._number), run))
        if self._waiting[0][2] is run:
            self._arm()

    def clear(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self._arm()

    def _arm(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
        self._wake = None
        if self._waiting:
            when = self._waiting[0][0]
            self._wake = self._timer.call_at(when, self._run_due, when)

    def _run_due(self, woken_for: float) -> None:
        # A timer may fire a clock tick early: what it was set for is due all the same.
        now = max(self._timer.time(), woken_for)
        while self._waiting and self._waiting[0][0] <= now:
            _, _, run = heapq.heappop(self._waiting)
            try:
                run()
            except Exception:
                _log.exception("a scheduled bundle failed")
        self._arm()
