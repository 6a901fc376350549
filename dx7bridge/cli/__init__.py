"""The `dx7bridge` command: parses the command line, runs the command, reports the result.

Owns the shell's contract: results on stdout, notes and progress on stderr, exit code 0, or 2 with one
line on bad input, or 130 after Ctrl-C. Runs on the main thread. `COMMANDS` says which file each command is
in; whatever else is slow to import is imported inside the command that needs it, so that `--help` answers
at once.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from dx7bridge import __version__
from dx7bridge.cli.summaries import SUMMARIES
from dx7bridge.cli.text import fail
from dx7bridge.errors import BridgeError

INTERRUPTED: Final = 130  # what shells say of a command that Ctrl-C ended
PIPE_CLOSED: Final = 141  # and of one whose reader went away: | head
# Each command: the file of this package that holds it, and its name there. A new command is one line here.
COMMANDS: Final[dict[str, str]] = {
    "clean": "collection:clean",
    "clients": "clients:clients",
    "completion": "setup:completion",
    "config": "serve:config_command",
    "decode": "making:decode",
    "diff": "cartridge:diff",
    "doctor": "doctor:doctor",
    "dump": "synth:dump",
    "encode": "latent:encode",
    "extract": "cartridge:extract",
    "inspect": "files:inspect",
    "interpolate": "latent:interpolate",
    "man": "setup:man",
    "map": "pictures:map_command",
    "match": "matching:match_command",
    "merge": "cartridge:merge",
    "monitor": "wire:monitor",
    "morph": "making:morph",
    "near": "collection:near",
    "osc": "wire:osc",
    "phrase": "ears:phrase",
    "play": "ears:play",
    "ports": "synth:ports",
    "profiles": "synth:profiles",
    "receive": "wire:receive",
    "reconstruct": "latent:reconstruct",
    "rename": "cartridge:rename",
    "render": "ears:render",
    "sample": "making:sample",
    "send": "wire:send",
    "serve": "serve:serve",
    "set": "cartridge:set_command",
    "show": "pictures:show",
    "sort": "cartridge:sort",
    "stats": "collection:stats",
    "sweep": "pictures:sweep",
}


class Bridge(click.Group):
    """Turns every error in the input into one line and exit code 2; a bug keeps its traceback.

    A command is imported when it is asked for.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"dx7bridge.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would end with 1
            _no_output(error)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        _give_streams()
        for stream in (sys.stdout, sys.stderr):  # file names and arrows must not end us on a plain terminal
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.Abort:
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            fail(_worded(error))
        except BridgeError as error:
            fail(str(error))
        except OSError as error:
            _no_output(error)
        sys.exit(code if isinstance(code, int) else 0)


def _worded(error: click.ClickException) -> str:
    """The message of click's errors, in the form of all others: `--count = 0: must be …`."""
    if not isinstance(error, click.BadParameter) or isinstance(error, click.MissingParameter):
        return error.format_message()
    parameter = error.param
    if parameter is None:
        return error.message
    flags = [flag for flag in parameter.opts if flag.startswith("--")]
    name = flags[0] if flags else (parameter.metavar or parameter.human_readable_name)
    found = re.fullmatch(r"(?P<value>'.*') is not one of (?P<words>.*)\.", error.message, re.DOTALL)
    if found:
        return f"{name} = {found['value'][1:-1]}: must be one of {found['words'].replace(chr(39), '')}"
    return f"{name} = {error.message}" if ": must " in error.message else f"{name}: {error.message}"


def _give_streams() -> None:
    """Replace a standard stream that the shell has closed: `>&-` discards everything, `<&-` is empty."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (lives as long as we)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (lives as long as we)


def _no_output(error: OSError) -> NoReturn:
    """Exit when standard output cannot be written: silently for a closed pipe, otherwise with one line."""
    if error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EBADF, errno.EIO):
        raise error
    with contextlib.suppress(OSError):  # what is still held would fail once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        sys.exit(PIPE_CLOSED)
    fail(f"standard output: {error.strerror}")


@click.group(
    cls=Bridge, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="dx7bridge")
@click.pass_context
def main(context: click.Context) -> None:
    """Steer a Yamaha DX7 over OSC, and make, inspect and send its voices."""
    name = context.invoked_subcommand
    if name is None:
        click.echo(context.get_help())
    elif name in COMMANDS and name != "serve":  # which reads the file itself, to say where a value comes from
        from dx7bridge.cli.settings import file_defaults

        command = main.get_command(context, name)
        context.default_map = {name: file_defaults(command)} if command is not None else None
