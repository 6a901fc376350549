"""Loudness as people hear it, and voices at another loudness."""

import numpy as np
import pytest
from servers import do_without
from voices import audible_voice

from dx7bridge.errors import NoMidi
from dx7bridge.sound.level import QUIETEST, STEP, TARGET, TOLERANCE, Leveller, loudness, moved
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import find

RATE = 22050
TIMES = np.arange(RATE) / RATE


@pytest.fixture(scope="module")
def leveller():
    try:
        return Leveller()
    except NoMidi as problem:
        do_without(str(problem))


def tone(frequency, level=1.0):
    return (level * np.sin(2 * np.pi * frequency * TIMES)).astype(np.float32)


def test_a_full_scale_tone_of_1_khz_has_the_loudness_that_the_standard_says():
    assert loudness(tone(997.0), RATE) == pytest.approx(-3.01 + 0.69, abs=0.1)  # BS.1770: -3.01 LKFS + 0.691


def test_half_the_amplitude_is_6_db_less_and_silence_is_the_floor():
    assert loudness(tone(500.0), RATE) - loudness(tone(500.0, 0.5), RATE) == pytest.approx(6.02, abs=0.01)
    assert loudness(np.zeros(RATE, np.float32), RATE) == QUIETEST


def test_rumble_counts_less_and_treble_more():
    assert loudness(tone(20.0), RATE) < loudness(tone(500.0), RATE) - 6
    assert loudness(tone(4000.0), RATE) > loudness(tone(500.0), RATE) + 2


def test_the_loudest_moment_counts_not_the_mean():
    burst = tone(500.0)
    burst[RATE // 2 :] = 0.0
    assert loudness(burst, RATE) == pytest.approx(loudness(tone(500.0), RATE), abs=0.1)


def test_a_step_moves_every_sounding_carrier_alike_and_nothing_else():
    voice = INIT_VOICE.with_value("algorithm", 4)  # carriers 1, 3, 5
    for op, level in ((1, 90), (3, 70), (5, 0), (2, 80)):
        voice = voice.with_value(f"op{op}.output_level", level)
    new = moved(voice, -10)
    changed = {p for p in range(155) if new.values[p] != voice.values[p]}
    assert changed == {find("op1.output_level").index, find("op3.output_level").index}
    assert (new["op1.output_level"], new["op3.output_level"]) == (80, 60)


def test_none_goes_above_99_and_the_balance_of_the_carriers_stays():
    voice = (
        INIT_VOICE.with_value("algorithm", 4)
        .with_value("op1.output_level", 95)
        .with_value("op3.output_level", 60)
    )
    new = moved(voice, 20)
    assert (new["op1.output_level"], new["op3.output_level"]) == (99, 64)


def test_a_carrier_that_scaling_holds_at_the_top_comes_down_with_the_others():
    voice = INIT_VOICE.with_value("algorithm", 4).with_value("op3.output_level", 99)
    for name, value in (("op3.right_depth", 99), ("op3.right_curve", 3), ("op3.breakpoint", 0)):
        voice = voice.with_value(name, value)
    new = moved(voice, -8)
    assert new["op1.output_level"] == 91
    assert new["op3.output_level"] < 60  # 99 with scaling was far above the top


def test_a_voice_with_a_locked_carrier_is_left_alone():
    assert moved(INIT_VOICE, -8, frozenset({find("op1.output_level").index})) == INIT_VOICE


def test_a_rendered_step_is_three_quarters_of_a_decibel(leveller):
    before, after = (leveller.loudness(moved(INIT_VOICE, steps)) for steps in (0, -8))
    assert before - after == pytest.approx(8 * STEP, abs=0.1)


def test_voices_come_within_the_tolerance_of_the_target_and_sound_as_they_did(leveller):
    for seed in range(8):
        voice = audible_voice(seed)
        found = leveller.at(voice)
        if found.before < TARGET - TOLERANCE:
            continue  # perhaps as loud as it can be
        assert abs(found.after - TARGET) <= TOLERANCE
        free = {find(f"op{op}.output_level").index for op in ALGORITHMS[voice["algorithm"]].carriers}
        changed = {i for i in range(155) if voice.values[i] != found.voice.values[i]}
        assert changed <= free


def test_a_silent_voice_stays_as_it_is(leveller):
    silent = INIT_VOICE.with_value("op1.output_level", 0)
    assert leveller.at(silent).voice == silent
