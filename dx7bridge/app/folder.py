"""The one folder that OSC sees, and who may use it."""

from __future__ import annotations

import contextlib
import fnmatch
import logging
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from dx7bridge.app.sessions import LAST_SESSION, SESSIONS_BEFORE, UNREADABLE
from dx7bridge.claim import Claim, claimed
from dx7bridge.commands import FAVOURITES
from dx7bridge.errors import BadArguments, Forbidden
from dx7bridge.files import make_folder, read_regular, reason, write_file
from dx7bridge.inputs import FILE as CONTROLLERS
from dx7bridge.outputs.file import VOICE_FILE
from dx7bridge.voice import Voice
from dx7bridge.voice.listing import contents
from dx7bridge.voice.syx import encode_banks, read_file
from dx7bridge.written import FILE as REGISTER
from dx7bridge.written import Written

SUFFIX: Final = ".syx"
LISTED: Final = 500  # files


_log = logging.getLogger(__name__)


class Folder:
    """The one folder whose files OSC may name; links that lead out of it do not count as inside.

    A file that the bridge did not write, or that has changed since, is replaced only by a call that insists
    with `overwrite`. `check` is called before each write, and may raise BridgeError or OSError.
    """

    def __init__(self, path: Path, check: Callable[[], object] = lambda: None) -> None:
        self._path, self._check = path, check
        self._written = Written(path)

    def read(self, path: str, number: int) -> tuple[Voice, str]:
        """Voice `number`, from 1, of a file, and what had to be mended in it, or "". Forbidden outside;
        BadArguments, BadSysex or OutOfRange.
        """
        file = read_file(self._inside(path))
        found = file.found(number)
        return found.voice, ", ".join(filter(None, (file.mended, found.mark)))

    def listing(self) -> list[tuple[int | str | bytes, ...]]:
        """The .syx files in the folder and below, at most LISTED: (path, bytes) each, sorted."""
        found: list[tuple[int | str | bytes, ...]] = []
        for folder, folders, names in os.walk(self._path):
            folders.sort()
            for name in sorted(names):
                file = Path(folder, name)
                if not name.lower().endswith(SUFFIX) or file.is_symlink():
                    continue
                with contextlib.suppress(OSError):
                    state = file.stat()
                    if stat.S_ISREG(state.st_mode):
                        found.append((file.relative_to(self._path).as_posix(), state.st_size))
            if len(found) >= LISTED:
                break
        return sorted(found[:LISTED])

    def contents(self, path: str) -> list[tuple[int | str | bytes, ...]]:
        """The voices of a file and its problems: see `voice.listing`. Forbidden outside; BadArguments."""
        return contents(read_file(self._inside(path)))

    def save(self, path: str, voices: Sequence[Voice], *, overwrite: bool = False) -> str:
        """Write banks, `.syx` added where it is missing; where they went. Forbidden, BadArguments."""
        file = self._writable(path)
        self._refuse(file, FAVOURITES, VOICE_FILE)
        self._refuse_foreign(file, overwrite=overwrite)
        self._write(file, encode_banks(voices))
        return str(file)

    def append(self, path: str, voice: Voice, *, overwrite: bool = False) -> tuple[str, int]:
        """Add a voice to a file of banks: where, and how many it has now. A voice that is in it already is
        not added, and in a file of ours the padding of the last bank counts for nothing.

        Forbidden for a file that holds anything but voices in banks, which would be lost, unless the call
        insists with `overwrite`: then its voices alone remain. Forbidden, BadArguments, BadSysex.
        """
        file = self._writable(path)
        self._refuse(file, VOICE_FILE)
        voices: list[Voice] = []
        channel = 0
        if file.exists():
            found = read_file(file)
            voices = [each.voice for each in found.voices] if overwrite else found.all_voices()
            channel = found.voices[0].channel if found.voices else 0
            if not overwrite and read_regular(file) != encode_banks(voices, channel):
                lost = found.mended or "other messages"
                raise Forbidden(
                    f"file {file.name!r}: holds other data, which would be lost ({lost});"
                    ' add "overwrite" to keep only its voices, or choose another name'
                )
            if self._written.knows(file):
                while len(voices) > 1 and voices[-1] == voices[-2]:
                    voices.pop()
        if voice not in voices:
            voices.append(voice)
            self._write(file, encode_banks(voices, channel))
        return str(file), len(voices)

    def read_text(self, path: str) -> str:
        """The text of a file. Forbidden outside the folder; BadArguments if it cannot be read."""
        file = self._inside(path)
        try:
            return read_regular(file).decode()
        except (OSError, ValueError) as error:
            raise BadArguments(f"file {path[:80]!r}: {reason(error)}") from None

    def save_text(self, path: str, text: str, *, overwrite: bool = False) -> str:
        """Write a text file, whole or not at all; where it went. Forbidden, BadArguments."""
        file = self._writable(path, "")
        own = (LAST_SESSION, *SESSIONS_BEFORE, UNREADABLE.format("*"), CONTROLLERS, REGISTER)
        self._refuse(file, *own)
        self._refuse_foreign(file, overwrite=overwrite)
        self._write(file, text.encode())
        return str(file)

    # For browsing: see `shelf`.

    def voices(self, path: str) -> list[Voice]:
        """The voices of a file of banks; none where it is missing. Forbidden, BadArguments, BadSysex."""
        file = self._inside(path)
        if not file.exists():
            return []
        voices = read_file(file).all_voices()
        if self._written.knows(file):
            while len(voices) > 1 and voices[-1] == voices[-2]:  # the padding of the last bank
                voices.pop()
        return voices

    def put(self, path: str, voices: Sequence[Voice]) -> None:
        """Have a file hold exactly these voices; none removes it. Forbidden for one that is not ours."""
        file = self._inside(path)
        self._refuse_foreign(file, overwrite=False)
        self._may_write()
        if voices:
            make_folder(file.parent)
            self._write(file, encode_banks(voices))
        else:
            file.unlink(missing_ok=True)

    def sessions(self) -> list[str]:
        """The names of the sessions that were saved here, in order."""
        own = (LAST_SESSION, *SESSIONS_BEFORE, UNREADABLE.format("*"), CONTROLLERS, REGISTER)
        names = [file.name for file in self._path.glob("*.json") if file.is_file()]
        shown = [n for n in names if not any(fnmatch.fnmatchcase(n.casefold(), own_) for own_ in own)]
        return sorted((name.removesuffix(".json") for name in shown), key=str.casefold)

    def has(self, path: str) -> bool:
        """Whether there is a file of this name. Forbidden."""
        return self._inside(path).exists()

    def newest(self, path: str, suffix: str) -> str:
        """The file of this suffix that was changed last, without it; "" for none. Forbidden."""
        files = [each for each in self._inside(path).glob(f"*{suffix}") if each.is_file()]
        newest = max(files, key=lambda each: each.stat().st_ctime_ns, default=None)
        return newest.name.removesuffix(suffix) if newest else ""

    def move(self, path: str, to: str) -> str:
        """Move a file; where it is now. Forbidden; BadArguments when there is none, or one at that place."""
        file, place = self._inside(path), self._inside(to)
        own = (LAST_SESSION, *SESSIONS_BEFORE, CONTROLLERS, REGISTER)
        self._refuse(file, *own)
        self._refuse(place, *own)
        if not file.is_file():
            raise BadArguments(f"file {path[:80]!r}: no such file in {self._path}")
        if place.exists():
            raise BadArguments(f"file {to[:80]!r}: exists already; choose another name")
        self._may_write()
        ours = self._written.knows(file)
        try:
            make_folder(place.parent)
            file.rename(place)
        except OSError as error:
            raise BadArguments(f"file {to[:80]!r}: {reason(error)}") from None
        os.utime(place)
        if ours:
            self._written.note(place, read_regular(place))
        return str(place)

    def _may_write(self) -> None:
        try:
            self._check()
        except OSError as error:
            raise BadArguments(f"folder {self._path}: {reason(error)}") from None

    def _write(self, file: Path, data: bytes) -> None:
        self._may_write()
        write_file(file, data, private=True)
        self._written.note(file, data)

    def _refuse_foreign(self, file: Path, *, overwrite: bool) -> None:
        if file.exists() and not overwrite and not self._written.knows(file):
            raise Forbidden(
                f"file {file.name!r}: exists already, and the bridge did not write it or it has changed"
                ' since; add "overwrite" to replace it, or choose another name'
            )

    def _refuse(self, file: Path, *own: str) -> None:
        """Forbidden for the files that the bridge keeps there itself, by name or pattern."""
        at_home = file.parent == self._path.resolve()
        if at_home and any(fnmatch.fnmatchcase(file.name.casefold(), name) for name in own):
            keeps = "/dx7/keep adds to it" if file.name.casefold() == FAVOURITES else "choose another name"
            raise Forbidden(f"file {file.name!r}: used by the bridge itself; {keeps}")

    def _writable(self, path: str, suffix: str = SUFFIX) -> Path:
        file = self._inside(path if path.lower().endswith(suffix) else path + suffix)
        if not file.name.lower().removesuffix(SUFFIX).removesuffix(".json").strip("."):
            raise BadArguments(f"path {path[:80]!r}: must be the name of a file")
        if not self._path.is_dir():
            with contextlib.suppress(OSError):  # writing says what is wrong
                make_folder(self._path)
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
def owned(folder: Path) -> Iterator[Claim | None]:
    """Keep other bridges out of the folder, for they would overwrite what this one keeps. None where nothing
    can be written."""
    with contextlib.ExitStack() as stack:
        claim = None
        try:
            claim = stack.enter_context(claimed(folder))
        except OSError as error:
            _log.warning("folder %s: %s; nothing will be saved there", folder, reason(error))
        yield claim
