"""Which parameters keep their values: one set of VCED numbers for each `/dx7/lock`.

Locks may overlap: `op1` and `envelopes` share eight values. What one of them holds stays held when the other
is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

from dx7bridge.voice.parameters import GROUPS, group

Held = frozenset[int]


class Locks:
    """Immutable. `held` are all the values that any lock holds."""

    def __init__(self, locks: Iterable[Held] = ()) -> None:
        self._locks: tuple[Held, ...] = tuple(dict.fromkeys(lock for lock in locks if lock))
        self.held: Held = frozenset().union(*self._locks)

    @classmethod
    def of(cls, held: Held) -> Locks:
        """Locks that hold these values: every group that is held as a whole, and each value beside them."""
        groups = [each for name in GROUPS if (each := frozenset(p.index for p in group(name))) <= held]
        rest = held.difference(*groups)
        return cls([*groups, *(frozenset((index,)) for index in rest)])

    def locked(self, indices: Held) -> Locks:
        """These and one more."""
        return Locks([*self._locks, indices])

    def unlocked(self, indices: Held) -> Locks:
        """These without what `indices` take back: locks that lie within them, and what they name of a lock
        that holds more. A lock that only overlaps them stays whole.
        """
        return Locks(lock - indices if lock <= indices or indices <= lock else lock for lock in self._locks)
