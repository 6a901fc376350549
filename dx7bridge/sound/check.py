"""Listens to a voice before it is sent: would it be silent, far too loud, or never stop growing?

Renders one short note with the Dexed engine (one to two milliseconds). Needs the extra `dx7bridge[dexed]`.
Runs on the engine's worker thread. The limits are what practically all real voices keep: of 2,000 voices
of a public collection 0.4 % are silent, 0.1 % are louder than LOUDEST, 0.1 % grow more than GROWTH.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from dx7bridge.sound.features import SILENT
from dx7bridge.sound.hearing import Hearing
from dx7bridge.voice import Voice

LOUDEST: Final = 4.1  # peak: four carriers in step
GROWTH: Final = 2.5  # RMS of the last sixth, key up, over that of the held note
AUDIBLE: Final = 1e-2  # RMS under which growth is nobody's worry


class VoiceCheck:
    """Judges voices by their sound, heard by `hearing`. Raises NoMidi where dexed-py is not installed."""

    def __init__(self, hearing: Hearing | None = None) -> None:
        self._hearing = hearing or Hearing()

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped' or 'runaway'; None for a voice that can be played."""
        audio = self._hearing.audio(voice)
        if not np.isfinite(audio).all():
            return "runaway"
        peak = float(np.abs(audio).max())
        if peak < SILENT:
            return "silent"
        if peak > LOUDEST:
            return "clipped"
        held, last = audio[: len(audio) * 2 // 3], audio[-len(audio) // 6 :]
        after = float(np.sqrt(np.square(last).mean()))
        if after > AUDIBLE and after > GROWTH * float(np.sqrt(np.square(held).mean())):
            return "runaway"
        return None
