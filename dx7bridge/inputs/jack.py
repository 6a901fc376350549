"""A JACK MIDI input, in a client of its own.

JACK's thread puts each event into a queue that needs no lock. The reader puts messages together and hands
them on. The keeper of `JackLink` connects to every port that fits, and finds a new server when the old one
has gone.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any, Final

from dx7bridge.inputs.source import Listener, Source
from dx7bridge.midi.assembler import Assembler
from dx7bridge.midi.jack_link import JackLink, Process, port_names

CLIENT_NAME: Final = "dx7bridge-in"
PORT_NAME: Final = "midi_in"
MOST_WAITING: Final = 4096  # events
_LOST: Final = b""  # in the queue: what comes now is from another client

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """Counters of the process callback; plain numbers, written only by JACK's thread."""

    cycles: int = 0
    dropped: int = 0  # events that found the queue full
    faults: int = 0  # exceptions: the callback must outlive them, or JACK never calls it again


def gather(port: Any, heard: SimpleQueue[bytes | None], tally: Tally, _frames: int = 0) -> None:
    """One process cycle: move the events from the port to the queue. Runs in JACK's thread: no logging, no
    lock that it would wait for. A cycle without events counts, no more."""
    try:
        for _, event in port.incoming_midi_events():
            if heard.qsize() < MOST_WAITING:
                heard.put(bytes(event))  # JACK uses the event's memory again
            else:
                tally.dropped += 1
    except Exception:
        tally.faults += 1
    tally.cycles += 1


class JackInput(JackLink, Source):
    """Hears every JACK port that fits `pattern`; without one, whoever connects to it."""

    CLIENT = CLIENT_NAME
    PORT = PORT_NAME
    IS_SOURCE = False

    def __init__(
        self, pattern: str | None, listener: Listener, *, server: str | None = None, wait: bool = False
    ) -> None:
        self._listener = listener
        self._heard: SimpleQueue[bytes | None] = SimpleQueue()
        self._tally = Tally()
        super().__init__(pattern, server=server, wait=wait)
        self._reader = threading.Thread(target=self._read, name="jack input", daemon=True)
        self._reader.start()

    def close(self) -> None:
        super().close()
        self._heard.put(None)
        self._reader.join()

    def _register(self, client: Any) -> tuple[Any, Process]:
        port = client.midi_inports.register(PORT_NAME)
        self._heard.put(_LOST)
        self._tally = Tally()
        return port, partial(gather, port, self._heard, self._tally)

    @property
    def _cycles(self) -> int:
        return self._tally.cycles

    def _read(self) -> None:
        assembler = Assembler(clock=True)
        while (event := self._heard.get()) is not None:
            if event == _LOST:
                assembler.reset()
            for message in assembler.feed(event):
                self._hand_on(message)

    def _hand_on(self, message: bytes) -> None:
        try:
            self._listener(message)
        except Exception:  # the next message is to be heard
            _log.exception("JACK input: a message of %d bytes failed", len(message))


def output_ports(server: str | None = None) -> list[str]:
    """Names of the MIDI outputs that a JACK server offers; NoMidi when there is none."""
    return port_names(server, is_output=True)
