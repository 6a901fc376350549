"""OSCQuery: the address table as a tree of JSON, and changes over WebSocket.

Specification: github.com/Vidvox/OSCQueryProposal. Derived from the address table alone. `http` answers with
it. `Pages` is used on the event loop's thread; the rest are pure functions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote

from dx7bridge.commands import State
from dx7bridge.osc.address import Address
from dx7bridge.osc.answers import SENT, STATE, Atoms
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.table import ADDRESSES

ATTRIBUTES: Final = (
    "FULL_PATH",
    "CONTENTS",
    "TYPE",
    "ACCESS",
    "VALUE",
    "RANGE",
    "DESCRIPTION",
    "UNIT",
    "SUMMARY",
    "ARGS",
)
EXTENSIONS: Final = dict.fromkeys(("ACCESS", "VALUE", "RANGE", "DESCRIPTION", "LISTEN"), True)

Node = dict[str, Any]


def tree(state: State) -> Node:
    """The whole address space, with the values of this state."""
    root = _folder("/")
    for address in dict.fromkeys((*ADDRESSES, *STATE)):
        node = root
        parts = address.strip("/").split("/")
        for depth, part in enumerate(parts, 1):
            contents = node.setdefault("CONTENTS", {})
            node = contents.setdefault(part, _folder("/" + "/".join(parts[:depth])))
        node |= _leaf(address, ADDRESSES.get(address), STATE.get(address), state)
    return root


def find(root: Node, path: str) -> Node | None:
    """The node at this path, or None."""
    node = root
    for part in path.strip("/").split("/") if path.strip("/") else ():
        found = node.get("CONTENTS", {}).get(part)
        if found is None:
            return None
        node = found
    return node


def host_info(name: str, host: str, port: int) -> Node:
    """The answer to `?HOST_INFO`."""
    return {
        "NAME": name,
        "OSC_IP": host,
        "OSC_PORT": port,
        "OSC_TRANSPORT": "UDP",
        "WS_IP": host,
        "WS_PORT": port,
        "EXTENSIONS": EXTENSIONS,
    }


def _folder(path: str) -> Node:
    return {"FULL_PATH": path, "ACCESS": 0}


def _leaf(address: str, row: Address | None, of: Callable[[State], Atoms] | None, state: State) -> Node:
    values: list[Any] | None = list(of(state)) if of is not None else None
    node: Node = {"ACCESS": (1 if of is not None else 0) | (2 if row is not None else 0)}
    if row is None:
        node["DESCRIPTION"] = SENT[address][1]
        node["TYPE"] = _tags(values or [])
    else:
        node["DESCRIPTION"] = row.help
        args = [each for arg in row.args for each in arg.fewest]
        args = args or list(row.optional)
        node["TYPE"] = "".join(arg.kind[-1] for arg in args) or "N"
        if ranges := [_range(arg) for arg in args]:
            node["RANGE"] = ranges
        if any(arg.unit for arg in args):
            node["UNIT"] = [arg.unit or None for arg in args]
        node["SUMMARY"] = row.summary
        node["ARGS"] = [_argument(arg, optional) for arg, optional in row.arguments]
    if values is not None and len(values) == len(node["TYPE"]):
        node["VALUE"] = values
    elif values is not None and row is None:
        node |= {"VALUE": values or [None], "TYPE": _tags(values)}
    return node


def _tags(values: list[Any]) -> str:
    return "".join("s" if isinstance(v, str) else "f" if isinstance(v, float) else "i" for v in values) or "N"


def _argument(arg: Arg, optional: bool) -> Node:
    """One argument in full, beyond what the specification knows."""
    node = {"NAME": arg.name, "TYPE": arg.types, "OPTIONAL": optional, **_range(arg)}
    extra = {"DEFAULT": arg.default, "UNIT": arg.unit or None}
    return node | {key: value for key, value in extra.items() if value is not None}


def _range(arg: Arg) -> Node:
    """MIN and MAX of a number, VALS of a text that is one of a few words."""
    if arg.choices:
        return {"VALS": list(arg.choices)}
    if arg.kind[-1] not in "if" or math.isinf(arg.low) or math.isinf(arg.high):
        return {}
    whole = arg.kind[-1] == "i"
    return {"MIN": int(arg.low) if whole else arg.low, "MAX": int(arg.high) if whole else arg.high}


class Pages:
    """Answers to GET. The tree is made once for each state."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state
        self._of: State | None = None
        self._root: Node = {}
        self._whole = b""

    def get(self, path: str, attribute: str) -> tuple[int, bytes | None]:
        """Return the status and the JSON of a node, or of one attribute of it."""
        state = self._state()
        if state is not self._of:
            self._of, self._root = state, tree(state)
            self._whole = json.dumps(self._root).encode()
        node = find(self._root, unquote(path))
        if node is None:
            return 404, None
        if not attribute:
            return 200, self._whole if node is self._root else json.dumps(node).encode()
        if attribute not in ATTRIBUTES:
            return 400, None
        if attribute not in node:
            return 204, None
        return 200, json.dumps({attribute: node[attribute]}).encode()
