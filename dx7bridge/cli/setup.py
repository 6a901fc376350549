"""Commands for the shell itself: `completion` for bash, zsh and fish, and the `man` page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import get_completion_class

from dx7bridge import __version__
from dx7bridge.cli.text import note
from dx7bridge.errors import BadArguments
from dx7bridge.files import write_file

SHELLS: Final = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.option("--install", is_flag=True, help="Install the script where the shell looks for it.")
@click.pass_context
def completion(context: click.Context, shell: str, install: bool) -> None:
    """Print the completion script for a shell, or install it.

    To try it in this session: eval "$(dx7bridge completion bash)"
    """
    found = get_completion_class(shell)
    root = context.find_root().command
    if found is None:
        raise BadArguments(f"{shell}: no completion available")
    script = found(root, {}, "dx7bridge", "_DX7BRIDGE_COMPLETE").source()
    if not install:
        click.echo(script)
        return
    target = _place(shell)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArguments(f"{target.parent}: cannot be made: {error.strerror}") from None
    write_file(target, script.encode())
    click.echo(str(target))
    if shell == "zsh":
        note(f"add to ~/.zshrc, before compinit:  fpath=({target.parent} $fpath)")
    note("open a new shell to use it")


@click.command()
@click.option("--install", is_flag=True, help="Install the page in ~/.local/share/man.")
@click.pass_context
def man(context: click.Context, install: bool) -> None:
    """Print or install the manual page.

    dx7bridge man | man -l -
    """
    page = "\n".join(_page(context.find_root())) + "\n"
    if not install:
        click.echo(page, nl=False)
        return
    target = _data_home() / "man" / "man1" / "dx7bridge.1"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArguments(f"{target.parent}: cannot be made: {error.strerror}") from None
    write_file(target, page.encode())
    click.echo(str(target))


def _place(shell: str) -> Path:
    """The file where a shell looks for the user's completions."""
    if shell == "bash":
        return _data_home() / "bash-completion" / "completions" / "dx7bridge"
    if shell == "zsh":
        return _data_home() / "zsh" / "site-functions" / "_dx7bridge"
    return (
        Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        / "fish"
        / "completions"
        / "dx7bridge.fish"
    )


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _page(context: click.Context) -> Iterator[str]:
    """The page in troff: every command with its arguments, options and text, as --help has them."""
    group: Any = context.command
    yield f'.TH DX7BRIDGE 1 "" "dx7bridge {__version__}" "User Commands"'
    yield from (
        ".SH NAME",
        "dx7bridge \\- steer a Yamaha DX7 over OSC, and make, inspect and send its voices",
    )
    yield from (".SH SYNOPSIS", ".B dx7bridge", "COMMAND [OPTION]... [ARGUMENT]...")
    yield from (".SH DESCRIPTION", _plain(group.help or ""))
    yield from (
        ".SH SELECTIONS",
        "SELECTION is FILE, FILE:N, FILE:N\\-M,K, a folder, or \\- for standard input."
        " Voices are numbered from 1.",
    )
    yield ".SH COMMANDS"
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner))
        yield from (f".SS {name}", f".B dx7bridge {name}", _plain(usage), ".PP", _plain(command.help or ""))
        for parameter in command.get_params(inner):
            record = parameter.get_help_record(inner)
            if record is not None and "--help" not in record[0]:
                yield from (".TP", f".B {_plain(record[0])}", _plain(record[1]))
    yield from (
        ".SH EXIT STATUS",
        "0 when done, 2 for bad input or a device that is not there (one line on standard error),"
        " 130 after Ctrl\\-C, 143 after SIGTERM.",
        ".SH ENVIRONMENT",
        "Every option of serve is also read from DX7BRIDGE_NAME, such as DX7BRIDGE_LISTEN.",
    )


def _plain(text: str) -> str:
    """Text that troff prints as it is."""
    text = text.replace("\b\n", "").replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(
        "\\&" + line if line.startswith((".", "'")) else line for line in map(str.strip, text.splitlines())
    )
