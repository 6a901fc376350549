"""An OSC client for tests that run inside an event loop, on a real UDP socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pythonosc.osc_message import OscMessage

from dx7bridge.osc.codec import Atom, encode

DEADLINE = 20.0  # seconds: waited for in full by a failing test alone

Heard = tuple[Any, ...]  # address, then arguments


class Client(asyncio.DatagramProtocol):
    """`send` and `hear` messages as tuples: ("/dx7/done", "/dx7/sample", 7)."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._server = server
        self._inbox: asyncio.Queue[Heard] = asyncio.Queue()
        self._transport: asyncio.DatagramTransport | None = None
        self.address = ("", 0)

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self.address = transport.get_extra_info("sockname")[:2]

    def datagram_received(self, data: bytes, address: Any) -> None:
        message = OscMessage(data)
        self._inbox.put_nowait((message.address, *message.params))

    def send_raw(self, data: bytes) -> None:
        assert self._transport is not None
        self._transport.sendto(data, self._server)

    def send(self, address: str, *atoms: Atom) -> None:
        self.send_raw(encode(address, atoms))

    async def hear(self) -> Heard:
        return await asyncio.wait_for(self._inbox.get(), DEADLINE)

    async def hear_until(self, address: str, *first: Atom) -> list[Heard]:
        """Everything up to the message with this address and these first arguments, which is the last."""
        heard: list[Heard] = []
        while not heard or heard[-1][: 1 + len(first)] != (address, *first):
            heard.append(await self.hear())
        return heard

    async def ask(self, address: str, *atoms: Atom) -> list[Heard]:
        """Send a request, and everything heard up to the done or fail of it."""
        self.send(address, *atoms)
        heard = [await self.hear()]
        while heard[-1][:2] not in (("/dx7/done", address), ("/dx7/fail", address)):
            heard.append(await self.hear())
        return heard

    async def rest(self) -> list[Heard]:
        """What was still to be heard by the time the engine has nothing left to do."""
        heard = await self.ask("/dx7/seed", 4242, 987654)
        assert heard[-1] == ("/dx7/done", "/dx7/seed", 987654)
        return heard[:-1]

    def close(self) -> None:
        assert self._transport is not None
        self._transport.close()


@asynccontextmanager
async def connected(
    server: tuple[str, int], local: tuple[str, int] = ("127.0.0.1", 0)
) -> AsyncIterator[Client]:
    """A client on a socket of its own."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_datagram_endpoint(lambda: Client(server), local_addr=local)
    try:
        yield client
    finally:
        client.close()
