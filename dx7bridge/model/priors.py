"""Where voices are: couplings that carry N(0, I) to their latents, a flow that carries it to their details.

Source: Dinh et al., Density Estimation using Real NVP (ICLR 2017); Lipman et al., Flow Matching for
Generative Modeling (ICLR 2023).
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from dx7bridge.model.layers import (
    TOKENS,
    Block,
    BySection,
    Conditions,
    Linear,
    norm,
    normalised,
    silu,
    stacked,
)
from dx7bridge.model.sections import coupled
from dx7bridge.model.weights import Array, Weights

HIDDEN: Final = 64  # units of a coupling's network
CLOCK: Final = 8  # waves that tell the time
STEPS: Final = 2  # of the midpoint rule: samples of 1 to 16 are told from real voices equally often
HEADS: Final = 4


class Couplings:
    """couplings(noise [B, 8] of N(0, I)) -> latents [B, 8]: the inverse of what was fitted."""

    def __init__(self, weights: Weights, name: str, dims: int, steps: int) -> None:
        self._steps = []
        for number in range(steps):
            kept, moved = coupled(dims, number)
            layers = (
                Linear.of(weights, f"{name}.nets.{number}.0", len(kept), HIDDEN),
                Linear.of(weights, f"{name}.nets.{number}.2", HIDDEN, HIDDEN),
                Linear.of(weights, f"{name}.nets.{number}.4", HIDDEN, 2 * len(moved)),
            )
            self._steps.append((kept, moved, layers))

    def __call__(self, noise: Array) -> Array:
        z = noise.copy()
        for kept, moved, (first, second, last) in reversed(self._steps):
            said = last(silu(second(silu(first(z[:, kept])))))
            log_scale, shift = np.tanh(said[:, : len(moved)]), said[:, len(moved) :]
            z[:, moved] = z[:, moved] * np.exp(-log_scale) - shift
        return z


class DetailPrior:
    """prior(noise [B, T, D] of N(0, I), latents [B, 8], known [B * T, W]) -> details [B, T, D].

    `known` is the decoder's embedding of a partly known voice.
    """

    def __init__(self, weights: Weights, name: str) -> None:
        a = weights.architecture
        width = self._width = a.detail_width
        self._known = Linear.of(weights, f"{name}.known", a.width, width, bias=False)
        self._read = BySection(weights, f"{name}.read", a.details, width)
        self._place = weights.take(f"{name}.place", TOKENS, width)
        self._blocks: list[Block] = []
        for number in range(a.detail_blocks):
            self._blocks.append(Block(weights, f"{name}.blocks.{number}", width, HEADS, film=True))
        names = [f"{name}.blocks.{number}" for number in range(len(self._blocks))]
        self._condition = Conditions(weights, f"{name}.condition", a.latents + 2 * CLOCK, width, names)
        after = norm(weights, f"{name}.norm", width)
        self._velocity = BySection(weights, f"{name}.velocity", width, a.details, after)
        self._centre = weights.take(f"{name}.centre", TOKENS, a.details)
        self._scale = weights.take(f"{name}.scale", TOKENS, a.details)
        self._waves = (math.pi * 2.0 ** np.arange(CLOCK)).astype(np.float32)

    def __call__(self, noise: Array, latents: Array, known: Array) -> Array:
        base = self._known(known).reshape(-1, TOKENS, self._width) + self._place
        x, length = noise, np.float32(1 / STEPS)
        for step in range(STEPS):
            half = x + np.float32(0.5) * length * self._flows(x, step / STEPS, latents, base)
            x = x + length * self._flows(half, (step + 0.5) / STEPS, latents, base)
        return x * self._scale + self._centre

    def _flows(self, x: Array, time: float, latents: Array, base: Array) -> Array:
        """Velocity [B, T, D] at `x` and a time from 0 to 1."""
        angle = np.float32(time) * self._waves
        clock = np.broadcast_to(np.concatenate([np.sin(angle), np.cos(angle)]), (len(x), 2 * CLOCK))
        films = self._condition(np.concatenate([latents, clock], axis=1))
        tokens = stacked(*(each.reshape(-1, self._width) for each in (base, self._read(x))))
        for block, film in zip(self._blocks, films, strict=True):
            tokens = block(tokens, len(x), film=film)
        return self._velocity(normalised(tokens)[: len(x) * TOKENS].reshape(base.shape))
