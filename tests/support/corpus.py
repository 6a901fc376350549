"""Files of voices with every kind of breakage, and what must come out of them. Seeded.

The law: each voice that comes out is one that was in, in its place, or it is marked. A `Specimen` knows what
was in; `broken_law` says what is wrong with a reading of it.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from voices import random_voice

from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.sysex import checksum, encode_bank, encode_voice, pack
from dx7bridge.voice.syx import Kind, Mark, SyxFile

POOL = 160
HEAD = 6  # bytes before the data of a message


@cache
def pool() -> tuple[Voice, ...]:
    """Different voices: half of any legal values, half like those that people make."""
    dice = random.Random(7)
    plain = []
    for number in range(POOL // 2):
        voice = INIT_VOICE.with_name(
            dice.choice(("BRASS", "E.PIANO", "bass", "Str.Ens", "* bell")) + f" {number}"
        )
        for parameter in dice.sample(PARAMETERS[:145], dice.randint(15, 90)):
            voice = voice.with_value(parameter.index, dice.randint(parameter.low, parameter.high))
        plain.append(voice)
    return tuple([random_voice(n) for n in range(POOL // 2)] + plain)


@dataclass
class Message:
    """A message and the voices that it was made with; none for other messages."""

    data: bytes
    voices: tuple[Voice, ...] = ()
    damaged: bool = False


@dataclass
class Specimen:
    """A file and what was in it. `exact`: every voice must come out, in order, and none doubtful."""

    data: bytes
    messages: list[Message]
    exact: bool
    story: list[str] = field(default_factory=list)
    name: str = "found.syx"

    @property
    def voices(self) -> list[Voice]:
        return [voice for message in self.messages for voice in message.voices]


# -- what a file is made of ------------------------------------------------------------------------


def bank(dice: random.Random) -> Message:
    voices = tuple(dice.sample(pool(), 32))
    return Message(encode_bank(voices, dice.choice((0, 0, 0, 5, 15))), voices)


def single(dice: random.Random) -> Message:
    voice = dice.choice(pool())
    return Message(encode_voice(voice, dice.choice((0, 0, 3))), (voice,))


def _framed(body: bytes) -> Message:
    return Message(b"\xf0" + body + b"\xf7")


def _seven_bits(dice: random.Random, count: int, high: int = 127) -> bytes:
    return bytes(dice.randint(0, high) for _ in range(count))


def foreign(dice: random.Random) -> Message:
    """Another maker's message, or Yamaha's for another synth; sizes like a DX7's, its bytes inside."""
    maker = dice.choice((b"\x41", b"\x42", b"\x40", b"\x7d", b"\x7e", b"\x00\x20\x33", b"\x01"))
    size = dice.choice((3, 20, 122, 158, 250, 4094, 4098, 4100, 8190, dice.randint(1, 600)))
    match dice.randrange(7):
        case 0:
            return _framed(maker + _seven_bits(dice, size))
        case 1:  # voices by their bytes, but not by their maker
            return _framed(maker + b"".join(map(pack, dice.sample(pool(), 4))))
        case 2:
            return _framed(maker + bank(dice).data[1:-1])
        case 3:
            data = _seven_bits(dice, 4096)
            return _framed(b"\x43\x00\x04\x20\x00" + data + bytes((checksum(data),)))
        case 4:
            style, count = dice.choice(((1, 94), (2, 4096), (5, 49), (6, 1120), (3, 93)))
            data = _seven_bits(dice, count)
            head = bytes((0x43, dice.randrange(16), style, count >> 7, count & 127))
            return _framed(head + data + bytes((checksum(data),)))
        case 5:
            what = dice.choice((b"LM  8973PM", b"LM  MCRYE ", b"LM  8952PM"))
            return _framed(b"\x43\x00\x7e\x01\x28" + what + _seven_bits(dice, size, 70) + b"\x10")
        case _:
            return _framed(dice.choice((b"\x43\x10\x01\x1b\x20", b"\x43\x20\x09", b"\x43\x20\x00")))


# -- damage: each makes one message's bytes into others, and the voices may be lost -----------------


def _verified(data: bytes) -> bool:
    body = data[HEAD:-1]
    return len(data) in (163, 4104) and body[-1:] == bytes((checksum(body[:-1]),))


def lose(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(HEAD, len(data) - 1)
    return data[:at] + data[at + dice.choice((1, 1, 1, 2, 3, 7, 17, 64, 100, 128, 130, 512)) :]


def double(dice: random.Random, data: bytes) -> bytes:
    at, count = dice.randrange(HEAD, len(data) - 1), dice.choice((1, 1, 2, 3, 16, 64, 128))
    return data[:at] + data[at : at + count] + data[at:]


def insert(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(HEAD, len(data) - 1)
    return data[:at] + _seven_bits(dice, dice.choice((1, 2, 5, 40))) + data[at:]


def alter(dice: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    while bytes(out) == data or _verified(bytes(out)):
        for _ in range(dice.choice((1, 1, 2, 8, 60))):
            out[dice.randrange(HEAD, len(data) - 1)] = dice.randrange(128)
    return bytes(out)


def swap(dice: random.Random, data: bytes) -> bytes:
    """A block goes to another place: the sum stays right, so the sum is spoiled with it."""
    size = dice.choice((16, 40, 64))
    a, b = (dice.randrange(HEAD, max(HEAD + 1, len(data) - size - 2)) for _ in range(2))
    block, rest = data[a : a + size], data[:a] + data[a + size :]
    return alter(dice, rest[:b] + block + rest[b:])


def cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(1, len(data))]


def cut_and_end(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(HEAD + 1, len(data) - 1)] + b"\xf7"


def lost_end(dice: random.Random, data: bytes) -> bytes:
    return data[:-1]


def header(dice: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    at = dice.randrange(HEAD)
    match dice.randrange(3):
        case 0:
            del out[at]
        case 1:
            out.insert(at, out[at])
        case _:
            out[at] = dice.choice((0, 1, 0x20, 0x43, 0x44, 0x09, 0x7F))
    return bytes(out)


def wrong_sum(dice: random.Random, data: bytes) -> bytes:
    return data[:-2] + bytes((data[-2] ^ dice.randint(1, 127),)) + data[-1:]


def to_lf(dice: random.Random, data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def stray_status(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(HEAD, len(data) - 1)
    return data[:at] + bytes((dice.choice((0x90, 0xB0, 0xF7, 0xF0, 0x80, 0xE0)),)) + data[at:]


DAMAGE = (
    lose,
    double,
    insert,
    alter,
    swap,
    cut,
    cut_and_end,
    lost_end,
    header,
    wrong_sum,
    to_lf,
    stray_status,
)


# -- harmless changes of one message: its voices must come out all the same --------------------------


def real_time(dice: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        out.insert(dice.randrange(1, len(out) - 1), dice.choice((0xF8, 0xFE)))
    return bytes(out)


def high_bits(dice: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for at in dice.sample(range(HEAD, len(data) - 2), dice.choice((1, 5, 60))):
        out[at] |= 0x80
    return bytes(out)


def half_count(dice: random.Random, data: bytes) -> bytes:
    return data[:4] + b"\x10\x00" + data[6:] if len(data) == 4104 else data


HARMLESS = (real_time, high_bits, half_count)


# -- what is around the whole file ------------------------------------------------------------------


def _variable(number: int) -> bytes:
    out = [number & 127]
    while number := number >> 7:
        out.append(number & 127 | 128)
    return bytes(reversed(out))


def midi(dice: random.Random, data: bytes) -> bytes:
    track = bytearray(b"\x00\xff\x03\x04test")
    for piece in data.split(b"\xf0")[1:]:
        if dice.random() < 0.3 and len(piece) > 20:
            at = dice.randrange(1, len(piece))
            track += b"\x00\xf0" + _variable(at) + piece[:at]
            track += b"\x10\xf7" + _variable(len(piece) - at) + piece[at:]
        else:
            track += b"\x00\xf0" + _variable(len(piece)) + piece
        track += dice.choice((b"", b"\x00\x90\x40\x40\x10\x40\x00", b"\x00\xc0\x05", b"\x00\xf8"))
    track += b"\x00\xff\x2f\x00"
    kind = dice.choice((0, 1))
    return b"MThd" + struct.pack(">IHHH", 6, kind, 1, 96) + b"MTrk" + struct.pack(">I", len(track)) + track


def rmid(dice: random.Random, data: bytes) -> bytes:
    inner = midi(dice, data)
    return b"RIFF" + struct.pack("<I", len(inner) + 12) + b"RMIDdata" + struct.pack("<I", len(inner)) + inner


def mac_binary(dice: random.Random, data: bytes) -> bytes:
    header = bytearray(128)
    name = dice.choice((b"BANK", b"ROM 1A.syx", b"x"))
    header[1 : 2 + len(name)] = bytes((len(name),)) + name
    resources = dice.choice((0, 0, 286))
    header[65:73] = b"Midi????"
    header[83:87], header[87:91] = struct.pack(">I", len(data)), struct.pack(">I", resources)
    if dice.random() < 0.5:
        header[122:124] = b"\x81\x81"
    padded = data + bytes(-len(data) % 128)
    return bytes(header) + padded + bytes(-(-resources // 128) * 128)


def apple_single(dice: random.Random, data: bytes) -> bytes:
    return struct.pack(">II16xHIII", 0x00051600, 0x00020000, 1, 1, 38, len(data)) + data


def zipped(dice: random.Random, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        archive.writestr("readme.txt", "Voices for the DX7.\n")
        archive.writestr(dice.choice(("bank.syx", "a folder/bank.syx")), data)
        archive.writestr("__MACOSX/._bank.syx", b"\x00\x05\x16\x07\x00\x02\x00\x00" + bytes(80))
    return out.getvalue()


def gzipped(dice: random.Random, data: bytes) -> bytes:
    return gzip.compress(data, 1)


def utf8(dice: random.Random, data: bytes) -> bytes:
    return data.decode("latin-1").encode()


def utf16(dice: random.Random, data: bytes) -> bytes:
    return data.decode("latin-1").encode("utf-16-le")


def hex_text(dice: random.Random, data: bytes) -> bytes:
    digits = data.hex(" ") if dice.random() < 0.5 else data.hex(" ").upper()
    end = dice.choice(("\n", "\r\n", "\r"))
    words = digits.split()
    rows = [words[at : at + 16] for at in range(0, len(words), 16)]
    match dice.randrange(9):
        case 0:
            text = " ".join(words)
        case 1:
            text = end.join(" ".join(row) for row in rows) + end
        case 2:
            text = "{" + end + "".join(", ".join("0x" + w for w in row) + "," + end for row in rows) + "};"
        case 3:
            text = "".join(words)
        case 4:
            text = "".join(f"{16 * n:04x}: {' '.join(row)}{end}" for n, row in enumerate(rows))
        case 5:  # hexdump -C
            text = "".join(
                f"{16 * n:08x}  {' '.join(r[:8])}  {' '.join(r[8:])}  |{'.' * len(r)}|{end}"
                for n, r in enumerate(rows)
            )
        case 6:  # xxd
            pairs = ["".join(words[at : at + 2]) for at in range(0, len(words), 2)]
            lines = [pairs[at : at + 8] for at in range(0, len(pairs), 8)]
            text = "".join(
                f"{16 * n:08x}: {' '.join(row):39}  {_letters(data, n)}{end}" for n, row in enumerate(lines)
            )
        case 7:
            text = " ".join(map(str, data))
        case _:
            text = "".join(f"{w}h " for w in words)
    return text.encode()


def _letters(data: bytes, row: int) -> str:
    return "".join(chr(b) if 32 <= b < 127 else "." for b in data[16 * row : 16 * row + 16])


def padded(dice: random.Random, data: bytes) -> bytes:
    return data + dice.choice((b"\x1a", b"\x00", b"\x1a" + bytes(127), b"\xff" * 30, b"\r\n")) * dice.choice(
        (1, 1, 5)
    )


def led(dice: random.Random, data: bytes) -> bytes:
    return dice.choice((b"\x00" * 16, b"Bank 1\r\n", bytes(128), b"\xef\xbb\xbf", b"\x01\x02\x03")) + data


WRAPPERS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    midi,
    rmid,
    mac_binary,
    apple_single,
    zipped,
    gzipped,
    utf8,
    utf16,
    hex_text,
    padded,
    led,
)


# -- specimens ------------------------------------------------------------------------------------


def specimen(dice: random.Random) -> Specimen:
    """Any file."""
    if dice.random() < 0.15:
        return raw(dice)
    makers = [bank, bank, single, foreign]
    messages = [dice.choice(makers)(dice) for _ in range(dice.choice((1, 1, 2, 3, 5)))]
    story = [f"{len(m.voices)} voices" if m.voices else "foreign" for m in messages]
    exact = True
    for message in messages:
        if not message.voices:
            continue
        for change in dice.sample(HARMLESS, dice.choice((0, 0, 0, 1))):
            message.data = change(dice, message.data)
            story.append(change.__name__)
        for _ in range(dice.choice((0, 0, 0, 1, 1, 2, 3))):
            if len(message.data) > 2 * HEAD:
                damage = dice.choice(DAMAGE)
                message.data, before = damage(dice, message.data), message.data
                exact = exact and message.data == before
                message.damaged = message.damaged or message.data != before
                story.append(damage.__name__)
    data = b"".join(message.data for message in messages)
    if dice.random() < 0.1 and b"\n" in data:
        data, exact = data.replace(b"\n", b"\r\n"), False
        story.append("to_crlf")
        for message in messages:
            message.damaged = message.damaged or b"\n" in message.data
    plain = data
    for _ in range(dice.choice((0, 0, 1, 1, 2))):
        wrap = dice.choice(WRAPPERS)
        if wrap in (midi, rmid) and (
            not exact or not data.startswith(b"\xf0") or data.count(b"\xf0") > len(messages)
        ):
            continue
        if wrap is utf16 and (data[:1] != b"\xf0"):
            continue
        if wrap in (padded, led) and data != plain:
            continue  # before or behind a wrapper, junk leaves nothing to recognise it by
        if wrap is utf8 and b"\xf0" not in data:
            continue
        data = wrap(dice, data)
        story.append(wrap.__name__)
    return Specimen(data, messages, exact, story)


def raw(dice: random.Random) -> Specimen:
    """Voices without any message, packed or not; or bytes that are none."""
    count = dice.choice((1, 2, 8, 32, 32, 32, 64, 128))
    voices = tuple(dice.choice(pool()) for _ in range(count))
    match dice.randrange(6):
        case 0:
            data, story = b"".join(map(pack, voices)), "packed"
        case 1:
            data, story = b"".join(voice.values for voice in voices), "values"
        case 2:
            voices = voices if count == 32 else tuple(dice.sample(pool(), 32))
            data, story = encode_bank(voices)[HEAD:-1], "packed and summed"
        case 3:
            voices = voices if count == 32 else tuple(dice.sample(pool(), 32))
            data, story = encode_bank(voices)[1 : dice.choice((-1, 4104))], "no F0"
        case 4:
            voices = (voices[0],)
            data, story = encode_voice(voices[0])[1 : dice.choice((-1, 163))], "a voice without F0"
        case _:
            size = dice.choice((128, 155, 163, 4096, 4097, 4104, 8192, 4960))
            letters = dice.choice(
                (b"abc def\n", bytes(range(128)), b"\0\x01\x02\x05\x0f", b"\0", b"ABC 123", bytes(range(256)))
            )
            data, story, voices = bytes(dice.choices(letters, k=size)), "noise", ()
    return Specimen(data, [Message(data, voices)], True, [story])


# -- the law --------------------------------------------------------------------------------------


def broken_law(was: Specimen, file: SyxFile) -> str:
    """What is wrong with this reading; "" when nothing is."""
    originals: dict[Voice, set[int]] = {}
    for message in was.messages:
        for place, voice in enumerate(message.voices, 1):
            originals.setdefault(voice, set()).add(place)
    spans = file.banks if file.spans else ()
    for found in file.voices:
        if found.mark is Mark.DOUBTFUL or found.clamps:
            continue
        first = next((start for start, count in spans if start <= found.number < start + count), None)
        places = originals.get(found.voice)
        if found.mark is Mark.UNCHECKED and any(message.damaged for message in was.messages):
            continue
        if places is None:
            return f"voice {found.number} ({found.voice.name!r}, {found.mark or 'unmarked'}) never was in it"
        if first is not None and found.number - first + 1 not in places:
            return f"voice {found.number} ({found.voice.name!r}) was in another place: {places}"
    numbers = [found.number for found in file.voices]
    if numbers != sorted(set(numbers)) or (numbers and numbers[-1] > file.places):
        return f"numbers do not rise: {numbers}"
    if not file.voices and not file.problems:
        return "neither voices nor a reason"
    if was.exact:
        if [found.voice for found in file.voices] != was.voices:
            return f"{len(was.voices)} whole voices were in it, {len(file.voices)} came out, or others"
        if file.doubtful:
            return f"whole voices are called doubtful: {file.doubtful[:5]}"
    if not was.voices and file.voices:
        return "voices came out where none were in"
    if any(problem.kind is Kind.UNREADABLE for problem in file.problems):
        return "unreadable"
    return ""


__all__ = ["Specimen", "broken_law", "specimen"]
