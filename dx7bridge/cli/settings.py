"""Options that are settings too: set by a flag, an environment variable or the configuration file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from dx7bridge import config
from dx7bridge.cli.text import note
from dx7bridge.commands import TEMPERATURE_LIMIT
from dx7bridge.errors import BadArguments

EXAMPLES: Final[dict[str, config.Value]] = {
    "port": "Dexed",
    "input": "nanoKONTROL",
    "input_channel": 1,
    "profile": "dx7",
    "profile_set": ["dx7.dump_gap=0.08"],
    "notify": ["127.0.0.1:7701"],
    "folder": "/home/me/voices",
    "model": "/home/me/my.safetensors",
    "seed": 7,
    "trust": ["192.168.1.0/24"],
    "advertise": True,
}


class Configured(click.Command):
    """A command whose options are settings too: first the flag counts, then DX7BRIDGE_KEY, then the file."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for option in settable(self):
            option.envvar = config.variable(key_of(option))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; what is wrong in the environment is called by its name there."""
        for stranger in config.strangers(os.environ, ["config", *map(key_of, settable(self))]):
            note(f"note: {stranger}")
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            option, source = (
                error.param,
                ctx.get_parameter_source(error.param.name or "") if error.param else None,
            )
            if isinstance(option, click.Option) and source is ParameterSource.ENVIRONMENT:
                name = str(option.envvar)
                raise BadArguments(
                    f"{name}={os.environ[name]}: {_why(option, os.environ[name], error)}"
                ) from None
            raise


def settable(command: click.Command) -> list[click.Option]:
    """The options that a configuration file may set."""
    return [o for o in command.params if isinstance(o, click.Option) and o.name != "config_file"]


def key_of(option: click.Option) -> str:
    """What an option is called in the file: `--allow-others` is allow_others."""
    name = max((word for word in option.opts if word.startswith("--")), key=len)
    return name.removeprefix("--").replace("-", "_")


def configure(context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Let the file say what the defaults are, after checking all of it."""
    if path is None:
        path = config.default_path()
        if not path.is_file():
            return None
    options = {key_of(option): option for option in settable(context.command)}
    defaults: dict[str, Any] = {}
    for key, value in config.read(path, options).items():
        option = options[key]
        what = f"{path}: {key} = {config.shown_value(value)}"
        if not _fits(option, value):
            raise BadArguments(f"{what}: legal is {_legal(option)}")
        try:
            option.type_cast_value(context, value)
        except click.BadParameter as error:
            raise BadArguments(f"{what}: {config.shown(_why(option, value, error))}") from None
        except (ValueError, OverflowError):  # a number that Python does not write, or has no float for
            raise BadArguments(f"{what}: legal is {_legal(option)}") from None
        defaults[str(option.name)] = value
    context.default_map = defaults
    return path


def _fits(option: click.Option, value: object) -> bool:
    """Is this of the TOML type that the option takes?"""
    if option.is_flag:
        return isinstance(value, bool)
    if option.multiple:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if isinstance(option.type, click.IntRange):
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(option.type, click.FloatRange) or option.metavar == "T":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _legal(option: click.Option) -> str:
    """What an option takes, in words."""
    kind = option.type
    if option.is_flag:
        return "true or false"
    if isinstance(kind, click.Choice):
        return ", ".join(map(str, kind.choices))
    if isinstance(kind, click.IntRange):
        return f"a whole number, {kind.min} to {kind.max}"
    if isinstance(kind, click.FloatRange):
        return f"a number, {kind.min:g} to {kind.max:g}"
    if option.metavar == "T":
        return f"a number, 0 to {TEMPERATURE_LIMIT:g}"
    word = {
        "HOST:PORT": "HOST:PORT",
        "DIR": "a folder",
        "FIELD=VALUE": "FIELD=VALUE",
        "NETWORK": "NETWORK",
    }.get(option.metavar or "", "text")
    return f"a list of {word}" if option.multiple else word


def _why(option: click.Option, value: object, error: click.BadParameter) -> str:
    """What is wrong with a value that has just been named."""
    simple = (
        option.is_flag or option.metavar == "T" or isinstance(option.type, click.IntRange | click.FloatRange)
    )
    return f"legal is {_legal(option)}" if simple else error.message.removeprefix(f"{value!r}: ")


def settings_of(command: click.Command) -> list[config.Setting]:
    """The command's options as settings."""
    return [
        config.Setting(
            key=(key := key_of(option)),
            default=None if key in EXAMPLES else plain(option.default),
            doc=(option.help or "").partition("  [default")[0],
            legal=_legal(option),
            example=EXAMPLES.get(key),
        )
        for option in settable(command)
    ]


def origin(context: click.Context, option: click.Option) -> str:
    """Where a setting comes from, in words; "" for a default."""
    source = context.get_parameter_source(str(option.name))
    if source is ParameterSource.ENVIRONMENT:
        return f"from {option.envvar}"
    return "from the file" if source is ParameterSource.DEFAULT_MAP else ""


def plain(value: object) -> config.Value:
    """A setting as the file has it."""
    match value:
        case bool() | int() | float() | str():
            return value
        case (str() as host, int() as port):
            return f"{host}:{port}" if ":" not in host else f"[{host}]:{port}"
        case tuple() | list():
            return [str(plain(each)) for each in value]
    return str(value)
