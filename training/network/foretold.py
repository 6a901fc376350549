"""What a place sounds like, as the autoencoder of sounds has it: see `dx7bridge.model.foretold`."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from dx7bridge.model.foretold import BANDS, COMPONENTS, HIDDEN


class Foretold(nn.Module):
    """latents [B, 8] -> log-mel spectra in dB [B, 48, frames]."""

    def __init__(self, latents: int, frames: int) -> None:
        super().__init__()
        self.answer = nn.Sequential(
            nn.Linear(latents, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, HIDDEN), nn.SiLU(),
            nn.Linear(HIDDEN, COMPONENTS),
        )  # fmt: skip
        self.register_buffer("basis", torch.zeros(COMPONENTS, BANDS * frames))
        self.register_buffer("mean", torch.zeros(BANDS * frames))
        self.basis: Tensor
        self.mean: Tensor

    def forward(self, latents: Tensor) -> Tensor:
        found: Tensor = self.answer(latents) @ self.basis + self.mean
        return found.view(len(latents), BANDS, -1)
