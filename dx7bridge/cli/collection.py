"""Commands for folders of voices: `clean` them, find voices `near` one, print `stats`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dx7bridge.cli.latent import load_model
from dx7bridge.cli.options import Number, Whole, json_option, model_option
from dx7bridge.cli.selecting import heed
from dx7bridge.cli.text import echo_json, note, plural, say
from dx7bridge.errors import BadArguments
from dx7bridge.voice import Voice
from dx7bridge.voice.selection import select_one
from dx7bridge.voice.syx import read_tree, write_banks

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

folder_argument = click.argument("root", metavar="DIR", type=click.Path(exists=True, path_type=Path))
REPORT: Final = "report.txt"
CHUNK: Final = 512  # voices between two reports of progress


@click.command()
@folder_argument
@click.option(
    "--output",
    "-o",
    "output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="A new or empty folder for the banks and report.txt.",
)
@click.option(
    "--duplicates/--keep-duplicates",
    "drop",
    default=True,
    show_default=True,
    help="Leave out duplicates: voices with the same sound, whatever their names.",
)
@click.option(
    "--near",
    type=Whole(0, 145),
    default=0,
    show_default=True,
    metavar="N",
    help="Also leave out voices that differ from an earlier one in at most N of 145 values.",
)
@click.option(
    "--alike",
    type=Number(0, 20),
    default=0.0,
    metavar="DB",
    help="Also leave out voices that sound within DB of an earlier one, such as 2.  [default: off]",
)
@click.option(
    "--known",
    "references",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="PATH",
    help="Leave out, and name, voices that this file or folder holds, such as your factory banks.",
)
@click.option("--inits/--no-inits", default=False, help="Keep voices that are INIT VOICE.")
@json_option
def clean(
    root: Path,
    output: Path,
    drop: bool,
    near: int,
    alike: float,
    references: tuple[Path, ...],
    inits: bool,
    as_json: bool,
) -> None:
    """Make clean banks from a messy folder, and report the losses.

    Writes bank-001.syx, bank-002.syx … and report.txt. Reads every kind of file that inspect reads. Keeps
    names and the order of the files; does not change the folder.
    """
    from dx7bridge.collection.cleaning import clean as cleaned
    from dx7bridge.collection.cleaning import drop_alike
    from dx7bridge.collection.spectra import Spectra

    if output.exists() and any(output.iterdir()):
        raise BadArguments(f"{output}: must be a new or empty folder")
    if os.path.realpath(output).startswith(os.path.realpath(root) + os.sep):
        raise BadArguments(f"{output}: must not be inside {root}")
    files = read_tree(root)
    known = {
        found.voice.sound: f"{file.path.name}:{found.number} {found.voice.name}"
        for reference in references
        for file in read_tree(reference)
        for found in file.voices
    }
    result = cleaned(files, duplicates=drop, near=near, inits=not inits, known=known)
    if alike and result.kept:
        import numpy as np

        engine, spectra = Spectra(), []
        for start in range(0, len(result.voices), CHUNK):
            spectra.append(engine.measured(result.voices[start : start + CHUNK])[0])
            progress("rendering", min(start + CHUNK, len(result.voices)), len(result.voices))
        drop_alike(result, np.concatenate(spectra), alike)
    if not result.kept:
        raise BadArguments(f"{root}: contains no voices to keep")
    output.mkdir(parents=True, exist_ok=True)
    voices = result.voices
    banks = range(0, len(voices), 32)
    for i, start in enumerate(banks, 1):
        write_banks(output / f"bank-{i:03}.syx", voices[start : start + 32])
    lines = [
        f"{plural(len(files), 'file')} read, {plural(len(voices), 'voice')} kept in"
        f" {plural(len(banks), 'bank')}; losses: {len(result.losses)}",
        "",
        "corrected or left out:",
        *map(str, result.losses),
        "",
        "kept:",
        *(
            f"bank-{i // 32 + 1:03}.syx:{i % 32 + 1}  {found.voice.name:10}  {path}:{found.number}"
            for i, (path, found) in enumerate(result.kept)
        ),
    ]
    (output / REPORT).write_text("\n".join(lines) + "\n", encoding="utf-8", errors="backslashreplace")
    if as_json:
        echo_json(
            {
                "files": len(files),
                "voices": len(voices),
                "banks": len(banks),
                "losses": [
                    {"file": str(x.path), "number": x.number, "name": x.name, "reason": x.reason}
                    for x in result.losses
                ],
            }
        )
        return
    say(lines[0])
    say(f"banks and {REPORT} in {output}")


@click.command()
@click.argument("spec", metavar="FILE:N")
@folder_argument
@click.option("--count", type=Whole(1, 1000), default=10, show_default=True, help="How many to list.")
@click.option(
    "--by",
    type=click.Choice(["sound", "latent"]),
    default="sound",
    show_default=True,
    help="Compare rendered sounds, or the model's coordinates.",
)
@json_option
@model_option
def near(spec: str, root: Path, count: int, by: str, as_json: bool, model_file: Path | None) -> None:
    """List the voices of a folder that are most like a voice.

    The first run renders the folder (about a minute for 10,000 voices), or encodes it, and keeps an index in
    the user's cache; later runs read only what has changed. By sound, the distance is in dB: 0 for equal
    sounds, under 3 for close relatives, about 15 for unrelated voices.
    """
    wanted = select_one(spec, heed)
    index = indexed(root)
    if by == "sound":
        from dx7bridge.collection.spectra import Spectra

        found = index.nearest(Spectra().of(wanted.voice), count)
    else:
        from dx7bridge.collection.index import latents_of
        from dx7bridge.model import shipped

        model = load_model(model_file)
        latents = latents_of(
            index, (model_file or shipped()).read_bytes(), lambda voices: encoded_slowly(model, voices)
        )
        (place,) = model.encode([wanted.voice])
        found = index.nearest_by(place, latents, count)
    unit = " dB" if by == "sound" else ""
    if as_json:
        echo_json(
            [
                {"file": str(e.path), "number": e.number, "name": e.name, "distance": round(apart, 3)}
                for apart, e in found
            ]
        )
        return
    for apart, entry in found:
        say(f"{apart:6.2f}{unit}  {entry.name:10}  {entry.path}:{entry.number}")


@click.command()
@folder_argument
@json_option
def stats(root: Path, as_json: bool) -> None:
    """Print statistics of a folder of voices.

    Counts, algorithms, and the range of each measured feature of the sound.
    """
    from dx7bridge.collection.cleaning import counted
    from dx7bridge.errors import NoMidi
    from dx7bridge.sound.features import FEATURES

    files = read_tree(root)
    voices = [found.voice for file in files for found in file.voices]
    if not voices:
        raise BadArguments(f"{root}: contains no voices")
    figures: dict[str, Any] = {"files": len(files), **counted(voices)}
    try:
        index = indexed(root)
    except NoMidi as error:
        note(f"features are left out: {error}")
    else:
        import numpy as np

        quantiles = np.quantile(index.features, [0.1, 0.5, 0.9], axis=0)
        figures["features"] = {
            feature.name: dict(
                zip(
                    ("p10", "median", "p90", "what"),
                    in_units(quantiles[:, i].tolist(), feature.doc),
                    strict=True,
                )
            )
            for i, feature in enumerate(FEATURES)
        }
    if as_json:
        echo_json(figures)
        return
    for key, value in figures.items():
        if key == "features":
            say("feature                10 %     median       90 %   (of distinct sounds, at C4)")
            for name, row in value.items():
                shown = " ".join(f"{row[at]:10.4g}" for at in ("p10", "median", "p90"))
                say(f"  {name:16} {shown}   {row['what']}")
        elif key == "algorithms":
            say("algorithms         " + "  ".join(f"{n}: {count}" for n, count in value.items()))
        else:
            say(f"{key.replace('_', ' '):18} {value}")


def in_units(values: list[float], doc: str) -> list[float | str]:
    """Values of a feature and its description, in Hz and seconds where it is measured in logarithms."""
    if doc.endswith(", octaves above 1 Hz"):
        values, doc = [2.0**value for value in values], doc.replace("octaves above 1 Hz", "Hz")
    elif doc.startswith("log10 seconds"):
        values, doc = [10.0**value for value in values], doc.removeprefix("log10 ")
    return [*(float(f"{value:.4g}") for value in values), doc]


def encoded_slowly(model: Model, voices: Sequence[Voice]) -> list[Sequence[float]]:
    """The coordinates of many voices, with progress on a terminal."""
    found: list[Sequence[float]] = []
    for start in range(0, len(voices), CHUNK):
        found += model.encode(voices[start : start + CHUNK])
        progress("encoding", len(found), len(voices))
    return found


def progress(what: str, done: int, whole: int) -> None:
    """Show progress on a terminal, from the second chunk on; elsewhere nothing."""
    if sys.stderr.isatty() and whole > CHUNK:
        click.echo(f"\r{what} {done} of {whole}" + ("\n" if done == whole else ""), err=True, nl=False)


def indexed(root: Path) -> Any:
    """The index of a folder, with progress on a terminal."""
    from dx7bridge.collection.index import index_folder

    return index_folder(root, progress=lambda done, whole: progress("rendering", done, whole))
