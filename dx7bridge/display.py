"""The bridge at a glance, on a terminal: eight coordinates as bars, the voice, who is there, what is wrong.

Owns one thread, which looks at the bridge a few times a second and draws: a terminal that stalls must not
stop the event loop. Log lines go above the picture. What is drawn is a pure function of a `View`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dx7bridge.commands import LATENT_DIMS, State
from dx7bridge.errors import printable
from dx7bridge.voice.algorithms import ALGORITHMS

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PAUSE: Final = 0.1  # seconds between two pictures
PACE_OVER: Final = 2.0  # seconds over which the pace of the output is counted
BAR: Final = 32  # characters

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """All that is shown, at one moment. `sent` and `superseded` count voices since the start.

    `trouble` is what keeps voices from going out, `error` the last refusal that a client was told.
    """

    state: State
    labels: Sequence[str]
    model: str
    listening: str
    clients: int
    followers: int
    output: str
    sent: int
    superseded: int
    trouble: str
    error: str


def picture(view: View, pace: float) -> RenderableType:
    """A view as rich draws it; `pace` is in voices a second."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    state = view.state
    bars = Table.grid(padding=(0, 1))
    for number in range(LATENT_DIMS):
        label = view.labels[number] if number < len(view.labels) else ""
        bars.add_row(
            Text(str(number + 1), style="bold"),
            Text(bar(state.norm[number]), style="cyan"),
            Text(f"{state.latent[number]:+.2f}"),
            Text(printable(label), style="dim"),
        )
    number = state.voice["algorithm"]
    carriers = " ".join(map(str, sorted(ALGORITHMS[number].carriers)))
    voice = Text.assemble(
        (state.voice.name or "(no name)", "bold yellow"),
        f"   algorithm {number + 1}, carriers {carriers}",
        f"   feedback {state.voice['feedback']}",
    )
    facts = Table.grid(padding=(0, 2))
    for name, told in _facts(view, pace):
        facts.add_row(Text(name, style="dim"), Text(printable(told), overflow="ellipsis", no_wrap=True))
    if view.trouble:  # never cut off: it is why nothing sounds
        facts.add_row(
            Text("trouble", style="bold red"), Text(printable(view.trouble), style="red", overflow="fold")
        )
    if view.error:
        error = Text(printable(view.error), style="red", overflow="ellipsis", no_wrap=True)
        return Group(voice, bars, facts, error)
    return Group(voice, bars, facts)


def bar(share: float, width: int = BAR) -> str:
    """A share of 0 to 1 as a mark on a line, in eighths of a character."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + " ▏▎▍▌▋▊▉"[part].strip()).ljust(width, "·")


def _facts(view: View, pace: float) -> Iterator[tuple[str, str]]:
    state = view.state
    yield "listening", f"{view.listening}   clients {view.clients}, following {view.followers}"
    yield "model", view.model
    yield "output", view.output
    yield "pace", f"{pace:.1f} voices/s, {view.sent} sent, {view.superseded} overtaken"
    playing = [f"undo {state.history[0]}", f"redo {state.history[1]}", f"slots {len(state.slots)}"]
    if any(state.glide):
        playing.append(f"glide {max(state.glide):g} s")
    if all(state.drift):
        playing.append(f"drift {state.drift[0]:g} × {state.drift[1]:g}")
    if state.path:
        playing.append(f"path at {state.path:.2f}")
    if state.locks:
        playing.append("locked " + " ".join(state.locks))
    yield "playing", ", ".join(playing)


class Pace:
    """The rate of a counter over the last seconds."""

    def __init__(self, over: float = PACE_OVER) -> None:
        self._over = over
        self._counted: list[tuple[float, int]] = []

    def count(self, now: float, total: int) -> float:
        """The counter's value now; how much it grew a second."""
        self._counted.append((now, total))
        while len(self._counted) > 2 and now - self._counted[1][0] >= self._over:
            self._counted.pop(0)
        then, before = self._counted[0]
        elapsed = now - then
        return (total - before) / elapsed if elapsed > 0 else 0.0


@contextmanager
def shown(look: Callable[[], View], console: Console) -> Iterator[None]:
    """Show what `look` sees, until the block ends. `look` is called on the display's thread."""
    from rich.live import Live

    done = threading.Event()
    with Live(console=console, auto_refresh=False, transient=False) as live:

        def draw() -> None:
            pace = Pace()
            while not done.wait(PAUSE):
                try:
                    view = look()
                    live.update(picture(view, pace.count(time.monotonic(), view.sent)), refresh=True)
                except Exception:
                    _log.exception("the display stops; the bridge goes on")
                    return

        thread = threading.Thread(target=draw, name="display", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join(2 * PAUSE)


class PrintableFormatter(logging.Formatter):
    """The message of a log record with control characters shown as escapes; tracebacks keep their lines."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return printable(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return "\n".join(map(printable, super().formatException(ei).splitlines()))


class ConsoleHandler(logging.Handler):
    """Log lines above the picture."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.setFormatter(PrintableFormatter())
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._console.print(self.format(record), markup=False, highlight=False, soft_wrap=True)
        except Exception:
            self.handleError(record)
