"""Pictures of voices as SVG or PNG files: one voice, a map of many, a knob swept. Needs matplotlib.

Pure but for `save`; no display is needed. Colours keep their contrast in print and for colour-blind readers
(carriers blue, modulators orange).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import BadArguments
from dx7bridge.pictures.layout import places
from dx7bridge.pictures.text import HELD, RANGE, SECONDS, WAVES
from dx7bridge.voice import Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.envelope import curve
from dx7bridge.voice.frequency import note_name, words
from dx7bridge.voice.scaling import along

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS: Final = (".svg", ".png")
INK: Final = "#1d2733"
FAINT: Final = "#c9d1da"
CARRIER: Final = "#1f6fb2"
MODULATOR: Final = "#d9822b"
PAD: Final = 0.12  # inches around the pictures of a page


def figure(width: float, height: float) -> Figure:
    """An empty picture of this size in inches. BadArguments where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise BadArguments(f"pictures: {error}; pip install 'dx7bridge[pictures]'") from None
    return Figure(figsize=(width, height), facecolor="white", layout="constrained")


def drawn(picture: Figure, suffix: str) -> bytes:
    """The bytes of `picture` as .svg or .png; the same picture gives the same bytes."""
    import matplotlib as mpl

    stream = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "dx7bridge", "svg.fonttype": "path"}):
        metadata: dict[str, Any] = {"Date": None} if suffix == ".svg" else {"Software": "dx7bridge"}
        picture.savefig(stream, format=suffix.removeprefix("."), dpi=150, metadata=metadata)
    return stream.getvalue()


def check_suffix(path: Path) -> str:
    """The suffix of a picture's file; BadArguments for another than .svg and .png."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise BadArguments(f"{path}: must end in {' or '.join(FORMATS)}")
    return suffix


def voice_picture(voice: Voice, title: str = "") -> Figure:
    """One voice on a page: algorithm, operators with envelopes and scaling, LFO and pitch envelope."""
    picture = figure(12, 7.2)
    engine = picture.get_layout_engine()
    if engine is not None:
        engine.set(w_pad=PAD, h_pad=PAD)  # type: ignore[call-arg]
    picture.suptitle(f"{title}{voice.name or '(no name)'}", color=INK, fontsize=17, x=PAD / 12, ha="left")
    grid = picture.add_gridspec(3, 4, width_ratios=(1.35, 1, 1, 1))
    _algorithm(picture.add_subplot(grid[0:2, 0]), voice)
    _common(picture.add_subplot(grid[2, 0]), voice)
    for i, op in enumerate((1, 2, 3, 4, 5, 6)):
        inner = grid[i % 3, 1 + i // 3]
        _envelope(picture.add_subplot(inner), voice, op)
    _scaling(picture.add_subplot(grid[0, 3]), voice)
    _levels(picture.add_subplot(grid[1, 3]), voice)
    _pitch(picture.add_subplot(grid[2, 3]), voice)
    return picture


def _role(voice: Voice, op: int) -> str:
    return CARRIER if op in ALGORITHMS[voice["algorithm"]].carriers else MODULATOR


def _algorithm(axes: Axes, voice: Voice) -> None:
    plan, where = ALGORITHMS[voice["algorithm"]], places(voice["algorithm"])
    axes.set_axis_off()
    axes.set_title(f"algorithm {voice['algorithm'] + 1}, feedback {voice['feedback']}", color=INK, loc="left")
    for modulator, target in sorted(plan.modulates):
        (x, row), (goal, below) = where[modulator], where[target]
        strength = voice[f"op{modulator}.output_level"] / 99
        axes.annotate(
            "", (goal, below + 0.27), (x, row - 0.27),
            arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 0.8 + 2.4 * strength,
                        "alpha": 0.35 + 0.65 * strength, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip
    source, target = plan.feedback
    if voice["feedback"]:
        (x, row), (_, top) = where[source], where[target]
        axes.annotate(
            "", (x + 0.3, top + 0.14), (x + 0.3, row - 0.14),
            arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 0.6 + voice["feedback"] / 4,
                        "connectionstyle": f"arc3,rad={1.9 if source == target else 0.45}", "linestyle": "--",
                        "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip
    for op, (x, row) in where.items():
        level = voice[f"op{op}.output_level"]
        axes.text(
            x, row, str(op), ha="center", va="center", fontsize=13, color="white",
            bbox={"boxstyle": "round,pad=0.45", "facecolor": _role(voice, op), "edgecolor": "none",
                  "alpha": 0.25 + 0.75 * level / 99},
        )  # fmt: skip
        if row == 0:
            axes.plot([x, x], [-0.75, -0.32], color=INK, lw=1.5)
    columns, rows = [x for x, _ in where.values()], [row for _, row in where.values()]
    axes.plot([min(columns) - 0.3, max(columns) + 0.3], [-0.75, -0.75], color=INK, lw=1.5)
    middle = (min(columns) + max(columns)) / 2
    half = max(2.2, (max(columns) - min(columns)) / 2 + 0.9)
    centre, tall = (max(rows) - 0.75) / 2, max(2.0, (max(rows) + 0.75) / 2 + 0.6)
    axes.set(xlim=(middle - half, middle + half), ylim=(centre - tall, centre + tall))


def _plain(axes: Axes, title: str, colour: str = INK) -> None:
    axes.set_title(title, loc="left", fontsize=9, color=colour)
    axes.tick_params(labelsize=7, colors=INK, length=2)
    axes.grid(color=FAINT, lw=0.5)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_color(FAINT)


def _envelope(axes: Axes, voice: Voice, op: int) -> None:
    colour = _role(voice, op)
    found = curve(
        [voice[f"op{op}.rate{i}"] for i in range(1, 5)],
        [voice[f"op{op}.level{i}"] for i in range(1, 5)],
        voice[f"op{op}.output_level"],
        held=HELD, seconds=SECONDS, points=400,
    )  # fmt: skip
    _plain(axes, f"{op}   {words(voice, op)}   level {voice[f'op{op}.output_level']}", colour)
    axes.axvspan(0, HELD, color=FAINT, alpha=0.25, lw=0)
    axes.fill_between(found.seconds, -RANGE, np.maximum(found.levels, -RANGE), color=colour, alpha=0.35, lw=0)
    axes.plot(found.seconds, np.maximum(found.levels, -RANGE), color=colour, lw=1.4)
    axes.set(xlim=(0, SECONDS), ylim=(-RANGE, 3), yticks=(-60, -40, -20, 0), xticks=(0, 0.5, 1, 1.5, 2))
    if op in (3, 6):
        axes.set_xlabel("seconds, key held for 1", fontsize=7, color=INK)
    if op <= 3:
        axes.set_ylabel("dB", fontsize=7, color=INK)


def _scaling(axes: Axes, voice: Voice) -> None:
    _plain(axes, "keyboard scaling, dB")
    keys = range(21, 109)
    for op in range(1, 7):
        axes.plot(keys, along(voice, op, keys), color=_role(voice, op), lw=1.2)
        if voice[f"op{op}.left_depth"] or voice[f"op{op}.right_depth"]:
            at = voice[f"op{op}.breakpoint"]
            axes.annotate(f"{op} {note_name(at)}", (at + 17, 0), fontsize=7, color=_role(voice, op))
    axes.set(xlim=(21, 108), ylim=(-60, 30), xticks=(24, 48, 72, 96), xticklabels=("C0", "C2", "C4", "C6"))


def _levels(axes: Axes, voice: Voice) -> None:
    _plain(axes, "output level ▮  velocity ●")
    ops = list(range(1, 7))
    axes.bar(
        ops, [voice[f"op{op}.output_level"] for op in ops], color=[_role(voice, op) for op in ops], width=0.6
    )
    axes.plot(ops, [voice[f"op{op}.key_velocity"] * 99 / 7 for op in ops], "o", color=INK, ms=4)
    axes.set(ylim=(0, 104), xticks=ops, yticks=(0, 50, 99))


def _pitch(axes: Axes, voice: Voice) -> None:
    """The pitch envelope's levels in the order of its stages, and the LFO's wave."""
    _plain(axes, "pitch envelope, level by stage")
    levels = [voice[f"pitch.level{i}"] for i in (4, 1, 2, 3, 4)]
    axes.plot(range(5), levels, color=INK, lw=1.4, marker="o", ms=3)
    for i in range(4):
        axes.annotate(
            f"R{i + 1} {voice[f'pitch.rate{i + 1}']}", (i + 0.5, 4), fontsize=7, color=INK, ha="center"
        )
    axes.set(xlim=(-0.2, 4.2), ylim=(0, 99), xticks=range(5), xticklabels=("on", "L1", "L2", "L3", "off"))


def _common(axes: Axes, voice: Voice) -> None:
    axes.set_axis_off()
    rows = [
        ("LFO", f"{WAVES[voice['lfo.wave']]}, speed {voice['lfo.speed']}, delay {voice['lfo.delay']}"),
        ("", f"pitch {voice['lfo.pitch_mod_depth']} × {voice['pitch_mod_sensitivity']}, amplitude"
             f" {voice['lfo.amp_mod_depth']}, sync {'on' if voice['lfo.key_sync'] else 'off'}"),
        ("transpose", f"{voice['transpose'] - 24:+d} semitones"),
        ("key sync", "on" if voice["osc_key_sync"] else "off"),
    ]  # fmt: skip
    for i, (name, text) in enumerate(rows):
        axes.text(0.0, 0.9 - 0.2 * i, name, fontsize=9, color=INK, weight="bold", transform=axes.transAxes)
        axes.text(0.24, 0.9 - 0.2 * i, text, fontsize=9, color=INK, transform=axes.transAxes)


def map_picture(
    points: NDArray[np.float64], values: NDArray[np.float64], names: Sequence[str], feature: str
) -> Figure:
    """Voices as dots where `points` [n, 2] says, coloured by `values` [n]; up to 60 of them are named."""
    picture = figure(10, 8)
    axes = picture.add_subplot()
    low, high = np.quantile(values, [0.02, 0.98]) if len(values) else (0.0, 1.0)
    size = float(np.clip(4000 / max(len(points), 1), 3, 40))
    dots = axes.scatter(
        points[:, 0], points[:, 1], c=values, s=size, cmap="viridis", vmin=low, vmax=high, lw=0
    )
    picture.colorbar(dots, label=feature, shrink=0.6)
    for i in _apart(points, 60):
        axes.annotate(names[i], points[i], fontsize=6.5, color=INK, xytext=(3, 3), textcoords="offset points")
    axes.set_title(f"{len(points)} voices, near where they sound alike", loc="left", color=INK)
    axes.set(xticks=[], yticks=[])
    for side in axes.spines.values():
        side.set_color(FAINT)
    return picture


def _apart(points: NDArray[np.float64], count: int) -> list[int]:
    """Up to `count` points that are far from each other, so that their names do not overlap."""
    if not len(points):
        return []
    chosen = [0]
    nearest = np.full(len(points), np.inf)
    while len(chosen) < min(count, len(points)):
        nearest = np.minimum(nearest, np.square(points - points[chosen[-1]]).sum(1))
        chosen.append(int(nearest.argmax()))
    return chosen


def sweep_picture(
    spectra: Sequence[NDArray[np.float32]], places: Sequence[float], names: Sequence[str], label: str,
    features: Sequence[tuple[str, Sequence[float]]],
) -> Figure:  # fmt: skip
    """A knob swept: log-mel spectrograms [48, frames] side by side, and below them features along the way."""
    picture = figure(12, 2.6 + 1.2 * len(features))
    grid = picture.add_gridspec(1 + len(features), len(spectra), height_ratios=[1.8, *[1] * len(features)])
    picture.suptitle(label, color=INK, x=0.01, ha="left")
    for i, (spectrum, place, name) in enumerate(zip(spectra, places, names, strict=True)):
        axes = picture.add_subplot(grid[0, i])
        axes.imshow(spectrum, origin="lower", aspect="auto", cmap="magma", vmin=-80, vmax=0)
        axes.set(xticks=[], yticks=[])
        axes.set_title(f"{place:.2f}\n{name}", fontsize=7, color=INK)
    for row, (name, track) in enumerate(features, 1):
        axes = picture.add_subplot(grid[row, :])
        _plain(axes, name)
        axes.plot(places, track, color=CARRIER, lw=1.4, marker="o", ms=3)
    return picture
