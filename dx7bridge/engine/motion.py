"""Movement in time: where each coordinate is now that was sent somewhere. Times are in seconds.

Used on the engine's worker thread alone; whoever calls says what time it is.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace

from dx7bridge.commands import LATENT_DIMS, LATENT_LIMIT
from dx7bridge.engine.sounds import PlacedVoice


@dataclass(frozen=True, slots=True)
class Travel:
    """From `start` to `target` in `seconds`, leaving at speed `speed` and arriving at rest.

    The cubic that joins the two: a coordinate that is sent elsewhere on its way turns without a jerk.
    """

    start: float
    speed: float  # coordinates a second
    target: float
    began: float
    seconds: float

    def retimed(self, factor: float, now: float) -> Travel:
        """The same way from here on in `factor` times the time."""
        began = now - (now - self.began) * factor
        return replace(self, speed=self.speed / factor, began=began, seconds=self.seconds * factor)

    def over(self, now: float) -> bool:
        """Whether it has arrived."""
        return now >= self.began + self.seconds

    def at(self, now: float) -> float:
        """The position."""
        if self.over(now):
            return self.target
        s = max(0.0, now - self.began) / self.seconds
        way, run = self.target - self.start, self.speed * self.seconds
        place = self.start + run * s * (1 - s) ** 2 + way * s * s * (3 - 2 * s)
        return min(max(place, -LATENT_LIMIT), LATENT_LIMIT)

    def speed_at(self, now: float) -> float:
        """The speed."""
        if self.over(now):
            return 0.0
        s = max(0.0, now - self.began) / self.seconds
        way, run = self.target - self.start, self.speed * self.seconds
        return (run * (1 - s) * (1 - 3 * s) + 6 * way * s * (1 - s)) / self.seconds


class Glides:
    """The coordinates that travel, by dimension."""

    def __init__(self) -> None:
        self._travels: dict[int, Travel] = {}

    def __bool__(self) -> bool:
        return bool(self._travels)

    def send(self, dimension: int, start: float, target: float, seconds: float, now: float) -> None:
        """From where it is to `target`; one that travels already keeps its speed and turns."""
        old = self._travels.get(dimension)
        speed = old.speed_at(now) if old is not None else 0.0
        self._travels[dimension] = Travel(start, speed, target, now, seconds)

    def retime(self, factor: float, now: float) -> None:
        """All of them take `factor` times the time from here on."""
        self._travels = {d: travel.retimed(factor, now) for d, travel in self._travels.items()}

    def stop(self, dimension: int) -> None:
        """It was set to a place of its own."""
        self._travels.pop(dimension, None)

    def clear(self) -> None:
        """All of them stay where they are."""
        self._travels.clear()

    def step(self, now: float) -> dict[int, float]:
        """Where each one that travels is now; those that have arrived are in it for the last time."""
        places = {dimension: travel.at(now) for dimension, travel in self._travels.items()}
        self._travels = {d: travel for d, travel in self._travels.items() if not travel.over(now)}
        return places


class Drift:
    """A slow wander about where one is, the same for the same seed: smooth noise, each dimension its own.

    `rate` is in turns a second, `depth` in coordinates: no dimension strays farther. It sets off from where
    one is, and is all its own after one turn.
    """

    def __init__(self, seed: int, rate: float, depth: float, began: float) -> None:
        self.rate, self.depth = rate, depth
        self._seed, self._began = seed, began
        self._points: dict[tuple[int, int], float] = {}

    def retime(self, factor: float, now: float) -> None:
        """A turn takes `factor` times the time from here on."""
        self.rate /= factor
        self._began = now - (now - self._began) * factor

    def at(self, now: float) -> tuple[float, ...]:
        """How far each dimension is from where it would be."""
        turned = max(0.0, now - self._began) * self.rate
        share = min(turned, 1.0)
        begun = self.depth * share * share * (3 - 2 * share)
        # The dimensions turn one after another, so that the whole never stands still.
        return tuple(begun * self._noise(d, turned + d / LATENT_DIMS) for d in range(LATENT_DIMS))

    def _noise(self, dimension: int, turned: float) -> float:
        """-1 to 1, and about half of that as a rule."""
        index = math.floor(turned)
        a, b, c, d = (self._point(dimension, index + step) for step in (-1, 0, 1, 2))
        s = turned - index
        # Catmull-Rom: through the points, without a corner.
        curve = 2 * b + (c - a) * s + (2 * a - 5 * b + 4 * c - d) * s**2 + (3 * b - a - 3 * c + d) * s**3
        return math.tanh(curve / 2)

    def _point(self, dimension: int, index: int) -> float:
        key = (dimension, index)
        if key not in self._points:
            self._points = {k: v for k, v in self._points.items() if k[1] >= index - 4}
            drawn = random.Random(f"drift {self._seed}/{dimension}/{index}").gauss(0.0, 1.0)
            self._points[key] = min(max(drawn, -2.0), 2.0)
        return self._points[key]


@dataclass(frozen=True, slots=True)
class Path:
    """From sound to sound, each leg in its own time: `stops` has one more than `seconds`."""

    stops: tuple[PlacedVoice, ...]
    seconds: tuple[float, ...]
    began: float

    @property
    def total(self) -> float:
        """The duration in seconds."""
        return math.fsum(self.seconds)

    def at(self, now: float) -> float:
        """How many legs lie behind, with the fraction of the one under way; all of them at the end."""
        left = now - self.began
        for leg, seconds in enumerate(self.seconds):
            if left < seconds:
                return leg + max(0.0, left) / seconds
            left -= seconds
        return float(len(self.seconds))

    def parts(self, at: float) -> list[tuple[PlacedVoice, float]]:
        """The sounds at this point, with their weights."""
        leg = min(int(at), len(self.seconds) - 1)
        return [(self.stops[leg], 1.0 - (at - leg)), (self.stops[leg + 1], at - leg)]

    def retimed(self, factor: float, now: float) -> Path:
        """The same path from here on in `factor` times the time."""
        seconds = tuple(each * factor for each in self.seconds)
        return replace(self, seconds=seconds, began=now - (now - self.began) * factor)

    def again(self) -> Path:
        """The same round once more, from its last stop to its first."""
        return replace(self, stops=(self.stops[-1], *self.stops[1:]), began=self.began + self.total)
