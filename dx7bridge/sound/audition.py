"""Auditions: a note of a voice played to whoever asks, and the voice described in figures.

Owns one Dexed engine and one audio player, both opened at the first wish for them. Used by one thread at a
time, the engine's worker: a render takes milliseconds, and a player plays on a thread of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from dx7bridge.errors import NoMidi
from dx7bridge.sound.check import VoiceCheck
from dx7bridge.sound.measure import Measures, measure
from dx7bridge.sound.players import Player, WavPlayer, open_player, polish
from dx7bridge.sound.render import Renderer
from dx7bridge.voice import Voice

SECONDS: Final = 3.0  # of the render that figures are taken from; the key is held for two thirds
SYNTH: Final = "the synth"  # where a note is heard

PlayNote = Callable[[int, int, float], bool]


class Auditioner:
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
        self._check: VoiceCheck | None = None
        self._rendering = threading.Lock()  # `audition` and `describe` may come on different threads

    def audition(self, voice: Voice, note: int, velocity: int, seconds: float) -> str:
        """Play one note; where it is heard. NoMidi."""
        try:
            with self._rendering:
                renderer = self._open()
        except NoMidi:
            if self._on_synth(note, velocity, seconds):
                return SYNTH
            raise
        if self._player is None:
            self._player = open_player(renderer.sample_rate, self._folder)
        if isinstance(self._player, WavPlayer) and self._on_synth(note, velocity, seconds):
            return SYNTH
        with self._rendering:
            audio = renderer.render(voice, note, velocity, seconds)
        self._player.play(polish(audio, renderer.sample_rate))
        return self._player.name

    def describe(self, voice: Voice) -> Measures:
        """The measures of its sound. NoMidi."""
        with self._rendering:
            renderer = self._open()
            if self._check is None:
                self._check = VoiceCheck()
            audio = renderer.render(voice, seconds=SECONDS)
            complaint = self._check.complaint(voice)
        return measure(np.nan_to_num(audio), renderer.sample_rate, complaint or "ok")

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
