"""Notes on their way to a device, and those that sound there. Pure; locked by whoever owns it.

Keys, pedals and switches keep their order. Bend, pressure and other controllers are latest-wins: of each
only the newest waits.
"""

from __future__ import annotations

from collections import deque
from typing import Final

NOTE_OFF: Final = 0x80
NOTE_ON: Final = 0x90
CONTROL: Final = 0xB0
SUSTAIN: Final = 64
FIRST_SWITCH: Final = 64  # controllers from here on are switches, or say what comes next
DOWN: Final = 64  # a pedal's value from which on it is down
ALL_SOUND_OFF: Final = 120
ALL_NOTES_OFF: Final = 123


def is_note_on(message: bytes) -> bool:
    """Does a note begin with this message?"""
    return message[0] & 0xF0 == NOTE_ON and message[2] > 0


class Notes:
    """A queue before the device, and what it plays behind it. All on one channel."""

    def __init__(self) -> None:
        self._queue: deque[bytes] = deque()  # in order
        self._latest: dict[bytes, bytes] = {}  # by what they move; the newest of each
        self._keys: set[int] = set()  # that are down
        self._pedalled: set[int] = set()  # up again, but the pedal holds them
        self._pedal = False  # is it down?

    def add(self, message: bytes) -> None:
        """This is to be played."""
        kind = message[0] & 0xF0
        if kind in (NOTE_OFF, NOTE_ON) or (kind == CONTROL and message[1] >= FIRST_SWITCH):
            self._queue.append(message)
        else:
            # Bend is one thing; pressure of a key and a controller go by their number.
            what = message[:1] if kind not in (CONTROL, 0xA0) else message[:2]
            self._latest[what] = message

    def add_silence(self, channel: int) -> None:
        """Let all that sounds, or would, end; `channel` is 0-15."""
        self._queue = deque(message for message in self._queue if not is_note_on(message))
        self._queue += (bytes((NOTE_OFF | channel, key, 0)) for key in sorted(self._keys | self._pedalled))
        if self._pedal:
            self._queue.append(bytes((CONTROL | channel, SUSTAIN, 0)))

    def clear(self) -> None:
        """What is behind may be another device: nothing waits, nothing sounds."""
        for each in (self._queue, self._latest, self._keys, self._pedalled):
            each.clear()
        self._pedal = False

    @property
    def head(self) -> bytes | None:
        """The key or switch that is next."""
        return self._queue[0] if self._queue else None

    @property
    def moves(self) -> bool:
        """Does a bend or the like wait?"""
        return bool(self._latest)

    @property
    def sounding(self) -> bool:
        """Is a key down, or a note held by the pedal, as far as the device has heard?"""
        return bool(self._keys or self._pedalled)

    def pop(self) -> bytes:
        """The next key or switch, which is now being sent."""
        message = self._queue.popleft()
        self._follow(message)
        return message

    def pop_move(self) -> bytes:
        """The bend or the like that waits longest."""
        return self._latest.pop(next(iter(self._latest)))

    def _follow(self, message: bytes) -> None:
        kind, number = message[0] & 0xF0, message[1]
        if is_note_on(message):
            self._keys.add(number)
            self._pedalled.discard(number)
        elif kind in (NOTE_OFF, NOTE_ON):
            if self._pedal and number in self._keys:
                self._pedalled.add(number)
            self._keys.discard(number)
        elif number == SUSTAIN:
            self._pedal = message[2] >= DOWN
            if not self._pedal:
                self._pedalled.clear()
        elif number == ALL_SOUND_OFF or number >= ALL_NOTES_OFF:
            self._keys.clear()
            self._pedalled.clear()
