"""What cannot be heard, held against the real Dexed engine: the same samples, to the last bit."""

import random

import numpy as np
import pytest
from servers import do_without
from voices import audible_voice, random_voice

from dx7bridge.outputs.profiles import DEXED
from dx7bridge.sound.render import Renderer
from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.hearing import LFO_SHAPE, is_mute, unheard
from dx7bridge.voice.parameters import find

PITCH_RATES = {find(f"pitch.rate{stage}").index for stage in (1, 2, 3, 4)}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    try:
        return Renderer(22050)
    except Exception as problem:
        do_without(str(problem))


def quiet(voice: Voice) -> Voice:
    """The voice without modulation by the LFO or the pitch envelope."""
    for name, value in (
        ("lfo.pitch_mod_depth", 0),
        ("lfo.amp_mod_depth", 0),
        *((f"pitch.level{stage}", 50) for stage in (1, 2, 3, 4)),
    ):
        voice = voice.with_value(name, value)
    return voice


def loud(voice: Voice) -> Voice:
    """The same voice with operators that are heard for a while, the modulators too."""
    for op in range(1, 7):
        voice = voice.with_value(f"op{op}.output_level", 90).with_value(f"op{op}.level3", 90)
    return voice


def shuffled(voice: Voice, indices: frozenset[int], dice: random.Random) -> Voice:
    """The voice with these values any others."""
    values = bytearray(voice.values)
    for index in indices:
        values[index] = dice.randint(PARAMETERS[index].low, PARAMETERS[index].high)
    return Voice(bytes(values))


KINDS = [
    ("no depth", {}),
    ("no sensitivity to pitch", {"lfo.pitch_mod_depth": 99, "pitch_mod_sensitivity": 0}),
    (
        "no operator is sensitive",
        {"lfo.amp_mod_depth": 99, **{f"op{op}.amp_mod_sensitivity": 0 for op in range(1, 7)}},
    ),
]


@pytest.mark.parametrize("changes", [changes for _, changes in KINDS], ids=[name for name, _ in KINDS])
@pytest.mark.parametrize("seed", range(20))
def test_what_is_unheard_may_be_anything(renderer, seed, changes):
    voice = loud(quiet(random_voice(seed)))
    for name, value in changes.items():
        voice = voice.with_value(name, value)
    free = unheard(voice)
    assert free == LFO_SHAPE | PITCH_RATES
    other = shuffled(voice, free, random.Random(seed))
    assert other != voice
    sound = renderer.render(voice)
    assert np.abs(sound).max() > 0.001
    assert np.array_equal(sound, renderer.render(other))


@pytest.mark.parametrize(
    ("changes", "index"),
    [
        ({"lfo.pitch_mod_depth": 50, "pitch_mod_sensitivity": 5}, "lfo.speed"),
        ({"lfo.pitch_mod_depth": 50, "pitch_mod_sensitivity": 5}, "lfo.wave"),
        ({"lfo.amp_mod_depth": 99, "op1.amp_mod_sensitivity": 3}, "lfo.speed"),
        ({"lfo.amp_mod_depth": 99, "op1.amp_mod_sensitivity": 3}, "lfo.delay"),
        ({"pitch.level1": 99}, "pitch.rate2"),
    ],
)
def test_what_reaches_the_sound_is_heard(renderer, changes, index):
    voice = quiet(audible_voice(1)).with_value("lfo.speed", 60)
    for name, value in changes.items():
        voice = voice.with_value(name, value)
    where = find(index)
    assert where.index not in unheard(voice)
    other = voice.with_value(index, where.low + (where.high - voice[index]) // 2)
    assert other != voice
    assert not np.array_equal(renderer.render(voice), renderer.render(other))


def test_the_initial_voice_has_no_lfo_and_no_pitch_envelope():
    assert unheard(INIT_VOICE) == LFO_SHAPE | PITCH_RATES


def test_what_dexed_takes_from_a_dump_alone_is_how_the_lfo_moves():
    assert DEXED.dump_indices == LFO_SHAPE


def test_a_voice_whose_carriers_are_down_is_mute_and_is_silent(renderer: Renderer) -> None:
    dice = random.Random(5)
    for _ in range(20):
        voice = loud(random_voice(dice.randrange(10**6)))
        assert not is_mute(voice)
        carriers = ALGORITHMS[voice["algorithm"]].carriers
        for stages in (("output_level",), ("level1", "level2", "level3", "level4")):
            down = voice
            for carrier in carriers:
                for stage in (*stages, "left_depth", "right_depth"):
                    down = down.with_value(f"op{carrier}.{stage}", 0)
            assert is_mute(down)
            assert np.abs(renderer.render(down, 60, 100, 1.0)).max() < 1e-3
            one = min(carriers)
            if "output_level" in stages:
                assert not is_mute(
                    down.with_value(f"op{one}.left_depth", 9).with_value(f"op{one}.left_curve", 3)
                )
                assert is_mute(down.with_value(f"op{one}.left_depth", 9).with_value(f"op{one}.left_curve", 0))
            for stage in stages:
                down = down.with_value(f"op{one}.{stage}", 99)
            assert not is_mute(down)
