"""A stage for clients: a real engine behind a real OSC socket, with all that goes over it on record.

The decoder is a stand-in, quick and sensitive to every coordinate; the output notes when each voice would
have gone to the synth. A tap between client and bridge keeps every message, with the time that its
bundle was due.
"""

from __future__ import annotations

import asyncio
import re
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fakes import FakeOutput, Rig
from pythonosc.osc_bundle import OscBundle
from pythonosc.osc_message import OscMessage
from servers import DEADLINE, Message, wait_until

from dx7bridge.errors import BridgeError
from dx7bridge.osc import Status, running_server
from dx7bridge.osc.table import ADDRESSES
from dx7bridge.voice import DeviceReport, Voice

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Sent(Message):
    """A message on its way to the bridge. `due` is the time of its bundle, None for at once."""

    at: float  # seconds since the epoch, when it came by
    due: float | None


class RecordingOutput(FakeOutput):
    """`times` tells when each of `offered` came, in seconds since the epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        self.times.append(time.time())
        super().offer(voice, new_sound=new_sound, report=report)


@dataclass
class Stage:
    """Clients talk to `port`; `sent` is what they said, `told` what they were answered; `model` names it."""

    port: int
    rig: Rig
    output: RecordingOutput
    sent: list[Sent] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    model: list[str] = field(default_factory=lambda: ["stand-in"])

    def said(self, address: str) -> list[Sent]:
        """All that was sent to this address so far."""
        return [message for message in self.sent if message.address == address]

    def wait_for(self, address: str, count: int = 1) -> list[Sent]:
        """Until so many came, to this address."""
        wait_until(
            lambda: len(self.said(address)) >= count,
            f"{count} × {address}; came so far: {sorted({m.address for m in self.sent})}",
        )
        return self.said(address)

    @property
    def faults(self) -> list[str]:
        """What was sent that the address table does not allow, and what the bridge refused."""
        found = [fault for message in self.sent if (fault := refused(message.address, message.arguments))]
        return found + [str(message.arguments) for message in self.told if message.address == "/dx7/fail"]


def refused(address: str, arguments: tuple[object, ...]) -> str:
    """Why the table would not take this; "" when it does."""
    if address not in ADDRESSES:
        return f"{address}: no such address"
    try:
        ADDRESSES[address].read(arguments)  # type: ignore[arg-type]
    except BridgeError as error:
        return f"{address} {arguments}: {error}"
    return ""


@contextmanager
def stage() -> Iterator[Stage]:
    """A bridge of its own on a free port of the loopback."""
    output = RecordingOutput()
    rig = Rig(output=output)
    model = ["stand-in"]
    with _serving(rig, model) as bridge_port, _tap(bridge_port) as (port, sent, told):
        yield Stage(port, rig, output, sent, told, model)


@contextmanager
def _serving(rig: Rig, model: list[str]) -> Iterator[int]:
    started = threading.Event()
    found: list[int] = []
    stop: list[Callable[[], object]] = []

    async def serve() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        async with running_server(rig.engine, lambda: Status(model[-1], 8, "recorded")) as server:
            found.append(server.address[1])
            stop.append(lambda: loop.call_soon_threadsafe(ended.set))
            started.set()
            await ended.wait()

    rig.engine.start()
    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="stage", daemon=True)
    thread.start()
    try:
        if not started.wait(DEADLINE):
            raise TimeoutError("the server of the stage never started")
        yield found[0]
    finally:
        for end in stop:
            end()
        thread.join(DEADLINE)
        rig.engine.close(DEADLINE)


@contextmanager
def _tap(bridge_port: int) -> Iterator[tuple[int, list[Sent], list[Message]]]:
    """A relay in front of the bridge. Each client gets a socket of its own, so that answers find it."""
    sent: list[Sent] = []
    told: list[Message] = []
    front = _socket()
    front.bind(("127.0.0.1", 0))
    ear, mouth = socket.socketpair()
    behind: dict[tuple[str, int], socket.socket] = {}
    selector = selectors.DefaultSelector()
    selector.register(front, selectors.EVENT_READ, None)
    selector.register(ear, selectors.EVENT_READ, None)

    def relay() -> None:
        while True:
            for key, _ in selector.select():
                if key.fileobj is ear:
                    return
                if key.fileobj is front:
                    data, client = front.recvfrom(65536)
                    if client not in behind:
                        behind[client] = _socket()
                        behind[client].connect(("127.0.0.1", bridge_port))
                        selector.register(behind[client], selectors.EVENT_READ, client)
                    behind[client].send(data)  # what is on record has reached the bridge
                    sent.extend(_read(data))
                else:
                    data = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    front.sendto(data, key.data)
                    message = OscMessage(data)
                    told.append(Message(message.address, tuple(message.params)))

    thread = threading.Thread(target=relay, name="tap", daemon=True)
    thread.start()
    try:
        yield front.getsockname()[1], sent, told
    finally:
        mouth.send(b"!")
        thread.join(DEADLINE)
        for each in (front, ear, mouth, *behind.values()):
            each.close()
        selector.close()


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    return made


def _read(data: bytes) -> Iterator[Sent]:
    now = time.time()
    if not data.startswith(b"#bundle"):
        message = OscMessage(data)
        yield Sent(message.address, tuple(message.params), now, None)
        return
    bundle = OscBundle(data)
    at_once = data[8:16] == bytes(7) + b"\x01"
    for message in bundle:
        yield Sent(message.address, tuple(message.params), now, None if at_once else bundle.timestamp)


# --- what client files say -----------------------------------------------------------------------

_ADDRESS = re.compile(r"/dx7/[a-z0-9/._]+")


def addresses_in(text: str) -> set[str]:
    """Every whole address that is written in a text."""
    return {found.rstrip("/.") for found in _ADDRESS.findall(text) if found.rstrip("/.") != "/dx7"}
