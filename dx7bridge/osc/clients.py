"""Who talks to the server: where their answers go, how many fails they may still hear, who follows the state.

Used on the event loop's thread alone. Time comes from a `Timer` (the loop, or a test's own), in seconds.
"""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from dx7bridge.commands import State
from dx7bridge.errors import BadArguments, Busy, Forbidden
from dx7bridge.osc.answers import STATE, Atoms

LEASE: Final = 60.0  # seconds a subscription lives without a message from its owner
FAILS_PER_SECOND: Final = 10.0
FAILS_AT_ONCE: Final = 10.0
CLIENTS_KEPT: Final = 512  # that spoke of late
REGISTERED_KEPT: Final = 512  # that registered a port for their answers
REGISTERED_PER_HOST: Final = 64
SUBSCRIBERS_KEPT: Final = 64

Target = tuple[str, int]  # numeric host, port
Of = Callable[[State], Atoms]
_STREAM: Final = "tcp "


def stream_target(peer: Target) -> Target:
    """The name of a TCP peer, so that nobody takes it for the same port of UDP."""
    return f"{_STREAM}{peer[0]}", peer[1]


def host_of(target: Target) -> str:
    """The host, however it is reached."""
    return target[0].removeprefix(_STREAM)


class Timer(Protocol):
    """The part of an event loop that is needed here."""

    def time(self) -> float:
        """Now, in seconds, monotonic."""

    def call_at(self, when: float, callback: Callable[..., object], *args: Any) -> Any:
        """Call back then; what comes back has `cancel()`."""


@dataclass(slots=True)
class _Client:
    fails: float = FAILS_AT_ONCE  # how many it may hear now
    counted: float = -math.inf  # when that was reckoned


class Clients:
    """Every sender (host and port) of late, the longest silent forgotten first.

    A port registered for answers is kept apart: senders that pass by do not push it out.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Target, _Client] = OrderedDict()
        self._registered: OrderedDict[Target, Target] = OrderedDict()
        self._last_of_host: dict[str, Target] = {}

    def __len__(self) -> int:
        return len(self._known)

    def meet(self, sender: Target) -> bool:
        """Note that this sender spoke; true for the first time."""
        new = sender not in self._known
        self._known.setdefault(sender, _Client())
        self._known.move_to_end(sender)
        if len(self._known) > CLIENTS_KEPT:
            self._known.popitem(last=False)
        if sender in self._registered:
            self._registered.move_to_end(sender)
        return new

    def register(self, sender: Target, target: Target) -> None:
        """Answers to this sender go there from now on."""
        self.meet(sender)
        host = host_of(sender)
        self._registered[sender] = target
        self._registered.move_to_end(sender)
        self._last_of_host[host] = target
        of_host = [each for each in self._registered if host_of(each) == host]
        if len(of_host) > REGISTERED_PER_HOST:
            self._unregister(of_host[0])
        elif len(self._registered) > REGISTERED_KEPT:
            self._unregister(next(iter(self._registered)))

    def _unregister(self, sender: Target) -> None:
        self._registered.pop(sender, None)
        host = host_of(sender)
        left = [target for each, target in self._registered.items() if host_of(each) == host]
        if not left:
            self._last_of_host.pop(host, None)
        elif self._last_of_host.get(host) not in left:
            self._last_of_host[host] = left[-1]

    def answers_to(self, sender: Target, *, new: bool) -> tuple[Target, ...]:
        """The target of this sender's answers: the port it registered, or the one it sends from.

        A command-line tool registers a port and exits; its next message comes from another port. So a
        sender's first message is answered at the port last registered from its host as well.
        """
        registered = self._registered.get(sender)
        if registered is not None:
            return (registered,)
        of_host = self._last_of_host.get(sender[0])  # of a TCP client there is none: it hears where it speaks
        return (sender, of_host) if new and of_host is not None and of_host != sender else (sender,)

    def forget(self, sender: Target) -> None:
        """It is gone."""
        self._known.pop(sender, None)
        if sender in self._registered:
            self._unregister(sender)

    def may_hear_fail(self, sender: Target, now: float) -> bool:
        """Whether this sender may get another fail now. Counts the one asked for."""
        self.meet(sender)
        client = self._known[sender]
        since = max(0.0, now - client.counted)
        client.fails = min(FAILS_AT_ONCE, client.fails + since * FAILS_PER_SECOND)
        client.counted = now
        if client.fails < 1.0:
            return False
        client.fails -= 1.0
        return True


@dataclass(slots=True)
class _Subscriber:
    target: Target
    owner: Target | None  # who asked for it; None: the configuration did
    interval: float
    expires: float
    due: float = -math.inf  # not before this may it hear again
    waiting: dict[str, tuple[str, Of]] = field(default_factory=dict)
    timer: Any = None
    flushing: bool = False  # its news are about to go out


class Subscribers:
    """Those who follow the state: each at its own pace, the latest values alone."""

    def __init__(
        self,
        timer: Timer,
        state: Callable[[], State],
        send: Callable[[Target, str, Atoms], object],
        later: Callable[[Target, Iterator[int]], object] = lambda _, work: deque(work, maxlen=0),
    ) -> None:
        self._timer, self._state, self._send, self._later = timer, state, send, later
        self._all: dict[Target, _Subscriber] = {}
        self._of_owner: dict[Target, set[Target]] = {}  # the targets that each owner subscribed
        self._none_before = math.inf  # no lease runs out before this

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._all)

    def __contains__(self, target: Target) -> bool:
        return target in self._all

    @property
    def roughly(self) -> int:
        """The number of subscribers, including expired ones."""
        return len(self._all)

    def check_room(self, target: Target) -> None:
        """Busy when there are too many already."""
        if target not in self._all and len(self) >= SUBSCRIBERS_KEPT:
            raise Busy(f"{SUBSCRIBERS_KEPT} subscribers already; unsubscribe one")

    def add(self, target: Target, owner: Target | None, hz: float, *, leased: bool = True) -> None:
        """Tell this target everything now, and every change from now on. Without an owner, for good.

        One that is not `leased` stays until it is removed: a connection tells when it ends.
        """
        old = self._all.get(target)
        permanent = owner is None or (old is not None and old.owner is None)
        lasting = permanent or not leased
        expires = math.inf if lasting else self._timer.time() + LEASE
        self.forget(target)
        subscriber = _Subscriber(target, None if permanent else owner, 1.0 / hz, expires)
        self._all[target] = subscriber
        self._none_before = min(self._none_before, expires)
        if subscriber.owner is not None:
            self._of_owner.setdefault(subscriber.owner, set()).add(target)
        subscriber.waiting = {address: (address, of) for address, of in STATE.items()}
        self._flush(subscriber)

    def remove(self, target: Target) -> None:
        """No more; Forbidden for one that the configuration wants."""
        subscriber = self._all.get(target)
        if subscriber is not None and subscriber.owner is None:
            raise Forbidden(
                f"target {target[0]}:{target[1]}: subscribed by the configuration, cannot be removed"
            )
        self.forget(target)

    def renew(self, names: Collection[Target]) -> None:
        """A message came from someone known under these names. Each message costs the same, however many
        others follow."""
        self._drop_expired()
        expires = self._timer.time() + LEASE
        for name in names:
            for target in (name, *self._of_owner.get(name, ())):
                subscriber = self._all.get(target)
                if subscriber is not None and subscriber.expires != math.inf:
                    subscriber.expires = expires

    def tell(
        self,
        changes: Mapping[str, tuple[str, Of]],
        author: Collection[Target],
        known: Collection[str],
        told: Mapping[Target, Collection[str]],
    ) -> None:
        """These parts of the state changed: {key: (address, its arguments)}.

        Everyone hears of them, but the author not of what it set itself (`known`), and no target of
        what it was `told` directly.
        """
        self._drop_expired()
        for subscriber in self._all.values():
            is_author = subscriber.owner in author or subscriber.target in author
            skipped = {*(known if is_author else ()), *told.get(subscriber.target, ())}
            news = {key: change for key, change in changes.items() if key not in skipped}
            if news:
                subscriber.waiting.update(news)
                if subscriber.timer is None and not subscriber.flushing:
                    due = max(subscriber.due, self._timer.time())
                    subscriber.timer = self._timer.call_at(due, self._flush, subscriber)

    def follows(self, target: Target) -> bool:
        """Whether this target is subscribed."""
        return target in self._all

    def tell_again(self, target: Target, address: str) -> None:
        """Tell one of them a part of the state at once."""
        self._send(target, address, STATE[address](self._state()))

    def close(self) -> None:
        """Forget everyone."""
        for target in list(self._all):
            self.forget(target)

    def _flush(self, subscriber: _Subscriber) -> None:
        subscriber.timer = None
        if not subscriber.flushing:
            subscriber.flushing = True
            self._later(subscriber.target, self._flushed(subscriber))

    def _flushed(self, subscriber: _Subscriber) -> Iterator[int]:
        """Send what waits by then, the latest values: one piece of work."""
        subscriber.flushing = False
        if self._all.get(subscriber.target) is not subscriber:
            return  # gone meanwhile
        subscriber.due = self._timer.time() + subscriber.interval
        news, subscriber.waiting = subscriber.waiting, {}
        state = self._state()
        for address, of in news.values():
            self._send(subscriber.target, address, of(state))
        yield len(news)

    def refresh(self, host: str) -> None:
        """Tell every target on this host the whole state once more."""
        for subscriber in self._all.values():
            if host_of(subscriber.target) == host:
                subscriber.waiting = {address: (address, of) for address, of in STATE.items()}
                self._flush(subscriber)

    def forget(self, target: Target) -> None:
        """It is gone."""
        subscriber = self._all.pop(target, None)
        if subscriber is None:
            return
        if subscriber.timer is not None:
            subscriber.timer.cancel()
        if subscriber.owner is not None:
            targets = self._of_owner[subscriber.owner]
            targets.discard(target)
            if not targets:
                del self._of_owner[subscriber.owner]

    def _drop_expired(self) -> None:
        now = self._timer.time()
        if now <= self._none_before:
            return
        for target in [t for t, s in self._all.items() if s.expires < now]:
            self.forget(target)
        self._none_before = min((each.expires for each in self._all.values()), default=math.inf)


def resolve(sender: Target, host: str, port: int, *, allow_others: bool) -> Target:
    """The target that a client may choose: a port of its own host; another host only if allowed."""
    here = host_of(sender)
    own = ipaddress.ip_address(here.partition("%")[0])
    if host in ("", "localhost"):
        if host and not own.is_loopback:
            raise Forbidden(f"target {host}:{port}: must be a port of your own address, {own}")
        return here, port
    try:
        wanted = ipaddress.ip_address(host)
    except ValueError:
        raise BadArguments(f"target {host!r}: must be a numeric address, such as {own}") from None
    if wanted == own:
        return here, port
    if not allow_others:
        raise Forbidden(f"target {host}:{port}: must be a port of your own address, {own}")
    return str(wanted), port
