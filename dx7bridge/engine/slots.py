"""The slots: sounds that were stored, by number from 1, with their names. On the engine's worker thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dx7bridge.engine.sounds import PlacedVoice
from dx7bridge.errors import NoSlot


class Slots:
    """Stored sounds. A slot that was not given a name has its voice's."""

    def __init__(self) -> None:
        self._sounds: dict[int, PlacedVoice] = {}
        self._names: dict[int, str] = {}

    def swap(self, a: int, b: int) -> None:
        """Exchange two slots with their names; NoSlot when both are empty."""
        if a not in self._sounds and b not in self._sounds:
            self[a]
        for of in (self._sounds, self._names):
            _swap(of, a, b)

    def after(self, slot: int, step: int) -> int:
        """The filled slot so many after this one, or before it; round at the ends. NoSlot without any."""
        filled = sorted(self._sounds)
        if not filled:
            self[1]
        if slot in filled:
            return filled[(filled.index(slot) + step) % len(filled)]
        further = [n for n in filled if n > slot] if step > 0 else [n for n in reversed(filled) if n < slot]
        return next(iter(further), filled[0] if step > 0 else filled[-1])

    def __getitem__(self, slot: int) -> PlacedVoice:
        """The sound in a slot; NoSlot when it is empty."""
        if slot not in self._sounds:
            filled = ", ".join(map(str, sorted(self._sounds))) or "none"
            raise NoSlot(f"slot {slot}: empty; filled slots: {filled}")
        return self._sounds[slot]

    @property
    def listed(self) -> tuple[tuple[int, str], ...]:
        """Number and name of each that is filled, in order."""
        return tuple((n, self._names.get(n, self._sounds[n].voice.name)) for n in sorted(self._sounds))

    def store(self, slot: int, sound: PlacedVoice) -> None:
        """Fill a slot; a name that it had is dropped."""
        self._sounds[slot] = sound
        self._names.pop(slot, None)

    def rename(self, slot: int, name: str) -> None:
        """Name a filled slot. NoSlot."""
        self[slot]
        self._names[slot] = name

    def clear(self, slot: int) -> None:
        """Empty a slot. NoSlot."""
        self[slot]
        del self._sounds[slot]
        self._names.pop(slot, None)

    def replace(self, filled: Iterable[tuple[int, str, PlacedVoice]]) -> None:
        """Fill exactly these: number, name and sound of each."""
        kept = list(filled)
        self._sounds = {number: sound for number, _, sound in kept}
        self._names = {number: name for number, name, _ in kept}


def _swap(of: dict[int, Any], a: int, b: int) -> None:
    held = {new: of.pop(old) for old, new in ((a, b), (b, a)) if old in of}
    of.update(held)
