"""The 32 algorithms: who modulates whom, who is heard, where the feedback goes.

Derived from it: which operators carry, and which permutations of the operators leave the sound as it is.
Source: the algorithm charts on the DX7's panel and in its owner's manual.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise, permutations
from typing import Final

from dx7bridge.voice.parameters import OPERATOR_STRIDE
from dx7bridge.voice.voice import Voice


@dataclass(frozen=True, slots=True)
class Algorithm:
    """`modulates` are pairs (modulator, modulated), `feedback` the pair its loop closes; operators 1 to 6."""

    modulates: frozenset[tuple[int, int]]
    feedback: tuple[int, int]

    @property
    def carriers(self) -> frozenset[int]:
        """The operators that are heard: those that modulate nobody."""
        return frozenset(range(1, 7)) - {source for source, _ in self.modulates}


def _algorithm(chains: str, feedback: str) -> Algorithm:
    """From '6>5>4 2>1' and '66' (an operator into itself) or '46' (4 back into 6)."""
    pairs = set()
    for chain in chains.split():
        operators = [int(op) for op in chain.split(">")]
        pairs |= set(pairwise(operators))
    return Algorithm(frozenset(pairs), (int(feedback[0]), int(feedback[1])))


ALGORITHMS: Final[tuple[Algorithm, ...]] = tuple(
    _algorithm(chains, feedback)
    for chains, feedback in (
        ("6>5>4>3 2>1", "66"),
        ("6>5>4>3 2>1", "22"),
        ("6>5>4 3>2>1", "66"),
        ("6>5>4 3>2>1", "46"),
        ("6>5 4>3 2>1", "66"),
        ("6>5 4>3 2>1", "56"),
        ("6>5>3 4>3 2>1", "66"),
        ("6>5>3 4>3 2>1", "44"),
        ("6>5>3 4>3 2>1", "22"),
        ("6>4 5>4 3>2>1", "33"),
        ("6>4 5>4 3>2>1", "66"),
        ("6>3 5>3 4>3 2>1", "22"),
        ("6>3 5>3 4>3 2>1", "66"),
        ("6>4 5>4>3 2>1", "66"),
        ("6>4 5>4>3 2>1", "22"),
        ("6>5>1 4>3>1 2>1", "66"),
        ("6>5>1 4>3>1 2>1", "22"),
        ("6>5>4>1 3>1 2>1", "33"),
        ("6>5 6>4 3>2>1", "66"),
        ("6>4 5>4 3>2 3>1", "33"),
        ("6>5 6>4 3>2 3>1", "33"),
        ("6>5 6>4 6>3 2>1", "66"),
        ("6>5 6>4 3>2", "66"),
        ("6>5 6>4 6>3", "66"),
        ("6>5 6>4", "66"),
        ("6>4 5>4 3>2", "66"),
        ("6>4 5>4 3>2", "33"),
        ("5>4>3 2>1", "55"),
        ("6>5 4>3", "66"),
        ("5>4>3", "55"),
        ("6>5", "66"),
        ("", "66"),
    )
)


@cache
def symmetries(algorithm: int, feedback: bool = True) -> tuple[tuple[int, ...], ...]:
    """Permutations of the operators that leave the sound of this algorithm (0 to 31) as it is.

    In each, place i (from 0) names the operator whose settings operator i + 1 takes. The identity comes
    first. Without `feedback` (its value is 0) the loop need not stay where it is.
    """
    plan = ALGORITHMS[algorithm]
    found = []
    for order in permutations(range(1, 7)):
        taken = dict(zip(range(1, 7), order, strict=True))
        moved = {(taken[a], taken[b]) for a, b in plan.modulates}
        loop = tuple(taken[op] for op in plan.feedback)
        if moved == plan.modulates and (not feedback or loop == plan.feedback):
            found.append(order)
    return tuple(found)


def permuted(voice: Voice, order: tuple[int, ...]) -> Voice:
    """The voice whose operator i + 1 has the settings that operator `order[i]` had."""
    values = bytearray(voice.values)
    for operator, source in enumerate(order, start=1):
        to, of = OPERATOR_STRIDE * (6 - operator), OPERATOR_STRIDE * (6 - source)
        values[to : to + OPERATOR_STRIDE] = voice.values[of : of + OPERATOR_STRIDE]
    return Voice(bytes(values))
