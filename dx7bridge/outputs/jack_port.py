"""A JACK MIDI output: the port, and the process that it lives in.

The sender's thread appends messages to a queue that needs no lock; JACK's process callback moves whole
messages from the queue to the port and does nothing else. `JackProcess` is the bridge's end: see
`midi.jack_child`.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.midi.jack_child import ANSWER_LIMIT, Child, Remote, live
from dx7bridge.midi.jack_link import FIRST_CYCLE, PORT_NAME, JackLink, Process, port_names
from dx7bridge.outputs.port import Port

MOST_WAITING: Final = 1 << 17  # bytes: thirty banks, or eighteen thousand parameter changes
XRUN_REACH: Final = 3  # cycles: what was moved so shortly before an xrun may be lost
REPEATS: Final = 3  # resends after xruns in REPEATS_PERIOD seconds: where every dump causes an xrun,
REPEATS_PERIOD: Final = 10.0  # there must be an end to it
A2J_WARNING: Final = (
    "a2jmidid drops messages of more than 16 bytes on the way from JACK to ALSA, so no voice dump gets "
    "through: for hardware use --output rtmidi"
)

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Moved:
    """Counters of the process callback; plain numbers, written only by JACK's thread."""

    cycles: int = 0
    last: int = 0  # the cycle in which a message was last moved
    taken: int = 0  # bytes that have left the queue
    room: int = 0  # bytes that an empty port buffer holds
    dropped: int = 0  # messages that not even an empty buffer held
    faults: int = 0  # exceptions: the callback must outlive them, or JACK never calls it again


def move(waiting: deque[bytes], port: Any, moved: Moved, _frames: int = 0) -> None:
    """One process cycle: move whole messages from the queue to the port, as many as fit.

    What does not fit waits for the next cycle. Runs in JACK's thread: no locks, no logging, nothing built. A
    cycle without messages clears the port's buffer and counts.
    """
    try:
        port.clear_buffer()
        if waiting or not moved.cycles:
            moved.room = port.max_event_size
        while waiting:
            message = waiting[0]
            size = len(message)
            if size > moved.room:
                moved.dropped += 1
            elif size > port.max_event_size:
                break
            else:
                port.write_midi_event(0, message)
                moved.last = moved.cycles
            waiting.popleft()
            moved.taken += size
    except Exception:
        moved.faults += 1
    moved.cycles += 1


class JackPort(JackLink, Port):
    """A MIDI output of a running JACK server, connected to the first port that fits `pattern`."""

    def __init__(
        self,
        pattern: str | None,
        *,
        wanted: str | None = None,
        server: str | None = None,
        wait: bool = False,
    ) -> None:
        self._suspect = False  # set by JACK's thread: an xrun may have swallowed a message
        self._repeats: deque[float] = deque(maxlen=REPEATS)  # when a voice went again after an xrun
        self._void()
        super().__init__(pattern, wanted=wanted, server=server, wait=wait)

    def _void(self) -> None:
        """Nothing waits for JACK, and nothing was moved."""
        self._waiting: deque[bytes] = deque()  # appended to by the sender, emptied by JACK's thread
        self._given = 0  # bytes that were put there
        self._moved = Moved()

    def send(self, message: bytes) -> None:
        """Leave a message to JACK's thread. NoMidi when nothing is connected or the server stands still."""
        if not self.connected:
            raise NoMidi(f"{self._own_name}: not connected")
        if self._moved.room and len(message) > self._moved.room:
            raise BadArguments(
                f"message: {len(message)} bytes; this JACK server takes at most {self._moved.room} at once"
            )
        if self._given - self._moved.taken + len(message) > MOST_WAITING:
            raise NoMidi(
                f"{self._own_name}: JACK does not take the waiting messages; the server may be stuck"
            )
        self._given += len(message)
        self._waiting.append(message)

    def drain(self, timeout: float) -> bool:
        """Wait until JACK has taken everything and its cycle is over; False too when it may be lost."""
        deadline = time.monotonic() + timeout
        while self._waiting:
            if self._shut_down or time.monotonic() >= deadline:
                return False
            time.sleep(self._period)
        return self._wait_cycles(XRUN_REACH, deadline) and not self._suspect

    def _finish(self) -> None:
        if self.connected:
            self.drain(1.0)

    def _register(self, client: Any) -> tuple[Any, Process]:
        self._suspect = False
        port = client.midi_outports.register(PORT_NAME)
        self._void()
        return port, partial(move, self._waiting, port, self._moved)

    @property
    def _cycles(self) -> int:
        return self._moved.cycles

    @property
    def warning(self) -> str:
        if any(peer.lower().startswith("a2j") for peer in self._peers):
            return A2J_WARNING
        faults = self._moved.faults
        return super().warning or (f"{faults} faults in the process callback" if faults else "")

    def _late_cycle(self) -> None:
        self._xrun(self._moved)

    def _xrun(self, moved: Moved) -> None:
        # JACK's thread. In a late cycle what was just written can be lost whole (tried: a busy process
        # at 256 frames loses all of a cycle's events, and always with an xrun).
        if moved.cycles - moved.last <= XRUN_REACH:
            self._suspect = True
            self._wake.set()

    def _put_right(self) -> float | None:
        waits = [super()._put_right(), self._after_xrun() if self._suspect else None]
        return min((wait for wait in waits if wait is not None), default=None)

    def _after_xrun(self) -> float | None:
        """Have the voice sent again; seconds to wait first when that was done too often of late."""
        now = time.monotonic()
        if len(self._repeats) == REPEATS and now - self._repeats[0] < REPEATS_PERIOD:
            return REPEATS_PERIOD - (now - self._repeats[0])
        self._repeats.append(now)
        self._wait_cycles(2, now + FIRST_CYCLE)
        self._suspect = False
        _log.debug("JACK: an xrun may have lost a message; the voice goes again")
        self._changed()
        return None


class JackProcess(Remote, Port):
    """As `JackPort`, in another process. Raises NoMidi when there is no server and it is not to `wait`."""

    def __init__(
        self,
        pattern: str | None,
        *,
        wanted: str | None = None,
        server: str | None = None,
        wait: bool = False,
    ) -> None:
        super().__init__(__name__, pattern=pattern, wanted=wanted, server=server, wait=wait)

    def send(self, message: bytes) -> None:
        """Hand a message to the child; errors as JackPort has them, NoMidi too when the child is gone."""
        self._ask("send", message=message.hex())

    def drain(self, timeout: float) -> bool:
        try:
            return bool(self._ask("drain", timeout + ANSWER_LIMIT, seconds=timeout)["drained"])
        except NoMidi:
            return False


class _PortChild(Child):
    """The far end of a JackProcess."""

    _link: JackPort | None

    def open(self, settings: dict[str, Any]) -> JackPort:
        return JackPort(
            settings["pattern"],
            wanted=settings["wanted"],
            server=settings["server"],
            wait=settings["wait"],
        )

    def obey(self, asked: dict[str, Any]) -> dict[str, object]:
        if self._link is None:
            raise NoMidi("JACK: the client is not open")
        if asked["op"] == "drain":
            return {"drained": self._link.drain(asked["seconds"])}
        self._link.send(bytes.fromhex(asked["message"]))
        return {}


def input_ports(server: str | None = None) -> list[str]:
    """Names of the MIDI inputs that a JACK server offers; NoMidi when there is none."""
    return port_names(server, is_input=True)


def main() -> None:
    """The life of an output's child."""
    live(_PortChild)
