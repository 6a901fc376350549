"""A checkpoint as the bridge plays it, beside the network that it was made from."""

from __future__ import annotations

import os
from pathlib import Path

from dx7bridge.model import shipped
from dx7bridge.model.model import Model
from dx7bridge.model.weights import Weights
from training.network import checkpoint
from training.network.checkpoint import Checkpoint


class Player(Model):
    """What the bridge plays: the same `Model`, in numpy, and its torch network as `vae` on `device`.

    Whatever is measured of voices is measured of the model as it is played; likelihoods, which the bridge has
    no use for, are the network's.
    """

    def __init__(self, found: Checkpoint) -> None:
        super().__init__(Weights(checkpoint.arrays(found), found.vae.architecture, found.notes))
        self.checkpoint, self.vae = found, found.vae
        self.device = next(found.vae.parameters()).device


def load(path: str | os.PathLike[str] | None = None, device: str = "cpu") -> Player:
    """The checkpoint at `path`, or the shipped one, its network on `device`. Raises NoModel."""
    return Player(checkpoint.load(shipped() if path is None else Path(path), device))
