"""Commands that encode voices: `encode`, `interpolate`, `reconstruct`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dx7bridge.cli.options import Whole, json_option, model_option
from dx7bridge.cli.selecting import chosen, heed, selections
from dx7bridge.cli.text import echo_json, say
from dx7bridge.cli.writing import VoiceFile, voices_output
from dx7bridge.voice.selection import select_one
from dx7bridge.voice.sysex import BANK_VOICES
from dx7bridge.voice.syx import Mark

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

MAX_COUNT: Final = 100_000  # voices; a hundred thousand take minutes
MAX_STEPS: Final = 4096


@click.command()
@click.argument("a", metavar="A.syx[:N]")
@click.argument("b", metavar="B.syx[:N]")
@click.option("--steps", type=Whole(2, MAX_STEPS), default=BANK_VOICES, show_default=True)
@voices_output
@model_option
def interpolate(
    a: str,
    b: str,
    steps: int,
    output: VoiceFile,
    model_file: Path | None,
) -> None:
    """Interpolate between two voices.

    Goes through the latent space, like /dx7/interpolate; the first and last voice are exactly A and B.
    Without :N, uses the first voice of the file. For more than two voices see morph.
    """
    from dx7bridge.engine.offline import morphed

    ends = [select_one(spec, heed).voice for spec in (a, b)]
    output.check()
    output.write(morphed(load_model(model_file), ends, steps))


@click.command()
@selections
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: file, number, name, z1 … z8.")
@model_option
def encode(specs: tuple[str, ...], as_json: bool, as_csv: bool, model_file: Path | None) -> None:
    """Print the 8 coordinates of each selected voice."""
    found = [each for each in chosen(specs) if each.mark is not Mark.INIT]
    latents = load_model(model_file).encode([each.voice for each in found])
    pairs = list(zip(found, latents, strict=True))
    if as_json:
        echo_json(
            [
                {
                    "file": str(each.path),
                    "number": each.number,
                    "name": each.voice.name,
                    "mark": each.mark.value,
                    "latent": list(latent),
                }
                for each, latent in pairs
            ]
        )
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["file", "number", "name", *(f"z{n}" for n in range(1, 9))])
        writer.writerows([each.path, each.number, each.voice.name, *latent] for each, latent in pairs)
    else:
        for each, latent in pairs:
            say(f"{each.voice.name:10}  " + " ".join(f"{value:7.3f}" for value in latent))


@click.command()
@selections
@click.option(
    "--latent-only", is_flag=True, help="Decode from the 8 coordinates only, without the detail latents."
)
@voices_output
@model_option
def reconstruct(
    specs: tuple[str, ...],
    latent_only: bool,
    output: VoiceFile,
    model_file: Path | None,
) -> None:
    """Encode and decode each selected voice.

    Writes the model's version of each voice, with its name: from everything that the encoder infers, or from
    the 8 coordinates only. (The bridge itself gives an encoded voice back exactly.)
    """
    voices = [each.voice for each in chosen(specs)]
    output.check()
    again = load_model(model_file).reconstruct(voices, latent_only=latent_only)
    named = [new.with_name(old.name) for old, new in zip(voices, again, strict=True)]
    output.write(named)


def load_model(model_file: Path | None) -> Model:
    from dx7bridge import model

    return model.load(model_file)
