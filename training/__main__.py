"""`python -m training`: prepare voices, fit a model, evaluate it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from dx7bridge.errors import BridgeError

DATA = Path("runs/data/voices.npz")


class Refused(click.ClickException):
    """Bad input: one line, exit code 2."""

    exit_code = 2


class Group(click.Group):
    """Turns what the bridge refuses into one line on stderr."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BridgeError as error:
            raise Refused(str(error)) from error


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Make the model that the bridge plays: prepare voices, fit, evaluate."""


@main.command()
@click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--output", type=click.Path(path_type=Path), default=DATA, show_default=True)
def prepare(folders: tuple[Path, ...], output: Path) -> None:
    """Read trees of .syx files; drop duplicates and junk; cluster families; split by family."""
    from training.prepare import prepare as run

    data, report = run(folders)
    data.save(output)
    click.echo(json.dumps({**report, "written": str(output)}, indent=2))


@main.command()
@click.option("--data", type=click.Path(path_type=Path), default=DATA, show_default=True)
@click.option("--run", type=click.Path(path_type=Path), default=Path("runs/model"), show_default=True)
@click.option("--epochs", type=click.IntRange(1), default=None, help="Passes over the data.")
@click.option("--batch", type=click.IntRange(2), default=None, help="Voices a step.")
@click.option("--seed", type=int, default=None)
@click.option("--device", default="cpu", show_default=True, help="cpu or cuda.")
@click.option("--threads", type=click.IntRange(1), default=None, help="CPU threads; all by default.")
@click.option("--resume", is_flag=True, help="Go on from the run's last epoch.")
def fit(
    data: Path,
    run: Path,
    epochs: int | None,
    batch: int | None,
    seed: int | None,
    device: str,
    threads: int | None,
    resume: bool,
) -> None:
    """Train a model; curves, checkpoints and the averaged weights go into the run's folder."""
    import torch

    from dx7bridge.model.vae import Architecture
    from training.dataset import Dataset
    from training.fit import Recipe
    from training.fit import fit as train

    if threads is not None:
        torch.set_num_threads(threads)
    if device.startswith("cuda") and not torch.cuda.is_available():
        raise Refused(f"--device {device}: no CUDA device here; cpu is legal")
    recipe = Recipe(device=device)
    recipe = replace(
        recipe,
        epochs=recipe.epochs if epochs is None else epochs,
        batch=recipe.batch if batch is None else batch,
        seed=recipe.seed if seed is None else seed,
    )
    path = train(Dataset.load(data), run, recipe, Architecture(), resume)
    click.echo(f"written {path}")


@main.command()
@click.option("--model", type=click.Path(path_type=Path), help="A checkpoint; the shipped one by default.")
@click.option("--data", type=click.Path(path_type=Path), default=DATA, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def evaluate(model: Path | None, data: Path, seed: int) -> None:
    """Print the scorecard on the held-out families, as JSON."""
    from dx7bridge.model import load
    from training.dataset import Dataset
    from training.evaluate import evaluate as measure

    voices = Dataset.load(data)
    card = measure(load(model), voices.part("test"), voices.part("train"), seed)
    click.echo(json.dumps(card, indent=2))


@main.command()
@click.argument("checkpoint", type=click.Path(path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
def ship(checkpoint: Path, output: Path) -> None:
    """Write a run's checkpoint in float16, the form in which the package carries it."""
    from dx7bridge.model import checkpoint as files

    vae, notes = files.load(checkpoint)
    files.save(output, vae, notes, half=True)
    click.echo(f"written {output}: {output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(prog_name="python -m training")
