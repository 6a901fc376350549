"""A MIDI output of the system: ALSA, CoreMIDI or Windows, through python-rtmidi.

Sends on the sender's thread. rtmidi does not tell when a port goes away, and a send into nothing succeeds: a
keeper looks once a second whether the port is there, and opens it again, by its pattern, when it is back.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from dx7bridge.errors import NoMidi
from dx7bridge.midi.names import matcher
from dx7bridge.midi.rtmidi_client import CLIENT_NAME, LOOK, open_client, system_api
from dx7bridge.outputs.port import Port

PORT_NAME: Final = "midi_out"

_log = logging.getLogger(__name__)


class _NoSuchPort(NoMidi):
    """There is MIDI here, but not this port."""


class RtMidiPort(Port):
    """The first MIDI output whose name fits `pattern`; without a pattern, a virtual port of our own.

    `api` is a key of APIS; None means the system's own. Raises NoMidi when there is no MIDI here, or no such
    port, naming those that there are, unless it is to `wait` for it. One that goes away later is waited for.
    """

    def __init__(self, pattern: str | None, *, api: str | None = None, wait: bool = False) -> None:
        self._pattern = pattern
        self._api = api or system_api()
        self._changed: Callable[[], None] = lambda: None
        self._lock = threading.Lock()  # around the port: the sender sends, the keeper opens and closes
        self._out: Any = None
        self._name = f"a port like {pattern!r}"
        try:
            self._open()
        except _NoSuchPort as error:
            if not wait:
                raise
            _log.warning("%s; waiting for one", error)
        self._stop = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="midi keeper", daemon=True)
        if pattern is not None:
            self._looker = open_client(self._api)
            self._keeper.start()

    @property
    def name(self) -> str:
        return self._name

    @property
    def connected(self) -> bool:
        return self._out is not None

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def send(self, message: bytes) -> None:
        """Hand one message to the system; NoMidi when the port is gone."""
        with self._lock:
            if self._out is None:
                self._open()
            try:
                self._out.send_message(message)
            except (OSError, RuntimeError, ValueError) as error:  # rtmidi's own errors derive from these
                self._shut()
                raise NoMidi(f"MIDI port {self._name!r}: {error}") from None

    def close(self) -> None:
        self._stop.set()
        if self._keeper.is_alive():
            self._keeper.join()
            self._looker.delete()
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        out, self._out = self._out, None
        if out is not None:
            out.close_port()
            out.delete()  # now, not when the garbage collector comes by: the name must go at once

    def _open(self) -> None:
        out = open_client(self._api)
        try:
            if self._pattern is None:
                out.open_virtual_port(PORT_NAME)
                self._name = f"{CLIENT_NAME}:{PORT_NAME} (virtual)"
            else:
                self._name = _find(out.get_ports(), self._pattern)
                out.open_port(out.get_ports().index(self._name), PORT_NAME)
        except NoMidi:
            out.delete()
            raise
        except (OSError, RuntimeError, ValueError, NotImplementedError) as error:
            out.delete()
            what = "a virtual port" if self._pattern is None else f"a port like {self._pattern!r}"
            raise NoMidi(f"MIDI: cannot open {what}: {error}") from None
        self._out = out

    def _keep(self) -> None:
        """The keeper's life: see the port go, open it when it is back. A send into nothing tells nobody."""
        while not self._stop.wait(LOOK):
            try:
                changed = self._look()
            except Exception:  # the keeper must outlive it, or nothing heals again
                _log.exception("MIDI: could not look for %s", self._name)
            else:
                if changed:
                    self._changed()

    def _look(self) -> bool:
        """Put right what can be; did anything change?"""
        names = [str(name) for name in self._looker.get_ports()]
        with self._lock:
            if self._out is not None and self._name not in names:
                self._shut()
                _log.warning("MIDI: %s has gone; waiting for it", self._name)
                return True
            fits = matcher(str(self._pattern))
            if self._out is None and any(map(fits, names)):
                try:
                    self._open()
                except NoMidi as error:  # it may come while we look, and not be ready
                    _log.debug("%s", error)
                    return False
                _log.info("MIDI: %s is there", self._name)
                return True
        return False


def output_ports(api: str | None = None) -> list[str]:
    """Names of the system's MIDI outputs; NoMidi when there is no MIDI here."""
    out = open_client(api or system_api())
    try:
        return [str(name) for name in out.get_ports()]
    finally:
        out.delete()


def _find(names: list[str], pattern: str) -> str:
    fits = matcher(pattern)
    found = next((name for name in names if fits(name)), None)
    if found is None:
        there = ", ".join(map(repr, names)) or "none"
        raise _NoSuchPort(f"MIDI port like {pattern!r}: none; there are: {there}")
    return found
