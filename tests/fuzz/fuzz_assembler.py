"""MIDI reassembly: any bytes in any pieces give whole, legal messages, the same ones however they are cut."""

from __future__ import annotations

import random

from voices import random_bank, random_voice

from dx7bridge.midi.assembler import LONGEST, Assembler
from dx7bridge.voice.sysex import encode_change, encode_voice
from dx7bridge.voice.voice import Change

CASES = 100_000
BRIEF = 100


def _piece(dice: random.Random) -> bytes:
    match dice.randrange(8):
        case 0:
            return dice.randbytes(dice.randrange(40))
        case 1:
            return encode_voice(random_voice(dice.randrange(50)), dice.randrange(16))
        case 2:
            return random_bank(dice.randrange(4)) if dice.random() < 0.2 else encode_change(Change(134, 3))
        case 3:
            return bytes((0x80 | dice.randrange(0x70), *dice.randbytes(2)))
        case 4:
            return bytes(dice.choices((0xF0, 0xF7, 0xF8, 0xFE, 0xFF, 0x90, 0x10), k=dice.randrange(30)))
        case 5:
            return b"\xf0" * dice.randrange(200)
        case 6:
            return encode_voice(random_voice(1))[: dice.randrange(163)]
        case _:
            return b"\xf0" + bytes(dice.randrange(300))


def _messages(pieces: list[bytes]) -> list[bytes]:
    assembler = Assembler()
    return [message for piece in pieces for message in assembler.feed(piece)]


def case(dice: random.Random) -> None:
    """One stream, cut in three ways."""
    data = b"".join(_piece(dice) for _ in range(dice.randrange(1, 12)))
    found = _messages([data])
    cuts = sorted(dice.randrange(len(data) + 1) for _ in range(dice.randrange(1, 20)))
    pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    assert _messages(pieces) == found, "the messages depend on how the bytes are cut"
    for message in found:
        assert len(message) <= LONGEST + 1
        assert message[0] >= 0x80
        if message[0] == 0xF0:
            assert message[-1] == 0xF7, message.hex()
            assert not any(byte & 0x80 for byte in message[1:-1]), message.hex()
        else:
            assert message[0] < 0xF0, message.hex()
            assert len(message) == (2 if 0xC0 <= message[0] < 0xE0 else 3), message.hex()
            assert not any(byte & 0x80 for byte in message[1:]), message.hex()
    if data.count(b"\xf0") == 0:
        assert not any(message[0] == 0xF0 for message in found)
