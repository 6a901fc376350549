"""Pictures of the Max panel and of the TouchOSC layouts, drawn from the files' own rectangles and colours.

Neither program runs without a screen and a licence: these are drawings, true in place, size, colour
and text, and free in how a knob looks.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont
from py2tosc import Control, ControlType

from generators import max_examples as examples
from generators import touchosc
from generators.addresses import CORNERS
from generators.max_panel import HEIGHT, WIDTH, panel
from generators.max_patch import AMBER, FACE, Patch

SCALE: Final = 2
LEADING: Final = 1.25  # from line to line, in heights of the letters
PLACES: Final = (0.62, 0.35, 0.50, 0.81, 0.22, 0.55, 0.68, 0.41)  # where the eight are in the picture
SCORECARD: Final = Path(__file__).resolve().parent.parent / "docs" / "scorecard.json"
LABELS: Final[tuple[str, ...]] = tuple(json.loads(SCORECARD.read_text(encoding="utf-8"))["axes"]["label"])
SHOWN: Final = {
    "DX7": "GLASS PAD",
    "ALGORITHM": "ALGORITHM 22",
    "NO BRIDGE": "BRIDGE",
    " ": "",
    "NO FAVOURITE": "3 GLASS PAD",
    "NO SESSION": "friday",
    **{f"axis {n}": label for n, label in enumerate(LABELS, 1)},
}
NAMES: Final = ("GLASS PAD", "E.PIANO 2", "BRASS IV", "HARPSI", "BELLS", "WOOD BASS", "CHOIR", "FLUTES")
MENU_EDGES: Final = 24  # of a menu, that its text may not take
Rgb = tuple[int, int, int]


class Canvas:
    """A picture in the file's units, drawn larger."""

    def __init__(self, width: float, height: float, back: Rgb) -> None:
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), back)
        self.draw = ImageDraw.Draw(self.image)

    def _box(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        return (x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1)

    def plate(self, rect: tuple[float, ...], fill: Rgb, radius: float = 4.0, line: Rgb | None = None) -> None:
        self.draw.rounded_rectangle(self._box(*rect), radius * SCALE, fill, line, SCALE)

    def disc(self, rect: tuple[float, ...], fill: Rgb) -> None:
        self.draw.ellipse(self._box(*rect), fill)

    def cross(self, rect: tuple[float, ...], across: float, up: float, color: Rgb, line: Rgb) -> None:
        x, y, w, h = rect
        px, py, r = x + w * across, y + h * (1 - up), 10
        self.draw.line([(px * SCALE, y * SCALE), (px * SCALE, (y + h) * SCALE)], line, SCALE)
        self.draw.line([(x * SCALE, py * SCALE), ((x + w) * SCALE, py * SCALE)], line, SCALE)
        self.disc((px - r, py - r, 2 * r, 2 * r), color)

    def knob(
        self, x: float, y: float, radius: float, turned: float, back: Rgb, color: Rgb, needle: Rgb
    ) -> None:
        box = self._box(x - radius, y - radius, 2 * radius, 2 * radius)
        self.draw.arc(box, 135, 405, back, 4 * SCALE)
        self.draw.arc(box, 135, 135 + 270 * turned, color, 4 * SCALE)
        angle = math.radians(135 + 270 * turned)
        tip = ((x + radius * 0.9 * math.cos(angle)) * SCALE, (y + radius * 0.9 * math.sin(angle)) * SCALE)
        self.draw.line([(x * SCALE, y * SCALE), tip], needle, 3 * SCALE)

    def text(
        self,
        rect: tuple[float, ...],
        text: str,
        points: float,
        color: Rgb,
        align: str = "centre",
        *,
        bold: bool = True,
    ) -> None:
        """On one line; ValueError when it does not fit its rectangle."""
        x, y, w, h = rect
        broken((w, h), text, points, bold=bold, one_line=True)
        font = _font(round(points * SCALE), bold)
        wide = font.getlength(text) / SCALE
        left = {"left": x, "centre": x + (w - wide) / 2, "right": x + w - wide}[align]
        self.draw.text((left * SCALE, (y + h / 2) * SCALE), text, color, font, anchor="lm")

    def words(self, rect: tuple[float, ...], text: str, points: float, *more: Any, bold: bool = True) -> None:
        """Text that is broken between words, from the top of its rectangle."""
        x, y, w, h = rect
        lines, tall = broken((w, h), text, points, bold=bold), points * LEADING
        tall = min(tall, h) if len(lines) > 1 else (h if h < 2 * tall else tall)
        for n, line in enumerate(lines):
            self.text((x, y + tall * n, w, tall), line, points, *more, bold=bold)


def broken(
    room: tuple[float, float], text: str, points: float, *, bold: bool = True, one_line: bool = False
) -> list[str]:
    """The text in lines that fit the room, or in one; ValueError when it does not fit.

    Measured in DejaVu Sans, which is wider than what Max and TouchOSC write with: what fits here fits there.
    """
    font, lines = _font(round(points * SCALE), bold), [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and not one_line and font.getlength(longer) / SCALE > room[0]:
            lines.append(word)
        else:
            lines[-1] = longer
    wide = max(font.getlength(line) for line in lines) / SCALE
    tall = points * LEADING * len(lines) if len(lines) > 1 else points
    if wide > room[0] + 0.5 or tall > room[1]:
        there = f"{room[0]:.0f} by {room[1]:.0f}"
        raise ValueError(f"{text!r} at {points} points takes {wide:.0f} by {tall:.0f}; there is {there}")
    return lines


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    from matplotlib import font_manager

    weight = "bold" if bold else "normal"
    return ImageFont.truetype(
        font_manager.findfont(font_manager.FontProperties(family="DejaVu Sans", weight=weight)), size
    )


def _rgb(color: Any) -> Rgb:
    red, green, blue = (round(255 * float(part)) for part in tuple(color)[:3])
    return red, green, blue


# Max.


def max_picture(patch: Patch, width: float, height: float) -> Image.Image:
    """The presentation of a patch; a bpatcher in it is our panel."""
    canvas = Canvas(width, height, _rgb(FACE))
    dials = iter(PLACES)
    for box in patch.boxes():
        if not box.get("presentation"):
            continue
        if box["maxclass"] == "bpatcher":
            x, y, w, h = box["presentation_rect"]
            canvas.image.paste(max_picture(panel(), w, h), (round(x * SCALE), round(y * SCALE)))
        else:
            _max_box(canvas, box, dials)
    return canvas.image


def patch_picture(patch: Patch) -> Image.Image:
    """The patching view: boxes with their texts, and cords."""
    width, height = (float(n) for n in patch.as_dict()["patcher"]["rect"][2:])
    canvas = Canvas(width, height, (229, 229, 229))
    at = {box["id"]: box["patching_rect"] for box in patch.boxes()}
    count = {box["id"]: (box["numinlets"], box["numoutlets"]) for box in patch.boxes()}

    def place(end: list[Any], side: int) -> tuple[float, float]:
        (x, y, w, h), ports = at[end[0]], count[end[0]][side]
        across = x + 5 + (w - 10) * end[1] / max(ports - 1, 1)
        return across * SCALE, (y + h * side) * SCALE

    for line in patch.as_dict()["patcher"]["lines"]:
        cord = line["patchline"]
        ends = [place(cord["source"], 1), place(cord["destination"], 0)]
        canvas.draw.line(ends, (110, 110, 110), SCALE)
    for box in patch.boxes():
        _patch_box(canvas, box)
    return canvas.image


def _patch_box(canvas: Canvas, box: dict[str, Any]) -> None:
    x, y, w, h = rect = tuple(box["patching_rect"])
    ink: Rgb = (30, 30, 30)
    match box["maxclass"]:
        case "comment":
            canvas.words((x + 2, y, w - 4, h), box["text"], 0.9 * box["fontsize"], ink, "left", bold=False)
        case "bpatcher":
            canvas.image.paste(max_picture(panel(), w, h), (round(x * SCALE), round(y * SCALE)))
        case "newobj" | "message" as kind:
            canvas.plate(rect, (250, 250, 250) if kind == "newobj" else (213, 213, 213), 4, (90, 90, 90))
            canvas.text((x + 5, y, w - 6, h), box["text"].strip(), 10, ink, "left", bold=False)
        case kind:
            canvas.plate(rect, (200, 216, 214), 4, (90, 90, 90))
            if w > 6 * len(kind):
                canvas.text(rect, kind, 9, ink, bold=False)


def _max_box(canvas: Canvas, box: dict[str, Any], dials: Any) -> None:
    rect = tuple(box["presentation_rect"])
    x, y, w, h = rect
    match box["maxclass"]:
        case "comment":
            align = {0: "left", 1: "centre", 2: "right"}[box.get("textjustification", 0)]
            canvas.words(
                (x + 2, y, w - 4, h),
                SHOWN.get(box["text"], box["text"]),
                box["fontsize"],
                _rgb(box["textcolor"]),
                align,
                bold=box.get("fontface") == 1,
            )
        case "textbutton":
            held = box["mode"] == 1 and box["text"] in ("ALG", "OP1")
            canvas.plate(rect, _rgb(box["bgoncolor"] if held else box["bgcolor"]), box["rounded"])
            ink = box["textoncolor"] if held else AMBER if box["text"] in tuple(CORNERS) else box["textcolor"]
            canvas.text((x + 3, y, w - 6, h), box["text"], box["fontsize"], _rgb(ink))
        case "live.dial":
            value = box["saved_attribute_attributes"]["valueof"]
            low, high = value["parameter_mmin"], value["parameter_mmax"]
            at = next(dials, 0.0) if low < 0 else 0.3
            size = box["fontsize"]
            canvas.text((x, y, w, size + 4), value["parameter_shortname"], size, _rgb(box["textcolor"]))
            radius = min(w, h - 2 * size - 10) / 2
            canvas.knob(
                x + w / 2,
                y + size + 5 + radius,
                radius,
                at,
                (60, 65, 72),
                _rgb(box["activedialcolor"]),
                _rgb(box["activeneedlecolor"]),
            )
            canvas.text(
                (x, y + h - size - 3, w, size + 3),
                f"{low + (high - low) * at:.2f}",
                size,
                _rgb(box["textcolor"]),
                bold=False,
            )
        case "pictslider":
            canvas.plate(rect, _rgb(box["bgcolor"]), 6)
            at = PLACES if box["leftvalue"] < 0 else (0.3, 0.7)
            canvas.cross(rect, at[0], at[1], _rgb(box["color"]), _rgb(box["elementcolor"]))
        case "umenu":
            axis = 1 if "y" in box["varname"] else 0
            canvas.plate(rect, _rgb(box["bgfillcolor"]), 4)
            item = f"{box['items'][2 * axis]} {LABELS[axis]}"
            canvas.text((x + 8, y, w - MENU_EDGES, h), item, box["fontsize"], _rgb(box["textcolor"]), "left")
            canvas.text((x + w - 18, y, 14, h), "▾", 12, _rgb(box["textcolor"]))
        case "led":
            canvas.disc(rect, _rgb(box["oncolor"]))
        case "live.numbox":
            canvas.plate(rect, (50, 54, 60), 4)
            start = box["saved_attribute_attributes"]["valueof"].get("parameter_initial", [1])[0]
            canvas.text(rect, f"{start}", box["fontsize"], (235, 238, 240))
        case "dropfile":
            canvas.plate(rect, _rgb(FACE), box["rounded"], _rgb(box["bordercolor"]))
        case other:
            raise ValueError(f"no drawing of {other}")


# TouchOSC.


def tosc_pictures(root: Control) -> list[Image.Image]:
    """One picture, or one for each page."""
    _, _, width, height = root.frame
    pager = root.find(type=ControlType.PAGER)
    pages = pager.children if pager is not None else [None]
    pictures = []
    for page in pages:
        canvas = Canvas(width, height, _rgb(root.get("color")))
        _tosc(canvas, root, 0.0, 0.0, page)
        pictures.append(canvas.image)
    return pictures


def _tosc(canvas: Canvas, parent: Control, x: float, y: float, page: Control | None) -> None:
    for control in parent.children:
        left, top, w, h = (float(n) for n in control.frame)
        rect = (x + left, y + top, w, h)
        color = _rgb(control.get("color"))
        dim: Rgb = tuple(round(0.22 * part + 0.78 * 30) for part in color)  # type: ignore[assignment]
        match control.control_type:
            case ControlType.PAGER:
                _tabs(canvas, control, rect, page)
                _tosc(canvas, control, rect[0], rect[1], page)
            case ControlType.GROUP:
                if control is page:
                    _tosc(canvas, control, rect[0], rect[1], page)
            case ControlType.LABEL:
                shown = str(next(value.default for value in control.values if value.key == "text"))
                if control.name.startswith("slot ") and control.name.endswith(" name"):
                    shown = NAMES[int(control.name.split()[1]) % len(NAMES)]
                shown = touchosc.captions(LABELS).get(control.name, SHOWN.get(shown, shown))
                align = {1: "left", 2: "centre", 3: "right"}[int(control.get("textAlignH"))]
                filled = control.name.startswith("recall ")
                ink = _rgb(_hex(touchosc.AMBER)) if filled else _rgb(control.get("textColor"))
                canvas.text(rect, shown, control.get("textSize"), ink, align)
            case ControlType.BUTTON:
                lit = control.name in ("lock algorithm", "lock op1", "sample")
                fill = color if lit or control.get("buttonType") == 0 else dim
                canvas.plate(rect, fill, control.get("cornerRadius"), color)
            case ControlType.FADER:
                _fader(canvas, control, rect, color, dim)
            case ControlType.XY:
                canvas.plate(rect, dim, 6, color)
                at = {"pad 1 2": PLACES[:2], "pad 3 4": PLACES[2:4]}.get(control.name, (0.3, 0.7))
                canvas.cross(rect, at[0], at[1], color, tuple(part // 2 for part in color))  # type: ignore[arg-type]
            case ControlType.BOX:
                canvas.disc(rect, _rgb(_hex(touchosc.TEAL)))
            case other:
                raise ValueError(f"no drawing of {other}")


def _fader(canvas: Canvas, control: Control, rect: tuple[float, ...], color: Rgb, dim: Rgb) -> None:
    x, y, w, h = rect
    canvas.plate(rect, dim, 4, color)
    across = int(control.get("orientation")) == 1
    known = {f"z{n}": place for n, place in enumerate(PLACES, 1)}
    at = known.get(control.name, float(control.values[0].default))
    low, high = sorted((at, 0.5 if control.get("centered") else 0.0))
    if across:
        canvas.plate((x + w * low, y + 3, max(w * (high - low), 2.0), h - 6), color, 2)
        left = min(max(x + w * at - 5, x + 2), x + w - 12)
        canvas.plate((left, y + 3, 10, h - 6), (238, 240, 242), 3)
    else:
        canvas.plate((x + 3, y + h * (1 - high), w - 6, max(h * (high - low), 2.0)), color, 2)
        canvas.plate((x + 3, y + h * (1 - at) - 5, w - 6, 10), (238, 240, 242), 3)


def _tabs(canvas: Canvas, pager: Control, rect: tuple[float, ...], page: Control | None) -> None:
    x, y, w, _ = rect
    wide, tall = w / len(pager.children), float(pager.get("tabbarSize"))
    for n, tab in enumerate(pager.children):
        on = tab is page
        place = (x + wide * n + 2, y, wide - 4, tall)
        canvas.plate(place, _rgb(tab.get("tabColorOn" if on else "tabColorOff")), 4)
        canvas.text(
            place,
            tab.get("tabLabel"),
            pager.get("textSizeOn"),
            _rgb(tab.get("textColorOn" if on else "textColorOff")),
        )


def _hex(color: str) -> tuple[float, ...]:
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _beside(images: list[Image.Image]) -> Image.Image:
    gap = 24
    width = sum(image.width for image in images) + gap * (len(images) - 1)
    whole = Image.new("RGB", (width, max(image.height for image in images)), (255, 255, 255))
    x = 0
    for image in images:
        whole.paste(image, (x, 0))
        x += image.width + gap
    return whole


def pictures() -> Mapping[str, Image.Image]:
    """File name → picture."""
    drawn = {
        "max-panel.png": max_picture(panel(), WIDTH, HEIGHT),
        "max-live-device.png": max_picture(examples.m4l(), *examples.DEVICE),
        "max-extras.png": max_picture(examples.overview(), *examples.OVERVIEW),
        "max-client-help.png": patch_picture(examples.client_help()),
    }
    for name, document in touchosc.layouts().items():
        pages = tosc_pictures(document.root)
        alike = "stage" in name  # its pages differ in the numbers of the slots
        drawn["touchosc-" + name.split("-")[1].replace(".tosc", ".png")] = _beside(
            pages[:1] if alike else pages
        )
    return drawn
