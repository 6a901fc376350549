"""Favourites and sessions to browse: errands to the folder, and what the engine does with what they bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from dx7bridge.commands import Command, Reply, RestoreSession
from dx7bridge.engine.errand import Errand, Runs, json_name
from dx7bridge.engine.seams import Shelf, VoiceFiles
from dx7bridge.errors import BadArguments, OutOfRange
from dx7bridge.playing import (
    DeleteFavourite,
    DeleteSession,
    ListFavourites,
    ListSessions,
    LoadFavourite,
    NoteFavourite,
    NoteSession,
    RenameFavourite,
    RenameSession,
    RestoreFavourite,
    StepFavourite,
    StepSession,
    TakeFavourite,
    UndeleteSession,
)
from dx7bridge.voice import Voice


class Browsing:
    """Makes errands of the commands for favourites and sessions."""

    def __init__(self, instrument: Runs, shelf: Shelf, files: VoiceFiles) -> None:
        self._instrument, self._shelf, self._files = instrument, shelf, files

    def of(self, command: Command) -> Errand | None:
        """The errand that a command is, or None. BridgeError when nothing is at hand."""
        kind = type(command)
        return BROWSING[kind](self, command) if kind in BROWSING else None

    def list_favourites(self, _command: ListFavourites) -> Errand:
        """The answer is a row for each, and how many there are."""

        def rows(voices: list[Voice]) -> Reply:
            found = tuple((number, voice.name) for number, voice in enumerate(voices, 1))
            return Reply(self._instrument.state, extra=(len(found),), rows=found)

        return Errand(self._shelf.favourites, rows)

    def load_favourite(self, command: LoadFavourite) -> Errand:
        """Read a favourite, then play it."""
        number = self._number(command.number)
        return Errand(partial(self._shelf.favourite, number), partial(self._took, number))

    def step_favourite(self, command: StepFavourite) -> Errand:
        """Read the next favourite, or the one before, then play it."""
        at = self._instrument.state.favourite[0]

        def read() -> tuple[int, Voice]:
            voices = self._shelf.favourites()
            if not voices:
                raise BadArguments("favourite: there are none; /dx7/keep adds one")
            number = stepped(at, command.step, len(voices))
            return number, voices[number - 1]

        return Errand(read, lambda found: self._took(*found))

    def rename_favourite(self, command: RenameFavourite) -> Errand:
        """Rename a favourite; the answer is its name."""
        number = self._number(command.number)

        def noted(name: str) -> Reply:
            if self._instrument.state.favourite[0] == number:
                self._instrument.run(NoteFavourite(number, name))
            return Reply(self._instrument.state, extra=(name,))

        return Errand(partial(self._shelf.rename_favourite, number, command.name), noted)

    def delete_favourite(self, command: DeleteFavourite) -> Errand:
        """Delete a favourite; the answer is its name, and how many are left."""
        number = self._number(command.number)

        def noted(found: tuple[str, int]) -> Reply:
            at, name = self._instrument.state.favourite
            if at == number:
                self._instrument.run(NoteFavourite(at - 1, ""))
            elif at > number:
                self._instrument.run(NoteFavourite(at - 1, name))
            return Reply(self._instrument.state, extra=found)

        return Errand(partial(self._shelf.delete_favourite, number), noted)

    def restore_favourite(self, _command: RestoreFavourite) -> Errand:
        """Bring back what was deleted last, and play it."""
        return Errand(self._shelf.restore_favourite, lambda found: self._took(*found))

    def list_sessions(self, _command: ListSessions) -> Errand:
        """The answer is a row for each, and how many there are."""
        return Errand(
            self._shelf.sessions,
            lambda names: Reply(
                self._instrument.state, extra=(len(names),), rows=tuple((name,) for name in names)
            ),
        )

    def step_session(self, command: StepSession) -> Errand:
        """Read the next session, or the one before, then take it up."""
        at = self._instrument.state.session

        def read() -> tuple[str, str]:
            names = list(self._shelf.sessions())
            if not names:
                raise BadArguments("session: none has been saved; /dx7/session/save saves one")
            place = names.index(at) + 1 if at in names else 0
            name = names[stepped(place, command.step, len(names)) - 1]
            return name, self._files.read_text(json_name(name))

        return Errand(read, lambda found: self._loaded(*found))

    def rename_session(self, command: RenameSession) -> Errand:
        """Rename a session; the answer is where it is."""
        name = self._name(command.name)

        def noted(where: str) -> Reply:
            if self._instrument.state.session == name:
                self._instrument.run(NoteSession(command.new))
            return Reply(self._instrument.state, extra=(where,))

        return Errand(partial(self._shelf.rename_session, name, command.new), noted)

    def delete_session(self, command: DeleteSession) -> Errand:
        """Delete a session; the answer is where it is kept."""
        name = self._name(command.name)

        def noted(where: str) -> Reply:
            if self._instrument.state.session == name:
                self._instrument.run(NoteSession(""))
            return Reply(self._instrument.state, extra=(where,))

        return Errand(partial(self._shelf.delete_session, name), noted)

    def undelete_session(self, command: UndeleteSession) -> Errand:
        """Bring back a session; the answer is its name."""
        return Errand(
            partial(self._shelf.restore_session, command.name),
            lambda name: Reply(self._instrument.state, extra=(name,)),
        )

    def _took(self, number: int, voice: Voice) -> Reply:
        return self._instrument.run(TakeFavourite(number, voice))

    def _loaded(self, name: str, text: str) -> Reply:
        self._instrument.run(RestoreSession(text, f"session {name}"))
        return self._instrument.run(NoteSession(name))

    def _number(self, number: int) -> int:
        """The number itself, or for 0 that of the favourite at hand. OutOfRange."""
        number = number or self._instrument.state.favourite[0]
        if not number:
            raise OutOfRange("number = 0: no favourite is at hand; load one, or give its number")
        return number

    def _name(self, name: str) -> str:
        """The name itself, or for "" that of the session at hand. BadArguments."""
        name = name.removesuffix(".json") or self._instrument.state.session
        if not name:
            raise BadArguments("name '': no session is at hand; load one, or give its name")
        return name


def stepped(at: int, step: int, count: int) -> int:
    """The number, 1 to `count`, so many steps after `at` (0: before the first); round at the ends."""
    if not at and step < 0:
        at = 1
    return (at - 1 + step) % count + 1


# Each command that is such an errand: a new one is a method above and a line here.
BROWSING: Final[dict[type[Command], Callable[[Browsing, Any], Errand]]] = {
    DeleteFavourite: Browsing.delete_favourite,
    DeleteSession: Browsing.delete_session,
    ListFavourites: Browsing.list_favourites,
    ListSessions: Browsing.list_sessions,
    LoadFavourite: Browsing.load_favourite,
    RenameFavourite: Browsing.rename_favourite,
    RenameSession: Browsing.rename_session,
    RestoreFavourite: Browsing.restore_favourite,
    StepFavourite: Browsing.step_favourite,
    StepSession: Browsing.step_session,
    UndeleteSession: Browsing.undelete_session,
}
