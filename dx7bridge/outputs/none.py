"""No output: voices are discarded, by request or because nothing else is available."""

from __future__ import annotations

from collections.abc import Sequence

from dx7bridge.errors import NoMidi
from dx7bridge.outputs.port import Counters
from dx7bridge.voice import DeviceReport, Voice


class NoOutput:
    """An Output without a device. Knobs may turn; a voice sent on demand is refused with NoMidi."""

    last_error = waiting = trouble = ""
    counters = Counters()

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        """Discard the voice."""

    def resend(self, voice: Voice) -> None:  # noqa: ARG002
        raise NoMidi(f"no output: {self.reason}")

    def send_bank(self, voices: Sequence[Voice]) -> None:  # noqa: ARG002
        raise NoMidi(f"no output: {self.reason}")

    def play(self, message: bytes) -> None:
        """Discard the message."""

    def overhear(self, message: bytes) -> None:
        """Discard the message."""

    def play_note(self, note: int, velocity: int, seconds: float) -> bool:  # noqa: ARG002
        return False

    @property
    def plays_notes(self) -> bool:
        return False

    def panic(self) -> None:
        """Nothing sounds."""

    def ask(self) -> None:
        raise NoMidi(f"no output: {self.reason}")

    def flush(self, timeout: float) -> bool:  # noqa: ARG002
        return True

    def seconds_left(self) -> float:
        return 0.0

    def describe(self) -> str:
        return "none: voices go nowhere"

    def close(self) -> None:
        """Nothing is held open."""
