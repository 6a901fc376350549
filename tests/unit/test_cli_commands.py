"""The table of commands: `--help` lists all of them, by the words of their own help, and imports none."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from dx7bridge.cli import COMMANDS, main
from dx7bridge.cli.summaries import LENGTH, SUMMARIES


def test_every_command_has_a_summary() -> None:
    assert list(SUMMARIES) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_sentence_of_the_command_s_own_help(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert SUMMARIES[name] == command.get_short_help_str(LENGTH)


def test_help_imports_no_command() -> None:
    code = (
        "import sys\nfrom dx7bridge.cli import COMMANDS, main\n"
        "main(['--help'], standalone_mode=False)\n"
        "files = {place.partition(':')[0] for place in COMMANDS.values()}\n"
        "print([file for file in files if f'dx7bridge.cli.{file}' in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
