"""What commands need from files and the system, done on a thread that may wait for them.

The engine's thread begins an errand and goes on; when the errand is done, the engine's thread finishes it.
They are done one at a time, in the order begun: a session is loaded as it was saved just before. One that
takes for ever (a disk that does not answer) is given up, and those behind it go on without it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from dx7bridge.commands import (
    Audition,
    Command,
    EncodeFile,
    EncodeVoice,
    GetCart,
    GetSession,
    Keep,
    ListPorts,
    LoadSession,
    Reply,
    RestoreSession,
    SaveCart,
    SaveSession,
    State,
)
from dx7bridge.engine.seams import Ears, PortLister, VoiceFiles

PATIENCE: Final = 10.0  # seconds for one errand


class Runs(Protocol):
    """The part of the instrument that errands need."""

    @property
    def state(self) -> State: ...
    def run(self, command: Command) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Errand:
    """`work` is done elsewhere; `finish` turns what came of it into the answer, on the engine's thread."""

    work: Callable[[], Any]
    finish: Callable[[Any], Reply]


class Errands:
    """Which commands are errands, and the thread that runs them."""

    def __init__(self, instrument: Runs, files: VoiceFiles, ports: PortLister, ears: Ears) -> None:
        self._instrument, self._files, self._ports, self._ears = instrument, files, ports, ears
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._worker: threading.Thread | None = None  # the one that takes from there

    def of(self, command: Command) -> Errand | None:
        """The errand that a command is, or None. BridgeError when there is nothing to write."""
        files, run = self._files, self._instrument.run
        match command:
            case EncodeFile(path, number):
                return Errand(
                    partial(files.read, path, number),
                    lambda found: run(EncodeVoice(*found)),
                )
            case LoadSession(name):
                return Errand(
                    partial(files.read_text, _json(name)),
                    lambda text: run(RestoreSession(text, f"session {_json(name)}")),
                )
            case SaveSession(name, overwrite):
                ((text,),) = run(GetSession()).rows
                return Errand(
                    partial(files.save_text, _json(name), str(text), overwrite=overwrite), self._said
                )
            case SaveCart(path, overwrite):
                cart = run(GetCart()).state.cart or ()
                return Errand(partial(files.save, path, cart, overwrite=overwrite), self._said)
            case Keep(path, overwrite):
                voice = self._instrument.state.voice
                return Errand(
                    partial(files.append, path, voice, overwrite=overwrite),
                    lambda found: Reply(self._instrument.state, extra=found),
                )
            case Audition(note, velocity, seconds):
                voice = self._instrument.state.voice
                return Errand(partial(self._ears.audition, voice, note, velocity, seconds), self._said)
            case ListPorts():
                return Errand(
                    self._ports,
                    lambda ports: Reply(self._instrument.state, rows=tuple((port,) for port in ports)),
                )
        return None

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
            self._changed.notify()
        return done

    def give_up(self) -> None:
        """The errand under way takes for ever: those behind it go on without it."""
        with self._changed:
            self._start()

    def _start(self) -> None:
        self._worker = threading.Thread(target=self._work, name="errands", daemon=True)
        self._worker.start()

    def _work(self) -> None:
        me = threading.current_thread()
        while True:
            with self._changed:
                while not self._waiting and self._worker is me:
                    self._changed.wait()
                if self._worker is not me:
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

    def _said(self, where: str) -> Reply:
        return Reply(self._instrument.state, extra=(where,))


def _json(name: str) -> str:
    return name if name.lower().endswith(".json") else f"{name}.json"
