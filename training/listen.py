"""Training by ear: the eight coordinates become knobs of the sound. Seeded, resumable, in one folder.

Stages, each kept in the run's folder, gone on with where it was stopped, and not made again:
    sounds       every voice rendered, and crossed ones for the ear (hearing.py)
    space.pt     where sounds lie: features by rank, learned coordinates beside them (attributes.py)
    ear.pt       the engine's stand-in, taught with real and crossed voices (proxy.py)
    places.pt    the encoder of places, taught where sounds lie (places.py)
    drawing.pt   the decoder that draws, and the details, by likelihood alone (drawing.py)
    knobs.pt     the decoder that knobs play, by ear (knobs.py)
`voices.safetensors` is the whole, of averaged weights.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

import torch
from torch import Tensor

from dx7bridge.model.foretold import BANDS
from training.attributes import NAMED
from training.dataset import Dataset
from training.drawing import Drawing, fit_drawing
from training.fit import bare, family_weights, indices
from training.hearing import cached, canonical, crossed
from training.knobs import Known, Loop, Turning
from training.lessons import Lesson, Space, fit_space
from training.network.checkpoint import Checkpoint, save
from training.network.places import Places
from training.network.vae import VoiceVAE
from training.places import Placing, fit_places, foretold
from training.progress import Progress, quiet
from training.proxy import fit_ear

CHECKPOINT: Final = "voices.safetensors"
REAL: Final = 1.4  # of a real voice's weight, where the encoder of places learns: a crossed one has 1
QUICK: Final = 20  # times fewer steps and crossed voices


@dataclass(frozen=True)
class Listening:
    """All that decides a run by ear but the data and the weights it begins with."""

    seed: int = 1
    crossed: int = 24_576  # voices made for the ear
    ear_epochs: int = 6
    levelling: float = 0.25  # a voice is drawn with weight (size of its family) ** -levelling
    named: tuple[str, ...] = NAMED
    dropout: float = 0.08
    placing: Placing = field(default_factory=Placing)
    drawing: Drawing = field(default_factory=Drawing)
    turning: Turning = field(default_factory=Turning)

    def quick(self) -> Listening:
        """A first look: everything that takes time, made small."""
        return replace(
            self,
            crossed=self.crossed // QUICK,
            ear_epochs=1,
            placing=replace(self.placing, steps=self.placing.steps // QUICK),
            drawing=replace(self.drawing, steps=self.drawing.steps // QUICK),
            turning=replace(self.turning, steps=self.turning.steps // QUICK, every=40, rendered=96),
        )


def listen(
    data: Dataset, run: Path, recipe: Listening, start: VoiceVAE, tell: Progress | None = None
) -> Path:
    """Train by ear from `start`, and leave the checkpoint in `run`; returns its path.

    What `run` holds of the same recipe and data is gone on with. NoMidi where dexed-py is not installed.
    """
    tell = tell or quiet()
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)
    train, valid = canonical(data.part("train")), canonical(data.part("valid"))
    heard = cached(train, run / "sounds", say=lambda n: tell.say(f"rendering: {n} of {len(train)} voices"))
    path = run / "space.pt"
    if not path.exists():
        fit_space(heard, recipe.named, recipe.seed, tell.say).save(path)
    space = Space.load(path)
    known = Lesson.of(train, heard, space.ranks, space.spectra)
    unseen = Lesson.of(valid, cached(valid, run / "sounds"), space.ranks, space.spectra)
    made = crossed(train, recipe.crossed, recipe.seed)
    made_heard = cached(
        made, run / "sounds", say=lambda n: tell.say(f"rendering: {n} of {len(made)} crossed")
    )
    strangers = Lesson.of(made, made_heard, space.ranks, space.spectra)
    ear = fit_ear(known + strangers, unseen, space.spectra, recipe.ear_epochs, run / "ear.pt", tell.note)
    weights = family_weights(data, recipe.levelling)
    all_weights = torch.cat(
        [REAL * weights / weights.mean(), torch.ones(len(strangers), dtype=weights.dtype)]
    )
    places = fit_places(
        ear, space, known + strangers, all_weights, unseen, recipe.placing, run / "places.pt", tell.note
    )
    values = indices(data.part("train"))
    inferred, sounds = foretold(places, values), space.places(known.features, known.components)
    vae = begin(start, places, space, recipe.dropout)
    vae = fit_drawing(vae, values, sounds, inferred, weights, recipe.drawing, run, tell)
    own = Known(Lesson(values, known.features, known.components), inferred)
    loop = Loop(vae.train(), ear, space, recipe.turning, own, strangers, run, tell)
    loop.resume()
    loop.go(weights)
    notes = {"name": run.name, "steps": loop.step, "recipe": asdict(recipe)}
    save(run / CHECKPOINT, Checkpoint(loop.average, notes=notes))
    return run / CHECKPOINT


def begin(start: VoiceVAE, places: Places, space: Space, dropout: float) -> VoiceVAE:
    """The weights of `start`, its decoder twice, with another encoder of places and no flow behind it.

    Where `start` has been finished it goes on to draw: it becomes the sampler, as it is.
    """
    old = bare(start)
    a = old.architecture
    vae = VoiceVAE(
        replace(
            a,
            timbre=True,
            places_blocks=len(places.blocks),
            places_width=places.norm.normalized_shape[0],
            drawing=True,
            frames=space.spectra.mean.numel() // BANDS,
            sampler=start.detail_prior is not None,
            coupling_steps=start.architecture.coupling_steps,
            detail_blocks=start.architecture.detail_blocks,
            dropout=dropout,
        )
    )
    weights: dict[str, Tensor] = {**vae.state_dict(), **old.state_dict()}
    weights |= {f"places.{name}": tensor for name, tensor in places.state_dict().items()}
    weights |= {f"drawing.{name}": weights[name] for name in old.decoder_state()}
    if old.drawing is not None:
        weights |= {f"drawing.{name}": tensor for name, tensor in old.drawing.state_dict().items()}
    answer = space.autoencoder.answer.state_dict()
    weights |= {f"foretold.answer.{name}": tensor for name, tensor in answer.items()}
    weights["foretold.basis"] = space.spectra.basis * space.spectra.scale[:, None]
    weights["foretold.mean"] = space.spectra.mean
    if start.detail_prior is not None:
        parts = start.drawer.state_dict() | start.state_dict()
        weights |= {n: parts[n.removeprefix("sampler.")].clone() for n in weights if n.startswith("sampler.")}
    for decoder in ("", "drawing."):  # what it knew of the old places is of little use
        weights[f"{decoder}steer.weight"] = 0.3 * weights[f"{decoder}steer.weight"]
    weights["flow.amortise.weight"] = torch.zeros_like(weights["flow.amortise.weight"])
    weights["flow.amortise.bias"] = torch.zeros_like(weights["flow.amortise.bias"])
    vae.load_state_dict(weights)
    return vae
