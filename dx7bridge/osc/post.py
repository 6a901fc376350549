"""Messages on their way out: to which target, over which transport, and whether they may go at all.

Owns the clients (where answers go, how many refusals a client hears) and the limits on what may be sent to
whom. Event loop's thread alone.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import Any, Final

from dx7bridge.errors import BridgeError, OutOfRange, printable
from dx7bridge.osc.answers import Atoms
from dx7bridge.osc.clients import Clients, Target, Timer, host_of
from dx7bridge.osc.codec import LARGEST_DATAGRAM, encode
from dx7bridge.osc.reach import Reach

LONGEST_TEXT: Final = 400  # characters of a message in a fail

Stream = Callable[[str, bytes], None]  # address, packet

_log = logging.getLogger(__name__)


class Post:
    """Sends messages. `transport` is the UDP socket's, once there is one."""

    def __init__(self, timer: Timer, reach: Reach) -> None:
        self.clients = Clients()
        self.reach = reach
        self.streams: dict[Target, Stream] = {}
        self.transport: Any = None
        self.last_fail = ""  # the last that anybody was told, for people to see
        self.send_error: Exception | None = None
        self._timer = timer

    def answers_to(self, sender: Target, new: bool) -> tuple[Target, ...]:
        """Return where this sender's answers go."""
        return self.clients.answers_to(sender, new=new)

    def reply(self, sender: Target, new: bool, address: str, atoms: Atoms) -> BridgeError | None:
        """Send to whoever asked; return what kept it from going out, if anything."""
        problems = [self.send(target, address, atoms) for target in self.answers_to(sender, new)]
        return next((problem for problem in problems if problem is not None), None)

    def fail(
        self,
        sender: Target,
        new: bool,
        command: str,
        number: int,
        error: BridgeError,
        more: Callable[[], str] = str,
    ) -> None:
        """Send a fail. One with an id always goes; of those without, a client hears some ten a second.

        `more` makes what is added to the text, such as a suggestion; it is not called for what is over that.
        """
        within = self.clients.may_hear_fail(sender, self._timer.time())
        text = printable(f"{error}{more() if within else ''}"[:LONGEST_TEXT])
        shown = printable(command[:255])
        if within:
            self.last_fail = f"{host_of(sender)}:{sender[1]}: {shown[:80]}: {text}"
            _log.info("%s:%d: %s: %s: %s", *sender, shown[:80], error.code, text)
        elif not number:
            _log.debug("%s:%d: %s: %s (not sent: too many)", *sender, shown[:80], error)
            return
        self.reply(sender, new, "/dx7/fail", (shown, number, error.code, text))

    def send(self, target: Target, address: str, atoms: Atoms) -> BridgeError | None:
        """Send one message as one packet; return what kept it from going out, if its sender can help it."""
        if self.transport is None or self.transport.is_closing():
            return None
        packet = encode(address, tuple(printable(a) if isinstance(a, str) else a for a in atoms))
        if (stream := self.streams.get(target)) is not None:
            stream(address, packet)
            return None
        if host_of(target) != target[0]:
            return None  # a connection that has ended
        too_long = OutOfRange(
            f"{address}: {len(packet)} bytes do not fit in one datagram here; ask for another form"
        )
        if len(packet) > LARGEST_DATAGRAM:
            return too_long
        if not self.reach.may_send(target[0], len(packet), greeting=address in ("/dx7/hello", "/dx7/fail")):
            self.greet(target)
            return None
        self.send_error = None
        self.transport.sendto(packet, target)
        failed = self.send_error
        if isinstance(failed, OSError) and failed.errno == errno.EMSGSIZE:
            return too_long
        return None

    def greet(self, target: Target) -> None:
        """Ask this target's host, once, to show that it hears us."""
        if self.reach.greets(target[0]):
            self.send(target, "/dx7/hello", (self.reach.number(target[0]),))
