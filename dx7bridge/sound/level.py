"""How loud a voice is, as people hear it, and the same voice at another loudness.

Loudness is the K-weighted power of ITU-R BS.1770 in the loudest 0.4 s of a rendered note, in dB of full
scale. A voice is made louder or softer by moving the output levels of its carriers together, 0.75 dB a step:
the balance of the carriers and every modulation stay, and so does the timbre. Where a carrier modulates
itself (algorithm 32 with feedback, for example) its feedback changes along with its level.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.sound.render import Audio, Renderer
from dx7bridge.voice import Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.envelope import scaled
from dx7bridge.voice.parameters import find
from dx7bridge.voice.scaling import LOUDEST, key_scaling, sounding_level

SAMPLE_RATE: Final = 22050
BLOCK: Final = 0.4  # seconds
HOP: Final = 0.1
QUIETEST: Final = -80.0  # dB; below it a voice is silent, and stays so
STEP: Final = 0.75  # dB of one step of output level, from level 20 upwards
TARGET: Final = -9.0  # dB: real voices have a median of -3; nearly all can be brought to this
TOLERANCE: Final = 1.5  # dB
NOTE: Final = 60  # C4, at which voices are levelled
PASSES: Final = 4  # renders at most: where an envelope reaches its floor a step is not quite 0.75 dB


@dataclass(frozen=True, slots=True)
class Levelled:
    """A voice at another loudness, and how loud it was and is, in dB."""

    voice: Voice
    before: float
    after: float


class Leveller:
    """Measures and sets the loudness of voices, on one thread at a time. NoMidi without dexed-py."""

    def __init__(self) -> None:
        self._renderer = Renderer(SAMPLE_RATE)

    def loudness(self, voice: Voice, note: int = NOTE, velocity: int = 100) -> float:
        """The loudness of a note, held for 1 s; QUIETEST for silence."""
        return loudness(self._renderer.render(voice, note, velocity, 1.5), SAMPLE_RATE)

    def at(self, voice: Voice, target: float = TARGET, *, held: frozenset[int] = frozenset()) -> Levelled:
        """The voice as near to `target` dB as its carriers' levels allow.

        A carrier at output level 0 stays there; a voice with a carrier in `held` (VCED numbers) is left
        alone. None goes above 99: where the loudest reaches it, the voice stays softer than the target. A
        silent voice is returned as it is.
        """
        before = now = self.loudness(voice)
        if before <= QUIETEST:
            return Levelled(voice, before, before)
        best = voice, before
        for _ in range(PASSES):
            if abs(now - target) <= STEP / 2:
                break
            voice = moved(voice, round((target - now) / STEP), held)
            now = self.loudness(voice)
            if abs(now - target) < abs(best[1] - target):
                best = voice, now
            else:
                break
        return Levelled(best[0], before, best[1])


def moved(voice: Voice, steps: int, held: frozenset[int] = frozenset(), note: int = NOTE) -> Voice:
    """The voice with its sounding carriers `steps` of 0.75 dB louder at `note`, as far as all of them can go.

    What counts is the level with keyboard scaling, which cannot rise above that of output level 99: a carrier
    that scaling holds there is first brought down to it.
    """
    ops = [op for op in sorted(ALGORITHMS[voice["algorithm"]].carriers) if voice[f"op{op}.output_level"] > 0]
    if not ops or any(find(f"op{op}.output_level").index in held for op in ops):
        return voice
    levels = {op: sounding_level(voice, op, note) for op in ops}
    scaling = {op: key_scaling(voice, op, note + voice["transpose"] - 24) for op in ops}
    room = min(min(LOUDEST, scaled(99) + scaling[op]) - levels[op] for op in ops)
    steps = min(steps, room)
    for op in ops:
        voice = voice.with_value(f"op{op}.output_level", _unscaled(levels[op] + steps - scaling[op]))
    return voice


def loudness(audio: Audio, rate: int) -> float:
    """K-weighted level of the loudest 0.4 s of mono audio, in dB of full scale; QUIETEST for silence."""
    audio = np.nan_to_num(audio).astype(np.float64)
    size, hop = int(BLOCK * rate), int(HOP * rate)
    if len(audio) < size:
        audio = np.pad(audio, (0, size - len(audio)))
    frames = np.lib.stride_tricks.sliding_window_view(audio, size)[::hop]
    energy = np.square(frames).mean(1)
    loudest = frames[np.argsort(energy)[-3:]]  # the weighting may choose another than the plain loudest
    spectra = np.square(np.abs(np.fft.rfft(loudest, axis=1))) * _weights(size, rate)
    power = float(spectra[:, 1:].sum(1).max()) * 2 / size**2
    return max(float(10 * np.log10(power + 1e-12)), QUIETEST)


@lru_cache(maxsize=4)
def _weights(size: int, rate: int) -> NDArray[np.float64]:
    """The power response of BS.1770's two filters at the frequencies of a spectrum."""
    s = 2j * np.pi * np.fft.rfftfreq(size, 1 / rate)
    high = 2 * np.pi * 38.13547087602444
    passed = s**2 / (s**2 + s * high / 0.5003270373238773 + high**2)
    shelf, gain, q = 2 * np.pi * 1681.974450955533, 10 ** (3.999843853973347 / 20), 0.7071752369554196
    middle = gain**0.4996667741545416
    lifted = (gain * s**2 + middle * s * shelf / q + shelf**2) / (s**2 + s * shelf / q + shelf**2)
    return np.asarray(np.square(np.abs(passed * lifted)), dtype=np.float64)


_SCALE: Final = tuple(scaled(level) for level in range(100))


def _unscaled(step: int) -> int:
    """The output level whose place on the engine's scale is nearest to `step`; 1 at the least."""
    return max(min(range(1, 100), key=lambda level: abs(_SCALE[level] - step)), 1)
