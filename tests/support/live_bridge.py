"""The bridge's server and engine on a real UDP socket, in a thread, with a stand-in for the model.

For tests of client files: what they send is answered as on stage, without loading weights.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fakes import Rig

from dx7bridge.osc import Status, running_server

DEADLINE = 30.0


@contextmanager
def live_bridge(at: int = 0) -> Iterator[tuple[int, Rig]]:
    """The port that it listens on, and the engine with its stand-ins; 0 takes a free port."""
    rig, ready, port = Rig(), threading.Event(), [0]
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        rig.engine.start()
        where = ("127.0.0.1", at)
        async with running_server(rig.engine, lambda: Status("fake", 8, "recording"), listen=where) as server:
            port[0] = server.address[1]
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), name="bridge", daemon=True)
    thread.start()
    try:
        assert ready.wait(DEADLINE)
        yield port[0], rig
    finally:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)
        thread.join(DEADLINE)
        rig.engine.close(DEADLINE)
        loop.close()
