"""The guard between engine and model: what cannot be played is not sent, where that can be helped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dx7bridge.engine.guarded import GuardedDecoder
from dx7bridge.voice import INIT_VOICE, Voice


def voice_of(level: int) -> Voice:
    return INIT_VOICE.with_value("op1.output_level", level)


class Slope:
    """Level 10 times the first coordinate; a draw adds the seed's last digit. Level 30 and more sounds."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    def decode(self, latents, *, temperature=0.0, seed=0, names=True, held=None) -> list[Voice]:
        self.asked += [row[0] for row in latents]
        extra = 10 * (seed % 10) if temperature else 0
        return [voice_of(max(0, min(99, int(10 * row[0]) + extra))) for row in latents]

    def encode(self, voices: Sequence[Voice]) -> list[list[float]]:
        return [[0.0] * 8 for _ in voices]

    def sample(self, count: int, *, temperature: float, seed: int) -> list[tuple[list[float], Voice]]:
        return [([0.0] * 8, voice_of(0))] * count


class Deaf:
    def complaint(self, voice: Voice) -> str | None:
        return "silent" if voice["op1.output_level"] < 30 else None


def at(first: float) -> list[list[float]]:
    return [[first, *[0.0] * 7]]


@pytest.fixture
def guarded() -> GuardedDecoder:
    return GuardedDecoder(Slope(), Deaf())


def test_a_voice_that_sounds_is_left_alone(guarded: GuardedDecoder) -> None:
    assert guarded.decode(at(5)) == [voice_of(50)]
    assert not guarded.caught


def test_a_move_into_silence_takes_the_nearest_point_that_sounds(guarded: GuardedDecoder) -> None:
    guarded.decode(at(5))
    assert guarded.decode(at(1)) == [voice_of(30)]  # half of the way back, and no further
    assert guarded.caught["mended"] == 1
    assert guarded.caught["silent"] == 4


def test_a_silent_draw_is_drawn_again_at_the_same_coordinates(guarded: GuardedDecoder) -> None:
    (voice,) = guarded.decode(at(1), temperature=1.0, seed=0)
    assert voice["op1.output_level"] >= 30
    assert guarded._decoder.asked == [1.0] * len(guarded._decoder.asked)
    assert guarded.caught["mended"] == 1


def test_the_same_seed_mends_alike() -> None:
    drawn = [GuardedDecoder(Slope(), Deaf()).decode(at(1), temperature=1.0, seed=0) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_where_nothing_helps_the_voice_goes_out_and_is_counted(guarded: GuardedDecoder) -> None:
    assert guarded.decode(at(1)) == [voice_of(10)]  # never sounded, and the origin is silent too
    assert guarded.caught["let_through"] == 1


def test_switched_off_or_without_a_judge_nothing_is_judged(guarded: GuardedDecoder) -> None:
    guarded.enabled = False
    assert guarded.decode(at(1)) == [voice_of(10)]
    alone = GuardedDecoder(Slope(), None)
    assert alone.decode(at(1)) == [voice_of(10)]
    assert not alone.possible
    assert not guarded.caught
    assert not alone.caught
