"""Files of other makers, of other Yamahas, and DX7 dumps in odd or damaged forms: generated, seeded.

What is no DX7 voice gives none. What comes out of a DX7 dump is the voice that was in this place, or is
marked doubtful; and whatever is left out is said.
"""

import io
import random
import struct
import zipfile

import pytest
from corpus import pool

from dx7bridge.voice.sysex import checksum, encode_bank, encode_voice, pack
from dx7bridge.voice.syx import Kind, Mark, read_bytes

ROUNDS = 3
_PLAIN = {Kind.SPARE_BITS, Kind.NO_VOICES, Kind.OUT_OF_RANGE}


def draw(dice, count):
    return dice.sample(pool(), count)


def packed(voices):
    return b"".join(map(pack, voices))


def seven_bit(dice, count):
    return bytes(dice.randrange(128) for _ in range(count))


def frame(head, data, tail=b""):
    return bytes.fromhex(head) + data + tail + b"\xf7"


def yamaha(style, count, data):
    body = bytes((0xF0, 0x43, 0, style)) + count + data
    return body + bytes((checksum(data), 0xF7))


def universal(name, data):
    """Yamaha's universal bulk dump."""
    body = name + data
    return b"\xf0\x43\x00\x7e" + struct.pack(">H", len(body))[:2] + body + bytes((checksum(body), 0xF7))


def variable(length):
    out = [length & 0x7F]
    while length := length >> 7:
        out.append(length & 0x7F | 0x80)
    return bytes(reversed(out))


def midi_file(*messages, pieces=1):
    """A file of format 0; in `pieces`, each message is continued by F7 events."""
    events = b""
    for message in messages:
        step = -(-len(message) // pieces)
        for at in range(0, len(message), step):
            piece = message[at : at + step]
            piece = piece[1:] if at == 0 else piece
            events += b"\x10" + (b"\xf0" if at == 0 else b"\xf7") + variable(len(piece)) + piece
    events += b"\x00\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, 96) + b"MTrk" + struct.pack(">I", len(events)) + events


# -- what holds no DX7 voice -----------------------------------------------------------------------

MAKERS = {
    "Roland D-50": "f0 41 00 14 12 00 00 00",
    "Roland JV": "f0 41 10 6a 12 01 00 00 00",
    "Korg M1": "f0 42 30 19 4c",
    "Korg DW-8000": "f0 42 30 03 40",
    "Casio CZ": "f0 44 00 00 70 20 60",
    "Kawai K1": "f0 40 00 21 00 03 00 00",
    "Kawai K5000": "f0 40 00 20 00 0a 00 00",
    "Ensoniq ESQ-1": "f0 0f 02 00 02",
    "Oberheim Matrix": "f0 10 06 01 00",
    "Sequential": "f0 01 02 00",
    "Prophet Rev2": "f0 01 2f 02 00 00",
    "E-mu Proteus": "f0 18 04 00 01 00",
    "Akai": "f0 47 00 05 48",
    "Waldorf": "f0 3e 0e 00 10 00 00",
    "Novation": "f0 00 20 29 01 10 00",
    "Access Virus": "f0 00 20 33 01 00 10 00",
    "sample dump": "f0 7e 00 02 00",
    "educational": "f0 7d 43 00 09 20 00",
    "a maker of three bytes with a header inside": "f0 00 43 00 09 20 00",
}


def foreign_message(dice, head):
    """Another maker's frames with all that could be taken for voices inside."""
    inside = dice.choice(
        (
            seven_bit(dice, 4096),
            packed(draw(dice, 32)),
            encode_bank(draw(dice, 32))[1:-1],
            packed(draw(dice, 3)),
            bytes(draw(dice, 1)[0].values),
            seven_bit(dice, dice.choice((120, 128, 155, 163, 256, 384, 448))),
        )
    )
    return b"".join(frame(head, inside, bytes((checksum(inside),))) for _ in range(dice.randint(1, 4)))


@pytest.mark.parametrize("head", MAKERS.values(), ids=list(MAKERS))
def test_no_message_of_another_maker_gives_a_voice(head):
    for number in range(ROUNDS):
        dice = random.Random(f"{head} {number}")
        data = foreign_message(dice, head)
        if number:  # between two banks, whose voices keep their places
            voices = draw(dice, 64)
            file = read_bytes(encode_bank(voices[:32]) + data + encode_bank(voices[32:]), "a.syx")
            assert [found.voice for found in file.voices] == voices
        else:
            file = read_bytes(data, "a.syx")
            assert not file.voices
        assert Kind.OTHER_MESSAGE in {problem.kind for problem in file.problems}


OTHER_YAMAHAS = {
    "DX21 voice": lambda dice: yamaha(3, b"\x00\x5d", seven_bit(dice, 93)),
    "DX21 bank": lambda dice: yamaha(4, b"\x20\x00", packed(draw(dice, 32))),
    "TX81Z bank behind its header": lambda dice: yamaha(4, b"\x20\x00", seven_bit(dice, 4096)),
    "TX81Z extra voice": lambda dice: universal(b"LM  8976AE", seven_bit(dice, 23)),
    "TX81Z performance": lambda dice: universal(b"LM  8976PE", seven_bit(dice, 110)),
    "DX7II performances": lambda dice: universal(b"LM  8973PM", seven_bit(dice, 51 * 32)),
    "TX802 performances": lambda dice: universal(b"LM  8952PM", seven_bit(dice, 168 * 64)),
    "micro tuning": lambda dice: universal(b"LM  MCRYE ", seven_bit(dice, 256)),
    "SY77 voice": lambda dice: universal(b"LM  8101VC", seven_bit(dice, dice.randint(300, 4200))),
    "TX7 function data": lambda dice: yamaha(1, b"\x00\x5e", seven_bit(dice, 94)),
    "TX7 functions": lambda dice: yamaha(2, b"\x10\x00", seven_bit(dice, 2048)),
    "ACED": lambda dice: yamaha(5, b"\x00\x31", seven_bit(dice, 49)),
    "AMEM": lambda dice: yamaha(6, b"\x08\x60", seven_bit(dice, 1120)),
    "FB-01": lambda dice: frame("f0 43 75 00 00 00 00", seven_bit(dice, 6000)),
    "reface DX": lambda dice: frame("f0 43 00 7f 1c 00 2c 05 30 00 00", seven_bit(dice, 38)),
    "parameter changes": lambda dice: b"".join(frame("f0 43 10", seven_bit(dice, 3)) for _ in range(155)),
    "dump requests": lambda _: bytes.fromhex("f0432009f7 f0432000f7 f0432100f7"),
}


@pytest.mark.parametrize("make", OTHER_YAMAHAS.values(), ids=list(OTHER_YAMAHAS))
def test_no_other_message_of_yamahas_gives_a_voice(make):
    for number in range(ROUNDS):
        dice = random.Random(number)
        file = read_bytes(make(dice), "a.syx")
        assert not file.voices
        assert [problem for problem in file.problems if problem.kind is not Kind.NO_VOICES]
        voices = draw(dice, 33)
        data = encode_bank(voices[:32]) + make(dice) + encode_voice(voices[32])
        assert [found.voice for found in read_bytes(data, "b.syx").voices] == voices


def wave(dice):
    data = bytes(int(127 + 100 * ((n * (3 + dice.random()) / 40) % 1)) for n in range(8192))
    return b"RIFF" + struct.pack("<I", len(data) + 36) + b"WAVEfmt " + bytes(20) + data


RAW_OF_OTHERS = {
    "random bytes": lambda dice: dice.randbytes(4096),
    "random seven-bit bytes": lambda dice: seven_bit(dice, 4096),
    "zeros": lambda _: bytes(4096),
    "one value": lambda dice: bytes((dice.randrange(1, 127),)) * 4096,
    "spaces": lambda _: b" " * 4096,
    "a ramp": lambda _: bytes(range(128)) * 32,
    "small values": lambda dice: bytes(dice.randrange(8) for _ in range(4096)),
    "nibbles": lambda dice: bytes(dice.randrange(16) for _ in range(4096)),
    "a wave": wave,
    "letters": lambda dice: bytes(dice.choice(b"abcdefghij klmnop\n") for _ in range(4096)),
    "a table of words": lambda dice: b"".join(struct.pack("<H", dice.randrange(4000)) for _ in range(2048)),
    "a floppy": lambda dice: (b"\xeb\x3c\x90MSDOS5.0" + packed(draw(dice, 32)) * 200)[: 720 * 1024].ljust(
        720 * 1024, b"\xf6"
    ),
    "a four-operator bank without a header": lambda dice: b"".join(
        bytes(dice.randrange(32) for _ in range(57)) + b"VOICE    4" + bytes(61) for _ in range(32)
    ),
}


@pytest.mark.parametrize("make", RAW_OF_OTHERS.values(), ids=list(RAW_OF_OTHERS))
def test_no_data_without_a_message_are_taken_for_voices_by_their_length(make):
    for number in range(ROUNDS):
        file = read_bytes(make(random.Random(number)), "a.bin")
        assert not file.voices
        assert file.passed_over


# -- DX7 dumps in odd forms: all of it comes out ----------------------------------------------------


def usb_packets(dice):
    """USB-MIDI event packets, as captured: a code byte before each three."""
    voices = draw(dice, 32)
    data, out = encode_bank(voices), b""
    for at in range(0, len(data), 3):
        part = data[at : at + 3]
        last = at + 3 >= len(data)
        out += bytes((4 + len(part) if last else 4,)) + part.ljust(3, b"\0")
    return out, voices


def length_prefixes(dice):
    voices = draw(dice, 3)
    messages = map(encode_voice, voices)
    return b"".join(struct.pack(dice.choice("<>") + "I", len(each)) + each for each in messages), voices


def many_singles(dice):
    voices = draw(dice, 32)
    return b"".join(encode_voice(voice, dice.randrange(16)) for voice in voices), voices


def raw_singles(dice):
    voices = draw(dice, dice.choice((1, 4, 32)))
    return b"".join(bytes(voice.values) for voice in voices), voices


def raw_packed(dice):
    voices = draw(dice, dice.choice((32, 64)))
    return packed(voices), voices


def real_time_inside(dice):
    voices = draw(dice, 32)
    data = bytearray(encode_bank(voices))
    for _ in range(dice.randint(1, 9)):
        data.insert(dice.randrange(6, len(data) - 1), dice.choice((0xF8, 0xFE)))
    return bytes(data), voices


def text_with_comments(dice):
    voices = draw(dice, 32)
    data = encode_bank(voices)
    mark = dice.choice(("; ", "# ", "// "))
    lines = [f"{mark}a bank of voices 12 34"]
    for at in range(0, len(data), 16):
        lines.append(" ".join(f"{byte:02x}" for byte in data[at : at + 16]) + f"   {mark}line {at}")
    return dice.choice(("\n", "\r\n")).join(lines).encode(), voices


def riff(dice):
    voices = draw(dice, 33)
    inner = midi_file(encode_bank(voices[:32]), encode_voice(voices[32]))
    body = b"RMIDdata" + struct.pack("<I", len(inner)) + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body, voices


def continued(dice):
    voices = draw(dice, 32)
    return midi_file(encode_bank(voices), pieces=dice.randint(2, 9)), voices


def mac_binary(dice):
    voices = draw(dice, 32)
    data = encode_bank(voices)
    head = bytearray(128)
    head[1:8] = b"\x06ROM 1A"
    head[65:73] = b"SYEXSYEX"
    head[83:87] = struct.pack(">I", len(data))
    return bytes(head) + data + bytes(-len(data) % 128), voices


def zipped(dice):
    voices = draw(dice, 64)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("READ.ME", "Two banks of mine.")
        archive.writestr("a.syx", encode_bank(voices[:32]))
        archive.writestr("jv.syx", foreign_message(dice, MAKERS["Roland JV"]))
        archive.writestr("more/b.SYX", encode_bank(voices[32:]))
    return out.getvalue(), voices


def supplements(dice):
    voices = draw(dice, 64)
    parts = (
        OTHER_YAMAHAS["AMEM"](dice),
        encode_bank(voices[:32]),
        OTHER_YAMAHAS["AMEM"](dice),
        encode_bank(voices[32:]),
        OTHER_YAMAHAS["DX7II performances"](dice),
        OTHER_YAMAHAS["TX802 performances"](dice),
    )
    return b"".join(parts), voices


def functions(dice):
    voices = draw(dice, 32)
    return OTHER_YAMAHAS["TX7 functions"](dice) + encode_bank(voices, 9), voices


def no_last_end(dice):
    voices = draw(dice, 64)
    return encode_bank(voices[:32])[:-1] + encode_bank(voices[32:])[:-1], voices


ODD = (
    *(usb_packets, length_prefixes, many_singles, raw_singles, raw_packed, real_time_inside),
    *(text_with_comments, riff, continued, mac_binary, zipped, supplements, functions, no_last_end),
)


@pytest.mark.parametrize("make", ODD)
def test_a_dump_in_an_odd_form_is_read_whole(make):
    for number in range(ROUNDS):
        data, voices = make(random.Random(number))
        file = read_bytes(data, "a.syx")
        assert [found.voice for found in file.voices] == voices
        assert [found.number for found in file.voices] == list(range(1, len(voices) + 1))
        assert not file.doubtful


# -- damage: in its place, or marked, and said -------------------------------------------------------


def lawful(file, voices):
    """Every voice that is not marked doubtful is the one that was in this place; and the rest is said."""
    places = {found.number: found for found in file.voices}
    for place, found in places.items():
        if found.mark is not Mark.DOUBTFUL:
            assert place <= len(voices), "a voice that was not in"
            assert found.voice == voices[place - 1], f"voice {place} is another, and not marked"
    whole = [places[n].voice if n in places else None for n in range(1, len(voices) + 1)] == voices
    assert whole or [problem for problem in file.problems if problem.kind not in _PLAIN]


def test_a_bank_cut_off_anywhere_keeps_what_was_whole():
    voices = draw(random.Random(1), 32)
    data = encode_bank(voices)
    for edge in range(0, 4097, 128):
        for length in (edge + 5, edge + 6, edge + 7):
            file = read_bytes(data[:length], "a.syx")
            lawful(file, voices)
            whole = max(0, length - 6) // 128
            assert [found.voice for found in file.voices] == voices[:whole]


def test_bytes_lost_at_any_place_shift_no_voice_into_another():
    dice = random.Random(2)
    for at in range(6, 4100, 41):
        voices = draw(dice, 34)
        count = dice.choice((1, 1, 2, 3, 7, 8, 127, 128, 129))
        data = bytearray(encode_bank(voices[:32]))
        del data[at : at + count]
        after = b"".join(map(encode_voice, voices[32:]))
        lawful(read_bytes(bytes(data) + after, "a.syx"), voices)


def test_bytes_added_or_changed_anywhere_shift_no_voice_into_another():
    dice = random.Random(3)
    for _ in range(60):
        voices = draw(dice, 32)
        data = bytearray(encode_bank(voices))
        at = dice.randrange(6, len(data) - 1)
        match dice.randrange(4):
            case 0:
                data[at:at] = data[at : at + dice.randint(1, 200)]
            case 1:
                data[at] = dice.randrange(128)
            case 2:
                data[at:at] = seven_bit(dice, dice.randint(1, 200))
            case _:
                data[at : at + 64] = bytes(64)
        lawful(read_bytes(bytes(data), "a.syx"), voices)


def test_frames_mixed_with_voices_without_one_keep_their_places():
    """What lies between messages is passed over and said; it moves nobody."""
    for number in range(ROUNDS):
        dice = random.Random(number)
        voices = draw(dice, 34)
        between = bytes(draw(dice, 1)[0].values)
        data = (
            encode_voice(voices[0]) + between + encode_bank(voices[1:33]) + between + encode_voice(voices[33])
        )
        file = read_bytes(data, "a.syx")
        assert [found.voice for found in file.voices] == voices
        assert Kind.JUNK in {problem.kind for problem in file.problems}


def test_damaged_singles_keep_their_places():
    dice = random.Random(4)
    for _ in range(60):
        voices = draw(dice, 8)
        messages = [bytearray(encode_voice(voice)) for voice in voices]
        hurt = dice.randrange(8)
        match dice.randrange(4):
            case 0:
                del messages[hurt][dice.randrange(6, 160)]
            case 1:
                del messages[hurt][-1]
            case 2:
                messages[hurt][dice.randrange(6, 162)] ^= 1 << dice.randrange(7)
            case _:
                messages[hurt].insert(dice.randrange(6, 160), dice.randrange(128))
        file = read_bytes(b"".join(map(bytes, messages)), "a.syx")
        lawful(file, voices)
        others = {n + 1: voice for n, voice in enumerate(voices) if n != hurt}
        assert {f.number: f.voice for f in file.voices if f.number != hurt + 1} == others


@pytest.mark.parametrize(
    "unit", ["f04300092000", "f04300092000f7", "4300092000", "f0430000011b", "f043000920000f"]
)
def test_nothing_but_headers_is_read_in_linear_time(unit, monkeypatch):
    """Counted, not measured: four times the data are at most about four times the problems written down."""
    unit = bytes.fromhex(unit)
    calls = []
    plain = read_bytes.__globals__["Scan"].note
    monkeypatch.setattr(
        read_bytes.__globals__["Scan"], "note", lambda self, *what: (calls.append(1), plain(self, *what))[1]
    )
    for size in (1 << 16, 1 << 18):
        calls.append(0)
        file = read_bytes(unit * (size // len(unit)), "a.syx")
        assert not file.voices
        assert calls.count(1) <= 3 * size // len(unit) + 2000
        calls.clear()
