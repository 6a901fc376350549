"""The vocabulary between OSC and the engine: what can be asked, and what is answered.

Frozen values without behaviour; `osc` builds requests, `engine` answers them. Numbers in requests are
already validated by `osc`; what only the engine can know (is that slot filled?) it answers by raising
a BridgeError.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from dx7bridge.voice import Voice

LATENT_DIMS = 8
SLOTS = 64

Atom = int | float | str | bytes  # what an OSC message is made of here: flat i f s b only


class Topic(Enum):
    """A part of the state that clients follow; one address (or a few) each."""

    LATENT = auto()
    PARAMETERS = auto()
    NAME = auto()
    TEMPERATURE = auto()
    SEED = auto()
    INTERPOLATION = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request came to when it succeeded.

    `extra` follows the id in `/dx7/done`; `data` are messages (address, atoms) for the asker alone, sent
    before the done; `changed` is what every other subscriber must hear about; `told` is the part of
    the state that the asker hears too (sample tells latent, name and parameters).
    """

    extra: tuple[Atom, ...] = ()
    data: tuple[tuple[str, tuple[Atom, ...]], ...] = ()
    changed: frozenset[Topic] = field(default_factory=frozenset)
    told: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class SetLatent:
    """Move to these coordinates: {dimension from 0: value}. All eight, one, or two (XY)."""

    coordinates: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class MoveXY:
    """Move the two dimensions that the XY pad is set to."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SetXYAxes:
    """Which two dimensions, from 0, the XY pad moves."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class GetLatent:
    """Ask for the coordinates."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Draw a new voice from the prior."""


@dataclass(frozen=True, slots=True)
class SetTemperature:
    """How freely values are drawn when sampling; 0 is deterministic."""

    temperature: float


@dataclass(frozen=True, slots=True)
class SetSeed:
    """Restart the random numbers: the same seed gives the same samples."""

    seed: int


@dataclass(frozen=True, slots=True)
class StoreSlot:
    """Remember the current sound in a slot, numbered from 1."""

    slot: int


@dataclass(frozen=True, slots=True)
class RecallSlot:
    """Go back to the sound in a slot, exactly."""

    slot: int


@dataclass(frozen=True, slots=True)
class SetInterpolationSlots:
    """Which two slots `Interpolate` runs between."""

    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Interpolate:
    """Go to the point `t` of the way, 0 to 1; the ends are the stored voices themselves."""

    t: float


@dataclass(frozen=True, slots=True)
class EncodeVoice:
    """Find where this voice lives, and make it the current sound."""

    voice: Voice


@dataclass(frozen=True, slots=True)
class EncodeFile:
    """The same for voice `number` (from 1) of a .syx file inside the folder."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class SetParameter:
    """Edit one of the 155 values of the current voice."""

    index: int
    value: int


@dataclass(frozen=True, slots=True)
class GetParameters:
    """Ask for the 155 values."""


@dataclass(frozen=True, slots=True)
class GetName:
    """Ask for the name."""


@dataclass(frozen=True, slots=True)
class SetName:
    """Rename the current voice."""

    name: str


@dataclass(frozen=True, slots=True)
class GetSysex:
    """Ask for the current voice as a 163-byte dump: one blob, or 163 ints."""

    as_ints: bool


@dataclass(frozen=True, slots=True)
class SampleCart:
    """Fill the cartridge with 32 voices drawn with this seed."""

    seed: int


@dataclass(frozen=True, slots=True)
class InterpolateCart:
    """Fill the cartridge with 32 steps from one slot's voice to the other's."""

    a: int
    b: int


@dataclass(frozen=True, slots=True)
class GetCart:
    """Ask for the cartridge as a 4104-byte bank dump."""


@dataclass(frozen=True, slots=True)
class SaveCart:
    """Write the cartridge as a .syx file inside the folder."""

    path: str


@dataclass(frozen=True, slots=True)
class SendMidi:
    """Send the current voice once more, as a whole dump."""


@dataclass(frozen=True, slots=True)
class ListPorts:
    """Ask which MIDI ports there are."""


Command = (
    SetLatent | MoveXY | SetXYAxes | GetLatent | Sample | SetTemperature | SetSeed | StoreSlot | RecallSlot
    | SetInterpolationSlots | Interpolate | EncodeVoice | EncodeFile | SetParameter | GetParameters | GetName
    | SetName | GetSysex | SampleCart | InterpolateCart | GetCart | SaveCart | SendMidi | ListPorts
)  # fmt: skip
