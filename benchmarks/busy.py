"""Knobs on a busy computer, and what they cost JACK: both at once, for several priorities of the engine.

A real jackd on its dummy driver, a JACK client as the synth, and as many loops that compute for ever as
`--hogs` says (the default: one a core). In turns, so that whatever else the machine does hits all alike:

    idle client      one output and one input of ours, the same two processes, with nobody behind them
    engine at N      `dx7bridge serve` whose engine has niceness N: one knob at 1 kHz, jumping seven times a
                     second; how long from the jump's datagram to its first byte at the synth

Each knob that is turned at 1 kHz holds its place between two jumps, so the engine has as much to do as it can
take. Prints the median and 95th percentile of the way of a jump (one that had not come when the next was
made counts as late without end), and the xruns a minute as jackd counts them, with the standard error of the
difference from the idle client's. Figures are this machine's, now.

    python benchmarks/busy.py [--seconds 40] [--nice 10 5 0] [--hogs 2] [--realtime] [--quiet-knobs]
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))

from servers import free_udp_port, program  # noqa: E402
from xruns import SETTLING, Watched, watched_jackd  # noqa: E402

from dx7bridge.inputs.jack_process import JackInputProcess  # noqa: E402
from dx7bridge.osc.codec import encode  # noqa: E402
from dx7bridge.outputs.jack_port import JackProcess  # noqa: E402

SYNTH = "Synth"
JUMP = 0.15  # seconds between jumps, and half as much again by chance
AHEAD = -15  # of the synth and the hand, whose clocks must not be late
CODE = """
import os, threading
from dx7bridge.cli import main
from dx7bridge.engine.engine import Engine
work = Engine._work
def nicely(engine):
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), {nice})
    work(engine)
Engine._work = nicely
main()
"""


@dataclass
class Tally:
    """What a phase came to."""

    seconds: float = 0.0
    late: Counter[str] = field(default_factory=Counter)
    ways: list[float] = field(default_factory=list)  # seconds
    missed: int = 0

    @property
    def a_minute(self) -> float:
        return 60 * self.late.total() / self.seconds


def synth(server: str) -> None:
    """The synth, in a process of its own: prints when each message came."""
    with contextlib.suppress(OSError):
        os.nice(AHEAD)
    import jack

    arrived: list[float] = []
    client = jack.Client(SYNTH, no_start_server=True, servername=server)
    port = client.midi_inports.register("midi_in")

    def process(_frames: int) -> None:
        for _ in port.incoming_midi_events():
            arrived.append(time.monotonic())

    client.set_process_callback(process)
    client.activate()
    print("READY", flush=True)
    said = 0
    while True:
        time.sleep(0.05)
        for when in arrived[said:]:
            print(f"AT {when:.6f}", flush=True)
            said += 1


def hand(port: int, seconds: float, busy: bool) -> None:
    """The hand, in a process of its own: prints when each jump was sent."""
    with contextlib.suppress(OSError):
        os.nice(AHEAD)
    chance, place, jump = random.Random(1), 0.5, 0.0
    end = time.monotonic() + seconds
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knobs:
        while (now := time.monotonic()) < end:
            if now >= jump:
                place = chance.uniform(0.1, 0.4) + (0.5 if place < 0.5 else 0.0)
                jump = now + JUMP * chance.uniform(1, 1.5)
                print(f"SENT {time.monotonic():.6f}", flush=True)
                knobs.sendto(encode("/dx7/latent/norm/1", [place]), ("127.0.0.1", port))
            elif busy:
                knobs.sendto(encode("/dx7/latent/norm/2", [chance.choice((0.4, 0.401))]), ("127.0.0.1", port))
            time.sleep(0.001)


@contextmanager
def hogs(count: int) -> Iterator[None]:
    """Loops that compute for ever, at the niceness of any program."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for each in loops:
            each.kill()
            each.wait()


def measure(
    server: Watched, seconds: float, turn: float, niceness: list[int], count: int, busy: bool
) -> dict[str, Tally]:
    """Every phase for so many seconds, in turns."""
    tallies = {phase: Tally() for phase in ("idle client", *(f"engine at {n}" for n in niceness))}
    with ExitStack() as stack:
        script = [sys.executable, __file__, "--synth", server.name]
        played = stack.enter_context(program(script))
        played.wait_for("^READY")
        left = seconds
        while left > 0:
            length = min(turn, left)
            left -= length
            with _idle(server.name), hogs(count):
                _count(server, tallies["idle client"], length)
            for nice in niceness:
                with tempfile.TemporaryDirectory() as folder, _bridge(server.name, nice, folder) as port:
                    with hogs(count):
                        heard = len(played.lines)
                        words = ["--hand", str(port), str(length + 2 * SETTLING), str(int(busy))]
                        with program([sys.executable, __file__, *words]) as playing:
                            _count(server, tallies[f"engine at {nice}"], length)
                            playing.wait()
                    time.sleep(0.5)
                    _ways(tallies[f"engine at {nice}"], playing.lines, played.lines[heard:])
    return tallies


def _count(server: Watched, tally: Tally, length: float) -> None:
    time.sleep(SETTLING)
    began, before = time.monotonic(), server.late()
    time.sleep(length)
    tally.seconds += time.monotonic() - began
    tally.late += server.late() - before


def _ways(tally: Tally, sent: list[str], heard: list[str]) -> None:
    """From each jump to what came next at the synth. Between jumps the synth hears nothing: the other knob
    moves so little that no value changes."""
    jumps = [float(line.split()[1]) for line in sent if line.startswith("SENT")]
    arrived = [float(line.split()[1]) for line in heard if line.startswith("AT")]
    for jump, after in zip(jumps, [*jumps[1:], math.inf], strict=True):
        first = next((at for at in arrived if jump < at < after), None)
        if first is None:
            tally.missed += 1
        else:
            tally.ways.append(first - jump)


@contextmanager
def _idle(server: str) -> Iterator[None]:
    output = JackProcess(SYNTH, server=server)
    source = JackInputProcess("no such controller", lambda _message: None, server=server)
    try:
        yield
    finally:
        source.close()
        output.close()


@contextmanager
def _bridge(server: str, nice: int, folder: str) -> Iterator[int]:
    port = free_udp_port()
    code = (
        f"from dx7bridge.engine import engine; engine.NICE = {nice}; from dx7bridge.cli import main; main()"
    )
    words = ["--listen", f"127.0.0.1:{port}", "--folder", folder, "--output", "jack", "--port", SYNTH]
    words += ["--profile", "dexed", "--input", "jack:no such controller", "--no-advertise", "--seed", "1"]
    environment = {"JACK_DEFAULT_SERVER": server, "JACK_NO_START_SERVER": "1", "DX7BRIDGE_CONFIG": os.devnull}
    with program([sys.executable, "-c", code, "serve", *words], environment) as running:
        running.wait_for("model .* is ready")
        running.wait_for("listening for OSC")
        time.sleep(SETTLING)
        yield port


def report(tallies: dict[str, Tally]) -> None:
    """The table."""
    idle = tallies["idle client"]
    print(f"{'':14} {'jumps':>6} {'missed':>6} {'p50 ms':>7} {'p95 ms':>7} {'xruns/min':>9}  more than idle")
    for phase, tally in tallies.items():
        ways = sorted([*tally.ways, *[math.inf] * tally.missed])  # a jump that was overtaken came too late
        shares = [
            f"{1e3 * ways[int(share * len(ways))]:7.1f}" if ways else "      –" for share in (0.5, 0.95)
        ]
        times = " ".join(shares).replace("    inf", "   late")
        error = math.sqrt(sum(each.late.total() * (60 / each.seconds) ** 2 for each in (idle, tally)))
        more = "" if tally is idle else f"{tally.a_minute - idle.a_minute:+.1f} ± {error:.1f}"
        who = ", ".join(f"{name} {count}" for name, count in tally.late.most_common(4)) or "nobody"
        jumps = len(tally.ways) + tally.missed
        print(f"{phase:14} {jumps:6} {tally.missed:6} {times} {tally.a_minute:9.1f}  {more:14} {who}")


def main() -> None:
    if sys.argv[1:2] == ["--synth"]:
        synth(sys.argv[2])
    if sys.argv[1:2] == ["--hand"]:
        hand(int(sys.argv[2]), float(sys.argv[3]), sys.argv[4] == "1")
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=40.0, help="of each phase")
    parser.add_argument("--turn", type=float, default=10.0, help="seconds of a phase at a time")
    parser.add_argument("--nice", type=int, nargs="+", default=[10, 0], help="of the engine's thread")
    parser.add_argument("--hogs", type=int, default=os.cpu_count() or 1, help="loops that compute for ever")
    parser.add_argument("--frames", type=int, default=256, help="of one cycle, at 48 kHz")
    parser.add_argument("--realtime", action="store_true", help="jackd -R, as musicians run it")
    parser.add_argument("--quiet-knobs", action="store_true", help="jumps alone, without 1 kHz between them")
    options = parser.parse_args()
    with watched_jackd(options.frames, realtime=options.realtime) as server:
        tallies = measure(
            server, options.seconds, options.turn, options.nice, options.hogs, not options.quiet_knobs
        )
    print(
        f"{options.frames} frames at 48 kHz, {os.cpu_count()} cores, {options.hogs} hogs,"
        f" load {os.getloadavg()[0]:.1f}, {'real-time' if options.realtime else 'ordinary'} jackd"
    )
    report(tallies)


if __name__ == "__main__":
    main()
