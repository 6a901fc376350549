"""Printing for all commands: results on stdout, notes on stderr, errors in one line."""

from __future__ import annotations

import json
import sys
from typing import Final, NoReturn

import click

from dx7bridge.errors import printable
from dx7bridge.files import MOST

BAD_INPUT: Final = 2


def say(text: str) -> None:
    """Print a line on stdout, with control characters (in names of files or ports) escaped."""
    click.echo(printable(text))


def note(text: str) -> None:
    """The same on stderr."""
    click.echo(printable(text), err=True)


def echo_json(value: object) -> None:
    """Print a value as JSON on stdout."""
    click.echo(json.dumps(value, indent=1, allow_nan=False))


def text_from_stdin() -> str:
    """Standard input as text; bytes that are no UTF-8 become U+FFFD, which no command takes."""
    return sys.stdin.buffer.read(MOST).decode("utf-8", "replace")


def summary(counts: dict[str, int]) -> str:
    """Each kind with its count: `clamped 3, checksum 1`."""
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())


def plural(count: int, noun: str) -> str:
    """A count with its noun: `1 voice`, `2 voices`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def fail(message: str) -> NoReturn:
    """End the process with one line on stderr and exit code 2."""
    note("Error: " + " ".join(message.split()))
    sys.exit(BAD_INPUT)
