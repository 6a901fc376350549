"""A controlled ablation: short runs of a narrow model that differ from the recipe in one thing each.

On a part of the families, so that all of it takes an hour of a CPU core. Read the differences, not the
figures; those between two seeds say how much is chance. A run that is finished is not made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, Final

import torch

from dx7bridge.errors import BadArguments
from dx7bridge.model.architecture import Architecture
from dx7bridge.voice.parameters import SOUND_SIZE
from training.bounds import nelbo
from training.dataset import Dataset
from training.fit import fit, indices
from training.generated import to_values, to_voices
from training.network.checkpoint import load
from training.network.player import Player
from training.objective import Mixture
from training.recipe import Recipe

SHARE: Final = 0.33  # of the training families
EPOCHS: Final = 20
# More steps for the same work; the same arithmetic on every machine.
SMALL: Final = {"batch": 64, "rate": 2e-3, "half": False}
NARROW: Final = {"width": 64, "encoder_blocks": 1, "decoder_blocks": 2, "value_width": 12}
RESULT: Final = "result.json"

# What a run does otherwise: fields of the recipe, of its mixture and of the architecture.
CHANGES: Final[dict[str, dict[str, Any]]] = {
    "the recipe": {},
    "another seed": {"seed": 2},
    "softmax alone, no ordered likelihood": {"mixtures": 0},
    "no hidden input": {"hidden": 0.0},
    "no partly known voices": {"whole": 1.0},
    "beta rises in a tenth of the steps": {"anneal": 0.1},
    "operators never exchanged": {"exchange": 0.0},
    "families not levelled": {"levelling": 0.0},
    "no features dropped": {"dropout": 0.0},
    "no Sylvester flow": {"flow_steps": 0},
    "the same share hidden of every voice": {"evenly": True},
    "no details": {"detail": 0.0},
}


def ablate(
    data: Dataset,
    folder: Path,
    *,
    epochs: int = EPOCHS,
    share: float = SHARE,
    only: Collection[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[dict[str, Any]]:
    """What each run came to, as it is finished. BadArguments for a name in `only` that is no change."""
    for name in only:
        if name not in CHANGES:
            raise BadArguments(f"only {name!r}: must be one of {', '.join(map(repr, CHANGES))}")
    fewer = data.fewer(share)
    for name, change in CHANGES.items():
        if only and name not in only:
            continue
        run = folder / name.translate(str.maketrans(" ,", "--", "()"))
        if not (run / RESULT).exists():
            say(name)
            recipe, architecture = applied(change, epochs)
            path = fit(fewer, run, recipe, architecture, resume=True)
            found = {"change": name, "recipe": asdict(recipe), **measured(path, fewer)}
            (run / RESULT).write_text(json.dumps(found, indent=2))
        yield json.loads((run / RESULT).read_text())


def applied(change: dict[str, Any], epochs: int) -> tuple[Recipe, Architecture]:
    """The recipe and the architecture with a change made, each field where it belongs."""

    names = {of: {field.name for field in fields(of)} for of in (Recipe, Mixture, Architecture)}
    own = {of: {key: value for key, value in change.items() if key in names[of]} for of in names}
    recipe = Recipe(epochs=epochs, mixture=Mixture(**own[Mixture]))
    return replace(recipe, **{**SMALL, **own[Recipe]}), Architecture(**{**NARROW, **own[Architecture]})


def measured(checkpoint: Path, data: Dataset) -> dict[str, Any]:
    """Nats a voice and values rebuilt, of validation voices; nats of as many training voices beside them."""
    model = Player(load(checkpoint))
    valid, train = data.part("valid"), data.part("train")
    torch.manual_seed(0)
    known = indices(train[torch.randperm(len(train))[: len(valid)].numpy()])
    unseen, voices = indices(valid), to_voices(valid)

    def rebuilt(latent_only: bool) -> float:
        again = to_values(model.reconstruct(voices, latent_only=latent_only))
        return float((again[:, :SOUND_SIZE] == valid[:, :SOUND_SIZE]).mean())

    return {
        "nats_known": nelbo(model.vae, known, 1, detailed=False),
        "nats": nelbo(model.vae, unseen, 1, detailed=False),
        "nats_refined": nelbo(model.vae, unseen, 1, detailed=False, passes=model.passes),
        "accuracy": rebuilt(True),
        "accuracy_detailed": rebuilt(False),
    }


def row(found: dict[str, Any]) -> str:
    """A run as a row of a Markdown table."""
    nats = " | ".join(f"{found[name]:.1f}" for name in ("nats_known", "nats", "nats_refined"))
    return f"| {found['change']} | {nats} | {found['accuracy']:.3f} | {found['accuracy_detailed']:.3f} |"


HEAD: Final = (
    "| change | known, one pass | unseen, one pass | unseen, refined | values, 8 latents | with detail |\n"
    "|---|---|---|---|---|---|"
)
