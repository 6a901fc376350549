"""Decides what to send to a device next, and when: pure logic, no threads, no I/O, an injected clock.

Owns the newest voice, the `Shadow` of what the device holds, the queue of banks, and the time at which
the wire and the device are free again. Not locked: the sender holds its lock around every call.

    step = pacing.next()          # a Step to send, seconds to wait, or None: nothing to do
    pacing.done(step, began)      # or pacing.failed(step)

A voice is never queued: there is one target, and what goes out is always computed from it. So a newer
voice overtakes the rest of a stream of parameter changes by being the target of the next step.

Notes that are played through the bridge go first, but not so soon after a dump that they are lost; one that
waits ends as much later. How voices wait for notes is a Hold.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dx7bridge.errors import BadArguments, NoMidi, OutOfRange
from dx7bridge.outputs.notes import Notes, Waiting, is_note_on
from dx7bridge.outputs.port import Clock, Counters
from dx7bridge.outputs.profiles import Profile
from dx7bridge.outputs.shadow import Shadow, Step
from dx7bridge.voice import DeviceReport, Voice
from dx7bridge.voice.sysex import CHANGE_SIZE, dump_request, encode_bank

RETRY_DELAY: Final = 1.0  # seconds after a failed send, unless the connection changes before
LATE_NEWS: Final = 0.5  # seconds after its last byte in which a loss still counts against a bank
MOVE_GAP: Final = 0.010  # seconds between bends and the like on a cable: they leave room for the rest
CHORD: Final = 0.1  # seconds after a voice has settled in which notes do not ask for another
PATIENCE: Final = 0.3  # seconds that a note waits at most for a voice to go before it
HOLDS: Final = ("always", "between-notes", "on-note-on")
LONGEST_HOLD: Final = 2.0


@dataclass(frozen=True, slots=True)
class Hold:
    """When voices may go: `always`; `between-notes`, while none sounds; `on-note-on`, just before the next.

    A voice that has waited `longest` seconds goes in any case. BadArguments, OutOfRange.
    """

    mode: str = HOLDS[0]
    longest: float = LONGEST_HOLD

    def __post_init__(self) -> None:
        if self.mode not in HOLDS:
            raise BadArguments(f"hold {self.mode!r}: must be one of {', '.join(HOLDS)}")
        if not 0 <= self.longest <= 3600:
            raise OutOfRange(f"longest hold = {self.longest}: must be from 0 to 3600 seconds")


ALWAYS: Final = Hold()


class Pacing:
    """Decides for one device. Times in seconds of `clock`."""

    def __init__(self, profile: Profile, clock: Clock, hold: Hold = ALWAYS) -> None:
        self.profile = profile
        self._hold = hold
        self._notes = Notes()
        self._elsewhere = Notes()  # what sounds there that was not played through us
        self._asked = False  # the device's voice is wanted
        self._urgent = False  # the voice waits for no note
        self._voice_first = False  # the next note is to be heard with the newest voice
        self._waits_since = clock()  # how long the voice has been waiting, if it does
        self._settled = self._move_ready = clock()
        self._sent = self._superseded = self._failed = 0
        self._clock = clock
        self._target: Voice | None = None  # the newest voice
        self._shadow = Shadow()
        self._banks: deque[bytes] = deque()
        self._last_bank: bytes | None = None  # handed to the port last, if nothing came after it
        self._in_flight = False
        self._wire_free = self._ready = self._retry_at = clock()
        self._spoken = -math.inf  # when the wire had carried the last message that was no note

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        """This is the voice now; `report` is what the device says that it holds."""
        if report is not None and self._believes(report):
            differs = self._shadow.believe(report, voice)
            new_sound = new_sound if differs is None else differs
        if self.voice_waits:
            self._superseded += 1
        else:
            self._waits_since = self._clock()
        self._target = voice
        if new_sound:
            self._shadow.want_whole()

    def _believes(self, report: DeviceReport) -> bool:
        """Whether it is what this device still holds: not when something of ours has followed."""
        ours = report.channel == self.profile.channel
        return ours and not self._in_flight and self._spoken <= report.when

    def hurry(self) -> None:
        """The voice that waits is not to wait for notes."""
        self._urgent = True

    def play(self, message: bytes, *, after_voice: bool = False) -> None:
        """A note, bend or controller for the device, on whatever channel; or a note of the newest voice."""
        self._voice_first = self._voice_first or after_voice
        self._notes.add(bytes((message[0] & 0xF0 | self.profile.channel, *message[1:])), self._clock())

    def overhear(self, message: bytes) -> None:
        """A note or pedal that the device got from elsewhere."""
        self._elsewhere.follow(message)

    @property
    def _sounding(self) -> bool:
        """Whether a note sounds that we know of."""
        return self._notes.sounding or self._elsewhere.sounding

    def silence(self) -> None:
        """Let the notes that were played through us end."""
        self._notes.add_silence(self.profile.channel, self._clock())

    def panic(self) -> None:
        """End everything that sounds there, whoever played it; notes that wait are not played."""
        self._voice_first = False
        self._notes.add_panic(self.profile.channel, self._clock())

    def ask(self) -> None:
        """Have the device send its voice. NoMidi when it never would."""
        if not self.profile.answers:
            raise NoMidi(
                f"profile {self.profile.name}: does not answer requests; send the voice from its panel"
            )
        self._asked = True

    def add_bank(self, voices: Sequence[Voice]) -> None:
        """Queue a bank; banks go before voices. BadArguments unless there are exactly 32 voices; NoMidi where
        the device is to get no dumps."""
        if not self.profile.dumps:
            raise NoMidi(f"profile {self.profile.name}: gets no dumps, which would overwrite its presets")
        self._banks.append(encode_bank(voices, self.profile.channel))

    def forget_banks(self) -> None:
        """Drop the banks that still wait."""
        self._banks.clear()
        self._last_bank = None

    def lost(self) -> None:
        """The far end may be another device, or has missed something: what it holds is unknown.

        A bank that was still on its way, or has only just arrived, goes again.
        """
        self._shadow.forget()
        if self._last_bank is not None and -self.wire_left() <= LATE_NEWS:
            self._banks.appendleft(self._last_bank)
            self._last_bank = None
        self._retry_at = self._clock()  # worth trying at once

    def unplugged(self) -> None:
        """Nothing is there: what is played goes nowhere."""
        self._notes.clear()
        self._elsewhere.clear()
        self._asked = self._voice_first = False

    def next(self) -> Step | float | None:
        """The message to send now, or seconds to wait for the device, or None: nothing waits."""
        now = self._clock()
        ready, end_due = self._notes.ready(now)
        due = [] if end_due is None else [end_due]
        held_up: list[float] = []
        for note in ready:
            first = self._before(note, now)
            if first is None:
                return self._handed_out(Step(self._notes.pop(note, now), is_note=True))
            if isinstance(first, Step):
                return first
            held_up.append(first)
        if held_up:  # nothing that would make them wait longer
            return min((*due, *held_up))
        if self._notes.moves:
            wait = max(self._move_ready, self._retry_at) - now
            if wait <= 0:
                return self._handed_out(Step(self._notes.pop_move(), is_note=True))
            due.append(wait)
        if self._asked or self._banks or self.voice_waits:
            wait = max(self._ready, self._retry_at, self._held_until()) - now
            if wait <= 0:
                return self._handed_out(self._work_step())
            due.append(wait)
        return min(due, default=None)

    def done(self, step: Step, began: float) -> None:
        """The port took `step`; its send began at `began`. The wire carries it from then on."""
        self._in_flight = False
        wire_time = self.profile.wire_time(len(step.message))
        if step.is_note:
            self._wire_free = max(self._wire_free, began) + wire_time
            self._ready = max(self._ready + wire_time, self._wire_free)
            self._move_ready = self._wire_free + (MOVE_GAP if self.profile.baud else 0.0)
            return
        # A port that blocks until the last byte is out has already waited.
        self._wire_free = max(began + wire_time, self._clock())
        self._ready = self._wire_free + step.gap
        self._move_ready = self._spoken = self._wire_free
        if step.completes or step.is_bank:
            self._settled = self._wire_free + (self.profile.settle if len(step.message) > CHANGE_SIZE else 0)
        self._last_bank = step.message if step.is_bank else None
        if step.completes:
            self._sent += 1

    def failed(self, step: Step, *, never: bool = False) -> None:
        """The port did not take `step`; `never`: nor will it. A bank is tried again, a voice is dumped."""
        self._in_flight = False
        self._shadow.forget()
        self._retry_at = self._clock() + RETRY_DELAY
        if step.is_note:
            self._notes.clear()  # nobody wants to hear them late
        if step.is_bank and not never:
            self._banks.appendleft(step.message)
        self._failed += 1

    @property
    def counters(self) -> Counters:
        """Counts of voices sent and replaced."""
        return Counters(self._sent, self._superseded, self._failed)

    @property
    def voice_waits(self) -> bool:
        """Whether there is a voice that the device does not play yet."""
        if self._target is None:
            return False
        return self._shadow.lacks(self._target, self.profile, sounding=self._sounding)

    @property
    def idle(self) -> bool:
        """Whether everything has been handed out, and the wire has carried it."""
        waits = bool(self._banks) or self.voice_waits or self._in_flight or self._asked
        waits = waits or self._notes.waiting or self._notes.moves
        return not waits and self.wire_left() <= 0

    def wire_left(self) -> float:
        """Seconds until the wire has carried what was handed out."""
        return self._wire_free - self._clock()

    def seconds_left(self) -> float:
        """About how long everything that waits needs on the wire."""
        size = sum(map(len, self._banks)) + (163 if self.voice_waits else 0)
        return max(0.0, self.wire_left()) + self.profile.wire_time(size)

    def _handed_out(self, step: Step) -> Step:
        self._in_flight = True
        if step.completes:
            self._urgent = False
        elif is_note_on(step.message):
            self._voice_first = False
        return step

    def _before(self, note: Waiting, now: float) -> Step | float | None:
        """What must come before a note goes out: a voice, some seconds, or nothing."""
        if not is_note_on(note.message):
            return None
        # Notes of a chord share a voice; and a sound that never rests must not hold a note up for ever.
        asks = self._hold.mode == "on-note-on" and now - self._settled > CHORD
        if (asks or self._voice_first) and self.voice_waits and now - note.since < PATIENCE:
            wait = max(self._ready, self._retry_at) - now
            return wait if wait > 0 else self._handed_out(self._voice_step())
        wait = self._settled - now
        return wait if wait > 0 else None

    def _held_until(self) -> float:
        """When what waits may go, as far as notes are concerned: long ago, when they are not."""
        free = self._asked or self._banks or self._urgent or not self._shadow.known
        if self._hold.mode == "between-notes":
            free = free or not self._sounding
        elif self._hold.mode == "always":
            free = True
        return -math.inf if free else self._waits_since + self._hold.longest

    def _work_step(self) -> Step:
        if self._asked:
            self._asked = False
            return Step(dump_request(channel=self.profile.channel), self.profile.dump_gap)
        if self._banks:
            self._shadow.forget()  # Dexed, for one, goes to the first voice of the new bank
            return Step(self._banks.popleft(), self.profile.dump_gap, is_bank=True)
        return self._voice_step()

    def _voice_step(self) -> Step:
        if self._target is None:
            raise RuntimeError("no voice to send")
        return self._shadow.step(self._target, self.profile, sounding=self._sounding)
