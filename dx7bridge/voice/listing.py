"""The contents of a file as rows, for clients that choose a voice of it. Pure, any thread."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dx7bridge.voice.found import SyxFile
from dx7bridge.voice.syx import read_bytes
from dx7bridge.voice.voice import clamps_shown

VOICES: Final = 512  # listed of one file
PROBLEMS: Final = 100

Row = tuple[int | str | bytes, ...]


def contents(file: SyxFile) -> list[Row]:
    """Rows of a file: (number, name, remark, 155 bytes) for voices, (where, message) for problems.

    The remark says how far the voice can be trusted and what was corrected in it; "" for a sound one. Of a
    very large file the first VOICES are listed, and a problem says how many there are.
    """
    rows: list[Row] = []
    for found in file.voices[:VOICES]:
        remarks = [str(found.mark), clamps_shown(found.clamps) if found.clamps else ""]
        rows.append(
            (found.number, found.voice.name, ", ".join(filter(None, remarks)), bytes(found.voice.values))
        )
    if len(file.voices) > VOICES:
        rows.append(("", f"the file has {len(file.voices)} voices; the first {VOICES} are listed"))
    rows += [(problem.where, problem.message) for problem in file.problems[:PROBLEMS]]
    if len(file.problems) > PROBLEMS:
        rows.append(("", f"{len(file.problems) - PROBLEMS} more problems"))
    return rows


def contents_of(data: bytes) -> list[Row]:
    """The same for the contents of a file."""
    return contents(read_bytes(data, Path("file")))
