"""One rendered note of a voice, heard by whoever asks: the check, the leveller, and who compares sounds.

The note is rendered once and kept while it is among the last few: a voice on its way through the engine is
rendered once however many questions it raises. One thread at a time. Needs dexed-py.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import NoMidi
from dx7bridge.sound.features import EVERY, HOP, distance, levelled, log_mel
from dx7bridge.sound.level import QUIETEST, STEP, TARGET, loudness, moved
from dx7bridge.sound.render import Audio, Renderer
from dx7bridge.voice import Voice
from dx7bridge.voice.canon import apart

SAMPLE_RATE: Final = 22050
KEPT: Final = 64  # voices whose note is remembered: 132 kB each
REMEMBERED: Final = 512  # voices of which we remember how they sounded

T = TypeVar("T")


class Hearing:
    """Renders and remembers. Raises NoMidi where dexed-py is not installed.

    `hop` is the number of samples between the spectra that distances are taken from.
    """

    def __init__(self, *, hop: int = HOP) -> None:
        self._renderer, self._hop = Renderer(SAMPLE_RATE), hop
        self._audio: OrderedDict[bytes, Audio] = OrderedDict()
        self._loudness: OrderedDict[bytes, float] = OrderedDict()
        self._spectra: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()

    @property
    def target(self) -> float:
        """The loudness that drawn voices are brought to, dB."""
        return TARGET

    def audio(self, voice: Voice) -> Audio:
        """C4 at velocity 100, held for 1 s of 1.5 s: mono float32 [33075] at 22.05 kHz."""
        return self._known(self._audio, voice, lambda: self._renderer.render(voice), KEPT)

    def loudness(self, voice: Voice) -> float:
        """K-weighted dB of full scale; -80 for silence."""
        return self._known(self._loudness, voice, lambda: loudness(self.audio(voice), SAMPLE_RATE))

    def levelled(
        self, voice: Voice, target: float, held: frozenset[int] = frozenset(), *, passes: int = 1
    ) -> Voice:
        """The voice as near to `target` dB as its carriers allow, judged by at most `passes` renders.

        One is enough for a moving knob: a step of output level is 0.75 dB. A silent voice, and one with a
        carrier's level in `held` (VCED numbers), is returned as it is.
        """
        for _ in range(passes):
            now = self.loudness(voice)
            steps = round((target - now) / STEP)
            if now <= QUIETEST or not steps:
                break
            louder = moved(voice, steps, held)
            if louder == voice:
                break
            voice = louder
        return voice

    def distance(self, a: Voice, b: Voice) -> float:
        """The distance of two voices in sound: mean difference of their log-mel spectra, dB."""
        return distance(self._spectrum(a), self._spectrum(b))

    def unlikeness(self, spectrum: NDArray[np.float32], voice: Voice) -> float:
        """How far the timbre of a voice, its key and level apart, is from a foretold one, in dB.

        `spectrum` is a log-mel of every sixth frame [48, 22], at the common level (see features.py).
        """
        level, _ = levelled(np.nan_to_num(self.audio(apart(voice)[0])))
        return distance(spectrum, log_mel(level)[:, ::EVERY])

    def _spectrum(self, voice: Voice) -> NDArray[np.float32]:
        return self._known(self._spectra, voice, lambda: log_mel(np.nan_to_num(self.audio(voice)), self._hop))

    @staticmethod
    def _known(
        known: OrderedDict[bytes, T], voice: Voice, find: Callable[[], T], most: int = REMEMBERED
    ) -> T:
        """What is remembered of a voice, or is found and remembered from now on."""
        key = voice.sound
        if key not in known:
            known[key] = find()
            while len(known) > most:
                known.popitem(last=False)
        known.move_to_end(key)
        return known[key]


def open_hearing(say: Callable[[str], object] | None = None) -> Hearing | None:
    """Ears for voices; None without the Dexed engine, after `say` had the reason."""
    try:
        return Hearing()
    except NoMidi as error:
        if say is not None:
            say(f"voices are not checked before they are sent, nor levelled: {error}")
        return None
