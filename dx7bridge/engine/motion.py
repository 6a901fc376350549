"""Movement in time: where each coordinate is now that was sent somewhere. Times are in seconds.

Used on the engine's worker thread alone; whoever calls says what time it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from dx7bridge.commands import LATENT_LIMIT


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

    def over(self, now: float) -> bool:
        """Has it arrived?"""
        return now >= self.began + self.seconds

    def at(self, now: float) -> float:
        """Where it is."""
        if self.over(now):
            return self.target
        s = max(0.0, now - self.began) / self.seconds
        way, run = self.target - self.start, self.speed * self.seconds
        place = self.start + run * s * (1 - s) ** 2 + way * s * s * (3 - 2 * s)
        return min(max(place, -LATENT_LIMIT), LATENT_LIMIT)

    def speed_at(self, now: float) -> float:
        """How fast it moves."""
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

    def stop(self, dimension: int) -> None:
        """It was set to a place of its own."""
        self._travels.pop(dimension, None)

    def clear(self) -> None:
        """All of them stay where they are."""
        self._travels.clear()

    def step(self, now: float) -> dict[int, float]:
        """Where each one that travels is now; those that arrived are told for the last time."""
        places = {dimension: travel.at(now) for dimension, travel in self._travels.items()}
        self._travels = {d: travel for d, travel in self._travels.items() if not travel.over(now)}
        return places
