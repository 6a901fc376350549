"""Commands to hear voices: `render` to WAV files, `play` on the audio device, `phrase`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from dx7bridge.cli.options import Number, Whole
from dx7bridge.cli.selecting import chosen, selections
from dx7bridge.cli.text import note, plural
from dx7bridge.cli.writing import STDOUT, force_option, output_option, refuse_existing, write_out
from dx7bridge.errors import BadArguments
from dx7bridge.voice.selection import Selected

if TYPE_CHECKING:
    from dx7bridge.phrases import Note

LETTERS: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
MOST_NOTES: Final = 32


def note_number(text: str) -> int:
    """A MIDI note of 0–127 from a number or a name; C4 is 60, as in Dexed and most programs."""
    found = re.fullmatch(r"([A-Ga-g])([#b]?)(-?[0-9]{1,2})", text.strip())
    if found:
        letter, sharp, octave = found.groups()
        number = LETTERS[letter.upper()] + {"#": 1, "b": -1}.get(sharp, 0) + 12 * (int(octave) + 1)
    elif re.fullmatch(r"[0-9]{1,3}", text.strip()):
        number = int(text)
    else:
        raise click.BadParameter(f"{text!r}: must be a note such as C4, F#3 or 60")
    if not 0 <= number <= 127:
        raise click.BadParameter(f"{text}: must be a note from C-1 to G9 (0 to 127)")
    return number


def note_list(text: str) -> list[int]:
    """`C2,C4,C6` as MIDI notes."""
    numbers = [note_number(part) for part in text.split(",")]
    if len(numbers) > MOST_NOTES:
        raise click.BadParameter(f"{len(numbers)} notes: at most {MOST_NOTES} can be rendered at once")
    return numbers


_velocity = click.option(
    "--velocity",
    type=Whole(1, 127),
    default=100,
    show_default=True,
    help="Velocity of the notes.",
)
_seconds = click.option(
    "--seconds",
    type=Number(0.1, 60),
    default=3.0,
    show_default=True,
    help="Length of a note; the key is held for two thirds of it.",
)
_level = click.option(
    "--level/--no-level",
    default=True,
    show_default=True,
    help="Give all sounds the same loudness, as far as their peaks allow.",
)


@click.command()
@selections
@click.option(
    "--notes",
    type=note_list,
    default="C4",
    show_default=True,
    metavar="C2,C4",
    help="Notes to render, one sound each.",
)
@_velocity
@_seconds
@_level
@click.option(
    "--output",
    "-o",
    "place",
    type=click.Path(path_type=Path),
    metavar="DIR|FILE.wav",
    required=True,
    help="A folder, for one WAV file per sound, or a .wav file for all of them; - is standard output.",
)
@force_option
def render(
    specs: tuple[str, ...],
    notes: list[int],
    velocity: int,
    seconds: float,
    level: bool,
    place: Path,
    force: bool,
) -> None:
    """Render voices to WAV files with the Dexed engine.

    Mono, 44.1 kHz, 16 bit. Files in a folder are named NUMBER-NAME-NOTE.wav; NUMBER is the place in the
    selection.
    """
    from dx7bridge.phrases import RATE, Note, levelled, performed
    from dx7bridge.sound.players import wav

    found = chosen(specs)
    one_file = place == Path(STDOUT) or place.suffix.lower() == ".wav"
    if one_file:
        refuse_existing(place, force=force)
    else:
        if place.suffix.lower() in (".aif", ".aiff", ".flac", ".m4a", ".mp3", ".ogg") and not place.is_dir():
            raise BadArguments(f"{place}: must end in .wav, or be a folder")
        _folder(place)
    sounds = []
    with click.progressbar(found, label="rendering", file=_progress(len(found))) as bar:
        for i, each in enumerate(bar, 1):
            for number in notes:
                sound = performed(each.voice, [Note(0.0, seconds, number, velocity)])
                sound = levelled(sound) if level else sound
                if one_file:
                    sounds.append(sound)
                else:
                    name = f"{i:03}-{safe_name(each.voice.name)}-{number}.wav"
                    write_out(place / name, wav(sound, RATE), force=force)
    if one_file:
        import numpy as np

        write_out(place, wav(np.concatenate(sounds), RATE), force=force)
    count = plural(len(found) * len(notes), "sound")
    note(f"{count} in {place}")


@click.command()
@selections
@click.option(
    "--notes",
    type=note_list,
    default="C4",
    show_default=True,
    metavar="C2,C4",
    help="Notes to play, one after another.",
)
@_velocity
@_seconds
@_level
def play(specs: tuple[str, ...], notes: list[int], velocity: int, seconds: float, level: bool) -> None:
    """Play voices on this machine's audio device."""
    from dx7bridge.phrases import Note

    found = chosen(specs)
    _play(found, [Note(i * seconds, seconds, number, velocity) for i, number in enumerate(notes)], level)


@click.command()
@selections
@click.option(
    "--midi",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.mid",
    help="Play the notes of this MIDI file instead of the built-in phrase.",
)
@_level
@output_option("FILE.wav", "Write a WAV file instead of playing; - is standard output.", required=False)
def phrase(
    specs: tuple[str, ...], midi: Path | None, level: bool, output_file: Path | None, force: bool
) -> None:
    """Play a short phrase with each voice, or a MIDI file.

    The phrase: a line over two octaves, soft and hard notes, a chord.
    """
    from dx7bridge.phrases import PHRASE, RATE, levelled, notes_of, performed
    from dx7bridge.sound.players import wav

    found = chosen(specs)
    notes = list(PHRASE) if midi is None else notes_of(midi)
    if output_file is None:
        _play(found, notes, level)
        return
    if output_file != Path(STDOUT) and output_file.suffix.lower() != ".wav":
        raise BadArguments(f"{output_file}: must end in .wav")
    refuse_existing(output_file, force=force)
    import numpy as np

    sounds = [performed(each.voice, notes) for each in found]
    write_out(
        output_file, wav(np.concatenate([levelled(s) if level else s for s in sounds]), RATE), force=force
    )
    note(f"{plural(len(found), 'phrase')} in {output_file}")


def _play(found: Sequence[Selected], notes: Sequence[Note], level: bool) -> None:
    from dx7bridge.phrases import RATE, levelled, performed
    from dx7bridge.sound.players import SpeakerPlayer, polish

    player = SpeakerPlayer(RATE)
    try:
        for each in found:
            sound = performed(each.voice, notes)
            note(f"{each}  {each.voice.name}")
            player.play(levelled(sound) if level else polish(sound, RATE))
            player.drain(len(sound) / RATE + 5)
    finally:
        player.close()


def safe_name(name: str) -> str:
    """A voice's name as part of a file name: letters, digits, dots and dashes."""
    return re.sub(r"[^A-Za-z0-9.-]+", "_", name.strip()).strip("._") or "voice"


def _folder(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArguments(f"{place}: cannot be made a folder: {error.strerror}") from None


def _progress(count: int) -> TextIO:
    """The stream for a progress bar: the terminal if it takes over a second, else none."""
    import io
    import sys

    return sys.stderr if count > 100 and sys.stderr.isatty() else io.StringIO()
