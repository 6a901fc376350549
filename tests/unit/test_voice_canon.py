"""Key and level apart from the timbre: nothing is lost, and what sounds stays as it is but for both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.canon import KEY, LEVELS, Beside, apart, placed, together

voices = st.tuples(*(st.integers(p.low, p.high) for p in PARAMETERS)).map(lambda values: Voice(bytes(values)))


@given(voices)
def test_what_is_taken_apart_goes_together_again(voice: Voice) -> None:
    timbre, beside = apart(voice)
    assert together(timbre, beside) == voice
    assert apart(timbre) == (timbre, Beside())


@given(voices)
def test_a_timbre_has_one_key_and_its_loudest_carrier_is_full(voice: Voice) -> None:
    timbre, _ = apart(voice)
    assert timbre["transpose"] == 24
    differing = {i for i, (a, b) in enumerate(zip(voice.values, timbre.values, strict=True)) if a != b}
    assert differing <= {KEY, *LEVELS}


@pytest.mark.parametrize(
    ("algorithm", "timbre"),
    [(0, (99, 50, 79, 70, 80, 90)), (31, (89, 59, 69, 79, 89, 99))],  # carriers 1 and 3; all of them
)
def test_all_carriers_and_nobody_else_are_raised_together(algorithm: int, timbre: tuple[int, ...]) -> None:
    levels = (80, 50, 60, 70, 80, 90)
    voice = INIT_VOICE.with_value("algorithm", algorithm)
    for op, level in enumerate(levels, start=1):
        voice = voice.with_value(f"op{op}.output_level", level)
    found, beside = apart(voice)
    assert tuple(found[f"op{op}.output_level"] for op in range(1, 7)) == timbre
    assert beside.level == 99 - max(levels[i] for i in range(6) if found.values[LEVELS[i]] != levels[i])


def test_a_carrier_at_0_stays_there() -> None:
    voice = INIT_VOICE.with_value("op1.output_level", 0)
    assert apart(voice) == (voice, Beside())


def test_a_voice_takes_the_place_of_another_but_for_what_is_held() -> None:
    home = INIT_VOICE.with_value("transpose", 12).with_value("op1.output_level", 90)
    beside = apart(home)[1]
    assert beside == Beside(12, 9)
    other = INIT_VOICE.with_value("transpose", 36).with_value("op1.output_level", 80)
    assert placed(other, beside) == home
    assert placed(other, beside, frozenset({KEY}))["transpose"] == 36
    assert placed(other, beside, frozenset({LEVELS[0]}))["op1.output_level"] == 80
