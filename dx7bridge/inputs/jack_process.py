"""The JACK input in a process of its own, for the reasons and in the manner of `outputs.jack_port`.

The child puts messages together; each comes to the bridge as one line.
"""

from __future__ import annotations

import logging
from typing import Any

from dx7bridge.inputs.jack import JackInput
from dx7bridge.inputs.source import Listener, Source
from dx7bridge.midi.jack_child import Child, Remote, live

_log = logging.getLogger(__name__)


class JackInputProcess(Remote, Source):
    """As `JackInput`, in another process. Raises NoMidi when there is no server and it is not to `wait`."""

    def __init__(
        self, pattern: str | None, listener: Listener, *, server: str | None = None, wait: bool = False
    ) -> None:
        self._listener = listener
        super().__init__(__name__, pattern=pattern, server=server, wait=wait)

    def _said(self, said: dict[str, Any]) -> None:
        if self._closing.is_set():
            return
        message = bytes.fromhex(said["heard"])
        try:
            self._listener(message)
        except Exception:  # the next message is to be heard
            _log.exception("JACK input: a message of %d bytes failed", len(message))


class _InputChild(Child):
    """The far end of a JackInputProcess."""

    def open(self, settings: dict[str, Any]) -> JackInput:
        return JackInput(settings["pattern"], self._pass_on, server=settings["server"], wait=settings["wait"])

    def _pass_on(self, message: bytes) -> None:
        self.say(heard=message.hex())


def main() -> None:
    """The life of an input's child."""
    live(_InputChild)
