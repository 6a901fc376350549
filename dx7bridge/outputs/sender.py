"""One thread that speaks to one port: takes what pacing says is due, sends it, sleeps until the next.

Any thread offers voices; the lock is held for a few assignments, never while the port sends. Nothing
polls: the thread sleeps on a condition until something changes or the device is ready again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.midi.names import same_device
from dx7bridge.outputs.notes import NOTE_OFF, NOTE_ON
from dx7bridge.outputs.pacing import ALWAYS, Hold, Pacing
from dx7bridge.outputs.port import Clock, Counters, Port
from dx7bridge.outputs.profiles import Profile
from dx7bridge.outputs.shadow import Step
from dx7bridge.voice import DeviceReport, Voice
from dx7bridge.voice.describing import described

CLOSING_GRACE = 1.5  # seconds: a bank's 1.3 s on the wire, and within a clean stop of two seconds

END = 0xF7  # of a SysEx message

_log = logging.getLogger(__name__)


class Sender:
    """The Output of a port. Owns the port, its thread, and the pacing.

    `choose_profile`, when given, picks a profile by the port's name each time the connection changes.
    """

    def __init__(
        self,
        kind: str,
        port: Port,
        profile: Profile,
        *,
        reason: str = "",
        choose_profile: Callable[[str], Profile] | None = None,
        hold: Hold = ALWAYS,
        clock: Clock = time.monotonic,
    ) -> None:
        self.kind = kind
        self.reason = reason
        self._port = port
        self._choose_profile = choose_profile
        self._clock = clock
        self._pacing = Pacing(profile, clock, hold)
        self._changed = threading.Condition()
        self._closing = False  # no more work is taken; what waits may still go out
        self._stopped = False
        self._error = ""
        self._end = b""  # of the note that `play_note` began last, and what plays it
        self._ending: threading.Timer | None = None
        self._connected = False  # as we were report: what a new connection needs has been seen to
        self._thread = threading.Thread(target=self._run, name=f"sender {kind}", daemon=True)
        port.watch(self._connection_changed)
        self._connection_changed()  # what happened before we watched
        self._thread.start()

    @property
    def counters(self) -> Counters:
        with self._changed:
            return self._pacing.counters

    @property
    def profile(self) -> Profile:
        with self._changed:
            return self._pacing.profile

    @property
    def last_error(self) -> str:
        with self._changed:
            return self._error

    @property
    def waiting(self) -> str:
        if self._port.connected:
            return ""
        return f"{self.kind}: not connected, waiting for {self._port.name}"

    @property
    def trouble(self) -> str:
        wrong = [f"{self.kind}: {self._port.warning}"] if self._port.warning else []
        if waiting := self.waiting:
            wrong.append(waiting)
        elif error := self.last_error:
            wrong.append(f"{self.kind}: not sending: {error}")
        return "; ".join(wrong)

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        ours = report is not None and same_device(report.port, self._port.name)  # outside of the lock
        with self._changed:
            if not self._closing:
                self._pacing.offer(voice, new_sound=new_sound, report=report if ours else None)
                self._changed.notify_all()

    def resend(self, voice: Voice) -> None:
        with self._changed:
            self._pacing.hurry()
        self.offer(voice, new_sound=True)
        self._refuse_unconnected()

    def send_bank(self, voices: Sequence[Voice]) -> None:
        with self._changed:
            if not self._closing:
                self._pacing.add_bank(voices)
                self._changed.notify_all()
        self._refuse_unconnected()

    def play(self, message: bytes) -> None:
        if not self._port.takes_notes or not self._port.connected:
            return  # a note that comes late is worse than none
        with self._changed:
            if not self._closing:
                self._pacing.play(message)
                self._changed.notify_all()

    def overhear(self, message: bytes) -> None:
        with self._changed:
            if not self._closing:
                self._pacing.overhear(message)
                self._changed.notify_all()

    def play_note(self, note: int, velocity: int, seconds: float) -> bool:
        if not self._port.takes_notes or not self._port.connected:
            return False
        if self._ending is not None and self._ending.is_alive():  # the note before is cut short
            self._ending.cancel()
            self.play(self._end)
        with self._changed:
            if self._closing:
                return False
            self._pacing.play(bytes((NOTE_ON, note, velocity)), after_voice=True)
            self._changed.notify_all()
        self._end = bytes((NOTE_OFF, note, 0))
        self._ending = threading.Timer(seconds, self.play, (self._end,))
        self._ending.daemon = True
        self._ending.start()
        return True

    @property
    def plays_notes(self) -> bool:
        return self._port.takes_notes and self._port.connected

    def panic(self) -> None:
        if not self.plays_notes:
            return
        if self._ending is not None:
            self._ending.cancel()
        with self._changed:
            if not self._closing:
                self._pacing.panic()
                self._changed.notify_all()

    def ask(self) -> None:
        if not self._port.takes_notes:
            raise NoMidi(f"{self.kind}: cannot send a voice")
        self._refuse_unconnected()
        with self._changed:
            self._pacing.ask()
            self._changed.notify_all()

    def seconds_left(self) -> float:
        with self._changed:
            return self._pacing.seconds_left()

    def flush(self, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        while self._wait_idle(deadline):
            if self._port.drain(max(0.0, deadline - time.monotonic())):
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            with self._changed:  # something may be lost on the way: it goes again in a moment
                self._changed.wait(min(left, 0.02))
        return False

    def describe(self) -> str:
        with self._changed:
            profile, error = self._pacing.profile, self._error
        failing = f"; not sending: {error}" if error and self._port.connected else ""
        waiting = "" if self._port.connected else ", waiting for a connection"
        warning = f"; {self._port.warning}" if self._port.warning else ""
        where = f"{self.kind}: {self._port.name}"
        return f"{where} (profile {profile.name}, channel {profile.channel + 1}{waiting}){failing}{warning}"

    def close(self) -> None:
        """Let the newest voice go out whole, give the wire its time, stop. At most CLOSING_GRACE seconds."""
        with self._changed:
            if self._closing:
                return
            self._closing = True
            if self._ending is not None:
                self._ending.cancel()
            self._pacing.forget_banks()
            self._pacing.silence()
            self._pacing.hurry()
            self._changed.notify_all()
        if self._port.connected and not self.last_error:
            self._wait_idle(time.monotonic() + CLOSING_GRACE)
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._thread.join(CLOSING_GRACE)
        self._port.close()

    def _refuse_unconnected(self) -> None:
        if waiting := self.waiting:
            raise NoMidi(waiting)

    def _wait_idle(self, deadline: float) -> bool:
        with self._changed:
            while not self._pacing.idle:
                left = deadline - time.monotonic()
                if left <= 0 or self._stopped:
                    return False
                wire = self._pacing.wire_left()  # nobody notifies when the wire falls silent
                self._changed.wait(min(left, wire) if wire > 0 else left)
        return True

    def _connection_changed(self) -> None:
        # Looked up outside the lock: a port may take its own locks.
        name, connected = self._port.name, self._port.connected
        with self._changed:
            self._connected = connected
            self._pacing.lost()
            if not connected:
                self._pacing.unplugged()
            if self._choose_profile is not None and connected:
                self._pacing.profile = self._choose_profile(name)
            self._changed.notify_all()

    def _run(self) -> None:
        while (step := self._wait_for_step()) is not None:
            began = self._clock()
            try:
                self._port.send(step.message)
            except (NoMidi, BadArguments) as error:
                self._failed(step, str(error), never=isinstance(error, BadArguments))
            except Exception as error:
                _log.exception("%s: the port broke", self.kind)
                self._failed(step, f"{type(error).__name__}: {error}")
            else:
                self._done(step, began)

    def _wait_for_step(self) -> Step | None:
        """The next message once it is due; None when it is time to stop."""
        with self._changed:
            while not self._stopped:
                due = self._pacing.next() if self._connected and self._port.connected else None
                if isinstance(due, Step):
                    return due
                self._changed.wait(due)
        return None

    def _done(self, step: Step, began: float) -> None:
        with self._changed:
            self._pacing.done(step, began)
            recovered, self._error = self._error, ""
            self._changed.notify_all()
        if _log.isEnabledFor(logging.DEBUG):
            several = step.message.count(END)
            what = described(step.message) if several < 2 else f"{several} parameter changes"
            _log.debug("%s: sent %s", self.kind, what)
        if recovered:
            _log.info("%s: sending again", self.describe())

    def _failed(self, step: Step, error: str, *, never: bool = False) -> None:
        with self._changed:
            self._pacing.failed(step, never=never)
            known, self._error = self._error, error
            self._changed.notify_all()
        # Said once, not at every retry; and of a lost connection the port itself has told.
        if error != known and self._port.connected:
            _log.warning("%s: %s", self.kind, error)
