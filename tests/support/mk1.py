"""A DX7 mk1 for tests: a cable, a ring buffer and a slow processor, driven by the clock of the test.

Figures as measured on Yamaha's ROM v1.8 in a cycle-counting emulator fed at 31250 baud: 42 ms of the
processor for a parameter change, 36 ms for a dump, 380 bytes of ring. What it needs to read one byte
follows from two more: dumps 30 ms after each other's last byte are steady, 25 ms fail in time.
`test_mk1.py` holds this model against that table.

A `Port`: give it to a Sender, or call `send`, and `advance` whenever time has passed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from dx7bridge.outputs.port import Clock, Port
from dx7bridge.voice.sysex import checksum

VOICE_HEADER = bytes((0x43, 0x00, 0x00, 0x01, 0x1B))  # channel 1
CHANGE_HEADER = bytes((0x43, 0x10))
VOICE_SIZE = 155


@dataclass(frozen=True)
class Figures:
    """What a receiver is made of; seconds and bytes. `baud` None: no cable, and nothing to wait for."""

    baud: int | None = 31250
    ring: int = 380
    byte_cpu: float = 0.00027
    change_cpu: float = 0.042
    dump_cpu: float = 0.036
    settle: float = 0.050  # a note so soon after a dump may be lost
    cuts_on_change: bool = True
    takes_changes: bool = True
    checks: bool = True  # the checksum
    byte_before_end: int | None = None  # what must stand there instead of a checksum


MK1 = Figures()
VOLCA = Figures(takes_changes=False, checks=False, byte_before_end=0x7F)
MINIDEXED = Figures(byte_cpu=0.00001, change_cpu=0.001, dump_cpu=0.005, settle=0, cuts_on_change=False)
DEXED = Figures(baud=None, byte_cpu=0, change_cpu=0, dump_cpu=0, settle=0, cuts_on_change=False)
FIGURES = {"dx7": MK1, "dx7ii": MK1, "tx": MK1, "volca": VOLCA, "minidexed": MINIDEXED, "dexed": DEXED}


class Mk1(Port):
    """The receiver. `held` is what plays, None before the first dump; the rest is what went wrong."""

    def __init__(self, clock: Clock, figures: Figures = MK1) -> None:
        self.figures = figures
        self.held: bytearray | None = None
        self.frozen = False  # the keyboard, by a dump that has no end
        self.sounding: set[int] = set()
        self.overflows = 0  # MIDI BUFFER FULL
        self.truncated = 0
        self.refused = 0  # dumps with a wrong checksum, and messages that it should never get
        self.cut = 0  # notes silenced
        self.early = 0  # notes that came before the voice had settled
        self.dumps = 0
        self.changes = 0
        self.fullest = 0  # bytes in the ring at the worst moment
        self._clock = clock
        self._wire: deque[tuple[float, int]] = deque()  # when each byte is there
        self._wire_free = 0.0
        self._ring: deque[tuple[float, int]] = deque()
        self._cpu_free = 0.0
        self._read_at = 0.0  # when the byte at hand came in
        self._dumped_at = float("-inf")
        self._message: bytearray | None = None  # a SysEx being read, without its F0
        self._short: bytearray = bytearray()  # a channel message

    @property
    def name(self) -> str:
        return "DX7 mk1"

    def send(self, message: bytes) -> None:
        """The bytes leave now, or when the cable is free."""
        start = max(self._clock(), self._wire_free)
        if not self.figures.baud:
            self._take_at_once(message)
            return
        byte_time = 10 / self.figures.baud
        for number, byte in enumerate(message, 1):
            self._wire.append((start + number * byte_time, byte))
        self._wire_free = start + len(message) * byte_time

    def advance(self) -> None:
        """Whatever has happened until now."""
        now = self._clock()
        while self._wire and self._wire[0][0] <= now:
            at, byte = self._wire.popleft()
            self._work(at)
            if len(self._ring) >= self.figures.ring:
                self._overflow()
            self._ring.append((at, byte))
            self.fullest = max(self.fullest, len(self._ring))
        self._work(now)

    @property
    def at_rest(self) -> bool:
        """Whether nothing is in progress."""
        return not self._wire and not self._ring and self._cpu_free <= self._clock()

    def _take_at_once(self, message: bytes) -> None:
        if message[0] == 0xF0:
            list(self._sysex(message[1:-1]))
        else:
            for byte in message:
                list(self._read(byte))

    def _work(self, until: float) -> None:
        """Read from the ring for as long as the processor has time before `until`."""
        while self._ring:
            start = max(self._cpu_free, self._ring[0][0])
            if start > until:
                return
            self._read_at, byte = self._ring.popleft()
            self._cpu_free = start + self.figures.byte_cpu
            for cost in self._read(byte):
                self._cpu_free += cost

    def _overflow(self) -> None:
        self.overflows += 1
        self._ring.clear()
        self._silence()
        if self._message is not None:
            self._truncate()

    def _read(self, byte: int) -> Iterator[float]:
        """Take one byte; yields what it costs beyond the reading."""
        if byte >= 0xF8:
            return
        if byte == 0xF7 and self._message is not None:
            message, self._message = bytes(self._message), None
            yield from self._sysex(message)
        elif byte >= 0x80:
            if self._message is not None:
                self._truncate()
            self._message = bytearray() if byte == 0xF0 else None
            self._short = bytearray((byte,)) if byte < 0xF0 else bytearray()
        elif self._message is not None:
            self._message.append(byte)
        elif self._short:
            self._short.append(byte)
            if len(self._short) == 3:
                self._channel_message(*self._short)
                del self._short[1:]  # running status

    def _truncate(self) -> None:
        if self._message is not None and self._message.startswith(VOICE_HEADER):
            self.truncated += 1
            self.frozen = True
        self._message = None

    def _sysex(self, message: bytes) -> Iterator[float]:
        if message.startswith(VOICE_HEADER):
            data, last = message[len(VOICE_HEADER) : -1], message[-1]
            if len(data) < VOICE_SIZE:
                self._message = bytearray(message)
                self._truncate()
                return
            wanted = self.figures.byte_before_end
            if last != (checksum(data) if wanted is None else wanted):
                self.refused += 1
                if self.figures.checks:
                    return
            self.held = bytearray(data)
            self.frozen = False
            self.dumps += 1
            self._silence()
            self._dumped_at = self._cpu_free
            yield self.figures.dump_cpu
        elif message.startswith(CHANGE_HEADER) and len(message) == 5:
            number = message[2] << 7 | message[3]
            if number >= VOICE_SIZE or self.held is None or not self.figures.takes_changes:
                self.refused += 1
                return
            self.held[number] = message[4]
            self.changes += 1
            if self.figures.cuts_on_change:
                self._silence()
            yield self.figures.change_cpu
        else:
            self.refused += 1

    def _channel_message(self, status: int, note: int, velocity: int) -> None:
        kind = status & 0xF0
        if kind == 0x90 and velocity:
            if self._read_at < self._dumped_at + self.figures.settle:
                self.early += 1
            if not self.frozen:
                self.sounding.add(note)
        elif kind in (0x80, 0x90):
            self.sounding.discard(note)

    def _silence(self) -> None:
        self.cut += len(self.sounding)
        self.sounding.clear()
