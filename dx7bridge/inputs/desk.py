"""The desk: where incoming MIDI meets the bridge.

Takes messages on the inputs' threads, one at a time, and makes commands for the engine and notes for the
output of them. Keeps the learned map of controllers in a file. What the engine asks of it (`learn`, the
session) comes on the engine's thread.
"""

from __future__ import annotations

import itertools
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from dx7bridge.commands import (
    Command,
    EncodeVoice,
    Encoding,
    GetLatent,
    RecallSlot,
    SetNorm,
    SetParameter,
    State,
)
from dx7bridge.errors import BadSysex, BridgeError, NoMidi
from dx7bridge.files import make_folder, read_regular, write_file
from dx7bridge.inputs.clock import MidiClock
from dx7bridge.inputs.controls import (
    Assigned,
    Bank,
    Controls,
    Echoed,
    Edited,
    Pass,
    Program,
    Received,
    Refused,
    Turn,
)
from dx7bridge.inputs.source import Listener, Source
from dx7bridge.midi.assembler import TICK
from dx7bridge.playing import SetTempo
from dx7bridge.voice import DeviceReport, Voice
from dx7bridge.voice.sysex import HEADER_SIZE
from dx7bridge.voice.voice import clamps_shown

FILE: Final = "controllers.json"
SHORT: Final = 3  # bytes of a message for a note or a pedal
ORIGIN: Final = "midi"  # who moves, as the engine knows it
CAPTURE_LIMIT: Final = 3.0  # seconds: a bank that is under way, the request, and the voice take two

Submit = Callable[[Command, str, Callable[[object], None]], None]

_log = logging.getLogger(__name__)


class Player(Protocol):
    """The part of an output that notes need."""

    def play(self, message: bytes) -> None: ...
    def overhear(self, message: bytes) -> None: ...
    def ask(self) -> None: ...


class Desk:
    """Made first; `begin` gives it the engine, `listen` its sources.

    `file` is where learned controllers are kept; None keeps them nowhere. `keep` writes it when it is called.
    """

    def __init__(
        self, controls: Controls, player: Player, file: Path | None, clock: MidiClock | None = None
    ) -> None:
        self._controls, self._player, self._file = controls, player, file
        self._clock = clock or MidiClock()
        self._submit: Submit | None = None
        self._state: Callable[[], State] | None = None
        self._sources: tuple[Source, ...] = ()
        self._shared: tuple[Source, ...] = ()  # another desk's
        self._lock = threading.Lock()
        self._on_their_way = 0  # moves of ours that the engine has not answered; behind its own lock,
        self._counting = threading.Lock()  # because the engine may answer on the thread that asks
        self._bank: tuple[Voice, ...] | None = None  # that came in last
        self._captures: list[Future[None]] = []  # requests for a voice that has not come; behind that one too
        self._unkept = False  # was something learned or forgotten that the file does not have?
        self._foreign = False  # does the file hold something else?
        if file is not None and file.exists():
            try:
                controls.load(json.loads(read_regular(file)))
            except (OSError, ValueError, RecursionError, BridgeError) as error:
                self._foreign = True
                _log.warning("%s: %s; controllers must be assigned again", file, error)

    def begin(self, submit: Submit, state: Callable[[], State]) -> None:
        """From now on messages become commands."""
        self._submit, self._state = submit, state

    def open(
        self,
        source: Callable[[Listener], Source],
        others: Sequence[Desk] = (),
        *,
        overhears: bool = False,
    ) -> None:
        """Listen to what this opens, and have `others` listen too; of what comes it is known whence.

        If it `overhears`, its notes and pedals are only noted: they reach the synth by another way.
        """
        opened: list[Source] = []

        def hear(message: bytes) -> None:
            for desk in (self, *others):
                if overhears:
                    desk.overhear(message)
                else:
                    desk.take(message, opened[0].name if opened else "")

        opened.append(source(hear))
        self.listen(*opened)
        for desk in others:
            desk.share(*opened)

    def share(self, *sources: Source) -> None:
        """These are open for another desk, which closes them; this one hears them too."""
        self._shared = (*self._shared, *sources)

    def listen(self, *sources: Source) -> None:
        """These are open; they are closed with the desk."""
        self._sources = (*self._sources, *sources)

    def close(self) -> None:
        """Hear no more."""
        sources, self._sources = self._sources, ()
        for source in sources:
            source.close()
        for asked in self._awaited():
            asked.set_exception(NoMidi("capture: the bridge is stopping"))

    def overhear(self, message: bytes) -> None:
        """One whole message that the synth gets without us; any thread."""
        if len(message) == SHORT and self._controls.takes(message):
            self._player.overhear(message)

    def describe(self) -> str:
        """One line: which inputs there are, and which of them wait."""
        return " + ".join(
            source.name + ("" if source.connected else " (waiting for a connection)")
            for source in self._sources
        )

    # MIDI.

    def take(self, message: bytes, port: str = "") -> None:
        """One whole message, from the input of that name; any thread."""
        with self._lock:
            if self._state is None:
                return
            if message == TICK:
                if (bpm := self._clock.tick()) is not None:
                    self._ask_for(SetTempo(bpm))
                return
            with self._counting:
                settled = not self._on_their_way
            for action in self._controls.take(message, self._state() if settled else None):
                match action:
                    case Turn(dimension, share):
                        self._ask_for(SetNorm(((dimension, share),)))
                    case Pass(note):
                        self._player.play(note)
                    case Received(voice, clamps):
                        _log.info("MIDI: received the voice %r", voice.name)
                        if clamps:
                            count = f"{len(clamps)} value{'' if len(clamps) == 1 else 's'}"
                            _log.warning("MIDI: %s clamped: %s", count, clamps_shown(clamps))
                        report = _report(port, message, dict(enumerate(message[HEADER_SIZE:-2])))
                        self._ask_for(EncodeVoice(voice, report=report), self._awaited())
                    case Edited(change):
                        report = _report(port, message, {change.index: change.value})
                        self._ask_for(SetParameter(change.index, change.value, report))
                    case Echoed():
                        if asked := self._awaited():  # they are answered in the engine's turn
                            self._ask_for(GetLatent(), asked)
                    case Assigned(assignment):
                        _log.info("MIDI: %s moves dimension %d", assignment.controller, assignment.dimension)
                        if assignment.learned:
                            self._changed()
                    case Program(slot):
                        self._ask_for(RecallSlot(slot))
                    case Bank(voices, mended):
                        self._bank = voices
                        _log.info("MIDI: received a bank; /dx7/capture/bank saves it")
                        if mended:
                            _log.warning("MIDI: received bank: %s", mended)
                    case Refused(why, a_voice):
                        _log.warning("MIDI: %s", why)
                        for each in self._awaited() if a_voice else ():
                            each.set_exception(BadSysex(f"capture: {why}"))
            for which in self._controls.left_alone():
                _log.info(
                    "MIDI: %s; /dx7/midi/learn with a dimension, and then a turn, gives it that one", which
                )

    def _ask_for(self, command: Command, captures: Sequence[Future[None]] = ()) -> None:
        """Have the engine do this; then tell those who asked for the voice that it is about."""
        if self._submit is None:
            return
        with self._counting:
            self._on_their_way += 1
        self._submit(command, ORIGIN, partial(self._answered, captures))

    def _answered(self, captures: Sequence[Future[None]], result: object) -> None:
        with self._counting:
            self._on_their_way -= 1
        if isinstance(result, BridgeError):
            _log.warning("MIDI: %s", result)
        for asked in captures:
            if isinstance(result, BridgeError):
                asked.set_exception(result)
            else:
                asked.set_result(None)

    def _awaited(self) -> list[Future[None]]:
        """Those who ask for a voice; from now on it is another's business to tell them."""
        with self._counting:
            asked, self._captures = self._captures, []
        return asked

    # What the engine asks.

    def learn(self, dimension: int, kind: Encoding = "absolute") -> None:
        """The next controller that moves takes this dimension, from 1. NoMidi without an input."""
        self._need_input()
        self._controls.learn(dimension, kind)

    def forget(self, dimension: int | None) -> None:
        """No controller moves this dimension, from 1, or any."""
        self._controls.forget(dimension)
        self._changed()

    def rows(self) -> tuple[tuple[int, str], ...]:
        """Each dimension, from 1, that a controller moves, and which."""
        return tuple((each.dimension, str(each.controller)) for each in self._controls.assignments)

    def capture(self) -> Future[None]:
        """Ask the synth for its voice; done when that has come in and is encoded.

        NoMidi without an input, or if the synth never would; from the future, when no voice comes in time.
        """
        self._need_input()
        asked: Future[None] = Future()
        with self._counting:
            self._captures.append(asked)
        try:
            self._player.ask()
        except NoMidi:
            self._forget(asked)
            raise
        waiting = threading.Timer(CAPTURE_LIMIT, self._no_voice, (asked,))
        waiting.daemon = True
        waiting.start()
        asked.add_done_callback(lambda _: waiting.cancel())
        return asked

    def bank(self) -> tuple[Voice, ...]:
        """The 32 voices of the bank that came in last. NoMidi without an input, or when none has come."""
        self._need_input()
        if self._bank is None:
            raise NoMidi("capture: no bank has come in; send one from the synth's panel")
        return self._bank

    def _forget(self, asked: Future[None]) -> bool:
        """Nobody waits for that voice any more; False when it has come."""
        with self._counting:
            waits = asked in self._captures
            if waits:
                self._captures.remove(asked)
        return waits

    def _no_voice(self, asked: Future[None]) -> None:
        if not self._forget(asked):
            return
        where = " + ".join(source.name for source in (*self._sources, *self._shared))
        asked.set_exception(
            NoMidi(
                f"capture: no voice came in {CAPTURE_LIMIT:g} s from {where}: does the synth's MIDI OUT lead"
                " there, does it take and give system exclusive (on a DX7, FUNCTION: SYS INFO AVAIL; in"
                " Dexed, a SysEx output), and is the channel the same?"
            )
        )

    def save(self) -> Any:
        """The map, for the session."""
        return self._controls.save()

    def check(self, saved: Any) -> None:
        """BadArguments when `load` could not take that back."""
        self._controls.check(saved)

    def load(self, saved: Any) -> None:
        """The map of a session."""
        self._controls.load(saved)
        self._changed()

    def _need_input(self) -> None:
        if not self._sources and not self._shared:
            raise NoMidi("no MIDI input is open; name one with --input")

    def _changed(self) -> None:
        """The learned controllers are others now; `keep` writes them on a thread that may wait for a disk."""
        self._unkept = True

    def keep(self) -> None:
        """Write the learned controllers down if they have changed; a file that could not be read is put
        aside first. OSError or BridgeError when that fails: the next call tries again."""
        if self._file is None or not self._unkept:
            return
        self._unkept = False
        try:
            make_folder(self._file.parent)
            if self._foreign:
                self._file.replace(next(filter(lambda place: not place.exists(), _aside(self._file))))
                self._foreign = False
            learned = [each for each in self._controls.save() if each["learned"]]
            write_file(self._file, json.dumps(learned, indent=1).encode(), private=True)
        except (OSError, BridgeError):
            self._unkept = True
            raise


def _aside(file: Path) -> Iterator[Path]:
    """Places for a file that cannot be read."""
    return (file.with_name(f"unreadable-{file.stem}-{number}{file.suffix}") for number in itertools.count(1))


def _report(port: str, message: bytes, values: Mapping[int, int]) -> DeviceReport:
    return DeviceReport(port, message[2] & 0x0F, time.monotonic(), values)
