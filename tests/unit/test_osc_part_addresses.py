"""Addresses of parts, and the spread of parts around a sound."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from fakes import Rig

from dx7bridge.commands import LATENT_LIMIT, Sample
from dx7bridge.errors import Forbidden, NoModel, OutOfRange, UnknownAddress
from dx7bridge.osc.parts import FURTHEST, LAYERED, Gather, meant, named, spread
from dx7bridge.osc.table import ADDRESSES


@pytest.mark.parametrize(
    ("address", "numbers", "inner"),
    [
        ("/dx7/part/2/latent/1", [2], "/dx7/latent/1"),
        ("/dx7/part/*/latent/1", [1, 2, 3], "/dx7/latent/1"),
        ("/dx7/part/[12]/latent/*", [1, 2], "/dx7/latent/*"),
        ("/dx7/part/{1,3}/sample", [1, 3], "/dx7/sample"),
        ("/dx7/part/3/session/save", [3], "/dx7/session/save"),
        ("/dx7/part/*/slot/recall", [1, 2, 3], "/dx7/slot/recall"),
    ],
)
def test_an_address_says_which_parts_and_what(address: str, numbers: list[int], inner: str) -> None:
    assert meant(address, 3) == (numbers, inner)


@pytest.mark.parametrize("address", ["/dx7/part/4/sample", "/dx7/part/0/sample", "/dx7/part//sample"])
def test_a_part_that_is_not_there_is_named(address: str) -> None:
    with pytest.raises(UnknownAddress, match="no such part; must be 1 to 3"):
        meant(address, 3)
    with pytest.raises(UnknownAddress, match="needs serve --parts"):
        meant(address, 0)


@pytest.mark.parametrize("inner", ["session/save", "keep", "favourite/delete", "midi/forget", "slot/clear"])
def test_no_pattern_reaches_what_writes_or_forgets_in_every_part(inner: str) -> None:
    with pytest.raises(Forbidden, match="give the number of a part"):
        meant(f"/dx7/part/*/{inner}", 3)


def test_what_all_parts_do_at_once_is_in_the_table() -> None:
    assert set(ADDRESSES) >= LAYERED


def test_names_of_a_part() -> None:
    assert named("/dx7/latent", 2) == "/dx7/part/2/latent"


@pytest.mark.parametrize("parts", [2, 3, 8, 16])
def test_parts_spread_evenly_around_the_sound(parts: int) -> None:
    rig = Rig()
    rig.run(Sample())
    state = rig.instrument.state
    moves = spread(state, parts, 0.3)
    assert len(moves) == parts
    for move in moves:
        assert move.voice == state.voice
        assert math.dist(move.latent, state.latent) == pytest.approx(0.3 * FURTHEST)
    for dimension in range(8):
        mean = math.fsum(move.latent[dimension] for move in moves) / parts
        assert mean == pytest.approx(state.latent[dimension], abs=1e-6)
    apart = [math.dist(a.latent, b.latent) for a, b in itertools.combinations(moves, 2)]
    assert min(apart) > 0.3 * FURTHEST
    assert all(move.latent == state.latent for move in spread(state, parts, 0.0))


def test_a_spread_stays_within_what_coordinates_may_be() -> None:
    rig = Rig()
    state = replace(rig.instrument.state, latent=(LATENT_LIMIT,) * 8)
    assert all(abs(z) <= LATENT_LIMIT for move in spread(state, 8, 1.0) for z in move.latent)


def test_one_part_cannot_be_spread() -> None:
    with pytest.raises(OutOfRange, match="needs serve --parts"):
        spread(Rig().instrument.state, 1, 0.5)


def test_a_part_takes_its_place_as_a_knob_would_and_undo_leads_back() -> None:
    rig, other = Rig(), Rig()
    other.run(Sample())
    before = rig.instrument.state
    move = spread(other.instrument.state, 8, 0.3)[4]
    rig.run(move)
    state = rig.instrument.state
    assert state.latent == pytest.approx(move.latent)
    assert state.voice != before.voice
    assert rig.output.offered[-1] == (state.voice, True)
    assert state.history[0] == 1


def test_results_are_gathered_and_the_first_error_counts() -> None:
    ended: list[object] = []
    gather = Gather(3, ended.append)
    gather.take("reply")
    gather.take(error := NoModel("none"))
    assert ended == []
    gather.take(NoModel("another"))
    assert ended == [error]
    Gather(1, ended.append).take("reply")
    assert ended == [error, None]
