"""Requests that the server answers by itself, without the engine.

Frozen values; `builders` makes them, `server` answers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dx7bridge.commands import Command

PROTOCOL: Final = 1  # sent by ping; changes when a client must
DEFAULT_HZ: Final = 30.0
HZ_LIMIT: Final = 120.0


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask for a sign of life."""


@dataclass(frozen=True, slots=True)
class AskStatus:
    """Ask for the model, the output and the number of subscribers."""


@dataclass(frozen=True, slots=True)
class AskHelp:
    """The rows of this table whose address starts with `prefix`."""

    prefix: str = ""


@dataclass(frozen=True, slots=True)
class AskArguments:
    """The arguments of each address that starts with `prefix`."""

    prefix: str = ""


@dataclass(frozen=True, slots=True)
class RegisterReply:
    """Send my answers there instead of where I send from; host "" is my own."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Tell that port of every change, at most `hz` times a second; port 0 is where answers go."""

    host: str = ""
    port: int = 0
    hz: float = DEFAULT_HZ


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """No longer."""

    host: str = ""
    port: int = 0


@dataclass(frozen=True, slots=True)
class Hello:
    """Ask for the number that proves that one hears the bridge, or send it back."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """A button was let go: nothing to do."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Put the parts around the sound of the first."""

    amount: float


@dataclass(frozen=True, slots=True)
class AskParts:
    """Ask for the parts, and the voice of each."""


Local = (
    Ping
    | AskStatus
    | AskHelp
    | AskArguments
    | RegisterReply
    | Subscribe
    | Unsubscribe
    | Hello
    | Released
    | Spread
    | AskParts
)
Request = Command | Local
