"""The TouchOSC layout of the stage: slots in banks, a keyboard, favourites, sessions, time and parts."""

from __future__ import annotations

from typing import Final

import py2tosc
from py2tosc import Document, ui

from dx7bridge.commands import SLOTS
from dx7bridge.settings.instrument import TEMPO
from generators.addresses import DIMS, say
from generators.touchosc import AMBER, DIM, FACE, HELD, INK, TEAL, Layout

BANK: Final = 8  # slots
FASTEST: Final = 240.0  # at the end of the tempo's fader
LONGEST: Final = 16.0  # beats at the end of a fader
WIDEST: Final = 8.0  # coordinates, each way
LOUDEST: Final = 24.0  # decibels
KEYS: Final = (48, 73)  # of the keyboard: two octaves and a note
BLACK: Final = (1, 3, 6, 8, 10)
VELOCITY: Final = 100
PARTS: Final = (
    ("ENV", "envelopes"), ("LEVEL", "levels"), ("RATIO", "ratios"), ("PITCH", "pitch"), ("LFO", "lfo"),
    *((f"OP{n}", f"op{n}") for n in range(1, 7)),
)  # fmt: skip


def stage() -> Document:
    """A tablet's second layout."""
    at = Layout("stage", 1024, 768, 64)
    at.header(
        name=(16, 10, 400, 58),
        algorithm=(430, 4, 250, 38),
        connection=(790, 6, 160, 34),
        light=(968, 4, 38, 38),
        trouble=(430, 42, 578, 34),
        sizes=(42, 26, 18),
    )
    _banks(at)
    _rows(at)
    _faders(at)
    _keyboard(at)
    return at.document


def _banks(at: Layout) -> None:
    pager = at.add(
        at.root, "PAGER", "banks", (16, 80, 992, 212), color=FACE, outline=False, tabbar_size=44,
        text_size_off=18, text_size_on=18,
    )  # fmt: skip
    for bank in range(SLOTS // BANK):
        first = bank * BANK + 1
        page = at.page(pager, f"{first}-{first + BANK - 1}")
        for n in range(first, first + BANK):
            left = 124.0 * (n - first)
            at.text(page, f"slot {n} name", "", (left, 0, 118, 24), 15, TEAL)
            at.press(
                page, str(n), (left, 26, 118, 88), "/dx7/slot/recall", n, size=28, ink=DIM, name=f"recall {n}"
            )
            at.press(page, "STORE", (left, 120, 118, 44), "/dx7/slot/store", n, size=15, name=f"store {n}")


def _rows(at: Layout) -> None:
    left = int(py2tosc.AlignH.LEFT)
    asks = (
        ("PANIC", "/dx7/panic"), ("SLOT -", "/dx7/slot/previous"), ("SLOT +", "/dx7/slot/next"),
        ("SAMPLE", "/dx7/sample"), ("UNDO", "/dx7/undo"), ("REDO", "/dx7/redo"), ("INIT", "/dx7/init"),
        ("KEEP", "/dx7/keep"),
    )  # fmt: skip
    for n, (shown, address) in enumerate(asks):
        color, ink = (
            (HELD, INK) if shown == "PANIC" else (TEAL, FACE) if shown == "SAMPLE" else ("#3a414a", INK)
        )
        at.press(at.root, shown, (16 + 124.0 * n, 302, 118, 48), address, color=color, ink=ink, size=20)
    for y, title, name, family in (
        (358, "FAVOURITE", "favourite", "favourite"),
        (402, "SESSION", "session", "session"),
    ):
        at.text(at.root, f"{name} caption", title, (16, y, 110, 38), 15, text_align_h=left)
        at.text(at.root, name, f"NO {title}", (132, y, 360, 38), 20, INK, text_align_h=left)
        delete: tuple[int | str, ...] = (0,) if name == "favourite" else ("",)
        for n, (shown, what, arguments) in enumerate(
            (
                ("-", "previous", ()),
                ("+", "next", ()),
                ("DELETE", "delete", delete),
                ("RESTORE", "restore", ()),
            )
        ):
            at.press(
                at.root, shown, (512 + 124.0 * n, y, 118, 38), f"/dx7/{family}/{what}", *arguments, size=16,
                name=f"{name} {what}",
            )  # fmt: skip
    at.text(at.root, "part caption", "SAMPLE A PART", (16, 446, 140, 38), 15, text_align_h=left)
    step = 848 / len(PARTS)
    for n, (shown, group) in enumerate(PARTS):
        at.press(
            at.root, shown, (160 + step * n, 446, step - 6, 38), "/dx7/sample/part", group, size=15,
            name=f"part {group}",
        )  # fmt: skip


def _faders(at: Layout) -> None:
    low = TEMPO.low
    for n, (shown, address, span, start) in enumerate(
        (
            ("TEMPO", "/dx7/tempo", (low, FASTEST), 120.0),
            ("GLIDE, BEATS", "/dx7/glide/beats", (0.0, LONGEST), 0.0),
            ("LEVEL TRIM", "/dx7/level/trim", (-LOUDEST, LOUDEST), 0.0),
        )
    ):
        x = 16 + 248.0 * n
        at.text(at.root, f"{shown} caption", shown, (x, 490, 242, 20), 14)
        at.fader(
            at.root, shown.lower(), (x, 510, 242, 34), address, *span, start=start, across=True, color=AMBER
        )
    at.text(at.root, "spread caption", "SPREAD THE PARTS", (760, 490, 248, 20), 14)
    for n, amount in enumerate((0.0, 0.15, 0.3, 0.6)):
        at.press(
            at.root, f"{amount * 100:.0f}", (760 + 62.0 * n, 510, 56, 34), "/dx7/spread", amount, size=16,
            name=f"spread {amount}",
        )  # fmt: skip
    at.text(
        at.root, "wide caption", "BEYOND THE USEFUL RANGE: COORDINATES FROM -8 TO 8", (16, 548, 992, 20), 14
    )
    for n in range(DIMS):
        x = 16 + 124.0 * n
        at.text(at.root, f"wide {n + 1} caption", str(n + 1), (x, 570, 22, 34), 16)
        at.fader(
            at.root, f"wide {n + 1}", (x + 24, 570, 94, 34), f"/dx7/latent/{n + 1}", -WIDEST, WIDEST,
            across=True, centered=True,
        )  # fmt: skip


def _keyboard(at: Layout) -> None:
    """Keys side by side, the black ones dark: pressed and let go."""
    step = 992 / (KEYS[1] - KEYS[0])
    for key in range(*KEYS):
        say("/dx7/note", key, VELOCITY)
        messages = [
            ui.osc(
                "/dx7/note",
                args=[ui.const(str(key), conversion="INTEGER"), ui.const(str(value), conversion="INTEGER")],
                on=edge,
                receive=False,
            )
            for edge, value in (("RISE", VELOCITY), ("FALL", 0))
        ]
        dark = key % 12 in BLACK
        shown = "" if dark else "CDEFGAB"[(0, 2, 4, 5, 7, 9, 11).index(key % 12)]
        place = (16 + step * (key - KEYS[0]), 614, step - 4, 146)
        at.button(
            at.root, shown, place, messages, color="#2a2f36" if dark else "#d8dde2", ink=FACE, size=16,
            name=f"key {key}",
        )  # fmt: skip
