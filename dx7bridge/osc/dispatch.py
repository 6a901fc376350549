"""What becomes of a packet: messages to requests, requests to the engine, its answers to messages.

What the engine does is answered in the order asked. What the server alone can answer (ping, status,
help, reply, subscribe, and every refusal of a malformed request) does not wait for it, so that a ping
tells whether the bridge lives even while the engine is at work. Both ways go through `Turns`: no packet,
and no flood of them, holds the event loop for longer than a few milliseconds. Event loop's thread alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dx7bridge import __version__
from dx7bridge.commands import HORIZON, Command, Overtaken, Reply, SetName, SetParameter, State
from dx7bridge.engine import Engine, Job, Result
from dx7bridge.errors import BridgeError, Busy, Forbidden, OutOfRange, UnknownAddress, suggestion
from dx7bridge.osc import requests
from dx7bridge.osc.address import Address, guessed_id
from dx7bridge.osc.answers import ANSWERS, LATENT_STATE, OUT, SENT, STATE, changed, parameter_edit
from dx7bridge.osc.arguments import NO_ARGUMENT, argument_atoms
from dx7bridge.osc.clients import Subscribers, Target, host_of, resolve
from dx7bridge.osc.codec import Malformed, Message, Timed, parse
from dx7bridge.osc.parts import PREFIX, Gather, PartPost, meant, refuse_talk, spread
from dx7bridge.osc.patterns import is_pattern, matcher
from dx7bridge.osc.post import Post
from dx7bridge.osc.schedule import Schedule
from dx7bridge.osc.table import ADDRESSES, TABLE
from dx7bridge.osc.turns import Turns
from dx7bridge.playing import Panic

PATTERNS: Final = 16  # messages of one packet whose address is a pattern
MATCHES: Final = 256  # requests that the patterns of one packet may make
PATTERN_COST: Final = 32  # units: each is held against the whole table
PACKETS: Final = 1024  # of one client that may wait
QUEUED: Final = 8 << 20  # bytes of packets that may wait, of all clients
LEAD: Final = 0.06  # seconds before its time in which what a bundle asks for is made ready
HELPS: Final = 4  # of one client that may be under way
SUGGESTIONS: Final = 8  # a second, of all clients: each is looked for in the whole table

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """The part of `/dx7/status` that the server does not know; dims is 0 until the model is loaded."""

    model: str
    dims: int
    output: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, ready to run."""

    row: Address
    request: requests.Request
    id: int
    sender: Target
    new: bool  # the sender's first message
    at: Dispatch  # whose engine does it


@dataclass(slots=True)
class _Allowance:
    """The remaining budget for the patterns of one packet."""

    patterns: int = PATTERNS
    matches: int = MATCHES


class Dispatch:
    """Takes packets. `address` is where the bridge listens; `wall` tells the time of day for time tags."""

    def __init__(
        self,
        engine: Engine,
        status: Callable[[], Status],
        post: Post | PartPost,
        *,
        allow_others: bool = False,
        horizon: float = HORIZON,
        wall: Callable[[], float] = time.time,
        parts: Sequence[Engine] = (),
    ) -> None:
        self._engine, self._status, self._post, self._wall = engine, status, post, wall
        self._allow_others, self._horizon = allow_others, horizon
        self._loop = asyncio.get_running_loop()
        self.address: Target = ("", 0)
        self.state: State = engine.state  # what has been told so far
        self.incoming = Turns(self._loop.call_soon)
        self.outgoing = Turns(self._loop.call_soon)
        self.subscribers = Subscribers(
            self._loop, lambda: self.state, post.send, lambda target, work: self.outgoing.add(target, work)
        )
        self._queued = 0  # bytes
        self._suggested = (0, 0)  # in this second, so many
        self._schedule = Schedule(self._loop)
        self._unwatch = engine.watch(self._watch)
        self._is_part = isinstance(post, PartPost)
        self._parts: tuple[Dispatch, ...] = ()  # each under its number, the first, our own engine, as well
        if parts and isinstance(post, Post):
            self._parts = tuple(
                Dispatch(each, status, PartPost(post, number), allow_others=allow_others)
                for number, each in enumerate((engine, *parts), 1)
            )

    def close(self) -> None:
        """Forget what waits, what was scheduled and who follows."""
        for part in self._parts:
            part.close()
        self._unwatch()
        self._schedule.clear()
        self.subscribers.close()
        self.incoming.clear()
        self.outgoing.clear()

    # In.

    def take(self, data: bytes, sender: Target) -> None:
        """Take a packet that came as a datagram; Busy is told when too many wait."""
        if self.incoming.waiting(sender) >= PACKETS or self._queued + len(data) > QUEUED:
            full = Busy("too many packets wait to be read; this one is left out")
            self._post.fail(sender, self._post.clients.meet(sender), "", 0, full)
            return
        self._queued += len(data)
        self.incoming.add(sender, self._queued_packet(data, sender))

    def _queued_packet(self, data: bytes, sender: Target) -> Iterator[int]:
        self._queued -= len(data)
        yield from self.packet(data, sender)

    def packet(self, data: bytes, sender: Target) -> Iterator[int]:
        """Work that does what a packet asks for, message by message."""
        try:
            new = self._post.clients.meet(sender)
            for each in (self, *self._parts):
                each.subscribers.renew({sender, *self._post.answers_to(sender, new)})
            allowance = _Allowance()
            for timed in parse(data):
                asked: list[_Asked] = []
                for message in timed.messages:
                    asked += self._prepare(message, sender, new, allowance)
                    yield PATTERN_COST if is_pattern(message.address) else 1
                self._when_due(timed, asked)
        except Exception:
            _log.exception("a packet of %d bytes from %s:%d failed", len(data), *sender)
            self._post.fail(sender, False, "", 0, BridgeError("the bridge stumbled; its log has more"))

    def _when_due(self, timed: Timed, asked: list[_Asked]) -> None:
        if timed.due is None or not asked:
            self._run(asked)
            return
        delay = timed.due - self._wall()
        if delay <= 0:
            self._run(asked)
            return
        sender = asked[0].sender
        try:
            if delay > self._horizon:
                raise OutOfRange(
                    f"bundle: due in {delay:.1f} s; must be at most {self._horizon:g} s from now. Your clock"
                    f" is {delay:.0f} s ahead of the bridge's, unless that is meant: see serve --horizon"
                )
            run = functools.partial(self.incoming.add, sender, self._due(asked))
            now = self._loop.time()
            self._schedule.at(now + delay, sender, len(asked), run)
            for at in {each.at for each in asked}:
                soon = [e.request for e in asked if e.at is at and isinstance(e.request, Command)]
                self._loop.call_at(now + max(0.0, delay - LEAD), at._engine.foresee, soon)
        except BridgeError as error:
            for each in asked:
                self._post.fail(sender, each.new, each.row.address, each.id, error)

    def _due(self, asked: list[_Asked]) -> Iterator[int]:
        self._run(asked)
        yield len(asked)

    def _prepare(
        self, message: Message | Malformed, sender: Target, new: bool, allowance: _Allowance
    ) -> list[_Asked]:
        """The requests in a message: one, or for a pattern all that take its arguments. Refusals are told."""
        if message.address in ANSWERS:
            return []
        if isinstance(message, Malformed):
            self._post.fail(sender, new, message.address, 0, message.error)
            return []
        if message.address.startswith(PREFIX):
            return self._for_parts(message, sender, new, allowance)
        row = ADDRESSES.get(message.address)
        if row is not None:
            try:
                request, number = row.read(message.arguments)
                if self._is_part and isinstance(request, requests.Local):
                    refuse_talk(row, request)
            except BridgeError as error:
                number = row.refused_id(message.arguments)
                self._post.fail(sender, new, message.address, number, error)
                return []
            return [_Asked(row, request, number, sender, new, self)]
        if is_pattern(message.address):
            return self._matched(message, sender, new, allowance)
        near = functools.partial(self._near, message.address[:80])
        unknown = UnknownAddress(f"{message.address[:80]}: no such address, /dx7/help lists them all")
        self._post.fail(sender, new, message.address, guessed_id(message.arguments), unknown, near)
        return []

    def _for_parts(self, message: Message, sender: Target, new: bool, allowance: _Allowance) -> list[_Asked]:
        """The requests of a message for one part or several."""
        try:
            numbers, inner = meant(message.address, len(self._parts))
            if len(numbers) > 1:
                if allowance.matches < len(numbers):
                    raise Busy(f"the patterns of one packet have made {MATCHES} requests already")
                allowance.matches -= len(numbers)
        except BridgeError as error:
            self._post.fail(sender, new, message.address, guessed_id(message.arguments), error)
            return []
        asked: list[_Asked] = []
        for number in numbers:
            inside = replace(message, address=inner)
            asked += self._parts[number - 1]._prepare(inside, sender, new, allowance)
        return asked

    def _near(self, address: str) -> str:
        """What is nearly this address, in words; nothing when that was asked too often in this second."""
        second = int(self._loop.time())
        if second != self._suggested[0]:
            self._suggested = (second, 0)
        if self._suggested[1] >= SUGGESTIONS:
            return ""
        self._suggested = (second, self._suggested[1] + 1)
        return _near(address)

    def _matched(self, message: Message, sender: Target, new: bool, allowance: _Allowance) -> list[_Asked]:
        """The requests that a pattern makes; only of rows that patterns may reach."""
        refused: BridgeError | None = None
        number = guessed_id(message.arguments)
        asked: list[_Asked] = []
        if allowance.patterns <= 0:
            refused = Busy(f"{PATTERNS} patterns in one packet already; send the others in the next")
            rows: list[Address] = []
        else:
            allowance.patterns -= 1
            fits = matcher(message.address)
            rows = [row for row in TABLE if fits(row.address)]
        reached = [row for row in rows if row.wild]
        if rows and not reached:
            refused = Forbidden(f"{rows[0].address} is not reached by a pattern; send its whole address")
        for row in reached:
            try:
                request, number = row.read(message.arguments)
                if allowance.matches <= 0:
                    raise Busy(f"the patterns of one packet have made {MATCHES} requests already")
                allowance.matches -= 1
                asked.append(_Asked(row, request, number, sender, new, self))
            except BridgeError as error:
                refused, number = error, row.refused_id(message.arguments)
        if not asked:
            if refused is None:
                refused = UnknownAddress(f"{message.address[:80]}: no address fits this pattern")
            self._post.fail(sender, new, message.address, number, refused)
        return asked

    def _run(self, asked: Sequence[_Asked]) -> None:
        together: dict[Dispatch, list[Job]] = {}
        for each in asked:
            if isinstance(each.request, requests.Local):
                try:
                    each.at._answer_locally(each, each.request)
                except BridgeError as error:
                    each.at._fail(each, error)
            else:
                job = Job(each.request, each.sender, each.at._waiting_for(each))
                together.setdefault(each.at, []).append(job)
                if isinstance(each.request, Panic):
                    for part in each.at._parts[1:]:
                        part._engine.submit(Panic(), each.sender, lambda _result: None)
        for at, jobs in together.items():
            at._engine.submit_together(jobs)

    def _waiting_for(self, asked: _Asked) -> Callable[[Result], None]:
        def on_reply(result: Result) -> None:
            if isinstance(result, Overtaken):  # of a thousand a second most are: nobody is to hear of that
                return
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self._loop.call_soon_threadsafe(self.outgoing.add, _ENGINE, self._answer(asked, result))

        return on_reply

    # What the server does itself.

    def _answer_locally(self, asked: _Asked, request: requests.Local) -> None:
        sender = asked.sender
        match request:
            case requests.Ping():
                self._reply(asked, "/dx7/pong", (__version__, requests.PROTOCOL, asked.id))
            case requests.AskStatus():
                status, busy = self._status(), self._engine.busy
                told = (status.model, status.dims, busy, status.output, len(self.subscribers), asked.id)
                self._reply(asked, "/dx7/status.reply", told)
            case requests.AskHelp(prefix) | requests.AskArguments(prefix):
                if self.outgoing.waiting(owner := ("help", sender)) >= HELPS:
                    raise Busy(f"{HELPS} of your requests for help are already in progress")
                lines = self._help if isinstance(request, requests.AskHelp) else self._arguments
                self.outgoing.add(owner, lines(asked, prefix))
            case requests.RegisterReply(host, port):
                self._post.clients.register(sender, self._own_target(asked, host, port))
                self._done(asked)
            case requests.Subscribe(host, port, hz):
                target = self._own_target(asked, host, port)
                self.subscribers.check_room(target)
                self._done(asked)
                self.subscribers.add(target, sender, hz, leased=target not in self._post.streams)
            case requests.Unsubscribe(host, port):
                self.subscribers.remove(self._own_target(asked, host, port))
                self._done(asked)
            case requests.Hello(None):
                self._reply(asked, "/dx7/hello", (self._post.reach.number(host_of(sender)),))
                self._done(asked)
            case requests.Hello(int(number)):
                if not self._post.reach.prove(host_of(sender), number):
                    raise Forbidden(f"number = {number}: must be the number that /dx7/hello sent you")
                self._done(asked)
                self.subscribers.refresh(host_of(sender))
            case requests.Released():
                self._done(asked)
            case requests.AskParts():
                for number, part in enumerate(self._parts or (self,), 1):
                    self._reply(asked, "/dx7/part", (number, part._engine.state.voice.name))
                self._done(asked, len(self._parts) or 1)
            case requests.Spread(amount):
                moves = spread(self._engine.state, len(self._parts) or 1, amount)
                gather = Gather(len(moves), functools.partial(self._ended, asked))
                for part, move in zip(self._parts, moves, strict=True):
                    part._engine.submit(move, asked.sender, gather.take)

    def _ended(self, asked: _Asked, error: BridgeError | None) -> None:
        """On an engine's thread: all parts have done what was asked of them together, or one has failed."""

        def answer() -> Iterator[int]:
            if error is None:
                self._done(asked, len(self._parts))
            else:
                self._fail(asked, error)
            yield 1

        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self.outgoing.add, _ENGINE, answer())

    def _help(self, asked: _Asked, prefix: str) -> Iterator[int]:
        for row in TABLE:
            if row.address.startswith(prefix):
                self._reply(asked, "/dx7/help", (row.address, row.types, row.help))
                yield 1
        for address, (types, doc) in SENT.items():
            if address.startswith(prefix):
                self._reply(asked, "/dx7/help", (address, types, f"sent: {doc}"))
                yield 1
        self._done(asked)

    def _arguments(self, asked: _Asked, prefix: str) -> Iterator[int]:
        for row in TABLE:
            if row.address.startswith(prefix):
                described = [argument_atoms(arg, optional) for arg, optional in row.arguments]
                for atoms in described or [NO_ARGUMENT]:
                    self._reply(asked, "/dx7/help/args", (row.address, *atoms))
                yield 1 + len(row.arguments)
        self._done(asked)

    def _own_target(self, asked: _Asked, host: str, port: int) -> Target:
        """The target a client names; Forbidden for another's host, or for the bridge itself."""
        if not port:
            return self._post.answers_to(asked.sender, asked.new)[0]  # its own, never a neighbour's port
        target = resolve(asked.sender, host, port, allow_others=self._allow_others)
        if port == self.address[1] and target[0] in (self.address[0], "127.0.0.1", "::1"):
            raise Forbidden(f"target port {port}: must not be the bridge itself")
        return target

    # Out.

    def _watch(self, state: State, author: object) -> None:
        """On the engine's thread: the state changed, perhaps by nobody who asked here."""
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self.outgoing.add, _ENGINE, self._follow(state, author))

    def _follow(self, state: State, author: object) -> Iterator[int]:
        """What changed of itself, or by MIDI: to all; but who sent a coordinate travelling knows whereto."""
        if state is self.state:
            return
        old, self.state = self.state, state
        moved = changed(old, state)
        authors = {author, *self._post.answers_to(author, False)} if isinstance(author, tuple) else set()
        if moved:
            changes = {key: (key, of) for key, of in STATE.items() if key in moved}
            self.subscribers.tell(changes, authors, LATENT_STATE, {})
        yield 1

    def _answer(self, asked: _Asked, result: Result) -> Iterator[int]:
        """One answer of the engine: to whoever asked, and what changed to those who follow."""
        match result:
            case BridgeError():
                self._fail(asked, result)
            case Reply():
                old, self.state = self.state, result.state
                self._tell(asked, result, old)
                self._tell_others(asked, old)
            case Overtaken():
                return
        yield 2 + len(result.rows) if isinstance(result, Reply) else 1

    def _tell(self, asked: _Asked, reply: Reply, old: State) -> None:
        row = asked.row
        # Two bridges that follow each other would tell each other a name for ever, or two that cross: no
        # answer without news, nor to one that follows and knows what it said.
        known = reply.state.voice.name == old.voice.name or asked.sender in self.subscribers
        echo = known and isinstance(asked.request, SetName)
        for address in () if echo else row.before:
            for atoms in OUT[address](reply):
                problem = self._reply(asked, address, atoms)
                if problem is not None:
                    self._fail(asked, problem)
                    return
        if row.ends:
            self._done(asked, *reply.extra)
        for address in row.after:
            for atoms in OUT[address](reply):
                self._reply(asked, address, atoms)

    def _tell_others(self, asked: _Asked, old: State) -> None:
        answers_to = self._post.answers_to(asked.sender, asked.new)
        row, author = asked.row, {asked.sender, *answers_to}
        moved = changed(old, self.state)
        changes = {key: (key, of) for key, of in STATE.items() if key in moved}
        known = set(row.sets)
        if isinstance(asked.request, SetParameter) and "/dx7/params" in changes:
            index = asked.request.index
            key = f"/dx7/param {index}"
            changes[key] = ("/dx7/param", parameter_edit(index))
            known |= {key}
        if changes:
            told = dict.fromkeys(answers_to, (*row.before, *row.after))
            self.subscribers.tell(changes, author, known, told)

    def _done(self, asked: _Asked, *extra: int | float | str) -> None:
        self._reply(asked, "/dx7/done", (asked.row.address, asked.id, *extra))

    def _reply(
        self, asked: _Asked, address: str, atoms: tuple[int | float | str | bytes, ...]
    ) -> BridgeError | None:
        return self._post.reply(asked.sender, asked.new, address, atoms)

    def _fail(self, asked: _Asked, error: BridgeError) -> None:
        self._post.fail(asked.sender, asked.new, asked.row.address, asked.id, error)


_ENGINE: Final = "engine"  # whose answers, and states, keep the order in which they came


@functools.lru_cache(256)
def _near(address: str) -> str:
    return suggestion(address, ADDRESSES, "/dx7/")
