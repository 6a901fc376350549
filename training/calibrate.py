"""What each axis of a trained model does: how far it reaches, and what one hears when it is turned.

Axes are those that the model's `encode` and `decode` speak of: those of the network, after the flow, for a
model that is not calibrated yet.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from dx7bridge.model.model import Model
from dx7bridge.voice import Voice
from training.generated import Values, to_voices
from training.sound import CORE, FEATURE_NAMES, FEATURES, Floats, Sound, Studio, describe, distance, log_mel

LEVELS: Final = tuple(round(0.01 * percent, 2) for percent in range(1, 100))
ENDS: Final = (0.05, 0.95)  # of what exists: how far an axis is turned to hear what it does
STEPS: Final = 9
NOTICEABLE: Final = 0.1  # of the standard deviation between voices, from end to end: less is no effect
NAMEABLE: Final = 0.5  # rank correlation under which an axis is not named after a feature
TRUE: Final = 0.6  # rank correlation from which an axis keeps the name that it was made for
SURER: Final = 0.05  # how much surer another feature must be to take its place


def calibrate(
    model: Model, voices: Values, seed: int = 1, *, centres: int = 5000, bases: int = 48
) -> dict[str, Any]:
    """How to present the axes of `model`, as plain JSON values. NoMidi where dexed-py is not installed.

    `voices` uint8 [N, 155] are the training voices, of which `centres` are encoded and `bases` are swept.

        levels   the probabilities to which `quantiles` belong, 0.01 to 0.99
        order    the axes, the most audible first
        axes     for each axis of the model, by its number:
            quantiles    of the voices' coordinates: what exists between a knob's ends
            sign         -1 when the axis must be turned over for `label` to be true
            label        short and unique: "brighter"; "character 3" for the third in `order` if nothing fits
            feature      what the label is about, or None; a more audible axis takes its pick first
            spearman     mean rank correlation of that feature with the axis, over the sweeps
            strongest    the feature it is most correlated with, whoever was named after it
            audible_db   mean log-mel difference between the ends of a sweep
            unit         of the feature, and `reads`, its median over the sweeps at each of their places, made
                         monotone; "" and nothing where it has none
            effects      the rank correlation of every feature, before `sign`
    """
    dice = np.random.default_rng(seed)
    chosen = voices[dice.permutation(len(voices))[:centres]]
    where = np.array(model.encode(to_voices(chosen)))
    quantiles = np.quantile(where, LEVELS, axis=0)  # [99, 8]
    places = np.quantile(where, np.linspace(*ENDS, STEPS), axis=0)  # [9, 8]
    studio = Studio()
    between_voices = deviations(np.array(studio.measure(to_voices(chosen[:500]), describe)))
    tracks, audible = _sweep(model, studio, where[:bases], places, to_voices(chosen[:bases]))
    rho = mean_rank_correlation(tracks)  # [8, features]
    sizes = np.abs((tracks[:, :, -1] - tracks[:, :, 0]).mean(1)) / between_voices
    rho = np.where(sizes >= NOTICEABLE, rho, 0.0)
    order = [int(axis) for axis in np.argsort(-audible, kind="stable")]
    meant = dict(enumerate(model.notes.get("recipe", {}).get("named", ())))
    named = _names(rho, order, {axis: FEATURE_NAMES.index(name) for axis, name in meant.items()})
    axes = []
    for axis in range(model.dims):
        feature = named[axis]
        own = rho[axis, feature] if feature is not None else 0.0
        axes.append(
            {
                "quantiles": [round(float(q), 4) for q in quantiles[:, axis]],
                "sign": -1 if own < 0 else 1,
                "label": f"character {order.index(axis) + 1}" if feature is None else FEATURES[feature].more,
                "feature": None if feature is None else FEATURE_NAMES[feature],
                "spearman": round(abs(float(own)), 3),
                "strongest": FEATURE_NAMES[int(np.abs(rho[axis]).argmax())],
                "audible_db": round(float(audible[axis]), 2),
                **_readings(tracks[axis], feature),
                "effects": {n: round(float(r), 3) for n, r in zip(FEATURE_NAMES, rho[axis], strict=True)},
            }
        )
    return {"levels": list(LEVELS), "order": order, "axes": axes}


def _readings(tracks: Floats, feature: int | None) -> dict[str, Any]:
    """What is heard of a feature over sweeps [B, 9, 22] upwards, in its unit."""
    if feature is None or not FEATURES[feature].unit:
        return {"unit": "", "reads": []}
    medians = np.median(tracks[:, :, feature], axis=0)
    rising = medians if medians[-1] >= medians[0] else medians[::-1]
    steady = np.maximum.accumulate(rising)
    return {
        "unit": FEATURES[feature].unit,
        "reads": [round(FEATURES[feature].reading(float(each)), 4) for each in steady],
    }


def correlations(model: Model, studio: Studio, seed: int, count: int) -> Floats:
    """Spearman correlation [8, 6] of each axis with each CORE feature, over voices decoded from N(0, I)."""
    latents = np.random.default_rng(seed).standard_normal((count, model.dims))
    voices = model.decode(latents.tolist(), names=False)
    heard = np.array(studio.measure(voices, describe))[:, : len(CORE)]
    return _correlation(rankdata(latents, axis=0).T[:, None], rankdata(heard, axis=0).T[None])


def deviations(features: Floats) -> Floats:
    """Standard deviation of each feature among the sounds [N, features] that are no silence."""
    heard = features[features[:, FEATURE_NAMES.index("loudness")] > -60]
    return np.asarray(np.maximum(heard.std(0), 1e-9))


def mean_rank_correlation(tracks: Floats) -> Floats:
    """[axes, features] from tracks [axes, bases, steps, features]: how surely a feature rises with the axis.

    Spearman's, within each sweep; a sweep in which a feature stays put counts as 0.
    """
    ranks = rankdata(tracks, axis=2)
    steps = np.broadcast_to(np.arange(tracks.shape[2], dtype=float)[None, None, :, None], ranks.shape)
    return np.asarray(_correlation(np.moveaxis(steps, 2, -1), np.moveaxis(ranks, 2, -1)).mean(1))


def _correlation(a: Floats, b: Floats) -> Floats:
    """Pearson's along the last dimension; 0 where one of both is constant."""
    a, b = a - a.mean(-1, keepdims=True), b - b.mean(-1, keepdims=True)
    size = np.sqrt(np.square(a).sum(-1) * np.square(b).sum(-1))
    return np.asarray((a * b).sum(-1) / np.where(size > 0, size, 1.0))


def _sweep(
    model: Model, studio: Studio, bases: Floats, positions: Floats, homes: list[Voice]
) -> tuple[Floats, Floats]:
    """Each axis turned to its `positions` [9, 8] at each base [B, 8], the others left where they are, at
    the key and level of its own voice in `homes`.

    Features [8, B, 9, 22], and the mean log-mel difference of the ends in dB [8].
    """
    latents = np.tile(bases[None, :, None], (model.dims, 1, STEPS, 1))
    for axis in range(model.dims):
        latents[axis, :, :, axis] = positions[:, axis]
    near = [[(home, 0.0)] for _ in range(model.dims) for home in homes for _ in range(STEPS)]
    voices = model.decode(latents.reshape(-1, model.dims).tolist(), names=False, near=near)
    heard = studio.measure(voices, _features_and_spectrum)
    features = np.array([f for f, _ in heard]).reshape(*latents.shape[:3], -1)
    spectra = [s for _, s in heard]
    differences = [
        distance(spectra[first], spectra[first + STEPS - 1]) for first in range(0, len(spectra), STEPS)
    ]
    return features, np.array(differences).reshape(model.dims, -1).mean(1)


def _features_and_spectrum(sound: Sound) -> tuple[Floats, NDArray[np.float32]]:
    return describe(sound), log_mel(sound)


def _names(rho: Floats, order: list[int], meant: dict[int, int]) -> dict[int, int | None]:
    """For each axis the feature it is named after: in `order`, the strongest that is still free.

    An axis that was made for a feature, as `meant` says, keeps it where it is true and no other is surer.
    """
    free = {number for number, feature in enumerate(FEATURES) if feature.more}
    others = free - set(meant.values())
    found: dict[int, int | None] = {
        axis: feature
        for axis, feature in meant.items()
        if abs(rho[axis, feature]) >= TRUE
        and all(abs(rho[axis, other]) < abs(rho[axis, feature]) + SURER for other in others)
    }
    free -= set(found.values())
    for axis in order:
        if axis in found:
            continue
        best = max(free, key=lambda number: (abs(rho[axis, number]), -number), default=None)
        found[axis] = best if best is not None and abs(rho[axis, best]) >= NAMEABLE else None
        free -= {found[axis]}
    return found
