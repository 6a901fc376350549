"""The vocabulary between OSC and the engine: what can be asked, and what is answered.

Frozen values without behaviour; `osc` builds requests, `engine` answers them. Numbers in requests are
already validated by `osc`; what only the engine can know (is that slot filled?) it answers by raising
a BridgeError.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, Literal

from dx7bridge.voice import DeviceReport, Voice

LATENT_DIMS: Final = 8
LATENT_LIMIT: Final = 8.0  # coordinates are -8 to 8: eight standard deviations of the prior, each way
SLOTS: Final = 64
CART_VOICES: Final = 32
TEMPERATURE_LIMIT: Final = 2.0
DEFAULT_TEMPERATURE: Final = 1.0  # draws as freely as the voices the model learned from
SEED_LIMIT: Final = 2**31 - 1  # seeds are 0 to this: what OSC's int32 carries
GLIDE_LIMIT: Final = 600.0  # seconds a latent set may travel
DRIFT_RATE_LIMIT: Final = 10.0  # turns a second
DRIFT_DEPTH_LIMIT: Final = 2.0  # coordinates
PATH_STOPS: Final = 16
HORIZON: Final = 10.0  # seconds ahead that a bundle may be timed, unless the configuration says otherwise
HORIZON_LIMIT: Final = 3600.0
SLOT_NAME_LENGTH: Final = 40
SESSION: Final = "session"  # what a session is called that is not given a name
AUDITION_LIMIT: Final = 10.0  # seconds
Mode = Literal["latent", "parameters"]  # how a morph goes: the model's way, or value by value
MODES: Final[tuple[Mode, ...]] = ("latent", "parameters")
Level = Literal["match", "off"]  # whether made voices come at an even loudness
LEVELS: Final[tuple[Level, ...]] = ("match", "off")
Key = Literal["keep", "free"]  # whether moves keep the transposition, and draws are in C
KEYS: Final[tuple[Key, ...]] = ("keep", "free")
# What the values of a controller mean: a position, or steps from where one is (1 and 127, 65 and 63, or 1
# and 65 for one up and one down).
Encoding = Literal["absolute", "twos-complement", "offset", "signed"]
ENCODINGS: Final[tuple[Encoding, ...]] = ("absolute", "twos-complement", "offset", "signed")
TRIM_LIMIT: Final = 24.0  # dB
TRANSPOSE_LIMIT: Final = 24  # semitones
FAVOURITES: Final = "favourites.syx"  # where `Keep` collects when it is not told


@dataclass(frozen=True, slots=True)
class State:
    """All that clients can follow, as it was at one moment. Immutable: read it from any thread."""

    latent: tuple[float, ...]  # 8 coordinates, each exactly a float32: what OSC carries
    voice: Voice
    temperature: float
    seed: int
    pad_dims: tuple[int, int]  # the two dimensions, from 0, that the XY pad moves
    ends: tuple[int, int]  # the two slots, from 1, that `Interpolate` runs between
    t: float  # where it is between them
    cart: tuple[Voice, ...] | None  # 32 voices
    corners: tuple[int, int, int, int] = (1, 2, 3, 4)  # slots of the morph pad, from 1: see MorphXY
    xy: tuple[float, float] = (0.0, 0.0)  # where it is on the pad
    mode: Mode = MODES[0]  # how interpolations and morphs go
    guard: bool = False  # are voices judged by their sound before they are sent?
    level: Level = LEVELS[0]  # whether made voices are brought to an even loudness
    trim: float = 0.0  # dB that drawn voices are louder than the usual level
    transposition: Key = KEYS[0]  # whether moves keep the transposition and draws are in C
    smooth: bool = True  # whether a knob keeps the algorithm and the whole ratios
    glide: tuple[float, ...] = (0.0,) * LATENT_DIMS  # seconds that a set of each dimension travels
    locks: tuple[str, ...] = ()  # groups, and parameters beside them, that keep their values
    history: tuple[int, int] = (0, 0)  # how many steps can be undone, and redone
    norm: tuple[float, ...] = (0.5,) * LATENT_DIMS  # the coordinates as shares of what exists, 0 to 1
    drift: tuple[float, float] = (0.0, 0.0)  # rate and depth; off when one of them is 0
    path: float = 0.0  # legs of the path that lie behind, with the fraction of the one under way
    loop: bool = False  # does a path begin again at its end?
    slots: tuple[tuple[int, str], ...] = ()  # the filled ones, from 1, with their names
    slot: int = 0  # the one stored or recalled last; 0 for none
    favourite: tuple[int, str] = (0, "")  # the one at hand, from 1, and its name; 0 for none
    session: str = ""  # the name of the one at hand; "" for none
    tempo: float = 120.0  # beats a minute
    glide_beats: float = 0.0  # of all glides, when they were given in beats
    drift_beats: float = 0.0  # of a turn of the drift, when it was given in beats


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request came to when it succeeded: the state it left, and what else it found.

    `extra` follows the id in `/dx7/done`; `rows` is a list that was asked for (ports, axes). With
    `awaited` the answer is given when that is done, and is its BridgeError if it ends in one; with `again`
    the command is then run once more, and that is the answer.
    """

    state: State
    extra: tuple[int | float | str, ...] = ()
    rows: tuple[tuple[int | float | str | bytes, ...], ...] = ()
    awaited: Future[Any] | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A newer move by the same author took this one's place before it ran. Nothing to tell."""


class Command:
    """Something to ask of the engine: one of the classes below, each with one entry in `engine`."""

    __slots__ = ()


class Move(Command):
    """Leads elsewhere in the latent space. The latest wins: a move that was overtaken is not decoded."""

    __slots__ = ()


class Question(Command):
    """Changes nothing; the state is the answer, unless `engine.handlers` has a better one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SetLatent(Move):
    """Move to these coordinates: (dimension from 0, value) pairs; the others stay where they are."""

    coordinates: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class SetNorm(Move):
    """The same with shares of what exists, 0 to 1, in place of coordinates."""

    shares: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class MoveNormXY(Move):
    """Move the two dimensions that the XY pad is set to, to shares of what exists, 0 to 1."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class GetAxes(Question):
    """Ask what the axes do, and what they span."""


@dataclass(frozen=True, slots=True)
class SetDrift(Command):
    """Wander about, this fast and this far; 0 of either is still."""

    rate: float
    depth: float


@dataclass(frozen=True, slots=True)
class PlayPath(Command):
    """Travel from here along stored sounds: (slot, seconds to get there) each."""

    legs: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class StopPath(Command):
    """Stay where the path has led so far."""


@dataclass(frozen=True, slots=True)
class SetPathLoop(Command):
    """Whether a path begins again at its end."""

    on: bool


@dataclass(frozen=True, slots=True)
class GetPath(Question):
    """Ask how far along the path we are."""


@dataclass(frozen=True, slots=True)
class NameSlot(Command):
    """Call a filled slot so."""

    slot: int
    name: str


@dataclass(frozen=True, slots=True)
class ClearSlot(Command):
    """Forget the sound in a slot."""

    slot: int


@dataclass(frozen=True, slots=True)
class GetSlots(Question):
    """Ask which slots are filled."""


@dataclass(frozen=True, slots=True)
class SaveSession(Command):
    """Write all that a performance is made of to a file inside the folder.

    A file that is not ours is replaced only with `overwrite`.
    """

    name: str
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class LoadSession(Command):
    """Take it all back from there."""

    name: str


@dataclass(frozen=True, slots=True)
class GetSession(Question):
    """Ask for the session as text: the one row of the reply. For the bridge's own keeping, not for OSC."""


@dataclass(frozen=True, slots=True)
class RestoreSession(Command):
    """Take back a session from such text; `file` is its name in errors."""

    text: str
    file: str = "session"


@dataclass(frozen=True, slots=True)
class MoveXY(Move):
    """Move the two dimensions that the XY pad is set to."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SetPadDims(Command):
    """Which two dimensions, from 0, the XY pad moves."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class GetLatent(Question):
    """Ask for the coordinates."""


@dataclass(frozen=True, slots=True)
class Sample(Command):
    """Draw a new voice from the prior."""


@dataclass(frozen=True, slots=True)
class Init(Command):
    """Go back to INIT VOICE."""


@dataclass(frozen=True, slots=True)
class SetTemperature(Command):
    """Set how freely sampling draws values; 0 is deterministic."""

    temperature: float


@dataclass(frozen=True, slots=True)
class SetSeed(Command):
    """Restart the random numbers: the same seed gives the same samples."""

    seed: int


@dataclass(frozen=True, slots=True)
class StoreSlot(Command):
    """Remember the current sound in a slot, numbered from 1."""

    slot: int


@dataclass(frozen=True, slots=True)
class RecallSlot(Command):
    """Go back to the sound in a slot, exactly."""

    slot: int


@dataclass(frozen=True, slots=True)
class SetInterpolationSlots(Command):
    """Which two slots `Interpolate` runs between."""

    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Interpolate(Move):
    """Go to the point `t` of the way, 0 to 1; the ends are the stored voices themselves."""

    t: float


@dataclass(frozen=True, slots=True)
class SetMorphCorners(Command):
    """Which four slots the morph pad spans: a at (0, 0), b at (1, 0), c at (0, 1), d at (1, 1)."""

    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True)
class MorphXY(Move):
    """Go to a point of the morph pad, 0 to 1 each way; its corners are the stored voices themselves."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SetGuard(Command):
    """Judge decoded voices by their sound before they are sent, or do not."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetLevel(Command):
    """Bring made voices to an even loudness, or leave them: one of LEVELS."""

    level: Level


@dataclass(frozen=True, slots=True)
class SetTrim(Command):
    """Draw voices so many dB louder than usual."""

    decibels: float


@dataclass(frozen=True, slots=True)
class SetKey(Command):
    """Keep the transposition on moves and draw in C, or let the model choose: one of KEYS."""

    transposition: Key


@dataclass(frozen=True, slots=True)
class SetSmooth(Command):
    """Let a knob keep the algorithm and the whole ratios of its home, or let them leap."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetTranspose(Command):
    """Transpose the voice, in semitones from C."""

    semitones: int


@dataclass(frozen=True, slots=True)
class SetMorphMode(Command):
    """Set how interpolations and morphs work: one of MODES."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class SetGlide(Command):
    """Set how many seconds moves in these dimensions, from 0, take; 0 jumps."""

    dimensions: tuple[int, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Vary(Command):
    """A step from here: 0.1 is the same sound, nearly; 1 is a new sample."""

    amount: float


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Back to the sound before the last gesture; nothing happens when there is none."""


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Forward again, to what was undone."""


@dataclass(frozen=True, slots=True)
class GetHistory(Question):
    """Ask how many steps can be undone and redone."""


@dataclass(frozen=True, slots=True)
class Lock(Command):
    """These parameters, by VCED number, keep the values they have."""

    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unlock(Command):
    """They may change again."""

    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GetLocks(Question):
    """Ask what is locked."""


@dataclass(frozen=True, slots=True)
class Keep(Command):
    """Append the current voice to a .syx file of favourites inside the folder.

    A file that is not ours is replaced only with `overwrite`.
    """

    path: str
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class ListFiles(Command):
    """Ask which .syx files are inside the folder."""


@dataclass(frozen=True, slots=True)
class ReadFile(Command):
    """Ask for the voices in a file inside the folder, and what was wrong with it."""

    path: str


@dataclass(frozen=True, slots=True)
class ScanData(Command):
    """Ask for the voices in the contents of a file, and what was wrong with it."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Audition(Command):
    """Play one note of the current voice."""

    note: int
    velocity: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Describe(Command):
    """Ask what the current voice sounds like."""


@dataclass(frozen=True, slots=True)
class EncodeVoice(Command):
    """Find where this voice lives, and make it the current sound; `mended` says what had to give in it.

    `report`: what a synth sent, if it came from one.
    """

    voice: Voice
    mended: str = ""
    report: DeviceReport | None = None


@dataclass(frozen=True, slots=True)
class EncodeFile(Command):
    """The same for voice `number` (from 1) of a .syx file inside the folder."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class SetParameter(Command):
    """Edit one of the 155 values of the current voice; `report`: what a synth sent, if it was
    edited there."""

    index: int
    value: int
    report: DeviceReport | None = None


@dataclass(frozen=True, slots=True)
class GetParameters(Question):
    """Ask for the 155 values."""


@dataclass(frozen=True, slots=True)
class GetName(Question):
    """Ask for the name."""


@dataclass(frozen=True, slots=True)
class SetName(Command):
    """Rename the current voice; `mended` says what was cut off the name."""

    name: str
    mended: str = ""


@dataclass(frozen=True, slots=True)
class GetSysex(Question):
    """Ask for the current voice as a dump."""


@dataclass(frozen=True, slots=True)
class SampleCart(Command):
    """Fill the cartridge with 32 voices drawn with this seed."""

    seed: int


@dataclass(frozen=True, slots=True)
class InterpolateCart(Command):
    """Fill the cartridge with 32 steps from one slot's voice to the other's."""

    a: int
    b: int


@dataclass(frozen=True, slots=True)
class GetCart(Question):
    """Ask for the cartridge. NoSlot while there is none."""


@dataclass(frozen=True, slots=True)
class SaveCart(Command):
    """Write the cartridge as a .syx file inside the folder.

    A file that is not ours is replaced only with `overwrite`.
    """

    path: str
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class SendMidi(Command):
    """Send the current voice once more, as a whole dump."""


@dataclass(frozen=True, slots=True)
class ListPorts(Command):
    """Ask which MIDI ports there are."""


@dataclass(frozen=True, slots=True)
class LearnController(Command):
    """The next MIDI controller that moves takes this dimension, from 1; `kind` is one of ENCODINGS."""

    dimension: int
    kind: Encoding = "absolute"


@dataclass(frozen=True, slots=True)
class ForgetController(Command):
    """No MIDI controller moves this dimension, from 1, or any."""

    dimension: int | None


@dataclass(frozen=True, slots=True)
class ListControllers(Command):
    """Ask which MIDI controllers move which dimensions."""


@dataclass(frozen=True, slots=True)
class Capture(Command):
    """Ask the synth for the voice that it holds; it then comes in over MIDI and is encoded."""


@dataclass(frozen=True, slots=True)
class SaveBank(Command):
    """Write the bank that came in last over MIDI as a .syx file inside the folder.

    A file that is not ours is replaced only with `overwrite`.
    """

    path: str
    overwrite: bool = False
