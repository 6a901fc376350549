"""Names for voices, spelled letter by letter from where the voice lives: apart from the sound.

A small recurrent network (GRU) over the ten letters, started by the 8 latents. It only ever writes
printable ASCII, and the latents know nothing of it: a name cannot pull a sound about.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import log_softmax, relu

from dx7bridge.voice.parameters import NAME_LENGTH, PARAMETERS
from training.network.likelihood import choose

LETTERS = PARAMETERS[-1].size  # 95, from the space to the tilde
START = LETTERS


class Speller(nn.Module):
    """Distribution of names given latents [B, 8]; letters are int64 [B, 10], 0 = the space."""

    def __init__(self, latents: int, width: int = 160, letter_width: int = 32) -> None:
        super().__init__()
        self.begin = nn.Sequential(nn.Linear(latents, width), nn.Tanh())
        self.letter = nn.Embedding(LETTERS + 1, letter_width)
        self.place = nn.Embedding(NAME_LENGTH, letter_width)
        self.memory = nn.GRUCell(letter_width, width)
        self.answer = nn.Sequential(nn.Linear(width + latents, width), nn.ReLU(), nn.Linear(width, LETTERS))

    def log_prob(self, letters: Tensor, latents: Tensor) -> Tensor:
        """[B] log-probability of each name."""
        state, before = self.begin(latents), torch.full_like(letters[:, 0], START)
        total = torch.zeros_like(latents[:, 0])
        for place in range(NAME_LENGTH):
            state, table = self._next(state, before, place, latents)
            before = letters[:, place]
            total = total + table.gather(1, before.unsqueeze(1)).squeeze(1)
        return total

    def draw(self, latents: Tensor, temperature: float, uniform: Tensor) -> Tensor:
        """Letters [B, 10] drawn with uniforms [B, 10]; temperature 0 takes the likeliest each time."""
        state = self.begin(latents)
        before = torch.full((len(latents),), START, device=latents.device)
        letters = []
        for place in range(NAME_LENGTH):
            state, table = self._next(state, before, place, latents)
            before = choose(table, temperature, uniform[:, place])
            letters.append(before)
        return torch.stack(letters, dim=1)

    def _next(self, state: Tensor, before: Tensor, place: int, latents: Tensor) -> tuple[Tensor, Tensor]:
        step = relu(self.letter(before) + self.place.weight[place])
        state = self.memory(step, state)
        return state, log_softmax(self.answer(torch.cat([state, latents], dim=1)), dim=-1)
