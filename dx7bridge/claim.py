"""A folder that belongs to one bridge at a time. Any thread.

The claim is a lock on a file in the folder, held by the system: however the process ends, it ends too. The
file itself stays, and its text is the number of the process that holds it, for others to read.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dx7bridge.errors import Busy
from dx7bridge.files import PRIVATE, make_folder, sweep

FILE: Final = ".lock"
FAR: Final = 1 << 20  # the byte that is locked on Windows: nobody may read a locked one
ATTEMPTS: Final = 10  # the folder may be made anew while we claim it, but not for ever


class Claim:
    """The claim on a folder. `check` before each write: the folder may have been made anew meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Claim the folder, made where it is missing. Busy, naming the process that has it; OSError when
        nothing can be written there.
        """
        self._folder = folder
        self._lock = threading.Lock()
        self._file: int | None = _claim(folder)
        sweep(folder)

    def check(self) -> None:
        """Claim the folder again if it is another one by now; Busy and OSError as at first."""
        with self._lock:
            if self._file is not None and _is_there(self._folder, self._file):
                return
            self._let_go()
            self._file = _claim(self._folder)

    def release(self) -> None:
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


@contextlib.contextmanager
def claimed(folder: Path) -> Iterator[Claim]:
    """Have the folder until the block ends; errors as `Claim` has them."""
    claim = Claim(folder)
    try:
        yield claim
    finally:
        claim.release()


def _claim(folder: Path) -> int:
    """The descriptor of the lock on this very folder."""
    for _ in range(ATTEMPTS):
        make_folder(folder)
        file = _locked(folder)
        if _is_there(folder, file):
            return file
        os.close(file)
    raise OSError("it is made anew all the time")


def _locked(folder: Path) -> int:
    # Not handed on to other programs; never waits for a pipe, never follows a link out of the folder.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    file = os.open(folder / FILE, flags, PRIVATE)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(f"{FILE} in it is not a regular file")
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            holder = _text(file) or "unknown"
            raise Busy(
                f"folder {folder}: in use by another bridge, process {holder}; stop that one, or choose"
                " another folder with --folder"
            ) from None
        if not (_text(file) or "0").isdecimal():
            raise OSError(f"{FILE} in it belongs to another program")
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, f"{os.getpid()}\n".encode())
    except BaseException:
        os.close(file)
        raise
    return file


def _text(file: int) -> str:
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, 20).decode("ascii", "replace").strip()


def _is_there(folder: Path, file: int) -> bool:
    """Whether the locked file is still the one in the folder."""
    try:
        return os.path.samestat(os.fstat(file), os.stat(folder / FILE, follow_symlinks=False))
    except OSError:
        return False


def _lock(file: int) -> None:
    """BlockingIOError or PermissionError when somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
