"""OSC over TCP: packets told apart, by their length (OSC 1.0) or by SLIP (OSC 1.1, RFC 1055).

One port takes both, and HTTP for OSCQuery: the first byte of a connection tells. A size is below 16 MB
and so begins with 0, a SLIP frame with 0xC0, a request line with a letter. Event loop's thread alone.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final, Protocol

from dx7bridge.errors import ParseError
from dx7bridge.osc.clients import Target, stream_target

LARGEST_PACKET: Final = 1 << 20  # bytes
UNREAD: Final = 1 << 21  # bytes that a peer may leave unread before it is given up
CONNECTIONS: Final = 64
END: Final = 0xC0
ESCAPE: Final = 0xDB
ESCAPED_END: Final = 0xDC
ESCAPED_ESCAPE: Final = 0xDD

_log = logging.getLogger(__name__)


class Framing(ABC):
    """Packets out of a stream of bytes, and back."""

    @abstractmethod
    def feed(self, data: bytes) -> list[bytes]:
        """The packets that are whole now. ParseError when the stream makes no sense any more."""

    @abstractmethod
    def frame(self, packet: bytes) -> bytes:
        """A packet as it goes on the wire."""


class Sized(Framing):
    """Each packet after its length, a 32-bit number."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self._waiting += data
        packets: list[bytes] = []
        while len(self._waiting) >= 4:
            size = int.from_bytes(self._waiting[:4], "big")
            if size > LARGEST_PACKET:
                raise ParseError(f"size: a packet of {size} bytes; legal are up to {LARGEST_PACKET}")
            if len(self._waiting) < 4 + size:
                break
            packets.append(bytes(self._waiting[4 : 4 + size]))
            del self._waiting[: 4 + size]
        return packets

    def frame(self, packet: bytes) -> bytes:
        return len(packet).to_bytes(4, "big") + packet


class Slip(Framing):
    """Each packet between END bytes; the two bytes that mean something are escaped within."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._escaping = False

    def feed(self, data: bytes) -> list[bytes]:
        packets: list[bytes] = []
        for byte in data:
            if byte == END:
                if self._waiting:
                    packets.append(bytes(self._waiting))
                self._waiting, self._escaping = bytearray(), False
            elif self._escaping:
                self._waiting.append({ESCAPED_END: END, ESCAPED_ESCAPE: ESCAPE}.get(byte, byte))
                self._escaping = False
            elif byte == ESCAPE:
                self._escaping = True
            else:
                self._waiting.append(byte)
            if len(self._waiting) > LARGEST_PACKET:
                raise ParseError(f"SLIP: a packet over {LARGEST_PACKET} bytes")
        return packets

    def frame(self, packet: bytes) -> bytes:
        escaped = packet.replace(b"\xdb", b"\xdb\xdd").replace(b"\xc0", b"\xdb\xdc")
        return b"\xc0" + escaped + b"\xc0"


class Hub(Protocol):
    """What a connection needs of the server."""

    def received(self, data: bytes, sender: Target) -> None:
        """A packet came from there."""

    def refuse(self, sender: Target, error: ParseError) -> None:
        """What came from there is no OSC."""

    def stream_opened(self, target: Target, send: Callable[[str, bytes], None]) -> None:
        """Messages (address, packet) to this target go there."""

    def stream_closed(self, target: Target) -> None:
        """They no longer do."""


class Conversation(Protocol):
    """What a connection turns into when its first byte is a letter."""

    def feed(self, data: bytes) -> None:
        """These bytes came."""

    def closed(self) -> None:
        """The connection ended."""


class Connection(asyncio.Protocol):
    """One TCP peer. `converse` makes what answers HTTP."""

    def __init__(
        self,
        hub: Hub,
        peers: set[Connection],
        converse: Callable[[asyncio.Transport, Target], Conversation],
    ) -> None:
        self._hub, self._peers, self._converse = hub, peers, converse
        self._framing: Framing | None = None
        self._conversation: Conversation | None = None
        self._transport: Any = None
        self._target: Target = ("", 0)

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._target = stream_target(transport.get_extra_info("peername"))
        if len(self._peers) >= CONNECTIONS:
            _log.warning("a connection too many, from %s:%d", *self._target)
            transport.abort()
            return
        self._peers.add(self)

    def data_received(self, data: bytes) -> None:
        try:
            if self._framing is None and self._conversation is None:
                self._begin(data[0])
            if self._conversation is not None:
                self._conversation.feed(data)
            elif self._framing is not None:
                for packet in self._framing.feed(data):
                    self._hub.received(packet, self._target)
        except ParseError as error:
            self._hub.refuse(self._target, error)
            self._transport.close()
        except Exception:
            _log.exception("a connection from %s:%d failed", *self._target)
            self._transport.abort()

    def connection_lost(self, _error: Exception | None) -> None:
        self._peers.discard(self)
        if self._conversation is not None:
            self._conversation.closed()
        elif self._framing is not None:
            self._hub.stream_closed(self._target)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def _begin(self, first: int) -> None:
        if chr(first).isascii() and chr(first).isalpha():
            self._conversation = self._converse(self._transport, self._target)
            return
        self._framing = Slip() if first == END else Sized()
        self._hub.stream_opened(self._target, self._send)

    def _send(self, _address: str, packet: bytes) -> None:
        if self._framing is not None:
            send_whole(self._transport, self._framing.frame(packet))


def send_whole(transport: asyncio.Transport, data: bytes) -> None:
    """Write; hang up on a peer that does not read."""
    if transport.is_closing():
        return
    if transport.get_write_buffer_size() > UNREAD:
        _log.warning("a TCP client does not read what it is sent: hung up")
        transport.abort()
        return
    transport.write(data)
