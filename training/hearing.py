"""What voices sound like, rendered once and kept beside the prepared data: log-mel spectra and features.

Timbre alone: every voice is rendered at transposition 24, and its sound brought to one level before anything
is measured. The cache is a folder of blocks; what is there is not rendered again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dx7bridge.sound.features import EVERY, levelled
from dx7bridge.sound.render import Renderer
from dx7bridge.voice import Voice
from dx7bridge.voice.canon import apart
from training.generated import Values, to_values, to_voices
from training.sound import (
    FEATURE_NAMES,
    SAMPLE_RATE,
    SECONDS,
    Sound,
    Studio,
    describe,
    log_mel,
)

BLOCK: Final = 1024


class Note(NamedTuple):
    """MIDI's note and velocity, 0-127."""

    note: int
    velocity: int


C4: Final = Note(60, 100)
NOTES: Final = (C4, Note(36, 100), Note(84, 100), Note(60, 50), Note(60, 120))
LOUDNESS: Final = FEATURE_NAMES.index("loudness")


@dataclass(frozen=True)
class Heard:
    """Of N voices: log-mel spectra float16 [N, 48, frames], FEATURES float32 [N, 22]; the loudness among the
    features is that before the sound was levelled."""

    spectra: NDArray[np.float16]
    features: NDArray[np.float32]

    def __getitem__(self, rows: slice | NDArray[np.int64] | NDArray[np.bool_]) -> Heard:
        return Heard(self.spectra[rows], self.features[rows])

    def __len__(self) -> int:
        return len(self.features)

    def __add__(self, other: Heard) -> Heard:
        return Heard(
            np.concatenate([self.spectra, other.spectra]), np.concatenate([self.features, other.features])
        )


def canonical(values: Values) -> Values:
    """Voices [N, 155] at transposition 24, their loudest carrier at 99: as the model sees them."""
    return to_values([apart(voice)[0] for voice in to_voices(values)])


def _measure(sound: Sound) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
    level, loudness = levelled(sound)
    features = describe(level).astype(np.float32)
    features[LOUDNESS] = loudness
    return log_mel(level)[:, ::EVERY].astype(np.float16), features


def hear(values: Values, note: Note = C4, threads: int | None = None) -> Heard:
    """Render canonical voices [N, 155] at one note. NoMidi where dexed-py is not installed."""
    studio = NoteStudio(note, threads)
    found = studio.measure(to_voices(values), _measure)
    spectra, features = zip(*found, strict=True)
    return Heard(np.array(spectra), np.array(features))


class NoteStudio(Studio):
    """A studio that plays another note than C4 at 100."""

    def __init__(self, note: Note, threads: int | None = None) -> None:
        super().__init__(threads)
        self._note = note

    def render(self, voice: Voice) -> Sound:
        if not hasattr(self._own, "renderer"):
            self._own.renderer = Renderer(SAMPLE_RATE)
        sound: Sound = self._own.renderer.render(voice, self._note.note, self._note.velocity, SECONDS)
        return sound


def cached(
    values: Values, folder: Path, note: Note = C4, say: Callable[[int], None] = lambda _: None
) -> Heard:
    """What canonical voices [N, 155] sound like at a note, rendered where it is not in `folder` yet.

    Blocks are named by what is in them: another collection never gets the wrong sounds. `say` gets the number
    of voices that are there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    blocks = []
    for start in range(0, len(values), BLOCK):
        part = np.ascontiguousarray(values[start : start + BLOCK])
        key = hashlib.sha256(part.tobytes() + bytes(note) + b"1").hexdigest()[:20]
        path = folder / f"{key}.npz"
        if path.exists():
            with np.load(path) as file:
                blocks.append(Heard(file["spectra"], file["features"]))
        else:
            blocks.append(hear(part, note))
            with path.with_suffix(".partial").open("wb") as file:
                np.savez(file, spectra=blocks[-1].spectra, features=blocks[-1].features)
            path.with_suffix(".partial").replace(path)
        say(start + len(part))
    spectra = np.concatenate([block.spectra for block in blocks])
    return Heard(spectra, np.concatenate([block.features for block in blocks]))


def crossed(values: Values, count: int, seed: int) -> Values:
    """`count` new canonical voices [count, 155]: sections of two of these exchanged, or some values altered.

    Half of each. Values altered are those of other voices at the same place, so that they are as likely.
    """
    from dx7bridge.model.sections import SECTIONS
    from dx7bridge.voice.parameters import SOUND_SIZE

    dice = np.random.default_rng(seed)
    owner = np.zeros(SOUND_SIZE, dtype=np.int64)
    for number, section in enumerate(SECTIONS):
        owner[list(section.indices)] = number
    made = values[dice.integers(len(values), size=count)].copy()
    other = values[dice.integers(len(values), size=count)]
    share = dice.uniform(0.05, 0.5, size=(count, 1))
    sections = (dice.random((count, len(SECTIONS))) < share)[:, owner]
    strangers = values[dice.integers(len(values), size=(count, SOUND_SIZE)), np.arange(SOUND_SIZE)]
    scattered = dice.random((count, SOUND_SIZE)) < share * 0.4
    half = np.arange(count)[:, None] % 2 == 0
    sound = made[:, :SOUND_SIZE]
    sound = np.where(half & sections, other[:, :SOUND_SIZE], sound)
    made[:, :SOUND_SIZE] = np.where(~half & scattered, strangers, sound)
    return canonical(made)
