"""How far a voice is from the sounds asked for: log-mel spectra of the same notes, at one loudness.

A take is one note that the voice has to sound like. A voice plays every take, and all its takes are moved by
one gain to the loudness of what is asked for: how loud one velocity is beside another belongs to the timbre,
how loud the voice is as a whole does not. Needs dexed-py; one thread at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.sound.features import FLOOR, HOP, SAMPLE_RATE, WINDOW, mel_bank
from dx7bridge.sound.render import Audio, Renderer
from dx7bridge.voice import Voice

EVERY: Final = 6  # frames of the log-mel, one is kept: 70 ms
LEVEL: Final = -12.0  # dB of a full-scale sine, the RMS over all takes
DEAF: Final = 60.0  # dB of gain at most: silence is not made music

Powers = NDArray[np.float32]  # mel power [48, 21]


@dataclass(frozen=True)
class Take:
    """A note to be matched: MIDI's note and velocity, how it sounds, mono float32 [frames] at 22.05 kHz, and
    the seconds after which the key is let go."""

    note: int
    velocity: int
    audio: Audio
    held: float

    @property
    def seconds(self) -> float:
        """The length of the audio."""
        return len(self.audio) / SAMPLE_RATE


class Ear:
    """Compares voices with takes. Raises NoMidi where dexed-py is not installed."""

    def __init__(self, takes: Sequence[Take]) -> None:
        self.takes = tuple(takes)
        self.renders = 0
        self._renderer = Renderer(SAMPLE_RATE)
        powers = [mel_power(take.audio) for take in takes]
        gain = 10 ** (LEVEL / 10) / max(float(np.mean([square(take.audio) for take in takes])), 1e-10)
        self._wanted = [decibels(power * gain) for power in powers]
        self._loud = np.array([square(take.audio) * gain for take in takes])

    def distance(self, voice: Voice) -> float:
        """Mean absolute difference in dB over all takes."""
        return self.compare(voice)[-1]

    def compare(self, voice: Voice, limits: Sequence[float] = ()) -> list[float]:
        """The difference in dB over the first take, the first two, and so on to all of them.

        Ends early, with inf, where a difference exceeds its limit.
        """
        heard: list[tuple[Powers, float]] = []
        apart: list[float] = []
        for number in range(len(self.takes)):
            heard.append(self._heard(voice, number))
            apart.append(self._apart(heard))
            if number < len(limits) and apart[-1] > limits[number]:
                return [*apart, float("inf")]
        return apart

    def by_take(self, voice: Voice) -> list[float]:
        """The difference of each take alone, dB, at the gain of all."""
        heard = [self._heard(voice, number) for number in range(len(self.takes))]
        gain = self._gain(heard)
        return [
            float(np.abs(decibels(power * gain) - self._wanted[i]).mean())
            for i, (power, _) in enumerate(heard)
        ]

    def _heard(self, voice: Voice, number: int) -> tuple[Powers, float]:
        take = self.takes[number]
        self.renders += 1
        audio = self._renderer.render(voice, take.note, take.velocity, take.seconds, take.held)
        audio = audio[: len(take.audio)]
        return mel_power(audio), square(audio)

    def _gain(self, heard: Sequence[tuple[Powers, float]]) -> float:
        loud = sum(square for _, square in heard)
        wanted = float(self._loud[: len(heard)].sum())
        return min(wanted / max(loud, 1e-12), 10 ** (DEAF / 10))

    def _apart(self, heard: Sequence[tuple[Powers, float]]) -> float:
        gain = self._gain(heard)
        total = 0.0
        for (power, _), wanted in zip(heard, self._wanted, strict=False):
            total += float(np.abs(decibels(power * np.float32(gain)) - wanted).mean())
        return total / len(heard)


def decibels(power: Powers) -> Powers:
    """Power in dB, nothing under FLOOR."""
    return np.asarray(10 * np.log10(np.maximum(power, np.float32(10 ** (FLOOR / 10)))), dtype=np.float32)


def mel_power(audio: Audio) -> Powers:
    """Mel power [48, frames] of every sixth frame of a take; a full-scale sine has a peak of 1."""
    return np.asarray(_BANK @ power_spectra(audio), dtype=np.float32)


def power_spectra(audio: Audio) -> Powers:
    """Power [513, frames] of every sixth frame; a full-scale sine has a peak of 1."""
    if len(audio) < WINDOW:
        audio = np.pad(audio, (0, WINDOW - len(audio)))
    frames = np.lib.stride_tricks.sliding_window_view(audio, WINDOW)[:: HOP * EVERY]
    spectra = np.fft.rfft(frames * _WINDOW, axis=1)
    return np.asarray((spectra.real**2 + spectra.imag**2).T, dtype=np.float32) / _SCALE


def square(audio: Audio) -> float:
    """The power of a sound in that of a full-scale sine."""
    return 2 * float(np.dot(audio, audio)) / max(len(audio), 1)


_WINDOW: Final = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
_SCALE: Final = np.float32(np.square(_WINDOW.sum() / 2))
_BANK: Final = mel_bank().astype(np.float32)
