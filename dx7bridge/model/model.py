"""The model as the rest of the bridge sees it: voices in, coordinates out, and back.

Used by one thread at a time (the engine's worker, or a shell command).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dx7bridge.model.axes import Orientation, axes_of
from dx7bridge.model.sections import MASK, SECTIONS
from dx7bridge.voice import Voice
from dx7bridge.voice.hearing import is_mute
from dx7bridge.voice.parameters import NAME_LENGTH, SOUND_SIZE
from training.network.checkpoint import Checkpoint, load
from training.network.likelihood import Described, choose, middle

CHUNK = 32  # voices drawn together
PASSES = 8  # refinement passes of a drawn voice, unless the checkpoint says otherwise
TOLD = 0.25  # of a drawn voice's values see the detail drawn with it, the rest those before them
NAME_TEMPERATURE = 0.6  # names are drawn no wilder than this: they are to be read
REDRAWS = 8  # of a voice that nobody could hear
DETAILS_KEPT = 256  # sounds whose detail is remembered: those that one comes from are asked for again

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Detail:
    """What the decoder is told of n voices beside their latents: details [n, T, D], how firmly each holds
    [n] (None: wholly), and until which share of the values has been drawn."""

    details: Tensor
    hold: Tensor | None = None
    until: float = 1.0


class Model:
    """A loaded checkpoint. `dims` latents a voice, one of `axes` each; `name` says which checkpoint."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.vae, self.speller, self.notes = checkpoint.vae, checkpoint.speller, checkpoint.notes
        self.vae.freeze()
        self.name = str(self.notes.get("name", "unnamed"))
        self.dims = self.vae.architecture.latents
        self.device = next(self.vae.parameters()).device
        self.passes = int(self.notes.get("passes", PASSES))
        self.axes = axes_of(self.notes, self.dims)
        self.orientation = Orientation(self.axes, self.device)
        self._details: OrderedDict[bytes, Tensor] = OrderedDict()

    @classmethod
    def from_file(cls, path: Path, device: str = "cpu") -> Model:
        """The model in this file; NoModel when it cannot be used."""
        return cls(load(path, device))

    @property
    def missing(self) -> str:
        """What `python -m training finish` would add to this checkpoint, in words; empty when it has all."""
        parts = {"names": self.speller is not None, "calibrated axes": "axes" in self.notes}
        return " and no ".join(part for part, there in parts.items() if not there)

    @torch.inference_mode()
    def encode(self, voices: Sequence[Voice]) -> list[tuple[float, ...]]:
        """Where each voice lives: 8 coordinates, the posterior's centre carried through the flow."""
        rows: list[tuple[float, ...]] = []
        for chunk in _chunks(voices):
            rows += [tuple(row) for row in self._infer(chunk)[0].tolist()]
        return rows

    @torch.inference_mode()
    def reconstruct(self, voices: Sequence[Voice], *, latent_only: bool = False) -> list[Voice]:
        """The most probable decoding of all that is inferred of each voice, or of its 8 latents alone.

        Names are kept.
        """
        decoded: list[Voice] = []
        for chunk in _chunks(voices):
            latents, details = self._infer(chunk)
            sounds = self._table(latents, None, None if latent_only else Detail(details)).argmax(-1)
            decoded += [_voice(row, old.name) for row, old in zip(sounds, chunk, strict=True)]
        return decoded

    @torch.inference_mode()
    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
        near: Sequence[Sequence[tuple[Voice, float]]] = (),
    ) -> list[Voice]:
        """The voices at these coordinates [n, 8]; `held` sound values (by VCED number) are kept.

        `near` says for each, or is empty, which voices it comes from and how firmly each holds, 0 to 1
        together: their detail, what the 8 coordinates leave out of them, goes into the decoding.
        Temperature 0 gives the middle of what may be there in a single pass, always the same: the median
        of each ordered value, the most probable of the rest. Above 0, values are drawn a few at a time,
        each seeing those before it. What is held is seen from the start, so that the rest is made to
        fit. Without `names` the name is blank.
        """
        drawn: list[Voice] = []
        for start, chunk in _numbered(latents):
            chance = names or temperature > 0
            noises = [Noise(self, seed, start + i) for i in range(len(chunk))] if chance else []
            detail = self._held_details(near[start : start + len(chunk)])
            drawn += self._voices(self._tensor(chunk), temperature, noises, names, held or {}, detail)
        return drawn

    @torch.inference_mode()
    def sample(
        self, count: int, *, temperature: float, seed: int, held: Mapping[int, int] | None = None
    ) -> list[tuple[tuple[float, ...], Voice]]:
        """`count` new voices with their coordinates, drawn from the prior; `held` as in `decode`.

        Voice i depends on `seed` and i alone: 32 voices are the first 32 of 64. A voice without a carrier
        that could be heard is drawn again, place and all.
        """
        drawn: list[tuple[tuple[float, ...], Voice]] = []
        for _, chunk in _numbered(range(count)):
            noises = [Noise(self, seed, i) for i in chunk]
            found = self._sampled(noises, temperature, held or {})
            for _ in range(REDRAWS):
                mute = [i for i, (_, voice) in enumerate(found) if is_mute(voice)]
                for i in mute:
                    noises[i].draw()
                again = self._sampled([noises[i] for i in mute], temperature, held or {}) if mute else []
                for i, other in zip(mute, again, strict=True):
                    found[i] = other
            drawn += found
        return drawn

    def _sampled(
        self, noises: list[Noise], temperature: float, held: Mapping[int, int]
    ) -> list[tuple[tuple[float, ...], Voice]]:
        latents = self.orientation.outward(self.vae.drawn(self._tensor([n.latents for n in noises])))
        detail = self._drawn_detail(latents, noises, held) if temperature > 0 else None
        voices = self._voices(latents, temperature, noises, True, held, detail)
        return [(tuple(row), voice) for row, voice in zip(latents.tolist(), voices, strict=True)]

    def _infer(self, voices: Sequence[Voice]) -> tuple[Tensor, Tensor]:
        """The posterior's centre: coordinates [n, 8] after the flow, details [n, D]."""
        sounds = np.array([list(v.sound) for v in voices], dtype=np.int64)
        posterior = self.vae.encode(torch.from_numpy(sounds).to(self.device))
        return self.orientation.outward(self.vae.coordinates(posterior)[0]), posterior.detail_mean

    def _held_details(self, near: Sequence[Sequence[tuple[Voice, float]]]) -> Detail | None:
        """For each row the mean detail [n, T, D] of the voices it comes from, and how firmly it holds [n]."""
        if not any(near):
            return None
        voices = {voice.sound: voice for row in near for voice, _ in row}
        new = [voice for sound, voice in voices.items() if sound not in self._details]
        for chunk in _chunks(new):
            self._details |= zip((v.sound for v in chunk), self._infer(chunk)[1], strict=True)
        nothing = torch.zeros_like(next(iter(self._details.values())))
        details, holds = [], []
        for row in near:
            hold = sum(share for _, share in row)
            parts = [share / hold * self._details[voice.sound] for voice, share in row if share > 0]
            details.append(sum(parts, nothing))
            holds.append(hold)
        for sound in voices:
            self._details.move_to_end(sound)
        while len(self._details) > DETAILS_KEPT:
            self._details.popitem(last=False)
        return Detail(torch.stack(details), torch.tensor(holds, dtype=torch.float32, device=self.device))

    def _drawn_detail(self, latents: Tensor, noises: list[Noise], held: Mapping[int, int]) -> Detail | None:
        """A detail [n, T, D] for each of these places, as real voices have it there; fit for what is held."""
        normal, known = self._tensor([n.details for n in noises]), self._known(len(noises), held)
        inner = self.orientation.inward(latents)
        detail = self.vae.drawn_details(normal, inner, known if held else None)
        return None if detail is None else Detail(detail, until=TOLD)

    def _known(self, count: int, held: Mapping[int, int]) -> Tensor:
        """`count` voices [n, 145] of which only what is held is known."""
        return _holding(torch.full((count, SOUND_SIZE), MASK, device=self.device), held)

    def _voices(
        self,
        latents: Tensor,
        temperature: float,
        noises: list[Noise],
        names: bool,
        held: Mapping[int, int],
        detail: Detail | None = None,
    ) -> list[Voice]:
        known = self._known(len(latents), held)
        if temperature > 0:
            noise = torch.from_numpy(np.stack([n.values for n in noises])).to(self.device)
            order = torch.from_numpy(np.stack([n.order for n in noises])).to(self.device)
            sounds = self._refined(latents, known, temperature, noise, order, detail)
        else:
            sounds = _holding(middle(self._table(latents, known if held else None, detail)), held)
        spelled = self._names(latents, temperature, noises) if names else [""] * len(latents)
        return [_voice(row, name) for row, name in zip(sounds, spelled, strict=True)]

    def _table(self, latents: Tensor, known: Tensor | None, detail: Detail | None) -> Tensor:
        """Log-probabilities [n, 145, 100] of all values in one pass, given those known, if any."""
        return self._described(self.orientation.inward(latents), known, detail).table()

    def _described(self, inner: Tensor, known: Tensor | None, detail: Detail | None) -> Described:
        """The same as it is described, at the network's own latents [n, 8]."""
        if detail is None:
            return self.vae.decode(inner, None, known)
        return self.vae.decode(inner, detail.details, known, detail.hold)

    def _refined(
        self,
        latents: Tensor,
        values: Tensor,
        temperature: float,
        noise: Tensor,
        order: Tensor,
        detail: Detail | None,
    ) -> Tensor:
        """Values [n, 145] drawn in passes: in each, the next unknown ones by `order`, given those before."""
        inner = self.orientation.inward(latents)
        for step in range(1, self.passes + 1):
            if detail is not None and step / self.passes > detail.until:
                detail = None
            due = (values == MASK) & (order <= step / self.passes)
            described = self._described(inner, values, detail).only(due)
            values = values.clone()
            values[due] = choose(described.table(), temperature, noise[due])
        return values

    def _names(self, latents: Tensor, temperature: float, noises: list[Noise]) -> list[str]:
        if self.speller is None:
            return [f"VOICE {n.number % 10000:04}" for n in noises]
        uniform = torch.from_numpy(np.stack([n.letters for n in noises])).to(self.device)
        letters = self.speller.draw(latents, min(temperature, NAME_TEMPERATURE), uniform)
        return ["".join(chr(32 + letter) for letter in row) for row in letters.tolist()]

    def _tensor(self, rows: Sequence[Sequence[float] | NDArray[np.float32]]) -> Tensor:
        return torch.as_tensor(np.asarray(rows, dtype=np.float32), device=self.device)


class Noise:
    """All the chance in voice `index` of a seed: the priors', a uniform a value and a letter, the order."""

    def __init__(self, model: Model, seed: int, index: int) -> None:
        self._random, self._dims = np.random.default_rng([seed & 0xFFFFFFFF, index]), model.dims
        self._detail_shape = (len(SECTIONS), model.vae.architecture.details)
        self.draw()

    def draw(self) -> None:
        """The next of all of it."""
        self.latents = self._random.standard_normal(self._dims).astype(np.float32)
        self.values = self._random.random(SOUND_SIZE)
        self.order = self._random.random(SOUND_SIZE)
        self.letters = self._random.random(NAME_LENGTH)
        self.number = int(self._random.integers(10000))
        self.details = self._random.standard_normal(self._detail_shape).astype(np.float32)


def _holding(values: Tensor, held: Mapping[int, int]) -> Tensor:
    """`values` [n, 145] with what is held put in."""
    for index, value in held.items():
        values[:, index] = value
    return values


def _voice(sound: Tensor, name: str) -> Voice:
    blank = b" " * NAME_LENGTH
    return Voice(sound.to("cpu", torch.uint8).numpy().tobytes() + blank).with_name(name)


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for _, chunk in _numbered(items):
        yield chunk


def _numbered(items: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    for start in range(0, len(items), CHUNK):
        yield start, items[start : start + CHUNK]
