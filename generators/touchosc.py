"""The TouchOSC layouts: a tablet's on one page, a phone's on three.

One control speaks for each dimension: its fader. The pads hold no address; they move two faders, and
are moved by them, through local messages. A value that comes from the bridge reaches fader and pad
and goes no further, because a received message is not sent again (feedback is off).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import py2tosc
from py2tosc import Control, Document, Value, ui

from generators.addresses import (
    ALGORITHM,
    CORNERS,
    DIMS,
    HOTTEST,
    LOCKS,
    LONGEST_GLIDE,
    OCTAVE,
    REPLY_PORT,
    SWITCHES,
    heard,
    say,
    sent,
)

FOLDER: Final = "touchosc"
Frame = tuple[float, float, float, float]

FACE: Final = "#17191c"
PLATE: Final = "#3a414a"
INK: Final = "#eef0f2"
DIM: Final = "#a4adb6"
TEAL: Final = "#1ab8a8"
AMBER: Final = "#f59e2e"
LOST: Final = "#e8524a"
HELD: Final = "#c26a10"
TROUBLE: Final = 13  # size of what was refused
VARY: Final = (0.1, 0.3, 0.7)  # a touch, a change, nearly another sound


class Layout:
    """A layout under construction. Ids come from names, so a layout is the same each time it is made."""

    def __init__(self, name: str, width: int, height: int, wide: int) -> None:
        self.name = name
        self.root = Control(
            "GROUP",
            id=self._id("root"),
            name="dx7bridge",
            frame=(0, 0, width, height),
            color=FACE,
            background=True,
            script=script(wide),
        )
        self.document = Document(root=self.root)
        self.faders: list[Control] = []

    def _id(self, name: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"dx7bridge/{self.name}/{name}"))

    def add(self, parent: Control, kind: str, name: str, frame: Frame, **more: Any) -> Control:
        control = Control(kind, id=self._id(name), name=name, frame=frame, **more)
        parent.add(control)
        return control

    def page(self, pager: Control, title: str) -> Control:
        _, _, width, height = pager.frame
        bar = pager.get("tabbarSize")
        return self.add(
            pager,
            "GROUP",
            f"page {title}",
            (0, bar, width, height - bar),
            tab_label=title,
            color=FACE,
            outline=False,
            tab_color_off=PLATE,
            tab_color_on=TEAL,
            text_color_off=INK,
            text_color_on=FACE,
        )

    # Pieces.

    def text(
        self, parent: Control, name: str, shown: str, frame: Frame, size: int, color: str = DIM, **more: Any
    ) -> Control:
        values = [Value("text", default=shown), Value("touch", default=False)]
        return self.add(
            parent,
            "LABEL",
            name,
            frame,
            values=values,
            text_size=size,
            text_color=color,
            background=False,
            outline=False,
            **more,
        )

    def button(
        self,
        parent: Control,
        shown: str,
        frame: Frame,
        messages: list[Any],
        *,
        color: str = PLATE,
        ink: str = INK,
        size: int = 18,
        name: str = "",
        stays: bool = False,
        **more: Any,
    ) -> None:
        name = name or shown.lower()
        self.add(
            parent,
            "BUTTON",
            name,
            frame,
            color=color,
            messages=messages,
            corner_radius=6.0,
            button_type=int(py2tosc.ButtonType.TOGGLE_PRESS if stays else py2tosc.ButtonType.MOMENTARY),
            **more,
        )
        self.text(parent, f"{name} caption", shown, frame, size, ink)

    def press(
        self, parent: Control, shown: str, frame: Frame, address: str, *arguments: float | str, **more: Any
    ) -> None:
        say(address, *arguments)
        kinds = [_KINDS[type(a)] for a in arguments]
        constants = [ui.const(str(a), conversion=kind) for a, kind in zip(arguments, kinds, strict=True)]
        self.button(parent, shown, frame, [ui.osc(address, args=constants, on="RISE", receive=False)], **more)

    def fader(
        self,
        parent: Control,
        name: str,
        frame: Frame,
        address: str,
        low: float,
        high: float,
        *,
        start: float = 0.0,
        color: str = TEAL,
        across: bool = False,
        **more: Any,
    ) -> Control:
        message = ui.osc(sent(heard(address)), args=[ui.value("x", scale=(low, high))])
        at = (start - low) / (high - low)
        facing = py2tosc.Orientation.EAST if across else py2tosc.Orientation.NORTH
        return self.add(
            parent,
            "FADER",
            name,
            frame,
            messages=[message],
            color=color,
            corner_radius=4.0,
            values=[Value("x", default=at), Value("touch", default=False)],
            orientation=int(facing),
            **more,
        )

    def _latent(self, parent: Control, n: int, frame: Frame, *, across: bool) -> None:
        """On the normalised scale, on which voices are everywhere."""
        address = f"/dx7/latent/norm/{n}"
        fader = self.fader(parent, f"z{n}", frame, address, 0, 1, start=0.5, across=across, centered=True)
        self.faders.append(fader)

    def caption(self, parent: Control, name: str, frame: Frame, size: int, **more: Any) -> None:
        """One of the `captions`, which the root's script writes."""
        self.text(parent, name, captions(UNKNOWN)[name], frame, size, **more)

    def columns(self, parent: Control, frame: Frame, gap: float, size: int) -> None:
        """Eight faders side by side; below each its number, and what it does, a word to a line."""
        x, y, width, height = frame
        step, line = (width + gap) / DIMS, size + 4.0
        for n in range(1, DIMS + 1):
            left, tall = x + step * (n - 1), height - len(LINES) * line - 36
            self._latent(parent, n, (left, y, step - gap, tall), across=False)
            self.text(parent, f"z{n} number", str(n), (left, y + tall + 4, step - gap, 28), 22, INK)
            for row, word in enumerate(LINES):
                place = (left - gap / 2, y + tall + 36 + line * row, step, line)
                self.caption(parent, f"z{n} {word}", place, size, color=TEAL)

    def rows(self, parent: Control, frame: Frame, gap: float, size: int) -> None:
        """Eight faders one below the other; above each its number and what it does."""
        x, y, width, height = frame
        step, line = (height + gap) / DIMS, size + 5.0
        for n in range(1, DIMS + 1):
            top = y + step * (n - 1)
            left = int(py2tosc.AlignH.LEFT)
            self.caption(parent, f"z{n} label", (x, top, width, line), size, color=TEAL, text_align_h=left)
            self._latent(parent, n, (x, top + line, width, step - gap - line), across=True)

    def pad(self, parent: Control, x_dim: int, y_dim: int, frame: Frame) -> None:
        """A finger on two faders."""
        pad = self.add(
            parent,
            "XY",
            f"pad {x_dim} {y_dim}",
            frame,
            color=TEAL,
            corner_radius=6.0,
            values=[Value("x", default=0.5), Value("y", default=0.5), Value("touch", default=False)],
        )
        for axis, dim in (("x", x_dim), ("y", y_dim)):
            fader = self.faders[dim - 1]
            pad.messages.append(ui.connect(fader, source=axis, to="x", var=axis))
            fader.messages.append(ui.connect(pad, source="x", to=axis))

    def morph(self, parent: Control, frame: Frame, side: float, gap: float) -> None:
        """The morph pad between its four slots: 1 and 2 below, 3 and 4 above, as x and y grow."""
        x, y, width, height = frame
        self._morph_pad(parent, (x + side + gap, y, width - 2 * (side + gap), height))
        store_height = 40.0
        recall_height = (height - gap) / 2 - store_height - 6
        for n, letter in enumerate(CORNERS):
            left = x + (n % 2) * (width - side)
            top = y + (1 - n // 2) * (height + gap) / 2
            self.press(
                parent,
                letter,
                (left, top, side, recall_height),
                "/dx7/slot/recall",
                n + 1,
                size=28,
                ink=DIM,
                name=f"recall {n + 1}",
            )
            self.press(
                parent,
                "STORE",
                (left, top + recall_height + 6, side, store_height),
                "/dx7/slot/store",
                n + 1,
                size=15,
                name=f"store {n + 1}",
            )

    def _morph_pad(self, parent: Control, frame: Frame) -> None:
        pad = ui.osc(
            sent(heard("/dx7/interpolate/xy")),
            args=[ui.value("x"), ui.value("y")],
            triggers=[py2tosc.Trigger("x"), py2tosc.Trigger("y")],
            receive=True,
        )
        self.add(parent, "XY", "morph", frame, color=AMBER, messages=[pad], corner_radius=6.0)

    def locks(self, parent: Control, frame: Frame, columns: int, gap: float, size: int) -> None:
        x, y, width, height = frame
        step, rows = (width + gap) / columns, -(-len(LOCKS) // columns)
        tall = (height + gap) / rows
        for n, (shown, group) in enumerate(LOCKS):
            say("/dx7/lock", group)
            say("/dx7/unlock", group)
            place = (x + step * (n % columns), y + tall * (n // columns), step - gap, tall - gap)
            self.button(
                parent,
                shown,
                place,
                [],
                size=size,
                color=HELD,
                name=f"lock {group}",
                stays=True,
                tag=group,
                script=_script("touchosc_lock.lua"),
            )

    def switches(self, parent: Control, frame: Frame, gap: float, size: int) -> None:
        x, y, width, height = frame
        step = (width + gap) / len(SWITCHES)
        for n, (shown, address, off, on) in enumerate(SWITCHES):
            say(address, off)
            say(address, on)
            self.button(
                parent,
                shown,
                (x + step * n, y, step - gap, height),
                [],
                size=size,
                color=HELD,
                name=f"switch {address}",
                stays=True,
                tag=heard(address),
                script=_script("touchosc_switch.lua", ON=_lua(on), OFF=_lua(off)),
            )

    def transpose(self, parent: Control, frame: Frame, gap: float, caption: float, size: int) -> None:
        """An octave down, none, an octave up; the caption has what it is."""
        x, y, width, height = frame
        left = int(py2tosc.AlignH.LEFT)
        self.text(parent, "transpose", "TRANSPOSE", (x, y, caption, height), size, text_align_h=left)
        step = (width - caption + gap) / 3
        for n, semitones in enumerate((-OCTAVE, 0, OCTAVE)):
            place = (x + caption + step * n, y, step - gap, height)
            name = f"transpose {semitones}"
            self.press(parent, f"{semitones:+d}" if semitones else "0", place, "/dx7/transpose", semitones,
                       size=size, name=name)  # fmt: skip

    def header(
        self,
        name: Frame,
        algorithm: Frame,
        connection: Frame,
        light: Frame,
        trouble: Frame,
        sizes: tuple[int, int, int],
    ) -> None:
        left = int(py2tosc.AlignH.LEFT)
        label = self.text(self.root, "name", "DX7", name, sizes[0], INK, text_align_h=left)
        label.messages.append(
            ui.osc(heard("/dx7/name"), args=[ui.value("text", conversion="STRING")], var="text", send=False)
        )
        self.text(self.root, "algorithm", "ALGORITHM", algorithm, sizes[1], AMBER, text_align_h=left)
        self.text(
            self.root,
            "connection",
            "NO BRIDGE",
            connection,
            sizes[2],
            DIM,
            text_align_h=int(py2tosc.AlignH.RIGHT),
        )
        x, y, width, height = trouble
        for n in (0, 1):  # two lines, which the script writes
            line = (x, y + height / 2 * n, width, height / 2)
            self.text(self.root, f"trouble {n + 1}", "", line, TROUBLE, LOST, text_align_h=left)
        self.add(self.root, "BOX", "light", light, color=LOST, shape=int(py2tosc.Shape.CIRCLE), outline=False)

    def vary(self, parent: Control, frame: Frame, gap: float, size: int) -> None:
        x, y, width, height = frame
        step = (width + gap) / len(VARY)
        for n, amount in enumerate(VARY):
            self.press(
                parent,
                f"VARY {amount * 100:.0f}",
                (x + step * n, y, step - gap, height),
                "/dx7/vary",
                amount,
                size=size,
                name=f"vary {amount}",
            )

    def settings(self, parent: Control, frame: Frame, gap: float, caption: float) -> None:
        x, y, width, height = frame
        tall = (height - gap) / 2
        for n, (shown, address, high, start) in enumerate(
            (
                ("TEMP", "/dx7/temperature", HOTTEST, 1.0),
                ("GLIDE", "/dx7/glide", LONGEST_GLIDE, 0.0),
            )
        ):
            top = y + n * (tall + gap)
            self.text(
                parent,
                f"{shown} caption",
                shown,
                (x, top, caption, tall),
                15,
                DIM,
                text_align_h=int(py2tosc.AlignH.LEFT),
            )
            self.fader(
                parent,
                shown.lower(),
                (x + caption, top, width - caption, tall),
                address,
                0,
                high,
                start=start,
                across=True,
                color=AMBER,
            )


def tablet() -> Document:
    at = Layout("tablet", 1024, 768, 64)
    root = at.root
    at.header(
        name=(16, 10, 400, 58),
        algorithm=(430, 4, 250, 38),
        connection=(790, 6, 160, 34),
        light=(968, 4, 38, 38),
        trouble=(430, 42, 578, 34),
        sizes=(42, 26, 18),
    )
    at.columns(root, (16, 80, 696, 340), 14, 14)
    right, wide = 728.0, 280.0
    at.press(root, "SAMPLE", (right, 80, wide, 64), "/dx7/sample", color=TEAL, ink=FACE, size=26)
    at.vary(root, (right, 152, wide, 46), 8, 16)
    at.press(root, "UNDO", (right, 206, wide / 2 - 4, 42), "/dx7/undo", size=20)
    at.press(root, "REDO", (right + wide / 2 + 4, 206, wide / 2 - 4, 42), "/dx7/redo", size=20)
    for n, (shown, address) in enumerate(
        (("KEEP", "/dx7/keep"), ("INIT", "/dx7/init"), ("LISTEN", "/dx7/audition"))
    ):
        at.press(root, shown, (right + (wide + 8) / 3 * n, 256, (wide - 16) / 3, 38), address, size=17)
    at.settings(root, (right, 302, wide, 66), 6, 62)
    at.switches(root, (right, 376, wide, 34), 8, 15)
    at.transpose(root, (right, 416, wide, 32), 8, 140, 14)
    for n, (x, y) in enumerate(((1, 2), (3, 4))):
        left = 16.0 + 246 * n
        at.caption(root, f"across {x}", (left, 430, 232, 20), 15)
        at.caption(root, f"up {y}", (left, 450, 232, 20), 15)
        at.pad(root, x, y, (left, 474, 232, 220))
    at.text(root, "morph caption", "SLOTS AND MORPH", (524, 450, 484, 20), 15)
    at.morph(root, (524, 474, 484, 220), 112, 14)
    at.text(root, "lock caption", "LOCK", (16, 706, 60, 48), 15, text_align_h=int(py2tosc.AlignH.LEFT))
    at.locks(root, (76, 706, 932, 48), len(LOCKS), 8, 15)
    return at.document


def phone() -> Document:
    at = Layout("phone", 400, 892, 41)
    at.header(
        name=(14, 6, 372, 38),
        algorithm=(14, 48, 200, 26),
        connection=(234, 44, 122, 30),
        light=(362, 44, 28, 28),
        trouble=(14, 78, 372, 34),
        sizes=(30, 17, 14),
    )
    pager = at.add(
        at.root,
        "PAGER",
        "pages",
        (0, 116, 400, 776),
        color=FACE,
        outline=False,
        tabbar_size=52,
        text_size_off=18,
        text_size_on=18,
    )
    play, pads, slots = (at.page(pager, title) for title in ("PLAY", "PADS", "SLOTS"))

    at.rows(play, (14, 6, 372, 480), 7, 15)
    at.press(play, "SAMPLE", (14, 496, 244, 74), "/dx7/sample", color=TEAL, ink=FACE, size=26)
    at.press(play, "LISTEN", (266, 496, 120, 74), "/dx7/audition", size=20)
    at.vary(play, (14, 580, 372, 60), 8, 18)
    at.press(play, "UNDO", (14, 650, 182, 60), "/dx7/undo", size=20)
    at.press(play, "REDO", (204, 650, 182, 60), "/dx7/redo", size=20)

    for n, (x, y) in enumerate(((1, 2), (3, 4))):
        top = 8.0 + 358 * n
        for row, name in enumerate((f"across {x}", f"up {y}")):
            at.caption(pads, name, (24, top + 22 * row, 352, 22), 16)
        at.pad(pads, x, y, (24, top + 48, 352, 300))

    at.morph(slots, (14, 14, 372, 250), 84, 10)
    at.press(slots, "KEEP", (14, 274, 182, 44), "/dx7/keep", size=20)
    at.press(slots, "INIT", (204, 274, 182, 44), "/dx7/init", size=20)
    at.settings(slots, (14, 328, 372, 96), 8, 66)
    at.switches(slots, (14, 434, 372, 40), 8, 17)
    at.transpose(slots, (14, 482, 372, 40), 8, 170, 17)
    at.text(slots, "lock caption", "LOCK", (14, 528, 372, 22), 15)
    at.locks(slots, (14, 552, 372, 158), 4, 8, 17)
    return at.document


_KINDS: Final = {int: "INTEGER", float: "FLOAT", str: "STRING"}
LINES: Final = ("first", "second", "third")  # of a label below a fader
UNKNOWN: Final = tuple(f"axis {n}" for n in range(1, DIMS + 1))  # before the bridge has said


def captions(labels: Sequence[str]) -> dict[str, str]:
    """The captions by name, when the dimensions do what these labels say. The root's script knows it too."""
    texts: dict[str, str] = {}
    for n, label in enumerate(labels, 1):
        texts |= {f"z{n} label": f"{n}  {label}", f"across {n}": f"X  {label}", f"up {n}": f"Y  {label}"}
        words = [*label.split(" ", len(LINES) - 1), *[""] * len(LINES)]
        texts |= {f"z{n} {line}": word for line, word in zip(LINES, words, strict=False)}
    return texts


def script(wide: int) -> str:
    """The root's script, for refusals in lines of so many letters."""
    return _script("touchosc.lua").replace("@WIDE@", str(wide))


def _lua(value: int | str) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _script(name: str, **more: str) -> str:
    """A script with addresses and numbers of the table put in."""
    source = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for key, value in {
        **more,
        "REPLY_PORT": str(REPLY_PORT),
        "ALIVE": _rgba(TEAL),
        "LOST": _rgba(LOST),
        "REPLY": sent("/dx7/reply"),
        "PING": sent("/dx7/ping"),
        "HELLO": sent("/dx7/hello"),
        "SUBSCRIBE": sent("/dx7/subscribe"),
        "STATUS": sent("/dx7/status"),
        "STATUS_REPLY": heard("/dx7/status.reply"),
        "AXES": sent("/dx7/axes/get"),
        "AXIS": heard("/dx7/axis"),
        "LOCK": sent("/dx7/lock"),
        "UNLOCK": sent("/dx7/unlock"),
        "LOCKED": heard("/dx7/locks"),
        "SLOTS_FILLED": heard("/dx7/slots"),
        "FAVOURITE": heard("/dx7/favourite/at"),
        "SESSION": heard("/dx7/session/at"),
        "FAIL": heard("/dx7/fail"),
        "TRANSPOSE": heard("/dx7/transpose"),
        "SWITCHES": ", ".join(f"['{heard(address)}'] = {_lua(on)}" for _, address, _, on in SWITCHES),
        "FILLED": _rgba(AMBER),
        "EMPTY": _rgba(DIM),
        "LOCKS": ", ".join(f"'{group}'" for _, group in LOCKS),
        "PONG": heard("/dx7/pong"),
        "PARAMS": heard("/dx7/params"),
        "PARAM": heard("/dx7/param"),
        "ALGORITHM_INDEX": str(ALGORITHM.index + 1),
        "ALGORITHM": ALGORITHM.name,
    }.items():
        source = source.replace(f"@{key}@", value)
    return source


def _rgba(color: str) -> str:
    return ", ".join(f"{int(color[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5)) + ", 1"


def layouts() -> Mapping[str, Document]:
    """File name → layout."""
    from generators.touchosc_stage import stage

    return {
        "dx7bridge-tablet.tosc": tablet(),
        "dx7bridge-stage.tosc": stage(),
        "dx7bridge-phone.tosc": phone(),
    }
