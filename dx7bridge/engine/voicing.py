"""From a place to the voice there: the one pipeline that every voice of the engine comes through.

A knob:  place → model and anchors, with what it keeps → locks → check, which may step back to where it sounds
         → level → edits → locks.
A draw:  model → check, which may draw again → key → level → locks.

The check stands once on each way, and hears what the model made: what a player set by hand is put in after
it and is not judged. Runs on the engine's worker thread.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Final

from dx7bridge.commands import LATENT_DIMS, Mode
from dx7bridge.engine.anchors import Anchors
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.current import Current
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.keeping import Keeping
from dx7bridge.engine.lines import together, turned
from dx7bridge.engine.measuring import Measuring
from dx7bridge.engine.place import Place
from dx7bridge.engine.seams import Decoder
from dx7bridge.engine.sounds import (
    Latent,
    PlacedVoice,
    Weighted,
    hold_at,
    legal,
    mixed_latent,
    mixed_voice,
    with_values,
)
from dx7bridge.voice import Voice
from dx7bridge.voice.naming import name_between
from dx7bridge.voice.parameters import OPERATOR_STRIDE

SAME_NAME: Final = 0.5  # the amount of variation from which on it is another sound by another name
FORESEEN: Final = 64  # voices made beforehand that are remembered
WAY: Final = 8  # places that a variation looks at between two sounds


class Voicing:
    """Makes voices for the `current` sound with a `decoder`, under a `guard`; `keeping` says what stays."""

    def __init__(
        self,
        decoder: Decoder,
        guard: Guard,
        current: Current,
        keeping: Keeping,
        calibration: Callable[[], Calibration],
        measuring: Measuring | None = None,
    ) -> None:
        self._decoder, self._guard, self._current, self._keeping = decoder, guard, current, keeping
        self._calibration, self._measuring = calibration, measuring
        self._anchors = Anchors(decoder)
        self._sounded: Latent = (0.0,) * LATENT_DIMS  # where a voice could last be played
        self.drawn = 0  # samples since the seed was set
        self._ready: dict[Hashable, tuple[Voice, Latent]] = {}  # made beforehand, by what it depends on
        self._drawn: dict[Hashable, list[tuple[Latent, Voice]]] = {}

    def knob(self, place: Place) -> Voice:
        """The voice at a place that a move leads to: the model's most probable, anchored and named."""
        ready = self._ready.pop(self._situation(place), None)
        voice, self._sounded = self._made(place) if ready is None else ready
        return self._current.held(with_values(voice, dict(place.edits)).with_name(place.name))

    def foresee(self, place: Place) -> None:
        """Make the voice at a place, and remember it until it is asked for or many others are."""
        sounded, situation = self._sounded, self._situation(place)
        try:
            self._remember(situation, self._made(place))
        finally:
            self._sounded = sounded

    def foresee_sample(self) -> None:
        """The same for the next sample."""
        chance = self._chance().getrandbits(31)
        self._drawn.clear()
        self._drawn[chance, self._settings()] = self._draw(1, chance)

    def _made(self, place: Place) -> tuple[Voice, Latent]:
        """The voice at a place before its edits, and where it could last be played."""
        home, kept = place.home, self._keeping.on_knob(place)

        def voice_at(latent: Latent) -> Voice:
            if place.parts or home is None:
                return self._anchored(latent, place.parts, kept)
            return self._anchored(latent, ((home, hold_at(math.dist(latent, home.latent))),), kept)

        if home is not None and place.latent == home.latent:
            return home.voice, self._sounded
        if (measured := self._measured(place)) is not None:
            return measured, place.latent
        voice = self._checked(place.latent, lambda at: self._current.held(voice_at(at)))
        return self._keeping.moved(voice, place), self._sounded

    def _situation(self, place: Place) -> Hashable:
        """What a voice at a place depends on."""
        what = place.latent, place.home, place.parts, place.edits, place.name
        return what, self._sounded, self._current.edits, self._settings()

    def _settings(self) -> Hashable:
        state = self._current.state
        held = tuple(sorted(self._current.held_values().items()))
        return (
            held,
            state.temperature,
            state.level,
            state.trim,
            state.transposition,
            state.smooth,
            state.guard,
        )

    def _remember(self, situation: Hashable, made: tuple[Voice, Latent]) -> None:
        self._ready[situation] = made
        while len(self._ready) > FORESEEN:
            del self._ready[next(iter(self._ready))]

    def look_around(self, ends: tuple[PlacedVoice, PlacedVoice] | None) -> None:
        """Have the knobs measured around where one is, and the morph between these ends."""
        if self._measuring is None or not self._current.state.smooth:
            return
        if self._current.home is not None:
            self._measuring.around(self._keeping.bearings(self._current.home))
        if ends is not None and ends[0] != ends[1]:
            self._measuring.between(self._keeping.pair(*ends))

    def _measured(self, place: Place) -> Voice | None:
        """The voice there as it was heard beforehand; None where it was not."""
        if self._measuring is None or not self._current.state.smooth:
            return None
        if place.parts:
            parts = [(sound, share) for sound, share in place.parts if share > 0.0]
            if len(place.parts) != 2 or len(parts) != 2:
                return None
            way = self._measuring.between(self._keeping.pair(parts[0][0], parts[1][0]))
            return None if way is None else way.at(parts[1][1])
        if place.home is None:
            return None
        knobs = turned(place.home, self._calibration(), place.latent)
        lines = self._measuring.lines(self._keeping.bearings(place.home), [dim for dim, _ in knobs])
        if lines is None:
            return None
        led: list[tuple[float, Voice]] = []
        for line, (_, where) in zip(lines, knobs, strict=True):
            voice = line.at(where)
            if voice is None:
                return None
            led.append((abs(where - line.start), voice))
        if len(led) == 1:
            return led[0][1]
        voice = self._current.held(together(place.home.voice, led))
        return self._keeping.moved(voice, place) if self._guard.passes(voice) else None

    def sample(self) -> PlacedVoice:
        """A new sound, drawn from the prior."""
        chance = self._chance().getrandbits(31)
        ready = self._drawn.pop((chance, self._settings()), None)
        ((latent, voice),) = ready or self._draw(1, chance)
        self.drawn += 1
        return self._left_for(PlacedVoice(legal(latent), voice))

    def vary(self, amount: float) -> PlacedVoice:
        """A step of the size of `amount` towards another sound that is drawn: 0 is here, 1 that sound.

        Where voices can be heard, `amount` is the share of the way by ear; else one of the coordinates.
        """
        if amount == 1.0:
            return self.sample()
        here = self._current.here
        varied = (
            self._towards(here, self.sample(), amount) if self._keeping.hears else self._step(here, amount)
        )
        name = here.voice.name if amount < SAME_NAME else varied.voice.name
        voice = with_values(varied.voice, dict(here.edits)).with_name(name)
        return self._left_for(PlacedVoice(varied.latent, self._current.held(voice), here.edits))

    def _towards(self, here: PlacedVoice, there: PlacedVoice, amount: float) -> PlacedVoice:
        """The sound that is `amount` of the distance by ear on the way from `here` to `there`."""
        whole = self._keeping.distance(here.voice, there.voice)
        way: list[PlacedVoice] = [here]
        for step in range(1, WAY):
            share = step / WAY
            parts: Weighted = ((here, 1.0 - share), (there, share))
            latent = mixed_latent(parts)
            voice = with_values(self._between(parts, latent), self._keeping.key_of(here.voice))
            way.append(PlacedVoice(latent, self._keeping.varied(voice, here).with_name(there.voice.name)))
        way.append(there)
        heard = [self._keeping.distance(here.voice, sound.voice) for sound in way]
        wanted = amount * whole
        after = next((i for i, apart in enumerate(heard) if i and apart >= wanted), len(way) - 1)
        before = way[after - 1]
        between = split(before.voice, way[after].voice)
        candidates = [before.voice, *between, way[after].voice]
        found = min(
            candidates[1:] if before is here else candidates,
            key=lambda voice: abs(self._keeping.distance(here.voice, voice) - wanted),
        )
        latent = before.latent if found == before.voice else way[after].latent
        return PlacedVoice(latent, self._keeping.varied(found, here))

    def _step(self, here: PlacedVoice, amount: float) -> PlacedVoice:
        """A step of coordinates that stays where voices are: N(0, I) remains N(0, I).

        As little as the coordinates change, as firmly the voice holds on to what it is.
        """
        keep = math.sqrt(1.0 - amount * amount)
        noise = _normal(self._chance())
        latent = legal([keep * z + amount * step for z, step in zip(here.latent, noise, strict=True)])
        kept = self._keeping.key_of(here.voice) | self._current.held_values()
        voice = self._checked(latent, lambda place: self._anchored(place, ((here, keep),), kept))
        if amount >= SAME_NAME:
            (named,) = self._decoder.decode([latent], temperature=0.0)
            voice = voice.with_name(named.name)
        self.drawn += 1
        return PlacedVoice(latent, voice)

    def encoded(self, voice: Voice) -> PlacedVoice:
        """A voice from elsewhere, with the coordinates that the model infers."""
        (latent,) = self._decoder.encode([voice])
        return self._left_for(PlacedVoice(legal(latent), voice))

    def recalled(self, sound: PlacedVoice) -> PlacedVoice:
        """A sound that was stored: as it is."""
        return self._left_for(sound)

    def cartridge(self, count: int, seed: int) -> tuple[Voice, ...]:
        """`count` samples of this seed."""
        return tuple(voice for _, voice in self._draw(count, seed))

    def way(self, a: PlacedVoice, b: PlacedVoice, count: int, mode: Mode) -> tuple[Voice, ...]:
        """`count` voices from `a` to `b`; the ends are their very voices."""
        last = count - 1
        steps: list[Weighted] = [((a, 1.0 - step / last), (b, step / last)) for step in range(1, last)]
        if mode == "parameters":
            between = [mixed_voice(parts) for parts in steps]
        else:
            stands, self._sounded = self._sounded, a.latent
            between = [
                self._keeping.between(
                    self._checked(mixed_latent(parts), partial(self._between, parts)), parts
                )
                for parts in steps
            ]
            self._sounded = stands
        named = [
            voice.with_name(name_between(a.voice, b.voice, place, count))
            for place, voice in enumerate(between, 2)
        ]
        return tuple(self._current.held(voice) for voice in (a.voice, *named, b.voice))

    def _left_for(self, sound: PlacedVoice) -> PlacedVoice:
        """The old sound is left for this one: a move that does not sound comes back here."""
        self._sounded = sound.latent
        return sound

    def _checked(self, latent: Latent, voice_at: Callable[[Latent], Voice]) -> Voice:
        """The voice there, or the nearest on the way back that can be played, as the guard has it."""
        self._sounded, voice = self._guard.nearest(latent, self._sounded, voice_at)
        return voice

    def _between(self, parts: Weighted, latent: Latent) -> Voice:
        return self._current.held(self._anchored(latent, parts, self._current.held_values()))

    def _anchored(self, latent: Latent, parts: Weighted, kept: Mapping[int, int]) -> Voice:
        """What the model says there, held by these sounds: each with how firmly it holds, 0 to 1.

        Values that are `kept`, by VCED number, are so in the voice as well.
        """
        return with_values(self._anchors.voice(latent, parts, kept), kept)

    def _draw(self, count: int, seed: int) -> list[tuple[Latent, Voice]]:
        drawn = self._guard.draw(
            self._decoder,
            count,
            temperature=self._current.state.temperature,
            seed=seed,
            held=self._current.held_values(),
        )
        keep = self._keeping
        return [(latent, self._current.held(keep.drawn(keep.in_key(voice)))) for latent, voice in drawn]

    def _chance(self) -> random.Random:
        """Random numbers of the next draw: they depend on the seed and on how many were before."""
        return random.Random(f"{self._current.state.seed}/{self.drawn}")


def split(a: Voice, b: Voice) -> list[Voice]:
    """Voices between two others that take ever more of `b`, operator by operator."""
    found, values = [], a.values
    for first in range(0, 6 * OPERATOR_STRIDE, OPERATOR_STRIDE):
        new = values[:first] + b.values[first : first + OPERATOR_STRIDE] + values[first + OPERATOR_STRIDE :]
        if new != values:
            values = new
            found.append(Voice(values))
    return found


def _normal(chance: random.Random) -> list[float]:
    return [chance.gauss(0.0, 1.0) for _ in range(LATENT_DIMS)]
