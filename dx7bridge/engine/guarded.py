"""A decoder that lets no voice through that could not be played: silent, clipped or running away.

Stands between the engine and the model, on the engine's worker thread. What a player brought (encoded,
recalled, edited) is never judged: it is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol

from dx7bridge.engine.seams import Decoder, Near
from dx7bridge.engine.sounds import Latent
from dx7bridge.voice import Voice

REDRAWS: Final = 8
STEPS: Final = 8  # on the way back to where it sounds
SEED_STRIDE: Final = 104729  # a prime: redraws of neighbouring seeds do not meet


class Judge(Protocol):
    """Listens to a voice; None when it can be played, else what is wrong with it."""

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped', 'runaway' or None."""


class GuardedDecoder:
    """A `decoder` whose voices are judged; `caught` counts complaints, by kind, and what was done.

    A draw is judged as it is decoded: with chance (temperature above 0) it is drawn again at the same
    coordinates, without it walks back towards the origin. A move, decoded without names, is judged by `walk`
    as what is made of it. The coordinates stay where they are. Where nothing helps the voice goes out:
    `let_through`.
    """

    def __init__(self, decoder: Decoder, judge: Judge | None) -> None:
        self._decoder, self._judge = decoder, judge
        self.enabled = judge is not None
        self.caught: Counter[str] = Counter()

    @property
    def possible(self) -> bool:
        """Whether there is anybody to judge."""
        return self._judge is not None

    @property
    def axes(self) -> Any:
        """What the model knows of its axes."""
        return getattr(self._decoder, "axes", None)

    def encode(self, voices: Sequence[Voice]) -> Sequence[Sequence[float]]:
        """As the decoder does."""
        return self._decoder.encode(voices)

    def sample(
        self, count: int, *, temperature: float, seed: int, held: Mapping[int, int] | None = None
    ) -> Sequence[tuple[Sequence[float], Voice]]:
        """The decoder's draws, those that cannot be played replaced: voice i depends on seed and i alone."""
        drawn = self._decoder.sample(count, temperature=temperature, seed=seed, held=held)
        return [
            (latent, self._drawn(latent, voice, temperature, seed + i, held))
            for i, (latent, voice) in enumerate(drawn)
        ]

    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
        near: Sequence[Near] = (),
    ) -> list[Voice]:
        """The decoder's voices; draws that cannot be played are replaced where that can be done."""
        voices = self._decoder.decode(
            latents, temperature=temperature, seed=seed, names=names, held=held, near=near
        )
        if not names and not temperature:
            return voices
        return [
            self._drawn(latent, voice, temperature, seed + i, held)
            for i, (latent, voice) in enumerate(zip(latents, voices, strict=True))
        ]

    def walk(
        self, latent: Latent, sounded: Latent, voice_at: Callable[[Latent], Voice]
    ) -> tuple[Latent, Voice]:
        """The nearest point that sounds on the way back from `latent` to `sounded`, and the voice there."""
        voice = voice_at(latent)
        if not self._complains(voice):
            return latent, voice
        for step in range(1, STEPS + 1):
            share = step / STEPS
            place = tuple(a + share * (b - a) for a, b in zip(latent, sounded, strict=True))
            other = voice_at(place)
            if not self._complains(other):
                self.caught["mended"] += 1
                return place, other
        self.caught["let_through"] += 1
        return latent, voice

    def _drawn(
        self,
        latent: Sequence[float],
        voice: Voice,
        temperature: float,
        seed: int,
        held: Mapping[int, int] | None,
    ) -> Voice:
        def again(place: Sequence[float], chance: int = 0) -> Voice:
            (other,) = self._decoder.decode([place], temperature=temperature, seed=chance, held=held)
            return other

        if not temperature:
            first = tuple(latent)
            return self.walk(first, (0.0,) * len(first), lambda at: voice if at == first else again(at))[1]
        if not self._complains(voice):
            return voice
        for attempt in range(1, REDRAWS + 1):
            other = again(latent, (seed + attempt * SEED_STRIDE) & 0x7FFFFFFF)
            if not self._complains(other):
                self.caught["mended"] += 1
                return other
        self.caught["let_through"] += 1
        return voice

    def _complains(self, voice: Voice) -> bool:
        complaint = self._judge.complaint(voice) if self._judge is not None and self.enabled else None
        if complaint is not None:
            self.caught[complaint] += 1
        return complaint is not None
