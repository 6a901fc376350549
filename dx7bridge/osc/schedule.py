"""What is to happen at a given time: bundles with time tags, in the order of their times.

Used on the event loop's thread alone. The loop's own timers keep no order among equal times; here the
first to come is the first to go. Each client has room of its own, so that one whose clock is ahead fills
nobody else's.
"""

from __future__ import annotations

import heapq
import logging
from collections import Counter
from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, Final

from dx7bridge.errors import Busy
from dx7bridge.osc.clients import Timer

CAPACITY: Final = 4096  # messages that may wait
ROOM: Final = 512  # of one client

_log = logging.getLogger(__name__)


class Schedule:
    """A queue by time. `at` takes the timer's own seconds."""

    def __init__(self, timer: Timer, capacity: int = CAPACITY, room: int = ROOM) -> None:
        self._timer, self._capacity, self._room = timer, capacity, room
        self._waiting: list[tuple[float, int, Hashable, int, Callable[[], None]]] = []
        self._taken: Counter[Hashable] = Counter()
        self._size = 0
        self._number = count()
        self._wake: Any = None

    def __len__(self) -> int:
        return len(self._waiting)

    def at(self, when: float, client: Hashable, size: int, run: Callable[[], None]) -> None:
        """Run this then: so many messages of this client. Busy when too many wait already."""
        mine, all_of_them = self._taken[client], self._size
        if mine + size > self._room:
            raise Busy(f"bundle: {mine} of your messages are waiting for their time; at most {self._room}")
        if all_of_them + size > self._capacity:
            raise Busy(f"bundle: {all_of_them} messages are waiting for their time; at most {self._capacity}")
        self._taken[client] = mine + size
        self._size += size
        heapq.heappush(self._waiting, (when, next(self._number), client, size, run))
        if self._waiting[0][4] is run:
            self._arm()

    def clear(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self._taken.clear()
        self._size = 0
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
            _, _, client, size, run = heapq.heappop(self._waiting)
            self._size -= size
            self._taken[client] -= size
            if not self._taken[client]:
                del self._taken[client]
            try:
                run()
            except Exception:
                _log.exception("a scheduled bundle failed")
        self._arm()
