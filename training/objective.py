"""What the model is trained to do: one batch in, one loss out.

Each row of a batch is asked one of three things:
    whole      nothing is known: rebuild all 145 sound values from the latents in one pass (knobs)
    partial    some values are known: rebuild the rest (refinement, locks)
    name       the sound and the first letters are known: spell on
Some rows are given the detail latent, most must do without it. Loss in nats a voice:
reconstruction + beta * KL of the posterior after its flow from N(0, I). In `partial` rows the
reconstruction is weighted by 145 / masked, which makes it the any-order likelihood bound
(Uria et al., A Deep and Tractable Density Estimator, ICML 2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from dx7bridge.model.sections import MASK, SECTIONS
from dx7bridge.model.vae import VoiceVAE, normal_log_prob
from dx7bridge.voice.parameters import NAME_LENGTH, SOUND_SIZE, VOICE_SIZE


@dataclass(frozen=True)
class Mixture:
    """How often each thing is asked, and how much of the encoder's input is hidden."""

    whole: float = 0.6
    name: float = 0.05  # the rest is partial
    detail: float = 0.35
    hidden: float = 0.25


@dataclass(frozen=True)
class Loss:
    """Means over the rows concerned, nats a voice; `total` is what is minimised."""

    total: Tensor
    whole: Tensor
    partial: Tensor
    name: Tensor
    kl: Tensor
    kl_detail: Tensor


def objective(vae: VoiceVAE, values: Tensor, beta: float, beta_detail: float, mixture: Mixture) -> Loss:
    """The loss of voices int64 [B, 155] (counted from each parameter's lowest)."""
    rows, device = len(values), values.device
    kind = torch.rand(rows, device=device)
    is_name = kind < mixture.name
    is_whole = kind > 1 - mixture.whole
    is_sound = ~is_name

    hidden = torch.rand(values.shape, device=device) < mixture.hidden
    posterior = vae.encode(values.masked_fill(hidden, MASK))
    noise = torch.randn_like(posterior.mean)
    latents, log_det, before = vae.coordinates(posterior, noise)
    kl = normal_log_prob(before, posterior.mean, posterior.log_scale) - log_det - normal_log_prob(latents)

    detail_noise = torch.randn_like(posterior.detail_mean)
    details = posterior.detail_mean + detail_noise * posterior.detail_log_scale.exp()
    kl_detail = 0.5 * (
        posterior.detail_mean.square()
        + (2 * posterior.detail_log_scale).exp()
        - 1
        - 2 * posterior.detail_log_scale
    ).sum(-1)
    given = (torch.rand(rows, device=device) < mixture.detail) & is_sound
    details = details.masked_fill(~given.unsqueeze(-1), torch.nan)
    latents = torch.where(
        is_name.unsqueeze(-1), latents.detach(), latents
    )  # names must not shape the latents

    masked = _masked(rows, is_whole, is_name, device)
    described = vae.decode(latents, details, values.masked_fill(masked, MASK))
    nll = -described.log_prob(values)
    asked = masked.clone()
    asked[is_sound, SOUND_SIZE:] = False
    count = asked.sum(-1).clamp(min=1)
    weight = torch.where(is_sound, SOUND_SIZE / count, 1.0)
    per_row = (nll * asked).sum(-1) * weight

    cost = per_row + is_sound * beta * kl + given * beta_detail * kl_detail
    return Loss(
        total=cost.mean(),
        whole=_mean(per_row, is_whole),
        partial=_mean(per_row, is_sound & ~is_whole),
        name=_mean(per_row * NAME_LENGTH / count, is_name),
        kl=_mean(kl, is_sound),
        kl_detail=_mean(kl_detail, given),
    )


def _masked(rows: int, is_whole: Tensor, is_name: Tensor, device: torch.device) -> Tensor:
    """[B, 155] true where the decoder must not see the value."""
    share = torch.rand(rows, 1, device=device)
    scattered = torch.rand(rows, VOICE_SIZE, device=device) < share
    section_of = torch.zeros(VOICE_SIZE, dtype=torch.long, device=device)
    for number, section in enumerate(SECTIONS):
        section_of[list(section.indices)] = number
    blocks = (torch.rand(rows, len(SECTIONS), device=device) < share)[:, section_of]
    masked = torch.where(torch.rand(rows, 1, device=device) < 0.5, scattered, blocks)
    nothing = ~masked[:, :SOUND_SIZE].any(-1, keepdim=True)  # at least something must be asked
    masked = masked | is_whole.unsqueeze(-1) | nothing
    masked[:, SOUND_SIZE:] = True
    spelled = torch.randint(0, NAME_LENGTH, (rows, 1), device=device)
    letters = torch.arange(NAME_LENGTH, device=device) >= spelled
    spelling = torch.cat([torch.zeros(rows, SOUND_SIZE, dtype=torch.bool, device=device), letters], dim=1)
    return torch.where(is_name.unsqueeze(-1), spelling, masked)


def _mean(x: Tensor, where: Tensor) -> Tensor:
    return (x.detach() * where).sum() / where.sum().clamp(min=1)
