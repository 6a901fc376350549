"""OSC over TCP: packets told apart, by their length (OSC 1.0) or by SLIP (OSC 1.1, RFC 1055).

One port takes both, and HTTP for OSCQuery: the first byte of a connection tells. A size is below 16 MB
and so begins with 0, a SLIP frame with 0xC0, a request line with a letter. Event loop's thread alone.

A connection lives by phases, each with a time limit: until its first whole packet or request has come;
while something begun is not whole; and, for HTTP, between two requests. Each host has a share of the room.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

from dx7bridge.errors import ParseError
from dx7bridge.osc.clients import Target, Timer, host_of, stream_target

LARGEST_PACKET: Final = 1 << 17  # bytes
UNREAD: Final = 1 << 21  # bytes that a peer may leave unread before it is given up
CONNECTIONS: Final = 64
HOST_SHARE: Final = 32  # connections from one host
SPEAK: Final = 10.0  # seconds for the first whole packet or request
FINISH: Final = 10.0  # seconds for what has begun to become whole
END: Final = 0xC0

_log = logging.getLogger(__name__)


class Framing(ABC):
    """Packets out of a stream of bytes, and back."""

    def __init__(self) -> None:
        self._own = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Return the packets that are whole now. ParseError when the stream makes no sense any more."""
        self._own += data
        return list(self.packets(self._own))

    @abstractmethod
    def packets(self, waiting: bytearray) -> Iterator[bytes]:
        """Take the whole packets out of what waits. ParseError when it makes no sense."""

    @abstractmethod
    def frame(self, packet: bytes) -> bytes:
        """Return a packet as it goes on the wire."""


class Sized(Framing):
    """Each packet after its length, a 32-bit number."""

    def packets(self, waiting: bytearray) -> Iterator[bytes]:
        while len(waiting) >= 4:
            size = int.from_bytes(waiting[:4], "big")
            if size > LARGEST_PACKET:
                raise ParseError(f"size: a packet of {size} bytes; must be at most {LARGEST_PACKET}")
            if len(waiting) < 4 + size:
                return
            packet = bytes(waiting[4 : 4 + size])
            del waiting[: 4 + size]
            yield packet

    def frame(self, packet: bytes) -> bytes:
        return len(packet).to_bytes(4, "big") + packet


class Slip(Framing):
    """Each packet between END bytes; the two bytes that mean something are escaped within."""

    def __init__(self) -> None:
        super().__init__()
        self._looked = 0  # bytes of what waits that hold no END

    def packets(self, waiting: bytearray) -> Iterator[bytes]:
        while (end := waiting.find(END, self._looked)) >= 0:
            escaped = bytes(waiting[:end])
            del waiting[: end + 1]
            self._looked = 0
            if len(escaped) > 2 * LARGEST_PACKET:
                raise ParseError(f"SLIP: a packet over {LARGEST_PACKET} bytes")
            packet = escaped.replace(b"\xdb\xdc", b"\xc0").replace(b"\xdb\xdd", b"\xdb")
            if len(packet) > LARGEST_PACKET:
                raise ParseError(f"SLIP: a packet over {LARGEST_PACKET} bytes")
            if packet:
                yield packet
        self._looked = len(waiting)
        if len(waiting) > LARGEST_PACKET and len(waiting) - waiting.count(0xDB) > LARGEST_PACKET:
            raise ParseError(f"SLIP: a packet over {LARGEST_PACKET} bytes")

    def frame(self, packet: bytes) -> bytes:
        escaped = packet.replace(b"\xdb", b"\xdb\xdd").replace(b"\xc0", b"\xdb\xdc")
        return b"\xc0" + escaped + b"\xc0"


class Hub(Protocol):
    """The server as a connection sees it."""

    def work(self, target: Target, work: Iterator[int]) -> None:
        """Do this in the connection's turns."""

    def packet(self, data: bytes, sender: Target) -> Iterator[int]:
        """Work that does what a packet from there asks for."""

    def refuse(self, sender: Target, error: ParseError) -> None:
        """Answer what came from there and is no OSC."""

    def stream_opened(self, target: Target, send: Callable[[str, bytes], None]) -> None:
        """Send messages (address, packet) to this target there."""

    def stream_closed(self, target: Target) -> None:
        """No longer do so."""


class Conversation(Protocol):
    """What reads a connection. An `idle` of None is for ever."""

    @property
    def idle(self) -> float | None:
        """Seconds that it may be silent now."""

    def read(self, waiting: bytearray) -> Iterator[int]:
        """Work that takes what is whole out of what waits. ParseError when it makes no sense."""

    def silent(self) -> bool:
        """It was silent for too long: return whether to go on all the same."""

    def closed(self) -> None:
        """The connection ended."""


class Room:
    """The connections there are, oldest first; so many at most, and so many from one host."""

    def __init__(self, connections: int = CONNECTIONS, share: int = HOST_SHARE) -> None:
        self._connections, self._share = connections, share
        self._all: dict[Connection, str] = {}

    def __len__(self) -> int:
        return len(self._all)

    def admit(self, newcomer: Connection, host: str) -> bool:
        """Take it in, if need be in place of the oldest that has said nothing whole yet; or return False."""
        of_host = [each for each, of in self._all.items() if of == host]
        for full, of_them in (
            (len(of_host) >= self._share, of_host),
            (len(self) >= self._connections, self._all),
        ):
            if not full:
                continue
            silent = next((each for each in of_them if not each.spoke), None)
            if silent is None:
                return False
            silent.close()
            self._all.pop(silent, None)
            break
        self._all[newcomer] = host
        return True

    def leave(self, connection: Connection) -> None:
        """It is gone."""
        self._all.pop(connection, None)

    def close(self) -> None:
        """Hang up on everyone."""
        for each in list(self._all):
            each.close()


class Osc:
    """A connection that carries OSC packets in one framing."""

    idle: float | None = None  # a patch may be silent for hours, and follow

    def __init__(self, hub: Hub, target: Target, transport: asyncio.Transport, framing: Framing) -> None:
        self._hub, self._target, self._transport, self._framing = hub, target, transport, framing
        hub.stream_opened(target, self._send)

    def read(self, waiting: bytearray) -> Iterator[int]:
        for packet in self._framing.packets(waiting):
            yield 1
            yield from self._hub.packet(packet, self._target)

    def silent(self) -> bool:
        return True

    def closed(self) -> None:
        self._hub.stream_closed(self._target)

    def _send(self, _address: str, packet: bytes) -> None:
        send_whole(self._transport, self._framing.frame(packet))


class Connection(asyncio.Protocol):
    """One TCP peer. `converse` makes what answers HTTP. `spoke`: it has sent something whole."""

    def __init__(
        self,
        hub: Hub,
        room: Room,
        converse: Callable[[asyncio.Transport, Target], Conversation],
        timer: Timer,
    ) -> None:
        self._hub, self._room, self._converse, self._timer = hub, room, converse, timer
        self._conversation: Conversation | None = None
        self._transport: Any = None
        self._target: Target = ("", 0)
        self._waiting = bytearray()
        self._working = self._begun = False
        self._limit: Any = None  # the timer of this phase
        self.spoke = False

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._target = stream_target(transport.get_extra_info("peername"))
        if not self._room.admit(self, host_of(self._target)):
            _log.warning("too many connections; refused one from %s:%d", *self._target)
            transport.abort()
            return
        raw = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._allow(SPEAK)

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        if self._conversation is None:
            self._conversation = self._begin(self._waiting[0])
        if not self._working:
            self._working = True
            self._transport.pause_reading()  # until what is here has been done
            self._hub.work(self._target, self._work(self._conversation))

    def connection_lost(self, _error: Exception | None) -> None:
        self._room.leave(self)
        self._allow(None)
        if self._conversation is not None:
            self._conversation.closed()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def _begin(self, first: int) -> Conversation:
        if chr(first).isascii() and chr(first).isalpha():
            return self._converse(self._transport, self._target)
        framing = Slip() if first == END else Sized()
        return Osc(self._hub, self._target, self._transport, framing)

    def _work(self, conversation: Conversation) -> Iterator[int]:
        whole = False
        try:
            for cost in conversation.read(self._waiting):
                if self._transport.is_closing():
                    return
                whole = self.spoke = True
                yield cost
            self._end_phase(conversation, whole)
        except ParseError as error:
            self._hub.refuse(self._target, error)
            self._transport.close()
        except Exception:
            _log.exception("a connection from %s:%d failed", *self._target)
            self._transport.abort()
        finally:
            self._working = False
            if not self._transport.is_closing():
                self._transport.resume_reading()

    def _end_phase(self, conversation: Conversation, whole: bool) -> None:
        """Set the time limit of what comes next. What is begun gets no longer by dripping on."""
        if self._waiting:
            if whole or not self._begun:
                self._allow(FINISH if self.spoke else min(FINISH, SPEAK))
            self._begun = True
        else:
            self._begun = False
            self._allow(conversation.idle if self.spoke else SPEAK)

    def _allow(self, seconds: float | None) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
        if seconds is not None:
            self._limit = self._timer.call_at(self._timer.time() + seconds, self._too_long)

    def _too_long(self) -> None:
        self._limit = None
        conversation = self._conversation
        if self._working and conversation is not None:  # it has something, and waits for its turn
            self._allow(FINISH)
        elif conversation is not None and self.spoke and not self._waiting and conversation.silent():
            self._allow(conversation.idle)
        else:
            _log.debug("%s:%d: nothing whole came in time: hung up", *self._target)
            self.close()


def send_whole(transport: asyncio.Transport, data: bytes) -> None:
    """Write; hang up on a peer that does not read."""
    if transport.is_closing():
        return
    if transport.get_write_buffer_size() > UNREAD:
        _log.warning("closed a TCP client that does not read its messages")
        transport.abort()
        return
    transport.write(data)
