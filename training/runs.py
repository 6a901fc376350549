"""A run as the command line starts it: which recipe, from which weights, and what several runs came to."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from statistics import mean, stdev
from typing import Any, Final

from dx7bridge.errors import BadArguments
from training.dataset import Dataset
from training.fit import CURVES, STATE, check_enough, fit, half_pays
from training.network.checkpoint import load
from training.network.vae import VoiceVAE
from training.progress import Progress
from training.recipe import FINE, made, read, shaped, written

SMALL: Final = 10_000  # training voices: with up to so many, fine-tuning is the default
SHIPPED, SCRATCH = "shipped", "scratch"
RECIPE: Final = "recipe.toml"


@dataclass(frozen=True)
class Plan:
    """What is asked for: `start` is "shipped", "scratch", a file or None (by the size of the data)."""

    data: Dataset
    start: str | None
    settings: Mapping[str, Any]
    resume: bool

    def seeded(self, seed: int) -> Plan:
        """The same with this seed."""
        return replace(self, settings={**self.settings, "seed": seed})


def train(plan: Plan, run: Path, tell: Progress) -> Path:
    """The checkpoint of the run in this folder, new or resumed. BadArguments when it cannot be."""
    if (run / STATE).exists() and not plan.resume:
        raise BadArguments(
            f"--run {run}: a run is there already; --resume goes on with it, another folder keeps it"
        )
    if plan.resume:
        return _resumed(plan, run, tell)
    few = len(plan.data.part("train")) <= SMALL
    start = plan.start if plan.start is not None else (SHIPPED if few else SCRATCH)
    if start == SCRATCH:
        recipe, architecture, weights = made(plan.settings), shaped(plan.settings), None
    else:
        if "architecture" in plan.settings:
            raise BadArguments(f"[architecture]: --from {start} has its own; --from scratch takes another")
        weights = initial(start)
        recipe, architecture = made(plan.settings, made(FINE)), weights.architecture
    check_enough(plan.data, recipe)
    if recipe.half is None:
        recipe = replace(recipe, half=half_pays(recipe.device))
    run.mkdir(parents=True, exist_ok=True)
    (run / RECIPE).write_text(written(recipe, architecture, start), encoding="utf-8")
    tell.note(f"fit: {len(plan.data.part('train'))} voices (data {plan.data.digest}), from {start}, in {run}")
    return fit(plan.data, run, recipe, architecture, start=weights, tell=tell)


def _resumed(plan: Plan, run: Path, tell: Progress) -> Path:
    """Only the number of epochs and the device may be others than at the start."""
    if not (run / STATE).exists():
        raise BadArguments(f"--run {run}: no run is there to go on with; without --resume one begins")
    if plan.start is not None:
        raise BadArguments(f"--from {plan.start}: a run that is resumed has its weights already")
    kept = read(run / RECIPE) if (run / RECIPE).is_file() else {}
    for name, value in plan.settings.items():
        if name not in ("epochs", "device") and kept.get(name, value) != value:
            raise BadArguments(f"{name} = {value!r}: the run in {run} was begun with {kept[name]!r}")
    settings = {**kept, **{k: v for k, v in plan.settings.items() if k in ("epochs", "device")}}
    recipe, architecture = made(settings), shaped(settings)
    check_enough(plan.data, recipe)
    return fit(plan.data, run, recipe, architecture, resume=True, tell=tell)


def compared(checkpoints: Sequence[Path]) -> str:
    """A table of what runs came to, with the mean and the spread, in nats a validation voice."""
    rows = []
    for path in checkpoints:
        lines = [json.loads(line) for line in (path.parent / CURVES).read_text().splitlines()]
        costs = [line["valid"]["whole"] + line["valid"]["kl"] for line in lines]
        keep = tomllib.loads((path.parent / RECIPE).read_text()).get("keep", "last")
        chosen = lines[costs.index(min(costs))] if keep == "best" else lines[-1]
        valid = chosen["valid"]
        rows.append((path.parent.name, valid["whole"] + valid["kl"], valid["kl"], valid["partial"]))
    table = ["| run | nats, one pass | of which KL | nats, partly known |", "|---|---|---|---|"]
    table += [f"| {name} | {cost:.1f} | {kl:.1f} | {partial:.1f} |" for name, cost, kl, partial in rows]
    if len(rows) > 1:
        columns = list(zip(*(row[1:] for row in rows), strict=True))
        summary = " | ".join(f"{mean(column):.1f} ± {stdev(column):.1f}" for column in columns)
        table.append(f"| mean ± deviation | {summary} |")
    return "\n".join(table)


def initial(start: str) -> VoiceVAE:
    """The model to begin with; NoModel when the file cannot be used."""
    if start != SHIPPED:
        return load(Path(start)).vae
    with resources.as_file(resources.files("dx7bridge.model") / "weights" / "voices.safetensors") as path:
        return load(path).vae
