"""Selections of voices for commands, with a note if a file has problems."""

from __future__ import annotations

from collections.abc import Iterable

import click

from dx7bridge.cli.text import note, plural
from dx7bridge.voice.selection import Selected, select
from dx7bridge.voice.syx import SyxFile

selections = click.argument("specs", metavar="SELECTION…", nargs=-1, required=True)


def chosen(specs: Iterable[str]) -> list[Selected]:
    """The voices that `specs` select; notes on stderr what was wrong with a file."""
    return select(specs, heed)


def heed(file: SyxFile) -> None:
    """Note what had to be mended in a file so that it could be read, once in a command."""
    context = click.get_current_context(silent=True)
    noted = context.meta.setdefault(__name__, set()) if context is not None else set()
    if not file.voices or file.path in noted:
        return
    noted.add(file.path)
    if file.mended:
        note(f"note: {file.path}: {file.mended}; see dx7bridge inspect")
    if file.doubtful:
        note(f"note: {file.path}: {len(file.doubtful)} of {plural(len(file.voices), 'voice')} are doubtful")
