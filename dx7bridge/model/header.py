"""What the head of a checkpoint's file says of it. Cheap: torch stays away."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dx7bridge.errors import NoModel

FORMAT: Final = "dx7bridge-1"


def check(path: Path) -> None:
    """NoModel when there is no checkpoint of ours at `path`. Whether it fits is for `load` to say."""
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise NoModel(f"model {path}: no such file")
    try:
        with safe_open(path, framework="numpy") as file:
            found = (file.metadata() or {}).get("format")
    except (OSError, SafetensorError) as error:
        raise NoModel(f"model {path}: cannot be read ({error})") from error
    if found != FORMAT:
        raise NoModel(f"model {path}: format {found!r}, {FORMAT!r} is needed")
