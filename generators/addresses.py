"""What the clients may say and may hear: the bridge's address table, asked at generation time.

`say` is how a generator spells a message. An address or an argument that the table does not know stops
the generation, so no client file can be written with one.
"""

from __future__ import annotations

from typing import Final

from dx7bridge.commands import LATENT_DIMS, TEMPERATURE_LIMIT, TRANSPOSE_LIMIT
from dx7bridge.osc.answers import OUT
from dx7bridge.osc.table import ADDRESSES
from dx7bridge.voice.parameters import find

DIMS: Final = LATENT_DIMS
REACH: Final = 4.0  # how far a knob goes, each way: four standard deviations of the prior
HOTTEST: Final = TEMPERATURE_LIMIT
LONGEST_GLIDE: Final = 10.0  # seconds at the end of a glide knob
PORT: Final = 7700
REPLY_PORT: Final = 7701  # of a Max client without arguments, and of TouchOSC
# Of the Max package's own patches: one each, so that they may be open together, and beside one's own.
REPLY_PORTS: Final = {
    patch: REPLY_PORT + n
    for n, patch in enumerate(
        ("overview", "client", "panel", "pattr-morph", "step-sequencer", "sysex-out", "m4l"), 1
    )
}
ANOTHER_REPLY_PORT: Final = 7750  # where one is given by hand
CORNERS: Final = "ABCD"  # the four slots of the morph pad, 1 to 4
ALGORITHM: Final = find("algorithm")

# Switches of the panels: the label, the address, and what is sent when it is off and when it is on.
SWITCHES: Final[tuple[tuple[str, str, int | str, int | str], ...]] = (
    ("LEVEL", "/dx7/level", "off", "match"),
    ("KEY", "/dx7/key", "free", "keep"),
    ("SMOOTH", "/dx7/smooth", 0, 1),
)
FURTHEST: Final = TRANSPOSE_LIMIT  # semitones, each way
OCTAVE: Final = 12

# What the lock toggles hold: the label and the group's name.
LOCKS: Final = (
    ("ALG", "algorithm"), ("ENV", "envelopes"), ("LEVEL", "levels"), ("RATIO", "ratios"), ("PITCH", "pitch"),
    ("LFO", "lfo"), *((f"OP{n}", f"op{n}") for n in range(1, 7)),
)  # fmt: skip

# Answers that are not part of the state: /dx7/pong and what closes a request.
CLOSING: Final = frozenset(("/dx7/done", "/dx7/fail", "/dx7/pong", "/dx7/status.reply"))


def sent(address: str) -> str:
    """The address, when it is one that the bridge takes. ValueError otherwise."""
    if address not in ADDRESSES:
        raise ValueError(f"{address}: the bridge has no such address")
    return address


def say(address: str, *arguments: int | float | str) -> str:
    """A whole message as Max spells it, checked against the table."""
    ADDRESSES[sent(address)].read(arguments)
    return " ".join([address, *(str(argument) for argument in arguments)])


def heard(address: str) -> str:
    """The address, when it is one that the bridge sends. ValueError otherwise."""
    if address not in OUT and address not in CLOSING and address != "/dx7/param":
        raise ValueError(f"{address}: the bridge never sends it")
    return address
