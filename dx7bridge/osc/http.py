"""HTTP for OSCQuery and for a site: GET alone, one request after another, until it becomes a WebSocket.

A browser lets any page send requests to any host; whoever answers must look who asks. A request that says
which page it comes from (Origin) is answered only when that page is ours: same host, same port. A Host is
ours when it is a loopback name or address, or the address that the request came in on; a name that merely
resolves to us is not. A program that sends neither header is no browser. Specification: RFC 9110, RFC 9112.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import ipaddress
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from dx7bridge.osc.clients import Target
from dx7bridge.osc.query import Node, Pages
from dx7bridge.osc.streams import Hub, send_whole
from dx7bridge.osc.websocket import WebSocket

HEAD_LIMIT: Final = 16_384  # bytes of a request's head
KEEP_ALIVE: Final = 30.0  # seconds between two requests
_GUID: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_ONCE: Final = ("host", "origin", "connection", "upgrade", "sec-websocket-key", "sec-websocket-version")
_REASONS: Final = {200: "OK", 202: "Accepted", 204: "No Content", 304: "Not Modified", 400: "Bad Request",
                   403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
                   431: "Request Header Fields Too Large", 503: "Service Unavailable"}  # fmt: skip
_BODILESS: Final = (204, 304)
_JSON: Final = (
    ("Content-Type", "application/json"), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status, a body, and all headers but length and connection."""

    code: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = _JSON


class Site(Protocol):
    """Pages beside OSCQuery, on the same port. Called on the event loop; must not block."""

    def get(self, path: str, query: str, headers: Mapping[str, str]) -> Answer | Future[Answer] | None:
        """The answer to a request that `may_ask` let in, perhaps later; None leaves it to OSCQuery.

        Header names are in small letters. The future must not be cancelled, nor end in an error.
        """

    def admits(self, headers: Mapping[str, str]) -> bool:
        """Whether a WebSocket may be opened by a request with these headers."""


class Talk:
    """Reads a connection whose first byte is a letter. `own` are the addresses that we are reached at."""

    def __init__(
        self, transport: asyncio.Transport, target: Target, hub: Hub, pages: Pages,
        info: Callable[[], Node], listen: Callable[[Target, str], None], own: Collection[str],
        site: Site | None = None,
    ) -> None:  # fmt: skip
        self._transport, self._target, self._hub = transport, target, hub
        self._pages, self._info, self._listen, self._own = pages, info, listen, own
        self._site = site
        self._socket: WebSocket | None = None
        self._awaited = False  # whether an answer is still being made
        self._rest = bytearray()  # what has come behind the last request

    @property
    def idle(self) -> float | None:
        """Seconds that it may be silent."""
        return KEEP_ALIVE if self._socket is None else self._socket.idle

    def silent(self) -> bool:
        """Return whether to go on although nothing came for so long."""
        return self._awaited or (self._socket is not None and self._socket.silent())

    def read(self, waiting: bytearray) -> Iterator[int]:
        """Answer request after request. ParseError from a WebSocket that makes no sense."""
        self._rest = waiting
        while self._socket is None and not self._awaited and not self._transport.is_closing():
            end = waiting.find(b"\r\n\r\n", 0, HEAD_LIMIT + 4)
            if end < 0:
                if len(waiting) > HEAD_LIMIT:
                    waiting.clear()
                    self._send(Answer(431), last=True)
                return
            head = waiting[:end].decode("latin-1")
            del waiting[: end + 4]
            self._request(head)
            yield 2
        if self._socket is not None:
            yield from self._socket.read(waiting)

    def closed(self) -> None:
        """The connection ended."""
        if self._socket is not None:
            self._hub.stream_closed(self._target)

    def _request(self, head: str) -> None:
        first, *lines = head.split("\r\n")
        words, headers = first.split(" "), _headers(lines)
        if len(words) != 3 or not words[2].startswith("HTTP/1") or headers is None:
            self._send(Answer(400), last=True)
            return
        method, url, version = words
        last = headers.get("connection", "").lower() == "close" or version == "HTTP/1.0"
        if not may_ask(headers, self._own):
            self._send(Answer(403), last=True)
        elif method != "GET" or "content-length" in headers or "transfer-encoding" in headers:
            self._send(Answer(405), last=True)
        elif headers.get("upgrade", "").lower() == "websocket":
            self._upgrade(headers)
        else:
            self._get(url, headers, last)

    def _get(self, url: str, headers: Mapping[str, str], last: bool) -> None:
        path, _, query = url.partition("#")[0].partition("?")
        if query.partition("=")[0] == "HOST_INFO":
            self._send(Answer(200, json.dumps(self._info()).encode()), last)
            return
        found = self._site.get(path, query, headers) if self._site is not None else None
        if isinstance(found, Future):
            self._awaited = True
            loop = asyncio.get_running_loop()
            found.add_done_callback(lambda done: _soon(loop, partial(self._send_late, done.result(), last)))
        else:
            code, body = (0, None) if found is not None else self._pages.get(path, query)
            self._send(found or Answer(code, body or b""), last)

    def _send_late(self, answer: Answer, last: bool) -> None:
        self._awaited = False
        if not self._transport.is_closing():
            self._send(answer, last)
            if self._rest and not last:
                self._hub.work(self._target, self.read(self._rest))

    def _upgrade(self, headers: Mapping[str, str]) -> None:
        key = headers.get("sec-websocket-key", "")
        if not key or headers.get("sec-websocket-version") != "13":
            self._send(Answer(400), last=True)
            return
        if self._site is not None and not self._site.admits(headers):
            self._send(Answer(403), last=True)
            return
        accept = base64.b64encode(hashlib.sha1(f"{key}{_GUID}".encode()).digest()).decode()
        lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
        send_whole(self._transport, "\r\n".join([*lines, f"Sec-WebSocket-Accept: {accept}", "", ""]).encode())
        self._socket = WebSocket(self._transport, self._target, self._hub, self._listen)

    def _send(self, answer: Answer, last: bool) -> None:
        lines = [f"HTTP/1.1 {answer.code} {_REASONS[answer.code]}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        if answer.code not in _BODILESS:
            lines.append(f"Content-Length: {len(answer.body)}")
        lines.append("Connection: close" if last else "Connection: keep-alive")
        send_whole(self._transport, "\r\n".join([*lines, "", ""]).encode() + answer.body)
        if last:
            self._transport.close()


def _soon(loop: asyncio.AbstractEventLoop, do: Callable[[], None]) -> None:
    """Do this on the event loop, unless it is closed."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(do)


def _headers(lines: list[str]) -> dict[str, str] | None:
    """The headers by name in small letters; None where one makes no sense or stands twice."""
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or not name or name != name.strip() or (name in _ONCE and name in headers):
            return None
        headers[name] = value.strip()
    return headers


def may_ask(headers: Mapping[str, str], own: Collection[str]) -> bool:
    """Return whether a request with these headers is a program's, or comes from a page of our own."""
    host, origin = headers.get("host"), headers.get("origin")
    if host is not None and not _is_ours(host.lower(), own):
        return False
    if origin is not None and (
        not host or origin.lower() not in (f"http://{host}".lower(), f"https://{host}".lower())
    ):
        return False
    # What no page can leave out or forge, where the browser sends it. A link may lead here.
    site = headers.get("sec-fetch-site", "none").lower()
    return site in ("none", "same-origin") or headers.get("sec-fetch-mode", "").lower() == "navigate"


def _is_ours(host: str, own: Collection[str]) -> bool:
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, "0"
    if not (port.isascii() and port.isdigit()):
        return False
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name[1:-1] if name.startswith("[") and name.endswith("]") else name)
    except ValueError:
        return False
    return address.is_loopback or (not address.is_unspecified and str(address) in own)
