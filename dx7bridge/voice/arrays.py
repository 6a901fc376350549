"""Voices as arrays and back: uint8 [n, 155] in VCED order, one row a voice. Pure functions, any thread."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dx7bridge.voice.parameters import NAME_LENGTH, SOUND_SIZE, VOICE_SIZE
from dx7bridge.voice.voice import Voice

Values = NDArray[np.uint8]


def to_values(voices: Iterable[Voice]) -> Values:
    """All values of each voice, uint8 [n, 155]."""
    joined = b"".join(voice.values for voice in voices)
    return np.frombuffer(joined, np.uint8).reshape(-1, VOICE_SIZE).copy()


def to_sounds(voices: Iterable[Voice]) -> Values:
    """The values of each voice without its name, uint8 [n, 145]."""
    return to_values(voices)[:, :SOUND_SIZE]


def unnamed(sound: bytes) -> Voice:
    """The voice of 145 sound values, with a blank name. OutOfRange for a value that no parameter may have."""
    return Voice(sound + b" " * NAME_LENGTH)


def to_voices(values: Values) -> list[Voice]:
    """The voices of uint8 [n, 155]. OutOfRange for a value that no parameter may have."""
    return [Voice(row.tobytes()) for row in np.ascontiguousarray(values)]
