"""A checkpoint: weights, architecture, calibration and the parameter table's hash in one safetensors file.

No pickle: a checkpoint from a stranger can be loaded safely. What does not fit is a NoModel that says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from dx7bridge.errors import NoModel
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.header import FORMAT, check, table_hash
from training.network.names import Speller
from training.network.vae import VoiceVAE

LONGEST_REASON = 300  # torch names every weight that does not fit
NAMES = "names."  # what the speller's weights start with


@dataclass(frozen=True)
class Checkpoint:
    """The model, the speller of names if there is one yet, and what is to be known about them (JSON)."""

    vae: VoiceVAE
    speller: Speller | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)


def save(path: Path, checkpoint: Checkpoint, half: bool = False) -> None:
    """Write it whole or not at all; `half` stores float16."""
    weights = dict(checkpoint.vae.state_dict())
    if checkpoint.speller is not None:
        weights |= {NAMES + name: tensor for name, tensor in checkpoint.speller.state_dict().items()}
    dtype = torch.float16 if half else torch.float32
    tensors = {name: tensor.detach().to("cpu", dtype).contiguous() for name, tensor in weights.items()}
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
    """The model in evaluation mode. NoModel when the file is not one of ours."""
    check(path)
    with safe_open(path, framework="pt", device=device) as file:
        metadata = file.metadata()
        tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
    if metadata.get("table") != table_hash():
        raise NoModel(f"model {path}: made for another parameter table")
    letters = {name.removeprefix(NAMES): t for name, t in tensors.items() if name.startswith(NAMES)}
    try:
        architecture = msgspec.json.decode(metadata["architecture"], type=Architecture)
        vae = VoiceVAE(architecture).to(device)
        vae.load_state_dict({name: t for name, t in tensors.items() if not name.startswith(NAMES)})
        speller = Speller(architecture.latents).to(device) if letters else None
        if speller is not None:
            speller.load_state_dict(letters)
            speller.eval().requires_grad_(False)
        notes = json.loads(metadata["notes"])
    except (KeyError, ValueError, RuntimeError, msgspec.MsgspecError) as error:
        raise NoModel(f"model {path}: {str(error)[:LONGEST_REASON]}") from error
    vae.eval().requires_grad_(False)
    return Checkpoint(vae, speller, notes)
