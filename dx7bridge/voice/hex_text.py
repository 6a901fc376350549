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
_OFFSET: Final = re.compile(r"^\s*(?:0x)?([0-9A-Fa-f]{3,16}):(?=\s|$)")
_BARE_OFFSET: Final = re.compile(r"^\s*(?:0x)?([0-9A-Fa-f]{4,16})(?=\s|$)")
_DIGITS: Final = re.compile(r"(?:[0-9A-Fa-f]{2})+")
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
    lines = _lines(text)
    offsets = _offsets(lines)
    if offsets is not None:
        lines = _without_letters(lines, offsets)
    else:
        lines = _lines(_COMMENT.sub(" ", "\n".join(lines)))
    return _hex(lines) or _decimal(lines)


def _lines(text: str) -> list[str]:
    return [line for line in text.rstrip("\0\x1a").splitlines() if line.strip()]


def _hex(lines: list[str]) -> bytes | None:
    out = bytearray()
    for line in lines:
        for token in filter(None, _SEPARATORS.split(line.replace("\\x", " \\x"))):
            match = _TOKEN.fullmatch(token)
            if match is None:
                return None
            out += bytes.fromhex(match[1])
    return bytes(out) if len(out) >= _SMALLEST else None


def _offsets(lines: list[str]) -> list[tuple[int, int]] | None:
    """For each line of a hex dump its offset, and where the text behind it begins; None for other text."""
    found = [_OFFSET.match(line) for line in lines]
    if not all(found):
        found = [_BARE_OFFSET.match(line) for line in lines]
    offsets = [(int(match[1], 16), match.end()) for match in found if match]
    steps = {after[0] - before[0] for before, after in pairwise(offsets[:-1])}
    rising = len(steps) <= 1 and 0 not in steps
    return offsets if len(offsets) == len(lines) and len(lines) > 1 and rising else None


def _without_letters(lines: list[str], offsets: list[tuple[int, int]]) -> list[str]:
    """The lines of a hex dump without their offsets, and without the column of letters beside the bytes."""
    step = offsets[1][0] - offsets[0][0]
    start = offsets[0][1]
    count, end = 0, len(lines[0])
    for token in _DIGITS.finditer(lines[0], start):
        count += len(token[0]) // 2
        if count >= step:
            end = token.end()
            break
    return [line[at:end].partition("|")[0] for line, (_, at) in zip(lines, offsets, strict=True)]


def _decimal(lines: list[str]) -> bytes | None:
    """A list of numbers from 0 to 255, a message or as many as voices have."""
    tokens = [token for line in lines for token in _SEPARATORS.split(line) if token]
    if len(tokens) < _SMALLEST or not all(t.isascii() and t.isdigit() and len(t) <= 3 for t in tokens):
        return None
    numbers = [int(token) for token in tokens]
    return bytes(numbers) if max(numbers) < 256 else None
