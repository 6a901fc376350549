"""What the decoder says of each value: a distribution over its legal values, and no others.

Ordered parameters (rates, levels, depths ...) have a mixture of discretised logistics, which knows that 98
is next to 99, and beside it a softmax for the spikes that people's habits leave (0, 50, 99). The rest
(algorithm, curves, waves) are plain softmaxes. Illegal values have probability 0.
Source: discretised logistic mixtures, Salimans et al., PixelCNN++ (ICLR 2017); for synth presets, Le Vaillant
et al., SPINVAE (ICASSP 2023).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.layers import Linear, logistic, softmax
from dx7bridge.model.sections import (
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
Rows = NDArray[np.intp]

_SIZES: Final = np.array([p.size for p in SOUND])
_TOP: Final = (_SIZES - 1).astype(np.float32)[:, None]
_ORDERED: Final = np.array(ORDERED)
_THIN: Final = np.float32(0.005)
_EDGES: Final = np.arange(VALUES, dtype=np.float32) + np.float32(0.5)  # above each value
_TENS: Final = np.arange(9, VALUES, 10, dtype=np.float32)  # the last value of each ten
_UNITS: Final = np.arange(10)
# What is below each ten, and below 100: exponentials [n, 100] @ this.
_BELOW: Final = (np.arange(VALUES)[:, None] < np.arange(0, VALUES + 1, 10)).astype(np.float32)


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
        spikes = weights.take(f"{name}.answer", count, VALUES, value_width).swapaxes(1, 2)
        form = weights.take(f"{name}.shape", count, value_width, 3 * mixtures + 1)
        answer = np.concatenate([spikes, form], axis=2)  # [slots, value_width, answers]
        bias = np.concatenate(
            [
                weights.take(f"{name}.bias", SOUND_SIZE, VALUES),
                weights.take(f"{name}.shape_bias", SOUND_SIZE, 3 * mixtures + 1),
            ],
            axis=1,
        )
        bias[:, :VALUES][np.arange(VALUES) >= _SIZES[:, None]] = -np.inf
        bias[~_ORDERED, VALUES + 1 : VALUES + 1 + mixtures] = -np.inf
        self._answers = answers
        # Sections, split [W, values * V], answer [values, V, answers], bias [values, 1, sections, answers].
        self._kinds = []
        for kind, indices in indices_by_kind().items():
            sections = count_of(kind)
            values, slot = len(indices) // sections, numbers[indices[0]]
            split = Linear.of(weights, f"{name}.split.{kind}", width, values * value_width).after(after)
            assert split.bias is not None
            here = answer[slot : slot + values]
            own = bias[indices].reshape(sections, values, answers).swapaxes(0, 1)
            own = own + split.bias.reshape(values, 1, value_width) @ here  # one bias in place of two
            self._kinds.append((sections, split.matrix, here, own[:, None]))

    def describe(self, tokens: Array) -> Described:
        """The distributions of all values, from tokens [B, T, W]."""
        voices = len(tokens)
        out = np.empty((voices * SOUND_SIZE, self._answers), dtype=np.float32)
        start = row = 0
        for sections, split, answer, bias in self._kinds:
            values, width, answers = answer.shape
            vectors = tokens[:, start : start + sections] @ split  # [B, sections, values * width]
            by_value = vectors.reshape(voices * sections, values, width).swapaxes(0, 1)
            stop = row + values * voices * sections
            np.matmul(by_value, answer, out=out[row:stop].reshape(values, voices * sections, answers))
            said = out[row:stop].reshape(values, voices, sections, answers)
            said += bias
            start, row = start + sections, stop
        return Described(out, _of_all(voices), self.mixtures)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What rows of distributions are of: row n of parameter `which` [N], each value's at row `place` [...].

    `ordered` and `rest` [n] are the rows whose parameter is ordered and the others; `top` [n, 1] is the
    highest value of the ordered ones.
    """

    which: Rows
    place: Rows
    ordered: Rows = field(init=False)
    rest: Rows = field(init=False)
    top: Array = field(init=False)

    def __post_init__(self) -> None:
        ordered = _ORDERED[self.which]
        object.__setattr__(self, "ordered", np.flatnonzero(ordered))
        object.__setattr__(self, "rest", np.flatnonzero(~ordered))
        object.__setattr__(self, "top", _TOP[self.which[self.ordered]])


@cache
def _of_all(voices: int) -> Layout:
    """By kind of section, then by value, voice and section."""
    which: list[Rows] = []
    place = np.empty((voices, SOUND_SIZE), dtype=np.intp)
    for kind, indices in indices_by_kind().items():
        by_value = np.array(indices).reshape(count_of(kind), -1).T  # [values, sections]
        rows = np.arange(by_value.size * voices).reshape(len(by_value), voices, -1) + sum(map(len, which))
        for voice in range(voices):
            place[voice, by_value] = rows[:, voice]
        which.append(np.repeat(by_value[:, None], voices, axis=1).ravel())
    return Layout(np.concatenate(which), place)


class Described:
    """The distributions of values, from what the network `said` [N, answers] of each row of `layout`.

    An answer is 100 logits of the spikes, then of the mixture's shares, its centres and its widths.
    """

    def __init__(self, said: Array, layout: Layout, mixtures: int) -> None:
        self.said, self.layout, self.mixtures = said, layout, mixtures

    def only(self, wanted: NDArray[np.bool_]) -> Described:
        """The K distributions that `wanted` [B, 145] points at."""
        rows = self.layout.place[wanted]
        layout = Layout(self.layout.which[rows], np.arange(len(rows)))
        return Described(self.said[rows], layout, self.mixtures)

    def probabilities(self) -> Array:
        """[..., 100]; 0 where illegal."""
        ordered, top = self.layout.ordered, self.layout.top
        share = softmax(self.said[:, VALUES : VALUES + 1 + self.mixtures].copy())
        spikes = softmax(self.said[:, :VALUES].copy())
        spikes *= share[:, :1]
        shares, centres, slopes = self._mixture(self.said[ordered], top)
        below = logistic(_EDGES * slopes - centres * slopes)  # [M, n, 100]
        below *= shares[1:]
        # The outermost values own the tails.
        total = np.where(np.arange(VALUES) >= top, shares[1:].sum(0), below.sum(0))
        total[:, 1:] -= total[:, :-1].copy()
        spikes[ordered] += total
        return spikes[self.layout.place]

    def middle(self) -> Whole:
        """Values [...]: the median where they are ordered, the most probable of the rest.

        People's habits make extremes the commonest value of many parameters (99, 0). Taken all at once they
        make a caricature, and a turned knob jumps from one to the next; medians move with the knob.
        """
        layout = self.layout
        found = np.empty(len(self.said), dtype=np.int64)
        found[layout.rest] = self.said.take(layout.rest, 0)[:, :VALUES].argmax(-1)
        said, top = self.said.take(layout.ordered, 0), layout.top
        share, centres, slopes = self._mixture(said, top)
        spikes = said[:, :VALUES]
        spikes -= spikes.max(-1, keepdims=True)
        np.exp(spikes, out=spikes)
        tens_below = spikes @ _BELOW  # of the spikes, not yet their share
        scale = share[0] / tens_below[:, -1:]
        bend = -centres * slopes

        def first(spikes: Array, values: Array) -> Rows:
            """Which of `values` [n or 1, 10] is the first with half of it all at or below; else the last."""
            mixed = logistic((values + np.float32(0.5)) * slopes + bend)
            mixed *= share[1:]
            total = spikes * scale
            total += mixed.sum(0)
            enough = (total >= np.float32(0.5)) | (values >= top)
            enough[:, -1] = True
            return np.asarray(enough.argmax(-1))

        row, tens = np.arange(len(said)), first(tens_below[:, 1:], _TENS)
        below = spikes.reshape(len(row), VALUES // 10, 10)[row, tens].cumsum(-1)
        below += tens_below[row, tens, None]
        near = tens[:, None] * 10 + _UNITS
        found[layout.ordered] = tens * 10 + first(below, near.astype(np.float32))
        return found[layout.place]

    def likeliest(self) -> Whole:
        """Values [...]: the most probable of each."""
        return np.asarray(self.probabilities().argmax(-1), dtype=np.int64)

    def _mixture(self, said: Array, top: Array) -> tuple[Array, Array, Array]:
        """Shares [1 + M, n, 1], the spikes' first; centres and slopes of the logistics [M, n, 1]."""
        m, top = self.mixtures, top[:, 0]
        shape = said[:, VALUES:].T.copy()  # [answers, n]: numpy is fast along rows
        share = shape[: 1 + m]
        share -= share.max(0)
        np.exp(share, out=share)
        share /= share.sum(0)
        centres = logistic(shape[1 + m : 1 + 2 * m])
        centres *= top + np.float32(2)
        centres -= np.float32(1)
        widths = shape[1 + 2 * m :]
        widths -= np.float32(1)
        np.exp(widths, out=widths)
        np.clip(widths, _THIN, np.float32(1), out=widths)
        widths *= np.maximum(top, np.float32(1)) * np.float32(0.5)
        widths += np.float32(0.05)
        return share[..., None], centres[..., None], np.reciprocal(widths, out=widths)[..., None]


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
