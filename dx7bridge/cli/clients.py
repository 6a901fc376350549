"""`dx7bridge clients`: list and install the clients for Max, Pure Data, SuperCollider and TouchOSC."""

from __future__ import annotations

from pathlib import Path

import click

from dx7bridge.cli.text import echo_json, note, plural
from dx7bridge.clients import CLIENTS
from dx7bridge.errors import BadArguments


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def clients(context: click.Context, as_json: bool) -> None:
    """List the clients for other programs, or install one.

    Prints the folder of each and whether it is installed: yes, no, or differs (the files there have changed).
    """
    if context.invoked_subcommand is not None:
        return
    rows = []
    for client in CLIENTS.values():
        folder = client.home()
        rows.append(
            {
                "name": client.name,
                "program": client.program,
                "folder": None if folder is None else str(folder),
                "installed": "no" if folder is None else client.installed(folder),
            }
        )
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        place = row["folder"] or f"{row['program']} does not run here: install with --to FOLDER"
        click.echo(f"{row['name']:9} {row['program']:14} {row['installed']:8} {place}")


@clients.command()
@click.argument("name", type=click.Choice(list(CLIENTS)))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Install in this folder, not where the program looks.",
)
@click.option("--force", is_flag=True, help="Replace files that differ.")
def install(name: str, folder: Path | None, force: bool) -> None:
    """Install a client where its program looks for it.

    If a file that differs is already there, nothing is written without --force.
    """
    client = CLIENTS[name]
    folder = folder or client.home()
    if folder is None:
        raise BadArguments(f"{client.program} does not run on this system: name a folder with --to")
    written = client.install(folder, force=force)
    place = folder / (client.parts[0][1] or "")
    if not written:
        click.echo(f"{place}: all of it is there already")
        return
    click.echo(f"{place}: {plural(len(written), 'file')} written")
    note(f"next: {client.next_step}")
