"""The model itself: a VAE over DX7 sounds with Sylvester flows, attention and a masked decoder.

    encoder    145 values -> 21 tokens -> attention -> Normal posterior over 8 performance latents,
               bent by triangular Sylvester flows, and over a small detail latent for every section
    prior      N(0, I), carried by couplings to where the latents of all voices lie, and by a flow of its own
               to where their details do
    decoder    latents + the detail, if given + the values already known (none, some, all but one)
               -> attention with FiLM -> a distribution for every value

With nothing known, one pass is the VAE's decoder: fast, for knobs. Feeding drawn values back and asking
again (refinement) makes values that agree with each other; holding some of them fixed makes a lock a
condition. Coordinates are always those after the posterior's flow (see flow.py).

Shapes: B voices; values are int64 [B, 145] counted from each parameter's lowest, MASK where unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from dx7bridge.model.architecture import Architecture
from dx7bridge.model.sections import MASK, SECTIONS
from dx7bridge.voice.parameters import SOUND_SIZE
from training.network.attention import Block, BySection, ValueEmbedding
from training.network.detail import DetailPrior
from training.network.flow import Couplings, TriangularSylvester
from training.network.foretold import Foretold
from training.network.likelihood import Described, ValueLikelihood
from training.network.places import Places
from training.network.timbre import timbre


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the encoder believes: Normals before the flow, and the context that bends them.

    mean, log_scale [B, 8]; detail_mean, detail_log_scale [B, T, details]; context [B, W].
    """

    mean: Tensor
    log_scale: Tensor
    detail_mean: Tensor
    detail_log_scale: Tensor
    context: Tensor


class VoiceDecoder(nn.Module):
    """Latents, details and what is known of a voice -> a distribution for each of its values."""

    def __init__(self, architecture: Architecture) -> None:
        super().__init__()
        a = self.architecture = architecture
        self.known = ValueEmbedding(a.width, a.value_width)
        self.steer = nn.Linear(a.latents, len(SECTIONS) * a.width)  # a conditioning vector a section
        nn.init.normal_(self.steer.weight, std=0.2)  # loud enough that the latents are used from the start
        self.refine = BySection(a.details + 1, a.width)  # the last input says that the detail is given
        self.condition = nn.Sequential(
            nn.Linear(a.latents, a.width), nn.SiLU(), nn.Linear(a.width, a.width), nn.SiLU()
        )
        self.decoder = nn.ModuleList(
            Block(a.width, a.heads, a.dropout, a.width) for _ in range(a.decoder_blocks)
        )
        self.decoder_norm = nn.LayerNorm(a.width)
        self.likelihood = ValueLikelihood(a.width, a.value_width, a.mixtures)

    def known_tokens(self, known: Tensor | None) -> Tensor:
        """Tokens [B, T, W] of what is known of voices [B, 145], or [1, T, W] of nothing."""
        if known is None:
            known = torch.full((1, SOUND_SIZE), MASK, device=self.steer.weight.device)
        tokens: Tensor = self.known(known)
        return tokens

    def decode(
        self, latents: Tensor, details: Tensor | None, known: Tensor | None, hold: Tensor | None = None
    ) -> Described:
        """The distribution of every value, given latents [B, 8], details [B, T, D] or None, known values
        [B, 145] or None.

        A voice whose `details` are NaN counts as one without (training mixes both in one batch). `hold`
        [B], 0 to 1, lets go of the details: from all that they say to none of it.
        """
        x = self.known_tokens(known) + self.steer(latents).unflatten(-1, (len(SECTIONS), -1))
        if details is not None:
            given = ~details.isnan().any(-1, keepdim=True)
            told = self.refine(torch.cat([details.nan_to_num(0.0), given.to(details.dtype)], dim=-1))
            x = x + (given if hold is None else given * hold[:, None, None]) * told
        condition = self.condition(latents)
        for block in self.decoder:
            x = block(x, condition)
        return self.likelihood.describe(self.decoder_norm(x))


class Sampler(VoiceDecoder):
    """What draws new voices, where that has latents of its own, which no knob moves, and their priors."""

    def __init__(self, architecture: Architecture) -> None:
        super().__init__(architecture)
        a = architecture
        self.prior = Couplings(a.latents, a.coupling_steps)
        self.detail_prior = DetailPrior(a.latents, a.details, a.width, a.detail_width, a.detail_blocks)


class VoiceVAE(VoiceDecoder):
    """encode -> Posterior; coordinates -> latents; decode -> Described; prior: drawn, drawn_details,
    log_prior.

    Its own decoder is the knobs'. `drawer` is the one that draws and rebuilds: another one, trained by
    likelihood alone, where the architecture has it.
    """

    def __init__(self, architecture: Architecture) -> None:
        super().__init__(architecture)
        a = architecture
        self.read = ValueEmbedding(a.width, a.value_width)
        self.summary = nn.Parameter(0.02 * torch.randn(a.width))
        self.encoder = nn.ModuleList(Block(a.width, a.heads, a.dropout) for _ in range(a.encoder_blocks))
        self.encoder_norm = nn.LayerNorm(a.width)
        self.posterior = nn.Linear(a.width, 2 * a.latents)
        self.posterior_detail = BySection(a.width, 2 * a.details)
        self.flow = TriangularSylvester(a.latents, a.flow_steps, a.width)
        self.prior = Couplings(a.latents, a.coupling_steps)
        self.detail_prior = (
            DetailPrior(a.latents, a.details, a.width, a.detail_width, a.detail_blocks)
            if a.detail_blocks and not a.sampler
            else None
        )
        self.sampler = Sampler(a) if a.sampler else None
        self.places = Places(a.latents, a.places_width, a.places_blocks) if a.places_blocks else None
        self.drawing = VoiceDecoder(a) if a.drawing else None
        self.foretold = Foretold(a.latents, a.frames) if a.frames else None

    def decoder_state(self) -> dict[str, Tensor]:
        """The weights of the knobs' decoder, by name."""
        names = VoiceDecoder(self.architecture).state_dict()
        return {name: tensor for name, tensor in self.state_dict().items() if name in names}

    @property
    def drawer(self) -> VoiceDecoder:
        """The decoder that draws and rebuilds."""
        return self if self.drawing is None else self.drawing

    @property
    def sampling(self) -> VoiceDecoder:
        """The decoder that draws new voices."""
        return self.drawer if self.sampler is None else self.sampler

    def encode(self, values: Tensor) -> Posterior:
        """What the latents of these sounds, all of whose values are known, may be."""
        return self.infer(values, torch.zeros_like(values, dtype=torch.bool))

    def infer(self, values: Tensor, hidden: Tensor) -> Posterior:
        """The same while values, bool [B, 145], are `hidden` from the encoder.

        Where the places have an encoder of their own it sees all of them.
        """
        timbres = timbre(values) if self.architecture.timbre else values
        if self.places is None:
            return self.summarise(timbres.masked_fill(hidden, MASK))
        found = self.summarise(values.masked_fill(hidden, MASK))
        mean = self.places(timbres)
        return replace(found, mean=mean, log_scale=self.places.log_scale.expand_as(mean))

    def summarise(self, values: Tensor) -> Posterior:
        """What the encoder says of sounds as they are, some of which may be MASK."""
        x = torch.cat([self.summary.expand(len(values), 1, -1), self.read(values)], dim=1)
        for block in self.encoder:
            x = block(x)
        x = self.encoder_norm(x).float()
        context = x[:, 0]
        with torch.autocast(x.device.type, enabled=False):
            mean, log_scale = self.posterior(context).chunk(2, dim=-1)
            detail_mean, detail_log_scale = self.posterior_detail(x[:, 1:]).chunk(2, dim=-1)
        return Posterior(mean, log_scale.clamp(-7, 3), detail_mean, detail_log_scale.clamp(-7, 3), context)

    def coordinates(self, posterior: Posterior, noise: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Post-flow latents [B, 8] at `noise` posterior deviations, log_det [B], and z before the flow."""
        before = posterior.mean
        if noise is not None:
            before = before + noise * posterior.log_scale.exp()
        with torch.autocast(before.device.type, enabled=False):
            after, log_det = self.flow(before, posterior.context)
        return after, log_det, before

    def drawn(self, normal: Tensor) -> Tensor:
        """Latents [B, 8] that `sampling` decodes, from noise [B, 8] of N(0, I)."""
        prior = self.prior if self.sampler is None else self.sampler.prior
        return prior.inverse(normal)

    def drawn_details(self, normal: Tensor, latents: Tensor, known: Tensor | None) -> Tensor | None:
        """Details [B, T, D] that fit latents [B, 8] and the values known [B, 145], if any, from noise
        [B, T, D] of N(0, I).

        None for a model whose details have no prior.
        """
        prior = self.detail_prior if self.sampler is None else self.sampler.detail_prior
        return None if prior is None else prior.draw(normal, latents, self.sampling.known_tokens(known))

    def log_prior(self, latents: Tensor) -> Tensor:
        """[B] log-density of the prior at latents [B, 8]."""
        with torch.autocast(latents.device.type, enabled=False):
            normal, log_det = self.prior(latents)
            density: Tensor = normal_log_prob(normal) + log_det
        return density


def normal_log_prob(value: Tensor, mean: Tensor | float = 0.0, log_scale: Tensor | float = 0.0) -> Tensor:
    """[B] log-density of a diagonal Normal at value [B, D]."""
    scale = torch.as_tensor(log_scale)
    terms = -0.5 * ((value - mean) / scale.exp()).square() - scale - 0.9189385332046727
    return terms.sum(-1)
