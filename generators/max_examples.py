"""The package's overview, help patches and examples: each opens with what it shows and how to try it."""

from __future__ import annotations

from typing import Any, Final

from py2max.core import Box

from generators.addresses import (
    ANOTHER_REPLY_PORT,
    CORNERS,
    DIMS,
    PORT,
    REACH,
    REPLY_PORT,
    REPLY_PORTS,
    heard,
    say,
    sent,
)
from generators.max_client import OUTLETS
from generators.max_client import PORTS as CLIENT
from generators.max_panel import HEIGHT, PAD, WIDTH, button, dial, labels
from generators.max_panel import PORTS as PANEL
from generators.max_patch import AMBER, FACE, INK, TEAL, Patch, Rect, dark, parameter

STEPS: Final = 16
VOICES: Final = 8  # slots that the sequencer plays
DEVICE: Final = (820.0, 169.0)  # Live shows devices 169 pixels high
OVERVIEW: Final = (WIDTH + 20.0, HEIGHT + 140.0)


def _title(p: Patch, name: str, *lines: str) -> None:
    p.comment(name, 20, 10, points=20, fontface=1)
    for n, line in enumerate(lines):
        p.comment(line, 20, 46 + 23 * n)


def _client(p: Patch, patch: str, x: float, y: float) -> Box:
    """A client with the reply port of this patch."""
    return p.abstraction(f"dx7bridge.client 127.0.0.1 {PORT} {REPLY_PORTS[patch]}", x, y, CLIENT)


def _with_panel(p: Patch, patch: str, x: float, y: float, place: Rect | None = None) -> None:
    """A client above a panel, wired both ways."""
    client = _client(p, patch, x, y)
    shown = p.bpatcher("dx7bridge.panel.maxpat", (x, y + 60, WIDTH, HEIGHT), PANEL, place)
    p.wire(client, shown)
    p.wire(shown, client)


def overview() -> Patch:
    """What Extras > dx7bridge opens: three steps, the way to help and examples, and the panel."""
    p = Patch(OVERVIEW, presentation=True, **dark(), openrect=[80.0, 100.0, *OVERVIEW])
    p.label("dx7bridge", (20, 10), (22, 10, 300, 36), 26.0, textcolor=INK, fontface=1)
    for n, step in enumerate(
        (
            "1. In a terminal: dx7bridge serve",
            "2. The light turns green-blue: Max and the bridge talk.",
            "3. Press SAMPLE, then LISTEN. Turn a dial.",
        )
    ):
        p.label(step, (20, 60 + 24 * n), (22, 50 + 24 * n, 360, 20), textcolor=INK)
    control = p.box("pcontrol", 20, 250)
    rows = (
        ("HELP", (("CLIENT", "client.maxhelp"), ("PANEL", "panel.maxhelp"))),
        ("EXAMPLES", (("PATTR MORPH", "pattr-morph.maxpat"), ("SEQUENCER", "step-sequencer.maxpat"))),
        ("", (("SYSEX OUT", "sysex-out.maxpat"), ("LIVE DEVICE", "m4l.maxpat"))),
    )
    for row, (title, files) in enumerate(rows):
        top = 14.0 + 37 * row
        if title:
            p.label(title, (600, 10 + 30 * row), (402, top + 6, 92, 20), fontface=1, textjustification=2)
        for n, (shown, file) in enumerate(files):
            at = 20 + 260.0 * (2 * row + n)
            press = button(p, shown, (at, 150), (502 + 132.0 * n, top, 124, 31), 13.0)
            p.chain(press, p.message(f"load dx7bridge.{file}", at, 190), control)
    _with_panel(p, "overview", 20, 300, (10, 134, WIDTH, HEIGHT))
    return p


def client_help() -> Patch:
    """Messages step down to the client, outlets step down from it: so no cord crosses a box."""
    p = Patch((900, 780))
    _title(
        p,
        "dx7bridge.client",
        "Talks OSC with the dx7bridge server. Send it messages as the address table has them.",
        f"Arguments: host, port, reply port (without: 127.0.0.1 {PORT} {REPLY_PORT}).",
        f"Two clients need two reply ports; replyport {ANOTHER_REPLY_PORT} gives it another while it runs.",
    )
    asks = (
        ("/dx7/sample",),
        ("/dx7/vary", 0.2),
        ("/dx7/undo",),
        ("/dx7/latent/1", 0.5),
        ("/dx7/latent", *(0,) * DIMS),
        ("/dx7/axes/get",),
        ("/dx7/slot/store", 1),
        ("/dx7/slot/recall", 1),
        ("/dx7/cart/ints/get",),
    )
    texts = [*(say(*ask) for ask in asks), f"replyport {ANOTHER_REPLY_PORT}"]
    top = 130.0 + 25 * len(texts)
    client = _client(p, "client", 20, top + 14)
    step = (client.patching_rect.w - 10) / (len(OUTLETS) - 1)
    for n, text in enumerate(texts):
        p.wire(p.message(text, 20 + step * n, 130 + 25 * n), client)
    for row, (n, what) in enumerate(reversed(list(enumerate(OUTLETS)))):
        x, y = 20 + step * n, top + 54 + 58 * row
        if row == 0:
            p.wire((client, n), p.ui("toggle", (x, y, 24, 24)))
            p.comment(what, x + 34, y)
        else:
            first, shown = p.box("zl slice 10", x, y - 18), p.message(" ", x, y + 8, 870 - x)
            p.comment(what, x + 110, y - 18)
            p.chain((client, n), first, (shown, 1))
    return p


def panel_help() -> Patch:
    p = Patch((WIDTH + 60, HEIGHT + 240))
    _title(
        p,
        "dx7bridge.panel",
        "A bpatcher: dials and a pad that follow the bridge, four slots, locks; drop a .syx on it.",
        "Wire the client's first outlet to it, and it to the client. Several panels may share one client.",
        "X and Y choose the dials that the pad turns. STORE a sound under A to D, then press the letter.",
    )
    _with_panel(p, "panel", 20, 150)
    return p


def pattr_morph() -> Patch:
    """Latents in a pattrstorage: a float between two presets is a sound between two sounds."""
    p = Patch((820, 500))
    _title(
        p,
        "Morph over stored latents with pattrstorage",
        "Find a sound, store it as 1, the next as 2, and so on. The slider then walks over them:",
        "1.5 is half-way from 1 to 2. WRITE saves the presets in a file, READ takes them back. A file",
        "latents.json beside this patch is read by itself; Max asks before it throws presets away.",
    )
    client = _client(p, "pattr-morph", 20, 450)
    sliders = p.ui(
        "multislider",
        (20, 200, 340, 180),
        size=DIMS,
        setminmax=[-REACH, REACH],
        settype=1,
        setstyle=1,
        slidercolor=TEAL,
        bgcolor=FACE,
        varname="latent",
    )
    show = p.box("prepend setlist", 20, 160)
    p.chain((client, 1), show, sliders)
    p.chain(sliders, p.box(f"prepend {sent('/dx7/latent')}", 20, 400), client)
    p.wire(p.message(say("/dx7/sample"), 200, 400), client)

    storage = p.box("pattrstorage latents @savemode 1", 420, 320)
    p.box("autopattr @autoname 0", 420, 360)
    for n in range(4):
        p.wire(p.message(f"store {n + 1}", 420 + 80 * n, 160), storage)
    for n, what in enumerate(("write", "read")):
        p.wire(p.message(what, 740, 160 + 34 * n), storage)
    along = p.ui("slider", (420, 210, 300, 30), size=301, orientation=1, floatoutput=0, knobcolor=TEAL)
    place = p.box("expr 1.+$i1/100.", 420, 256)
    p.chain(along, place, storage)
    p.chain(place, p.ui("flonum", (560, 256, 70, 22)))
    return p


def step_sequencer() -> Patch:
    """Sixteen steps, each the slot it recalls."""
    p = Patch((820, 660))
    _title(
        p,
        "A step sequencer of voices",
        f"FILL samples slots 1 to {VOICES}. Draw the steps (0 rests), switch it on, hold a note.",
    )
    client = _client(p, "step-sequencer", 20, 600)
    fill, many, each = p.message("fill", 20, 90), p.box(f"uzi {VOICES}", 20, 152), p.box("t i b", 20, 184)
    p.chain(fill, p.box("t b", 20, 122), many)
    p.wire((many, 2), each)
    p.wire((each, 1), p_sample := p.message(say("/dx7/sample"), 180, 216))
    p.wire(p_sample, client)
    p.chain(each, p.box(f"prepend {sent('/dx7/slot/store')}", 20, 248), client)

    on, clock = p.ui("toggle", (420, 90, 30, 30)), p.box("metro 250", 420, 152)
    time = p.ui("number", (500, 122, 60, 22), minimum=60, maximum=4000)
    p.wire(p.box("loadmess 250", 500, 90), time)
    p.wire(time, (clock, 1))
    p.comment("ms a step", 566, 122)
    count = p.box(f"counter 1 {STEPS}", 420, 184)
    p.chain(on, clock, count)
    steps = p.ui(
        "multislider",
        (20, 330, 760, 160),
        size=STEPS,
        setminmax=[0, VOICES],
        settype=0,
        setstyle=1,
        slidercolor=AMBER,
        bgcolor=FACE,
        varname="steps",
    )
    p.chain(p.box("loadmess setlist 1 0 2 0 3 0 4 5 1 0 6 0 7 0 8 5", 20, 290), steps)
    p.chain(count, p.box("prepend fetch", 420, 290), steps)
    p.chain(count, p.ui("number", (560, 184, 50, 22)))
    rest = p.box("sel 0", 20, 510)
    p.wire((steps, 1), rest)
    p.chain((rest, 1), p.box(f"prepend {sent('/dx7/slot/recall')}", 20, 550), client)
    return p


def sysex_out() -> Patch:
    """For people without JACK or a MIDI port of the bridge's own: Max sends the dumps."""
    p = Patch((820, 560))
    _title(
        p,
        "SysEx out through Max",
        "Run the bridge with: dx7bridge serve --output none. Choose the port that the DX7 or Dexed is on.",
        "Whenever the voice changes, its 163 bytes are asked for and sent, at most eight times a second:",
        "a dump takes 53 ms on a MIDI cable. The synth must have memory protect off and SysEx on.",
    )
    client = _client(p, "sysex-out", 20, 180)
    pace, ask = p.box("speedlim 125", 420, 220), p.box("t b", 420, 252)
    p.chain((client, 3), pace, ask, p.message(say("/dx7/sysex/ints/get"), 420, 284), client)
    p.wire(p.message(say("/dx7/sample"), 300, 140), client)
    dump, bytes_ = p.box(f"route {heard('/dx7/sysex/ints')}", 20, 240), p.box("iter", 20, 300)
    out = p.box("midiout", 20, 440)
    p.chain(client, dump, bytes_, out)
    ports, menu = p.box("midiinfo", 180, 340), p.ui("umenu", (180, 372, 240, 22), items=["none"])
    p.chain(p.box("loadbang", 180, 308), ports, menu)
    p.chain((menu, 1), p.box("prepend port", 180, 408), out)
    p.comment("the port of the synth", 430, 372)
    return p


def m4l() -> Patch:
    """The MIDI device: MIDI passes; the dials are Live parameters, automated and mapped as any."""
    width, height = DEVICE
    p = Patch(
        (1100, 1010), presentation=True, devicewidth=width, **dark(), openrect=[0.0, 0.0, width, height]
    )
    p.comment(
        "A Max for Live MIDI device. MIDI passes; the eight dials are parameters of the Live set.",
        20,
        10,
        700,
    )
    notes = p.box("midiin", 760, 60)
    p.chain(notes, p.box("midiout", 760, 100))
    client = _client(p, "m4l", 20, 60)
    latents = p.box("route " + " ".join(heard(f"/dx7/latent/{n}") for n in range(1, DIMS + 1)), 20, 110)
    rest = p.box(
        "route " + " ".join(heard(f"/dx7/{kind}") for kind in ("name", "axis", "status.reply")), 20, 150
    )
    p.wire(client, latents)
    p.wire((latents, DIMS), rest)
    for n in range(DIMS):
        place = (16.5 + 73 * n, 25, 64, 63)
        knob = dial(p, f"DX7 {n + 1}", f"{n + 1}", -REACH, REACH, (20 + 60 * n, 260), place)
        p.chain((latents, n), p.box("prepend set", 20 + 92 * (n % 4), 190 + 26 * (n // 4)), knob)
        p.chain(
            knob,
            p.box(f"prepend {sent(f'/dx7/latent/{n + 1}')}", 20 + 150 * (n % 4), 350 + 26 * (n // 4)),
            client,
        )
    name = p.label("DX7", (560, 180), (12, 2, 300, 23), 17.0, textcolor=INK, fontface=1)
    p.chain(rest, p.box("prepend set", 560, 150), name)
    light = p.ui(
        "led",
        (660, 260, 20, 20),
        (788, 3, 20, 20),
        oncolor=TEAL,
        offcolor=[0.25, 0.27, 0.30, 1.0],
        bgcolor=FACE,
        thickness=100.0,
    )
    p.label("BRIDGE", (660, 220), (716, 3, 68, 20), 12.0, fontface=1, textjustification=2)
    p.wire((client, 5), light)
    for n, (text, address) in enumerate(
        (("SAMPLE", "/dx7/sample"), ("UNDO", "/dx7/undo"), ("REDO", "/dx7/redo"))
    ):
        look: dict[str, Any] = {"bgcolor": TEAL, "textcolor": FACE} if text == "SAMPLE" else {}
        press = button(p, text, (20 + 90 * n, 430), (12 + 194 * n, 135, 186, 30), **look)
        p.chain(press, p.message(say(address), 20 + 100 * n, 466), client)
    press, amount = button(p, "VARY", (330, 430), (596, 135, 68, 30)), p.box("f 0.3", 380, 466)
    knob = dial(
        p, "DX7 vary", "AMOUNT", 0, 1, (430, 420), (596, 25, 68, 63), start=0.3, activedialcolor=AMBER
    )
    p.wire(knob, (amount, 1))
    p.chain(press, amount, p.box(f"prepend {sent('/dx7/vary')}", 380, 500), client)
    places: list[Rect] = [(12.0 + 73 * n, 88, 73, 42) for n in range(DIMS)]  # three lines
    labels(p, (rest, 1), (rest, 2), client, (20, 740), places, points=11.0)
    _device_morph(p, client)
    _device_port(p, client)
    return p


def _device_port(p: Patch, client: Box) -> None:
    """The reply port, kept with the Live set: a second device needs another."""
    own = REPLY_PORTS["m4l"]
    p.label("REPLY PORT", (900, 560), (540, 3, 92, 20), 12.0, fontface=1, textjustification=2)
    number = p.ui(
        "live.numbox",
        (900, 590, 60, 18),
        (638, 2, 58, 22),
        fontsize=13.0,
        **parameter("DX7 reply port", "port", REPLY_PORT, REPLY_PORT + 200, start=own, whole=True),
    )
    p.chain(number, p.box("prepend replyport", 900, 630), client)


def _device_morph(p: Patch, client: Box) -> None:
    pad = p.ui(
        "pictslider",
        (560, 560, 100, 60),
        (676, 50, 132, 113),
        leftvalue=0,
        rightvalue=1000,
        bottomvalue=0,
        topvalue=1000,
        varname="DX7 morph",
        **(PAD | {"color": AMBER}),
    )
    p.label("MORPH", (680, 560), (676, 31, 132, 18), 12.0, fontface=1, textjustification=1)
    to = p.box("pack 0. 0.", 560, 670)
    for axis in (0, 1):
        p.chain((pad, axis), p.box("/ 1000.", 560 + 90 * axis, 636), (to, axis))
    p.chain(to, p.box(f"prepend {sent('/dx7/interpolate/xy')}", 560, 700), client)
    p.comment(f"The pad morphs over slots 1 to {len(CORNERS)}, stored from the panel.", 20, 700, 400)
