"""A reader of voices that knows the algorithm, and what it is for here: where the sound of a voice lies.

Shapes: B voices, T = 21 sections, W = width.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from dx7bridge.model.places import HEADS, VALUE_WIDTH
from dx7bridge.model.relations import RELATIONS, relations
from dx7bridge.voice.canon import ALGORITHM
from training.network.attention import BySection, FeatureDropout, ValueEmbedding

DROPOUT: Final = 0.05


class GraphBlock(nn.Module):
    """A transformer block whose attention has a bias for what sections are to each other."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query_key_value = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.bias = nn.Parameter(torch.zeros(RELATIONS, heads))
        self.dropout = FeatureDropout(dropout)

    def forward(self, x: Tensor, kinds: Tensor) -> Tensor:
        batch, tokens, width = x.shape
        heads = self.query_key_value(self.norm1(x)).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        bias = self.bias[kinds].permute(0, 3, 1, 2)
        seen = scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = x + self.dropout(self.mix(seen.transpose(1, 2).flatten(2)))
        out: Tensor = x + self.dropout(self.narrow(gelu(self.widen(self.norm2(x)))))
        return out


class Reader(nn.Module):
    """gathered(tokens [B, T, W], algorithm [B]) -> [B, W]; `read` makes tokens of values."""

    def __init__(self, width: int, blocks: int) -> None:
        super().__init__()
        self.read = ValueEmbedding(width, VALUE_WIDTH)
        self.role = nn.Embedding(RELATIONS, width)
        self.blocks = nn.ModuleList(GraphBlock(width, HEADS, DROPOUT) for _ in range(blocks))
        self.norm = nn.LayerNorm(width)
        self.gather = BySection(width, width)
        self.register_buffer("relations", torch.from_numpy(relations()), persistent=False)
        self.relations: Tensor

    def gathered(self, tokens: Tensor, algorithm: Tensor) -> Tensor:
        kinds = self.relations[algorithm]
        x = tokens + self.role(kinds.diagonal(dim1=1, dim2=2))
        for block in self.blocks:
            x = block(x, kinds)
        found: Tensor = self.gather(self.norm(x)).mean(1) * 2
        return found


class Places(Reader):
    """values int64 [B, 145] at the plain key and level -> coordinates [B, 8].

    `log_scale` [8] is how sure it is of them, the same for all voices.
    """

    def __init__(self, latents: int, width: int, blocks: int) -> None:
        super().__init__(width, blocks)
        self.answer = nn.Sequential(
            nn.SiLU(), nn.Linear(width, 2 * width), nn.SiLU(), nn.Linear(2 * width, latents)
        )
        self.register_buffer("log_scale", torch.full((latents,), -1.4))
        self.log_scale: Tensor

    def forward(self, values: Tensor) -> Tensor:
        found: Tensor = self.answer(self.gathered(self.read(values), values[:, ALGORITHM]))
        return found
