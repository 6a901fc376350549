"""How a model moves: between two voices, and when one knob is turned.

Interpolations are judged as in SPINVAE (Le Vaillant and Dutoit, Synthesizer Preset Interpolation using
Transformer Auto-Encoders, ICASSP 2023): 9 steps between two held-out voices, each rendered and described
by audio features, which are taken in standard deviations between voices. The same pairs interpolated
parameter by parameter are the reference.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import numpy as np
import torch

from dx7bridge.engine.sounds import anchored
from dx7bridge.model.likelihood import middle
from dx7bridge.model.model import Model
from dx7bridge.model.sections import MASK
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE, find
from training.calibrate import deviations
from training.fit import indices
from training.generated import Values, to_values, to_voices
from training.sound import FEATURE_NAMES, Floats, Studio, describe, distance, log_mel

STEPS: Final = 9
TURN: Final = 128  # steps of a knob, as many as a MIDI controller has
BATCH: Final = 256
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


def by_bridge(path: Values, a: Values, b: Values) -> Values:
    """[P, steps, 155]: the interpolation that the bridge plays, from the very one to the very other.

    The knobs' `path` with what the 8 coordinates leave out of both voices, as much of each as it is near.
    """
    steps = path.shape[1]
    found = np.empty_like(path)
    for pair, (voice_a, voice_b) in enumerate(zip(to_voices(a), to_voices(b), strict=True)):
        there_a, *_, there_b = voices = to_voices(path[pair])
        for step, here in enumerate(voices):
            t = step / (steps - 1)
            mixed = anchored(here, [(voice_a, there_a, 1 - t), (voice_b, there_b, t)])
            found[pair, step] = list(mixed.values)
    return found


@torch.inference_mode()
def by_all_latents(model: Model, a: Values, b: Values, steps: int = STEPS) -> Values:
    """[P, steps, 155]: the same with the detail latent on its own straight line."""
    ends = []
    for values in (a, b):
        posterior = model.vae.encode(indices(values).to(model.device))
        latents, _, _ = model.vae.coordinates(posterior)
        ends.append((latents.cpu().numpy(), posterior.detail_mean.cpu().numpy()))
    (latent_a, detail_a), (latent_b, detail_b) = ends
    latents = torch.tensor(_lines(latent_a, latent_b, steps)).flatten(0, 1).to(model.device)
    details = torch.tensor(_lines(detail_a, detail_b, steps)).flatten(0, 1).to(model.device)
    found = []
    for latent, detail in zip(torch.split(latents, BATCH), torch.split(details, BATCH), strict=True):
        unknown = torch.full((len(latent), SOUND_SIZE), MASK, device=model.device)
        found.append(middle(model.vae.decode(latent, detail, unknown).table()).cpu().numpy())
    values = np.full((len(latents), VOICE_SIZE), ord(" "), dtype=np.uint8)
    values[:, :SOUND_SIZE] = np.concatenate(found)
    return values.reshape(len(a), steps, -1)


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
    each on the 8 knobs' path. `_of_a_jump` is what two voices with nothing between them get: since
    parameters on their way pass through sounds that neither voice has, that is less, and a decoder that
    leaps where it should glide is flattered. Read them with `step`.
    """
    a, b = pairs(voices, count, seed)
    scale = deviations(_tracks(studio, voices[: max(count, 100), None])[:, 0])
    reference = _tracks(studio, by_parameters(a, b)) / scale
    start, stop = reference[:, 0], reference[:, -1]
    rough, bent = smoothness(reference), nonlinearity(reference, start, stop)
    found: dict[str, Any] = {}
    knobs = by_knobs(model, a, b)
    for suffix, path in {
        "": knobs,
        "_anchored": by_bridge(knobs, a, b),
        "_detailed": by_all_latents(model, a, b),
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
    largest of all; how often the algorithm changes in a turn. `between_voices` says the same of pairs of
    voices interpolated parameter by parameter in as many steps.
    """
    dice = np.random.default_rng(seed)
    where = np.array(model.encode(to_voices(voices[dice.permutation(len(voices))[:1000]])))
    low, high = np.quantile(where, [0.01, 0.99], axis=0)
    turns = np.repeat(where[:count, None, None], TURN, axis=2).repeat(model.dims, axis=1)
    for axis in range(model.dims):
        turns[:, axis, :, axis] = np.linspace(low[axis], high[axis], TURN)
    decoded = model.decode(turns.reshape(-1, model.dims).tolist(), names=False)
    paths = to_values(decoded).reshape(-1, TURN, VOICE_SIZE)
    plain = by_parameters(*pairs(voices, max(count, 8), seed), steps=TURN)
    return {**_jumps(studio, paths), "between_voices": _jumps(studio, plain)}


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
