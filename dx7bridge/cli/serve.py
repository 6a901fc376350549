"""`serve`, the bridge itself, and `config`, its settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

import click

from dx7bridge import config
from dx7bridge.cli.options import state_folder
from dx7bridge.cli.settings import KEYS, Configured, configure, origin, plain, settings
from dx7bridge.cli.text import note, say
from dx7bridge.errors import BadArguments
from dx7bridge.files import write_file
from dx7bridge.settings.serve import SETTINGS, served

LINE: Final = "%(asctime)s %(levelname)s %(message)s"  # of the log


@click.command(cls=Configured)
@click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="DX7BRIDGE_CONFIG",
    is_eager=True,
    callback=configure,
    help="Configuration file; see dx7bridge config.",
)
@settings
def serve(config_file: Path | None, **values: Any) -> None:
    """Start the bridge: receive OSC and play the synth.

    On a terminal it shows the state; elsewhere, or with TERM=dumb, it logs lines. Every option can also be
    set by an environment variable, such as DX7BRIDGE_LISTEN, or in a configuration file.
    """
    import logging

    from dx7bridge import app
    from dx7bridge.display import PrintableFormatter

    quiet, verbose = values["quiet"], values["verbose"]
    level = logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(PrintableFormatter(LINE))
    logging.basicConfig(level=level, handlers=[handler])
    if config_file is not None:
        logging.getLogger(__name__).info("settings from %s", config_file)
    display = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    app.serve(served(values, folder=state_folder, display=display))


@click.command("config")
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar="[FILE]")
@click.option(
    "--init", is_flag=True, help="Create a configuration file that explains every key and sets none."
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def config_command(path: Path | None, init: bool, force: bool) -> None:
    """Show all settings, or create a configuration file.

    Says where each value that is not the default comes from. Without FILE, uses the one that
    `dx7bridge serve` looks for.
    """
    file = path or config.default_path()
    if init:
        if file.exists() and not force:
            raise BadArguments(f"{file}: exists already; --force overwrites it")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadArguments(f"{file}: cannot be written: {error.strerror}") from None
        write_file(file, config.template(SETTINGS).encode())
        say(str(file))
        return
    if path is not None and not path.is_file():
        raise BadArguments(f"{path}: no such file")
    words = ["--config", str(file)] if file.is_file() else []
    context = serve.make_context("serve", words, parent=click.get_current_context().parent)
    note(f"{file}" if file.is_file() else f"{file} does not exist: dx7bridge config --init writes it")
    shown = {key: plain(value) for key, value in context.params.items() if key in KEYS and value is not None}
    click.echo(config.render(shown, {key: origin(context, key) for key in shown}), nl=False)
