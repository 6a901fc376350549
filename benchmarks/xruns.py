"""JACK xruns of the bridge, at rest and under load, compared with those of an idle client.

A real jackd on its dummy driver, a synth written in C (jack_midi_dump) to play to, and in turns of ten
seconds, so that whatever else the machine does hits all alike:

    idle client      one output and one input, the same two processes, with nobody behind them
    idle at 1 kHz    the same while another process sends a thousand messages a second to nobody
    bridge at rest   `dx7bridge serve` with an output and an input on JACK
    bridge at 1 kHz  the same while that process sets all eight coordinates with its messages

The xruns are jackd's own count, which names the client that was late: `driver` is jackd itself, which the
machine woke too late. What the bridge adds is the last phase less the second. Each difference comes with its
standard error, as if xruns came singly; in bursts it is more. Figures are this machine's, now.

Without real-time scheduling (`-r`, the default here, which works everywhere) JACK's threads queue for a core
with all others, and on a busy machine whatever computes costs xruns. `--realtime` runs jackd as musicians do:
what is late then is late by its own fault.

A virtual machine wakes a sleeping core late, by tens of milliseconds at times, which costs an idle client
more xruns than a busy one. `--awake` keeps every core awake with work that anything else goes before.

    python benchmarks/xruns.py [--seconds 60] [--frames 256] [--profile dx7] [--realtime] [--awake]
"""

from __future__ import annotations

import argparse
import math
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))

from servers import Program, bridge, jack_name, jackd_named, need, program, wait_until  # noqa: E402

from dx7bridge.inputs.jack_process import JackInputProcess  # noqa: E402
from dx7bridge.midi.jack_link import import_jack, open_client  # noqa: E402
from dx7bridge.osc.codec import encode  # noqa: E402
from dx7bridge.outputs.jack_port import JackProcess  # noqa: E402

TURN = 10.0  # seconds of one phase at a time
SETTLING = 1.0  # seconds after a client came or went: that alone can cost a cycle
RATE = 1000  # moves a second
SYNTH = "Synth"
PHASES = ("idle client", "idle at 1 kHz", "bridge at rest", "bridge at 1 kHz")


class Watched:
    """A jackd, and whom it found late."""

    LATE = re.compile(r"XRun: client (?:= )?(\S+) (?:was not finished|finished after)|(Process XRun)")

    def __init__(self, name: str, program: Program) -> None:
        self.name, self._program = name, program

    def late(self) -> Counter[str]:
        """So many xruns until now, by client."""
        found = (self.LATE.search(line) for line in list(self._program.lines))
        return Counter(match[1] or "driver" for match in found if match)


@contextmanager
def watched_jackd(frames: int = 256, *, realtime: bool = False) -> Iterator[Watched]:
    """A JACK server on the dummy driver at 48 kHz, whose complaints are read."""
    with (
        jack_name() as (name, lock),
        jackd_named(name, lock, frames=frames, realtime=realtime) as server,
    ):
        yield Watched(name, server)


@dataclass
class Tally:
    """What a phase came to."""

    seconds: float = 0.0
    messages: int = 0  # that the synth got
    late: Counter[str] = field(default_factory=Counter)

    @property
    def a_minute(self) -> float:
        return 60 * self.late.total() / self.seconds


def hands(port: int, seconds: float) -> None:
    """The load, in a process of its own: all eight coordinates, RATE times a second."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knobs:
        began, number = time.monotonic(), 0
        while number < seconds * RATE:
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
            z = [1.5 * math.sin(number / RATE * (0.5 + 0.2 * axis)) for axis in range(8)]
            knobs.sendto(encode("/dx7/latent", z), ("127.0.0.1", port))
            number += 1


@contextmanager
def awake() -> Iterator[None]:
    """A loop on each core that gives way to everything (SCHED_IDLE, on Linux)."""
    spin = "import os; os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\nwhile True: pass"
    spinners = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for each in spinners:
            each.kill()
            each.wait()


def measure(server: Watched, seconds: float, turn: float, profile: str) -> dict[str, Tally]:
    """Every phase for so many seconds, in turns."""
    tallies = {phase: Tally() for phase in PHASES}
    with ExitStack() as stack:
        environment = {"JACK_DEFAULT_SERVER": server.name}
        synth = stack.enter_context(program([need("jack_midi_dump", "jackd2"), SYNTH], environment))
        watch = open_client(import_jack(), "looks", server.name)
        stack.callback(watch.close)
        wait_until(lambda: watch.get_ports(f"{SYNTH}:", is_midi=True), "the synth")

        def count(phase: str, length: float) -> None:
            time.sleep(SETTLING)
            began, before, heard = time.monotonic(), server.late(), len(synth.lines)
            time.sleep(length)
            tally = tallies[phase]
            tally.seconds += time.monotonic() - began
            tally.late += server.late() - before
            tally.messages += len(synth.lines) - heard

        left = seconds
        while left > 0:
            length = min(turn, left)
            left -= length
            _round(server, length, profile, count)
    return tallies


def _round(server: Watched, length: float, profile: str, count: Callable[[str, float], None]) -> None:
    """All phases once."""
    output = JackProcess(SYNTH, server=server.name)
    source = JackInputProcess("no such controller", lambda _message: None, server=server.name)
    try:
        count(PHASES[0], length)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
            nobody.bind(("127.0.0.1", 0))
            with load(nobody.getsockname()[1], length):
                count(PHASES[1], length)
    finally:
        source.close()
        output.close()
    words = ("--output", "jack", "--port", SYNTH, "--profile", profile)
    words += ("--input", "jack:no such controller", "--no-advertise")
    with (
        tempfile.TemporaryDirectory() as folder,
        bridge(Path(folder), *words, jack_server=server.name) as served,
    ):
        served.program.wait_for("model .* is ready")
        count(PHASES[2], length)
        with load(served.port, length):
            count(PHASES[3], length)


@contextmanager
def load(port: int, length: float) -> Iterator[None]:
    """`hands` at work, for longer than a count takes."""
    playing = subprocess.Popen(
        [sys.executable, str(Path(__file__)), "--hands", str(port), str(length + 2 * SETTLING)]
    )
    try:
        yield
    finally:
        code = playing.wait()
    if code:
        raise RuntimeError("the load broke off: these figures are of no use")


def report(tallies: dict[str, Tally]) -> None:
    """The table, and what the bridge adds."""
    print(f"{'':16} {'seconds':>8} {'messages':>9} {'xruns':>6} {'a minute':>9}  late")
    for phase, tally in tallies.items():
        late = ", ".join(f"{name} {count}" for name, count in tally.late.most_common()) or "nobody"
        row = (
            f"{phase:16} {tally.seconds:8.0f} {tally.messages:9} {tally.late.total():6} {tally.a_minute:9.2f}"
        )
        print(f"{row}  {late}")
    for phase, base in zip(PHASES[2:], PHASES[:2], strict=True):
        # Counts that come by chance: the variance of a count is the count.
        sides = (tallies[base], tallies[phase])
        error = math.sqrt(sum(each.late.total() * (60 / each.seconds) ** 2 for each in sides))
        more = tallies[phase].a_minute - tallies[base].a_minute
        print(f"{phase} − {base}: {more:+.2f} ± {error:.2f} xruns a minute")


def main() -> None:
    if sys.argv[1:2] == ["--hands"]:
        hands(int(sys.argv[2]), float(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="of each phase")
    parser.add_argument("--frames", type=int, default=256, help="of one cycle, at 48 kHz")
    parser.add_argument("--turn", type=float, default=TURN, help="seconds of a phase at a time")
    parser.add_argument("--profile", default="dexed", help="the default sends the most messages")
    parser.add_argument(
        "--realtime", action="store_true", help="jackd -R: needs the right to real-time scheduling"
    )
    parser.add_argument("--awake", action="store_true", help="keep the cores awake: for virtual machines")
    options = parser.parse_args()
    with (
        awake() if options.awake else nullcontext(),
        watched_jackd(options.frames, realtime=options.realtime) as server,
    ):
        tallies = measure(server, options.seconds, options.turn, options.profile)
    print(f"{options.frames} frames at 48 kHz, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    report(tallies)


if __name__ == "__main__":
    main()
