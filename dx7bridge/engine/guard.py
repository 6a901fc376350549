"""The guard: what is done about a voice that could not be played, silent, clipped or running away.

Used on one thread, the engine's worker or the shell's. What a player brought (encoded, recalled, edited) is
never judged: it is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from dx7bridge.engine.seams import Decoder
from dx7bridge.engine.sounds import Latent
from dx7bridge.voice import Voice

REDRAWS: Final = 8
STEPS: Final = 8  # on the way back to where it sounds
SEED_STRIDE: Final = 104729  # a prime: redraws of neighbouring seeds do not meet


class Check(Protocol):
    """Judges a voice by its sound, such as `sound.check.VoiceCheck`."""

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped' or 'runaway'; None for a voice that can be played."""


class Guard:
    """Replaces voices that a `check` complains about. Without a check, or switched off, it lets all pass.

    `caught` counts complaints by kind, and what came of them: `mended`, or `let_through` where nothing
    helped. Coordinates stay where they are; only the voice is another.
    """

    def __init__(self, check: Check | None = None, *, enabled: bool = True) -> None:
        self._check = check
        self.enabled = enabled and check is not None
        self.caught: Counter[str] = Counter()

    @property
    def possible(self) -> bool:
        """Whether there is a check, so that it can be switched on."""
        return self._check is not None

    def passes(self, voice: Voice) -> bool:
        """Whether a voice can be played. Counts nothing: there is another way to go."""
        return self._check is None or not self.enabled or self._check.complaint(voice) is None

    def nearest(
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

    def draw(
        self,
        decoder: Decoder,
        count: int,
        *,
        temperature: float,
        seed: int,
        held: Mapping[int, int] | None = None,
    ) -> list[tuple[tuple[float, ...], Voice]]:
        """`count` samples with their coordinates; voice i depends on the seed and i alone.

        One that cannot be played is drawn again at its coordinates; at temperature 0, where the draw would
        be the same, the nearest on the way to the origin is taken. `held` as in `Decoder.decode`.
        """
        drawn = decoder.sample(count, temperature=temperature, seed=seed, held=held)

        def again(place: Latent, chance: int = 0) -> Voice:
            (voice,) = decoder.decode([place], temperature=temperature, seed=chance, held=held)
            return voice

        return [
            (tuple(latent), self._drawn(tuple(latent), voice, again, temperature, seed + i))
            for i, (latent, voice) in enumerate(drawn)
        ]

    def _drawn(
        self,
        latent: Latent,
        voice: Voice,
        again: Callable[[Latent, int], Voice],
        temperature: float,
        seed: int,
    ) -> Voice:
        if not temperature:
            origin = (0.0,) * len(latent)
            return self.nearest(latent, origin, lambda at: voice if at == latent else again(at, 0))[1]
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
        complaint = self._check.complaint(voice) if self._check is not None and self.enabled else None
        if complaint is not None:
            self.caught[complaint] += 1
        return complaint is not None
