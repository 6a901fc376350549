"""The OSC server: packets to requests, answers to packets.

Owns the sockets (UDP, and TCP for OSC and OSCQuery), the clients and the scheduled bundles. Runs on the
event loop's thread; the engine's answers come from its worker and cross by `call_soon_threadsafe`.
Nothing here blocks.

What the engine does is answered in the order asked. What the server alone can answer (ping, status,
help, reply, subscribe, and every refusal of a malformed request) is answered at once, so that a ping
tells whether the bridge lives even while the engine is at work.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import functools
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dx7bridge import __version__
from dx7bridge.commands import Overtaken, Reply, SetName, SetParameter, State
from dx7bridge.engine import Engine, Job, Result
from dx7bridge.errors import BridgeError, Forbidden, OutOfRange, UnknownAddress, suggestion
from dx7bridge.osc import answers, query, requests
from dx7bridge.osc.address import Address, guessed_id
from dx7bridge.osc.answers import ANSWERS, OUT, SENT, STATE, Atoms
from dx7bridge.osc.clients import Clients, Subscribers, Target, host_of, resolve
from dx7bridge.osc.codec import LARGEST_DATAGRAM, Malformed, Message, Timed, encode, parse
from dx7bridge.osc.patterns import is_pattern, matcher
from dx7bridge.osc.query import Talk
from dx7bridge.osc.requests import Request
from dx7bridge.osc.schedule import Schedule
from dx7bridge.osc.streams import Connection
from dx7bridge.osc.table import ADDRESSES, PERSONAL, TABLE

LATEST: Final = 3600.0  # seconds ahead that a bundle may be timed
LONGEST_TEXT: Final = 400  # characters of a message in a fail
AT_ONCE: Final = 256  # datagrams in one turn of the event loop
LARGEST_READ: Final = 1 << 16  # bytes
SOCKET_BUFFER: Final = 1 << 20  # bytes asked of the system, so that a burst of knobs is not dropped

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """What `/dx7/status` tells beside what the server knows; dims is 0 until the model is loaded."""

    model: str
    dims: int
    output: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, ready to run."""

    row: Address
    request: Request
    id: int
    sender: Target
    new: bool  # the sender's first message


class Server(asyncio.DatagramProtocol):
    """Answers OSC. `status` is called for each `/dx7/status`; `wall` tells the time of day for time tags."""

    def __init__(
        self,
        engine: Engine,
        status: Callable[[], Status],
        *,
        notify: Iterable[Target] = (),
        allow_others: bool = False,
        wall: Callable[[], float] = time.time,
        name: str = "dx7bridge",
        bound: socket.socket | None = None,
    ) -> None:
        self.name = name
        self._socket = bound  # the one below the transport, to read from
        self._engine, self._status, self._wall = engine, status, wall
        self._notify, self._allow_others = tuple(notify), allow_others
        self._loop = asyncio.get_running_loop()
        self._state: State = engine.state  # what has been told so far
        self._unwatch = engine.watch(self._watch)
        self._clients = Clients()
        self._subscribers = Subscribers(self._loop, lambda: self._state, self._send)
        self._schedule = Schedule(self._loop)
        self._transport: asyncio.DatagramTransport | None = None
        self._streams: dict[Target, Callable[[str, bytes], None]] = {}
        self._peers: set[Connection] = set()
        self._tcp: asyncio.Server | None = None
        self._send_error: Exception | None = None
        self.address: Target = ("", 0)
        self.last_fail = ""  # the last that anybody was told, for people to see

    # The socket.

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self.address = transport.get_extra_info("sockname")[:2]
        raw: socket.socket = transport.get_extra_info("socket")
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            with contextlib.suppress(OSError):  # the system's limit is good enough
                raw.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER)
        for target in self._notify:
            self._subscribers.add(target, None, requests.DEFAULT_HZ)

    def datagram_received(self, data: bytes, address: Any) -> None:
        self.received(data, address[:2])
        # asyncio reads one datagram a turn. While the engine computes, a turn can take milliseconds, and
        # the system drops what waits too long: so take what is there.
        if self._socket is None:
            return
        for _ in range(AT_ONCE):
            try:
                data, address = self._socket.recvfrom(LARGEST_READ)
            except OSError:  # nothing more, or a fault that the next turn will tell of
                return
            self.received(data, address[:2])

    def received(self, data: bytes, sender: Target) -> None:
        """A packet, by whichever way it came."""
        try:
            new = self._clients.meet(sender)
            self._subscribers.renew({sender, *self._clients.answers_to(sender, new=new)})
            for timed in parse(data):
                self._receive(timed, sender, new)
        except Exception:
            _log.exception("a packet of %d bytes from %s:%d failed", len(data), *sender)
            self._fail(sender, False, "", 0, BridgeError("the bridge stumbled; its log has more"))

    def error_received(self, error: Exception) -> None:
        # The system tells of a datagram that could not go out, or that an earlier one found nobody.
        self._send_error = error
        _log.debug("socket: %s", error)

    # TCP: see `streams` and `query`.

    async def listen_tcp(self) -> None:
        """Take OSC and OSCQuery over TCP too, on the same port. BridgeError when it cannot be had."""
        host, port = self.address
        try:
            self._tcp = await self._loop.create_server(
                lambda: Connection(self, self._peers, self._converse), host, port
            )
        except OSError as error:
            raise BridgeError(f"cannot listen on {host}:{port} over TCP: {error.strerror or error}") from None

    @property
    def clients(self) -> int:
        """How many spoke of late. Any thread."""
        return len(self._clients)

    @property
    def followers(self) -> int:
        """How many follow the state; those whose lease has just run out may still be counted. Any thread."""
        return self._subscribers.roughly

    @property
    def listens_tcp(self) -> bool:
        """Is there OSC over TCP, and OSCQuery?"""
        return self._tcp is not None

    def refuse(self, sender: Target, error: BridgeError) -> None:
        """What came from there is no OSC."""
        self._fail(sender, False, "", 0, error)

    def stream_opened(self, target: Target, send: Callable[[str, bytes], None]) -> None:
        """Messages to this target go there."""
        self._streams[target] = send

    def stream_closed(self, target: Target) -> None:
        """They no longer do."""
        self._streams.pop(target, None)
        self._clients.forget(target)
        self._subscribers.forget(target)

    def _converse(self, transport: asyncio.Transport, target: Target) -> Talk:
        def info() -> query.Node:
            return query.host_info(self.name, transport.get_extra_info("sockname")[0], self.address[1])

        return Talk(transport, target, self, lambda: self._state, info, self._listen)

    def _listen(self, target: Target, address: str) -> None:
        """A WebSocket wants to hear of this address."""
        if self._subscribers.follows(target):
            self._subscribers.tell_again(target, address)
            return
        try:
            self._subscribers.check_room(target)
        except BridgeError as error:
            self._fail(target, False, address, 0, error)
        else:
            self._subscribers.add(target, target, requests.DEFAULT_HZ, leased=False)

    def close(self) -> None:
        """Forget what was scheduled and who listens, and let go of the port."""
        if self._tcp is not None:
            self._tcp.close()
        for peer in list(self._peers):
            peer.close()
        self._unwatch()
        self._schedule.clear()
        self._subscribers.close()
        if self._transport is not None:
            self._transport.close()

    # In.

    def _receive(self, timed: Timed, sender: Target, new: bool) -> None:
        asked = [a for message in timed.messages for a in self._prepare(message, sender, new)]
        if timed.due is None:
            self._run(asked)
            return
        delay = timed.due - self._wall()
        try:
            if delay > LATEST:
                raise OutOfRange(f"bundle: due in {delay:.0f} s; legal is up to {LATEST:.0f} s from now")
            if delay <= 0:
                self._run(asked)
            elif asked:
                self._schedule.at(self._loop.time() + delay, lambda: self._run(asked))
        except BridgeError as error:
            for each in asked:
                self._fail(sender, new, each.row.address, each.id, error)

    def _prepare(self, message: Message | Malformed, sender: Target, new: bool) -> list[_Asked]:
        """The requests in a message: one, or for a pattern all that take its arguments. Refusals are told."""
        if message.address in ANSWERS:
            return []
        if isinstance(message, Malformed):
            self._fail(sender, new, message.address, 0, message.error)
            return []
        row = ADDRESSES.get(message.address)
        rows = [row] if row is not None else self._matching(message.address)
        asked: list[_Asked] = []
        refused: BridgeError = UnknownAddress("")
        number = guessed_id(message.arguments)
        for row in rows:
            try:
                request, number = row.read(message.arguments)
                asked.append(_Asked(row, request, number, sender, new))
            except BridgeError as error:
                refused, number = error, row.refused_id(message.arguments)
        if not rows:
            refused = UnknownAddress(_unknown(message.address[:80]))
        if not asked:
            self._fail(sender, new, message.address, number, refused)
        return asked

    def _matching(self, pattern: str) -> list[Address]:
        if not is_pattern(pattern):
            return []
        fits = matcher(pattern)
        return [row for row in TABLE if row.address not in PERSONAL and fits(row.address)]

    def _run(self, asked: Sequence[_Asked]) -> None:
        jobs: list[Job] = []
        for each in asked:
            match each.request:
                case (
                    requests.Ping()
                    | requests.AskStatus()
                    | requests.AskHelp()
                    | requests.RegisterReply()
                    | requests.Subscribe()
                    | requests.Unsubscribe()
                ) as local:
                    try:
                        self._answer_locally(each, local)
                    except BridgeError as error:
                        self._fail(each.sender, each.new, each.row.address, each.id, error)
                case command:
                    jobs.append(Job(command, each.sender, self._waiting_for(each)))
        if jobs:
            self._engine.submit_together(jobs)

    def _watch(self, state: State, author: object) -> None:
        """On the engine's thread: the state changed, perhaps by nobody who asked here."""
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._follow, state, author)

    def _follow(self, state: State, author: object) -> None:
        """What changed of itself, or by MIDI: to all; but who sent a coordinate travelling knows whereto."""
        if state is self._state:
            return
        old, self._state = self._state, state
        moved = answers.changed(old, state)
        authors = {author, *self._answers_to(author, False)} if isinstance(author, tuple) else set()
        if moved:
            changes = {key: (key, of) for key, of in STATE.items() if key in moved}
            self._subscribers.tell(changes, authors, answers.LATENT_STATE, {})

    def _waiting_for(self, asked: _Asked) -> Callable[[Result], None]:
        def on_reply(result: Result) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self._loop.call_soon_threadsafe(self._answer, asked, result)

        return on_reply

    # What the server does itself.

    def _answer_locally(self, asked: _Asked, request: requests.Local) -> None:
        sender = asked.sender
        match request:
            case requests.Ping():
                self._reply(asked, "/dx7/pong", (__version__, requests.PROTOCOL, asked.id))
            case requests.AskStatus():
                status, busy = self._status(), self._engine.busy
                told = (status.model, status.dims, busy, status.output, len(self._subscribers), asked.id)
                self._reply(asked, "/dx7/status.reply", told)
            case requests.AskHelp(prefix):
                for row in TABLE:
                    if row.address.startswith(prefix):
                        self._reply(asked, "/dx7/help", (row.address, row.types, row.help))
                for address, (types, doc) in SENT.items():
                    if address.startswith(prefix):
                        self._reply(asked, "/dx7/help", (address, types, f"sent: {doc}"))
                self._done(asked)
            case requests.RegisterReply(host, port):
                self._clients.register(sender, self._own_target(asked, host, port))
                self._done(asked)
            case requests.Subscribe(host, port, hz):
                target = self._own_target(asked, host, port)
                self._subscribers.check_room(target)
                self._done(asked)
                self._subscribers.add(target, sender, hz, leased=target not in self._streams)
            case requests.Unsubscribe(host, port):
                self._subscribers.remove(self._own_target(asked, host, port))
                self._done(asked)

    def _own_target(self, asked: _Asked, host: str, port: int) -> Target:
        """The target a client names; Forbidden for another's host, or for the bridge itself."""
        if not port:
            return self._answers_to(asked.sender, asked.new)[0]  # its own, never a neighbour's port
        target = resolve(asked.sender, host, port, allow_others=self._allow_others)
        if port == self.address[1] and target[0] in (self.address[0], "127.0.0.1", "::1"):
            raise Forbidden(f"target port {port}: that is the bridge itself")
        return target

    # Out.

    def _answer(self, asked: _Asked, result: Result) -> None:
        """One answer of the engine: to whoever asked, and what changed to those who follow."""
        match result:
            case Overtaken():
                return
            case BridgeError():
                self._fail(asked.sender, asked.new, asked.row.address, asked.id, result)
            case Reply():
                old, self._state = self._state, result.state
                self._tell(asked, result, old)
                self._tell_others(asked, old)

    def _tell(self, asked: _Asked, reply: Reply, old: State) -> None:
        row = asked.row
        # Two bridges that follow each other would tell each other a name for ever, or two that cross: no
        # answer without news, nor to one that follows and knows what it said.
        known = reply.state.voice.name == old.voice.name or asked.sender in self._subscribers
        echo = known and isinstance(asked.request, SetName)
        for address in () if echo else row.before:
            for atoms in OUT[address](reply):
                problem = self._reply(asked, address, atoms)
                if problem is not None:
                    self._fail(asked.sender, asked.new, row.address, asked.id, problem)
                    return
        if row.ends:
            self._done(asked, *reply.extra)
        for address in row.after:
            for atoms in OUT[address](reply):
                self._reply(asked, address, atoms)

    def _tell_others(self, asked: _Asked, old: State) -> None:
        row, author = asked.row, {asked.sender, *self._answers_to(asked.sender, asked.new)}
        moved = answers.changed(old, self._state)
        changes = {key: (key, of) for key, of in STATE.items() if key in moved}
        known = set(row.sets)
        if isinstance(asked.request, SetParameter) and "/dx7/params" in changes:
            index = asked.request.index
            key = f"/dx7/param {index}"
            changes[key] = ("/dx7/param", answers.parameter_edit(index))
            known |= {key}
        if changes:
            told = dict.fromkeys(self._answers_to(asked.sender, asked.new), (*row.before, *row.after))
            self._subscribers.tell(changes, author, known, told)

    def _done(self, asked: _Asked, *extra: int | float | str) -> None:
        self._reply(asked, "/dx7/done", (asked.row.address, asked.id, *extra))

    def _reply(self, asked: _Asked, address: str, atoms: Atoms) -> BridgeError | None:
        """To whoever asked; what kept it from going out, if anything."""
        problems = [self._send(t, address, atoms) for t in self._answers_to(asked.sender, asked.new)]
        return next((problem for problem in problems if problem is not None), None)

    def _fail(self, sender: Target, new: bool, command: str, number: int, error: BridgeError) -> None:
        if not self._clients.may_hear_fail(sender, self._loop.time()):
            _log.debug("%s:%d: %s: %s (not told: too many)", *sender, command[:80], error)
            return
        text = str(error)[:LONGEST_TEXT]
        self.last_fail = f"{host_of(sender)}:{sender[1]}: {command[:80]}: {text}"
        _log.info("%s:%d: %s: %s: %s", *sender, command[:80], error.code, text)
        for target in self._answers_to(sender, new):
            self._send(target, "/dx7/fail", (command[:255], number, error.code, text))

    def _answers_to(self, sender: Target, new: bool) -> tuple[Target, ...]:
        return self._clients.answers_to(sender, new=new)

    def _send(self, target: Target, address: str, atoms: Atoms) -> BridgeError | None:
        """One message as one packet; what kept it from going out, if the sender can help it."""
        if self._transport is None or self._transport.is_closing():
            return None
        datagram = encode(address, atoms)
        if (stream := self._streams.get(target)) is not None:
            stream(address, datagram)
            return None
        if host_of(target) != target[0]:
            return None  # a connection that has ended
        too_long = OutOfRange(
            f"{address}: {len(datagram)} bytes do not fit in one datagram here; ask for another form"
        )
        if len(datagram) > LARGEST_DATAGRAM:
            return too_long
        self._send_error = None
        self._transport.sendto(datagram, target)
        failed = self._send_error
        if isinstance(failed, OSError) and failed.errno == errno.EMSGSIZE:
            return too_long
        return None


def bind(listen: Target) -> socket.socket:
    """A UDP socket on this host and port, 0 taking a free one. BridgeError when it cannot be had."""
    host, port = listen
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM, flags=socket.AI_PASSIVE)
        # A name such as localhost may stand for both; clients that say 127.0.0.1 are the rule.
        family, kind, protocol, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        bound = socket.socket(family, kind, protocol)
        try:
            bound.bind(address)
        except BaseException:
            bound.close()
            raise
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BridgeError(f"cannot listen on {host}:{port}: {why}") from None
    bound.setblocking(False)
    return bound


@functools.lru_cache(256)
def _unknown(address: str) -> str:
    near = suggestion(address, ADDRESSES, "/dx7/")
    return f"{address}: no such address, /dx7/help lists them all{near}"


@contextlib.asynccontextmanager
async def running_server(
    engine: Engine,
    status: Callable[[], Status] = lambda: Status("", 0, "none"),
    *,
    listen: Target | socket.socket = ("127.0.0.1", 0),
    notify: Iterable[Target] = (),
    allow_others: bool = False,
    wall: Callable[[], float] = time.time,
    tcp: bool = False,
) -> AsyncIterator[Server]:
    """A server that answers on `listen` (see `bind`) until the block ends; its `address` says where.

    With `tcp` it takes OSC over TCP and OSCQuery on the same port. BridgeError when a port cannot be had.
    The engine is the caller's to start and to close.
    """
    loop = asyncio.get_running_loop()
    bound = listen if isinstance(listen, socket.socket) else bind(listen)
    _, server = await loop.create_datagram_endpoint(
        lambda: Server(engine, status, notify=notify, allow_others=allow_others, wall=wall, bound=bound),
        sock=bound,
    )
    try:
        if tcp:
            await server.listen_tcp()
        yield server
    finally:
        server.close()
