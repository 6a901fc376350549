"""The Max package: valid, made of Max's own objects, and playing the bridge as Max would.

Max does not run here. The patches are read, checked, and played by a small interpreter of the objects
that they use, against the bridge on a real socket.
"""

from __future__ import annotations

import json
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fakes import Rig
from live_bridge import DEADLINE, live_bridge
from max_runtime import ACTS, Max, atoms, load
from py2max import Patcher
from py2max.lint import has_errors, lint
from py2max.maxref import get_object_info
from py2max.maxref.aliases import ALIASES
from py2max.maxref.porttypes import port_counts
from pythonosc.osc_message import OscMessage

from dx7bridge.engine.calibration import AxisCalibration
from dx7bridge.osc.answers import OUT
from dx7bridge.osc.codec import encode
from dx7bridge.osc.table import ADDRESSES, TABLE
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_bank, encode_voice
from generators import max_package
from generators.addresses import ALGORITHM, CLOSING, CORNERS, LOCKS, REPLY_PORT
from generators.max_objects import BY_ARGUMENTS, FIXED, ports
from generators.max_patch import AMBER
from generators.pictures import MENU_EDGES, broken
from training.sound import FEATURES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / max_package.FOLDER
PATCHERS = PACKAGE / "patchers"
PATCHES = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".maxpat", ".maxhelp"))
NAMES = [p.name for p in PATCHES]
OURS = {p.stem: p for p in PATCHERS.glob("*.maxpat")}
VOICE = INIT_VOICE.with_name("DROPPED").with_value("algorithm", 21).with_value("op3.coarse", 17)
every_patch = pytest.mark.parametrize("path", PATCHES, ids=NAMES)

Box = dict[str, Any]


def levels(patcher: Box) -> Iterator[Box]:
    """The patcher and all that are nested in it."""
    yield patcher
    for entry in patcher["boxes"]:
        if "patcher" in entry["box"]:
            yield from levels(entry["box"]["patcher"])


def boxes(patcher: Box) -> list[Box]:
    return [entry["box"] for level in levels(patcher) for entry in level["boxes"]]


def counts(box: Box) -> tuple[int, int]:
    """The inlets and outlets that a box must have; KeyError when it is not on the list."""
    inside = box.get("patcher")
    if inside is None:
        name = box["name"].removesuffix(".maxpat") if box["maxclass"] == "bpatcher" else _name(box)
        if name not in OURS:
            return ports(box["text"] if box["maxclass"] == "newobj" else box["maxclass"])
        inside = load(OURS[name])
    kinds = [entry["box"]["maxclass"] for entry in inside["boxes"]]
    return kinds.count("inlet"), kinds.count("outlet")


def _name(box: Box) -> str:
    return str(box["text"].split()[0]) if box["maxclass"] == "newobj" else str(box["maxclass"])


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def behind(a: Box, b: Box, key: str) -> bool:
    """A text within a frame that files are dropped on, and behind it: of two boxes the first is in front."""
    (x, y, w, h), (p, q, r, s) = a[key], b[key]
    kinds = (a["maxclass"], b["maxclass"])
    return kinds == ("dropfile", "comment") and x <= p and y <= q and p + r <= x + w and q + s <= y + h


# The files.


def test_the_package_is_as_freshly_generated() -> None:
    fresh = dict(max_package.files())
    found = {str(p.relative_to(PACKAGE)): p.read_bytes() for p in PACKAGE.rglob("*") if p.is_file()}
    stale = [path for path in fresh.keys() | found.keys() if fresh.get(path) != found.get(path)]
    assert not stale, f"run: python -m generators  ({sorted(stale)})"


def test_a_package_has_what_max_looks_for() -> None:
    info = json.loads((PACKAGE / "package-info.json").read_text())
    assert info["name"] == "dx7bridge"
    for name in OURS:
        assert (PACKAGE / "help" / f"{name}.maxhelp").is_file()
    assert (PACKAGE / "extras" / "dx7bridge.maxpat").is_file()


def test_the_package_carries_the_license() -> None:
    assert (PACKAGE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_each_patch_of_the_package_has_a_reply_port_of_its_own() -> None:
    """Two that are open together must not take each other's replies, nor those of a plain client."""
    clients = [
        box["text"] for path in PATCHES for box in boxes(load(path)) if _name(box) == "dx7bridge.client"
    ]
    given = [text.split()[1:] for text in clients]
    assert len(given) == len(PATCHES) - len(OURS)
    assert {(host, port) for host, port, _ in given} == {("127.0.0.1", "7700")}
    own = [int(reply_port) for _, _, reply_port in given]
    assert len({*own, REPLY_PORT}) == len(own) + 1
    page = (ROOT / "docs" / "max.md").read_text(encoding="utf-8")
    assert [port for port in own if f"| {port} |" not in page] == []


def test_the_reference_page_lists_the_whole_table() -> None:
    page = ElementTree.parse(PACKAGE / "docs" / "refpages" / "dx7bridge.client.maxref.xml")
    assert [method.get("name") for method in page.iter("method")] == [row.address for row in TABLE]
    for name in OURS:
        own = ElementTree.parse(PACKAGE / "docs" / "refpages" / f"{name}.maxref.xml").getroot()
        assert own.get("name") == name


@every_patch
def test_py2max_finds_no_fault(path: Path) -> None:
    findings = lint(Patcher.from_file(path))
    assert not has_errors(findings), findings
    command = [sys.executable, "-m", "py2max", "validate", str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@every_patch
def test_only_objects_of_max_itself_with_their_inlets_and_outlets(path: Path) -> None:
    for box in boxes(load(path)):
        assert (box["numinlets"], box["numoutlets"]) == counts(box), box
        assert len(box["outlettype"]) == box["numoutlets"], box


# What an inlet and an outlet have, the patch around them decides.
@pytest.mark.parametrize("name", sorted({*FIXED, *BY_ARGUMENTS} - {"inlet", "outlet"}))
def test_the_list_of_objects_agrees_with_the_reference_of_max(name: str) -> None:
    samples = {"expr": "expr $i1+1", "gate": "gate 3", "switch": "switch 3", "sprintf": "sprintf %d"}
    text = samples.get(name, f"{name} 1 2" if name in BY_ARGUMENTS else name)
    real = ALIASES.get(name, name)
    assert get_object_info(real) is not None
    ours, theirs = ports(text), port_counts(real, text)
    assert [b for a, b in zip(ours, theirs, strict=True) if b not in (None, a)] == []


@every_patch
def test_cords_join_outlets_and_inlets_that_exist(path: Path) -> None:
    for level in levels(load(path)):
        here = {entry["box"]["id"]: entry["box"] for entry in level["boxes"]}
        assert len(here) == len(level["boxes"])
        cords = [entry["patchline"] for entry in level["lines"]]
        ends = [(*cord["source"], *cord["destination"]) for cord in cords]
        assert len(set(ends)) == len(ends), "a cord twice"
        for source, outlet, to, inlet in ends:
            assert 0 <= outlet < here[source]["numoutlets"]
            assert 0 <= inlet < here[to]["numinlets"]


@every_patch
def test_nothing_lies_loose(path: Path) -> None:
    """Each object that can be wired is, but for those that work by being there."""
    by_being_there = {"comment", "panel", "autopattr", "bpatcher"}
    for level in levels(load(path)):
        wired = {
            e
            for entry in level["lines"]
            for e in (entry["patchline"]["source"][0], entry["patchline"]["destination"][0])
        }
        loose = [e["box"] for e in level["boxes"] if e["box"]["id"] not in wired]
        assert [box for box in loose if _name(box) not in by_being_there] == []


@every_patch
def test_names_and_parameters_are_unique(path: Path) -> None:
    names = [box["varname"] for box in boxes(load(path)) if "varname" in box]
    values = [
        box["saved_attribute_attributes"]["valueof"]
        for box in boxes(load(path))
        if "saved_attribute_attributes" in box
    ]
    parameters = [value["parameter_longname"] for value in values]
    assert len(set(names)) == len(names)
    assert len(set(parameters)) == len(parameters)


@every_patch
def test_nothing_overlaps_in_either_view(path: Path) -> None:
    for level in levels(load(path)):
        here = [entry["box"] for entry in level["boxes"]]
        for key in ("patching_rect", "presentation_rect"):
            placed = [box for box in here if key in box]
            pairs = [(a, b) for a, b in combinations(placed, 2) if not behind(a, b, key)]
            assert [(a, b) for a, b in pairs if overlap(a[key], b[key])] == []


@every_patch
def test_the_presentation_is_inside_its_frame(path: Path) -> None:
    from generators.max_examples import DEVICE, OVERVIEW
    from generators.max_panel import HEIGHT, WIDTH

    frame = {
        "dx7bridge.panel.maxpat": (WIDTH, HEIGHT),
        "dx7bridge.m4l.maxpat": DEVICE,
        "dx7bridge.maxpat": OVERVIEW,
    }.get(path.name)
    shown = [box["presentation_rect"] for box in boxes(load(path)) if "presentation_rect" in box]
    assert bool(shown) == (frame is not None)
    for x, y, w, h in shown:
        assert frame is not None
        assert 0 <= x < x + w <= frame[0]
        assert 0 <= y < y + h <= frame[1]


@pytest.mark.parametrize("name", ["dx7bridge.panel.maxpat", "dx7bridge.m4l.maxpat"])
def test_every_label_that_a_model_can_have_fits_below_its_dial(name: str) -> None:
    shown = [box for box in boxes(load(PATCHES[NAMES.index(name)])) if "presentation_rect" in box]
    places = [box for box in shown if box["maxclass"] == "comment" and box["text"].startswith("axis ")]
    menus = [box for box in shown if box["maxclass"] == "umenu"]
    assert len(places) == 8
    assert len(menus) == (2 if "panel" in name else 0)
    for label in (feature.more for feature in FEATURES if feature.more):
        for box in places:
            _, _, w, h = box["presentation_rect"]
            assert len(broken((w - 4, h), label, box["fontsize"])) <= 3
        for box in menus:
            _, _, w, h = box["presentation_rect"]
            broken((w - MENU_EDGES, h), f"8 {label}", box["fontsize"], one_line=True)


@every_patch
def test_every_address_is_in_the_table(path: Path) -> None:
    told = OUT.keys() | CLOSING | {"/dx7/param"}
    spoken = [box["text"] for box in boxes(load(path)) if "text" in box and box["maxclass"] != "comment"]
    for text in spoken:
        kind, *words = text.split() or [""]
        for word in (w for w in (kind, *words) if w.startswith("/dx7/")):
            own = {"/dx7/done", "/dx7/fail"} if kind == "prepend" else set()
            # as named in a done, and what is both asked and said
            requests = {"/dx7/reply", "/dx7/subscribe", "/dx7/hello"} if kind == "route" else set()
            assert word in (told | requests if kind == "route" else ADDRESSES.keys() | own), text
        if kind.startswith("/dx7/"):
            ADDRESSES[kind].read(atoms(" ".join(words)))


def test_the_live_device_holds_its_patch() -> None:
    data = (PACKAGE / "examples" / "dx7bridge.amxd").read_bytes()
    assert data[:24] == b"ampf" + struct.pack("<I", 4) + b"mmmm" + b"meta" + struct.pack("<II", 4, 0)
    tag, size = struct.unpack_from("<4sI", data, 24)
    assert (tag, size) == (b"ptch", len(data) - 32)
    patch = PACKAGE / "examples" / "dx7bridge.m4l.maxpat"
    assert json.loads(data[32:].rstrip(b"\0")) == json.loads(patch.read_text(encoding="utf-8"))


# Playing.


class Player:
    """A patch played against the bridge as Max does: one socket to send, another port to hear."""

    def __init__(self, path: Path, port: int) -> None:
        self._send = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._hear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._hear.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._hear.bind(("127.0.0.1", 0))
        self._bridge = ("127.0.0.1", port)
        self._own = self._hear.getsockname()[1]
        self.heard: list[list[Any]] = []
        self.max = Max(load(path), PATCHERS)
        self.max.on_udp = self._out
        self.max.opened()

    def _out(self, message: list[Any]) -> None:
        address, *arguments = message
        if address == "/dx7/reply":
            arguments = [self._own]  # this test's port, whatever the patch's own is
        self._send.sendto(encode(address, arguments), self._bridge)

    def until(self, address: str, *first: Any) -> list[Any]:
        """Let messages of the bridge into the patch up to the one that begins so; that one."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            self._hear.settimeout(max(0.01, end - time.monotonic()))
            message = OscMessage(self._hear.recv(65536))
            whole = [message.address, *message.params]
            self.heard.append(whole)
            self.max.hear(whole)
            if whole[: 1 + len(first)] == [address, *first]:
                return whole
        raise TimeoutError(f"{address} {first}; heard {self.heard[-20:]}")

    def until_status(self) -> list[Any]:
        self.max.tick()
        return self.until("/dx7/status.reply")

    def connect(self) -> None:
        self.max.tick()
        self.until("/dx7/pong")
        self.until("/dx7/done", "/dx7/subscribe")
        self.settle()

    def settle(self) -> None:
        """Hear all that was on its way: the engine answers in the order asked."""
        self._out(["/dx7/latent/get", 4242])
        self.until("/dx7/done", "/dx7/latent/get", 4242)
        time.sleep(0.1)  # states are told at most 30 times a second
        self.max.tick()
        self.until("/dx7/pong")

    @property
    def asked(self) -> list[list[Any]]:
        """What the patch sent, but for its heartbeat."""
        own = ("/dx7/reply", "/dx7/ping", "/dx7/status", "/dx7/subscribe", "/dx7/axes/get")
        return [m for where, m in self.max.sent if where == "udp" and m[0] not in own]

    @property
    def fails(self) -> list[list[Any]]:
        return [message for message in self.heard if message[0] == "/dx7/fail"]

    def close(self) -> None:
        self._send.close()
        self._hear.close()


@pytest.fixture
def bridge() -> Iterator[tuple[int, Rig]]:
    with live_bridge() as running:
        yield running


@pytest.fixture
def player(bridge: tuple[int, Rig]) -> Iterator[Player]:
    """The overview: a client and a panel, wired both ways."""
    yield from _played(PACKAGE / "extras" / "dx7bridge.maxpat", bridge[0])


def _played(path: Path, port: int) -> Iterator[Player]:
    playing = Player(path, port)
    try:
        playing.connect()
        yield playing
    finally:
        playing.close()


def other(port: int, *message: Any) -> None:
    """Somebody else plays."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(encode("/dx7/ping", ()), ("127.0.0.1", port))  # a stranger's first answer goes to all
        sock.sendto(encode(message[0], message[1:]), ("127.0.0.1", port))


def test_every_object_of_the_patches_is_played_here() -> None:
    silent = {"inlet", "loadbang", "loadmess", "patcherargs", "panel", "bpatcher", "p", "autopattr", *OURS}
    used = {_name(box) for path in PATCHES for box in boxes(load(path))}
    assert used - silent <= ACTS.keys()


def test_opening_the_panel_says_nothing_but_hello(player: Player) -> None:
    assert player.asked == []
    assert [node.value for node in player.max.of_kind("led")] == [1]


def test_the_light_goes_out_when_the_bridge_is_silent_and_on_again_with_a_new_subscription(
    player: Player,
) -> None:
    player.max.let_pass()
    assert [node.value for node in player.max.of_kind("led")] == [0]
    before = player.max.sent.count(("udp", ["/dx7/subscribe"]))
    player.max.tick()
    player.until("/dx7/done", "/dx7/subscribe")
    assert [node.value for node in player.max.of_kind("led")] == [1]
    assert player.max.sent.count(("udp", ["/dx7/subscribe"])) == before + 1


def test_the_dials_follow_and_nothing_goes_back(player: Player, bridge: tuple[int, Rig]) -> None:
    where = (0.5, -0.5, 1.25, -1.25, 2.0, -2.0, 3.5, -3.5)
    other(bridge[0], "/dx7/latent", *where)
    player.until("/dx7/latent/8", -3.5)
    player.settle()
    assert tuple(player.max.named(f"z{n}").value for n in range(1, 9)) == where
    assert player.max.named("xy").value == (500, -500)
    assert player.asked == []


AXES = tuple(AxisCalibration(f"more {word}", (-2.0, 0.0, 2.0)) for word in "abcdefgh")


def test_the_dials_say_what_they_do_also_after_another_model_was_loaded(
    player: Player, bridge: tuple[int, Rig]
) -> None:
    def shown() -> list[str]:
        return [n.value for n in player.max.of_kind("comment") if n.value is not None and " " in n.value]

    assert [f"axis {n}" in shown() for n in range(1, 9)] == [True] * 8
    bridge[1].decoder.axes = list(AXES)
    player.settle()
    assert "more a" not in shown()  # it asks when the status tells of another model
    player.max.hear(["/dx7/status.reply", "another", 8, 0, "", 1, 0])
    player.until("/dx7/done", "/dx7/axes/get")
    assert [axis.label in shown() for axis in AXES] == [True] * 8
    for axis in "xy":
        menu = player.max.named(f"axis {axis}")
        assert menu.state == [f"{n} {axis.label}" for n, axis in enumerate(AXES, 1)]
    assert player.asked == []


def test_the_client_follows_again_when_the_bridge_was_restarted_between_two_heartbeats(
    player: Player,
) -> None:
    hello = ("udp", ["/dx7/subscribe"])
    status = player.until_status()
    player.settle()
    before = player.max.sent.count(hello)
    player.max.hear(status)
    assert player.max.sent.count(hello) == before
    player.max.hear([*status[:5], 0, status[6]])  # it knows of no follower
    assert player.max.sent.count(hello) == before + 1
    # Of two, the second finds the first there already.
    player.max.hear([*status[:5], 2, status[6]])
    player.max.hear([*status[:5], 2, status[6]])
    assert player.max.sent.count(hello) == before + 1
    player.max.hear([*status[:5], 1, status[6]])
    assert player.max.sent.count(hello) == before + 2


def test_the_client_sends_the_number_of_a_hello_back(player: Player) -> None:
    player.max.top.sent.clear()
    player._out(["/dx7/hello"])
    _, number = player.until("/dx7/hello")
    assert player.asked == [["/dx7/hello", number]]
    player.until("/dx7/done", "/dx7/hello", 0)
    player.settle()
    assert player.fails == []


def test_a_dial_moves_the_bridge_and_the_pad(player: Player, bridge: tuple[int, Rig]) -> None:
    player.max.named("z2").take(0, [1.5])
    player.settle()
    assert bridge[1].engine.state.latent[1] == 1.5
    assert player.max.named("xy").value == (0, 1500)
    assert player.asked == [["/dx7/latent/2", 1.5]]


def test_the_pad_turns_the_dials_of_its_menus(player: Player, bridge: tuple[int, Rig]) -> None:
    player.max.named("axis x").take(0, [4])  # the fifth item
    player.max.named("xy").take(0, [-4000, 1000])
    player.settle()
    assert bridge[1].engine.state.latent == (0.0, 1.0, 0.0, 0.0, -4.0, 0.0, 0.0, 0.0)
    assert player.max.named("z5").value == -4.0
    assert player.fails == []


def test_sample_shows_name_and_algorithm(player: Player, bridge: tuple[int, Rig]) -> None:
    player.max.button("SAMPLE").take(0, ["bang"])
    player.until("/dx7/done", "/dx7/sample")
    player.settle()
    voice = bridge[1].engine.state.voice
    shown = {node.value for node in player.max.of_kind("comment")}
    assert voice.name in shown
    assert f"ALGORITHM {voice['algorithm'] + 1}" in shown
    assert player.max.named("z1").value == pytest.approx(bridge[1].engine.state.latent[0])


def test_an_edited_algorithm_is_shown(player: Player, bridge: tuple[int, Rig]) -> None:
    other(bridge[0], "/dx7/param", ALGORITHM.name, 4)
    player.until("/dx7/param", ALGORITHM.name, 4)
    assert "ALGORITHM 5" in {node.value for node in player.max.of_kind("comment")}


def test_slots_store_and_recall(player: Player, bridge: tuple[int, Rig]) -> None:
    for n in range(4):
        player.max.button("SAMPLE").take(0, ["bang"])
        player.max.button("STORE", n).take(0, ["bang"])
    player.settle()
    last = bridge[1].engine.state.voice
    player.max.button("A").take(0, ["bang"])
    player.until("/dx7/done", "/dx7/slot/recall")
    player.settle()
    assert bridge[1].engine.state.voice != last
    player.max.button("D").take(0, ["bang"])
    player.settle()
    assert bridge[1].engine.state.voice == last
    assert player.fails == []


def test_the_letters_of_filled_slots_are_lit(player: Player, bridge: tuple[int, Rig]) -> None:
    def lit() -> str:
        return "".join(letter for letter in CORNERS if player.max.button(letter).state == AMBER)

    assert lit() == ""
    for slot in (2, 4, 9):
        other(bridge[0], "/dx7/slot/store", slot)
    player.until("/dx7/slots", 2, "INIT VOICE", 4, "INIT VOICE", 9)
    assert lit() == "BD"
    other(bridge[0], "/dx7/slot/name", 4, "set")  # a word that Max's own messages begin with
    other(bridge[0], "/dx7/slot/clear", 2)
    player.until("/dx7/slots", 4, "set", 9)
    assert lit() == "D"
    for slot in (4, 9):
        other(bridge[0], "/dx7/slot/clear", slot)
    player.until("/dx7/slots")
    player.settle()
    assert lit() == ""
    assert player.asked == []


def test_listen_sounds_a_note(player: Player) -> None:
    player.max.button("LISTEN").take(0, ["bang"])
    player.settle()
    assert player.asked == [["/dx7/audition"]]


def test_a_fail_is_shown_and_goes_away(player: Player) -> None:
    player.max.button("B").take(0, ["bang"])  # nothing is stored there
    fail = player.until("/dx7/fail", "/dx7/slot/recall")
    assert fail[4] in {node.value for node in player.max.of_kind("comment")}
    player.max.let_pass()
    assert fail[4] not in {node.value for node in player.max.of_kind("comment")}


@pytest.mark.parametrize("number", [1, 32])
def test_a_dropped_bank_gives_the_voice_asked_for(
    player: Player, bridge: tuple[int, Rig], tmp_path: Path, number: int
) -> None:
    bank = [INIT_VOICE] * 32
    bank[number - 1] = VOICE
    path = tmp_path / "a bank.syx"
    path.write_bytes(encode_bank(bank))
    player.max.named("bank voice").take(0, [number])
    player.max.of_kind("dropfile")[0].take(0, [str(path)])
    player.until("/dx7/done", "/dx7/encode/ints")
    assert bridge[1].engine.state.voice == VOICE


def test_a_dropped_voice_is_encoded_and_the_dials_jump_to_it(
    player: Player, bridge: tuple[int, Rig], tmp_path: Path
) -> None:
    path = tmp_path / "one.syx"
    path.write_bytes(encode_voice(VOICE))
    player.max.of_kind("dropfile")[0].take(0, [str(path)])
    player.until("/dx7/done", "/dx7/encode/ints")
    player.settle()
    state = bridge[1].engine.state
    assert state.voice == VOICE
    shown = [player.max.named(f"z{n}").value for n in range(1, 9)]
    assert shown == pytest.approx([min(max(z, -4), 4) for z in state.latent])


@pytest.mark.parametrize(
    "content",
    [
        b"this is no dump at all",
        b"abc\tdef" * 1000,
        b"",
        b"\xf0\x43",
        encode_bank([VOICE] * 32)[:2000],
        encode_voice(VOICE)[:100],
        b"\xf0\x43\x00\x01" + bytes(159),
    ],
)
def test_another_file_sends_nothing_and_is_said_to_be_none(
    player: Player, tmp_path: Path, content: bytes
) -> None:
    def said() -> bool:
        return "that is not a DX7 voice or bank" in {node.value for node in player.max.of_kind("comment")}

    path = tmp_path / "other.syx"
    path.write_bytes(content)
    player.max.named("bank voice").take(0, [32])
    assert not said()
    player.max.of_kind("dropfile")[0].take(0, [str(path)])
    assert player.asked == []
    assert said()
    player.max.let_pass()
    assert not said()


def test_another_number_encodes_another_voice_of_the_dropped_bank(
    player: Player, bridge: tuple[int, Rig], tmp_path: Path
) -> None:
    path, one = tmp_path / "bank.syx", tmp_path / "one.syx"
    path.write_bytes(encode_bank([INIT_VOICE] * 5 + [VOICE] + [INIT_VOICE] * 26))
    one.write_bytes(encode_voice(VOICE))
    player.max.named("bank voice").take(0, [3])
    assert player.asked == []  # nothing was dropped yet
    player.max.of_kind("dropfile")[0].take(0, [str(path)])
    player.settle()
    assert bridge[1].engine.state.voice == INIT_VOICE
    player.max.named("bank voice").take(0, [6])
    player.settle()
    assert bridge[1].engine.state.voice == VOICE
    player.max.of_kind("dropfile")[0].take(0, [str(one)])
    count = len(player.asked)
    player.max.named("bank voice").take(0, [2])  # of one voice there is no other
    assert len(player.asked) == count == 3
    player.settle()
    assert player.fails == []


def test_every_control_of_the_panel_is_legal_from_end_to_end(player: Player) -> None:
    for n in range(4):
        player.max.button("STORE", n).take(0, ["bang"])
    for node in player.max.everything():
        if not node.box.get("presentation"):
            continue
        value = node.box.get("saved_attribute_attributes", {}).get("valueof", {})
        if node.kind == "live.dial":
            low, high = value["parameter_mmin"], value["parameter_mmax"]
            turns: list[list[Any]] = [[low], [(low + high) / 2], [high]]
        elif node.kind == "textbutton":
            turns = [["bang"]] if node.box["mode"] == 0 else [[1], [0]]
        elif node.kind == "pictslider":
            left, right, top = node.box["leftvalue"], node.box["rightvalue"], node.box["topvalue"]
            turns = [[left, top], [right, top], [(left + right) // 2, top // 2]]
        elif node.kind == "umenu":
            turns = [[n] for n in range(8)]
        else:
            continue
        for turn in turns:
            node.take(0, turn)
            player.settle() if node.kind == "textbutton" else None
    player.settle()
    # The stand-in has no ears to match levels by.
    assert [fail for fail in player.fails if fail[1] != "/dx7/level"] == []


def test_locks_hold_and_let_go(player: Player) -> None:
    for _, group in LOCKS:
        player.max.named(f"lock {group}").take(0, [1])
        player.max.named(f"lock {group}").take(0, [0])
    player.settle()
    assert player.asked[:2] == [["/dx7/lock", LOCKS[0][1]], ["/dx7/unlock", LOCKS[0][1]]]
    assert player.fails == []


def test_all_six_operators_can_be_held_at_once(player: Player) -> None:
    for n in range(1, 7):
        player.max.named(f"lock op{n}").take(0, [1])
    player.settle()
    assert [player.max.named(f"lock op{n}").value for n in range(1, 7)] == [1] * 6
    assert player.max.named("lock envelopes").value == 1  # as it is: nothing of them may change
    assert player.max.named("lock lfo").value == 0


def test_locks_glide_and_morph_pad_follow_silently(player: Player, bridge: tuple[int, Rig]) -> None:
    for n in range(4):
        player.max.button("STORE", n).take(0, ["bang"])
    player.settle()
    asked = len(player.asked)
    for message in (("/dx7/lock", "lfo"), ("/dx7/glide", 2.5), ("/dx7/interpolate/xy", 0.25, 0.75)):
        other(bridge[0], *message)
    player.until("/dx7/interpolate/xy", 0.25, 0.75)
    player.settle()
    assert player.max.named("lock lfo").value == 1
    assert player.max.named("lock pitch").value == 0
    assert player.max.named("glide").value == 2.5
    assert player.max.named("morph").value == (250, 750)
    other(bridge[0], "/dx7/unlock", "lfo")
    player.until("/dx7/locks")
    assert player.max.named("lock lfo").value == 0
    assert len(player.asked) == asked


def test_switches_and_transposition_follow_silently_and_speak(
    player: Player, bridge: tuple[int, Rig]
) -> None:
    for message in (("/dx7/key", "free"), ("/dx7/smooth", 0), ("/dx7/transpose", -12)):
        other(bridge[0], *message)
    player.until("/dx7/transpose", -12)
    player.settle()
    assert [player.max.named(name).value for name in ("key", "smooth", "transpose")] == [0, 0, -12]
    assert player.asked == []
    player.max.named("key").take(0, [1])
    player.max.named("smooth").take(0, [1])
    player.max.named("transpose").take(0, [7])
    player.max.named("level").take(0, [0])
    player.settle()
    said = [["/dx7/key", "keep"], ["/dx7/smooth", 1], ["/dx7/transpose", 7], ["/dx7/level", "off"]]
    assert player.asked == said
    assert bridge[1].engine.state.voice["transpose"] == 24 + 7
    assert player.fails == []


# The examples.


def test_the_client_routes_each_kind_to_its_outlet(bridge: tuple[int, Rig]) -> None:
    for playing in _played(PATCHERS / "dx7bridge.client.maxpat", bridge[0]):
        playing.max.inlets[0].out(0, ["/dx7/sample"])
        playing.until("/dx7/done", "/dx7/sample")
        playing.settle()
        playing.max.inlets[0].out(0, ["/dx7/latent", 9, 0, 0, 0, 0, 0, 0, 0])
        playing.until("/dx7/fail")
        outlets: dict[str, list[list[Any]]] = {}
        for where, message in playing.max.sent:
            outlets.setdefault(where, []).append(message)
        assert outlets["outlet 0"] == playing.heard
        assert [len(message) for message in outlets["outlet 1"]][-1] == 8
        assert outlets["outlet 2"][-1] == [bridge[1].engine.state.voice.name]
        assert len(outlets["outlet 3"][-1]) == 155
        assert ["/dx7/done", "/dx7/sample"] in [message[:2] for message in outlets["outlet 4"]]
        assert not any(message[1] == "/dx7/reply" for message in outlets["outlet 4"])
        assert outlets["outlet 4"][-1][0] == "/dx7/fail"
        assert outlets["outlet 5"] == [[1]]


def test_the_client_takes_host_and_ports_as_arguments() -> None:
    patch = Max(load(PATCHERS / "dx7bridge.client.maxpat"), PATCHERS, ["10.0.0.7", 7800, 7801])
    patch.opened()
    assert patch.of_kind("udpsend")[0].state == {"host": "10.0.0.7", "port": 7800, "maxpacketsize": 32768}
    assert patch.of_kind("udpreceive")[0].state == 7801
    patch.tick()
    assert ("udp", ["/dx7/reply", 7801]) in patch.sent


def test_the_client_takes_another_reply_port_while_it_runs() -> None:
    patch = Max(load(PATCHERS / "dx7bridge.client.maxpat"), PATCHERS)
    patch.opened()
    patch.inlets[0].out(0, ["replyport", 7900])
    assert patch.of_kind("udpreceive")[0].state == 7900
    patch.tick()
    assert [m for where, m in patch.sent if where == "udp" and m[0] == "/dx7/reply"] == [["/dx7/reply", 7900]]
    assert ["replyport", 7900] not in [m for _, m in patch.sent]


def test_the_sequencer_fills_its_slots_and_steps_through_them(bridge: tuple[int, Rig]) -> None:
    for playing in _played(PACKAGE / "examples" / "dx7bridge.step-sequencer.maxpat", bridge[0]):
        next(n for n in playing.max.of_kind("message") if n.box["text"] == "fill").take(0, ["bang"])
        playing.until("/dx7/done", "/dx7/slot/store")
        playing.settle()
        playing.max.of_kind("toggle")[0].take(0, [1])
        for _ in range(17):
            playing.max.tick()
        playing.settle()
        recalled = [m[1] for m in playing.asked if m[0] == "/dx7/slot/recall"]
        assert recalled[:12] == [1, 2, 3, 4, 5, 1, 6, 7, 8, 5, 1, 1][:11] + recalled[11:12]
        assert playing.fails == []


def test_sysex_out_sends_each_new_voice_as_a_dump(bridge: tuple[int, Rig]) -> None:
    for playing in _played(PACKAGE / "examples" / "dx7bridge.sysex-out.maxpat", bridge[0]):
        next(n for n in playing.max.of_kind("message") if n.box["text"] == "/dx7/sample").take(0, ["bang"])
        playing.until("/dx7/done", "/dx7/sysex/ints/get")
        playing.settle()
        sent = bytes(message[0] for where, message in playing.max.sent if where == "midi")
        assert sent.endswith(encode_voice(bridge[1].engine.state.voice))
        assert len(sent) % 163 == 0


def test_the_pattr_morph_follows_silently_and_sends_its_list(bridge: tuple[int, Rig]) -> None:
    for playing in _played(PACKAGE / "examples" / "dx7bridge.pattr-morph.maxpat", bridge[0]):
        other(bridge[0], "/dx7/latent", *(0.25,) * 8)
        playing.until("/dx7/latent", 0.25)
        assert playing.max.named("latent").value == [0.25] * 8
        assert playing.asked == []
        playing.max.named("latent").take(0, [1, 0, 0.5, 0, 0, 0, 0, -1])  # what pattrstorage recalls
        playing.settle()
        assert bridge[1].engine.state.latent == (1, 0, 0.5, 0, 0, 0, 0, -1)
        storage = playing.max.of_kind("pattrstorage")[0]
        for what in ("write", "read"):  # presets can be kept
            next(n for n in playing.max.of_kind("message") if n.box["text"] == what).take(0, ["bang"])
            assert storage.state == [what]
        assert storage.box["text"].endswith("@savemode 1")  # Max asks before it throws them away


def test_the_live_device_plays_and_passes_midi(bridge: tuple[int, Rig]) -> None:
    for playing in _played(PACKAGE / "examples" / "dx7bridge.m4l.maxpat", bridge[0]):
        assert playing.asked == []
        playing.max.named("DX7 3").take(0, [2])
        playing.max.of_kind("midiin")[0].take(0, [144])
        playing.settle()
        assert bridge[1].engine.state.latent[2] == 2
        assert ("midi", [144]) in playing.max.sent
        assert [node.value for node in playing.max.of_kind("led")] == [1]
        assert "axis 8" in {node.value for node in playing.max.of_kind("comment")}
        playing.max.named("DX7 reply port").take(0, [7750])
        assert [node.state for node in playing.max.of_kind("udpreceive")] == [7750]


# Max on the wire.


def test_whole_numbers_come_as_ints(player: Player, bridge: tuple[int, Rig]) -> None:
    for message in (["/dx7/latent", 0, 1, 0, -1, 0, 2, 0, 0], ["/dx7/temperature", 1], ["/dx7/latent/1", 3]):
        player._out(message)
    player.settle()
    assert player.fails == []
    assert bridge[1].engine.state.latent == (3, 1, 0, -1, 0, 2, 0, 0)


def test_a_thousand_lists_a_second_are_taken_and_the_last_one_wins(
    player: Player, bridge: tuple[int, Rig]
) -> None:
    start = time.monotonic()
    for n in range(3000):
        player._out(["/dx7/latent", *(round((n % 100) / 50 - 1, 3),) * 8])
        time.sleep(max(0.0, start + n / 1000 - time.monotonic()))
    player._out(["/dx7/latent", *(0.125,) * 8])
    player.settle()
    assert bridge[1].engine.state.latent == (0.125,) * 8
    assert player.fails == []


def test_a_cart_comes_as_ints_in_one_datagram(player: Player, bridge: tuple[int, Rig]) -> None:
    player._out(["/dx7/cart/sample", 7])
    player._out(["/dx7/cart/ints/get"])
    cart = player.until("/dx7/cart/ints")
    assert bytes(cart[1:]) == encode_bank(bridge[1].engine.state.cart or ())
