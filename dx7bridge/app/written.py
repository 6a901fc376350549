"""Which files in the folder the bridge wrote itself, and has found unchanged since.

Kept beside them in `.written.json`, as names with the SHA-256 of what was written. Any thread, one at a time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from pathlib import Path
from typing import Final

from dx7bridge.errors import BridgeError
from dx7bridge.files import read_regular, write_file

FILE: Final = ".written.json"
MOST: Final = 1000  # files; of more, those written last are known

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
        known = self._load()
        known.pop(str(file), None)
        known[str(file)] = _digest(data)
        kept = dict(list(known.items())[-MOST:])
        try:
            write_file(self._file, json.dumps(kept, indent=1).encode(), private=True)
        except BridgeError as error:
            _log.warning("%s; the bridge will not recognise %s as its own", error, file.name)

    def _load(self) -> dict[str, str]:
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads(read_regular(self._file))
            if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
                return found
        return {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
