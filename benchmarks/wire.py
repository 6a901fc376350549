"""From a knob to the wire: how long a voice takes, how many go, and how old they are, for each profile.

A process of its own sends OSC over loopback to the real server, engine and model; the port notes when it
is given each message. First single moves, each after a rest: the latency from the datagram to the port.
Then all eight knobs at 1 kHz: voices sent and superseded, and staleness, which is how old the newest move
in a message is when the port gets it. Times are this machine's, now.

    python benchmarks/wire.py [--seconds 5] [--moves 40] [PROFILE ...]
"""

from __future__ import annotations

import argparse
import array
import asyncio
import contextlib
import math
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from dx7bridge.commands import LATENT_DIMS
from dx7bridge.engine import Engine, Instrument
from dx7bridge.model import load
from dx7bridge.osc import running_server
from dx7bridge.osc.codec import encode
from dx7bridge.outputs import PROFILES, Port, Profile
from dx7bridge.outputs.sender import Sender
from dx7bridge.voice import Voice

RATE = 1000  # moves a second
REST = 0.4  # seconds between single moves: more than any device needs

Latent = tuple[float, ...]


def place(number: int) -> Latent:
    """Where move `number` leads; no two are the same."""
    turns = (number * (n + 3) / 9973 for n in range(LATENT_DIMS))
    z = [1.5 * math.sin(2 * math.pi * turn) for turn in turns]
    return struct.unpack(f"{LATENT_DIMS}f", struct.pack(f"{LATENT_DIMS}f", *z))


def play(port: int, first: int, count: int, pause: float) -> None:
    """The client: send these moves, and write down when."""
    target, times = ("127.0.0.1", port), array.array("d")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knobs:
        begin = time.monotonic()
        for number in range(count):
            time.sleep(max(0.0, begin + number * pause - time.monotonic()))
            message = encode("/dx7/latent", place(first + number))
            times.append(time.monotonic())
            knobs.sendto(message, target)
    sys.stdout.buffer.write(times.tobytes())


class Noting(Port):
    """A port that notes when it gets a message, and which move was the newest then."""

    name = "noting"

    def __init__(self) -> None:
        self.newest: Latent | None = None  # of the voice that was offered last
        self.got: list[tuple[float, Latent | None]] = []

    def send(self, message: bytes) -> None:  # noqa: ARG002
        self.got.append((time.monotonic(), self.newest))


class Through:
    """The output as the engine sees it; tells the port where each voice is from."""

    def __init__(self, output: Sender, port: Noting, places: dict[bytes, Latent]) -> None:
        self._output, self._port, self._places = output, port, places

    def offer(self, voice: Voice, *, new_sound: bool) -> None:
        self._port.newest = self._places.get(voice.sound)
        self._output.offer(voice, new_sound=new_sound)

    def resend(self, voice: Voice) -> None:
        self._output.resend(voice)


class Remembering:
    """The model, remembering which coordinates made which voice."""

    def __init__(self, model: object, places: dict[bytes, Latent]) -> None:
        self._model, self._places = model, places

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def decode(self, latents: Sequence[Sequence[float]], **options: object) -> list[Voice]:
        voices: list[Voice] = self._model.decode(latents, **options)  # type: ignore[attr-defined]
        self._places.update(
            (voice.sound, tuple(latent)) for voice, latent in zip(voices, latents, strict=True)
        )
        return voices


async def measure(model: object, profile: Profile, moves: int, seconds: float) -> tuple[str, ...]:
    """One row of the table."""
    places: dict[bytes, Latent] = {}
    port = Noting()
    output = Sender("bench", port, profile)
    engine = Engine(Instrument(Remembering(model, places), Through(output, port, places)))
    engine.start()
    try:
        async with running_server(engine) as server:
            times = await _played(server.address[1], 0, moves, REST)
            latencies = [gap for number, at in enumerate(times) if (gap := _first(port, number, at))]
            before = output.counters
            port.got.clear()
            first, count = moves, round(seconds * RATE)
            times = await _played(server.address[1], first, count, 1 / RATE)
            numbers = {place(first + n): at for n, at in enumerate(times)}
            ages = [at - numbers[z] for at, z in port.got if z in numbers]
            after = output.counters
    finally:
        engine.close(1.0)
        output.close()
    carried = len(port.got)
    return (
        profile.name,
        *_spread(latencies),
        f"{after.sent - before.sent}",
        f"{after.superseded - before.superseded}",
        f"{carried}",
        *_spread(ages),
    )


def _first(port: Noting, number: int, at: float) -> float | None:
    """Seconds until the first message of a move; None when it changed nothing."""
    return next((got - at for got, z in port.got if z == place(number)), None)


async def _played(port: int, first: int, count: int, pause: float) -> list[float]:
    words = map(str, (port, first, count, pause))
    child = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(__file__)), "--client", *words, stdout=subprocess.PIPE
    )
    written, _ = await child.communicate()
    await asyncio.sleep(0.5)  # what is on its way
    times = array.array("d")
    times.frombytes(written)
    return list(times)


def _spread(values: list[float]) -> tuple[str, str, str]:
    """Median, 99th percentile and maximum, in milliseconds."""
    if not values:
        return "–", "–", "–"
    ordered = sorted(values)
    chosen = (ordered[len(ordered) // 2], ordered[math.ceil(0.99 * len(ordered)) - 1], ordered[-1])
    p50, p99, top = (f"{1e3 * value:.1f}" for value in chosen)
    return p50, p99, top


HEAD = ("profile", "p50", "p99", "max", "sent", "superseded", "messages", "p50", "p99", "max")


def main() -> None:
    if sys.argv[1:2] == ["--client"]:
        port, first, count, pause = sys.argv[2:]
        play(int(port), int(first), int(count), float(pause))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("profiles", nargs="*", metavar="PROFILE", default=list(PROFILES))
    parser.add_argument("--seconds", type=float, default=5.0, help="of motion at 1 kHz")
    parser.add_argument("--moves", type=int, default=40, help="single moves for the latency")
    options = parser.parse_args()
    model = load()
    model.decode([place(0)], names=False)
    print(
        f"{'':10} | latency of a single move, ms | {options.seconds:g} s of 8 knobs at 1 kHz | staleness, ms"
    )
    row = "{:10} | {:>8} {:>8} {:>10} | {:>6} {:>10} {:>8} | {:>7} {:>7} {:>7}"
    print(row.format(*HEAD))
    with contextlib.suppress(KeyboardInterrupt):
        for name in options.profiles:
            print(row.format(*asyncio.run(measure(model, PROFILES[name], options.moves, options.seconds))))


if __name__ == "__main__":
    main()
