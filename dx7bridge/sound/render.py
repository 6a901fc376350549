"""A voice rendered to audio by the real Dexed engine, in-process. Needs the extra `dx7bridge[dexed]`.

Owns one engine. One thread at a time: `render` loads a voice and then plays it. The engine's tables are the
process's and made for one sample rate: renderers of one rate play together, others wait for them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import NoMidi, OutOfRange
from dx7bridge.voice import Voice
from dx7bridge.voice.sysex import pack

SAMPLE_RATE: Final = 44100
RELEASE: Final = 1 / 3  # of the time: the key is up, the voice's own release sounds

Audio = NDArray[np.float32]  # mono [frames], full scale is ±1


class _Tables:
    """The number of users of the engine's tables, and their sample rate."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._rate = self._users = 0

    @contextmanager
    def at(self, rate: int) -> Iterator[None]:
        """For as long as the block lasts nobody renders at another rate."""
        with self._free:
            self._free.wait_for(lambda: not self._users or self._rate == rate)
            self._rate, self._users = rate, self._users + 1
        try:
            yield
        finally:
            with self._free:
                self._users -= 1
                self._free.notify_all()


_TABLES: Final = _Tables()


class Renderer:
    """Plays one note of a voice. Raises NoMidi when dexed-py is not installed."""

    def __init__(self, sample_rate: int = SAMPLE_RATE) -> None:
        try:
            from dexed import DexedSynth, Patch
        except ImportError as error:
            raise NoMidi(f"Dexed engine: {error}; pip install 'dx7bridge[dexed]'") from None
        self.sample_rate = sample_rate
        self._synth: Any = DexedSynth(sample_rate=float(sample_rate))
        self._patch: Any = Patch

    def render(
        self,
        voice: Voice,
        note: int = 60,
        velocity: int = 100,
        seconds: float = 1.5,
        held: float | None = None,
    ) -> Audio:
        """The sound, mono float32 [frames], as loud as the engine makes it: peaks reach 5 and more.

        `note` and `velocity` are MIDI's, 0-127; the key is held for `held` seconds, or for the first two
        thirds of `seconds`. OutOfRange for an illegal number.
        """
        for field, value, high in (
            ("note", note, 127),
            ("velocity", velocity, 127),
            ("seconds", seconds, 60),
        ):
            if not 0 <= value <= high:
                raise OutOfRange(f"{field} = {value}: must be from 0 to {high}")
        held = seconds * (1 - RELEASE) if held is None else min(held, seconds)
        with _TABLES.at(self.sample_rate):
            self._synth.load_patch(self._patch.from_packed(pack(voice)))
            sound = self._synth.render(
                midi_note=note, velocity=velocity, note_duration=held, render_duration=seconds
            )
        return np.asarray(sound, dtype=np.float32)
