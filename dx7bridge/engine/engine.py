"""The engine: one worker thread that runs commands on the instrument, in the order they were submitted.

Owns the queue and the thread. `submit` may be called from any thread and never blocks; answers come
by callback on the worker thread (a refusal may come at once, on the submitter's). While the instrument
moves by itself (a glide, a drift, a path) the worker wakes to move it on; when it rests, so does the worker.
What waits for a file is an errand: its author's next command waits for it, those of all others do not.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dx7bridge.commands import Command, Move, Reply, State
from dx7bridge.engine.errand import Errand
from dx7bridge.engine.errands import PATIENCE, Errands
from dx7bridge.engine.instrument import Instrument
from dx7bridge.engine.queue import Job, OnReply, Queue, Result
from dx7bridge.errors import BridgeError, Busy

FORESEEN: Final = 64  # groups of commands to be made ready
CAPACITY: Final = 256  # commands that may wait
TICK: Final = 0.02  # seconds between two steps of a motion: more than a MIDI wire carries

Watcher = Callable[[State, Hashable], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """An errand that is being done, until when, and for which job."""

    job: Job
    errand: Errand
    done: Future[Any]
    deadline: float


class Engine:
    """Runs jobs. Every job ends in exactly one answer: a Reply, Overtaken, or a BridgeError.

    Latent moves are latest-wins twice over: a move that would wait directly behind another of the same
    author joins it, and moves that wait together are decoded once, where they lead in the end.
    """

    def __init__(
        self, instrument: Instrument, errands: Errands | None = None, *, capacity: int = CAPACITY
    ) -> None:
        self._instrument, self._errands = instrument, errands
        self._jobs = Queue(capacity)
        self._under_way: dict[Hashable, _UnderWay] = {}  # by author
        self._changed = threading.Condition()
        self._foreseen: deque[list[Command]] = deque(maxlen=FORESEEN)
        self._running = 0  # jobs taken by the worker and not yet answered
        self._watchers: tuple[Watcher, ...] = ()
        self._told: State = instrument.state  # the last state that watchers heard of
        self._mover: Hashable = None  # who set off the motion that is under way
        self._next_tick = 0.0
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)

    def start(self) -> None:
        """Begin to work; jobs submitted before this wait."""
        self._thread.start()

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Tell of each new state, after the answers to whoever asked; gives back how to stop that.

        Called on the worker thread, with whoever set off the motion that made it, or None.
        """
        self._watchers = (*self._watchers, watcher)

        def stop() -> None:
            self._watchers = tuple(each for each in self._watchers if each is not watcher)

        return stop

    @property
    def state(self) -> State:
        """The latest state; the object never changes, a later call may give another."""
        return self._instrument.state

    @property
    def busy(self) -> int:
        """The number of commands that wait or run."""
        with self._changed:
            return len(self._jobs) + self._running + len(self._under_way)

    def submit(self, command: Command, origin: Hashable, on_reply: OnReply) -> None:
        """Queue one command. Never blocks and never raises: too many waiting answer Busy."""
        self.submit_together([Job(command, origin, on_reply)])

    def submit_together(self, jobs: Iterable[Job]) -> None:
        """Queue commands that belong together (an OSC bundle): the worker sees all of them or
        none, and lets nobody else's come between."""
        told: list[tuple[Job, Result]] = []
        with self._changed:
            together = list(jobs)
            for number, job in enumerate(together, 1):
                if self._closing:
                    told.append((job, Busy("the bridge is stopping")))
                else:
                    told += self._jobs.add(job, more=number < len(together))
            self._changed.notify()
        for job, result in told:
            _answer(job, result)

    def foresee(self, commands: Sequence[Command]) -> None:
        """Make ready what these will soon ask for, while nothing else is to be done. Never blocks."""
        with self._changed:
            self._foreseen.append(list(commands))
            self._changed.notify()

    def close(self, timeout: float) -> bool:
        """Refuse what waits, let the running command and errands end; False when that takes over `timeout`
        seconds."""
        with self._changed:
            self._closing = True
            waiting = self._jobs.clear()
            self._changed.notify()
        for job in waiting:
            _answer(job, Busy("the bridge is stopping"))
        if self._thread.is_alive():
            self._thread.join(timeout)
        errands_over = self._errands is None or self._errands.close(timeout)
        return errands_over and not self._thread.is_alive()

    def _work(self) -> None:
        while (work := self._take()) is not None:
            work()
            self._tell(None)
            if self._instrument.moving and time.monotonic() >= self._next_tick:
                self._next_tick = time.monotonic() + TICK
                self._tick()

    def _take(self) -> Callable[[], None] | None:
        """What to do next; None when it is time to stop. Errands that are done go first; it is nothing when
        the instrument moves by itself and its next step is due."""
        with self._changed:
            while True:
                now = time.monotonic()
                for origin, under_way in self._under_way.items():
                    if under_way.done.done() or now >= under_way.deadline:
                        self._running = 1
                        return partial(self._finish, self._under_way.pop(origin))
                if jobs := self._jobs.take(self._under_way):
                    self._running = len(jobs)
                    return partial(self._do, jobs)
                if self._closing and not self._under_way:
                    return None
                if self._foreseen:
                    return partial(self._foresee, self._foreseen.popleft())
                moving = self._instrument.moving and not self._closing
                times = [each.deadline for each in self._under_way.values()]
                until = min([*times, self._next_tick] if moving else times, default=None)
                if moving and self._next_tick <= now:
                    return lambda: None
                self._changed.wait(None if until is None else max(0.0, until - now))

    def _do(self, jobs: list[Job]) -> None:
        if len(jobs) == 1 and self._errands is not None:
            try:
                errand = self._errands.of(jobs[0].command)
            except BridgeError as error:
                self._answer([(jobs[0], error)])
                return
            if errand is not None:
                self._begin(jobs[0], errand, self._errands)
                return
        self._answer(list(zip(jobs, self._run(jobs), strict=True)))

    def _foresee(self, commands: list[Command]) -> None:
        try:
            self._instrument.foresee(commands)
        except Exception as error:  # it is told of when the time has come
            _log.debug("not made ready: %s", error)

    def _answer(self, answers: list[tuple[Job, Result]]) -> None:
        with self._changed:
            self._running = 0
        for job, result in answers:
            if isinstance(result, Reply) and result.awaited is not None:
                result.awaited.add_done_callback(partial(self._answer_late, job, result.again))
            else:
                _answer(job, result)

    def _begin(self, job: Job, errand: Errand, errands: Errands) -> None:
        done = errands.begin(errand)
        with self._changed:
            self._running = 0
            self._under_way[job.origin] = _UnderWay(job, errand, done, time.monotonic() + PATIENCE)
        done.add_done_callback(self._wake)

    def _wake(self, _done: Future[Any]) -> None:
        with self._changed:
            self._changed.notify()

    def _finish(self, under_way: _UnderWay) -> None:
        """Answer the job of an errand that is done, or takes for ever."""
        job, done = under_way.job, under_way.done
        if not done.done() and self._errands is not None:
            if not done.cancel():
                self._errands.give_up()
            self._answer([(job, Busy(f"the disk or the system has not answered within {PATIENCE:g} s"))])
            return
        self._answer([(job, self._guarded([job], lambda: [under_way.errand.finish(done.result())])[0])])

    def _tick(self) -> None:
        try:
            self._instrument.tick()
        except BridgeError as error:
            _log.warning("motion stopped: %s", error)
        except Exception:
            _log.exception("a step of a motion failed")
        self._tell(None if self._instrument.drifting else self._mover)

    def _tell(self, author: Hashable) -> None:
        state = self._instrument.state
        if state is self._told:
            return
        self._told = state
        for watcher in self._watchers:
            try:
                watcher(state, author)
            except Exception:
                _log.exception("a watcher of the state failed")

    def _answer_late(self, job: Job, again: bool, awaited: Future[Any]) -> None:
        """What a job waited for is done: answer it, or run it again.

        On the worker's thread unless it failed: states keep their order.
        """
        if again:
            self.submit_together([job])
            return
        error = awaited.exception()
        if error is None:
            _answer(job, Reply(self._instrument.state))
        else:
            _answer(job, error if isinstance(error, BridgeError) else BridgeError(str(error)))

    def _run(self, jobs: list[Job]) -> list[Result]:
        moves = [job.command for job in jobs if isinstance(job.command, Move)]
        if moves:
            self._mover = jobs[-1].origin
            return self._guarded(jobs, lambda: list(self._instrument.move(moves)))
        return self._guarded(jobs, lambda: [self._instrument.run(jobs[0].command)])

    def _guarded(self, jobs: list[Job], work: Callable[[], list[Any]]) -> list[Result]:
        """What comes of the work, an error being the answer to all of the jobs."""
        try:
            return work()
        except BridgeError as error:
            return [error] * len(jobs)
        except Exception as error:
            _log.exception("command %s failed", type(jobs[0].command).__name__)
            return [BridgeError(f"{type(error).__name__}: {error}; the log has more")] * len(jobs)


def _answer(job: Job, result: Result) -> None:
    try:
        job.on_reply(result)
    except Exception:
        _log.exception("the answer to %s was lost", type(job.command).__name__)
