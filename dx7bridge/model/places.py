"""Where the sound of a voice lies: the eight coordinates, foretold from its values.

Attention with a bias for what sections are to each other under the voice's algorithm. Shapes: B voices,
T = 21 sections.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.layers import (
    TOKENS,
    Block,
    BySection,
    Embedding,
    Linear,
    norm,
    normalised,
    silu,
    stacked,
)
from dx7bridge.model.relations import RELATIONS, relations
from dx7bridge.model.weights import Array, Weights
from dx7bridge.voice.canon import ALGORITHM

HEADS: Final = 4
VALUE_WIDTH: Final = 24


class Places:
    """places(values int64 [B, 145] at the plain key and level) -> coordinates [B, 8]."""

    def __init__(self, weights: Weights, name: str) -> None:
        a = weights.architecture
        width = a.places_width
        self._read = Embedding(weights, f"{name}.read", width, VALUE_WIDTH)
        self._role = weights.take(f"{name}.role.weight", RELATIONS, width)
        self._blocks: list[Block] = []
        self._biases: list[Array] = []
        for number in range(a.places_blocks):
            block = f"{name}.blocks.{number}"
            self._blocks.append(Block(weights, block, width, HEADS, film=False))
            self._biases.append(weights.take(f"{block}.bias", RELATIONS, HEADS))
        after = norm(weights, f"{name}.norm", width)
        self._gather = BySection(weights, f"{name}.gather", width, width, after)
        self._first = Linear.of(weights, f"{name}.answer.1", width, 2 * width)
        self._second = Linear.of(weights, f"{name}.answer.3", 2 * width, a.latents)
        weights.take(f"{name}.log_scale", a.latents)  # the likelihood's business

    def __call__(self, values: NDArray[np.int64]) -> Array:
        kinds = relations()[values[:, ALGORITHM]]  # [B, T, T]
        own = np.diagonal(kinds, axis1=1, axis2=2)  # [B, T]
        voices = len(values)
        x = stacked(self._read(values), self._role[own].reshape(voices * TOKENS, -1))
        for block, bias in zip(self._blocks, self._biases, strict=True):
            x = block(x, voices, bias=bias[kinds].transpose(0, 3, 2, 1))
        tokens = normalised(x)[: voices * TOKENS].reshape(voices, TOKENS, -1)
        gathered = self._gather(tokens).mean(1) * np.float32(2)
        return self._second(silu(self._first(silu(gathered))))
