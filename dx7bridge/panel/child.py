"""A process that renders notes, or lays out voices, for the panel: nobody else waits for the engine.

Reads one request a line from standard input, JSON; answers on standard output with a line of JSON and as many
bytes as its `size` says. Ends with its input. The parent is `workshop`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, Final

import numpy as np

from dx7bridge.errors import BridgeError
from dx7bridge.voice import Voice

RATE: Final = 44100
LONGEST: Final = 30.0  # seconds of a note
GAIN: Final = 0.25  # as `sound.players` has it: 99 of 100 voices stay below full scale


class Notes:
    """Renders notes."""

    def __init__(self) -> None:
        from dx7bridge.sound.render import Renderer

        self._renderer = Renderer(RATE)

    def note(
        self, asked: dict[str, Any], _say: Callable[[dict[str, Any]], None]
    ) -> tuple[dict[str, Any], bytes]:
        """The part from `begin` to `end` seconds of a note held for `held` seconds: int16, little-endian."""
        voice = Voice(bytes.fromhex(asked["voice"]))
        begin, end = round(asked["begin"] * RATE), round(asked["end"] * RATE)
        sound = self._renderer.render(
            voice, asked["note"], asked["velocity"], seconds=asked["end"], held=asked["held"]
        )
        part = np.nan_to_num(sound[begin:end]) * GAIN
        loud = np.abs(part) > 0.8  # bent, not cut, above that
        part[loud] = np.sign(part[loud]) * (0.8 + 0.2 * np.tanh((np.abs(part[loud]) - 0.8) / 0.2))
        return {}, (part * 32767).astype("<i2").tobytes()


def main(kind: str) -> None:
    """Serve `notes` or a `chart` until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends us
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        worker = _worker(kind)
        trouble = ""
    except BridgeError as error:
        worker, trouble = None, str(error)
    for line in sys.stdin.buffer:
        asked = json.loads(line)

        def say(told: dict[str, Any], body: bytes = b"", number: int = asked["id"]) -> None:
            _write(out, {"id": number, "size": len(body), **told}, body)

        try:
            if worker is None:
                say({"error": trouble})
            else:
                say(*getattr(worker, asked["op"])(asked, say))
        except BridgeError as error:
            say({"error": str(error)})
        except BrokenPipeError:
            return
        except Exception as error:
            say({"error": f"{type(error).__name__}: {error}"})


def _worker(kind: str) -> Any:
    if kind == "notes":
        return Notes()
    from dx7bridge.panel.chart import Chart

    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    return Chart()


def _write(out: BinaryIO, told: dict[str, Any], body: bytes) -> None:
    out.write(json.dumps(told).encode() + b"\n" + body)
    out.flush()
