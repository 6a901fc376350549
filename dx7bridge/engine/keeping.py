"""What a made voice keeps of the sound it comes from: its key, its structure, its loudness.

Key: the transposition stays where it is; a draw sounds in C or an octave of it. Structure: a knob keeps what
would leap: the algorithm with its feedback, the ratios of carriers, the whole ratios of modulators. Loudness:
made voices come at an even level; what a player brought is left as it is. Runs on the engine's worker thread.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from dx7bridge.engine.current import Current
from dx7bridge.engine.lines import Bearings, Pair
from dx7bridge.engine.place import Place
from dx7bridge.engine.seams import Hearing
from dx7bridge.engine.sounds import PlacedVoice, Weighted, nearest, with_values
from dx7bridge.voice import Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import find, group

TRANSPOSE: Final = find("transpose").index
CENTRE: Final = find("transpose").default  # C sounds as C
OCTAVE: Final = 12
SILENT: Final = -70.0  # dB: what is as soft as this has no level to keep
EXACT: Final = 3  # renders that a drawn voice is worth; a moving knob has one


@cache
def structure(algorithm: int) -> tuple[int, ...]:
    """The values, by VCED number, that a knob keeps in a voice of this algorithm (0–31).

    Modulators keep their mode and coarse ratio alone: their fine ratio and detune move without a leap. What a
    carrier keeps is its pitch.
    """
    carriers = ALGORITHMS[algorithm].carriers
    found = [p.index for p in group("algorithm")]
    for op in range(1, 7):
        names = ("mode", "coarse", "fine", "detune") if op in carriers else ("mode", "coarse")
        found += (find(f"op{op}.{name}").index for name in names)
    return tuple(found)


def in_key(voice: Voice) -> Voice:
    """The voice with its transposition at the nearest octave of C."""
    octaves = round((voice.values[TRANSPOSE] - CENTRE) / OCTAVE)
    return with_values(voice, {TRANSPOSE: CENTRE + OCTAVE * octaves})


class Keeping:
    """Keeps key, structure and loudness, as the state of the `current` sound asks for."""

    def __init__(self, current: Current, hearing: Hearing | None) -> None:
        self._current, self._hearing = current, hearing

    @property
    def hears(self) -> bool:
        """Whether loudness can be kept: the engine that renders is there."""
        return self._hearing is not None

    def on_knob(self, place: Place) -> dict[int, int]:
        """The values, by VCED number, that a knob's voice at `place` has to keep, locks among them."""
        state, kept = self._current.state, self._current.held_values()
        source = nearest(place.parts).voice if place.parts else place.home.voice if place.home else None
        found: dict[int, int] = {}
        if state.transposition == "keep":
            found[TRANSPOSE] = CENTRE if source is None else source.values[TRANSPOSE]
        if state.smooth and source is not None and not place.parts:
            found |= {index: source.values[index] for index in structure(source["algorithm"])}
        return found | kept

    def key_of(self, voice: Voice) -> dict[int, int]:
        """The transposition that a variation of `voice` keeps, by VCED number."""
        return {TRANSPOSE: voice.values[TRANSPOSE]} if self._current.state.transposition == "keep" else {}

    def distance(self, a: Voice, b: Voice) -> float:
        """How far apart two voices sound, dB; 0 where nothing can hear."""
        return 0.0 if self._hearing is None else self._hearing.distance(a, b)

    def in_key(self, voice: Voice) -> Voice:
        """A drawn voice with its transposition at the nearest octave of C."""
        if self._current.state.transposition != "keep" or TRANSPOSE in self._current.locked:
            return voice
        return in_key(voice)

    def drawn(self, voice: Voice) -> Voice:
        """A drawn voice at the level that all draws have."""
        if not self._even or self._hearing is None:
            return voice
        target = self._hearing.target + self._current.state.trim
        return self._hearing.levelled(voice, target, self._fixed(()), passes=EXACT)

    def moved(self, voice: Voice, place: Place) -> Voice:
        """A knob's or a morph's voice at the level of what it comes from."""
        if place.parts:
            return self.between(voice, place.parts)
        if place.home is None:
            return self.drawn(voice)
        return self._at(voice, ((place.home, 1.0),))

    def between(self, voice: Voice, parts: Weighted) -> Voice:
        """A voice between others, on the line between their levels."""
        return self._at(voice, parts, EXACT)

    def varied(self, voice: Voice, home: PlacedVoice) -> Voice:
        """A variation at the level of its home."""
        return self._at(voice, ((home, 1.0),))

    @property
    def _even(self) -> bool:
        return self._current.state.level == "match"

    def _at(self, voice: Voice, parts: Weighted, passes: int = 1) -> Voice:
        if not self._even or self._hearing is None:
            return voice
        heard = [(self._hearing.loudness(sound.voice), weight) for sound, weight in parts if weight > 0.0]
        loud = [(level, weight) for level, weight in heard if level > SILENT]
        if not loud:
            return voice
        target = math.fsum(level * weight for level, weight in loud) / math.fsum(weight for _, weight in loud)
        edited = tuple(index for sound, _ in parts for index, _ in sound.edits)
        return self._hearing.levelled(voice, target, self._fixed(edited), passes=passes)

    def bearings(self, home: PlacedVoice) -> Bearings:
        """What the ways of the knobs around this home depend on."""
        place = Place(home.latent, home, (), home.edits, "", 0.0, (0.0, 0.0), {}, jumps=False)
        kept = tuple(sorted(self.on_knob(place).items()))
        edited = tuple(index for index, _ in home.edits)
        return Bearings(home, kept, self._fixed(edited), self._even)

    def pair(self, a: PlacedVoice, b: PlacedVoice) -> Pair:
        """What a morph between two sounds depends on."""
        kept = tuple(sorted(self._current.held_values().items()))
        edited = tuple(index for sound in (a, b) for index, _ in sound.edits)
        return Pair(a, b, kept, self._fixed(edited), self._even)

    def _fixed(self, edited: tuple[int, ...]) -> frozenset[int]:
        """Values that no level may change: locked ones, and those that were set by hand."""
        return self._current.locked | frozenset(edited) | frozenset(index for index, _ in self._current.edits)
