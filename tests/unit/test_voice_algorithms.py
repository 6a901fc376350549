"""The table of algorithms, checked against the sound of the Dexed engine."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest

from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.algorithms import ALGORITHMS, permuted, symmetries
from dx7bridge.voice.sysex import pack

dexed = pytest.importorskip("dexed", reason="dexed-py is not installed: dx7bridge[dexed]")


@cache
def synth():
    return dexed.DexedSynth(sample_rate=22050)


def sound(voice: Voice) -> np.ndarray:
    synth().load_patch(dexed.Patch.from_packed(pack(voice)))
    rendered = synth().render(midi_note=60, velocity=100, note_duration=0.2, render_duration=0.25)
    return np.asarray(rendered, dtype=np.float64)


def lively(algorithm: int, seed: int, feedback: int = 7) -> Voice:
    """All operators audible, each with its own envelope, level and ratio; no LFO, oscillators in step."""
    draw = random.Random(seed)
    voice = INIT_VOICE.with_value("algorithm", algorithm).with_value("feedback", feedback)
    for op in range(1, 7):
        voice = voice.with_value(f"op{op}.output_level", draw.randint(70, 99))
        voice = voice.with_value(f"op{op}.coarse", draw.randint(1, 9))
        voice = voice.with_value(f"op{op}.fine", draw.randint(0, 99))
        voice = voice.with_value(f"op{op}.rate2", draw.randint(30, 80))
        voice = voice.with_value(f"op{op}.level2", draw.randint(60, 99))
    return voice


@pytest.mark.parametrize("algorithm", range(32))
def test_silencing_the_carriers_and_only_them_silences_the_voice(algorithm: int) -> None:
    voice = lively(algorithm, seed=algorithm)
    carriers = ALGORITHMS[algorithm].carriers
    for op in carriers:
        voice = voice.with_value(f"op{op}.output_level", 0)
    assert np.abs(sound(voice)).max() < 1e-3
    for op in carriers:
        assert np.abs(sound(voice.with_value(f"op{op}.output_level", 99))).max() > 0.01, op


@pytest.mark.parametrize("algorithm", range(32))
def test_a_voice_with_its_operators_exchanged_by_a_symmetry_sounds_the_same(algorithm: int) -> None:
    for feedback in (0, 7):
        voice = lively(algorithm, seed=100 + algorithm, feedback=feedback)
        original = sound(voice)
        for order in symmetries(algorithm, feedback > 0)[:24]:
            np.testing.assert_allclose(sound(permuted(voice, order)), original, atol=2e-3)


@pytest.mark.parametrize("algorithm", range(32))
def test_any_other_exchange_is_heard(algorithm: int) -> None:
    """Feedback on; exchanges of two operators that the table does not call a symmetry."""
    voice, allowed = lively(algorithm, seed=200 + algorithm), symmetries(algorithm)
    original = sound(voice)
    for a in range(6):
        for b in range(a + 1, 6):
            order = [1, 2, 3, 4, 5, 6]
            order[a], order[b] = order[b], order[a]
            if tuple(order) not in allowed:
                assert np.abs(sound(permuted(voice, tuple(order))) - original).max() > 5e-3, order


def test_there_are_32_and_the_identity_is_always_a_symmetry() -> None:
    assert len(ALGORITHMS) == 32 == PARAMETERS[134].size
    assert all(symmetries(a)[0] == (1, 2, 3, 4, 5, 6) for a in range(32))
    assert [len(symmetries(a)) for a in (0, 4, 11, 31)] == [1, 2, 6, 120]
