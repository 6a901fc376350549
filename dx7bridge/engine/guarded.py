"""A decoder that lets no voice through that could not be played: silent, clipped or running away.

Stands between the engine and the model, on the engine's worker thread. What a player brought (encoded,
recalled, edited) is never judged: it is theirs. Cartridges are the model's own, as at the shell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from dx7bridge.engine.seams import Decoder
from dx7bridge.voice import Voice

REDRAWS: Final = 8
STEPS: Final = 8  # on the way back to where it last sounded
SEED_STRIDE: Final = 104729  # a prime: redraws of neighbouring seeds do not meet


class Judge(Protocol):
    """Listens to a voice; None when it can be played, else what is wrong with it."""

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped', 'runaway' or None."""


class GuardedDecoder:
    """A `decoder` whose voices are judged; `caught` counts complaints, by kind, and what was done.

    A draw (temperature above 0) is drawn again at the same coordinates. A move (temperature 0) walks back
    from there towards where it last sounded, and takes the first point that can be played. The
    coordinates stay where the player put them. Where nothing helps the voice goes out: `let_through`.
    """

    def __init__(self, decoder: Decoder, judge: Judge | None) -> None:
        self._decoder, self._judge = decoder, judge
        self._sounded: Sequence[float] | None = None
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

    def sample(self, count: int, *, temperature: float, seed: int) -> Sequence[tuple[Sequence[float], Voice]]:
        """As the decoder does."""
        return self._decoder.sample(count, temperature=temperature, seed=seed)

    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
    ) -> list[Voice]:
        """The decoder's voices, those that cannot be played replaced where that can be done."""
        voices = self._decoder.decode(latents, temperature=temperature, seed=seed, names=names, held=held)
        if self._judge is None or not self.enabled:
            return voices
        return [
            self._played(latent, voice, temperature, seed, names, held)
            for latent, voice in zip(latents, voices, strict=True)
        ]

    def _played(
        self,
        latent: Sequence[float],
        voice: Voice,
        temperature: float,
        seed: int,
        names: bool,
        held: Mapping[int, int] | None,
    ) -> Voice:
        if not self._complains(voice):
            self._sounded = latent
            return voice
        home = self._sounded or [0.0] * len(latent)
        for attempt in range(1, REDRAWS + 1 if temperature > 0 else STEPS + 1):
            if temperature > 0:
                place, chance = latent, (seed + attempt * SEED_STRIDE) & 0x7FFFFFFF
            else:
                share = attempt / STEPS
                place = [a + share * (b - a) for a, b in zip(latent, home, strict=True)]
                chance = seed
            (other,) = self._decoder.decode(
                [place], temperature=temperature, seed=chance, names=names, held=held
            )
            if not self._complains(other):
                self.caught["mended"] += 1
                return other
        self.caught["let_through"] += 1
        return voice

    def _complains(self, voice: Voice) -> bool:
        complaint = None if self._judge is None else self._judge.complaint(voice)
        if complaint is not None:
            self.caught[complaint] += 1
        return complaint is not None
