"""What to say to a device next, and when: pure logic, no threads, no I/O, an injected clock.

Owns the newest voice, the shadow of what the device holds, the queue of banks, and the time at which
the wire and the device are free again. Not locked: the sender holds its lock around every call.

    step = pacing.next()          # a Step to send, seconds to wait, or None: nothing to do
    pacing.done(step, began)      # or pacing.failed(step)

A voice is never queued: there is one target, and what goes out is always computed from it. So a newer
voice overtakes the rest of a stream of parameter changes by being the target of the next step.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dx7bridge.outputs.port import Clock, Counters
from dx7bridge.outputs.profiles import Profile
from dx7bridge.voice import Change, Voice
from dx7bridge.voice.sysex import encode_bank, encode_change, encode_voice

RETRY_DELAY: Final = 1.0  # seconds after a failed send, unless the connection changes before
LATE_NEWS: Final = 0.5  # seconds after its last byte in which a loss still counts against a bank
_CHECKSUM_AT: Final = -2  # from the end of a voice dump


@dataclass(frozen=True, slots=True)
class Step:
    """One whole message to send now; `gap` seconds of rest follow its last byte on the wire.

    `completes`: after it the device holds the whole voice. `is_bank`: it fills the device's memory.
    """

    message: bytes
    gap: float
    completes: bool = False
    is_bank: bool = False


class Pacing:
    """Decides for one device. Times in seconds of `clock`."""

    def __init__(self, profile: Profile, clock: Clock) -> None:
        self.profile = profile
        self._sent = self._superseded = self._failed = 0
        self._clock = clock
        self._target: Voice | None = None  # the newest voice
        self._whole = False  # the target must go as a dump
        # What the device holds, or None: unknown. Written when a message is handed out; wiped when that
        # failed or the connection changed, so that the next thing is a whole dump.
        self._shadow: bytearray | None = None
        self._cursor = 0  # where the search for the next changed value starts
        self._banks: deque[bytes] = deque()
        self._last_bank: bytes | None = None  # handed to the port last, if nothing came after it
        self._in_flight = False
        self._wire_free = self._ready = self._retry_at = clock()

    def offer(self, voice: Voice, *, new_sound: bool) -> None:
        """This is the voice now."""
        if self.voice_waits:
            self._superseded += 1
        self._target = voice
        self._whole = self._whole or new_sound

    def add_bank(self, voices: Sequence[Voice]) -> None:
        """Queue a bank; banks go before voices. BadArguments unless there are exactly 32 voices."""
        self._banks.append(encode_bank(voices, self.profile.channel))

    def forget_banks(self) -> None:
        """Drop the banks that still wait."""
        self._banks.clear()
        self._last_bank = None

    def lost(self) -> None:
        """The far end may be another device, or has missed something: what it holds is unknown.

        A bank that was still on its way, or has only just arrived, goes again.
        """
        self._shadow = None
        if self._last_bank is not None and -self.wire_left() <= LATE_NEWS:
            self._banks.appendleft(self._last_bank)
            self._last_bank = None
        self._retry_at = self._clock()  # worth trying at once

    def next(self) -> Step | float | None:
        """The message to send now, or seconds to wait for the device, or None: nothing waits."""
        if not self._banks and not self.voice_waits:
            return None
        wait = max(self._ready, self._retry_at) - self._clock()
        if wait > 0:
            return wait
        self._in_flight = True
        if self._banks:
            self._shadow = None  # Dexed, for one, goes to the first voice of the new bank
            return Step(self._banks.popleft(), self.profile.dump_gap, is_bank=True)
        return self._voice_step()

    def done(self, step: Step, began: float) -> None:
        """The port took `step`; its send began at `began`. The wire carries it from then on."""
        self._in_flight = False
        # A port that blocks until the last byte is out has already waited.
        self._wire_free = max(began + self.profile.wire_time(len(step.message)), self._clock())
        self._ready = self._wire_free + step.gap
        self._last_bank = step.message if step.is_bank else None
        if step.completes:
            self._sent += 1

    def failed(self, step: Step, *, never: bool = False) -> None:
        """The port did not take `step`; `never`: nor will it. A bank is tried again, a voice is dumped."""
        self._in_flight = False
        self._shadow = None
        self._retry_at = self._clock() + RETRY_DELAY
        if step.is_bank and not never:
            self._banks.appendleft(step.message)
        self._failed += 1

    @property
    def counters(self) -> Counters:
        """What became of the voices so far."""
        return Counters(self._sent, self._superseded, self._failed)

    @property
    def voice_waits(self) -> bool:
        """Is there a voice that the device does not hold yet?"""
        if self._target is None:
            return False
        return self._whole or self._shadow is None or self._shadow != self._target.values

    @property
    def idle(self) -> bool:
        """Has everything been handed out, and has the wire carried it?"""
        waits = bool(self._banks) or self.voice_waits or self._in_flight
        return not waits and self.wire_left() <= 0

    def wire_left(self) -> float:
        """Seconds until the wire has carried what was handed out."""
        return self._wire_free - self._clock()

    def seconds_left(self) -> float:
        """About how long everything that waits needs on the wire."""
        size = sum(map(len, self._banks)) + (163 if self.voice_waits else 0)
        return max(0.0, self.wire_left()) + self.profile.wire_time(size)

    def _voice_step(self) -> Step:
        target = self._target
        if target is None:
            raise RuntimeError("no voice to send")
        changed: list[int] = []
        if self._shadow is not None and not self._whole:
            pairs = enumerate(zip(self._shadow, target.values, strict=True))
            changed = [index for index, (held, wanted) in pairs if held != wanted]
        pays = 0 < len(changed) <= self.profile.most_changes
        if not pays or not self.profile.dump_indices.isdisjoint(changed):
            return self._dump(target)
        return self._change(target, changed)

    def _dump(self, target: Voice) -> Step:
        message = encode_voice(target, self.profile.channel)
        if self.profile.checksum is not None:
            edited = bytearray(message)
            edited[_CHECKSUM_AT] = self.profile.checksum
            message = bytes(edited)
        self._shadow = bytearray(target.values)
        self._whole = False
        return Step(message, self.profile.dump_gap, completes=True)

    def _change(self, target: Voice, changed: list[int]) -> Step:
        if self._shadow is None:
            raise RuntimeError("no parameter change without knowing what the device holds")
        # Go on from the last one, so that values which never rest do not starve the others.
        index = next((i for i in changed if i >= self._cursor), changed[0])
        self._cursor = index + 1
        self._shadow[index] = target.values[index]
        message = encode_change(Change(index, target.values[index]), self.profile.channel)
        return Step(message, self.profile.change_gap, completes=len(changed) == 1)
