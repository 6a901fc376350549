"""The voice check refuses what a player would not want sent."""

from __future__ import annotations

import pytest

from dx7bridge.voice import INIT_VOICE, Voice

pytest.importorskip("dexed", reason="dexed-py is not installed: dx7bridge[dexed]")

from dx7bridge.sound.check import VoiceCheck


@pytest.fixture(scope="module")
def check() -> VoiceCheck:
    return VoiceCheck()


def changed(**values: int) -> Voice:
    voice = INIT_VOICE
    for name, value in values.items():
        voice = voice.with_value(name.replace("__", "."), value)
    return voice


def test_a_plain_voice_passes(check: VoiceCheck) -> None:
    assert check.complaint(INIT_VOICE) is None


def test_a_voice_without_a_carrier_is_silent(check: VoiceCheck) -> None:
    assert check.complaint(changed(op1__output_level=0, op2__output_level=99)) == "silent"


def test_six_carriers_in_step_clip(check: VoiceCheck) -> None:
    voice = changed(algorithm=31)
    for op in range(1, 7):
        voice = voice.with_value(f"op{op}.output_level", 99)
    assert check.complaint(voice) == "clipped"


def test_a_voice_that_swells_after_the_key_is_up_runs_away(check: VoiceCheck) -> None:
    swelling = changed(op1__level1=30, op1__level2=30, op1__level3=30, op1__level4=99, op1__rate4=60)
    assert check.complaint(swelling) == "runaway"


def test_the_same_voice_is_always_judged_alike(check: VoiceCheck) -> None:
    quiet = changed(op1__output_level=20)
    assert len({check.complaint(quiet) for _ in range(5)}) == 1
