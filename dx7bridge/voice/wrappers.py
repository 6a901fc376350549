"""What may be around SysEx in a file: MIDI files, RIFF, MacBinary, AppleSingle, gzip, ZIP, text, recodings.

`unwrap` takes one off after the other, within limits of depth and size; what is no file of voices at all is
named. Pure, any thread; linear in the size of what comes out, which is at most MAX_SIZE.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dx7bridge.voice import hex_text, midi_file
from dx7bridge.voice.found import Kind, Problem

MAX_SIZE: Final = 16 * 1024 * 1024  # bytes of one file, and of all that is unpacked out of one
MAX_DEPTH: Final = 4  # wrappers in wrappers
MAX_MEMBERS: Final = 10_000  # of an archive

_ARCHIVES: Final = (
    (0, b"Rar!", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"SIT!", "a StuffIt archive"),
    (0, b"StuffIt", "a StuffIt archive"),
    (0, b"MSCF", "a cabinet archive"),
    (0, b"\x60\xea", "an ARJ archive"),
    (0, b"ZOO ", "a zoo archive"),
    (257, b"ustar", "a tar archive"),
    (2, b"-lh", "an LHA archive"),
    (2, b"-lz", "an LHA archive"),
)
_OTHERS: Final = (
    (0, b"RIFF", "a RIFF file without MIDI in it"),
    (0, b"FORM", "an IFF file"),
    (0, b"\x89PNG", "a picture"),
    (0, b"\xff\xd8\xff", "a picture"),
    (0, b"GIF8", "a picture"),
    (0, b"%PDF", "a PDF document"),
    (0, b"\xd0\xcf\x11\xe0", "an Office document"),
    (0, b"OggS", "sound"),
    (0, b"ID3", "sound"),
    (0, b"fLaC", "sound"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (0, b"SQLite format 3", "a database"),
    (0, b"HXCPICFE", "a floppy image"),
)
_MIDI_HEADER: Final = midi_file.MAGIC + b"\0\0\0\6"
_HEAD: Final = 1024  # bytes in which a MIDI file may begin that has something before it
_ENCODED: Final = (("begin 6", "uuencoded"), ("(This file must be converted with BinHex", "in BinHex"))
_FLOPPIES: Final = frozenset(
    1024 * size for size in (160, 180, 320, 360, 400, 640, 720, 800, 880, 1200, 1440, 1600, 2880)
)


@dataclass(slots=True)
class Budget:
    """The number of bytes that may still be unpacked."""

    left: int = MAX_SIZE

    def take(self, count: int) -> bool:
        """Whether there was room for as many."""
        self.left -= count
        return self.left >= 0


@dataclass(slots=True)
class Content:
    """What is inside: `data` to be scanned, or None when the file was passed over; `notes` say why.

    `name` is a member's name in an archive, "" outside of one.
    """

    data: bytes | None
    notes: list[Problem] = field(default_factory=list)
    name: str = ""


def unwrap(data: bytes) -> Iterator[Content]:
    """The contents of a file: one, or those of an archive in the order of its directory."""
    yield from _unwrap(data, [], "", Budget(), MAX_DEPTH)


def _unwrap(data: bytes, notes: list[Problem], name: str, budget: Budget, depth: int) -> Iterator[Content]:
    def passed(kind: Kind, message: str) -> Content:
        return Content(None, [*notes, Problem(kind, "", message)], name)

    if depth > 0 and (undone := _recoded(data, notes)) is not None:
        yield from _unwrap(undone, notes, name, budget, depth - 1)
        return
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if depth <= 0:
            yield passed(Kind.ARCHIVE, f"an archive inside {MAX_DEPTH} others, passed over")
        else:
            yield from _zip(data, notes, name, budget, depth - 1)
        return
    inner = _inner(data, notes, budget) if depth > 0 else None
    if isinstance(inner, Problem):
        yield Content(None, [*notes, inner], name)
    elif inner is not None:
        yield from _unwrap(inner, notes, name, budget, depth - 1)
    elif (what := _named(data, _ARCHIVES)) is not None:
        yield passed(Kind.ARCHIVE, f"{what}: unpack it first")
    elif (what := _named(data, _OTHERS)) is not None:
        yield passed(Kind.PASSED_OVER, f"{what}, no file of voices")
    elif len(data) in _FLOPPIES and not data.startswith(b"\xf0"):
        yield passed(Kind.DISK_IMAGE, "an image of a floppy disk: take the files out of it first")
    else:
        yield Content(data, notes, name)


def _inner(data: bytes, notes: list[Problem], budget: Budget) -> bytes | Problem | None:
    """What is in the outermost wrapper, its note written down; None when there is no wrapper."""
    if data.startswith(midi_file.MAGIC):
        notes.append(Problem(Kind.MIDI_FILE, "", "a MIDI file; the SysEx in it is used"))

        def trouble(where: str, message: str) -> None:
            notes.append(Problem(Kind.BROKEN_MIDI_FILE, where, message))

        found = midi_file.unwrap(data, trouble)
        return found or Problem(Kind.PASSED_OVER, "", "a MIDI file without SysEx")
    if data.startswith(b"RIFF") and data[8:12] == b"RMID":
        notes.append(Problem(Kind.WRAPPED, "", "a MIDI file in RIFF"))
        start = data.find(midi_file.MAGIC)
        return data[start:] if start >= 0 else None
    if (fork := _mac_binary(data)) is not None:
        notes.append(Problem(Kind.WRAPPED, "", "a MacBinary header, taken off"))
        return fork
    if data[:4] in (b"\x00\x05\x16\x00", b"\x00\x05\x16\x07"):
        return _apple(data, notes)
    if data.startswith(b"\x1f\x8b"):
        notes.append(Problem(Kind.WRAPPED, "", "a gzip file, unpacked"))
        return _gzip(data, budget)
    start = data.find(_MIDI_HEADER, 1, _HEAD)
    if start > 0 and b"\xf0" not in data[:start]:
        notes.append(Problem(Kind.JUNK, "byte 0", f"{start} bytes before a MIDI file, skipped"))
        return data[start:]
    return _written(data, notes)


def _usb(data: bytes) -> bytes | None:
    """The SysEx in USB-MIDI packets, three bytes behind one that says how many count; None for other data."""
    if len(data) % 4 or len(data) < 64 or data[1] != 0xF0 or data[0] & 0x0F != 4:
        return None
    counts = {4: 3, 5: 1, 6: 2, 7: 3}
    codes = [code & 0x0F for code in data[::4]]
    if min(codes) < 4:
        return None
    # Notes and real-time messages between the packets of a dump are left out.
    return b"".join(data[4 * n + 1 : 4 * n + 1 + counts.get(code, 0)] for n, code in enumerate(codes))


def _recoded(data: bytes, notes: list[Problem]) -> bytes | None:
    """The bytes before a tool turned them into UTF-8, UTF-16 or packets of USB-MIDI; None when none did."""
    if (undone := _usb(data)) is not None:
        notes.append(Problem(Kind.RECODED, "", "packets of USB-MIDI; the SysEx in them is used"))
        return undone
    if len(data) > 32 and not len(data) % 2:
        for kept, zeros in ((data[::2], data[1::2]), (data[1::2], data[::2])):
            if not any(zeros) and kept.startswith(b"\xf0"):
                notes.append(Problem(Kind.RECODED, "", "a zero byte stands beside each byte; taken out"))
                return kept
    if (b"\xc3\xb0" in data or b"\xc3\x83\xc2\xb0" in data) and b"\xf0" not in data:
        try:
            undone = data.decode("utf-8").encode("latin-1")
        except UnicodeError:
            undone = b""
        if undone:
            notes.append(Problem(Kind.RECODED, "", "it had been turned into UTF-8; turned back"))
            return undone
    return None


def _written(data: bytes, notes: list[Problem]) -> bytes | Problem | None:
    """The bytes that a text writes out; None when it is no text."""
    text = hex_text.as_text(data)
    if text is None:
        return None
    for start, how in _ENCODED:
        if text.lstrip().startswith(start):
            return Problem(Kind.ARCHIVE, "", f"a file {how}: decode it first")
    written = hex_text.read(text)
    if written is None:
        return Problem(Kind.TEXT, "", "text, no SysEx")
    notes.append(Problem(Kind.HEX_TEXT, "", "numbers written as text"))
    return written


def _named(data: bytes, table: tuple[tuple[int, bytes, str], ...]) -> str | None:
    return next((what for at, magic, what in table if data.startswith(magic, at)), None)


def _mac_binary(data: bytes) -> bytes | None:
    """The data fork of a MacBinary file (I, II or III); None when it is none."""
    if len(data) <= 128 or data[0] or data[74] or data[82] or not 1 <= data[1] <= 63:
        return None
    name = data[2 : 2 + data[1]]
    fork, resources = (int.from_bytes(data[at : at + 4], "big") for at in (83, 87))
    blocks = sum(-(-part // 128) * 128 for part in (fork, resources))
    rest = len(data) - 128
    fits = fork <= rest and fork + resources <= rest and rest <= blocks + 1024
    if not fits or not fork or any(byte < 32 or byte == 0x3A for byte in name):
        return _headed(data, name)
    return data[128 : 128 + fork]


def _headed(data: bytes, name: bytes) -> bytes | None:
    """The rest behind such a header whose lengths are not filled in, if SysEx or a MIDI file begins there."""
    if any(data[2 + len(name) : 65]) or any(byte < 32 for byte in name):
        return None
    rest = data[128:]
    return rest if rest.startswith((midi_file.MAGIC, b"\xf0\x43")) else None


def _apple(data: bytes, notes: list[Problem]) -> bytes | Problem:
    """The data fork of an AppleSingle file; an AppleDouble file has none."""
    for number in range(min(int.from_bytes(data[24:26], "big"), 32)):
        entry = data[26 + 12 * number : 38 + 12 * number]
        kind, start, size = (int.from_bytes(entry[at : at + 4], "big") for at in (0, 4, 8))
        if kind == 1 and size:
            notes.append(Problem(Kind.WRAPPED, "", "an AppleSingle file; its data are used"))
            return data[start : start + size]
    return Problem(Kind.PASSED_OVER, "", "a Macintosh resource file (AppleDouble), no file of voices")


def _gzip(data: bytes, budget: Budget) -> bytes | Problem:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        out = unpacker.decompress(data, max(budget.left, 0) + 1)
    except zlib.error as error:
        return Problem(Kind.UNREADABLE, "", f"a broken gzip file: {error}")
    if not budget.take(len(out)):
        return Problem(Kind.LIMIT, "", f"unpacks to more than {MAX_SIZE} bytes, passed over")
    return out


def _zip(data: bytes, notes: list[Problem], name: str, budget: Budget, depth: int) -> Iterator[Content]:
    """The members of a ZIP archive, one by one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        message = f"a broken ZIP archive: {error}"
        yield Content(None, [*notes, Problem(Kind.ARCHIVE, "", message)], name)
        return
    if len(members) > MAX_MEMBERS:
        message = f"a ZIP archive of {len(members)} files; at most {MAX_MEMBERS} are read"
        yield Content(None, [*notes, Problem(Kind.LIMIT, "", message)], name)
        return
    if members and all(member.flag_bits & 1 for member in members):
        message = "a ZIP archive with a password: unpack it first"
        yield Content(None, [*notes, Problem(Kind.ARCHIVE, "", message)], name)
        return
    named = f"{name}: " if name else ""
    if members:
        notes.append(Problem(Kind.WRAPPED, "", f"{named}a ZIP archive; the files in it are read"))
        yield Content(None, notes, "")
    else:
        yield Content(None, [*notes, Problem(Kind.ARCHIVE, "", "an empty ZIP archive")], name)
    for member in members:
        path = f"{name}/{member.filename}" if name else member.filename
        inner, problem = _member(archive, member, budget)
        if problem is not None:
            yield Content(None, [problem], path)
            if problem.kind is Kind.LIMIT:
                return
        elif inner is not None:
            yield from _unwrap(inner, [], path, budget, depth)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget
) -> tuple[bytes | None, Problem | None]:
    """A member's bytes, or why there are none."""
    if member.flag_bits & 1:
        return None, Problem(Kind.ARCHIVE, "", "needs a password, passed over")
    try:
        with archive.open(member) as stream:
            inner = stream.read(max(budget.left, 0) + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        return None, Problem(Kind.UNREADABLE, "", f"cannot be unpacked: {error}")
    except Exception as error:  # bz2, lzma and what a broken archive makes of them
        return None, Problem(Kind.UNREADABLE, "", f"cannot be unpacked: {type(error).__name__}: {error}")
    if not budget.take(len(inner)):
        message = f"the archive unpacks to more than {MAX_SIZE} bytes; the rest is passed over"
        return None, Problem(Kind.LIMIT, "", message)
    return inner, None
