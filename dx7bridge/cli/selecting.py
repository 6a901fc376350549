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
    if not file.voices:
        return
    if file.in_words:
        _once(f"note: {file.path}: {file.in_words}; dx7bridge inspect shows each")
    if file.doubtful:
        _once(f"note: {file.path}: {len(file.doubtful)} of {plural(len(file.voices), 'voice')} are doubtful")


def _once(text: str) -> None:
    context = click.get_current_context(silent=True)
    noted = context.meta.setdefault(__name__, set()) if context is not None else set()
    if text not in noted:
        noted.add(text)
        note(text)
