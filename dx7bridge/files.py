"""Files: read only when they are regular, written whole or not at all.

Any thread. A draft is written beside its place, flushed to the disk and renamed; a draft that a crash left
behind is removed when the same file is written again, or when a bridge next claims the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import time
from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments, NoMidi

MOST: Final = 16 << 20  # bytes of a file that is read here
PRIVATE: Final = 0o600  # for the bridge's user alone
STALE: Final = 60.0  # seconds: a draft of this age is nobody's work in progress
_A_DRAFT: Final = re.compile(r"\.(.{1,40})\.[0-9a-f]{12}\.part", re.DOTALL)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def read_regular(path: Path, most: int = MOST) -> bytes:
    """All bytes of a file. OSError when it cannot be read, is no regular file, or holds more than `most`.

    Never waits for a pipe: that would stop the thread for as long as nobody writes to it.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("not a regular file")
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(f"larger than {most} bytes")
    return data


def write_file(path: Path | str, data: bytes, *, private: bool = False) -> None:
    """Write bytes so that a reader sees the old file or the new one. BadArguments when it cannot be.

    A `private` file is a regular one, and nobody else may read it unless it was there before: then it keeps
    its mode. Otherwise a pipe or a device at `path` is written to, and the mode is the system's default.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays, what it names is replaced
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            if stat.S_ISDIR(mode):
                raise BadArguments(f"{path}: must be a file, not a folder")
            if private:
                raise BadArguments(f"{path}: not a regular file")
            target.write_bytes(data)  # a pipe or device must not be renamed over
            return
        short = target.name[:40]
        sweep(target.parent, short)
        draft = target.with_name(f".{short}.{secrets.token_hex(6)}.part")
        try:
            with open(os.open(draft, _NEW, PRIVATE if private else 0o666), "wb") as stream:
                if mode is not None:
                    with contextlib.suppress(OSError, AttributeError):  # another owner's
                        os.fchmod(stream.fileno(), stat.S_IMODE(mode))
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise BadArguments(f"{path}: cannot be written: {reason(error)}") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a private file, its folder too where it is missing. NoMidi on failure."""
    try:
        make_folder(path.parent)
        write_file(path, data, private=True)
    except OSError as error:
        raise NoMidi(f"folder {path.parent}: {error.strerror or error}") from None
    except BadArguments as error:
        raise NoMidi(str(error)) from None


def make_folder(path: Path) -> None:
    """Make a folder that is this user's alone, where it is missing, with what leads there. OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


def reason(error: OSError | ValueError) -> str:
    """The system's message, without the path."""
    return getattr(error, "strerror", None) or str(error)


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove the drafts that a crash left behind in a folder: all, or those of the file `name`."""
    limit = time.time() - STALE
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            draft = _A_DRAFT.fullmatch(entry.name)
            if draft is None or name not in (None, draft[1]) or not entry.is_file(follow_symlinks=False):
                continue
            if entry.stat().st_mtime < limit:
                os.unlink(entry.path)
