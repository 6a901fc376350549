"""The parts of an instrument, and the handlers of its commands.

A handler takes the parts and a command, and changes the parts. It returns the reply, or None if the reply is
the state alone. If it raises a BridgeError, it has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from dx7bridge.commands import Command, Reply
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.current import Current, Moment
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.history import History
from dx7bridge.engine.keeping import Keeping
from dx7bridge.engine.keys import Keys
from dx7bridge.engine.movement import Movement
from dx7bridge.engine.seams import Auditions, Companion, Controllers, Decoder, VoiceOutput
from dx7bridge.engine.slots import Slots
from dx7bridge.engine.voicing import Voicing

C = TypeVar("C", bound=Command)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that handlers work on; each is documented in its module."""

    current: Current
    movement: Movement
    voicing: Voicing
    slots: Slots
    history: History[Moment]
    guard: Guard
    keeping: Keeping
    calibration: Callable[[], Calibration]
    output: VoiceOutput
    keys: Keys
    auditions: Auditions
    companions: Mapping[str, Companion]
    controllers: Controllers | None
    decoder: Decoder
    ready: Callable[[], Future[Any] | None] = lambda: None  # done when the model is there

    def reply(self, *extra: int | float | str) -> Reply:
        """A reply with the current state and the values that follow the id in `/dx7/done`."""
        return Reply(self.current.state, extra=extra)

    def rows(self, *rows: tuple[int | float | str, ...]) -> Reply:
        """A reply with the current state and these rows."""
        return Reply(self.current.state, rows=rows)


@dataclass(frozen=True, slots=True)
class Handler:
    """How a command is run and undone.

    gesture   commands with the same gesture in a row are one step of undo; None for a step of its own
    undoable  whether undo returns to the state before it
    sets_off  whether it is a step of undo even if nothing has changed yet
    """

    run: Callable[[Parts, Any], Reply | None]
    gesture: Callable[[Any], Hashable] | None = None
    undoable: bool = True
    sets_off: bool = False


HANDLERS: Final[dict[type[Command], Handler]] = {}


def handles(
    kind: type[C],
    *,
    gesture: Callable[[C], Hashable] | None = None,
    undoable: bool = True,
    sets_off: bool = False,
) -> Callable[[Callable[[Parts, C], Reply | None]], Callable[[Parts, C], Reply | None]]:
    """Register the decorated function as the handler of this kind of command."""

    def register(run: Callable[[Parts, C], Reply | None]) -> Callable[[Parts, C], Reply | None]:
        if kind in HANDLERS:
            raise ValueError(f"{kind.__name__} has two handlers")
        HANDLERS[kind] = Handler(run, gesture, undoable, sets_off)
        return run

    return register
