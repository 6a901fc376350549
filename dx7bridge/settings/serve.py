"""The settings of `dx7bridge serve`, one row each, and the options made from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Final

from dx7bridge.commands import DEFAULT_TEMPERATURE, HORIZON, HORIZON_LIMIT, Key, Level
from dx7bridge.errors import BadArguments
from dx7bridge.outputs import ALWAYS, HOLDS, KINDS, LONGEST_HOLD, PROFILES, Hold, Override
from dx7bridge.outputs.parts import check_parts
from dx7bridge.settings import Setting
from dx7bridge.settings.instrument import GLIDE, GUARD, KEY, LEVEL, SEED, SMOOTH, TEMPERATURE

DEFAULT_LISTEN: Final = "127.0.0.1:7700"
DEFAULT_DRAWS: Final = 2
DRAWS_LIMIT: Final = 16

OUTPUT: Final = Setting(
    "output",
    "outputs",
    "Kind of output; auto picks the best one available and says why. Separate several by commas; each can"
    " have its own port and profile: jack,rtmidi:UM-ONE@dx7,file.",
    default="auto",
    choices=KINDS,
)
PORT: Final = Setting(
    "port",
    "text",
    "Part of the port's name, or a regular expression.",
    example="Dexed",
    metavar="PATTERN",
)
PROFILE: Final = Setting(
    "profile",
    "choice",
    "Which synth it is, for the right timing and messages; if not given, guessed from the port's name.",
    example="dx7",
    choices=tuple(PROFILES),
)
CHANNEL: Final = Setting("channel", "whole", "MIDI channel of the synth.", default=1, low=1, high=16)
PARTS: Final = Setting(
    "parts",
    "whole",
    "How many parts to play, each with a state of its own, on the channels from --channel on.",
    default=1,
    low=1,
    high=16,
)
PROFILE_SET: Final = Setting(
    "profile_set",
    "override",
    "Change a field of the profile in use, such as dump_gap=0.08, or of a named profile: dx7.dump_gap=0.08;"
    " see dx7bridge profiles. Can be given more than once.",
    example=["dx7.dump_gap=0.08"],
    many=True,
    metavar="FIELD=VALUE",
    field="overrides",
)
FOLDER: Final = Setting(
    "folder",
    "folder",
    "The only folder that OSC commands can read and write.",
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

DRAWS: Final = Setting(
    "draws",
    "whole",
    "How many voices to draw for each sample, of which the one that sounds most like its coordinates is kept;"
    " 1 compares none (needs the Dexed engine).",
    default=DEFAULT_DRAWS,
    low=1,
    high=DRAWS_LIMIT,
)

SETTINGS: Final = (
    Setting(
        "listen",
        "address",
        "Where to listen for OSC. Other machines can reach it only if HOST is not loopback.",
        default=DEFAULT_LISTEN,
        low=0,
        high=65535,
        metavar="HOST:PORT",
    ),
    OUTPUT,
    PORT,
    PROFILE,
    CHANNEL,
    PARTS,
    PROFILE_SET,
    Setting(
        "hold",
        "choice",
        "When to send voices if notes are played through the bridge: always; between-notes, never while a"
        " note sounds; on-note-on, just before the next note.",
        default=HOLDS[0],
        choices=HOLDS,
    ),
    Setting(
        "longest_hold",
        "number",
        "Send a held voice after this many seconds regardless.",
        default=LONGEST_HOLD,
        low=0,
        high=3600,
    ),
    Setting(
        "input",
        "inputs",
        "Listen to controllers, keyboards and synths on MIDI ports whose name contains PORT; KIND is jack or"
        " rtmidi. With listen: before it, notes are only counted, as for a keyboard that is connected to the"
        " synth directly. Separate several by commas.",
        example="nanoKONTROL",
        metavar="[listen:][KIND:]PORT",
        field="inputs",
    ),
    Setting(
        "input_channel",
        "whole",
        "Listen to this MIDI channel only; to all if not given.",
        example=1,
        low=1,
        high=16,
    ),
    Setting(
        "take_over",
        "switch",
        "A knob takes effect only after it has passed the current value, to avoid jumps.",
        default=True,
    ),
    Setting(
        "programs",
        "switch",
        "A program change that comes in recalls the slot of its number.",
        default=False,
    ),
    GUARD,
    LEVEL,
    KEY,
    SMOOTH,
    Setting(
        "notify",
        "address",
        "Always send the whole state here, without a subscription. Can be given more than once.",
        example=["127.0.0.1:7701"],
        low=1,
        high=65535,
        many=True,
        metavar="HOST:PORT",
    ),
    Setting(
        "allow_others",
        "flag",
        "Let clients direct answers and state to other hosts.",
        default=False,
    ),
    Setting(
        "trust",
        "network",
        "Trust this network, such as 192.168.1.0/24, or host. Other remote hosts must first confirm that they"
        " receive the bridge's messages. Can be given more than once.",
        example=["192.168.1.0/24"],
        many=True,
        metavar="NETWORK",
    ),
    Setting(
        "horizon",
        "number",
        "How far in the future a timed OSC bundle may be, in seconds.",
        default=HORIZON,
        low=0,
        high=HORIZON_LIMIT,
    ),
    Setting("tcp", "switch", "Also accept OSC over TCP and OSCQuery, on the same port.", default=True),
    Setting(
        "panel",
        "switch",
        "Serve a panel for browsers on the same port (over TCP). If other machines can reach it, it needs the"
        " code in the link that the terminal shows.",
        default=True,
    ),
    Setting("open", "flag", "Open the panel in the browser.", default=False, field="open_panel"),
    Setting(
        "voices",
        "folder",
        "Folder of your own voices, for the map in the panel. They are only read.",
        example="/home/me/dx7",
        usual="the bridge's folder",
        metavar="DIR",
    ),
    Setting(
        "advertise",
        "switch",
        "Advertise the bridge by zeroconf, which listens on UDP port 5353 of every interface.",
        example=True,
        usual="only if --listen lets other machines in",
    ),
    FOLDER,
    MODEL,
    SEED,
    TEMPERATURE,
    DRAWS,
    GLIDE,
    Setting(
        "resume",
        "switch",
        "Restore the last session, even after a crash.",
        default=False,
    ),
    Setting("quiet", "flag", "Draw nothing; log warnings only.", default=False, short="-q"),
    Setting("verbose", "flag", "Log everything.", default=False, short="-v"),
)

_OURS: Final = ("quiet", "verbose", "hold", "longest_hold")  # no fields of ServeOptions by themselves


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """The options of `serve`, as the bridge uses them.

    `channel` and `input_channel` are 0 to 15. None means: for `model` the shipped one, for `seed` a random
    one, for `advertise` only if other machines can reach the bridge. `display` draws on the terminal.
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
    programs: bool = False
    guard: bool = True
    level: Level = "match"
    transposition: Key = "keep"
    smooth: bool = True
    notify: tuple[tuple[str, int], ...] = ()
    folder: Path = Path()
    model: Path | None = None
    channel: int = 0
    parts: int = 1
    seed: int | None = None
    temperature: float = DEFAULT_TEMPERATURE
    draws: int = DEFAULT_DRAWS
    glide: float = 0.0
    allow_others: bool = False
    trust: tuple[IPv4Network | IPv6Network, ...] = ()
    horizon: float = HORIZON
    resume: bool = False
    tcp: bool = True
    panel: bool = True
    open_panel: bool = False
    voices: Path | None = None
    advertise: bool | None = None
    display: bool = False


def served(values: Mapping[str, Any], *, folder: Callable[[], Path], display: bool) -> ServeOptions:
    """The options from a value for each key of SETTINGS; `folder` returns the one to use if none is set."""
    fields = {row.field or row.key: values[row.key] for row in SETTINGS if row.key not in _OURS}
    heard = values["input_channel"]
    if values["parts"] > 1:
        check_parts(values["parts"], values["channel"] - 1)
        if heard is not None:
            raise BadArguments(
                f"input channel = {heard}: each of the {values['parts']} parts listens to its own channel"
            )
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
