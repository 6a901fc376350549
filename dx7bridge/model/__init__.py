"""The model room: `load` gives a Model, which encodes, decodes and draws voices. Importing it is cheap.

    from dx7bridge.model import load

    model = load()                              # the shipped checkpoint, or load("mine.safetensors")
    [latent] = model.encode(voice)              # 8 coordinates
    [voice] = model.decode([latent])
    [(latent, voice)] = model.sample(seed=7)

It runs on numpy. The network is defined and trained in torch, in the checkout's `training`.
"""

from __future__ import annotations

import logging
import os
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dx7bridge.model.health import complaints

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

SHIPPED: Final = "voices.safetensors"
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

_log = logging.getLogger(__name__)


def shipped() -> Path:
    """The checkpoint that comes with the bridge."""
    return Path(str(resources.files(__package__) / "weights" / SHIPPED))


def load(path: str | os.PathLike[str] | None = None) -> Model:
    """The checkpoint at `path`, or the shipped one. NoModel when it is missing or does not fit.

    From then on numpy multiplies matrices on one thread in this process, unless an environment variable such
    as OMP_NUM_THREADS sets another number: a pass over 21 tokens is too small to share, on busy cores threads
    wait for each other, and the cores belong to the sound.
    """
    from threadpoolctl import threadpool_limits

    from dx7bridge.model.model import Model

    if not any(name in os.environ for name in THREADS):
        threadpool_limits(1, user_api="blas")
    file = shipped() if path is None else Path(path)
    model = Model.from_file(file)
    if missing := model.missing:
        _log.warning("model %s: not finished, it has no %s: see python -m training finish", file, missing)
    for complaint in complaints(model.notes):
        _log.warning("model %s: %s; training/README.md says what helps", file, complaint)
    return model
