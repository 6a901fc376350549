"""Settings: one row each, for its option, environment variable, key in the file, OSC address and field.

`instrument` holds the settings of the instrument, most of which have OSC addresses; `serve` holds all those
of `dx7bridge serve`. Pure values, any thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Literal

from dx7bridge.commands import Command

Value = bool | int | float | str | list[str]  # as a configuration file has it
Kind = Literal[
    "flag",  # --key
    "switch",  # --key/--no-key
    "whole",
    "number",
    "choice",
    "text",
    "outputs",  # a choice, or several as `OutputSpec` reads them
    "inputs",  # as `InputSpec` reads them
    "override",  # FIELD=VALUE
    "address",  # HOST:PORT
    "network",
    "file",  # that exists
    "folder",
]
_WORDS: Final[dict[str, str]] = {
    "address": "HOST:PORT",
    "network": "NETWORK",
    "override": "FIELD=VALUE",
    "folder": "a folder",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One row.

    key      name in the file; the option is --key with hyphens, the variable DX7BRIDGE_KEY
    kind     type of the value
    words    what it does, for --help and the file
    default  as written in the file; None if there is none
    example  for the file, if there is no default
    usual    what happens without a value, for --help
    low      and `high`: the legal numbers, both included; for an address the legal ports
    choices  the legal words
    many     whether it can be given more than once
    metavar  name of the value in --help
    short    a short form of the option
    field    name in ServeOptions, if it differs from the key
    """

    key: str
    kind: Kind
    words: str
    default: Value | None = None
    example: Value | None = None
    usual: str = ""
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    many: bool = False
    metavar: str = ""
    short: str = ""
    field: str = ""

    @property
    def option(self) -> str:
        """The command-line option, such as `--allow-others`."""
        return "--" + self.key.replace("_", "-")

    @property
    def simple(self) -> bool:
        """Whether `legal` alone explains a wrong value."""
        return self.kind in ("flag", "switch", "whole", "number")

    @property
    def legal(self) -> str:
        """The legal values, in words."""
        match self.kind:
            case "flag" | "switch":
                return "true or false"
            case "choice" | "outputs":
                return f"one of {', '.join(self.choices)}"
            case "whole":
                return f"a whole number from {self.low} to {self.high}"
            case "number":
                return f"a number from {self.low:g} to {self.high:g}"
        word = _WORDS.get(self.kind, "text")
        return f"a list of {word}" if self.many else word

    def fits(self, value: object) -> bool:
        """Whether a value from a TOML file has the right type."""
        match self.kind:
            case "flag" | "switch":
                return isinstance(value, bool)
            case "whole":
                return isinstance(value, int) and not isinstance(value, bool)
            case "number":
                return isinstance(value, int | float) and not isinstance(value, bool)
        if self.many:
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class OfInstrument(Setting):
    """A setting of the instrument: a field of State and Session with the same name as the key.

    address   sets it, and reports it as state; "" if its OSC row is not made from this row
    asks      what the address does, in one line without a full stop
    more      further sentences of its help
    argument  the name of the OSC argument
    command   class of the request, made from one value
    """

    address: str = ""
    asks: str = ""
    more: str = ""
    argument: str = ""
    command: type[Any] = Command
