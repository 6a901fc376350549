"""The options of `serve`, each also set by an environment variable or the configuration file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from dx7bridge import config
from dx7bridge.cli.options import SettingOption, setting_option
from dx7bridge.cli.text import note
from dx7bridge.errors import BadArguments
from dx7bridge.settings import Setting, Value
from dx7bridge.settings.serve import SETTINGS

KEYS: Final = {setting.key: setting for setting in SETTINGS}


def settings(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each of SETTINGS."""
    for setting in reversed(SETTINGS):
        command = setting_option(setting)(command)
    return command


class Configured(click.Command):
    """A command with `settings`: a flag overrides DX7BRIDGE_KEY, and that the file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; what is wrong in the environment is called by its name there."""
        for stranger in config.strangers(os.environ, ["config", *KEYS]):
            note(f"note: {stranger}")
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            key = (error.param.name if error.param else None) or ""
            if error.param is None or ctx.get_parameter_source(key) is not ParameterSource.ENVIRONMENT:
                raise
            name = str(error.param.envvar)
            why = _why(KEYS.get(key), os.environ[name], error)
            raise BadArguments(f"{name}={os.environ[name]}: {why}") from None


def file_defaults(command: click.Command) -> dict[str, Any]:
    """What the configuration file says of the options of `command` that are settings, by parameter name."""
    path = Path(os.environ.get("DX7BRIDGE_CONFIG") or config.default_path())
    options = {o.setting.key: o for o in command.params if isinstance(o, SettingOption)}
    if not options or not path.is_file():
        return {}
    found: dict[str, Any] = {}
    for key, value in config.read(path, KEYS).items():
        if key in options:
            if not KEYS[key].fits(value):
                what = f"{path}: {key} = {config.shown_value(value)}"
                raise BadArguments(f"{what}: must be {KEYS[key].legal}")
            found[options[key].name or ""] = value
    return found


def configure(context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Let the file say what the defaults are, after checking all of it."""
    if path is None:
        path = config.default_path()
        if not path.is_file():
            return None
    options = {option.name: option for option in context.command.params}
    defaults: dict[str, Any] = {}
    for key, value in config.read(path, KEYS).items():
        setting, what = KEYS[key], f"{path}: {key} = {config.shown_value(value)}"
        if not setting.fits(value):
            raise BadArguments(f"{what}: must be {setting.legal}")
        try:
            options[key].type_cast_value(context, value)
        except click.BadParameter as error:
            raise BadArguments(f"{what}: {config.shown(_why(setting, value, error))}") from None
        except (ValueError, OverflowError):  # a number that Python does not write, or has no float for
            raise BadArguments(f"{what}: must be {setting.legal}") from None
        defaults[key] = value
    context.default_map = defaults
    return path


def _why(setting: Setting | None, value: object, error: click.BadParameter) -> str:
    """The problem with a value whose name is already printed."""
    if setting is not None and setting.simple:
        return f"must be {setting.legal}"
    return error.message.removeprefix(f"{value!r}: ")


def origin(context: click.Context, key: str) -> str:
    """The source of a setting, in words; "" for a default."""
    source = context.get_parameter_source(key)
    if source is ParameterSource.ENVIRONMENT:
        return f"from {config.variable(key)}"
    return "from the file" if source is ParameterSource.DEFAULT_MAP else ""


def plain(value: object) -> Value:
    """A setting as the file has it."""
    match value:
        case bool() | int() | float() | str():
            return value
        case (str() as host, int() as port):
            return f"{host}:{port}" if ":" not in host else f"[{host}]:{port}"
        case tuple() | list():
            return [str(plain(each)) for each in value]
    return str(value)
