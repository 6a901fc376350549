"""Several devices that follow the same voice, each at its own pace. Any thread; owns its outputs.

Each output has a sender and a pacing of its own, so a slow cable never holds up a file. One that has
broken says so and leaves the others alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from dx7bridge.errors import NoMidi
from dx7bridge.outputs.port import Counters, Output
from dx7bridge.voice import DeviceReport, Voice


class Several:
    """An Output made of others. Sending on demand fails only when all of them refuse."""

    def __init__(self, outputs: Sequence[Output]) -> None:
        self._outputs = tuple(outputs)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Those it is made of."""
        return self._outputs

    @property
    def counters(self) -> Counters:
        """The sums of theirs."""
        all_of = [output.counters for output in self._outputs]
        return Counters(
            sum(each.sent for each in all_of),
            sum(each.superseded for each in all_of),
            sum(each.failed for each in all_of),
        )

    @property
    def reason(self) -> str:
        return "; ".join(dict.fromkeys(output.reason for output in self._outputs))

    @property
    def last_error(self) -> str:
        return "; ".join(output.last_error for output in self._outputs if output.last_error)

    @property
    def waiting(self) -> str:
        return "; ".join(output.waiting for output in self._outputs if output.waiting)

    @property
    def trouble(self) -> str:
        return "; ".join(output.trouble for output in self._outputs if output.trouble)

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        for output in self._outputs:
            output.offer(voice, new_sound=new_sound, report=report)

    def resend(self, voice: Voice) -> None:
        self._each(lambda output: output.resend(voice))

    def send_bank(self, voices: Sequence[Voice]) -> None:
        self._each(lambda output: output.send_bank(voices))

    def play(self, message: bytes) -> None:
        for output in self._outputs:
            output.play(message)

    def overhear(self, message: bytes) -> None:
        for output in self._outputs:
            output.overhear(message)

    def play_note(self, note: int, velocity: int, seconds: float) -> bool:
        played = [output.play_note(note, velocity, seconds) for output in self._outputs]
        return True in played

    @property
    def plays_notes(self) -> bool:
        return any(output.plays_notes for output in self._outputs)

    def panic(self) -> None:
        for output in self._outputs:
            output.panic()

    def ask(self) -> None:
        self._each(lambda output: output.ask())

    def flush(self, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        # Not all(...): each gets its chance, and the time that is left.
        done = [output.flush(max(0.0, deadline - time.monotonic())) for output in self._outputs]
        return all(done)

    def seconds_left(self) -> float:
        return max(output.seconds_left() for output in self._outputs)

    def describe(self) -> str:
        return " + ".join(output.describe() for output in self._outputs)

    def close(self) -> None:
        """Close all at once: each may take its grace."""
        threads = [threading.Thread(target=output.close, daemon=True) for output in self._outputs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _each(self, do: Callable[[Output], None]) -> None:
        problems: list[NoMidi] = []
        for output in self._outputs:
            try:
                do(output)
            except NoMidi as error:
                problems.append(error)
        if len(problems) == len(self._outputs):
            raise NoMidi("; ".join(map(str, problems)))


class Fallback(Several):
    """What `auto` takes where it finds no synth: the embedded engine, a port of ours, or both.

    `reason` says why. With `deaf` the port is a virtual one, and nobody knows whether anything hears it: a
    note played there beside the engine does not count as heard.
    """

    def __init__(self, outputs: Sequence[Output], reason: str, *, deaf: bool) -> None:
        super().__init__(outputs)
        self._why, self._deaf = reason, deaf and len(outputs) > 1

    def of(self, outputs: Sequence[Output]) -> Fallback:
        """The same, made of these."""
        return Fallback(outputs, self._why, deaf=self._deaf)

    @property
    def reason(self) -> str:
        return self._why

    def play_note(self, note: int, velocity: int, seconds: float) -> bool:
        return super().play_note(note, velocity, seconds) and not self._deaf

    @property
    def plays_notes(self) -> bool:
        return super().plays_notes and not self._deaf
