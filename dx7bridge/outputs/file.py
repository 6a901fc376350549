"""The current voice as a file: `voice.syx` in a folder, always whole, always the newest.

A bank goes to `bank.syx`; a name that was asked for stands for both. A file so named that the bridge did
not write is renamed first. Runs on the sender's thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments
from dx7bridge.outputs.port import Port
from dx7bridge.outputs.profiles import Profile
from dx7bridge.voice.sysex import BANK_MESSAGE_SIZE
from dx7bridge.written import OwnFile

VOICE_FILE: Final = "voice.syx"
BANK_FILE: Final = "bank.syx"
GAP: Final = 0.05  # seconds between two writes: a knob's motion need not wear out a disk
PROFILE: Final = Profile(
    "file", "whole voices, unpaced but for the disk", GAP, 0.0, most_changes=0, baud=None
)


class FilePort(Port):
    """A port that keeps the last voice dump, and the last bank, as files in `folder`.

    `given` names the file for both. BadArguments unless it is a plain name that ends in .syx.
    """

    def __init__(self, folder: Path, given: str | None = None) -> None:
        if given is not None and (Path(given).name != given or not given.lower().endswith(".syx")):
            raise BadArguments(f"--port {given}: with --output file, must be a file name that ends in .syx")
        self._folder, self._given = folder, given
        self._last = given or VOICE_FILE
        names = (given,) if given else (VOICE_FILE, BANK_FILE)
        self._files = {name: OwnFile(folder / name) for name in names}

    @property
    def name(self) -> str:
        """The file that was written last, or will be first."""
        return str(self._folder / self._last)

    @property
    def takes_notes(self) -> bool:
        return False

    def send(self, message: bytes) -> None:
        """Replace the file by this message; NoMidi when the folder does not take it."""
        file = self._given or (BANK_FILE if len(message) == BANK_MESSAGE_SIZE else VOICE_FILE)
        self._files[file].write(message)
        self._last = file

    def close(self) -> None:
        for file in self._files.values():
            file.close()
