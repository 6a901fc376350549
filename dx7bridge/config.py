"""The configuration file: one TOML table, read strictly, and written with comments.

Knows nothing of what the keys mean: whoever has the settings says which there are. Pure but for reading
the file; any thread.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from dx7bridge.errors import BadArguments, printable, suggestion
from dx7bridge.files import read_regular, reason
from dx7bridge.settings import Setting, Value

FILE_NAME: Final = "dx7bridge.toml"
PREFIX: Final = "DX7BRIDGE_"  # of environment variables
WIDTH: Final = 96  # characters of a comment line
MOST: Final = 1 << 20  # bytes of a file
LONGEST: Final = 200  # characters of a value in an error message


def default_path() -> Path:
    """The default path of the file."""
    from platformdirs import user_config_path

    return user_config_path("dx7bridge", appauthor=False) / FILE_NAME


def read(path: Path, keys: Iterable[str]) -> dict[str, Any]:
    """The settings in the file. BadArguments if it cannot be read, is not TOML, or has an unknown key."""
    try:
        table = tomllib.loads(read_regular(path, MOST).decode())
    except UnicodeDecodeError as error:
        raise BadArguments(f"{path}: byte {error.start} is not UTF-8, which TOML is written in") from None
    except ValueError as error:  # TOML's own error, and a number that Python takes for too long
        raise BadArguments(f"{path}: not TOML: {shown(str(error))}") from None
    except RecursionError:
        raise BadArguments(f"{path}: not TOML: nested too deeply") from None
    except OSError as error:
        raise BadArguments(f"{path}: {reason(error)}") from None
    legal = list(keys)
    for key in table:
        if key not in legal:
            near = suggestion(key, legal)
            raise BadArguments(f"{path}: {shown(key)}: no such key; must be one of {', '.join(legal)}{near}")
    return table


def shown_value(value: object) -> str:
    """A value as an error message has it."""
    try:
        return shown(repr(value))
    except ValueError:  # a number of thousands of digits
        return f"a number of {value.bit_length()} bits" if isinstance(value, int) else "too long a value"
    except RecursionError:
        return "too deep a value"


def shown(text: str) -> str:
    """The first characters of a text, on one line."""
    return printable(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def variable(key: str) -> str:
    """The environment variable of a key."""
    return f"{PREFIX}{key.upper()}"


def strangers(environment: Iterable[str], keys: Iterable[str]) -> list[str]:
    """A warning for each variable that looks like a setting but is not."""
    legal = [variable(key) for key in keys]
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in legal)
    return [f"{name}: no such setting{suggestion(name, legal, PREFIX)}" for name in unknown]


def template(settings: Iterable[Setting]) -> str:
    """A configuration file that explains every key and sets none: each is commented out."""
    lines = [
        "# dx7bridge: the settings of `dx7bridge serve`.",
        "# Remove the # in front of a key to set it. Options and environment variables such as",
        "# DX7BRIDGE_LISTEN override this file.",
    ]
    for setting in settings:
        lines += ["", *_comment(f"{setting.words} Must be {setting.legal}.")]
        value = setting.default if setting.default is not None else setting.example
        lines.append(f"# {setting.key} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def render(values: Mapping[str, Value], origins: Mapping[str, str]) -> str:
    """These keys and values as TOML, each with a comment about its origin if it has one."""
    lines = [(f"{key} = {_toml(value)}", origins.get(key)) for key, value in values.items()]
    return "".join(f"{line}  # {origin}\n" if origin else f"{line}\n" for line, origin in lines)


def _toml(value: Value | None) -> str:
    if value is None:
        return '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in quoted)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value)


def _comment(text: str) -> list[str]:
    lines = ["#"]
    for word in text.split():
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("#")
        lines[-1] += f" {word}"
    return lines
