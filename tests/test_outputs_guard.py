"""The guard hears what a player would not want sent."""

from __future__ import annotations

import pytest

from dx7bridge.voice import INIT_VOICE, Voice

pytest.importorskip("dexed", reason="dexed-py is not installed: dx7bridge[dexed]")

from dx7bridge.outputs.guard import Guard


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def changed(**values: int) -> Voice:
    voice = INIT_VOICE
    for name, value in values.items():
        voice = voice.with_value(name.replace("__", "."), value)
    return voice


def test_a_plain_voice_passes(guard: Guard) -> None:
    assert guard.complaint(INIT_VOICE) is None


def test_a_voice_without_a_carrier_is_silent(guard: Guard) -> None:
    assert guard.complaint(changed(op1__output_level=0, op2__output_level=99)) == "silent"


def test_six_carriers_in_step_clip(guard: Guard) -> None:
    voice = changed(algorithm=31)
    for op in range(1, 7):
        voice = voice.with_value(f"op{op}.output_level", 99)
    assert guard.complaint(voice) == "clipped"


def test_a_voice_that_swells_after_the_key_is_up_runs_away(guard: Guard) -> None:
    swelling = changed(op1__level1=30, op1__level2=30, op1__level3=30, op1__level4=99, op1__rate4=60)
    assert guard.complaint(swelling) == "runaway"


def test_the_same_voice_is_always_judged_alike(guard: Guard) -> None:
    quiet = changed(op1__output_level=20)
    assert len({guard.complaint(quiet) for _ in range(5)}) == 1
