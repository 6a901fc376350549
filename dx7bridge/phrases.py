"""Phrases: notes played with a voice by the Dexed engine, note by note, and mixed to one sound.

Pure but for rendering. Each note is rendered by itself and added where it starts, which is how the DX7's
sixteen notes sound together. Needs dexed-py; `Renderer` raises NoMidi where it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from dx7bridge.errors import BadArguments
from dx7bridge.sound.render import RELEASE, SAMPLE_RATE, Audio, Renderer
from dx7bridge.voice import Voice

RATE: Final = SAMPLE_RATE
LOUDNESS: Final = -20.0  # dB RMS of a full-scale sine's peak, over the loudest half of a sound
CEILING: Final = 0.97
LONGEST: Final = 300.0  # seconds of a MIDI file that are played
MOST_NOTES: Final = 4000


class Note(NamedTuple):
    """A note: `start` and `seconds` in seconds, the latter with its release; MIDI number and velocity."""

    start: float
    seconds: float
    number: int
    velocity: int


def _line() -> Iterable[Note]:
    for i, (number, velocity) in enumerate(((48, 90), (55, 60), (60, 100), (64, 70), (67, 110), (72, 50))):
        yield Note(0.32 * i, 0.75, number, velocity)
    for number in (48, 60, 64, 67, 72):
        yield Note(2.1, 2.4, number, 95)
    for number in (53, 60, 65, 69):
        yield Note(3.9, 2.4, number, 55)


PHRASE: Final[tuple[Note, ...]] = tuple(_line())


def performed(voice: Voice, notes: Sequence[Note]) -> Audio:
    """The sound of these notes, mono float32 [frames] at RATE, as loud as the engine makes it."""
    if not notes:
        raise BadArguments("there are no notes to play")
    end = max(each.start + each.seconds for each in notes)
    mixed = np.zeros(int(end * RATE) + 1, dtype=np.float32)
    for each in notes:
        sound = np.nan_to_num(_renderer().render(voice, each.number, each.velocity, each.seconds))
        fade = min(len(sound), RATE // 50)
        sound[len(sound) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
        start = int(each.start * RATE)
        mixed[start : start + len(sound)] += sound[: len(mixed) - start]
    return mixed


def levelled(sound: Audio) -> Audio:
    """The sound at LOUDNESS, measured over its louder half, with its peaks below full scale."""
    squares = np.square(sound, dtype=np.float64)
    blocks = squares[: len(squares) // 512 * 512].reshape(-1, 512).mean(1)
    if not len(blocks) or blocks.max() < 1e-9:
        return sound
    loud = float(np.sqrt(np.sort(blocks)[len(blocks) // 2 :].mean()))
    gain = min(10 ** (LOUDNESS / 20) / max(loud, 1e-6), CEILING / float(np.abs(sound).max()))
    return sound * np.float32(gain)


def notes_of(path: Path) -> list[Note]:
    """The notes of a MIDI file, all tracks and channels but drums. BadArguments for what is no MIDI file."""
    import mido

    found: list[Note] = []
    began: dict[tuple[int, int], tuple[float, int]] = {}
    now = 0.0
    try:
        for message in mido.MidiFile(path):
            now += message.time
            if now > LONGEST or len(found) >= MOST_NOTES:
                break
            if message.type not in ("note_on", "note_off") or message.channel == 9:
                continue
            key = (message.channel, message.note)
            if key in began:
                start, velocity = began.pop(key)
                held = max(now - start, 0.05)
                found.append(Note(start, min(held / (1 - RELEASE), 60.0), message.note, velocity))
            if message.type == "note_on" and message.velocity:
                began[key] = (now, message.velocity)
    except (OSError, EOFError, ValueError, KeyError, IndexError) as error:
        raise BadArguments(f"{path}: cannot be played as a MIDI file: {error}") from None
    if not found:
        raise BadArguments(f"{path}: contains no notes")
    return found


@cache
def _renderer() -> Renderer:
    return Renderer(RATE)
