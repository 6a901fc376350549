"""The one folder that OSC sees, and who may use it."""

from __future__ import annotations

import contextlib
import fnmatch
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dx7bridge.app.sessions import LAST_SESSION, SESSIONS_BEFORE, UNREADABLE
from dx7bridge.claim import claimed
from dx7bridge.commands import FAVOURITES
from dx7bridge.errors import BadArguments, Forbidden
from dx7bridge.inputs import FILE as CONTROLLERS
from dx7bridge.outputs.file import VOICE_FILE
from dx7bridge.voice import Voice
from dx7bridge.voice.syx import read_file, write_banks, write_file

if TYPE_CHECKING:
    pass

SUFFIX: Final = ".syx"

_log = logging.getLogger(__name__)


class Folder:
    """The one folder whose files OSC may name; links that lead out of it do not count as inside."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, path: str, number: int) -> tuple[Voice, str]:
        """Voice `number`, from 1, of a file, and what had to be mended in it, or "". Forbidden outside;
        BadArguments, BadSysex or OutOfRange.
        """
        file = read_file(self._inside(path))
        return file.voice(number), file.mended

    def save(self, path: str, voices: Sequence[Voice]) -> str:
        """Write banks, `.syx` added where it is missing; where they went. Forbidden, BadArguments."""
        file = self._writable(path)
        self._refuse(file, FAVOURITES, VOICE_FILE)
        write_banks(file, voices)
        return str(file)

    def append(self, path: str, voice: Voice) -> tuple[str, int]:
        """Add a voice to a file of banks: where, and how many it has now. The padding of the last bank
        counts for nothing, and a voice that is in it already is not added. Forbidden, BadArguments.
        """
        file = self._writable(path)
        self._refuse(file, VOICE_FILE)
        voices = read_file(file).all_voices() if file.exists() else []
        while len(voices) > 1 and voices[-1] == voices[-2]:
            voices.pop()
        if voice not in voices:
            voices.append(voice)
            write_banks(file, voices)
        return str(file), len(voices)

    def read_text(self, path: str) -> str:
        """What a text file holds. Forbidden outside; BadArguments when it cannot be read."""
        try:
            return self._inside(path).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise BadArguments(f"file {path[:80]!r}: {getattr(error, 'strerror', None) or error}") from None

    def save_text(self, path: str, text: str) -> str:
        """Write a text file, whole or not at all; where it went. Forbidden, BadArguments."""
        file = self._writable(path, "")
        self._refuse(file, LAST_SESSION, *SESSIONS_BEFORE, UNREADABLE.format("*"), CONTROLLERS)
        write_file(file, text.encode())
        return str(file)

    def _refuse(self, file: Path, *own: str) -> None:
        """Forbidden for the files that the bridge keeps there itself, by name or pattern."""
        at_home = file.parent == self._path.resolve()
        if at_home and any(fnmatch.fnmatchcase(file.name.casefold(), name) for name in own):
            keeps = "/dx7/keep adds to it" if file.name.casefold() == FAVOURITES else "choose another name"
            raise Forbidden(f"file {file.name!r}: the bridge keeps it itself; {keeps}")

    def _writable(self, path: str, suffix: str = SUFFIX) -> Path:
        file = self._inside(path if path.lower().endswith(suffix) else path + suffix)
        if not file.name.lower().removesuffix(SUFFIX).removesuffix(".json").strip("."):
            raise BadArguments(f"path {path[:80]!r}: the name of a file is needed")
        if not self._path.is_dir():
            with contextlib.suppress(OSError):  # writing says what is wrong
                self._path.mkdir(parents=True, exist_ok=True)
        if self._path.is_dir() and not file.parent.exists():
            raise BadArguments(f"path {path[:80]!r}: there is no folder {file.parent}")
        return file

    def _inside(self, path: str) -> Path:
        try:
            folder = self._path.resolve()
            file = (folder / path).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            raise BadArguments(f"path {path[:80]!r}: {error}") from None
        if not file.is_relative_to(folder):
            raise Forbidden(f"path {path[:80]!r}: outside the folder {folder}")
        return file


@contextlib.contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Keep other bridges out of the folder, for they would overwrite what this one keeps."""
    with contextlib.ExitStack() as claim:
        try:
            claim.enter_context(claimed(folder))
        except OSError as error:
            _log.warning("folder %s: %s; nothing will be kept there", folder, error.strerror or error)
        yield
