"""Whole MIDI messages from bytes as they come. Pure; one thread at a time.

A SysEx may come in pieces, with real-time bytes in between; channel messages may leave out a status
that is the same again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

START: Final = 0xF0
END: Final = 0xF7
REAL_TIME: Final = 0xF8  # and above: clock, active sensing
TICK: Final = bytes((REAL_TIME,))  # of a MIDI clock, 24 a beat
LONGEST: Final = 1 << 16  # bytes: sixteen banks; what is longer is not meant for us


class Assembler:
    """Feed it bytes, get messages. `broken` counts what began and had no end.

    With `clock`, the ticks of a MIDI clock are messages too, of one byte.
    """

    def __init__(self, *, clock: bool = False) -> None:
        self._clock = clock
        self.broken = 0
        self._sysex: bytearray | None = None
        self._message = bytearray()  # status and data of a channel message; after it, the status stays
        self._size = 0  # bytes that it needs; 0 while nobody knows what data belong to

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The messages that these bytes complete; of those in real time ticks alone."""
        for byte in data:
            message = self._take(byte)
            if message is not None:
                yield message

    def reset(self) -> None:
        """The connection was lost: whatever had begun has no end."""
        self._sysex, self._size = None, 0
        self._message.clear()

    def _take(self, byte: int) -> bytes | None:
        if byte >= REAL_TIME:
            return TICK if byte == REAL_TIME and self._clock else None
        if byte >= 0x80:
            return self._status(byte)
        if self._sysex is not None:
            self._sysex.append(byte)
            if len(self._sysex) > LONGEST:
                self._sysex, self.broken = None, self.broken + 1
            return None
        if not self._size:
            return None
        self._message.append(byte)
        if len(self._message) < self._size:
            return None
        message = bytes(self._message)
        del self._message[1:]  # the next one may have the same status, unsaid
        return message

    def _status(self, byte: int) -> bytes | None:
        sysex, self._sysex = self._sysex, None
        self._message.clear()
        self._size = 0
        if byte == END:
            return bytes((*sysex, END)) if sysex is not None else None
        if sysex is not None:
            self.broken += 1
        if byte == START:
            self._sysex = bytearray((START,))
        elif byte < START:
            self._message.append(byte)
            self._size = 2 if 0xC0 <= byte < 0xE0 else 3
        return None
