"""Interprets incoming MIDI messages: a knob turned, a note to pass on, a voice to encode.

Owns the map from controllers to dimensions and the soft take-over. Pure, but for the lock: messages come
on the input's thread, `learn` and the session's calls on the engine's.

 - The first eight controllers that move take the dimensions in order; learned ones stay where they were
   put. What MIDI has a fixed use for (volume, wheels, pedals, data entry) is not taken unasked.
 - Controllers have 7 bits, or 14 as a pair (n, then n + 32) or as an NRPN. Two are taken for a pair only
   when one comes right behind the other, time and again; the high half always counts at once.
 - A knob moves a dimension only once it has met the value that the dimension has, so the sound never jumps.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from dx7bridge.commands import LATENT_DIMS, SLOTS, Encoding, State
from dx7bridge.errors import BadArguments, BridgeError, OutOfRange
from dx7bridge.voice import Change, Clamp, Voice
from dx7bridge.voice.parameters import VOICE_SIZE
from dx7bridge.voice.sysex import (
    BANK_FORMAT,
    BANK_MESSAGE_SIZE,
    CHANGE_SIZE,
    START,
    VOICE_FORMAT,
    VOICE_MESSAGE_SIZE,
    YAMAHA,
    decode_change,
    decode_voice,
)
from dx7bridge.voice.syx import read_bytes

NEAR: Final = 2 / 127  # so close, a knob has met its value: two steps of a coarse one
SUPPLEMENTS: Final = (5, 6)  # formats of what a DX7II sends beside a voice and a bank
STEP: Final = 1 / 127  # of an endless encoder
PAIRS: Final = 32  # controllers 0-31 may have their low seven bits in 32-63
BURST: Final = 0.03  # seconds between the halves of a value, as they arrive: a cable needs one millisecond
CONVINCING: Final = 2  # high halves in a row that a low half has followed at once: that is no coincidence
DATA_ENTRY: Final = 6
NRPN_LOW, NRPN_HIGH, RPN_LOW, RPN_HIGH = 98, 99, 100, 101
# Bank, data entry's low half, pedals, increments and parameter selection, channel mode: no knobs.
NO_KNOBS: Final = frozenset((0, 32, 38, *range(64, 70), *range(96, 102), *range(120, 128)))
# Modulation, breath, foot, data entry, volume, expression: the synth's, unless one is learned.

THE_SYNTHS: Final = {
    1: "modulation",
    2: "breath",
    4: "foot",
    DATA_ENTRY: "data entry",
    7: "volume",
    11: "expression",
}

_CONTROL_CHANGE: Final = 0xB0
_PROGRAM_CHANGE: Final = 0xC0


class Controller(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A knob as MIDI knows it; `channel` is 0-15."""

    kind: Literal["cc", "nrpn"]
    channel: Annotated[int, Meta(ge=0, le=15)]
    number: Annotated[int, Meta(ge=0, le=16383)]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} channel {self.channel + 1}"


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A controller and the dimension, from 1, that it moves; `learned`, or just the first to come."""

    controller: Controller
    dimension: Annotated[int, Meta(ge=1, le=LATENT_DIMS)]
    learned: bool
    kind: Encoding = "absolute"


@dataclass(frozen=True, slots=True)
class Turn:
    """A dimension, from 0, goes to this share of what exists, 0 to 1."""

    dimension: int
    share: float


@dataclass(frozen=True, slots=True)
class Pass:
    """A message for the synth."""

    message: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A voice that somebody sent us; `clamps` are what had to give in it."""

    voice: Voice
    clamps: tuple[Clamp, ...] = ()


@dataclass(frozen=True, slots=True)
class Echoed:
    """The voice that somebody sent us is the one that we have."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A value of the synth's voice was edited on the synth itself."""

    change: Change


@dataclass(frozen=True, slots=True)
class Assigned:
    """From now on this controller moves that dimension."""

    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Program:
    """The slot of this number, from 1, is wanted."""

    slot: int


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank that somebody sent us: 32 voices, INIT VOICE in the place of one that cannot be read.

    `mended` says what was wrong with it, or "".
    """

    voices: tuple[Voice, ...]
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A dump for us that cannot be taken, and why; `a_voice`, or a bank."""

    why: str
    a_voice: bool = True


Action = Turn | Pass | Received | Echoed | Edited | Assigned | Program | Bank | Refused


@dataclass(slots=True)
class _Value:
    """The two halves of a controller's value."""

    high: int = 0
    low: int = 0
    alone: bool = False  # nothing has followed the high half so far
    followed: int = 0  # high halves in a row that a low one has followed at once
    fine: bool = False  # it has a low half

    @property
    def share(self) -> float:
        """The position of the knob, 0 to 1."""
        return (self.high << 7 | self.low) / 16383 if self.fine else self.high / 127


@dataclass(slots=True)
class _Knob:
    """A dimension's knob, for the take-over; shares of 0 to 1."""

    at: float | None = None  # where the knob is
    sent: float | None = None  # what we last asked for; None: the knob has not met its value


@dataclass(slots=True)
class _Selection:
    """The parameter that data entry belongs to on a channel."""

    high: int | None = None
    low: int | None = None

    @property
    def number(self) -> int | None:
        if self.high is None or self.low is None or (self.high, self.low) == (127, 127):
            return None
        return self.high << 7 | self.low


@dataclass(slots=True)
class _Heard:
    """The state needed to interpret the next message."""

    values: dict[Controller, _Value] = field(default_factory=dict)
    selected: dict[int, _Selection] = field(default_factory=dict)  # by channel
    last: Controller | None = None  # the controller of the message before
    when: float = 0.0  # and its time


class Controls:
    """Turns messages into actions. `channel` 0-15 takes that one alone, None all; `synth` is the synth's.

    `take_over` False lets a knob jump to where it stands. `clock` is in seconds.
    """

    def __init__(
        self,
        channel: int | None = None,
        *,
        synth: int = 0,
        take_over: bool = True,
        programs: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if channel is not None and not 0 <= channel <= 15:
            raise OutOfRange(f"input channel = {channel}: must be from 0 to 15")
        self._channel, self._synth, self._take_over, self._clock = channel, synth, take_over, clock
        self._programs = programs
        self._lock = threading.Lock()
        self._map: dict[Controller, Assignment] = {}
        self._learning: dict[int, Encoding] = {}  # dimensions, from 1, that wait for a controller
        self._knobs = [_Knob() for _ in range(LATENT_DIMS)]
        self._heard = _Heard()
        self._left_alone: dict[Controller, bool] = {}  # moved and took no dimension; has it been reported?
        self._state: State | None = None

    # What messages mean.

    def take(self, message: bytes, state: State | None) -> list[Action]:
        """The actions for one whole message.

        `state` is how things stand, or None while moves of ours are on their way: then nobody else can be
        told to have moved.
        """
        with self._lock:
            self._state = state or self._state
            if message[0] == START:
                return list(self._sysex(message))
            return list(self._channel_message(message, settled=state is not None))

    def takes(self, message: bytes) -> bool:
        """Whether this message, which is not SysEx, is on a channel that we listen to."""
        return self._channel is None or message[0] & 0x0F == self._channel

    def _channel_message(self, message: bytes, *, settled: bool) -> Iterator[Action]:
        kind, channel = message[0] & 0xF0, message[0] & 0x0F
        if not self.takes(message):
            return
        if kind == _CONTROL_CHANGE:
            yield from self._control(message, channel, settled=settled)
        elif kind != _PROGRAM_CHANGE:  # which would change the voice behind our back
            yield Pass(message)
        elif self._programs and message[1] < SLOTS:
            yield Program(message[1] + 1)

    def _control(self, message: bytes, channel: int, *, settled: bool) -> Iterator[Action]:
        number, value = message[1], message[2]
        selected = self._heard.selected.setdefault(channel, _Selection())
        if number in (NRPN_HIGH, NRPN_LOW, RPN_HIGH, RPN_LOW):
            if number == NRPN_HIGH:
                selected.high = value
            elif number == NRPN_LOW:
                selected.low = value
            else:  # a registered parameter: data entry is the synth's
                selected.high = selected.low = None
                yield Pass(message)
            return
        controller, low_half = self._whose(channel, number, selected)
        share = self._share(controller, value, low_half=low_half)
        self._heard.last, self._heard.when = controller, self._clock()
        dimension = self._dimension(controller, low_half=low_half)
        if dimension is None:
            if controller.kind == "nrpn" or controller.number not in NO_KNOBS:
                self._left_alone.setdefault(controller, False)
            yield Pass(message)
            return
        if isinstance(dimension, Assigned):
            yield dimension
            dimension = dimension.assignment.dimension
        kind = self._map[controller].kind
        if kind != "absolute":
            yield from self._step(dimension - 1, steps(value, kind), settled=settled)
        elif share is not None:
            yield from self._turn(dimension - 1, share, settled=settled)

    def _whose(self, channel: int, number: int, selected: _Selection) -> tuple[Controller, bool]:
        """The controller that a control change belongs to; is it the low half of its value?"""
        if number in (DATA_ENTRY, DATA_ENTRY + PAIRS) and (nrpn := selected.number) is not None:
            return Controller("nrpn", channel, nrpn), number != DATA_ENTRY
        own = Controller("cc", channel, number)
        if PAIRS <= number < 2 * PAIRS:
            pair = Controller("cc", channel, number - PAIRS)
            if self._is_low_half(own, pair):
                return pair, True
        return own, False

    def _is_low_half(self, own: Controller, pair: Controller) -> bool:
        """Whether a message of `own` belongs to the value of `pair`, rather than to a control by itself."""
        assigned, known = self._map.get(own), self._heard.values.get(pair)
        if known is None or (assigned is not None and assigned.learned):
            return False
        close = self._heard.last == pair and self._clock() - self._heard.when <= BURST
        if close and known.alone:
            known.alone, known.followed = False, known.followed + 1
            known.fine = known.fine or known.followed >= CONVINCING
        if known.fine:
            self._map.pop(own, None)  # we took it for a knob until now
            return True
        return close and assigned is None

    def _share(self, controller: Controller, value: int, *, low_half: bool) -> float | None:
        """Where the knob is, 0 to 1; None when a low half says nothing yet."""
        known = self._heard.values.setdefault(controller, _Value())
        if low_half:
            known.low = value
            known.fine = known.fine or controller.kind == "nrpn"
            return known.share if known.fine else None
        if known.alone:
            known.followed = 0
        known.high, known.alone = value, True
        return known.share

    def _dimension(self, controller: Controller, *, low_half: bool) -> int | Assigned | None:
        """The dimension, from 1, that it moves; Assigned when that is new; None when it moves none."""
        plain = controller.kind == "cc" and controller.number in NO_KNOBS
        assigned = self._map.get(controller)
        if self._learning and not plain and not (low_half and assigned is not None):
            wanted = next(iter(self._learning))
            return self._assign(controller, wanted, learned=True, kind=self._learning.pop(wanted))
        if assigned is not None:
            return assigned.dimension
        if plain or (controller.kind == "cc" and controller.number in THE_SYNTHS):
            return None
        taken = {assignment.dimension for assignment in self._map.values()}
        free = next((n for n in range(1, LATENT_DIMS + 1) if n not in taken), None)
        return None if free is None else self._assign(controller, free, learned=False)

    def _assign(
        self, controller: Controller, dimension: int, *, learned: bool, kind: Encoding = "absolute"
    ) -> Assigned:
        for other in [known for known, each in self._map.items() if each.dimension == dimension]:
            del self._map[other]
        self._map[controller] = assignment = Assignment(controller, dimension, learned, kind)
        self._knobs[dimension - 1] = _Knob()
        return Assigned(assignment)

    def _turn(self, dimension: int, share: float, *, settled: bool) -> Iterator[Turn]:
        """Move the dimension if the knob may."""
        knob, state = self._knobs[dimension], self._state
        before, knob.at = knob.at, share
        jumps = self._take_over and state is not None and not state.glide[dimension]
        if jumps and state is not None:
            here = state.norm[dimension]
            wanders = bool(state.drift[0] and state.drift[1])
            if settled and knob.sent is not None and abs(here - knob.sent) > NEAR and not wanders:
                knob.sent = None  # somebody else moved it
            crossed = before is not None and (before - here) * (share - here) <= 0
            if knob.sent is None and not crossed and abs(share - here) > NEAR:
                return
        knob.sent = share
        yield Turn(dimension, share)

    def _step(self, dimension: int, count: int, *, settled: bool) -> Iterator[Turn]:
        """Move the dimension so many steps of an endless encoder from where it is, or is sent."""
        knob, state = self._knobs[dimension], self._state
        if state is None or not count:
            return
        base = knob.sent if knob.sent is not None and not settled else state.norm[dimension]
        knob.sent = min(max(base + count * STEP, 0.0), 1.0)
        yield Turn(dimension, knob.sent)

    def _sysex(self, message: bytes) -> Iterator[Action]:
        """What to do about SysEx; what comes on another channel or for another kind of synth is ignored."""
        if len(message) < 4 or message[1] != YAMAHA or message[2] & 0x0F != self._synth:
            return
        if message[2] & 0xF0 == 0x10:
            if len(message) == CHANGE_SIZE:
                yield from self._edit(message)
        elif message[2] & 0xF0 == 0:
            if message[3] == VOICE_FORMAT:
                yield self._voice(message)
            elif message[3] == BANK_FORMAT:
                yield _bank(message)
            elif message[3] in SUPPLEMENTS:
                yield Refused(
                    "a DX7II's additional parameters (AMEM) came in: passed over, voices come without them",
                    a_voice=False,
                )

    def _voice(self, message: bytes) -> Action:
        if len(message) != VOICE_MESSAGE_SIZE:
            return Refused(f"a voice dump of {len(message)} bytes came in; it must have {VOICE_MESSAGE_SIZE}")
        try:
            voice, clamps = decode_voice(message)
        except BridgeError as error:
            return Refused(f"a voice came in broken: {error}")
        known = self._state is not None and voice == self._state.voice
        return Echoed() if known else Received(voice, clamps)

    def _edit(self, message: bytes) -> Iterator[Edited]:
        """A parameter change; functions, operator switches and what we know already are left alone."""
        try:
            change = decode_change(message)
        except BridgeError:
            return
        state = self._state
        known = state is not None and change.index < VOICE_SIZE and state.voice[change.index] == change.value
        if change.index < VOICE_SIZE and not known:
            yield Edited(change)

    # The map, as others see it.

    def learn(self, dimension: int, kind: Encoding = "absolute") -> None:
        """The next controller that moves takes this dimension, from 1; its values mean `kind`."""
        with self._lock:
            self._learning.pop(dimension, None)
            self._learning[dimension] = kind

    def forget(self, dimension: int | None = None) -> None:
        """No controller moves this dimension, from 1, or any; nothing is waited for either."""
        with self._lock:
            self._learning = {d: k for d, k in self._learning.items() if dimension not in (None, d)}
            self._map = {k: each for k, each in self._map.items() if dimension not in (None, each.dimension)}

    def left_alone(self) -> tuple[str, ...]:
        """Return the controllers that have moved and taken no dimension, and why, each once."""
        with self._lock:
            new = [controller for controller, reported in self._left_alone.items() if not reported]
            self._left_alone.update(dict.fromkeys(new, True))
        return tuple(f"{each} {_why_left_alone(each)}" for each in new)

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """The map, by dimension."""
        with self._lock:
            return tuple(sorted(self._map.values(), key=lambda each: each.dimension))

    def save(self) -> Any:
        """The map, as JSON has it."""
        return msgspec.to_builtins(self.assignments)

    def check(self, saved: Any) -> None:
        """BadArguments when `load` could not take that back."""
        _converted(saved)

    def load(self, saved: Any) -> None:
        """Take back what `save` gave. BadArguments when it is something else."""
        assignments = _converted(saved)
        with self._lock:
            self._learning.clear()
            self._map = {each.controller: each for each in assignments}
            self._knobs = [_Knob() for _ in range(LATENT_DIMS)]


def steps(value: int, kind: Encoding) -> int:
    """How many steps up, or down below 0, a value of an endless encoder means."""
    match kind:
        case "twos-complement":
            return value if value < 64 else value - 128
        case "offset":
            return value - 64
        case "signed":
            return value if value < 64 else 64 - value
    return 0


def _bank(message: bytes) -> Action:
    if len(message) != BANK_MESSAGE_SIZE:
        why = f"a bank dump of {len(message)} bytes came in; it must have {BANK_MESSAGE_SIZE}"
        return Refused(why, a_voice=False)
    file = read_bytes(message, Path("MIDI"))
    if file.doubtful or not file.voices:
        return Refused(f"a bank came in broken: {file.problems[0].message}", a_voice=False)
    return Bank(file.bank(1).voices, file.mended)


def _why_left_alone(controller: Controller) -> str:
    if controller.kind == "cc" and controller.number in THE_SYNTHS:
        return f"({THE_SYNTHS[controller.number]}) is the synth's"
    return "moves nothing: each dimension has a controller"


def _converted(saved: Any) -> Sequence[Assignment]:
    try:
        assignments = msgspec.convert(saved, tuple[Assignment, ...])
    except msgspec.ValidationError as error:
        raise BadArguments(f"controllers: {error}") from None
    for what in ("controller", "dimension"):
        if len({getattr(each, what) for each in assignments}) < len(assignments):
            raise BadArguments(f"controllers: a {what} appears twice")
    return assignments
