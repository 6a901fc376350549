"""Limits of the voice check and of the measures, each from both sides."""

from __future__ import annotations

import numpy as np
import pytest

from dx7bridge.sound.hearing import SAMPLE_RATE
from dx7bridge.sound.measure import measure
from dx7bridge.voice import INIT_VOICE, Voice

pytest.importorskip("dexed", reason="dexed-py is not installed: dx7bridge[dexed]")

from dx7bridge.sound.check import VoiceCheck

FRAMES = SAMPLE_RATE * 3 // 2
HELD = FRAMES * 2 // 3


def complaint(audio: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> str | None:
    check = VoiceCheck()
    monkeypatch.setattr(check._hearing, "audio", lambda _voice: audio.astype(np.float32))
    return check.complaint(INIT_VOICE)


def tone(level: float, after: float) -> np.ndarray:
    """A tone of this peak, and another once the key is up."""
    audio = np.sin(np.arange(FRAMES) * 0.1)
    audio[:HELD] *= level
    audio[HELD:] *= after
    return audio


@pytest.mark.parametrize(
    ("peak", "said"), [(1.1e-3, None), (0.9e-3, "silent"), (4.05, None), (4.15, "clipped")]
)
def test_a_voice_is_as_loud_as_60_db_under_full_scale_and_four_carriers_in_step(
    peak: float, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert complaint(tone(peak, peak), monkeypatch) == said


@pytest.mark.parametrize(("growth", "said"), [(0.1, None), (1.5, None), (2.4, None), (2.6, "runaway")])
def test_a_voice_may_swell_to_two_and_a_half_times_after_the_key_is_up(
    growth: float, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert complaint(tone(0.2, 0.2 * growth), monkeypatch) == said


@pytest.mark.parametrize(("after", "said"), [(0.9e-2, None), (1.1e-2, "runaway")])
def test_growth_that_nobody_hears_is_nobody_s_worry(
    after: float, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    peak = after * 2**0.5  # of a tone whose RMS it is
    assert complaint(tone(2e-3, peak), monkeypatch) == said


def test_four_carriers_in_step_pass_and_six_do_not() -> None:
    check = VoiceCheck()

    def carriers(count: int) -> Voice:
        voice = INIT_VOICE.with_value("algorithm", 31)
        for op in range(1, 7):
            voice = voice.with_value(f"op{op}.output_level", 99 if op <= count else 0)
        return voice

    assert [check.complaint(carriers(n)) for n in (1, 4, 6)] == [None, None, "clipped"]


@pytest.mark.parametrize("speed", [50.0, 100.0, 200.0])  # dB a second
def test_the_attack_is_the_way_from_20_db_to_1_db_under_the_peak(speed: float) -> None:
    rate = 22050
    time = np.arange(int(rate * 1.5)) / rate
    decibels = np.minimum(speed * time - 60.0, 0.0)
    audio = (np.sin(2 * np.pi * 440 * time) * 10 ** (decibels / 20)).astype(np.float32)
    found = measure(audio, rate)
    assert found.attack == pytest.approx(19.0 / speed, abs=0.02)
    assert found.decay == pytest.approx(1.5 - 40.0 / speed, abs=0.05)
