"""WebSocket frames: OSC packets both ways, and LISTEN and IGNORE of OSCQuery.

Specification: RFC 6455. Event loop's thread alone.
"""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Callable, Iterator
from typing import Final

from dx7bridge.errors import ParseError
from dx7bridge.osc.answers import STATE
from dx7bridge.osc.clients import Target
from dx7bridge.osc.streams import Hub, send_whole

FRAME_LIMIT: Final = 1 << 17  # bytes of a message
COMMAND_LIMIT: Final = 4096  # bytes of LISTEN or IGNORE
ASK_AFTER: Final = 30.0  # seconds of silence after which a peer is asked whether it is there
_TEXT, _BINARY, _CLOSE, _PING, _PONG = 1, 2, 8, 9, 10


class WebSocket:
    """A connection after its upgrade."""

    idle: float | None = ASK_AFTER

    def __init__(
        self,
        transport: asyncio.Transport,
        target: Target,
        hub: Hub,
        listen: Callable[[Target, str], None],
    ) -> None:
        self._transport, self._target, self._hub, self._listen = transport, target, hub, listen
        self._message = bytearray()  # in several frames
        self._opcode = 0
        self._heard: set[str] = set()
        self._asked = False  # whether it is there, since its last frame
        hub.stream_opened(target, self._send)

    def silent(self) -> bool:
        """Ask it; False when it was asked before and has not answered."""
        if self._asked:
            return False
        self._asked = True
        self._write(_PING, b"")
        return True

    def read(self, waiting: bytearray) -> Iterator[int]:
        """Take whole frames out of what waits. ParseError for one that is not legal."""
        while not self._transport.is_closing() and (frame := self._frame(waiting)) is not None:
            self._asked = False
            yield 1
            yield from self._on_frame(*frame)

    def _frame(self, data: bytearray) -> tuple[bool, int, bytes] | None:
        """The next whole frame: last of its message?, opcode, payload."""
        if len(data) < 2:
            return None
        opcode, size, at = data[0] & 0x0F, data[1] & 0x7F, 2
        if data[0] & 0x70 or opcode not in (0, _TEXT, _BINARY, _CLOSE, _PING, _PONG):
            raise ParseError(
                f"WebSocket: a frame that begins with {data[0]:#04x}; no extension was agreed on"
            )
        if opcode >= _CLOSE and (size > 125 or not data[0] & 0x80):
            raise ParseError("WebSocket: a control frame over 125 bytes, or in parts")
        if size > 125:
            width = 2 if size == 126 else 8
            if len(data) < 2 + width:
                return None
            size, at = int.from_bytes(data[2 : 2 + width], "big"), 2 + width
        if size + len(self._message) > FRAME_LIMIT or not data[1] & 0x80:
            raise ParseError(
                f"WebSocket: a frame of {size} bytes: must be masked, and at most {FRAME_LIMIT} bytes"
            )
        if len(data) < at + 4 + size:
            return None
        mask, payload = bytes(data[at : at + 4]), bytes(data[at + 4 : at + 4 + size])
        frame = bool(data[0] & 0x80), opcode, _unmasked(payload, mask)
        del data[: at + 4 + size]
        return frame

    def _on_frame(self, last: bool, opcode: int, payload: bytes) -> Iterator[int]:
        if opcode == _CLOSE:
            self._write(_CLOSE, payload[:2])
            self._transport.close()
        elif opcode == _PING:
            self._write(_PONG, payload)
        elif opcode != _PONG:
            if bool(opcode) == bool(self._opcode):
                raise ParseError("WebSocket: a frame goes on with no message, or begins one within another")
            self._opcode = opcode or self._opcode
            self._message += payload
            if last:
                message, self._message = bytes(self._message), bytearray()
                opcode, self._opcode = self._opcode, 0
                if opcode == _BINARY:
                    yield from self._hub.packet(message, self._target)
                else:
                    self._command(message)

    def _command(self, message: bytes) -> None:
        """LISTEN or IGNORE; anything else is not for us, and the specification has no way to say so."""
        if len(message) > COMMAND_LIMIT:
            return
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            return
        match said:
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


def _unmasked(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")
