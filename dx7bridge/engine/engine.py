"""The engine: one worker thread that runs commands on the instrument, in the order they were submitted.

Owns the queue and the thread. `submit` may be called from any thread and never blocks; answers come
by callback on the worker thread (a refusal may come at once, on the submitter's). While the instrument
moves by itself (a glide, a drift, a path) the worker wakes to move it on; when it rests, so does the worker.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Final

from dx7bridge.commands import (
    Command,
    Move,
    MoveNormXY,
    MoveXY,
    Overtaken,
    Reply,
    SetLatent,
    SetNorm,
    State,
)
from dx7bridge.engine.instrument import Instrument
from dx7bridge.errors import BridgeError, Busy

CAPACITY: Final = 256  # commands that may wait
NICE: Final = 10  # of the worker's thread alone
TICK: Final = 0.02  # seconds between two steps of a motion: more than a MIDI wire carries

Result = Reply | Overtaken | BridgeError
OnReply = Callable[[Result], None]
Watcher = Callable[[State, Hashable], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A command, who wants it, and where its one answer goes. `origin` is any hashable name."""

    command: Command
    origin: Hashable
    on_reply: OnReply


class Engine:
    """Runs jobs. Every job ends in exactly one answer: a Reply, Overtaken, or a BridgeError.

    Latent moves are latest-wins twice over: a move that would wait directly behind another of the same
    author joins it, and moves that wait together are decoded once, where they lead in the end.
    """

    def __init__(self, instrument: Instrument, *, capacity: int = CAPACITY) -> None:
        self._instrument = instrument
        self._capacity = capacity
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
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
        """How many commands wait or run."""
        with self._changed:
            return len(self._jobs) + self._running

    def submit(self, command: Command, origin: Hashable, on_reply: OnReply) -> None:
        """Queue one command. Never blocks and never raises: too many waiting answer Busy."""
        self.submit_together([Job(command, origin, on_reply)])

    def submit_together(self, jobs: Iterable[Job]) -> None:
        """Queue commands that belong together (an OSC bundle): the worker sees all of them or none."""
        told: list[tuple[Job, Result]] = []
        with self._changed:
            for job in jobs:
                last = self._jobs[-1] if self._jobs else None
                if self._closing:
                    told.append((job, Busy("the bridge is stopping")))
                elif last is not None and (merged := _merged(last, job)) is not None:
                    self._jobs[-1] = merged
                    told.append((last, Overtaken()))
                elif len(self._jobs) >= self._capacity:
                    told.append((job, Busy(f"{len(self._jobs)} commands are waiting already")))
                else:
                    self._jobs.append(job)
            self._changed.notify()
        for job, result in told:
            _answer(job, result)

    def close(self, timeout: float) -> bool:
        """Refuse what waits, let the running command end; False when that takes over `timeout` seconds."""
        with self._changed:
            self._closing = True
            waiting, self._jobs = list(self._jobs), deque()
            self._changed.notify()
        for job in waiting:
            _answer(job, Busy("the bridge is stopping"))
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        _go_behind()
        while (jobs := self._take()) is not None:
            results = self._run(jobs)
            with self._changed:
                self._running = 0
            for job, result in zip(jobs, results, strict=True):
                if isinstance(result, Reply) and result.awaited is not None:
                    result.awaited.add_done_callback(partial(self._answer_late, job))
                else:
                    _answer(job, result)
            self._tell(None)
            if self._instrument.moving and time.monotonic() >= self._next_tick:
                self._next_tick = time.monotonic() + TICK
                self._tick()

    def _take(self) -> list[Job] | None:
        """The next job, or all the moves that wait together at the head; None when it is time to stop.

        Nothing when the instrument moves by itself and its next step is due.
        """
        with self._changed:
            while not self._jobs and not self._closing:
                if not self._instrument.moving:
                    self._changed.wait()
                elif (left := self._next_tick - time.monotonic()) > 0:
                    self._changed.wait(left)
                else:
                    return []
            if not self._jobs:
                return None
            taken: list[Job] = []
            while self._jobs and (not taken or (_is_move(taken[-1]) and _is_move(self._jobs[0]))):
                taken.append(self._jobs.popleft())
            self._running = len(taken)
            return taken

    def _tick(self) -> None:
        try:
            self._instrument.tick()
        except BridgeError as error:
            _log.warning("the motion stops: %s", error)
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

    def _answer_late(self, job: Job, awaited: Future[None]) -> None:
        """What a job waited for is done. On the worker's thread unless it failed: states keep their order."""
        error = awaited.exception()
        if error is None:
            _answer(job, Reply(self._instrument.state))
        else:
            _answer(job, error if isinstance(error, BridgeError) else BridgeError(str(error)))

    def _run(self, jobs: list[Job]) -> list[Result]:
        if not jobs:
            return []
        try:
            moves = [job.command for job in jobs if isinstance(job.command, Move)]
            if moves:
                self._mover = jobs[-1].origin
                return list(self._instrument.move(moves))
            return [self._instrument.run(jobs[0].command)]
        except BridgeError as error:
            return [error] * len(jobs)
        except Exception as error:
            _log.exception("command %s failed", type(jobs[0].command).__name__)
            return [BridgeError(f"{type(error).__name__}: {error}; the log has more")] * len(jobs)


def _go_behind() -> None:
    """Whoever computes goes behind whoever plays: JACK, the synth. On Linux, where threads have niceness."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def _is_move(job: Job) -> bool:
    return isinstance(job.command, Move)


def _merged(last: Job, job: Job) -> Job | None:
    """One job for two moves of the same author, the later one's values winning; None for anything else."""
    if last.origin != job.origin:
        return None
    match last.command, job.command:
        case SetLatent(before), SetLatent(after):
            return Job(SetLatent(tuple((dict(before) | dict(after)).items())), job.origin, job.on_reply)
        case SetNorm(before), SetNorm(after):
            return Job(SetNorm(tuple((dict(before) | dict(after)).items())), job.origin, job.on_reply)
        case (MoveXY(), MoveXY()) | (MoveNormXY(), MoveNormXY()):
            return job
    return None


def _answer(job: Job, result: Result) -> None:
    try:
        job.on_reply(result)
    except Exception:
        _log.exception("the answer to %s was lost", type(job.command).__name__)
