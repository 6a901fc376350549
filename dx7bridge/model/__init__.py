"""The model room. Importing it is cheap; torch comes in with `load`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from dx7bridge.errors import NoModel

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

SHIPPED = "voices.safetensors"


def load(path: Path | None = None, device: str = "cpu") -> Model:
    """The checkpoint at `path`, or the shipped one. NoModel when it is missing or does not fit.

    On a CPU the whole process is set to one torch thread: a pass over 21 tokens is too small to share,
    and the other cores belong to the sound.
    """
    file = path if path is not None else Path(str(resources.files(__package__) / "weights" / SHIPPED))
    if not file.is_file():
        raise NoModel(f"model {file}: no such file")

    import torch  # takes seconds

    from dx7bridge.model.model import Model

    if device == "cpu":
        torch.set_num_threads(1)
    return Model.from_file(file, device)
