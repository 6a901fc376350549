"""Attention over the sections of a voice: embedding of the 145 values, and the transformer block.

Shapes: B voices, T = 21 sections, W = width.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from dx7bridge.model.sections import KINDS, SECTIONS, VALUES, count_of, indices_by_kind, slots


def smooth_table(rows: int, size: int, width: int) -> Tensor:
    """[rows, size, width] start values in which neighbouring values have neighbouring vectors."""
    position = torch.arange(size).unsqueeze(1) / VALUES
    waves = torch.exp(torch.linspace(math.log(0.5), math.log(16.0), width // 2))
    angle = 2 * math.pi * position * waves
    basis = torch.cat([angle.sin(), angle.cos()], dim=1)  # [size, width]
    mix = torch.randn(rows, width, width) / math.sqrt(width)
    return basis @ mix


class ValueEmbedding(nn.Module):
    """Every value its own vector; the vectors of a section, side by side, become its token.

    forward(values int64 [B, 145], 0 up to the parameter's size, MASK for unknown) -> [B, T, W].
    """

    def __init__(self, width: int, value_width: int) -> None:
        super().__init__()
        numbers, count = slots()
        self.table = nn.Parameter(smooth_table(count, VALUES + 1, value_width).flatten(0, 1))
        self.register_buffer("offset", torch.tensor(numbers) * (VALUES + 1), persistent=False)
        self.offset: Tensor
        self.join = nn.ModuleDict(
            {s.kind: nn.Linear(len(s.indices) * value_width, width, bias=False) for s in SECTIONS}
        )
        self.place = nn.Parameter(0.02 * torch.randn(len(SECTIONS), width))

    def forward(self, values: Tensor) -> Tensor:
        return self.join_tokens(nn.functional.embedding(values + self.offset, self.table))

    def join_tokens(self, vectors: Tensor) -> Tensor:
        """Tokens [B, T, W] of the vectors [B, 145, value_width] that stand for the values."""
        tokens = []
        for kind, rows in indices_by_kind().items():
            picked = vectors[:, rows].reshape(len(vectors), count_of(kind), -1)
            tokens.append(self.join[kind](picked))
        return torch.cat(tokens, dim=1) + self.place


class BySection(nn.Module):
    """A linear map of every section's vector, the same for sections of a kind: [B, T, in] -> [B, T, out]."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.maps = nn.ModuleDict({kind: nn.Linear(inputs, outputs) for kind in KINDS})

    def forward(self, x: Tensor) -> Tensor:
        parts = torch.split(x, [count_of(kind) for kind in KINDS], dim=1)
        return torch.cat([self.maps[kind](part) for kind, part in zip(KINDS, parts, strict=True)], dim=1)


class FeatureDropout(nn.Module):
    """Drops whole features, the same in every section: [B, T, W] -> [B, T, W]. Cheap to draw on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.share == 0:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Block(nn.Module):
    """Pre-norm transformer block, FiLM-conditioned where `condition_size` is not 0.

    forward(x [B, T, W], condition [B, condition_size] or None) -> [B, T, W].
    FiLM: Perez et al., AAAI 2018; conditioning of normalised activations as in adaptive layer norm.
    """

    def __init__(self, width: int, heads: int, dropout: float, condition_size: int = 0) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, elementwise_affine=condition_size == 0)
        self.norm2 = nn.LayerNorm(width, elementwise_affine=condition_size == 0)
        self.query_key_value = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.widen = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.dropout = FeatureDropout(dropout)
        self.film = nn.Linear(condition_size, 4 * width) if condition_size else None
        if self.film is not None:
            nn.init.normal_(self.film.weight, std=0.02)
            nn.init.zeros_(self.film.bias)

    def forward(self, x: Tensor, condition: Tensor | None = None) -> Tensor:
        a, m = self.norm1(x), None
        if self.film is not None and condition is not None:
            scale1, shift1, scale2, shift2 = self.film(condition).unsqueeze(1).chunk(4, dim=-1)
            a, m = a * (1 + scale1) + shift1, (1 + scale2, shift2)
        batch, tokens, width = x.shape
        heads = self.query_key_value(a).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)  # each [B, heads, T, W / heads]
        seen: Tensor = scaled_dot_product_attention(query, key, value)  # scaled by 1 / sqrt(W / heads)
        x = x + self.dropout(self.mix(seen.transpose(1, 2).flatten(2)))
        n = self.norm2(x)
        if m is not None:
            n = n * m[0] + m[1]
        out: Tensor = x + self.dropout(self.narrow(gelu(self.widen(n))))
        return out
