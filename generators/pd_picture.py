"""The picture of the Pd panel, drawn from the patch's own rectangles, colours and labels as Pd draws them.

Widgets stand where and as they do in Pd on Linux; only the grain of the letters is Pillow's own. `Panel`
also tells what each widget covers, its label included, so that a test can see what overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

PATCH: Final = Path(__file__).resolve().parent.parent / "pd_patches" / "dx7bridge" / "dx7bridge-panel.pd"
PAD: Final = 160  # pixels of a dx7bridge-pad
PUCK: Final = 8
ATOM_HEIGHT: Final = 19  # of a number box at font size 12
LINE: Final = "#000000"
THIN: Final = "#b6b6b6"
PUCK_COLOUR: Final = "#40bfff"
LABEL_LENGTH: Final = 17  # of the longest that training gives an axis
Box = tuple[int, int, int, int]  # left, top, right, bottom

# What the picture shows, by the widget's own receiver.
AXES: Final = (
    "slower attack", "livelier", "more dynamics", "longer decay",
    "brighter", "noisier", "longer release", "more sustain",
)  # fmt: skip
PLACES: Final = (0.3, -1.2, 2.1, 0.8, -0.4, 1.6, -2.3, 0.05)
SHOWN: Final[Mapping[str, float | str]] = {
    "name-in": "GLASS BELL",
    "algorithm-in": "18",
    "complaint": "slot 7: nothing is stored in it; filled are 1, 2, 3, 4",
    "amount-in": 0.3,
    "temperature-in": 0.5,
    "glide-in": 2.5,
    "glide-text": 2.5,
    "drift-rate-in": 0.2,
    "drift-depth-in": 0.5,
    "lock-algorithm-in": 1,
    "lock-op3-in": 1,
    **{f"label{n}": label for n, label in enumerate(AXES, 1)},
    **{f"z{n}-in": place for n, place in enumerate(PLACES, 1)},
    **{f"z{n}-text": place for n, place in enumerate(PLACES, 1)},
}
COLOURS: Final[Mapping[str, str]] = {"light-in": "#3f9b5b", **{f"slot{n}-in": "#3a6ea5" for n in range(1, 5)}}
PUCK_AT: Final = (0.3, 0.7)


def advance(size: int) -> int:
    """Pixels from letter to letter: Pd's fixed-width font at whole pixels."""
    return round(0.602 * size)


@dataclass(frozen=True)
class Label:
    """Text from `x`, centred on `y`."""

    text: str
    x: int
    y: int
    size: int
    colour: str

    @property
    def box(self) -> Box:
        half = (self.size + 1) // 2
        return (self.x, self.y - half, self.x + len(self.text) * advance(self.size), self.y + half)


@dataclass(frozen=True)
class Widget:
    """One widget, in pixels from the panel's corner. `receiver` is its name without $0-."""

    kind: str
    box: Box
    receiver: str
    label: Label
    back: str = "#fcfcfc"
    front: str = LINE
    low: float = 0.0
    high: float = 1.0

    @property
    def covers(self) -> tuple[Box, ...]:
        """The boxes that nothing else may touch."""
        written = (self.label.box,) if self.label.text else ()
        return written if self.kind == "cnv" and written else (self.box, *written)


@dataclass(frozen=True)
class Panel:
    """What the patch shows on its parent."""

    width: int
    height: int
    widgets: tuple[Widget, ...]


def panel(patch: Path = PATCH) -> Panel:
    """Read from the patch. LookupError when it shows nothing on its parent."""
    level, own = 0, []
    for statement in re.split(r"(?<!\\);\n", patch.read_text(encoding="utf-8")):
        words = [word.replace("\\$0-", "") for word in re.split(r"(?<!\\) ", statement.strip("\n"))]
        words = [word.replace("\\", "") for word in words]
        if words[:2] == ["#N", "canvas"]:
            level += 1
        elif words[:2] == ["#X", "restore"]:
            level -= 1
        elif level == 1:
            own.append(words)
    for words in own:
        if words[:2] == ["#X", "coords"]:
            width, height, _, left, top = map(int, words[6:11])
            found = tuple(widget for each in own for widget in _widget(each, left, top))
            return Panel(width, height, found)
    raise LookupError(f"{patch}: shows nothing on its parent")


def _widget(words: list[str], left: int, top: int) -> Iterator[Widget]:
    if words[0] != "#X" or words[1] not in ("obj", "floatatom"):
        return
    x, y = int(words[2]) - left, int(words[3]) - top
    if x < 0 or y < 0:
        return
    if words[1] == "floatatom":
        width = int(words[4]) * advance(12) + 2
        yield Widget("atom", (x, y, x + width, y + ATOM_HEIGHT), words[9], _value("", x, y))
        return
    kind, rest = words[4], words[5:]
    match kind:
        case "cnv":
            box = (x, y, x + int(rest[1]), y + int(rest[2]))
            yield Widget(kind, box, rest[4], _label(rest[5:], x, y, rest[11]), rest[10])
        case "hsl":
            box = (x - 3, y, x + int(rest[0]) + 2, y + int(rest[1]))
            low, high = float(rest[2]), float(rest[3])
            label = _label(rest[8:], x, y, rest[15])
            yield Widget(kind, box, rest[7], label, rest[13], rest[14], low, high)
        case "bng":
            size = int(rest[0])
            box = (x, y, x + size, y + size)
            yield Widget(kind, box, rest[5], _label(rest[6:], x, y, rest[13]), rest[11], rest[12])
        case "tgl":
            size = int(rest[0])
            box = (x, y, x + size, y + size)
            yield Widget(kind, box, rest[3], _label(rest[4:], x, y, rest[11]), rest[9], rest[10])
        case "dx7bridge-pad":
            yield Widget("pad", (x, y, x + PAD, y + PAD), "pad-in", _value("", x, y))


def _label(words: list[str], x: int, y: int, colour: str) -> Label:
    """Of the words text, offset right, offset down, font, size; without a text, what it is told to show."""
    text, right, down, _, size = words[:5]
    said = "" if text == "empty" else text.replace("_", " ")
    return Label(said, x + int(right), y + int(down), int(size), colour)


def _value(text: float | str, x: int, y: int) -> Label:
    return Label(
        f"{text:g}" if isinstance(text, float | int) else text, x + 2, y + ATOM_HEIGHT // 2, 12, LINE
    )


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    from matplotlib import font_manager

    wanted = font_manager.FontProperties(family="DejaVu Sans Mono", weight="bold")
    return ImageFont.truetype(font_manager.findfont(wanted), size)


def _write(draw: ImageDraw.ImageDraw, label: Label) -> None:
    for number, letter in enumerate(label.text):
        place = (label.x + number * advance(label.size), label.y)
        draw.text(place, letter, label.colour, _font(label.size), anchor="lm")


def picture(shown: Mapping[str, float | str] = SHOWN, patch: Path = PATCH) -> Image.Image:
    """The panel at work."""
    drawn = panel(patch)
    image = Image.new("RGB", (drawn.width + 1, drawn.height + 1), "white")
    draw = ImageDraw.Draw(image)
    for widget in drawn.widgets:
        _draw(draw, widget, shown.get(widget.receiver))
    return image


def _draw(draw: ImageDraw.ImageDraw, widget: Widget, value: float | str | None) -> None:
    x, y, right, bottom = widget.box
    label = widget.label
    match widget.kind:
        case "cnv":
            draw.rectangle(widget.box, COLOURS.get(widget.receiver, widget.back))
            if isinstance(value, str):
                label = replace(label, text=value)
        case "atom":
            corner = ATOM_HEIGHT // 4
            edge = [(x, y), (right - corner, y), (right, y + corner), (right, bottom), (x, bottom), (x, y)]
            draw.polygon(edge, "white")
            draw.line(edge, LINE)
            label = _value(value or 0, x, y)
        case "hsl":
            draw.rectangle(widget.box, widget.back, LINE)
            share = (min(max(float(value or 0), widget.low), widget.high) - widget.low) / (
                widget.high - widget.low
            )
            knob = x + 3 + round(share * (right - x - 6))
            draw.rectangle((knob - 1, y + 1, knob + 1, bottom - 1), widget.front)
        case "bng":
            draw.rectangle(widget.box, widget.back, LINE)
            draw.ellipse((x + 1, y + 1, right - 1, bottom - 1), widget.back, LINE)
        case "tgl":
            draw.rectangle(widget.box, widget.back, LINE)
            if value:
                draw.line((x + 2, y + 2, right - 2, bottom - 2), widget.front)
                draw.line((x + 2, bottom - 2, right - 2, y + 2), widget.front)
        case "pad":
            px, py = x + round(PUCK_AT[0] * PAD), y + round((1 - PUCK_AT[1]) * PAD)
            draw.line((px, y, px, bottom), THIN)
            draw.line((x, py, right, py), THIN)
            draw.rectangle((px - PUCK, py - PUCK, px + PUCK, py + PUCK), PUCK_COLOUR)
            draw.rectangle(widget.box, None, LINE)
    _write(draw, label)
