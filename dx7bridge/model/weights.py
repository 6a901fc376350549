"""The weights of a checkpoint, each handed out once and only in the shape that is asked for.

A layer names what it needs while it is built, so the file is checked as the layers are built, and no header
can ask for more memory than the file itself holds. No pickle: a checkpoint from a stranger can be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import NoModel
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.header import check, table_hash

Array = NDArray[np.float32]

NAMES: Final = "names."  # what the weights of the speller start with
LONGEST_REASON: Final = 300  # characters of a decoder's complaint


class Misfit(Exception):
    """A weight that is missing, has another shape, or is no number. The message names it."""


class Weights:
    """The weights of one checkpoint by name, its `architecture` and its `notes` (JSON)."""

    def __init__(
        self, tensors: Mapping[str, NDArray[Any]], architecture: Architecture, notes: Mapping[str, Any]
    ) -> None:
        self.tensors, self.architecture, self.notes = dict(tensors), architecture, notes
        self._left = set(tensors)

    def take(self, name: str, *shape: int) -> Array:
        """The weight `name` as float32; Misfit unless it has this shape and is finite."""
        found = self.tensors.get(name)
        if found is None:
            raise Misfit(f"weight {name} is missing")
        if found.shape != shape:
            raise Misfit(f"weight {name}: shape {_shown(found.shape)}, {_shown(shape)} is needed")
        if found.dtype not in (np.float16, np.float32):
            raise Misfit(f"weight {name}: {found.dtype}, float16 or float32 is needed")
        if not np.isfinite(found).all():
            raise Misfit(f"weight {name}: not all of its numbers are finite")
        self._left.discard(name)
        return found.astype(np.float32, copy=False)

    @property
    def has_names(self) -> bool:
        """Whether there is a speller of names."""
        return any(name.startswith(NAMES) for name in self.tensors)

    def finish(self) -> None:
        """Misfit when something is left over: then it is the checkpoint of another model."""
        if self._left:
            raise Misfit(f"weight {min(self._left)} is not of this architecture")


def read(path: Path) -> Weights:
    """The checkpoint in this file; NoModel when it is not one of ours. `take` checks the shapes."""
    check(path)
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError, TypeError, KeyError, AttributeError) as error:
        raise NoModel(f"model {path}: cannot be read ({error})") from error  # such as a type numpy lacks
    if metadata.get("table") != table_hash():
        raise NoModel(f"model {path}: made for another parameter table")
    try:
        architecture = msgspec.json.decode(metadata["architecture"], type=Architecture)
        notes = json.loads(metadata["notes"])
    except (KeyError, ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise NoModel(f"model {path}: {str(error)[:LONGEST_REASON]}") from error
    if not isinstance(notes, dict):
        raise NoModel(f"model {path}: its notes are not a JSON object")
    return Weights(tensors, architecture, notes)


def _shown(shape: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, shape))}]"
