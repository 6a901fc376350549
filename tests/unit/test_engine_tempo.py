"""Times in beats: they follow the tempo, also while they are under way."""

from __future__ import annotations

import random

import pytest
from fakes import Clock, Rig

from dx7bridge.commands import (
    GetSession,
    RestoreSession,
    Sample,
    SetDrift,
    SetGlide,
    SetLatent,
    SetPathLoop,
    StoreSlot,
)
from dx7bridge.engine.motion import Drift, Path, Travel
from dx7bridge.inputs.clock import TICKS, MidiClock
from dx7bridge.midi.assembler import Assembler
from dx7bridge.playing import FadeToSlotBeats, PlayPathBeats, SetDriftBeats, SetGlideBeats, SetTempo


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rig(clock: Clock) -> Rig:
    rig = Rig()
    rig.clock = clock
    return rig


def later(rig: Rig, clock: Clock, seconds: float) -> None:
    clock.now += seconds
    rig.instrument.tick()


def test_a_glide_in_beats_takes_them_at_the_tempo_of_the_moment(rig: Rig, clock: Clock) -> None:
    rig.run(SetTempo(120.0))
    rig.run(SetGlideBeats(4.0))
    assert rig.instrument.state.glide == (2.0,) * 8
    rig.run(SetLatent(((0, 2.0),)))
    later(rig, clock, 1.0)
    half = rig.instrument.state.latent[0]
    assert half == pytest.approx(1.0, abs=0.01)
    rig.run(SetTempo(60.0))  # the other half takes two seconds now
    assert rig.instrument.state.glide == (4.0,) * 8
    later(rig, clock, 1.0)
    assert half < rig.instrument.state.latent[0] < 2.0
    later(rig, clock, 1.01)
    assert rig.instrument.state.latent[0] == 2.0
    assert not rig.instrument.moving


def test_seconds_do_not_follow_the_tempo(rig: Rig) -> None:
    rig.run(SetGlideBeats(4.0))
    rig.run(SetGlide(tuple(range(8)), 3.0))
    rig.run(SetDrift(0.5, 0.5))
    rig.run(SetTempo(240.0))
    assert rig.instrument.state.glide == (3.0,) * 8
    assert rig.instrument.state.drift == (0.5, 0.5)


def stored(rig: Rig, *slots: int) -> None:
    for slot in slots:
        rig.run(Sample())
        rig.run(StoreSlot(slot))


def test_a_path_in_beats_goes_on_from_where_it_is(rig: Rig, clock: Clock) -> None:
    stored(rig, 1, 2)
    rig.run(SetTempo(120.0))
    assert rig.run(PlayPathBeats(((1, 4.0), (2, 4.0)))).extra == (4.0,)
    later(rig, clock, 1.0)
    assert rig.instrument.state.path == 0.5
    rig.run(SetTempo(240.0))
    later(rig, clock, 0.5)
    assert rig.instrument.state.path == 1.0
    later(rig, clock, 0.5)
    assert rig.instrument.state.path == 1.5
    later(rig, clock, 0.5)
    assert rig.instrument.state.voice == rig.instrument._parts.slots[2].voice
    assert not rig.instrument.moving


def test_a_fade_in_beats_and_one_of_none(rig: Rig, clock: Clock) -> None:
    stored(rig, 1, 2)
    slots = rig.instrument._parts.slots
    rig.run(SetPathLoop(True))
    rig.run(FadeToSlotBeats(1, 2.0))  # at 120: one second
    later(rig, clock, 0.9)
    assert rig.instrument.state.latent != slots[1].latent
    later(rig, clock, 0.2)
    assert rig.instrument.state.voice == slots[1].voice
    assert not rig.instrument.moving
    rig.run(FadeToSlotBeats(2, 0.0))
    assert rig.instrument.state.voice == slots[2].voice


def test_a_drift_in_beats_turns_with_the_tempo_and_makes_no_step(rig: Rig, clock: Clock) -> None:
    rig.run(SetTempo(120.0))
    rig.run(SetDriftBeats(8.0, 0.5))
    assert rig.instrument.state.drift == (0.25, 0.5)
    later(rig, clock, 3.0)
    here = rig.instrument.state.latent
    rig.run(SetTempo(60.0))
    assert rig.instrument.state.drift == (0.125, 0.5)
    rig.instrument.tick()
    assert rig.instrument.state.latent == pytest.approx(here, abs=1e-5)
    rig.run(SetDriftBeats(0.0, 0.5))
    assert not rig.instrument.moving


def test_a_session_keeps_the_tempo_and_the_beats(rig: Rig) -> None:
    rig.run(SetTempo(97.5))
    rig.run(SetGlideBeats(2.0))
    ((text,),) = rig.run(GetSession()).rows
    rig.run(SetTempo(140.0))
    rig.run(SetGlide(tuple(range(8)), 0.0))
    rig.run(RestoreSession(str(text)))
    state = rig.instrument.state
    assert (state.tempo, state.glide_beats) == (97.5, 2.0)


def test_retiming_moves_nothing_at_that_moment() -> None:
    travel, path = Travel(0.0, 0.3, 2.0, 10.0, 4.0), Path((), (2.0, 3.0), 10.0)
    for now in (10.0, 11.5, 13.0):
        for factor in (0.5, 2.0):
            assert travel.retimed(factor, now).at(now) == pytest.approx(travel.at(now))
            assert path.retimed(factor, now).at(now) == pytest.approx(path.at(now))
            drift = Drift(1, 0.3, 0.5, 10.0)
            before = drift.at(now)
            drift.retime(factor, now)
            assert drift.at(now) == pytest.approx(before)


def ticked(source: MidiClock, clock: Clock, bpm: float, beats: int, jitter: float = 0.0) -> list[float]:
    chance, told, start = random.Random(1), [], clock.now
    for n in range(1, beats * TICKS + 1):
        clock.now = start + n * 60 / bpm / TICKS + chance.uniform(-jitter, jitter)
        tempo = source.tick()
        if tempo is not None:
            told.append(tempo)
    clock.now = start + beats * 60 / bpm
    return told


def test_a_midi_clock_gives_its_tempo_once(clock: Clock) -> None:
    source = MidiClock(clock)
    assert ticked(source, clock, 120.0, 8) == [120.0]
    assert ticked(source, clock, 90.0, 8)[-1] == pytest.approx(90.0, abs=0.3)


def test_ticks_that_come_early_and_late_make_a_steady_tempo(clock: Clock) -> None:
    source = MidiClock(clock)
    told = ticked(source, clock, 133.0, 64, jitter=0.003)
    assert len(told) < 8
    assert all(abs(tempo - 133.0) < 1.5 for tempo in told)


def test_a_clock_that_stops_and_starts_again_is_no_slow_tempo(clock: Clock) -> None:
    source = MidiClock(clock)
    ticked(source, clock, 120.0, 4)
    clock.now += 30.0
    assert ticked(source, clock, 120.0, 4) == []


def test_ticks_come_through_in_the_middle_of_a_dump_and_only_where_they_are_wanted() -> None:
    data = bytes((0xF0, 0x43, 0xF8, 0x00, 0xF7, 0xFE))
    assert list(Assembler(clock=True).feed(data)) == [b"\xf8", bytes((0xF0, 0x43, 0x00, 0xF7))]
    assert list(Assembler().feed(data)) == [bytes((0xF0, 0x43, 0x00, 0xF7))]
