"""A MIDI input of the system. rtmidi calls back on a thread of its own."""

from __future__ import annotations

import logging
from typing import Any, Final

from dx7bridge.inputs.source import Listener, Source
from dx7bridge.midi.assembler import Assembler
from dx7bridge.midi.rtmidi_link import RtMidiLink, port_names

PORT_NAME: Final = "midi_in"

_log = logging.getLogger(__name__)


class RtMidiInput(RtMidiLink, Source):
    """The first MIDI input whose name fits, now or later; without a pattern, a virtual port."""

    KIND = "MidiIn"
    PORT = PORT_NAME
    VIRTUAL = "a virtual port"
    WORD = "MIDI input"

    def __init__(self, pattern: str | None, listener: Listener, *, api: str | None = None) -> None:
        self._listener, self._assembler = listener, Assembler(clock=True)
        super().__init__(pattern, api=api, wait=True)

    def _prepare(self, port: Any) -> None:
        self._assembler.reset()
        port.ignore_types(sysex=False, timing=False, active_sense=True)
        port.set_callback(self._take)

    def _release(self, port: Any) -> None:
        port.cancel_callback()

    def _take(self, event: tuple[list[int], float], _data: object) -> None:
        """On rtmidi's thread."""
        try:
            for message in self._assembler.feed(bytes(event[0])):
                self._listener(message)
        except Exception:  # the next message is to be heard
            _log.exception("MIDI input: a message failed")


def input_ports(api: str | None = None) -> list[str]:
    """Names of the system's MIDI inputs; NoMidi when there is no MIDI here."""
    return port_names("MidiIn", api)
