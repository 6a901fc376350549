"""Measures of a voice's rendered audio. Pure functions, any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from dx7bridge.sound.features import FLOOR, HOP, WINDOW, decibels, rise
from dx7bridge.sound.render import Audio

QUIETEST: Final = FLOOR  # dB: all below is silence
BRIGHT_RANGE: Final = 60.0  # dB under the loudest moment that still count for the brightness


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of a voice's sound at middle C.

    brightness  median spectral centroid, Hz; 0 for silence
    attack      seconds from 20 dB under the peak to 1 dB under it
    decay       seconds within 20 dB of the peak
    loudness    RMS, dB of a full-scale sine; -80 for silence
    verdict     ok, silent, clipped or runaway
    """

    brightness: float
    attack: float
    decay: float
    loudness: float
    verdict: str


def measure(audio: Audio, rate: int, verdict: str = "ok") -> Measures:
    """The figures of some audio, mono float32 [frames] at `rate` frames a second."""
    loudness = float(decibels(2.0 * float(np.mean(np.square(audio, dtype=np.float64)))))
    if len(audio) < WINDOW or loudness <= QUIETEST:
        return Measures(0.0, 0.0, 0.0, QUIETEST, verdict)
    frames = np.lib.stride_tricks.sliding_window_view(audio, WINDOW)[::HOP].astype(np.float64)
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)))[:, 1:]
    bins = np.fft.rfftfreq(WINDOW, 1 / rate)[1:]
    level = decibels(2.0 * np.square(frames).mean(1))
    top = float(level.max())
    counted = level > max(top - BRIGHT_RANGE, QUIETEST)
    centroids = (power[counted] * bins).sum(1) / np.maximum(power[counted].sum(1), 1e-12)
    step = HOP / rate
    up, there, near = rise(level)
    return Measures(
        brightness=float(np.median(centroids)),
        attack=(there - up) * step,
        decay=near * step,
        loudness=loudness,
        verdict=verdict,
    )
