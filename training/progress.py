"""What a long command says while it works: a moving line on a terminal, plain lines elsewhere, a log file.

`Progress.say` may be called as often as one likes. Where stderr is no terminal at most one line in five
seconds is written, unless another thing begins; `Progress.note` is always written.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

EVERY: Final = 5.0  # seconds between two lines about the same thing


class Progress:
    """Lines about what is going on, each kept by `shown` and appended to `log`.

    `moving` shows one in place, where there is a terminal to show it on.
    """

    def __init__(
        self,
        shown: Callable[[str], None],
        log: Path | None = None,
        moving: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._shown, self._log, self._moving, self._clock = shown, log, moving, clock
        self._about, self._last = "", -EVERY

    def say(self, what: str) -> None:
        """What is being done now: "names", "where voices lie: 200 of 6000"."""
        about, now = what.partition(":")[0], self._clock()
        if self._moving is not None:
            self._moving(what)
        if about != self._about or now - self._last >= EVERY:
            self._about, self._last = about, now
            self._write(what, shown=self._moving is None)

    def note(self, line: str) -> None:
        """Something to be kept: an epoch's figures, a warning."""
        self._about = ""
        self._write(line, shown=True)

    def _write(self, line: str, shown: bool) -> None:
        stamped = f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}"
        if shown:
            self._shown(line if self._moving is not None else stamped)
        if self._log is not None:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            with self._log.open("a", encoding="utf-8") as file:
                file.write(stamped + "\n")


@contextmanager
def progress(log: Path | None = None) -> Iterator[Progress]:
    """On a terminal a line that moves, with the time it takes; elsewhere plain lines. `log` gets them all."""
    if not sys.stderr.isatty():
        yield Progress(lambda line: print(line, file=sys.stderr, flush=True), log)
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield Progress(
            lambda line: bar.console.print(line, markup=False, highlight=False),
            log,
            lambda what: bar.update(task, description=what),
        )


def quiet() -> Progress:
    """Shows and keeps nothing."""
    return Progress(lambda _: None)
