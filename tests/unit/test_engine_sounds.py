"""How sounds hold on to what they are: anchors, and what comes between stored voices."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fakes import Rig

from dx7bridge.commands import EncodeVoice, Interpolate, RecallSlot, Sample, SetLatent, StoreSlot, Vary
from dx7bridge.engine.sounds import CHOICES, COARSE, FINE, REACH, anchored, hold_at, with_values
from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.parameters import SOUND_SIZE

ODD = INIT_VOICE.with_name("ODD").with_value("algorithm", 21).with_value("op3.coarse", 17)
LEVEL = "op1.output_level"
LEAPS = CHOICES | COARSE | FINE.keys()


@pytest.fixture
def rig() -> Rig:
    return Rig()


def leap(a: Voice, b: Voice) -> float:
    """The mean change of a value, as a share of its range; choices and ratios are left out."""
    steps = [abs(a.values[p.index] - b.values[p.index]) / p.high for p in PARAMETERS[:SOUND_SIZE]
             if p.index not in LEAPS]  # fmt: skip
    return sum(steps) / len(steps)


def test_an_anchor_adds_what_the_model_left_out() -> None:
    there, here = INIT_VOICE.with_value(LEVEL, 40), INIT_VOICE.with_value(LEVEL, 50)
    home = INIT_VOICE.with_value(LEVEL, 60)
    assert anchored(here, [(home, there, 1.0)])[LEVEL] == 70
    assert anchored(here, [(home, there, 0.5)])[LEVEL] == 60
    assert anchored(here, [(home, there, 0.0)])[LEVEL] == 50
    assert anchored(there, [(home, there, 1.0)]) == home


def test_anchors_never_lead_out_of_range() -> None:
    there, here = INIT_VOICE.with_value(LEVEL, 0), INIT_VOICE.with_value(LEVEL, 90)
    assert anchored(here, [(INIT_VOICE.with_value(LEVEL, 99), there, 1.0)])[LEVEL] == 99


def test_choices_and_ratios_are_those_of_whoever_has_most_say() -> None:
    home = INIT_VOICE.with_value("algorithm", 21).with_value("op1.coarse", 14)
    here = INIT_VOICE.with_value("algorithm", 5).with_value("op1.coarse", 3)
    for name in ("algorithm", "op1.coarse"):
        assert anchored(here, [(home, here, 0.6)])[name] == home[name]
        assert anchored(here, [(home, here, 0.4)])[name] == here[name]
        other = INIT_VOICE
        assert anchored(here, [(home, here, 0.6), (other, here, 0.4)])[name] == home[name]
        assert anchored(here, [(home, here, 0.3), (other, here, 0.4), (home, here, 0.3)])[name] == other[name]


def test_a_fine_ratio_glides_where_the_coarse_one_is_the_same() -> None:
    home, other = INIT_VOICE.with_value("op2.fine", 40), INIT_VOICE.with_value("op2.fine", 20)
    between = [(home, INIT_VOICE, 0.75), (other, INIT_VOICE, 0.25)]
    assert anchored(INIT_VOICE, between)["op2.fine"] == 35
    elsewhere = other.with_value("op2.coarse", 9)
    assert anchored(INIT_VOICE, [between[0], (elsewhere, INIT_VOICE, 0.25)])["op2.fine"] == 40
    assert anchored(elsewhere, [(home, elsewhere, 0.75)])["op2.fine"] == 40


def test_a_sound_holds_less_the_farther_one_is() -> None:
    holds = [hold_at(step * REACH / 20) for step in range(21)]
    assert (holds[0], holds[-1], hold_at(100.0)) == (1.0, 0.0, 0.0)
    assert holds == sorted(holds, reverse=True)


def without_choices(voice: Voice) -> Voice:
    return with_values(voice, dict.fromkeys(LEAPS, 0))


@pytest.mark.parametrize("start", [EncodeVoice(ODD), Sample(), Vary(0.9)])
def test_leaving_a_sound_is_no_larger_step_than_any_other(rig: Rig, start: Sample) -> None:
    state = rig.instrument.run(start).state
    path = [without_choices(state.voice)]
    for step in range(1, 400):
        voice = rig.instrument.run(SetLatent(((0, state.latent[0] + step / 100),))).state.voice
        path.append(without_choices(voice))
    steps = [abs(now - then) for a, b in pairwise(path) for then, now in zip(a.sound, b.sound, strict=True)]
    assert max(steps) <= 2  # of 99, for a hundredth of a coordinate
    # Beyond its reach nothing of the sound is left.
    assert voice.sound == rig.decoder.decode([rig.instrument.state.latent], names=False)[0].sound


def test_an_interpolation_has_no_jump_at_its_ends(rig: Rig) -> None:
    for slot, voice in ((1, ODD), (2, INIT_VOICE.with_value(LEVEL, 20))):
        rig.instrument.run(EncodeVoice(voice))
        rig.instrument.run(StoreSlot(slot))
    path = [rig.instrument.run(Interpolate(step / 200)).state.voice for step in range(201)]
    assert max(leap(a, b) for a, b in pairwise(path)) < 0.02
    assert (path[0], path[-1]) == (ODD, INIT_VOICE.with_value(LEVEL, 20))


def test_a_knob_turned_in_the_middle_of_a_morph_starts_from_what_is_heard(rig: Rig) -> None:
    for slot, voice in ((1, ODD), (2, INIT_VOICE.with_value(LEVEL, 20))):
        rig.instrument.run(EncodeVoice(voice))
        rig.instrument.run(StoreSlot(slot))
    state = rig.instrument.run(Interpolate(0.5)).state
    near = rig.instrument.run(SetLatent(((0, state.latent[0] + 0.01),))).state.voice
    assert leap(state.voice, near) < 0.02
    assert rig.instrument.run(SetLatent(((0, state.latent[0]),))).state.voice == state.voice


def test_a_small_variation_of_an_encoded_voice_is_nearly_that_voice(rig: Rig) -> None:
    for _ in range(20):
        rig.instrument.run(EncodeVoice(ODD))
        voice = rig.instrument.run(Vary(0.1)).state.voice
        assert leap(ODD, voice) < 0.03
        assert voice["algorithm"] == 21
        assert voice.name == "ODD"
    assert leap(ODD, rig.instrument.run(Sample()).state.voice) > 0.1


def test_a_large_variation_has_a_name_of_its_own(rig: Rig) -> None:
    rig.instrument.run(EncodeVoice(ODD))
    assert rig.instrument.run(Vary(0.6)).state.voice.name == "DECODED"


def test_what_the_model_says_at_a_sound_is_asked_once(rig: Rig) -> None:
    rig.instrument.run(EncodeVoice(ODD))
    for step in range(1, 5):
        rig.instrument.run(SetLatent(((0, step / 10),)))
    assert [len(latents) for latents in rig.decoder.decoded] == [2, 1, 1, 1]


def test_a_recalled_sound_is_left_as_smoothly_as_it_was_stored(rig: Rig) -> None:
    rig.instrument.run(EncodeVoice(ODD))
    rig.instrument.run(StoreSlot(1))
    rig.instrument.run(Sample())
    state = rig.instrument.run(RecallSlot(1)).state
    moved = rig.instrument.run(SetLatent(((0, state.latent[0] + 0.01),))).state.voice
    assert leap(ODD, moved) < 0.02
