"""The targets of moves: pure, decodes nothing. Runs on the engine's worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from dx7bridge.commands import Interpolate, MorphXY, Move, MoveNormXY, MoveXY, SetLatent, SetNorm
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.current import Current
from dx7bridge.engine.place import Place
from dx7bridge.engine.slots import Slots
from dx7bridge.engine.sounds import (
    Latent,
    PlacedVoice,
    float32,
    mixed_latent,
    mixed_voice,
    moved,
    nearest,
    pad,
)

Pairs = Sequence[tuple[int, float]]  # dimension from 0, and a value


class Moves:
    """Computes the target of a move, given the current sound, the slots and the ranges of the axes."""

    def __init__(self, current: Current, slots: Slots, calibration: Callable[[], Calibration]) -> None:
        self._current, self._slots, self._calibration = current, slots, calibration

    def start(self, latent: Latent) -> Place:
        """A Place at `latent`, otherwise unchanged."""
        current, state = self._current, self._current.state
        name = state.voice.name
        return Place(latent, current.home, (), current.edits, name, state.t, state.xy, {}, jumps=False)

    def lead(self, command: Move, place: Place) -> Place:
        """The place that a move leads to from `place`. NoSlot."""
        return LEADS[type(command)](self, command, place)

    def steered(self, place: Place, coordinates: Pairs) -> Place:
        """Some coordinates jump to their new values, those with a glide are sent there."""
        glide = self._current.state.glide
        jumps = [(d, value) for d, value in coordinates if not glide[d]]
        sent = dict(place.sent)
        for dimension, value in coordinates:
            sent.pop(dimension, None)
            if glide[dimension]:
                sent[dimension] = float32(value)
        return replace(place, latent=moved(place.latent, jumps), sent=sent, jumps=place.jumps or bool(jumps))

    def mixed(self, place: Place, parts: Sequence[tuple[PlacedVoice, float]]) -> Place:
        """A point between stored sounds; where one of them has all the weight it is that very sound."""
        near = nearest(parts)
        way = replace(place, name=near.voice.name, parts=tuple(parts), sent={}, jumps=True)
        for sound, weight in parts:
            if weight == 1.0:
                return replace(way, latent=sound.latent, home=sound, edits=sound.edits)
        latent = mixed_latent(parts)
        if self._current.state.mode == "parameters":
            return replace(way, latent=latent, home=PlacedVoice(latent, mixed_voice(parts)), edits=())
        return replace(way, latent=latent, home=near, edits=())

    def stored(self, numbers: Sequence[int], weights: Sequence[float]) -> list[tuple[PlacedVoice, float]]:
        """The sounds in these slots with their weights. NoSlot."""
        return list(zip([self._slots[number] for number in numbers], weights, strict=True))

    def on_pad(self, x: float, y: float) -> Pairs:
        """The two dimensions of the XY pad with these values."""
        return tuple(zip(self._current.state.pad_dims, (x, y), strict=True))

    def ends(self, place: Place, t: float) -> Place:
        """A point between the two ends of the interpolation."""
        parts = self.stored(self._current.state.ends, (1.0 - t, t))
        return replace(self.mixed(place, parts), t=t)

    def corners(self, place: Place, x: float, y: float) -> Place:
        """A point of the morph pad."""
        return replace(self.mixed(place, self.stored(self._current.state.corners, pad(x, y))), xy=(x, y))

    def coordinates(self, latent: Latent, shares: Pairs) -> Pairs:
        """Where these shares lead. One that is so already leads nowhere: an echo of ours must not move us."""
        axes = self._calibration().all
        return tuple(
            (dimension, axes[dimension].coordinate(share))
            for dimension, share in shares
            if float32(share) != axes[dimension].share(latent[dimension])
        )


LEADS: Final[dict[type[Move], Callable[[Moves, Any, Place], Place]]] = {
    SetLatent: lambda moves, command, place: moves.steered(place, command.coordinates),
    SetNorm: lambda moves, command, place: moves.steered(
        place, moves.coordinates(place.latent, command.shares)
    ),
    MoveXY: lambda moves, command, place: moves.steered(place, moves.on_pad(command.x, command.y)),
    MoveNormXY: lambda moves, command, place: moves.steered(
        place, moves.coordinates(place.latent, moves.on_pad(command.x, command.y))
    ),
    Interpolate: lambda moves, command, place: moves.ends(place, command.t),
    MorphXY: lambda moves, command, place: moves.corners(place, command.x, command.y),
}
