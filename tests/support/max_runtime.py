"""A small interpreter of Max patches: enough of Max to play our own patches without Max.

It knows the objects on our list alone, each as Max's reference describes it: whole numbers stay ints,
outlets fire from right to left, cords of one outlet too. Time stands still: `tick` fires the metros,
`let_pass` the delays. An object or a message that it does not know is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Atoms = list[Any]
BANG: Atoms = ["bang"]


class Unknown(Exception):
    """The patch does what this interpreter was not taught, or what Max would refuse."""


def atoms(text: str) -> Atoms:
    return [_atom(word) for word in text.split()]


def _atom(word: str) -> Any:
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


class Node:
    """One box: `kind`, arguments, and whatever it remembers."""

    def __init__(self, patch: Max, box: dict[str, Any]) -> None:
        self.patch, self.box = patch, box
        maxclass = box["maxclass"]
        words = atoms(box["text"]) if maxclass == "newobj" else [maxclass]
        words = words[: next((i for i, w in enumerate(words) if str(w).startswith("@")), len(words))]
        self.kind, self.args = str(words[0]), words[1:]
        self.value: Any = None  # what an interface object shows
        self.state: Any = None
        self.cords: dict[int, list[tuple[Node, int]]] = {}
        self.inside: Max | None = None

    def out(self, outlet: int, message: Atoms) -> None:
        for node, inlet in self.cords.get(outlet, []):
            node.take(inlet, list(message))

    def take(self, inlet: int, message: Atoms) -> None:
        if self.inside is not None:
            self.inside.inlets[inlet].out(0, message)
            return
        act = ACTS.get(self.kind)
        if act is None:
            raise Unknown(f"{self.kind}: {message} came to an object that nothing is sent to")
        act(self, inlet, message)


class Max:
    """A patch, loaded. `sent` gathers what its outlets, udpsend and midiout gave: (where, atoms)."""

    def __init__(
        self, patcher: dict[str, Any], folder: Path, args: Atoms | None = None, parent: Node | None = None
    ) -> None:
        self.args, self.parent, self.folder = args or [], parent, folder
        self.sent: list[tuple[str, Atoms]] = []
        self.on_udp: Callable[[Atoms], None] = lambda message: None
        self.nodes = {entry["box"]["id"]: Node(self, entry["box"]) for entry in patcher["boxes"]}
        lines = [entry["patchline"] for entry in patcher["lines"]]
        place = {key: node.box["patching_rect"] for key, node in self.nodes.items()}
        # Right to left, and of those in one column the lowest first.
        for line in sorted(lines, key=lambda cord: [-n for n in place[cord["destination"][0]][:2]]):
            (source, outlet), (to, inlet) = line["source"], line["destination"]
            self.nodes[source].cords.setdefault(outlet, []).append((self.nodes[to], inlet))
        by_place = sorted(self.nodes.values(), key=lambda node: node.box["patching_rect"][0])
        self.inlets = [node for node in by_place if node.kind == "inlet"]
        self.outlets = [node for node in by_place if node.kind == "outlet"]
        for node in self.nodes.values():
            self._open(node)

    def _open(self, node: Node) -> None:
        inside: dict[str, Any] | None = node.box.get("patcher")
        name = node.box.get("name", "") if node.kind == "bpatcher" else f"{node.kind}.maxpat"
        if inside is None and (self.folder / name).is_file():
            inside = load(self.folder / name)
        if inside is not None:
            node.inside = Max(inside, self.folder, node.args, node)

    def everything(self) -> list[Node]:
        """All boxes, those of nested patches too."""
        found: list[Node] = []
        for node in self.nodes.values():
            found.append(node)
            if node.inside is not None:
                found += node.inside.everything()
        return found

    @property
    def top(self) -> Max:
        return self if self.parent is None else self.parent.patch.top

    def opened(self) -> None:
        """What happens when the patch is opened: initial values, loadbang, loadmess."""
        for node in self.everything():
            value = node.box.get("saved_attribute_attributes", {}).get("valueof", {})
            if value.get("parameter_initial_enable"):
                node.take(0, list(value["parameter_initial"]))
        for node in self.everything():
            if node.kind == "loadbang":
                node.out(0, BANG)
            elif node.kind == "loadmess":
                node.out(0, node.args)
            elif node.kind == "patcherargs":
                given = node.patch.args
                node.out(0, [*given, *node.args[len(given) :]])

    def tick(self) -> None:
        for node in self.everything():
            if node.kind == "metro" and node.state:
                node.out(0, BANG)

    def let_pass(self) -> None:
        """All delays that run come to their end."""
        for node in self.everything():
            if node.kind == "delay" and node.state:
                node.state = False
                node.out(0, BANG)

    def hear(self, message: Atoms) -> None:
        """A datagram at the udpreceive."""
        for node in self.everything():
            if node.kind == "udpreceive":
                node.out(0, message)

    def named(self, name: str) -> Node:
        found = [node for node in self.everything() if node.box.get("varname") == name]
        if len(found) != 1:
            raise LookupError(f"{len(found)} boxes are named {name!r}")
        return found[0]

    def button(self, text: str, nth: int = 0) -> Node:
        return [n for n in self.everything() if n.kind == "textbutton" and n.box["text"] == text][nth]

    def of_kind(self, kind: str) -> list[Node]:
        return [node for node in self.everything() if node.kind == kind]


def load(path: Path) -> dict[str, Any]:
    patcher: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["patcher"]
    return patcher


# What each object does.

ACTS: dict[str, Callable[[Node, int, Atoms], None]] = {}


def act(*kinds: str) -> Callable[[Callable[[Node, int, Atoms], None]], Callable[[Node, int, Atoms], None]]:
    def keep(function: Callable[[Node, int, Atoms], None]) -> Callable[[Node, int, Atoms], None]:
        ACTS.update(dict.fromkeys(kinds, function))
        return function

    return keep


def _number(message: Atoms) -> Any:
    if len(message) != 1 or isinstance(message[0], str):
        raise Unknown(f"{message}: a number is needed")
    return message[0]


@act("outlet")
def _outlet(node: Node, inlet: int, message: Atoms) -> None:
    index = node.patch.outlets.index(node)
    if node.patch.parent is None:
        node.patch.sent.append((f"outlet {index}", message))
    else:
        node.patch.parent.out(index, message)


@act("udpsend")
def _udpsend(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] in ("host", "port", "maxpacketsize"):
        node.state = {**(node.state or {}), message[0]: message[1]}
        return
    node.patch.top.sent.append(("udp", message))
    node.patch.top.on_udp(message)


@act("udpreceive")
def _udpreceive(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] != "port":
        raise Unknown(f"udpreceive: {message}")
    node.state = message[1]


@act("route")
def _route(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] in node.args:
        node.out(node.args.index(message[0]), message[1:] or BANG)
    else:
        node.out(len(node.args), message)


@act("sel")
def _sel(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] in node.args:
        node.out(node.args.index(message[0]), BANG)
    else:
        node.out(len(node.args), message)


@act("prepend")
def _prepend(node: Node, inlet: int, message: Atoms) -> None:
    node.out(0, [*node.args, *message])


@act("message")
def _message(node: Node, inlet: int, message: Atoms) -> None:
    if inlet == 1 or message[0] == "set":
        node.value = message if inlet == 1 else message[1:]
        return
    text = node.value if node.value is not None else atoms(node.box["text"])
    node.out(0, list(text))


@act("t")
def _trigger(node: Node, inlet: int, message: Atoms) -> None:
    for index, kind in reversed(list(enumerate(node.args))):
        if kind == "b":
            node.out(index, BANG)
        elif kind == "i":
            node.out(index, [int(_number(message))])
        elif kind in ("s", "l"):
            node.out(index, message)
        else:
            raise Unknown(f"t {kind}")


@act("gate")
def _gate(node: Node, inlet: int, message: Atoms) -> None:
    if node.state is None:
        node.state = node.args[1] if len(node.args) > 1 else 0
    if inlet == 0:
        node.state = _number(message)
    elif node.state:
        node.out(node.state - 1, message)


@act("switch")
def _switch(node: Node, inlet: int, message: Atoms) -> None:
    if node.state is None:
        node.state = node.args[1] if len(node.args) > 1 else 0
    if inlet == 0:
        node.state = _number(message)
    elif node.state == inlet:
        node.out(0, message)


@act("pack", "pak")
def _pack(node: Node, inlet: int, message: Atoms) -> None:
    if node.state is None:
        node.state = list(node.args)
    kind = float if isinstance(node.args[inlet], float) else int
    node.state[inlet] = kind(_number(message))
    if inlet == 0 or node.kind == "pak":
        node.out(0, list(node.state))


@act("unpack")
def _unpack(node: Node, inlet: int, message: Atoms) -> None:
    for index, (kind, value) in reversed(list(enumerate(zip(node.args, message, strict=False)))):
        if kind != "s" and isinstance(value, str):
            raise Unknown(f"unpack {kind}: {value!r}")
        node.out(index, [value])


@act("+", "*", "/")
def _arithmetic(node: Node, inlet: int, message: Atoms) -> None:
    if node.state is None:
        node.state = node.args[0]
    if inlet == 1:
        node.state = _number(message)
        return
    value, other = _number(message), node.state
    result = {"+": value + other, "*": value * other, "/": value / other}[node.kind]
    node.out(0, [float(result) if isinstance(node.args[0], float) else int(result)])


@act("expr")
def _expr(node: Node, inlet: int, message: Atoms) -> None:
    text = " ".join(str(arg) for arg in node.args)
    if not re.fullmatch(r"([\d.+*/() \-<|=]|\$i[12])*", text):
        raise Unknown(f"expr {text}")
    node.state = {**(node.state or {}), inlet: int(_number(message))}
    if inlet == 0:
        for which in (0, 1):
            text = text.replace(f"$i{which + 1}", str(node.state.get(which, 0)))
        value = eval(text.replace("||", " or "), {"__builtins__": {}})
        node.out(0, [int(value) if isinstance(value, bool) else value])


@act("f", "i")
def _store(node: Node, inlet: int, message: Atoms) -> None:
    kind = float if node.kind == "f" else int
    if inlet == 1 or message != BANG:
        node.state = kind(_number(message))
    if inlet == 0:
        node.out(0, [node.state if node.state is not None else kind(node.args[0])])


@act("zl")
def _zl(node: Node, inlet: int, message: Atoms) -> None:
    mode, count = node.args[0], (node.args[1] if len(node.args) > 1 else 0)
    if mode == "change":
        if message != node.state:
            node.state = message
            node.out(0, message)
    elif mode == "slice":
        if len(message) > count:
            node.out(1, message[count:])
        node.out(0, message[:count])
    elif mode == "nth":
        node.out(1, message[: count - 1] + message[count:])
        node.out(0, [message[count - 1]])
    elif mode == "iter":
        for at in range(0, len(message), count):
            node.out(0, message[at : at + count])
    elif mode == "group":
        node.state = [] if message == ["zlclear"] else [*(node.state or []), *message]
        while len(node.state) >= count:
            group, node.state = node.state[:count], node.state[count:]
            node.out(0, group)
    else:
        raise Unknown(f"zl {mode}")


@act("sprintf")
def _sprintf(node: Node, inlet: int, message: Atoms) -> None:
    node.out(0, atoms(" ".join(str(arg) for arg in node.args) % tuple(message)))


@act("change")
def _change(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] != (node.state or 0):
        node.state = message[0]
        node.out(0, message)


@act("metro", "delay")
def _clock(node: Node, inlet: int, message: Atoms) -> None:
    if inlet == 0:
        node.state = message == BANG or bool(_number(message))


@act("uzi")
def _uzi(node: Node, inlet: int, message: Atoms) -> None:
    base = node.args[1] if len(node.args) > 1 else 1
    for count in range(node.args[0]):
        node.out(2, [base + count])
        node.out(0, BANG)


@act("counter")
def _counter(node: Node, inlet: int, message: Atoms) -> None:
    low, high = node.args
    node.state = low if node.state in (None, high) else node.state + 1
    node.out(0, [node.state])


@act("iter")
def _iter(node: Node, inlet: int, message: Atoms) -> None:
    for value in message:
        node.out(0, [value])


@act("speedlim")
def _speedlim(node: Node, inlet: int, message: Atoms) -> None:
    node.out(0, message)  # time stands still: never too fast


@act("filein")
def _filein(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] == "read":
        node.state = Path(message[1]).read_bytes()
        node.out(2, BANG)
    elif _number(message) < len(node.state):
        node.out(0, [node.state[message[0]]])
    else:
        node.out(1, BANG)


@act("midiout")
def _midiout(node: Node, inlet: int, message: Atoms) -> None:
    node.patch.top.sent.append(("midi", message))


@act("midiinfo", "pcontrol", "pattrstorage")
def _told(node: Node, inlet: int, message: Atoms) -> None:
    node.state = message


# Interface objects: `set` shows and says nothing.


@act("comment")
def _comment(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] != "set":
        raise Unknown(f"comment: {message}")
    node.value = " ".join(str(word) for word in message[1:])


@act("led")
def _led(node: Node, inlet: int, message: Atoms) -> None:
    node.value = _number(message)
    node.out(0, [int(bool(node.value))])


@act("live.dial", "live.numbox")
def _dial(node: Node, inlet: int, message: Atoms) -> None:
    told = node.box["saved_attribute_attributes"]["valueof"]
    value = _number(message[1:] if message[0] == "set" else message)
    value = min(max(value, told["parameter_mmin"]), told["parameter_mmax"])
    node.value = int(value) if told["parameter_type"] == 1 else float(value)
    if message[0] != "set":
        node.out(0, [node.value])


@act("toggle", "number", "flonum", "slider")
def _plain(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] == "set":
        node.value = message[1]
        return
    node.value = _number(message)
    node.out(0, [node.value])


def _items(node: Node) -> list[str]:
    """What a umenu offers; kept as its state once it was changed."""
    if node.state is None:
        node.state = [str(item) for item in node.box["items"][::2]]
    return node.state


@act("umenu")
def _umenu(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] == "setitem":
        _items(node)[message[1]] = " ".join(str(word) for word in message[2:])
        return
    if message[0] == "set":
        node.value = message[1]
        return
    node.value = _number(message)
    node.out(1, atoms(_items(node)[node.value]))
    node.out(0, [node.value])


@act("textbutton")
def _textbutton(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] == "set":
        node.value = message[1]
    elif message[0] == "textcolor":
        node.state = message[1:]
    elif node.box["mode"] == 0:
        node.out(0, BANG)
    else:
        node.value = _number(message)
        node.out(0, [node.value])


@act("pictslider")
def _pictslider(node: Node, inlet: int, message: Atoms) -> None:
    silent = message[0] == "set"
    x, y = message[1:] if silent else message
    box = node.box
    node.value = (
        min(max(int(x), box["leftvalue"]), box["rightvalue"]),
        min(max(int(y), box["bottomvalue"]), box["topvalue"]),
    )
    if not silent:
        node.out(1, [node.value[1]])
        node.out(0, [node.value[0]])


@act("multislider")
def _multislider(node: Node, inlet: int, message: Atoms) -> None:
    if message[0] == "fetch":
        node.out(1, [node.value[message[1] - 1]])
        return
    low, high = node.box["setminmax"]
    kind = int if node.box["settype"] == 0 else float
    values = message[1:] if message[0] == "setlist" else message
    node.value = [kind(min(max(value, low), high)) for value in values]
    if message[0] != "setlist":
        node.out(0, list(node.value))


@act("dropfile")
def _dropfile(node: Node, inlet: int, message: Atoms) -> None:
    node.out(0, message)


@act("midiin")
def _midiin(node: Node, inlet: int, message: Atoms) -> None:
    node.out(0, message)
