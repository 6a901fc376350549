"""What commands need from files and the system, done on a thread that may wait for them.

The engine's thread begins an errand and goes on; when the errand is done, the engine's thread finishes it.
They are done one at a time, in the order begun: a session is loaded as it was saved just before. One that
takes for ever (a disk that does not answer) is given up, and those behind it go on without it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any, Final

from dx7bridge.commands import (
    AUDITION_LIMIT,
    FAVOURITES,
    Audition,
    Command,
    EncodeFile,
    EncodeVoice,
    GetCart,
    GetSession,
    Keep,
    ListFiles,
    ListPorts,
    LoadSession,
    ReadFile,
    Reply,
    RestoreSession,
    SaveBank,
    SaveCart,
    SaveSession,
    ScanData,
)
from dx7bridge.engine.browsing import Browsing
from dx7bridge.engine.errand import Errand, Runs, json_name
from dx7bridge.engine.seams import Auditions, PortLister, Shelf, VoiceFiles
from dx7bridge.playing import LISTEN_SECONDS, NoteFavourite, NoteSession, PlayNote
from dx7bridge.voice.listing import contents_of

PATIENCE: Final = 10.0  # seconds for one errand


class Errands:
    """Which commands are errands, and the thread that runs them."""

    def __init__(
        self,
        instrument: Runs,
        files: VoiceFiles,
        ports: PortLister,
        auditions: Auditions,
        shelf: Shelf | None = None,
    ) -> None:
        self._instrument, self._files, self._ports, self._ears = instrument, files, ports, auditions
        self._browsing = None if shelf is None else Browsing(instrument, shelf, files)
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._worker: threading.Thread | None = None  # the one that takes from there
        self._threads = 0  # with those that were given up

    def of(self, command: Command) -> Errand | None:
        """The errand that a command is, or None. BridgeError when there is nothing to write."""
        kind = type(command)
        if kind in ERRANDS:
            return ERRANDS[kind](self, command)
        return None if self._browsing is None else self._browsing.of(command)

    def run(self, command: Command) -> Reply:
        """Do a command here and now, whether it is an errand or not."""
        errand = self.of(command)
        return self._instrument.run(command) if errand is None else errand.finish(errand.work())

    def begin(self, errand: Errand) -> Future[Any]:
        """Have it done on the other thread; what comes of it."""
        done: Future[Any] = Future()
        with self._changed:
            self._waiting.append((errand.work, done))
            if self._worker is None:
                self._start()
            self._changed.notify_all()
        return done

    def give_up(self) -> None:
        """The errand under way takes for ever: those behind it go on without it."""
        with self._changed:
            self._start()

    def close(self, timeout: float) -> bool:
        """Begin no more; False when an errand, perhaps one given up, still runs after `timeout` seconds."""
        with self._changed:
            self._worker = None
            self._waiting.clear()
            self._changed.notify_all()
            return self._changed.wait_for(lambda: not self._threads, timeout)

    def _start(self) -> None:
        self._worker = threading.Thread(target=self._work, name="errands", daemon=True)
        self._threads += 1
        self._changed.notify_all()
        self._worker.start()

    def _work(self) -> None:
        me = threading.current_thread()
        while True:
            with self._changed:
                while not self._waiting and self._worker is me:
                    self._changed.wait()
                if self._worker is not me:
                    self._threads -= 1
                    self._changed.notify_all()
                    return
                work, done = self._waiting.popleft()
            if not done.set_running_or_notify_cancel():  # given up before it began
                continue
            try:
                result = work()
            except BaseException as error:  # the engine answers with it, whatever it is
                done.set_exception(error)
            else:
                done.set_result(result)

    def encode_file(self, command: EncodeFile) -> Errand:
        """Read a voice of a file, then take it up."""
        return Errand(
            partial(self._files.read, command.path, command.number),
            lambda found: self._instrument.run(EncodeVoice(*found)),
        )

    def load_session(self, command: LoadSession) -> Errand:
        """Read a session, then take it back."""
        name = json_name(command.name)

        def loaded(text: str) -> Reply:
            self._instrument.run(RestoreSession(text, f"session {name}"))
            self._instrument.run(NoteSession(name.removesuffix(".json")))
            return Reply(self._instrument.state)

        return Errand(partial(self._files.read_text, name), loaded)

    def save_session(self, command: SaveSession) -> Errand:
        """Write the session as it is now; the answer is where it went."""
        ((text,),) = self._instrument.run(GetSession()).rows
        name = json_name(command.name)

        def saved(where: str) -> Reply:
            self._instrument.run(NoteSession(name.removesuffix(".json")))
            return self._where(where)

        save = partial(self._files.save_text, name, str(text), overwrite=command.overwrite)
        return Errand(save, saved)

    def save_cart(self, command: SaveCart) -> Errand:
        """Write the cartridge as it is now; the answer is where it went."""
        cart = self._instrument.run(GetCart()).state.cart or ()
        return Errand(partial(self._files.save, command.path, cart, overwrite=command.overwrite), self._where)

    def save_bank(self, command: SaveBank) -> Errand:
        """Write the bank that came in last; the answer is where it went."""
        bank = self._instrument.bank()
        return Errand(partial(self._files.save, command.path, bank, overwrite=command.overwrite), self._where)

    def keep(self, command: Keep) -> Errand:
        """Add the voice to a file; the answer is the file, and how many voices it has."""
        voice = self._instrument.state.voice

        def kept(found: tuple[str, int]) -> Reply:
            if command.path == FAVOURITES:
                self._instrument.run(NoteFavourite(found[1], voice.name))
            return Reply(self._instrument.state, extra=found)

        return Errand(partial(self._files.append, command.path, voice, overwrite=command.overwrite), kept)

    def audition(self, command: Audition) -> Errand:
        """Play a note of the voice; the answer is where it is heard."""
        voice = self._instrument.state.voice
        play = partial(self._ears.audition, voice, command.note, command.velocity, command.seconds)
        return Errand(play, self._where)

    def note(self, command: PlayNote) -> Errand | None:
        """A note for the embedded engine, where no synth would play it."""
        if self._instrument.plays_notes or not command.velocity:
            return None
        voice, seconds = self._instrument.state.voice, min(command.seconds or LISTEN_SECONDS, AUDITION_LIMIT)
        play = partial(self._ears.audition, voice, command.note, command.velocity, seconds)
        return Errand(play, self._where)

    def list_ports(self, _command: ListPorts) -> Errand:
        """Look which MIDI ports there are."""
        return Errand(
            self._ports,
            lambda ports: Reply(self._instrument.state, rows=tuple((port,) for port in ports)),
        )

    def list_files(self, _command: ListFiles) -> Errand:
        """Look which files of voices there are."""
        return Errand(self._files.listing, self._listed)

    def read_file(self, command: ReadFile) -> Errand:
        """Read all voices of a file."""
        return Errand(partial(self._files.contents, command.path), self._listed)

    def scan_data(self, command: ScanData) -> Errand:
        """Read all voices of the contents of a file; it takes too long for the engine's thread."""
        return Errand(partial(contents_of, command.data), self._listed)

    def _listed(self, rows: Sequence[tuple[int | str | bytes, ...]]) -> Reply:
        return Reply(self._instrument.state, rows=tuple(rows))

    def _where(self, where: str) -> Reply:
        return Reply(self._instrument.state, extra=(where,))


# Each command that is an errand, and what makes it one: a new one is a method above and a line here.
ERRANDS: Final[dict[type[Command], Callable[[Errands, Any], Errand | None]]] = {
    Audition: Errands.audition,
    EncodeFile: Errands.encode_file,
    Keep: Errands.keep,
    ListFiles: Errands.list_files,
    ListPorts: Errands.list_ports,
    LoadSession: Errands.load_session,
    PlayNote: Errands.note,
    ReadFile: Errands.read_file,
    SaveBank: Errands.save_bank,
    SaveCart: Errands.save_cart,
    SaveSession: Errands.save_session,
    ScanData: Errands.scan_data,
}
