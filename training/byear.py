"""The scorecard's rows by sound: what is played of a voice, how much the eight coordinates say of it.

All of it of what a knob plays: the middle of what may be, at the key and level of the voice itself, which are
the player's. Log-mel differences in dB, as in `sound.py`, every frame; features as there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from sklearn.ensemble import RandomForestRegressor

from dx7bridge.model.model import Model
from dx7bridge.voice import Voice
from dx7bridge.voice.canon import apart
from training.generated import Values, to_voices
from training.hearing import C4, NOTES, Note, NoteStudio
from training.sound import FEATURE_NAMES, FEATURES, Floats, describe, distance, log_mel

JUDGED: Final = ("brightness", "attack", "decay", "sustain", "release", "noisiness", "flux", "inharmonicity")
TREES: Final = 100
FRAMES: Final = 6  # one frame of so many finds the nearest by sound


def played(model: Model, voices: list[Voice], *, detailed: bool) -> list[Voice]:
    """What the bridge plays at the coordinates of each voice: of those alone, or with the voice's detail."""
    places = model.encode(voices)
    hold = 1.0 if detailed else 0.0
    return model.decode(places, names=False, near=[[(voice, hold)] for voice in voices])


def differences(originals: list[Voice], others: list[Voice], note: Note = C4) -> float:
    """Mean log-mel difference in dB at one note."""
    studio = NoteStudio(note)
    pairs = zip(studio.measure(originals, log_mel), studio.measure(others, log_mel), strict=True)
    return float(np.mean([distance(a, b) for a, b in pairs]))


def over_notes(model: Model, voices: list[Voice]) -> dict[str, float]:
    """`logmel_db_five_notes`, the mean over NOTES; of the 8 coordinates alone, and `_detailed`."""
    found: dict[str, float] = {}
    for suffix, detailed in (("", False), ("_detailed", True)):
        others = played(model, voices, detailed=detailed)
        found[f"logmel_db_five_notes{suffix}"] = float(
            np.mean([differences(voices, others, note) for note in NOTES])
        )
    return found


def explained(places: Floats, features: Floats, seed: int) -> dict[str, float]:
    """Of each JUDGED feature [N, 22], by rank, the share R² that the coordinates [N, 8] explain.

    A forest learns on one half and is judged on the other.
    """
    half = len(places) // 2
    found = {}
    for name in JUDGED:
        ranks = rankdata(features[:, FEATURE_NAMES.index(name)]) / len(features)
        forest = RandomForestRegressor(TREES, min_samples_leaf=3, random_state=seed, n_jobs=-1)
        guess = forest.fit(places[:half], ranks[:half]).predict(places[half:])
        spread = float(np.square(ranks[half:] - ranks[half:].mean()).mean())
        found[name] = 1 - float(np.square(guess - ranks[half:]).mean()) / max(spread, 1e-12)
    return found


def crosstalk(effects: list[dict[str, float]], labels: list[str]) -> list[float]:
    """For each knob the mean absolute correlation of the features that the other knobs are named after.

    `effects` says of each knob the rank correlation of every feature with it over sweeps.
    """
    about = {feature.more: feature.name for feature in FEATURES if feature.more}
    named = [about.get(label) for label in labels]
    found = []
    for axis, own in enumerate(named):
        others = [name for other, name in enumerate(named) if other != axis and name and name != own]
        found.append(float(np.mean([abs(effects[axis][name]) for name in others])) if others else 0.0)
    return found


def nearest_by_sound(voices: Values, known: Values, say: Callable[[str], None] = lambda _: None) -> float:
    """Mean difference in dB between each voice and the known one that sounds most like it, both at C4.

    Found by every sixth frame of their spectra (Euclidean), measured over all.
    """
    studio = NoteStudio(C4)

    def sparse(some: Values) -> NDArray[np.float32]:
        return np.array(studio.measure(to_voices(some), _sparse))

    wanted, best = sparse(voices), np.full(len(voices), np.inf)
    which = np.zeros(len(voices), dtype=np.int64)
    for start in range(0, len(known), 2048):
        say(f"nearest by sound: {start} of {len(known)}")
        block = sparse(known[start : start + 2048])
        away = np.square(block).sum(1) - 2 * wanted @ block.T
        nearer = away.min(1) < best
        which[nearer] = start + away.argmin(1)[nearer]
        best = np.minimum(best, away.min(1))
    return differences(to_voices(voices), to_voices(known[which]))


def of_constant(voices: list[Voice]) -> float:
    """Mean difference in dB from the voices' own mean spectrum: a sound that is the same for all."""
    spectra = np.array(NoteStudio(C4).measure(voices, log_mel))
    return float(np.abs(spectra - spectra.mean(0)).mean())


def timbres(voices: list[Voice]) -> list[Voice]:
    """The same at one key, their loudest carriers at 99."""
    return [apart(voice)[0] for voice in voices]


def features(voices: list[Voice]) -> Floats:
    """FEATURES [N, 22] at C4."""
    return np.array(NoteStudio(C4).measure(voices, describe))


def _sparse(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    return log_mel(sound)[:, ::FRAMES].astype(np.float32).ravel()
