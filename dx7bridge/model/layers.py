"""The layers of the model in numpy, for playing only: nothing here is trained.

Shapes: B voices, T = 21 sections, W = width. The tokens of all voices stand under each other, [B * T, W], so
that each linear map is a single matrix product. `stacked` adds rows of zeros up to a count that products are
fast at: R rows, R >= B * T.

Every layer norm takes the mean off its tokens. `stacked` does so once, and what a block adds has mean 0,
because its weights are centred when they are read: the norms have only the scale left to do.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any, Final

import numpy as np

from dx7bridge.model.sections import KINDS, SECTIONS, VALUES, count_of, indices_by_kind, slots
from dx7bridge.model.weights import Array, Misfit, Weights
from dx7bridge.voice.parameters import SOUND_SIZE

TOKENS: Final = len(SECTIONS)
EPSILON: Final = np.float32(1e-5)  # of layer norms

# GELU is x times the normal distribution's Phi(x), and Phi(x) is the logistic function of x P(x^2). P, of
# the 4th degree, was fitted to the least error of GELU itself: 4e-6. To save two passes over the array,
# values come in and go out multiplied by SCALE, which makes P's first coefficient 1 and the sign of the
# exponent minus; both neighbours allow for it.
ROWS: Final = 42  # at a time, so that they stay in the cache
STEP: Final = 4  # rows of a product: OpenBLAS is a tenth faster at multiples of this
SCALE: Final = -0.23561905612751252
_P: Final = tuple(map(np.float32, (6.77218684, 5.57596604, -0.34387915, -1.51708483)))


def scaled_gelu(x: Array) -> Array:
    """SCALE times GELU of x / SCALE for x [N, W], in its place. Far below 0 it overflows on its way to 0."""
    for start in range(0, len(x), ROWS):
        rows = x[start : start + ROWS]
        square = np.square(rows)
        power = square + _P[3]
        for coefficient in _P[2::-1]:
            power *= square
            power += coefficient
        power *= rows
        np.exp(power, out=power)
        power += np.float32(1)
        rows /= power
    return x


def logistic(x: Array) -> Array:
    """1 / (1 + exp(-x)), element by element; the array given is used up. Far below 0 it overflows to 0."""
    np.exp(np.negative(x, out=x), out=x)
    x += np.float32(1)
    return np.reciprocal(x, out=x)


def silu(x: Array) -> Array:
    """x / (1 + exp(-x)), element by element."""
    return x * logistic(x.copy())


def softmax(x: Array) -> Array:
    """Along the last dimension; the array given is used up."""
    x -= x.max(-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


def stacked(*terms: Array) -> Array:
    """Tokens [R, W] for blocks: the sum of `terms` [B * T, W] less each row's mean, and rows of zeros."""
    count, width = terms[0].shape
    x = rows_for(count, width)
    rows = x[:count]
    rows[:] = terms[0]
    for term in terms[1:]:
        rows += term
    rows -= (rows @ _mean(width))[:, None]
    return x


def rows_for(count: int, width: int) -> Array:
    """An array [R, W] whose first `count` rows are yet to be filled; the others are 0."""
    x = np.empty((-(-count // STEP) * STEP, width), dtype=np.float32)
    x[count:] = 0.0
    return x


@cache
def _mean(width: int) -> Array:
    """What takes the mean of rows [N, W]."""
    return np.full(width, 1 / width, dtype=np.float32)


def normalised(x: Array) -> Array:
    """[R, W], each row of mean 0, with variance 1 in each row."""
    scale = np.square(x) @ _mean(x.shape[1])
    scale += EPSILON
    np.sqrt(scale, out=scale)
    np.reciprocal(scale, out=scale)
    return x * scale[:, None]


class Linear:
    """[..., inputs] -> [..., outputs]."""

    def __init__(self, matrix: Array, bias: Array | None = None) -> None:
        self.matrix, self.bias = np.ascontiguousarray(matrix), bias

    @classmethod
    def of(cls, weights: Weights, name: str, inputs: int, outputs: int, *, bias: bool = True) -> Linear:
        """The layer `name`."""
        matrix = weights.take(f"{name}.weight", outputs, inputs).T
        return cls(matrix, weights.take(f"{name}.bias", outputs) if bias else None)

    def after(self, norm: tuple[Array, Array]) -> Linear:
        """The same for what a layer norm only normalises: its scale and shift are put in here."""
        scale, shift = norm
        assert self.bias is not None
        return Linear(scale[:, None] * self.matrix, self.bias + shift @ self.matrix)

    def times(self, factor: float, *, bias: bool = True) -> Linear:
        """The same with its matrix, and its bias as well, times a factor."""
        scale = np.float32(factor)
        return Linear(self.matrix * scale, self.bias * scale if bias and self.bias is not None else self.bias)

    def centred(self) -> Linear:
        """The same with outputs whose mean is 0."""
        bias = None if self.bias is None else self.bias - self.bias.mean()
        return Linear(self.matrix - self.matrix.mean(1, keepdims=True), bias)

    def __call__(self, x: Array) -> Array:
        out: Array = x @ self.matrix
        if self.bias is not None:
            out += self.bias
        return out


def norm(weights: Weights, name: str, width: int) -> tuple[Array, Array]:
    """Scale and shift [W] of the layer norm `name`."""
    return weights.take(f"{name}.weight", width), weights.take(f"{name}.bias", width)


class BySection:
    """A linear map of each section's vector, the same for sections of a kind: [B, T, in] -> [B, T, out]."""

    def __init__(
        self,
        weights: Weights,
        name: str,
        inputs: int,
        outputs: int,
        after: tuple[Array, Array] | None = None,
    ) -> None:
        self.outputs = outputs
        maps = {kind: Linear.of(weights, f"{name}.maps.{kind}", inputs, outputs) for kind in KINDS}
        self.maps = maps if after is None else {kind: each.after(after) for kind, each in maps.items()}

    def __call__(self, x: Array) -> Array:
        out, start = np.empty((*x.shape[:-1], self.outputs), dtype=np.float32), 0
        for kind, mapped in self.maps.items():
            stop = start + count_of(kind)
            out[:, start:stop] = mapped(x[:, start:stop])
            start = stop
        return out


class Embedding:
    """Tokens [B * T, W] of voices' values int64 [B, 145], counted from 0, MASK where unknown."""

    def __init__(self, weights: Weights, name: str, width: int, value_width: int) -> None:
        numbers, count = slots()
        table = weights.take(f"{name}.table", count * (VALUES + 1), value_width)
        table = table.reshape(count, VALUES + 1, value_width)
        vectors = np.empty((count, VALUES + 1, width), dtype=np.float32)  # as they come out of the join
        start = 0
        for kind in dict.fromkeys(s.kind for s in SECTIONS):
            places = len(indices_by_kind()[kind]) // count_of(kind)
            join = weights.take(f"{name}.join.{kind}.weight", width, places * value_width)
            pieces = join.T.reshape(places, value_width, width)
            np.matmul(table[start : start + places], pieces, out=vectors[start : start + places])
            start += places
        self._vectors = vectors.reshape(-1, width)
        self._place = weights.take(f"{name}.place", TOKENS, width)
        self._offset = np.array(numbers, dtype=np.intp) * (VALUES + 1)
        self._owner = np.zeros((TOKENS, SOUND_SIZE), dtype=np.float32)  # which section a value belongs to
        for number, section in enumerate(SECTIONS):
            self._owner[number, list(section.indices)] = 1.0

    def __call__(self, values: Any) -> Array:
        tokens: Any = self._owner @ self._vectors[values + self._offset]
        tokens += self._place
        return np.asarray(tokens.reshape(-1, tokens.shape[-1]), dtype=np.float32)


class Block:
    """A transformer block over `tokens` tokens a voice: [R, W] -> the same.

    `film` [4, B, 1, W] scales and shifts what is normalised; a block without it has norms of its own. `bias`
    [B, heads, tokens, tokens] is added to what each token is, by the third dimension, to that of the fourth.
    """

    def __init__(self, weights: Weights, name: str, width: int, heads: int, *, film: bool) -> None:
        if heads < 1 or width % heads:
            raise Misfit(f"heads = {heads}: must divide the width, {width}")
        self.heads = heads
        self.query_key_value = Linear.of(weights, f"{name}.query_key_value", width, 3 * width)
        self.mix = Linear.of(weights, f"{name}.mix", width, width).centred()
        self.widen = Linear.of(weights, f"{name}.widen", width, 4 * width)
        self.narrow = Linear.of(weights, f"{name}.narrow", 4 * width, width).centred()
        if not film:
            self.query_key_value = self.query_key_value.after(norm(weights, f"{name}.norm1", width))
            self.widen = self.widen.after(norm(weights, f"{name}.norm2", width))
        assert self.query_key_value.bias is not None
        share = np.float32(1 / math.sqrt(width // heads))  # attention's scale, as a part of the queries
        self.query_key_value.matrix[:, :width] *= share
        self.query_key_value.bias = self.query_key_value.bias.copy()
        self.query_key_value.bias[:width] *= share
        self.widen, self.narrow = self.widen.times(SCALE), self.narrow.times(1 / SCALE, bias=False)

    def __call__(
        self,
        x: Array,
        voices: int,
        tokens: int = TOKENS,
        film: Array | None = None,
        bias: Array | None = None,
    ) -> Array:
        x = self.mix(self._seen(_turned(normalised(x), voices, tokens, film, 0), voices, tokens, bias)) + x
        out = self.narrow(scaled_gelu(self.widen(_turned(normalised(x), voices, tokens, film, 2))))
        out += x
        return out

    def _seen(self, x: Array, voices: int, tokens: int, bias: Array | None) -> Array:
        """What each token gathers from the others of its voice, [R, W], before the heads are mixed."""
        count, shape = voices * tokens, (voices, tokens, self.heads, x.shape[1] // self.heads)
        heads = self.query_key_value(x)[:count].reshape(voices, tokens, 3, *shape[2:])
        query, key, value = heads.transpose(2, 0, 3, 1, 4)  # each [B, heads, tokens, W / heads]
        weight = key @ query.swapaxes(-1, -2)  # [..., of this token, for that one]: numpy is fast along rows
        if bias is not None:
            weight += bias
        weight -= weight.max(-2, keepdims=True)
        np.exp(weight, out=weight)
        weight /= weight.sum(-2, keepdims=True)
        seen = rows_for(count, x.shape[1])
        np.matmul(weight.swapaxes(-1, -2), value, out=seen[:count].reshape(shape).transpose(0, 2, 1, 3))
        return seen


def _turned(x: Array, voices: int, tokens: int, film: Array | None, part: int) -> Array:
    """`x` [R, W] times that part of `film` plus the next, if there is one; `x` is used up."""
    if film is not None:
        by_voice = x[: voices * tokens].reshape(voices, tokens, -1)
        by_voice *= film[part]
        by_voice += film[part + 1]
    return x


class Conditions:
    """The conditioning of a stack of blocks: [B, inputs] -> the `film` of each, [blocks, 4, B, 1, W]."""

    def __init__(self, weights: Weights, name: str, inputs: int, width: int, blocks: list[str]) -> None:
        self._first = Linear.of(weights, f"{name}.0", inputs, width)
        self._second = Linear.of(weights, f"{name}.2", width, width)
        films = [Linear.of(weights, f"{block}.film", width, 4 * width) for block in blocks]
        for film in films:
            assert film.bias is not None
            film.bias = film.bias.copy()
            film.bias[:width] += 1.0  # it says how much more than once
            film.bias[2 * width : 3 * width] += 1.0
        self._count = len(films)
        if films:
            biases = np.concatenate([film.bias for film in films if film.bias is not None])
            self._films = Linear(np.concatenate([film.matrix for film in films], axis=1), biases)

    def __call__(self, x: Array) -> Array:
        if not self._count:
            return np.empty((0, 4, len(x), 1, 0), dtype=np.float32)
        films = self._films(silu(self._second(silu(self._first(x)))))
        return films.reshape(len(x), self._count, 4, -1).transpose(1, 2, 0, 3)[:, :, :, None]
