"""One self-contained HTML page about a checkpoint: what to look at, and what to listen to.

Pictures are drawn with matplotlib and travel inside the page, as do the sounds. Nothing is loaded from
anywhere else.
"""

from __future__ import annotations

import base64
import io
import json
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from dx7bridge.model.model import Model
from dx7bridge.sound.players import polish
from dx7bridge.voice import Voice
from training import motion
from training.calibrate import calibrate
from training.generated import Values, to_voices
from training.network.player import Player
from training.sound import BANDS, CORE, FEATURE_NAMES, SAMPLE_RATE, Studio, describe, log_mel
from training.verdict import GLOSSARY, judged, verdict

MAPPED: Final = 1500  # voices on the map
SWEEP: Final = 11  # pictures of an axis
EXAMPLES: Final = 3  # interpolations
SAMPLES: Final = 12  # drawn voices to listen to
REBUILT: Final = 4  # held-out voices and what becomes of them
SHORT: Final = 0.7  # seconds of each step in a row that is played through
SPECTRUM: Final[dict[str, Any]] = {
    "cmap": "magma", "vmin": -80, "vmax": 0, "aspect": "auto", "origin": "lower",
}  # fmt: skip

STYLE: Final = """
:root { color-scheme: light; --ink: #1c1c22; --soft: #6a6a75; --line: #dddde3; --paper: #fbfbfa; }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
       max-width: 1080px; margin: 2.5rem auto 6rem; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { margin: 3rem 0 .4rem; font-size: 1.2rem; }
p { max-width: 46rem; margin: .3rem 0 1rem; } .soft { color: var(--soft); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { padding: .22rem 1.2rem .22rem 0; border-bottom: 1px solid var(--line); text-align: left; }
th { font-weight: 600; } td.number { text-align: right; }
img, svg { max-width: 100%; height: auto; display: block; }
figure { margin: 1rem 0; } figcaption { color: var(--soft); }
audio { height: 2rem; width: 100%; }
.voices { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
.verdict { border-left: .3rem solid var(--line); padding: .3rem .8rem; } .verdict b { margin-right: .5rem; }
.good { color: #2c7a3f; border-color: #2c7a3f; } .fair { color: #9a6b00; border-color: #9a6b00; }
.poor { color: #b8452f; border-color: #b8452f; } dt { font-weight: 600; } dd { margin: 0 0 .4rem 1rem; }
.voices b { display: block; white-space: pre; }
"""


@dataclass(frozen=True)
class Subject:
    """What the page is about: the model, held-out and training voices [N, 155], its card and curves.

    `other` is the card of another model, to compare with.
    """

    model: Player
    held_out: Values
    known: Values
    card: dict[str, Any]
    curves: list[dict[str, Any]]
    temperature: float
    seed: int
    other: dict[str, Any] | None = None


@dataclass(frozen=True)
class Known:
    """What is known of an axis: its number in the model, from 0, and which way its label is true."""

    number: int
    sign: int
    title: str
    ends: tuple[float, float]
    effects: dict[str, float]


def read_curves(run: Path) -> list[dict[str, Any]]:
    """The lines of a run's curves.jsonl; none when it is not there."""
    path = run / "curves.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []


@matplotlib.rc_context({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
def report(subject: Subject, say: Callable[[str], None] = lambda _: None) -> str:
    """The page. NoMidi where dexed-py is not installed: there is nothing to see without hearing."""
    studio, model = Studio(), subject.model
    dice = np.random.default_rng(subject.seed)
    held_out = subject.held_out[dice.permutation(len(subject.held_out))]
    say("axes")
    axes = _measured(model, subject.known if len(subject.known) else held_out, subject.seed)
    parts = [_head(subject), "<h2>Scorecard</h2>", _card(subject.card, subject.other)]
    if subject.curves:
        parts += ["<h2>Training</h2>", _curves(subject.curves)]
    say("map")
    parts += ["<h2>Where voices live</h2>", _map(model, studio, held_out[:MAPPED], axes)]
    say("sweeps")
    parts += ["<h2>What the axes do</h2>", _effects(axes), _sweeps(model, studio, axes)]
    say("interpolations")
    parts += ["<h2>From voice to voice</h2>", _interpolations(model, studio, held_out, subject.seed)]
    say("players")
    parts += ["<h2>Drawn voices</h2>", _drawn(subject, studio)]
    parts += ["<h2>Held-out voices, and what the model makes of them</h2>", _rebuilt(model, studio, held_out)]
    title = escape(f"dx7bridge model {model.name}")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>\n'
        f"<body>\n{chr(10).join(parts)}\n</body></html>\n"
    )


def _measured(model: Model, voices: Values, seed: int) -> list[Known]:
    """The axes as the player has them; those of a model without calibration as calibration would."""
    found = calibrate(model, voices, seed)
    calibrated = "axes" in model.notes
    known = []
    for place, number in enumerate(range(model.dims) if calibrated else found["order"]):
        axis = found["axes"][number]
        label = model.axes[number].label if calibrated else axis["label"]
        sign = 1 if calibrated else axis["sign"]
        ends = (axis["quantiles"][0], axis["quantiles"][-1])
        known.append(Known(number, sign, f"{place + 1}: {label}", ends, axis["effects"]))
    return known


def _head(subject: Subject) -> str:
    architecture, card = subject.model.architecture, subject.card
    size = sum(p.numel() for p in subject.model.vae.parameters())
    shape = ", ".join(f"{name} {getattr(architecture, name)}" for name in architecture.__dataclass_fields__)
    grade, words = verdict(card)
    facts = {
        "model": subject.model.name,
        "checkpoint": card.get("checkpoint"),
        "data": card.get("data"),
        "judged on": f"{len(subject.held_out):,} voices of families it never saw, seed {subject.seed}",
        "training voices": f"{len(subject.known):,}",
        "card made by": card.get("command"),
        "on": card.get("date"),
        "shape": f"{size:,} parameters; {shape}",
    }
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(str(fact))}</td></tr>"
        for name, fact in facts.items()
        if fact
    )
    return (
        f"<h1>{escape(subject.model.name)}</h1>"
        f'<p class="verdict {grade}"><b>{escape(grade or "no verdict")}</b> {escape(words)}</p>'
        f'<table class="soft">{rows}</table>'
    )


def _card(card: dict[str, Any], other: dict[str, Any] | None = None) -> str:
    """The figures with their floors and grades; those of another card beside them."""
    beside = {row.path: row for row in judged(other)} if other is not None else {}
    name = escape(str((other or {}).get("model", "the other")))
    rows = []
    for row in judged(card):
        against = f'<td class="number">{beside[row.path].value if row.path in beside else "–"}</td>'
        rows.append(
            f'<tr><td>{escape(row.what)}</td><td class="number">{row.value}</td>'
            f'<td class="{row.grade}">{row.grade}</td>{against if other is not None else ""}'
            f'<td class="soft">{escape(row.floor)}</td></tr>'
        )
    head = f"<th>{name}</th>" if other is not None else ""
    missing = "".join(f"<p>{escape(k)}: {escape(v)}</p>" for k, v in card.get("missing", {}).items())
    words = "".join(f"<dt>{escape(term)}</dt><dd>{escape(means)}</dd>" for term, means in GLOSSARY.items())
    return (
        f"<table><tr><th>figure</th><th>this model</th><th></th>{head}<th>floor, from this data</th></tr>"
        f"{''.join(rows)}</table>{missing}"
        f"<details><summary>What the words mean</summary><dl>{words}</dl></details>"
        f"<details><summary>All figures</summary><pre>{escape(json.dumps(card, indent=2))}</pre></details>"
    )


def _curves(curves: list[dict[str, Any]]) -> str:
    curves = [line for line in curves if line["train"]]  # what fine-tuning began with has none
    figure = Figure(figsize=(10, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    epochs = [line["epoch"] for line in curves]
    for part, names in (("train", ("whole", "partial")), ("valid", ("whole", "partial"))):
        for name, style in zip(names, ("-", "--"), strict=True):
            if all(name in line[part] for line in curves):
                colour = "#b8452f" if part == "valid" else "#8a8a94"
                label = f"{part}, {name.removeprefix('partial_')}"
                left.plot(epochs, [line[part][name] for line in curves], style, color=colour, label=label)
    for name, colour in (("kl", "#b8452f"), ("kl_detail", "#3b6ea5")):
        if all(name in line["valid"] for line in curves):
            right.plot(epochs, [line["valid"][name] for line in curves], color=colour, label=f"valid, {name}")
    for axes, title in ((left, "reconstruction, nats a voice"), (right, "KL, nats a voice")):
        axes.set_title(title, loc="left")
        axes.set_xlabel("epoch")
        axes.legend(frameon=False)
    return _picture(figure, "Training curves", vector=True)


def _map(model: Model, studio: Studio, voices: Values, known: Sequence[Known]) -> str:
    where = np.array(model.encode(to_voices(voices)))
    heard = np.array(studio.measure(to_voices(voices), describe))
    x, y = known[0].number, known[1].number
    figure = Figure(figsize=(10, 7), layout="constrained")
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    for number, (axes, name) in enumerate(zip(panels.flat, CORE, strict=True)):
        low, high = np.quantile(heard[:, number], [0.02, 0.98])
        dots = axes.scatter(
            where[:, x], where[:, y], c=heard[:, number], s=5, vmin=low, vmax=high, linewidths=0
        )
        axes.set_title(name, loc="left")
        figure.colorbar(dots, ax=axes, shrink=0.8)
    for axes in panels[1]:
        axes.set_xlabel(known[0].title)
    for axes in panels[:, 0]:
        axes.set_ylabel(known[1].title)
    return (
        "<p>Held-out voices on the two most audible axes, coloured by what they sound like.</p>"
        + _picture(figure, "Map of the latent space, coloured by six features of the sound")
    )


def _effects(known: Sequence[Known]) -> str:
    table = np.array([[axis.sign * axis.effects[name] for name in FEATURE_NAMES] for axis in known])
    figure = Figure(figsize=(10, 3.4), layout="constrained")
    axes = figure.subplots()
    picture = axes.imshow(table, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
    axes.set_yticks(range(len(known)), [axis.title for axis in known])
    axes.set_xticks(range(len(FEATURE_NAMES)), FEATURE_NAMES, rotation=45, ha="right")
    figure.colorbar(picture, ax=axes, label="rank correlation")
    return (
        "<p>How surely each feature of the sound rises (red) or falls (blue) as an axis is turned up. "
        "The most audible axis is on top.</p>" + _picture(figure, "Effect of each axis on each feature")
    )


def _sweeps(model: Model, studio: Studio, known: Sequence[Known]) -> str:
    latents = np.zeros((len(known), SWEEP, model.dims))
    for row, axis in enumerate(known):
        start, stop = axis.ends[:: axis.sign]
        latents[row, :, axis.number] = np.linspace(start, stop, SWEEP)
    voices = model.decode(latents.reshape(-1, model.dims).tolist(), names=False)
    spectra = np.array(studio.measure(voices, log_mel)).reshape(*latents.shape[:2], BANDS, -1)
    rows = [(axis.title, spectra[row]) for row, axis in enumerate(known)]
    return (
        "<p>Each axis from its 1 % to its 99 % point, in the direction its label says, the others at 0: "
        "log-mel spectrograms of 1.5 s, from -80 to 0 dB.</p>" + _strips(rows, "Spectrograms along each axis")
    )


def _interpolations(model: Model, studio: Studio, held_out: Values, seed: int) -> str:
    a, b = motion.pairs(held_out, EXAMPLES, seed)
    paths = {
        "8 knobs": motion.by_knobs(model, a, b),
        "the bridge": motion.by_bridge(model, a, b),
        "parameters": motion.by_parameters(a, b),
    }
    parts = []
    for pair in range(EXAMPLES):
        names = [escape(to_voices(v[pair : pair + 1])[0].name) or "(no name)" for v in (a, b)]
        parts.append(f"<h3>{names[0]} → {names[1]}</h3>")
        rows, players = [], []
        for kind, path in paths.items():
            voices = to_voices(path[pair])
            rows.append((kind, np.array(studio.measure(voices, log_mel))))
            players.append(f"<p>{kind}<br>{_player(_row(studio, voices))}</p>")
        parts += [_strips(rows, f"Spectrograms from {names[0]} to {names[1]}"), *players]
    return "<p>Nine steps between two held-out voices.</p>" + "".join(parts)


def _drawn(subject: Subject, studio: Studio) -> str:
    drawn = subject.model.sample(SAMPLES, temperature=subject.temperature, seed=subject.seed)
    return (
        f"<p>The first {SAMPLES} that <code>sample</code> draws at temperature {subject.temperature:g} with "
        f"seed {subject.seed}.</p>" + _gallery(studio, [voice for _, voice in drawn])
    )


def _rebuilt(model: Model, studio: Studio, held_out: Values) -> str:
    voices = to_voices(held_out[:REBUILT])
    parts = []
    for title, shown in (
        ("As they are", voices),
        ("From the 8 knobs", model.reconstruct(voices, latent_only=True)),
        ("With the detail", model.reconstruct(voices)),
    ):
        parts.append(f"<h3>{title}</h3>{_gallery(studio, shown)}")
    return "".join(parts)


def _gallery(studio: Studio, voices: Sequence[Voice]) -> str:
    cards = []
    for voice in voices:
        sound = studio.render(voice)
        figure = Figure(figsize=(2.6, 1.1))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.imshow(log_mel(sound), **SPECTRUM)
        axes.axis("off")
        name = escape(voice.name) or "&nbsp;"
        picture = _picture(figure, f"Spectrogram of {voice.name}")
        facts = f"algorithm {voice['algorithm'] + 1}, feedback {voice['feedback']}"
        cards.append(
            f'<div><b>{name}</b><span class="soft">{facts}</span>{picture}'
            f"{_player(polish(sound, SAMPLE_RATE))}</div>"
        )
    return f'<div class="voices">{"".join(cards)}</div>'


def _strips(rows: Sequence[tuple[str, NDArray[np.float32]]], alt: str) -> str:
    """Rows of spectrograms [steps, 48, frames] side by side, each row with its label."""
    figure = Figure(figsize=(10, 0.75 * len(rows)), layout="constrained")
    panels = figure.subplots(len(rows), 1, squeeze=False)
    for axes, (label, spectra) in zip(panels[:, 0], rows, strict=True):
        gap = np.full((spectra.shape[1], 8), np.nan)
        laid = np.concatenate([np.concatenate([spectrum, gap], axis=1) for spectrum in spectra], axis=1)
        axes.imshow(laid[:, :-8], **SPECTRUM)
        axes.set_yticks([spectra.shape[1] / 2], [label])
        axes.set_xticks([])
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
    return _picture(figure, alt)


def _row(studio: Studio, voices: Sequence[Voice]) -> NDArray[np.float32]:
    frames = round(SHORT * SAMPLE_RATE)
    return np.concatenate([polish(studio.render(voice)[:frames], SAMPLE_RATE) for voice in voices])


def _player(sound: NDArray[np.float32]) -> str:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return f'<audio controls preload="none" src="{_inline("audio/wav", data.getvalue())}"></audio>'


def _picture(figure: Figure, alt: str, vector: bool = False) -> str:
    data = io.BytesIO()
    figure.savefig(data, format="svg" if vector else "png", dpi=110, facecolor="none")
    kind = "image/svg+xml" if vector else "image/png"
    return f'<img alt="{escape(alt)}" src="{_inline(kind, data.getvalue())}">'


def _inline(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
