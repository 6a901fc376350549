"""The contents of the display of `dx7bridge serve`."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dx7bridge import outputs
from dx7bridge.app.loading import LoadingModel
from dx7bridge.display import ConsoleHandler, View, shown
from dx7bridge.engine import Engine
from dx7bridge.osc import Server

if TYPE_CHECKING:
    pass


@contextlib.contextmanager
def displayed(look: Callable[[], View]) -> Iterator[None]:
    """The picture on the terminal, with the log above it."""
    from rich.console import Console

    console, root = Console(), logging.getLogger()
    handlers, root.handlers = root.handlers, [ConsoleHandler(console)]
    try:
        with shown(look, console):
            yield
    finally:
        root.handlers = handlers


def view(server: Server, engine: Engine, model: LoadingModel, output: outputs.Output) -> View:
    """The contents of the display; called on its thread."""
    counters = output.counters
    return View(
        state=engine.state,
        labels=[axis.label for axis in model.axes or ()],
        model=model.name,
        listening="{}:{}".format(*server.address),
        clients=server.clients,
        followers=server.followers,
        output=output.describe(),
        sent=counters.sent,
        superseded=counters.superseded,
        trouble=output.trouble,
        error=server.last_fail,
    )
