"""Names for voices, spelled letter by letter from where the voice lives: apart from the sound.

A small recurrent network (GRU) over the ten letters, started by the 8 latents. It only ever writes printable
ASCII, and the latents know nothing of it: a name cannot pull a sound about.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.layers import Linear, logistic, softmax
from dx7bridge.model.likelihood import choose
from dx7bridge.model.weights import NAMES, Array, Weights
from dx7bridge.voice.parameters import NAME_LENGTH, PARAMETERS

LETTERS: Final = PARAMETERS[-1].size  # 95, from the space to the tilde
START: Final = LETTERS
WIDTH, LETTER_WIDTH = 160, 32


class Speller:
    """Spells names for latents [B, 8], as the player has them."""

    def __init__(self, weights: Weights) -> None:
        latents = weights.architecture.latents
        self._begin = Linear.of(weights, f"{NAMES}begin.0", latents, WIDTH)
        self._letter = weights.take(f"{NAMES}letter.weight", LETTERS + 1, LETTER_WIDTH)
        self._place = weights.take(f"{NAMES}place.weight", NAME_LENGTH, LETTER_WIDTH)
        self._input = Linear(
            weights.take(f"{NAMES}memory.weight_ih", 3 * WIDTH, LETTER_WIDTH).T,
            weights.take(f"{NAMES}memory.bias_ih", 3 * WIDTH),
        )
        self._state = Linear(
            weights.take(f"{NAMES}memory.weight_hh", 3 * WIDTH, WIDTH).T,
            weights.take(f"{NAMES}memory.bias_hh", 3 * WIDTH),
        )
        self._answer = Linear.of(weights, f"{NAMES}answer.0", WIDTH + latents, WIDTH)
        self._letters = Linear.of(weights, f"{NAMES}answer.2", WIDTH, LETTERS)

    def draw(self, latents: Array, temperature: float, uniform: NDArray[np.float64]) -> list[str]:
        """Names drawn with uniforms [B, 10]; temperature 0 takes the likeliest letter each time."""
        state = np.tanh(self._begin(latents))
        before = np.full(len(latents), START)
        letters = np.empty((len(latents), NAME_LENGTH), dtype=np.int64)
        for place in range(NAME_LENGTH):
            state = self._remembered(np.maximum(self._letter[before] + self._place[place], 0), state)
            answer = self._answer(np.concatenate([state, latents], axis=1))
            table = softmax(self._letters(np.maximum(answer, 0)))
            before = letters[:, place] = choose(table, temperature, uniform[:, place])
        return ["".join(chr(32 + letter) for letter in row) for row in letters.tolist()]

    def _remembered(self, step: Array, state: Array) -> Array:
        """The GRU's next state [B, WIDTH]."""
        new, old = self._input(step), self._state(state)
        gates = logistic(new[:, : 2 * WIDTH] + old[:, : 2 * WIDTH])
        reset, update = gates[:, :WIDTH], gates[:, WIDTH:]
        candidate = np.tanh(new[:, 2 * WIDTH :] + reset * old[:, 2 * WIDTH :])
        after: Array = candidate + update * (state - candidate)
        return after
