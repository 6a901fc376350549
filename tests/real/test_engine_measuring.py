"""Knobs and morphs that are measured before they are played. The sound rules are held by the real engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest
from fakes import FakeDecoder, FakeOutput

from dx7bridge.commands import (
    EncodeVoice,
    Interpolate,
    Lock,
    Sample,
    SetInterpolationSlots,
    SetLatent,
    SetNorm,
    SetSmooth,
    StoreSlot,
)
from dx7bridge.engine import Instrument
from dx7bridge.engine.measuring import Measuring
from dx7bridge.sound.ears import Ears
from dx7bridge.sound.hearing import Hearing
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import find

pytest.importorskip("dexed")

HOME = (
    INIT_VOICE.with_value("op2.output_level", 60)
    .with_value("op2.coarse", 2)
    .with_value("algorithm", 4)
    .with_value("op3.output_level", 70)
)


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    return Hearing()


class Bench:
    """An instrument whose measuring is done when a test says so."""

    def __init__(self, hearing: Hearing) -> None:
        self.decoder = FakeDecoder()
        self.measuring = Measuring(self.decoder, Ears)
        self.instrument = Instrument(
            self.decoder, FakeOutput(), hearing=hearing, seed=1, measuring=self.measuring
        )
        self.instrument.run(EncodeVoice(HOME))

    def turn(self, knob: int, share: float) -> Voice:
        return self.instrument.run(SetNorm(((knob, share),))).state.voice

    def measured(self, knob: int) -> None:
        """Have this knob measured."""
        self.turn(knob, 0.9)
        before = len(self.decoder.decoded)
        assert self.measuring.work()
        assert len(self.decoder.decoded) > before
        self.instrument.run(EncodeVoice(HOME))


@pytest.fixture
def bench(hearing: Hearing) -> Bench:
    return Bench(hearing)


def test_a_knob_plays_the_plain_way_until_it_has_been_measured(bench: Bench) -> None:
    plain = bench.turn(3, 0.8)
    bench.measured(3)
    decoded = len(bench.decoder.decoded)
    measured = bench.turn(3, 0.8)
    assert len(bench.decoder.decoded) == decoded  # looked up
    bench.instrument.run(SetSmooth(False))
    bench.turn(3, 0.2)
    assert len(bench.decoder.decoded) > decoded  # leaps are decoded where they lead
    assert plain.name == measured.name


def test_the_same_place_from_either_side_is_the_same_voice(bench: Bench) -> None:
    bench.measured(3)
    up = [bench.turn(3, step / 20) for step in range(21)]
    down = [bench.turn(3, step / 20) for step in reversed(range(21))]
    assert up == down[::-1]
    assert len(set(up)) > 10


def test_home_is_on_its_knobs(bench: Bench) -> None:
    z = bench.instrument.state.latent[3]
    bench.measured(3)
    bench.turn(3, 0.9)
    assert bench.instrument.run(SetLatent(((3, z),))).state.voice == HOME


def test_a_measured_knob_is_level_and_has_no_leap(bench: Bench, hearing: Hearing) -> None:
    bench.measured(3)
    voices = [bench.turn(3, step / 40) for step in range(41)]
    home = hearing.loudness(HOME)
    assert all(abs(hearing.loudness(voice) - home) < 3.5 for voice in voices)
    assert max(hearing.distance(a, b) for a, b in pairwise(voices)) < 8


def test_knobs_that_were_measured_add_up_in_any_order(bench: Bench) -> None:
    bench.measured(3)
    bench.measured(5)
    decoded = len(bench.decoder.decoded)
    bench.turn(3, 0.9)
    one = bench.turn(5, 0.2)
    bench.instrument.run(EncodeVoice(HOME))
    bench.turn(5, 0.2)
    other = bench.turn(3, 0.9)
    assert one == other
    assert len(bench.decoder.decoded) == decoded


def test_what_is_locked_stays_on_a_measured_knob(bench: Bench) -> None:
    bench.instrument.run(Lock((find("op2.output_level").index,)))
    bench.measured(3)
    assert {bench.turn(3, step / 10)["op2.output_level"] for step in range(11)} == {60}


def test_a_morph_is_as_loud_as_the_line_between_its_ends(bench: Bench, hearing: Hearing) -> None:
    run = bench.instrument.run
    run(StoreSlot(1))
    run(Sample())
    run(StoreSlot(2))
    run(SetInterpolationSlots(1, 2))
    assert bench.measuring.work()
    ends = [run(Interpolate(t)).state.voice for t in (0.0, 1.0)]
    low, high = map(hearing.loudness, ends)
    for step in range(1, 16):
        voice = run(Interpolate(step / 16)).state.voice
        assert hearing.loudness(voice) > low + step / 16 * (high - low) - 3.0


def test_another_home_ends_the_measuring_of_the_last(bench: Bench) -> None:
    """The decoder is held in the middle of a knob; when it goes on, another home is what counts."""
    bench.turn(3, 0.9)
    bench.decoder.entered.clear()
    bench.decoder.gate.clear()
    worker = threading.Thread(target=bench.measuring.work)
    worker.start()
    assert bench.decoder.entered.wait(30)
    bench.measuring.around(bench.instrument._voicing._keeping.bearings(bench.instrument._current.here))
    bench.decoder.gate.set()
    worker.join(30)
    assert not worker.is_alive()
    assert bench.measuring._lines == {}


@pytest.fixture
def started(bench: Bench) -> Iterator[Bench]:
    bench.measuring.start()
    yield bench
    assert bench.measuring.close(30)


def test_the_thread_measures_by_itself_and_ends(started: Bench) -> None:
    decoded = started.decoder.entered
    decoded.clear()
    started.turn(3, 0.9)
    assert decoded.wait(30)
