"""What messages are that hold no DX7 voice. Pure, any thread."""

from __future__ import annotations

from typing import Final

from dx7bridge.voice import sysex
from dx7bridge.voice.found import Kind

_FOUR_OPERATOR: Final = frozenset({3, 4})  # voice and bank of DX21, DX27, DX100, TX81Z
_SUPPLEMENTS: Final = {
    1: "TX7 function data (PCED)",
    2: "TX7 function data (PMEM)",
    5: "DX7II supplement (ACED)",
    6: "DX7II supplements (AMEM)",
}
_UNIVERSAL: Final = 126  # Yamaha's own universal bulk dump: ten letters say what it holds
_UNIVERSAL_NAMES: Final = {
    b"LM  8973PE": "DX7II performance",
    b"LM  8973PM": "DX7II performances",
    b"LM  8973S ": "DX7II system set-up",
    b"LM  8952PE": "TX802 performance",
    b"LM  8952PM": "TX802 performances",
    b"LM  8952S ": "TX802 system set-up",
    b"LM  MCRYE ": "micro tuning",
    b"LM  MCRYM": "micro tunings",
    b"LM  MCRYC": "micro tunings",
    b"LM  FKSYE ": "fractional scaling",
    b"LM  FKSYC": "fractional scalings",
}


def described(body: bytes) -> tuple[Kind, str]:
    """The kind of this message, its bytes between F0 and F7, and in words what becomes of it."""
    if body[:1] != bytes((sysex.YAMAHA,)):
        return Kind.OTHER_MESSAGE, f"a message of another maker ({_maker(body)}), skipped"
    style = body[2] if len(body) > 2 and not body[1] & 0xF0 else None
    if style in _FOUR_OPERATOR:
        return Kind.FOUR_OPERATOR, f"format {style}, of a four-operator synth (DX21, TX81Z …): rejected"
    if style in _SUPPLEMENTS:
        return Kind.SUPPLEMENT, f"{_SUPPLEMENTS[style]}, passed over"
    if style == _UNIVERSAL:
        what = next((name for key, name in _UNIVERSAL_NAMES.items() if body[5:].startswith(key)), "")
        return Kind.SUPPLEMENT, f"{what or 'universal bulk dump'}, passed over"
    return Kind.OTHER_MESSAGE, "a Yamaha message that is no DX7 voice or bank, skipped"


def _maker(body: bytes) -> str:
    """A maker's number as the list of makers has it: one byte, or three that begin with 00."""
    return body[: 3 if body[:1] == b"\0" else 1].hex(" ").upper()
