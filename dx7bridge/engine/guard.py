"""The guard: what is done about a voice that could not be played, silent, clipped or running away.

Used on one thread, the engine's worker or the shell's. What a player brought (encoded, recalled, edited) is
never judged: it is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from dx7bridge.engine.seams import Decoder, Judge, SampleOptions
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

    `heard` counts the voices that were asked for, `caught` those that could not be played, by kind, and the
    rest what came of these. Coordinates stay where they are; only the voice is another.

    With `compare`, which says how unlike a foretold sound a voice is, of so many `draws` that one is taken
    whose coordinates foretell its sound best; `compared` counts those that were drawn for it.
    """

    def __init__(
        self,
        check: Check | None = None,
        *,
        enabled: bool = True,
        draws: int = 1,
        compare: Judge | None = None,
    ) -> None:
        self._check, self._draws, self._compare = check, draws, compare
        self.enabled = enabled and check is not None
        self.caught: Counter[str] = Counter()
        self.heard = self.replaced = self.walked_back = self.let_through = self.compared = 0

    @property
    def words(self) -> str:
        """What the guard did since the start, in a sentence; empty when it has heard nothing."""
        if not self.heard:
            return ""
        heard = f"heard {self.heard} voice{'s' if self.heard > 1 else ''}"
        if self.compared:
            heard += f", and {self.compared} to choose from"
        if not self.caught:
            return f"{heard}, all of them fit to be played"
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.caught.items()))
        came = [
            f"replaced {self.replaced} by another draw" if self.replaced else "",
            f"replaced {self.walked_back} by the nearest that could be played" if self.walked_back else "",
            f"let {self.let_through} through, as none near by was better" if self.let_through else "",
        ]
        return f"{heard}: {kinds}; {', '.join(filter(None, came))}"

    @property
    def possible(self) -> bool:
        """Whether there is a check, so that it can be switched on."""
        return self._check is not None

    def passes(self, voice: Voice) -> bool:
        """Whether a voice can be played. Counts nothing: there is another way to go."""
        return not self._complains(voice)

    def nearest(
        self, latent: Latent, sounded: Latent, voice_at: Callable[[Latent], Voice]
    ) -> tuple[Latent, Voice]:
        """The nearest point that sounds on the way back from `latent` to `sounded`, and the voice there."""
        voice = voice_at(latent)
        if not self._judge(voice):
            return latent, voice
        for step in range(1, STEPS + 1):
            share = step / STEPS
            place = tuple(a + share * (b - a) for a, b in zip(latent, sounded, strict=True))
            other = voice_at(place)
            if not self._complains(other):
                self.walked_back += 1
                return place, other
        self.let_through += 1
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
        options = SampleOptions(held=held)
        if self._compare is not None and self._draws > 1:
            options |= {"draws": self._draws, "judge": self._unlike}
        drawn = decoder.sample(count, temperature=temperature, seed=seed, **options)

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
        if not self._judge(voice):
            return voice
        for attempt in range(1, REDRAWS + 1):
            other = again(latent, (seed + attempt * SEED_STRIDE) & 0x7FFFFFFF)
            if not self._complains(other):
                self.replaced += 1
                return other
        self.let_through += 1
        return voice

    def _unlike(self, spectrum: Any, voice: Voice) -> float:
        self.compared += 1
        assert self._compare is not None
        return self._compare(spectrum, voice)

    def _complains(self, voice: Voice) -> bool:
        return self._complaint(voice) is not None

    def _complaint(self, voice: Voice) -> str | None:
        return self._check.complaint(voice) if self._check is not None and self.enabled else None

    def _judge(self, voice: Voice) -> bool:
        """Whether there is something wrong with a voice that was asked for; counts it."""
        complaint = self._complaint(voice)
        self.heard += self._check is not None and self.enabled
        if complaint is not None:
            self.caught[complaint] += 1
        return complaint is not None
