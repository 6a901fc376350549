"""A Max patch under construction: py2max with objects placed by hand, ports from our list, stable ids."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from py2max import Patcher
from py2max.core import Box
from py2max.core.common import Rect as Area

from generators.max_objects import FIXED, ports

Rect = tuple[float, float, float, float]
Outlet = Box | tuple[Box, int]  # a box alone is its first outlet, or its first inlet

GLYPH: Final = 6.6  # pixels of a letter at 12 points, generously
LINE: Final = 22.0  # height of an object box

# The look: a dark face with one bright colour for what moves and one for what is held.
INK: Final = [0.93, 0.94, 0.95, 1.0]
DIM: Final = [0.62, 0.66, 0.70, 1.0]
FACE: Final = [0.11, 0.12, 0.14, 1.0]
PLATE: Final = [0.19, 0.21, 0.24, 1.0]
TEAL: Final = [0.10, 0.72, 0.66, 1.0]
AMBER: Final = [0.96, 0.62, 0.18, 1.0]
RED: Final = [0.92, 0.32, 0.28, 1.0]


class Patch:
    """Boxes and cords. `size` is the window, or for a panel its presentation."""

    def __init__(self, size: tuple[float, float], *, presentation: bool = False, **attributes: Any) -> None:
        self.patcher = Patcher(openinpresentation=int(presentation))
        self.patcher.rect = Area(80.0, 100.0, *size)
        self.attributes = attributes
        self.inside: dict[str, Patch] = {}  # by the id of the box that holds it

    # Boxes.

    def _add(self, maxclass: str, rect: Rect, count: tuple[int, int], **attributes: Any) -> Box:
        rect = self._free(rect)
        box = Box(
            id=f"obj-{len(self.patcher._boxes) + 1}",
            maxclass=maxclass,
            numinlets=count[0],
            numoutlets=count[1],
            outlettype=[""] * count[1],
            patching_rect=Area(*(float(n) for n in rect)),
            **attributes,
        )
        self.patcher._boxes.append(box)
        return box

    def _free(self, rect: Rect) -> Rect:
        """The rectangle, moved down until nothing is under it."""
        x, y, w, h = rect
        taken = [box.patching_rect for box in self.patcher._boxes]
        while any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d in taken):
            y += 2
        return (x, y, w, h)

    def box(self, text: str, x: float, y: float, width: float = 0.0) -> Box:
        """An object box."""
        name = text.split()[0]
        maxclass = name if name in ("inlet", "outlet") else "newobj"
        width = 30.0 if maxclass != "newobj" else width or _width(text)
        rect = (x, y, width, 30.0 if maxclass != "newobj" else LINE)
        extra = {} if maxclass != "newobj" else {"text": text}
        if maxclass != "newobj":
            extra = {"comment": " ".join(text.split()[1:])}
        return self._add(maxclass, rect, ports(name if maxclass != "newobj" else text), **extra)

    def abstraction(self, text: str, x: float, y: float, count: tuple[int, int]) -> Box:
        """An object box that holds one of our own patches."""
        return self._add("newobj", (x, y, _width(text), LINE), count, text=text)

    def message(self, text: str, x: float, y: float, width: float = 0.0) -> Box:
        return self._add("message", (x, y, width or _width(text), LINE), FIXED["message"], text=text)

    def comment(
        self, text: str, x: float, y: float, width: float = 0.0, *, points: float = 12.0, **attributes: Any
    ) -> Box:
        width = width or len(text) * points * 0.58 + 12
        lines = max(1, round(len(text) * points * 0.55 / width + 0.49))
        rect = (x, y, width, lines * points * 1.35 + 6)
        attributes.setdefault("fontsize", points)
        return self._add("comment", rect, FIXED["comment"], text=text, linecount=lines, **attributes)

    def ui(self, maxclass: str, rect: Rect, place: Rect | None = None, **attributes: Any) -> Box:
        """An interface object; `place` is its rectangle in the presentation."""
        if place is not None:
            attributes |= {"presentation": 1, "presentation_rect": [float(n) for n in place]}
        return self._add(maxclass, rect, FIXED[maxclass], **attributes)

    def label(
        self, text: str, at: tuple[float, float], place: Rect, points: float = 13.0, **more: Any
    ) -> Box:
        """A text of the presentation."""
        look: dict[str, Any] = {"textcolor": DIM, "presentation": 1}
        look["presentation_rect"] = [float(n) for n in place]
        return self.comment(text, *at, place[2], points=points, **(look | more))

    def bpatcher(self, name: str, rect: Rect, count: tuple[int, int], place: Rect | None = None) -> Box:
        extra: dict[str, Any] = {
            "name": name,
            "bgmode": 0,
            "border": 0,
            "lockeddragscroll": 0,
            "enablehscroll": 0,
            "enablevscroll": 0,
            "viewvisibility": 1,
            "offset": [0.0, 0.0],
        }
        if place is not None:
            extra |= {"presentation": 1, "presentation_rect": [float(n) for n in place]}
        return self._add("bpatcher", rect, count, **extra)

    def sub(self, name: str, inside: Patch, x: float, y: float) -> Box:
        """A patcher in a box: `p name`."""
        boxes = inside.boxes()
        count = (sum(b["maxclass"] == "inlet" for b in boxes), sum(b["maxclass"] == "outlet" for b in boxes))
        text = f"p {name}"
        rect = (x, y, max(_width(text), 18.0 * max(count)), LINE)
        box = self._add("newobj", rect, count, text=text)
        self.inside[str(box.id)] = inside
        return box

    # Cords.

    def wire(self, source: Outlet, *destinations: Outlet) -> None:
        for destination in destinations:
            box, outlet = source if isinstance(source, tuple) else (source, 0)
            to, inlet = destination if isinstance(destination, tuple) else (destination, 0)
            self.patcher.add_line(box, to, inlet=inlet, outlet=outlet)

    def chain(self, *boxes: Outlet) -> None:
        """Each to the next."""
        for source, destination in pairwise(boxes):
            self.wire(source, destination)

    # Out.

    def boxes(self) -> list[dict[str, Any]]:
        return [entry["box"] for entry in self.as_dict()["patcher"]["boxes"]]

    def as_dict(self) -> dict[str, Any]:
        """What the file holds. The order of cords from one outlet is Max's own to number."""
        tree: dict[str, Any] = json.loads(self.patcher.to_json())
        patcher = tree["patcher"]
        for line in patcher["lines"]:
            line["patchline"].pop("order", None)
        for entry in patcher["boxes"]:
            if entry["box"]["id"] in self.inside:
                entry["box"]["patcher"] = self.inside[entry["box"]["id"]].as_dict()["patcher"]
        patcher |= self.attributes
        return tree

    def text(self) -> str:
        return json.dumps(self.as_dict(), indent="\t", ensure_ascii=False) + "\n"

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text(), encoding="utf-8")


def dark() -> dict[str, Any]:
    """Attributes of a patcher with a dark background."""
    return {"locked_bgcolor": FACE, "editing_bgcolor": [0.16, 0.17, 0.19, 1.0]}


def parameter(
    name: str, short: str, low: float, high: float, *, start: float | None = None, whole: bool = False
) -> dict[str, Any]:
    """What makes a live.* object a parameter: `name` must be the only one in its patch.

    With `start` the object sends that value when the patch is opened; without, it says nothing.
    """
    initial = {} if start is None else {"parameter_initial_enable": 1, "parameter_initial": [start]}
    return {
        "varname": name,
        "parameter_enable": 1,
        "saved_attribute_attributes": {
            "valueof": {
                "parameter_longname": name,
                "parameter_shortname": short,
                "parameter_type": 1 if whole else 0,
                "parameter_mmin": low,
                "parameter_mmax": high,
                "parameter_unitstyle": 0 if whole else 1,
                "parameter_modmode": 0,
                **initial,
            }
        },
    }


def _width(text: str) -> float:
    return max(36.0, len(text) * GLYPH + 14)
