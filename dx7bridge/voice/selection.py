"""Which voices a command is about: `FILE`, `FILE:N`, `FILE:N-M,K`, a folder, or `-` for standard input.

One grammar for every command. Voices are numbered from 1, in the order of the file; a whole file has INIT
VOICE in the place of one that cannot be read, so that the others keep theirs.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments, BadSysex
from dx7bridge.files import MOST as MOST_BYTES
from dx7bridge.voice.syx import Mark, SyxFile, read_bytes, read_file, read_tree
from dx7bridge.voice.voice import Voice

STDIN: Final = "-"
_STDIN: Final = (STDIN, "/dev/stdin", "/dev/fd/0")
_NUMBERS: Final = r"[0-9]{1,18}(?:-[0-9]{1,18})?"
_SPEC: Final = re.compile(rf"(.+):({_NUMBERS}(?:,{_NUMBERS})*)", re.DOTALL)
MOST: Final = 100_000  # voices that one range may name


@dataclass(frozen=True, slots=True)
class Selected:
    """A voice with where it came from: its file and its number there, from 1; how far it can be trusted."""

    path: Path
    number: int
    voice: Voice
    mark: Mark = Mark.CHECKED

    def __str__(self) -> str:
        return f"{self.path}:{self.number}"


def parse(spec: str) -> tuple[str, list[int] | None]:
    """`FILE:N-M,K` as the file and its numbers; None for all of it.

    A file that exists under the whole text is that file, colon and all. OutOfRange is left to the reader of
    the file; BadArguments for a range that runs backwards.
    """
    if not spec:
        raise BadArguments("'': must be a file or a folder, such as bank.syx, or -")
    if spec in _STDIN:
        return STDIN, None
    found = _SPEC.fullmatch(spec)
    if found is None or os.path.exists(spec):
        name, colon, numbered = spec.rpartition(":")
        if colon and name and not os.path.exists(spec) and os.path.exists(name):
            raise BadArguments(f"{spec}: {numbered!r}: must be numbers, such as {name}:3 or {name}:1-4,9")
        return spec, None
    numbers: list[int] = []
    for part in found[2].split(","):
        first, _, last = part.partition("-")
        low, high = int(first), int(last or first)
        if low > high:
            raise BadArguments(f"{spec}: {part}: the first number must not be above the last")
        if high - low >= MOST:
            raise BadArguments(f"{spec}: {part}: a range holds at most {MOST} voices")
        numbers += range(low, high + 1)
    return STDIN if found[1] in _STDIN else found[1], numbers


def select(specs: Iterable[str], heed: Callable[[SyxFile], None] = lambda _: None) -> list[Selected]:
    """The voices of all `specs`, in their order.

    `heed` is called with each file read, as far as it was selected, to report what was wrong with it. A
    folder gives every voice of every file below it. BadArguments for what cannot be read, BadSysex where
    there is no voice, OutOfRange for a number that the file does not have.
    """
    return [each for spec in specs for each in _of(spec, heed)]


def select_one(spec: str, heed: Callable[[SyxFile], None] = lambda _: None) -> Selected:
    """The one voice that `spec` names, or the first of its file."""
    _, numbers = parse(spec)
    if numbers is not None and len(numbers) > 1:
        raise BadArguments(f"{spec}: names {len(numbers)} voices; one is needed")
    return next(iter(_of(spec, heed)))


def stream(name: str) -> SyxFile | None:
    """What standard input (`-`) or a pipe of the shell's (`<(…)`) holds; None for another name.

    BadArguments when it cannot be read or is too long.
    """
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        elif re.fullmatch(r"/dev/fd/[0-9]+", name) and not os.path.isfile(name):
            with open(name, "rb") as pipe:
                data = pipe.read(MOST_BYTES + 1)
        else:
            return None
    except OSError as error:
        raise BadArguments(f"{name}: cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise BadArguments(f"{name}: cannot be read: over {MOST_BYTES} bytes")
    return read_bytes(data, Path(name))


def _of(spec: str, heed: Callable[[SyxFile], None]) -> Iterator[Selected]:
    name, numbers = parse(spec)
    streamed = stream(name)
    if streamed is not None:
        files: tuple[SyxFile, ...] = (streamed,)
        streamed.all_voices()  # BadSysex when it has none
    elif os.path.isdir(name):
        if numbers is not None:
            raise BadArguments(f"{spec}: {name} is a folder; voices are numbered in a file")
        files = read_tree(name)
        if not any(file.voices for file in files):
            raise BadSysex(f"{name}: contains no voices")
    else:
        files = (read_file(name),)
        files[0].all_voices()  # BadSysex when it has none
    for file in files:
        if numbers is None:
            found = file.placed()
        else:
            found = [file.found(number) for number in numbers]
        heed(file if numbers is None else file.narrowed(numbers))
        yield from (Selected(file.path, each.number, each.voice, each.mark) for each in found)
