"""What the head of a checkpoint's file says of it. Cheap: torch stays away."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from dx7bridge.errors import NoModel
from dx7bridge.voice.parameters import PARAMETERS

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


def table_hash() -> str:
    """Changes when a parameter's name, place or range does: weights for another table are no use."""
    rows = [(p.index, p.name, p.low, p.high) for p in PARAMETERS]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]
