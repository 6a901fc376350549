"""Teaching the speller: names of the training voices, given where the finished model puts them."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import SOUND_SIZE
from training.dataset import NoData
from training.network.names import LETTERS, Speller
from training.network.player import Player

EPOCHS, BATCH = 12, 256


def readable(names: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """True for names [N, 10] that hold at least two letters or digits: blanks and rulers teach nothing."""
    kept = [sum(chr(c).isalnum() for c in row) >= 2 for row in names.tolist()]
    return np.array(kept)


def fit_speller(model: Player, voices: NDArray[np.uint8], seed: int = 1) -> tuple[Speller, float]:
    """A speller trained on voices [N, 155], and its last loss in nats a name."""
    torch.manual_seed(seed)
    chosen = voices[readable(voices[:, SOUND_SIZE:])]
    letters = torch.from_numpy(chosen[:, SOUND_SIZE:].astype(np.int64)).to(model.device) - 32
    letters = letters.clamp(0, LETTERS - 1)
    batch = min(BATCH, len(letters))
    if batch < 2:
        raise NoData(f"names: {batch} readable ones in the training voices, at least 2 are needed")
    where = model.encode([Voice(row.tobytes()) for row in chosen])
    latents = torch.tensor(where, device=model.device)
    speller = Speller(model.dims).to(model.device)
    optimiser = torch.optim.AdamW(speller.parameters(), lr=2e-3, weight_decay=0.02)
    steps = EPOCHS * (len(letters) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    nats = 0.0
    for _ in range(EPOCHS):
        total = 0.0
        order = torch.randperm(len(letters))[: len(letters) // batch * batch]
        for rows in order.view(-1, batch):
            near = latents[rows] + 0.2 * torch.randn_like(latents[rows])  # a place, not a point
            loss = -speller.log_prob(letters[rows], near).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * batch / len(letters)
        nats = total
    return speller.eval().requires_grad_(False), nats
