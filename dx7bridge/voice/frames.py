"""Where the messages in a file begin and end, whoever's they are. Pure, any thread; linear in the size.

A message begins with F0 and ends with F7. The two that hold DX7 voices have a known length as well, so that
bytes with the high bit set, which look like any status, do not end them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dx7bridge.voice import sysex
from dx7bridge.voice.parameters import VOICE_SIZE

DUMP_SIZES: Final = {sysex.VOICE_FORMAT: VOICE_SIZE, sysex.BANK_FORMAT: sysex.BANK_DATA_SIZE}
REAL_TIME: Final = bytes(range(0xF8, 0x100))
HEADER: Final = re.compile(rb"\x43[\x00-\x0f](?:\x09[\x10\x20]\x00|\x00\x01\x1b)")
"""What stands behind the F0 of a bank or a voice."""

_STARTS: Final = re.compile(rb"\xf0+")
_END: Final = re.compile(rb"[\xf0\xf7]")
_DUMP: Final = re.compile(rb"\xf0\x43[\x00-\x0f][\x00\x09]")
_ANY_DUMP: Final = re.compile(rb"\xf0\x43[\x00-\x0f][\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A message: `body` are its bytes between F0 and F7, real-time bytes dropped; `start` is where its F0 is.

    `real_time` counts those; `ended`: there is an F7; `exact`: it was measured by its known length.
    """

    start: int
    body: bytes
    real_time: int
    ended: bool
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes outside of any message."""

    start: int
    data: bytes


def split(data: bytes) -> Iterator[Frame | Gap]:
    """The messages of a file and what lies between them, in order."""
    at = 0
    while at < len(data):
        starts = _STARTS.search(data, at)
        if starts is None:
            yield Gap(at, data[at:])
            return
        start = starts.end() - 1  # of several F0 in a row the last one begins the message
        if start > at:
            yield Gap(at, data[at:start])
        frame, at = _frame(data, start)
        yield frame


def has_message(data: bytes) -> bool:
    """Whether anywhere there is a whole message of seven-bit bytes, or one begins the file."""
    return data[:1] == b"\xf0" or _WHOLE.search(data) is not None


_WHOLE: Final = re.compile(rb"\xf0[\x00-\x7f][\x00-\x7f\xf8-\xff]*\xf7")


def _frame(data: bytes, start: int) -> tuple[Frame, int]:
    """The message that starts here, and where it is over."""
    stop = _END.search(data, start + 1)
    end = stop.start() if stop else len(data)
    ended = stop is not None and stop.group() == b"\xf7"
    raw = data[start + 1 : end]
    body = raw.translate(None, REAL_TIME)
    if _DUMP.match(data, start):
        size = DUMP_SIZES[data[start + 3]]
        if len(body) != sysex.HEADER_SIZE + size or not ended:
            last = start + sysex.HEADER_SIZE + size + 1
            first = start + sysex.HEADER_SIZE
            if last < len(data) and data[last] == sysex.END and not _ANY_DUMP.search(data, first, last):
                return Frame(start, data[start + 1 : last], 0, True, True), last + 1
    return Frame(start, body, len(raw) - len(body), ended), end + 1 if ended else end
