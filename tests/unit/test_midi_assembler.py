"""Whole messages from bytes as they come."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voices import random_bank, random_voice

from dx7bridge.midi.assembler import LONGEST, Assembler
from dx7bridge.voice.sysex import encode_voice

DUMP = encode_voice(random_voice(1))


def fed(*pieces):
    assembler = Assembler()
    return [message for piece in pieces for message in assembler.feed(piece)]


def test_a_sysex_in_pieces_comes_out_whole():
    assert fed(DUMP[:1], DUMP[1:100], DUMP[100:162], DUMP[162:]) == [DUMP]
    assert fed(*(bytes((byte,)) for byte in random_bank())) == [random_bank()]


def test_real_time_bytes_inside_a_sysex_do_not_disturb_it():
    assert fed(DUMP[:50] + b"\xf8" + DUMP[50:51] + b"\xfe\xfa" + DUMP[51:]) == [DUMP]


def test_real_time_bytes_inside_a_channel_message_do_not_disturb_it():
    assert fed(b"\x90\xf8\x3c\xfe\x64") == [b"\x90\x3c\x64"]


def test_a_status_that_is_the_same_again_may_be_left_out():
    assert fed(b"\x90\x3c\x64\x40\x64", b"\x40\x00") == [b"\x90\x3c\x64", b"\x90\x40\x64", b"\x90\x40\x00"]


def test_messages_of_one_data_byte_are_whole_with_it():
    assert fed(b"\xc0\x05\x06\xd1\x40") == [b"\xc0\x05", b"\xc0\x06", b"\xd1\x40"]


def test_a_sysex_without_an_end_is_counted_and_what_follows_is_heard():
    assembler = Assembler()
    assert list(assembler.feed(DUMP[:100] + b"\x90\x3c\x64" + DUMP)) == [b"\x90\x3c\x64", DUMP]
    assert assembler.broken == 1


def test_a_sysex_that_never_ends_does_not_fill_the_memory():
    assembler = Assembler()
    assert list(assembler.feed(b"\xf0" + bytes(LONGEST + 10) + b"\xf7" + DUMP)) == [DUMP]
    assert assembler.broken == 1


def test_data_that_belong_to_nothing_are_left_out():
    assert fed(b"\x01\x02\x03\xf7\xf3\x05\xf6\x07", DUMP, b"\x10") == [DUMP]


def test_after_a_reset_the_rest_of_a_broken_message_is_not_taken_for_another():
    assembler = Assembler()
    assert not list(assembler.feed(DUMP[:80]))
    assembler.reset()
    assert list(assembler.feed(DUMP[80:] + DUMP)) == [DUMP]


MESSAGE = st.one_of(
    st.binary(max_size=30).map(lambda data: b"\xf0" + bytes(b & 0x7F for b in data) + b"\xf7"),
    st.tuples(st.integers(0x80, 0xBF), st.integers(0, 127), st.integers(0, 127)).map(bytes),
)


@given(st.lists(MESSAGE, max_size=10), st.integers(0, 2**32))
def test_however_it_is_cut_and_whatever_real_time_is_between_it_comes_out_the_same(messages, seed):
    dice = random.Random(seed)
    stream = bytearray()
    for byte in b"".join(messages):
        if dice.random() < 0.2:
            stream.append(dice.choice((0xF8, 0xFE)))
        stream.append(byte)
    pieces = []
    while stream:
        size = dice.randint(1, 7)
        pieces.append(bytes(stream[:size]))
        del stream[:size]
    assert fed(*pieces) == messages


@pytest.mark.parametrize("junk", [bytes(range(256)), b"\xf7" * 10, b"\xf0" * 10 + b"\xf7"])
def test_nothing_that_comes_in_is_an_error(junk):
    assembler = Assembler()
    list(assembler.feed(junk))
    assert list(assembler.feed(DUMP)) == [DUMP]
