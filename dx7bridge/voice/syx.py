"""Files of voices: reading whatever collections hold, writing banks whole or not at all.

Everything that can be kept is kept, everything that was wrong is a `Problem`, nothing in a file is fatal. Any
thread; blocking file access. What is around the SysEx is `wrappers`' business, what is in it `scan`'s, the
layouts themselves are `sysex`'s.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments, BridgeError
from dx7bridge.files import read_regular, reason, write_file
from dx7bridge.voice import sysex
from dx7bridge.voice.found import (
    BankOfVoices,
    FoundVoice,
    Kind,
    Mark,
    Problem,
    SyxFile,
    count_kinds,
    worded,
)
from dx7bridge.voice.scan import Scan
from dx7bridge.voice.voice import Voice
from dx7bridge.voice.wrappers import MAX_SIZE, unwrap

MAX_FILE_SIZE: Final = MAX_SIZE  # bytes; the largest bank collections in one file are a third

SUFFIXES: Final = frozenset({".syx", ".sysex", ".mid", ".midi", ".dx7"})
"""Names that promise voices. Files of any name are read; of one named so it is said that it has none."""

__all__ = [
    "MAX_FILE_SIZE",
    "SUFFIXES",
    "BankOfVoices",
    "FoundVoice",
    "Kind",
    "Mark",
    "Problem",
    "SyxFile",
    "count_kinds",
    "encode_banks",
    "parse_spec",
    "read_bytes",
    "read_file",
    "read_tree",
    "read_voice",
    "worded",
    "write_banks",
    "write_file",
]


def read_file(path: Path | str) -> SyxFile:
    """Everything in one file, whatever its name. BadArguments when it cannot be read at all."""
    path = Path(path)
    try:
        if path.is_dir():
            raise BadArguments(f"{path}: must be a file, not a folder")
        data = read_regular(path, MAX_FILE_SIZE)
    except FileNotFoundError as error:
        raise BadArguments(f"{path}: no such file") from error
    except (OSError, ValueError) as error:
        raise BadArguments(f"{path}: cannot be read: {reason(error)}") from error
    return read_bytes(data, path)


def read_tree(path: Path | str) -> tuple[SyxFile, ...]:
    """Every file below a folder, in the order of their paths, those without voices too; or the one file.

    A file or folder that cannot be read is an entry with that problem. BadArguments when there is
    nothing at `path`.
    """
    path = Path(path)
    if not path.is_dir():
        return (read_file(path),)
    return tuple(_walk(path))


def read_bytes(data: bytes, path: Path) -> SyxFile:
    """The same for the content of a file; `path` only says where it came from."""
    scan = Scan(path)
    for content in unwrap(data):
        scan.prefix = f"{content.name}: " if content.name else ""
        for problem in content.notes:
            scan.note(problem.kind, problem.where, problem.message)
        if content.data is not None:
            scan.read(content.data)
    return scan.file(len(data))


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


def _walk(root: Path) -> Iterator[SyxFile]:
    found: list[SyxFile] = []

    def unreadable(error: OSError) -> None:
        where = Path(str(error.filename))
        found.append(_unreadable(where, f"folder cannot be read: {reason(error)}"))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        for name in folders:
            if (path := Path(folder, name)).is_symlink():
                found.append(_unreadable(path, "a link to a folder, not followed"))
        for name in names:
            path = Path(folder, name)
            try:
                found.append(read_file(path))
            except BridgeError as error:
                found.append(_unreadable(path, str(error).removeprefix(f"{path}: ")))
    yield from sorted(found, key=lambda file: file.path)


def _unreadable(path: Path, message: str) -> SyxFile:
    return SyxFile(path, 0, (), (Problem(Kind.UNREADABLE, "", message),))
