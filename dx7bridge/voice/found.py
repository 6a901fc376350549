"""The contents of a file: voices with their places, and everything that was wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments, BadSysex, OutOfRange
from dx7bridge.voice.sysex import BANK_VOICES
from dx7bridge.voice.voice import INIT_VOICE, Clamp, Voice


class Kind(StrEnum):
    """Kinds of problems and remarks about a file; the values are stable words for `--json`."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_VOICES = "no_voices"
    HEADERLESS = "headerless"
    UNFRAMED = "unframed"
    CHECKSUM = "checksum"
    BYTE_COUNT = "byte_count"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    LINE_ENDS = "line_ends"
    TOO_LONG = "too_long"
    NO_END = "no_end"
    JUNK = "junk"
    FOUR_OPERATOR = "four_operator"
    SUPPLEMENT = "supplement"
    OTHER_MESSAGE = "other_message"
    HIGH_BITS = "high_bits"
    REAL_TIME = "real_time"
    BROKEN_MIDI_FILE = "broken_midi_file"
    MIDI_FILE = "midi_file"
    WRAPPED = "wrapped"
    RECODED = "recoded"
    HEX_TEXT = "hex_text"
    TEXT = "text"
    ARCHIVE = "archive"
    DISK_IMAGE = "disk_image"
    PASSED_OVER = "passed_over"
    LIMIT = "limit"
    OUT_OF_RANGE = "out_of_range"
    SPARE_BITS = "spare_bits"
    REJECTED = "rejected"


class Mark(StrEnum):
    """How reliable a voice and its place are."""

    CHECKED = ""
    """It came in a whole message whose checksum is right."""
    UNCHECKED = "unchecked"
    """No checksum vouches for it: the message was cut off after it, or there was no message around it."""
    DOUBTFUL = "doubtful"
    """The checksum is wrong, or bytes were lost or added before it or near it."""
    INIT = "init"
    """INIT VOICE, in the place of one that cannot be read; only `SyxFile.placed` has them."""


WORDS: Final[dict[Kind, str]] = {
    Kind.EMPTY: "empty file",
    Kind.UNREADABLE: "cannot be read",
    Kind.NO_VOICES: "no voices",
    Kind.HEADERLESS: "voices without a message around them",
    Kind.UNFRAMED: "message without F0 or F7",
    Kind.CHECKSUM: "wrong checksum",
    Kind.BYTE_COUNT: "wrong byte count",
    Kind.TRUNCATED: "message cut short",
    Kind.DAMAGED: "damaged message",
    Kind.LINE_ENDS: "line ends changed by a text transfer",
    Kind.TOO_LONG: "message too long",
    Kind.NO_END: "message without F7",
    Kind.JUNK: "bytes that belong to no message",
    Kind.FOUR_OPERATOR: "voices of a four-operator synth",
    Kind.SUPPLEMENT: "DX7II data passed over",
    Kind.OTHER_MESSAGE: "message of another kind",
    Kind.HIGH_BITS: "high bits set",
    Kind.REAL_TIME: "real-time bytes inside a message",
    Kind.BROKEN_MIDI_FILE: "broken MIDI file",
    Kind.MIDI_FILE: "taken from a MIDI file",
    Kind.WRAPPED: "taken out of another format",
    Kind.RECODED: "recoded bytes",
    Kind.HEX_TEXT: "hex text",
    Kind.TEXT: "text",
    Kind.ARCHIVE: "archive",
    Kind.DISK_IMAGE: "disk image",
    Kind.PASSED_OVER: "passed over",
    Kind.LIMIT: "larger than what is read",
    Kind.OUT_OF_RANGE: "voice with values out of range, corrected",
    Kind.SPARE_BITS: "spare bits set",
    Kind.REJECTED: "unreadable voice",
}  # what people read where `--json` has the kind

_PLAIN: Final = frozenset({Kind.SPARE_BITS, Kind.NO_VOICES, Kind.PASSED_OVER})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: of which kind, where in the file, and what became of it."""

    kind: Kind
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


@dataclass(frozen=True, slots=True)
class FoundVoice:
    """A voice and where it came from.

    `number` is its place in the file from 1; `offset` the byte at which its data start (in a MIDI file or
    the like: within the SysEx taken out of it); `clamps` the values that were out of range; `channel`, 0-15,
    the one it is addressed to, 0 without a message; `mark` how far it can be trusted.
    """

    voice: Voice
    path: Path
    number: int
    offset: int
    clamps: tuple[Clamp, ...] = ()
    channel: int = 0
    mark: Mark = Mark.CHECKED


@dataclass(frozen=True, slots=True)
class BankOfVoices:
    """One bank: its voices in their places, INIT VOICE where none could be read.

    `filled` are the places, from 1, that INIT VOICE stands in; `doubtful` those of doubtful voices.
    """

    voices: tuple[Voice, ...]
    filled: tuple[int, ...]
    doubtful: tuple[int, ...]


@dataclass(frozen=True)
class SyxFile:
    """The contents of a file and its problems.

    `dumps` counts the messages that voices came in; `places` the places for voices, unreadable ones included;
    `spans` gives each bank message's first place, from 1, and its number of places.
    """

    path: Path
    size: int
    voices: tuple[FoundVoice, ...]
    problems: tuple[Problem, ...]
    dumps: int = 0
    places: int = 0
    spans: tuple[tuple[int, int], ...] = ()

    def found(self, number: int) -> FoundVoice:
        """The voice at this place, from 1. BadSysex if it cannot be read, OutOfRange (number)."""
        self._need_voices()
        if number in self._by_number:
            return self._by_number[number]
        if 1 <= number <= self.places:
            raise BadSysex(f"{self.path}: voice {number} was rejected: {self._why_missing(number)}")
        raise OutOfRange(f"{self.path}: voice {number}: must be from 1 to {self.places}")

    def voice(self, number: int) -> Voice:
        """The voice at this place, from 1. BadSysex when nothing readable is there, OutOfRange (number)."""
        return self.found(number).voice

    def all_voices(self) -> list[Voice]:
        """Every readable voice in order; BadSysex when there is none."""
        self._need_voices()
        return [found.voice for found in self.voices]

    @property
    def banks(self) -> tuple[tuple[int, int], ...]:
        """First place and number of places of each bank: each bank message; in a file without any, each 32
        places.
        """
        if self.spans:
            return self.spans
        starts = range(1, self.places + 1, BANK_VOICES)
        return tuple((start, min(BANK_VOICES, self.places + 1 - start)) for start in starts)

    def bank(self, number: int) -> BankOfVoices:
        """The bank of this number, from 1. BadSysex without any voice, BadArguments for another number."""
        self._need_voices()
        banks = self.banks
        if not 1 <= number <= len(banks):
            raise BadArguments(f"{self.path}: bank {number}: must be from 1 to {len(banks)}")
        first, size = banks[number - 1]
        places = [self._by_number.get(first + place) for place in range(size)]
        return BankOfVoices(
            tuple(found.voice if found else INIT_VOICE for found in places),
            tuple(place for place, found in enumerate(places, 1) if found is None),
            tuple(place for place, found in enumerate(places, 1) if found and found.mark is Mark.DOUBTFUL),
        )

    def placed(self) -> list[FoundVoice]:
        """Every place up to that of the last readable voice, INIT VOICE where none could be read."""
        found = self._by_number
        last = self.voices[-1].number if self.voices else 0
        return [
            found.get(n) or FoundVoice(INIT_VOICE, self.path, n, 0, mark=Mark.INIT)
            for n in range(1, last + 1)
        ]

    @property
    def doubtful(self) -> tuple[int, ...]:
        """The numbers of the doubtful voices."""
        return tuple(found.number for found in self.voices if found.mark is Mark.DOUBTFUL)

    @property
    def channels(self) -> tuple[int, ...]:
        """The channels, 0-15, that its voices are addressed to, each once."""
        return tuple(sorted({found.channel for found in self.voices}))

    @property
    def mended(self) -> str:
        """The problems in short: `checksum 1, junk 2`; "" if there are none."""
        wrong = [p for p in self.problems if p.kind not in _PLAIN]
        return ", ".join(f"{kind} {count}" for kind, count in count_kinds(wrong).items())

    def narrowed(self, numbers: Iterable[int]) -> SyxFile:
        """The same with these voices only, and without the problems of the others."""
        wanted = frozenset(numbers)
        return replace(
            self,
            voices=tuple(found for found in self.voices if found.number in wanted),
            problems=tuple(p for p in self.problems if _voice_of(p) in wanted | {0}),
        )

    @property
    def in_words(self) -> str:
        """The problems in words, with their numbers: `wrong checksum (1)`; "" if there are none."""
        return worded(count_kinds(p for p in self.problems if p.kind not in _PLAIN))

    @property
    def passed_over(self) -> str:
        """Why a file without voices was passed over; "" for one that has voices."""
        return "" if self.voices else self._why_empty()

    @cached_property
    def _by_number(self) -> dict[int, FoundVoice]:
        return {found.number: found for found in self.voices}

    def _need_voices(self) -> None:
        if not self.voices:
            raise BadSysex(f"{self.path}: no DX7 voices ({self._why_empty()})")

    def _why_missing(self, number: int) -> str:
        where = f"voice {number}"
        reasons = [p.message for p in self.problems if p.kind is Kind.REJECTED and p.where == where]
        return reasons[0] if reasons else "lost, or too damaged to be read"

    def _why_empty(self) -> str:
        reasons = [str(p) for p in self.problems if p.kind is not Kind.NO_VOICES]
        return reasons[0] if reasons else "nothing of a DX7 in it"


def count_kinds(problems: Iterable[Problem]) -> dict[str, int]:
    """The number of problems of each kind, in the order of `Kind`."""
    counts = Counter(problem.kind for problem in problems)
    return {kind.value: counts[kind] for kind in Kind if counts[kind]}


def worded(counts: Mapping[str, int]) -> str:
    """Counts of `count_kinds` in words: `wrong checksum (1), unreadable voice (3)`."""
    return ", ".join(f"{WORDS[Kind(kind)]} ({count})" for kind, count in counts.items())


def _voice_of(problem: Problem) -> int:
    """The number of the voice that a problem is about; 0 for one of the file."""
    found = re.search(r"(?:^|: )voice ([0-9]+)$", problem.where)
    return int(found[1]) if found else 0
