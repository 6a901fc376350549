"""How much may be sent to hosts that have not shown that they are there.

The sender of a datagram may be forged: whoever answers it at length works for an attacker. A host beyond
loopback hears at most FACTOR times the bytes that came from it, until it has proved that it hears us: by
sending back the number that `/dx7/hello` gave it, by a TCP connection, or by being listed as trusted.
Event loop's thread alone.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

FACTOR: Final = 10
HOSTS_KEPT: Final = 512  # of each kind: those that have shown that they are there, and those that have not
GUESSES: Final = 64  # wrong numbers after which a host is not believed any more
GREETING: Final = 64  # bytes kept back for /dx7/hello and a fail

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Account:
    received: int = 0
    sent: int = 0
    greeted: bool = False
    guesses: int = 0


class Reach:
    """Counts what comes from and goes to each host. `trusted` networks are never limited."""

    def __init__(self, trusted: Iterable[Network] = ()) -> None:
        self._trusted = tuple(trusted)
        self._secret = secrets.token_bytes(16)
        self._accounts: OrderedDict[str, _Account] = OrderedDict()
        self._there: OrderedDict[str, None] = OrderedDict()

    def is_there(self, host: str) -> bool:
        """Return whether this host may be sent anything: loopback, trusted, or proved."""
        if host in self._there:
            self._there.move_to_end(host)
            return True
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        return address.is_loopback or any(address in network for network in self._trusted)

    def received(self, host: str, size: int) -> None:
        """Count the bytes of a datagram that came from there."""
        if self.is_there(host):
            return
        account = self._accounts.setdefault(host, _Account())
        self._accounts.move_to_end(host)
        if len(self._accounts) > HOSTS_KEPT:
            self._accounts.popitem(last=False)
        account.received += size

    def may_send(self, host: str, size: int, *, greeting: bool = False) -> bool:
        """Return whether so many bytes may go there now, and count them if they may."""
        if self.is_there(host):
            return True
        account = self._accounts.get(host)
        kept_back = 0 if greeting else GREETING
        if account is None or account.sent + size + kept_back > FACTOR * account.received:
            return False
        account.sent += size
        return True

    def greets(self, host: str) -> bool:
        """Return whether it is time to send this host its number: once, when something was held back."""
        account = self._accounts.get(host)
        if account is None or account.greeted:
            return False
        account.greeted = True
        _log.info(
            "%s hears at most %d times what it sends until it answers /dx7/hello, or is listed under trust",
            host,
            FACTOR,
        )
        return True

    def number(self, host: str) -> int:
        """Return the number that proves that this host hears us: 24 bits, which a float holds exactly."""
        digest = hmac.digest(self._secret, host.encode(), hashlib.sha256)
        return int.from_bytes(digest[:3], "big") or 1

    def prove(self, host: str, number: int) -> bool:
        """Take a number sent back; return whether it was the right one, and not one of too many guesses."""
        account = self._accounts.setdefault(host, _Account())
        if account.guesses >= GUESSES or number != self.number(host):
            account.guesses += 1
            return self.is_there(host) and number == self.number(host)
        self.met(host)
        return True

    def met(self, host: str) -> None:
        """Note that this host is there: it answered, or holds a connection."""
        if not self.is_there(host):
            self._there[host] = None
            self._accounts.pop(host, None)
            if len(self._there) > HOSTS_KEPT:
                self._there.popitem(last=False)
