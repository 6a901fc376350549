"""The 32 algorithms against the chart in the DX7's owner's manual, written down here once more by hand.

Each carrier with what modulates it in parentheses, and where the feedback loop begins and ends.
"""

from __future__ import annotations

import re

import pytest

from dx7bridge.voice.algorithms import ALGORITHMS, symmetries

CHART = """
1   1(2) 3(4(5(6)))                          6
2   1(2) 3(4(5(6)))                          2
3   1(2(3)) 4(5(6))                          6
4   1(2(3)) 4(5(6))                          4 to 6
5   1(2) 3(4) 5(6)                           6
6   1(2) 3(4) 5(6)                           5 to 6
7   1(2) 3(4 5(6))                           6
8   1(2) 3(4 5(6))                           4
9   1(2) 3(4 5(6))                           2
10  1(2(3)) 4(5 6)                           3
11  1(2(3)) 4(5 6)                           6
12  1(2) 3(4 5 6)                            2
13  1(2) 3(4 5 6)                            6
14  1(2) 3(4(5 6))                           6
15  1(2) 3(4(5 6))                           2
16  1(2 3(4) 5(6))                           6
17  1(2 3(4) 5(6))                           2
18  1(2 3 4(5(6)))                           3
19  1(2(3)) 4(6) 5(6)                        6
20  1(3) 2(3) 4(5 6)                         3
21  1(3) 2(3) 4(6) 5(6)                      3
22  1(2) 3(6) 4(6) 5(6)                      6
23  1 2(3) 4(6) 5(6)                         6
24  1 2 3(6) 4(6) 5(6)                       6
25  1 2 3 4(6) 5(6)                          6
26  1 2(3) 4(5 6)                            6
27  1 2(3) 4(5 6)                            3
28  1(2) 3(4(5)) 6                           5
29  1 2 3(4) 5(6)                            6
30  1 2 3(4(5)) 6                            5
31  1 2 3 4 5(6)                             6
32  1 2 3 4 5 6                              6
"""
ROWS = [re.split(r" {2,}", line) for line in CHART.strip().splitlines()]


def drawn(tree: str) -> tuple[set[int], set[tuple[int, int]]]:
    """The carriers of a row and its pairs (modulator, modulated)."""
    carriers, pairs, above = set(), set(), []
    last = 0
    for piece in re.findall(r"[1-6()]", tree):
        if piece == "(":
            above.append(last)
        elif piece == ")":
            above.pop()
        else:
            last = int(piece)
            if above:
                pairs.add((last, above[-1]))
            else:
                carriers.add(last)
    return carriers, pairs


@pytest.mark.parametrize(("number", "tree", "loop"), ROWS)
def test_each_algorithm_is_as_the_manual_draws_it(number: str, tree: str, loop: str) -> None:
    algorithm = ALGORITHMS[int(number) - 1]
    carriers, pairs = drawn(tree)
    assert algorithm.carriers == carriers
    assert algorithm.modulates == pairs
    start, _, end = loop.partition(" to ")
    assert algorithm.feedback == (int(start), int(end or start))


def test_the_chart_has_all_and_only_two_loops_lead_over_other_operators() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 33))
    assert [n for n, plan in enumerate(ALGORITHMS, 1) if plan.feedback[0] != plan.feedback[1]] == [4, 6]


def test_operators_in_a_loop_are_exchanged_only_with_its_feedback_off() -> None:
    swapped = (3, 4, 1, 2, 5, 6)  # the pairs of algorithm 5 and 6 that have no loop
    for number in (5, 6):
        assert swapped in symmetries(number - 1)
        assert (5, 6, 3, 4, 1, 2) not in symmetries(number - 1)
        assert (5, 6, 3, 4, 1, 2) in symmetries(number - 1, feedback=False)
