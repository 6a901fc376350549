"""Going through favourites and sessions: what is at hand, and what plays."""

from __future__ import annotations

import pytest
from fakes import Rig

from dx7bridge import playing as p
from dx7bridge.commands import Keep, LoadSession, Sample, SaveSession, StoreSlot, Undo
from dx7bridge.engine.browsing import stepped
from dx7bridge.errors import BadArguments, OutOfRange


@pytest.fixture
def rig() -> Rig:
    return Rig()


def keep(rig: Rig, count: int) -> list[str]:
    kept = []
    for _ in range(count):
        rig.run(Sample())
        rig.run(Keep("favourites.syx"))
        kept.append(rig.instrument.state.voice.name)
    return kept


def test_favourites_are_gone_through_and_undo_leads_back(rig: Rig) -> None:
    one, two, three = keep(rig, 3)
    assert rig.instrument.state.favourite == (3, three)
    assert rig.run(p.ListFavourites()).rows == ((1, one), (2, two), (3, three))
    for step, number, name in ((1, 1, one), (1, 2, two), (-1, 1, one), (-1, 3, three)):
        reply = rig.run(p.StepFavourite(step))
        assert reply.extra == reply.state.favourite == (number, name)
        assert reply.state.voice.name == name
    assert rig.run(p.LoadFavourite(2)).state.voice.name == two
    assert rig.run(Undo()).state.voice.name == three


def test_a_favourite_is_renamed_deleted_and_brought_back(rig: Rig) -> None:
    _, two, _ = keep(rig, 3)
    rig.run(p.LoadFavourite(1))
    rig.run(p.RenameFavourite(0, "BRASS"))
    assert rig.instrument.state.favourite == (1, "BRASS")
    assert rig.run(p.DeleteFavourite(0)).extra == ("BRASS", 2)
    assert rig.run(p.StepFavourite(1)).state.favourite == (1, two)  # the one that followed
    restored = rig.run(p.RestoreFavourite())
    assert restored.extra == (3, "BRASS")
    assert restored.state.voice.name == "BRASS"


def test_what_is_at_hand_moves_with_the_numbers(rig: Rig) -> None:
    _, two, _ = keep(rig, 3)
    rig.run(p.LoadFavourite(2))
    rig.run(p.DeleteFavourite(1))
    assert rig.instrument.state.favourite == (1, two)


def test_without_one_at_hand_there_is_nothing_to_delete(rig: Rig) -> None:
    for command in (p.DeleteFavourite(0), p.RenameFavourite(0, "X")):
        with pytest.raises(OutOfRange, match="no favourite is at hand"):
            rig.run(command)
    for session in (p.DeleteSession(""), p.RenameSession("", "x")):
        with pytest.raises(BadArguments, match="no session is at hand"):
            rig.run(session)
    with pytest.raises(BadArguments, match="/dx7/keep adds one"):
        rig.run(p.StepFavourite(1))
    with pytest.raises(BadArguments, match="/dx7/session/save saves one"):
        rig.run(p.StepSession(1))


def test_sessions_are_gone_through(rig: Rig) -> None:
    for name in ("a", "b"):
        rig.run(Sample())
        rig.run(StoreSlot(1))
        rig.run(SaveSession(name))
        assert rig.instrument.state.session == name
    (_, stored), *_ = rig.instrument.state.slots
    assert rig.run(p.ListSessions()).rows == (("a",), ("b",))
    assert rig.run(p.StepSession(1)).state.session == "a"
    assert rig.instrument.state.slots[0][1] != stored
    assert rig.run(p.StepSession(-1)).extra == ("b",)
    assert rig.instrument.state.slots[0][1] == stored
    rig.run(p.RenameSession("", "gig"))
    assert rig.instrument.state.session == "gig"
    rig.run(p.DeleteSession(""))
    assert rig.instrument.state.session == ""
    assert rig.run(p.UndeleteSession("")).extra == ("gig",)
    assert rig.run(LoadSession("gig")).state.session == "gig"


@pytest.mark.parametrize(("at", "step", "number"), [(0, 1, 1), (0, -1, 3), (3, 1, 1), (1, -1, 3), (2, 1, 3)])
def test_steps_go_round(at: int, step: int, number: int) -> None:
    assert stepped(at, step, 3) == number
