"""How the model reads a sound: its 145 values gathered into 21 sections, one attention token each.

A section is what a player would call one page of the synth: an operator's envelope, its keyboard
scaling, its tone; the pitch envelope, the LFO, the algorithm page. The six operators share
their weights, so a `kind` of section is learned once from six times the data. All of it is derived from
the parameter table. The ten letters of the name are names.py's.
21 tokens in place of 145 make a pass about six times cheaper on a CPU.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from dx7bridge.voice.parameters import PARAMETERS, SOUND_SIZE, Parameter

SOUND: Final = PARAMETERS[:SOUND_SIZE]
VALUES: Final = 100  # the widest range; narrower ones are masked
MASK: Final = VALUES  # stands for "this value is not known"


@dataclass(frozen=True, slots=True)
class Section:
    """Parameters that share a token: `kind` says whose weights, `indices` are VCED numbers in order."""

    kind: str
    indices: tuple[int, ...]


def _kind(parameter: Parameter) -> str:
    if "envelopes" in parameter.groups:
        return "envelope"
    if "scaling" in parameter.groups:
        return "scaling"
    if parameter.name.startswith("op") and parameter.name[2].isdigit():
        return "tone"
    if parameter.groups[0] in ("pitch", "lfo"):
        return parameter.groups[0]
    return "algorithm"


def _sections() -> tuple[Section, ...]:
    found: dict[tuple[str, str], list[int]] = {}
    for parameter in SOUND:
        kind = _kind(parameter)
        owner = parameter.groups[0] if kind in ("envelope", "scaling", "tone") else ""
        found.setdefault((kind, owner), []).append(parameter.index)
    by_kind = sorted(found.items(), key=lambda item: item[0][0])  # stable: operators stay 6 to 1
    return tuple(Section(kind, tuple(indices)) for (kind, _), indices in by_kind)


SECTIONS: Final = _sections()
KINDS: Final = tuple(dict.fromkeys(section.kind for section in SECTIONS))
ORDERED: Final = tuple(
    p.size > 6 and p.name != "algorithm" for p in SOUND
)  # where a neighbouring value is a neighbouring sound


def slots() -> tuple[tuple[int, ...], int]:
    """For each parameter the number of its shared weights, and how many there are (operators share)."""
    starts: dict[str, int] = {}
    total = 0
    numbers = [0] * SOUND_SIZE
    for section in SECTIONS:
        if section.kind not in starts:
            starts[section.kind] = total
            total += len(section.indices)
        for place, index in enumerate(section.indices):
            numbers[index] = starts[section.kind] + place
    return tuple(numbers), total


@cache
def indices_by_kind() -> dict[str, list[int]]:
    """For each kind of section the VCED numbers of all its parameters, section by section."""
    return {kind: [i for s in SECTIONS if s.kind == kind for i in s.indices] for kind in KINDS}


@cache
def count_of(kind: str) -> int:
    """The number of sections of this kind in a voice."""
    return sum(s.kind == kind for s in SECTIONS)


def section_order() -> list[int]:
    """Where each of the 145 parameters stands when the sections are laid end to end."""
    laid = [index for rows in indices_by_kind().values() for index in rows]
    return [laid.index(p.index) for p in SOUND]


def coupled(dims: int, step: int) -> tuple[list[int], list[int]]:
    """Which of `dims` latents a step of the prior's couplings keeps, and which it moves.

    They are told apart by every bit of their numbers in turn.
    """
    bits = max(1, (dims - 1).bit_length())
    kept, moved = (
        [i for i in range(dims) if (i >> step // 2 % bits & 1) == side ^ step & 1] for side in (0, 1)
    )
    return kept, moved
