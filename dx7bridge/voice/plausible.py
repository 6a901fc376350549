"""How likely bytes are to be packed voices, and where voices stand in a damaged bank.

The cost of a place is how many of the bytes from there on could not stand in a voice: a value out of range, a
spare bit set. Voices cost next to nothing at their own place; one byte beside it most of them cost 20 and
more. Pure functions, any thread; time and memory are linear in the size of the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dx7bridge.voice.parameters import NAME_LENGTH, PACKED_SIZE, PARAMETERS, VOICE_SIZE
from dx7bridge.voice.sysex import BANK_DATA_SIZE, BANK_VOICES

READABLE: Final = 24  # a place in a damaged bank that costs as much is no voice
SUSPECT: Final = 8  # so much in a bank whose checksum is right makes us look whether it is shifted
_CLEAN: Final = 2  # a voice before the damage that costs more may be the damage
_PROBE: Final = 32 * 1024  # bytes of a long file that are looked at first
_BREAK: Final = 16  # what a jump from one alignment to another costs
_UNREADABLE: Final = -6  # what a place that is no voice is worth in an unbroken run


def _packed_tables() -> tuple[bytes, ...]:
    """For each of the 128 bytes, what each value costs there: 0 or 1."""
    tables = []
    for place in range(PACKED_SIZE):
        fields = [p for p in PARAMETERS if p.packed.byte == place]
        table = bytearray(b"\x01" * 256)
        for value in range(128):
            used = 0
            legal = True
            for p in fields:
                mask = (1 << p.packed.width) - 1
                used |= mask << p.packed.shift
                legal = legal and p.low <= value >> p.packed.shift & mask <= p.high
            table[value] = not (legal and not value & ~used)
        tables.append(bytes(table))
    return tuple(tables)


def _value_tables() -> tuple[bytes, ...]:
    """The same for the 155 values of an unpacked voice."""
    return tuple(bytes(not p.low <= value <= p.high for value in range(256)) for p in PARAMETERS)


PACKED: Final = _packed_tables()
VALUES: Final = _value_tables()


def costs(data: bytes, tables: Sequence[bytes] = PACKED) -> bytes:
    """The cost of a voice at each place of `data`, one byte each; b"" when it is too short for one."""
    count = len(data) - len(tables) + 1
    if count <= 0:
        return b""
    total = 0  # one byte a place: 155 at most, so that none carries into the next
    for place, table in enumerate(tables):
        total += int.from_bytes(data[place : place + count].translate(table), "little")
    return total.to_bytes(count, "little")


@dataclass(frozen=True, slots=True)
class Placed:
    """A voice of a damaged bank: its place from 1, where its bytes start, and whether it stands, for all one
    can see, before the damage."""

    place: int
    offset: int
    before: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The readable voices of a damaged bank; `shifted`: bytes were lost or added between voices."""

    placed: tuple[Placed, ...]
    shifted: bool


def align(payload: bytes, *, ended: bool, first: int = 0) -> Alignment:
    """Where the voices of a damaged bank stand.

    `payload` are the bytes behind the header, the checksum too if there is one; `ended`: an F7 follows;
    `first`: where the first voice should start. What stands before the first jump in alignment has its own
    place; what comes after the last one has it too when it reaches the end; between them the nearest place
    is taken.
    """
    here = costs(payload)
    chain = _best_chain(here, first)
    if not chain:
        return Alignment((), False)
    runs = _runs(chain)
    lost = len(payload) - first - (BANK_DATA_SIZE + 1)
    places = _places(runs, first, len(payload) if ended else None)
    untouched = 0
    if runs[0][0] == first:
        if len(runs) > 1 or (ended and (lost % PACKED_SIZE or not lost)):
            untouched = len(runs[0]) - 1  # the end of the last one may be damaged without showing
        elif not ended:
            untouched = len(runs[0])
    if len(runs) == 1 and ended and not lost:
        untouched = 0  # right length, wrong checksum: the damage may be anywhere
    if ended or len(runs) > 1:
        odd = next((i for i, at in enumerate(runs[0]) if here[at] > _CLEAN), len(runs[0]))
        untouched = min(untouched, odd)
    sure = set(runs[0][:untouched])
    astride = {run[-1] for run in runs[:-1] if here[run[-1]] > _CLEAN}  # half before a jump, half behind it
    taken: dict[int, Placed] = {}
    for run, numbers in zip(runs, places, strict=True):
        for at, place in zip(run, numbers, strict=True):
            if here[at] < READABLE and at not in astride and 1 <= place <= BANK_VOICES and place not in taken:
                taken[place] = Placed(place, at, at in sure)
    shifted = len(runs) > 1 or runs[0][0] != first
    return Alignment(tuple(taken[place] for place in sorted(taken)), shifted)


def in_place(payload: bytes) -> Alignment:
    """The voices of a bank at the places where they should stand, all of them after the damage."""
    here = own_costs(payload[:BANK_DATA_SIZE])
    placed = (Placed(n + 1, n * PACKED_SIZE, False) for n, each in enumerate(here) if each < READABLE)
    return Alignment(tuple(placed), False)


def own_costs(data: bytes, tables: Sequence[bytes] = PACKED) -> bytes:
    """The cost of each voice where it should stand, one byte each."""
    size = len(tables)
    count = len(data) // size
    whole = data[: count * size]
    total = 0
    for place, table in enumerate(tables):
        total += int.from_bytes(whole[place::size].translate(table), "little")
    return total.to_bytes(count, "little")


def _best_chain(here: bytes, first: int) -> list[int]:
    """The offsets of non-overlapping voices that together cost least and cover most."""
    count = len(here)
    score = [0] * count
    came_from = [-1] * count
    best_before = -1  # the best end of a chain at least one voice back
    for at in range(count):
        back = at - PACKED_SIZE
        if back >= 0 and (best_before < 0 or score[back] >= score[best_before]):
            best_before = back
        value, source = (0 if at == first else -_BREAK), -1
        if back >= 0 and score[back] >= value:
            value, source = score[back], back
        if best_before >= 0 and score[best_before] - _BREAK >= value:
            value, source = score[best_before] - _BREAK, best_before
        score[at] = value + (READABLE - here[at] if here[at] < READABLE else _UNREADABLE)
        came_from[at] = source
    if not count:
        return []
    at = max(range(count), key=lambda each: (score[each], each))
    if score[at] <= 0:
        return []
    chain = []
    while at >= 0:
        chain.append(at)
        at = came_from[at]
    return chain[::-1]


def _runs(chain: Sequence[int]) -> list[list[int]]:
    """The chain cut where the alignment changes. Whole unreadable places in between do not cut it."""
    runs = [[chain[0]]]
    for before, at in pairwise(chain):
        if (at - before) % PACKED_SIZE:
            runs.append([])
        runs[-1].append(at)
    return runs


def _places(runs: Sequence[Sequence[int]], first: int, end: int | None) -> list[list[int]]:
    """The place, from 1, of each voice of each run; they rise. Places beyond 32 have no room."""
    places: list[list[int]] = []
    for number, run in enumerate(runs):
        start = (run[0] - first + PACKED_SIZE // 2) // PACKED_SIZE + 1
        moved = number or run[0] != first
        if number == len(runs) - 1 and moved and end is not None and end - run[-1] == PACKED_SIZE + 1:
            start = BANK_VOICES - (run[-1] - run[0]) // PACKED_SIZE
        if places:
            start = max(start, places[-1][-1] + 1)
        places.append([max(start, 1) + (at - run[0]) // PACKED_SIZE for at in run])
    return places


def named(data: bytes) -> bool:
    """Whether the last ten bytes could be a voice's name: printable, with two letters or digits."""
    name = data[-NAME_LENGTH:]
    return all(32 <= byte <= 126 for byte in name) and sum(chr(byte).isalnum() for byte in name) >= 2


def are_voices(data: bytes, tables: Sequence[bytes] = PACKED) -> bool:
    """Whether these bytes, a multiple of a voice's size, are voices by all that one can see.

    Most of them cost next to nothing, differ within, and have names.
    """
    size = len(tables)
    voices = [data[at : at + size] for at in range(0, len(data), size)]
    if not voices:
        return False
    some = 8 if len(voices) >= BANK_VOICES else 3
    here = own_costs(data, tables)
    good = sum(cost <= some and len(set(each)) > 4 for cost, each in zip(here, voices, strict=True))
    with_names = sum(named(each) for each in voices)
    return 4 * good > 3 * len(voices) and 2 * with_names >= len(voices) and _centred(data, len(voices), size)


def _centred(data: bytes, count: int, size: int) -> bool:
    """Whether detune, pitch levels and transpose lie about where people leave them, on the average.

    In 32 found voices in a row their means are 6.1 to 7.8, 45 to 57 and 13 to 27, in four 3.5 to 10, 25 to
    79 and 3 to 56; the limits are wider. Data of other synths that are small numbers with a name in the
    right place are told by it.
    """
    if count < 4:
        return True
    many = count >= BANK_VOICES
    if size == PACKED_SIZE:
        detunes = [byte >> 3 for op in range(6) for byte in data[17 * op + 12 :: size]]
        levels = [byte for level in range(4) for byte in data[106 + level :: size]]
        transposes = data[117::size]
    else:
        detunes = [byte for op in range(6) for byte in data[21 * op + 20 :: size]]
        levels = [byte for level in range(4) for byte in data[130 + level :: size]]
        transposes = data[144::size]
    limits = ((5.0, 9.0), (38.0, 62.0), (9.0, 32.0)) if many else ((3.0, 10.5), (20.0, 82.0), (2.0, 60.0))
    means = (sum(values) / len(values) for values in (detunes, levels, transposes))
    return all(low <= mean <= high for mean, (low, high) in zip(means, limits, strict=True))


@dataclass(frozen=True, slots=True)
class Raw:
    """Voices without any message: where they start, how many, and the bytes of each: 128 or 155."""

    start: int
    count: int
    size: int


def find_raw(data: bytes) -> Raw | None:
    """Voices that fill a file, or all but a head and a tail of at most a quarter of it.

    `data` are masked to seven bits.
    """
    sizes = [(PACKED_SIZE, PACKED), (VOICE_SIZE, VALUES)]
    for size, tables in sizes:
        whole = _without_blank_head(data, size)
        if whole and not len(whole) % size and are_voices(whole, tables):
            return Raw(len(data) - len(whole), len(whole) // size, size)
    for size, tables in sizes:
        found = _embedded(data, size, tables)
        if found is not None:
            return found
    return None


def _without_blank_head(data: bytes, size: int) -> bytes:
    """The data without a head of one byte repeated, where full banks are left then and were not before."""
    blank = 0
    while blank + size < len(data) and data[blank : blank + size] == data[blank : blank + 1] * size:
        blank += size
    count = (len(data) - blank) // size
    leaves_banks = blank and len(data) // size % BANK_VOICES and not count % BANK_VOICES
    return data[blank:] if leaves_banks else data


def _embedded(data: bytes, size: int, tables: Sequence[bytes]) -> Raw | None:
    """The longest run of voices that starts anywhere, if it is most of the data."""
    if len(data) < 4 * size:
        return None
    middle = data[len(data) // 2 :][:_PROBE]
    if len(data) > 4 * _PROBE and 2 * size * costs(middle, tables).count(0) < len(middle):
        return None  # voices that are most of the data are there too
    here = costs(data, tables)
    good = here.translate(bytes(value <= 3 for value in range(256)))
    phases = 1 if not len(data) % size else min(size, len(good))  # no odd head before whole blocks
    by_phase = [good[phase::size].count(1) for phase in range(phases)]
    phase = max(range(len(by_phase)), key=by_phase.__getitem__)
    column = good[phase::size]
    first, last = column.find(1), column.rfind(1)
    if first < 0:
        return None
    count = last - first + 1
    start = phase + first * size
    if count < 4 or 4 * count * size < 3 * len(data):
        return None
    return Raw(start, count, size) if are_voices(data[start : start + count * size], tables) else None
