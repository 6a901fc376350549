"""Knobs and morphs heard before they are played, in the background.

A knob around a home takes a fraction of a second of one core, a morph about as much. Until its way is known,
a knob or a morph goes the plain way. The engine's worker asks and looks up; it never waits here, but for the
decoder, which is busy for some milliseconds at a time. The ways of the last few homes are kept.

The thread has the priority of all others: one that is nicer would be interrupted while it holds the
interpreter's lock or the model, and keep the engine waiting.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from dx7bridge.commands import LATENT_DIMS
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.lines import Bearings, Line, Pair
from dx7bridge.engine.seams import Decoder, Ears
from dx7bridge.engine.survey import Surveyor
from dx7bridge.engine.ways import Way
from dx7bridge.errors import BridgeError

SETTLED: Final = 0.5  # seconds that a home stays before its knobs are measured, unless one is turned
KEPT: Final = 16  # homes, and morphs
YIELDING: Final = 1.0  # seconds at most that a render waits for the engine

_log = logging.getLogger(__name__)
K = TypeVar("K")
V = TypeVar("V")


class _AbandonedError(Exception):
    """Something else is wanted now."""


class Measuring:
    """Measures with ears of its own. `start` begins the thread; without it, `work` does what is due.

    The decoder must take calls from two threads.
    """

    def __init__(self, decoder: Decoder, ears: Callable[[], Ears]) -> None:
        self._decoder, self._ears = decoder, ears
        self._surveyor: Surveyor | None = None
        self._axes: object = None
        self._ranges = Calibration.of(None)
        self._changed = threading.Condition()
        self._free = threading.Event()  # the engine has nothing to do
        self._free.set()
        self._closing = False
        self._hurry = False  # a knob is being turned
        self._bearings: Bearings | None = None
        self._first: tuple[int, ...] = ()  # knobs, the one turned last first
        self._pairs: list[Pair] = []  # morphs to be measured, the one wanted last at the end
        self._under_way: Bearings | Pair | None = None
        self._lines: OrderedDict[Bearings, dict[int, Line | None]] = OrderedDict()
        self._ways: OrderedDict[Pair, Way | None] = OrderedDict()
        self._thread: threading.Thread | None = None

    # What the engine asks.

    def start(self) -> None:
        """Measure in the background from now on."""
        self._thread = threading.Thread(target=self._run, name="measuring", daemon=True)
        self._thread.start()

    def close(self, timeout: float) -> bool:
        """Measure no more; False if it still does after `timeout` seconds."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout)
        return self._thread is None or not self._thread.is_alive()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """While the engine works, begin nothing."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def around(self, bearings: Bearings) -> None:
        """Measure the knobs around this home, once it has stayed for a moment."""
        if bearings != self._bearings:
            with self._changed:
                self._bearings, self._hurry = bearings, False
                self._changed.notify()

    def lines(self, bearings: Bearings, dims: Sequence[int]) -> list[Line] | None:
        """The lines of these knobs; None while one is missing, which is measured next then."""
        known = self._lines.get(bearings, {})
        if all(dim in known for dim in dims):
            found = [line for dim in dims if (line := known[dim]) is not None]
            return found if len(found) == len(dims) else None
        with self._changed:
            self._bearings, self._hurry = bearings, True
            self._first = (*dims, *(dim for dim in self._first if dim not in dims))
            self._changed.notify()
        return None

    def between(self, pair: Pair) -> Way | None:
        """The way of a morph; None while it is missing, and then it is measured."""
        if pair in self._ways:
            return self._ways[pair]
        with self._changed:
            self._pairs = [*(each for each in self._pairs if each != pair), pair][-KEPT:]
            self._changed.notify()
        return None

    @property
    def words(self) -> str:
        """How far it is with the sound that plays, for people to read."""
        with self._changed:
            known = {} if self._bearings is None else self._lines.get(self._bearings, {})
            morphs = sum(pair not in self._ways for pair in self._pairs)
        waiting = f", {morphs} morph{'s' if morphs > 1 else ''} to measure" if morphs else ""
        return f"{len(known)} of {LATENT_DIMS} knobs measured{waiting}"

    # What the thread does.

    def work(self) -> bool:
        """Measure one knob or morph, the one wanted most; False when there is nothing to do."""
        with self._changed:
            due = self._due()
            self._under_way = None if due is None else due[0]
        if due is None:
            return False
        what, dim = due
        try:
            if isinstance(what, Pair):
                self._keep(self._ways, what, self._ready().morph(what))
                self._pairs = [each for each in self._pairs if each != what]
            else:
                line = self._ready().line(what, dim, self._calibration() or self._ranges)
                self._keep(self._lines, what, self._lines.get(what, {}) | {dim: line})
        except _AbandonedError:
            pass
        except BridgeError as error:
            _log.debug("not measured: %s", error)
            if isinstance(what, Pair):
                self._keep(self._ways, what, None)
            else:
                self._keep(self._lines, what, self._lines.get(what, {}) | {dim: None})
        return True

    def _run(self) -> None:
        while self._wait():
            try:
                self.work()
            except Exception:
                _log.exception("knobs and morphs are no longer measured")
                return

    def _wait(self) -> bool:
        """Wait for something to do; False when it is time to stop."""
        with self._changed:
            while not self._closing:
                due, wanted = self._due(), self._bearings
                if due is not None and (isinstance(due[0], Pair) or self._hurry or due[0] in self._lines):
                    return True
                self._changed.wait(None if due is None else SETTLED)
                if due is not None and self._bearings == wanted and not self._closing:
                    return True
        return False

    def _due(self) -> tuple[Bearings | Pair, int] | None:
        """What is to be measured next, with the knob."""
        if self._calibration() is None:
            return None
        for pair in reversed(self._pairs):
            if pair not in self._ways:
                return pair, 0
        if self._bearings is not None:
            known = self._lines.get(self._bearings, {})
            for dim in (*self._first, *range(LATENT_DIMS)):
                if dim not in known:
                    return self._bearings, dim
        return None

    def _ready(self) -> Surveyor:
        if self._surveyor is None:
            self._surveyor = Surveyor(self._decoder, self._ears(), self._breathe)
        return self._surveyor

    def _breathe(self) -> None:
        """Let the engine go first; _AbandonedError when something else is wanted by now."""
        self._free.wait(YIELDING)
        due = self._due()
        if self._closing or due is None or due[0] != self._under_way:
            raise _AbandonedError

    def _keep(self, kept: OrderedDict[K, V], key: K, value: V) -> None:
        kept[key] = value
        kept.move_to_end(key)
        while len(kept) > KEPT:
            kept.popitem(last=False)

    def _calibration(self) -> Calibration | None:
        """The ranges of the axes; None while there is no model."""
        ready = getattr(self._decoder, "ready", None)
        if ready is not None and (not ready.done() or ready.exception() is not None):
            return None
        axes = getattr(self._decoder, "axes", None)
        if axes is not self._axes:
            self._axes, self._ranges = axes, Calibration.of(axes)
        return self._ranges
