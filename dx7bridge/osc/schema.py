"""THE address table: every OSC address, its arguments, what it asks for, what it answers, what it is for.

The dispatcher, `/dx7/help`, the README's table and the tests are derived from it; nobody writes a
second one. Pure values and functions, any thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mode
from types import MappingProxyType
from typing import Any, Final

from dx7bridge.commands import (
    AUDITION_LIMIT,
    DRIFT_DEPTH_LIMIT,
    DRIFT_RATE_LIMIT,
    FAVOURITES,
    GLIDE_LIMIT,
    LATENT_DIMS,
    LATENT_LIMIT,
    MODES,
    PATH_STOPS,
    SEED_LIMIT,
    SESSION,
    SLOT_NAME_LENGTH,
    SLOTS,
    TEMPERATURE_LIMIT,
    Audition,
    Capture,
    ClearSlot,
    Command,
    Describe,
    EncodeFile,
    EncodeVoice,
    ForgetController,
    GetAxes,
    GetCart,
    GetHistory,
    GetLatent,
    GetLocks,
    GetName,
    GetParameters,
    GetPath,
    GetSlots,
    GetSysex,
    Interpolate,
    InterpolateCart,
    Keep,
    LearnController,
    ListControllers,
    ListPorts,
    LoadSession,
    Lock,
    MorphXY,
    MoveNormXY,
    MoveXY,
    NameSlot,
    PlayPath,
    RecallSlot,
    Redo,
    Reply,
    Sample,
    SampleCart,
    SaveCart,
    SaveSession,
    SendMidi,
    SetDrift,
    SetGlide,
    SetGuard,
    SetInterpolationSlots,
    SetLatent,
    SetMorphCorners,
    SetMorphMode,
    SetName,
    SetNorm,
    SetParameter,
    SetPathLoop,
    SetSeed,
    SetTemperature,
    SetXYAxes,
    State,
    StopPath,
    StoreSlot,
    Undo,
    Unlock,
    Vary,
)
from dx7bridge.errors import BadArguments, BadSysex, BridgeError, NotFinite, OutOfRange, suggestion
from dx7bridge.osc.packet import Argument, Atom, Other
from dx7bridge.voice.parameters import GROUPS, NAME_LENGTH, PACKED_SIZE, PARAMETERS, VOICE_SIZE, find, group
from dx7bridge.voice.sysex import VOICE_MESSAGE_SIZE, decode_voice, encode_bank, encode_voice
from dx7bridge.voice.voice import clamps_shown

PROTOCOL: Final = 1  # told by ping; changes when a client must
DEFAULT_HZ: Final = 30.0
HZ_LIMIT: Final = 120.0

Atoms = tuple[Atom, ...]


# What the server does by itself, without the engine.


@dataclass(frozen=True, slots=True)
class Ping:
    """Are you there?"""


@dataclass(frozen=True, slots=True)
class AskStatus:
    """What is loaded, where does it go, who listens?"""


@dataclass(frozen=True, slots=True)
class AskHelp:
    """The rows of this table whose address starts with `prefix`."""

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


Local = Ping | AskStatus | AskHelp | RegisterReply | Subscribe | Unsubscribe
Request = Command | Local


# Arguments.


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument, or `counts` of the same kind in a row.

    `kind`: i whole number, f number, s text, b blob; "is" takes either. `low` to `high` are the legal
    numbers, both included, or for a text its number of characters. Of several in a row these may be
    different things by turns, `each`. `choices` are the words that a text may be.
    """

    name: str
    kind: str
    low: float = -math.inf
    high: float = math.inf
    counts: tuple[int, ...] = ()
    each: tuple[Arg, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def turn(self) -> tuple[Arg, ...]:
        """What is repeated."""
        return self.each or (self,)

    @property
    def fewest(self) -> tuple[Arg, ...]:
        """One by one, as few as there may be."""
        return self.turn * (min(self.counts, default=1) // len(self.turn))

    @property
    def types(self) -> str:
        """OSC type tags: `f`, `i|s`, `ffffffff`, `i*128|i*155|i*163`, `if|ifif|...|if*16`."""
        if not self.counts:
            return "|".join(self.kind)
        turn = "".join(arg.kind for arg in self.turn)
        times = [count // len(turn) for count in self.counts]
        forms = [turn * n if n * len(turn) <= LATENT_DIMS else f"{turn}*{n}" for n in times]
        return "|".join(forms if len(forms) <= 3 else [*forms[:2], "...", forms[-1]])

    @property
    def legal(self) -> str:
        """What this argument may be, in words."""
        if self.each:
            return ", ".join(f"{arg.name} {arg.legal}" for arg in self.each)
        words = "|".join(_WORDS[kind] for kind in self.kind)
        if math.isinf(self.low) and math.isinf(self.high):
            return words
        of = " characters" if self.kind == "s" else ""
        return f"{words}, {self.low:.10g} to {self.high:.10g}{of}"

    def read_all(self, values: Sequence[Argument]) -> tuple[Any, ...]:
        """Several in a row."""
        size = len(self.turn)
        return tuple(self.turn[i % size].read(value, i // size + 1) for i, value in enumerate(values))

    def read(self, value: Argument, number: int | None = None) -> Any:
        """The argument as Python has it; BadArguments, NotFinite or OutOfRange naming it."""
        name = self.name if number is None else f"{self.name} {number}"
        match value:
            case str() if "s" in self.kind:
                if not self.low <= len(value) <= self.high and self.kind == "s":
                    raise OutOfRange(f"{name}: {len(value)} characters; legal is {self.legal}")
                return value
            case bytes() if "b" in self.kind:
                return value
            case int() | float() if "f" in self.kind or "i" in self.kind:
                return self._number(name, value)
        got = f"type {value.tag!r}" if isinstance(value, Other) else _shown(value)
        raise BadArguments(f"{name}: got {got}; legal is {self.legal}")

    def _number(self, name: str, value: int | float) -> int | float:
        if not math.isfinite(value):
            raise NotFinite(f"{name} = {value}: legal is {self.legal}")
        number: int | float = float(value)
        if "i" in self.kind:
            if value != math.floor(value):
                raise BadArguments(f"{name} = {value:g}: a whole number is needed; legal is {self.legal}")
            number = int(value)
        if not self.low <= number <= self.high:
            raise OutOfRange(f"{name} = {value:.10g}: legal is {self.legal}")
        return number


_WORDS: Final = {"i": "whole number", "f": "number", "s": "text", "b": "blob"}
ID: Final = Arg("id", "i", -(2**31), 2**31 - 1)


def _shown(value: Argument) -> str:
    if isinstance(value, bytes):
        return f"a blob of {len(value)} bytes"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return f"the number {value}"


# Rows.


@dataclass(frozen=True, slots=True)
class Address:
    """A row: where, with what, asking what, answered how.

    `build` makes the request from the arguments as `Arg.read` gives them. On success the messages
    named by `before` go out (each made by `OUT`), then the done, then those of `after`. `ends` says
    what closes an answer: `/dx7/done`, or a reply with an id of its own, or "" where success is
    silent. `sets` are the state's addresses that whoever asks knows by asking.
    """

    address: str
    doc: str
    build: Callable[..., Request]
    args: tuple[Arg, ...] = ()
    optional: tuple[Arg, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ends: str = "/dx7/done"
    sets: frozenset[str] = frozenset()

    @property
    def types(self) -> str:
        """OSC type tags; what may be left out is in brackets, the id last: `s[i][i]`."""
        return "".join(a.types for a in self.args) + "".join(f"[{a.types}]" for a in (*self.optional, ID))

    @property
    def usage(self) -> str:
        """The arguments by name, for people."""
        required = [f"{a.types} {a.name}" for a in self.args]
        return ", ".join([*required, *(f"[{a.types} {a.name}]" for a in self.optional)])

    @property
    def help(self) -> str:
        """The doc line with the legal values of each argument."""
        legal = [f"{a.name}: {a.legal}" for a in (*self.args, *self.optional)]
        return f"{self.doc} ({'; '.join(legal)})" if legal else self.doc

    def read(self, arguments: Sequence[Argument]) -> tuple[Request, int]:
        """The request and its id, 0 when absent. BadArguments, NotFinite, OutOfRange, BadSysex, ..."""
        number, given = 0, list(arguments)
        bare = not self.args and not self.optional
        if bare and len(given) == 1 and isinstance(given[0], Other) and given[0].tag in "NI":
            given = []  # nil or impulse: how OSCQuery clients press a button
        if self._has_id(given):
            try:
                number = int(ID.read(given.pop()))
            except BridgeError as error:
                others = f"{len(arguments)} arguments: {self.usage or 'none'}, and an id"
                raise type(error)(f"{error} ({others})") from None
        return self.build(*self._values(given)), number

    def refused_id(self, arguments: Sequence[Argument]) -> int:
        """The id to refuse these arguments under; 0 when it cannot be told."""
        if self._has_id(arguments):
            try:
                return int(ID.read(arguments[-1]))
            except (BadArguments, NotFinite, OutOfRange):
                return 0
        return 0 if self._fits(len(arguments)) else guessed_id(arguments)

    def _has_id(self, given: Sequence[Argument]) -> bool:
        """One argument more than there can be otherwise: told by the count alone. But where a text may be
        left out, an int in its place is the id.
        """
        if len(given) - 1 in [self._fixed() + n for n in self._counts()]:
            return True
        left_out = (*(None for _ in self.args), *self.optional)[len(given) - 1 : len(given)] if given else ()
        return any(arg is not None and arg.kind == "s" for arg in left_out) and isinstance(given[-1], int)

    def _fits(self, count: int) -> bool:
        """Is this a legal number of arguments, the id not counted?"""
        least = sum(1 for a in self.args if not a.counts)
        return any(least + n <= count <= self._fixed() + n for n in self._counts())

    def _fixed(self) -> int:
        return sum(1 for a in (*self.args, *self.optional) if not a.counts)

    def _counts(self) -> tuple[int, ...]:
        """The lengths of the one repeated argument; (0,) when there is none."""
        return next((a.counts for a in self.args if a.counts), (0,))

    def _values(self, given: list[Argument]) -> Iterator[Any]:
        if not self._fits(len(given)):
            legal = f"{self.usage or 'none'}, and an id"
            raise BadArguments(f"{len(given)} arguments; legal is {legal}")
        for arg in (*self.args, *self.optional):
            if arg.counts:
                repeated, given = given, []
                yield arg.read_all(repeated)
            elif given:
                yield arg.read(given.pop(0))


def guessed_id(arguments: Sequence[Argument]) -> int:
    """Where no count tells: a last int may well be the id, and whoever waits for it is helped."""
    last = arguments[-1] if arguments else 0
    return last if isinstance(last, int) and ID.low <= last <= ID.high else 0


# What goes out.


def _each(address: str, of: Callable[[State], Sequence[float]]) -> Mapping[str, Callable[[State], Atoms]]:
    """One address a dimension, `address/1` to `/8`."""

    def one(dimension: int) -> Callable[[State], Atoms]:
        return lambda state: (of(state)[dimension],)

    return {f"{address}/{n + 1}": one(n) for n in range(LATENT_DIMS)}


_LATENTS: Final = _each("/dx7/latent", lambda state: state.latent)
_NORMS: Final = _each("/dx7/latent/norm", lambda state: state.norm)
_GLIDES: Final = _each("/dx7/glide", lambda state: state.glide)


# The state, each part under the address it is set with, so that a client's sliders follow.
STATE: Final[Mapping[str, Callable[[State], Atoms]]] = MappingProxyType(
    {
        "/dx7/latent": lambda state: state.latent,
        **_LATENTS,
        "/dx7/latent/xy": lambda state: tuple(state.latent[axis] for axis in state.axes),
        "/dx7/latent/norm": lambda state: state.norm,
        **_NORMS,
        "/dx7/latent/norm/xy": lambda state: tuple(state.norm[axis] for axis in state.axes),
        "/dx7/latent/axes": lambda state: tuple(axis + 1 for axis in state.axes),
        "/dx7/temperature": lambda state: (state.temperature,),
        "/dx7/seed": lambda state: (state.seed,),
        "/dx7/interpolate/slots": lambda state: state.ends,
        "/dx7/interpolate": lambda state: (state.t,),
        "/dx7/interpolate/xy/slots": lambda state: state.corners,
        "/dx7/interpolate/xy": lambda state: state.xy,
        "/dx7/morph/mode": lambda state: (state.mode,),
        "/dx7/guard": lambda state: (int(state.guard),),
        "/dx7/glide": lambda state: (mode(state.glide),),  # one dimension alone does not move the master
        **_GLIDES,
        "/dx7/drift": lambda state: state.drift,
        "/dx7/path/at": lambda state: (state.path,),
        "/dx7/path/loop": lambda state: (int(state.loop),),
        "/dx7/slots": lambda state: tuple(atom for slot in state.slots for atom in slot),
        "/dx7/locks": lambda state: state.locks,
        "/dx7/history": lambda state: state.history,
        "/dx7/name": lambda state: (state.voice.name,),
        "/dx7/params": lambda state: tuple(state.voice.values),
    }
)


def _one_line(of: Callable[[State], Atoms]) -> Callable[[Reply], Sequence[Atoms]]:
    return lambda reply: [of(reply.state)]


def _bank(state: State) -> bytes:
    return encode_bank(state.cart) if state.cart else b""


# Every message that can be part of an answer: from a reply, the arguments of each.
OUT: Final[Mapping[str, Callable[[Reply], Sequence[Atoms]]]] = MappingProxyType(
    {
        **{address: _one_line(of) for address, of in STATE.items()},
        "/dx7/sysex": lambda reply: [(encode_voice(reply.state.voice),)],
        "/dx7/sysex/ints": lambda reply: [tuple(encode_voice(reply.state.voice))],
        "/dx7/cart": lambda reply: [(_bank(reply.state),)],
        "/dx7/cart/ints": lambda reply: [tuple(_bank(reply.state))],
        "/dx7/axis": lambda reply: reply.rows,
        "/dx7/description": lambda reply: reply.rows,
        "/dx7/midi/port": lambda reply: reply.rows,
        "/dx7/midi/control": lambda reply: reply.rows,
    }
)


# Builders that need more than their arguments in order.


def _latent(values: tuple[float, ...]) -> SetLatent:
    return SetLatent(tuple(enumerate(values)))


def _one_latent(dimension: int) -> Callable[[float], SetLatent]:
    return lambda value: SetLatent(((dimension, value),))


def _norm(shares: tuple[float, ...]) -> SetNorm:
    return SetNorm(tuple(enumerate(shares)))


def _one_norm(dimension: int) -> Callable[[float], SetNorm]:
    return lambda share: SetNorm(((dimension, share),))


def _path(values: tuple[Any, ...]) -> PlayPath:
    return PlayPath(tuple(zip(values[::2], values[1::2], strict=True)))


def _path_loop(on: int) -> SetPathLoop:
    return SetPathLoop(bool(on))


def _save_session(name: str = SESSION) -> SaveSession:
    return SaveSession(name)


def _load_session(name: str = SESSION) -> LoadSession:
    return LoadSession(name)


def _audition(note: int = 60, velocity: int = 100, seconds: float = 1.5) -> Audition:
    return Audition(note, velocity, seconds)


def _axes(x: int, y: int) -> SetXYAxes:
    if x == y:
        raise BadArguments(f"x and y are both {x}: two different dimensions are needed")
    return SetXYAxes(x - 1, y - 1)


def _encode_blob(data: bytes) -> EncodeVoice:
    voice, clamps = decode_voice(data)
    # As /dx7/encode/file tells it, and which.
    return EncodeVoice(voice, f"out_of_range {len(clamps)}: {clamps_shown(clamps)}" if clamps else "")


def _encode_ints(values: tuple[int, ...]) -> EncodeVoice:
    # A whole message opens with F0 and closes with F7; all else in MIDI has seven bits.
    framed = len(values) == VOICE_MESSAGE_SIZE
    if framed and (values[0], values[-1]) != (0xF0, 0xF7):
        raise BadSysex(f"value 1 = {values[0]}, value {len(values)} = {values[-1]}: legal are 240 and 247")
    data = values[1:-1] if framed else values
    for number, value in enumerate(data, 2 if framed else 1):
        if value > 127:
            raise OutOfRange(f"value {number} = {value}: legal is 0 to 127")
    return _encode_blob(bytes(values))


def _encode_file(path: str, number: int = 1) -> EncodeFile:
    return EncodeFile(path, number)


def _mode(mode: str) -> SetMorphMode:
    for known in MODES:
        if mode == known:
            return SetMorphMode(known)
    raise BadArguments(f"mode {mode!r}: legal are {', '.join(MODES)}")


def _glide(seconds: float) -> SetGlide:
    return SetGlide(tuple(range(LATENT_DIMS)), seconds)


def _one_glide(dimension: int) -> Callable[[float], SetGlide]:
    return lambda seconds: SetGlide((dimension,), seconds)


def _locked(word: str | int) -> tuple[int, ...]:
    """The parameters that a word stands for: a group, a parameter, its number, or all."""
    if word == "all":
        return tuple(range(VOICE_SIZE))
    if isinstance(word, str) and word in GROUPS:
        return tuple(p.index for p in group(word))
    try:
        return (find(word).index,)
    except BadArguments:
        near = suggestion(str(word), ("all", *GROUPS, *(p.name for p in PARAMETERS)))
        raise BadArguments(
            f"what {str(word)[:80]!r}: legal are all, {', '.join(GROUPS)}, or a parameter such as"
            f" op1.coarse{near}"
        ) from None


def _lock(word: str | int) -> Lock:
    return Lock(_locked(word))


def _unlock(word: str | int = "all") -> Unlock:
    return Unlock(_locked(word))


def _keep(path: str = FAVOURITES) -> Keep:
    return Keep(path)


def _forget(dimension: int | None = None) -> ForgetController:
    return ForgetController(dimension)


def _param(key: str | int, value: int) -> SetParameter:
    parameter = find(key)
    if not parameter.low <= value <= parameter.high:
        raise OutOfRange(f"{parameter.name} = {value}: legal is {parameter.low} to {parameter.high}")
    return SetParameter(parameter.index, value)


def _name(name: str | None = None) -> SetName | GetName:
    if name is None:
        return GetName()
    for letter in name:
        if not " " <= letter <= "~":
            raise OutOfRange(f"name {name!r}: {letter!r} is not on a DX7; legal are ASCII 32 to 126")
    return SetName(name)


def _target(target: str | int) -> tuple[str, int]:
    """Host ("" = the sender's own) and port of `port`, `ip:port` or `[ip6]:port`."""
    if isinstance(target, int):
        return "", target
    host, _, port = target.rpartition(":")
    if not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise BadArguments(f"target {target!r}: legal is a port, 0 to 65535, or ip:port")
    return host.strip("[]"), int(port)


def _register(target: str | int) -> RegisterReply:
    host, port = _target(target)
    if not port:
        raise OutOfRange("port = 0: legal is 1 to 65535")
    return RegisterReply(host, port)


def _subscribe(target: str | int = 0, hz: float = DEFAULT_HZ) -> Subscribe:
    return Subscribe(*_target(target), hz)


def _unsubscribe(target: str | int = 0) -> Unsubscribe:
    return Unsubscribe(*_target(target))


_COORDINATE: Final = (-LATENT_LIMIT, LATENT_LIMIT)
_DIMENSION: Final = (1, LATENT_DIMS)
_SLOT: Final = (1, SLOTS)
_SEED: Final = Arg("seed", "i", 0, SEED_LIMIT)
_TARGET: Final = Arg("target", "is", 0, 65535)
_SECONDS: Final = Arg("seconds", "f", 0, GLIDE_LIMIT)
_WHAT: Final = Arg("what", "is", 0, VOICE_SIZE - 1)
LATENT_STATE: Final = frozenset(
    ("/dx7/latent", "/dx7/latent/xy", *_LATENTS, "/dx7/latent/norm", "/dx7/latent/norm/xy", *_NORMS)
)
_SHARE: Final = Arg("share", "f", 0, 1)
_SOUND: Final = ("/dx7/latent", "/dx7/name", "/dx7/params")

TABLE: Final[tuple[Address, ...]] = (
    Address("/dx7/ping", "are you there: answers `/dx7/pong s version i protocol i id`", Ping,
            ends="/dx7/pong"),
    Address("/dx7/status", "answers `/dx7/status.reply s model i dims i busy s output i subscribers i id`;"
            " dims is 0 until the model is loaded", AskStatus, ends="/dx7/status.reply"),
    Address("/dx7/help", "one `/dx7/help s address s types s doc` for each address that starts so; where the"
            " doc begins with `sent:`, the bridge alone sends it", AskHelp,
            optional=(Arg("prefix", "s", 0, 255),)),
    Address("/dx7/reply", "send my answers to this port of mine, for clients that cannot hear where they"
            " send from", _register, (Arg("port", "is", 1, 65535),)),
    Address("/dx7/subscribe", "tell this port of mine (0 or none: where answers go) of every change, at most"
            " hz times a second; any message renews the 60 s lease", _subscribe,
            optional=(_TARGET, Arg("hz", "f", 1, HZ_LIMIT))),
    Address("/dx7/unsubscribe", "no more of it", _unsubscribe, optional=(_TARGET,)),
    Address("/dx7/latent", "go to these 8 coordinates", _latent,
            (Arg("z", "f", *_COORDINATE, counts=(LATENT_DIMS,)),), ends="", sets=LATENT_STATE),
    *(Address(f"/dx7/latent/{n + 1}", f"go to this coordinate of dimension {n + 1}", _one_latent(n),
              (Arg("z", "f", *_COORDINATE),), ends="", sets=LATENT_STATE) for n in range(LATENT_DIMS)),
    Address("/dx7/latent/xy", "move the two dimensions of the XY pad", MoveXY,
            (Arg("x", "f", *_COORDINATE), Arg("y", "f", *_COORDINATE)), ends="", sets=LATENT_STATE),
    Address("/dx7/latent/norm", "the same on a scale of 0 to 1 on which no part is dead: equal steps hold"
            " equal shares of the voices there are", _norm, (Arg("share", "f", 0, 1, counts=(LATENT_DIMS,)),),
            ends="", sets=LATENT_STATE),
    *(Address(f"/dx7/latent/norm/{n + 1}", f"dimension {n + 1} on a scale of 0 to 1", _one_norm(n), (_SHARE,),
              ends="", sets=LATENT_STATE) for n in range(LATENT_DIMS)),
    Address("/dx7/latent/norm/xy", "move the two dimensions of the XY pad, on a scale of 0 to 1", MoveNormXY,
            (Arg("x", "f", 0, 1), Arg("y", "f", 0, 1)), ends="", sets=LATENT_STATE),
    Address("/dx7/latent/axes", "which two dimensions the XY pad moves", _axes,
            (Arg("x", "i", *_DIMENSION), Arg("y", "i", *_DIMENSION)), sets=frozenset(("/dx7/latent/axes",))),
    Address("/dx7/latent/get", "where are we: answers `/dx7/latent f*8`", GetLatent, before=("/dx7/latent",)),
    Address("/dx7/axes/get", "one `/dx7/axis i n s label f low f high` for each dimension: what it does, and"
            " the coordinates at 0 and 1 of its normalised scale", GetAxes, before=("/dx7/axis",)),
    Address("/dx7/sample", "draw a new voice; answers its latent, name and params too", Sample, after=_SOUND),
    Address("/dx7/temperature", "how freely sample draws; 0 always takes the likeliest", SetTemperature,
            (Arg("temperature", "f", 0, TEMPERATURE_LIMIT),), sets=frozenset(("/dx7/temperature",))),
    Address("/dx7/seed", "start the random numbers again: the same seed, the same samples", SetSeed, (_SEED,),
            sets=frozenset(("/dx7/seed",))),
    Address("/dx7/slot/store", "remember this sound", StoreSlot, (Arg("slot", "i", *_SLOT),)),
    Address("/dx7/slot/recall", "back to a remembered sound, exactly; answers its latent, name and params"
            " too", RecallSlot, (Arg("slot", "i", *_SLOT),), after=_SOUND),
    Address("/dx7/slot/name", "call a filled slot so", NameSlot,
            (Arg("slot", "i", *_SLOT), Arg("name", "s", 0, SLOT_NAME_LENGTH))),
    Address("/dx7/slot/clear", "forget the sound in a slot", ClearSlot, (Arg("slot", "i", *_SLOT),)),
    Address("/dx7/slots/get", "answers `/dx7/slots i slot s name …` with all that are filled", GetSlots,
            before=("/dx7/slots",)),
    Address("/dx7/interpolate", "go to a point between two slots; 0 and 1 are the stored voices themselves",
            Interpolate, (Arg("t", "f", 0, 1),), sets=frozenset(("/dx7/interpolate",))),
    Address("/dx7/interpolate/slots", "which two slots to interpolate between", SetInterpolationSlots,
            (Arg("a", "i", *_SLOT), Arg("b", "i", *_SLOT)), sets=frozenset(("/dx7/interpolate/slots",))),
    Address("/dx7/interpolate/xy", "go to a point of the morph pad between four slots; its corners are the"
            " stored voices themselves", MorphXY, (Arg("x", "f", 0, 1), Arg("y", "f", 0, 1)),
            sets=frozenset(("/dx7/interpolate/xy",))),
    Address("/dx7/interpolate/xy/slots", "which four slots the morph pad spans: a at 0 0, b at 1 0, c at 0 1,"
            " d at 1 1", SetMorphCorners, tuple(Arg(corner, "i", *_SLOT) for corner in "abcd"),
            sets=frozenset(("/dx7/interpolate/xy/slots",))),
    Address("/dx7/guard", "1: a voice decoded silent, clipped or running away is drawn again or walked back"
            " from before it is sent; 0: it is sent. Status counts what was heard, what was mended, and what"
            " was let through because nothing near sounds", lambda on: SetGuard(bool(on)),
            (Arg("on", "i", 0, 1),), sets=frozenset(("/dx7/guard",))),
    Address("/dx7/morph/mode", "how interpolations and morphs go: latent (the model's way) or parameters"
            " (value by value)", _mode, (Arg("mode", "s", 1, 20, choices=MODES),),
            sets=frozenset(("/dx7/morph/mode",))),
    Address("/dx7/glide", "latent sets travel over so many seconds, all dimensions; 0 jumps", _glide,
            (_SECONDS,), sets=frozenset(("/dx7/glide", *_GLIDES))),
    *(Address(f"/dx7/glide/{n + 1}", f"the same for dimension {n + 1} alone", _one_glide(n), (_SECONDS,),
              sets=frozenset((f"/dx7/glide/{n + 1}",))) for n in range(LATENT_DIMS)),
    Address("/dx7/drift", "wander about from here by itself: rate in turns a second, depth in coordinates,"
            " how far at most; 0 of either is still", SetDrift, (Arg("rate", "f", 0, DRIFT_RATE_LIMIT),
            Arg("depth", "f", 0, DRIFT_DEPTH_LIMIT)), sets=frozenset(("/dx7/drift",))),
    Address("/dx7/path", f"travel along up to {PATH_STOPS} slots: slot and seconds to get there each;"
            " the stops are the stored voices themselves; done tells f seconds in all", _path,
            (Arg("slot and seconds", "f", counts=tuple(range(2, 2 * PATH_STOPS + 1, 2)),
                 each=(Arg("slot", "i", *_SLOT), _SECONDS)),)),
    Address("/dx7/path/stop", "stay where the path has led so far", StopPath),
    Address("/dx7/path/loop", "1: a path begins again at its end", _path_loop, (Arg("on", "i", 0, 1),),
            sets=frozenset(("/dx7/path/loop",))),
    Address("/dx7/path/get", "answers `/dx7/path/at f`: legs that lie behind, with the fraction of this one;"
            " 0 when no path is under way", GetPath, before=("/dx7/path/at",)),
    Address("/dx7/vary", "a step from here, not a throw of dice: 0.1 is nearly the same sound, 1 a new one;"
            " answers its latent, name and params too", Vary, (Arg("amount", "f", 0, 1),), after=_SOUND),
    Address("/dx7/undo", "back to the sound before the last gesture; answers its latent, name and params too,"
            " and done tells `i undos i redos` that are left", Undo, after=_SOUND),
    Address("/dx7/redo", "forward again to what was undone; answers as undo does", Redo, after=_SOUND),
    Address("/dx7/history/get", "answers `/dx7/history i undos i redos`: how many steps there are",
            GetHistory, before=("/dx7/history",)),
    Address("/dx7/lock", f"keep these values as they are: all, a group ({', '.join(GROUPS)}) or a parameter;"
            " they survive sample, vary, morph, encode and recall; done tells how many values are locked",
            _lock, (_WHAT,), sets=frozenset(("/dx7/locks",)), before=("/dx7/locks",)),
    Address("/dx7/unlock", "let them change again; all of them without an argument (before an id say all)",
            _unlock, optional=(_WHAT,), sets=frozenset(("/dx7/locks",)), before=("/dx7/locks",)),
    Address("/dx7/locks/get", "answers `/dx7/locks s…`: each group locked as a whole, then single"
            " parameters", GetLocks,
            before=("/dx7/locks",)),
    Address("/dx7/keep", f"add this voice to a .syx file of favourites in the bridge's folder ({FAVOURITES});"
            " done tells where, and how many it holds", _keep, optional=(Arg("path", "s", 1, 1000),)),
    Address("/dx7/session/save", "write slots, locks, sound, settings and controllers to a file in the"
            " bridge's folder; done tells where", _save_session, optional=(Arg("name", "s", 1, 200),)),
    Address("/dx7/session/load", "take them all back from there", _load_session,
            optional=(Arg("name", "s", 1, 200),), after=_SOUND),
    Address("/dx7/encode", "take this voice (128 packed, 155 or 163 bytes) and find where it lives; answers"
            " its latent too, and done tells what had to be mended in it, if anything",
            _encode_blob, (Arg("voice", "b"),), after=("/dx7/latent",)),
    Address("/dx7/encode/ints", "the same as 155 values, the 163 bytes of a dump, or 128 of a bank",
            _encode_ints, (Arg("value", "i", 0, 255, counts=(PACKED_SIZE, VOICE_SIZE, VOICE_MESSAGE_SIZE)),),
            after=("/dx7/latent",)),
    Address("/dx7/encode/file", "the same with a voice of a .syx file in the bridge's folder; done tells what"
            " had to be mended in it, if anything", _encode_file, (Arg("path", "s", 1, 1000),),
            (Arg("voice", "i", 1, 100_000),), after=("/dx7/latent",)),
    Address("/dx7/param", "set one parameter, by name or by number, 0 to 154", _param,
            (Arg("parameter", "is", 0, VOICE_SIZE - 1), Arg("value", "i"))),
    Address("/dx7/params/get", "answers `/dx7/params i*155`", GetParameters, before=("/dx7/params",)),
    Address("/dx7/name", "rename the voice, or ask its name: answers `/dx7/name s`", _name,
            optional=(Arg("name", "s", 0, NAME_LENGTH),), before=("/dx7/name",),
            sets=frozenset(("/dx7/name",))),
    Address("/dx7/sysex/get", "answers `/dx7/sysex b`, the voice as a dump of 163 bytes", GetSysex,
            before=("/dx7/sysex",)),
    Address("/dx7/sysex/ints/get", "the same as `/dx7/sysex/ints i*163`", GetSysex,
            before=("/dx7/sysex/ints",)),
    Address("/dx7/cart/sample", "fill the cartridge with 32 new voices", SampleCart, (_SEED,)),
    Address("/dx7/cart/interpolate", "fill the cartridge with 32 steps from one slot to another",
            InterpolateCart, (Arg("a", "i", *_SLOT), Arg("b", "i", *_SLOT))),
    Address("/dx7/cart/get", "answers `/dx7/cart b`, a bank dump of 4104 bytes", GetCart,
            before=("/dx7/cart",)),
    Address("/dx7/cart/ints/get", "the same as `/dx7/cart/ints i*4104`", GetCart, before=("/dx7/cart/ints",)),
    Address("/dx7/cart/save", "write the cartridge as a .syx file in the bridge's folder; done tells where",
            SaveCart, (Arg("path", "s", 1, 1000),)),
    Address("/dx7/audition", "hear one note of the voice, on the synth or by the Dexed engine; done tells"
            " where",
            _audition, optional=(Arg("note", "i", 0, 127), Arg("velocity", "i", 1, 127),
            Arg("seconds", "f", 0.1, AUDITION_LIMIT))),
    Address("/dx7/describe", "how it sounds, from a render: answers `/dx7/description i algorithm s carriers"
            " f brightness f attack f decay f loudness s verdict` in Hz, seconds, seconds and dB; verdict is"
            " ok, silent, clipped or runaway", Describe, before=("/dx7/description",)),
    Address("/dx7/midi/send", "send the voice to the synth once more, as a whole dump", SendMidi),
    Address("/dx7/midi/ports", "one `/dx7/midi/port s` for each MIDI port there is", ListPorts,
            before=("/dx7/midi/port",)),
    Address("/dx7/midi/learn", "the next MIDI controller that moves takes this dimension; it is remembered",
            LearnController, (Arg("dimension", "i", *_DIMENSION),)),
    Address("/dx7/midi/forget", "no MIDI controller moves this dimension any more; without an argument, any",
            _forget, optional=(Arg("dimension", "i", *_DIMENSION),)),
    Address("/dx7/midi/controls/get", "one `/dx7/midi/control i dimension s controller` for each dimension"
            " that a MIDI controller moves", ListControllers, before=("/dx7/midi/control",)),
    Address("/dx7/capture", "ask the synth for the voice it holds, which is then encoded as if it had been"
            " sent from its panel; done once it is there, fail when none has come in 3 s; a DX7 mk1 does not"
            " answer", Capture),
)  # fmt: skip

ADDRESSES: Final[Mapping[str, Address]] = MappingProxyType({row.address: row for row in TABLE})
ANSWERS: Final = frozenset(("/dx7/done", "/dx7/fail", "/dx7/pong"))  # never answered themselves
PERSONAL: Final = frozenset(("/dx7/reply", "/dx7/subscribe", "/dx7/unsubscribe"))  # no pattern reaches them

# What the bridge sends and nobody sends it: type tags (... for more of the same, or of anything) and doc.
SENT: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "/dx7/done": ("si...", "command, id, and what the command has to tell"),
        "/dx7/fail": ("siss", "command, id, code, message"),
        "/dx7/pong": ("sii", "version, protocol, id"),
        "/dx7/status.reply": ("siisii", "model, dims, busy, output, subscribers, id"),
        "/dx7/path/at": ("f", "state: legs of the path that lie behind; 0 when none is under way"),
        "/dx7/slots": ("is...", "state: number and name of each filled slot"),
        "/dx7/locks": ("s...", "state: groups and parameters that are locked"),
        "/dx7/history": ("ii", "state: undos, redos"),
        "/dx7/params": ("i*155", "state: the voice's values"),
        "/dx7/axis": ("isff", "dimension, label, the coordinates at 0 and at 1"),
        "/dx7/description": ("isffffs", "algorithm, carriers, brightness, attack, decay, loudness, verdict"),
        "/dx7/sysex": ("b", "the voice as a dump"),
        "/dx7/sysex/ints": ("i*163", "the voice as a dump"),
        "/dx7/cart": ("b", "the cartridge as a dump"),
        "/dx7/cart/ints": ("i*4104", "the cartridge as a dump"),
        "/dx7/midi/port": ("s", "a MIDI port"),
        "/dx7/midi/control": ("is", "dimension, controller"),
    }
)


def parameter_edit(index: int) -> Callable[[State], Atoms]:
    """`/dx7/param` as state: the name and value of one parameter."""
    return lambda state: (PARAMETERS[index].name, state.voice[index])


def changed(old: State, new: State) -> set[str]:
    """The state's addresses whose arguments are no longer the same."""
    return {address for address, of in STATE.items() if of(old) != of(new)}


def markdown() -> str:
    """The table for the README."""

    def cell(text: str) -> str:
        return text.replace("|", "\\|")

    lines = ["| address | arguments | what it does | answer |", "|---|---|---|---|"]
    for row in TABLE:
        args = ", ".join(_argument_cell(a, optional=a in row.optional) for a in (*row.args, *row.optional))
        parts = [*row.before, *([row.ends] if row.ends else []), *row.after]
        answer = ", ".join(f"`{part}`" for part in parts) or "silent"
        lines.append(f"| `{row.address}` | {cell(args) or '–'} | {cell(row.doc)} | {answer} |")
    return "\n".join(lines) + "\n"


def _argument_cell(arg: Arg, *, optional: bool) -> str:
    text = f"`{arg.types}` " + " and ".join(each.name + _range(each) for each in arg.turn)
    return f"[{text}]" if optional else text


def _range(arg: Arg) -> str:
    if math.isinf(arg.low) or math.isinf(arg.high) or arg.kind not in "if":
        return ""
    return f" {arg.low:g}–{arg.high:.10g}" if arg.low >= 0 else f" ±{arg.high:g}"
