"""Work shared out over the turns of the event loop, so that no client's work stops the others' for long.

Work is an iterator: each step does one small piece and yields what it cost. The owners take turns, a piece
each; when a turn of the loop has spent its budget, the rest goes on in the next turn. Event loop's thread.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from typing import Final

BUDGET: Final = 128  # units in one turn of the loop: about one message each, a few milliseconds in all

Work = Iterator[int]

_log = logging.getLogger(__name__)


class Turns:
    """Runs work. `soon` is the loop's `call_soon`."""

    def __init__(self, soon: Callable[[Callable[[], None]], object], budget: int = BUDGET) -> None:
        self._soon, self._budget = soon, budget
        self._owners: OrderedDict[Hashable, deque[Work]] = OrderedDict()
        self._woken = False

    def add(self, owner: Hashable, work: Work) -> None:
        """Do this after all else of the same owner."""
        self._owners.setdefault(owner, deque()).append(work)
        self._wake()

    def waiting(self, owner: Hashable) -> int:
        """Return how many pieces of work this owner has, the one under way counted."""
        return len(self._owners.get(owner, ()))

    def clear(self) -> None:
        """Drop everything."""
        self._owners.clear()

    def _wake(self) -> None:
        if not self._woken:
            self._woken = True
            self._soon(self._turn)

    def _turn(self) -> None:
        self._woken = False
        spent = 0
        while spent < self._budget and self._owners:
            owner, works = self._owners.popitem(last=False)
            try:
                spent += next(works[0])
            except StopIteration:
                works.popleft()
            except Exception:
                _log.exception("a piece of work failed")
                works.popleft()
            if works:
                more = self._owners.get(owner)  # what was added by the piece itself
                if more is not None:
                    works.extend(more)
                self._owners[owner] = works
        if self._owners:
            self._wake()
