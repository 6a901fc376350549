"""The model room. Importing it is cheap; torch comes in with `load`."""

from __future__ import annotations

import logging
import os
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from dx7bridge.model.header import check
from dx7bridge.model.health import complaints

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

SHIPPED = "voices.safetensors"

_log = logging.getLogger(__name__)


def load(path: Path | None = None, device: str = "cpu") -> Model:
    """The checkpoint at `path`, or the shipped one. NoModel when it is missing or does not fit.

    On a CPU torch is held to one thread, unless OMP_NUM_THREADS says otherwise: a pass over 21 tokens is
    too small to share, on busy cores threads wait for each other, and the cores belong to the sound.
    """
    file = path if path is not None else Path(str(resources.files(__package__) / "weights" / SHIPPED))
    check(file)  # a refusal need not wait for torch
    alone = device == "cpu" and "OMP_NUM_THREADS" not in os.environ
    if alone:
        os.environ["OMP_NUM_THREADS"] = "1"  # read once, when torch is first imported
    import torch  # takes seconds

    from dx7bridge.model.model import Model

    if alone:
        torch.set_num_threads(1)  # where it was imported before
    model = Model.from_file(file, device)
    if missing := model.missing:
        _log.warning("model %s: not finished, it has no %s: see python -m training finish", file, missing)
    for complaint in complaints(model.notes):
        _log.warning("model %s: %s; training/README.md says what helps", file, complaint)
    return model
