"""Locks that overlap: what one holds stays held when another is taken back."""

from __future__ import annotations

from fakes import Rig
from hypothesis import given
from hypothesis import strategies as st

from dx7bridge.commands import Lock, Unlock
from dx7bridge.engine.locks import Locks
from dx7bridge.voice.parameters import GROUPS, VOICE_SIZE, find, group


def of(name: str) -> frozenset[int]:
    return frozenset(p.index for p in group(name))


ALL = frozenset(range(VOICE_SIZE))


def test_unlocking_envelopes_leaves_what_locking_an_operator_held() -> None:
    """The fault: it took back eight values of op1 as well."""
    rig = Rig()
    rig.instrument.run(Lock(tuple(of("op1"))))
    rig.instrument.run(Unlock(tuple(of("envelopes"))))
    assert rig.instrument.state.locks == ("op1",)
    rig.instrument.run(Lock(tuple(of("envelopes"))))
    rig.instrument.run(Unlock(tuple(of("envelopes"))))
    assert rig.instrument.state.locks == ("op1",)
    rig.instrument.run(Unlock(tuple(of("op1"))))
    assert rig.instrument.state.locks == ()


def test_what_a_wider_lock_holds_can_be_taken_back_in_part() -> None:
    assert Locks([ALL]).unlocked(of("envelopes")).held == ALL - of("envelopes")
    coarse = frozenset((find("op1.coarse").index,))
    assert Locks([of("op1")]).unlocked(coarse).held == of("op1") - coarse


def test_a_wider_word_takes_back_all_that_lies_within_it() -> None:
    coarse = frozenset((find("op1.coarse").index,))
    assert Locks([coarse, of("op1"), of("lfo")]).unlocked(of("op1")).held == of("lfo")
    assert Locks([coarse, of("op1"), of("lfo")]).unlocked(ALL).held == frozenset()


@given(st.sets(st.integers(0, VOICE_SIZE - 1)), st.lists(st.sampled_from(sorted(GROUPS))))
def test_locks_of_a_session_hold_what_they_held(indices: set[int], names: list[str]) -> None:
    held = frozenset(indices).union(*map(of, names))
    assert Locks.of(held).held == held
