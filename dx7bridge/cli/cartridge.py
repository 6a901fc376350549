"""Commands on files of voices: `extract`, `merge`, `sort`, `rename`, `set`, `diff`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import click

from dx7bridge.cli.options import json_option
from dx7bridge.cli.selecting import chosen, heed, selections
from dx7bridge.cli.text import echo_json, note, plural, say
from dx7bridge.cli.writing import VoiceFile, voices_output
from dx7bridge.errors import BadArguments
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import NAME_LENGTH, PARAMETERS, SOUND_SIZE, find
from dx7bridge.voice.selection import Selected, select_one

ORDERS: Final = ("name", "algorithm", "file")


@click.command()
@selections
@voices_output
def extract(specs: tuple[str, ...], output: VoiceFile) -> None:
    """Write selected voices to a new file.

    SELECTION is FILE, FILE:N, FILE:N-M,K, a folder, or - for standard input. Voices are written in the order
    of the selections.
    """
    output.write([each.voice for each in chosen(specs)])


@click.command()
@selections
@voices_output
@click.option(
    "--unique", is_flag=True, help="Leave out duplicates: voices with the same sound, whatever their names."
)
def merge(specs: tuple[str, ...], output: VoiceFile, unique: bool) -> None:
    """Join the voices of several files in one file."""
    voices = [each.voice for each in chosen(specs)]
    if unique:
        once = {voice.sound: voice for voice in reversed(voices)}
        kept = [voice for voice in voices if once[voice.sound] is voice]
        note(f"{plural(len(voices) - len(kept), 'duplicate')} left out")
        voices = kept
    output.write(voices)


@click.command()
@selections
@click.option("--by", type=click.Choice(ORDERS), default="name", show_default=True, help="What to sort by.")
@voices_output
def sort(specs: tuple[str, ...], by: str, output: VoiceFile) -> None:
    """Sort voices by name, algorithm or file.

    Equal ones keep their order.
    """
    found = chosen(specs)
    keys = {
        "name": lambda each: each.voice.name.casefold(),
        "algorithm": lambda each: each.voice["algorithm"],
        "file": lambda each: (str(each.path), each.number),
    }
    ordered: list[Selected] = sorted(found, key=keys[by])
    output.write([each.voice for each in ordered])


@click.command()
@click.argument("spec", metavar="FILE")
@click.argument("names", metavar="N=NAME…", nargs=-1, required=True)
@voices_output
def rename(spec: str, names: tuple[str, ...], output: VoiceFile) -> None:
    """Rename voices of a file.

    dx7bridge rename bank.syx 3="GLASS BELL" -o new.syx
    """
    found = chosen([spec])
    by_number = {each.number: i for i, each in enumerate(found)}
    voices = [each.voice for each in found]
    for text in names:
        number, equals, name = text.partition("=")
        if not equals or not number.isdecimal():
            raise BadArguments(f'{text}: must be N=NAME, such as 3="GLASS BELL"')
        if int(number) not in by_number:
            raise BadArguments(f"{text}: {spec} has no voice {number}; it has {_ranges(sorted(by_number))}")
        voices[by_number[int(number)]] = voices[by_number[int(number)]].with_name(checked_name(name))
    output.write(voices)


@click.command("set")
@click.argument("spec", metavar="FILE:N")
@click.argument("changes", metavar="PARAMETER=VALUE…", nargs=-1, required=True)
@voices_output
def set_command(spec: str, changes: tuple[str, ...], output: VoiceFile) -> None:
    """Change parameters of a voice.

    dx7bridge set bank.syx:3 op1.output_level=80 algorithm=4 -o new.syx

    A value can be relative: op2.coarse=+1. Algorithms count from 1, as on the panel. name=TEXT renames the
    voice. Without :N, every voice of the file is changed.
    """
    voices = [_changed(each.voice, changes) for each in chosen([spec])]
    if len(voices) == 1 and output.kind is None and output.path.suffix.lower() not in (".json", ".csv"):
        output = replace(output, kind="single")
    output.write(voices)


@click.command()
@click.argument("a", metavar="A:N")
@click.argument("b", metavar="B:N")
@json_option
def diff(a: str, b: str, as_json: bool) -> None:
    """List how two voices differ, in parameters and in sound.

    The distance is the mean difference of their log-mel spectra in dB, at C4; it needs the Dexed engine.
    Identical sounds have distance 0, unrelated voices about 15.
    """
    first, second = (select_one(spec, heed) for spec in (a, b))
    rows = [
        (PARAMETERS[i].name, x, y)
        for i, (x, y) in enumerate(zip(first.voice.sound, second.voice.sound, strict=True))
        if x != y
    ]
    apart = _apart(first.voice, second.voice)
    if as_json:
        listed = [{"parameter": name, "a": x, "b": y} for name, x, y in rows]
        echo_json({"a": str(first), "b": str(second), "differences": listed, "distance_db": apart})
        return
    say(f"{first.voice.name or '(no name)'} and {second.voice.name or '(no name)'}")
    for name, x, y in rows:
        plus = 1 if name == "algorithm" else 0
        say(f"  {name:24} {x + plus:3} {y + plus:3}")
    say(
        f"{plural(len(rows), 'parameter')} of {SOUND_SIZE} differ"
        if len(rows) != 1
        else "1 parameter differs"
    )
    say(
        "distance: unknown, because the Dexed engine is not installed"
        if apart is None
        else f"distance: {apart:.1f} dB"
    )


def checked_name(name: str) -> str:
    """The name, cut to ten letters if necessary, with a note."""
    if len(name) > NAME_LENGTH:
        note(f"note: {name!r} is cut to {name[:NAME_LENGTH]!r}: a name has {NAME_LENGTH} letters")
    return name


def _changed(voice: Voice, changes: Sequence[str]) -> Voice:
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals:
            raise BadArguments(f"{change}: must be PARAMETER=VALUE, such as op1.output_level=80")
        if name == "name":
            voice = voice.with_name(checked_name(text))
            continue
        parameter = find(name)
        if not re.fullmatch(r"[+-]?[0-9]{1,4}", text):
            raise BadArguments(f"{change}: the value must be a whole number, or relative such as +5")
        shown = 1 if parameter.name == "algorithm" else 0
        value = int(text) - shown if text[0] not in "+-" else voice[parameter.index] + int(text)
        if not parameter.low <= value <= parameter.high:
            low, high = parameter.low + shown, parameter.high + shown
            raise BadArguments(f"{parameter.name} = {value + shown}: must be from {low} to {high}")
        voice = voice.with_value(parameter.index, value)
    return voice


def _apart(a: Voice, b: Voice) -> float | None:
    """The log-mel distance of two voices in dB; None without the Dexed engine."""
    from dx7bridge.collection.spectra import Spectra, distances
    from dx7bridge.errors import NoMidi

    try:
        spectra = Spectra()
    except NoMidi:
        return None
    return round(float(distances(spectra.of(a), spectra.of(b)[None])[0]), 2)


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in short: `1-4, 6`."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(str(g[0]) if len(g) == 1 else f"{g[0]}-{g[-1]}" for g in groups)
