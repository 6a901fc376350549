"""`dx7bridge.panel`: eight dials that follow, an XY pad, SAMPLE, VARY, UNDO, four slots and a morph pad.

One inlet and one outlet, to be wired to the client's first outlet and its inlet. What follows the
bridge is moved with `set`, which says nothing: so nothing that comes in goes out again.
"""

from __future__ import annotations

from typing import Any, Final

from py2max.core import Box

from generators.addresses import (
    ALGORITHM,
    CORNERS,
    DIMS,
    FURTHEST,
    HOTTEST,
    LOCKS,
    LONGEST_GLIDE,
    REACH,
    SWITCHES,
    heard,
    say,
    sent,
)
from generators.max_client import SILENCE_MS
from generators.max_patch import AMBER, DIM, FACE, INK, PLATE, RED, TEAL, Outlet, Patch, Rect, dark, parameter

WIDTH: Final = 760
HEIGHT: Final = 582
PORTS: Final = (1, 1)
FINE: Final = 1000  # steps of a pad for 1: pictslider knows whole numbers only
PAD: Final[dict[str, Any]] = {
    "bgcolor": PLATE,
    "elementcolor": [0.30, 0.33, 0.37, 1.0],
    "color": TEAL,
    "jump": 1,
}

UP: Final = 560  # patching view: the presentation's own objects begin this far down


def button(
    p: Patch, text: str, at: tuple[float, float], place: Rect, points: float = 15.0, **more: Any
) -> Box:
    """A button that bangs."""
    look = {
        "text": text,
        "fontsize": points,
        "fontface": 1,
        "rounded": 6.0,
        "bgcolor": PLATE,
        "textcolor": INK,
        "bgovercolor": [0.26, 0.28, 0.32, 1.0],
        "textovercolor": INK,
        "mode": 0,
        "parameter_enable": 0,
    }
    return p.ui("textbutton", (*at, 76.0, 24.0), place, **(look | more))


def toggle(p: Patch, text: str, name: str, at: tuple[float, float], place: Rect) -> Box:
    """A button that stays: 1 and 0."""
    on = {
        "mode": 1,
        "texton": text,
        "bgoncolor": AMBER,
        "textoncolor": FACE,
        "bgoveroncolor": AMBER,
        "textoveroncolor": FACE,
        "usebgoncolor": 1,
        "varname": name,
    }
    return button(p, text, at, place, 12.0, **on)


def dial(
    p: Patch,
    name: str,
    short: str,
    low: float,
    high: float,
    at: tuple[float, float],
    place: Rect,
    **more: Any,
) -> Box:
    look: dict[str, Any] = {
        "fontsize": 12.0,
        "fontface": 1,
        "textcolor": INK,
        "activedialcolor": TEAL,
        "activeneedlecolor": INK,
        "needlemode": 1,
        "appearance": 0,
        "triangle": 1,
    }
    start = more.pop("start", None)
    return p.ui(
        "live.dial",
        (*at, 50.0, 60.0),
        place,
        **(look | more),
        **parameter(name, short, low, high, start=start),
    )


def labels(
    p: Patch,
    axes: Outlet,
    status: Outlet,
    to: Outlet,
    at: tuple[float, float],
    places: list[Rect],
    **more: Any,
) -> list[Box]:
    """What each dial does, below it, as the bridge has it: asked again when another model is loaded.

    `axes` and `status` give what follows /dx7/axis and /dx7/status.reply, `to` takes what is asked.
    Gives eight boxes, out of which come the label and where its knob is at 0 and at 1.
    """
    x, y = at
    model, new = p.box("zl slice 1", x, y), p.box("zl change", x, y + 24)
    both = p.box("t b b", x, y + 48)
    p.chain(status, model, new, both)
    for n, address in enumerate(("/dx7/subscribe", "/dx7/axes/get")):
        ask = p.message(say(address), x + 110 * n, y + 72)
        p.wire((both, 1 - n), ask)
        p.wire(ask, to)
    which = p.box("route " + " ".join(str(n) for n in range(1, DIMS + 1)), x, y + 100)
    p.wire(axes, which)
    words = []
    for n, place in enumerate(places):
        word, show = p.box("zl slice 1", x + 92 * n, y + 126), p.box("prepend set", x + 92 * n, y + 150)
        label = p.label(
            f"axis {n + 1}",
            (x + 92 * n, y + 180),
            place,
            textcolor=TEAL,
            fontface=1,
            textjustification=1,
            **more,
        )
        p.wire((which, n), word)
        p.chain(word, show, label)
        words.append(word)
    return words


def panel() -> Patch:
    p = Patch(
        (1180, 1360),
        presentation=True,
        **dark(),
        description="A panel for the dx7bridge server",
        digest="Eight dials, pads, slots and locks for dx7bridge",
        tags="dx7 panel",
    )
    p.comment(
        "dx7bridge.panel: wire dx7bridge.client's first outlet to it, and its outlet to the client. "
        "Use it in a bpatcher; this view is its inside.",
        20,
        10,
        700,
    )
    inlet = p.box("inlet from the first outlet of dx7bridge.client", 20, 50)
    outlet = p.box("outlet to dx7bridge.client", 20, 1330)
    dims = [f"/dx7/latent/{n}" for n in range(1, DIMS + 1)]
    rest = [
        "/dx7/name",
        "/dx7/params",
        "/dx7/param",
        "/dx7/pong",
        "/dx7/fail",
        "/dx7/temperature",
        "/dx7/glide",
        "/dx7/interpolate/xy",
        "/dx7/locks",
        "/dx7/axis",
        "/dx7/status.reply",
        "/dx7/slots",
        *(address for _, address, _, _ in SWITCHES),
        "/dx7/transpose",
    ]
    latents = p.box("route " + " ".join(heard(a) for a in dims), 20, 100)
    others = p.box("route " + " ".join(heard(a) for a in rest), 20, 140)
    p.chain(inlet, latents)
    p.wire((latents, DIMS), others)

    menus = _knobs(p, latents, outlet)
    _labels(p, others, outlet, menus)
    trouble = _words(p, others)
    _buttons(p, outlet)
    _settings(p, others, outlet)
    _slots(p, others, outlet)
    _locks(p, others, outlet)
    _switches(p, others, outlet)
    _drop(p, outlet, trouble)
    return p


def _labels(p: Patch, others: Box, outlet: Box, menus: list[Box]) -> None:
    # Three lines fit: a label has as many words at most.
    places: list[Rect] = [(9.0 + 92 * n, 136.0, 90.0, 49.0) for n in range(DIMS)]
    words = labels(p, (others, 9), (others, 10), outlet, (20, 1080), places)
    for n, word in enumerate(words):
        item = p.box(f"sprintf setitem {n} {n + 1} %s", 20 + 200 * (n % 4), 1290 + 24 * (n // 4))
        p.wire(word, item)
        p.wire(item, *menus)


def _knobs(p: Patch, latents: Box, outlet: Box) -> list[Box]:
    """The dials and the pad: the pad turns two dials, and the dials speak. Gives the pad's two menus."""
    gates = [p.box(f"gate {DIMS} {axis}", 420 + 240 * (axis - 1), 250) for axis in (1, 2)]
    switches = [p.box(f"switch {DIMS} {axis}", 420 + 240 * (axis - 1), 400) for axis in (1, 2)]
    for n in range(DIMS):
        x = 20.0 + 48 * n
        show = p.box("prepend set", x, 180 + 24 * (n % 2))
        knob = dial(p, f"z{n + 1}", f"{n + 1}", -REACH, REACH, (20 + 60 * n, UP), (12 + 92 * n, 60, 84, 76))
        speak = p.box(f"prepend {sent(f'/dx7/latent/{n + 1}')}", 20 + 150 * (n % 4), 640 + 26 * (n // 4))
        p.chain((latents, n), show, knob, speak, outlet)
        for gate, switch in zip(gates, switches, strict=True):
            p.wire((gate, n), knob)
            p.wire((latents, n), (switch, n + 1))
            p.wire(knob, (switch, n + 1))

    pad = p.ui(
        "pictslider",
        (540, UP, 100, 60),
        (12, 244, 206, 206),
        leftvalue=round(-REACH * FINE),
        rightvalue=round(REACH * FINE),
        bottomvalue=round(-REACH * FINE),
        topvalue=round(REACH * FINE),
        varname="xy",
        **PAD,
    )
    # While the pad speaks it does not listen: its two halves come one after the other.
    both, order, apart = (
        p.box("pack 0 0", 420, 186),
        p.box("t b l b", 500, 186),
        p.box("unpack i i", 570, 186),
    )
    open_, shut = p.message("1", 760, 186), p.message("0", 800, 186)
    listen = p.box("gate 1 1", 420, 496)
    p.wire((pad, 0), (both, 0))
    p.wire((pad, 1), (both, 1))
    p.chain(both, order, open_, listen)
    p.wire((order, 1), apart)
    p.chain((order, 2), shut, listen)
    where, show = p.box("pak 0 0", 420, 470), p.box("prepend set", 420, 522)
    p.chain(where, (listen, 1))
    p.chain(listen, show, pad)
    menus: list[Box] = []
    for axis, (gate, switch) in enumerate(zip(gates, switches, strict=True)):
        fine, coarse = p.box(f"* {FINE}.", 420 + 240 * axis, 434), p.box(f"/ {FINE}.", 480 + 240 * axis, 220)
        p.chain(switch, fine, (where, axis))
        p.chain((apart, axis), coarse, (gate, 1))
        top = 188.0 + 27 * axis
        p.label("XY"[axis], (700 + 60 * axis, UP), (12, top + 2, 22, 20), fontface=1)
        menu = p.ui(
            "umenu",
            (700 + 60 * axis, UP + 24, 50, 22),
            (34, top, 184, 23),
            items=_items(range(1, DIMS + 1)),
            fontsize=12.0,
            bgfillcolor=PLATE,
            textcolor=INK,
            bgcolor=PLATE,
            varname=f"axis {'xy'[axis]}",
            parameter_enable=0,
        )
        first, number = (
            p.box(f"loadmess set {axis}", 840, 250 + 26 * axis),
            p.box("+ 1", 420 + 240 * axis, 290),
        )
        p.wire(first, menu)
        p.chain(menu, number, gate)
        p.wire(number, switch)
        menus.append(menu)
    return menus


def _items(words: Any) -> list[str]:
    """A umenu's items as Max writes them."""
    items: list[str] = []
    for word in words:
        items += [str(word), ","]
    return items[:-1]


def _words(p: Patch, others: Box) -> Box:
    """Name, algorithm, the light, and what the bridge last complained of: gives what takes such a text."""
    name = p.label("DX7", (900, UP), (12, 10, 334, 48), 30.0, textcolor=INK, fontface=1)
    p.chain((others, 0), p.box("prepend set", 900, 180), name)

    number = p.label("ALGORITHM", (900, UP + 56), (350, 22, 210, 32), 19.0, textcolor=AMBER, fontface=1)
    from_one, say_it = p.box("+ 1", 980, 290), p.box("sprintf set ALGORITHM %d", 980, 320)
    p.chain((others, 1), p.box(f"zl nth {ALGORITHM.index + 1}", 980, 250), from_one)
    p.chain((others, 2), p.box(f"route {ALGORITHM.name}", 1060, 250), from_one)
    p.chain(from_one, say_it, number)

    light = p.ui(
        "led",
        (1100, UP, 24, 24),
        (720, 20, 28, 28),
        oncolor=TEAL,
        offcolor=[0.25, 0.27, 0.30, 1.0],
        bgcolor=FACE,
        thickness=100.0,
    )
    p.label("BRIDGE", (1100, UP + 30), (642, 23, 76, 24), 14.0, fontface=1, textjustification=2)
    pong, gone = p.box("t b b", 900, 404), p.box(f"delay {SILENCE_MS}", 960, 404)
    p.chain((others, 3), pong, p.message("1", 900, 434), light)
    p.wire((pong, 1), gone)
    p.chain(gone, p.message("0", 960, 434), light)

    trouble = p.label(" ", (900, UP + 96), (12, 549, 736, 24), 13.0, textcolor=RED)
    words, wait = p.box("unpack s i s s", 1060, 404), p.box("delay 6000", 1060, 464)
    both, clear = p.box("t b l", 1060, 434), p.message("set", 1060, 494)
    p.chain((others, 4), words)
    p.chain((words, 3), both)
    p.chain((both, 1), p.box("prepend set", 1120, 464), trouble)
    p.chain(both, wait, clear, trouble)
    return both


def _buttons(p: Patch, outlet: Box) -> None:
    asks: tuple[tuple[str, str, Rect, dict[str, Any]], ...] = (
        (
            "SAMPLE",
            "/dx7/sample",
            (230, 188, 180, 60),
            {"bgcolor": TEAL, "textcolor": FACE, "fontsize": 18.0},
        ),
        ("UNDO", "/dx7/undo", (230, 324, 56, 46), {"fontsize": 13.0}),
        ("REDO", "/dx7/redo", (292, 324, 56, 46), {"fontsize": 13.0}),
        ("KEEP", "/dx7/keep", (286, 508, 60, 34), {"fontsize": 13.0}),
        ("LISTEN", "/dx7/audition", (350, 508, 64, 34), {"fontsize": 13.0}),
    )
    for n, (text, address, place, look) in enumerate(asks):
        press = button(p, text, (20 + 90 * n, 720), place, **look)
        p.chain(press, p.message(say(address), 20 + 100 * n, 760), outlet)
    press = button(p, "INIT", (160, 1160), (354, 324, 56, 46), fontsize=13.0)
    p.chain(press, p.message(say("/dx7/init"), 160, 1220), outlet)
    press = button(p, "VARY", (400, 720), (230, 256, 180, 60), fontsize=18.0)
    amount = dial(p, "vary amount", "AMOUNT", 0, 1, (490, 700), (222, 380, 74, 70), start=0.3)
    store = p.box("f 0.3", 430, 764)
    p.wire(amount, (store, 1))
    p.chain(press, store, p.box(f"prepend {sent('/dx7/vary')}", 430, 790), outlet)


def _settings(p: Patch, others: Box, outlet: Box) -> None:
    heat = dial(p, "temperature", "TEMP", 0, HOTTEST, (574, 700), (296, 380, 58, 70))
    p.chain((others, 5), p.box("prepend set", 560, 180), heat)
    p.chain(heat, p.box(f"prepend {sent('/dx7/temperature')}", 560, 790), outlet)
    slow = dial(p, "glide", "GLIDE", 0, LONGEST_GLIDE, (740, 700), (354, 380, 60, 70))
    p.chain((others, 6), p.box("prepend set", 740, 180), slow)
    p.chain(slow, p.box(f"prepend {sent('/dx7/glide')}", 740, 790), outlet)


def _ink(p: Patch, color: list[float], x: float, y: float) -> Box:
    """A message that gives a button's text this colour."""
    return p.message(" ".join(["textcolor", *(f"{part:g}" for part in color)]), x, y)


def _slots(p: Patch, others: Box, outlet: Box) -> None:
    """Four slots at the corners of the morph pad: 1 and 2 below, 3 and 4 above, as x and y grow.

    The letter of a filled one is bright.
    """
    p.label("SLOTS AND MORPH", (900, 700), (424, 190, 200, 20), fontface=1)
    first, some = p.box("t l b", 1060, 960), p.box("route bang", 1060, 986)
    pairs, number = p.box("zl iter 2", 1060, 1012), p.box("zl slice 1", 1060, 1038)
    which = p.box("sel " + " ".join(str(n + 1) for n in range(len(CORNERS))), 1060, 1064)
    p.chain((others, 11), first, some)
    p.chain((some, 1), pairs, number, which)
    none, filled = _ink(p, DIM, 1000, 960), [_ink(p, AMBER, 900, 1090) for _ in CORNERS]
    p.wire((first, 1), none)
    for n, letter in enumerate(CORNERS):
        left, top = 424.0 + (n % 2) * 254, 214.0 + (1 - n // 2) * 123
        recall = button(p, letter, (20 + 190 * n, 830), (left, top, 70, 76), 24.0, textcolor=DIM)
        p.wire(none, recall)
        p.chain((which, n), filled[n], recall)
        store = button(p, "STORE", (110 + 190 * n, 830), (left, top + 80, 70, 33), 12.0)
        p.chain(recall, p.message(say("/dx7/slot/recall", n + 1), 20 + 190 * n, 862), outlet)
        p.chain(store, p.message(say("/dx7/slot/store", n + 1), 20 + 190 * n, 888), outlet)
    pad = p.ui(
        "pictslider",
        (900, 740, 100, 60),
        (502, 214, 168, 236),
        leftvalue=0,
        rightvalue=FINE,
        bottomvalue=0,
        topvalue=FINE,
        varname="morph",
        **(PAD | {"color": AMBER}),
    )
    to = p.box("pack 0. 0.", 900, 862)
    for axis in (0, 1):
        p.chain((pad, axis), p.box(f"/ {FINE}.", 900 + 70 * axis, 830), (to, axis))
    seen, show = p.box("unpack f f", 1000, 830), p.box("prepend set", 1000, 920)
    where = p.box("pack 0 0", 1000, 890)
    p.chain((others, 7), seen)
    for axis in (0, 1):
        p.chain((seen, axis), p.box(f"* {FINE}.", 1000 + 70 * axis, 860), (where, axis))
    p.chain(where, show, pad)
    p.chain(to, p.box(f"prepend {sent('/dx7/interpolate/xy')}", 900, 890), outlet)


def _locks(p: Patch, others: Box, outlet: Box) -> None:
    p.label("LOCK", (20, 920), (12, 471, 50, 20), fontface=1)
    words = [group for _, group in LOCKS]
    first, some, each = p.box("t l b", 20, 860), p.box("route bang", 20, 890), p.box("iter", 20, 920)
    which_of = p.box("route " + " ".join(words), 80, 890)
    p.chain((others, 8), first, some)
    p.chain((some, 1), each, which_of)
    off = p.message("set 0", 100, 860)
    p.wire((first, 1), off)
    for n, (text, group) in enumerate(LOCKS):
        x = 80.0 + 88 * n
        hold = toggle(p, text, f"lock {group}", (x, 920), (68 + 57 * n, 464, 53, 34))
        which = p.box("sel 1 0", x, 948)
        p.wire(hold, which)
        p.wire(off, hold)
        p.chain((which_of, n), p.message("set 1", x, 922), hold)
        p.chain(which, p.message(say("/dx7/lock", group), x, 974 + 50 * (n % 2)), outlet)
        p.chain((which, 1), p.message(say("/dx7/unlock", group), x, 998 + 50 * (n % 2)), outlet)


def _switches(p: Patch, others: Box, outlet: Box) -> None:
    """What the bridge keeps of a sound, and the transposition: they follow, and say nothing back."""
    widths = (68, 52, 76)
    for n, ((text, address, off, on), width) in enumerate(zip(SWITCHES, widths, strict=True)):
        x = 400.0 + 250 * n
        left = 424.0 + sum(widths[:n]) + 6 * n
        switch = toggle(p, text, text.lower(), (x, 1160), (left, 508, width, 34))
        for value, shown in ((off, 0), (on, 1)):
            show = p.message(f"set {shown}", x + 110 * shown, 1130)
            said = p.message(say(address, value), x + 110 * shown, 1220)
            if shown == 0:
                told = p.box(f"sel {off} {on}", x, 1104)
                pressed = p.box("sel 0 1", x, 1192)
                p.wire((others, 12 + n), told)
                p.wire(switch, pressed)
            p.wire((told, shown), show)
            p.wire(show, switch)
            p.wire((pressed, shown), said)
            p.wire(said, outlet)
    p.label("TRANSPOSE", (20, 1104), (635, 515, 79, 20), 11.0, fontface=1)
    number = p.ui(
        "live.numbox",
        (20, 1160, 44, 18),
        (714, 513, 36, 24),
        fontsize=13.0,
        **parameter("transpose", "transpose", -FURTHEST, FURTHEST, whole=True),
    )
    p.chain((others, 12 + len(SWITCHES)), p.box("prepend set", 20, 1130), number)
    p.chain(number, p.box(f"prepend {sent('/dx7/transpose')}", 20, 1220), outlet)


def _drop(p: Patch, outlet: Box, trouble: Box) -> None:
    """A .syx file: one voice, or voice number n of a bank."""
    drop = p.ui(
        "dropfile", (1060, 740, 100, 40), (12, 508, 150, 34), border=1.0, bordercolor=DIM, rounded=6.0
    )
    # After the frame, so behind it: what is dropped on the text is dropped on the frame.
    p.label("DROP .SYX HERE", (1060, 700), (18, 515, 138, 20), fontface=1, textjustification=1)
    p.label("VOICE", (1060, 800), (174, 515, 54, 20), fontface=1)
    number = p.ui(
        "live.numbox",
        (1060, 830, 44, 18),
        (230, 513, 48, 24),
        fontsize=14.0,
        **parameter("bank voice", "voice", 1, 32, whole=True),
    )
    reader = p.sub("syx", syx(), 1060, 870)
    p.chain(drop, reader)
    p.wire(number, (reader, 1))
    p.wire(reader, outlet)
    p.chain((reader, 1), p.message("that is not a DX7 voice or bank", 1060, 920), trouble)


def syx() -> Patch:
    """Path and voice number in; `/dx7/encode/ints` out, or a bang when the file is neither voice nor bank."""
    p = Patch((820, 520))
    path, number = (
        p.box("inlet path of a .syx file", 20, 20),
        p.box("inlet voice of a bank, 1 to 32", 620, 20),
    )
    p.comment(
        "A DX7 dump begins with 240 67; its fourth byte tells a voice (0) from a bank of 32 (9). "
        "Another number, after a bank: another voice of it.",
        80,
        22,
        460,
    )
    readers = [p.box("filein", 20 + 200 * n, 160) for n in range(3)]
    read, start_ = p.box("t s b", 20, 76), p.box("prepend read", 20, 108)
    p.chain(path, read, start_)
    p.wire(start_, *readers)  # cords run from right to left: the first reader, which decides, is read last
    again = p.box("gate 1 0", 560, 190)  # open when the last was a bank
    p.chain((read, 1), p.message("0", 480, 108), again)

    head, look = p.box("zl group 3", 20, 290), p.box("t b b b b", 80, 190)
    p.chain((readers[0], 2), look)
    p.chain((look, 3), p.message("zlclear", 140, 222), head)
    for n, place in enumerate((3, 1, 0)):
        p.chain((look, n), p.message(str(place), 20 + 40 * n, 250), readers[0])
    what, maker = p.box("sel 0 9", 20, 380), p.box("route 67", 20, 350)
    dump = p.box("route 240", 20, 320)
    p.chain(readers[0], head, dump, maker, what)
    outlet, odd = p.box("outlet to the bridge", 220, 470), p.box("outlet neither", 700, 470)
    p.wire((dump, 1), p_odd := p.box("t b", 700, 430))
    p.chain(p_odd, odd)
    p.wire((maker, 1), p_odd)
    p.wire((what, 2), p_odd)
    for reader in readers:
        p.wire((reader, 1), p_odd)  # it ends before its time

    for kind, (bytes_, reader) in enumerate(zip((163, 128), readers[1:], strict=True)):
        x = 220 + 200 * kind
        start, count = p.box("t b b", x, 290), p.box(f"uzi {bytes_} 0", x, 320)
        collect = p.box(f"zl group {bytes_}", x, 380)
        if kind:
            p.chain((what, 1), bank := p.box("t b b", 480, 260), start)
            p.chain((bank, 1), p.message("1", 560, 140), again)
            p.wire(again, start)
        else:
            p.wire((what, 0), start)
        p.wire(start, count)
        p.chain((start, 1), p.message("zlclear", x + 80, 350), collect)
        p.chain(reader, collect, p.box(f"prepend {sent('/dx7/encode/ints')}", x, 412), outlet)
        index: Outlet = (count, 2)
        if kind:
            offset, turned = p.box("+ 6", x + 130, 320), p.box("t b i", 620, 64)
            p.chain(number, turned)
            p.chain((turned, 1), p.box("expr 6+128*($i1-1)", 620, 108), (offset, 1))
            p.wire(turned, (again, 1))
            p.chain(index, offset, reader)
        else:
            p.wire(index, reader)
    return p
