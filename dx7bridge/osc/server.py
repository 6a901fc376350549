"""The OSC server: its sockets (UDP, and TCP for OSC and OSCQuery), opened and closed together.

What comes in goes to `Dispatch`, what goes out leaves by `Post`. Runs on the event loop's thread; nothing
here blocks.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from dx7bridge.commands import HORIZON
from dx7bridge.engine import Engine
from dx7bridge.errors import BridgeError
from dx7bridge.osc import query
from dx7bridge.osc.binding import Bound, bind
from dx7bridge.osc.clients import Target, host_of
from dx7bridge.osc.dispatch import Dispatch, Status
from dx7bridge.osc.http import Site, Talk
from dx7bridge.osc.post import Post, Stream
from dx7bridge.osc.reach import Network, Reach
from dx7bridge.osc.requests import DEFAULT_HZ
from dx7bridge.osc.streams import Connection, Room

AT_ONCE: Final = 256  # datagrams in one turn of the event loop
LARGEST_READ: Final = 1 << 16  # bytes
SOCKET_BUFFER: Final = 1 << 20  # bytes asked of the system, so that a burst of knobs is not dropped

_log = logging.getLogger(__name__)


class Server(asyncio.DatagramProtocol):
    """Answers OSC. `status` is called for each `/dx7/status`; `wall` tells the time of day for time tags."""

    def __init__(
        self,
        engine: Engine,
        status: Callable[[], Status],
        *,
        notify: Iterable[Target] = (),
        allow_others: bool = False,
        trust: Iterable[Network] = (),
        horizon: float = HORIZON,
        wall: Callable[[], float] = time.time,
        name: str = "dx7bridge",
        bound: Bound | None = None,
        site: Site | None = None,
        parts: Sequence[Engine] = (),
    ) -> None:
        self.name = name
        self._site = site
        self._bound = bound
        self._notify = tuple(notify)
        self._loop = asyncio.get_running_loop()
        self._post = Post(self._loop, Reach(trust))
        self._dispatch = Dispatch(
            engine, status, self._post, allow_others=allow_others, horizon=horizon, wall=wall, parts=parts
        )
        self._room = Room()
        self._pages = query.Pages(lambda: self._dispatch.state)
        self._tcp: asyncio.Server | None = None

    # The socket.

    def connection_made(self, transport: Any) -> None:
        self._post.transport = transport
        self._dispatch.address = transport.get_extra_info("sockname")[:2]
        raw: socket.socket = transport.get_extra_info("socket")
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            with contextlib.suppress(OSError):  # the system's limit is good enough
                raw.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER)
        for target in self._notify:
            self._post.reach.met(target[0])
            self._dispatch.subscribers.add(target, None, DEFAULT_HZ)

    def datagram_received(self, data: bytes, address: Any) -> None:
        self._take(data, address[:2])
        # asyncio reads one datagram a turn. While the engine computes, a turn can take milliseconds, and
        # the system drops what waits too long: so take what is there.
        if self._bound is None:
            return
        for _ in range(AT_ONCE - 1):
            try:
                data, address = self._bound.udp.recvfrom(LARGEST_READ)
            except OSError:  # nothing more, or a fault that the next turn will tell of
                return
            self._take(data, address[:2])

    def _take(self, data: bytes, sender: Target) -> None:
        self._post.reach.received(sender[0], len(data))
        self._dispatch.take(data, sender)

    def error_received(self, error: Exception) -> None:
        # The system tells of a datagram that could not go out, or that an earlier one found nobody.
        self._post.send_error = error
        _log.debug("socket: %s", error)

    # For the composer, and the picture.

    @property
    def address(self) -> Target:
        """Host and port that it listens on."""
        return self._dispatch.address

    @property
    def last_fail(self) -> str:
        """The last refusal that a client was sent, for people to see."""
        return self._post.last_fail

    @property
    def clients(self) -> int:
        """The number of recent clients. Any thread."""
        return len(self._post.clients)

    @property
    def followers(self) -> int:
        """How many follow the state; those whose lease has just run out may still be counted. Any thread."""
        return self._dispatch.subscribers.roughly

    @property
    def listens_tcp(self) -> bool:
        """Whether there is OSC over TCP, and OSCQuery."""
        return self._tcp is not None

    # TCP: see `streams`, `http` and `websocket`.

    async def listen_tcp(self) -> None:
        """Take OSC and OSCQuery over TCP too, on the same port. BridgeError when it cannot be had."""
        host, port = self.address
        twin = self._bound.tcp if self._bound is not None else None
        if twin is None:
            why = self._bound.trouble if self._bound is not None else "no socket"
            raise BridgeError(f"cannot listen on {host}:{port} over TCP: {why}")
        self._tcp = await self._loop.create_server(self._connection, sock=twin)

    def _connection(self) -> Connection:
        return Connection(self, self._room, self._converse, self._loop)

    def _converse(self, transport: asyncio.Transport, target: Target) -> Talk:
        own = {self.address[0], transport.get_extra_info("sockname")[0]}

        def info() -> query.Node:
            return query.host_info(self.name, transport.get_extra_info("sockname")[0], self.address[1])

        return Talk(transport, target, self, self._pages, info, self._listen, own, self._site)

    def _listen(self, target: Target, address: str) -> None:
        """A WebSocket wants to hear of this address."""
        subscribers = self._dispatch.subscribers
        if subscribers.follows(target):
            subscribers.tell_again(target, address)
            return
        try:
            subscribers.check_room(target)
        except BridgeError as error:
            self._post.fail(target, False, address, 0, error)
        else:
            subscribers.add(target, target, DEFAULT_HZ, leased=False)

    # What a connection needs: see `streams.Hub`.

    def work(self, target: Target, work: Iterator[int]) -> None:
        """Do this in the connection's turns."""
        self._dispatch.incoming.add(target, work)

    def packet(self, data: bytes, sender: Target) -> Iterator[int]:
        """Work that does what a packet asks for."""
        self._post.reach.met(host_of(sender))  # a handshake is no forgery
        return self._dispatch.packet(data, sender)

    def follows(self, target: Target) -> bool:
        """Return whether this target is told of changes."""
        return self._dispatch.subscribers.follows(target)

    def refuse(self, sender: Target, error: BridgeError) -> None:
        """Answer what came from there and is no OSC."""
        self._post.fail(sender, False, "", 0, error)

    def stream_opened(self, target: Target, send: Stream) -> None:
        """Send messages to this target there."""
        self._post.streams[target] = send

    def stream_closed(self, target: Target) -> None:
        """No longer do so."""
        self._post.streams.pop(target, None)
        self._post.clients.forget(target)
        self._dispatch.subscribers.forget(target)

    def close(self) -> None:
        """Forget what was scheduled and who listens, and let go of the port."""
        if self._tcp is not None:
            self._tcp.close()
        self._room.close()
        self._dispatch.close()
        if self._post.transport is not None:
            self._post.transport.close()
        if self._bound is not None and self._bound.tcp is not None:
            self._bound.tcp.close()


@contextlib.asynccontextmanager
async def running_server(
    engine: Engine,
    status: Callable[[], Status] = lambda: Status("", 0, "none"),
    *,
    listen: Target | Bound = ("127.0.0.1", 0),
    notify: Iterable[Target] = (),
    allow_others: bool = False,
    trust: Iterable[Network] = (),
    horizon: float = HORIZON,
    wall: Callable[[], float] = time.time,
    tcp: bool = False,
    site: Site | None = None,
    parts: Sequence[Engine] = (),
) -> AsyncIterator[Server]:
    """A server that answers on `listen` (see `bind`) until the block ends; its `address` says where.

    With `tcp` it takes OSC over TCP and OSCQuery on the same port, and serves the pages of `site`.
    BridgeError when a port cannot be had.
    The engines are the caller's to start and to close; `parts` are those of the second part on.
    """
    loop = asyncio.get_running_loop()
    bound = listen if isinstance(listen, Bound) else bind(listen, tcp=tcp)
    _, server = await loop.create_datagram_endpoint(
        lambda: Server(
            engine,
            status,
            notify=notify,
            allow_others=allow_others,
            trust=trust,
            horizon=horizon,
            wall=wall,
            bound=bound,
            site=site,
            parts=parts,
        ),
        sock=bound.udp,
    )
    try:
        if tcp:
            await server.listen_tcp()
        yield server
    finally:
        server.close()
