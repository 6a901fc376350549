"""How far apart two voices sound: log-mel spectra of one rendered note, small enough to keep for thousands.

Needs dexed-py; NoMidi where it is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.sound.features import FLOOR, describe, log_mel
from dx7bridge.sound.studio import Studio
from dx7bridge.voice import Voice

EVERY: Final = 6  # spectrogram frames, 12 ms apart
STEP: Final = 0.5  # dB
SIZE: Final = 48 * 21  # levels of one voice

Spectrum = NDArray[np.uint8]  # [SIZE] levels in steps of 0.5 dB above -80 dB


class Spectra:
    """Renders voices and keeps what is needed to compare them."""

    def __init__(self) -> None:
        self._studio = Studio()

    def of(self, voice: Voice) -> Spectrum:
        """The spectrum of one voice at C4, velocity 100."""
        spectrum: Spectrum = self.measured([voice])[0][0]
        return spectrum

    def measured(self, voices: Sequence[Voice]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Spectra [n, SIZE] and features [n, 22] (`sound.features.FEATURES`) of voices, in their order."""
        both = self._studio.measure(voices, lambda sound: (_small(log_mel(sound)), describe(sound)))
        spectra = np.array([spectrum for spectrum, _ in both], dtype=np.uint8).reshape(len(voices), SIZE)
        features = np.array([found for _, found in both], dtype=np.float32).reshape(len(voices), -1)
        return spectra, features


def distances(one: Spectrum, many: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Mean absolute difference in dB of a spectrum [SIZE] from each of `many` [n, SIZE]."""
    apart = np.empty(len(many))
    for start in range(0, len(many), 2048):  # what fits a cache
        part = many[start : start + 2048]
        apart[start : start + 2048] = (np.maximum(part, one) - np.minimum(part, one)).mean(1) * STEP
    return apart


def _small(spectrum: NDArray[np.float32]) -> Spectrum:
    levels = spectrum[:, ::EVERY]
    small: Spectrum = np.clip(np.round((levels - FLOOR) / STEP), 0, 255).astype(np.uint8)
    return small.ravel()
