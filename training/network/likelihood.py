"""What the decoder says of each value: a distribution over its legal values, and no others.

Ordered parameters (rates, levels, depths ...) get a mixture of discretised logistics, which knows that 98
is next to 99, and beside it a softmax for the spikes that people's habits leave (0, 50, 99). The rest
(algorithm, curves, waves) are plain softmaxes. Illegal values have probability 0, in the loss
as in sampling.
Source: discretised logistic mixtures, Salimans et al., PixelCNN++ (ICLR 2017); for synth presets,
Le Vaillant et al., SPINVAE (ICASSP 2023).
"""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn
from torch.nn.functional import log_softmax, logsigmoid

from dx7bridge.model.sections import (
    ORDERED,
    SECTIONS,
    SOUND,
    VALUES,
    count_of,
    indices_by_kind,
    section_order,
    slots,
)
from dx7bridge.voice.parameters import SOUND_SIZE
from training.network.attention import smooth_table

TINY = 1e-12
NEVER = -1e4  # a log-weight that is none, and still has a gradient


class ValueLikelihood(nn.Module):
    """From section tokens to a distribution for each of the 145 values.

    describe(tokens [B, T, W]) -> Described; its log_prob and table answer the rest.
    """

    def __init__(self, width: int, value_width: int, mixtures: int) -> None:
        super().__init__()
        numbers, count = slots()
        self.mixtures = mixtures
        self.split = nn.ModuleDict({s.kind: nn.Linear(width, len(s.indices) * value_width) for s in SECTIONS})
        self.answer = nn.Parameter(smooth_table(count, VALUES, value_width) / value_width)
        self.bias = nn.Parameter(torch.zeros(SOUND_SIZE, VALUES))
        self.shape = nn.Parameter(0.05 * torch.randn(count, value_width, 3 * mixtures + 1))
        start = torch.cat([torch.zeros(mixtures + 1), torch.linspace(-2, 2, mixtures), torch.zeros(mixtures)])
        self.shape_bias = nn.Parameter(start.repeat(SOUND_SIZE, 1))
        sizes = torch.tensor([p.size for p in SOUND])
        self.register_buffer("slot", torch.tensor(numbers), persistent=False)
        self.register_buffer("order", torch.tensor(section_order()), persistent=False)
        self.register_buffer("sizes", sizes, persistent=False)
        self.register_buffer("illegal", torch.arange(VALUES) >= sizes.unsqueeze(1), persistent=False)
        self.register_buffer("unordered", ~torch.tensor(ORDERED), persistent=False)
        self.slot: Tensor
        self.order: Tensor
        self.sizes: Tensor
        self.illegal: Tensor
        self.unordered: Tensor

    def describe(self, tokens: Tensor) -> Described:
        """The distributions that these tokens mean, in float32."""
        parts, start = [], 0
        for kind, rows in indices_by_kind().items():
            number = count_of(kind)
            part = self.split[kind](tokens[:, start : start + number])
            parts.append(part.reshape(len(tokens), len(rows), -1))
            start += number
        vectors = torch.cat(parts, dim=1)[:, self.order].float()  # [B, 145, value_width]
        with torch.autocast(vectors.device.type, enabled=False):
            answer, form = self.answer[self.slot], self.shape[self.slot]
            logits = torch.einsum("bpe,pve->bpv", vectors, answer) + self.bias
            shape = torch.einsum("bpe,pes->bps", vectors, form) + self.shape_bias
        weights, centres, widths = torch.split(
            shape, [self.mixtures + 1, self.mixtures, self.mixtures], dim=-1
        )
        weights = weights.clone()
        weights[..., 1:] = weights[..., 1:].masked_fill(self.unordered.unsqueeze(-1), NEVER)
        top = (self.sizes - 1).unsqueeze(-1)
        return Described(
            spikes=log_softmax(logits.masked_fill(self.illegal, -torch.inf), dim=-1),
            log_weights=log_softmax(weights, dim=-1),
            centres=centres.sigmoid() * (top + 2) - 1,
            scales=(widths - 1).exp().clamp(0.005, 1.0) * top.clamp(min=1) * 0.5 + 0.05,
            top=top,
            illegal=self.illegal,
        )


class Described:
    """One distribution a value, for B voices: spikes (log-probabilities [B, 145, 100]) and logistics.

    log_weights [B, 145, 1 + M]: the spikes' and each logistic's share; centres, scales [B, 145, M] in
    steps of the parameter.
    """

    def __init__(
        self,
        spikes: Tensor,
        log_weights: Tensor,
        centres: Tensor,
        scales: Tensor,
        top: Tensor,
        illegal: Tensor,
    ) -> None:
        self.spikes, self.log_weights = spikes, log_weights
        self.centres, self.scales = centres, scales
        self.top, self.illegal = top, illegal

    def only(self, wanted: Tensor) -> Described:
        """The K distributions that `wanted` [B, 145] points at, as [K, ...]."""
        top, illegal = self.top.expand(*wanted.shape, 1), self.illegal.expand(*wanted.shape, VALUES)
        return Described(
            self.spikes[wanted],
            self.log_weights[wanted],
            self.centres[wanted],
            self.scales[wanted],
            top[wanted],
            illegal[wanted],
        )

    def rows(self, which: Tensor | slice) -> Described:
        """Those of some of the voices."""
        return Described(
            self.spikes[which],
            self.log_weights[which],
            self.centres[which],
            self.scales[which],
            self.top,
            self.illegal,
        )

    def log_prob(self, values: Tensor) -> Tensor:
        """[B, 145] log-probabilities of the values int64 [B, 145] (from 0)."""
        spike = self.spikes.gather(-1, values.unsqueeze(-1)).squeeze(-1) + self.log_weights[..., 0]
        logistic = self._logistics(values.unsqueeze(-1).float(), self.centres, self.scales, self.top)
        return torch.logaddexp(spike, torch.logsumexp(self.log_weights[..., 1:] + logistic, dim=-1))

    def table(self) -> Tensor:
        """[B, 145, 100] log-probabilities of every value; -inf where illegal."""
        grid = torch.arange(VALUES, device=self.spikes.device, dtype=torch.float32)
        weights = self.log_weights.exp().unsqueeze(-1)
        above = ((grid + 0.5 - self.centres.unsqueeze(-1)) / self.scales.unsqueeze(-1)).sigmoid()
        above = above.masked_fill(grid >= self.top.unsqueeze(-1), 1.0)  # the outermost values own the tails
        mass = torch.cat([above[..., :1], above.diff(dim=-1)], dim=-1)  # [B, 145, M, 100]
        total = self.spikes.exp() * weights[..., 0, :] + (weights[..., 1:, :] * mass).sum(-2)
        return total.masked_fill(self.illegal, 0.0).log()

    @staticmethod
    def _logistics(values: Tensor, centres: Tensor, scales: Tensor, top: Tensor) -> Tensor:
        """Log mass of the logistic in [value - 1/2, value + 1/2]; the outermost values own the tails."""
        upper, lower = (values + 0.5 - centres) / scales, (values - 0.5 - centres) / scales
        inside = torch.log((upper.sigmoid() - lower.sigmoid()).clamp(min=TINY))
        below = torch.where(values <= 0, logsigmoid(upper), inside)
        return torch.where(values >= top, logsigmoid(-lower), below)


def middle(table: Tensor) -> Tensor:
    """Values int64 [B, 145] from log-probabilities [B, 145, 100]: the median where values are ordered.

    People's habits make extremes the commonest value of many parameters (99, 0). Taken all at once they
    make a caricature, and a turned knob jumps from one to the next; medians move with the knob. What has
    no order takes the most probable value.
    """
    median = (table.exp().cumsum(-1) < 0.5).sum(-1)
    return torch.where(_ordered(table.device), median, table.argmax(-1))


@cache
def _ordered(device: torch.device) -> Tensor:
    return torch.tensor(ORDERED, device=device)


def choose(log_probabilities: Tensor, temperature: float, uniform: Tensor) -> Tensor:
    """Values int64 [...] drawn from log-probabilities [..., 100], the inverse distribution at `uniform`.

    Temperature 0 takes the most probable value; the same uniforms give nearby values for nearby
    distributions, so a sample moves smoothly with the latents.
    """
    if temperature <= 0:
        return log_probabilities.argmax(-1)
    cumulative = (log_probabilities / temperature).softmax(-1).double().cumsum(-1)
    point = uniform.double().unsqueeze(-1) * cumulative[..., -1:]
    drawn = (cumulative <= point).sum(-1)
    last = (log_probabilities > -torch.inf).sum(-1) - 1  # rounding must not step past the legal values
    return torch.minimum(drawn, last)
