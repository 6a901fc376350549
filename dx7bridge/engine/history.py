"""Undo and redo: what there was before each gesture. Used on the engine's worker thread alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from typing import Final, Generic, TypeVar

STEPS: Final = 1024
GESTURE: Final = 0.7  # seconds of rest that end a gesture: the next touch of the same knob is a new one

T = TypeVar("T")


class History(Generic[T]):
    """Two stacks of whatever the caller wants back. Times are in seconds."""

    def __init__(self, steps: int = STEPS) -> None:
        self._undone: list[T] = []
        self._done: deque[T] = deque(maxlen=steps)
        self._gesture: Hashable = None
        self._touched = 0.0

    @property
    def depth(self) -> tuple[int, int]:
        """The number of steps that can be undone, and redone."""
        return len(self._done), len(self._undone)

    def note(self, before: T, gesture: Hashable, now: float) -> None:
        """Something changes, and this is what it was. What continues the same `gesture` is no new step.

        A gesture of None stands alone.
        """
        continues = gesture is not None and gesture == self._gesture and now - self._touched < GESTURE
        self._gesture, self._touched = gesture, now
        if not continues:
            self._done.append(before)
        self._undone.clear()

    def undo(self, current: T) -> T | None:
        """The moment before the last step; None if there is nothing to undo."""
        self._gesture = None
        if not self._done:
            return None
        self._undone.append(current)
        return self._done.pop()

    def redo(self, current: T) -> T | None:
        """The moment that was undone last; None if there is none."""
        self._gesture = None
        if not self._undone:
            return None
        self._done.append(current)
        return self._undone.pop()
