"""Notes on their way to a device, and those that sound there. Pure; locked by whoever owns it.

A note that had to wait ends as much later: its length is kept. The messages of one key keep their order,
and pedals and switches keep theirs among all. Bend, pressure and other controllers are latest-wins: of each
only the newest waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOTE_OFF: Final = 0x80
NOTE_ON: Final = 0x90
CONTROL: Final = 0xB0
SUSTAIN: Final = 64
FIRST_SWITCH: Final = 64  # controllers from here on are switches, or say what comes next
DOWN: Final = 64  # a pedal's value from which on it is down
ALL_SOUND_OFF: Final = 120
ALL_NOTES_OFF: Final = 123
KEYS: Final = range(128)


def is_note_on(message: bytes) -> bool:
    """Whether a note begins with this message."""
    return message[0] & 0xF0 == NOTE_ON and message[2] > 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A key or switch that has not gone out yet, and when it was played."""

    message: bytes
    since: float

    @property
    def key(self) -> int | None:
        """Which key it is; None for a pedal or switch."""
        return self.message[1] if self.message[0] & 0xF0 in (NOTE_OFF, NOTE_ON) else None


class Notes:
    """A queue before the device, and what it plays behind it. All on one channel; times in seconds."""

    def __init__(self) -> None:
        self._queue: list[Waiting] = []  # in the order played
        self._late: dict[int, float] = {}  # by how much keys that are down were late
        self._latest: dict[bytes, bytes] = {}  # by what they move; the newest of each
        self._keys: set[int] = set()  # that are down
        self._pedalled: set[int] = set()  # up again, but the pedal holds them
        self._pedal = False  # is it down?

    def add(self, message: bytes, now: float) -> None:
        """This is to be played."""
        kind = message[0] & 0xF0
        if kind in (NOTE_OFF, NOTE_ON) or (kind == CONTROL and message[1] >= FIRST_SWITCH):
            self._queue.append(Waiting(message, now))
        else:
            # Bend is one thing; pressure of a key and a controller go by their number.
            what = message[:1] if kind not in (CONTROL, 0xA0) else message[:2]
            self._latest[what] = message

    def add_silence(self, channel: int, now: float) -> None:
        """Let all that sounds, or would, end; `channel` is 0-15."""
        self._late.clear()
        ends = (bytes((NOTE_OFF | channel, key, 0)) for key in sorted(self._keys | self._pedalled))
        left = [each for each in self._queue if not is_note_on(each.message)]
        self._queue = [*left, *(Waiting(message, now) for message in ends)]
        if self._pedal:
            self._queue.append(Waiting(bytes((CONTROL | channel, SUSTAIN, 0)), now))

    def add_panic(self, channel: int, now: float) -> None:
        """Let all end that anybody plays there: the keys we know of first, the pedal, then every key.

        Not every synth knows "all notes off" and "all sound off", so each key is released too.
        """
        known = sorted(self._keys | self._pedalled)
        self.clear()
        others = [key for key in KEYS if key not in known]
        switches = ((SUSTAIN, 0), (ALL_NOTES_OFF, 0), (ALL_SOUND_OFF, 0))
        messages = [
            *(bytes((NOTE_OFF | channel, key, 0)) for key in known),
            *(bytes((CONTROL | channel, number, value)) for number, value in switches),
            *(bytes((NOTE_OFF | channel, key, 0)) for key in others),
        ]
        self._queue = [Waiting(message, now) for message in messages]

    def clear(self) -> None:
        """What is behind may be another device: nothing waits, nothing sounds."""
        for each in (self._queue, self._late, self._latest, self._keys, self._pedalled):
            each.clear()
        self._pedal = False

    @property
    def waiting(self) -> bool:
        """Whether a key or switch waits."""
        return bool(self._queue)

    def ready(self, now: float) -> tuple[list[Waiting], float | None]:
        """What may go now, in the order played; and the seconds until an end is due that has to wait."""
        found: list[Waiting] = []
        soonest: float | None = None
        keys: set[int] = set()
        for place, each in enumerate(self._queue):
            key = each.key
            if key is None:
                return ([each] if not place else found), soonest  # all that came before goes before
            if key in keys:
                continue
            keys.add(key)
            due = each.since + (0.0 if is_note_on(each.message) else self._late.get(key, 0.0))
            if due <= now:
                found.append(each)
            else:
                soonest = due - now if soonest is None else min(soonest, due - now)
        return found, soonest

    @property
    def moves(self) -> bool:
        """Whether a bend or the like waits."""
        return bool(self._latest)

    @property
    def sounding(self) -> bool:
        """Whether a key is down, or a note held by the pedal, as far as the device has heard."""
        return bool(self._keys or self._pedalled)

    def pop(self, waiting: Waiting, now: float) -> bytes:
        """One that is ready, and is now being sent."""
        self._queue.remove(waiting)
        key = waiting.key
        if key is not None:
            self._late.pop(key, None)
            if is_note_on(waiting.message):
                self._late[key] = now - waiting.since
        self.follow(waiting.message)
        return waiting.message

    def pop_move(self) -> bytes:
        """The bend or the like that waits longest."""
        return self._latest.pop(next(iter(self._latest)))

    def follow(self, message: bytes) -> None:
        """The device has got this: a key, pedal or switch."""
        kind, number = message[0] & 0xF0, message[1]
        if is_note_on(message):
            self._keys.add(number)
            self._pedalled.discard(number)
        elif kind in (NOTE_OFF, NOTE_ON):
            if self._pedal and number in self._keys:
                self._pedalled.add(number)
            self._keys.discard(number)
        elif kind != CONTROL:
            return
        elif number == SUSTAIN:
            self._pedal = message[2] >= DOWN
            if not self._pedal:
                self._pedalled.clear()
        elif number == ALL_SOUND_OFF or number >= ALL_NOTES_OFF:
            self._keys.clear()
            self._pedalled.clear()
