"""OSCQuery: the address table as a tree of JSON over HTTP, and changes over WebSocket.

Specification: github.com/Vidvox/OSCQueryProposal; RFC 6455 for WebSocket. Derived from the address table
alone. `Conversation` runs on the event loop's thread; the rest are pure functions.

Only GET is answered, and no header lets a web page of another site read it; a WebSocket from such a page
is refused, for it could play the instrument.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import math
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dx7bridge.commands import State
from dx7bridge.errors import ParseError
from dx7bridge.osc.address import Address
from dx7bridge.osc.answers import SENT, STATE, Atoms
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.clients import Target
from dx7bridge.osc.streams import Hub, send_whole
from dx7bridge.osc.table import ADDRESSES

HEAD_LIMIT: Final = 16_384  # bytes of a request's head
FRAME_LIMIT: Final = 1 << 20  # bytes of a WebSocket message
ATTRIBUTES: Final = ("FULL_PATH", "CONTENTS", "TYPE", "ACCESS", "VALUE", "RANGE", "DESCRIPTION")
EXTENSIONS: Final = dict.fromkeys(("ACCESS", "VALUE", "RANGE", "DESCRIPTION", "LISTEN"), True)
_GUID: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _BINARY, _CLOSE, _PING, _PONG = 1, 2, 8, 9, 10
_REASONS: Final = {200: "OK", 204: "No Content", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
                   405: "Method Not Allowed", 431: "Request Header Fields Too Large"}  # fmt: skip

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
    """What answers `?HOST_INFO`."""
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
    if values is not None and len(values) == len(node["TYPE"]):
        node["VALUE"] = values
    elif values is not None and row is None:
        node |= {"VALUE": values or [None], "TYPE": _tags(values)}
    return node


def _tags(values: list[Any]) -> str:
    return "".join("s" if isinstance(v, str) else "f" if isinstance(v, float) else "i" for v in values) or "N"


def _range(arg: Arg) -> Node:
    """MIN and MAX of a number, VALS of a text that is one of a few words."""
    if arg.choices:
        return {"VALS": list(arg.choices)}
    if arg.kind[-1] not in "if" or math.isinf(arg.low) or math.isinf(arg.high):
        return {}
    whole = arg.kind[-1] == "i"
    return {"MIN": int(arg.low) if whole else arg.low, "MAX": int(arg.high) if whole else arg.high}


class Talk:
    """An HTTP connection: one request after another, until it becomes a WebSocket."""

    def __init__(
        self, transport: asyncio.Transport, target: Target, hub: Hub, state: Callable[[], State],
        info: Callable[[], Node], listen: Callable[[Target, str], None],
    ) -> None:  # fmt: skip
        self._transport, self._target, self._hub = transport, target, hub
        self._state, self._info, self._listen = state, info, listen
        self._waiting = bytearray()
        self._socket = False
        self._message = bytearray()  # of a WebSocket message in several frames
        self._opcode = 0
        self._heard: set[str] = set()

    def feed(self, data: bytes) -> None:
        """These bytes came."""
        self._waiting += data
        while not self._socket and not self._transport.is_closing():
            end = self._waiting.find(b"\r\n\r\n")
            if end < 0:
                if len(self._waiting) > HEAD_LIMIT:
                    self._answer(431, None, last=True)
                return
            head = self._waiting[:end].decode("latin-1")
            del self._waiting[: end + 4]
            self._request(head)
        while self._socket and (frame := self._frame()) is not None:
            self._on_frame(*frame)

    def closed(self) -> None:
        """The connection ended."""
        if self._socket:
            self._hub.stream_closed(self._target)

    # HTTP.

    def _request(self, head: str) -> None:
        first, *lines = head.split("\r\n")
        words = first.split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1"):
            self._answer(400, None, last=True)
            return
        method, url, version = words
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
        }
        last = headers.get("connection", "").lower() == "close" or version == "HTTP/1.0"
        if method != "GET":
            self._answer(405, None, last=True)
        elif headers.get("upgrade", "").lower() == "websocket":
            self._upgrade(headers)
        else:
            self._get(url, last)

    def _get(self, url: str, last: bool) -> None:
        parts = urlsplit(url)
        if parts.query.split("=")[0] == "HOST_INFO":
            self._answer(200, self._info(), last)
            return
        node = find(tree(self._state()), unquote(parts.path))
        if node is None:
            self._answer(404, None, last)
        elif not parts.query:
            self._answer(200, node, last)
        elif parts.query not in ATTRIBUTES:
            self._answer(400, None, last)
        elif parts.query not in node:
            self._answer(204, None, last)
        else:
            self._answer(200, {parts.query: node[parts.query]}, last)

    def _answer(self, code: int, body: Node | None, last: bool) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        lines = [f"HTTP/1.1 {code} {_REASONS[code]}"]
        if code != 204:
            lines += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
        lines += ["Cache-Control: no-store", "Connection: close" if last else "Connection: keep-alive"]
        send_whole(self._transport, "\r\n".join([*lines, "", ""]).encode() + data)
        if last:
            self._transport.close()

    # WebSocket.

    def _upgrade(self, headers: Mapping[str, str]) -> None:
        key = headers.get("sec-websocket-key", "")
        if not key or headers.get("sec-websocket-version") != "13":
            self._answer(400, None, last=True)
            return
        if not _may_play(headers.get("origin", "null")):
            self._answer(403, None, last=True)
            return
        accept = base64.b64encode(hashlib.sha1(f"{key}{_GUID}".encode()).digest()).decode()
        lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
        send_whole(self._transport, "\r\n".join([*lines, f"Sec-WebSocket-Accept: {accept}", "", ""]).encode())
        self._socket = True
        self._hub.stream_opened(self._target, self._send)

    def _frame(self) -> tuple[bool, int, bytes] | None:
        """The next whole frame: last of its message?, opcode, payload."""
        data = self._waiting
        if len(data) < 2:
            return None
        size, at = data[1] & 0x7F, 2
        if size > 125:
            width = 2 if size == 126 else 8
            if len(data) < 2 + width:
                return None
            size, at = int.from_bytes(data[2 : 2 + width], "big"), 2 + width
        if size + len(self._message) > FRAME_LIMIT or not data[1] & 0x80:
            raise ParseError(f"WebSocket: a frame of {size} bytes, or one without a mask")
        if len(data) < at + 4 + size:
            return None
        mask, payload = data[at : at + 4], data[at + 4 : at + 4 + size]
        frame = bool(data[0] & 0x80), data[0] & 0x0F, bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
        del data[: at + 4 + size]
        return frame

    def _on_frame(self, last: bool, opcode: int, payload: bytes) -> None:
        if opcode == _CLOSE:
            self._write(_CLOSE, payload[:2])
            self._transport.close()
            self._socket = False
            self._hub.stream_closed(self._target)
        elif opcode == _PING:
            self._write(_PONG, payload)
        elif opcode in (0, _TEXT, _BINARY):
            self._opcode = opcode or self._opcode
            self._message += payload
            if last:
                message, self._message = bytes(self._message), bytearray()
                if self._opcode == _BINARY:
                    self._hub.received(message, self._target)
                else:
                    self._command(message)

    def _command(self, message: bytes) -> None:
        """LISTEN or IGNORE; anything else is not for us, and the specification has no way to say so."""
        try:
            told = json.loads(message)
        except ValueError:
            return
        match told:
            case {"COMMAND": "LISTEN", "DATA": str(path)} if path in STATE:
                self._heard.add(path)
                self._listen(self._target, path)
            case {"COMMAND": "IGNORE", "DATA": str(path)}:
                self._heard.discard(path)

    def _send(self, address: str, packet: bytes) -> None:
        if address in self._heard or address not in STATE:
            self._write(_BINARY, packet)

    def _write(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = struct.pack(">BB", 0x80 | opcode, size)
        elif size < 1 << 16:
            head = struct.pack(">BBH", 0x80 | opcode, 126, size)
        else:
            head = struct.pack(">BBQ", 0x80 | opcode, 127, size)
        send_whole(self._transport, head + payload)


def _may_play(origin: str) -> bool:
    """No browser, a file, or a page of this very machine."""
    return origin == "null" or urlsplit(origin).hostname in ("localhost", "127.0.0.1", "::1")
