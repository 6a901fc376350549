"""JACK's server killed and started again while eight knobs turn at 1 kHz: does the bridge heal?

Real jackd (dummy driver), `dx7bridge serve`, a JACK client with the Dexed engine as the synth. Prints for
each kill how the bridge answered OSC while there was no server and what `/dx7/status` said, how long until a
voice arrived again, what came first (163 bytes: a whole dump), how often the log told of the server, and
whether the synth ended on the voice that the bridge says it holds. Exit code 1 when one of it did not happen.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))

from dexed_host import DexedHost  # noqa: E402
from servers import OscClient, bridge, jack_name, jackd_named  # noqa: E402

DUMP = 163  # bytes
PERIOD = 0.001  # seconds
OUTAGE = 2.0  # seconds without a server
GONE = "JACK: the server has stopped; waiting for one"
BACK = "JACK: a server is back"


class Hands(threading.Thread):
    """Turns all eight knobs a thousand times a second until told to rest."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._port, self._rest = port, threading.Event()

    def run(self) -> None:
        with OscClient(self._port) as client:
            began = time.monotonic()
            while not self._rest.is_set():
                t = time.monotonic() - began
                client.send("/dx7/latent", *[math.sin(t * (0.5 + 0.2 * axis)) for axis in range(8)])
                time.sleep(PERIOD)

    def rest(self) -> None:
        self._rest.set()
        self.join()


def outage(client: OscClient) -> tuple[float, str]:
    """Ask for the status all the while: the longest wait for an answer, and what was said at last."""
    slowest, said, end = 0.0, "", time.monotonic() + OUTAGE
    while (began := time.monotonic()) < end:
        said = str(client.ask("/dx7/status").end.arguments[3])
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.02)
    return slowest, said


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=3)
    kills = options.parse_args().kills
    well = True
    with tempfile.TemporaryDirectory() as folder, jack_name() as (name, lock), ExitStack() as servers:
        server = servers.enter_context(jackd_named(name, lock, frames=256))
        serve = ("--output", "jack", "--port", "Synth:midi_in", "--profile", "dx7")
        with bridge(Path(folder), *serve, jack_server=name) as served, OscClient(served.port) as client:
            hands = Hands(served.port)
            hands.start()
            for number in range(kills + 1):
                began = time.monotonic()
                with DexedHost(name, "Synth") as synth:
                    synth.wait_until(lambda synth=synth: synth.received, "a voice")
                    healed = time.monotonic() - began
                    first = len(synth.received[0])
                    time.sleep(3)
                    if number == kills:
                        hands.rest()
                        time.sleep(0.5)
                        synth.listen()
                        same = synth.voice == client.sysex()[6:161]
                        well = well and same
                        print(f"hands at rest: the synth holds the bridge's voice: {same}")
                    well = well and first == DUMP and not synth.faults
                    what = "at the start" if number == 0 else f"after kill {number}"
                    print(f"{what}: first message {first} bytes after {healed:.2f} s, faults {synth.faults}")
                if number < kills:
                    server.signal(signal.SIGKILL)
                    server.wait()
                    slowest, said = outage(client)
                    well = well and "waiting for a connection" in said
                    print(f"no server: every status answered within {1000 * slowest:.0f} ms; it says: {said}")
                    server = servers.enter_context(jackd_named(name, lock, frames=256))
            told = [sum(line.endswith(words) for line in served.program.lines) for words in (GONE, BACK)]
            well = well and told == [kills, kills]
            print(f"the log says {told[0]} times that the server has gone, {told[1]} times that it is back")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
