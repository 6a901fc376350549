"""A JACK client in a process of its own, so that the bridge at work never makes JACK's cycles late.

A process callback in Python needs its interpreter's lock. In a process where the model decodes and OSC is
read, that lock is often taken, and the callback comes late: an xrun for everybody on the server. So each
client lives in a small process that does nothing else: `Remote` is the bridge's end of it, `Child` the
other; `JackProcess` is the Port among them, the input has a pair of its own.

Lines of JSON both ways, over the pipes of the child: `{"id", "op", ...}` asks, `{"id", ...}` answers, and
`{"state"}`, `{"log"}` or `{"heard"}` come by themselves. The child ends when its standard input does, so it
never outlives the bridge; when it ends by itself, or does not answer its heartbeat, another one is started.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, Final

from dx7bridge.errors import BadArguments, BridgeError, NoMidi
from dx7bridge.midi.jack_link import SERVER_RETRY, JackLink

START_LIMIT: Final = 20.0  # seconds in which the child must have opened its client
CLOSE_LIMIT: Final = 3.0  # seconds that a child may take to empty its queue and end
BEAT: Final = 0.25  # seconds between heartbeats
MISSES: Final = 2  # beats without an answer after which a child hangs: with its successor's start, below 2 s
STARVED: Final = 20  # the same for a child that is only waiting for a processor: ending it would help nobody
SWITCH: Final = 0.0002  # seconds after which the child's reader lets JACK's thread have the interpreter
NICE: Final = -11  # what the child asks for, as audio servers do; most systems refuse, and that is well too
ANSWER_LIMIT: Final = 5.0  # seconds for an answer beyond what was asked to wait for
_ENDED: Final = "JACK: the process of the JACK client has ended"
_HANGS: Final = "JACK: the process of the JACK client hangs"
_ERRORS: Final[dict[str, type[BridgeError]]] = {each.code: each for each in (NoMidi, BadArguments)}

_log = logging.getLogger(__name__)


class _Asked:
    """A question on its way."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: dict[str, Any] = {}


class Remote:
    """A JackLink that lives in another process; the far end is the `main` of `module`.

    Raises NoMidi when there is no server, unless it is to wait for one.
    """

    def __init__(self, module: str, **settings: object) -> None:
        self._module, self._settings = module, settings
        self._changed: Callable[[], None] = lambda: None
        self._lock = threading.Lock()  # around the questions and the writing end of the pipe
        self._questions: dict[int, _Asked] = {}
        self._number = 0
        self._state: dict[str, Any] = {"name": "JACK", "connected": False, "warning": ""}
        self._opened = False  # has this child opened its client?
        self._hung = False  # was this child ended because it did not answer?
        self._closing = threading.Event()
        self._child = self._spawn()
        opening = self._begin("open", self._settings)
        self._reader = threading.Thread(target=self._read, name="jack process", daemon=True)
        self._reader.start()
        try:
            self._wait(opening, START_LIMIT)
        except BridgeError:
            if not (settings.get("wait") and not opening.done.is_set()):
                self.close()
                raise
            # A machine so busy that a process takes as long to start: the heartbeat sees to it from now on.
            _log.warning("JACK: its client has not opened within %g s; waiting for it", START_LIMIT)
        threading.Thread(target=self._beat, name="jack heartbeat", daemon=True).start()

    @property
    def name(self) -> str:
        return str(self._state["name"])

    @property
    def connected(self) -> bool:
        return bool(self._state["connected"])

    @property
    def warning(self) -> str:
        return str(self._state["warning"])

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        if self._closing.is_set():
            return
        self._closing.set()
        if self._opened and not self._answers():
            self._child.kill()
        self._end(self._child)
        self._reader.join(ANSWER_LIMIT)
        self._state = self._state | {"connected": False}

    def _said(self, said: dict[str, Any]) -> None:
        """The child said something by itself that only a subclass understands."""

    def _ask(self, op: str, timeout: float = ANSWER_LIMIT, **more: object) -> dict[str, Any]:
        """What the child answers; errors as it has them, NoMidi too when it is gone."""
        return self._wait(self._begin(op, more), timeout)

    def _spawn(self) -> subprocess.Popen[str]:
        # The same imports as ours; never what lies in the folder that the bridge was started in.
        code = f"import sys; sys.path[:] = {sys.path!r}; from {self._module} import main; main()"
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", code],  # whatever the system's code page is
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def _end(self, child: subprocess.Popen[str]) -> None:
        """Let it empty its queue and end; when it does not, end it."""
        if child.stdin is not None:
            with contextlib.suppress(OSError):
                child.stdin.close()
        try:
            child.wait(CLOSE_LIMIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _begin(self, op: str, more: dict[str, Any]) -> _Asked:
        asked = _Asked()
        with self._lock:
            self._number += 1
            self._questions[self._number] = asked
            stdin = self._child.stdin
            try:
                if stdin is None or stdin.closed:
                    raise NoMidi("JACK: the client is closed")
                stdin.write(json.dumps({"id": self._number, "op": op, **more}) + "\n")
                stdin.flush()
            except OSError:
                del self._questions[self._number]
                raise NoMidi(_ENDED) from None
        return asked

    def _wait(self, asked: _Asked, timeout: float) -> dict[str, Any]:
        if not asked.done.wait(timeout):
            raise NoMidi("JACK: the process of the JACK client does not answer")
        code = asked.answer.get("error")
        if code is not None:
            raise _ERRORS.get(code, NoMidi)(asked.answer["message"])
        return asked.answer

    def _beat(self) -> None:
        """The heartbeat's life: end a child that does not answer, or never opens its client. The reader then
        starts another."""
        since = 0.0  # seconds that this child has taken to open its client
        child = self._child
        while not self._closing.wait(BEAT):
            if child is not self._child or self._opened:
                child, since = self._child, 0.0
            since += BEAT
            hangs = since > START_LIMIT or (self._opened and not self._answers())
            if hangs and child is self._child and not self._closing.is_set():
                self._hung = True
                child.kill()
                child.wait()

    def _answers(self) -> bool:
        """Whether the child answers within MISSES beats of our own clock; True when it has ended by itself.

        Beats are counted rather than seconds: a bridge that was suspended looks once more.
        """
        try:
            asked = self._begin("ping", {})
        except NoMidi:
            return True
        beats = 0
        while not asked.done.wait(BEAT):
            beats += 1
            if beats >= (STARVED if _wants_processor(self._child.pid) else MISSES):
                return False
        return True

    def _read(self) -> None:
        """The reader's life: what the child says; and another child when it has ended."""
        while True:
            for line in self._child.stdout or ():
                self._heard(json.loads(line))
            self._child.wait()
            self._forget()
            if self._closing.is_set():
                return
            pause = SERVER_RETRY
            if self._opened or self._hung:  # said once, not for every try while there is no server
                _log.warning("%s; starting another", _HANGS if self._hung else _ENDED)
                pause = 0.0 if self._opened else SERVER_RETRY
                self._opened = self._hung = False
                self._changed()
            while not self._closing.wait(pause) and not self._start_again():
                pause = SERVER_RETRY
            if self._closing.is_set():
                self._end(self._child)
                return

    def _start_again(self) -> bool:
        """Start a new child; whether there is one. It reports by itself whether it could open its client."""
        try:
            self._child = self._spawn()
            self._begin("open", self._settings)
        except (OSError, NoMidi) as error:
            _log.debug("JACK: %s", error)
            return False
        return True

    def _forget(self) -> None:
        """Fail all requests to a child that has ended."""
        with self._lock:
            left, self._questions = list(self._questions.values()), {}
        self._state = self._state | {"connected": False}
        for asked in left:
            asked.answer = {"error": NoMidi.code, "message": _ENDED}
            asked.done.set()

    def _heard(self, said: dict[str, Any]) -> None:
        if "state" in said:
            self._opened, self._state = True, said["state"]
            self._changed()
        elif "log" in said:
            _log.log(said["level"], "%s", said["log"])
        elif "id" in said:
            with self._lock:
                asked = self._questions.pop(said["id"], None)
            if asked is not None:
                asked.answer = said
                asked.done.set()
        else:
            self._said(said)


def _wants_processor(pid: int) -> bool:
    """Whether a process is ready to run, as far as the system tells (on Linux): late, not hung."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stream:
            return stream.read().rpartition(")")[2].split()[0] == "R"
    except (OSError, IndexError):
        return False


class Child:
    """The other side: a JackLink that does what the lines say."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._lock = threading.Lock()  # a line is written whole
        self._link: JackLink | None = None

    def open(self, settings: dict[str, Any]) -> JackLink:
        """The client; NoMidi when there is no server."""
        raise NotImplementedError

    def obey(self, asked: dict[str, Any]) -> dict[str, object]:
        """Do what was asked beyond opening; what there is to answer."""
        raise NoMidi(f"JACK: {asked['op']} not a request that this client knows")

    def run(self, lines: IO[str]) -> None:
        """Until the lines end."""
        for line in lines:
            asked = json.loads(line)
            if asked["op"] == "drain":  # takes its time; messages go on meanwhile
                threading.Thread(target=self._do, args=(asked,), daemon=True).start()
            else:
                self._do(asked)
            if self._link is None:
                return
        if self._link is not None:
            self._link.close()

    def say(self, **what: object) -> None:
        """One line for the bridge."""
        line = json.dumps(what) + "\n"
        with self._lock:
            self._out.write(line)
            self._out.flush()

    def _do(self, asked: dict[str, Any]) -> None:
        try:
            found: dict[str, object] = {}
            if asked["op"] == "open":
                self._link = self.open(asked)
                self._link.watch(self._tell)
                self._tell()
            elif asked["op"] != "ping":
                found = self.obey(asked)
        except BridgeError as error:
            self.say(id=asked["id"], error=error.code, message=str(error))
        else:
            self.say(id=asked["id"], **found)

    def _tell(self) -> None:
        link = self._link
        if link is not None:
            self.say(state={"name": link.name, "connected": link.connected, "warning": link.warning})


class _ToParent(logging.Handler):
    """Pass log messages of the client to the bridge."""

    def __init__(self, child: Child) -> None:
        super().__init__(logging.INFO)
        self._child = child

    def emit(self, record: logging.LogRecord) -> None:
        self._child.say(level=record.levelno, log=record.getMessage())


def live(make: Callable[[IO[str]], Child]) -> None:
    """The life of a process that is a child, on its standard input and output.

    Whatever could hold JACK's thread up is kept small: no signal ends it half-way, the interpreter is handed
    over soon, garbage is never looked for, and other processes go behind it where the system allows that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the bridge's, which then ends us
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.setswitchinterval(SWITCH)
    gc.disable()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)
    child = make(sys.stdout)
    logging.basicConfig(level=logging.INFO, handlers=[_ToParent(child)])
    try:
        child.run(sys.stdin)
    except BrokenPipeError:  # the bridge was killed
        sys.stderr.close()
