"""Options and types of values that several commands share."""

from __future__ import annotations

import ipaddress
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dx7bridge import config
from dx7bridge.errors import BadArguments, BridgeError
from dx7bridge.outputs import OutputSpec, Override
from dx7bridge.settings import Setting
from dx7bridge.settings.instrument import GUARD
from dx7bridge.settings.serve import (
    CHANNEL,
    DEFAULT_LISTEN,
    FOLDER,
    MODEL,
    OUTPUT,
    PORT,
    PROFILE,
    PROFILE_SET,
)


def _bare(text: str) -> str:
    """`localhost` or an IP address with the usual port; other text as it is."""
    if text != "localhost":
        try:
            ipaddress.ip_address(text.removeprefix("[").removesuffix("]"))
        except ValueError:
            return text
    host = text if text.startswith("[") or ":" not in text else f"[{text}]"
    return f"{host}:{DEFAULT_LISTEN.rpartition(':')[2]}"


def address(lowest: int) -> Callable[[str], tuple[str, int]]:
    def convert(text: str) -> tuple[str, int]:
        host, _, port = _bare(text).rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        if not host or not (port.isascii() and port.isdigit()):
            raise click.BadParameter(f"{text!r}: HOST:PORT is needed, such as {DEFAULT_LISTEN}")
        if not lowest <= int(port) <= 65535:
            raise click.BadParameter(f"port {port}: must be from {lowest} to 65535")
        return host, int(port)

    return convert


def new_file(text: str) -> Path:
    """A file to be written: what would fail at the end is refused at the start."""
    target = Path(os.path.realpath(text))
    if target.is_dir():
        raise click.BadParameter(f"{text}: must be a file, not a folder")
    if not target.parent.is_dir():
        raise click.BadParameter(f"{text}: cannot be written: there is no folder {target.parent}")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise click.BadParameter(f"{text}: cannot be written: no permission")
    return Path(text)


class Number(click.FloatRange):
    """A number from `low` to `high`. NaN is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        low, high = -math.inf if self.min is None else self.min, math.inf if self.max is None else self.max
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not low <= number <= high:
            self.fail(f"{value}: must be a number from {low:g} to {high:g}", param, ctx)
        return number


class Whole(click.IntRange):
    """A whole number from `low` to `high`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except (click.BadParameter, ValueError):  # int() refuses thousands of digits with ValueError
            shown = value if len(str(value)) <= 40 else f"{str(value)[:40]}…"
            end = "up" if self.max is None else f"to {self.max}"
            start = "" if self.min is None else f" from {self.min} {end}"
            self.fail(f"{shown}: must be a whole number{start}", param, ctx)


if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # generic since click 8.2 alone


class Outputs(_Choice):
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


class SettingOption(click.Option):
    """The option of a `setting`: the flag overrides DX7BRIDGE_KEY, and that the configuration file."""

    def __init__(self, *args: Any, setting: Setting, **more: Any) -> None:
        super().__init__(*args, **more)
        self.setting = setting


def setting_option(setting: Setting, name: str = "", **more: Any) -> Callable[[Any], Any]:
    """The option of a setting, as the parameter `name` of its command; else it is called like the key.

    `more` goes to click in place of what the table has, such as another `help`. An option with a default of
    its own is not set by environment or file.
    """
    words = f"{setting.words}  [default: {setting.usual}]" if setting.usual else setting.words
    flags = [setting.option]
    settings: dict[str, Any] = {"help": words, "default": setting.default}
    match setting.kind:
        case "flag":
            settings |= {"is_flag": True}
        case "switch":
            flags = [f"{setting.option}/--no-{setting.option[2:]}"]
        case _:
            settings |= {
                "type": _type(setting),
                "multiple": setting.many,
                "metavar": setting.metavar or None,
                "show_default": setting.default is not None,
            }
    if setting.short:
        flags.append(setting.short)
    if "default" not in more:
        settings |= {"cls": SettingOption, "setting": setting, "envvar": config.variable(setting.key)}
    return click.option(*flags, name or setting.key, **(settings | more))


def _type(setting: Setting) -> Any:
    """The click type of a value."""
    low, high = setting.low, setting.high
    types: dict[str, Callable[[], Any]] = {
        "whole": lambda: Whole(int(low), int(high)),
        "number": lambda: Number(low, high),
        "choice": lambda: click.Choice(list(setting.choices)),
        "outputs": lambda: Outputs(setting.choices),
        "inputs": lambda: input_ports,
        "override": lambda: override,
        "address": lambda: address(int(low)),
        "network": lambda: network,
        "file": lambda: click.Path(exists=True, dir_okay=False, path_type=Path),
        "folder": lambda: click.Path(file_okay=False, path_type=Path),
        "text": lambda: str,
    }
    return types[setting.kind]()


model_option = setting_option(MODEL, "model_file")
guard_option = setting_option(GUARD)
channel_option = setting_option(CHANNEL)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def device_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options for the output, shared by `serve` and `dump`."""
    for setting, name in ((PROFILE_SET, ""), (CHANNEL, ""), (PROFILE, ""), (PORT, ""), (OUTPUT, "kind")):
        command = setting_option(setting, name)(command)
    return command


def folder_option(text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """--folder, with this help text."""
    return setting_option(FOLDER, help=text)


def state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("dx7bridge", appauthor=False)
