"""The current voice as a file: `voice.syx` in a folder, always whole, always the newest.

A bank goes to `bank.syx`. Runs on the sender's thread.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from dx7bridge.errors import NoMidi
from dx7bridge.outputs.port import Port
from dx7bridge.voice.sysex import BANK_MESSAGE_SIZE

VOICE_FILE: Final = "voice.syx"
BANK_FILE: Final = "bank.syx"
GAP: Final = 0.05  # seconds between two writes: a knob's motion need not wear out a disk


class FilePort(Port):
    """A port that keeps the last voice dump, and the last bank, as files in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder / VOICE_FILE)

    def send(self, message: bytes) -> None:
        """Replace the file by this message; NoMidi when the folder does not take it."""
        write_whole(self._folder / (BANK_FILE if len(message) == BANK_MESSAGE_SIZE else VOICE_FILE), message)


def write_whole(path: Path, data: bytes) -> None:
    """Write so that a reader finds the old file or the new one, never half of it. NoMidi on failure."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        os.replace(partial, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise NoMidi(f"folder {path.parent}: cannot write {path.name}: {error.strerror or error}") from None
