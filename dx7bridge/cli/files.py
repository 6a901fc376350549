"""Commands that look at files of voices: `inspect`; how every command reads and writes such files."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from dx7bridge.cli.options import json_option
from dx7bridge.cli.selecting import heed
from dx7bridge.cli.text import echo_json, plural, say
from dx7bridge.errors import BadArguments
from dx7bridge.voice.selection import parse, stream
from dx7bridge.voice.syx import (
    SUFFIXES,
    Kind,
    Problem,
    SyxFile,
    count_kinds,
    read_file,
    read_tree,
    worded,
)

NAMED: Final = 3  # files passed over for one reason that are named
NUMBER: Final = re.compile(r"\b[0-9]+\b")


@click.command()
@click.argument("specs", metavar="SELECTION…", nargs=-1, required=True)
@json_option
@click.option("--strict", is_flag=True, help="End with 1 when anything is wrong with a file.")
def inspect(specs: tuple[str, ...], as_json: bool, strict: bool) -> int:
    """List voices in files and folders, and what is wrong there.

    FILE:N and FILE:N-M,K list these voices only. `-` is standard input.
    """
    found = {Path(spec): _read(spec) for spec in specs}
    files = [file for each in found.values() for file in each]
    counts = count_kinds(problem for file in files for problem in file.problems)
    if as_json:
        echo_json(_report(files, counts))
    else:
        for path, its in found.items():
            _tell(path, its)
    for path, its in found.items():
        if not any(file.voices for file in its):
            raise BadArguments(f"{path}: contains no voices")
    return int(strict and bool(counts))


def _read(spec: str) -> tuple[SyxFile, ...]:
    """The files that a selection names, with the selected voices only."""
    name, numbers = parse(spec)
    streamed = stream(name)
    files = (streamed,) if streamed is not None else read_tree(name)
    if numbers is None:
        return files
    if os.path.isdir(name):
        raise BadArguments(f"{spec}: {name} is a folder; voices are numbered in a file")
    for number in numbers:
        files[0].found(number)
    return (files[0].narrowed(numbers),)


def _tell(path: Path, files: Sequence[SyxFile]) -> None:
    """Print what was found at `path`."""
    if path.is_dir():
        _tell_folder(files)
        return
    for file in files:
        say(f"{file.path}: {_contents(file)}, {plural(file.size, 'byte')}")
        for found in file.voices:
            line = f"  {found.number:4}  {found.voice.name:10}  algorithm {found.voice['algorithm'] + 1}"
            line = f"{line:35}channel {found.channel + 1}" if len(file.channels) > 1 else line
            say(f"{line:35}{found.mark}" if found.mark else line)
        for problem in file.problems:
            say(f"  {problem.kind}: {problem}")


def _tell_folder(files: Sequence[SyxFile]) -> None:
    """Print each file with voices, the reasons why others have none, and the totals."""
    read = [file for file in files if file.voices or _promising(file)]
    for file in read:
        wrong = worded(count_kinds(_wrong(file)))
        say(f"{file.path}: {_contents(file)}" + (f"; {wrong}" if wrong else ""))
    counts = count_kinds(problem for file in read for problem in _wrong(file))
    for reason, paths in _passed_over(files).items():
        named = ", ".join(map(str, paths[:NAMED])) + (" …" if len(paths) > NAMED else "")
        say(f"passed over, {plural(len(paths), 'file')}: {reason}: {named}")
    total = sum(len(file.voices) for file in files)
    over = sum(map(len, _passed_over(files).values()))
    verdict = f"; {worded(counts) or 'all well'}" if files else ""
    passed = f", {over} passed over" if over else ""
    say(f"{plural(len(files) - over, 'file')}, {plural(total, 'voice')}{passed}{verdict}")


def _wrong(file: SyxFile) -> list[Problem]:
    """Its problems, but for the one that says that it holds no voices."""
    return [problem for problem in file.problems if problem.kind is not Kind.NO_VOICES]


def _promising(file: SyxFile) -> bool:
    """Whether its name promises voices."""
    return file.path.suffix.lower() in SUFFIXES


def _passed_over(files: Sequence[SyxFile]) -> dict[str, list[Path]]:
    """The files of other names that hold no voices, by the reason why, places in the file left out."""
    reasons: dict[str, list[Path]] = {}
    for file in files:
        if not (file.voices or _promising(file)):
            reason = next((p.message for p in file.problems), "nothing of a DX7 in it")
            if file.problems[0].kind in (Kind.JUNK, Kind.TRUNCATED, Kind.CHECKSUM, Kind.DAMAGED):
                reason = NUMBER.sub("…", reason)
            reasons.setdefault(reason, []).append(file.path)
    return reasons


def _contents(file: SyxFile) -> str:
    """The contents of a file, in words; one message and channel 1 are not mentioned."""
    voices = plural(len(file.voices), "voice")
    if file.doubtful:
        voices += f" ({len(file.doubtful)} doubtful)"
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
                "banks": [{"first": first, "places": places} for first, places in file.banks],
                "voices": [
                    {
                        "number": found.number,
                        "name": found.voice.name,
                        "algorithm": found.voice["algorithm"] + 1,
                        "offset": found.offset,
                        "channel": found.channel + 1,
                        "mark": found.mark.value,
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
            "passed_over": {reason: len(paths) for reason, paths in _passed_over(files).items()},
            "voices": sum(len(file.voices) for file in files),
            "problems": counts,
        },
    }


def read_voices(path: Path) -> SyxFile:
    """Everything in a file; says when it was not in order."""
    file = read_file(path)
    heed(file)
    return file
