"""The model as the rest of the bridge sees it: voices in, coordinates out, and back.

Used by one thread at a time (the engine's worker, or a shell command).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor

from dx7bridge.model import checkpoint
from dx7bridge.model.likelihood import choose
from dx7bridge.model.sections import MASK
from dx7bridge.model.vae import VoiceVAE
from dx7bridge.voice import PARAMETERS, Voice
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE

T = TypeVar("T")
CHUNK = 32  # voices decoded together; always this many, so that a voice does not depend on its company
LOWEST = np.array([p.low for p in PARAMETERS], dtype=np.int64)


class Model:
    """A loaded checkpoint. `dims` latents a voice; `name` says which checkpoint."""

    def __init__(self, vae: VoiceVAE, name: str, notes: dict[str, Any]) -> None:
        self.vae, self.name, self.notes = vae, name, notes
        self.dims = vae.architecture.latents
        self.device = next(vae.parameters()).device
        self.refinements = int(notes.get("refinements", 12))

    @classmethod
    def from_file(cls, path: Path, device: str = "cpu") -> Model:
        """The model in this file; NoModel when it cannot be used."""
        vae, notes = checkpoint.load(path, device)
        return cls(vae, str(notes.get("name", path.stem)), notes)

    @torch.inference_mode()
    def encode(self, voices: Sequence[Voice]) -> list[tuple[float, ...]]:
        """Where each voice lives: 8 coordinates, the posterior's centre carried through the flow."""
        return [tuple(row) for row, _ in self._infer(voices)]

    @torch.inference_mode()
    def reconstruct(self, voices: Sequence[Voice], *, latent_only: bool = False) -> list[Voice]:
        """The decoding of all that is inferred of each voice, or of its 8 latents alone; names kept."""
        decoded: list[Voice] = []
        for chunk in _chunks(list(zip(voices, self._infer(voices), strict=True))):
            latents = self._tensor([row for _, (row, _) in chunk])
            details = None if latent_only else self._tensor([detail for _, (_, detail) in chunk])
            sounds = self._draw(latents, details, temperature=0.0, noise=None, passes=1)
            decoded += [_voice(v).with_name(old.name) for v, (old, _) in zip(sounds, chunk, strict=True)]
        return decoded

    @torch.inference_mode()
    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
    ) -> list[Voice]:
        """The voices at these coordinates [n, 8]. Temperature 0 gives the most probable one, always the same.

        Above 0, values are drawn a few at a time, each seeing those before it. Without `names` the name
        is blank, and one voice takes a few milliseconds: the path of a turned knob.
        """
        drawn: list[Voice] = []
        for start, chunk in enumerate(_chunks(list(latents))):
            noises = [Noise(self, seed, start * CHUNK + i) for i in range(len(chunk))]
            passes = self.refinements if temperature > 0 else 1
            drawn += self._voices(self._tensor(chunk), None, temperature, noises, passes, names)
        return drawn

    @torch.inference_mode()
    def sample(self, count: int, *, temperature: float, seed: int) -> list[tuple[tuple[float, ...], Voice]]:
        """`count` new voices with their coordinates, drawn from N(0, I).

        Voice i depends on `seed` and i alone: 32 voices are the first 32 of 64.
        """
        drawn: list[tuple[tuple[float, ...], Voice]] = []
        for start in range(0, count, CHUNK):
            noises = [Noise(self, seed, start + i) for i in range(CHUNK)]
            latents = self._tensor([n.latents for n in noises])
            details = self._tensor([n.details for n in noises]) if temperature > 0 else None
            passes = self.refinements if temperature > 0 else 1
            voices = self._voices(latents, details, temperature, noises, passes, names=True)
            drawn += [(tuple(n.latents.tolist()), v) for n, v in zip(noises, voices, strict=True)]
        return drawn[:count]

    def _infer(self, voices: Sequence[Voice]) -> list[tuple[list[float], list[float]]]:
        """The posterior's centre of each voice: (8 coordinates after the flow, the detail)."""
        found: list[tuple[list[float], list[float]]] = []
        for chunk in _chunks(list(voices)):
            posterior = self.vae.encode(self._values(chunk))
            latents, _, _ = self.vae.coordinates(posterior)
            found += zip(latents.tolist(), posterior.detail_mean.tolist(), strict=True)
        return found

    def _voices(
        self,
        latents: Tensor,
        details: Tensor | None,
        temperature: float,
        noises: list[Noise],
        passes: int,
        names: bool,
    ) -> list[Voice]:
        noise = torch.stack([torch.from_numpy(n.values) for n in noises]).to(self.device)
        order = torch.stack([torch.from_numpy(n.order) for n in noises]).to(self.device)
        sounds = self._draw(latents, details, temperature, noise, passes, order)
        if names:
            sounds = self._name(latents, sounds, temperature, noise)
        return [_voice(row) for row in sounds]

    def _draw(
        self,
        latents: Tensor,
        details: Tensor | None,
        temperature: float,
        noise: Tensor | None,
        passes: int,
        order: Tensor | None = None,
    ) -> Tensor:
        """Sound values [B, 155] in `passes` passes, the name left unknown."""
        values = torch.full((len(latents), VOICE_SIZE), MASK, device=self.device)
        if noise is None:
            noise = torch.zeros(len(latents), VOICE_SIZE, device=self.device)
        for step in range(passes):
            table = self.vae.decode(latents, details, values).table()
            drawn = choose(table, temperature, noise)
            if order is None or step == passes - 1:
                due = values == MASK
            else:
                due = (values == MASK) & (order < (step + 1) / passes)
            values = torch.where(due, drawn, values)
            values[:, SOUND_SIZE:] = MASK
        return values

    def _name(self, latents: Tensor, sounds: Tensor, temperature: float, noise: Tensor) -> Tensor:
        """The same values with a name spelled letter by letter, each seeing the sound and those before it."""
        values = sounds.clone()
        for letter in range(SOUND_SIZE, VOICE_SIZE):
            table = self.vae.decode(latents, None, values).table()
            values[:, letter] = choose(table[:, letter], temperature, noise[:, letter])
        return values

    def _values(self, voices: Sequence[Voice]) -> Tensor:
        rows = np.array([list(v.values) for v in voices], dtype=np.int64) - LOWEST
        return torch.from_numpy(rows).to(self.device)

    def _tensor(self, rows: Any) -> Tensor:
        return torch.as_tensor(np.asarray(rows, dtype=np.float32), device=self.device)


class Noise:
    """All the chance in voice number `index` of a seed: coordinates, detail, a uniform a value, the order."""

    def __init__(self, model: Model, seed: int, index: int) -> None:
        random = np.random.default_rng([seed & 0xFFFFFFFF, index])
        a = model.vae.architecture
        self.latents = random.standard_normal(a.latents).astype(np.float32)
        self.details = random.standard_normal(a.details).astype(np.float32)
        self.values = random.random(VOICE_SIZE)
        self.order = random.random(VOICE_SIZE)


def _voice(values: Tensor) -> Voice:
    """From values counted from the lowest; an unknown letter is a space."""
    numbers = np.where(values.cpu().numpy() == MASK, 0, values.cpu().numpy()) + LOWEST
    return Voice(numbers.astype(np.uint8).tobytes())


def _chunks(items: list[T]) -> list[list[T]]:
    return [items[i : i + CHUNK] for i in range(0, len(items), CHUNK)]
