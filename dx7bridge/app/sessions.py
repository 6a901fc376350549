"""The session on disk: kept while one plays, taken up or put aside at the start."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dx7bridge.app.waiting import in_thread
from dx7bridge.commands import GetSession, Reply, RestoreSession
from dx7bridge.engine import Engine
from dx7bridge.errors import BridgeError, Busy
from dx7bridge.voice.syx import write_file

if TYPE_CHECKING:
    pass

KEEPING_PAUSE: Final = 2.0  # seconds between two looks at whether the session has changed
LAST_SESSION: Final = "last.json"
# Those before that were not resumed, the newest first; older ones are dropped.
SESSIONS_BEFORE: Final = ("before.json", *(f"before-{number}.json" for number in range(2, 6)))
UNREADABLE: Final = "unreadable-{}.json"  # a last session that could not be resumed

_log = logging.getLogger(__name__)


class Keeper:
    """Keeps the session on disk while one plays, so that a crash costs a few seconds at most.

    Runs on the event loop; the engine's worker makes the text, a thread of its own writes it.
    """

    def __init__(self, engine: Engine, folder: Path, pause: float = KEEPING_PAUSE) -> None:
        self._engine, self._pause = engine, pause
        self._folder, self._file = folder, folder / LAST_SESSION
        self._may_write = True
        self._kept = engine.state
        self._writing = threading.Lock()  # so that what is older never comes last

    def begin(self, *, resume: bool) -> None:
        """Take up the last session, or put it aside: this one must not overwrite it unread."""
        if not self._file.exists():
            if resume:
                _log.warning("nothing to resume: there is no %s%s", self._file, self._hint())
            return
        if not resume:
            self._put_aside()
            return
        try:
            text = self._file.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            self._cannot_resume(error)
        else:
            self._engine.submit(RestoreSession(text), self, self._resumed)

    def _hint(self) -> str:
        """How to come by the session before, if there is one."""
        file = self._folder / SESSIONS_BEFORE[0]
        return f"; the session before is in {file}: /dx7/session/load {file.stem}" if file.exists() else ""

    def _put_aside(self) -> None:
        """The last session becomes the one before, and the older ones move on."""
        files = [self._file, *(self._folder / name for name in SESSIONS_BEFORE)]
        try:
            for newer, older in reversed(list(itertools.pairwise(files))):
                if newer.exists():
                    newer.replace(older)
        except OSError as error:
            self._leave_alone(str(error))
        else:
            _log.info("begun afresh%s", self._hint())

    def _cannot_resume(self, error: Exception) -> None:
        """Whatever is wrong with the last session, nothing may be written over it."""
        places = (self._folder / UNREADABLE.format(n) for n in itertools.count(1))
        place = next(place for place in places if not place.exists())
        try:
            self._file.replace(place)
        except OSError as why:
            self._leave_alone(str(why))
        else:
            _log.warning("the last session cannot be resumed, and is in %s now: %s", place, error)

    def _leave_alone(self, why: str) -> None:
        self._may_write = False
        _log.warning("%s is left as it is, and this session is not kept: %s", self._file, why)

    async def run(self) -> None:
        """Keep what changes, every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(self._pause)
            await self.keep()

    async def keep(self) -> None:
        """Write the session if it has changed."""
        state = self._engine.state
        if state is self._kept or not self._may_write:
            return
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()

        def take(result: object) -> None:
            if not answer.done():
                answer.set_result(result)

        def on_reply(result: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(take, result)

        self._engine.submit(GetSession(), self, on_reply)
        result = await answer
        if not isinstance(result, Reply):
            _log.debug("the session is not kept: %s", result)
            return
        ((text,),) = result.rows
        try:
            await asyncio.wrap_future(in_thread("keeping", lambda: self._write(str(text))))
        except (BridgeError, OSError) as error:
            _log.warning("the session is not kept: %s", error)
        self._kept = state

    def _write(self, text: str) -> None:
        with self._writing:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, text.encode())

    def _resumed(self, result: object) -> None:
        # On the engine's thread: what is kept is asked for after this.
        if isinstance(result, Busy):  # stopped before it had begun
            self._leave_alone(str(result))
        elif isinstance(result, BridgeError):
            self._cannot_resume(result)
        else:
            _log.info("resumed the last session")
