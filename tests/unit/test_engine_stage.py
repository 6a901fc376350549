"""The stage: notes and panic, slots in a row, cross-fades."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fakes import Rig

from dx7bridge.commands import ClearSlot, Lock, NameSlot, RecallSlot, Sample, SetPathLoop, StoreSlot, Undo
from dx7bridge.engine.keys import Keys
from dx7bridge.errors import NoSlot
from dx7bridge.playing import FadeToSlot, Panic, PlayNote, SamplePart, StepSlot, SwapSlots
from dx7bridge.voice.parameters import find, group


@pytest.fixture
def rig() -> Rig:
    rig = Rig()
    rig.now = 1000.0  # type: ignore[attr-defined]
    rig.clock = lambda: rig.now  # type: ignore[attr-defined, no-any-return]
    return rig


def later(rig: Rig, seconds: float) -> None:
    rig.now += seconds  # type: ignore[attr-defined]
    rig.instrument.tick()


def filled(rig: Rig, *slots: int) -> list[Any]:
    for slot in slots:
        rig.run(Sample())
        rig.run(StoreSlot(slot))
    return [rig.instrument._parts.slots[slot] for slot in slots]


class Timers:
    """Later, when a test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, run: Callable[[], None]) -> Timers:
        self.waiting.append((seconds, run))
        return self

    def cancel(self) -> None:
        self.waiting.pop()


def test_a_note_is_pressed_and_released(rig: Rig) -> None:
    rig.run(PlayNote(60, 100))
    rig.run(PlayNote(60, 0))
    assert rig.output.played == [bytes((0x90, 60, 100)), bytes((0x80, 60, 0))]


def test_a_note_with_a_length_ends_by_itself_and_once(rig: Rig) -> None:
    timers = Timers()
    keys = Keys(rig.output, timers)
    keys.play(60, 100, 2.0)
    assert [seconds for seconds, _ in timers.waiting] == [2.0]
    keys.play(60, 90, 3.0)  # again, before it has ended
    assert [m[0] for m in rig.output.played] == [0x90, 0x80, 0x90]
    assert [seconds for seconds, _ in timers.waiting] == [3.0]
    timers.waiting[0][1]()
    assert rig.output.played[-1] == bytes((0x80, 60, 0))


def test_panic_ends_everything_and_nothing_is_released_after_it(rig: Rig) -> None:
    timers = Timers()
    keys = Keys(rig.output, timers)
    keys.play(60, 100, 2.0)
    keys.panic()
    assert rig.output.panics == 1
    assert timers.waiting == []
    rig.run(Panic())
    assert rig.output.panics == 2


def test_without_a_synth_the_engine_plays_the_note(rig: Rig) -> None:
    rig.output.plays_notes = False
    assert rig.run(PlayNote(64, 90, 0.5)).extra == ("speaker",)
    assert rig.auditions.played == [(rig.instrument.state.voice, 64, 90, 0.5)]
    rig.run(PlayNote(64, 0))  # a release has nothing to play
    assert len(rig.auditions.played) == 1


def test_next_and_previous_go_round_the_filled_slots(rig: Rig) -> None:
    sounds = dict(zip((3, 7, 40), filled(rig, 3, 7, 40), strict=True))
    for step, slot in ((1, 3), (1, 7), (-1, 3), (-1, 40), (-1, 7)):
        rig.run(StepSlot(step))
        assert rig.instrument.state.slot == slot
        assert rig.instrument.state.voice == sounds[slot].voice
    rig.run(ClearSlot(7))
    rig.run(StepSlot(1))
    assert rig.instrument.state.slot == 40


def test_without_a_filled_slot_there_is_no_next(rig: Rig) -> None:
    with pytest.raises(NoSlot, match="filled slots: none"):
        rig.run(StepSlot(1))


def test_slots_are_swapped_with_their_names(rig: Rig) -> None:
    one, two = filled(rig, 1, 2)
    rig.run(NameSlot(1, "first"))
    rig.run(SwapSlots(1, 2))
    assert rig.instrument.state.slots == ((1, two.voice.name), (2, "first"))
    rig.run(SwapSlots(2, 9))  # one of them empty
    assert rig.instrument.state.slots == ((1, two.voice.name), (9, "first"))
    assert rig.run(RecallSlot(9)).state.voice == one.voice
    with pytest.raises(NoSlot):
        rig.run(SwapSlots(20, 21))


def test_a_part_is_drawn_anew_and_all_else_stays(rig: Rig) -> None:
    rig.run(Sample())
    before = rig.instrument.state.voice
    lfo = tuple(p.index for p in group("lfo"))
    after = rig.run(SamplePart(lfo)).state.voice
    changed = {n for n, (a, b) in enumerate(zip(before.values, after.values, strict=True)) if a != b}
    assert changed
    assert changed <= set(lfo)
    assert rig.run(SamplePart(lfo)).state.voice != after  # another one each time
    assert rig.instrument.state.locks == ()
    assert rig.run(Undo()).state.voice == after


def test_what_is_locked_stays_also_in_the_part_that_is_drawn(rig: Rig) -> None:
    rig.run(Sample())
    speed = find("lfo.speed").index
    rig.run(Lock((speed,)))
    before = rig.instrument.state.voice
    after = rig.run(SamplePart(tuple(p.index for p in group("lfo")))).state.voice
    assert after.values[speed] == before.values[speed]
    assert after != before
    assert rig.instrument.state.locks == ("lfo.speed",)


def test_a_fade_arrives_at_the_very_sound_and_undo_leads_back(rig: Rig) -> None:
    (sound,) = filled(rig, 5)
    rig.run(Sample())
    before = rig.instrument.state
    rig.run(SetPathLoop(True))  # a fade is no path: it ends
    rig.run(FadeToSlot(5, 2.0))
    assert rig.instrument.state.voice == before.voice
    later(rig, 1.0)
    halfway = rig.instrument.state.latent
    assert halfway not in (before.latent, sound.latent)
    later(rig, 1.5)
    assert (rig.instrument.state.voice, rig.instrument.state.latent) == (sound.voice, sound.latent)
    assert not rig.instrument.moving
    rig.run(Undo())
    assert rig.instrument.state.voice == before.voice
