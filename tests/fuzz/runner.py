"""Finds the fuzzers and runs them; a failure names the seed that brings it back."""

from __future__ import annotations

import importlib
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CASES = 10_000
BRIEF = 100
LIMIT = 5.0  # seconds of the processor's time for one case
WAITING = 200.0  # times as long may it take by the clock: other programs want the processor too
MEMORY = 400  # MiB by which a run may grow

Case = Callable[[random.Random], None]


@dataclass(frozen=True)
class Fuzzer:
    """One `fuzz_NAME.py`."""

    name: str
    case: Case
    cases: int
    brief: int
    limit: float


@dataclass(frozen=True)
class Outcome:
    """What a run came to; `failure` is "" when every case passed."""

    cases: int
    seconds: float
    slowest: float  # seconds of the processor's time
    grown: int  # MiB
    failure: str = ""


def fuzzers() -> dict[str, Fuzzer]:
    """Every fuzzer by name."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("fuzz_*.py")):
        module = importlib.import_module(f"fuzz.{path.stem}")
        name = path.stem.removeprefix("fuzz_")
        found[name] = Fuzzer(
            name,
            module.case,
            getattr(module, "CASES", CASES),
            getattr(module, "BRIEF", BRIEF),
            getattr(module, "LIMIT", LIMIT),
        )
    return found


def run(fuzzer: Fuzzer, cases: int, seconds: float | None = None, seed: int = 0) -> Outcome:
    """Run cases `seed`, `seed` + 1, … until `cases` are done, `seconds` are over, or one fails."""
    before = _memory()
    start = time.monotonic()
    slowest = 0.0
    done = 0
    failure = ""
    while done < cases and (seconds is None or time.monotonic() - start < seconds):
        number = seed + done
        began = time.process_time()
        try:
            with _at_most(fuzzer.limit):
                fuzzer.case(random.Random(f"{fuzzer.name} {number}"))
        except Exception as error:
            text = " ".join(f"{type(error).__name__}: {error}".split())[:2000]
            failure = f"case {number}: {text} (again: python -m fuzz {fuzzer.name} --seed {number} --cases 1)"
            break
        slowest = max(slowest, time.process_time() - began)
        done += 1
    grown = _memory() - before
    if not failure and grown > MEMORY:
        failure = f"memory grew by {grown} MiB, at most {MEMORY} are allowed"
    return Outcome(done, time.monotonic() - start, slowest, grown, failure)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError when the block computes for longer, or hangs."""

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError(f"took longer than {seconds:g} s")

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, 1.0), (signal.SIGALRM, signal.ITIMER_REAL, WAITING))
    before = [signal.signal(number, late) for number, _, _ in timers]
    for _, timer, times in timers:
        signal.setitimer(timer, seconds * times)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def _memory() -> int:
    """The most memory that this process has used, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)
