"""What made voices keep: key, structure and loudness; variations by ear.

A simple hearing stands in for the engine: its loudness is that of the loudest carrier's output level, its
distance counts values that differ.
"""

from __future__ import annotations

import pytest
from fakes import FakeDecoder, FakeOutput

from dx7bridge.commands import (
    EncodeVoice,
    Interpolate,
    Lock,
    RecallSlot,
    Sample,
    SampleCart,
    SetInterpolationSlots,
    SetKey,
    SetLatent,
    SetLevel,
    SetParameter,
    SetSeed,
    SetSmooth,
    SetTranspose,
    SetTrim,
    StoreSlot,
    Undo,
    Vary,
)
from dx7bridge.engine import Instrument
from dx7bridge.engine.keeping import TRANSPOSE, structure
from dx7bridge.errors import NoMidi
from dx7bridge.sound.level import moved
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import SOUND_SIZE, find

TARGET = -9.0
HOME = INIT_VOICE.with_value("transpose", 36).with_value("algorithm", 4).with_value("op3.output_level", 60)


class StandIn:
    """A hearing without an engine."""

    target = TARGET

    def loudness(self, voice: Voice) -> float:
        carriers = ALGORITHMS[voice["algorithm"]].carriers
        levels = [voice[f"op{op}.output_level"] for op in carriers]
        return 0.75 * (max(levels) - 99) if max(levels) else -80.0

    def levelled(
        self, voice: Voice, target: float, held: frozenset[int] = frozenset(), *, passes: int = 1
    ) -> Voice:
        return moved(voice, round((target - self.loudness(voice)) / 0.75), held)

    def distance(self, a: Voice, b: Voice) -> float:
        return float(sum(x != y for x, y in zip(a.sound, b.sound, strict=True)))


@pytest.fixture
def hearing() -> StandIn:
    return StandIn()


@pytest.fixture
def instrument(hearing: StandIn) -> Instrument:
    return Instrument(FakeDecoder(), FakeOutput(), hearing=hearing, seed=1)


def knob(dimension: int, z: float) -> SetLatent:
    return SetLatent(((dimension, z),))


def voice_of(instrument: Instrument) -> Voice:
    return instrument.state.voice


# -- key -------------------------------------------------------------------------------------------


def test_a_knob_leaves_the_transposition_where_it_is(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME))
    for dimension in range(8):
        for z in (-8.0, -2.0, 3.0, 8.0):
            instrument.run(knob(dimension, z))
            assert voice_of(instrument)["transpose"] == 36


def test_draws_and_cartridges_sound_in_c_or_an_octave_of_it(instrument: Instrument) -> None:
    found = set()
    for _ in range(60):
        instrument.run(Sample())
        found.add(voice_of(instrument)["transpose"])
    cart = instrument.run(SampleCart(5)).state.cart
    assert cart is not None
    found |= {voice["transpose"] for voice in cart}
    assert found <= {0, 12, 24, 36, 48}
    assert len(found) > 1


def test_free_lets_the_model_choose(instrument: Instrument) -> None:
    instrument.run(SetKey("free"))
    found = set()
    for _ in range(30):
        instrument.run(Sample())
        found.add(voice_of(instrument)["transpose"] % 12)
    assert len(found) > 3
    instrument.run(EncodeVoice(HOME))
    instrument.run(SetSmooth(False))
    instrument.run(knob(TRANSPOSE % 8, 8.0))
    assert voice_of(instrument)["transpose"] == 48


def test_a_transposition_set_by_hand_stays_while_one_moves_and_can_be_undone(instrument: Instrument) -> None:
    instrument.run(Sample())
    before = voice_of(instrument)
    instrument.run(SetTranspose(-7))
    assert voice_of(instrument)["transpose"] == 17
    instrument.run(knob(0, 2.0))
    assert voice_of(instrument)["transpose"] == 17
    instrument.run(Undo())
    instrument.run(Undo())
    assert voice_of(instrument) == before


# -- structure -------------------------------------------------------------------------------------


def test_a_knob_keeps_algorithm_feedback_and_what_would_leap_of_the_ratios(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME))
    kept = structure(HOME["algorithm"])
    instrument.run(SetLatent(tuple((d, 8.0) for d in range(8))))
    now = voice_of(instrument)
    assert all(now.values[i] == HOME.values[i] for i in kept)
    assert now["op2.fine"] == 99  # a modulator's: it moves without a leap
    assert now["op1.fine"] == HOME["op1.fine"]  # a carrier's is its pitch


def test_without_smooth_a_knob_may_leap(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME))
    instrument.run(SetSmooth(False))
    instrument.run(SetLatent(tuple((d, 8.0) for d in range(8))))
    assert voice_of(instrument)["algorithm"] == 31


def test_the_same_place_from_either_side_is_the_same_voice(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME))
    found = []
    for start in (-8.0, 8.0):
        instrument.run(knob(2, start))
        instrument.run(knob(2, 1.0))
        found.append(voice_of(instrument))
    assert found[0] == found[1]


# -- level -----------------------------------------------------------------------------------------


def test_draws_come_at_the_target_and_trim_moves_it(instrument: Instrument, hearing: StandIn) -> None:
    for trim in (0.0, -6.0):
        instrument.run(SetTrim(trim))
        for _ in range(20):
            instrument.run(Sample())
            heard = hearing.loudness(voice_of(instrument))
            assert heard == pytest.approx(TARGET + trim, abs=0.76)
    cart = instrument.run(SampleCart(5)).state.cart
    assert cart is not None
    assert all(abs(hearing.loudness(voice) - TARGET + 6.0) < 0.76 for voice in cart)


def test_a_knob_plays_at_the_level_of_its_home(instrument: Instrument, hearing: StandIn) -> None:
    home = HOME.with_value("op1.output_level", 80)
    instrument.run(EncodeVoice(home))
    for z in (-6.0, -1.0, 5.0):
        instrument.run(knob(3, z))
        assert hearing.loudness(voice_of(instrument)) == pytest.approx(hearing.loudness(home), abs=0.76)


def test_a_morph_is_on_the_line_between_the_levels_of_its_ends(
    instrument: Instrument, hearing: StandIn
) -> None:
    for slot, level in ((1, 90), (2, 60)):
        instrument.run(EncodeVoice(INIT_VOICE.with_value("op1.output_level", level)))
        instrument.run(StoreSlot(slot))
    instrument.run(SetInterpolationSlots(1, 2))
    a, b = (0.75 * (level - 99) for level in (90, 60))
    for t in (0.25, 0.5, 0.75):
        instrument.run(Interpolate(t))
        assert hearing.loudness(voice_of(instrument)) == pytest.approx(a + t * (b - a), abs=0.76)


def test_what_a_player_brought_is_left_as_it_is(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME))
    assert voice_of(instrument) == HOME
    instrument.run(StoreSlot(1))
    instrument.run(Sample())
    instrument.run(RecallSlot(1))
    assert voice_of(instrument) == HOME


def test_a_level_set_by_hand_or_locked_is_not_touched(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME))
    instrument.run(SetParameter(find("op1.output_level").index, 33))
    instrument.run(knob(3, 4.0))
    assert voice_of(instrument)["op1.output_level"] == 33
    instrument.run(Lock((find("op1.output_level").index,)))
    instrument.run(Sample())
    assert voice_of(instrument)["op1.output_level"] == 33


def test_off_leaves_voices_as_the_model_makes_them(instrument: Instrument, hearing: StandIn) -> None:
    instrument.run(SetLevel("off"))
    heard = set()
    for _ in range(20):
        instrument.run(Sample())
        heard.add(round(hearing.loudness(voice_of(instrument))))
    assert len(heard) > 5


def test_without_an_engine_the_level_is_off_and_match_is_refused() -> None:
    deaf = Instrument(FakeDecoder(), FakeOutput())
    assert deaf.state.level == "off"
    with pytest.raises(NoMidi, match="level: match needs the Dexed engine"):
        deaf.run(SetLevel("match"))


# -- amounts ---------------------------------------------------------------------------------------


def test_amounts_are_shares_of_the_way_to_another_sound_by_ear(
    instrument: Instrument, hearing: StandIn
) -> None:
    instrument.run(SetSmooth(False))
    for start in range(6):
        instrument.run(SetSeed(start))
        instrument.run(Sample())
        instrument.run(StoreSlot(1))
        home = voice_of(instrument)
        shares = []
        for amount in (0.1, 0.3, 0.5, 0.7, 1.0):
            instrument.run(RecallSlot(1))
            instrument.run(SetSeed(100 + start))
            instrument.run(Vary(amount))
            shares.append(hearing.distance(home, voice_of(instrument)))
        whole = shares[-1]
        assert all(abs(s / whole - a) < 0.15 for s, a in zip(shares, (0.1, 0.3, 0.5, 0.7), strict=False))
        assert shares == sorted(shares)


def test_the_smallest_variation_changes_something_and_keeps_name_and_key(instrument: Instrument) -> None:
    instrument.run(EncodeVoice(HOME.with_name("MINE")))
    for amount in (0.01, 0.05):
        before = voice_of(instrument)
        instrument.run(Vary(amount))
        now = voice_of(instrument)
        assert now.sound != before.sound
        assert (now.name, now["transpose"]) == ("MINE", 36)


def test_structure_is_every_value_that_a_knob_keeps() -> None:
    assert find("op1.fine").index in structure(0)
    assert find("op2.fine").index not in structure(0)
    assert find("op2.coarse").index in structure(0)
    assert all(index < SOUND_SIZE for index in structure(31))
