"""Commands that make voices with the model: `sample`, `morph`, `interpolate`, `decode`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from dx7bridge.cli.latent import MAX_COUNT, MAX_STEPS, load_model
from dx7bridge.cli.options import Number, Whole, guard_option, model_option, setting_option
from dx7bridge.cli.selecting import chosen, heed
from dx7bridge.cli.text import note, plural, text_from_stdin
from dx7bridge.cli.writing import VoiceFile, voices_output
from dx7bridge.commands import LATENT_DIMS, LATENT_LIMIT, SEED_LIMIT
from dx7bridge.errors import BadArguments
from dx7bridge.settings.instrument import KEY, SEED, TEMPERATURE
from dx7bridge.settings.serve import DRAWS
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import GROUPS, SOUND_SIZE, Parameter, find, group
from dx7bridge.voice.selection import parse, select_one
from dx7bridge.voice.sysex import BANK_VOICES

if TYPE_CHECKING:
    from dx7bridge.engine.guard import Guard
    from dx7bridge.engine.seams import Decoder

NAMES: Final = ("model", "keep", "numbers")
POOL: Final = 8  # voices drawn for each that --spread or --name-like keeps

_seed = setting_option(SEED, help="The same seed gives the same voices; random if not given.")


@click.command()
@click.option(
    "--count",
    type=Whole(1, MAX_COUNT),
    help="How many voices.  [default: 32, or the bank of --keep]",
)
@_seed
@setting_option(TEMPERATURE, help="How freely values are drawn; 0 always picks the most probable.")
@setting_option(DRAWS)
@click.option("--like", metavar="FILE:N", help="Draw variations of this voice.")
@click.option(
    "--amount",
    type=Number(0, 1),
    default=0.4,
    show_default=True,
    help="With --like: how different from the voice; 0 is the voice itself, 1 a new one.",
)
@click.option(
    "--keep",
    metavar="FILE:1,3,7",
    help="Keep these voices of a bank in their places, and draw new ones for the rest.",
)
@click.option(
    "--lock",
    "locks",
    metavar="GROUP",
    multiple=True,
    help="With --like: keep a group (algorithm, envelopes, op1 …) or a parameter unchanged.",
)
@click.option(
    "--spread",
    is_flag=True,
    help="Draw more and keep those that sound most different (needs the Dexed engine).",
)
@click.option("--name-like", metavar="WORD", help="Draw more and keep those whose names contain WORD.")
@click.option(
    "--level/--no-level",
    default=True,
    show_default=True,
    help="Even out the loudness, by the carriers' output levels (needs the Dexed engine).",
)
@click.option(
    "--names",
    type=click.Choice(NAMES),
    default="model",
    show_default=True,
    help="Names: from the model, from the voice of --like, or SEED-NUMBER.",
)
@setting_option(KEY)
@guard_option
@voices_output
@model_option
def sample(
    count: int | None,
    seed: int | None,
    temperature: float,
    draws: int,
    like: str | None,
    amount: float,
    keep: str | None,
    locks: tuple[str, ...],
    spread: bool,
    name_like: str | None,
    level: bool,
    names: str,
    transposition: str,
    guard: bool,
    output: VoiceFile,
    model_file: Path | None,
) -> None:
    """Draw new voices: a cartridge, or variations of a favourite.

    \b
    dx7bridge sample -o new.syx                         32 new voices
    dx7bridge sample --like my.syx:3 --amount 0.3 -o like.syx
    dx7bridge sample --keep my.syx:1,3,7 -o better.syx  new voices, but for 1, 3, 7
    dx7bridge sample --name-like BASS --count 8 -o bass.syx
    """
    from dx7bridge.engine.guard import Guard
    from dx7bridge.engine.keeping import in_key
    from dx7bridge.sound.check import VoiceCheck
    from dx7bridge.sound.hearing import open_hearing

    source = click.get_current_context().get_parameter_source("amount")
    amount_given = source is ParameterSource.COMMANDLINE
    asked = (("--lock", locks), ("--names keep", names == "keep"), ("--amount", amount_given))
    for option, given in asked:
        if given and not like:
            raise BadArguments(f"{option}: needs --like FILE:N")
    kept = _kept(keep)
    favourite = None if like is None else select_one(like, heed).voice
    held = held_values(locks, favourite)
    bank = max((*kept, BANK_VOICES)) if count is None else count
    if kept and max(kept) > bank:
        raise BadArguments(f"--keep {max(kept)}: must be at most --count, which is {bank}")
    output.check()
    if seed is None:
        seed = int.from_bytes(os.urandom(3), "big")
        note(f"seed {seed}")
    model = load_model(model_file)
    hearing = open_hearing(note) if guard or draws > 1 else None
    checking = Guard(
        VoiceCheck(hearing) if guard and hearing else None,
        draws=draws,
        compare=hearing.unlikeness if hearing else None,
    )
    wanted = bank - len(kept)
    pool = wanted * POOL if spread or name_like else wanted
    voices = _drawn(model, checking, favourite, amount, pool, seed, temperature, held)
    if name_like:
        voices = _named_like(voices, name_like, wanted)
    if spread:
        voices = _far_apart(voices, wanted)
    voices = voices[:wanted]
    if transposition == "keep" and favourite is None:
        voices = [in_key(voice) for voice in voices]
    if level:
        voices = _levelled(voices, favourite)
    if checking.caught:
        note(f"guard: {checking.words}")
    if names == "keep" and favourite is not None:
        voices = [voice.with_name(favourite.name) for voice in voices]
    elif names == "numbers":
        voices = [voice.with_name(f"{seed % 100000}-{i:03}") for i, voice in enumerate(voices, 1)]
    rest = iter(voices)
    together = [kept.get(place) or next(rest) for place in range(1, bank + 1)]
    output.write(together)


@click.command()
@click.argument("specs", metavar="FILE:N FILE:N…", nargs=-1, required=True)
@click.option(
    "--steps",
    type=Whole(2, MAX_STEPS),
    default=BANK_VOICES,
    show_default=True,
    help="Number of voices, including the waypoints.",
)
@voices_output
@model_option
def morph(
    specs: tuple[str, ...],
    steps: int,
    output: VoiceFile,
    model_file: Path | None,
) -> None:
    """Morph through 2 to 32 voices.

    Each of them appears unchanged. The way goes through the latent space, like the bridge's own morphs.
    """
    from dx7bridge.engine.offline import morphed

    waypoints = [each.voice for spec in specs for each in _waypoints(spec)]
    if not 2 <= len(waypoints) <= BANK_VOICES:
        raise BadArguments(f"{plural(len(waypoints), 'waypoint')}: must be 2 to {BANK_VOICES} voices")
    if steps < len(waypoints):
        raise BadArguments(f"--steps {steps}: must be at least the {len(waypoints)} waypoints")
    output.check()
    output.write(morphed(load_model(model_file), waypoints, steps))


@click.command(context_settings={"ignore_unknown_options": True})  # -1 is a coordinate
@click.argument("places", metavar="[Z…]|FILE.json", nargs=-1, required=True)
@setting_option(
    TEMPERATURE, default=0.0, help="How freely values are drawn; 0 always picks the most probable."
)
@click.option("--seed", type=Whole(0, SEED_LIMIT), default=0, show_default=True)
@voices_output
@model_option
def decode(
    places: tuple[str, ...],
    temperature: float,
    seed: int,
    output: VoiceFile,
    model_file: Path | None,
) -> None:
    """Decode coordinates to voices.

    Z is 8 numbers; FILE.json comes from encode --json; - is standard input.

    dx7bridge decode 0.5 -1 0 0 0 0 0 2 -o there.syx
    """
    latents, names = _places(places)
    output.check()
    voices = load_model(model_file).decode(latents, temperature=temperature, seed=seed)
    voices = [voice.with_name(name) if name else voice for voice, name in zip(voices, names, strict=True)]
    output.write(voices)


def held_values(words: Iterable[str], voice: Voice | None) -> dict[int, int]:
    """The sound values that groups and parameters of these names have in `voice`, by VCED number."""
    held: dict[int, int] = {}
    for word in words:
        members = _members(word)
        if voice is not None:
            held |= {p.index: voice[p.index] for p in members if p.index < SOUND_SIZE}
    return held


def _members(word: str) -> Sequence[Parameter]:
    """The parameters that --lock WORD holds."""
    if word in GROUPS:
        return group(word)
    try:
        return (find(word),)
    except BadArguments:
        groups = ", ".join(sorted(GROUPS))
        legal = f"must be a parameter, such as op1.output_level, or a group: {groups}"
        raise BadArguments(f"--lock = {word}: {legal}") from None


def _waypoints(spec: str) -> Sequence[Any]:
    """A bare file is its first voice, a selection all that it names."""
    _, numbers = parse(spec)
    return [select_one(spec, heed)] if numbers is None else chosen([spec])


def _kept(spec: str | None) -> dict[int, Voice]:
    """Voices to keep by their place."""
    if spec is None:
        return {}
    if parse(spec)[1] is None:
        raise BadArguments(f"--keep {spec}: must name voices, such as {spec}:1,3,7")
    return {each.number: each.voice for each in chosen([spec])}


def _drawn(
    model: Decoder,
    guard: Guard,
    favourite: Voice | None,
    amount: float,
    count: int,
    seed: int,
    temperature: float,
    held: dict[int, int],
) -> list[Voice]:
    if favourite is None:
        return [voice for _, voice in guard.draw(model, count, temperature=temperature, seed=seed)]
    from dx7bridge.engine.offline import varied

    return [v.with_name(favourite.name) for v in varied(model, favourite, amount, count, seed, held or None)]


def _named_like(voices: Sequence[Voice], word: str, wanted: int) -> list[Voice]:
    found = [voice for voice in voices if word.casefold() in voice.name.casefold()]
    if len(found) < wanted:
        note(f"note: {len(found)} of {len(voices)} names drawn contain {word!r}; the rest do not")
    return found + [voice for voice in voices if voice not in found]


def _far_apart(voices: list[Voice], wanted: int) -> list[Voice]:
    from dx7bridge.collection.spectra import Spectra, distances
    from dx7bridge.engine.offline import spread

    spectra, _ = Spectra().measured(voices)
    return [voices[i] for i in spread(voices, wanted, lambda i: distances(spectra[i], spectra).tolist())]


def _places(places: Sequence[str]) -> tuple[list[list[float]], list[str]]:
    """Coordinates and names from the command line or a JSON file."""
    if len(places) == 1:
        text = text_from_stdin() if places[0] == "-" else _text(places[0])
        try:
            rows = json.loads(text)
            rows = (
                rows if isinstance(rows, list) and rows and isinstance(rows[0], dict) else [{"latent": rows}]
            )
            latents = [[float(z) for z in row["latent"]] for row in rows]
            names = [str(row.get("name", "")) for row in rows]
        except (ValueError, TypeError, KeyError, AttributeError):
            raise BadArguments(f"{places[0]}: must contain JSON from encode --json") from None
    else:
        latents, names = [[]], [""]
        for n, word in enumerate(places, 1):
            try:
                latents[0].append(float(word))
            except ValueError:
                raise BadArguments(f"z{n} = {word}: must be a number") from None
    for row, latent in enumerate(latents, 1):
        where = f"{places[0]}: row {row}: " if len(places) == 1 else ""
        if len(latent) != LATENT_DIMS:
            raise BadArguments(f"{where}{len(latent)} coordinates: must be {LATENT_DIMS}")
        for n, z in enumerate(latent, 1):
            if not -LATENT_LIMIT <= z <= LATENT_LIMIT:
                legal = f"must be a number from {-LATENT_LIMIT:g} to {LATENT_LIMIT:g}"
                raise BadArguments(f"{where}z{n} = {z:g}: {legal}")
    return latents, names


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadArguments(f"{path}: cannot be read: {error}") from None


def _levelled(voices: list[Voice], favourite: Voice | None) -> list[Voice]:
    """The voices at an even loudness, that of a favourite if there is one; unchanged without an engine."""
    from dx7bridge.errors import NoMidi
    from dx7bridge.sound.level import TARGET, Leveller

    try:
        leveller = Leveller()
    except NoMidi as error:
        note(f"voices are not levelled: {error}")
        return voices
    target = TARGET if favourite is None else leveller.loudness(favourite)
    return [leveller.at(voice, target).voice for voice in voices]
