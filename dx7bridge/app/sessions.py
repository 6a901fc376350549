"""The session on disk: kept while one plays, taken up or put aside at the start."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from dx7bridge.app.waiting import in_thread
from dx7bridge.commands import GetSession, Reply, RestoreSession
from dx7bridge.engine import Engine
from dx7bridge.errors import BridgeError, Busy
from dx7bridge.files import make_folder, read_regular, write_file

KEEPING_PAUSE: Final = 2.0  # seconds between two looks at whether the session has changed
LAST_SESSION: Final = "last.json"
# Those before that were not resumed, the newest first; older ones are dropped.
SESSIONS_BEFORE: Final = ("before.json", *(f"before-{number}.json" for number in range(2, 6)))
UNREADABLE: Final = "unreadable-{}.json"  # a last session that could not be resumed

_log = logging.getLogger(__name__)


class Kept(Protocol):
    """Something else that is kept in a file, such as the learned controllers."""

    def keep(self) -> None:
        """Write it if it has changed. OSError or BridgeError when that fails; the next call tries again."""


class Keeper:
    """Keeps the session on disk while one plays, so that a crash costs a few seconds at most.

    Runs on the event loop; the engine's worker makes the text, a thread of its own writes it, and `others`
    with it. What could not be written is tried again at every pause until it is, and at the end; the log has
    it once. `check` is called before each write, and may raise BridgeError or OSError.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        pause: float = KEEPING_PAUSE,
        *,
        others: Sequence[Kept] = (),
        check: Callable[[], object] = lambda: None,
    ) -> None:
        self._engine, self._pause = engine, pause
        self._others, self._check = others, check
        self._trouble = ""  # why it is not kept, as the log has it
        self._folder, self._file = folder, folder / LAST_SESSION
        self._may_write = True
        self._kept = engine.state
        self._writing = threading.Lock()  # so that what is older never comes last

    def begin(self, *, resume: bool) -> None:
        """Take up the last session, or put it aside: this one must not overwrite it unread."""
        if not self._file.exists():
            if resume:
                _log.warning("nothing to resume: no file %s%s", self._file, self._hint())
            return
        if not resume:
            self._put_aside()
            return
        try:
            text = read_regular(self._file).decode()
        except (OSError, ValueError) as error:
            self._cannot_resume(error)
        else:
            self._engine.submit(RestoreSession(text), self, self._resumed)

    def _hint(self) -> str:
        """How to load the previous session, if there is one."""
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
            _log.info("new session%s", self._hint())

    def _cannot_resume(self, error: Exception) -> None:
        """Make sure that an unusable last session is not overwritten."""
        places = (self._folder / UNREADABLE.format(n) for n in itertools.count(1))
        place = next(place for place in places if not place.exists())
        try:
            self._file.replace(place)
        except OSError as why:
            self._leave_alone(str(why))
        else:
            _log.warning("cannot resume the last session, moved to %s: %s", place, error)

    def _leave_alone(self, why: str) -> None:
        self._may_write = False
        _log.warning("%s is left unchanged, and this session will not be saved: %s", self._file, why)

    async def run(self) -> None:
        """Keep what changes, every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(self._pause)
            await self.keep()

    async def keep(self) -> None:
        """Write what has changed, and what could not be written before."""
        state, text = self._engine.state, None
        if state is not self._kept and self._may_write:
            result = await self._asked()
            if isinstance(result, Reply):
                ((text,),) = result.rows
            else:  # the engine is busy: next time
                _log.debug("the session is not kept: %s", result)
        try:
            await asyncio.wrap_future(in_thread("keeping", lambda: self._write(text)))
        except (BridgeError, OSError) as error:
            if str(error) != self._trouble:
                _log.warning("not saved: %s; trying again", error)
            self._trouble = str(error)
            return
        if self._trouble:
            _log.info("saved again, in %s", self._folder)
            self._trouble = ""
        if text is not None:
            self._kept = state

    async def _asked(self) -> object:
        """The engine's answer to a question for the session."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()

        def take(result: object) -> None:
            if not answer.done():
                answer.set_result(result)

        def on_reply(result: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(take, result)

        self._engine.submit(GetSession(), self, on_reply)
        return await answer

    def _write(self, text: object) -> None:
        """The session, when there is a `text`, and the others; the first error when all were tried."""
        errors: list[BridgeError | OSError] = []
        with self._writing:
            writes: list[Callable[[], None]] = [partial(self._write_session, text)]
            for write in (*writes, *(other.keep for other in self._others)):
                try:
                    write()
                except (BridgeError, OSError) as error:
                    errors.append(error)
        if errors:
            raise errors[0]

    def _write_session(self, text: object) -> None:
        if text is not None:
            make_folder(self._file.parent)
            self._check()
            write_file(self._file, str(text).encode(), private=True)

    def _resumed(self, result: object) -> None:
        # On the engine's thread: what is kept is asked for after this.
        if isinstance(result, Busy):  # stopped before it had begun
            self._leave_alone(str(result))
        elif isinstance(result, BridgeError):
            self._cannot_resume(result)
        else:
            _log.info("resumed the last session")
