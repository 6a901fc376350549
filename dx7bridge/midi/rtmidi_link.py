"""A port of the system's MIDI that stays open: ALSA, CoreMIDI or Windows, through python-rtmidi.

rtmidi does not tell when a port goes away: a keeper looks once a second whether it is there, and opens it
again, by its pattern, when it is back.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from dx7bridge.errors import NoMidi
from dx7bridge.midi.names import matcher
from dx7bridge.midi.rtmidi_client import open_client, system_api

LOOK: Final = 1.0  # seconds between two looks at which ports there are

_log = logging.getLogger(__name__)


class NoSuchPort(NoMidi):
    """There is MIDI here, but not this port."""


class RtMidiLink:
    """The first port whose name fits `pattern`, and the keeper that sees to it; without one, a virtual port.

    `api` is a key of `rtmidi_client.APIS`; None means the system's own. Raises NoMidi when there is no MIDI
    here, or no such port, naming those that there are, unless it is to `wait` for it. One that goes away
    later is waited for.

    A subclass says which KIND of rtmidi client it is, what our PORT and a virtual one are called, and with
    which WORD messages begin.
    """

    KIND: str  # MidiIn or MidiOut
    PORT: str
    VIRTUAL: str
    WORD = "MIDI"

    def __init__(self, pattern: str | None, *, api: str | None = None, wait: bool = False) -> None:
        self._pattern = pattern
        self._api = api or system_api()
        self._changed: Callable[[], None] = lambda: None
        self._lock = threading.Lock()  # around the port: others use it, the keeper opens and closes
        self._port: Any = None
        self._name = f"a port like {pattern!r}"
        try:
            self._open()
        except NoSuchPort as error:
            if not wait:
                raise
            _log.warning("%s; waiting for one", error)
        self._stop = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="midi keeper", daemon=True)
        if pattern is not None:
            self._looker = open_client(self.KIND, self._api)
            self._keeper.start()

    def _prepare(self, port: Any) -> None:
        """Prepare an rtmidi client before it opens its port."""

    def _release(self, port: Any) -> None:
        """Prepare the client before it closes."""

    @property
    def name(self) -> str:
        return self._name

    @property
    def connected(self) -> bool:
        return self._port is not None

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        self._stop.set()
        if self._keeper.is_alive():
            self._keeper.join()
            self._looker.delete()
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            self._release(port)
            port.close_port()
            port.delete()  # now, not when the garbage collector comes by: the name must go at once

    def _open(self) -> None:
        port = open_client(self.KIND, self._api)
        try:
            self._prepare(port)
            if self._pattern is None:
                port.open_virtual_port(self.PORT)
                self._name = self.VIRTUAL
            else:
                names = [str(name) for name in port.get_ports()]
                self._name = find_port(names, self._pattern, self.WORD)
                port.open_port(names.index(self._name), self.PORT)
        except NoMidi:
            port.delete()
            raise
        except (OSError, RuntimeError, ValueError, NotImplementedError) as error:
            port.delete()
            what = "a virtual port" if self._pattern is None else f"a port like {self._pattern!r}"
            raise NoMidi(f"{self.WORD}: cannot open {what}: {error}") from None
        self._port = port

    def _keep(self) -> None:
        """The keeper's life: see the port go, open it when it is back."""
        while not self._stop.wait(LOOK):
            try:
                changed = self._look()
            except Exception:  # the keeper must outlive it, or nothing heals again
                _log.exception("%s: could not look for %s", self.WORD, self._name)
            else:
                if changed:
                    self._changed()

    def _look(self) -> bool:
        """Put right what can be; whether anything changed."""
        names = [str(name) for name in self._looker.get_ports()]
        with self._lock:
            if self._port is not None and self._name not in names:
                self._shut()
                _log.warning("%s: %s has gone; waiting for it", self.WORD, self._name)
                return True
            if self._port is None and any(map(matcher(str(self._pattern)), names)):
                try:
                    self._open()
                except NoMidi as error:  # it may come while we look, and not be ready
                    _log.debug("%s", error)
                    return False
                _log.info("%s: %s is there", self.WORD, self._name)
                return True
        return False


def find_port(names: list[str], pattern: str, word: str = "MIDI") -> str:
    """The first name that fits `pattern`; NoSuchPort, with those that there are, when none does."""
    fits = matcher(pattern)
    found = next((name for name in names if fits(name)), None)
    if found is None:
        there = ", ".join(map(repr, names)) or "none"
        raise NoSuchPort(f"{word} port like {pattern!r}: none; there are: {there}")
    return found


def port_names(kind: str, api: str | None = None) -> list[str]:
    """Names of the system's ports that a client of this kind could open; NoMidi when there is no MIDI."""
    client = open_client(kind, api or system_api())
    try:
        return [str(name) for name in client.get_ports()]
    finally:
        client.delete()
