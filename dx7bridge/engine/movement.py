"""Automatic movement: glides, a drift, a path. Computes the current position; decodes nothing.

Used on the engine's worker thread alone. Times are in seconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dx7bridge.commands import LATENT_DIMS
from dx7bridge.engine.motion import Drift, Glides, Path
from dx7bridge.engine.place import Place
from dx7bridge.engine.seams import Clock
from dx7bridge.engine.sounds import Latent, PlacedVoice, Weighted, float32, legal, moved

STILL: Latent = (0.0,) * LATENT_DIMS


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the motion: the coordinates without the drift, and on a path the sounds it is between."""

    base: Latent
    parts: Weighted = ()
    path: Path | None = None
    at: float = 0.0  # legs of the path that lie behind

    @property
    def over(self) -> bool:
        """Whether the path has come to its end."""
        return self.path is not None and self.at == len(self.path.seconds)


class Movement:
    """Glides of single coordinates, a drift around where one is, and a path along sounds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._base = STILL  # where we would be without the drift
        self._glides = Glides()
        self._drift: Drift | None = None
        self._path: Path | None = None
        self._at = 0.0  # how many legs of it were behind us at the last step
        self._in_beats = False  # does the path follow the tempo?
        self._once = False  # does it end at its end, whatever loops?

    @property
    def moving(self) -> bool:
        """Whether anything moves by itself."""
        return bool(self._glides) or self.drifting

    @property
    def drifting(self) -> bool:
        """Whether it moves with nobody's hand on it: a drift or a path."""
        return self.wandering or self._path is not None

    @property
    def wandering(self) -> bool:
        """Whether a drift is on."""
        return self._drift is not None

    def stand(self, latent: Latent) -> None:
        """Be at `latent`; a drift goes on from there."""
        self._base = tuple(z - off for z, off in zip(latent, self._offsets(), strict=True))

    def rest(self) -> None:
        """End the glides and the path; a drift goes on."""
        self._glides.clear()
        self._path = None

    def stop_path(self) -> None:
        """Stay where the path has led so far."""
        self._path = None

    def wander(self, seed: int, rate: float, depth: float) -> None:
        """Drift from now on, or not any more when rate or depth is 0."""
        self._drift = Drift(seed, rate, depth, self._clock()) if rate > 0 and depth > 0 else None

    def walk(self, stops: Sequence[PlacedVoice], seconds: Sequence[float], *, once: bool = False) -> float:
        """Set off along these sounds, the first being where we are; how many seconds it takes.

        `once`: it is not repeated, also where paths are.
        """
        self.rest()
        self._once, self._in_beats = once, False
        self._path, self._at = Path(tuple(stops), tuple(seconds), self._clock()), 0.0
        return float32(self._path.total)

    def set_off(
        self, then: Latent, place: Place, glide: Sequence[float], now: float, *, left_home: bool
    ) -> None:
        """Let travel what was sent, and stay what was set. A hand on the knobs ends a path."""
        self._path = None
        if left_home:
            self._glides.clear()
        offsets = self._offsets()
        for dimension, (before, here) in enumerate(zip(then, place.latent, strict=True)):
            off = offsets[dimension]
            if dimension in place.sent:
                target = place.sent[dimension] - off
                self._glides.send(dimension, here - off, target, glide[dimension], now)
            elif here != before:
                self._glides.stop(dimension)

    def follow_tempo(self) -> None:
        """The path is timed in beats: `retime` is for it too."""
        self._in_beats = True

    def retime(self, factor: float, *, glides: bool, drift: bool) -> None:
        """What is timed in beats takes `factor` times the time from here on."""
        now = self._clock()
        if glides:
            self._glides.retime(factor, now)
        if drift and self._drift is not None:
            self._drift.retime(factor, now)
        if self._in_beats and self._path is not None:
            self._path = self._path.retimed(factor, now)

    def step(self, now: float, *, loop: bool) -> Step:
        """The position now."""
        base = moved(self._base, self._glides.step(now).items())
        loop = loop and not self._once
        if self._path is None:
            return Step(base)
        path, at = self._along(self._path, now, loop)
        return Step(base, tuple(path.parts(at)), path, at)

    def strayed(self, base: Latent, now: float) -> Latent:
        """The position of the drift now, around `base`."""
        if self._drift is None:
            return base
        return legal([z + off for z, off in zip(base, self._drift.at(now), strict=True)])

    def took(self, step: Step, base: Latent, *, loop: bool) -> float:
        """The step was made; how many legs of the path lie behind now, 0 without one."""
        over = step.over and not (loop and not self._once)
        self._path, self._at = None if over else step.path, step.at
        self._base = base
        return 0.0 if over else float32(step.at)

    def _offsets(self) -> tuple[float, ...]:
        return STILL if self._drift is None else self._drift.at(self._clock())

    def _along(self, path: Path, now: float, loop: bool) -> tuple[Path, float]:
        """The progress now; every stop is played at least once."""
        at = path.at(now)
        if loop and self._at == at == len(path.seconds):
            path = path.again()
            return path, min(path.at(now), 1.0)
        return path, min(at, math.floor(self._at) + 1.0)
