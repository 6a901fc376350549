"""Voices rendered by the Dexed engine for measuring, in several threads, each with its own engine.

One note for every voice: C4, velocity 100, held for 1 s and followed for another 0.5 s, at 22.05 kHz. The
same voice always gives the same audio.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Final, TypeVar

from dx7bridge.sound.features import SAMPLE_RATE
from dx7bridge.sound.render import Audio, Renderer
from dx7bridge.voice import Voice

T = TypeVar("T")

NOTE: Final = 60  # C4
VELOCITY: Final = 100
SECONDS: Final = 1.5


class Studio:
    """Renders voices. Raises NoMidi where dexed-py is not installed."""

    def __init__(self, threads: int | None = None) -> None:
        Renderer(SAMPLE_RATE)  # fails here, not in a thread
        self._threads = threads or os.cpu_count() or 1
        self._own = local()

    def measure(self, voices: Sequence[Voice], how: Callable[[Audio], T]) -> list[T]:
        """The results of `how` for the rendered sound of each voice, in order; the sounds are not kept."""
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(lambda voice: how(self.render(voice)), voices))

    def render(self, voice: Voice) -> Audio:
        """The sound of one voice, float32 [33075]."""
        if not hasattr(self._own, "renderer"):
            self._own.renderer = Renderer(SAMPLE_RATE)
        renderer: Renderer = self._own.renderer
        return renderer.render(voice, NOTE, VELOCITY, SECONDS)
