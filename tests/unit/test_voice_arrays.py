"""Voices as arrays and back."""

from __future__ import annotations

import numpy as np
import pytest
from voices import random_voices

from dx7bridge.errors import OutOfRange
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.arrays import to_sounds, to_values, to_voices


def test_voices_come_back_as_they_were() -> None:
    voices = random_voices(5)
    values = to_values(voices)
    assert (values.dtype, values.shape) == (np.uint8, (5, 155))
    assert to_voices(values) == voices
    assert values[1].tolist() == list(voices[1].values)


def test_a_sound_is_a_voice_without_its_name() -> None:
    renamed = [INIT_VOICE.with_name(name) for name in ("ONE", "OTHER")]
    sounds = to_sounds(renamed)
    assert sounds.shape == (2, 145)
    assert (sounds[0] == sounds[1]).all()
    assert sounds[0].tolist() == list(INIT_VOICE.sound)


def test_no_voices_are_no_rows() -> None:
    assert to_values([]).shape == (0, 155)
    assert to_sounds(iter([])).shape == (0, 145)
    assert to_voices(to_values([])) == []


def test_an_array_may_be_written_to_and_need_not_lie_in_one_piece() -> None:
    values = to_values(random_voices(4))
    values[0] = values[1]
    assert to_voices(values[::2]) == [to_voices(values)[1], to_voices(values)[2]]


def test_a_value_that_no_parameter_may_have_is_refused() -> None:
    values = to_values([INIT_VOICE])
    values[0, 134] = 32
    with pytest.raises(OutOfRange, match="algorithm"):
        to_voices(values)
