"""The interface of a port, between pacing and the MIDI transport; and a port that only records.

A port carries whole MIDI messages. Its `send` is called by one thread, the sender of its output.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dx7bridge.errors import NoMidi
from dx7bridge.voice import DeviceReport, Voice

Clock = Callable[[], float]  # seconds, monotonic


class Port(ABC):
    """A destination for MIDI messages. An adapter overrides what its transport supports."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of the destination, once it is known."""

    @property
    def connected(self) -> bool:
        """Whether a send is worth trying. Takes no lock."""
        return True

    @property
    def warning(self) -> str:
        """One line about a limit of this connection, or empty."""
        return ""

    @property
    def takes_notes(self) -> bool:
        """Whether it is a synth that plays notes and may send MIDI, rather than a place for voices."""
        return True

    @abstractmethod
    def send(self, message: bytes) -> None:
        """Take one whole message. NoMidi: not now, try again later. BadArguments: never this one."""

    def watch(self, changed: Callable[[], None]) -> None:  # noqa: B027 (many transports cannot tell)
        """Call `changed`, from any thread, whenever what is at the far end may be another device."""

    def drain(self, timeout: float) -> bool:  # noqa: ARG002
        """Wait until nothing is left in buffers of our own; False when `timeout` (seconds) was too short."""
        return True

    def close(self) -> None:  # noqa: B027 (some hold nothing open)
        """Close the port after sending the queued messages. Calling it twice is harmless."""


@dataclass(frozen=True, slots=True)
class Counters:
    """Voices so far: gone out, overtaken by a newer one before they could; and messages that failed."""

    sent: int = 0
    superseded: int = 0
    failed: int = 0


class Output(Protocol):
    """A device that follows the bridge's voice. Nothing here blocks but `flush` and `close`."""

    @property
    def counters(self) -> Counters: ...
    @property
    def reason(self) -> str:
        """Why this output was taken, for the log."""

    @property
    def last_error(self) -> str:
        """Why nothing goes out now, or empty."""

    @property
    def waiting(self) -> str:
        """Which connection is waited for, in words, or empty."""

    @property
    def trouble(self) -> str:
        """All that is wrong now, in words, or empty: for people to see."""

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        """This is the voice now; an older one still waiting is forgotten. A new sound goes as a dump.

        A device whose own `report` says what it holds is spared what it knows.
        """

    def resend(self, voice: Voice) -> None:
        """The same, as a whole dump, whatever the device is thought to hold.

        NoMidi when nothing is connected; the dump then goes out once something is.
        """

    def send_bank(self, voices: Sequence[Voice]) -> None:
        """Queue a bank of exactly 32 voices. BadArguments for another count.

        NoMidi when nothing is connected; the bank then goes out once something is.
        """

    def play(self, message: bytes) -> None:
        """A note, bend or controller for the device, a whole channel message on whatever channel."""

    def overhear(self, message: bytes) -> None:
        """This note or pedal has reached the device without us."""

    def play_note(self, note: int, velocity: int, seconds: float) -> bool:
        """Play one note of the voice as it is now; False where no synth is connected that would."""

    @property
    def plays_notes(self) -> bool:
        """Whether a synth is connected that would play a note now."""

    def panic(self) -> None:
        """End every note and release the pedal, also of notes that were not played through the bridge."""

    def ask(self) -> None:
        """Have the device send its voice; it arrives at an input. NoMidi when it would not."""

    def flush(self, timeout: float) -> bool:
        """Wait until the wire has carried everything; False when `timeout` (seconds) was too short."""

    def seconds_left(self) -> float:
        """About how long the wire still needs for what is waiting."""

    def describe(self) -> str:
        """One line: kind, port, profile."""

    def close(self) -> None:
        """Leave the device with a whole voice, and let go of the port."""


class RecordingPort(Port):
    """A port that notes (time, message); for tests. `broken` makes so many next sends fail."""

    def __init__(self, clock: Clock, name: str = "recording") -> None:
        self.broken = 0
        self.closed = False
        self.sent: list[tuple[float, bytes]] = []
        self._clock = clock
        self._name = name
        self._connected = True
        self._changed: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        return self._name

    @property
    def connected(self) -> bool:
        return self._connected

    def send(self, message: bytes) -> None:
        if self.broken:
            self.broken -= 1
            raise NoMidi(f"port {self._name!r}: broken for a test")
        self.sent.append((self._clock(), message))

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def plug(self, connected: bool, name: str | None = None) -> None:
        """Pull the cable, or push it in, perhaps into another device."""
        self._connected = connected
        self._name = name or self._name
        self._changed()

    def close(self) -> None:
        self.closed = True
