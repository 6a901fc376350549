"""The decoder: from coordinates, details and known values to a distribution for every value.

Shapes: B voices, T = 21 sections, W = width, D details a section.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dx7bridge.model.layers import (
    TOKENS,
    Block,
    BySection,
    Conditions,
    Embedding,
    Linear,
    norm,
    normalised,
    stacked,
)
from dx7bridge.model.likelihood import Described, ValueLikelihood
from dx7bridge.model.sections import MASK
from dx7bridge.model.weights import Array, Weights
from dx7bridge.voice.parameters import SOUND_SIZE

NOTHING: Final = np.full((1, SOUND_SIZE), MASK)


@dataclass(frozen=True, slots=True)
class Steering:
    """What latents mean to the decoder: added to the tokens [B * T, W], and films [blocks, 4, B, 1, W].

    It stays the same over all passes of a refinement.
    """

    tokens: Array
    films: Array


@dataclass(frozen=True, slots=True)
class Detail:
    """The inputs of the decoder for B voices, besides their latents.

    `details` [B, T, D]; how firmly each holds, 0 to 1 [B] (None: wholly); and `until` which share of the
    values has been drawn.
    """

    details: Array
    hold: Array | None = None
    until: float = 1.0


class Decoder:
    """`known` and `steer` make what `describe` needs. `prefix` is what its weights' names start with."""

    def __init__(self, weights: Weights, prefix: str = "") -> None:
        a = weights.architecture
        self.width = a.width
        self._embed = Embedding(weights, f"{prefix}known", a.width, a.value_width)
        self._nothing = self._embed(NOTHING)
        self._steer = Linear.of(weights, f"{prefix}steer", a.latents, TOKENS * a.width)
        self._refine = BySection(weights, f"{prefix}refine", a.details + 1, a.width)
        self._blocks: list[Block] = []
        for number in range(a.decoder_blocks):  # one by one: a count that the file does not have ends here
            self._blocks.append(Block(weights, f"{prefix}decoder.{number}", a.width, a.heads, film=True))
        names = [f"{prefix}decoder.{number}" for number in range(len(self._blocks))]
        self._condition = Conditions(weights, f"{prefix}condition", a.latents, a.width, names)
        after = norm(weights, f"{prefix}decoder_norm", a.width)
        likelihood = f"{prefix}likelihood"
        self._likelihood = ValueLikelihood(weights, likelihood, a.width, a.value_width, a.mixtures, after)

    def known(self, values: Any | None, count: int) -> Array:
        """Tokens [B * T, W] of what is known of voices, int64 [B, 145], MASK where unknown; None: nothing."""
        if values is not None:
            return self._embed(values)
        return self._nothing if count == 1 else np.tile(self._nothing, (count, 1))

    def steer(self, latents: Array) -> Steering:
        """Of latents [B, 8], the network's own."""
        return Steering(self._steer(latents).reshape(-1, self.width), self._condition(latents))

    def describe(self, known: Array, steering: Steering, detail: Detail | None = None) -> Described:
        """The distributions of all values, in one pass."""
        count, terms = len(known), [known, steering.tokens]
        voices = count // TOKENS
        if detail is not None:
            given = np.ones((*detail.details.shape[:2], 1), dtype=np.float32)  # says that the detail is given
            told = self._refine(np.concatenate([detail.details, given], axis=2))
            if detail.hold is not None:
                told *= detail.hold[:, None, None]
            terms.append(told.reshape(count, -1))
        x = stacked(*terms)
        for block, film in zip(self._blocks, steering.films, strict=True):
            x = block(x, voices, film=film)
        return self._likelihood.describe(normalised(x)[:count].reshape(voices, TOKENS, -1))
