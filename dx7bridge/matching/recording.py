"""Recordings made ready to be matched: mono, trimmed, in tune, with the note and its length found.

Reads what libsndfile reads (WAV, AIFF, FLAC, Ogg, MP3) at any rate. Needs soundfile and soxr, which come with
the extra `dx7bridge[dexed]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.matching.ear import Take
from dx7bridge.sound.features import SAMPLE_RATE, pitches
from dx7bridge.sound.render import Audio

LONGEST: Final = 60.0  # seconds of a file that are read
HEARD: Final = 3.0  # seconds of a sound that are matched
SHORTEST: Final = 0.1
BLOCK: Final = 256  # frames: 12 ms
ONSET: Final = 30.0  # dB under the peak: where the sound begins
ENDING: Final = 50.0  # dB under the peak: where it has ended
OVER_NOISE: Final = 10.0  # dB: a sound is over when it is no louder than this over the quietest tenth
DROP: Final = 10.0  # dB within 0.12 s: a key that was let go
A4: Final = 440.0


@dataclass(frozen=True)
class Recording:
    """A sound that was found in a file.

    `take` is what has to be matched; `cents` is how far it was from the note, and was tuned by; `pitched`
    says whether a pitch was heard (else the note was given, or is C4).
    """

    path: Path
    take: Take
    cents: float
    pitched: bool


def read_recording(path: Path, note: int | None = None, velocity: int = 100) -> Recording:
    """The first sound of a file. BadArguments for a file that cannot be read or is silent, NoMidi
    without soundfile and soxr.

    `note` is MIDI's, 0-127; without one it is found. A sound that has a pitch is tuned to the nearest
    semitone, up to half of one, whether the note is given or found.
    """
    audio = trimmed(_read(path), path)
    heard = _pitch(audio)
    if heard is None:
        return Recording(path, _take(audio, 60 if note is None else note, velocity), 0.0, False)
    exact = 69 + 12 * float(np.log2(heard / A4))
    cents = 100 * (exact - round(exact))
    tuned = _resampled(audio, 2 ** (cents / 1200))
    return Recording(path, _take(tuned, round(exact) if note is None else note, velocity), cents, True)


def trimmed(audio: Audio, path: Path) -> Audio:
    """The sound from 5 ms before it begins to where it has ended, at most HEARD seconds of it."""
    level = levels(audio)
    if not len(level) or level.max() < -60:
        raise BadArguments(f"{path}: is silent")
    floor = np.quantile(level, 0.1) + OVER_NOISE
    start = int(np.argmax(level > max(level.max() - ONSET, floor if floor < level.max() - 20 else -np.inf)))
    after = level[start:]
    low = max(after.max() - ENDING, floor if floor < after.max() - 20 else -np.inf)
    gone = np.flatnonzero(after > low)[-1] + 1
    first = max(start * BLOCK - SAMPLE_RATE // 200, 0)
    found = audio[first : (start + int(gone)) * BLOCK][: int(HEARD * SAMPLE_RATE)]
    if len(found) < SHORTEST * SAMPLE_RATE:
        raise BadArguments(
            f"{path}: its sound is {len(found) / SAMPLE_RATE:.2f} s long: must be at least {SHORTEST} s"
        )
    return found


def held(audio: Audio) -> float:
    """The seconds after which the key was let go: where the level falls fastest, if it falls as a release
    does; the whole length where nothing of the kind is heard."""
    level = levels(audio)
    step = 10  # blocks: 0.12 s
    if len(level) <= 2 * step:
        return len(audio) / SAMPLE_RATE
    top = int(np.argmax(level))
    fall = level[:-step] - level[step:]
    if len(fall) <= top + step:
        return len(audio) / SAMPLE_RATE
    fall[: top + step] = -np.inf
    at = int(np.argmax(fall))
    before = level[max(at - 2 * step, top) : at + 1]
    slope = (before[0] - before[-1]) * step / max(len(before), 1)
    if fall[at] > DROP and fall[at] > 3 * slope and level[at] > level.max() - 30:
        return (at + 1) * BLOCK / SAMPLE_RATE
    return len(audio) / SAMPLE_RATE


def levels(audio: Audio) -> NDArray[np.float64]:
    """The RMS in dB of a full-scale sine of each 12 ms."""
    blocks = audio[: len(audio) // BLOCK * BLOCK].reshape(-1, BLOCK)
    return np.asarray(10 * np.log10(np.maximum(2 * np.square(blocks, dtype=np.float64).mean(1), 1e-9)))


def _take(audio: Audio, note: int, velocity: int) -> Take:
    return Take(note, velocity, np.ascontiguousarray(audio, dtype=np.float32), held(audio))


def _pitch(audio: Audio) -> float | None:
    """The median pitch in Hz of the clear moments among the first second's; None where few are clear."""
    found = pitches(audio[: int(1.2 * SAMPLE_RATE)])
    return float(np.median(found)) if len(found) >= 2 else None


def _read(path: Path) -> Audio:
    soundfile = _library("soundfile")
    if not path.is_file():
        raise BadArguments(f"{path}: no such file" if not path.exists() else f"{path}: must be a file")
    try:
        with soundfile.SoundFile(path) as file:
            rate, count = file.samplerate, int(min(LONGEST * file.samplerate, max(file.frames, 0)))
            audio = file.read(count, dtype="float32", always_2d=True).mean(1)
    except (soundfile.LibsndfileError, RuntimeError, OSError) as error:
        raise BadArguments(f"{path}: cannot be read as a recording: {error}") from None
    if not np.isfinite(audio).all():
        raise BadArguments(f"{path}: contains values that are not numbers")
    audio = audio - audio.mean() if len(audio) else audio
    return _resampled(np.asarray(audio, np.float32), SAMPLE_RATE / rate)


def _resampled(audio: Audio, ratio: float) -> Audio:
    """The audio with `ratio` times as many frames."""
    soxr = _library("soxr")
    if abs(ratio - 1) < 1e-5:
        return audio
    return np.asarray(soxr.resample(audio, 1.0, ratio), dtype=np.float32)


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except (ImportError, OSError) as error:
        raise NoMidi(f"recordings: {error}; pip install 'dx7bridge[dexed]'") from None
