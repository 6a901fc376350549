"""`python -m training`: prepare voices, fit a model, evaluate it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dx7bridge.commands import SEED_LIMIT
from dx7bridge.errors import BridgeError
from dx7bridge.model.health import complaints
from training.progress import Progress, progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from training.dataset import Dataset
    from training.runs import Plan

DATA = Path("runs/data/voices.npz")
EXTRA = {"matplotlib", "scipy", "sklearn"}  # of dx7bridge[train]
LOG = "log.txt"  # in a run's folder
VOICES = "DX7BRIDGE_VOICES"  # an environment variable: the tree of .syx files to prepare where none are yet


STOPPED = {  # what Ctrl-C leaves, by command
    "listen": "finished stages and the last hundred steps are kept: the same command goes on",
    "finish": "finished stages are kept: the same command goes on",
    "ablate": "finished runs are kept: the same command goes on",
}


KEPT = "the last whole epoch is kept: fit --run {} --resume goes on with it"


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
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in EXTRA:
                raise
            raise Refused(f"{error}; pip install 'dx7bridge[train]'") from error
        except KeyboardInterrupt:
            click.echo(f"stopped; {STOPPED.get(ctx.invoked_subcommand or '', 'nothing was kept')}", err=True)
            ctx.exit(130)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Make the model that the bridge plays: prepare voices, fit, evaluate."""


def _device(_context: click.Context, _parameter: click.Parameter, device: str | None) -> str | None:
    if device is None or device == "cpu":
        return device
    import torch

    if device.partition(":")[0] != "cuda":
        raise Refused(f"--device {device}: must be cpu or cuda")
    if not torch.cuda.is_available():
        raise Refused(f"--device {device}: no CUDA device here; cpu is legal")
    return device


DEVICE = click.option("--device", default="cpu", show_default=True, callback=_device, help="cpu or cuda.")
THREADS = click.option("--threads", type=click.IntRange(1), help="CPU threads; all cores by default.")
SEED = click.option("--seed", type=click.IntRange(0, SEED_LIMIT), default=1, show_default=True)


def _use(threads: int | None) -> None:
    """Tell torch how many CPU threads it may use."""
    import torch

    if threads is not None:
        torch.set_num_threads(threads)


@main.command()
@click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--output", type=click.Path(path_type=Path), default=DATA, show_default=True)
def prepare(folders: tuple[Path, ...], output: Path) -> None:
    """Read trees of .syx files; drop duplicates and junk; cluster families; split by family.

    The report, with every dropped file, goes to stdout and beside the data, as .json.
    """
    from training.prepare import prepare as run

    with progress() as tell:
        data, report = run(folders, tell.say)
    data.save(output)
    report = {**report, "written": str(output)}
    output.with_suffix(".json").write_text(json.dumps(report, indent=2), encoding="utf-8")
    click.echo(json.dumps(report, indent=2))
    for part, least in (("train", 64), ("valid", 20), ("test", 20)):
        if (count := report["split"][part]) < least:
            click.echo(f"warning: {count} voices to {part}: fewer than {least} say little", err=True)


def _settings() -> str:
    """The recipe's settings and their defaults, for `fit --help`."""
    from training.recipe import described, fine

    lines = "\n".join(["\b", "Settings of the recipe, with their defaults; --config takes them as TOML:"])
    return f"{lines}\n" + "\n".join(f"  {line}" for line in described()) + f"\n\nFine-tuning: {fine()}."


class Fit(click.Command):
    """`fit`, whose help ends with the recipe. It is asked for late: it brings in torch."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.epilog = _settings()
        super().format_epilog(ctx, formatter)


@main.command(cls=Fit)
@click.option("--data", type=click.Path(path_type=Path), default=DATA, show_default=True)
@click.option(
    "--run", type=click.Path(file_okay=False, path_type=Path), default=Path("runs/model"), show_default=True
)
@click.option(
    "--from",
    "start",
    metavar="shipped|scratch|FILE",
    help="Weights to begin with. By default shipped for up to 10,000 training voices, scratch for more.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A recipe as TOML: the settings below, [mixture], [architecture]; a run's recipe.toml is one.",
)
@click.option("--epochs", type=click.IntRange(1), help="Passes over the training voices.")
@click.option("--batch", type=click.IntRange(2), help="Voices a step.")
@click.option("--rate", type=click.FloatRange(0, 1, min_open=True), help="Learning rate.")
@click.option("--seed", type=click.IntRange(0, SEED_LIMIT))
@click.option("--seeds", metavar="N,...", help="A run for each of these seeds, in RUN/seed-N; and a table.")
@click.option("--device", callback=_device, help="cpu or cuda.")
@THREADS
@click.option("--resume", is_flag=True, help="Go on from the run's last epoch, with its own recipe.")
def fit(
    data: Path,
    run: Path,
    start: str | None,
    config: Path | None,
    seeds: str | None,
    threads: int | None,
    resume: bool,
    **given: Any,
) -> None:
    """Train a model; recipe, curves, log, checkpoints and the averaged weights go into the run's folder.

    With few voices the shipped model is fine-tuned: a model trained on a few banks alone ignores its latents.
    A warning says when that happens.
    """
    from training.recipe import read
    from training.runs import Plan, compared

    _use(threads)
    settings = {name: value for name, value in given.items() if value is not None}
    plan = Plan(_prepared(data), start, {**(read(config) if config else {}), **settings}, resume)
    if seeds is None:
        click.echo(f"written {_trained(plan, run)}")
        return
    if "seed" in settings:
        raise Refused("--seed and --seeds: give one of them")
    click.echo(compared([_trained(plan.seeded(seed), run / f"seed-{seed}") for seed in _seeds(seeds)]))


@main.command()
@click.option("--data", type=click.Path(path_type=Path), default=DATA, show_default=True)
@click.option(
    "--run", type=click.Path(file_okay=False, path_type=Path), default=Path("runs/ear"), show_default=True
)
@click.option(
    "--from",
    "start",
    metavar="shipped|FILE",
    default="shipped",
    show_default=True,
    help="Weights to begin with.",
)
@click.option("--quick", is_flag=True, help="A twentieth of the steps and of the crossed voices: a look.")
@SEED
@THREADS
def listen(data: Path, run: Path, start: str, threads: int | None, quick: bool, seed: int) -> None:
    """Train by ear: the eight coordinates become features of the sound. Needs dexed-py.

    Renders the voices, teaches a stand-in for the engine, then the model, part by part; finish and evaluate
    come after it. A run that was stopped goes on: give the same command.
    """
    from training.listen import Listening
    from training.listen import listen as train
    from training.runs import initial

    _use(threads)
    recipe = Listening(seed=seed).quick() if quick else Listening(seed=seed)
    voices = _prepared(data)
    written, wanted = run / "recipe.json", {"data": voices.digest, "start": start, **asdict(recipe)}
    said = json.dumps(wanted, indent=2)
    if written.exists() and written.read_text() != said:
        raise Refused(
            f"--run {run}: a run of another recipe, other data or other weights is there; take another folder"
        )
    run.mkdir(parents=True, exist_ok=True)
    written.write_text(said)
    with progress(run / LOG) as tell:
        path = train(voices, run, recipe, initial(start), tell)
    click.echo(f"written {path}")


def _trained(plan: Plan, run: Path) -> Path:
    """The checkpoint of a run; after Ctrl-C one line says how to go on."""
    from training.fit import STATE
    from training.runs import train

    with progress(run / LOG) as tell:
        try:
            return train(plan, run, tell)
        except KeyboardInterrupt:
            kept = (run / STATE).exists()
            tell.note(f"stopped; {KEPT.format(run) if kept else 'no epoch was finished, nothing is kept'}")
            click.get_current_context().exit(130)


def _seeds(text: str) -> list[int]:
    """The seeds in "1,2,3"."""
    found = [int(part) if part.strip().isdecimal() else -1 for part in text.split(",")]
    if not all(0 <= seed <= SEED_LIMIT for seed in found) or len(set(found)) < len(found):
        raise Refused(f"--seeds {text}: must be different whole numbers from 0 to {SEED_LIMIT}, as in 1,2,3")
    return found


@main.command()
@click.option("--data", type=click.Path(path_type=Path), default=DATA, show_default=True)
@click.option(
    "--runs",
    type=click.Path(path_type=Path),
    default=Path("runs/ablation"),
    show_default=True,
    help="A folder a run; what is finished there is not made again.",
)
@click.option(
    "--epochs", type=click.IntRange(1), default=None, help="Passes over the families that are used."
)
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), help="Of the training families.")
@click.option("--only", multiple=True, metavar="CHANGE", help="This change; may be given several times.")
def ablate(data: Path, runs: Path, epochs: int | None, share: float | None, only: tuple[str, ...]) -> None:
    """Train short runs that differ from the recipe in one thing each; print a table of what that did."""
    import torch

    from training.ablate import EPOCHS, HEAD, SHARE, row
    from training.ablate import ablate as compare

    torch.set_num_threads(1)
    click.echo(HEAD)
    for found in compare(
        _prepared(data), runs, epochs=epochs or EPOCHS, share=share or SHARE, only=only,
        say=lambda name: click.echo(f"training: {name}", err=True),
    ):  # fmt: skip
        click.echo(row(found))


MODEL = click.option(
    "--model", type=click.Path(path_type=Path), help="A checkpoint; the shipped one by default."
)
PREPARED = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=DATA,
    show_default=True,
    help="Prepared voices; where there are none, made from the folder of .syx that DX7BRIDGE_VOICES names.",
)


@main.command()
@MODEL
@PREPARED
@click.option(
    "--folder",
    type=click.Path(exists=True, path_type=Path),
    help="Judge by the voices in this tree of .syx files instead of the held-out families.",
)
@click.option("--only", metavar="GROUP,...", help="Of likelihood,reconstruction,generated,motion,axes.")
@click.option("--quick", is_flag=True, help="A tenth of the voices: a first look.")
@click.option("--temperature", type=click.FloatRange(0, 2), help="Of sample; the bridge's by default.")
@SEED
@DEVICE
def evaluate(
    model: Path | None,
    data: Path,
    folder: Path | None,
    only: str | None,
    quick: bool,
    temperature: float | None,
    seed: int,
    device: str,
) -> None:
    """Print the scorecard as JSON: likelihood, reconstruction, sampling, motion, axes."""
    from dx7bridge.commands import DEFAULT_TEMPERATURE
    from training.evaluate import GROUPS, Material, Sizes
    from training.evaluate import evaluate as measure
    from training.network.player import load

    groups = GROUPS if only is None else tuple(only.split(","))
    for group in groups:
        if group not in GROUPS:
            raise Refused(f"--only {group}: must be one of {', '.join(GROUPS)}")
    loaded = load(model, device)
    if folder is None:
        voices = _prepared(data)
        material = Material.of(voices.part("test"), voices.part("train"), voices.part("valid"))
    else:
        material = Material.of(_found(folder), _prepared(data).part("train"))
    with progress() as tell:
        card = measure(
            loaded,
            material,
            seed,
            sizes=Sizes().tenth() if quick else Sizes(),
            groups=groups,
            temperature=DEFAULT_TEMPERATURE if temperature is None else temperature,
            say=tell.say,
        )
        _warn(card, tell)
    source = voices.digest if folder is None else folder.name
    click.echo(json.dumps({**_provenance(model, source), **card}, indent=2))


@main.command()
@MODEL
def axes(model: Path | None) -> None:
    """Print what each knob does, as it was measured when the model was finished.

    How surely it does what its label says (Spearman), how surely it moves what the others are about
    (cross-talk), what is heard from the 5th to the 95th percentile, and how far apart its ends sound.
    """
    from dx7bridge.model import load

    click.echo("| knob | does what it says | moves the others' | reach | from end to end |")
    click.echo("|---|---|---|---|---|")
    for axis in load(model).axes:
        sure, talk = ("" if not each else f"{each:.2f}" for each in (axis.spearman, axis.crosstalk))
        ends = [f"{float(f'{each:.2g}'):g}" for each in axis.reads]
        reach = f"{ends[0]} to {ends[-1]} {axis.unit}" if ends else ""
        far = "" if axis.audible_db is None else f"{axis.audible_db:.1f} dB"
        click.echo(f"| {axis.label} | {sure} | {talk} | {reach} | {far} |")


@main.command()
@MODEL
@PREPARED
@click.option("--output", type=click.Path(path_type=Path), default=Path("runs/sweeps.png"), show_default=True)
@SEED
def sweeps(model: Path | None, data: Path, output: Path, seed: int) -> None:
    """Turn each knob at 8 held-out and 8 drawn voices; print a table, and draw the spectra as a picture.

    Rows of the picture are the voices, held-out ones first, and columns the knobs; each strip is nine
    spectra, from the knob's 5th percentile to its 95th.
    """
    from dx7bridge.model import load
    from training.sweeps import picture, table
    from training.sweeps import sweeps as sweep

    found = sweep(load(model), _prepared(data).part("test"), seed)
    output.parent.mkdir(parents=True, exist_ok=True)
    picture(found, output)
    click.echo(table(found))
    click.echo(f"written {output}", err=True)


@main.command()
@MODEL
@PREPARED
@click.option("--count", type=click.IntRange(1), default=100_000, show_default=True)
@click.option("--temperature", type=click.FloatRange(0, 2), help="The bridge's by default.")
@SEED
@DEVICE
def duplicates(
    model: Path | None, data: Path, count: int, temperature: float | None, seed: int, device: str
) -> None:
    """Draw many voices and count those that are the same: as each other, as a training voice."""
    from rich.console import Console
    from rich.progress import Progress

    from dx7bridge.commands import DEFAULT_TEMPERATURE
    from training.generated import duplicates as look
    from training.network.player import load

    loaded, known = load(model, device), _prepared(data).part("train")
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("drawn", total=count)
        found = look(
            loaded,
            known,
            count,
            DEFAULT_TEMPERATURE if temperature is None else temperature,
            seed,
            lambda done: progress.update(task, completed=done),
        )
    click.echo(json.dumps(found, indent=2))


@main.command()
@MODEL
@PREPARED
@click.option(
    "--run",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The run whose training curves are shown.",
)
@click.option(
    "--card",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What evaluate printed; measured now at a tenth of the size when not given.",
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another scorecard, to compare with.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("runs/report.html"), show_default=True
)
@SEED
@DEVICE
def report(
    model: Path | None,
    data: Path,
    run: Path | None,
    card: Path | None,
    against: Path | None,
    output: Path,
    seed: int,
    device: str,
) -> None:
    """Write one HTML page: a verdict, figures, curves, a map, sweeps, interpolations, voices to listen to."""
    from dx7bridge.commands import DEFAULT_TEMPERATURE
    from training.evaluate import Material, Sizes
    from training.evaluate import evaluate as measure
    from training.network.player import load
    from training.report import Subject, read_curves
    from training.report import report as page

    loaded, voices = load(model, device), _prepared(data)
    test, known = voices.part("test"), voices.part("train")
    with progress() as tell:
        if card is None:
            material = Material.of(test, known, voices.part("valid"))
            measured = measure(loaded, material, seed, sizes=Sizes().tenth(), say=tell.say)
            figures = {**_provenance(model, voices.digest), **measured}
        else:
            figures = _own(card, loaded.name, model)
        curves = read_curves(run) if run is not None else []
        other = _figures(against) if against is not None else None
        subject = Subject(loaded, test, known, figures, curves, DEFAULT_TEMPERATURE, seed, other)
        written = page(subject, tell.say)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(written, encoding="utf-8")
    click.echo(f"written {output}: {output.stat().st_size / 1e6:.1f} MB")


@main.command()
@click.option("--run", type=click.Path(path_type=Path), default=Path("runs/model"), show_default=True)
@PREPARED
@click.option("--output", type=click.Path(path_type=Path), help="By default playable.safetensors in the run.")
@click.option("--name", help="What status calls the model; the run's name by default.")
@click.option("--quick", is_flag=True, help="A tenth of the work: a first look.")
@SEED
@DEVICE
@THREADS
def finish(
    run: Path,
    data: Path,
    output: Path | None,
    name: str | None,
    quick: bool,
    seed: int,
    device: str,
    threads: int | None,
) -> None:
    """Fit the priors and names, calibrate the axes; write the model as the package carries it (float16).

    The work is in proportion to the training voices. Each stage is kept as soon as it is done: after Ctrl-C
    the same command goes on.
    """
    from training.finish import finish as complete

    _use(threads)

    target = output if output is not None else run / "playable.safetensors"
    prepared = _prepared(data)
    with progress(run / LOG) as tell:
        report = complete(
            run / "voices.safetensors",
            target,
            prepared,
            name or run.name,
            seed,
            tell.say,
            quick=quick,
            device=device,
        )
        for warning in report["warnings"]:
            tell.note(f"warning: {warning}")
    click.echo(json.dumps(report, indent=2))


@main.command()
@click.argument("scorecard", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def table(scorecard: Path) -> None:
    """Print what `evaluate` printed into SCORECARD as a Markdown table."""
    from training.table import table as markdown

    click.echo(markdown(_figures(scorecard)))


def _prepared(data: Path) -> Dataset:
    """The prepared voices; where there are none yet, those of the tree that DX7BRIDGE_VOICES names."""
    from training.dataset import Dataset, NoData
    from training.prepare import prepare as run

    if not data.exists():
        folder = os.environ.get(VOICES)
        if folder is None:
            raise NoData(
                f"data {data}: no such file; run `prepare` first, or set {VOICES} to a folder of .syx files"
            )
        if not Path(folder).is_dir():
            raise NoData(f"{VOICES}={folder}: no such folder")
        click.echo(f"data {data}: no such file; preparing the voices of {folder}", err=True)
        run([Path(folder)])[0].save(data)
    return Dataset.load(data)


def _found(folder: Path) -> NDArray[np.uint8]:
    """The different voices in a tree of .syx files, uint8 [N, 155]."""
    from dx7bridge.voice.arrays import to_values
    from dx7bridge.voice.syx import read_tree
    from training.dataset import NoData, distinct

    voices = distinct([found.voice for file in read_tree(folder) for found in file.voices])
    if len(voices) < 2:
        raise NoData(f"--folder {folder}: {len(voices)} different voices, 2 are needed")
    return to_values(voices)


def _provenance(model: Path | None, data: str) -> dict[str, Any]:
    """What a scorecard was made of: the command, the day, the data's hash and the checkpoint's."""
    context = click.get_current_context()
    given = [
        f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}")
        for name, value in context.params.items()
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    return {
        "command": " ".join(["python -m training", context.info_name or "", *given]),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "data": data,
        "checkpoint": _hash(model),
    }


def _hash(model: Path | None) -> str:
    """16 hexadecimal digits of the checkpoint's file."""
    from dx7bridge.model import SHIPPED

    if model is None:
        content = (resources.files("dx7bridge.model") / "weights" / SHIPPED).read_bytes()
    else:
        content = model.read_bytes()
    return hashlib.sha256(content).hexdigest()[:16]


def _own(card: Path, name: str, model: Path | None) -> dict[str, Any]:
    """The figures in `card`, which must be this model's."""
    figures = _figures(card)
    for what, own in (("model", name), ("checkpoint", _hash(model))):
        if figures.get(what, own) != own:
            raise Refused(f"--card {card}: of {what} {figures[what]}, not {own}; --model says which model")
    return figures


def _warn(card: dict[str, Any], tell: Progress) -> None:
    """Say so when the latents are not used, and how good the whole is."""
    from training.verdict import verdict

    found = complaints({"nats": card.get("axes", {}).get("kl", [])})
    for complaint in found:
        tell.note(f"warning: {complaint}")
    if found:
        card["warnings"] = found
    tell.note(verdict(card)[1])


def _figures(card: Path) -> dict[str, Any]:
    """What `evaluate` printed into a file."""
    try:
        figures = json.loads(card.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refused(f"scorecard {card}: not JSON ({error})") from error
    if not isinstance(figures, dict):
        raise Refused(f"scorecard {card}: not what evaluate prints, which is an object")
    return figures


if __name__ == "__main__":
    main(prog_name="python -m training")
