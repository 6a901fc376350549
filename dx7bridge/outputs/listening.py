"""Listening to a voice: played to whoever asks, and described in figures taken from a render.

Owns one Dexed engine and one audio player, both opened at the first wish for them. Used by one thread at a
time, the engine's worker: a render takes milliseconds, and a player plays on a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import NoMidi
from dx7bridge.outputs.dexed import Player, WavPlayer, open_player, polish
from dx7bridge.outputs.guard import Guard
from dx7bridge.outputs.render import Renderer
from dx7bridge.voice import Voice

SECONDS: Final = 3.0  # of the render that figures are taken from; the key is held for two thirds
WINDOW: Final = 1024  # frames: 23 ms
HOP: Final = 256
QUIETEST: Final = -80.0  # dB: all below is silence
SYNTH: Final = "the synth"  # where a note is heard
HEARD: Final = 60.0  # dB under the loudest moment that still count for the brightness

Sound = NDArray[np.float32]
PlayNote = Callable[[int, int, float], bool]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a voice sounds like at middle C.

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


class Ears:
    """Plays and describes. NoMidi where there is neither dexed-py nor a synth to play notes on.

    A note is rendered and goes to the audio device. Where there is none, `play_note` (note, velocity,
    seconds) plays it on the synth that holds the voice anyway; it is False when no synth is connected. Then
    the sound goes to a WAV file in `folder`.
    """

    def __init__(
        self, folder: Path, *, play_note: PlayNote | None = None, player: Player | None = None
    ) -> None:
        self._folder, self._play_note, self._player = folder, play_note, player
        self._renderer: Renderer | None = None
        self._guard: Guard | None = None

    def audition(self, voice: Voice, note: int, velocity: int, seconds: float) -> str:
        """Play one note; where it is heard. NoMidi."""
        try:
            renderer = self._open()
        except NoMidi:
            if self._on_synth(note, velocity, seconds):
                return SYNTH
            raise
        if self._player is None:
            self._player = open_player(renderer.sample_rate, self._folder)
        if isinstance(self._player, WavPlayer) and self._on_synth(note, velocity, seconds):
            return SYNTH
        sound = renderer.render(voice, note, velocity, seconds)
        self._player.play(polish(sound, renderer.sample_rate))
        return self._player.name

    def describe(self, voice: Voice) -> Heard:
        """What it sounds like. NoMidi."""
        renderer = self._open()
        if self._guard is None:
            self._guard = Guard()
        sound = renderer.render(voice, seconds=SECONDS)
        complaint = self._guard.complaint(voice)
        return measured(np.nan_to_num(sound), renderer.sample_rate, complaint or "ok")

    def close(self) -> None:
        """Let go of the audio device."""
        if self._player is not None:
            self._player.close()

    def _on_synth(self, note: int, velocity: int, seconds: float) -> bool:
        return self._play_note is not None and self._play_note(note, velocity, seconds)

    def _open(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer()
        return self._renderer


def measured(sound: Sound, rate: int, verdict: str = "ok") -> Heard:
    """The figures of a sound, mono [frames]."""
    loudness = _decibels(2.0 * float(np.mean(np.square(sound, dtype=np.float64))))
    if len(sound) < WINDOW or loudness <= QUIETEST:
        return Heard(0.0, 0.0, 0.0, QUIETEST, verdict)
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP].astype(np.float64)
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)))[:, 1:]
    bins = np.fft.rfftfreq(WINDOW, 1 / rate)[1:]
    level = np.array([_decibels(2.0 * value) for value in np.square(frames).mean(1)])
    top = float(level.max())
    counted = level > max(top - HEARD, QUIETEST)
    centroids = (power[counted] * bins).sum(1) / np.maximum(power[counted].sum(1), 1e-12)
    step = HOP / rate
    up, there = int(np.argmax(level >= top - 20)), int(np.argmax(level >= top - 1))
    return Heard(
        brightness=float(np.median(centroids)),
        attack=(there - up) * step,
        decay=float((level >= top - 20).sum()) * step,
        loudness=loudness,
        verdict=verdict,
    )


def _decibels(power: float) -> float:
    return float(10 * np.log10(max(power, 10 ** (QUIETEST / 10))))
