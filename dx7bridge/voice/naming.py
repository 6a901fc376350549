"""Names for voices that nobody named. Pure functions, any thread."""

from __future__ import annotations

from dx7bridge.voice.parameters import NAME_LENGTH
from dx7bridge.voice.voice import Voice


def name_between(a: Voice, b: Voice, place: int, steps: int) -> str:
    """Such as `BRA>PIA 07`: both names, as much of them as fits, and the place in the walk, from 1."""
    number = f"{place:0{max(2, len(str(steps)))}}"
    room = (NAME_LENGTH - len(number) - 2) // 2
    left, right = (voice.name.strip()[:room].strip() or "-" for voice in (a, b))
    return f"{left}>{right} {number}"
