"""What the decoder says of each value: a distribution over its legal values, and no others.

Ordered parameters (rates, levels, depths ...) have a mixture of discretised logistics, which knows that 98
is next to 99, and beside it a softmax for the spikes that people's habits leave (0, 50, 99). The rest
(algorithm, curves, waves) are plain softmaxes. Illegal values have probability 0.
Source: discretised logistic mixtures, Salimans et al., PixelCNN++ (ICLR 2017); for synth presets, Le Vaillant
et al., SPINVAE (ICASSP 2023).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.layers import Linear, logistic, softmax
from dx7bridge.model.sections import (
    KINDS,
    ORDERED,
    SOUND,
    VALUES,
    count_of,
    indices_by_kind,
    slots,
)
from dx7bridge.model.weights import Array, Weights
from dx7bridge.voice.parameters import SOUND_SIZE

Whole = NDArray[np.int64]

_SIZES: Final = np.array([p.size for p in SOUND])
_TOP: Final = (_SIZES - 1).astype(np.float32)[:, None]
_ORDERED: Final = np.array(ORDERED)
_ALL: Final = np.arange(SOUND_SIZE)
_TENS: Final = np.arange(9, VALUES - 1, 10, dtype=np.float32)  # the last value of each ten but one
_THIN: Final = np.float32(0.005)
_EDGES: Final = np.arange(VALUES, dtype=np.float32) + np.float32(0.5)  # above each value


class ValueLikelihood:
    """From the tokens of voices to what is said of each of their 145 values."""

    def __init__(
        self,
        weights: Weights,
        name: str,
        width: int,
        value_width: int,
        mixtures: int,
        after: tuple[Array, Array],
    ) -> None:
        numbers, count = slots()
        self.mixtures, answers = mixtures, VALUES + 3 * mixtures + 1
        self._split = {}
        for kind in KINDS:
            values = len(indices_by_kind()[kind]) // count_of(kind)
            split = Linear.of(weights, f"{name}.split.{kind}", width, values * value_width)
            self._split[kind] = split.after(after)
        spikes = weights.take(f"{name}.answer", count, VALUES, value_width).swapaxes(1, 2)
        form = weights.take(f"{name}.shape", count, value_width, 3 * mixtures + 1)
        self._answer = np.concatenate([spikes, form], axis=2)  # [slots, value_width, answers]
        self._bias = np.concatenate(
            [
                weights.take(f"{name}.bias", SOUND_SIZE, VALUES),
                weights.take(f"{name}.shape_bias", SOUND_SIZE, 3 * mixtures + 1),
            ],
            axis=1,
        )
        self._bias[:, :VALUES][np.arange(VALUES) >= _SIZES[:, None]] = -np.inf
        self._bias[~_ORDERED, VALUES + 1 : VALUES + 1 + mixtures] = -np.inf
        self._first_slot = {kind: numbers[indices_by_kind()[kind][0]] for kind in KINDS}
        self._answers = answers

    def describe(self, tokens: Array) -> Described:
        """The distributions of all values, from tokens [B, T, W]."""
        out = np.empty((len(tokens), SOUND_SIZE, self._answers), dtype=np.float32)
        start = 0
        for kind, indices in indices_by_kind().items():
            number = count_of(kind)
            values = len(indices) // number
            vectors = self._split[kind](
                tokens[:, start : start + number]
            )  # [B, number, values * value_width]
            by_value = vectors.reshape(len(tokens) * number, values, -1).swapaxes(0, 1)
            slot = self._first_slot[kind]
            said = by_value @ self._answer[slot : slot + values]  # [values, B * number, answers]
            said = said.reshape(values, len(tokens), number, -1).transpose(1, 2, 0, 3)
            out[:, indices] = said.reshape(len(tokens), len(indices), -1)
            start += number
        out += self._bias
        return Described(out, _ALL, self.mixtures)


class Described:
    """Distributions from what the network `said` [..., N, answers]: row n is of parameter `which` [N].

    An answer is 100 logits of the spikes, then of the mixture's shares, its centres and its widths.
    """

    def __init__(self, said: Array, which: NDArray[np.intp], mixtures: int) -> None:
        self.said, self.which, self.mixtures = said, which, mixtures

    def only(self, wanted: NDArray[np.bool_]) -> Described:
        """The K distributions that `wanted` [B, 145] points at."""
        return Described(self.said[wanted], np.nonzero(wanted)[-1], self.mixtures)

    def probabilities(self) -> Array:
        """[..., N, 100]; 0 where illegal."""
        share, spikes = self._spikes()
        ordered = _ORDERED[self.which]
        below = self._logistics(self.said[..., ordered, :], self.which[ordered], share[..., ordered, 1:])
        below[..., 1:] -= below[..., :-1].copy()
        spikes[..., ordered, :] += below
        return spikes

    def middle(self) -> Whole:
        """Values [..., N]: the median where they are ordered, the most probable of the rest.

        People's habits make extremes the commonest value of many parameters (99, 0). Taken all at once they
        make a caricature, and a turned knob jumps from one to the next; medians move with the knob.
        """
        found = self.said[..., :VALUES].argmax(-1)
        ordered = np.flatnonzero(_ORDERED[self.which])
        said, top = self.said.take(ordered, -2), _TOP[self.which[ordered]]
        share, centres, slopes = self._mixture(said, top)
        below = said[..., :VALUES]
        below = np.exp(below - below.max(-1, keepdims=True)).cumsum(-1)  # of the spikes, not yet their share
        scale = share[..., :1] / below[..., -1:]
        bend = -centres * slopes

        def under_half(spikes: Array, values: Array) -> Whole:
            """How many of `values` [..., n, k] have less than half of it all at them or below."""
            mixed = logistic((values[..., None, :] + np.float32(0.5)) * slopes[..., None] + bend[..., None])
            total = spikes * scale + (share[..., None, 1:] @ mixed)[..., 0, :]
            return np.asarray(((total < np.float32(0.5)) & (values < top)).sum(-1, keepdims=True))

        tens = under_half(below[..., 9:-1:10], _TENS)
        near = tens * 10 + np.arange(10)
        units = under_half(np.take_along_axis(below, near, -1), near.astype(np.float32))
        found[..., ordered] = (tens * 10 + units)[..., 0]
        return np.asarray(found, dtype=np.int64)

    def likeliest(self) -> Whole:
        """Values [..., N]: the most probable of each."""
        return np.asarray(self.probabilities().argmax(-1), dtype=np.int64)

    def _spikes(self) -> tuple[Array, Array]:
        """The shares [..., N, 1 + M] of the spikes and of each logistic; the spikes' part [..., N, 100]."""
        share = softmax(self.said[..., VALUES : VALUES + 1 + self.mixtures].copy())
        spikes = softmax(self.said[..., :VALUES].copy())
        spikes *= share[..., :1]
        return share, spikes

    def _logistics(self, said: Array, which: NDArray[np.intp], share: Array) -> Array:
        """[..., n, 100] how much of the mixture is at each value or below; the outermost own the tails."""
        top = _TOP[which]  # [n, 1]
        _, centres, slopes = self._mixture(said, top)
        below = logistic(_EDGES * slopes[..., None] - (centres * slopes)[..., None])  # [..., n, M, 100]
        total: Array = (share[..., None, :] @ below)[..., 0, :]
        return np.where(np.arange(VALUES) >= top, share.sum(-1, keepdims=True), total)

    def _mixture(self, said: Array, top: Array) -> tuple[Array, Array, Array]:
        """Shares [..., n, 1 + M], the spikes' first; centres and slopes of the logistics [..., n, M]."""
        m = self.mixtures
        shape = said[..., VALUES:]
        share = softmax(shape[..., : 1 + m].copy())
        centres = logistic(shape[..., 1 + m : 1 + 2 * m].copy()) * (top + np.float32(2)) - np.float32(1)
        widths = np.minimum(np.maximum(np.exp(shape[..., 1 + 2 * m :] - np.float32(1)), _THIN), np.float32(1))
        scales = widths * (np.maximum(top, np.float32(1)) * np.float32(0.5)) + np.float32(0.05)
        return share, centres, np.float32(1) / scales


def choose(probabilities: Array, temperature: float, uniform: NDArray[np.float64]) -> Whole:
    """Values [...] drawn from probabilities [..., n], the inverse distribution at `uniform` [...].

    Temperature 0 takes the most probable value; the same uniforms give nearby values for nearby
    distributions, so a sample moves smoothly with the latents.
    """
    if temperature <= 0:
        return np.asarray(probabilities.argmax(-1), dtype=np.int64)
    weights: NDArray[Any] = probabilities / probabilities.max(-1, keepdims=True)
    if temperature != 1.0:
        weights **= np.float32(1 / temperature)
    cumulative = weights.cumsum(-1, dtype=np.float64)
    drawn = (cumulative <= uniform[..., None] * cumulative[..., -1:]).sum(-1)
    last = (probabilities > 0).cumsum(-1).argmax(-1)  # rounding must not step past the legal values
    return np.asarray(np.minimum(drawn, last), dtype=np.int64)
