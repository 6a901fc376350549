"""The surveyor renders voices to find the way of a knob around a home, and of a morph between two sounds.

A knob goes through places where what its label says rises most for the least change of everything else. A
morph changes its structure (algorithm, ratios) where the step is smallest, neither soft nor noisy. Both come
out level, and laid out so that equal turns change the sound equally. Runs on the thread of `measuring`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from dx7bridge.engine.anchors import Anchors
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.lines import Bearings, Line, Pair, scale
from dx7bridge.engine.seams import Decoder, Ears
from dx7bridge.engine.sounds import hold_at, mixed_latent, moved, with_values
from dx7bridge.engine.ways import Distance, Way, blend, refined, rising, structured
from dx7bridge.voice import Voice

PLACES: Final = 17  # of a knob
STAGES: Final = 16  # of a morph
BATCH: Final = 4  # places decoded at once: the engine may have to wait for them
STEP: Final = 2.0  # dB between two voices of a way, where there is something between; of a short one,
STEPS: Final = 32  # so many to each side of home, though none is finer than
FINEST: Final = 0.8  # dB
COARSE: Final = 3.0  # dB between two voices of a morph, where there is something between
UNEVEN: Final = 1.0  # dB off its level that a voice may be
SOFT: Final = 2.0  # dB below its level that keep a voice off a morph
TOO_UNEVEN: Final = 3.0  # dB off that keep a way from going there
NOISIER: Final = 1.5  # dB that a morph may be noisier than its ends
WEIGHT: Final = 4.0  # of a dB too soft or too noisy, in dB of change
SILENT: Final = -70.0  # dB: too soft to level others by


class Surveyor:
    """Uses `ears` and a `decoder`. Calls `breathe` between renders, which may raise to end the work."""

    def __init__(self, decoder: Decoder, ears: Ears, breathe: Callable[[], None]) -> None:
        self._anchors, self._ears, self._breathe = Anchors(decoder), ears, breathe

    def line(self, bearings: Bearings, dim: int, calibration: Calibration) -> Line:
        """The way of knob `dim` (0–7) down and up from home. BridgeError."""
        axis, home, ears = calibration.all[dim], bearings.home, self._ears
        start, kept = scale(axis, home.latent[dim]), dict(bearings.kept)
        target = ears.loudness(home.voice)
        level = bearings.level and target > SILENT

        def off(voice: Voice) -> float:
            self._breathe()
            return abs(ears.loudness(voice) - target) if level else 0.0

        def levelled(voice: Voice) -> Voice:
            voice = with_values(voice, kept)
            return ears.levelled(voice, target, bearings.fixed) if off(voice) else voice

        def fit(voice: Voice) -> Voice | None:
            """What lies between two voices is as loud as they are, as a rule."""
            if off(voice) >= UNEVEN:
                voice = levelled(voice)
            return None if off(voice) >= TOO_UNEVEN or ears.complaint(voice) else voice

        def way(shares: Sequence[float], sign: float) -> Way:
            knots = [home.voice]
            for first in range(0, len(shares), BATCH):
                self._breathe()
                batch = [axis.coordinate(share) for share in shares[first : first + BATCH]]
                latents = [moved(home.latent, [(dim, z)]) for z in batch]
                held = [((home, hold_at(math.dist(latent, home.latent))),) for latent in latents]
                decoded = self._anchors.voices(list(zip(latents, held, strict=True)), kept)
                knots += [voice for voice in map(levelled, decoded) if ears.complaint(voice) is None]
            even = [voice for voice in knots if off(voice) < TOO_UNEVEN]
            if len(even) > 2:  # else there is no way without a hole
                knots = even
            amounts = [ears.amount(voice, axis.label) for voice in knots]
            if None not in amounts:
                knots = rising(knots, [sign * each for each in amounts if each is not None], self._apart)
            rough = Way.of(refined(knots, self._apart, STEP, fit), self._apart)
            step = max(rough.marks[-1] / STEPS, FINEST)
            return Way.of(refined(rough.voices, self._apart, step, fit), self._apart)

        shares = [number / (PLACES - 1) for number in range(PLACES)]
        return Line(
            start,
            down=way([share for share in reversed(shares) if share < start], -1.0),
            up=way([share for share in shares if share > start], 1.0),
        )

    def morph(self, pair: Pair) -> Way:
        """The way from one sound to another. BridgeError."""
        a, b, ears = pair.a.voice, pair.b.voice, self._ears
        loud = ears.loudness(a), ears.loudness(b)
        level = pair.level and min(loud) > SILENT
        most_noise = max(ears.noise(a), ears.noise(b)) + NOISIER
        kept = dict(pair.kept)

        def target(share: float) -> float:
            return loud[0] + share * (loud[1] - loud[0])

        def levelled(voice: Voice, share: float) -> Voice:
            self._breathe()
            return ears.levelled(voice, target(share), pair.fixed, passes=3) if level else voice

        def cost(voice: Voice, share: float) -> float:
            soft, noisy = target(share) - ears.loudness(voice) - UNEVEN, ears.noise(voice) - most_noise
            return WEIGHT * (max(soft, 0.0) + max(noisy, 0.0))

        stages: list[list[tuple[Voice, float]]] = [[(a, 0.0)]]
        for stage in range(1, STAGES):
            share = stage / STAGES
            voices = [levelled(with_values(voice, kept), share) for voice in self._candidates(pair, share)]
            playable = {voice.sound: voice for voice in voices if ears.complaint(voice) is None}
            if playable:
                stages.append([(voice, cost(voice, share)) for voice in playable.values()])
        found = [a]
        for near in pairwise(cheapest([*stages, [(b, 0.0)]], self._apart)):
            found += refined(near, self._apart, COARSE, self._between(near, most_noise))[1:]
        way = Way.of(found, self._apart)
        shares = [mark / max(way.marks[-1], 1e-9) for mark in way.marks]
        laid = [(0.0, a)]
        for voice, mark, share in zip(way.voices[1:-1], way.marks[1:-1], shares[1:-1], strict=True):
            even = levelled(voice, share)
            if not level or target(share) - ears.loudness(even) < SOFT:
                laid.append((mark, even))
        laid.append((way.marks[-1], b))
        return Way(tuple(voice for _, voice in laid), tuple(mark for mark, _ in laid))

    def _candidates(self, pair: Pair, share: float) -> list[Voice]:
        """What a morph may be at this share: blended or decoded, with the structure of either end."""
        a, b = pair.a.voice, pair.b.voice
        parts = (pair.a, 1.0 - share), (pair.b, share)
        (decoded,) = self._anchors.voices([(mixed_latent(parts), parts)], dict(pair.kept))
        return [structured(voice, like) for voice in (blend(a, b, share), decoded) for like in (a, b)]

    def _between(self, near: tuple[Voice, Voice], most_noise: float) -> Callable[[Voice], Voice | None]:
        ears = self._ears

        def fit(voice: Voice) -> Voice | None:
            """A voice between two of a morph, unless it is a hole or a hiss."""
            self._breathe()
            soft = ears.loudness(voice) < min(map(ears.loudness, near)) - UNEVEN
            noisy = ears.noise(voice) > max(most_noise, *map(ears.noise, near))
            return None if soft or noisy or ears.complaint(voice) else voice

        return fit

    def _apart(self, a: Voice, b: Voice) -> float:
        self._breathe()
        return self._ears.distance(a, b)


def cheapest(stages: Sequence[Sequence[tuple[Voice, float]]], distance: Distance) -> list[Voice]:
    """One voice of each stage, so that the squares of the steps and of the costs come to the least."""
    ways: list[tuple[float, list[Voice]]] = [(0.0, [voice]) for voice, _ in stages[0]]
    for stage in stages[1:]:
        ways = [
            min(
                ((total + distance(way[-1], voice) ** 2 + cost**2, [*way, voice]) for total, way in ways),
                key=lambda found: found[0],
            )
            for voice, cost in stage
        ]
    return min(ways, key=lambda found: found[0])[1]
