"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.voice.syx import write_file


def write_whole(path: Path, data: bytes) -> None:
    """Write so that a reader finds the old file or the new one, never half of it. NoMidi on failure."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
    except OSError as error:
        raise NoMidi(f"folder {path.parent}: {error.strerror or error}") from None
    except BadArguments as error:
        raise NoMidi(str(error)) from None
