"""The port: a UDP socket, and the TCP socket of the same number beside it."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from typing import Final

from dx7bridge.errors import BridgeError
from dx7bridge.osc.clients import Target

TRIES: Final = 32  # ports that are tried when any will do


class Bound:
    """Sockets bound to one host and port. `tcp` is None where that port is taken over TCP: see `trouble`."""

    def __init__(self, udp: socket.socket, tcp: socket.socket | None, trouble: str = "") -> None:
        self.udp, self.tcp, self.trouble = udp, tcp, trouble

    @property
    def address(self) -> Target:
        """Host and port."""
        found: Target = self.udp.getsockname()[:2]
        return found

    @property
    def family(self) -> socket.AddressFamily:
        """IPv4 or IPv6."""
        return socket.AddressFamily(self.udp.family)

    def close(self) -> None:
        """Let go of both."""
        self.udp.close()
        if self.tcp is not None:
            self.tcp.close()


def bind(listen: Target, *, tcp: bool = True) -> Bound:
    """Bind to this host and port; port 0 takes one that is free over UDP and, with `tcp`, over TCP.

    BridgeError when the UDP port cannot be had.
    """
    host, port = listen
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM, flags=socket.AI_PASSIVE)
        # A name such as localhost may stand for both; clients that say 127.0.0.1 are the rule.
        family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        for tries_left in reversed(range(TRIES)):
            udp = _bound(family, socket.SOCK_DGRAM, address)
            if not tcp:
                return Bound(udp, None, "not asked for")
            try:
                twin = _bound(family, socket.SOCK_STREAM, udp.getsockname())
            except OSError as error:
                if port == 0 and tries_left and error.errno == errno.EADDRINUSE:
                    udp.close()
                    continue
                return Bound(udp, None, error.strerror or str(error))
            return Bound(udp, twin)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BridgeError(f"cannot listen on {host}:{port}: {why}") from None
    raise AssertionError("the last try returns")


def _bound(family: int, kind: socket.SocketKind, address: object) -> socket.socket:
    bound = socket.socket(family, kind)
    with contextlib.ExitStack() as stack:
        stack.callback(bound.close)
        if kind == socket.SOCK_STREAM and sys.platform != "win32":  # there it would let two programs have it
            with contextlib.suppress(OSError):  # a connection that has just ended must not keep the port
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)  # type: ignore[arg-type]
        bound.setblocking(False)
        stack.pop_all()
    return bound
