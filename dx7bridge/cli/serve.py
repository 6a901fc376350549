"""`serve`, the bridge itself, and `config`, its settings."""

from __future__ import annotations

import os
import sys
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import click

from dx7bridge import config
from dx7bridge.cli.options import (
    DEFAULT_LISTEN,
    Seconds,
    address,
    device_options,
    folder_option,
    guard_option,
    input_ports,
    model_option,
    network,
    state_folder,
    temperature_value,
)
from dx7bridge.cli.settings import Configured, configure, key_of, origin, plain, settable, settings_of
from dx7bridge.cli.text import note, say
from dx7bridge.commands import DEFAULT_TEMPERATURE, GLIDE_LIMIT, HORIZON, HORIZON_LIMIT, SEED_LIMIT
from dx7bridge.errors import BadArguments
from dx7bridge.files import write_file
from dx7bridge.outputs import HOLDS, LONGEST_HOLD, Hold, Override


@click.command(cls=Configured)
@click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="DX7BRIDGE_CONFIG",
    is_eager=True,
    callback=configure,
    help="Settings to begin with; see dx7bridge config.",
)
@click.option(
    "--listen",
    metavar="HOST:PORT",
    type=address(0),
    default=DEFAULT_LISTEN,
    show_default=True,
    help="Where to take OSC; other machines reach it only when HOST is not loopback.",
)
@device_options
@click.option(
    "--hold",
    type=click.Choice(HOLDS),
    default=HOLDS[0],
    show_default=True,
    help="How voices wait for the notes played through the bridge: between-notes sends none while a note"
    " sounds, on-note-on sends just before the next.",
)
@click.option(
    "--longest-hold",
    type=Seconds(0, 3600),
    default=LONGEST_HOLD,
    show_default=True,
    help="Seconds after which a voice goes in any case.",
)
@click.option(
    "--input",
    "inputs",
    metavar="[KIND:]PORT",
    type=input_ports,
    help="Hear controllers, keyboards and synths on MIDI ports with such names; the kind is jack or rtmidi."
    " Several go with commas between.",
)
@click.option(
    "--input-channel",
    type=click.IntRange(1, 16),
    help="Hear this MIDI channel alone; else all.",
)
@click.option(
    "--take-over/--no-take-over",
    default=True,
    help="A knob moves nothing until it has met the value, so that the sound never jumps.",
)
@guard_option
@click.option(
    "--notify",
    metavar="HOST:PORT",
    type=address(1),
    multiple=True,
    help="Send all state here, for good; may be given more than once.",
)
@click.option(
    "--allow-others",
    is_flag=True,
    default=False,
    help="Let clients aim answers and state at hosts other than their own.",
)
@click.option(
    "--trust",
    metavar="NETWORK",
    type=network,
    multiple=True,
    help="Send hosts of this network all they ask for at once, such as 192.168.1.0/24 or 192.168.1.20; others"
    " beyond this machine must first show that they are there. May be given more than once.",
)
@click.option(
    "--horizon",
    type=Seconds(0, HORIZON_LIMIT),
    default=HORIZON,
    show_default=True,
    help="Seconds ahead that an OSC bundle may be timed.",
)
@click.option(
    "--tcp/--no-tcp",
    default=True,
    show_default=True,
    help="Take OSC over TCP too, and answer OSCQuery, on the same port.",
)
@click.option(
    "--advertise/--no-advertise",
    default=None,
    help="Let others find the bridge by zeroconf, which listens on UDP port 5353 of every interface."
    "  [default: only when --listen lets other machines in]",
)
@folder_option("The one folder that OSC file commands see.  [default: the user's state folder]")
@model_option
@click.option("--seed", type=click.IntRange(0, SEED_LIMIT), help="Seed of the samples; else by chance.")
@click.option(
    "--temperature",
    metavar="T",
    type=temperature_value,
    default=DEFAULT_TEMPERATURE,
    show_default=True,
    help="How freely sample draws; 0 gives the most probable.",
)
@click.option(
    "--glide",
    type=Seconds(0, GLIDE_LIMIT),
    default=0.0,
    show_default=True,
    help="Seconds that sets of coordinates travel.",
)
@click.option(
    "--resume/--no-resume",
    default=False,
    help="Take up the session as it was when the bridge ended, however it ended.",
)
@click.option("--quiet", "-q", is_flag=True, default=False, help="Draw nothing, log warnings alone.")
@click.option("--verbose", "-v", is_flag=True, default=False, help="Log everything.")
def serve(
    config_file: Path | None,
    listen: tuple[str, int],
    kind: str,
    port: str | None,
    profile: str | None,
    profile_set: tuple[Override, ...],
    hold: str,
    longest_hold: float,
    inputs: str | None,
    input_channel: int | None,
    take_over: bool,
    guard: bool,
    channel: int,
    notify: tuple[tuple[str, int], ...],
    allow_others: bool,
    trust: tuple[IPv4Network | IPv6Network, ...],
    horizon: float,
    tcp: bool,
    advertise: bool | None,
    folder: Path | None,
    model_file: Path | None,
    seed: int | None,
    temperature: float,
    glide: float,
    resume: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Take OSC messages and play the synth until stopped.

    On a terminal it shows where it stands; elsewhere, or with TERM=dumb, it logs lines. Every option may
    also be set by an environment variable, such as DX7BRIDGE_LISTEN, or in a configuration file.
    """
    import logging

    from dx7bridge import app
    from dx7bridge.display import PrintableFormatter

    level = logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(PrintableFormatter())
    logging.basicConfig(level=level, handlers=[handler])
    if config_file is not None:
        logging.getLogger(__name__).info("settings from %s", config_file)
    app.serve(
        app.ServeOptions(
            listen=listen,
            output=kind,
            port=port,
            profile=profile,
            overrides=profile_set,
            hold=Hold(hold, longest_hold),
            inputs=inputs,
            input_channel=None if input_channel is None else input_channel - 1,
            take_over=take_over,
            guard=guard,
            notify=notify,
            folder=folder or state_folder(),
            model=model_file,
            channel=channel - 1,
            seed=seed,
            temperature=temperature,
            glide=glide,
            allow_others=allow_others,
            trust=trust,
            horizon=horizon,
            resume=resume,
            tcp=tcp,
            advertise=advertise,
            display=sys.stdout.isatty() and not quiet and os.environ.get("TERM") != "dumb",
        )
    )


@click.command("config")
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar="[FILE]")
@click.option("--init", is_flag=True, help="Write a file that says what each key does, and sets none.")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def config_command(path: Path | None, init: bool, force: bool) -> None:
    """Show every setting, and where those come from that are no defaults; or begin a configuration file.

    Without FILE it is the one that `dx7bridge serve` looks for.
    """
    file = path or config.default_path()
    if init:
        if file.exists() and not force:
            raise BadArguments(f"{file}: exists already; --force overwrites it")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadArguments(f"{file}: cannot be written: {error.strerror}") from None
        write_file(file, config.template(settings_of(serve)).encode())
        say(str(file))
        return
    if path is not None and not path.is_file():
        raise BadArguments(f"{path}: no such file")
    words = ["--config", str(file)] if file.is_file() else []
    context = serve.make_context("serve", words, parent=click.get_current_context().parent)
    note(f"{file}" if file.is_file() else f"{file} does not exist: dx7bridge config --init writes it")
    values = {key_of(option): context.params[str(option.name)] for option in settable(serve)}
    shown = {key: plain(value) for key, value in values.items() if value is not None}
    origins = {key_of(option): origin(context, option) for option in settable(serve)}
    click.echo(config.render(shown, origins), nl=False)
