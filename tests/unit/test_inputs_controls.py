"""What incoming MIDI means: knobs, pairs, take-over, notes, voices."""

from dataclasses import replace

import pytest
from voices import random_bank, random_voice, random_voices

from dx7bridge.commands import State
from dx7bridge.errors import BadArguments, OutOfRange
from dx7bridge.inputs.controls import (
    NEAR,
    Assigned,
    Assignment,
    Bank,
    Controller,
    Controls,
    Echoed,
    Edited,
    Pass,
    Received,
    Refused,
    Turn,
)
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import dump_request, encode_bank, encode_change, encode_voice
from dx7bridge.voice.voice import Change

START = State(
    latent=(0.0,) * 8,
    voice=INIT_VOICE,
    temperature=1.0,
    seed=0,
    pad_dims=(0, 1),
    ends=(1, 2),
    t=0.0,
    cart=None,
)


class Desk:
    """Controls, and a bridge that goes where they say."""

    def __init__(self, channel=None, *, take_over=False):
        self.now = 0.0
        self.controls = Controls(channel, take_over=take_over, clock=lambda: self.now)
        self.state = START

    def rest(self):
        """Nothing moves for a while."""
        self.now += 0.5

    def take(self, *message):
        self.now += 0.001  # three bytes on a cable
        actions = self.controls.take(bytes(message), self.state)
        for action in actions:
            if isinstance(action, Turn):
                self.go(action.dimension, action.share)
        return actions

    def go(self, dimension, share):
        norm = list(self.state.norm)
        norm[dimension] = share
        self.state = replace(self.state, norm=tuple(norm))

    def cc(self, number, value, channel=0):
        """The turns that a control change comes to."""
        actions = self.take(0xB0 | channel, number, value)
        return [(a.dimension, a.share) for a in actions if isinstance(a, Turn)]

    def nrpn(self, number, high, low=None):
        turns = [*self.cc(99, number >> 7), *self.cc(98, number & 127), *self.cc(6, high)]
        return turns + (self.cc(38, low) if low is not None else [])


# Which controller moves what.


def test_the_first_eight_controllers_take_the_dimensions_in_order():
    desk = Desk()
    numbers = [21, 8, 74, 3, 5, 16, 17, 70]
    for dimension, number in enumerate(numbers):
        assert desk.cc(number, 127) == [(dimension, 1.0)]
    for dimension, number in enumerate(numbers):
        assert desk.cc(number, 0) == [(dimension, 0.0)]


def test_the_ninth_controller_is_passed_on_to_the_synth():
    desk = Desk()
    for number in range(12, 20):
        desk.cc(number, 5)
    assert desk.take(0xB0, 20, 5) == [Pass(bytes((0xB0, 20, 5)))]


SYNTHS_OWN = [0, 1, 2, 4, 6, 7, 11, 32, 38, *range(64, 70), 96, 97, *range(120, 128)]


@pytest.mark.parametrize("number", SYNTHS_OWN)
def test_what_midi_has_a_fixed_use_for_is_no_knob_but_passes_through(number):
    assert Desk().take(0xB0, number, 127) == [Pass(bytes((0xB0, number, 127)))]


@pytest.mark.parametrize("number", [1, 2, 4, 6, 7, 11])
def test_a_wheel_or_a_pedal_that_is_a_slider_too_can_be_learned(number):
    desk = Desk()
    desk.controls.learn(3)
    assert desk.cc(number, 127) == [(2, 1.0)]


@pytest.mark.parametrize("number", [0, 32, 38, 64, 96, 123])
def test_banks_switches_and_channel_mode_are_never_learned(number):
    desk = Desk()
    desk.controls.learn(3)
    desk.cc(number, 127)
    assert desk.cc(50, 0) == [(2, 0.0)]


def test_a_new_assignment_is_told():
    (told, _) = Desk().take(0xB1, 21, 64)
    assert told == Assigned(Assignment(Controller("cc", 1, 21), 1, learned=False))
    assert str(told.assignment.controller) == "cc 21 channel 2"


def test_the_same_number_on_another_channel_is_another_knob():
    desk = Desk()
    assert desk.cc(21, 0, channel=0) == [(0, 0.0)]
    assert desk.cc(21, 0, channel=1) == [(1, 0.0)]


def test_a_learned_controller_moves_its_dimension_and_no_longer_the_one_it_had():
    desk = Desk()
    desk.cc(21, 0)
    desk.controls.learn(5)
    assert desk.cc(21, 127) == [(4, 1.0)]
    assert desk.cc(22, 127) == [(0, 1.0)]
    assert [a.dimension for a in desk.controls.assignments] == [1, 5]


def test_learning_takes_the_dimension_from_whoever_had_it():
    desk = Desk()
    for number in range(12, 20):
        desk.cc(number, 0)
    desk.controls.learn(1)
    assert desk.cc(40, 127) == [(0, 1.0)]
    assert desk.take(0xB0, 12, 5) == [Pass(bytes((0xB0, 12, 5)))]


def test_dimensions_to_learn_are_taken_in_the_order_asked():
    desk = Desk()
    for dimension in (3, 8, 3):
        desk.controls.learn(dimension)
    assert desk.cc(50, 0) == [(7, 0.0)]
    assert desk.cc(51, 0) == [(2, 0.0)]


def test_a_dimension_that_is_forgotten_goes_to_the_next_controller():
    desk = Desk()
    desk.cc(21, 0)
    desk.cc(22, 0)
    desk.controls.forget(1)
    assert desk.cc(30, 0) == [(0, 0.0)]
    desk.controls.forget()
    assert desk.controls.assignments == ()


def test_the_map_comes_back_as_it_was_saved():
    desk, again = Desk(), Desk()
    desk.controls.learn(4)
    desk.cc(21, 0)
    desk.nrpn(1000, 5)
    again.controls.load(desk.controls.save())
    assert again.controls.assignments == desk.controls.assignments
    assert again.cc(21, 127) == [(3, 1.0)]


KNOB = {"controller": {"kind": "cc", "channel": 0, "number": 1}, "dimension": 1, "learned": True}


@pytest.mark.parametrize(
    "saved",
    [
        5,
        [5],
        [KNOB | {"dimension": 9}],
        [KNOB | {"controller": {"kind": "cc", "channel": 16, "number": 1}}],
        [KNOB, KNOB],
        [KNOB, KNOB | {"dimension": 2}],
        [KNOB | {"more": 1}],
    ],
)
def test_a_map_that_is_not_legal_is_refused_and_nothing_changes(saved):
    desk = Desk()
    desk.cc(21, 0)
    with pytest.raises(BadArguments, match="controllers: "):
        desk.controls.check(saved)
    with pytest.raises(BadArguments, match="controllers: "):
        desk.controls.load(saved)
    assert len(desk.controls.assignments) == 1


# 14 bits.


def test_a_low_half_that_follows_its_high_half_time_and_again_makes_a_fine_knob():
    desk = Desk()
    assert desk.cc(16, 64) == [(0, 64 / 127)]
    assert desk.cc(48, 1) == []  # once may be chance
    desk.rest()
    assert desk.cc(16, 65) == [(0, 65 / 127)]
    assert desk.cc(48, 127) == [(0, (65 * 128 + 127) / 16383)]
    desk.rest()
    assert desk.cc(48, 126) == [(0, (65 * 128 + 126) / 16383)]  # the high half has not changed
    assert len(desk.controls.assignments) == 1


def test_the_high_half_of_a_fine_knob_counts_at_once_and_alone():
    desk = Desk()
    for high in (64, 65):
        desk.cc(16, high)
        desk.cc(48, 1)
    for high in (100, 101, 102):
        desk.rest()
        assert desk.cc(16, high) == [(0, (high * 128 + 1) / 16383)]


def test_a_button_32_above_a_knob_leaves_the_knob_alone():
    desk = Desk()
    for strip in range(4):  # knobs 16 to 19, buttons 48 to 51
        desk.cc(16 + strip, 0)
        desk.rest()
        desk.cc(48 + strip, 127)
        desk.cc(48 + strip, 0)
        for value in (1, 64, 127):
            desk.rest()
            assert desk.cc(16 + strip, value) == [(2 * strip, value / 127)]
    assert len(desk.controls.assignments) == 8


def test_a_button_pressed_while_its_knob_turns_is_not_taken_for_a_low_half():
    desk = Desk()
    for value in range(100):
        assert desk.cc(16, value) == [(0, value / 127)]
        if value % 10 == 5:
            desk.cc(48, 127 * (value % 20 == 5))
    desk.rest()
    assert desk.cc(48, 127) == [(1, 1.0)]
    assert desk.cc(16, 127) == [(0, 1.0)]


def test_a_low_half_that_was_taken_for_a_knob_gives_its_dimension_back():
    desk = Desk()
    desk.cc(16, 64)
    desk.rest()
    assert desk.cc(48, 1) == [(1, 1 / 127)]
    for high in (65, 66):
        desk.cc(16, high)
        desk.cc(48, 2)
    assert [str(each.controller) for each in desk.controls.assignments] == ["cc 16 channel 1"]


def test_a_learned_controller_is_never_a_low_half():
    desk = Desk()
    desk.controls.learn(5)
    desk.cc(48, 0)
    for value in (10, 11, 12):
        desk.cc(16, value)
        assert desk.cc(48, value) == [(4, value / 127)]


def test_a_fine_knob_takes_one_of_the_dimensions_to_be_learned():
    desk = Desk()
    for dimension in (3, 8):
        desk.controls.learn(dimension)
    assert desk.nrpn(1000, 5, 1) == [(2, 5 / 127), (2, (5 * 128 + 1) / 16383)]


def test_a_controller_above_31_that_follows_no_high_half_is_a_knob_of_its_own():
    desk = Desk()
    desk.cc(3, 0)
    desk.cc(5, 0)
    assert desk.cc(35, 127) == [(2, 1.0)]
    assert desk.cc(35, 0) == [(2, 0.0)]


def test_an_nrpn_is_a_knob_of_7_bits_or_14():
    desk = Desk()
    assert desk.nrpn(1000, 127) == [(0, 1.0)]
    assert desk.nrpn(1001, 127) == [(1, 1.0)]
    assert desk.nrpn(1000, 0, 1) == [(0, 0.0), (0, 1 / 16383)]
    assert desk.cc(38, 2) == [(0, 2 / 16383)]
    assert desk.cc(6, 100) == [(0, (100 * 128 + 2) / 16383)]  # and its high half alone
    assert str(desk.controls.assignments[0].controller) == "nrpn 1000 channel 1"


def test_data_entry_is_no_knob_while_no_nrpn_is_selected():
    desk = Desk()
    assert desk.take(0xB0, 6, 127) == [Pass(bytes((0xB0, 6, 127)))]
    desk.nrpn(5, 0)
    desk.cc(99, 127)
    desk.cc(98, 127)  # none
    for number in (6, 38):
        assert desk.take(0xB0, number, 0) == [Pass(bytes((0xB0, number, 0)))]
    assert len(desk.controls.assignments) == 1


# Take-over.


def test_a_knob_moves_nothing_until_it_meets_the_value():
    desk = Desk(take_over=True)
    assert desk.cc(21, 0) == []
    assert desk.cc(21, 40) == []
    assert desk.cc(21, 80) == [(0, 80 / 127)]  # it has passed 0.5
    assert desk.cc(21, 127) == [(0, 1.0)]  # and from there on holds it, however fast


def test_a_knob_that_is_near_enough_takes_hold_at_once():
    desk = Desk(take_over=True)
    assert desk.cc(21, 64) == [(0, 64 / 127)]
    assert abs(64 / 127 - 0.5) < NEAR


def test_a_value_that_somebody_else_moved_must_be_met_again():
    desk = Desk(take_over=True)
    desk.cc(21, 64)
    desk.go(0, 0.9)
    assert desk.cc(21, 65) == []
    assert desk.cc(21, 100) == []
    assert desk.cc(21, 120) == [(0, 120 / 127)]


def test_no_step_of_a_knob_makes_the_sound_jump_while_others_move_it_too():
    import random

    dice = random.Random(1)
    desk, knob, moves = Desk(take_over=True), 30, 0
    for _ in range(5000):
        if dice.random() < 0.02:
            desk.go(0, dice.random())
        step = dice.choice((-2, -1, 1, 2))
        knob = min(max(knob + step, 0), 127)
        before = desk.state.norm[0]
        if desk.cc(21, knob):
            moves += 1
            assert abs(desk.state.norm[0] - before) <= 4 / 127 + 1e-9
    assert moves > 500


def test_while_our_own_moves_are_on_their_way_an_old_state_is_not_taken_for_somebody_elses():
    desk = Desk(take_over=True)
    desk.cc(21, 64)
    for value in range(65, 128):
        actions = desk.controls.take(bytes((0xB0, 21, value)), None)
        assert actions == [Turn(0, value / 127)]


def test_where_the_value_glides_or_drifts_a_knob_keeps_its_hold():
    desk = Desk(take_over=True)
    desk.state = replace(desk.state, glide=(2.0,) * 8)
    assert desk.cc(21, 0) == [(0, 0.0)]
    desk.go(0, 0.4)  # under way
    assert desk.cc(21, 127) == [(0, 1.0)]
    desk.state = replace(desk.state, glide=(0.0,) * 8, drift=(1.0, 0.5))
    desk.go(0, 0.7)
    assert desk.cc(21, 126) == [(0, 126 / 127)]


# Notes, channels, voices.


@pytest.mark.parametrize("message", [(0x90, 60, 100), (0x80, 60, 0), (0xE0, 0, 64), (0xD0, 5), (0xA0, 60, 5)])
def test_notes_bend_and_pressure_pass_through(message):
    assert Desk().take(*message) == [Pass(bytes(message))]


def test_a_program_change_does_not_change_the_voice_behind_our_back():
    assert Desk().take(0xC0, 5) == []


def test_only_the_channel_asked_for_is_heard():
    desk = Desk(channel=2)
    assert desk.cc(21, 0, channel=0) == []
    assert desk.take(0x90, 60, 100) == []
    assert desk.take(0x92, 60, 100) == [Pass(bytes((0x92, 60, 100)))]
    assert desk.cc(21, 0, channel=2) == [(0, 0.0)]
    with pytest.raises(OutOfRange, match="input channel = 16"):
        Controls(16)


@pytest.mark.parametrize("channel", range(16))
def test_a_dump_is_taken_up_from_the_synth_s_channel_alone(channel):
    voice, bank = random_voice(1), random_bank()
    for synth in (0, 3, 15):
        controls = Controls(synth=synth)
        mine = channel == synth
        assert controls.take(encode_voice(voice, channel), START) == ([Received(voice)] if mine else [])
        there = encode_bank(random_voices(32), channel)
        assert controls.take(there, START) == ([Bank(tuple(random_voices(32)))] if mine else [])
        assert controls.take(encode_voice(voice, channel)[:-2] + b"\xf7", START) == (
            [Refused("a voice dump of 162 bytes came in; it must have 163")] if mine else []
        )
    assert bank


@pytest.mark.parametrize("size", [7, 100, 161, 162, 164, 4104])
def test_a_voice_dump_of_another_size_is_refused_with_its_size(size):
    message = (encode_voice(random_voice(1))[:-1] + bytes(5000))[: size - 1] + b"\xf7"
    (refused,) = Desk().take(*message)
    assert refused == Refused(f"a voice dump of {size} bytes came in; it must have 163")


@pytest.mark.parametrize("size", [8, 163, 4103, 4105])
def test_a_bank_dump_of_another_size_is_refused_with_its_size(size):
    message = (random_bank()[:-1] + bytes(5))[: size - 1] + b"\xf7"
    (refused,) = Desk().take(*message)
    assert refused == Refused(f"a bank dump of {size} bytes came in; it must have 4104", a_voice=False)


def test_dumps_of_another_kind_or_for_another_tone_generator_are_nobodys():
    for style in (1, 2, 3, 4, 0x7E):
        message = bytearray(encode_voice(random_voice(1)))
        message[3] = style
        assert Desk().take(*message) == []
    for substatus in (0x30, 0x40, 0x70):
        message = bytearray(encode_voice(random_voice(1)))
        message[2] = substatus
        assert Desk().take(*message) == []
    assert Desk().take(*bytes.fromhex("f0 43 10 04 06 05 f7")) == []  # group 1


def test_an_echo_of_the_current_voice_is_not_taken_for_a_new_one():
    assert Desk().take(*encode_voice(INIT_VOICE)) == [Echoed()]


def test_a_broken_voice_and_a_bank_are_refused_with_a_reason():
    desk = Desk()
    broken = bytearray(encode_voice(random_voice(1)))
    broken[161] ^= 1
    bank = bytearray(random_bank())
    bank[4102] ^= 1
    for message, a_voice in ((broken, True), (bank, False)):
        (refused,) = desk.take(*message)
        assert isinstance(refused, Refused)
        assert "checksum" in refused.why
        assert refused.a_voice is a_voice


def test_a_parameter_edited_on_the_synth_is_an_edit_of_that_parameter():
    for channel in (0, 9):
        controls = Controls(synth=channel)
        for message, actions in (
            (encode_change(Change(134, 5), channel), [Edited(Change(134, 5))]),
            (encode_change(Change(134, INIT_VOICE["algorithm"]), channel), []),  # an echo, or nothing new
            (encode_change(Change(134, 5), channel + 1), []),  # another synth's
        ):
            assert controls.take(message, START) == actions


def test_other_sysex_is_left_alone():
    desk = Desk()
    function = bytes.fromhex("f0 43 10 08 40 01 f7")  # mono, on a DX7; in Dexed some voice parameter
    for message in (
        b"\xf0\xf7",
        b"\xf0\x7e\x7f\x06\x01\xf7",
        dump_request(),
        encode_change(Change(155, 0)),  # operators off: of no voice
        bytes.fromhex("f0 43 10 01 1c 05 f7"),  # there is no number 156
        bytes.fromhex("f0 43 10 01 06 20 f7"),  # nor algorithm 33
        function,
    ):
        assert desk.take(*message) == []


@pytest.mark.parametrize(
    ("kind", "up", "down"), [("twos-complement", 1, 127), ("offset", 65, 63), ("signed", 1, 65)]
)
def test_an_endless_encoder_moves_from_where_the_dimension_is(kind, up, down):
    desk = Desk(take_over=True)
    desk.controls.learn(3, kind)
    start = desk.state.norm[2]
    for _ in range(4):
        desk.take(0xB0, 20, up)
    assert desk.state.norm[2] == pytest.approx(start + 4 / 127)
    desk.go(2, 0.9)  # somebody else moves it: no jump, nothing to pick up
    desk.take(0xB0, 20, down)
    assert desk.state.norm[2] == pytest.approx(0.9 - 1 / 127)
    for _ in range(20):
        desk.take(0xB0, 20, up)
    assert desk.state.norm[2] == 1.0
    saved = desk.controls.save()
    other = Controls()
    other.load(saved)
    assert other.assignments[0].kind == kind


def test_a_map_of_before_there_were_encoders_is_read():
    controls, controller = Controls(), {"kind": "cc", "channel": 0, "number": 20}
    controls.load([{"controller": controller, "dimension": 3, "learned": True}])
    assert controls.assignments[0].kind == "absolute"


def test_steps_that_are_on_their_way_add_up():
    controls = Controls()
    controls.learn(1, "twos-complement")
    shares = []
    for state in (START, None, None):
        shares += [a.share for a in controls.take(bytes((0xB0, 20, 2)), state) if isinstance(a, Turn)]
    assert shares == pytest.approx([START.norm[0] + n * 2 / 127 for n in (1, 2, 3)])


@pytest.mark.parametrize("form", [5, 6])
def test_what_a_dx7ii_sends_beside_its_voices_is_passed_over_in_words(form):
    controls = Controls()
    (action,) = controls.take(bytes((0xF0, 0x43, 0, form, 0, 49, *[0] * 50, 0xF7)), START)
    assert isinstance(action, Refused)
    assert "AMEM" in action.why
    assert not action.a_voice
    assert controls.take(bytes((0xF0, 0x43, 1, form, 0, 49, *[0] * 50, 0xF7)), START) == []
