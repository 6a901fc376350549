"""The encoder: where a voice lives, and the detail that its coordinates leave out.

The centre of the posterior is carried through triangular Sylvester flows, whose parameters are a linear map
of what the encoder says of the voice: z' = z + P R1 tanh(R2 P^T z + b), R1 and R2 upper triangular, P the
identity for even steps and the reversing permutation for odd ones.
Source: van den Berg et al., Sylvester Normalizing Flows for Variational Inference (UAI 2018), section 4.3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.layers import TOKENS, Block, BySection, Embedding, Linear, norm, normalised, stacked
from dx7bridge.model.weights import Array, Weights


class Encoder:
    """encoder(values int64 [B, 145]) -> latents [B, 8] after the flow, detail means [B, T, D].

    `before` [B, 8] is where the posterior's centre lies before the flow, where something else says so.
    """

    def __init__(self, weights: Weights) -> None:
        a = weights.architecture
        self.latents, self.details = a.latents, a.details
        after = norm(weights, "encoder_norm", a.width)
        self._posterior = Linear.of(weights, "posterior", a.width, 2 * a.latents).after(after)
        self._detail = BySection(weights, "posterior_detail", a.width, 2 * a.details, after)
        self._flow = Sylvester(weights, "flow", a.latents, a.flow_steps, a.width, after)
        self._read = Embedding(weights, "read", a.width, a.value_width)
        self._summary = weights.take("summary", a.width)
        self._blocks: list[Block] = []
        for number in range(a.encoder_blocks):
            self._blocks.append(Block(weights, f"encoder.{number}", a.width, a.heads, film=False))

    def __call__(self, values: NDArray[np.int64], before: Array | None = None) -> tuple[Array, Array]:
        voices, tokens = len(values), 1 + TOKENS
        x = np.empty((voices, tokens, len(self._summary)), dtype=np.float32)
        x[:, 0] = self._summary
        x[:, 1:] = self._read(values).reshape(voices, TOKENS, -1)
        rows = stacked(x.reshape(voices * tokens, -1))
        for block in self._blocks:
            rows = block(rows, voices, tokens)
        x = normalised(rows)[: voices * tokens].reshape(x.shape)
        if before is None:
            before = self._posterior(x[:, 0])[:, : self.latents]
        return self._flow(before, x[:, 0]), self._detail(x[:, 1:])[..., : self.details]


class Sylvester:
    """flow(z [B, 8], context [B, W]) -> z after all steps. The densities are the training's business."""

    def __init__(
        self, weights: Weights, name: str, dims: int, steps: int, context: int, after: tuple[Array, Array]
    ) -> None:
        self.dims, self.steps = dims, steps
        size = steps * (dims * dims + 3 * dims)
        self._amortise = Linear.of(weights, f"{name}.amortise", context, size).after(after)

    def __call__(self, z: Array, context: Array) -> Array:
        dims = self.dims
        said = self._amortise(context).reshape(len(z), self.steps, dims * dims + 3 * dims)
        square = said[..., : dims * dims].reshape(len(z), self.steps, dims, dims)
        diagonal1, diagonal2, b = np.moveaxis(said[..., dims * dims :].reshape(len(z), -1, 3, dims), 2, 0)
        # One square holds both triangles: above the diagonal R1, below it (transposed) R2.
        r1, r2 = np.triu(square, 1), np.triu(square.swapaxes(-1, -2), 1)
        place = np.arange(dims)
        r1[..., place, place], r2[..., place, place] = np.tanh(diagonal1), np.tanh(diagonal2)
        for k in range(self.steps):
            turned = z[:, ::-1] if k % 2 else z
            h = np.tanh((r2[:, k] @ turned[..., None])[..., 0] + b[:, k])
            step = (r1[:, k] @ h[..., None])[..., 0]
            z = z + (step[:, ::-1] if k % 2 else step)
        return z
