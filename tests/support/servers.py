"""Real programs for tests to work against: jackd, the bridge itself, Pd and sclang, each as a context
manager that ends what it started.

Nothing sleeps and hopes: every wait is for a condition, with a deadline generous enough for a busy
machine, and says what the program printed when the condition never came.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

CLIENTS = Path(__file__).parent / "clients"
DEADLINE = 180.0  # seconds: far more than any of these programs needs, on a busy machine too
JACK_NAMES = 6  # of the eight servers that JACK knows on a machine: a musician may have two running
INSTALL = "make test installs it on Debian where it may"


def need(program: str, package: str) -> str:
    """The program's path. Without it the test is skipped, and in continuous integration it fails."""
    path = shutil.which(program)
    if path is None:
        do_without(f"{program} is not installed (Debian: {package}; {INSTALL})")
    return path


def do_without(reason: str) -> NoReturn:
    """Skip, saying plainly why; with CI set, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"in continuous integration this may not be missing: {reason}", pytrace=False)
    pytest.skip(reason)


def wait_until(condition: Callable[[], object], what: str, deadline: float = DEADLINE) -> None:
    """Wait for a condition; TimeoutError naming it when it never holds."""
    end = time.monotonic() + deadline
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {deadline:g} s for {what}")
        time.sleep(0.02)


PORTS = range(20000, 32000)  # below those that systems give to whoever asks for any port
_next_port = itertools.count(os.getpid() * 97)


def free_udp_port() -> int:
    """A port of the loopback that nobody has, over UDP or TCP, and that no other test is given meanwhile.

    A system's "any port" may be given again, to any program, before the test has started the one it is for.
    """
    for number in itertools.islice(_next_port, len(PORTS)):
        port = PORTS[number % len(PORTS)]
        try:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                with socket.socket(socket.AF_INET, kind) as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return port
    raise RuntimeError(f"no port from {PORTS.start} to {PORTS.stop - 1} is free")


class Program:
    """A running program and all that it printed, line by line.

    Where the system can (setpriv, on Linux), it ends with the tests, whatever ends them: an orphaned jackd
    would hold its name for good.
    """

    WITH_US = ("setpriv", "--pdeathsig", "TERM", "--")

    def __init__(
        self, command: Sequence[str | Path], env: dict[str, str] | None = None, pass_fds: Sequence[int] = ()
    ) -> None:
        self.name = Path(command[0]).name
        self.lines: list[str] = []
        tied = self.WITH_US if shutil.which(self.WITH_US[0]) else ()
        self._process = subprocess.Popen(
            [*tied, *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            pass_fds=pass_fds,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, name=f"output of {self.name}", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        self.lines.extend(line.rstrip("\n") for line in self._process.stdout)

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def wait_until(self, condition: Callable[[], object], what: str, deadline: float = DEADLINE) -> None:
        """As the function, but gives up at once when the program has ended, and shows its output."""
        end = time.monotonic() + deadline
        while not condition():
            ended = not self.running
            if ended:
                self._reader.join(DEADLINE)
            if (ended and not condition()) or time.monotonic() > end:
                fate = f"ended with {self._process.returncode}" if ended else "is still running"
                raise TimeoutError(f"waited for {what}; {self.name} {fate} and printed:\n{self.output}")
            time.sleep(0.02)

    def wait_for(self, pattern: str, after: int = 0, deadline: float = DEADLINE) -> str:
        """The first line from number `after` on in which the pattern is found."""
        found: list[str] = []

        def seen() -> bool:
            found[:] = [line for line in self.lines[after:] if re.search(pattern, line)][:1]
            return bool(found)

        self.wait_until(seen, f"a line like {pattern!r}", deadline)
        return found[0]

    def wait(self, deadline: float = DEADLINE) -> int:
        """The exit code, when it has ended by itself."""
        try:
            code = self._process.wait(deadline)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"{self.name} never ended; it printed:\n{self.output}") from None
        self._reader.join(DEADLINE)
        return code

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> None:
        """Stop it, gently first."""
        if self.running:
            self._process.terminate()
            try:
                self._process.wait(10.0)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._reader.join(10.0)


@contextmanager
def program(
    command: Sequence[str | Path], env: dict[str, str] | None = None, pass_fds: Sequence[int] = ()
) -> Iterator[Program]:
    running = Program(command, env, pass_fds)
    try:
        yield running
    finally:
        running.end()


def _home(folder: Path) -> dict[str, str]:
    """An environment whose home is empty, so that nobody's settings take part."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return dict.fromkeys(names, str(folder))


# --- jackd ---------------------------------------------------------------------------------------


@contextmanager
def jack_name() -> Iterator[tuple[str, int]]:
    """A server name that is nobody else's for now, and the descriptor of the lock that says so.

    JACK keeps eight names a machine, and the name of a server that was killed until a server of the same
    name starts. So the names here are few and used again. A server that inherits the descriptor holds
    the name for as long as it lives. While all are in use it waits for one.
    """
    end = time.monotonic() + DEADLINE
    while (lock := _locked()) is None:
        if time.monotonic() > end:
            raise RuntimeError(f"all {JACK_NAMES} test names of JACK servers are in use; do other tests run?")
        time.sleep(0.1)
    try:
        yield lock
    finally:
        os.close(lock[1])


def _locked() -> tuple[str, int] | None:
    """A name that was free, now locked, and its descriptor; None while all are in use."""
    for number in range(1, JACK_NAMES + 1):
        name = f"dx7bridge-test-{number}"
        lock = os.open(
            Path(tempfile.gettempdir()) / f"{name}.{os.getuid()}.lock", os.O_CREAT | os.O_RDWR, 0o600
        )
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return name, lock
    return None


@contextmanager
def jackd_named(
    name: str, lock: int, *options: str, sample_rate: int = 48000, frames: int = 1024, realtime: bool = False
) -> Iterator[Program]:
    """A JACK server on the dummy driver that answers, under a name of `jack_name`; `options` are jackd's."""
    path = need("jackd", "jackd2")
    try:
        import jack
    except (ImportError, OSError) as problem:
        do_without(f"the JACK library does not load ({problem}; Debian: jackd2; {INSTALL})")

    jack.set_error_function(lambda _message: None)  # libjack prints each try to connect
    jack.set_info_function(lambda _message: None)
    command = [path, "-R" if realtime else "-r", *options, "-n", name]
    command += ["-d", "dummy", "-r", str(sample_rate), "-p", str(frames)]

    def answers() -> bool:
        try:
            jack.Client("probe", no_start_server=True, servername=name).close()
        except jack.JackOpenError:
            return False
        return True

    with program(command, {"JACK_NO_AUDIO_RESERVATION": "1"}, pass_fds=[lock]) as server:
        server.wait_until(answers, "jackd to answer")
        yield server


@contextmanager
def jackd(*, waits: bool = True) -> Iterator[str]:
    """A JACK server on the dummy driver, under a name of its own that disturbs no other. Gives the name.

    It `waits` for clients that are late: otherwise a busy machine loses their events. One that does not is
    for tests of clients that hang.
    """
    options = ("-S", "-t", "10000") if waits else ()
    with jack_name() as (name, lock), jackd_named(name, lock, *options):
        yield name


# --- the bridge ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Message:
    """One OSC message as it came in."""

    address: str
    arguments: tuple[object, ...]


@dataclass
class Conversation:
    """What a request came to: every message up to the one that ended it."""

    heard: list[Message] = field(default_factory=list)

    @property
    def end(self) -> Message:
        return self.heard[-1]

    def only(self, address: str) -> Message:
        """The one message with this address."""
        found = [message for message in self.heard if message.address == address]
        if len(found) != 1:
            raise LookupError(f"{len(found)} messages {address} in {self.heard}")
        return found[0]


class OscClient:
    """An OSC client on a socket of its own; a context manager."""

    ENDS = ("/dx7/done", "/dx7/fail", "/dx7/pong", "/dx7/status.reply")

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._to = ("127.0.0.1", port)
        self._id = 1000

    def __enter__(self) -> OscClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, address: str, *arguments: int | float | str | bytes) -> None:
        builder = OscMessageBuilder(address)
        for argument in arguments:
            builder.add_arg(argument)
        self._socket.sendto(builder.build().dgram, self._to)

    def receive(self, deadline: float = DEADLINE) -> Message:
        self._socket.settimeout(deadline)
        message = OscMessage(self._socket.recv(65536))
        return Message(message.address, tuple(message.params))

    def ask(
        self, address: str, *arguments: int | float | str | bytes, deadline: float = DEADLINE
    ) -> Conversation:
        """Send a request with an id, and gather what is heard until its answer ends."""
        self._id += 1
        self.send(address, *arguments, self._id)
        conversation = Conversation()
        while True:
            message = self.receive(deadline)
            conversation.heard.append(message)
            if message.address in self.ENDS and self._id in message.arguments:
                return conversation

    def sysex(self) -> bytes:
        """The current voice as the bridge gives it: `/dx7/sysex/get`."""
        blob = self.ask("/dx7/sysex/get").only("/dx7/sysex").arguments[0]
        assert isinstance(blob, bytes)
        return blob


@dataclass(frozen=True)
class Bridge:
    """A bridge that answers."""

    program: Program
    port: int


@contextmanager
def bridge(
    folder: Path, *arguments: str, jack_server: str | None = None, port: int | None = None
) -> Iterator[Bridge]:
    """`dx7bridge serve` as a process of its own, on a port of the loopback, free unless named; ready when it
    answers a ping. `arguments` go to `serve`; its home and files live in `folder`."""
    port = port or free_udp_port()
    env = _home(folder / "home")
    if jack_server is not None:
        env |= {"JACK_DEFAULT_SERVER": jack_server, "JACK_NO_START_SERVER": "1"}
    files = folder / "files"
    files.mkdir(exist_ok=True)
    executable = Path(sys.executable).with_name("dx7bridge")
    command: list[str | Path] = [
        executable,
        "serve",
        "--listen",
        f"127.0.0.1:{port}",
        "--folder",
        files,
        *arguments,
    ]
    with program(command, env) as serve, OscClient(port) as client:

        def answers() -> bool:
            try:
                client.ask("/dx7/ping", deadline=0.5)
            except (TimeoutError, ConnectionRefusedError):
                return False
            return True

        serve.wait_until(answers, "the bridge to answer a ping", deadline=120.0)
        yield Bridge(serve, port)


# --- Pure Data -----------------------------------------------------------------------------------


class PureData:
    """A patch running in real Pd, played by FUDI messages; what it prints is what it received."""

    TROUBLE = re.compile(r"couldn't create|connection failed|^error|no method for|no such object")

    def __init__(self, running: Program, port: int) -> None:
        self.program = running
        self._to = ("127.0.0.1", port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, *atoms: object) -> None:
        """One FUDI message: `pd.send("latent", 0, 0.5, …)`."""
        self._socket.sendto((" ".join(str(atom) for atom in atoms) + ";\n").encode("ascii"), self._to)

    def wait_for(self, pattern: str, after: int = 0) -> list[str]:
        """The words of the first reply, from line `after` on, that begins with the pattern."""
        return self.program.wait_for(rf"^RX: {pattern}", after).split()[1:]

    @property
    def troubles(self) -> list[str]:
        """What Pd complained of. It always exits with 0: its output is the verdict."""
        return [line for line in self.program.lines if self.TROUBLE.search(line)]

    def close(self) -> None:
        self._socket.close()


@contextmanager
def pd(patch: Path, folder: Path) -> Iterator[PureData]:
    """Pd without window, sound or MIDI. The patch takes FUDI on the port sent to its `control`."""
    path = need("pd", "puredata-core")
    port = free_udp_port()
    command: list[str | Path] = [path, "-nogui", "-noprefs", "-nosound", "-nomidi", "-stderr", "-open", patch]
    with program([*command, "-send", f"control {port}"], _home(folder / "pd-home")) as running:
        pure_data = PureData(running, port)
        try:
            running.wait_for(r"^PD: loaded")
            yield pure_data
        finally:
            pure_data.close()


# --- SuperCollider -------------------------------------------------------------------------------


class SuperCollider:
    """A script running in real sclang, told to go on by `/next`."""

    def __init__(self, running: Program, port: int) -> None:
        self.program = running
        self._port = port

    def go_on(self) -> None:
        with OscClient(self._port) as client:
            client.send("/next")


@contextmanager
def sclang(script: Path, folder: Path, env: dict[str, str]) -> Iterator[SuperCollider]:
    """sclang without a screen or a sound server; the script reads the environment."""
    path = need("sclang", "supercollider-language")
    port = free_udp_port()
    settings = folder / "sclang_conf.yaml"
    settings.write_text("includePaths: []\nexcludePaths: []\npostInlineWarnings: false\n")
    surroundings = _home(folder / "sc-home") | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",  # or it aborts when run by root, as containers do
    }
    command: list[str | Path] = [path, "-D", "-l", settings, "-u", str(port), script]
    with program(command, surroundings | env) as running:
        yield SuperCollider(running, port)
