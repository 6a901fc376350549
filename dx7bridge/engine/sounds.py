"""Sounds and the ways between them: voices with the place where they live. Pure functions, any thread."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dx7bridge.commands import LATENT_DIMS, LATENT_LIMIT
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import GROUPS, PARAMETERS, SOUND_SIZE, find, group

Latent = tuple[float, ...]
Edits = tuple[tuple[int, int], ...]  # (index, value) of the sound parameters set by hand

REACH: Final = 3.0  # coordinates: two voices drawn from the prior are about 4 apart
ROUNDING: Final = 1e-9  # holds that are so near to 1 together are 1

_OPERATORS: Final = range(1, 7)

# Between two of these values there is nothing: a morph takes the nearer sound's.
_CHOICES: Final = ("algorithm", "osc_key_sync", "lfo.wave", "lfo.key_sync")
_OPERATOR_CHOICES: Final = ("mode", "left_curve", "right_curve")
CHOICES: Final = frozenset(
    find(name).index
    for name in (*_CHOICES, *(f"op{n}.{name}" for n in _OPERATORS for name in _OPERATOR_CHOICES))
)

# Between two ratios lie others, and on the way through them all a sound clangs. A fine ratio is one of a
# coarse one: it glides only where mode and coarse are the same everywhere.
COARSE: Final = frozenset(find(f"op{n}.coarse").index for n in _OPERATORS)
FINE: Final = {  # each with what it is a part of
    find(f"op{n}.fine").index: (find(f"op{n}.mode").index, find(f"op{n}.coarse").index) for n in _OPERATORS
}


@dataclass(frozen=True, slots=True)
class PlacedVoice:
    """A voice and where it lives; `edits` says which of its values were set by hand."""

    latent: Latent
    voice: Voice
    edits: Edits = ()


Weighted = tuple[tuple[PlacedVoice, float], ...]  # sounds that one comes from, each with its say, 0 to 1


def float32(value: float) -> float:
    """The nearest number that OSC's float carries: so what a client sends back is what we hold."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


def moved(latent: Latent, coordinates: Iterable[tuple[int, float]]) -> Latent:
    """With some coordinates, (dimension, value), replaced."""
    new = list(latent)
    for dimension, value in coordinates:
        new[dimension] = float32(value)
    return tuple(new)


def legal(latent: Sequence[float]) -> Latent:
    """The model's coordinates as ours: what goes out must be legal when it comes back in."""
    if len(latent) != LATENT_DIMS or not all(map(math.isfinite, latent)):
        raise ValueError(f"the model gave coordinates {list(latent)}")
    return tuple(float32(min(max(value, -LATENT_LIMIT), LATENT_LIMIT)) for value in latent)


def mixed_latent(parts: Sequence[tuple[PlacedVoice, float]]) -> Latent:
    """The weighted mean of where these sounds live; the weights add up to 1."""
    return tuple(
        float32(math.fsum(sound.latent[d] * weight for sound, weight in parts)) for d in range(LATENT_DIMS)
    )


def mixed_voice(parts: Sequence[tuple[PlacedVoice, float]]) -> Voice:
    """The weighted mean of their values; the nearest sound's where there is nothing between, and its name."""
    near = nearest(parts).voice.values
    values = bytearray(near)
    for index in range(SOUND_SIZE):
        if index not in CHOICES:
            mean = math.fsum(sound.voice.values[index] * weight for sound, weight in parts)
            values[index] = math.floor(mean + 0.5)
    return Voice(bytes(values))


def anchored(here: Voice, anchors: Sequence[tuple[Voice, Voice, float]]) -> Voice:
    """What the model says `here`, with what it left out of the sounds that we come from.

    An anchor is a voice, what the model says at its coordinates, and how firmly it holds, 0 to 1; all of
    them together hold with 1 at most, the rest is the model's own say. Where one holds with 1 and the model
    says the same here as there, the voice is the anchor itself. Choices, and ratios where they differ, go
    together: all are those of the one that has the most say.
    """
    firmest, _, hold = max(anchors, key=lambda anchor: anchor[2], default=(here, here, 0.0))
    free = 1.0 - math.fsum(hold for *_, hold in anchors)
    chosen = firmest if hold >= free else here
    sources = [voice for voice, _, hold in anchors if hold > 0.0]
    if free > ROUNDING:
        sources.append(here)
    values = bytearray(here.values)
    for index, value in enumerate(here.sound):
        parameter, ratio = PARAMETERS[index], FINE.get(index, ())
        if index in CHOICES or index in COARSE or any(differ(sources, of) for of in ratio):
            values[index] = chosen.values[index]
        else:
            left_out = math.fsum(hold * (v.values[index] - there.values[index]) for v, there, hold in anchors)
            values[index] = min(max(math.floor(value + left_out + 0.5), parameter.low), parameter.high)
    return Voice(bytes(values))


def differ(voices: Sequence[Voice], index: int) -> bool:
    """Whether they do not all have the same value there."""
    return len({voice.values[index] for voice in voices}) > 1


def hold_at(distance: float) -> float:
    """How firmly a sound holds at this distance: 1 at its place, smoothly down to nothing at REACH."""
    s = min(distance / REACH, 1.0)
    return 1.0 - s * s * (3.0 - 2.0 * s)


def nearest(parts: Sequence[tuple[PlacedVoice, float]]) -> PlacedVoice:
    """The sound of the greatest weight; the first of equals."""
    return max(parts, key=lambda part: part[1])[0]


def pad(x: float, y: float) -> tuple[float, float, float, float]:
    """Weights of four corners: (0, 0), (1, 0), (0, 1), (1, 1)."""
    return ((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y)


def with_values(voice: Voice, values: Mapping[int, int]) -> Voice:
    """The voice with these values, by VCED number, in place of its own."""
    new = bytearray(voice.values)
    for index, value in values.items():
        new[index] = value
    return Voice(bytes(new))


def lock_words(indices: frozenset[int]) -> tuple[str, ...]:
    """What is locked, in the table's order: every group locked as a whole, then the other parameters.

    A group that lies in another one is listed too: with all six operators locked, `envelopes` as well as
    `op1`.
    """
    words: list[str] = []
    listed: set[int] = set()
    for name in GROUPS:
        members = {p.index for p in group(name)}
        if members <= indices:
            words.append(name)
            listed |= members
    return (*words, *(p.name for p in PARAMETERS if p.index in indices - listed))
