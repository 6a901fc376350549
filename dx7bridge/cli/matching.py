"""The command `match`: a voice that sounds like a recording."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dx7bridge.cli.collection import indexed
from dx7bridge.cli.ears import note_list
from dx7bridge.cli.options import Number, json_option, model_option
from dx7bridge.cli.text import echo_json, note, plural, say
from dx7bridge.cli.writing import STDOUT, drawn, output_option, refuse_existing, write_voices
from dx7bridge.errors import BadArguments

if TYPE_CHECKING:
    from dx7bridge.matching.candidates import Candidates
    from dx7bridge.matching.recording import Recording
    from dx7bridge.voice import Voice

MOST: Final = 16  # recordings of one sound
DRAWN: Final = 256  # voices of the model to begin with


def velocity_list(text: str) -> list[int]:
    """`100,60` as MIDI velocities."""
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        raise click.BadParameter(f"{text!r}: must be velocities from 1 to 127, such as 100,60") from None
    for number in numbers:
        if not 1 <= number <= 127:
            raise click.BadParameter(f"{number}: must be from 1 to 127")
    return numbers


@click.command("match")
@click.argument("recordings", metavar="FILE.wav…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--notes",
    type=note_list,
    metavar="C4,C5",
    help="Note of each recording: one note for all, or one for each.  [default: as heard]",
)
@click.option(
    "--velocity",
    "velocities",
    type=velocity_list,
    metavar="100,60",
    default="100",
    show_default=True,
    help="Velocity of each recording: one for all, or one for each.",
)
@click.option(
    "--seconds",
    type=Number(0.5, 600),
    default=10.0,
    show_default=True,
    help="Processor time for the search, on one core.",
)
@click.option(
    "--from",
    "places",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Begin with the voices of a folder or file; may be given again.  [default: voices drawn by the"
    " model]",
)
@click.option("--name", metavar="NAME", help="Name of the voice.  [default: the recording's]")
@click.option(
    "--seed", type=click.IntRange(0, 2**31), default=0, show_default=True, help="Seed of the search."
)
@output_option("FILE.syx", "Where to write the voice; - is standard output.")
@json_option
@model_option
def match_command(
    recordings: tuple[Path, ...],
    notes: list[int] | None,
    velocities: list[int],
    seconds: float,
    places: tuple[Path, ...],
    name: str | None,
    seed: int,
    output_file: Path,
    force: bool,
    as_json: bool,
    model_file: Path | None,
) -> None:
    """Find a voice that sounds like a recording.

    Begins with the voices that sound nearest, and evolves them with the Dexed engine. The recording is one
    note: WAV, AIFF, FLAC, Ogg or MP3. Several recordings of one instrument (other notes, other velocities)
    make the voice truer over the keyboard.

    \b
    dx7bridge match trumpet.wav -o trumpet.syx
    dx7bridge match low.wav high.wav --from my-banks/ --seconds 60 -o piano.syx
    """
    from dx7bridge.matching.matcher import match
    from dx7bridge.matching.recording import read_recording

    if as_json and output_file == Path(STDOUT):
        raise BadArguments("--json: needs --output FILE.syx, since both would go to standard output")
    if len(recordings) > MOST:
        raise BadArguments(f"{len(recordings)} recordings: must be at most {MOST}")
    count = len(recordings)
    given: Sequence[int | None] = _each("--notes", notes, count) if notes else [None] * count
    loud = _each("--velocity", velocities, count)
    found = [
        read_recording(path, key, velocity)
        for path, key, velocity in zip(recordings, given, loud, strict=True)
    ]
    refuse_existing(output_file, force=force)
    for each in found:
        note(_heard(each))
    candidates = _candidates(places, model_file)
    result = match([each.take for each in found], candidates, seconds, seed=seed, progress=_progress)
    voice = result.voice.with_name(name or recordings[0].stem)
    kind = None if output_file.suffix.lower() in (".json", ".csv") else "single"
    write_voices(output_file, [voice], kind=kind, force=force)
    if as_json:
        rows = [
            {
                "file": str(each.path),
                "note": each.take.note,
                "velocity": each.take.velocity,
                "db": round(db, 2),
            }
            for each, db in zip(found, result.by_take, strict=True)
        ]
        echo_json(
            {
                "nearest_db": round(result.nearest, 2),
                "db": round(result.apart, 2),
                "tried": result.tried,
                "takes": rows,
            }
        )
        return
    tell = note if output_file == Path(STDOUT) else say
    tell(
        f"{result.apart:.1f} dB from the recording, the nearest to begin with {result.nearest:.1f} dB;"
        f" {plural(result.tried, 'voice')} tried"
    )


def _each(option: str, values: Sequence[int], count: int) -> list[int]:
    """One value for all, or one for each."""
    if len(values) not in (1, count):
        raise BadArguments(
            f"{option}: {len(values)} values for {plural(count, 'recording')}: must be 1 or {count}"
        )
    return list(values) * (count if len(values) == 1 else 1)


def _heard(recording: Recording) -> str:
    take = recording.take
    tuned = f", tuned by {-recording.cents:+.0f} cents" if abs(recording.cents) >= 1 else ""
    pitch = (
        f"MIDI note {take.note}{tuned}" if recording.pitched else f"no clear pitch, taken as note {take.note}"
    )
    return f"{recording.path}: {pitch}; {take.seconds:.1f} s, key held for {take.held:.1f} s"


def _candidates(places: Sequence[Path], model_file: Path | None) -> Candidates:
    from dx7bridge.matching.candidates import Candidates

    if not places:
        note(f"drawing {DRAWN} voices to begin with; --from FOLDER begins with your own")
        return Candidates.of(drawn(DRAWN, seed=1, model_file=model_file))
    found = [indexed(place) for place in places]
    parts = [Candidates(index.values, index.spectra) for index in found]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    return whole


def _progress(share: float, _voice: Voice, apart: float) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{share:4.0%}  {apart:5.1f} dB" + ("\n" if share >= 1 else ""), err=True, nl=False)
