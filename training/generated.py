"""Voices that the model makes, against voices that people made: can they be told apart, are they new,
do they sound, are they as varied?

All over the 145 sound values; voices are arrays uint8 [N, 155].
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_score

from dx7bridge.model.model import Model
from dx7bridge.voice.arrays import Values as Values
from dx7bridge.voice.arrays import to_values as to_values
from dx7bridge.voice.arrays import to_voices as to_voices
from dx7bridge.voice.parameters import SOUND_SIZE
from training.sound import Sound, Studio, is_brief, is_quiet, is_silent, log_mel

TREES = 200
FOLDS = 3
COPY = 5  # a voice this near to another, in parameters that differ, is a copy of it
BLOCK = 256  # voices drawn at once


def draw(model: Model, count: int, temperature: float, seed: int) -> Iterator[Values]:
    """Blocks uint8 [256, 155] of new voices as the bridge draws them, `count` in all.

    Each block has a seed of its own, made from `seed`. At temperature 0 the chance of the values is gone:
    what is left is the decoding of coordinates from the prior.
    """
    blocks = -(-count // BLOCK)
    states = np.random.SeedSequence(seed).generate_state(blocks) >> 1

    def block(number: int) -> Values:
        size, own = min(BLOCK, count - number * BLOCK), int(states[number])
        return to_values([voice for _, voice in model.sample(size, temperature=temperature, seed=own)])

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # decoding is torch, which lets go of the interpreter
        yield from pool.map(block, range(blocks))


def marginal(known: Values, count: int, seed: int) -> Values:
    """Voices whose values are drawn each by itself, as often as in `known`: habits without agreement."""
    dice = np.random.default_rng(seed)
    return np.stack([dice.choice(column, count) for column in known.T], axis=1)


def c2st(generated: Values, real: Values, seed: int) -> float:
    """How often a random forest tells which of both a voice is from; 0.5 when it cannot.

    Classifier two-sample test (Lopez-Paz and Oquab, ICLR 2017): mean accuracy over 3 folds of a
    200-tree forest on the 145 values, on as many voices of each as the fewer are.
    """
    size = min(len(generated), len(real))
    if size < FOLDS:
        raise ValueError(f"c2st: {size} voices of a kind, {FOLDS} are needed")
    features = np.concatenate([generated[:size, :SOUND_SIZE], real[:size, :SOUND_SIZE]])
    labels = np.repeat([0, 1], size)
    forest = RandomForestClassifier(TREES, random_state=seed, n_jobs=-1)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    return float(cross_val_score(forest, features, labels, cv=folds, scoring="accuracy").mean())


def distinct(values: Values) -> int:
    """How many different sounds there are."""
    return len({row.tobytes() for row in np.ascontiguousarray(values[:, :SOUND_SIZE])})


def nearest(values: Values, known: Values) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """For each voice [N, 155] the least number of parameters in which one of `known` differs, and which."""
    columns, rows = np.ascontiguousarray(known[:, :SOUND_SIZE].T), 64
    least, which = np.zeros(len(values), dtype=np.uint8), np.zeros(len(values), dtype=np.int64)
    for start in range(0, len(values), rows):
        piece = values[start : start + rows]
        differences = np.zeros((len(piece), len(known)), dtype=np.uint8)
        for number, column in enumerate(columns):
            differences += piece[:, number, None] != column[None]
        which[start : start + rows] = differences.argmin(1)
        least[start : start + rows] = differences.min(1)
    return least, which


def copies(values: Values, known: Values) -> float:
    """Share of voices with at most 5 of the 145 parameters other than in some voice of `known`."""
    return float((nearest(values, known)[0] <= COPY).mean())


@dataclass(frozen=True)
class Heard:
    """What N voices sound like: silent, quiet and brief bool [N], mean log-mel spectra [N, 48] in dB."""

    silent: NDArray[np.bool_]
    quiet: NDArray[np.bool_]
    brief: NDArray[np.bool_]
    spectra: NDArray[np.float32]

    def variety(self, rows: NDArray[np.int64] | None = None) -> float:
        """Root mean square distance, in dB, of the mean spectra (of `rows`) from their common mean."""
        spectra = self.spectra if rows is None else self.spectra[rows]
        return float(np.sqrt(np.square(spectra - spectra.mean(0)).sum(1).mean()))


def diversity(own: Heard, real: Heard, count: int, seed: int) -> float:
    """Variety of `count` of our own voices over that of as many real ones: the mean over 100 random pairs.

    Of one pair it would be chance by 3 %: a few silent voices more or less are far from all others.
    """
    dice = np.random.default_rng(seed)

    def some(heard: Heard) -> float:
        return heard.variety(dice.permutation(len(heard.spectra))[:count])

    return float(np.mean([some(own) / some(real) for _ in range(100)]))


def hear(studio: Studio, values: Values) -> Heard:
    """Render voices [N, 155] and keep what is asked of them."""
    found = studio.measure(to_voices(values), _hear)
    silent, quiet, brief, spectra = zip(*found, strict=True)
    return Heard(np.array(silent), np.array(quiet), np.array(brief), np.array(spectra))


def _hear(sound: Sound) -> tuple[bool, bool, bool, NDArray[np.float32]]:
    return is_silent(sound), is_quiet(sound), is_brief(sound), log_mel(sound).mean(1)


def duplicates(
    model: Model,
    known: Values,
    count: int,
    temperature: float,
    seed: int,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """Draw `count` voices; how many are the same sound as another of them, or as a voice of `known`?

    `progress` is told after each block how many have been drawn.
    """
    training = {row.tobytes() for row in np.ascontiguousarray(known[:, :SOUND_SIZE])}
    seen: set[bytes] = set()
    done = from_training = 0
    for block in draw(model, count, temperature, seed):
        rows = [row.tobytes() for row in np.ascontiguousarray(block[:, :SOUND_SIZE])]
        from_training += sum(row in training for row in rows)
        seen.update(rows)
        done += len(rows)
        progress(done)
    return {
        "count": count,
        "temperature": temperature,
        "seed": seed,
        "distinct": len(seen),
        "duplicates": count - len(seen),
        "unique": len(seen) / count,
        "distinct_and_new": len(seen - training),
        "from_training": from_training,
        "training_voices": len(training),
    }
