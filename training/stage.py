"""A loop of training that can be stopped: its parts in one file, written whole, read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch


def keep(path: Path, parts: Mapping[str, Any], step: int) -> None:
    """Write the states of `parts`, the step and the dice to `path`."""
    state = {name: part.state_dict() for name, part in parts.items()}
    partial = path.with_suffix(".partial")
    torch.save({**state, "step": step, "random": torch.get_rng_state()}, partial)
    partial.replace(path)


def resume(path: Path, parts: Mapping[str, Any]) -> int:
    """Put the states in `path` into `parts`, and the dice; returns the step. 0 where there is no file."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    torch.set_rng_state(state["random"])
    step: int = state["step"]
    return step
