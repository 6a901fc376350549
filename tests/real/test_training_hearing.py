"""Sounds beside the data: key and level do not count, nothing is rendered twice, crossing is legal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from dx7bridge.errors import NoMidi
from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.arrays import to_values
from dx7bridge.voice.parameters import SOUND_SIZE
from training import hearing
from training.network.timbre import timbre
from training.sound import Studio


@pytest.fixture(scope="module", autouse=True)
def studio() -> Studio:
    try:
        return Studio()
    except NoMidi as error:
        pytest.skip(str(error))


def random_values(count: int, seed: int = 1) -> np.ndarray:
    dice = np.random.default_rng(seed)
    low = np.array([p.low for p in PARAMETERS])
    high = np.array([p.high for p in PARAMETERS])
    return dice.integers(low, high + 1, size=(count, len(PARAMETERS))).astype(np.uint8)


def test_key_and_level_do_not_count() -> None:
    voice = INIT_VOICE.with_value("op1.output_level", 80).with_value("transpose", 12)
    heard = hearing.hear(hearing.canonical(to_values([INIT_VOICE, voice])))
    assert np.allclose(heard.spectra[0], heard.spectra[1], atol=0.1)


def test_levelled_sounds_are_equally_loud() -> None:
    soft = to_values([INIT_VOICE.with_value("op1.output_level", level) for level in (99, 85)])
    heard = hearing.hear(soft)
    assert abs(heard.spectra[0].astype(float) - heard.spectra[1]).mean() < 0.3
    assert 8 < heard.features[0, hearing.LOUDNESS] - heard.features[1, hearing.LOUDNESS] < 13


def test_what_is_there_is_not_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = hearing.canonical(random_values(5))
    first = hearing.cached(values, tmp_path)
    higher = hearing.cached(values, tmp_path, hearing.NOTES[2])
    assert (higher.spectra != first.spectra).any()
    monkeypatch.setattr(hearing, "hear", lambda *_: pytest.fail("rendered again"))
    again = hearing.cached(values, tmp_path)
    assert (again.spectra == first.spectra).all()
    assert (again.features == first.features).all()


def test_crossed_voices_are_legal_new_and_made_of_what_is_there() -> None:
    values = hearing.canonical(random_values(20))
    made = hearing.crossed(values, 40, seed=1)
    assert [Voice(row.tobytes()) for row in made]  # legal
    assert (made != values[:, None]).any(-1).any(0).all()
    assert (made == hearing.canonical(made)).all()
    assert (made == hearing.crossed(values, 40, seed=1)).all()


def test_the_network_sees_the_same_timbres() -> None:
    values = random_values(200)
    found = timbre(torch.from_numpy(values[:, :SOUND_SIZE].astype(np.int64)))
    assert (found.numpy() == hearing.canonical(values)[:, :SOUND_SIZE]).all()
