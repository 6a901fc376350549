"""Listens to a voice before it is sent: would it be silent, far too loud, or never stop growing?

Renders one short note with the Dexed engine (one to two milliseconds). Needs the extra `dx7bridge[dexed]`.
Runs on the engine's worker thread. The limits are what practically all real voices keep: of 2,000 voices
of a public collection 0.4 % are silent, 0.1 % are louder than LOUDEST, 0.1 % grow more than GROWTH.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from dx7bridge.outputs.render import Renderer
from dx7bridge.voice import Voice

SAMPLE_RATE: Final = 22050
SILENT: Final = 1e-3  # peak: -60 dB of full scale
LOUDEST: Final = 4.1  # peak: four carriers in step
GROWTH: Final = 2.5  # RMS of the last sixth, key up, over that of the held note
AUDIBLE: Final = 1e-2  # RMS under which growth is nobody's worry


class Guard:
    """Judges voices by their sound. Raises NoMidi where dexed-py is not installed."""

    def __init__(self) -> None:
        self._renderer = Renderer(SAMPLE_RATE)

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped' or 'runaway'; None for a voice that can be played."""
        sound = self._renderer.render(voice)
        if not np.isfinite(sound).all():
            return "runaway"
        peak = float(np.abs(sound).max())
        if peak < SILENT:
            return "silent"
        if peak > LOUDEST:
            return "clipped"
        held, last = sound[: len(sound) * 2 // 3], sound[-len(sound) // 6 :]
        after = float(np.sqrt(np.square(last).mean()))
        if after > AUDIBLE and after > GROWTH * float(np.sqrt(np.square(held).mean())):
            return "runaway"
        return None
