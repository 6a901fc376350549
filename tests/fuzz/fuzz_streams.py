"""TCP: OSC by length and by SLIP, HTTP and WebSocket. However a stream is cut, the same packets come out; any
bytes are answered, refused or wait, within what a connection may hold."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Iterator
from typing import Any

from fakes import FakeTimer

from dx7bridge.errors import ParseError
from dx7bridge.osc.clients import Target
from dx7bridge.osc.codec import encode
from dx7bridge.osc.http import HEAD_LIMIT, Talk
from dx7bridge.osc.streams import LARGEST_PACKET, Connection, Room, Sized, Slip
from dx7bridge.osc.websocket import FRAME_LIMIT

CASES = 60_000
BRIEF = 100
PATHS = (
    *("/", "/dx7/seed", "/dx7/seed?VALUE", "/?HOST_INFO", "//[x", "/%00%ff", "*", "/dx7/latent?NONSENSE"),
    *("x" * 500, "http://[bad/", "/dx7//seed", "#", "/?"),
)
HEADS = (
    *("Host: 127.0.0.1:7700", "Host: evil.example", "Host: [", "Host: localhost", "Connection: close"),
    *("Origin: null", "Origin: http://[bad", "Origin:", "Sec-Fetch-Site: cross-site", "Content-Length: 9"),
    *("Upgrade: websocket", "Sec-WebSocket-Key: a", "Sec-WebSocket-Version: 13"),
    *("no colon", ": empty", "X: " + "y" * 900),
)
COMMANDS = (b'{"COMMAND": "LISTEN", "DATA": "/dx7/seed"}', b'{"COMMAND": "IGNORE", "DATA": 5}')


class _Pages:
    def get(self, path: str, attribute: str) -> tuple[int, bytes | None]:
        return (200, json.dumps([path, attribute]).encode()) if len(path) < 99 else (404, None)


class _Wire:
    """A TCP transport that keeps what is written."""

    def __init__(self) -> None:
        self.closed, self.paused, self.written = False, False, 0

    def get_extra_info(self, name: str) -> Any:
        return {"peername": ("127.0.0.1", 5), "sockname": ("127.0.0.1", 7700)}.get(name)

    def is_closing(self) -> bool:
        return self.closed

    def abort(self) -> None:
        self.closed = True

    close = abort

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def get_write_buffer_size(self) -> int:
        return 0

    def write(self, data: bytes) -> None:
        self.written += len(data)


class _Hub:
    def __init__(self) -> None:
        self.packets: list[bytes] = []
        self.refused = 0

    def work(self, _target: Target, work: Iterator[int]) -> None:
        for cost in work:
            assert 0 < cost < 99

    def packet(self, data: bytes, _sender: Target) -> Iterator[int]:
        self.packets.append(data)
        assert len(data) <= max(LARGEST_PACKET, FRAME_LIMIT)
        yield 1

    def refuse(self, _sender: Target, error: ParseError) -> None:
        assert error.code == "parse"
        assert str(error)
        self.refused += 1

    def stream_opened(self, _target: Target, _send: object) -> None:
        pass

    def stream_closed(self, _target: Target) -> None:
        pass


def _frame(dice: random.Random) -> bytes:
    opcode = dice.choice((0, 1, 1, 2, 2, 2, 8, 9, 10, 3, 15))
    deep = b"[" * dice.choice((3, 3000, 50_000))
    bodies = (b"", dice.randbytes(dice.randrange(200)), encode("/dx7/ping", (1,)), deep, *COMMANDS)
    body = dice.choice(bodies)
    size = len(body)
    head = bytes([(0x80 if dice.random() < 0.9 else 0) | (0x40 if dice.random() < 0.02 else 0) | opcode])
    masked = 0x80 if dice.random() < 0.97 else 0
    if size < 126:
        head += bytes([masked | size])
    elif dice.random() < 0.95:
        head += bytes([masked | (126 if size < 1 << 16 else 127)]) + size.to_bytes(
            2 if size < 1 << 16 else 8, "big"
        )
    else:
        head += bytes([masked | 127]) + dice.getrandbits(64).to_bytes(8, "big")
    mask = dice.randbytes(4)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(body))


def _request(dice: random.Random) -> bytes:
    method = dice.choice(("GET", "GET", "GET", "POST", "HEAD", "get", "G" * 99))
    lines = [
        f"{method} {dice.choice(PATHS)} {dice.choice(('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9', ''))}"
    ]
    lines += dice.sample(HEADS, dice.randrange(6))
    if dice.random() < 0.01:
        lines += ["Y: " + "z" * HEAD_LIMIT]
    return "\r\n".join([*lines, "", ""]).encode()


UPGRADE = (b"GET / HTTP/1.1\r\nHost: localhost:7700\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n"
           b"Sec-WebSocket-Version: 13\r\n\r\n")  # fmt: skip


def _stream(dice: random.Random) -> bytes:
    match dice.randrange(6):
        case 0:
            return b"".join(_request(dice) for _ in range(dice.randrange(1, 5)))
        case 1:
            return UPGRADE + b"".join(_frame(dice) for _ in range(dice.randrange(6)))
        case 2:
            return b"".join(
                Sized().frame(dice.randbytes(dice.randrange(99))) for _ in range(dice.randrange(9))
            )
        case 3:
            return b"".join(
                Slip().frame(dice.randbytes(dice.randrange(99))) for _ in range(dice.randrange(9))
            )
        case 4:
            return struct.pack(">I", dice.getrandbits(dice.choice((8, 18, 32)))) + dice.randbytes(
                dice.randrange(999)
            )
        case _:
            return dice.choice((b"\xc0", b"G", b"\0", b"")) + dice.randbytes(dice.randrange(2000))


def _connected(data: bytes, cuts: list[int]) -> tuple[_Hub, _Wire, Connection]:
    hub, wire, timer = _Hub(), _Wire(), FakeTimer()

    def converse(transport: Any, target: Target) -> Talk:
        return Talk(transport, target, hub, _Pages(), dict, lambda *_: None, ("127.0.0.1",))  # type: ignore[arg-type]

    connection = Connection(hub, Room(), converse, timer)
    connection.connection_made(wire)
    for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        if end > start and not wire.closed:
            connection.data_received(data[start:end])
            assert not wire.paused or wire.closed
            assert len(connection._waiting) <= 2 * LARGEST_PACKET + HEAD_LIMIT
    timer.advance(60.0)
    connection.connection_lost(None)
    return hub, wire, connection


def case(dice: random.Random) -> None:
    """One stream, whole and in pieces."""
    data = bytearray(_stream(dice))
    for _ in range(dice.choice((0, 0, 0, 1, 4))):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)
    cuts = sorted(dice.randrange(len(data) + 1) for _ in range(dice.randrange(8)))
    whole, _, _ = _connected(bytes(data), [])
    pieces, _, _ = _connected(bytes(data), cuts)
    assert whole.packets == pieces.packets, "the packets depend on how the stream is cut"
    assert whole.refused == pieces.refused
