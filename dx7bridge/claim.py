"""A folder that belongs to one bridge at a time. Any thread.

The claim is a lock on a file in the folder, held by the system: however the process ends, it ends too. The
file itself stays, and its text is the number of the process that holds it, for others to be told.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dx7bridge.errors import Busy

FILE: Final = ".lock"
FAR: Final = 1 << 20  # the byte that is locked on Windows: nobody may read a locked one


@contextlib.contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Have the folder, made where it is missing, until the block ends. Busy, naming the process that has it;
    OSError when nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)  # not handed on to other programs
    try:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            os.lseek(file, 0, os.SEEK_SET)
            holder = os.read(file, 20).decode("ascii", "replace").strip() or "unknown"
            raise Busy(
                f"folder {folder}: another bridge uses it, process {holder}; end that one, or choose another"
                " folder with --folder"
            ) from None
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(file)


def _lock(file: int) -> None:
    """BlockingIOError or PermissionError when somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
