"""Diagrams of algorithms, and a voice as text."""

import pytest
from voices import random_voice

from dx7bridge.pictures.layout import places
from dx7bridge.pictures.text import bar, diagram, show
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.algorithms import ALGORITHMS


@pytest.mark.parametrize("algorithm", range(32))
def test_every_operator_has_a_place_of_its_own_above_what_it_modulates(algorithm):
    where, plan = places(algorithm), ALGORITHMS[algorithm]
    assert sorted(where) == [1, 2, 3, 4, 5, 6]
    assert len(set(where.values())) == 6
    assert {op for op, (_, row) in where.items() if row == 0} == set(plan.carriers)
    for modulator, target in plan.modulates:
        assert where[modulator][1] > where[target][1]


@pytest.mark.parametrize("algorithm", range(32))
def test_a_diagram_connects_each_modulator_with_what_it_modulates(algorithm):
    """Read back from the drawing: following lines down from a box leads to the boxes it modulates."""
    _, _, *lines = diagram(algorithm, 0)
    width = max(map(len, lines))
    grid = [line.ljust(width) for line in lines]
    box = {
        (y, line.index(f"[{op}]") + 1): op
        for op in range(1, 7)
        for y, line in enumerate(grid)
        if f"[{op}]" in line
    }
    found = set()
    for (y, x), op in box.items():
        reached, todo = set(), [(y + 1, x)]
        while todo:
            place = todo.pop()
            if place in reached or not (0 <= place[0] < len(grid) and 0 <= place[1] < width):
                continue
            if place in box:
                if place[0] > y:
                    found.add((op, box[place]))
                continue
            reached.add(place)
            line, column = place
            glyph = grid[line][column]
            sides = {"│": "ud", "─": "lr", "┌": "dr", "┐": "dl", "└": "ur", "┘": "ul", "├": "udr", "┤": "udl",
                     "┬": "lrd", "┴": "lru", "┼": "udlr"}.get(glyph, "")  # fmt: skip
            todo += [(line + 1, column)] * ("d" in sides) + [(line, column - 1)] * ("l" in sides)
            todo += [(line, column + 1)] * ("r" in sides)
    assert found == set(ALGORITHMS[algorithm].modulates)


def test_feedback_is_marked_where_it_is_and_only_when_it_is_on():
    assert "[6]↺" in "\n".join(diagram(0, 3))
    assert "↺" not in "\n".join(diagram(0, 0))
    assert sum("↺" in line for line in diagram(3, 3)) == 2  # algorithm 4: operator 4 into 6


@pytest.mark.parametrize("seed", range(20))
def test_a_page_fits_a_terminal_of_100_columns_and_says_every_operator(seed):
    lines = show(random_voice(seed), "3  ")
    assert max(map(len, lines)) <= 100
    assert (
        sum(
            line[:3] in {f"{op} ●" for op in range(1, 7)} | {f"{op} ○" for op in range(1, 7)}
            for line in lines
        )
        == 6
    )


def test_a_bar_is_as_long_as_its_share():
    assert [bar(share, 4) for share in (0.0, 0.5, 1.0)] == ["····", "██··", "████"]
    assert show(INIT_VOICE)[0] == "INIT VOICE"
