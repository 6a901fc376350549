"""A synth to play to: a JACK client that hosts the real Dexed engine.

It takes SysEx on a JACK MIDI input port as a DX7 does, keeps the voice that results, and renders it.
It reads the bytes by itself and shares no code with the bridge: what both agree on is the instrument's
manual. The JACK thread only copies bytes; everything else runs on the thread that asks.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

import jack
import numpy as np
from dexed import DexedSynth, Patch

VOICE_HEADER = (0x00, 0x01, 0x1B)  # format 0, 155 bytes follow
BANK_HEADER = (0x09, 0x20, 0x00)
VOICE_DUMP_SIZE = 163
BANK_DUMP_SIZE = 4104
CHANGE_SIZE = 7


class Reassembler:
    """F0 … F7 out of bytes that come in any pieces, with real-time bytes in between."""

    def __init__(self) -> None:
        self._open: bytearray | None = None
        self.broken = 0

    def feed(self, piece: bytes) -> list[bytes]:
        whole = []
        for byte in piece:
            if byte >= 0xF8:
                continue
            if byte == 0xF0:
                self.broken += self._open is not None
                self._open = bytearray([byte])
            elif self._open is None:
                continue
            elif byte < 0x80:
                self._open.append(byte)
            else:
                if byte == 0xF7:
                    whole.append(bytes(self._open) + b"\xf7")
                else:
                    self.broken += 1
                self._open = None
        return whole


class DexedSynthesiser:
    """The synth behind a port: takes SysEx in pieces, as they came.

    `received` are the whole SysEx messages, in order; `faults` says what a DX7 would choke on;
    `voice` is the 155 values that the synth holds, None before the first dump.
    """

    def __init__(self, sample_rate: float = 22050.0) -> None:
        self.received: list[bytes] = []
        self.faults: list[str] = []
        self._edit_buffer: bytearray | None = None
        self._arrived: deque[bytes] = deque()
        self._reassembler = Reassembler()
        self._sample_rate = sample_rate

    def listen(self) -> None:
        """Take in what has arrived."""
        while self._arrived:
            for message in self._reassembler.feed(self._arrived.popleft()):
                self.received.append(message)
                self._obey(message)
        if self._reassembler.broken:
            self.faults.append(f"{self._reassembler.broken} SysEx messages were broken off")
            self._reassembler.broken = 0

    @property
    def voice(self) -> bytes | None:
        self.listen()
        return None if self._edit_buffer is None else bytes(self._edit_buffer)

    def wait_until(self, condition: Callable[[], object], what: str, deadline: float = 180.0) -> None:
        """Listen until the condition holds; TimeoutError, telling what came, when it never does or a fault
        came first."""
        end = time.monotonic() + deadline
        while True:
            self.listen()
            if condition():
                return
            if self.faults or time.monotonic() > end:  # a fault does not heal
                sizes = [len(message) for message in self.received]
                raise TimeoutError(f"the synth waited for {what}; sizes of what came: {sizes}; {self.faults}")
            time.sleep(0.02)

    def render(self, note: int = 60, seconds: float = 1.0) -> np.ndarray:
        """The held voice as Dexed plays it: float32 mono at the sample rate. From a fresh engine each
        time, so that equal voices give equal audio."""
        voice = self.voice
        if voice is None:
            raise LookupError("the synth holds no voice yet")
        synth = DexedSynth(sample_rate=self._sample_rate)
        synth.load_patch(Patch.from_sysex(voice))
        audio: np.ndarray = synth.render(
            midi_note=note, velocity=100, note_duration=seconds * 0.7, render_duration=seconds
        )
        return audio

    def _obey(self, message: bytes) -> None:
        if len(message) < CHANGE_SIZE or message[1] != 0x43:
            self.faults.append(f"not a Yamaha message: {message.hex(' ')}")
            return
        kind = message[2] >> 4
        if kind == 1:
            self._obey_change(message)
        elif kind == 0 and tuple(message[3:6]) == VOICE_HEADER and len(message) == VOICE_DUMP_SIZE:
            if self._sums_up(message):
                self._edit_buffer = bytearray(message[6:161])
        elif kind == 0 and tuple(message[3:6]) == BANK_HEADER and len(message) == BANK_DUMP_SIZE:
            self._sums_up(message)
        else:
            self.faults.append(f"{len(message)} bytes of an unknown kind: {message[:8].hex(' ')}…")

    def _obey_change(self, message: bytes) -> None:
        group, high = message[3] >> 2, message[3] & 0x03
        number = high << 7 | message[4]
        if len(message) != CHANGE_SIZE or group != 0 or number > 155:
            self.faults.append(f"a change that would overwrite memory: {message.hex(' ')}")
        elif self._edit_buffer is None:
            self.faults.append(f"a change of parameter {number} before any whole voice")
        elif number < 155:
            self._edit_buffer[number] = message[5]

    def _sums_up(self, message: bytes) -> bool:
        if sum(message[6:-1]) & 0x7F == 0:
            return True
        self.faults.append(f"bad checksum {message[-2]:#04x} in {len(message)} bytes")
        return False


class DexedHost(DexedSynthesiser):
    """The same as a JACK client of this process. A context manager; the port is `<name>:midi_in`."""

    def __init__(self, server: str, name: str = "Dexed", sample_rate: float = 22050.0) -> None:
        super().__init__(sample_rate)
        self._client = jack.Client(name, no_start_server=True, servername=server)
        self._port = self._client.midi_inports.register("midi_in")
        self._client.set_process_callback(self._process)

    @property
    def port(self) -> str:
        return str(self._port.name)

    @property
    def connections(self) -> list[str]:
        """Who plays to this synth: the full names of the ports."""
        return [port.name for port in self._port.connections]

    def __enter__(self) -> DexedHost:
        self._client.activate()
        return self

    def __exit__(self, *_: object) -> None:
        self._client.deactivate()
        self._client.close()

    def _process(self, _frames: int) -> None:
        for _, event in self._port.incoming_midi_events():
            self._arrived.append(bytes(event))
