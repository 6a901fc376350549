"""The answers of an engine, gathered from its thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fakes import Rig

from dx7bridge.commands import SampleCart
from dx7bridge.engine import Result

SOON = 20.0  # seconds: generous, and only ever waited for in full by a failing test


class Answers:
    """Collects (label, result); `wait` until so many are there."""

    def __init__(self) -> None:
        self.all: list[tuple[str, Result]] = []
        self._changed = threading.Condition()

    def into(self, label: str) -> Callable[[Result], None]:
        def on_reply(result: Result) -> None:
            with self._changed:
                self.all.append((label, result))
                self._changed.notify_all()

        return on_reply

    def wait(self, count: int) -> list[tuple[str, Result]]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.all) >= count, SOON), self.all
            return list(self.all)


def hold(rig: Rig, answers: Answers) -> None:
    """Keep the worker inside the decoder, so that what follows has to wait; it moves nothing."""
    rig.decoder.gate.clear()
    rig.engine.submit(SampleCart(1), "holder", answers.into("held"))
    assert rig.decoder.entered.wait(SOON)
