"""What a place sounds like: the log-mel spectrum that the eight coordinates foretell.

Shapes: B places; spectra as `sound.features` has them, at the common level, every sixth frame.
"""

from __future__ import annotations

from typing import Final

from dx7bridge.model.layers import Linear, silu
from dx7bridge.model.weights import Array, Weights

BANDS: Final = 48
HIDDEN: Final = 256
COMPONENTS: Final = 48


class Foretold:
    """foretold(latents [B, 8], the network's own) -> spectra in dB [B, 48, frames]."""

    def __init__(self, weights: Weights, name: str) -> None:
        a = weights.architecture
        self._layers = [
            Linear.of(weights, f"{name}.answer.0", a.latents, HIDDEN),
            Linear.of(weights, f"{name}.answer.2", HIDDEN, HIDDEN),
            Linear.of(weights, f"{name}.answer.4", HIDDEN, COMPONENTS),
        ]
        size = BANDS * a.frames
        self._basis = Linear(
            weights.take(f"{name}.basis", COMPONENTS, size), weights.take(f"{name}.mean", size)
        )

    def __call__(self, latents: Array) -> Array:
        first, second, last = self._layers
        components = last(silu(second(silu(first(latents)))))
        return self._basis(components).reshape(len(latents), BANDS, -1)
