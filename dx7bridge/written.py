"""Which files in the folder the bridge wrote itself, and has found unchanged since.

Kept beside them in `.written.json`, as names with the SHA-256 of what was written. Any thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import threading
from pathlib import Path
from typing import Final

from dx7bridge.errors import BridgeError, NoMidi
from dx7bridge.files import read_regular, write_file, write_whole

FILE: Final = ".written.json"
MOST: Final = 1000  # files; of more, those written last are known

_lock = threading.Lock()  # around a change of a register
_log = logging.getLogger(__name__)


class Written:
    """The register of a folder. One that cannot be read or written is empty: then everything is foreign."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def knows(self, file: Path) -> bool:
        """Whether the bridge wrote what `file` holds now."""
        try:
            return self._load().get(str(file)) == _digest(read_regular(file))
        except OSError:
            return False

    def note(self, file: Path, data: bytes) -> None:
        """The bridge wrote `data` to `file`."""
        with _lock:
            known = self._load()
            known.pop(str(file), None)
            known[str(file)] = _digest(data)
            kept = dict(list(known.items())[-MOST:])
            try:
                write_file(self._file, json.dumps(kept, indent=1).encode(), private=True)
            except BridgeError as error:
                _log.warning("%s; the bridge will not recognise %s as its own", error, file.name)

    def make_room(self, file: Path) -> None:
        """Rename `file` to the next free `NAME.N.SUFFIX` when it is not the bridge's own. OSError."""
        if not file.is_file() or self.knows(file):
            return
        number = 1
        while (aside := file.with_name(f"{file.stem}.{number}{file.suffix}")).exists():
            number += 1
        file.rename(aside)
        _log.warning("%s: not written by the bridge, or changed since; it is now %s", file, aside.name)

    def _load(self) -> dict[str, str]:
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads(read_regular(self._file))
            if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
                return found
        return {}


class OwnFile:
    """One file under a name that nobody chose: replaced as often as it is written, but what somebody else put
    there is renamed first."""

    def __init__(self, file: Path) -> None:
        self._file = file.parent.resolve() / file.name
        self._written = Written(self._file.parent)
        self._last: bytes | None = None

    def write(self, data: bytes) -> None:
        """Replace the file. NoMidi when the folder does not take it."""
        first = self._last is None
        if first:
            try:
                self._written.make_room(self._file)
            except OSError as error:
                raise NoMidi(f"{self._file}: cannot be renamed: {error.strerror or error}") from None
        write_whole(self._file, data)
        self._last = data
        if first:
            self.close()

    def close(self) -> None:
        """Note what was written last, so that the next run knows the file as its own."""
        if self._last is not None:
            self._written.note(self._file, self._last)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
