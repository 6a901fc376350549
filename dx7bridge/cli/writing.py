"""Writing voices: banks, single voices, JSON or CSV, to a file or to standard output.

An existing file is not replaced without --force. Owns the options for this.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from dx7bridge.cli.text import note, plural
from dx7bridge.errors import BadArguments
from dx7bridge.files import write_file
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import PARAMETERS, SOUND_SIZE
from dx7bridge.voice.sysex import BANK_VOICES, encode_bank, encode_voice

STDOUT: Final = "-"
FILL_SEED: Final = 1983  # of the voices that fill a bank
FORMATS: Final = ("bank", "single", "json", "csv")
FILLS: Final = {"init": "INIT VOICE", "repeat": "the last voice", "sample": "new voices"}
SYSEX_SUFFIXES: Final = ("", ".syx", ".sysex")
_SUFFIXES: Final = {"bank": SYSEX_SUFFIXES, "single": SYSEX_SUFFIXES, "json": (".json",), "csv": (".csv",)}


def target(text: str) -> Path:
    """A file to write, or `-`. Refuses at once what could not be written at the end."""
    if text in (STDOUT, "/dev/stdout", "/dev/fd/1"):
        return Path(STDOUT)
    place = Path(os.path.realpath(text))
    if place.is_dir():
        raise click.BadParameter(f"{text}: must be a file, not a folder")
    if not place.parent.is_dir():
        raise click.BadParameter(f"{text}: cannot be written: no folder {place.parent}")
    if not os.access(place if place.exists() else place.parent, os.W_OK):
        raise click.BadParameter(f"{text}: cannot be written: no permission")
    return Path(text)


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """The file, or standard output, that a command writes voices to, and how."""

    path: Path
    kind: str | None = None  # one of FORMATS; None: by the suffix
    fill: str = "init"  # one of FILLS
    force: bool = False

    def check(self) -> None:
        """BadArguments when the file exists, without `force`, or its name does not fit the format.

        Called when the arguments are known to be right and before the work begins.
        """
        format_of(self.path, self.kind)
        refuse_existing(self.path, force=self.force)

    def write(self, voices: Sequence[Voice]) -> None:
        """Write `voices` and report; BadArguments when that cannot be done."""
        write_voices(self.path, voices, kind=self.kind, fill=self.fill, force=self.force)


force_option = click.option("--force", is_flag=True, help="Replace an existing file.")


def output_option(
    metavar: str, text: str, required: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--output FILE`, with `--force`; the command gets `output_file` and `force`.

    The command calls `refuse_existing` when its other arguments are known to be right.
    """

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        option = click.option(
            "--output", "-o", "output_file", metavar=metavar, type=target, required=required, help=text
        )
        return option(force_option(command))

    return add


def voices_output(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--output`, `--force`, `--format` and `--fill`; the command gets them as `output`, a VoiceFile."""

    @wraps(command)
    def called(
        *args: Any, output_file: Path, force: bool, kind: str | None, fill: str, **options: Any
    ) -> Any:
        return command(*args, output=VoiceFile(output_file, kind, fill, force), **options)

    where = output_option("FILE.syx", "Where to write the voices; - is standard output.")
    return where(format_options(called))


def format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format` and `--fill`; the command gets `kind` and `fill`."""
    for option in (
        click.option(
            "--fill",
            type=click.Choice(list(FILLS)),
            default="init",
            show_default=True,
            help="What fills the rest of the last bank: INIT VOICE, the last voice, or drawn voices.",
        ),
        click.option(
            "--format",
            "kind",
            type=click.Choice(FORMATS),
            help="32-voice banks, single-voice dumps one after another, JSON or CSV.  [default: by suffix,"
            " else bank]",
        ),
    ):
        command = option(command)
    return command


def write_voices(
    output: Path,
    voices: Sequence[Voice],
    *,
    kind: str | None = None,
    fill: str = "init",
    force: bool = False,
    channel: int = 0,
) -> None:
    """Write `voices` to `output` and report on stderr; BadArguments when that cannot be done."""
    kind = format_of(output, kind)
    rest = -len(voices) % BANK_VOICES if kind == "bank" and voices else 0
    filler = {"init": lambda: [INIT_VOICE] * rest, "repeat": lambda: [*voices[-1:]] * rest}
    filling = filler.get(fill, lambda: drawn(rest))()
    write_out(output, encoded([*voices, *filling], kind, channel=channel), force=force)
    filled = f"; {plural(rest, 'place')} filled with {FILLS[fill]}" if rest else ""
    say = note if output == Path(STDOUT) else click.echo
    where = "written to standard output" if output == Path(STDOUT) else f"in {output}"
    say(f"{plural(len(voices), 'voice')} {where}{filled}")


def drawn(count: int, seed: int = FILL_SEED, model_file: Path | None = None) -> list[Voice]:
    """New voices in key, from the shipped model or another; the same seed gives the same ones."""
    from dx7bridge import model
    from dx7bridge.engine.keeping import in_key

    found = model.load(model_file).sample(count, seed=seed) if count else []
    return [in_key(voice) for _, voice in found]


def format_of(output: Path, kind: str | None) -> str:
    """The format asked for, or the one that the suffix says; BadArguments where the two disagree."""
    kind = kind or {".json": "json", ".csv": "csv"}.get(output.suffix.lower(), "bank")
    if output != Path(STDOUT) and output.suffix.lower() not in _SUFFIXES[kind]:
        wanted = " or ".join(suffix for suffix in _SUFFIXES[kind] if suffix)
        raise BadArguments(f"{output}: must end in {wanted} for format {kind}")
    return kind


def refuse_existing(output: Path | None, *, force: bool) -> None:
    """BadArguments for a file that exists, without `force`."""
    if output is not None and not force and output != Path(STDOUT) and output.is_file():
        raise BadArguments(f"{output}: exists already; --force replaces it")


def encoded(voices: Sequence[Voice], kind: str, channel: int = 0) -> bytes:
    """The bytes of `voices` in a format of FORMATS; BadArguments without voices.

    INIT VOICE fills the last bank.
    """
    if not voices:
        raise BadArguments("no voices to write")
    if kind == "bank":
        padded = [*voices, *[INIT_VOICE] * (-len(voices) % BANK_VOICES)]
        banks = (padded[start : start + BANK_VOICES] for start in range(0, len(padded), BANK_VOICES))
        return b"".join(encode_bank(bank, channel) for bank in banks)
    if kind == "single":
        return b"".join(encode_voice(voice, channel) for voice in voices)
    if kind == "json":
        return (json.dumps([voice_json(voice) for voice in voices], indent=1) + "\n").encode()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", *(parameter.name for parameter in PARAMETERS[:SOUND_SIZE])])
    writer.writerows([voice.name, *voice.sound] for voice in voices)
    return text.getvalue().encode()


def voice_json(voice: Voice) -> dict[str, object]:
    """A voice as JSON: its name, and its 145 sound values by name."""
    return {"name": voice.name, **{p.name: voice[p.index] for p in PARAMETERS[:SOUND_SIZE]}}


def write_out(output: Path, data: bytes, *, force: bool) -> None:
    """Write bytes to a file or standard output; BadArguments for a file that exists, without `force`."""
    if output == Path(STDOUT):
        if sys.stdout.isatty():
            raise BadArguments("standard output is a terminal: redirect it to a file or a pipe")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    refuse_existing(output, force=force)
    write_file(output, data)
