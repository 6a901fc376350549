"""How a model moves: between two voices, and when one knob is turned.

Interpolations are judged as in SPINVAE (Le Vaillant and Dutoit, Synthesizer Preset Interpolation using
Transformer Auto-Encoders, ICASSP 2023): 9 steps between two held-out voices, each rendered and described
by audio features, which are taken in standard deviations between voices. The same pairs interpolated
parameter by parameter are the reference.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, Final

import numpy as np

from dx7bridge.engine.anchors import Anchors
from dx7bridge.engine.sounds import Latent, PlacedVoice, hold_at, legal, moved
from dx7bridge.model.model import Model
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import find
from training.calibrate import deviations
from training.generated import Values, to_values, to_voices
from training.sound import FEATURE_NAMES, Floats, Studio, describe, distance, log_mel

STEPS: Final = 9
TURN: Final = 128  # steps of a knob, as many as a MIDI controller has
ALGORITHM: Final = find("algorithm").index


def pairs(values: Values, count: int, seed: int) -> tuple[Values, Values]:
    """`count` random pairs of different voices, [count, 155] each."""
    dice = np.random.default_rng(seed)
    first = dice.integers(len(values), size=count)
    second = (first + dice.integers(1, len(values), size=count)) % len(values)
    return values[first], values[second]


def by_parameters(a: Values, b: Values, steps: int = STEPS) -> Values:
    """[P, steps, 155]: every value by itself, on a straight line and rounded. The reference."""
    t = np.linspace(0, 1, steps)[None, :, None]
    return np.rint((1 - t) * a[:, None] + t * b[:, None]).astype(np.uint8)


def by_jump(a: Values, b: Values, steps: int = STEPS) -> Values:
    """[P, steps, 155]: a until the middle, then b. What these measures make of no interpolation at all."""
    second = (np.arange(steps) > (steps - 1) / 2)[None, :, None]
    return np.where(second, b[:, None], a[:, None])


def by_knobs(model: Model, a: Values, b: Values, steps: int = STEPS) -> Values:
    """[P, steps, 155]: the decodings along the line between both voices' 8 coordinates, nothing else."""
    starts, stops = np.array(model.encode(to_voices(a))), np.array(model.encode(to_voices(b)))
    latents = _lines(starts, stops, steps)
    voices = model.decode(latents.reshape(-1, model.dims).tolist(), names=False)
    return to_values(voices).reshape(len(a), steps, -1)


def by_bridge(model: Model, a: Values, b: Values, steps: int = STEPS) -> Values:
    """[P, steps, 155]: the interpolation that the bridge plays, from the very one to the very other."""
    anchors, voices_a, voices_b = Anchors(model), to_voices(a), to_voices(b)
    ends = zip(model.encode(voices_a), voices_a, model.encode(voices_b), voices_b, strict=True)
    return np.array(
        [
            to_values(
                anchors.way(PlacedVoice(legal(there_a), voice_a), PlacedVoice(legal(there_b), voice_b), steps)
            )
            for there_a, voice_a, there_b, voice_b in ends
        ]
    )


def by_turning(model: Model, latent: Latent, voice: Voice | None, axis: int, coordinates: Floats) -> Values:
    """[steps, 155]: what the bridge plays as one knob is turned: from `voice`, or from nothing encoded."""
    places = [moved(latent, [(axis, float(x))]) for x in coordinates]
    if voice is None:
        return to_values(model.decode(places, names=False))
    anchors, home = Anchors(model), PlacedVoice(latent, voice)
    turned = [anchors.voice(at, ((home, hold_at(math.dist(at, latent))),)) for at in places]
    return to_values(turned)


def smoothness(tracks: Floats) -> Floats:
    """[P, features] RMS of the second difference along tracks [P, steps, features]; small is smooth."""
    step = 1 / (tracks.shape[1] - 1)
    return np.asarray(np.sqrt(np.square(np.diff(tracks, n=2, axis=1) / step**2).mean(1)))


def nonlinearity(tracks: Floats, start: Floats, stop: Floats) -> Floats:
    """[P, features] RMS distance of tracks [P, steps, features] from the straight line start to stop [P, .].

    The line is that between the two voices themselves, so missing them costs as well.
    """
    line = np.moveaxis(np.linspace(start, stop, tracks.shape[1]), 0, 1)
    return np.asarray(np.sqrt(np.square(tracks - line).mean(1)))


def changes(found: Floats, reference: Floats) -> Floats:
    """[features] relative change of the median over pairs [P, features]; -0.1 is 10 % less than reference."""
    now, then = np.median(found, axis=0), np.median(reference, axis=0)
    return np.asarray((now - then) / np.maximum(then, 1e-9))


def interpolation(model: Model, studio: Studio, voices: Values, count: int, seed: int) -> dict[str, Any]:
    """Changes of smoothness and nonlinearity against parameter interpolation of `count` pairs of `voices`.

    Each is the mean over the features, as SPINVAE has it; `by_feature` says (smoothness, nonlinearity) of
    each on the way that the bridge plays. `_of_knobs`: the same line through the 8 coordinates, decoded
    from them alone; it misses both voices by what 8 coordinates cannot say, which is counted as a bend.
    `_of_a_jump` is what two voices with nothing between them get: since parameters on their way pass
    through sounds that neither voice has, that is less, and a decoder that leaps where it should glide is
    flattered. Read them with `step`.
    """
    a, b = pairs(voices, count, seed)
    scale = deviations(_tracks(studio, voices[: max(count, 100), None])[:, 0])
    reference = _tracks(studio, by_parameters(a, b)) / scale
    start, stop = reference[:, 0], reference[:, -1]
    rough, bent = smoothness(reference), nonlinearity(reference, start, stop)
    found: dict[str, Any] = {}
    for suffix, path in {
        "": by_bridge(model, a, b),
        "_of_knobs": by_knobs(model, a, b),
        "_of_a_jump": by_jump(a, b),
    }.items():
        tracks = _tracks(studio, path) / scale
        smooth = changes(smoothness(tracks), rough)
        straight = changes(nonlinearity(tracks, start, stop), bent)
        found[f"smoothness{suffix}"], found[f"nonlinearity{suffix}"] = smooth.mean(), straight.mean()
        if not suffix:
            found["by_feature"] = dict(
                zip(FEATURE_NAMES, np.stack([smooth, straight], axis=1).tolist(), strict=True)
            )
    return found


def knob_steps(model: Model, studio: Studio, voices: Values, count: int, seed: int) -> dict[str, Any]:
    """One knob turned from end to end in 128 steps, each of the 8 from `count` held-out voices.

    The ends are the 1 % and 99 % points of the voices' own coordinates. In dB of log-mel difference from
    one step to the next: the median over all steps, the largest of a turn (mean over turns) and the
    largest of all; how often the algorithm changes in a turn. The figures themselves are those of an
    encoded voice that one turns away from, and lets go of; `of_the_model` says the same where nothing is
    held, `between_voices` of pairs of voices interpolated parameter by parameter in as many steps.
    """
    dice = np.random.default_rng(seed)
    where = np.array(model.encode(to_voices(voices[dice.permutation(len(voices))[:1000]])))
    low, high = np.quantile(where, [0.01, 0.99], axis=0)
    encoded = to_voices(voices[:count])
    homes = list(zip(map(legal, model.encode(encoded)), encoded, strict=True))

    def turns(held: bool) -> Values:
        return np.array(
            [
                by_turning(
                    model, latent, voice if held else None, axis, np.linspace(low[axis], high[axis], TURN)
                )
                for latent, voice in homes
                for axis in range(model.dims)
            ]
        )

    plain = by_parameters(*pairs(voices, max(count, 8), seed), steps=TURN)
    return {
        **_jumps(studio, turns(held=True)),
        "of_the_model": _jumps(studio, turns(held=False)),
        "between_voices": _jumps(studio, plain),
    }


def _jumps(studio: Studio, paths: Values) -> dict[str, float]:
    found = []
    for path in paths:
        changed = np.concatenate([[True], (np.diff(path.astype(int), axis=0) != 0).any(1)])
        spectra = studio.measure(to_voices(path[changed]), log_mel)
        jumps = np.zeros(len(path) - 1)
        jumps[changed[1:]] = [distance(x, y) for x, y in pairwise(spectra)]
        found.append(jumps)
    jumps = np.array(found)
    return {
        "median_db": float(np.median(jumps)),
        "largest_db": float(jumps.max(1).mean()),
        "largest_of_all_db": float(jumps.max()),
        "algorithm_changes": float((np.diff(paths[..., ALGORITHM].astype(int), axis=1) != 0).sum(1).mean()),
    }


def _tracks(studio: Studio, paths: Values) -> Floats:
    """Features [P, steps, features] of voices [P, steps, 155]."""
    heard = studio.measure(to_voices(paths.reshape(-1, paths.shape[-1])), describe)
    return np.array(heard).reshape(*paths.shape[:2], -1)


def _lines(a: Floats, b: Floats, steps: int) -> Floats:
    """[P, steps, dims] float32, straight from a to b [P, dims]."""
    return np.moveaxis(np.linspace(a, b, steps), 0, 1).astype(np.float32)
