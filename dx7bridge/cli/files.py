"""Commands that look at files of voices: `inspect`; how every command reads and writes such files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from dx7bridge.cli.options import json_option
from dx7bridge.cli.text import echo_json, note, plural, say, summary
from dx7bridge.errors import BadArguments
from dx7bridge.voice.syx import SyxFile, count_kinds, read_file, read_tree


@click.command()
@click.argument("path", metavar="FILE_OR_DIR", type=click.Path(path_type=Path))
@json_option
def inspect(path: Path, as_json: bool) -> None:
    """Say what is in a file or folder, and what is wrong with it."""
    files = read_tree(path)
    counts = count_kinds(problem for file in files for problem in file.problems)
    if as_json:
        echo_json(_report(files, counts))
    else:
        _tell(path, files, counts)
    if not any(file.voices for file in files):
        raise BadArguments(f"{path}: there is no voice in it")


def _tell(path: Path, files: Sequence[SyxFile], counts: dict[str, int]) -> None:
    """What `inspect` says of what was found at `path`."""
    for file in files:
        if path.is_dir():
            wrong = summary(count_kinds(file.problems))
            say(f"{file.path}: {_contents(file)}" + (f"; {wrong}" if wrong else ""))
            continue
        say(f"{file.path}: {_contents(file)}, {plural(file.size, 'byte')}")
        for found in file.voices:
            line = f"  {found.number:4}  {found.voice.name:10}  algorithm {found.voice['algorithm'] + 1}"
            say(f"{line:35}channel {found.channel + 1}" if len(file.channels) > 1 else line)
        for problem in file.problems:
            say(f"  {problem.kind}: {problem}")
    if path.is_dir():
        total = sum(len(file.voices) for file in files)
        verdict = f"; {summary(counts) or 'all well'}" if files else ""
        say(f"{plural(len(files), 'file')}, {plural(total, 'voice')}{verdict}")


def _contents(file: SyxFile) -> str:
    """What is in a file, in words; one message and channel 1 go without saying."""
    voices = plural(len(file.voices), "voice")
    messages = f" in {file.dumps} messages" if file.dumps > 1 else ""
    channels = " and ".join(str(channel + 1) for channel in file.channels)
    if channels in ("", "1"):
        return voices + messages
    return f"{voices}{messages}, channel{'s' if len(file.channels) > 1 else ''} {channels}"


def _report(files: Sequence[SyxFile], counts: dict[str, int]) -> dict[str, object]:
    return {
        "files": [
            {
                "path": str(file.path),
                "size": file.size,
                "messages": file.dumps,
                "voices": [
                    {
                        "number": found.number,
                        "name": found.voice.name,
                        "algorithm": found.voice["algorithm"] + 1,
                        "offset": found.offset,
                        "channel": found.channel + 1,
                        "clamped": [
                            {"parameter": c.parameter.name, "found": c.found, "kept": c.kept}
                            for c in found.clamps
                        ],
                    }
                    for found in file.voices
                ],
                "problems": [
                    {"kind": p.kind.value, "where": p.where, "message": p.message} for p in file.problems
                ],
            }
            for file in files
        ],
        "totals": {
            "files": len(files),
            "voices": sum(len(file.voices) for file in files),
            "problems": counts,
        },
    }


def read_voices(path: Path) -> SyxFile:
    file = read_file(path)
    if file.mended and file.voices:
        note(f"note: {path}: {file.mended}; see dx7bridge inspect")
    return file
