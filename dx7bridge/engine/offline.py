"""What the shell does with a model without a running bridge: sweeps, variations and morphs of voices.

The same anchored decoding as a knob, `vary` and a morph of the bridge. One thread at a time.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from dx7bridge.engine.anchors import Anchors
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.seams import Decoder
from dx7bridge.engine.sounds import PlacedVoice, hold_at, legal, moved
from dx7bridge.voice import Voice
from dx7bridge.voice.naming import name_between


def placed(model: Decoder, voices: Sequence[Voice]) -> list[PlacedVoice]:
    """Each voice with the coordinates where the model has it."""
    return [
        PlacedVoice(legal(latent), voice) for latent, voice in zip(model.encode(voices), voices, strict=True)
    ]


def swept(
    model: Decoder, voice: Voice, dimension: int, steps: int, low: float = 0.0, high: float = 1.0
) -> tuple[str, list[float], list[Voice]]:
    """A knob (0–7) turned in `steps` from `low` to `high` on its scale of 0 to 1, starting from `voice`.

    Returns the knob's label, the places and the voices; they keep the name.
    """
    (home,) = placed(model, [voice])
    axis = Calibration.of(getattr(model, "axes", None)).all[dimension]
    places = [low + (high - low) * step / (steps - 1) for step in range(steps)]
    anchors = Anchors(model)
    voices = []
    for place in places:
        latent = moved(home.latent, [(dimension, axis.coordinate(place))])
        there = anchors.voice(latent, ((home, hold_at(math.dist(latent, home.latent))),))
        voices.append(there.with_name(voice.name))
    return axis.label, places, voices


def varied(
    model: Decoder, voice: Voice, amount: float, count: int, seed: int, held: Mapping[int, int] | None = None
) -> list[Voice]:
    """`count` variations of a voice: `amount` 0 is the voice itself, 1 lets go of it altogether.

    Variation i depends on `seed` and i alone. `held` are sound values by VCED number that stay.
    """
    (home,) = placed(model, [voice])
    keep = math.sqrt(max(1.0 - amount * amount, 0.0))
    anchors = Anchors(model)
    found = []
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        latent = legal([keep * z + amount * chance.gauss(0.0, 1.0) for z in home.latent])
        found.append(anchors.voice(latent, ((home, keep),) if keep else (), held))
    return found


def morphed(model: Decoder, voices: Sequence[Voice], steps: int) -> list[Voice]:
    """`steps` voices on the way through `voices`, two or more; each of them is on the way as it is.

    The steps are shared out evenly between the waypoints. `steps` is at least the number of waypoints.
    """
    sounds = placed(model, voices)
    legs = len(sounds) - 1
    stops = [round(leg * (steps - 1) / legs) for leg in range(legs + 1)]
    anchors = Anchors(model)
    way = [sounds[0].voice]
    for (start, end), (first, last) in zip(pairwise(sounds), pairwise(stops), strict=True):
        count = last - first + 1
        _, *between, _ = anchors.way(start, end, count) if count > 2 else (start.voice, end.voice)
        way += [
            voice.with_name(name_between(start.voice, end.voice, place, count))
            for place, voice in enumerate(between, start=2)
        ]
        way.append(end.voice)
    return way


def spread(voices: Sequence[Voice], count: int, distances: Callable[[int], Sequence[float]]) -> list[int]:
    """The numbers of `count` voices that are far apart; `distances(i)` are those of voice i to all."""
    chosen = [0]
    nearest = list(distances(0))
    while len(chosen) < min(count, len(voices)):
        far = max(range(len(voices)), key=lambda i: nearest[i])
        chosen.append(far)
        nearest = [min(a, b) for a, b in zip(nearest, distances(far), strict=True)]
    return chosen
