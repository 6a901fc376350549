"""The package's overview, help patches and examples: each opens with what it shows and how to try it."""

from __future__ import annotations

from typing import Final

from py2max.core import Box

from generators.addresses import CORNERS, DIMS, PORT, REACH, REPLY_PORT, heard, say, sent
from generators.max_client import OUTLETS
from generators.max_client import PORTS as CLIENT
from generators.max_panel import HEIGHT, PAD, WIDTH, button, dial
from generators.max_panel import PORTS as PANEL
from generators.max_patch import AMBER, FACE, INK, TEAL, Patch, dark

EXAMPLES: Final = ("pattr-morph", "step-sequencer", "sysex-out", "m4l")
STEPS: Final = 16
VOICES: Final = 8  # slots that the sequencer plays
DEVICE: Final = (620.0, 169.0)  # Live shows devices 169 pixels high


def _title(p: Patch, name: str, *lines: str) -> None:
    p.comment(name, 20, 10, points=20, fontface=1)
    for n, line in enumerate(lines):
        p.comment(line, 20, 46 + 23 * n)


def _client(p: Patch, x: float, y: float) -> Box:
    return p.abstraction("dx7bridge.client", x, y, CLIENT)


def _with_panel(p: Patch, x: float, y: float) -> tuple[Box, Box]:
    """A client above a panel, wired both ways."""
    client = _client(p, x, y)
    shown = p.bpatcher("dx7bridge.panel.maxpat", (x, y + 60, WIDTH, HEIGHT), PANEL)
    p.wire(client, shown)
    p.wire(shown, client)
    return client, shown


def overview() -> Patch:
    p = Patch((WIDTH + 60, 780))
    _title(
        p,
        "dx7bridge",
        "1. In a terminal: dx7bridge serve",
        f"2. The light turns on: Max and the bridge talk (ports {PORT} and {REPLY_PORT}).",
        "3. Press SAMPLE, turn a dial, play the synth.",
    )
    control = p.box("pcontrol", 20, 128)
    for n, name in enumerate(("client.maxhelp", "panel.maxhelp", *(f"{e}.maxpat" for e in EXAMPLES))):
        p.wire(p.message(f"load dx7bridge.{name}", 20 + (n % 3) * 240, 94 if n < 3 else 160), control)
    _with_panel(p, 20, 200)
    return p


def client_help() -> Patch:
    p = Patch((860, 520))
    _title(
        p,
        "dx7bridge.client",
        "Talks OSC with the dx7bridge server. Send it messages as the address table has them.",
        f"Arguments: host, port, reply port (127.0.0.1 {PORT} {REPLY_PORT}). Two clients need two.",
    )
    client = p.abstraction(f"dx7bridge.client 127.0.0.1 {PORT} {REPLY_PORT}", 20, 260, CLIENT)
    asks: tuple[tuple[str, *tuple[float, ...]], ...] = (
        ("/dx7/sample",),
        ("/dx7/latent/1", 0.5),
        ("/dx7/latent", *(0.0,) * DIMS),
        ("/dx7/slot/store", 1),
        ("/dx7/slot/recall", 1),
        ("/dx7/cart/sample", 7),
        ("/dx7/cart/ints/get",),
        ("/dx7/vary", 0.2),
        ("/dx7/undo",),
    )
    for n, ask in enumerate(asks):
        p.wire(p.message(say(*ask), 20 + 250 * (n % 3), 120 + 34 * (n // 3)), client)
    for n, what in enumerate(OUTLETS):
        x = 20 + 136 * n
        p.comment(what, x, 330, 124)
        if n == len(OUTLETS) - 1:
            p.wire((client, n), p.ui("toggle", (x, 420, 24, 24)))
        else:
            show = p.box("prepend set", x, 420)
            p.chain((client, n), show, p.message(" ", x, 452))
    return p


def panel_help() -> Patch:
    p = Patch((WIDTH + 60, 760))
    _title(
        p,
        "dx7bridge.panel",
        "A bpatcher: dials and a pad that follow the bridge, four slots, locks; drop a .syx on it.",
        "Wire the client's first outlet to it, and it to the client. Several panels may share one client.",
        "PAD: two menus choose the dials it turns. STORE a sound under A to D, then press the letter.",
    )
    _with_panel(p, 20, 150)
    return p


def pattr_morph() -> Patch:
    """Latents in a pattrstorage: a float between two presets is a sound between two sounds."""
    p = Patch((820, 640))
    _title(
        p,
        "Morph over stored latents with pattrstorage",
        "Find a sound, store it as 1, the next as 2, and so on. The slider then walks over them:",
        "1.5 is half-way from 1 to 2. Presets are saved with the file that pattrstorage writes.",
    )
    client = _client(p, 20, 560)
    sliders = p.ui(
        "multislider",
        (20, 330, 320, 150),
        size=DIMS,
        setminmax=[-REACH, REACH],
        settype=1,
        setstyle=1,
        slidercolor=TEAL,
        bgcolor=FACE,
        varname="latent",
    )
    show = p.box("prepend setlist", 20, 290)
    p.chain((client, 1), show, sliders)
    p.chain(sliders, p.box(f"prepend {sent('/dx7/latent')}", 20, 500), client)
    p.wire(p.message(say("/dx7/sample"), 180, 500), client)

    storage = p.box("pattrstorage latents @savemode 0", 420, 290)
    p.box("autopattr @autoname 0", 420, 330)
    for n in range(4):
        p.wire(p.message(f"store {n + 1}", 420 + 76 * n, 130), storage)
    along = p.ui("slider", (420, 180, 300, 30), size=301, orientation=1, floatoutput=0, knobcolor=TEAL)
    place = p.box("expr 1.+$i1/100.", 420, 226)
    p.chain(along, place, storage)
    p.chain(place, p.ui("flonum", (560, 226, 70, 22)))
    return p


def step_sequencer() -> Patch:
    """Sixteen steps, each the slot it recalls."""
    p = Patch((820, 660))
    _title(
        p,
        "A step sequencer of voices",
        f"FILL stores {VOICES} new voices in slots 1 to {VOICES}. Draw the steps (0 rests), set the time,",
        "switch it on, hold a note.",
    )
    client = _client(p, 20, 600)
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
    client = _client(p, 20, 180)
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
    p = Patch((900, 760), presentation=True, devicewidth=width, **dark(), openrect=[0.0, 0.0, width, height])
    p.comment(
        "A Max for Live MIDI device. MIDI passes; the eight dials are parameters of the Live set.",
        20,
        10,
        700,
    )
    notes = p.box("midiin", 760, 60)
    p.chain(notes, p.box("midiout", 760, 100))
    client = _client(p, 20, 60)
    latents = p.box("route " + " ".join(heard(f"/dx7/latent/{n}") for n in range(1, DIMS + 1)), 20, 110)
    rest = p.box(f"route {heard('/dx7/name')} {heard('/dx7/pong')}", 20, 150)
    p.wire(client, latents)
    p.wire((latents, DIMS), rest)
    for n in range(DIMS):
        place = (12 + 56 * n, 34, 52, 64)
        knob = dial(p, f"DX7 {n + 1}", f"{n + 1}", -REACH, REACH, (20 + 60 * n, 260), place)
        p.chain((latents, n), p.box("prepend set", 20 + 92 * (n % 4), 190 + 26 * (n // 4)), knob)
        p.chain(
            knob,
            p.box(f"prepend {sent(f'/dx7/latent/{n + 1}')}", 20 + 150 * (n % 4), 350 + 26 * (n // 4)),
            client,
        )
    name = p.label("DX7", (560, 180), (12, 6, 300, 26), 17.0, textcolor=INK, fontface=1)
    p.chain(rest, p.box("prepend set", 560, 150), name)
    light = p.ui(
        "led",
        (660, 260, 20, 20),
        (590, 8, 20, 20),
        oncolor=TEAL,
        offcolor=[0.25, 0.27, 0.30, 1.0],
        bgcolor=FACE,
        thickness=100.0,
    )
    p.label("BRIDGE", (660, 220), (520, 8, 66, 20), 12.0, fontface=1, textjustification=2)
    p.wire((client, 5), light)
    for n, (text, address) in enumerate(
        (("SAMPLE", "/dx7/sample"), ("UNDO", "/dx7/undo"), ("REDO", "/dx7/redo"))
    ):
        look = {"bgcolor": TEAL, "textcolor": FACE} if text == "SAMPLE" else {}
        press = button(p, text, (20 + 90 * n, 430), (12 + 92 * n, 110, 86, 46), **look)
        p.chain(press, p.message(say(address), 20 + 100 * n, 466), client)
    press, amount = button(p, "VARY", (330, 430), (288, 110, 86, 46)), p.box("f 0.3", 380, 466)
    knob = dial(p, "DX7 vary", "AMOUNT", 0, 1, (430, 420), (380, 102, 62, 62), start=0.3)
    p.wire(knob, (amount, 1))
    p.chain(press, amount, p.box(f"prepend {sent('/dx7/vary')}", 380, 500), client)
    _device_morph(p, client)
    return p


def _device_morph(p: Patch, client: Box) -> None:
    pad = p.ui(
        "pictslider",
        (560, 560, 100, 60),
        (468, 34, 140, 122),
        leftvalue=0,
        rightvalue=1000,
        bottomvalue=0,
        topvalue=1000,
        varname="DX7 morph",
        **(PAD | {"color": AMBER}),
    )
    to = p.box("pack 0. 0.", 560, 670)
    for axis in (0, 1):
        p.chain((pad, axis), p.box("/ 1000.", 560 + 90 * axis, 636), (to, axis))
    p.chain(to, p.box(f"prepend {sent('/dx7/interpolate/xy')}", 560, 700), client)
    p.comment(f"The pad morphs over slots 1 to {len(CORNERS)}, stored from the panel.", 20, 640, 400)
