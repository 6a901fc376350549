"""From recordings to a voice: candidates, then evolution for as long as asked, with progress on the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dx7bridge.matching.candidates import Candidates
from dx7bridge.matching.ear import Ear, Take
from dx7bridge.matching.search import Search
from dx7bridge.sound.level import Leveller
from dx7bridge.voice import Voice
from dx7bridge.voice.arrays import unnamed

BEGINNING: Final = 64  # candidates heard, and used for their sections
TOLD: Final = 0.25  # seconds between two reports of progress


@dataclass(frozen=True)
class Match:
    """A voice and how far it is from the takes.

    `nearest` is the difference of the best candidate, `apart` that of the voice, both in dB over all takes;
    `by_take` that of each take. `tried` counts voices, `renders` notes.
    """

    voice: Voice
    nearest: float
    apart: float
    by_take: tuple[float, ...]
    tried: int
    renders: int


Progress = Callable[[float, Voice, float], None]  # share of the time, the best so far, its difference in dB


def match(
    takes: Sequence[Take],
    candidates: Candidates,
    seconds: float = 10.0,
    *,
    seed: int = 0,
    progress: Progress = lambda _share, _voice, _apart: None,
    stopped: Callable[[], bool] = lambda: False,
    clock: Callable[[], float] = time.thread_time,
    most: int | None = None,
) -> Match:
    """The voice that sounds most like `takes`, searched for on this thread for `seconds` of `clock`.

    `most` ends the search after so many voices, `stopped` at once. The voice is levelled as all that the
    bridge makes. NoMidi without the Dexed engine.
    """
    begun = clock()
    ear = Ear(takes)
    search = Search(ear, candidates.nearest(takes[0], BEGINNING), seed)
    said, tried, nearest = 0.0, 0, float("inf")
    while True:
        better = search.step()
        tried += 1
        if tried <= BEGINNING:
            nearest = search.best.apart
        spent = clock() - begun
        if spent >= said + TOLD or (better and spent >= said + TOLD / 5):
            said = spent
            progress(min(spent / seconds, 1.0), unnamed(search.best.sound.tobytes()), search.best.apart)
        if spent >= seconds or stopped() or (most is not None and tried >= most):
            break
    best = unnamed(search.best.sound.tobytes())
    by_take = tuple(ear.by_take(best))
    return Match(Leveller().at(best).voice, nearest, search.best.apart, by_take, tried, ear.renders)
