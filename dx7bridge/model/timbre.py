"""Key and level are the player's: what a model that knows timbre alone sees of voices, and gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dx7bridge.voice import Voice
from dx7bridge.voice.canon import Beside, apart, placed

Near = Sequence[tuple[Voice, float]]  # voices that one comes from, each with how firmly it holds


def seen(voices: Sequence[Voice]) -> list[Voice]:
    """The voices without their key and level."""
    return [apart(voice)[0] for voice in voices]


def at_home(voices: Sequence[Voice], homes: Sequence[Voice]) -> list[Voice]:
    """Each voice at the key and level of its home."""
    return [placed(voice, apart(home)[1]) for voice, home in zip(voices, homes, strict=True)]


def settled(voices: Sequence[Voice], near: Sequence[Near], held: Mapping[int, int]) -> list[Voice]:
    """Each voice at the key and level of the firmest of those it comes from, or at the plain ones.

    What is `held`, by VCED number, stays. `near` has a row for each voice, or none at all.
    """
    rows: Sequence[Near] = near or [()] * len(voices)
    found = []
    for voice, row in zip(voices, rows, strict=True):
        beside = apart(max(row, key=lambda part: part[1])[0])[1] if row else Beside()
        found.append(placed(voice, beside, frozenset(held)))
    return found
