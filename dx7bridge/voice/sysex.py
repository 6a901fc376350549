"""Voices, banks and parameter changes to and from their bytes on the wire.

Owns the message layouts (Yamaha DX7 owner's manual, "MIDI data format"); where a value sits inside a
packed voice is read from the parameter table. Pure functions, any thread. Encoders only ever write
legal values; decoders clamp what is out of range, and refuse what is no such message (the tolerant reader
of found files is `syx`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Final

from dx7bridge.errors import BadArguments, BadChecksum, BadSysex, OutOfRange
from dx7bridge.voice.parameters import OPERATOR_MASK, PACKED_SIZE, PARAMETERS, SOUND_SIZE, VOICE_SIZE
from dx7bridge.voice.voice import Change, Clamp, Voice

START: Final = 0xF0
END: Final = 0xF7
YAMAHA: Final = 0x43
VOICE_FORMAT: Final = 0  # VCED, one voice
BANK_FORMAT: Final = 9  # VMEM, 32 packed voices
BANK_VOICES: Final = 32
HEADER_SIZE: Final = 6  # F0 43 0n, format, byte count in two
BANK_DATA_SIZE: Final = BANK_VOICES * PACKED_SIZE  # 4096
VOICE_MESSAGE_SIZE: Final = HEADER_SIZE + VOICE_SIZE + 2  # 163: checksum and F7 close it
BANK_MESSAGE_SIZE: Final = HEADER_SIZE + BANK_DATA_SIZE + 2  # 4104
CHANGE_SIZE: Final = 7
OPERATOR_MASK_HIGH: Final = 63  # six operators, one bit each
MAX_CLAMPED: Final = 64
"""A voice with more out-of-range sound values than this, of 145, is no voice and is left out.

In a public collection of 29,472 found voices 10.9 % have such values, 99.9 % at most 18, and the worst
two 48 and 51: voices with sensible names and most values intact. Memory filled with 7F has 98.
"""

_VOICE_COUNT: Final = bytes((VOICE_SIZE >> 7, VOICE_SIZE & 0x7F))  # 01 1B
_BANK_COUNT: Final = bytes((BANK_DATA_SIZE >> 7, BANK_DATA_SIZE & 0x7F))  # 20 00
_FIELDS: Final = tuple((p.packed.byte, p.packed.shift, (1 << p.packed.width) - 1) for p in PARAMETERS)
_PLACES: Final = tuple((byte, shift) for byte, shift, _ in _FIELDS)


_SPREAD: Final = itemgetter(*(byte for byte, _, _ in _FIELDS))


def _shifted() -> tuple[tuple[int, int], ...]:
    """For each number of bits to shift by: which bits of all 155 values come from there."""
    masks: dict[int, bytearray] = {}
    for place, (_, shift, mask) in enumerate(_FIELDS):
        masks.setdefault(shift, bytearray(VOICE_SIZE))[place] = mask
    return tuple((shift, int.from_bytes(mask, "big")) for shift, mask in masks.items())


_SHIFTED: Final = _shifted()


def _spare_mask() -> int:
    free = [0x7F] * PACKED_SIZE
    for byte, shift, mask in _FIELDS:
        free[byte] &= ~(mask << shift)
    return int.from_bytes(bytes(free), "big")


_SPARE: Final = _spare_mask()


def checksum(data: bytes) -> int:
    """The byte after the data: what makes the seven low bits of the sum come to 0."""
    return -sum(data) & 0x7F


def encode_voice(voice: Voice, channel: int = 0) -> bytes:
    """One voice for the edit buffer (VCED), 163 bytes. OutOfRange when `channel` is not 0 to 15."""
    header = bytes((START, YAMAHA, _channel(channel), VOICE_FORMAT)) + _VOICE_COUNT
    return header + voice.values + bytes((checksum(voice.values), END))


def encode_bank(voices: Sequence[Voice], channel: int = 0) -> bytes:
    """32 voices for the memory (VMEM), 4104 bytes. BadArguments for another count, OutOfRange (channel)."""
    if len(voices) != BANK_VOICES:
        raise BadArguments(f"bank: {len(voices)} voices, exactly {BANK_VOICES} are needed")
    data = b"".join(map(pack, voices))
    header = bytes((START, YAMAHA, _channel(channel), BANK_FORMAT)) + _BANK_COUNT
    return header + data + bytes((checksum(data), END))


def encode_change(change: Change, channel: int = 0) -> bytes:
    """A parameter change, 7 bytes; number 155 is the operator on/off mask (0 to 63, bit 5 = OP1).

    OutOfRange for any other number or an illegal value: a DX7 writes numbers above 155 over its RAM.
    """
    _check_change(change)
    index = change.index
    return bytes(
        (START, YAMAHA, 0x10 | _channel(channel), index >> 7, index & 0x7F, change.value, END),
    )


def dump_request(bank: bool = False, channel: int = 0) -> bytes:
    """Ask for the edit buffer, or with `bank` for the memory, 5 bytes. A DX7 mk1 does not answer."""
    return bytes((START, YAMAHA, 0x20 | _channel(channel), BANK_FORMAT if bank else VOICE_FORMAT, END))


def pack(voice: Voice) -> bytes:
    """The voice as the 128 bytes of a bank; bits that hold no value are 0."""
    packed = bytearray(PACKED_SIZE)
    for value, (byte, shift) in zip(voice.values, _PLACES, strict=True):
        packed[byte] |= value << shift
    return bytes(packed)


def unpack(packed: bytes) -> tuple[Voice, tuple[Clamp, ...]]:
    """The voice in 128 packed bytes, out-of-range values clamped and listed.

    Spare bits and bit 7 are ignored, as the synth does. BadSysex for another size.
    """
    if len(packed) != PACKED_SIZE:
        raise BadSysex(f"packed voice: {len(packed)} bytes, {PACKED_SIZE} are needed")
    spread = int.from_bytes(bytes(_SPREAD(packed)), "big")  # each field's byte in its own place
    values = sum(spread >> shift & mask for shift, mask in _SHIFTED).to_bytes(VOICE_SIZE, "big")
    try:
        return Voice(values), ()
    except OutOfRange:
        return Voice.clamped(values)


def spare_bits(packed: bytes) -> tuple[int, ...]:
    """Which of the 128 bytes have bits set that hold no value (bit 7 apart); the synth ignores them."""
    found = int.from_bytes(packed, "big") & _SPARE
    return tuple(i for i, bits in enumerate(found.to_bytes(PACKED_SIZE, "big")) if bits) if found else ()


def decode_voice(data: bytes) -> tuple[Voice, tuple[Clamp, ...]]:
    """One voice: 128 bytes packed, 155 values, or a message of 163 bytes on any channel; out-of-range
    values clamped and listed: one in nine of the voices that are about has some.

    BadSysex for another size, header or a byte above 127; BadChecksum; OutOfRange for so many illegal values
    that it is no voice.
    """
    if len(data) == VOICE_MESSAGE_SIZE:
        values = _values_in_message(data)
    elif len(data) in (PACKED_SIZE, VOICE_SIZE):
        _check_seven_bits(data, 0)
        values = bytes(data)
    else:
        sizes = f"{PACKED_SIZE} (packed), {VOICE_SIZE} (values) or {VOICE_MESSAGE_SIZE} (message)"
        raise BadSysex(f"voice: {len(data)} bytes; must be {sizes}")
    voice, clamps = unpack(values) if len(values) == PACKED_SIZE else Voice.clamped(values)
    if (count := clamped_sound(clamps)) > MAX_CLAMPED:
        worst = clamps[0]
        legal = f"{worst.parameter.low} to {worst.parameter.high}"
        raise OutOfRange(
            f"{worst.parameter.name} = {worst.found}: must be from {legal}; {count} values are out of"
            f" range, at most {MAX_CLAMPED} can be clamped"
        )
    return voice, clamps


def clamped_sound(clamps: Iterable[Clamp]) -> int:
    """The number of clamped values that belong to the sound, not to the name."""
    return sum(clamp.parameter.index < SOUND_SIZE for clamp in clamps)


def decode_change(data: bytes) -> Change:
    """The parameter change in these 7 bytes; BadSysex when they are none, OutOfRange as for encoding."""
    shape = len(data) == CHANGE_SIZE and data[0] == START and data[1] == YAMAHA and data[-1] == END
    if not shape or data[2] & 0xF0 != 0x10 or data[3] & 0x7C or any(byte > 0x7F for byte in data[1:-1]):
        raise BadSysex(f"parameter change: {bytes(data[:CHANGE_SIZE]).hex(' ')}: not F0 43 1n 0x pp vv F7")
    change = Change((data[3] & 0x03) << 7 | data[4], data[5])
    _check_change(change)
    return change


def _values_in_message(data: bytes) -> bytes:
    header, values = data[:HEADER_SIZE], data[HEADER_SIZE:-2]
    expected = bytes((START, YAMAHA, header[2] & 0x0F, VOICE_FORMAT)) + _VOICE_COUNT
    if header != expected or data[-1] != END:
        raise BadSysex(
            f"voice message: {header.hex(' ')} … {data[-1]:02x}; a DX7's is f0 43 0n 00 01 1b … f7"
        )
    _check_seven_bits(data[HEADER_SIZE:-1], HEADER_SIZE)
    if data[-2] != checksum(values):
        raise BadChecksum(f"voice message: checksum {data[-2]}, its data need {checksum(values)}")
    return bytes(values)


def _check_seven_bits(data: bytes, offset: int) -> None:
    for i, byte in enumerate(data):
        if byte > 0x7F:
            raise BadSysex(f"byte {offset + i} = {byte}: must be from 0 to 127")


def _check_change(change: Change) -> None:
    if not 0 <= change.index <= OPERATOR_MASK:
        raise OutOfRange(f"parameter number {change.index}: must be from 0 to {OPERATOR_MASK}")
    if change.index == OPERATOR_MASK:
        name, low, high = "operator mask", 0, OPERATOR_MASK_HIGH
    else:
        parameter = PARAMETERS[change.index]
        name, low, high = parameter.name, parameter.low, parameter.high
    if not low <= change.value <= high:
        raise OutOfRange(f"{name} = {change.value}: must be from {low} to {high}")


def _channel(channel: int) -> int:
    if not 0 <= channel <= 15:
        raise OutOfRange(f"channel {channel}: must be from 0 to 15")
    return channel
