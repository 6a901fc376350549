"""A MIDI output of the system. Sends on the sender's thread; a send into nothing succeeds."""

from __future__ import annotations

from typing import Final

from dx7bridge.errors import NoMidi
from dx7bridge.midi.rtmidi_client import CLIENT_NAME
from dx7bridge.midi.rtmidi_link import RtMidiLink, port_names
from dx7bridge.outputs.port import Port

PORT_NAME: Final = "midi_out"


class RtMidiPort(RtMidiLink, Port):
    """The first MIDI output whose name fits; without a pattern, a virtual port. As `RtMidiLink`."""

    KIND = "MidiOut"
    PORT = PORT_NAME
    VIRTUAL = f"{CLIENT_NAME}:{PORT_NAME} (virtual)"

    def send(self, message: bytes) -> None:
        """Hand one message to the system; NoMidi when the port is gone."""
        with self._lock:
            if self._port is None:
                self._open()
            try:
                self._port.send_message(message)
            except (OSError, RuntimeError, ValueError) as error:  # rtmidi's own errors derive from these
                self._shut()
                raise NoMidi(f"MIDI port {self._name!r}: {error}") from None


def output_ports(api: str | None = None) -> list[str]:
    """Names of the system's MIDI outputs; NoMidi when there is no MIDI here."""
    return port_names("MidiOut", api)
