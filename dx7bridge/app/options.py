"""What `dx7bridge serve` can be set to."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING

from dx7bridge import outputs
from dx7bridge.commands import DEFAULT_TEMPERATURE, HORIZON

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What `dx7bridge serve` can be told. `channel` is 0 to 15; `model` None is the shipped one.

    `seed` None is one by chance; `allow_others` lets clients aim answers at other hosts; `resume` takes
    up what was there when the bridge ended, however it ended; `tcp` is OSC over TCP and OSCQuery, on the
    port of `listen`; `advertise` is by zeroconf, None when others can reach us; hosts in `trust` are sent
    all they ask for; `horizon` is how many seconds ahead a bundle may be timed; `display` draws on the
    terminal.
    """

    listen: tuple[str, int] = ("127.0.0.1", 7700)
    output: str = "auto"
    port: str | None = None
    profile: str | None = None
    overrides: tuple[outputs.Override, ...] = ()
    hold: outputs.Hold = outputs.ALWAYS
    inputs: str | None = None
    input_channel: int | None = None
    take_over: bool = True
    guard: bool = True
    notify: tuple[tuple[str, int], ...] = ()
    folder: Path = Path()
    model: Path | None = None
    channel: int = 0
    seed: int | None = None
    temperature: float = DEFAULT_TEMPERATURE
    glide: float = 0.0
    allow_others: bool = False
    trust: tuple[IPv4Network | IPv6Network, ...] = ()
    horizon: float = HORIZON
    resume: bool = False
    tcp: bool = True
    advertise: bool | None = None
    display: bool = False
