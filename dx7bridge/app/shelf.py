"""Favourites and sessions to browse: listed, renamed, deleted and brought back. What is deleted is kept.

Deleted favourites go to `deleted/favourites.syx`, deleted sessions to `deleted/`. On the errands' thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dx7bridge.app.folder import Folder
from dx7bridge.commands import FAVOURITES
from dx7bridge.errors import BadArguments, OutOfRange
from dx7bridge.voice import Voice

DELETED: Final = "deleted"
_BIN: Final = f"{DELETED}/{FAVOURITES}"


class Shelf:
    """What the folder keeps for a performer. Forbidden and BadArguments as `Folder` raises them."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    # Favourites.

    def favourites(self) -> Sequence[Voice]:
        """The voices of the file of favourites; none without one."""
        return self._folder.voices(FAVOURITES)

    def favourite(self, number: int) -> Voice:
        """Favourite `number`, from 1. OutOfRange."""
        return self._checked(number)[number - 1]

    def rename_favourite(self, number: int, name: str) -> str:
        """Rename a favourite; its new name. OutOfRange."""
        voices = self._checked(number)
        voices[number - 1] = voices[number - 1].with_name(name)
        self._folder.put(FAVOURITES, voices)
        return voices[number - 1].name

    def delete_favourite(self, number: int) -> tuple[str, int]:
        """Delete a favourite: its name, and how many are left. OutOfRange."""
        voices = self._checked(number)
        gone = voices.pop(number - 1)
        self._folder.put(_BIN, [*self._folder.voices(_BIN), gone])  # first, so that it is never nowhere
        self._folder.put(FAVOURITES, voices)
        return gone.name, len(voices)

    def restore_favourite(self) -> tuple[int, Voice]:
        """Bring back what was deleted last, as the last favourite: its number and the voice. BadArguments."""
        deleted = self._folder.voices(_BIN)
        if not deleted:
            raise BadArguments("favourite: none has been deleted")
        voices = [*self.favourites(), deleted[-1]]
        self._folder.put(FAVOURITES, voices)
        self._folder.put(_BIN, deleted[:-1])
        return len(voices), voices[-1]

    def _checked(self, number: int) -> list[Voice]:
        voices = list(self.favourites())
        if not 1 <= number <= len(voices):
            legal = f"from 1 to {len(voices)}" if voices else "there are no favourites; /dx7/keep adds one"
            raise OutOfRange(
                f"number = {number}: must be {legal}" if voices else f"number = {number}: {legal}"
            )
        return voices

    # Sessions.

    def sessions(self) -> Sequence[str]:
        """The names of the sessions that were saved here, in order."""
        return self._folder.sessions()

    def rename_session(self, name: str, new: str) -> str:
        """Rename a session; where it is. BadArguments when there is none, or one of the new name."""
        return self._folder.move(f"{name}.json", f"{new}.json")

    def delete_session(self, name: str) -> str:
        """Delete a session; where it is kept. BadArguments when there is none."""
        ends = itertools.chain([""], (f"-{n}" for n in itertools.count(2)))
        places = (f"{DELETED}/{name}{end}.json" for end in ends)
        return self._folder.move(f"{name}.json", next(p for p in places if not self._folder.has(p)))

    def restore_session(self, name: str) -> str:
        """Bring back a deleted session; without a name, the one deleted last. Its name. BadArguments."""
        if not name:
            name = self._folder.newest(DELETED, ".json")
            if not name:
                raise BadArguments("session: none has been deleted")
        self._folder.move(f"{DELETED}/{name}.json", f"{name}.json")
        return Path(name).stem
