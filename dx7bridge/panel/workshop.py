"""Processes that work for the panel, started when first needed, and started again when they have ended.

A request is a future; a thread of its own reads the answers. Any thread may ask.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final

END: Final = 1.0  # seconds to end by itself
WAITING: Final = 32  # requests that may wait for a process


@dataclass(frozen=True, slots=True)
class Made:
    """What a request came to: `error` in words, or `told` and `body`."""

    told: dict[str, Any]
    body: bytes = b""

    @property
    def error(self) -> str:
        """Why there is nothing, or ""."""
        return str(self.told.get("error", ""))


Progress = Callable[[dict[str, Any]], None]


class Workshop:
    """One process of `child`, `kind` notes or chart."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._number = 0
        self._waiting: dict[int, tuple[Future[Made], Progress]] = {}
        self._closed = False

    def ask(self, op: str, progress: Progress = lambda _: None, **more: object) -> Future[Made]:
        """Have something made. The future never fails: see `Made.error`. The reader calls `progress`."""
        made: Future[Made] = Future()
        with self._lock:
            if self._closed or len(self._waiting) >= WAITING:
                made.set_result(Made({"error": "the bridge is stopping" if self._closed else "busy"}))
                return made
            self._number += 1
            self._waiting[self._number] = (made, progress)
            line = json.dumps({"id": self._number, "op": op, **more}).encode() + b"\n"
            try:
                child = self._child or self._start()
                assert child.stdin is not None
                child.stdin.write(line)
                child.stdin.flush()
            except OSError as error:
                del self._waiting[self._number]
                made.set_result(Made({"error": f"no process for the panel: {error}"}))
        return made

    def warm(self) -> None:
        """Start the process, so that the first request need not wait for it."""
        with self._lock:
            if self._child is None and not self._closed:
                with contextlib.suppress(OSError):
                    self._start()

    def close(self) -> None:
        """End the process, at once if it is at work."""
        with self._lock:
            self._closed, child = True, self._child
        if child is None:
            return
        if self._waiting:
            child.kill()
        elif child.stdin is not None:
            with contextlib.suppress(OSError):
                child.stdin.close()
        try:
            child.wait(END)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        # The same imports as ours; never what lies in the folder that the bridge was started in.
        what = f"from dx7bridge.panel.child import main; main({self._kind!r})"
        code = f"import sys; sys.path[:] = {sys.path!r}; {what}"
        self._child = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        threading.Thread(
            target=self._read, args=(self._child,), name=f"panel {self._kind}", daemon=True
        ).start()
        return self._child

    def _read(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            told = json.loads(line)
            body = child.stdout.read(told["size"])
            with self._lock:
                waiting = self._waiting.get(told["id"])
                if "progress" not in told:
                    self._waiting.pop(told["id"], None)
            if waiting is None:
                continue
            if "progress" in told:
                waiting[1](told["progress"])
            else:
                waiting[0].set_result(Made(told, body))
        with self._lock:  # it has ended: nobody waits for it, and the next request starts another
            left, self._waiting = self._waiting, {}
            if self._child is child:
                self._child = None
        for made, _ in left.values():
            made.set_result(Made({"error": "the process ended"}))
