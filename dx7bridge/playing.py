"""Commands of the stage: notes, slots in a row, favourites and sessions to browse, the tempo.

As in `commands`: frozen values without behaviour, already validated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dx7bridge.commands import Command, Question
from dx7bridge.voice import Voice

NOTE_SECONDS: Final = 600.0  # a note may last at most
TEMPO: Final = 120.0  # beats a minute, until somebody says otherwise
TEMPO_RANGE: Final = (20.0, 400.0)
BEATS_LIMIT: Final = 64.0  # of a glide, a leg, a turn of the drift
LISTEN_SECONDS: Final = 1.5  # of a note that the embedded engine plays, when nobody says how long it is


@dataclass(frozen=True, slots=True)
class PlayNote(Command):
    """Press a key of the synth, or with velocity 0 release it; with `seconds` it ends by itself."""

    note: int
    velocity: int
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Panic(Command):
    """End every note, whoever played it."""


@dataclass(frozen=True, slots=True)
class FadeToSlot(Command):
    """Recall the sound in a slot over so many seconds, through what lies between."""

    slot: int
    seconds: float


@dataclass(frozen=True, slots=True)
class StepSlot(Command):
    """Recall the filled slot that is so many before or after the current one; round at the ends."""

    step: int


@dataclass(frozen=True, slots=True)
class GetSlot(Question):
    """Ask for the slot stored or recalled last."""


@dataclass(frozen=True, slots=True)
class SwapSlots(Command):
    """Exchange what two slots hold. One of them may be empty."""

    a: int
    b: int


@dataclass(frozen=True, slots=True)
class SamplePart(Command):
    """Draw these values, by VCED number, anew, and keep all others."""

    indices: tuple[int, ...]


# Favourites and sessions. A number of 0, or a name of "", is the one at hand.


@dataclass(frozen=True, slots=True)
class ListFavourites(Command):
    """Ask for the favourites."""


@dataclass(frozen=True, slots=True)
class GetFavourite(Question):
    """Ask which favourite is at hand."""


@dataclass(frozen=True, slots=True)
class LoadFavourite(Command):
    """Play favourite `number`, from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class StepFavourite(Command):
    """Play the favourite so many after the one at hand, or before it; round at the ends."""

    step: int


@dataclass(frozen=True, slots=True)
class RenameFavourite(Command):
    """Give a favourite another name."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class DeleteFavourite(Command):
    """Take a favourite out of the file; it can be brought back."""

    number: int


@dataclass(frozen=True, slots=True)
class RestoreFavourite(Command):
    """Bring back the favourite that was deleted last."""


@dataclass(frozen=True, slots=True)
class TakeFavourite(Command):
    """Play this voice, which is favourite `number` of the file. For the errands, not for OSC."""

    number: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class NoteFavourite(Command):
    """This favourite is at hand; 0 for none. For the errands, not for OSC."""

    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class ListSessions(Command):
    """Ask for the names of the saved sessions."""


@dataclass(frozen=True, slots=True)
class GetSessionName(Question):
    """Ask which session is at hand."""


@dataclass(frozen=True, slots=True)
class StepSession(Command):
    """Load the session so many after the one at hand, or before it; round at the ends."""

    step: int


@dataclass(frozen=True, slots=True)
class RenameSession(Command):
    """Give a saved session another name."""

    name: str
    new: str


@dataclass(frozen=True, slots=True)
class DeleteSession(Command):
    """Delete a saved session; it can be brought back."""

    name: str


@dataclass(frozen=True, slots=True)
class UndeleteSession(Command):
    """Bring back a deleted session; without a name the one deleted last."""

    name: str


@dataclass(frozen=True, slots=True)
class NoteSession(Command):
    """The session of this name is at hand; "" for none. For the errands, not for OSC."""

    name: str


# Time. What is given in beats follows the tempo, also while it is under way.


@dataclass(frozen=True, slots=True)
class SetTempo(Command):
    """So many beats a minute."""

    bpm: float


@dataclass(frozen=True, slots=True)
class SetGlideBeats(Command):
    """Moves to new coordinates take so many beats; 0 jumps."""

    beats: float


@dataclass(frozen=True, slots=True)
class SetDriftBeats(Command):
    """Wander about, one turn in so many beats and this far; 0 of either is still."""

    beats: float
    depth: float


@dataclass(frozen=True, slots=True)
class PlayPathBeats(Command):
    """Travel from here along stored sounds: (slot, beats to get there) each."""

    legs: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class FadeToSlotBeats(Command):
    """Recall the sound in a slot over so many beats; 0 at once."""

    slot: int
    beats: float


@dataclass(frozen=True, slots=True)
class SpreadTo(Command):
    """Come from this voice at these coordinates, and go to others from there."""

    centre: tuple[float, ...]
    voice: Voice
    latent: tuple[float, ...]
