"""Commands that use the model: `sample`, `interpolate`, `encode`, `reconstruct`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dx7bridge.cli.files import voices_of, write_voices
from dx7bridge.cli.options import (
    guard_option,
    json_option,
    model_option,
    output_file_option,
    temperature_value,
)
from dx7bridge.cli.text import echo_json, note, say, summary
from dx7bridge.commands import DEFAULT_TEMPERATURE, SEED_LIMIT
from dx7bridge.voice.naming import name_between
from dx7bridge.voice.sysex import BANK_VOICES
from dx7bridge.voice.syx import read_voice

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

MAX_COUNT: Final = 100_000  # voices; a hundred thousand take minutes
MAX_STEPS: Final = 4096


@click.command()
@click.option("--count", type=click.IntRange(1, MAX_COUNT), default=BANK_VOICES, show_default=True)
@click.option(
    "--seed", type=click.IntRange(0, SEED_LIMIT), help="The same seed gives the same voices; else by chance."
)
@click.option(
    "--temperature",
    metavar="T",
    type=temperature_value,
    default=DEFAULT_TEMPERATURE,
    show_default=True,
    help="How freely values are drawn; 0 gives the most probable.",
)
@guard_option
@output_file_option
@model_option
def sample(
    count: int, seed: int | None, temperature: float, guard: bool, output_file: Path, model_file: Path | None
) -> None:
    """Make new voices.

    Writes them as 32-voice banks, the last one padded with its last voice.
    """
    from dx7bridge.engine.guarded import GuardedDecoder
    from dx7bridge.sound.check import open_check

    guarded = GuardedDecoder(load_model(model_file), open_check(note) if guard else None)
    if seed is None:
        seed = int.from_bytes(os.urandom(3), "big")
        note(f"seed {seed}")
    drawn = guarded.sample(count, temperature=temperature, seed=seed)
    if guarded.caught:
        note("guard: " + summary(dict(guarded.caught)))
    write_voices(output_file, [voice for _, voice in drawn])


@click.command()
@click.argument("a", metavar="A.syx[:N]")
@click.argument("b", metavar="B.syx[:N]")
@click.option("--steps", type=click.IntRange(2, MAX_STEPS), default=BANK_VOICES, show_default=True)
@output_file_option
@model_option
def interpolate(a: str, b: str, steps: int, output_file: Path, model_file: Path | None) -> None:
    """Walk from one voice to another.

    The way leads through the latent space, as the bridge's own does; its ends are the two voices
    themselves. Voices are numbered from 1, without N the first is taken.
    """
    from dx7bridge.engine.anchors import Anchors
    from dx7bridge.engine.sounds import Sound, legal

    first, last = read_voice(a), read_voice(b)
    model = load_model(model_file)
    start, end = (
        Sound(legal(latent), voice)
        for latent, voice in zip(model.encode([first, last]), (first, last), strict=True)
    )
    _, *between, _ = Anchors(model).way(start, end, steps)
    named = [
        voice.with_name(name_between(first, last, place, steps))
        for place, voice in enumerate(between, start=2)
    ]
    write_voices(output_file, [first, *named, last])


@click.command()
@click.argument("spec", metavar="FILE.syx[:N]")
@json_option
@model_option
def encode(spec: str, as_json: bool, model_file: Path | None) -> None:
    """Print the coordinates of every voice, or of voice N."""
    voices = voices_of(spec)
    latents = load_model(model_file).encode(voices)
    pairs = list(zip(voices, latents, strict=True))
    if as_json:
        echo_json([{"name": voice.name, "latent": list(latent)} for voice, latent in pairs])
        return
    for voice, latent in pairs:
        say(f"{voice.name:10}  " + " ".join(f"{value:7.3f}" for value in latent))


@click.command()
@click.argument("spec", metavar="IN.syx[:N]")
@click.option("--latent-only", is_flag=True, help="From the 8 coordinates alone, without the detail.")
@output_file_option
@model_option
def reconstruct(spec: str, latent_only: bool, output_file: Path, model_file: Path | None) -> None:
    """Encode and decode every voice.

    Writes the model's own idea of each, in order, under the names they had: from all that it infers of the
    voice, or from the 8 coordinates alone. (The bridge itself gives an encoded voice back exactly.)
    """
    voices = voices_of(spec)
    again = load_model(model_file).reconstruct(voices, latent_only=latent_only)
    write_voices(output_file, [new.with_name(old.name) for old, new in zip(voices, again, strict=True)])


def load_model(model_file: Path | None) -> Model:
    from dx7bridge import model

    return model.load(model_file)
