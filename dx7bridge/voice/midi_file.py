"""The SysEx in a Standard MIDI File, in order.

Ours because a cut-off file must give what it still holds, and because a dump may be split over packets
(F0 … then F7 …), which join here. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MAGIC: Final = b"MThd"
_TRACK: Final = b"MTrk"
_COMMON: Final = {0xF1: 1, 0xF2: 2, 0xF3: 1}  # data bytes of system common messages, which have no place here
Trouble = Callable[[str, str], None]  # is given a place in the file, and a message


def unwrap(data: bytes, trouble: Trouble) -> bytes:
    """The SysEx of every track. `trouble` is called for whatever is broken."""
    out = bytearray()
    at = 0
    while 0 <= at < len(data) - 8:
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "big")
        if kind == _TRACK:
            chunk = data[at + 8 : at + 8 + size]
            broken = _track(chunk, out)
            if not broken and len(chunk) < size:
                broken = "the track is cut off"
            if broken:
                trouble(f"byte {at}", broken)
            after = at + 8 + size
            if data[after : after + 4] not in (_TRACK, MAGIC, b""):  # a wrong length, or other chunks
                next_track = data.find(_TRACK, at + 8)
                after = min(after, next_track) if next_track >= 0 else after
            at = after
        elif kind == MAGIC or kind.isalnum():
            at += 8 + size
            if data[at : at + 4] != _TRACK and (found := data.find(_TRACK, 8)) >= 0 and kind == MAGIC:
                at = found
        else:
            at = data.find(_TRACK, at)
    return bytes(out)


def _track(track: bytes, out: bytearray) -> str | None:
    """Append a track's SysEx; what is broken in it, if anything."""
    reader = _Reader(track)
    running = 0
    odd: str | None = None
    try:
        while not reader.done:
            reader.number()  # delta time
            status = reader.byte()
            if status < 0x80:
                reader.at -= 1
                status = running
            if status in (0xF0, 0xF7):
                size = reader.number()
                event = track[reader.at : reader.at + size]
                out += b"\xf0" * (status == 0xF0 and event[:1] != b"\xf0") + event
                reader.skip(size)
            elif status == 0xFF:
                reader.byte()
                reader.skip(reader.number())
            elif 0x80 <= status < 0xF0:
                running = status
                reader.skip(1 if status & 0xE0 == 0xC0 else 2)
            elif status >= 0xF8 or status in _COMMON or status == 0xF6:
                odd = f"an event {status:02X}, which no MIDI file should have, skipped"
                reader.skip(_COMMON.get(status, 0))
            else:
                return f"no event starts with {status:02X}; what came before it is used"
    except IndexError:
        return "an event is cut off; what came before it is used"
    return odd


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    @property
    def done(self) -> bool:
        return self.at >= len(self.data)

    def byte(self) -> int:
        value = self.data[self.at]
        self.at += 1
        return value

    def number(self) -> int:
        """A variable-length quantity: seven bits a byte, the high bit says that more follow."""
        value = 0
        for _ in range(4):  # the longest a MIDI file may hold
            byte = self.byte()
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value
        raise IndexError(self.at)

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self.data):
            raise IndexError(self.at)
