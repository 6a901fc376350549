"""SysEx written as text: `F0 43 00 …`, `0xF0, 0x43`, hex dumps with offsets, lists of decimal numbers.

Pure, any thread; linear in the size.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import Final

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMENT: Final = re.compile(r"/\*.*?\*/|//[^\n]*|[#;][^\n]*", re.DOTALL)
_OFFSET: Final = re.compile(r"^\s*(?:0x)?[0-9A-Fa-f]{3,16}:(?=\s|$)")
_BARE_OFFSET: Final = re.compile(r"^\s*(?:0x)?([0-9A-Fa-f]{4,16})(?=\s|$)")
_LETTERS: Final = re.compile(r"\s+\|.*$|\t.*$|(?<=\S)\s{2,}(?![0-9A-Fa-f]{2}(?:\s|$)).*$")
_SEPARATORS: Final = re.compile(r"[\s,{}\[\]()\"']+")
_TOKEN: Final = re.compile(r"(?:0[xX]|\\x|\$|&[hH]|%)?((?:[0-9A-Fa-f]{2})+)[hH]?")
_CONTROLS: Final = bytes((*range(9), *range(14, 32), 127))
_HIGH: Final = bytes(range(128, 256))
_SMALLEST: Final = 128  # bytes: a packed voice


def as_text(data: bytes) -> str | None:
    """The text that these bytes are; None when they are something else."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return None
    data = data.rstrip(b"\0\x1a")  # the end of a text file under CP/M, and padding
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if not data or 50 * controls > len(data) or b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        strange = len(data) - len(data.translate(None, _HIGH))
        return data.decode("latin-1") if 5 * strange < len(data) else None


def read(text: str) -> bytes | None:
    """The bytes that the text writes out; None when it says anything else besides."""
    text = _COMMENT.sub(" ", text.rstrip("\0\x1a"))
    lines = [line for line in text.splitlines() if line.strip()]
    return _hex(lines) or _decimal(lines)


def _hex(lines: list[str]) -> bytes | None:
    dumped = all(_OFFSET.match(line) for line in lines)
    bare = not dumped and _counts_up(lines)
    out = bytearray()
    for line in lines:
        if dumped or bare:
            line = (_OFFSET if dumped else _BARE_OFFSET).sub("", line, count=1)
            line = _LETTERS.sub("", line.rstrip("\n"))
        for token in filter(None, _SEPARATORS.split(line.replace("\\x", " \\x"))):
            match = _TOKEN.fullmatch(token)
            if match is None:
                return None
            out += bytes.fromhex(match[1])
    return bytes(out) if len(out) >= _SMALLEST else None


def _counts_up(lines: list[str]) -> bool:
    """Whether each line begins with an offset that rises with the lines, as in a dump without colons."""
    offsets = []
    for line in lines:
        match = _BARE_OFFSET.match(line)
        if match is None:
            return False
        offsets.append(int(match[1], 16))
    steps = {after - before for before, after in pairwise(offsets[:-1])}
    return len(lines) > 2 and offsets[0] == 0 and len(steps) <= 1 and 0 not in steps


def _decimal(lines: list[str]) -> bytes | None:
    """A list of numbers from 0 to 255, a message or as many as voices have."""
    tokens = [token for line in lines for token in _SEPARATORS.split(line) if token]
    if len(tokens) < _SMALLEST or not all(t.isascii() and t.isdigit() and len(t) <= 3 for t in tokens):
        return None
    numbers = [int(token) for token in tokens]
    return bytes(numbers) if max(numbers) < 256 else None
