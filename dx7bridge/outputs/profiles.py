"""Profiles: the timing and messages of each kind of synth. Frozen values; any thread may read them.

A profile says how fast the wire is, how long the device rests after a message, when parameter changes
are cheaper than a dump, and what it reads differently. Figures: measured on Yamaha's mk1 ROM (a voice
dump takes 88 ms, a parameter change 45 ms, so from two changes on a dump is faster) and read in the
sources of Dexed and MiniDexed. Override a field with `dataclasses.replace`, or with words as a user has
them: `Override.parse("dump_gap=0.08")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from dx7bridge.errors import BadArguments, OutOfRange
from dx7bridge.voice.hearing import LFO_SHAPE
from dx7bridge.voice.parameters import PARAMETERS, VOICE_SIZE, find

MIDI_BAUD: Final = 31250  # bits a second on a DIN cable
BITS_PER_BYTE: Final = 10  # start bit, eight data bits, stop bit


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of device. Times in seconds, counted from the last byte of a message on the wire.

    `most_changes`: while the sound moves, up to so many changed values go as parameter changes, more go
    as one dump; 0 means never. A new sound always goes as a dump. `dump_indices` are values that the
    device takes from a dump alone; while they cannot be heard, they wait for the next one. `baud` is None
    where bytes cost no time. `checksum` replaces the checksum byte of a voice dump. `settle`: a note so
    soon after a dump may be lost. `answers`: it sends its voice when it is asked to. `cuts_notes`: a
    dump ends notes that sound, so what only a dump carries waits for silence. Without `dumps` it gets
    parameter changes alone, all 155 of them for a new sound, and no bank. `channel` is 0-15.

    Raises OutOfRange for an illegal field.
    """

    name: str
    doc: str
    dump_gap: float
    change_gap: float
    most_changes: int
    dump_indices: frozenset[int] = frozenset()
    baud: int | None = MIDI_BAUD
    checksum: int | None = None
    settle: float = 0.0
    answers: bool = False
    cuts_notes: bool = False
    dumps: bool = True
    channel: int = 0

    def __post_init__(self) -> None:
        _check("channel", self.channel, 0, 15)
        _check("dump_gap", self.dump_gap, 0.0, 10.0)
        _check("change_gap", self.change_gap, 0.0, 10.0)
        _check("settle", self.settle, 0.0, 10.0)
        _check("most_changes", self.most_changes, 0, VOICE_SIZE)
        if self.baud is not None:
            _check("baud", self.baud, 300, 10_000_000)
        if self.checksum is not None:
            _check("checksum", self.checksum, 0, 127)

    def wire_time(self, size: int) -> float:
        """Seconds that `size` bytes take on this wire; 0.0 when it is not a cable."""
        return size * BITS_PER_BYTE / self.baud if self.baud else 0.0

    def dumps_only(self, *, gap: float) -> Profile:
        """This profile for a receiver of whole voices: no parameter changes, no wire, at least `gap`."""
        return replace(
            self, most_changes=0, dump_indices=frozenset(), baud=None, dump_gap=max(self.dump_gap, gap)
        )


def _check(field: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise OutOfRange(f"profile {field} = {value}: must be from {low} to {high}")


DX7: Final = Profile("dx7", "DX7 mk1, and any hardware unless told otherwise", 0.060, 0.060, 1, settle=0.050)
DEXED: Final = Profile(
    "dexed",
    "Dexed, and other software",
    dump_gap=0.005,
    change_gap=0.0,
    most_changes=VOICE_SIZE,
    dump_indices=LFO_SHAPE,  # Dexed looks at it only when it resets the LFO, which a dump does
    baud=None,
    answers=True,  # when a SysEx output is set in it
    cuts_notes=True,
)
MINIDEXED: Final = Profile(
    "minidexed", "MiniDexed on its serial input; set baud to none over USB", 0.030, 0.005, 23
)
FM1: Final = Profile(
    "fm1",
    "M-VAVE FM-1: parameter changes alone, for on some firmware a dump overwrites the stored preset",
    dump_gap=0.030,
    change_gap=0.002,
    most_changes=VOICE_SIZE,
    dumps=False,
)

PROFILES: Final[dict[str, Profile]] = {
    profile.name: profile
    for profile in (
        DX7,
        replace(DX7, name="dx7ii", doc="DX7II, DX7s, TX802: the voice group as on a DX7", answers=True),
        replace(DX7, name="tx", doc="TX7, TX216, TX816", answers=True),
        replace(
            DX7,
            name="volca",
            doc="Volca FM: dumps only; it reads the checksum byte as the operator switches",
            most_changes=0,
            checksum=0x7F,
        ),
        DEXED,
        MINIDEXED,
        FM1,
    )
}

FM1_PORT: Final = r"\bfm-1\b|m-vave"
LIKELY: Final = r"dx-?7(?!bridge)|dexed|tx-?(7|216|802|816)\b|volca|hexter"
"""Names of ports that probably lead to one of these devices, as a regular expression."""


def find_profile(name: str) -> Profile:
    """The profile of this name; BadArguments when there is none."""
    if name not in PROFILES:
        raise BadArguments(f"profile {name!r}: must be one of {', '.join(PROFILES)}")
    return PROFILES[name]


def guess_profile(port_name: str) -> Profile:
    """The profile that suits what a port's name says: software when it says so, else `dx7`."""
    lowered = port_name.lower()
    for profile in (MINIDEXED, DEXED):  # in this order: one name contains the other
        if profile.name in lowered:
            return profile
    if re.search(FM1_PORT, lowered):
        return FM1
    return DX7


@dataclass(frozen=True, slots=True)
class Override:
    """One field of a profile is another: of the profile of this name, or "" for whichever is used."""

    profile: str
    field: str
    value: Any

    @classmethod
    def parse(cls, text: str) -> Override:
        """From `FIELD=VALUE` or `PROFILE.FIELD=VALUE`. BadArguments or OutOfRange saying what is legal."""
        left, equals, right = text.partition("=")
        name, _, field = left.strip().rpartition(".")
        if not equals:
            raise BadArguments(f"profile setting {text!r}: must be FIELD=VALUE or PROFILE.FIELD=VALUE")
        if name:
            find_profile(name)
        if field not in _READERS:
            raise BadArguments(f"profile field {field!r}: must be one of {', '.join(_READERS)}")
        read, legal = _READERS[field]
        try:
            value = read(right.strip().lower())
        except (ValueError, KeyError):
            raise BadArguments(f"profile {field} = {right.strip()!r}: must be {legal}") from None
        override = cls(name, field, value)
        override.on(PROFILES.get(name, DX7))  # refuses a number that is out of range now, not later
        return override

    def __str__(self) -> str:
        name = f"{self.profile}." if self.profile else ""
        return f"{name}{self.field}={_written(self.value)}"

    def on(self, profile: Profile) -> Profile:
        """That profile with this field; itself when another one is meant."""
        return replace(profile, **{self.field: self.value}) if self.profile in ("", profile.name) else profile


def overridden(profile: Profile, overrides: Iterable[Override]) -> Profile:
    """The profile with all of them; later ones win."""
    for override in overrides:
        profile = override.on(profile)
    return profile


def shown(profile: Profile) -> dict[str, str]:
    """Every field that can be overridden, as one would write it."""
    return {
        field.name: _written(getattr(profile, field.name))
        for field in fields(profile)
        if field.name in _READERS
    }


def _written(value: object) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return "+".join(PARAMETERS[index].name for index in sorted(value)) or "none"
        case float():
            return f"{value:g}"
    return str(value)


def _optional(text: str) -> int | None:
    return None if text == "none" else int(text, 0)


def _indices(text: str) -> frozenset[int]:
    words = [] if text == "none" else text.split("+")
    return frozenset(find(int(word) if word.isdecimal() else word).index for word in words)


_SECONDS: Final = (float, "seconds, such as 0.06")
_YES_NO: Final = ({"yes": True, "true": True, "no": False, "false": False}.__getitem__, "yes or no")
# How each field is read, and what is legal in words.
_READERS: Final[dict[str, tuple[Callable[[str], Any], str]]] = {
    "dump_gap": _SECONDS,
    "change_gap": _SECONDS,
    "most_changes": (int, f"a whole number from 0 to {VOICE_SIZE}"),
    "dump_indices": (_indices, "parameters such as lfo.speed+lfo.wave, or none"),
    "baud": (_optional, "bits a second, or none"),
    "checksum": (_optional, "0 to 127, or none for the right one"),
    "settle": _SECONDS,
    "cuts_notes": _YES_NO,
    "answers": _YES_NO,
    "dumps": _YES_NO,
}
