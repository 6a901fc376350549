"""The port: UDP and TCP of the same number, or a clear line."""

from __future__ import annotations

import contextlib
import socket

import pytest
from fakes import Rig

from dx7bridge.errors import BridgeError
from dx7bridge.osc import bind, binding, running_server
from dx7bridge.osc.binding import TRIES


def test_any_port_is_one_that_is_free_over_tcp_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault: the UDP port that the system gave had a TCP twin that was taken."""
    twins = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    taken = [twin.getsockname() for twin in twins]
    real, offered = binding._bound, list(taken)

    def bound(family: int, kind: socket.SocketKind, address: tuple[str, int]) -> socket.socket:
        if kind == socket.SOCK_DGRAM and offered:
            return real(family, kind, offered.pop())
        return real(family, kind, address)

    monkeypatch.setattr(binding, "_bound", bound)
    try:
        with contextlib.closing(bind(("127.0.0.1", 0))) as found:
            assert offered == []
            assert found.address not in taken
            assert found.tcp is not None
            assert found.tcp.getsockname() == found.address
    finally:
        for twin in twins:
            twin.close()


def test_after_so_many_tries_the_bridge_goes_on_without_tcp(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0
    real = binding._bound

    def bound(family: int, kind: socket.SocketKind, address: tuple[str, int]) -> socket.socket:
        nonlocal tried
        if kind == socket.SOCK_STREAM:
            tried += 1
            raise OSError(binding.errno.EADDRINUSE, "taken")
        return real(family, kind, address)

    monkeypatch.setattr(binding, "_bound", bound)
    with contextlib.closing(bind(("127.0.0.1", 0))) as found:
        assert (found.tcp, found.trouble, tried) == (None, "taken", TRIES)


async def test_a_port_whose_tcp_twin_is_taken_is_said_in_one_line() -> None:
    with (
        contextlib.closing(socket.create_server(("127.0.0.1", 0))) as twin,
        contextlib.closing(bind(twin.getsockname())) as found,
    ):
        async with running_server(Rig().engine, listen=found) as server:
            with pytest.raises(BridgeError, match=r"^cannot listen on 127.0.0.1:\d+ over TCP: .*in use$"):
                await server.listen_tcp()
