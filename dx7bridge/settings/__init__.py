"""Settings, each written down once: option, environment variable, key of the file, OSC address, field.

A `Setting` is a row of one table. `instrument` has those of the instrument, which have OSC addresses;
`serve` all that `dx7bridge serve` can be set to. Pure values, any thread.
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

    key      in the file; the option is --key with hyphens, the variable DX7BRIDGE_KEY
    kind     how a value is written
    words    what it does, for --help and the file
    default  as the file has it; None where there is none
    example  for the file, where there is no default
    usual    what happens without a value, for --help
    low      and `high`: the legal numbers, both included; for an address the legal ports
    choices  the legal words
    many     whether it may be given more than once
    metavar  what --help calls the value
    short    a short form of the option
    field    of ServeOptions, where it is not called like the key
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
        """The option of the shell, such as `--allow-others`."""
        return "--" + self.key.replace("_", "-")

    @property
    def simple(self) -> bool:
        """Whether `legal` says all there is to say about a wrong value."""
        return self.kind in ("flag", "switch", "whole", "number")

    @property
    def legal(self) -> str:
        """The legal values, in words."""
        match self.kind:
            case "flag" | "switch":
                return "true or false"
            case "choice" | "outputs":
                return ", ".join(self.choices)
            case "whole":
                return f"a whole number, {self.low} to {self.high}"
            case "number":
                return f"a number, {self.low:g} to {self.high:g}"
        word = _WORDS.get(self.kind, "text")
        return f"a list of {word}" if self.many else word

    def fits(self, value: object) -> bool:
        """Whether a value of a TOML file is of the right type."""
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
    """A setting of the instrument: the field of State and Session that is called like the key.

    address   sets it, and the state has it there; "" where the row of the address is not made from this
    asks      what the address does, in a line without a full stop
    more      what else its help says, in sentences
    argument  the name of the OSC argument
    command   the class of the request, made of one value
    """

    address: str = ""
    asks: str = ""
    more: str = ""
    argument: str = ""
    command: type[Any] = Command
