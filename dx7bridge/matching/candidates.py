"""Where a search begins: the voices that sound nearest, from a folder of the player's or drawn by the model.

They are compared at C4. A take of another note is moved there in frequency, as the voice itself would nearly
do, and an octave up and down as well; a voice that is nearest there is transposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.collection.spectra import SIZE, STEP, Spectra, Spectrum, distances
from dx7bridge.matching.ear import EVERY, LEVEL, Take, decibels, power_spectra, square
from dx7bridge.matching.search import Sound
from dx7bridge.sound.features import FLOOR, HOP, WINDOW, mel_bank_at
from dx7bridge.voice import Voice
from dx7bridge.voice.arrays import to_sounds
from dx7bridge.voice.parameters import find

C4: Final = 60
FRAMES: Final = 21
OCTAVES: Final = (0, 12, -12)
TRANSPOSE: Final = find("transpose")


@dataclass(frozen=True)
class Candidates:
    """Voices to choose from: values [n, 145] and spectra [n, 1008] in steps of 0.5 dB, both uint8."""

    values: NDArray[np.uint8]
    spectra: NDArray[np.uint8]

    @classmethod
    def of(cls, voices: Sequence[Voice]) -> Candidates:
        """Rendered now: about 2 ms a voice. NoMidi without the Dexed engine."""
        return cls(to_sounds(voices), Spectra().measured(voices)[0])

    def __add__(self, other: Candidates) -> Candidates:
        return Candidates(
            np.concatenate([self.values, other.values]), np.concatenate([self.spectra, other.spectra])
        )

    def nearest(self, take: Take, count: int) -> list[Sound]:
        """The `count` voices whose C4 sounds most like the take, nearest first."""
        even = self._levelled()
        apart = np.stack([distances(spectrum_at_c4(take, octave), even) for octave in OCTAVES])
        best = apart.argmin(0)
        order = np.argsort(apart.min(0), kind="stable")[:count]
        found = []
        for row in order:
            sound = self.values[row].copy()
            key = int(sound[TRANSPOSE.index]) + OCTAVES[best[row]]
            if TRANSPOSE.low <= key <= TRANSPOSE.high:
                sound[TRANSPOSE.index] = key
            found.append(sound)
        return found

    def _levelled(self) -> NDArray[np.uint8]:
        """The spectra, all with the same power."""
        even = np.empty_like(self.spectra)
        table = 10 ** ((np.arange(256) * STEP + FLOOR) / 10)
        for start in range(0, len(even), 2048):
            part = self.spectra[start : start + 2048]
            shift = np.round((_TOTAL - 10 * np.log10(table[part].sum(1))) / STEP).astype(np.int16)
            moved = np.clip(part.astype(np.int16) + shift[:, None], 0, 255)
            even[start : start + 2048] = np.where(part > 0, moved, 0)
        return even


def spectrum_at_c4(take: Take, octave: int = 0) -> Spectrum:
    """The take's spectrum [1008], `octave` semitones lower than if its note were C4."""
    bank = mel_bank_at(2 ** ((take.note - C4 + octave) / 12))
    wanted = (FRAMES - 1) * EVERY * HOP + WINDOW
    audio = take.audio[:wanted]
    power = bank @ power_spectra(np.pad(audio, (0, wanted - len(audio))))
    gain = 10 ** (LEVEL / 10) / max(square(audio), 1e-10)
    levels = decibels(np.asarray(power * gain, np.float32))
    total = 10 * np.log10(np.maximum((10 ** (levels / 10)).sum(), 1e-12))
    levels = np.where(levels > FLOOR, levels + (_TOTAL - total), FLOOR)
    small: Spectrum = np.clip(np.round((levels - FLOOR) / STEP), 0, 255).astype(np.uint8).reshape(SIZE)
    return small


_TOTAL: Final = 3.0  # dB: the power of all bands and frames together, to which every spectrum is brought
