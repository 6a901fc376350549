"""How likely a model finds voices: bounds on log p(x) over the 145 sound values, in nats, B voices at once.

Every bound is an importance weight, log p(x | z) + log p(z) - log q(z | x), with z drawn from the
posterior: its mean is -nELBO, the log of the mean of 64 the IWAE bound (Burda et al., ICLR 2016). All
latents that are drawn are paid for: the 8, and the detail where `detailed`.

In one pass, p(x | z) is what a knob decodes. In several it is what `sample` does: values are drawn in
groups of random order, each group given those before it. That too is a proper distribution, a mixture
over orders (Uria et al., ICML 2014), so its bound may be set beside the other.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from dx7bridge.model.sections import MASK
from training.network.vae import Posterior, VoiceVAE, normal_log_prob

BATCH = 256


@torch.inference_mode()
def nelbo(
    vae: VoiceVAE,
    values: Tensor,
    seed: int,
    *,
    detailed: bool,
    passes: int = 1,
) -> float:
    """-ELBO of voices int64 [N, 145] in nats a voice: one posterior sample, beta 1."""
    dice = torch.Generator().manual_seed(seed)
    total = 0.0
    for batch in torch.split(values, BATCH):
        total -= float(log_weight(vae, batch, vae.encode(batch), dice, detailed, passes).sum())
    return total / len(values)


@torch.inference_mode()
def gain(
    vae: VoiceVAE,
    values: Tensor,
    seed: int,
    *,
    detailed: bool,
    samples: int = 64,
) -> float:
    """Nats a voice by which the bound of `samples` posterior samples is above that of one (at least 0)."""
    dice = torch.Generator().manual_seed(seed)
    total = 0.0
    for batch in torch.split(values, BATCH):
        posterior = vae.encode(batch)
        weights = torch.stack([log_weight(vae, batch, posterior, dice, detailed, 1) for _ in range(samples)])
        total += float((weights.logsumexp(0) - math.log(samples) - weights.mean(0)).sum())
    return total / len(values)


def log_weight(
    vae: VoiceVAE,
    values: Tensor,
    posterior: Posterior,
    dice: torch.Generator,
    detailed: bool,
    passes: int,
) -> Tensor:
    """[B] log p(x | z) + log p(z) - log q(z | x) at one z of the posterior."""
    latents, log_det, before = vae.coordinates(posterior, _normal(posterior.mean, dice))
    ratio = vae.log_prior(latents) + log_det - normal_log_prob(before, posterior.mean, posterior.log_scale)
    details = None
    if detailed:
        mean, scale = posterior.detail_mean, posterior.detail_log_scale
        details = mean + _normal(mean, dice) * scale.exp()
        gain = normal_log_prob(details) - normal_log_prob(details, mean, scale)  # [B, T]
        ratio = ratio + gain.sum(-1)
    return ratio + log_likelihood(vae, values, latents, details, dice, passes)


def log_likelihood(
    vae: VoiceVAE, values: Tensor, latents: Tensor, details: Tensor | None, dice: torch.Generator, passes: int
) -> Tensor:
    """[B] log p(x | z) when values are found in `passes` groups, each voice's in a random order."""
    order = torch.rand(values.shape, generator=dice).to(values.device)
    known = torch.full_like(values, MASK)
    total = latents.new_zeros(len(values))
    for number in range(1, passes + 1):
        due = (known == MASK) & (order <= number / passes)
        total = total + (vae.drawer.decode(latents, details, known).log_prob(values) * due).sum(-1)
        known = torch.where(due, values, known)
    return total


@torch.inference_mode()
def posterior_after_flow(
    vae: VoiceVAE, values: Tensor, seed: int, samples: int = 32
) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation [N, 8] of each voice's coordinates after the flow, by sampling."""
    dice = torch.Generator().manual_seed(seed)
    means, deviations = [], []
    for batch in torch.split(values, BATCH):
        posterior = vae.encode(batch)
        drawn = torch.stack(
            [vae.coordinates(posterior, _normal(posterior.mean, dice))[0] for _ in range(samples)]
        )
        means.append(drawn.mean(0))
        deviations.append(drawn.std(0))
    return torch.cat(means), torch.cat(deviations)


def kl_per_axis(mean: Tensor, deviation: Tensor) -> list[float]:
    """Nats that each axis carries: posteriors [N, 8], taken as Normals, from N(0, 1); means over voices."""
    kl = 0.5 * (mean.square() + deviation.square() - 1) - deviation.log()
    return [float(nats) for nats in kl.mean(0)]


def _normal(like: Tensor, dice: torch.Generator) -> Tensor:
    return torch.randn(like.shape, generator=dice).to(like.device)
