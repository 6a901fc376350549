"""What a performer holds on to: glides, steps, locks, morphs and the way back, without threads."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from fakes import Clock, Rig

from dx7bridge.commands import (
    MODES,
    ClearSlot,
    EncodeVoice,
    GetAxes,
    GetSession,
    Interpolate,
    InterpolateCart,
    Keep,
    LoadSession,
    Lock,
    Mode,
    MorphXY,
    NameSlot,
    PlayPath,
    RecallSlot,
    Redo,
    RestoreSession,
    Sample,
    SampleCart,
    SaveSession,
    SetDrift,
    SetGlide,
    SetInterpolationSlots,
    SetLatent,
    SetMorphCorners,
    SetMorphMode,
    SetName,
    SetNorm,
    SetPadDims,
    SetParameter,
    SetPathLoop,
    SetSeed,
    SetTemperature,
    StopPath,
    StoreSlot,
    Undo,
    Unlock,
    Vary,
)
from dx7bridge.engine import Instrument
from dx7bridge.engine.calibration import AxisCalibration
from dx7bridge.engine.history import GESTURE, History
from dx7bridge.engine.motion import Travel
from dx7bridge.errors import BadArguments, NoModel, NoSlot, OutOfRange
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import find, group

ODD = INIT_VOICE.with_name("ODD").with_value("algorithm", 21).with_value("op3.coarse", 17)


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest.fixture
def clock(rig: Rig) -> Clock:
    clock = Clock()
    rig.clock = clock
    return clock


def knob(dimension: int, value: float) -> SetLatent:
    return SetLatent(((dimension, value),))


def indices(name: str) -> tuple[int, ...]:
    return tuple(p.index for p in group(name))


# Glide.


def test_a_set_with_a_glide_travels_and_arrives(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(SetGlide(tuple(range(8)), 2.0))
    assert rig.instrument.run(knob(0, 4.0)).state.latent[0] == 0.0
    places = []
    for _ in range(5):
        clock.now += 0.5
        rig.instrument.tick()
        places.append(rig.instrument.state.latent[0])
    assert places[1] == pytest.approx(2.0)
    assert places == sorted(places)
    assert places[3:] == [4.0, 4.0]
    assert not rig.instrument.moving


def test_a_dimension_without_a_glide_jumps_while_another_travels(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(SetGlide((0,), 1.0))
    assert rig.instrument.run(SetLatent(((0, 1.0), (1, 1.0)))).state.latent[:2] == (0.0, 1.0)
    clock.now += 1.0
    rig.instrument.tick()
    assert rig.instrument.state.latent[:2] == (1.0, 1.0)


def test_a_coordinate_sent_elsewhere_on_its_way_turns_without_a_jump_or_a_jerk(
    rig: Rig, clock: Clock
) -> None:
    rig.instrument.run(SetGlide((0,), 1.0))
    rig.instrument.run(knob(0, 4.0))
    places = [0.0]
    for step in range(200):
        if step == 50:
            rig.instrument.run(knob(0, -4.0))
        clock.now += 0.01
        rig.instrument.tick()
        places.append(rig.instrument.state.latent[0])
    speeds = [b - a for a, b in pairwise(places)]
    assert places[-1] == -4.0
    assert max(abs(b - a) for a, b in pairwise(speeds)) < 0.01  # of a way of 8
    assert places[52] > places[50]  # it still goes up when told to turn


def test_a_travel_never_leaves_the_legal_coordinates() -> None:
    travel = Travel(start=7.9, speed=100.0, target=8.0, began=0.0, seconds=1.0)
    assert max(travel.at(step / 100) for step in range(101)) == 8.0


def test_a_glide_of_0_set_again_stops_the_travel(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(SetGlide((0,), 5.0))
    rig.instrument.run(knob(0, 4.0))
    rig.instrument.run(SetGlide((0,), 0.0))
    clock.now += 1.0
    assert rig.instrument.run(knob(0, -1.0)).state.latent[0] == -1.0
    assert not rig.instrument.moving


@pytest.mark.parametrize("leaving", [Sample(), EncodeVoice(ODD), Undo()])
def test_another_sound_ends_the_travel(rig: Rig, clock: Clock, leaving: Sample | EncodeVoice | Undo) -> None:
    rig.instrument.run(SetGlide((0,), 5.0))
    rig.instrument.run(knob(0, 4.0))
    rig.instrument.run(leaving)
    assert not rig.instrument.moving


def test_a_travel_without_a_model_stops(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(SetGlide((0,), 5.0))
    rig.instrument.run(knob(0, 4.0))
    rig.decoder.failing = NoModel("none")
    clock.now += 1.0
    with pytest.raises(NoModel):
        rig.instrument.tick()
    assert not rig.instrument.moving


# Vary.


def distance(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return math.dist(a, b)


def test_a_small_amount_is_a_small_step_and_all_of_it_a_fresh_sample(rig: Rig) -> None:
    here = rig.instrument.run(Sample()).state.latent
    steps = {}
    for amount in (0.0, 0.1, 1.0):
        moved = []
        for seed in range(100):
            rig.instrument.run(EncodeVoice(ODD))
            start = rig.instrument.state.latent
            rig.instrument.run(SetSeed(seed))
            moved.append(distance(start, rig.instrument.run(Vary(amount)).state.latent))
        steps[amount] = sum(moved) / len(moved)
    assert steps[0.0] == pytest.approx(0.0, abs=1e-6)
    assert 0.1 < steps[0.1] < 0.5
    assert steps[1.0] > 2.0
    rig.instrument.run(SetSeed(5))
    fresh = rig.instrument.run(Sample()).state
    rig.instrument.run(SetSeed(5))
    assert rig.instrument.run(Vary(1.0)).state.voice == fresh.voice
    assert distance(here, fresh.latent) > 0


def test_many_steps_stay_where_the_prior_is(rig: Rig) -> None:
    places = [z for _ in range(1000) for z in rig.instrument.run(Vary(0.5)).state.latent]
    assert sum(z * z for z in places) / len(places) == pytest.approx(1.0, abs=0.2)


def test_steps_are_repeatable_by_the_seed(rig: Rig) -> None:
    told = []
    for _ in range(2):
        rig.instrument.run(EncodeVoice(ODD))
        rig.instrument.run(SetSeed(3))
        told.append([rig.instrument.run(Vary(0.3)).state.voice for _ in range(3)])
    assert told[0] == told[1]


# Locks.


def fill(rig: Rig, slots: range) -> list[Voice]:
    voices = []
    for slot in slots:
        voices.append(rig.instrument.run(Sample()).state.voice)
        rig.instrument.run(StoreSlot(slot))
    return voices


@pytest.mark.parametrize(
    "command",
    [
        Sample(),
        Vary(1.0),
        EncodeVoice(ODD),
        Interpolate(0.3),
        Interpolate(1.0),
        MorphXY(0.3, 0.7),
        RecallSlot(2),
        SetLatent(tuple((d, -5.0) for d in range(8))),
    ],
)
def test_locked_values_survive(rig: Rig, command: Sample) -> None:
    fill(rig, range(1, 5))
    start = rig.instrument.run(SetLatent(tuple((d, 6.0) for d in range(8)))).state.voice
    rig.instrument.run(Lock((*indices("op3"), *indices("algorithm"))))
    voice = rig.instrument.run(command).state.voice
    for index in (*indices("op3"), *indices("algorithm")):
        assert voice.values[index] == start.values[index]
    assert voice["op1.rate1"] != start["op1.rate1"]
    assert rig.output.offered[-1][0] == voice


def test_a_locked_cartridge_keeps_the_locked_values(rig: Rig) -> None:
    fill(rig, range(1, 3))
    rig.instrument.run(SetParameter(134, 9))
    rig.instrument.run(Lock((134,)))
    for command in (SampleCart(3), InterpolateCart(1, 2)):
        cart = rig.instrument.run(command).state.cart
        assert cart is not None
        assert {voice["algorithm"] for voice in cart} == {9}


def test_the_model_is_asked_to_fit_the_rest_to_what_is_locked(rig: Rig) -> None:
    rig.instrument.run(SetParameter(134, 9))
    rig.instrument.run(Lock((134, 145)))
    for command in (Sample(), knob(0, 1.0), Vary(0.1), SampleCart(1)):
        rig.instrument.run(command)
        assert rig.decoder.held[-1] == {134: 9}
    rig.instrument.run(Unlock((134,)))
    rig.instrument.run(knob(0, 2.0))
    assert rig.decoder.held[-1] == {}


def test_an_edit_of_a_locked_value_is_an_edit_and_is_kept(rig: Rig) -> None:
    rig.instrument.run(Lock((134,)))
    rig.instrument.run(SetParameter(134, 9))
    assert rig.instrument.run(Sample()).state.voice["algorithm"] == 9


def test_an_unlocked_value_changes_again(rig: Rig) -> None:
    rig.instrument.run(Lock(indices("algorithm")))
    rig.instrument.run(Unlock((134,)))
    assert rig.instrument.state.locks == ("feedback", "osc_key_sync")
    rig.instrument.run(EncodeVoice(ODD))
    assert rig.instrument.state.voice["algorithm"] == 21


def test_a_locked_name_stays(rig: Rig) -> None:
    rig.instrument.run(SetName("MINE"))
    rig.instrument.run(Lock(indices("name")))
    assert rig.instrument.run(Sample()).state.voice.name == "MINE"


def test_locks_are_told_as_whole_groups_then_single_parameters(rig: Rig) -> None:
    rig.instrument.run(Lock((*indices("op1"), *indices("lfo"), find("op2.coarse").index)))
    assert rig.instrument.state.locks == ("op1", "lfo", "op2.coarse")


def test_a_group_locked_by_way_of_others_is_told_too(rig: Rig) -> None:
    for n in range(1, 7):
        rig.instrument.run(Lock(indices(f"op{n}")))
    operators = {f"op{n}" for n in range(1, 7)}
    assert set(rig.instrument.state.locks) == operators | {
        "envelopes", "scaling", "sensitivity", "levels", "ratios"
    }  # fmt: skip


# Morph.


def test_the_corners_of_the_pad_are_the_stored_voices(rig: Rig) -> None:
    voices = fill(rig, range(1, 5))
    corners = ((0, 0), (1, 0), (0, 1), (1, 1))
    for mode in MODES:
        rig.instrument.run(SetMorphMode(mode))
        rig.instrument.run(MorphXY(0.4, 0.4))
        assert [rig.instrument.run(MorphXY(x, y)).state.voice for x, y in corners] == voices


def test_the_middle_of_the_pad_is_the_mean_of_its_corners(rig: Rig) -> None:
    fill(rig, range(1, 5))
    latents = [rig.instrument.run(RecallSlot(slot)).state.latent for slot in range(1, 5)]
    state = rig.instrument.run(MorphXY(0.5, 0.5)).state
    assert state.latent == pytest.approx([sum(z) / 4 for z in zip(*latents, strict=True)], abs=1e-6)
    assert state.xy == (0.5, 0.5)


def test_an_empty_corner_is_no_slot_and_nothing_moves(rig: Rig) -> None:
    fill(rig, range(1, 4))
    before = rig.instrument.state
    with pytest.raises(NoSlot, match="slot 4"):
        rig.instrument.run(MorphXY(0.0, 0.0))
    assert rig.instrument.state is before


def test_a_morph_by_parameters_is_the_mean_of_values_and_never_of_choices(rig: Rig) -> None:
    for slot, voice in ((1, INIT_VOICE), (2, ODD.with_value("op1.output_level", 49))):
        rig.instrument.run(EncodeVoice(voice))
        rig.instrument.run(StoreSlot(slot))
    rig.instrument.run(SetMorphMode("parameters"))
    seen = [rig.instrument.run(Interpolate(step / 10)).state.voice for step in range(11)]
    assert [voice["op1.output_level"] for voice in seen] == [99, 94, 89, 84, 79, 74, 69, 64, 59, 54, 49]
    assert {voice["algorithm"] for voice in seen} == {0, 21}
    assert [voice.name for voice in (seen[4], seen[6])] == ["INIT VOICE", "ODD"]


# Memory.


def test_undo_and_redo_walk_through_the_sounds(rig: Rig) -> None:
    states = [rig.instrument.state, *(rig.instrument.run(Sample()).state for _ in range(3))]
    assert rig.instrument.state.history == (3, 0)
    for expected in states[2::-1]:
        state = rig.instrument.run(Undo()).state
        assert (state.voice, state.latent) == (expected.voice, expected.latent)
    assert rig.output.offered[-1] == (states[0].voice, True)
    assert rig.instrument.state.history == (0, 3)
    assert rig.instrument.run(Undo()).state.voice == states[0].voice
    for expected in states[1:]:
        assert rig.instrument.run(Redo()).state.voice == expected.voice
    assert rig.instrument.run(Redo()).extra == (3, 0)


def test_what_one_does_after_an_undo_ends_the_redo(rig: Rig) -> None:
    rig.instrument.run(Sample())
    rig.instrument.run(Undo())
    rig.instrument.run(Sample())
    assert rig.instrument.state.history == (1, 0)


def test_a_gesture_is_one_step(rig: Rig, clock: Clock) -> None:
    for number in range(100):
        rig.instrument.run(knob(number % 3, number / 100))
        clock.now += 0.01
    assert rig.instrument.state.history == (1, 0)
    clock.now += GESTURE
    rig.instrument.run(knob(0, 5.0))
    assert rig.instrument.state.history == (2, 0)
    assert rig.instrument.run(Undo()).state.latent[:2] == pytest.approx((0.99, 0.97))
    assert rig.instrument.run(Undo()).state.voice == INIT_VOICE


def test_edits_of_one_parameter_are_one_gesture_and_of_another_are_not(rig: Rig, clock: Clock) -> None:
    for value in range(10):
        rig.instrument.run(SetParameter(134, value + 1))
    rig.instrument.run(SetParameter(135, 3))
    assert rig.instrument.state.history == (2, 0)


def test_a_glide_is_undone_to_where_it_began(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(knob(0, 1.0))
    clock.now += 10
    rig.instrument.run(SetGlide((0,), 1.0))
    rig.instrument.run(knob(0, 4.0))
    clock.now += 10
    rig.instrument.tick()
    assert rig.instrument.run(Undo()).state.latent[0] == 1.0


def test_what_changes_nothing_is_no_step(rig: Rig) -> None:
    rig.instrument.run(SetName("INIT VOICE"))
    rig.instrument.run(Lock((3,)))
    rig.instrument.run(StoreSlot(1))
    assert rig.instrument.state.history == (0, 0)


def test_what_fails_is_no_step(rig: Rig) -> None:
    rig.decoder.failing = NoModel("none")
    with pytest.raises(NoModel):
        rig.instrument.run(Sample())
    assert rig.instrument.state.history == (0, 0)


def test_undo_brings_back_home_and_edits(rig: Rig, clock: Clock) -> None:
    where = rig.instrument.run(EncodeVoice(ODD)).state.latent
    rig.instrument.run(SetParameter(0, 42))
    rig.instrument.run(Sample())
    rig.instrument.run(Undo())
    assert rig.instrument.run(knob(0, where[0] + 1)).state.voice.values[0] == 42
    assert rig.instrument.run(knob(0, where[0])).state.voice == ODD.with_value(0, 42)


def test_at_least_256_steps_are_kept(rig: Rig) -> None:
    for _ in range(300):
        rig.instrument.run(Sample())
    for _ in range(300):
        rig.instrument.run(Undo())
    assert rig.instrument.state.voice == INIT_VOICE


def test_the_oldest_steps_are_forgotten() -> None:
    history: History[int] = History(steps=3)
    for number in range(10):
        history.note(number, None, 0.0)
    assert history.depth == (3, 0)
    assert [history.undo(10), history.undo(9), history.undo(8), history.undo(7)] == [9, 8, 7, None]


def test_favourites_are_appended(rig: Rig) -> None:
    assert rig.run(Keep("best.syx")).extra == ("best.syx", 1)
    voice = rig.instrument.run(Sample()).state.voice
    assert rig.run(Keep("best.syx")).extra == ("best.syx", 2)
    assert rig.files.voices["best.syx"] == (INIT_VOICE, voice)


# Drift and paths.


def test_a_drift_wanders_about_the_same_way_for_the_same_seed(rig: Rig, clock: Clock) -> None:
    walks = []
    for _ in range(2):
        rig.instrument.run(SetLatent(tuple((d, 1.0) for d in range(8))))
        rig.instrument.run(SetDrift(0.5, 0.25))
        walk = []
        for _ in range(200):
            clock.now += 0.05
            rig.instrument.tick()
            walk.append(rig.instrument.state.latent)
        walks.append(walk)
        rig.instrument.run(SetDrift(0.0, 0.0))
        assert not rig.instrument.moving
    away = [abs(z - 1.0) for latent in walks[0] for z in latent]
    assert 0.05 < sum(away) / len(away) < 1.0
    assert max(away) <= 0.25 * 2 * 2 * 1.3  # to and fro, and what a smooth curve goes beyond its points
    assert max(math.dist(a, b) for a, b in pairwise(walks[0])) < 0.3
    assert all(a == pytest.approx(b, abs=1e-5) for a, b in zip(*walks, strict=True))


def test_a_knob_turned_in_a_drift_is_where_it_was_put_and_the_drift_goes_on(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(SetDrift(0.5, 1.0))
    for _ in range(10):
        clock.now += 0.3
        rig.instrument.tick()
    assert rig.instrument.run(knob(3, -2.0)).state.latent[3] == -2.0
    clock.now += 0.3
    rig.instrument.tick()
    assert rig.instrument.state.latent[3] != -2.0


def test_undo_returns_to_where_a_drift_began_and_ends_it(rig: Rig, clock: Clock) -> None:
    rig.instrument.run(EncodeVoice(ODD))
    began = rig.instrument.state
    rig.instrument.run(SetDrift(0.5, 1.0))
    for _ in range(10):
        clock.now += 0.5
        rig.instrument.tick()
    assert rig.instrument.state.latent != began.latent
    assert rig.instrument.state.history == (2, 0)
    rig.instrument.run(SetDrift(0.5, 0.0))  # to stand still is no step
    rig.instrument.run(SetDrift(0.5, 1.0))
    rig.instrument.run(Undo())
    rig.instrument.run(Undo())
    assert rig.instrument.state.latent == began.latent
    assert rig.instrument.state.voice == began.voice
    assert not rig.instrument.moving
    assert 0.0 in rig.instrument.state.drift


def test_undo_of_a_gesture_in_a_drift_lets_it_go_on(rig: Rig) -> None:
    rig.instrument.run(SetDrift(0.5, 1.0))
    rig.instrument.run(Sample())
    rig.instrument.run(Undo())
    assert rig.instrument.state.drift == (0.5, 1.0)
    assert rig.instrument.moving


def test_a_drift_sets_off_from_where_one_is_and_strays_no_farther_than_its_depth(
    rig: Rig, clock: Clock
) -> None:
    here = rig.instrument.state.latent
    rig.instrument.run(SetDrift(1.0, 0.25))
    clock.now += 0.02
    rig.instrument.tick()
    assert math.dist(rig.instrument.state.latent, here) < 0.01
    far = 0.0
    for _ in range(2000):
        clock.now += 0.1
        rig.instrument.tick()
        far = max(far, *(abs(a - b) for a, b in zip(rig.instrument.state.latent, here, strict=True)))
    assert 0.2 < far <= 0.25


def walked(rig: Rig, clock: Clock, ticks: int, step: float) -> list[tuple[float, Voice]]:
    seen = []
    for _ in range(ticks):
        clock.now += step
        rig.instrument.tick()
        seen.append((rig.instrument.state.path, rig.instrument.state.voice))
    return seen


@pytest.mark.parametrize("mode", ["latent", "parameters"])
def test_a_path_passes_through_the_stored_voices_themselves(rig: Rig, clock: Clock, mode: Mode) -> None:
    a, b = fill(rig, range(1, 3))
    rig.instrument.run(EncodeVoice(ODD))
    rig.instrument.run(SetMorphMode(mode))
    assert rig.instrument.run(PlayPath(((1, 1.0), (2, 2.0), (1, 0.0)))).extra == (3.0,)
    seen = walked(rig, clock, 12, 0.3)
    assert [at for at, _ in seen[:5]] == pytest.approx([0.3, 0.6, 0.9, 1.0, 1.25])
    voices = [voice for _, voice in seen]
    assert voices[3] == a
    assert voices[0] not in (ODD, a)
    assert b in voices
    assert voices[-1] == a
    assert not rig.instrument.moving
    assert rig.instrument.run(Undo()).state.voice == ODD


def test_a_path_that_loops_goes_round_from_its_last_stop(rig: Rig, clock: Clock) -> None:
    a, b = fill(rig, range(1, 3))
    rig.instrument.run(SetPathLoop(True))
    rig.instrument.run(PlayPath(((1, 1.0), (2, 1.0))))
    voices = [voice for _, voice in walked(rig, clock, 60, 0.1)]
    stops = [voice for voice in voices if voice in (a, b)]
    assert stops[:6] == [a, b, a, b, a, b]
    rig.instrument.run(SetPathLoop(False))
    walked(rig, clock, 30, 0.1)
    assert rig.instrument.state.voice == b
    assert not rig.instrument.moving


def test_a_loop_that_takes_no_time_is_refused(rig: Rig) -> None:
    fill(rig, range(1, 2))
    rig.instrument.run(SetPathLoop(True))
    with pytest.raises(OutOfRange, match="a path that loops must take some time"):
        rig.instrument.run(PlayPath(((1, 0.0),)))


@pytest.mark.parametrize("hand", [knob(0, 1.0), Sample(), StopPath(), Interpolate(0.0)])
def test_a_hand_on_the_sound_ends_the_path(rig: Rig, clock: Clock, hand: SetLatent) -> None:
    fill(rig, range(1, 3))
    rig.instrument.run(PlayPath(((1, 1.0), (2, 1.0))))
    clock.now += 0.5
    rig.instrument.tick()
    rig.instrument.run(hand)
    assert not rig.instrument.moving
    assert rig.instrument.state.path == 0.0


# The normalised scale.


def test_without_a_calibration_equal_steps_are_equal_shares_of_the_prior(rig: Rig) -> None:
    state = rig.instrument.run(SetNorm(tuple(enumerate((0, 0.25, 0.5, 0.75, 1, 0.5, 0.5, 0.5))))).state
    lowest, low, middle, high, highest = state.latent[:5]
    assert (lowest, highest) == pytest.approx((-2.326, 2.326), abs=0.01)
    assert (low, middle, high) == pytest.approx((-0.66, 0.0, 0.66), abs=0.03)
    assert state.norm == pytest.approx((0, 0.25, 0.5, 0.75, 1, 0.5, 0.5, 0.5), abs=1e-4)


def test_a_share_that_is_so_already_moves_nothing(rig: Rig) -> None:
    place = rig.instrument.run(SetLatent(((0, -8.0), (1, 0.3)))).state
    assert rig.instrument.run(SetNorm(tuple(enumerate(place.norm)))).state.latent == place.latent


def test_coordinates_beyond_the_quantiles_are_at_the_ends_of_the_scale(rig: Rig) -> None:
    assert rig.instrument.run(SetLatent(((0, -8.0), (1, 8.0)))).state.norm[:2] == (0.0, 1.0)


def test_the_model_s_quantiles_span_the_scale_even_where_they_stand_still(rig: Rig) -> None:
    rig.decoder.axes = [AxisCalibration("brighter", (-1.0, 0.0, 0.0, 3.0), "Hz", (200.0, 500.0, 900.0))] * 8
    assert rig.instrument.run(SetNorm(((0, 1.0), (1, 0.0)))).state.latent[:2] == (3.0, -1.0)
    assert rig.instrument.run(GetAxes()).rows[0] == (1, "brighter", -1.0, 3.0, "Hz", 200.0, 900.0)
    assert rig.instrument.run(SetLatent(((0, 1.5), (1, 0.0)))).state.norm[:2] == pytest.approx((5 / 6, 1 / 3))


# Slots and sessions.


def test_slots_have_the_names_of_their_voices_or_their_own(rig: Rig) -> None:
    rig.instrument.run(StoreSlot(2))
    rig.instrument.run(NameSlot(2, "verse"))
    assert rig.instrument.state.slots == ((2, "verse"),)
    rig.instrument.run(StoreSlot(2))
    assert rig.instrument.state.slots == ((2, "INIT VOICE"),)
    rig.instrument.run(ClearSlot(2))
    assert rig.instrument.state.slots == ()
    with pytest.raises(NoSlot):
        rig.instrument.run(RecallSlot(2))


def played(rig: Rig) -> None:
    """A session with something of everything."""
    fill(rig, range(1, 5))
    rig.instrument.run(NameSlot(3, "verse"))
    rig.instrument.run(EncodeVoice(ODD))
    rig.instrument.run(SetParameter(0, 42))
    for command in (
        *(SetPadDims(3, 4), SetInterpolationSlots(3, 4), SetMorphCorners(4, 3, 2, 1), SetTemperature(0.5)),
        *(SetGlide((3,), 1.5), SetPathLoop(True), SetDrift(0.5, 0.25), Lock(indices("op2")), SampleCart(3)),
        SetMorphMode("parameters"),
    ):
        rig.instrument.run(command)


def test_a_session_brings_everything_back(rig: Rig, clock: Clock) -> None:
    played(rig)
    rig.run(SaveSession("gig"))
    saved = rig.instrument.state
    other = Rig(seed=99)
    other.clock = clock
    other.files.texts = rig.files.texts
    state = other.run(LoadSession("gig.json")).state
    passing: dict[str, Any] = {"history": (0, 0), "slot": 0}  # which slot was recalled last is not kept
    assert replace(state, **passing) == replace(saved, **passing)
    assert other.output.offered == [(saved.voice, True)]
    for command in (Unlock(indices("op2")), Sample(), RecallSlot(3), knob(0, 1.0)):
        assert other.instrument.run(command).state.voice == rig.instrument.run(command).state.voice


def test_a_loaded_sound_is_at_home(rig: Rig) -> None:
    where = rig.instrument.run(EncodeVoice(ODD)).state.latent
    rig.instrument.run(SetLatent(((0, 5.0),)))
    rig.run(SaveSession("a"))
    rig.instrument.run(Sample())
    rig.run(LoadSession("a"))
    assert rig.instrument.run(SetLatent(tuple(enumerate(where)))).state.voice == ODD


def test_a_session_of_another_model_keeps_its_voices_and_finds_their_places_anew(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="dx7bridge")
    rig.decoder.name = "voices-4"  # type: ignore[attr-defined]
    played(rig)
    rig.instrument.run(SetLatent(((0, 5.0),)))
    rig.run(SaveSession("gig"))
    before = rig.instrument.state
    rig.run(LoadSession("gig"))
    assert rig.instrument.state.latent == before.latent
    assert "encoding its voices again" not in caplog.text
    rig.decoder.name = "voices-5"  # type: ignore[attr-defined]
    after = rig.run(LoadSession("gig")).state
    assert after.voice == before.voice
    assert after.slots == before.slots
    assert list(after.latent) == pytest.approx(rig.decoder.encode([before.voice])[0], abs=1e-5)
    assert after.latent != before.latent
    assert "'voices-4'; encoding its voices again with 'voices-5'" in caplog.text


def test_loading_a_session_can_be_undone(rig: Rig) -> None:
    rig.run(SaveSession("a"))
    voice = rig.instrument.run(Sample()).state.voice
    rig.run(LoadSession("a"))
    assert rig.instrument.run(Undo()).state.voice == voice


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"version": 1', '"version": 2', "version"),
        ('"temperature": 0.5', '"temperature": 99', "temperature"),
        ('"slot": 3', '"slot": 65', "slots"),
        ('"seed": 1', '"colour": 1', "colour|seed"),
        ('"voice": "', '"voice": "ff', "voice"),
        ("{", "", "Expected `object`"),
    ],
)
def test_a_session_that_is_wrong_says_where_and_changes_nothing(
    rig: Rig, old: str, new: str, message: str
) -> None:
    played(rig)
    rig.instrument.run(SetDrift(0.0, 0.0))
    rig.run(SaveSession("a"))
    assert old in rig.files.texts["a.json"]
    rig.files.texts["a.json"] = rig.files.texts["a.json"].replace(old, new, 1)
    before = rig.instrument.state
    with pytest.raises(BadArguments, match=f"session a.json: .*({message})"):
        rig.run(LoadSession("a"))
    assert rig.instrument.state is before


class Controllers:
    def __init__(self) -> None:
        self.map = {"1": 20}

    def save(self) -> dict[str, int]:
        return self.map

    def check(self, saved: Any) -> None:
        if not isinstance(saved, dict):
            raise BadArguments("controllers: a map is needed")

    def load(self, saved: Any) -> None:
        self.map = saved


def test_other_parts_of_the_bridge_keep_their_settings_in_the_session(rig: Rig) -> None:
    controllers = Controllers()
    rig.use(Instrument(rig.decoder, rig.output, companions={"controllers": controllers}))
    rig.run(SaveSession("a"))
    controllers.map = {}
    rig.run(LoadSession("a"))
    assert controllers.map == {"1": 20}
    rig.files.texts["a.json"] = rig.files.texts["a.json"].replace('{\n   "1": 20\n  }', "3")
    with pytest.raises(BadArguments, match="controllers: a map is needed"):
        rig.run(LoadSession("a"))


def test_a_session_is_given_and_taken_as_text(rig: Rig) -> None:
    played(rig)
    ((text,),) = rig.instrument.run(GetSession()).rows
    voice = rig.instrument.state.voice
    other = Rig()
    assert other.instrument.run(RestoreSession(str(text))).state.voice == voice
