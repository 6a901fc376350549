"""OSC datagrams to and from messages: python-osc is the codec, the walk and every check are ours.

Pure functions, any thread. python-osc decodes a cut-off float as 0, lets NaN pass and raises half a
dozen kinds of error; here a datagram is either read whole or refused with a ParseError, element by
element. Format: OpenSoundControl 1.0 specification.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from pythonosc.parsing import osc_types

from dx7bridge.errors import OutOfRange, ParseError

LARGEST_DATAGRAM: Final = 65_507  # bytes of payload in one UDP datagram over IPv4
BUNDLE_DEPTH: Final = 8  # bundles within bundles
MESSAGES: Final = 512  # elements of all bundles in one packet
ARGUMENTS: Final = 1024  # of one message
UNIX_IN_NTP: Final = 2_208_988_800  # seconds from 1900 to 1970
_BUNDLE: Final = b"#bundle\0"
_TOO_MANY: Final = f"more than {MESSAGES} elements in one packet; the rest is left out"
_IMMEDIATELY: Final = (0, 1)  # 0 is not in the specification, but clients send it

Atom = int | float | str | bytes  # what we send: flat i f s b


@dataclass(frozen=True, slots=True)
class Other:
    """An argument of a type that nothing here takes (nil, MIDI, colour, time tag, ...)."""

    tag: str


Argument = int | float | str | bytes | Other
_Codec = tuple[int, Callable[[bytes, int], tuple[Argument, int]]]  # smallest size, reader


@dataclass(frozen=True, slots=True)
class Message:
    """An address and its arguments; arrays are flattened, T and F are True and False."""

    address: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Malformed:
    """An unreadable message; `address` is empty if it could not be read either."""

    address: str
    error: ParseError


@dataclass(frozen=True, slots=True)
class Timed:
    """Messages that belong together, and when: seconds since 1970, or None for at once."""

    due: float | None
    messages: tuple[Message | Malformed, ...]


def parse(datagram: bytes) -> list[Timed]:
    """The messages and bundles of a datagram, in order. Never raises: an unreadable part is a Malformed."""
    if datagram.startswith(_BUNDLE):
        return list(_bundle(datagram, None, 1, count(1)))
    return [Timed(None, (_message(datagram),))]


def encode(address: str, atoms: Sequence[Atom]) -> bytes:
    """One message of flat `i f s b`. OutOfRange when a whole number is no int32."""
    if len(atoms) > 16 and all(type(atom) is int for atom in atoms):  # a dump: thousands of them
        try:
            packed = struct.pack(f">{len(atoms)}i", *atoms)
        except struct.error:
            raise OutOfRange(f"{address}: a number does not fit in 32 bits") from None
        head = osc_types.write_string(address) + osc_types.write_string("," + "i" * len(atoms))
        return head + packed
    tags, body = [","], []
    for atom in atoms:
        match atom:
            case bool():
                raise TypeError(f"{address}: {atom} is neither i, f, s nor b")
            case int():
                if not -(2**31) <= atom < 2**31:
                    raise OutOfRange(f"{address}: {atom} does not fit in 32 bits")
                tags.append("i")
                body.append(osc_types.write_int(atom))
            case float():
                tags.append("f")
                body.append(osc_types.write_float(atom))
            case str():
                tags.append("s")
                body.append(osc_types.write_string(_plain(atom)))
            case bytes():
                tags.append("b")
                body.append(struct.pack(">i", len(atom)) + atom + bytes(-len(atom) % 4))  # also an empty one
    return b"".join((osc_types.write_string(address), osc_types.write_string("".join(tags)), *body))


def _plain(text: str) -> str:
    """Text that OSC can carry: no NUL, no half characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _bundle(data: bytes, outer: float | None, depth: int, numbers: Iterator[int]) -> Iterator[Timed]:
    if len(data) < 16:
        yield _refused(outer, f"bundle: {len(data)} bytes, at least 16 are needed")
        return
    tag = int.from_bytes(data[8:16], "big")
    due = outer
    if tag not in _IMMEDIATELY:
        due = max(tag / 2**32 - UNIX_IN_NTP, outer or 0.0)
    together: list[Message | Malformed] = []
    at = 16
    while at < len(data):
        if (number := next(numbers)) > MESSAGES:
            if number == MESSAGES + 1:  # said once, by the innermost
                together.append(Malformed("", ParseError(f"bundle: {_TOO_MANY}")))
            break
        size = int.from_bytes(data[at : at + 4], "big", signed=True)
        element = data[at + 4 : at + 4 + max(size, 0)]
        if at + 4 > len(data) or size <= 0 or len(element) != size:
            together.append(Malformed("", ParseError(f"bundle: an element of {size} bytes does not fit")))
            break
        at += 4 + size
        if not element.startswith(_BUNDLE):
            together.append(_message(element))
            continue
        if together:
            yield Timed(due, tuple(together))
            together = []
        if depth < BUNDLE_DEPTH:
            yield from _bundle(element, due, depth + 1, numbers)
        else:
            yield _refused(due, f"bundle: nested more than {BUNDLE_DEPTH} deep")
    if together:
        yield Timed(due, tuple(together))


def _refused(due: float | None, why: str) -> Timed:
    return Timed(due, (Malformed("", ParseError(why)),))


def _message(data: bytes) -> Message | Malformed:
    address = ""
    try:
        if not data.startswith(b"/"):
            raise ParseError("not OSC: a message starts with '/', a bundle with '#bundle'")
        address, at = _string(data, 0, "address")
        return Message(address, tuple(_arguments(data, at)))
    except ParseError as error:
        return Malformed(address, error)


def _arguments(data: bytes, at: int) -> Iterator[Argument]:
    if at == len(data):
        return  # old senders leave out the type tags of a message without arguments
    tags, at = _string(data, at, "type tags")
    if not tags.startswith(","):
        raise ParseError(f"type tags {tags[:20]!r}: must start with a comma")
    if len(tags) > ARGUMENTS + 1:
        raise ParseError(f"{len(tags) - 1} type tags: a message has at most {ARGUMENTS} arguments")
    depth = 0
    for number, tag in enumerate(tags[1:], 1):
        if tag in "[]":
            depth += 1 if tag == "[" else -1
            if depth < 0:
                break
            continue
        if tag in _CONSTANTS:
            yield _CONSTANTS[tag]
            continue
        if tag in "sS":
            text, at = _string(data, at, f"argument {number}")
            yield text
            continue
        if tag not in _SIZED:
            raise ParseError(f"argument {number}: unknown type tag {tag!r}")
        size, read = _SIZED[tag]
        _need(data, at, size, number)
        if tag == "b":
            length = struct.unpack_from(">i", data, at)[0]
            if length < 0:
                raise ParseError(f"argument {number}: a blob of {length} bytes")
            _need(data, at, 4 + length + -length % 4, number)
        value, at = read(data, at)
        yield value
    if depth:
        raise ParseError("type tags: a bracket is missing")
    if at != len(data):
        raise ParseError(f"{len(data) - at} bytes are left over after the last argument")


def _need(data: bytes, at: int, size: int, number: int) -> None:
    if at + size > len(data):
        raise ParseError(f"argument {number}: cut off, {len(data) - at} bytes of {size}")


def _string(data: bytes, at: int, what: str) -> tuple[str, int]:
    end = data.find(b"\0", at)
    after = end + 4 - (end - at) % 4
    if end < 0 or after > len(data):
        raise ParseError(f"{what}: a string without an end")
    try:
        return data[at:end].decode(), after
    except UnicodeDecodeError:
        raise ParseError(f"{what}: not UTF-8") from None


def _skip(tag: str, size: int) -> _Codec:
    return size, lambda _data, at: (Other(tag), at + size)


_CONSTANTS: Final[dict[str, Argument]] = {"T": True, "F": False, "N": Other("N"), "I": Other("I")}
_SIZED: Final[dict[str, _Codec]] = {
    "i": (4, osc_types.get_int),
    "f": (4, osc_types.get_float),
    "b": (4, osc_types.get_blob),
    "h": (8, osc_types.get_int64),
    "d": (8, osc_types.get_double),
    **{tag: _skip(tag, size) for tag, size in (("t", 8), ("m", 4), ("r", 4), ("c", 4))},
}
