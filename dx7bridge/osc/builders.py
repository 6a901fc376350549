"""Requests from the arguments of an address, where they need more than their arguments in order.

Pure functions, any thread. BadArguments, OutOfRange, BadSysex, ... for what only the values together show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dx7bridge import commands as c
from dx7bridge.errors import BadArguments, BadSysex, OutOfRange, suggestion
from dx7bridge.osc.requests import DEFAULT_HZ, Hello, RegisterReply, Subscribe, Unsubscribe
from dx7bridge.playing import FadeToSlot, PlayPathBeats, RenameFavourite, SamplePart, UndeleteSession
from dx7bridge.voice.parameters import GROUPS, NAME_LENGTH, PARAMETERS, VOICE_SIZE, find, group
from dx7bridge.voice.sysex import VOICE_MESSAGE_SIZE, decode_voice
from dx7bridge.voice.voice import clamps_shown

OVERWRITE: Final = "overwrite"  # the word that insists
ALL: Final = "all"


def latent(values: tuple[float, ...]) -> c.SetLatent:
    return c.SetLatent(tuple(enumerate(values)))


def one_latent(dimension: int) -> Callable[[float], c.SetLatent]:
    return lambda value: c.SetLatent(((dimension, value),))


def norm(shares: tuple[float, ...]) -> c.SetNorm:
    return c.SetNorm(tuple(enumerate(shares)))


def one_norm(dimension: int) -> Callable[[float], c.SetNorm]:
    return lambda share: c.SetNorm(((dimension, share),))


def path(values: tuple[Any, ...]) -> c.PlayPath:
    return c.PlayPath(tuple(zip(values[::2], values[1::2], strict=True)))


def recall(slot: int, seconds: float = 0.0) -> c.RecallSlot | FadeToSlot:
    return FadeToSlot(slot, seconds) if seconds else c.RecallSlot(slot)


def path_beats(values: tuple[Any, ...]) -> PlayPathBeats:
    return PlayPathBeats(tuple(zip(values[::2], values[1::2], strict=True)))


def rename_favourite(number: int, name: str) -> RenameFavourite:
    _refuse_foreign_letters(name)
    return RenameFavourite(number, name)


def restore_session(name: str = "") -> UndeleteSession:
    return UndeleteSession(name)


def save_session(name: str = c.SESSION, word: str | None = None) -> c.SaveSession:
    return c.SaveSession(name, overwrite=_overwrite(word))


def save_cart(path: str, word: str | None = None) -> c.SaveCart:
    return c.SaveCart(path, overwrite=_overwrite(word))


def save_bank(path: str, word: str | None = None) -> c.SaveBank:
    return c.SaveBank(path, overwrite=_overwrite(word))


def _overwrite(word: str | None) -> bool:
    if word not in (None, OVERWRITE):
        raise BadArguments(f"overwrite: got {word!r}; must be {OVERWRITE!r} or left out")
    return word is not None


def list_file(path: str = "") -> c.ListFiles | c.ReadFile:
    return c.ReadFile(path) if path else c.ListFiles()


def scan(data: bytes) -> c.ScanData:
    if not data:
        raise BadArguments("contents: must not be empty")
    return c.ScanData(data)


def load_session(name: str = c.SESSION) -> c.LoadSession:
    return c.LoadSession(name)


def audition(note: int = 60, velocity: int = 100, seconds: float = 1.5) -> c.Audition:
    return c.Audition(note, velocity, seconds)


def pad_dims(x: int, y: int) -> c.SetPadDims:
    if x == y:
        raise BadArguments(f"x and y are both {x}: must be two different dimensions")
    return c.SetPadDims(x - 1, y - 1)


def encode_blob(data: bytes) -> c.EncodeVoice:
    voice, clamps = decode_voice(data)
    # As /dx7/encode/file tells it, and which.
    return c.EncodeVoice(voice, f"out_of_range {len(clamps)}: {clamps_shown(clamps)}" if clamps else "")


def encode_ints(values: tuple[int, ...]) -> c.EncodeVoice:
    # A whole message opens with F0 and closes with F7; all else in MIDI has seven bits.
    framed = len(values) == VOICE_MESSAGE_SIZE
    if framed and (values[0], values[-1]) != (0xF0, 0xF7):
        raise BadSysex(f"value 1 = {values[0]}, value {len(values)} = {values[-1]}: must be 240 and 247")
    data = values[1:-1] if framed else values
    for number, value in enumerate(data, 2 if framed else 1):
        if value > 127:
            raise OutOfRange(f"value {number} = {value}: must be from 0 to 127")
    return encode_blob(bytes(values))


def encode_file(path: str, number: int = 1) -> c.EncodeFile:
    return c.EncodeFile(path, number)


def glide(seconds: float) -> c.SetGlide:
    return c.SetGlide(tuple(range(c.LATENT_DIMS)), seconds)


def one_glide(dimension: int) -> Callable[[float], c.SetGlide]:
    return lambda seconds: c.SetGlide((dimension,), seconds)


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
            f"what {str(word)[:80]!r}: must be all, {', '.join(GROUPS)}, or a parameter such as"
            f" op1.coarse{near}"
        ) from None


def lock(word: str | int) -> c.Lock:
    return c.Lock(_locked(word))


def unlock(word: str | int = "all") -> c.Unlock:
    return c.Unlock(_locked(word))


def sample_part(*words: str) -> SamplePart:
    return SamplePart(tuple(sorted({index for word in words for index in _locked(word)})))


def keep(path: str = c.FAVOURITES, word: str | None = None) -> c.Keep:
    return c.Keep(path, overwrite=_overwrite(word))


def learn(dimension: int, encoding: str = c.ENCODINGS[0]) -> c.LearnController:
    for kind in c.ENCODINGS:
        if encoding == kind:
            return c.LearnController(dimension, kind)
    raise BadArguments(f"encoding {encoding[:80]!r}: must be one of {', '.join(c.ENCODINGS)}")


def forget(dimension: int | str) -> c.ForgetController:
    if dimension == ALL:
        return c.ForgetController(None)
    if isinstance(dimension, str):
        raise BadArguments(f"dimension {dimension[:80]!r}: must be 1 to {c.LATENT_DIMS}, or all")
    return c.ForgetController(dimension)


def param(key: str | int, value: int) -> c.SetParameter:
    parameter = find(key)
    if not parameter.low <= value <= parameter.high:
        raise OutOfRange(f"{parameter.name} = {value}: must be from {parameter.low} to {parameter.high}")
    return c.SetParameter(parameter.index, value)


def _refuse_foreign_letters(name: str) -> None:
    for letter in name:
        if not " " <= letter <= "~":
            raise OutOfRange(f"name {name!r}: {letter!r} is not on a DX7; must be ASCII, 32 to 126")


def name(name: str | None = None) -> c.SetName | c.GetName:
    if name is None:
        return c.GetName()
    _refuse_foreign_letters(name)
    cut = f"cut to {NAME_LENGTH} characters: {name[:NAME_LENGTH]}" if len(name) > NAME_LENGTH else ""
    return c.SetName(name[:NAME_LENGTH], cut)


def _target(target: str | int) -> tuple[str, int]:
    """Host ("" = the sender's own) and port of `port`, `ip:port` or `[ip6]:port`."""
    if isinstance(target, int):
        return "", target
    host, _, port = target.rpartition(":")
    if not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise BadArguments(f"target {target!r}: must be a port from 0 to 65535, or ip:port")
    return host.strip("[]"), int(port)


def hello(number: int | None = None) -> Hello:
    return Hello(number)


def register(target: str | int) -> RegisterReply:
    host, port = _target(target)
    if not port:
        raise OutOfRange("port = 0: must be from 1 to 65535")
    return RegisterReply(host, port)


def subscribe(target: str | int = 0, hz: float = DEFAULT_HZ) -> Subscribe:
    return Subscribe(*_target(target), hz)


def unsubscribe(target: str | int = 0) -> Unsubscribe:
    return Unsubscribe(*_target(target))
