"""A checkpoint: weights, architecture, calibration and the parameter table's hash in one safetensors file.

No pickle: a checkpoint from a stranger can be loaded safely. What does not fit is a NoModel that says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from dx7bridge.model.header import FORMAT, table_hash
from dx7bridge.model.model import Model
from dx7bridge.model.weights import NAMES, read
from training.network.names import Speller
from training.network.vae import VoiceVAE


@dataclass(frozen=True)
class Checkpoint:
    """The model, the speller of names if there is one yet, and what is to be known about them (JSON)."""

    vae: VoiceVAE
    speller: Speller | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)


def arrays(checkpoint: Checkpoint) -> dict[str, NDArray[np.float32]]:
    """The weights by name, as the file has them: float32 copies."""
    weights = dict(checkpoint.vae.state_dict())
    if checkpoint.speller is not None:
        weights |= {NAMES + name: tensor for name, tensor in checkpoint.speller.state_dict().items()}
    return {name: tensor.detach().to("cpu", torch.float32).numpy().copy() for name, tensor in weights.items()}


def save(path: Path, checkpoint: Checkpoint, half: bool = False) -> None:
    """Write it whole or not at all; `half` stores float16."""
    dtype = np.float16 if half else np.float32
    tensors = {name: array.astype(dtype) for name, array in arrays(checkpoint).items()}
    metadata = {
        "format": FORMAT,
        "architecture": json.dumps(asdict(checkpoint.vae.architecture)),
        "table": table_hash(),
        "notes": json.dumps(dict(checkpoint.notes)),
    }
    temporary = path.with_suffix(".partial")
    save_file(tensors, temporary, metadata)
    temporary.chmod(0o644)  # the library writes it for its owner alone
    temporary.replace(path)


def load(path: Path, device: str = "cpu") -> Checkpoint:
    """The network in evaluation mode. NoModel when the file is not one of ours: what the bridge refuses."""
    Model.from_file(path)  # checks each weight before a network is made for it
    weights = read(path)
    vae = VoiceVAE(weights.architecture)
    speller = Speller(weights.architecture.latents) if weights.has_names else None
    for part, prefix in ((vae, ""), (speller, NAMES)):
        if part is not None:
            own = {name: weights.tensors[prefix + name].astype(np.float32) for name in part.state_dict()}
            part.load_state_dict({name: torch.from_numpy(array) for name, array in own.items()})
            part.to(device).eval().requires_grad_(False)
    return Checkpoint(vae, speller, weights.notes)
