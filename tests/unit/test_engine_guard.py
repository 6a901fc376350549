"""The guard: a voice that cannot be played is replaced, where that can be helped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import Rig

from dx7bridge.commands import EncodeVoice, LoadSession, SaveSession, SetGuard, SetLatent, SetParameter
from dx7bridge.engine import Instrument
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.sounds import Latent
from dx7bridge.errors import NoMidi
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import find


def voice_of(level: int) -> Voice:
    return INIT_VOICE.with_value("op1.output_level", level)


class Slope:
    """Level 10 times the first coordinate; a draw adds the seed's last digit. Level 30 and more sounds.

    Every sample is a silent voice at `first`.
    """

    def __init__(self, first: float = 0.0) -> None:
        self.asked: list[float] = []
        self.first = first

    def decode(self, latents, *, temperature=0.0, seed=0, names=True, held=None, near=()) -> list[Voice]:
        self.asked += [row[0] for row in latents]
        extra = 10 * (seed % 10) if temperature else 0
        return [voice_of(max(0, min(99, int(10 * row[0]) + extra))) for row in latents]

    def encode(self, voices: Sequence[Voice]) -> list[list[float]]:
        return [[0.0] * 8 for _ in voices]

    def sample(
        self, count: int, *, temperature: float, seed: int, held: object = None
    ) -> list[tuple[list[float], Voice]]:
        return [([self.first, *[0.0] * 7], voice_of(0))] * count


class LevelCheck:
    def complaint(self, voice: Voice) -> str | None:
        return "silent" if voice["op1.output_level"] < 30 else None


@pytest.fixture
def guard() -> Guard:
    return Guard(LevelCheck())


@pytest.fixture
def rig() -> Rig:
    return Rig()


def place(first: float) -> Latent:
    return (first, *[0.0] * 7)


def level_at(latent: Latent) -> Voice:
    return voice_of(int(10 * latent[0]))


def test_a_voice_that_sounds_is_left_alone(guard: Guard) -> None:
    assert guard.nearest(place(5), place(0), level_at) == (place(5), voice_of(50))
    assert not guard.caught
    assert guard.words == "heard 1 voice, all of them fit to be played"


def test_a_move_into_silence_takes_the_nearest_point_that_sounds(guard: Guard) -> None:
    # half of the way back, and no further
    assert guard.nearest(place(1), place(5), level_at) == (place(3), voice_of(30))
    assert guard.caught == {"silent": 1}
    assert guard.words == "heard 1 voice: 1 silent; replaced 1 by the nearest that could be played"


def test_of_a_move_what_is_sent_is_judged_not_what_the_model_says(rig: Rig) -> None:
    class Dull:
        def complaint(self, voice: Voice) -> str | None:
            return "silent" if voice["feedback"] < 3 else None

    guard = Guard(Dull())
    instrument = Instrument(rig.decoder, rig.output, guard=guard, smooth=False)
    home = INIT_VOICE.with_value("feedback", 7)
    instrument.run(EncodeVoice(home))
    (model_says,) = rig.decoder.decode([instrument.state.latent])
    assert model_says["feedback"] != 7
    instrument.run(SetLatent(((0, instrument.state.latent[0] + 0.01),)))
    assert instrument.state.voice["feedback"] == 7  # held by home
    assert not guard.caught
    axis = find("feedback").index % 8
    instrument.run(SetLatent(((axis, -8.0),)))  # there the model says 0, and home lets go
    assert instrument.state.latent[axis] == -8.0
    assert instrument.state.voice["feedback"] >= 3
    assert guard.walked_back == 1


def test_what_a_player_set_by_hand_is_not_judged(rig: Rig) -> None:
    class Fussy:
        def complaint(self, voice: Voice) -> str | None:
            return "silent" if voice["op1.output_level"] == 0 else None

    guard = Guard(Fussy())
    instrument = Instrument(rig.decoder, rig.output, guard=guard)
    instrument.run(SetParameter(find("op1.output_level").index, 0))
    instrument.run(SetLatent(((0, 1.0),)))
    assert instrument.state.voice["op1.output_level"] == 0
    assert not guard.caught


def test_a_silent_draw_is_drawn_again_at_the_same_coordinates(guard: Guard) -> None:
    slope = Slope(1)
    ((latent, voice),) = guard.draw(slope, 1, temperature=1.0, seed=0)
    assert voice["op1.output_level"] >= 30
    assert latent == place(1)
    assert slope.asked == [1.0] * len(slope.asked)
    assert guard.words == "heard 1 voice: 1 silent; replaced 1 by another draw"


def test_a_silent_draw_without_chance_walks_towards_the_origin(guard: Guard) -> None:
    slope = Slope(-4)
    ((latent, voice),) = guard.draw(slope, 1, temperature=0.0, seed=0)
    assert (latent, voice) == (place(-4), voice_of(0))  # the origin is silent too
    assert slope.asked == [-3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0]
    assert guard.words == "heard 1 voice: 1 silent; let 1 through, as none near by was better"


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_cartridges_are_judged_and_the_same_seed_mends_alike(temperature: float) -> None:
    some, more = (
        Guard(LevelCheck()).draw(Slope(), count, temperature=temperature, seed=0) for count in (3, 9)
    )
    assert some == more[:3]  # voice i depends on the seed and i alone
    if temperature:
        assert all(voice["op1.output_level"] >= 30 for _, voice in some)


def test_where_nothing_helps_the_voice_goes_out_and_is_counted(guard: Guard) -> None:
    assert guard.nearest(place(1), place(0), level_at) == (place(1), voice_of(10))
    assert guard.let_through == 1


def test_switched_off_or_without_a_check_nothing_is_judged() -> None:
    off, alone = Guard(LevelCheck(), enabled=False), Guard()
    for each in (off, alone):
        assert not each.enabled
        assert each.nearest(place(1), place(5), level_at) == (place(1), voice_of(10))
        drawn = each.draw(Slope(), 2, temperature=1.0, seed=0)
        assert [voice for _, voice in drawn] == [voice_of(0)] * 2
        assert not each.words
    assert off.possible
    assert not alone.possible


def test_a_guard_without_a_check_cannot_be_switched_on(rig: Rig) -> None:
    with pytest.raises(NoMidi, match="Dexed engine"):
        rig.instrument.run(SetGuard(True))
    assert not rig.instrument.state.guard


def test_setting_the_guard_answers_what_it_did(rig: Rig, guard: Guard) -> None:
    instrument = Instrument(Slope(), rig.output, guard=guard)
    assert instrument.run(SetGuard(True)).extra == ()
    guard.nearest(place(5), place(0), level_at)
    assert instrument.run(SetGuard(True)).extra == ("heard 1 voice, all of them fit to be played",)


@pytest.mark.parametrize("on", [True, False])
def test_a_session_brings_the_guard_back_as_it_was(rig: Rig, guard: Guard, on: bool) -> None:
    guard.enabled = on
    instrument = Instrument(Slope(), rig.output, guard=guard)
    rig.use(instrument)
    assert instrument.state.guard is on
    rig.run(SaveSession("a"))
    assert instrument.run(SetGuard(not on)).state.guard is not on
    assert guard.enabled is not on
    assert rig.run(LoadSession("a")).state.guard is on
    assert guard.enabled is on


def test_a_session_from_where_there_is_no_guard_leaves_it_as_it_is(rig: Rig, guard: Guard) -> None:
    rig.run(SaveSession("a"))
    rig.use(Instrument(Slope(), rig.output, guard=Guard()))
    assert not rig.run(LoadSession("a")).state.guard
    rig.use(Instrument(Slope(), rig.output, guard=guard))
    assert rig.run(LoadSession("a")).state.guard
    new = rig.files.texts["a.json"]
    rig.files.texts["a.json"] = new.replace(',\n "guard": null', "")  # as it was before the guard was kept
    assert rig.files.texts["a.json"] != new
    assert rig.run(LoadSession("a")).state.guard
