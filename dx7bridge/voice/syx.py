"""Files of voices: reading whatever collections hold, writing banks whole or not at all.

Owns what may be broken in a found file and what becomes of it: everything that can be kept is kept,
everything that was wrong is a `Problem`, nothing in a file is fatal. Any thread; blocking file access.
The layouts themselves are `sysex`'s.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments, BadSysex, BridgeError, OutOfRange
from dx7bridge.files import write_file
from dx7bridge.voice import sysex
from dx7bridge.voice.parameters import PACKED_SIZE, SOUND_SIZE, VOICE_SIZE
from dx7bridge.voice.voice import Clamp, Voice, clamps_shown

SUFFIXES: Final = frozenset({".syx", ".mid", ".midi"})
MAX_FILE_SIZE: Final = 16 * 1024 * 1024  # bytes; the largest bank collections in one file are a third
MAX_CLAMPED_UNFRAMED: Final = 12
"""Without a header, data are voices when most have at most this many out-of-range values of 155.

99 % of the found voices have; of uniformly random bytes about 1 in 400 do, of text 1 in 5,000.
"""

_DUMP_SIZES: Final = {sysex.VOICE_FORMAT: VOICE_SIZE, sysex.BANK_FORMAT: sysex.BANK_DATA_SIZE}
_BYTE_COUNTS: Final = {sysex.VOICE_FORMAT: b"\x01\x1b", sysex.BANK_FORMAT: b"\x20\x00"}
_HALF_COUNT: Final = b"\x10\x00"  # what some librarians write into a bank's header
_FOUR_OPERATOR: Final = frozenset({3, 4})  # voice and bank of DX21, DX27, DX100, TX81Z
_SUPPLEMENTS: Final = {
    1: "TX7 performance (PCED)",
    2: "TX7 performances (PMEM)",
    5: "DX7II supplement (ACED)",
    6: "DX7II supplements (AMEM)",
    126: "universal bulk dump",
}
_END_OF_BODY: Final = re.compile(rb"[\xf0\xf7]")
_REAL_TIME: Final = bytes(range(0xF8, 0x100))
_DUMP_HEADER: Final = re.compile(rb"\xf0\x43[\x00-\x0f][\x00-\x7f]")


class Kind(StrEnum):
    """What can be wrong with a file; the values are stable words for `--json`."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_VOICES = "no_voices"
    HEADERLESS = "headerless"
    CHECKSUM = "checksum"
    BYTE_COUNT = "byte_count"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    NO_END = "no_end"
    JUNK = "junk"
    FOUR_OPERATOR = "four_operator"
    SUPPLEMENT = "supplement"
    OTHER_MESSAGE = "other_message"
    HIGH_BITS = "high_bits"
    REAL_TIME = "real_time"
    BROKEN_MIDI_FILE = "broken_midi_file"
    MIDI_FILE = "midi_file"
    OUT_OF_RANGE = "out_of_range"
    SPARE_BITS = "spare_bits"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: of which kind, where in the file, and what became of it."""

    kind: Kind
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


@dataclass(frozen=True, slots=True)
class FoundVoice:
    """A voice and where it came from.

    `number` is its place in the file from 1, rejected voices counted; `offset` the byte at which its
    data start (in a MIDI file: within the SysEx taken out of it); `clamps` what had to give; `channel`,
    0-15, the one it is addressed to, 0 without a message.
    """

    voice: Voice
    path: Path
    number: int
    offset: int
    clamps: tuple[Clamp, ...] = ()
    channel: int = 0


@dataclass(frozen=True, slots=True)
class SyxFile:
    """What a file holds and what is wrong with it; `dumps` counts the messages that voices came in."""

    path: Path
    size: int
    voices: tuple[FoundVoice, ...]
    problems: tuple[Problem, ...]
    dumps: int = 0

    def voice(self, number: int) -> Voice:
        """The voice at this place, from 1. BadSysex when the file holds none, OutOfRange (number)."""
        if not self.voices:
            raise BadSysex(f"{self.path}: {self._why_empty()}")
        for found in self.voices:
            if found.number == number:
                return found.voice
        if any(p.kind is Kind.REJECTED and p.where == f"voice {number}" for p in self.problems):
            raise BadSysex(f"{self.path}: voice {number} was rejected, too many values are out of range")
        raise OutOfRange(f"{self.path}: voice {number}; legal are 1 to {self.voices[-1].number}")

    def all_voices(self) -> list[Voice]:
        """Every voice in order; BadSysex when there is none."""
        if not self.voices:
            raise BadSysex(f"{self.path}: {self._why_empty()}")
        return [found.voice for found in self.voices]

    @property
    def channels(self) -> tuple[int, ...]:
        """The channels, 0-15, that its voices are addressed to, each once."""
        return tuple(sorted({found.channel for found in self.voices}))

    @property
    def mended(self) -> str:
        """What had to give so that there are voices: `checksum 1, junk 2`; "" when nothing had."""
        wrong = [p for p in self.problems if p.kind not in (Kind.SPARE_BITS, Kind.NO_VOICES)]
        return ", ".join(f"{kind} {count}" for kind, count in count_kinds(wrong).items())

    def _why_empty(self) -> str:
        reasons = [str(p) for p in self.problems if p.kind is not Kind.NO_VOICES]
        return "no DX7 voices" + (f" ({reasons[0]})" if reasons else "")


def read_file(path: Path | str) -> SyxFile:
    """Everything in one .syx or MIDI file. BadArguments when it cannot be read at all."""
    path = Path(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise BadArguments(f"{path}: a folder, a file is needed")
        if not stat.S_ISREG(mode):  # a pipe would make us wait, a device never end
            raise BadArguments(f"{path}: not a regular file")
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_SIZE + 1)
    except FileNotFoundError as error:
        raise BadArguments(f"{path}: no such file") from error
    except (OSError, ValueError) as error:
        raise BadArguments(f"{path}: cannot be read: {_reason(error)}") from error
    if len(data) > MAX_FILE_SIZE:
        raise BadArguments(f"{path}: larger than {MAX_FILE_SIZE} bytes, no file of voices")
    return read_bytes(data, path)


def read_tree(path: Path | str) -> tuple[SyxFile, ...]:
    """Every .syx and MIDI file below a folder, in the order of their paths; or the one file.

    A file or folder that cannot be read is an entry with that problem. BadArguments when there is
    nothing at `path`.
    """
    path = Path(path)
    if not path.is_dir():
        return (read_file(path),)
    return tuple(_walk(path))


def read_bytes(data: bytes, path: Path) -> SyxFile:
    """The same for the content of a file; `path` only says where it came from."""
    scan = _Scan(path)
    if not data:
        scan.note(Kind.EMPTY, "", "the file is empty")
    elif data.startswith(b"MThd"):
        scan.note(Kind.MIDI_FILE, "", "a MIDI file; the SysEx in it is used")
        scan.messages(_unwrap(data, scan) or data)
    elif not scan.headerless(data):
        scan.messages(data)
    if data and not scan.voices:
        scan.note(Kind.NO_VOICES, "", "no DX7 voices in it")
    return SyxFile(path, len(data), tuple(scan.voices), tuple(scan.problems), scan.dumps)


def write_banks(path: Path | str, voices: Sequence[Voice], channel: int = 0) -> None:
    """Write voices as 32-voice banks, the last one padded with its last voice.

    The file appears whole or not at all: it is written beside its place and renamed. BadArguments
    without voices or when it cannot be written.
    """
    if not voices:
        raise BadArguments(f"{path}: no voices to write")
    write_file(path, encode_banks(voices, channel))


def encode_banks(voices: Sequence[Voice], channel: int = 0) -> bytes:
    """Voices as 32-voice bank messages, the last bank padded with its last voice."""
    size = sysex.BANK_VOICES
    padded = [*voices, *list(voices[-1:]) * (-len(voices) % size)]
    banks = (padded[start : start + size] for start in range(0, len(padded), size))
    return b"".join(sysex.encode_bank(bank, channel) for bank in banks)


def parse_spec(spec: str) -> tuple[Path, int | None]:
    """`FILE` or `FILE:N`: the file, and the number of the voice in it, if given.

    A file that exists under the whole text is that file, colon and all.
    """
    file, colon, number = spec.rpartition(":")
    if not colon or not file or not re.fullmatch(r"[+-]?[0-9]{1,9}", number) or os.path.exists(spec):
        return Path(spec), None
    return Path(file), int(number)


def read_voice(spec: str) -> Voice:
    """The voice that `FILE:N` names; without N the first. BadArguments, BadSysex or OutOfRange."""
    path, number = parse_spec(spec)
    found = read_file(path)
    return found.all_voices()[0] if number is None else found.voice(number)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _walk(root: Path) -> Iterator[SyxFile]:
    found: list[SyxFile] = []

    def unreadable(error: OSError) -> None:
        where = Path(str(error.filename))
        message = f"folder cannot be read: {_reason(error)}"
        found.append(SyxFile(where, 0, (), (Problem(Kind.UNREADABLE, "", message),)))

    for folder, _, names in os.walk(root, onerror=unreadable):
        for name in names:
            path = Path(folder, name)
            if path.suffix.lower() not in SUFFIXES:
                continue
            try:
                found.append(read_file(path))
            except BridgeError as error:
                message = str(error).removeprefix(f"{path}: ")
                found.append(SyxFile(path, 0, (), (Problem(Kind.UNREADABLE, "", message),)))
    yield from sorted(found, key=lambda file: file.path)


@dataclass(slots=True)
class _Scan:
    """One pass over one file's bytes."""

    path: Path
    voices: list[FoundVoice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    number: int = 0  # places seen so far, rejected voices counted
    dumps: int = 0  # messages that held voices
    channel: int = 0  # of the message at hand

    def note(self, kind: Kind, where: str, message: str) -> None:
        self.problems.append(Problem(kind, where, message))

    def messages(self, data: bytes) -> None:
        """Every message between F0 and F7, wherever it starts."""
        at = 0
        while at < len(data):
            start = data.find(b"\xf0", at)
            if start != at:
                end = len(data) if start < 0 else start
                self.note(Kind.JUNK, f"byte {at}", f"{end - at} bytes outside of any message, skipped")
                at = end
            else:
                at = self._message(data, start)

    def headerless(self, data: bytes) -> bool:
        """Packed voices without a message around them, if that is what this is."""
        if _DUMP_HEADER.search(data):
            return False
        body = data
        if len(body) % PACKED_SIZE == 2 and body[-1] == sysex.END:
            body = body[:-1]
        closing = len(body) == sysex.BANK_DATA_SIZE + 1
        if closing:
            body = body[:-1]
        if len(body) % PACKED_SIZE:
            return False
        masked = bytes(byte & 0x7F for byte in body)
        if not _looks_packed(masked):
            return False
        count = len(body) // PACKED_SIZE
        self.note(Kind.HEADERLESS, "byte 0", f"no header; the values are those of packed voices: {count}")
        self._note_high_bits(body, "byte 0")
        if closing:
            self._check_sum(masked, data[sysex.BANK_DATA_SIZE], "byte 0")
        self._packed_voices(masked, 0)
        return True

    def _message(self, data: bytes, start: int) -> int:
        """Take the message that starts here; where to look on."""
        where = f"byte {start}"
        stop = _END_OF_BODY.search(data, start + 1)
        end = stop.start() if stop else len(data)
        raw = data[start + 1 : end]
        body = raw.translate(None, _REAL_TIME)
        ended = stop is not None and stop.group() == b"\xf7"
        after = end + 1 if ended else end

        if not body:
            self.note(Kind.JUNK, where, "an F0 with nothing behind it, skipped")
            return after
        if body[0] != sysex.YAMAHA:
            self.note(Kind.OTHER_MESSAGE, where, f"a message of another maker ({body[0]:02X}), skipped")
            return after
        if len(body) < 3 or body[1] & 0xF0 or body[2] not in _DUMP_SIZES:
            self._note_foreign(body, where)
            return after

        style, count = body[2], body[3:5]
        size = _DUMP_SIZES[style]
        payload = body[5:]
        if len(payload) != size + 1:
            fixed = _fixed_frame(data, start, size)
            if fixed:  # bytes with the high bit set look like F0, F7 or real-time: the length is right
                payload, raw, body, ended = fixed, fixed, fixed, True
                after = start + sysex.HEADER_SIZE + size + 2
        known = count == _BYTE_COUNTS[style] or (style == sysex.BANK_FORMAT and count == _HALF_COUNT)
        if not known and len(payload) != size + 1:
            self._note_foreign(body, where)
            return after

        if count != _BYTE_COUNTS[style]:
            right = _BYTE_COUNTS[style].hex(" ")
            self.note(Kind.BYTE_COUNT, where, f"byte count {count.hex(' ')} instead of {right}, not minded")
        if len(body) < len(raw):
            self.note(Kind.REAL_TIME, where, f"{len(raw) - len(body)} real-time bytes inside, dropped")
        before, self.channel = len(self.voices), body[1]
        self._dump(payload, size, ended, start)
        self.dumps += len(self.voices) > before
        return after

    def _dump(self, payload: bytes, size: int, ended: bool, start: int) -> None:
        """The data and checksum of a voice or bank message, as many as there are."""
        where = f"byte {start}"
        self._note_high_bits(payload, where)
        data = bytes(byte & 0x7F for byte in payload[:size])
        if len(payload) > size:
            self._check_sum(data, payload[size] & 0x7F, where)
            if len(payload) > size + 1:
                extra = len(payload) - size - 1
                self.note(Kind.TOO_LONG, where, f"{extra} bytes more than the message needs, skipped")
            if not ended:
                self.note(Kind.NO_END, where, "no F7 at its end")
        else:
            lost = f"{len(data)} of {size} bytes" if len(data) < size else "no checksum"
            whole = "" if size == VOICE_SIZE else f"; {len(data) // PACKED_SIZE} whole voices kept"
            self.note(Kind.TRUNCATED, where, f"cut off: {lost}{whole}")
        first = start + sysex.HEADER_SIZE
        if size == VOICE_SIZE:
            if len(data) == size:
                self._voice(*Voice.clamped(data), first)
        else:
            self._packed_voices(data, first)

    def _packed_voices(self, data: bytes, offset: int) -> None:
        for at in range(0, len(data) - PACKED_SIZE + 1, PACKED_SIZE):
            packed = data[at : at + PACKED_SIZE]
            kept = self._voice(*sysex.unpack(packed), offset + at)
            spare = sysex.spare_bits(packed) if kept else ()
            if spare:
                which = ", ".join(map(str, spare[:4])) + (" …" if len(spare) > 4 else "")
                count = "1 packed byte" if len(spare) == 1 else f"{len(spare)} packed bytes"
                message = f"spare bits set in {count} ({which}), ignored"
                self.note(Kind.SPARE_BITS, f"voice {self.number}", message)

    def _voice(self, voice: Voice, clamps: tuple[Clamp, ...], offset: int) -> bool:
        self.number += 1
        where = f"voice {self.number}"
        in_sound = sysex.clamped_sound(clamps)
        if in_sound > sysex.MAX_CLAMPED:
            message = (
                f"{in_sound} of {SOUND_SIZE} values out of range, at most {sysex.MAX_CLAMPED} are clamped"
            )
            self.note(Kind.REJECTED, where, f"rejected: {message}")
            return False
        if clamps:
            count = "1 value" if len(clamps) == 1 else f"{len(clamps)} values"
            self.note(Kind.OUT_OF_RANGE, where, f"{count} clamped: {clamps_shown(clamps)}")
        self.voices.append(FoundVoice(voice, self.path, self.number, offset, clamps, self.channel))
        return True

    def _check_sum(self, data: bytes, found: int, where: str) -> None:
        needed = sysex.checksum(data)
        if found != needed:
            message = f"checksum {found:02X}, the data need {needed:02X}; voices kept"
            self.note(Kind.CHECKSUM, where, message)

    def _note_high_bits(self, data: bytes, where: str) -> None:
        count = sum(byte > 0x7F for byte in data)
        if count:
            self.note(Kind.HIGH_BITS, where, f"{count} bytes with the high bit set, masked")

    def _note_foreign(self, body: bytes, where: str) -> None:
        style = body[2] if len(body) > 2 and not body[1] & 0xF0 else None
        if style in _FOUR_OPERATOR:
            message = f"format {style}, of a four-operator synth (DX21, TX81Z …): rejected"
            self.note(Kind.FOUR_OPERATOR, where, message)
        elif style in _SUPPLEMENTS:
            self.note(Kind.SUPPLEMENT, where, f"{_SUPPLEMENTS[style]}, left aside")
        else:
            self.note(Kind.OTHER_MESSAGE, where, "a Yamaha message that is no DX7 voice or bank, skipped")


def _fixed_frame(data: bytes, start: int, size: int) -> bytes | None:
    """Data and checksum of a message of exactly the right length, if an F7 closes it there."""
    first = start + sysex.HEADER_SIZE
    last = first + size + 1
    if len(data) <= last or data[last] != sysex.END or _DUMP_HEADER.search(data, first, last):
        return None
    return data[first:last]


def _looks_packed(data: bytes) -> bool:
    """Whether these bytes, a multiple of 128, are voices by their ranges."""
    voices = [data[at : at + PACKED_SIZE] for at in range(0, len(data), PACKED_SIZE)]
    good = sum(
        len(set(packed)) > 1 and len(sysex.unpack(packed)[1]) <= MAX_CLAMPED_UNFRAMED for packed in voices
    )
    return 2 * good > len(voices)


def _unwrap(data: bytes, scan: _Scan) -> bytes:
    """The SysEx bytes of a Standard MIDI File, in order.

    Ours because a cut-off file must give what it still holds, and because a dump may be split over
    packets (F0 … then F7 …), which join here.
    """
    out = bytearray()
    at = 0
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "big")
        chunk = data[at + 8 : at + 8 + size]
        if kind == b"MTrk":
            trouble = _unwrap_track(chunk, out)
            if not trouble and len(chunk) < size:
                trouble = "the track is cut off"
            if trouble:
                scan.note(Kind.BROKEN_MIDI_FILE, f"byte {at}", f"{trouble}; what came before it is used")
        at += 8 + size
    return bytes(out)


def _unwrap_track(track: bytes, out: bytearray) -> str | None:
    """Append a track's SysEx; what is broken in it, if anything."""
    reader = _Reader(track)
    running = 0
    try:
        while not reader.done:
            reader.number()  # delta time
            status = reader.byte()
            if status < 0x80:
                reader.at -= 1
                status = running
            if status in (0xF0, 0xF7):
                size = reader.number()
                out += b"\xf0" * (status == 0xF0) + track[reader.at : reader.at + size]
                reader.skip(size)
            elif status == 0xFF:
                reader.byte()
                reader.skip(reader.number())
            elif 0x80 <= status < 0xF0:
                running = status
                reader.skip(1 if status & 0xE0 == 0xC0 else 2)
            else:
                return f"no event starts with {status:02X}"
    except IndexError:
        return "an event is cut off"
    return None


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    @property
    def done(self) -> bool:
        return self.at >= len(self.data)

    def byte(self) -> int:
        value = self.data[self.at]
        self.at += 1
        return value

    def number(self) -> int:
        """A variable-length quantity: seven bits a byte, the high bit says that more follow."""
        value = 0
        for _ in range(4):  # the longest a MIDI file may hold
            byte = self.byte()
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value
        raise IndexError(self.at)

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self.data):
            raise IndexError(self.at)


def count_kinds(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems of each kind, in the order of `Kind`."""
    counts = Counter(problem.kind for problem in problems)
    return {kind.value: counts[kind] for kind in Kind if counts[kind]}
