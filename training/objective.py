"""What the model is trained to do: one batch in, one loss out.

Each row of a batch is asked one of two things:
    whole      nothing is known: rebuild all 145 values from the latents in one pass (knobs)
    partial    some values are known: rebuild the rest (refinement, locks)
Some rows are given the detail latents as well: they train the detail alone, beside latents they do not
bend; most must do without. Loss in nats a voice: reconstruction + beta * KL of the posterior after its
flow from the prior, or the detail's. In `partial` rows the
reconstruction is weighted by 145 / masked, which makes it the any-order likelihood bound
(Uria et al., A Deep and Tractable Density Estimator, ICML 2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from dx7bridge.model.sections import MASK, SECTIONS
from dx7bridge.voice.parameters import SOUND_SIZE
from training.network.vae import VoiceVAE, normal_log_prob


@dataclass(frozen=True)
class Mixture:
    """How often each thing is asked, and how much of the encoder's input is hidden."""

    whole: float = 0.55  # the rest is partial
    detail: float = 0.2
    hidden: float = 0.7  # of a voice's values at most: each hides a share of its own, from none up to this
    evenly: bool = False  # every voice hides half of that instead


@dataclass(frozen=True)
class Loss:
    """Means over the rows concerned, nats a voice; `total` is what is minimised."""

    total: Tensor
    whole: Tensor
    partial: Tensor
    detailed: Tensor
    kl: Tensor
    kl_detail: Tensor


def objective(vae: VoiceVAE, values: Tensor, beta: float, beta_detail: float, mixture: Mixture) -> Loss:
    """The loss of sounds int64 [B, 145]."""
    rows, device = len(values), values.device
    is_whole = torch.rand(rows, device=device) < mixture.whole

    share = mixture.hidden * (0.5 if mixture.evenly else torch.rand(rows, 1, device=device))
    hidden = torch.rand(values.shape, device=device) < share
    posterior = vae.infer(values, hidden)
    noise = torch.randn_like(posterior.mean)
    latents, log_det, before = vae.coordinates(posterior, noise)
    kl = normal_log_prob(before, posterior.mean, posterior.log_scale) - log_det - vae.log_prior(latents)

    detail_noise = torch.randn_like(posterior.detail_mean)
    details = posterior.detail_mean + detail_noise * posterior.detail_log_scale.exp()
    kl_detail = 0.5 * (
        posterior.detail_mean.square()
        + (2 * posterior.detail_log_scale).exp()
        - 1
        - 2 * posterior.detail_log_scale
    ).sum((-1, -2))
    given = torch.rand(rows, device=device) < mixture.detail
    details = details.masked_fill(~given[:, None, None], torch.nan)
    latents = torch.where(given.unsqueeze(-1), latents.detach(), latents)

    masked = blanks(rows, is_whole, device)
    described = vae.drawer.decode(latents, details, values.masked_fill(masked, MASK))
    per_row = (-described.log_prob(values) * masked).sum(-1) * SOUND_SIZE / masked.sum(-1)

    cost = per_row + torch.where(given, beta_detail * kl_detail, beta * kl)
    return Loss(
        total=cost.mean(),
        whole=_mean(per_row, is_whole & ~given),
        partial=_mean(per_row, ~is_whole & ~given),
        detailed=_mean(per_row, is_whole & given),
        kl=kl.detach().mean(),
        kl_detail=_mean(kl_detail, given),
    )


def blanks(rows: int, is_whole: Tensor, device: torch.device) -> Tensor:
    """[B, 145] true where the decoder must not see the value: everywhere, scattered, or whole sections."""
    share = torch.rand(rows, 1, device=device)
    scattered = torch.rand(rows, SOUND_SIZE, device=device) < share
    section_of = torch.zeros(SOUND_SIZE, dtype=torch.long, device=device)
    for number, section in enumerate(SECTIONS):
        section_of[list(section.indices)] = number
    blocks = (torch.rand(rows, len(SECTIONS), device=device) < share)[:, section_of]
    masked = torch.where(torch.rand(rows, 1, device=device) < 0.5, scattered, blocks)
    nothing = ~masked.any(-1, keepdim=True)  # at least something must be asked
    return masked | is_whole.unsqueeze(-1) | nothing


def _mean(x: Tensor, where: Tensor) -> Tensor:
    return (x.detach() * where).sum() / where.sum().clamp(min=1)
