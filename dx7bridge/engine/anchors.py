"""Decoding that lets nothing of a sound be lost: the very voice at its own place, and a smooth way from it.

Used by one thread at a time (the engine's worker, or a shell command).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dx7bridge.engine.seams import Decoder
from dx7bridge.engine.sounds import Latent, PlacedVoice, Weighted, anchored, mixed_latent
from dx7bridge.voice import Voice

KEPT: Final = 256  # sounds of which we remember what the model says at their places


class Anchors:
    """Remembers what `decoder` says of the sounds that one comes from."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._seen: dict[tuple[Latent, bytes], Voice] = {}  # by place and sound
        self._held: dict[int, int] = {}  # what was locked then

    def voice(self, latent: Latent, parts: Weighted, held: Mapping[int, int] | None = None) -> Voice:
        """What the model says there of the sounds in `parts`, and what it leaves out of each as it holds.

        `held` sound values, by VCED number, are those that the decoder has to fit the rest to.
        """
        return self.voices([(latent, parts)], held)[0]

    def voices(
        self, places: Sequence[tuple[Latent, Weighted]], held: Mapping[int, int] | None = None
    ) -> list[Voice]:
        """The same for several places, decoded together."""
        if dict(held or {}) != self._held:  # there it says something else now
            self._seen, self._held = {}, dict(held or {})
        homes = [[(sound.voice, hold) for sound, hold in parts] for _, parts in places]
        holding = [tuple((sound, hold) for sound, hold in parts if hold > 0.0) for _, parts in places]
        used = {_key(sound): sound for parts in holding for sound, _ in parts}
        unseen = {key: sound for key, sound in used.items() if key not in self._seen}
        said = self._decoder.decode(
            [*(latent for latent, _ in places), *(sound.latent for sound in unseen.values())],
            temperature=0.0,
            names=False,
            held=held,
            near=[
                *homes,  # one that has let go still says the key
                *([(s.voice, 1.0)] for s in unseen.values()),
            ],
        )
        self._seen |= dict(zip(unseen, said[len(places) :], strict=True))
        found = [
            anchored(here, [(sound.voice, self._seen[_key(sound)], hold) for sound, hold in parts])
            for here, parts in zip(said, holding, strict=False)
        ]
        while len(self._seen) > KEPT:
            del self._seen[next(iter(self._seen))]
        return found

    def way(self, start: PlacedVoice, stop: PlacedVoice, steps: int) -> list[Voice]:
        """`steps` voices, 2 at least, from the one sound to the other; the ends are their very voices."""
        shares = (step / (steps - 1) for step in range(1, steps - 1))
        between = (((start, 1.0 - share), (stop, share)) for share in shares)
        return [start.voice, *(self.voice(mixed_latent(parts), parts) for parts in between), stop.voice]


def _key(sound: PlacedVoice) -> tuple[Latent, bytes]:
    return sound.latent, sound.voice.sound
