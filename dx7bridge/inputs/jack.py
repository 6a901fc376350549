"""A JACK MIDI input, in a client of its own.

JACK's thread moves each event, behind its length, into a lock-free ring buffer, and one byte into a pipe
to wake the reader. The reader puts messages together and hands them on. The keeper of `JackLink` connects
to every port that fits, and finds a new server when the old one has gone.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from typing import Any, Final

from dx7bridge.inputs.assembler import Assembler
from dx7bridge.inputs.source import Listener, Source
from dx7bridge.outputs.jack import LENGTH_SIZE, JackLink, port_names

CLIENT_NAME: Final = "dx7bridge-in"
PORT_NAME: Final = "midi_in"
RING_SIZE: Final = 1 << 17  # bytes: thirty banks

_log = logging.getLogger(__name__)


class Tally:
    """What the process callback tells the rest; plain numbers, written by JACK's thread alone."""

    def __init__(self) -> None:
        self.cycles = 0
        self.dropped = 0  # events that found the ring full
        self.faults = 0  # exceptions: the callback must outlive them, or JACK never calls it again


def gather(port: Any, ring: Any, wake: int, tally: Tally) -> None:
    """One process cycle: move the events from the port to the ring. Runs in JACK's thread: no locks."""
    try:
        moved = False
        for _, event in port.incoming_midi_events():
            record = len(event).to_bytes(LENGTH_SIZE, "little") + bytes(event)
            if ring.write_space < len(record):
                tally.dropped += 1
                continue
            ring.write(record)
            moved = True
        if moved:
            with contextlib.suppress(BlockingIOError):  # full: the reader is awake anyway
                os.write(wake, b"\0")
    except Exception:
        tally.faults += 1
    tally.cycles += 1


class JackInput(JackLink, Source):
    """Hears every JACK port that fits `pattern`; without one, whoever connects to it."""

    CLIENT = CLIENT_NAME
    PORT = PORT_NAME
    IS_SOURCE = False

    def __init__(self, pattern: str | None, listener: Listener, *, server: str | None = None) -> None:
        self._listener = listener
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._write_end, False)
        try:
            super().__init__(pattern, server=server)
        except BaseException:
            self._close_pipe()
            raise
        self._reader = threading.Thread(target=self._read, name="jack input", daemon=True)
        self._reader.start()

    def close(self) -> None:
        super().close()
        os.close(self._write_end)  # the reader sees the end
        self._reader.join()
        os.close(self._read_end)

    def _close_pipe(self) -> None:
        os.close(self._write_end)
        os.close(self._read_end)

    def _register(self, client: Any) -> Any:
        port = client.midi_inports.register(PORT_NAME)
        # The reader takes these as one: an old ring never meets a new half message.
        self._heard = (self._jack.RingBuffer(RING_SIZE), Assembler())
        self._tally = Tally()
        self._mouth = port
        return port

    def _process(self) -> None:
        gather(self._mouth, self._heard[0], self._write_end, self._tally)

    @property
    def _cycles(self) -> int:
        return self._tally.cycles

    def _read(self) -> None:
        while os.read(self._read_end, 4096):
            ring, assembler = self._heard
            while ring.read_space >= LENGTH_SIZE:
                size = int.from_bytes(ring.peek(LENGTH_SIZE), "little")
                if ring.read_space < LENGTH_SIZE + size:
                    break  # its end is still being written, and will wake us
                event = bytes(ring.peek(LENGTH_SIZE + size)[LENGTH_SIZE:])
                ring.read_advance(LENGTH_SIZE + size)
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
