"""How good a checkpoint is, on voices whose families it never saw: the figures of the scorecard.

Over the 145 sound parameters, the name apart. Everything is measured through the weights as shipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dx7bridge.model.model import Model
from dx7bridge.model.sections import MASK
from dx7bridge.model.vae import VoiceVAE, normal_log_prob
from dx7bridge.voice import PARAMETERS, Voice
from dx7bridge.voice.parameters import SOUND_SIZE
from training.fit import indices

SIZES = np.array([p.size for p in PARAMETERS[:SOUND_SIZE]])
BATCH = 256


def evaluate(
    model: Model, held_out: NDArray[np.uint8], known: NDArray[np.uint8], seed: int = 1
) -> dict[str, Any]:
    """Figures of `model` on held-out voices [N, 155], beside what `known` voices' habits alone score.

    `known` are the training voices: most common values and marginal frequencies are taken from them.
    """
    torch.manual_seed(seed)
    voices = [Voice(row.tobytes()) for row in held_out]
    sounds = held_out[:, :SOUND_SIZE]
    full = _sounds(model.reconstruct(voices))
    alone = _sounds(model.reconstruct(voices, latent_only=True))
    common = np.array([np.bincount(column).argmax() for column in known[:, :SOUND_SIZE].T])
    return {
        "voices": len(voices),
        "nelbo": _rounded(nelbo(model.vae, indices(held_out), detailed=False)),
        "nelbo_detailed": _rounded(nelbo(model.vae, indices(held_out), detailed=True)),
        "accuracy": _rounded((alone == sounds).mean()),
        "accuracy_detailed": _rounded((full == sounds).mean()),
        "nmae": _rounded(_nmae(alone, sounds)),
        "nmae_detailed": _rounded(_nmae(full, sounds)),
        "drift": _rounded(drift(model, voices)),
        "kl_per_axis": [_rounded(k) for k in kl_per_axis(model.vae, indices(held_out))],
        "floor": {
            "nelbo_of_marginals": _rounded(_marginal_nats(known, held_out)),
            "accuracy_of_most_common": _rounded((common == sounds).mean()),
            "nmae_of_most_common": _rounded(_nmae(np.broadcast_to(common, sounds.shape), sounds)),
        },
    }


@torch.inference_mode()
def nelbo(vae: VoiceVAE, values: Tensor, detailed: bool) -> float:
    """-ELBO in nats a voice: one posterior sample, beta 1, nothing known; with or without the detail."""
    total = 0.0
    for batch in _batches(values):
        posterior = vae.encode(batch)
        latents, log_det, before = vae.coordinates(posterior, torch.randn_like(posterior.mean))
        kl = normal_log_prob(before, posterior.mean, posterior.log_scale) - log_det - normal_log_prob(latents)
        details = None
        if detailed:
            scale = posterior.detail_log_scale
            details = posterior.detail_mean + torch.randn_like(scale) * scale.exp()
            kl = kl + normal_log_prob(details, posterior.detail_mean, scale) - normal_log_prob(details)
        described = vae.decode(latents, details, torch.full_like(batch, MASK))
        total += float((kl - described.log_prob(batch)[:, :SOUND_SIZE].sum(-1)).sum())
    return total / len(values)


@torch.inference_mode()
def kl_per_axis(vae: VoiceVAE, values: Tensor) -> list[float]:
    """Nats that each latent carries before the flow (a Normal's KL; the flow is volume on top)."""
    parts = []
    for batch in _batches(values):
        p = vae.encode(batch)
        parts.append(0.5 * (p.mean.square() + (2 * p.log_scale).exp() - 1 - 2 * p.log_scale))
    return [float(k) for k in torch.cat(parts).mean(0)]


@torch.inference_mode()
def drift(model: Model, voices: list[Voice]) -> float:
    """encode -> decode -> encode: mean distance of the coordinates, in posterior standard deviations."""
    values = torch.stack([indices(np.frombuffer(v.values, dtype=np.uint8)[None])[0] for v in voices])
    there = torch.tensor(model.encode(voices))
    back = torch.tensor(model.encode(model.reconstruct(voices, latent_only=True)))
    scale = torch.cat([model.vae.encode(b).log_scale.exp() for b in _batches(values)])
    return float(((there - back) / scale).square().mean(-1).sqrt().mean())


def _marginal_nats(known: NDArray[np.uint8], held_out: NDArray[np.uint8]) -> float:
    nats = 0.0
    for size, train, test in zip(SIZES, known.T, held_out.T, strict=False):
        counts = np.bincount(train, minlength=size) + 1.0
        nats -= float(np.log(counts / counts.sum())[test].mean())
    return nats


def _nmae(found: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> float:
    return float((np.abs(found.astype(float) - wanted) / (SIZES - 1)).mean())


def _sounds(voices: list[Voice]) -> NDArray[np.uint8]:
    return np.array([list(v.sound) for v in voices], dtype=np.uint8)


def _batches(values: Tensor) -> Iterator[Tensor]:
    yield from torch.split(values, BATCH)


def _rounded(x: float) -> float:
    return round(float(x), 4)
