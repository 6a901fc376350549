"""The server on a real UDP socket with a real engine on fakes, inside the event loop of a test."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator
from typing import Any

from fakes import Rig
from osc_client import DEADLINE

from dx7bridge.osc import Server, Status, running_server
from dx7bridge.osc.codec import UNIX_IN_NTP


@contextlib.asynccontextmanager
async def serving(rig: Rig, **options: Any) -> AsyncIterator[Server]:
    """A server, and its engine at work."""
    rig.engine.start()
    try:
        status = Status("fake", 8, "recording")
        async with running_server(rig.engine, lambda: status, **options) as server:
            yield server
    finally:
        rig.decoder.gate.set()
        assert await asyncio.to_thread(rig.engine.close, DEADLINE)


def bundle(due: float | None, *elements: bytes) -> bytes:
    tag = 1 if due is None else round((due + UNIX_IN_NTP) * 2**32)
    return b"#bundle\0" + struct.pack(">Q", tag) + b"".join(struct.pack(">i", len(e)) + e for e in elements)
