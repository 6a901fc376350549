"""The guard between engine and model: what cannot be played is not sent, where that can be helped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dx7bridge.commands import EncodeVoice, LoadSession, SaveSession, SetGuard, SetLatent
from dx7bridge.engine import Instrument
from dx7bridge.engine.guarded import GuardedDecoder
from dx7bridge.engine.sounds import Latent
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import find
from tests.fakes import Rig


def voice_of(level: int) -> Voice:
    return INIT_VOICE.with_value("op1.output_level", level)


class Slope:
    """Level 10 times the first coordinate; a draw adds the seed's last digit. Level 30 and more sounds."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    def decode(self, latents, *, temperature=0.0, seed=0, names=True, held=None, near=()) -> list[Voice]:
        self.asked += [row[0] for row in latents]
        extra = 10 * (seed % 10) if temperature else 0
        return [voice_of(max(0, min(99, int(10 * row[0]) + extra))) for row in latents]

    def encode(self, voices: Sequence[Voice]) -> list[list[float]]:
        return [[0.0] * 8 for _ in voices]

    def sample(
        self, count: int, *, temperature: float, seed: int, held: object = None
    ) -> list[tuple[list[float], Voice]]:
        return [([0.0] * 8, voice_of(0))] * count


class Deaf:
    def complaint(self, voice: Voice) -> str | None:
        return "silent" if voice["op1.output_level"] < 30 else None


def at(first: float) -> list[list[float]]:
    return [[first, *[0.0] * 7]]


@pytest.fixture
def guarded() -> GuardedDecoder:
    return GuardedDecoder(Slope(), Deaf())


@pytest.fixture
def rig() -> Rig:
    return Rig()


def place(first: float) -> Latent:
    return (first, *[0.0] * 7)


def level_at(latent: Latent) -> Voice:
    return voice_of(int(10 * latent[0]))


def test_a_voice_that_sounds_is_left_alone(guarded: GuardedDecoder) -> None:
    assert guarded.decode(at(5)) == [voice_of(50)]
    assert guarded.walk(place(5), place(0), level_at) == (place(5), voice_of(50))
    assert not guarded.caught


def test_a_move_into_silence_takes_the_nearest_point_that_sounds(guarded: GuardedDecoder) -> None:
    # half of the way back, and no further
    assert guarded.walk(place(1), place(5), level_at) == (place(3), voice_of(30))
    assert guarded.caught == {"silent": 4, "mended": 1}


def test_of_a_move_what_is_sent_is_judged_not_what_the_model_says(rig: Rig) -> None:
    class Dull:
        def complaint(self, voice: Voice) -> str | None:
            return "silent" if voice["feedback"] < 3 else None

    guarded = GuardedDecoder(rig.decoder, Dull())
    instrument = Instrument(guarded, rig.output, guard=guarded)
    home = INIT_VOICE.with_value("feedback", 7)
    instrument.run(EncodeVoice(home))
    (model_says,) = rig.decoder.decode([instrument.state.latent])
    assert model_says["feedback"] != 7
    instrument.run(SetLatent(((0, instrument.state.latent[0] + 0.01),)))
    assert instrument.state.voice["feedback"] == 7  # held by home
    assert not guarded.caught
    axis = find("feedback").index % 8
    instrument.run(SetLatent(((axis, -8.0),)))  # there the model says 0, and home lets go
    assert instrument.state.latent[axis] == -8.0
    assert instrument.state.voice["feedback"] >= 3
    assert guarded.caught["mended"] == 1


def test_a_silent_draw_is_drawn_again_at_the_same_coordinates(guarded: GuardedDecoder) -> None:
    (voice,) = guarded.decode(at(1), temperature=1.0, seed=0)
    assert voice["op1.output_level"] >= 30
    assert guarded._decoder.asked == [1.0] * len(guarded._decoder.asked)
    assert guarded.caught["mended"] == 1


def test_a_silent_draw_without_chance_walks_towards_the_origin_whatever_was_before() -> None:
    fresh, used = (GuardedDecoder(Slope(), Deaf()) for _ in range(2))
    used.decode(at(5))
    assert fresh.decode(at(-4)) == used.decode(at(-4)) == [voice_of(0)]  # the origin is silent too
    assert fresh.caught == {"silent": 9, "let_through": 1}


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_cartridges_are_judged_and_the_same_seed_mends_alike(temperature: float) -> None:
    some, more = (
        GuardedDecoder(Slope(), Deaf()).sample(count, temperature=temperature, seed=0) for count in (3, 9)
    )
    assert some == more[:3]  # voice i depends on the seed and i alone
    if temperature:
        assert all(voice["op1.output_level"] >= 30 for _, voice in some)


def test_the_same_seed_mends_alike() -> None:
    drawn = [GuardedDecoder(Slope(), Deaf()).decode(at(1), temperature=1.0, seed=0) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_where_nothing_helps_the_voice_goes_out_and_is_counted(guarded: GuardedDecoder) -> None:
    assert guarded.walk(place(1), place(0), level_at) == (place(1), voice_of(10))
    assert guarded.caught["let_through"] == 1


def test_switched_off_or_without_a_judge_nothing_is_judged(guarded: GuardedDecoder) -> None:
    guarded.enabled = False
    alone = GuardedDecoder(Slope(), None)
    for each in (guarded, alone):
        assert each.decode(at(1)) == [voice_of(10)]
        assert each.walk(place(1), place(5), level_at) == (place(1), voice_of(10))
        assert [voice for _, voice in each.sample(2, temperature=1.0, seed=0)] == [voice_of(0)] * 2
        assert not each.caught
    assert not alone.possible


@pytest.mark.parametrize("on", [True, False])
def test_a_session_brings_the_guard_back_as_it_was(rig: Rig, guarded: GuardedDecoder, on: bool) -> None:
    guarded.enabled = on
    instrument = Instrument(guarded, rig.output, guard=guarded)
    rig.use(instrument)
    assert instrument.state.guard is on
    rig.run(SaveSession("a"))
    assert instrument.run(SetGuard(not on)).state.guard is not on
    assert guarded.enabled is not on
    assert rig.run(LoadSession("a")).state.guard is on
    assert guarded.enabled is on


def test_a_session_from_where_there_is_no_guard_leaves_it_as_it_is(rig: Rig, guarded: GuardedDecoder) -> None:
    rig.run(SaveSession("a"))
    alone = GuardedDecoder(Slope(), None)
    rig.use(Instrument(alone, rig.output, guard=alone))
    assert not rig.run(LoadSession("a")).state.guard
    rig.use(Instrument(guarded, rig.output, guard=guarded))
    assert rig.run(LoadSession("a")).state.guard
    new = rig.files.texts["a.json"]
    rig.files.texts["a.json"] = new.replace(',\n "guard": null', "")  # as it was before the guard was kept
    assert rig.files.texts["a.json"] != new
    assert rig.run(LoadSession("a")).state.guard
