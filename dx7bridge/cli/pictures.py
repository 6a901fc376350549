"""Commands that draw: `show` a voice, `map` a collection, `sweep` a knob."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from dx7bridge.cli.collection import folder_argument, in_units, indexed
from dx7bridge.cli.latent import load_model
from dx7bridge.cli.options import Number, Whole, json_option, model_option
from dx7bridge.cli.selecting import chosen, heed, selections
from dx7bridge.cli.text import echo_json, note, plural, say
from dx7bridge.cli.writing import STDOUT, output_option, refuse_existing, voice_json, write_out, write_voices
from dx7bridge.errors import BadArguments
from dx7bridge.voice.selection import select_one

MAP_FEATURES: Final = (
    "brightness",
    "attack",
    "decay",
    "loudness",
    "inharmonicity",
    "sustain",
    "release",
    "noisiness",
)
SWEPT: Final = ("brightness", "attack", "decay", "loudness")


@click.command()
@selections
@json_option
@output_option("FILE.svg|FILE.png", "Draw the voice as a picture instead.", required=False)
def show(specs: tuple[str, ...], as_json: bool, output_file: Path | None, force: bool) -> None:
    """Show voices in the terminal, or draw one as a picture.

    Algorithm, frequencies, levels, envelopes, scaling. With --output, draws one voice as SVG or PNG
    (needs dx7bridge[pictures]).
    """
    found = chosen(specs)
    if as_json:
        echo_json(
            [{"file": str(each.path), "number": each.number, **voice_json(each.voice)} for each in found]
        )
        return
    if output_file is not None:
        from dx7bridge.pictures.figures import check_suffix, drawn, voice_picture

        if len(found) > 1:
            raise BadArguments(f"{plural(len(found), 'voice')} selected: a picture shows one; use FILE:N")
        suffix = check_suffix(output_file) if output_file != Path(STDOUT) else ".png"
        refuse_existing(output_file, force=force)
        write_out(
            output_file, drawn(voice_picture(found[0].voice, f"{found[0].number}  "), suffix), force=force
        )
        note(f"{found[0].voice.name} in {output_file}")
        return
    from dx7bridge.pictures.text import show as shown

    for i, each in enumerate(found):
        if i:
            say("")
        click.echo("\n".join(shown(each.voice, f"{each.number}  ")))


@click.command("map")
@folder_argument
@click.option(
    "--by",
    "feature",
    type=click.Choice(MAP_FEATURES),
    default="brightness",
    show_default=True,
    help="The feature shown by colour.",
)
@json_option
@output_option("FILE.svg|FILE.png", "Where to draw the map; - is standard output (PNG).", required=False)
def map_command(root: Path, feature: str, as_json: bool, output_file: Path | None, force: bool) -> None:
    """Draw a map of a folder by how its voices sound.

    Similar sounds are close together; colours show a feature. With --json, prints the points instead:
    file, number, name, x and y from -1 to 1, and the feature.
    """
    from dx7bridge.collection.layout import laid_out
    from dx7bridge.sound.features import FEATURE_NAMES, FEATURES

    if output_file is None and not as_json:
        raise BadArguments("map: --output FILE or --json is needed")
    refuse_existing(output_file, force=force)
    index = indexed(root)
    points, values = laid_out(index.spectra), index.features[:, FEATURE_NAMES.index(feature)]
    first = {entry.sound: entry for entry in reversed(index.entries)}
    entries = [first[i] for i in range(len(points))]
    if as_json:
        echo_json(
            [
                {
                    "file": str(e.path),
                    "number": e.number,
                    "name": e.name,
                    "x": round(float(x), 4),
                    "y": round(float(y), 4),
                    feature: round(float(value), 4),
                }
                for e, (x, y), value in zip(entries, points, values, strict=True)
            ]
        )
    if output_file is not None:
        from dx7bridge.pictures.figures import check_suffix, drawn, map_picture

        suffix = check_suffix(output_file) if output_file != Path(STDOUT) else ".png"
        doc = FEATURES[FEATURE_NAMES.index(feature)].doc
        picture = map_picture(points, values, [e.name for e in entries], f"{feature}: {doc}")
        write_out(output_file, drawn(picture, suffix), force=force)
        note(f"{plural(len(points), 'voice')} in {output_file}")


@click.command()
@click.argument("spec", metavar="FILE:N")
@click.option("--knob", type=Whole(1, 8), required=True, help="The knob, 1 to 8.")
@click.option("--steps", type=Whole(2, 64), default=9, show_default=True)
@click.option(
    "--from",
    "low",
    type=Number(0, 1),
    default=0.0,
    show_default=True,
    help="Start and end, as percentiles of real voices, 0 to 1.",
)
@click.option("--to", "high", type=Number(0, 1), default=1.0, show_default=True)
@output_option("FILE", "A picture (.svg, .png), the voices (.syx), or their sound (.wav).")
@model_option
def sweep(
    spec: str,
    knob: int,
    steps: int,
    low: float,
    high: float,
    output_file: Path,
    force: bool,
    model_file: Path | None,
) -> None:
    """Turn one knob from end to end, and write what comes.

    Starts from a voice; writes a picture, the voices or their sound. The picture shows the spectrum at
    each step and, below, brightness, attack, decay and loudness.
    """
    from dx7bridge.engine.offline import swept

    start = select_one(spec, heed)
    refuse_existing(output_file, force=force)
    model = load_model(model_file)
    label, places, voices = swept(model, start.voice, knob - 1, steps, low, high)
    suffix = output_file.suffix.lower()
    if suffix == ".syx":
        write_voices(output_file, voices, force=force)
        return
    if suffix == ".wav":
        import numpy as np

        from dx7bridge.phrases import RATE, Note, levelled, performed
        from dx7bridge.sound.players import wav

        sounds = [levelled(performed(voice, [Note(0.0, 1.5, 60, 100)])) for voice in voices]
        write_out(output_file, wav(np.concatenate(sounds), RATE), force=force)
    else:
        from dx7bridge.pictures.figures import check_suffix, drawn, sweep_picture
        from dx7bridge.sound.features import FEATURE_NAMES, FEATURES, describe, log_mel
        from dx7bridge.sound.studio import Studio

        check_suffix(output_file)
        both = Studio().measure(voices, lambda sound: (log_mel(sound), describe(sound)))
        tracks = []
        for at in map(FEATURE_NAMES.index, SWEPT):
            *values, doc = in_units([float(found[at]) for _, found in both], FEATURES[at].doc)
            tracks.append((f"{FEATURE_NAMES[at]}: {doc}", [float(value) for value in values]))
        title = f"{start.voice.name}, knob {knob}: {label}"
        picture = sweep_picture([mel for mel, _ in both], places, [v.name for v in voices], title, tracks)
        write_out(output_file, drawn(picture, suffix), force=force)
    note(f"{plural(len(voices), 'step')} of knob {knob} ({label}) in {output_file}")
