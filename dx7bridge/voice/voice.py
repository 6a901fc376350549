"""A DX7 voice: 155 legal values, immutable. Building one is the validation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dx7bridge.errors import BadArguments, OutOfRange
from dx7bridge.voice.parameters import NAME_LENGTH, PARAMETERS, SOUND_SIZE, VOICE_SIZE, Parameter, find


@dataclass(frozen=True, slots=True)
class Clamp:
    """A value that was out of range, and the value it was clamped to."""

    parameter: Parameter
    found: int
    kept: int

    def __str__(self) -> str:
        return f"{self.parameter.name} {self.found} → {self.kept}"


@dataclass(frozen=True, slots=True)
class Change:
    """A new value of one parameter, as in a parameter change message."""

    index: int
    value: int


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """Values that a device reported holding, by VCED number.

    It came from the MIDI input of the name `port`, on a `channel` of 0-15, at `when` in monotonic seconds.
    """

    port: str
    channel: int
    when: float
    values: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """155 values in VCED order, each within its parameter's range.

    Raises BadArguments for another count, OutOfRange naming the first illegal value.
    """

    values: bytes

    def __post_init__(self) -> None:
        if len(self.values) != VOICE_SIZE:
            raise BadArguments(f"voice: {len(self.values)} values, {VOICE_SIZE} are needed")
        if not _legal(self.values):
            for parameter, value in zip(PARAMETERS, self.values, strict=True):
                if not parameter.low <= value <= parameter.high:
                    _refuse(parameter, value)

    @classmethod
    def of(cls, values: Iterable[int]) -> Voice:
        """A voice of any 155 whole numbers; the same errors as building it from bytes."""
        numbers = list(values)
        for parameter, value in zip(PARAMETERS, numbers, strict=False):
            if not parameter.low <= value <= parameter.high:
                _refuse(parameter, value)
        if len(numbers) != VOICE_SIZE:
            raise BadArguments(f"voice: {len(numbers)} values, {VOICE_SIZE} are needed")
        return cls(bytes(numbers))

    @classmethod
    def clamped(cls, values: Sequence[int]) -> tuple[Voice, tuple[Clamp, ...]]:
        """The nearest legal voice, and the values clamped. BadArguments unless there are 155 values."""
        if len(values) != VOICE_SIZE:
            raise BadArguments(f"voice: {len(values)} values, {VOICE_SIZE} are needed")
        kept = [min(max(v, p.low), p.high) for p, v in zip(PARAMETERS, values, strict=True)]
        clamps = tuple(
            Clamp(p, found, now)
            for p, found, now in zip(PARAMETERS, values, kept, strict=True)
            if found != now
        )
        return cls(bytes(kept)), clamps

    @property
    def name(self) -> str:
        """The name as its ten ASCII characters, trailing spaces taken off."""
        return self.values[SOUND_SIZE:].decode("ascii").rstrip()

    @property
    def sound(self) -> bytes:
        """The 145 values that are not the name."""
        return self.values[:SOUND_SIZE]

    def __getitem__(self, key: str | int) -> int:
        """The value of a parameter by name or number."""
        return self.values[find(key).index]

    def with_value(self, key: str | int, value: int) -> Voice:
        """This voice with one value changed; BadArguments or OutOfRange when that cannot be."""
        parameter = find(key)
        if not parameter.low <= value <= parameter.high:
            _refuse(parameter, value)
        values = bytearray(self.values)
        values[parameter.index] = value
        return Voice(bytes(values))

    def with_name(self, name: str) -> Voice:
        """This voice under another name: cut or padded to ten, unprintable characters become spaces."""
        letters = "".join(c if " " <= c <= "~" else " " for c in name[:NAME_LENGTH])
        return Voice(self.sound + letters.ljust(NAME_LENGTH).encode("ascii"))

    def diff(self, newer: Voice) -> tuple[Change, ...]:
        """The changes that turn this voice into `newer`, in VCED order."""
        pairs = enumerate(zip(self.values, newer.values, strict=True))
        return tuple(Change(index, now) for index, (then, now) in pairs if then != now)


def clamps_shown(clamps: Sequence[Clamp]) -> str:
    """The first three clamped values, in words."""
    return ", ".join(map(str, clamps[:3])) + (" …" if len(clamps) > 3 else "")


# Added to a value below 128, these set its high bit when it is above its range, and when it is not below it.
_ABOVE: Final = int.from_bytes(bytes(127 - p.high for p in PARAMETERS), "big")
_BELOW: Final = int.from_bytes(bytes(128 - p.low for p in PARAMETERS), "big")
_HIGH_BITS: Final = int.from_bytes(b"\x80" * VOICE_SIZE, "big")


def _legal(values: bytes) -> bool:
    """Whether each of 155 values is within its range, all at once: banks have a hundred thousand of them."""
    if not values.isascii():
        return False
    number = int.from_bytes(values, "big")
    return not number + _ABOVE & _HIGH_BITS and number + _BELOW & _HIGH_BITS == _HIGH_BITS


def _refuse(parameter: Parameter, value: int) -> None:
    raise OutOfRange(f"{parameter.name} = {value}: must be from {parameter.low} to {parameter.high}")


INIT_VOICE: Final = Voice(bytes(p.default for p in PARAMETERS))
