"""Options and types of values that several commands share."""

from __future__ import annotations

import ipaddress
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from dx7bridge.commands import TEMPERATURE_LIMIT
from dx7bridge.errors import BadArguments, BridgeError
from dx7bridge.outputs import KINDS, PROFILES, OutputSpec, Override

DEFAULT_LISTEN: Final = "127.0.0.1:7700"


def address(lowest: int) -> Callable[[str], tuple[str, int]]:
    def convert(text: str) -> tuple[str, int]:
        host, _, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        if not host or not (port.isascii() and port.isdigit()):
            raise click.BadParameter(f"{text!r}: HOST:PORT is needed, such as {DEFAULT_LISTEN}")
        if not lowest <= int(port) <= 65535:
            raise click.BadParameter(f"port {port}: legal are {lowest} to 65535")
        return host, int(port)

    return convert


def temperature_value(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no number") from None
    if not 0.0 <= number <= TEMPERATURE_LIMIT:  # NaN is in no range
        raise click.BadParameter(f"{text}: legal are 0 to {TEMPERATURE_LIMIT:g}")
    return number


def new_file(text: str) -> Path:
    """A file to be written: what would fail at the end is refused at the start."""
    target = Path(os.path.realpath(text))
    if target.is_dir():
        raise click.BadParameter(f"{text}: a folder, a file is needed")
    if not target.parent.is_dir():
        raise click.BadParameter(f"{text}: cannot be written: there is no folder {target.parent}")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise click.BadParameter(f"{text}: cannot be written: no permission")
    return Path(text)


class Seconds(click.FloatRange):
    """A time in seconds; NaN, which every comparison lets through, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value}: legal are {self.min:g} to {self.max:g}", param, ctx)
        return found


class Outputs(click.Choice[str]):
    """A kind of output, or several of them as `OutputSpec` reads them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not isinstance(value, str) or not set(value) & set(",:@"):
            return super().convert(value, param, ctx)
        try:
            OutputSpec.parse(value)
        except BadArguments as error:
            self.fail(str(error), param, ctx)
        return value


def override(text: str) -> Override:
    try:
        return Override.parse(text)
    except BridgeError as error:
        raise click.BadParameter(str(error)) from None


def input_ports(text: str) -> str:
    from dx7bridge.inputs import InputSpec

    try:
        InputSpec.parse(text)
    except BadArguments as error:
        raise click.BadParameter(str(error)) from None
    return text


def network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise click.BadParameter(
            f"{text!r}: must be an address or a network, such as 192.168.1.20 or 192.168.1.0/24"
        ) from None


model_option = click.option(
    "--model",
    "model_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoint to use instead of the shipped one.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

guard_option = click.option(
    "--guard/--no-guard",
    default=True,
    help="Hear each voice before it leaves: in place of a silent, clipped or runaway one another is drawn, or"
    " the nearest that sounds is taken (needs Dexed).",
)

channel_option = click.option(
    "--channel", type=click.IntRange(1, 16), default=1, show_default=True, help="MIDI channel of the synth."
)


def device_options(command: Callable[..., None]) -> Callable[..., None]:
    """Where voices go: the same words for `serve` and `dump`."""
    for option in (
        click.option(
            "--profile-set",
            "profile_set",
            metavar="FIELD=VALUE",
            type=override,
            multiple=True,
            help="Change a field of the profile, such as dump_gap=0.08, or of one alone: dx7.dump_gap=0.08;"
            " see dx7bridge profiles. May be given more than once.",
        ),
        channel_option,
        click.option(
            "--profile",
            type=click.Choice(list(PROFILES)),
            help="How the synth likes to be addressed; without it, what the port's name suggests.",
        ),
        click.option(
            "--port", metavar="PATTERN", help="Part of the port's name, or a regular expression for it."
        ),
        click.option(
            "--output",
            "kind",
            type=Outputs(KINDS),
            default="auto",
            show_default=True,
            help="Kind of output; auto takes the best there is and says why. Several go with commas between,"
            " each may have its own port and profile: jack,rtmidi:UM-ONE@dx7,file.",
        ),
    ):
        command = option(command)
    return command


def folder_option(text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=text
    )


def state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("dx7bridge", appauthor=False)
