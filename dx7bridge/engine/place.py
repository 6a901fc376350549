"""The target of a move, before decoding. Immutable, any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dx7bridge.engine.sounds import Edits, Latent, PlacedVoice, Weighted


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the latent space, and what a voice made there has to be held by.

    latent  the coordinates
    home    the placed voice that one moves away from, if any
    parts   of a morph: the placed voices it lies between; what is reached then becomes home
    edits   values set by hand that go with the voice
    name    of the voice
    t, xy   where it is between slots, and on the morph pad
    sent    coordinates that travel from here, by dimension
    jumps   whether anything changes at once
    """

    latent: Latent
    home: PlacedVoice | None
    parts: Weighted
    edits: Edits
    name: str
    t: float
    xy: tuple[float, float]
    sent: Mapping[int, float]
    jumps: bool
