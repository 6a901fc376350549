"""The bytes of voices, banks and parameter changes, against the manual's own numbers."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voices import random_voices

from dx7bridge.errors import BadArguments, BadChecksum, BadSysex, BridgeError, OutOfRange
from dx7bridge.voice import INIT_VOICE, PARAMETERS, Change, Voice
from dx7bridge.voice.sysex import (
    checksum,
    decode_change,
    decode_voice,
    dump_request,
    encode_bank,
    encode_change,
    encode_voice,
    pack,
    spare_bits,
    unpack,
)
from dx7bridge.voice.voice import clamps_shown

voices = st.tuples(*(st.integers(p.low, p.high) for p in PARAMETERS)).map(Voice.of)
changes = st.sampled_from(PARAMETERS).flatmap(
    lambda p: st.builds(Change, st.just(p.index), st.integers(p.low, p.high))
)
channels = st.integers(0, 15)

# The initial voice, written out (and its checksums added up) by hand from the manual's tables.
OPERATOR = "63 63 63 63  63 63 63 00  27 00 00  00 00  00  00  00  {level}  00 01 00 07"
INIT_VCED = bytes.fromhex(
    OPERATOR.format(level="00") * 5
    + OPERATOR.format(level="63")
    + "63 63 63 63  32 32 32 32  00 00 01  23 00 00 00  01 00 03  18"
    + "49 4E 49 54 20 56 4F 49 43 45"
)
PACKED_OPERATOR = "63 63 63 63  63 63 63 00  27 00 00  00  38  00  {level}  02  00"
INIT_VMEM = bytes.fromhex(
    PACKED_OPERATOR.format(level="00") * 5
    + PACKED_OPERATOR.format(level="63")
    + "63 63 63 63  32 32 32 32  00  08  23 00 00 00  31  18"
    + "49 4E 49 54 20 56 4F 49 43 45"
)


def test_a_voice_message_is_163_literal_bytes():
    message = encode_voice(INIT_VOICE)
    assert len(message) == 163
    assert message == bytes.fromhex("F0 43 00 00 01 1B") + INIT_VCED + bytes.fromhex("67 F7")


def test_a_bank_message_is_4104_literal_bytes():
    message = encode_bank([INIT_VOICE] * 32)
    assert len(message) == 4104
    assert message == bytes.fromhex("F0 43 00 09 20 00") + INIT_VMEM * 32 + bytes.fromhex("60 F7")


def test_a_parameter_change_is_seven_literal_bytes():
    assert encode_change(Change(134, 31)) == bytes.fromhex("F0 43 10 01 06 1F F7")  # algorithm 32
    assert encode_change(Change(0, 99), channel=2) == bytes.fromhex("F0 43 12 00 00 63 F7")  # OP6 rate 1


def test_the_operator_mask_goes_as_parameter_155():
    assert encode_change(Change(155, 0b100000)) == bytes.fromhex("F0 43 10 01 1B 20 F7")


def test_a_dump_request_is_five_literal_bytes():
    assert dump_request() == bytes.fromhex("F0 43 20 00 F7")
    assert dump_request(bank=True, channel=15) == bytes.fromhex("F0 43 2F 09 F7")


def test_the_channel_is_the_low_half_of_the_third_byte():
    assert encode_voice(INIT_VOICE, 5)[2] == 0x05
    assert encode_bank([INIT_VOICE] * 32, 15)[2] == 0x0F


def test_every_packed_field_lands_where_the_manual_says():
    voice = (
        INIT_VOICE.with_value("op6.left_curve", 1)
        .with_value("op6.right_curve", 2)
        .with_value("op6.rate_scaling", 5)
        .with_value("op6.detune", 9)
        .with_value("op6.amp_mod_sensitivity", 3)
        .with_value("op6.key_velocity", 6)
        .with_value("op6.mode", 1)
        .with_value("op6.coarse", 31)
        .with_value("feedback", 7)
        .with_value("osc_key_sync", 0)
        .with_value("lfo.key_sync", 0)
        .with_value("lfo.wave", 5)
        .with_value("pitch_mod_sensitivity", 7)
        .with_value("algorithm", 21)
    )
    packed = pack(voice)
    assert packed[11] == 2 << 2 | 1
    assert packed[12] == 9 << 3 | 5
    assert packed[13] == 6 << 2 | 3
    assert packed[15] == 31 << 1 | 1
    assert packed[110] == 21
    assert packed[111] == 7
    assert packed[116] == 7 << 4 | 5 << 1


def test_the_checksum_brings_the_sum_to_zero():
    assert checksum(b"") == 0
    assert checksum(b"\x01") == 0x7F
    assert checksum(b"\x40\x40") == 0


@given(voices, channels)
def test_a_voice_comes_back_from_its_message(voice, channel):
    assert decode_voice(encode_voice(voice, channel)) == (voice, ())


@given(voices)
def test_a_voice_comes_back_from_its_packed_bytes(voice):
    assert unpack(pack(voice)) == (voice, ())
    assert decode_voice(pack(voice)) == (voice, ())
    assert decode_voice(voice.values) == (voice, ())
    assert spare_bits(pack(voice)) == ()


@given(changes, channels)
def test_a_parameter_change_comes_back(change, channel):
    assert decode_change(encode_change(change, channel)) == change


@given(st.binary(min_size=128, max_size=128))
def test_unpacking_any_128_bytes_gives_a_legal_voice_that_packs_stably(packed):
    voice, clamps = unpack(packed)
    assert unpack(pack(voice)) == (voice, ())
    for clamp in clamps:
        assert not clamp.parameter.low <= clamp.found <= clamp.parameter.high
        assert voice.values[clamp.parameter.index] == clamp.kept


def test_a_packed_value_out_of_range_is_clamped_and_listed():
    packed = bytearray(pack(INIT_VOICE))
    packed[0] = 127
    voice, (clamp,) = unpack(bytes(packed))
    assert (clamp.parameter.name, clamp.found, clamp.kept) == ("op6.rate1", 127, 99)
    assert voice == INIT_VOICE.with_value("op6.rate1", 99)


@pytest.mark.parametrize("byte", [11, 13, 15, 110, 111])
def test_spare_bits_are_seen_and_ignored(byte):
    packed = bytearray(pack(INIT_VOICE))
    packed[byte] |= 0x40
    assert spare_bits(bytes(packed)) == (byte,)
    assert unpack(bytes(packed)) == (INIT_VOICE, ())


def test_all_spare_bits_are_those_no_value_uses():
    spare = spare_bits(bytes([0x7F] * 128))
    operators = [17 * op + byte for op in range(6) for byte in (11, 13, 15)]
    assert spare == (*operators, 110, 111)


@pytest.mark.parametrize("size", [0, 1, 127, 129, 154, 156, 162, 164, 4096, 4104])
def test_a_voice_of_another_size_is_refused(size):
    with pytest.raises(BadSysex, match=f"{size} bytes; must be 128"):
        decode_voice(bytes(size))


@pytest.mark.parametrize(
    ("at", "byte"), [(0, 0xF1), (1, 0x42), (2, 0x10), (3, 9), (4, 0), (5, 0), (162, 0x00)]
)
def test_a_voice_message_with_another_frame_is_refused(at, byte):
    message = bytearray(encode_voice(INIT_VOICE))
    message[at] = byte
    with pytest.raises(BadSysex):
        decode_voice(bytes(message))


def test_a_wrong_checksum_is_refused_with_both_values():
    message = bytearray(encode_voice(INIT_VOICE))
    message[-2] ^= 1
    with pytest.raises(BadChecksum, match="checksum 102, its data need 103"):
        decode_voice(bytes(message))


def test_a_byte_above_127_in_a_message_is_refused():
    message = bytearray(encode_voice(INIT_VOICE))
    message[10] |= 0x80
    with pytest.raises(BadSysex, match="byte 10 = 227"):
        decode_voice(bytes(message))
    with pytest.raises(BadSysex, match="byte 3 = 255"):
        decode_voice(bytes([0, 0, 0, 255]) + bytes(124))


@pytest.mark.parametrize("form", [bytes, lambda v: pack_raw(v), lambda v: frame(v)])
def test_an_illegal_value_is_clamped_and_listed_in_every_form(form):
    values = bytearray(INIT_VOICE.values)
    values[0] = 100
    voice, clamps = decode_voice(form(values))
    assert voice == INIT_VOICE.with_value(0, 99)
    assert clamps_shown(clamps) == "op6.rate1 100 → 99"


def test_what_has_more_illegal_values_than_any_voice_is_none():
    with pytest.raises(OutOfRange, match="145 values are out of range, at most 64 can be clamped"):
        decode_voice(b"\x7f" * 155)


@pytest.mark.parametrize(
    "change",
    [Change(156, 0), Change(-1, 0), Change(512, 0), Change(0, 100), Change(134, 32), Change(155, 64)],
)
def test_a_change_that_would_harm_the_synth_is_never_encoded(change):
    with pytest.raises(OutOfRange):
        encode_change(change)


@pytest.mark.parametrize("channel", [-1, 16])
def test_a_channel_beyond_sixteen_is_refused(channel):
    for encode in (
        lambda: encode_voice(INIT_VOICE, channel),
        lambda: encode_bank([INIT_VOICE] * 32, channel),
        lambda: encode_change(Change(0, 0), channel),
        lambda: dump_request(channel=channel),
    ):
        with pytest.raises(OutOfRange, match="0 to 15"):
            encode()


@pytest.mark.parametrize("count", [0, 1, 31, 33])
def test_a_bank_is_exactly_32_voices(count):
    with pytest.raises(BadArguments, match=f"{count} voices"):
        encode_bank([INIT_VOICE] * count)


def test_a_bank_keeps_the_order_of_its_voices():
    bank = random_voices(32)
    data = encode_bank(bank)[6:-2]
    assert [unpack(data[at : at + 128])[0] for at in range(0, 4096, 128)] == bank


@given(st.binary(max_size=12))
def test_random_bytes_are_a_change_or_an_error_of_ours(data):
    with contextlib.suppress(BridgeError):
        decode_change(data)


@given(st.sampled_from([128, 155, 163]).flatmap(lambda n: st.binary(min_size=n, max_size=n)))
def test_random_bytes_are_a_voice_or_an_error_of_ours(data):
    with contextlib.suppress(BridgeError):
        decode_voice(data)


def pack_raw(values: bytearray) -> bytes:
    packed = bytearray(pack(INIT_VOICE))
    packed[0] = values[0]
    return bytes(packed)


def frame(values: bytearray) -> bytes:
    return bytes.fromhex("F0 43 00 00 01 1B") + bytes(values) + bytes([checksum(values), 0xF7])
