"""One port that several parts share: what each sends waits until the wire is free.

On a cable the messages of all parts go one after the other, so eight voices take the wire's time; where bytes
cost no time (USB, software) nothing waits. Each part has a sender and a pacing of its own, and rests by
itself: a TX816's modules are eight synths behind one cable.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from dx7bridge.outputs.port import Clock, Port


class Wire:
    """Owns the port; `parts` of them, each a Port, are its users. The last one that closes, closes it.

    `clock` and `sleep` are in seconds.
    """

    def __init__(
        self,
        port: Port,
        parts: int,
        *,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.port = port
        self._clock, self._sleep = clock, sleep
        self._turn = threading.Lock()
        self._free = clock()  # when the wire will have carried what was sent
        self._open = parts
        self._counting = threading.Lock()
        self.parts = tuple(Strand(self, number) for number in range(1, parts + 1))
        port.watch(self._changed)

    def send(self, message: bytes, seconds: float) -> None:
        """Send a message that takes so long on the wire, and wait until it has been carried."""
        with self._turn:
            wait = self._free - self._clock()
            if wait > 0:
                self._sleep(wait)
            self.port.send(message)
            self._free = self._clock() + seconds
        if seconds > 0:
            self._sleep(seconds)

    def close(self) -> None:
        """One part needs it no longer."""
        with self._counting:
            self._open -= 1
            last = self._open == 0
        if last:
            self.port.close()

    def _changed(self) -> None:
        for part in self.parts:
            part.changed()


class Strand(Port):
    """A part's share of the wire. `wire_time` gives the seconds that so many bytes take."""

    def __init__(self, wire: Wire, number: int) -> None:
        self._wire, self.number = wire, number
        self._closed = False
        self.wire_time: Callable[[int], float] = lambda _size: 0.0
        self.changed: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        return self._wire.port.name

    @property
    def connected(self) -> bool:
        return self._wire.port.connected

    @property
    def warning(self) -> str:
        return self._wire.port.warning if self.number == 1 else ""

    @property
    def takes_notes(self) -> bool:
        return self._wire.port.takes_notes

    def send(self, message: bytes) -> None:
        """Take a message; errors as the port has them."""
        self._wire.send(message, self.wire_time(len(message)))

    def watch(self, changed: Callable[[], None]) -> None:
        self.changed = changed

    def drain(self, timeout: float) -> bool:
        return self._wire.port.drain(timeout)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._wire.close()
