"""The TouchOSC layouts: valid, laid out without clashes, and every binding played against the bridge.

TouchOSC itself does not run here. Bindings are replayed as its manual describes them: a change of a
value sends the messages that it triggers, a received message sets values and is not sent again. The
root's script runs in a real Lua.
"""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import lupa
import py2tosc
import pytest
from fakes import Rig
from live_bridge import DEADLINE, live_bridge
from py2tosc import Control, ControlType, Document, LocalMessage, OscMessage
from pythonosc.osc_message import OscMessage as Received

from dx7bridge.engine.calibration import AxisCalibration
from dx7bridge.osc.answers import STATE
from dx7bridge.osc.codec import encode
from dx7bridge.osc.table import ADDRESSES
from generators import touchosc
from generators.addresses import CORNERS, DIMS, LOCKS, REPLY_PORT, SWITCHES
from generators.pictures import broken
from generators.touchosc import AMBER
from training.sound import FEATURES

FOLDER = Path(__file__).parents[2] / touchosc.FOLDER
FILES = sorted(FOLDER.glob("*.tosc"))
SWITCHED = {f"switch {address}" for _, address, _, _ in SWITCHES}
STAGE = FOLDER / "dx7bridge-stage.tosc"  # has no faders of its own for what the others steer with
PLAYED = [path for path in FILES if path != STAGE]
every_layout = pytest.mark.parametrize("path", PLAYED, ids=[p.stem for p in PLAYED])
every_file = pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
SPAN = (0.0, 0.5, 1.0)
FILLED = " ".join(
    str(round(int(AMBER[n : n + 2], 16) / 255, 3)) for n in (1, 3, 5)
)  # as the stand-in for Color has it


class Surface:
    """A layout in use: values by control, what it sent, and what came in."""

    def __init__(self, document: Document) -> None:
        self.controls = {control.id: control for control in document.walk()}
        self.values = {c.id: {v.key: v.default for v in c.values} for c in self.controls.values()}
        self.sent: list[tuple[Any, ...]] = []

    def named(self, name: str) -> Control:
        return next(c for c in self.controls.values() if c.name == name)

    def value(self, name: str, key: str = "x") -> Any:
        return self.values[self.named(name).id][key]

    def change(self, control: Control, key: str, value: Any, *, received: OscMessage | None = None) -> None:
        """A finger, a message or another control changes a value; what that triggers happens."""
        old = self.values[control.id][key]
        if old == value:
            return
        self.values[control.id][key] = value
        for message in control.messages:
            if not message.enabled or not any(self._fires(t, key, old, value) for t in message.triggers):
                continue
            if isinstance(message, LocalMessage):
                target = self.controls[message.dst_id]
                self.change(target, message.dst_var, self._argument(control, message))
            elif (
                isinstance(message, OscMessage)
                and message.send
                and (message is not received or message.feedback)
            ):
                arguments = [self._argument(control, partial) for partial in message.arguments]
                self.sent.append((address(message), *arguments))

    @staticmethod
    def _fires(trigger: Any, key: str, old: Any, new: Any) -> bool:
        rises = (
            {"ANY": True, "RISE": new > old, "FALL": new < old} if not isinstance(new, str) else {"ANY": True}
        )
        return trigger.var == key and rises[str(trigger.condition)]

    def _argument(self, control: Control, partial: Any) -> Any:
        raw = partial.value
        if str(partial.type) == "VALUE":
            raw = self.values[control.id][partial.value]
            if not isinstance(raw, str):
                raw = partial.scale_min + float(raw) * (partial.scale_max - partial.scale_min)
        kinds = {"FLOAT": float, "INTEGER": lambda text: int(float(text)), "STRING": str}
        return kinds[str(partial.conversion)](raw)

    def receive(self, path: str, *arguments: Any) -> None:
        for control in self.controls.values():
            for message in control.messages:
                if not isinstance(message, OscMessage) or not message.receive or address(message) != path:
                    continue
                for partial, argument in zip(message.arguments, arguments, strict=False):
                    value = argument
                    if not isinstance(argument, str):
                        span = partial.scale_max - partial.scale_min
                        value = min(max((argument - partial.scale_min) / span, 0.0), 1.0)
                    self.change(control, partial.value, value, received=message)


def address(message: OscMessage) -> str:
    assert all(str(partial.type) == "CONSTANT" for partial in message.path)
    return "".join(partial.value for partial in message.path)


def osc(document: Document) -> Iterator[tuple[Control, OscMessage]]:
    for control in document.walk():
        for message in control.messages:
            if isinstance(message, OscMessage):
                yield control, message


class Wire:
    """The socket of a surface."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(DEADLINE)
        self._bridge = ("127.0.0.1", port)
        self.own = self._socket.getsockname()[1]
        self.heard: list[tuple[Any, ...]] = []

    def send(self, path: str, *arguments: Any) -> None:
        self._socket.sendto(encode(path, arguments), self._bridge)

    def until(self, *first: Any) -> tuple[Any, ...]:
        while True:
            message = Received(self._socket.recv(65536))
            self.heard.append((message.address, *message.params))
            if self.heard[-1][: len(first)] == first:
                return self.heard[-1]

    def settle(self) -> None:
        """All that was sent is answered: the engine answers in the order asked."""
        self.send("/dx7/seed", 7, 123456)
        self.until("/dx7/done", "/dx7/seed", 123456)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def bridge() -> Iterator[tuple[int, Rig]]:
    with live_bridge() as running:
        yield running


@pytest.fixture
def wire(bridge: tuple[int, Rig]) -> Iterator[Wire]:
    joined = Wire(bridge[0])
    try:
        joined.send("/dx7/subscribe")
        joined.settle()
        yield joined
    finally:
        joined.close()


# The files.


def test_the_layouts_are_as_freshly_generated() -> None:
    fresh = {name: document.dumps() for name, document in touchosc.layouts().items()}
    found = {path.name: zlib.decompress(path.read_bytes()).decode() for path in FILES}
    assert fresh.keys() == found.keys()
    assert [name for name in fresh if fresh[name] != found[name]] == [], "run: python -m generators"


@every_file
def test_py2tosc_finds_no_fault(path: Path) -> None:
    assert py2tosc.load(path).validate() == []


@every_file
def test_ids_and_names_are_unique(path: Path) -> None:
    controls = list(py2tosc.load(path).walk())
    for key in ([c.id for c in controls], [c.name for c in controls]):
        assert len(set(key)) == len(key)


@every_file
def test_nothing_overlaps_but_a_button_and_its_caption(path: Path) -> None:
    for parent in py2tosc.load(path).walk():
        if parent.control_type is ControlType.PAGER:
            continue  # its pages lie over each other, one shown at a time
        _, _, width, height = parent.frame
        for child in parent.children:
            x, y, w, h = child.frame
            assert 0 <= x < x + w <= width + 0.01
            assert 0 <= y < y + h <= height + 0.01
        for a, b in combinations(parent.children, 2):
            if b.name == f"{a.name} caption" and a.control_type is ControlType.BUTTON:
                assert a.frame == b.frame
                continue
            p, q = a.frame, b.frame
            apart = p.x + p.w <= q.x or q.x + q.w <= p.x or p.y + p.h <= q.y or q.y + q.h <= p.y
            assert apart, (a.name, b.name)


@every_layout
def test_every_label_that_a_model_can_have_fits_its_place(path: Path) -> None:
    labels = {control.name: control for control in py2tosc.load(path).walk()}
    placed = 0
    for label in (feature.more for feature in FEATURES if feature.more):
        for name, text in touchosc.captions([label] * DIMS).items():
            if name in labels:
                frame = labels[name].frame
                broken((frame.w, frame.h), text, labels[name].get("textSize"), one_line=True)
                placed += 1
    assert placed >= 12 * len([feature for feature in FEATURES if feature.more])


@every_file
def test_a_finger_finds_each_control(path: Path) -> None:
    for control in py2tosc.load(path).walk():
        if control.control_type in (ControlType.BUTTON, ControlType.FADER, ControlType.XY):
            assert min(control.frame.w, control.frame.h) >= 30


@every_layout
def test_the_layout_has_what_a_performer_needs(path: Path) -> None:
    names = {control.name for control in py2tosc.load(path).walk()}
    wanted = {f"z{n}" for n in range(1, DIMS + 1)} | {f"lock {group}" for _, group in LOCKS}
    wanted |= {f"{what} {n}" for what in ("recall", "store") for n in range(1, 5)}
    wanted |= {
        "pad 1 2",
        "pad 3 4",
        "morph",
        "sample",
        "undo",
        "redo",
        "keep",
        "init",
        "listen",
        "vary 0.1",
        "temp",
        "glide",
    }
    wanted |= {*SWITCHED, "transpose", "transpose -12", "transpose 0", "transpose 12"}
    wanted |= {"name", "algorithm", "connection", "light", "listen", "trouble 1", "trouble 2"}
    assert wanted <= names


@every_file
def test_every_address_exists_and_every_received_one_is_sent_by_the_bridge(path: Path) -> None:
    for _, message in osc(py2tosc.load(path)):
        if message.send:
            assert address(message) in ADDRESSES
        if message.receive:
            assert address(message) in STATE
        assert message.send or message.receive
        assert not message.feedback


# Played.


@every_layout
def test_every_binding_at_minimum_middle_and_maximum_is_taken(path: Path, wire: Wire) -> None:
    surface = Surface(py2tosc.load(path))
    tried = {id(message) for _, message in osc(py2tosc.load(path)) if message.send}
    for n in range(1, 5):
        wire.send("/dx7/slot/store", n)
    played = set()
    locks = {c.id: Lock(c) for c in surface.controls.values() if c.name.startswith("lock ") and c.get("tag")}
    assert len(locks) == len(LOCKS)
    for lock in locks.values():
        for value in (0, 1, 1, 0):
            lock.press(value)
        assert lock.sent == [("/dx7/lock", lock.tag), ("/dx7/unlock", lock.tag)]
        for message in lock.sent:
            wire.send(*message)
        wire.settle()
    for control in surface.controls.values():
        for key in {t.var for m in control.messages for t in m.triggers} & {"x", "y"}:
            for value in (*SPAN, 0.0):
                surface.change(control, key, value)
        for message in surface.sent:
            wire.send(*message)
            played.add(message[0])
        surface.sent.clear()
        wire.settle()  # at a performer's pace: refusals are told ten a second at most
    wire.settle()
    assert [m for m in wire.heard if m[0] == "/dx7/fail"] == []
    assert tried
    assert played == {address(message) for _, message in osc(py2tosc.load(path)) if message.send}


def test_every_binding_of_the_stage_is_taken_but_what_needs_parts(
    wire: Wire, bridge: tuple[int, Rig]
) -> None:
    surface = Surface(py2tosc.load(STAGE))
    rig = bridge[1]
    for n in range(1, 65):
        wire.send("/dx7/slot/store", n)
    wire.send("/dx7/keep")
    wire.send("/dx7/session/save")
    wire.settle()
    played = set()
    for control in surface.controls.values():
        if not any(t.var == "x" for m in control.messages for t in m.triggers):
            continue
        for value in (0.0, 1.0, 0.0) if control.control_type is ControlType.BUTTON else SPAN:
            surface.change(control, "x", value)
        for message in surface.sent:
            if message[0] != "/dx7/spread":  # there is one part alone
                wire.send(*message)
            played.add(message[0])
        surface.sent.clear()
        wire.settle()
    fails = [m for m in wire.heard if m[0] == "/dx7/fail"]
    assert fails == []
    assert played == {address(message) for _, message in osc(py2tosc.load(STAGE)) if message.send}
    assert rig.output.played[:2] == [bytes((0x90, 48, 100)), bytes((0x80, 48, 0))]


def test_the_stage_shows_names_of_slots_and_what_is_at_hand() -> None:
    script = Script(STAGE)
    slots = [(n, f"SOUND {n}") for n in range(1, 65)]
    assert script.receive("/dx7/slots", *(atom for slot in slots for atom in slot))
    assert [script.texts[f"slot {n} name"] for n in (1, 8, 64)] == ["SOUND 1", "SOUND 8", "SOUND 64"]
    assert script.receive("/dx7/slots", 8, "ONE")
    assert [script.texts[f"slot {n} name"] for n in (1, 8)] == ["", "ONE"]
    assert script.receive("/dx7/favourite/at", 3, "BRASS")
    assert script.receive("/dx7/session/at", "gig")
    assert (script.texts["favourite"], script.texts["session"]) == ("3 BRASS", "gig")


@every_layout
def test_faders_and_pads_follow_and_send_nothing_back(
    path: Path, bridge: tuple[int, Rig], wire: Wire
) -> None:
    surface = Surface(py2tosc.load(path))
    other = Wire(bridge[0])
    where = (0.625, 0.375, 0.75, 0.25, 0.5, 0.125, 0.875, 0.25)
    other.send("/dx7/latent/norm", *where)
    other.settle()
    wire.until("/dx7/latent/norm/8", pytest.approx(0.25))
    wire.settle()
    for message in wire.heard:
        surface.receive(*message)
    other.close()
    assert [surface.value(f"z{n}") for n in range(1, 9)] == pytest.approx(where)
    assert (surface.value("pad 1 2", "x"), surface.value("pad 1 2", "y")) == pytest.approx((0.625, 0.375))
    assert (surface.value("pad 3 4", "x"), surface.value("pad 3 4", "y")) == pytest.approx((0.75, 0.25))
    assert surface.sent == []


@every_layout
def test_a_pad_speaks_through_its_faders_once(path: Path) -> None:
    surface = Surface(py2tosc.load(path))
    surface.change(surface.named("pad 3 4"), "x", 1.0)
    surface.change(surface.named("pad 3 4"), "y", 0.25)
    assert surface.sent == [("/dx7/latent/norm/3", 1.0), ("/dx7/latent/norm/4", 0.25)]
    surface.change(surface.named("z3"), "x", 0.5)
    assert surface.value("pad 3 4") == 0.5
    assert len(surface.sent) == 3


@every_layout
def test_a_sample_shows_its_name(path: Path, bridge: tuple[int, Rig], wire: Wire) -> None:
    surface = Surface(py2tosc.load(path))
    surface.change(surface.named("sample"), "x", 1.0)
    assert surface.sent == [("/dx7/sample",)]
    wire.send(*surface.sent[0])
    wire.until("/dx7/params")
    for message in wire.heard:
        surface.receive(*message)
    assert surface.value("name", "text") == bridge[1].engine.state.voice.name


# The script.


class Lock:
    """A lock's own script in a real Lua: a finger or the bridge changes its value."""

    def __init__(self, button: Control) -> None:
        self.tag = button.get("tag")
        self.sent: list[tuple[Any, ...]] = []
        self.lua = lupa.LuaRuntime()
        self._scope = self.lua.globals()
        self._scope.sendOSC = lambda *message: self.sent.append(message)
        self._scope.changed = lambda key: self._scope.onValueChanged(key)
        # As TouchOSC does: an assignment that changes a value calls back, whoever made it.
        self.lua.execute(
            "local kept = {x = 0, touch = false}\n"
            "local values = setmetatable({}, {__index = kept, __newindex = function(_, key, value)\n"
            "  if kept[key] ~= value then kept[key] = value; changed(key) end end})\n"
            "self = {values = values}"
        )
        self._scope.self.tag = self.tag
        self.lua.execute(button.get("script"))

    def press(self, value: int) -> None:
        self._scope.self["values"].x = value

    def notify(self, held: bool) -> None:
        self._scope.onReceiveNotify("held", held)

    @property
    def lit(self) -> bool:
        return bool(self._scope.self["values"].x == 1)


class Script:
    """The root's script in a real Lua, with as much of TouchOSC around it as it uses."""

    def __init__(self, path: Path) -> None:
        self.now = 0
        self.sent: list[tuple[Any, ...]] = []
        document = py2tosc.load(path)
        self.texts = {
            c.name: str(c.values[0].default)
            for c in document.walk()
            if c.control_type is ControlType.LABEL and c.values[0].key == "text"
        }
        self.locks = {c.name: Lock(c) for c in document.walk() if c.get("script") and c.get("tag")}
        lua = lupa.LuaRuntime()
        scope = lua.globals()
        scope.getMillis = lambda: self.now
        scope.sendOSC = lambda *message: self.sent.append(message)
        lua.execute("Color = function(r, g, b, a) return table.concat({r, g, b}, ' ') end")
        root = py2tosc.load(path).root
        names = {child.name for child in root.children}
        assert {"light", "connection", "algorithm"} <= names  # the script finds them below the root
        lua.execute("self = {children = {light = {}, connection = {values = {}}, algorithm = {values = {}}}}")
        self.lit: dict[str, str] = {}
        scope.written = self.texts.__setitem__
        scope.colored = self.lit.__setitem__
        scope.known = lambda name: "lock" if name in self.locks else "label" if name in self.texts else None
        scope.told = lambda name, key, value: self.locks[name].notify(value)
        lua.execute(
            "function self:findByName(name, deep)\n"
            "  assert(deep)\n"
            "  local kind = known(name)\n"
            "  if kind == 'lock' then\n"
            "    return {notify = function(_, key, value) told(name, key, value) end}\n"
            "  end\n"
            "  if kind == 'label' then\n"
            "    local set = function(_, _, text) written(name, text) end\n"
            "    local color = function(_, key, color) assert(key == 'textColor'); colored(name, color) end\n"
            "    return setmetatable({values = setmetatable({}, {__newindex = set})}, {__newindex = color})\n"
            "  end\n"
            "end"
        )
        lua.execute(root.get("script"))
        self.lua, self.scope, self.children = lua, scope, scope.self.children
        scope.init()

    def update(self, now: int) -> None:
        self.now = now
        self.scope.update()

    def receive(self, path: str, *arguments: Any) -> Any:
        values = self.lua.table_from([self.lua.table_from({"value": a}) for a in arguments])
        return self.scope.onReceiveOSC(self.lua.table_from([path, values]), self.lua.table_from([True]))


@every_layout
def test_the_script_shows_a_bridge_that_it_hears_it(path: Path, bridge: tuple[int, Rig], wire: Wire) -> None:
    script = Script(path)
    wire.send("/dx7/hello")
    (number,) = wire.until("/dx7/hello")[1:]
    assert script.receive("/dx7/hello", number)
    assert script.sent == [("/dx7/hello", number)]
    wire.send("/dx7/hello", float(number))  # numbers of Lua go out as floats
    assert wire.until("/dx7/done", "/dx7/hello")
    wire.settle()
    assert [m for m in wire.heard if m[0] == "/dx7/fail"] == []


@every_layout
def test_the_script_keeps_in_touch_with_a_live_bridge(
    path: Path, bridge: tuple[int, Rig], wire: Wire
) -> None:
    script = Script(path)
    assert script.children.connection["values"].text == "NO BRIDGE"
    script.update(10)
    assert script.sent == [("/dx7/reply", REPLY_PORT), ("/dx7/ping",), ("/dx7/status",)]
    script.update(500)
    assert len(script.sent) == 3
    wire.send("/dx7/reply", float(wire.own))  # numbers of Lua go out as floats
    wire.send("/dx7/ping")
    pong = wire.until("/dx7/pong")
    assert script.receive(*pong)
    assert script.children.connection["values"].text == "BRIDGE"
    assert script.sent[-1] == ("/dx7/subscribe",)
    wire.send(*script.sent[-1])
    wire.until("/dx7/done", "/dx7/subscribe")
    wire.settle()
    assert [m for m in wire.heard if m[0] == "/dx7/fail"] == []
    light = script.children.light.color
    script.update(5000)
    assert script.children.connection["values"].text == "NO BRIDGE"
    assert script.children.light.color != light


@every_layout
def test_the_script_shows_the_algorithm(path: Path, bridge: tuple[int, Rig], wire: Wire) -> None:
    script = Script(path)
    wire.send("/dx7/param", "algorithm", 21)
    wire.settle()
    wire.send("/dx7/params/get")
    assert script.receive(*wire.until("/dx7/params"))
    assert script.children.algorithm["values"].text == "ALGORITHM 22"
    assert script.receive("/dx7/param", "algorithm", 4)
    assert script.children.algorithm["values"].text == "ALGORITHM 5"
    assert script.receive("/dx7/param", "feedback", 4)
    assert script.children.algorithm["values"].text == "ALGORITHM 5"
    assert not script.receive("/dx7/name", "X")  # the label's own message takes it


@every_layout
def test_the_faders_and_pads_say_what_they_do(path: Path, bridge: tuple[int, Rig], wire: Wire) -> None:
    script = Script(path)
    labels = ("slower attack", "livelier", "more timbre sweep", "e", "f", "a very long one", "h", "i")

    def captions() -> dict[str, str]:
        return {name: text for name, text in script.texts.items() if name in touchosc.captions(labels)}

    assert captions()
    assert captions().items() <= touchosc.captions([f"axis {n}" for n in range(1, 9)]).items()
    bridge[1].decoder.axes = [AxisCalibration(label, (-2.0, 0.0, 2.0)) for label in labels]
    wire.send("/dx7/status")
    assert script.receive(*wire.until("/dx7/status.reply"))
    assert script.sent == [("/dx7/axes/get",), ("/dx7/subscribe",)]
    wire.send("/dx7/axes/get")
    wire.until("/dx7/done", "/dx7/axes/get")
    for message in wire.heard:
        script.receive(*message)
    assert captions().items() <= touchosc.captions(labels).items()
    assert {"across 1", "up 2", "across 3", "up 4"} <= captions().keys()


@every_layout
def test_it_asks_again_when_the_bridge_has_another_model_or_no_followers(path: Path) -> None:
    script = Script(path)
    for model, followers, asked in (
        ("loading", 0, [("/dx7/axes/get",), ("/dx7/subscribe",)]),
        ("loading", 1, []),
        ("voices", 1, [("/dx7/axes/get",), ("/dx7/subscribe",)]),
        ("voices", 2, []),
        ("voices", 1, [("/dx7/subscribe",)]),  # of two, another was faster than we
        ("voices", 2, []),
        ("voices", 0, [("/dx7/subscribe",)]),
    ):
        script.sent.clear()
        assert script.receive("/dx7/status.reply", model, 8, 0, "somewhere", followers, 0)
        assert script.sent == asked


@every_layout
def test_the_letters_of_filled_slots_are_lit(path: Path, bridge: tuple[int, Rig], wire: Wire) -> None:
    script = Script(path)

    def lit() -> str:
        bright = {name for name, color in script.lit.items() if color == FILLED}
        return "".join(letter for n, letter in enumerate(CORNERS, 1) if f"recall {n} caption" in bright)

    for request, filled in (
        (("/dx7/slot/store", 2), "B"),
        (("/dx7/slot/store", 9), "B"),
        (("/dx7/slot/store", 4), "BD"),
        (("/dx7/slot/clear", 2), "D"),
        (("/dx7/slot/clear", 9), "D"),
        (("/dx7/slot/clear", 4), ""),
    ):
        wire.send(*request)
        assert script.receive(*wire.until("/dx7/slots"))
        assert lit() == filled


@every_layout
def test_what_is_refused_is_shown_for_a_while(path: Path, bridge: tuple[int, Rig], wire: Wire) -> None:
    script = Script(path)
    frame = next(c.frame for c in py2tosc.load(path).walk() if c.name == "trouble 1")

    def shown() -> list[str]:
        return [script.texts[f"trouble {n}"] for n in (1, 2)]

    for request in (("/dx7/slot/recall", 2), ("/dx7/lock", "everything"), ("/dx7/interpolate", 0.5)):
        wire.send(*request)
        fail = wire.until("/dx7/fail")
        assert script.receive(*fail)
        for line in shown():
            broken((frame.w, frame.h), line, touchosc.TROUBLE, one_line=True)
        whole = " ".join(shown()).strip()
        assert fail[4].startswith(whole.removesuffix("..."))
        assert len(whole) > min(len(fail[4]), 70) - 1
    script.receive("/dx7/fail", "/dx7/x", 0, "parse", "w" * 200)
    script.update(1000)
    assert shown()[0]
    script.update(7000)
    assert shown() == ["", ""]


@every_layout
def test_switches_and_transposition_show_how_the_bridge_stands_and_send_nothing_back(
    path: Path, bridge: tuple[int, Rig], wire: Wire
) -> None:
    script = Script(path)
    assert script.locks.keys() >= SWITCHED

    def told(*message: Any) -> list[str]:
        wire.send(*message)
        wire.settle()
        wire.send("/dx7/subscribe", 0, 30)
        assert script.receive(*wire.until(message[0], message[1]))
        return [name for name in sorted(SWITCHED) if script.locks[name].lit]

    assert told("/dx7/key", "keep") == ["switch /dx7/key"]
    assert told("/dx7/smooth", 1) == ["switch /dx7/key", "switch /dx7/smooth"]
    assert told("/dx7/key", "free") == ["switch /dx7/smooth"]
    assert told("/dx7/transpose", -12) == ["switch /dx7/smooth"]
    assert script.texts["transpose"] == "TRANSPOSE -12"
    caption = next(c for c in py2tosc.load(path).walk() if c.name == "transpose")
    broken((caption.frame.w, caption.frame.h), "TRANSPOSE -24", caption.get("textSize"), one_line=True)
    for address, off, on in (("key", "free", "keep"), ("level", "off", "match"), ("smooth", 0, 1)):
        switch = script.locks[f"switch /dx7/{address}"]
        assert switch.sent == []
        switch.notify(False)
        for value in (1, 0):
            switch.press(value)
        assert switch.sent == [(f"/dx7/{address}", each) for each in (on, off)]


@every_layout
def test_the_locks_show_what_the_bridge_holds_and_send_nothing_back(
    path: Path, bridge: tuple[int, Rig], wire: Wire
) -> None:
    script = Script(path)
    assert script.locks.keys() - SWITCHED == {f"lock {group}" for _, group in LOCKS}

    def lit() -> set[str]:
        return {lock.tag for name, lock in script.locks.items() if lock.lit and name not in SWITCHED}

    def told(*request: str) -> set[str]:
        wire.send(*request)
        assert script.receive(*wire.until("/dx7/locks"))
        return lit()

    assert told("/dx7/lock", "lfo") == {"lfo"}
    assert told("/dx7/lock", "op3") == {"lfo", "op3"}
    assert told("/dx7/lock", "op1.coarse") == {"lfo", "op3"}
    assert told("/dx7/unlock", "lfo") == {"op3"}
    assert told("/dx7/lock", "all") == {group for _, group in LOCKS}
    assert told("/dx7/unlock") == set()
    assert [lock.sent for lock in script.locks.values() if lock.sent] == []
    script.locks["lock lfo"].press(1)
    assert script.locks["lock lfo"].sent == [("/dx7/lock", "lfo")]
    assert told(*script.locks["lock lfo"].sent[0]) == {"lfo"}
