"""A long performance by everything at once: does the bridge hold, in memory, time and answers?

    python benchmarks/soak.py --seconds 3600

Real jackd on its dummy driver, `dx7bridge serve`, a JACK client as the synth, and as processes of their own:

    three knobs     each sets all eight coordinates a thousand times a second over UDP, follows the state, and
                    asks twenty times a second, in turns for a pong and for the coordinates, by an id
    one player      samples, varies, stores, morphs, encodes, renames, keeps, saves and loads sessions, fills
                    cartridges, undoes: one request after the other, each with an id
    one crowd       connections that come and go: OSC over TCP, OSCQuery over HTTP, UDP clients that subscribe
                    and vanish, connections that say nothing or nonsense

JACK is killed and started again every `--restart` seconds. Prints memory (the bridge with its children), open
files and threads at the start and at the end, how long answers took, what was not answered, what was refused,
and xruns as jackd counts them. Exit code 1 when memory, files or threads grow, an answer is missing that the
system did not lose on its way, the log has a traceback, or the bridge does not end on a signal.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))

from pythonosc.osc_message import OscMessage  # noqa: E402
from servers import Program, bridge, jack_name, need, program  # noqa: E402
from xruns import Watched  # noqa: E402

from dx7bridge.osc.codec import encode  # noqa: E402
from dx7bridge.voice import INIT_VOICE  # noqa: E402
from dx7bridge.voice.sysex import encode_voice  # noqa: E402

SYNTH = "Synth"
RATE = 1000  # sets of all coordinates a second, by each knob
QUESTION = 0.05  # seconds between two questions of a knob
SYNTHS = 5  # tries to start the synth
PATIENCE = 20.0  # seconds after which an answer is missing
OUTAGE = 2.0  # seconds without a JACK server
LOOK = 1.0  # seconds between two looks at the memory
WARMING = 0.1  # the share of the time after which memory counts, at most two minutes
GROWTH = 16.0  # MiB that memory may grow
MORE = 12  # files or threads that there may be more at the end


# --- the players, each in a process of its own --------------------------------------------------------


class Asker:
    """Asks with ids over UDP and keeps account of the answers."""

    ENDS = ("/dx7/done", "/dx7/fail", "/dx7/pong", "/dx7/status.reply")

    def __init__(self, port: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.ways: dict[str, list[float]] = {}
        self.fails: Counter[str] = Counter()
        self.missing: list[str] = []
        self.heard = 0
        self._open: dict[int, tuple[str, float]] = {}
        self._id = 0

    @property
    def waiting(self) -> bool:
        return bool(self._open)

    def ask(self, kind: str, address: str, *arguments: object) -> None:
        self._id += 1
        self._open[self._id] = (kind, time.monotonic())
        with contextlib.suppress(ConnectionRefusedError):
            self.socket.send(encode(address, [*arguments, self._id]))  # type: ignore[list-item]

    def listen(self, seconds: float) -> None:
        """Hear what comes for so long, and give up what is not answered."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            self.socket.settimeout(max(left, 0.0005))
            with contextlib.suppress(TimeoutError, BlockingIOError, ConnectionRefusedError):
                self._take(self.socket.recv(65536))
            if left <= 0:
                break
        late = [n for n, (_, since) in self._open.items() if time.monotonic() - since > PATIENCE]
        for number in late:
            self.missing.append(self._open.pop(number)[0])

    def wait(self) -> None:
        """Until all is answered or given up."""
        while self._open:
            self.listen(0.002)

    def _take(self, datagram: bytes) -> None:
        self.heard += 1
        if not datagram.startswith(tuple(each.encode() + b"\0" for each in self.ENDS)):
            return
        message = OscMessage(datagram)
        arguments = tuple(message.params)
        for number in arguments:
            if isinstance(number, int) and number in self._open:
                kind, since = self._open.pop(number)
                self.ways.setdefault(kind, []).append(time.monotonic() - since)
                if message.address == "/dx7/fail":
                    self.fails[f"{kind}: {arguments[2]}"] += 1
                return

    def report(self, **more: object) -> None:
        """The account, as the last line of output."""
        print(
            json.dumps(
                {"ways": self.ways, "fails": self.fails, "missing": self.missing, "heard": self.heard, **more}
            ),
            flush=True,
        )


def knobs(port: int, seconds: float, number: int) -> None:
    """All eight coordinates at RATE, and questions between them."""
    me = Asker(port)
    me.socket.send(encode("/dx7/subscribe", []))
    began, sent, asked = time.monotonic(), 0, 0
    while (now := time.monotonic() - began) < seconds:
        while sent < now * RATE:
            turn = sent / RATE
            z = [1.5 * math.sin(turn * (0.3 + 0.1 * axis + number / 7) + number) for axis in range(8)]
            with contextlib.suppress(ConnectionRefusedError):
                me.socket.send(encode("/dx7/latent", z))
            sent += 1
        if asked < now / QUESTION:
            asked += 1
            if asked % 2:
                me.ask("ping", "/dx7/ping")
            else:
                me.ask("question", "/dx7/latent/get")
        me.listen(0.001)
    me.wait()
    me.report(sent=sent)


def player(port: int, seconds: float) -> None:
    """One request after the other."""
    me, chance = Asker(port), random.Random(2)
    blob = encode_voice(INIT_VOICE.with_value("feedback", 7))
    requests: list[tuple[object, ...]] = [
        *(("/dx7/sample",), ("/dx7/vary", 0.2), ("/dx7/encode", blob), ("/dx7/undo",), ("/dx7/redo",)),
        *(
            ("/dx7/slot/store", 1),
            ("/dx7/slot/store", 2),
            ("/dx7/slot/recall", 1, 0.0),
            ("/dx7/interpolate", 0.3),
        ),
        *(("/dx7/interpolate/xy", 0.2, 0.7), ("/dx7/cart/sample", 5), ("/dx7/cart/interpolate", 1, 2)),
        *(("/dx7/cart/save", "cart"), ("/dx7/session/save", "soak"), ("/dx7/session/load", "soak")),
        *(("/dx7/keep", "best"), ("/dx7/describe",), ("/dx7/path", 1.0, 0.5, 2.0, 0.5), ("/dx7/path/stop",)),
        *(("/dx7/drift", 0.5, 0.2), ("/dx7/drift", 0.0, 0.0), ("/dx7/glide", 0.3), ("/dx7/glide", 0.0)),
        *(("/dx7/lock", "op1"), ("/dx7/unlock", "all"), ("/dx7/name", "SOAK"), ("/dx7/param", 134, 3)),
        *(("/dx7/midi/ports",), ("/dx7/sysex/get",), ("/dx7/status",), ("/dx7/help",)),
    ]
    for first in (("/dx7/slot/store", 1), ("/dx7/slot/store", 2), ("/dx7/slot/store", 3)):
        me.ask("begin", *first)
    me.ask("begin", "/dx7/slot/store", 4)
    me.ask("begin", "/dx7/cart/sample", 1)
    me.wait()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        address, *arguments = chance.choice(requests)
        me.ask(str(address).removeprefix("/dx7/"), str(address), *arguments)
        me.wait()
    me.report()


def crowd(port: int, seconds: float) -> None:
    """Connections that come and go."""
    chance, count = random.Random(3), Counter[str]()
    end = time.monotonic() + seconds
    where = ("127.0.0.1", port)
    while time.monotonic() < end:
        kind = chance.choice(("osc", "http", "udp", "silent", "nonsense"))
        try:
            if kind == "udp":
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as passing:
                    passing.sendto(encode("/dx7/subscribe", []), where)
            else:
                with socket.create_connection(where, 5.0) as peer:
                    peer.settimeout(PATIENCE)
                    if kind == "osc":
                        packet = encode("/dx7/ping", [7])
                        peer.sendall(len(packet).to_bytes(4, "big") + packet)
                        kind += "" if peer.recv(4096) else " closed"
                    elif kind == "http":
                        peer.sendall(b"GET /dx7/latent HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                        kind += "" if peer.recv(4096).startswith(b"HTTP/1.1 200") else " refused"
                    elif kind == "nonsense":
                        peer.sendall(chance.randbytes(200))
        except TimeoutError:
            kind += " unanswered"
        except OSError as error:
            kind += f" {type(error).__name__}"
        count[kind] += 1
        time.sleep(chance.uniform(0.05, 0.4))
    print(json.dumps({"connections": count}), flush=True)


def synth(server: str) -> None:
    """The synth: prints how many messages it has had."""
    import jack

    client = jack.Client(SYNTH, no_start_server=True, servername=server)
    port = client.midi_inports.register("midi_in")
    had = [0]

    def process(_frames: int) -> None:
        for _ in port.incoming_midi_events():
            had[0] += 1

    client.set_process_callback(process)
    client.activate()
    print("READY", flush=True)
    while True:
        time.sleep(5.0)
        print(had[0], flush=True)


# --- the stage ------------------------------------------------------------------------------------------


class Stage:
    """JACK and the synth, which can be killed and started again under the same name."""

    def __init__(self, name: str, lock: int, realtime: bool) -> None:
        self.name, self._lock = name, lock
        self._way = "-R" if realtime else "-r"
        self.late: Counter[str] = Counter()
        self.messages = self.restarts = 0
        self._jackd: Program | None = None
        self._synth: Program | None = None

    def start(self) -> None:
        import jack

        command = [need("jackd", "jackd2"), self._way, "-n", self.name]
        command += ["-d", "dummy", "-r", "48000", "-p", "256"]
        self._jackd = Program(command, {"JACK_NO_AUDIO_RESERVATION": "1"}, [self._lock])

        def answers() -> bool:
            try:
                jack.Client("probe", no_start_server=True, servername=self.name).close()
            except jack.JackOpenError:
                return False
            return True

        self._jackd.wait_until(answers, "jackd to answer")
        for attempt in range(SYNTHS):
            self._synth = Program([sys.executable, __file__, "--synth", self.name])
            try:
                self._synth.wait_for("^READY")
                return
            except TimeoutError:  # libjack on a starved machine; the bridge is what is measured
                self._synth.end()
                if attempt == SYNTHS - 1:
                    raise

    def stop(self) -> None:
        if self._jackd is None or self._synth is None:
            return
        self.late += Watched(self.name, self._jackd).late()
        self.messages += max((int(line) for line in self._synth.lines if line.isdigit()), default=0)
        self._jackd.signal(signal.SIGKILL)
        self._jackd.end()
        self._synth.end()
        self._jackd = self._synth = None

    def restart(self) -> None:
        self.stop()
        time.sleep(OUTAGE)
        self.start()
        self.restarts += 1


@contextmanager
def stage(realtime: bool) -> Iterator[Stage]:
    """JACK and a synth, until the block ends."""
    import jack

    jack.set_error_function(lambda _message: None)
    jack.set_info_function(lambda _message: None)
    with jack_name() as (name, lock):
        there = Stage(name, lock, realtime)
        there.start()
        try:
            yield there
        finally:
            there.stop()


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    rows = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = [tuple(map(int, row.split())) for row in rows.splitlines()]
    found = [pid]
    for each in found:
        found += [child for child, parent in parents if parent == each]
    return found


def footprint(pid: int) -> tuple[float, int, int]:
    """MiB of the bridge with its children, its open files (0 where the system does not tell), its threads."""
    pids = ",".join(map(str, family(pid)))
    said = subprocess.run(["ps", "-o", "rss=", "-p", pids], capture_output=True, text=True).stdout
    memory = sum(map(int, said.split())) / 1024
    try:
        return memory, len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return memory, 0, 0


def lost_by_the_system(port: int) -> int:
    """Datagrams to the bridge that the system dropped because it was not read in time; 0 where it does not
    tell."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/net/udp").read_text().splitlines()[1:]:
            fields = line.split()
            if int(fields[1].partition(":")[2], 16) == port:
                return int(fields[-1])
    return 0


def soak(seconds: float, restart: float, realtime: bool, folder: Path) -> dict[str, object]:
    """The performance; its figures."""
    with stage(realtime) as there:
        options = ("--output", "jack", "--port", SYNTH, "--profile", "dexed", "--no-advertise", "--seed", "1")
        options += ("--input", "jack:no such controller")
        with bridge(folder, *options, jack_server=there.name) as served, ExitStack() as stack:
            served.program.wait_for("model .* is ready")
            pid = next(
                each for each in family(served.program._process.pid) if "serve" in _command(each)
            )  # behind setpriv it is the same process
            words = [(("--knobs", str(n)), f"knobs {n}") for n in (1, 2, 3)]
            words += [(("--player",), "player"), (("--crowd",), "crowd")]
            common = (str(served.port), str(seconds))
            players = {
                name: stack.enter_context(program([sys.executable, __file__, *how, *common]))
                for how, name in words
            }
            looks: list[tuple[float, float, int, int]] = []
            began = time.monotonic()
            next_restart, next_word = restart, 0.0
            lost = 0
            while (now := time.monotonic() - began) < seconds:
                looks.append((now, *footprint(pid)))
                if now >= next_word:
                    _, memory, files, threads = looks[-1]
                    print(
                        f"{now:6.0f} s  {memory:.1f} MiB, {files} files, {threads} threads", file=sys.stderr
                    )
                    next_word += 60.0
                lost = max(lost, lost_by_the_system(served.port))
                if now >= next_restart and now < seconds - 2 * OUTAGE:
                    there.restart()
                    next_restart += restart
                time.sleep(LOOK)
            said = {}
            for name, running in players.items():
                running.wait(deadline=60.0 + PATIENCE)
                said[name] = json.loads(running.lines[-1])
            lost = max(lost, lost_by_the_system(served.port))
            served.program.signal(signal.SIGTERM)
            try:
                code: int | str = served.program.wait(30.0)
            except TimeoutError:
                code = "not at all within 30 s"
                said_before = len(served.program.lines)
                served.program.signal(signal.SIGABRT)  # it prints what each thread was at (faulthandler)
                with contextlib.suppress(TimeoutError):
                    served.program.wait(30.0)
                print("\n".join(served.program.lines[said_before:]), file=sys.stderr)
            log = served.program.lines
    figures = account(seconds, looks, said, lost)
    figures["jack"] = {
        "restarts": there.restarts,
        "messages_at_the_synth": there.messages,
        "xruns": dict(there.late),
        "driver": "real-time" if realtime else "ordinary",
    }
    figures["end"] = {
        "exit_code": code,
        "tracebacks": sum("Traceback" in line for line in log),
        "log_lines": len(log),
        "warnings": _most_common([line for line in log if re.search("warn|fail|not kept|broke", line)]),
    }
    figures["wrong"] = wrong(figures)
    return figures


def account(
    seconds: float, looks: list[tuple[float, float, int, int]], said: dict[str, dict[str, object]], lost: int
) -> dict[str, object]:
    """What the processes said and what was seen, as figures."""
    ways: dict[str, list[float]] = {}
    fails: Counter[str] = Counter()
    missing: list[str] = []
    for account in said.values():
        for kind, times in dict(account.get("ways", {})).items():  # type: ignore[call-overload]
            ways.setdefault(kind, []).extend(times)
        fails.update(dict(account.get("fails", {})))  # type: ignore[call-overload]
        missing += list(account.get("missing", []))  # type: ignore[call-overload]
    crowd = dict(said["crowd"]["connections"])  # type: ignore[call-overload]
    missing += ["connection"] * sum(n for kind, n in crowd.items() if "unanswered" in kind)
    own = {kind: ways.pop(kind, []) for kind in ("ping", "question")}
    own["request"] = [each for times in ways.values() for each in times]
    warm = min(seconds * WARMING, 120.0)
    early = [look for look in looks if warm <= look[0] <= warm + max(seconds * 0.1, 5.0)] or looks[:1]
    late = looks[-max(len(looks) // 10, 3) :]
    names = ("memory_mib", "files", "threads")
    size = {
        name: [round(statistics.median(look[n] for look in part), 1) for part in (early, late)]
        for n, name in enumerate(names, 1)
    }
    return {
        "seconds": seconds,
        "answers_ms": {kind: _percentiles(times) for kind, times in own.items()},
        "slowest_requests_ms": dict(
            sorted(
                ((kind, round(1e3 * statistics.median(times), 1)) for kind, times in ways.items()),
                key=lambda each: -each[1],
            )[:6]
        ),
        "unanswered": dict(Counter(missing)),
        "lost_by_the_system": lost,
        "fails": dict(fails.most_common(12)),
        "knobs_a_second": round(sum(int(str(each.get("sent", 0))) for each in said.values()) / seconds),
        "state_messages": sum(int(str(each.get("heard", 0))) for each in said.values()),
        "connections": crowd,
        "start_and_end": size,
    }


def wrong(figures: dict[str, object]) -> list[str]:
    """What makes the run a failure, in words."""
    size: dict[str, list[float]] = figures["start_and_end"]  # type: ignore[assignment]
    end: dict[str, int] = figures["end"]  # type: ignore[assignment]
    unanswered: dict[str, int] = figures["unanswered"]  # type: ignore[assignment]
    found = []
    grown = size["memory_mib"][1] - size["memory_mib"][0]
    if grown > GROWTH:
        found.append(f"memory grew by {grown:.1f} MiB, at most {GROWTH:g} are allowed")
    for what in ("files", "threads"):
        if size[what][1] > size[what][0] + MORE:
            found.append(f"{what}: {size[what][0]:g} at the start, {size[what][1]:g} at the end")
    if sum(unanswered.values()) > int(str(figures["lost_by_the_system"])):
        found.append(f"unanswered: {unanswered}")
    if end["tracebacks"]:
        found.append(f"{end['tracebacks']} tracebacks in the log")
    if end["exit_code"]:
        found.append(f"the bridge ended with {end['exit_code']}")
    return found


def _percentiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    if not ordered:
        return {"count": 0}
    shares = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999, "most": 1.0}
    found = {
        name: ordered[min(int(share * len(ordered)), len(ordered) - 1)] for name, share in shares.items()
    }
    return {"count": len(ordered), **{name: round(1e3 * way, 1) for name, way in found.items()}}


def _most_common(lines: list[str]) -> dict[str, int]:
    return dict(Counter(re.sub(r"\d+", "N", line)[:120] for line in lines).most_common(5))


def _command(pid: int) -> str:
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout


def main() -> int:
    if sys.argv[1:2] and sys.argv[1] in ("--knobs", "--player", "--crowd", "--synth"):
        how, *words = sys.argv[1:]
        if how == "--synth":
            synth(words[0])
        elif how == "--knobs":
            knobs(int(words[1]), float(words[2]), int(words[0]))
        else:
            {"--player": player, "--crowd": crowd}[how](int(words[0]), float(words[1]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--restart", type=float, default=120.0, help="seconds between two ends of JACK")
    parser.add_argument("--realtime", action="store_true", help="jackd -R, as musicians run it")
    arguments = parser.parse_args()
    os.environ["PYTHONFAULTHANDLER"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        figures = soak(arguments.seconds, arguments.restart, arguments.realtime, Path(folder))
    print(json.dumps(figures, indent=1))
    return 1 if figures["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
