"""The JACK port in a process of its own, so that the bridge at work never makes JACK's cycles late.

A process callback in Python needs its interpreter's lock. In a process where the model decodes and OSC is
read, that lock is often taken, and the callback comes late: an xrun for everybody on the server. So the
client lives in a small process that does nothing else, and `JackProcess` is a Port that speaks to it.

Lines of JSON both ways, over the pipes of the child: `{"id", "op", ...}` asks, `{"id", ...}` answers, and
`{"state"}` or `{"log"}` come by themselves. The child ends when its standard input does, so it never
outlives the bridge; when it ends by itself, another one is started.
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, Final

from dx7bridge.errors import BadArguments, BridgeError, NoMidi
from dx7bridge.outputs.jack import SERVER_RETRY, JackPort
from dx7bridge.outputs.port import Port

START_LIMIT: Final = 20.0  # seconds in which the child must have opened its client
SWITCH: Final = 0.0002  # seconds after which the child's reader lets JACK's thread have the interpreter
ANSWER_LIMIT: Final = 5.0  # seconds for an answer beyond what was asked to wait for
_ERRORS: Final[dict[str, type[BridgeError]]] = {each.code: each for each in (NoMidi, BadArguments)}

_log = logging.getLogger(__name__)


class _Asked:
    """A question on its way."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: dict[str, Any] = {}


class JackProcess(Port):
    """As `JackPort`, in another process. Raises NoMidi when there is no server."""

    def __init__(self, pattern: str | None, *, wanted: str | None = None, server: str | None = None) -> None:
        self._settings = {"pattern": pattern, "wanted": wanted, "server": server}
        self._changed: Callable[[], None] = lambda: None
        self._lock = threading.Lock()  # around the questions and the writing end of the pipe
        self._questions: dict[int, _Asked] = {}
        self._number = 0
        self._state: dict[str, Any] = {"name": "JACK", "connected": False, "warning": ""}
        self._closing = threading.Event()
        self._child = self._spawn()
        opened = self._begin("open", self._settings)
        self._reader = threading.Thread(target=self._read, name="jack process", daemon=True)
        self._reader.start()
        try:
            self._wait(opened, START_LIMIT)
        except BridgeError:
            self.close()
            raise

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

    def send(self, message: bytes) -> None:
        """Hand a message to the child; errors as JackPort has them, NoMidi too when the child is gone."""
        self._wait(self._begin("send", {"message": message.hex()}), ANSWER_LIMIT)

    def drain(self, timeout: float) -> bool:
        try:
            answer = self._wait(self._begin("drain", {"timeout": timeout}), timeout + ANSWER_LIMIT)
        except NoMidi:
            return False
        return bool(answer["drained"])

    def close(self) -> None:
        if self._closing.is_set():
            return
        self._closing.set()
        child = self._child
        if child.stdin is not None:
            child.stdin.close()  # the child empties its ring and ends
        try:
            child.wait(START_LIMIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        self._reader.join(ANSWER_LIMIT)
        self._state = self._state | {"connected": False}

    def _spawn(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "dx7bridge.outputs.jack_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def _begin(self, op: str, more: dict[str, Any]) -> _Asked:
        asked = _Asked()
        with self._lock:
            self._number += 1
            self._questions[self._number] = asked
            stdin = self._child.stdin
            try:
                if stdin is None or stdin.closed:
                    raise NoMidi("JACK: the port is closed")
                stdin.write(json.dumps({"id": self._number, "op": op, **more}) + "\n")
                stdin.flush()
            except OSError:
                del self._questions[self._number]
                raise NoMidi("JACK: the process of the JACK client has ended") from None
        return asked

    def _wait(self, asked: _Asked, timeout: float) -> dict[str, Any]:
        if not asked.done.wait(timeout):
            raise NoMidi("JACK: the process of the JACK client does not answer")
        code = asked.answer.get("error")
        if code is not None:
            raise _ERRORS.get(code, NoMidi)(asked.answer["message"])
        return asked.answer

    def _read(self) -> None:
        """The reader's life: what the child says; and another child when it has ended."""
        while True:
            for line in self._child.stdout or ():
                self._heard(json.loads(line))
            self._child.wait()
            self._forget()
            if self._closing.is_set():
                return
            _log.warning("JACK: the process of the JACK client has ended; starting another")
            self._changed()
            while not self._closing.wait(SERVER_RETRY):
                if self._start_again():
                    break
            if self._closing.is_set():
                return

    def _start_again(self) -> bool:
        """Is there a new child? It tells by itself whether it could open its client."""
        try:
            self._child = self._spawn()
            self._begin("open", self._settings)
        except (OSError, NoMidi) as error:
            _log.debug("JACK: %s", error)
            return False
        return True

    def _forget(self) -> None:
        """Whatever was asked of the child that has ended is not answered any more."""
        with self._lock:
            left, self._questions = list(self._questions.values()), {}
        self._state = self._state | {"connected": False}
        for asked in left:
            asked.answer = {"error": NoMidi.code, "message": "JACK: the process of the JACK client has ended"}
            asked.done.set()

    def _heard(self, said: dict[str, Any]) -> None:
        if "state" in said:
            self._state = said["state"]
            self._changed()
        elif "log" in said:
            _log.log(said["level"], "%s", said["log"])
        else:
            with self._lock:
                asked = self._questions.pop(said["id"], None)
            if asked is not None:
                asked.answer = said
                asked.done.set()


class _Child:
    """The other side: a JackPort that does what the lines say."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._lock = threading.Lock()  # a line is written whole
        self._port: JackPort | None = None

    def run(self, lines: IO[str]) -> None:
        for line in lines:
            asked = json.loads(line)
            if asked["op"] == "drain":  # takes its time; messages go on meanwhile
                threading.Thread(target=self._do, args=(asked,), daemon=True).start()
            else:
                self._do(asked)
            if asked["op"] == "open" and self._port is None:
                return
        if self._port is not None:
            self._port.close()

    def say(self, **what: object) -> None:
        with self._lock:
            self._out.write(json.dumps(what) + "\n")
            self._out.flush()

    def _do(self, asked: dict[str, Any]) -> None:
        try:
            found: dict[str, object] = {}
            if asked["op"] == "open":
                self._port = port = JackPort(asked["pattern"], wanted=asked["wanted"], server=asked["server"])
                port.watch(self._tell)
                self._tell()
            elif self._port is None:
                raise NoMidi("JACK: the client is not open")
            elif asked["op"] == "send":
                self._port.send(bytes.fromhex(asked["message"]))
            else:
                found["drained"] = self._port.drain(asked["timeout"])
        except BridgeError as error:
            self.say(id=asked["id"], error=error.code, message=str(error))
        else:
            self.say(id=asked["id"], **found)

    def _tell(self) -> None:
        port = self._port
        if port is not None:
            self.say(state={"name": port.name, "connected": port.connected, "warning": port.warning})


class _ToParent(logging.Handler):
    """What the client logs is said by the bridge."""

    def __init__(self, child: _Child) -> None:
        super().__init__(logging.INFO)
        self._child = child

    def emit(self, record: logging.LogRecord) -> None:
        self._child.say(level=record.levelno, log=record.getMessage())


def main(_arguments: Sequence[str] = ()) -> None:
    """The child's life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the bridge's, which then ends us
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.setswitchinterval(SWITCH)
    child = _Child(sys.stdout)
    logging.basicConfig(level=logging.INFO, handlers=[_ToParent(child)])
    try:
        child.run(sys.stdin)
    except BrokenPipeError:  # the bridge was killed
        sys.stderr.close()


if __name__ == "__main__":
    main()
