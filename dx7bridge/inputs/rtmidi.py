"""MIDI inputs of the system: ALSA, CoreMIDI or Windows, through python-rtmidi.

rtmidi calls back on a thread of its own and says nothing when a port goes away: a keeper looks once in a
while whether it is still there, and opens it again when it is back.
"""

from __future__ import annotations

import logging
import threading
from typing import Any, Final

from dx7bridge.errors import NoMidi
from dx7bridge.inputs.source import Listener, Source
from dx7bridge.midi.assembler import Assembler
from dx7bridge.midi.names import matcher
from dx7bridge.midi.rtmidi_client import APIS, open_input_client, system_api

PORT_NAME: Final = "midi_in"
LOOK: Final = 1.0  # seconds between two looks at which ports there are

_log = logging.getLogger(__name__)


class RtMidiInput(Source):
    """The first MIDI input whose name fits `pattern`, now or later; without one, a virtual port of ours.

    `api` is a key of APIS; None means the system's own. Raises NoMidi when there is no MIDI here.
    """

    def __init__(self, pattern: str | None, listener: Listener, *, api: str | None = None) -> None:
        self._pattern, self._listener = pattern, listener
        self._api = api or system_api()
        self._assembler = Assembler()
        self._port: Any = None  # open, or None while we wait
        self._name = ""
        self._looker = open_input_client(self._api)  # asks what there is; also the proof that MIDI is here
        self._stop = threading.Event()
        self._look()
        self._keeper = threading.Thread(target=self._keep, name="midi input", daemon=True)
        self._keeper.start()

    @property
    def name(self) -> str:
        if self._pattern is None:
            return "a virtual port"
        return self._name or f"a port like {self._pattern!r}"

    @property
    def connected(self) -> bool:
        return self._port is not None

    def close(self) -> None:
        self._stop.set()
        self._keeper.join()
        self._shut()
        self._looker.delete()

    def _keep(self) -> None:
        while not self._stop.wait(LOOK):
            try:
                self._look()
            except Exception:  # nothing would heal any more
                _log.exception("MIDI input: could not look for %s", self.name)

    def _look(self) -> None:
        """Open the port when it has come, let go of it when it has gone."""
        if self._pattern is None:
            if self._port is None:
                self._open(None)
            return
        fits = matcher(self._pattern)
        names = [str(name) for name in self._looker.get_ports()]
        if self._port is not None and self._name not in names:
            _log.warning("MIDI input: %s has gone; waiting for it", self._name)
            self._shut()
        if self._port is None:
            found = next((number for number, name in enumerate(names) if fits(name)), None)
            if found is not None:
                self._name = names[found]
                self._open(found)
                _log.info("MIDI input: %s", self._name)

    def _open(self, number: int | None) -> None:
        port = open_input_client(self._api)
        try:
            port.ignore_types(sysex=False, timing=True, active_sense=True)
            port.set_callback(self._take)
            if number is None:
                port.open_virtual_port(PORT_NAME)
            else:
                port.open_port(number, PORT_NAME)
        except (OSError, RuntimeError, ValueError, NotImplementedError) as error:
            port.delete()
            raise NoMidi(f"MIDI input: {error}") from None
        self._assembler.reset()
        self._port = port

    def _shut(self) -> None:
        port, self._port = self._port, None
        self._name = ""
        if port is not None:
            port.cancel_callback()
            port.close_port()
            port.delete()

    def _take(self, event: tuple[list[int], float], _data: object) -> None:
        """On rtmidi's thread."""
        try:
            for message in self._assembler.feed(bytes(event[0])):
                self._listener(message)
        except Exception:  # the next message is to be heard
            _log.exception("MIDI input: a message failed")


def input_ports(api: str | None = None) -> list[str]:
    """Names of the system's MIDI inputs; NoMidi when there is no MIDI here."""
    client = open_input_client(api or system_api())
    try:
        return [str(name) for name in client.get_ports()]
    finally:
        client.delete()


__all__ = ["APIS", "RtMidiInput", "input_ports"]
