"""The errors, each with the stable code that OSC clients receive.

Imported by every room, imports nothing. A message names the field, the value got and what is legal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar


class BridgeError(Exception):
    """A fault of the request or its surroundings, told to whoever asked: never a bug."""

    code: ClassVar[str] = "internal"


class BadArguments(BridgeError):
    """Wrong number or type of arguments."""

    code = "bad_args"


class OutOfRange(BridgeError):
    """A number outside its legal range."""

    code = "out_of_range"


class NotFinite(BridgeError):
    """NaN or infinity where a number is needed."""

    code = "not_finite"


class UnknownAddress(BridgeError):
    """An OSC address nobody listens to."""

    code = "unknown_address"


class ParseError(BridgeError):
    """A datagram that is not OSC."""

    code = "parse"


class BadSysex(BridgeError):
    """Bytes that are no DX7 voice or bank."""

    code = "bad_sysex"


class BadChecksum(BridgeError):
    """A DX7 message whose checksum does not fit its data."""

    code = "bad_checksum"


class Busy(BridgeError):
    """Too much is waiting already."""

    code = "busy"


class NoModel(BridgeError):
    """No model is loaded, or the one named cannot be."""

    code = "no_model"


class NoMidi(BridgeError):
    """No output, or it cannot send now."""

    code = "no_midi"


class NoSlot(BridgeError):
    """A slot that holds nothing."""

    code = "no_slot"


class Forbidden(BridgeError):
    """Legal words, but not from here or not there: a path outside the folder, a foreign address."""

    code = "forbidden"


ALL_CODES: tuple[str, ...] = (
    "unknown_address", "bad_args", "out_of_range", "not_finite", "bad_sysex", "bad_checksum",
    "busy", "no_model", "no_midi", "no_slot", "forbidden", "parse", "internal",
)  # fmt: skip


def printable(text: str) -> str:
    """`text` on one line, safe to show on a terminal or in a log.

    Control characters, line ends and invisible marks become escapes such as `\\x1b`, `\\n` and `\\u202e`.
    """
    if text.isprintable():
        return text
    return "".join(each if _harmless(each) else each.encode("unicode_escape").decode() for each in text)


def _harmless(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def suggestion(word: str, known: Iterable[str], prefix: str = "") -> str:
    """`; did you mean op1.coarse?` for what is nearly one of the `known` words, else nothing. A `prefix`
    that all share makes none more alike.
    """
    words = {each.removeprefix(prefix).lower(): each for each in known}
    near = get_close_matches(word.removeprefix(prefix).lower(), words, n=1)
    return f"; did you mean {words[near[0]]}?" if near else ""
