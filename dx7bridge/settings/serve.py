"""All that `dx7bridge serve` can be set to, and what it makes of that. One row is one setting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Final

from dx7bridge.commands import DEFAULT_TEMPERATURE, HORIZON, HORIZON_LIMIT, Key, Level
from dx7bridge.outputs import ALWAYS, HOLDS, KINDS, LONGEST_HOLD, PROFILES, Hold, Override
from dx7bridge.settings import Setting
from dx7bridge.settings.instrument import GLIDE, GUARD, KEY, LEVEL, SEED, SMOOTH, TEMPERATURE

DEFAULT_LISTEN: Final = "127.0.0.1:7700"

OUTPUT: Final = Setting(
    "output",
    "outputs",
    "Kind of output; auto takes the best there is and says why. Several go with commas between, each may have"
    " its own port and profile: jack,rtmidi:UM-ONE@dx7,file.",
    default="auto",
    choices=KINDS,
)
PORT: Final = Setting(
    "port",
    "text",
    "Part of the port's name, or a regular expression for it.",
    example="Dexed",
    metavar="PATTERN",
)
PROFILE: Final = Setting(
    "profile",
    "choice",
    "How the synth likes to be addressed; without it, what the port's name suggests.",
    example="dx7",
    choices=tuple(PROFILES),
)
CHANNEL: Final = Setting("channel", "whole", "MIDI channel of the synth.", default=1, low=1, high=16)
PROFILE_SET: Final = Setting(
    "profile_set",
    "override",
    "Change a field of the profile, such as dump_gap=0.08, or of one alone: dx7.dump_gap=0.08; see dx7bridge"
    " profiles. May be given more than once.",
    example=["dx7.dump_gap=0.08"],
    many=True,
    metavar="FIELD=VALUE",
    field="overrides",
)
FOLDER: Final = Setting(
    "folder",
    "folder",
    "The one folder that OSC file commands see.",
    example="/home/me/voices",
    usual="the user's state folder",
    metavar="DIR",
)
MODEL: Final = Setting(
    "model",
    "file",
    "Checkpoint to use instead of the shipped one.",
    example="/home/me/my.safetensors",
)

SETTINGS: Final = (
    Setting(
        "listen",
        "address",
        "Where to take OSC; other machines reach it only when HOST is not loopback.",
        default=DEFAULT_LISTEN,
        low=0,
        high=65535,
        metavar="HOST:PORT",
    ),
    OUTPUT,
    PORT,
    PROFILE,
    CHANNEL,
    PROFILE_SET,
    Setting(
        "hold",
        "choice",
        "How voices wait for the notes played through the bridge: between-notes sends none while a note"
        " sounds, on-note-on sends just before the next.",
        default=HOLDS[0],
        choices=HOLDS,
    ),
    Setting(
        "longest_hold",
        "number",
        "Seconds after which a voice goes in any case.",
        default=LONGEST_HOLD,
        low=0,
        high=3600,
    ),
    Setting(
        "input",
        "inputs",
        "Hear controllers, keyboards and synths on MIDI ports with such names; the kind is jack or rtmidi."
        " Several go with commas between.",
        example="nanoKONTROL",
        metavar="[KIND:]PORT",
        field="inputs",
    ),
    Setting("input_channel", "whole", "Hear this MIDI channel alone; else all.", example=1, low=1, high=16),
    Setting(
        "take_over",
        "switch",
        "A knob moves nothing until it has met the value, so that the sound never jumps.",
        default=True,
    ),
    GUARD,
    LEVEL,
    KEY,
    SMOOTH,
    Setting(
        "notify",
        "address",
        "Send all state here, for good; may be given more than once.",
        example=["127.0.0.1:7701"],
        low=1,
        high=65535,
        many=True,
        metavar="HOST:PORT",
    ),
    Setting(
        "allow_others",
        "flag",
        "Let clients aim answers and state at hosts other than their own.",
        default=False,
    ),
    Setting(
        "trust",
        "network",
        "Send hosts of this network all they ask for at once, such as 192.168.1.0/24 or 192.168.1.20; others"
        " beyond this machine must first show that they are there. May be given more than once.",
        example=["192.168.1.0/24"],
        many=True,
        metavar="NETWORK",
    ),
    Setting(
        "horizon",
        "number",
        "Seconds ahead that an OSC bundle may be timed.",
        default=HORIZON,
        low=0,
        high=HORIZON_LIMIT,
    ),
    Setting("tcp", "switch", "Take OSC over TCP too, and answer OSCQuery, on the same port.", default=True),
    Setting(
        "advertise",
        "switch",
        "Let others find the bridge by zeroconf, which listens on UDP port 5353 of every interface.",
        example=True,
        usual="only when --listen lets other machines in",
    ),
    FOLDER,
    MODEL,
    SEED,
    TEMPERATURE,
    GLIDE,
    Setting(
        "resume",
        "switch",
        "Take up the session as it was when the bridge ended, however it ended.",
        default=False,
    ),
    Setting("quiet", "flag", "Draw nothing, log warnings alone.", default=False, short="-q"),
    Setting("verbose", "flag", "Log everything.", default=False, short="-v"),
)

_OURS: Final = ("quiet", "verbose", "hold", "longest_hold")  # no fields of ServeOptions by themselves


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What `serve` runs with: SETTINGS as the bridge has them.

    `channel` and `input_channel` are 0 to 15; `model` None is the shipped one; `seed` None is one by chance;
    `advertise` None does so when others can reach us; `display` draws on the terminal.
    """

    listen: tuple[str, int] = ("127.0.0.1", 7700)
    output: str = "auto"
    port: str | None = None
    profile: str | None = None
    overrides: tuple[Override, ...] = ()
    hold: Hold = ALWAYS
    inputs: str | None = None
    input_channel: int | None = None
    take_over: bool = True
    guard: bool = True
    level: Level = "match"
    transposition: Key = "keep"
    smooth: bool = True
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


def served(values: Mapping[str, Any], *, folder: Callable[[], Path], display: bool) -> ServeOptions:
    """The options from a value for each key of SETTINGS; `folder` gives the folder where none is set."""
    fields = {row.field or row.key: values[row.key] for row in SETTINGS if row.key not in _OURS}
    heard = values["input_channel"]
    return ServeOptions(
        **{
            **fields,
            "hold": Hold(values["hold"], values["longest_hold"]),
            "folder": values["folder"] or folder(),
            "channel": values["channel"] - 1,  # people count from 1
            "input_channel": None if heard is None else heard - 1,
            "display": display and not values["quiet"],
        }
    )
