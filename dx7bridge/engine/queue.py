"""The commands that wait: in order for each author, the authors in turn. Not locked; whoever has it locks.

One author who asks for much is served between the others, never before them, and when the queue is full it is
the longest line that gives way.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Container, Hashable
from dataclasses import dataclass

from dx7bridge.commands import Command, Move, MoveNormXY, MoveXY, Overtaken, Reply, SetLatent, SetNorm
from dx7bridge.errors import BridgeError, Busy

Result = Reply | Overtaken | BridgeError
OnReply = Callable[[Result], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A command, who wants it, and where its one answer goes. `origin` is any hashable name."""

    command: Command
    origin: Hashable
    on_reply: OnReply

    @property
    def moves(self) -> bool:
        return isinstance(self.command, Move)


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int  # in the order in which they came
    job: Job
    more: bool


class Queue:
    """At most `capacity` jobs. An author's next job is taken when all others who wait had their turn."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._lines: dict[Hashable, deque[_Waiting]] = {}  # in the order of their turns; none is empty
        self._numbers = itertools.count()
        self._newest: _Waiting | None = None
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, job: Job, *, more: bool = False) -> list[tuple[Job, Result]]:
        """Let a job wait; which jobs are answered at once for that, and how: overtaken or refused.

        `more`: the next one of the same author belongs with it, and is taken directly after it.
        """
        line = self._lines.get(job.origin)
        if line and line[-1] is self._newest and (merged := _merged(line[-1].job, job)) is not None:
            overtaken = line.pop().job
            line.append(self._numbered(merged, more))
            return [(overtaken, Overtaken())]
        answered = self._overtaken(job)
        if self._size >= self._capacity:
            busy = Busy(f"{self._size} commands are waiting already")
            line, longest = self._lines.get(job.origin), max(self._lines.values(), key=len)
            if len(line or ()) + 1 >= len(longest):
                return [*answered, (job, busy)]
            answered.append((longest.pop().job, busy))
            self._size -= 1
        self._lines.setdefault(job.origin, deque()).append(self._numbered(job, more))
        self._size += 1
        return answered

    def _overtaken(self, job: Job) -> list[tuple[Job, Result]]:
        """Moves at the end of the author's line that this one makes void, setting again what they set.
        They wait no longer. Those of a bundle stay."""
        line = self._lines.get(job.origin)
        kept: list[_Waiting] = []
        overtaken: list[tuple[Job, Result]] = []
        while line and job.moves and line[-1].job.moves:
            waiting = line.pop()
            alone = not waiting.more and not (line and line[-1].more)
            if alone and _covers(job.command, waiting.job.command):
                overtaken.append((waiting.job, Overtaken()))
            else:
                kept.append(waiting)
        if line is not None:
            line.extend(reversed(kept))
            if not line:
                del self._lines[job.origin]
        self._size -= len(overtaken)
        return overtaken

    def take(self, blocked: Container[Hashable] = ()) -> list[Job]:
        """The next job of whoever's turn it is, or all the moves that wait at the heads of the lines, oldest
        first; nothing of authors who are `blocked`."""
        turn = next((origin for origin in self._lines if origin not in blocked), None)
        if turn is None:
            return []
        if not self._lines[turn][0].job.moves:
            return [self._pop(turn).job]
        moves: list[_Waiting] = []
        for origin in [each for each in self._lines if each not in blocked]:
            while origin in self._lines and self._lines[origin][0].job.moves:
                moves.append(self._pop(origin))
        return [each.job for each in sorted(moves, key=lambda each: each.number)]

    def clear(self) -> list[Job]:
        """All that wait, which do so no longer."""
        left = sorted(itertools.chain(*self._lines.values()), key=lambda each: each.number)
        self._lines.clear()
        self._size = 0
        return [each.job for each in left]

    def _numbered(self, job: Job, more: bool) -> _Waiting:
        self._newest = _Waiting(next(self._numbers), job, more)
        return self._newest

    def _pop(self, origin: Hashable) -> _Waiting:
        line = self._lines.pop(origin)
        taken = line.popleft()
        if line and taken.more:
            self._lines = {origin: line, **self._lines}
        elif line:
            self._lines[origin] = line  # behind all others
        self._size -= 1
        return taken


def _covers(newer: Command, older: Command) -> bool:
    """Whether a move sets all that an older one sets, in the same way."""
    match older, newer:
        case (SetLatent(before), SetLatent(after)) | (SetNorm(before), SetNorm(after)):
            return {dimension for dimension, _ in before} <= {dimension for dimension, _ in after}
        case (MoveXY(), MoveXY()) | (MoveNormXY(), MoveNormXY()):
            return True
    return False


def _merged(last: Job, job: Job) -> Job | None:
    """One job for two moves of the same author, the later one's values winning; None for anything else."""
    match last.command, job.command:
        case SetLatent(before), SetLatent(after):
            return Job(SetLatent(tuple((dict(before) | dict(after)).items())), job.origin, job.on_reply)
        case SetNorm(before), SetNorm(after):
            return Job(SetNorm(tuple((dict(before) | dict(after)).items())), job.origin, job.on_reply)
        case (MoveXY(), MoveXY()) | (MoveNormXY(), MoveNormXY()):
            return job
    return None
