"""Envelopes, keyboard scaling, frequencies, and MIDI messages in words."""

import numpy as np
import pytest

from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.describing import described
from dx7bridge.voice.envelope import TOP, curve, scaled, slope
from dx7bridge.voice.frequency import fixed, note_name, ratio, words
from dx7bridge.voice.scaling import LOUDEST, along, key_scaling, sounding_level
from dx7bridge.voice.sysex import dump_request, encode_bank, encode_change, encode_voice
from dx7bridge.voice.voice import Change


def levels(rates, levels, **how):
    return curve(rates, levels, **how).levels


def test_a_full_envelope_is_at_its_top_until_the_key_is_up_and_then_falls_at_once():
    found = curve((99, 99, 99, 99), (99, 99, 99, 0), held=1.0, seconds=2.0, points=200)
    at = dict(zip((round(t, 2) for t in found.seconds), found.levels, strict=False))
    assert at[0.5] == pytest.approx(0.0, abs=0.1)
    assert found.levels[-1] == pytest.approx(-TOP, abs=1)
    assert max(found.levels) <= 0.1


def test_a_step_of_output_level_is_three_quarters_of_a_decibel():
    full, softer = (levels((99,) * 4, (99, 99, 99, 0), output_level=level)[50] for level in (99, 95))
    assert full - softer == pytest.approx(4 * 0.75, abs=0.05)


def test_below_20_the_output_level_falls_faster():
    assert scaled(99) - scaled(20) == 79
    assert [scaled(level) for level in (0, 1, 19, 20)] == [0, 5, 46, 48]


def test_a_falling_stage_has_the_slope_of_its_rate():
    found = curve((99, 40, 99, 99), (99, 0, 0, 0), held=5.0, seconds=1.0, points=400)
    a, b = 40, 80
    measured = (found.levels[a] - found.levels[b]) / (found.seconds[b] - found.seconds[a])
    assert measured == pytest.approx(slope(40), rel=0.05)


def test_four_units_of_rate_or_so_double_a_slope_sixteen_fold_in_25():
    assert slope(99) > slope(75) > slope(50) > slope(0) > 0
    assert slope(0) == pytest.approx(0.25, abs=0.02)  # dB a second: minutes


def test_a_rising_stage_slows_down_towards_its_top():
    found = curve((50, 99, 99, 99), (99, 99, 99, 0), held=5.0, seconds=2.0, points=400)
    rise = np.diff(found.levels)
    rising = rise[rise > 0.01]
    assert rising[1] > 2 * rising[-2]


def test_scaling_is_nothing_at_the_breakpoint_and_as_the_curve_says_beside_it():
    voice = INIT_VOICE.with_value("op1.breakpoint", 39).with_value("op1.right_depth", 50)
    middle = 39 + 17
    assert key_scaling(voice, 1, middle) == 0
    down = along(voice, 1, range(middle, middle + 40))
    assert down == sorted(down, reverse=True)
    assert down[-1] < -20
    up = voice.with_value("op1.right_curve", 3)
    assert (
        along(up, 1, range(middle, middle + 40)) == [-x for x in down]
        or max(along(up, 1, [middle + 39])) > 20
    )
    assert key_scaling(voice, 1, 20) == 0  # the left depth is 0


def test_three_keys_share_a_value():
    voice = INIT_VOICE.with_value("op1.right_depth", 99)
    steps = along(voice, 1, range(56, 96))
    changes = [i for i in range(1, len(steps)) if steps[i] != steps[i - 1]]
    assert set(np.diff(changes)) == {3}


def test_an_exponential_curve_starts_flatter_and_ends_steeper_than_a_linear_one():
    linear = INIT_VOICE.with_value("op1.right_depth", 99)
    curved = linear.with_value("op1.right_curve", 1)
    assert key_scaling(curved, 1, 68) > key_scaling(linear, 1, 68)
    near, far = (key_scaling(curved, 1, note + 6) - key_scaling(curved, 1, note) for note in (60, 120))
    assert far < near


def test_scaling_cannot_raise_an_operator_above_output_level_99_and_follows_the_transposition():
    loud = INIT_VOICE.with_value("op1.right_depth", 99).with_value("op1.right_curve", 3)
    assert sounding_level(loud, 1, 80) == LOUDEST == scaled(99)
    soft = loud.with_value("op1.output_level", 50)
    assert sounding_level(soft.with_value("transpose", 36), 1, 68) == sounding_level(soft, 1, 80)


@pytest.mark.parametrize(
    ("coarse", "fine", "told"), [(0, 0, 0.5), (1, 0, 1.0), (1, 50, 1.5), (2, 25, 2.5), (0, 99, 0.995)]
)
def test_ratios_are_those_of_the_panel(coarse, fine, told):
    assert ratio(coarse, fine) == pytest.approx(told)


@pytest.mark.parametrize(("coarse", "fine", "told"), [(0, 0, 1), (1, 0, 10), (3, 99, 9772), (7, 0, 1000)])
def test_fixed_frequencies_are_those_of_the_panel(coarse, fine, told):
    assert fixed(coarse, fine) == pytest.approx(told, rel=1e-3)


def test_a_frequency_in_words_has_its_detune_or_hertz():
    voice = INIT_VOICE.with_value("op2.coarse", 14).with_value("op2.detune", 4)
    assert words(voice, 2) == "14.00 -3"
    assert words(INIT_VOICE.with_value("op1.mode", 1).with_value("op1.coarse", 2), 1) == "100 Hz"


def test_breakpoints_are_named_as_on_the_panel():
    assert [note_name(key) for key in (0, 15, 39, 99)] == ["A-1", "C1", "C3", "C8"]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (bytes.fromhex("903c40"), "note on C4 (60), velocity 64, channel 1"),
        (bytes.fromhex("923c00"), "note off C4 (60), velocity 0, channel 3"),
        (bytes.fromhex("b00140"), "controller 1 (wheel) = 64, channel 1"),
        (bytes.fromhex("e00040"), "pitch bend +0, channel 1"),
        (encode_voice(INIT_VOICE, 4), "dump: voice, 163 bytes, channel 5"),
        (encode_bank([INIT_VOICE] * 32), "dump: bank of 32 voices, 4104 bytes, channel 1"),
        (encode_change(Change(134, 4)), "parameter algorithm = 5, channel 1"),
        (encode_change(Change(155, 0b111110)), "operators on: 1, 2, 3, 4, 5, channel 1"),
        (dump_request(bank=True), "request: bank of 32 voices, channel 1"),
        (bytes.fromhex("f0431008 4105f7".replace(" ", "")), "function pitch bend range = 5, channel 1"),
        (bytes.fromhex("f041100102f7"), "SysEx of maker 41, 6 bytes"),
        (bytes.fromhex("f000203301f7"), "SysEx of maker 00 20 33, 6 bytes"),
        (b"", "nothing"),
        (b"\xf8", "system message f8"),
    ],
)
def test_a_message_in_words(message, told):
    assert described(message) == told


def test_any_bytes_have_words():
    dice = np.random.default_rng(3)
    for _ in range(2000):
        assert described(dice.integers(0, 256, dice.integers(0, 12)).astype(np.uint8).tobytes())
