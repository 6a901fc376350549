"""An errand: what a command needs from files and the system, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dx7bridge.commands import Command, Reply, State
from dx7bridge.voice import Voice


class Runs(Protocol):
    """The part of the instrument that errands need."""

    @property
    def state(self) -> State: ...
    def run(self, command: Command) -> Reply: ...
    def bank(self) -> Sequence[Voice]: ...
    @property
    def plays_notes(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Errand:
    """`work` is done elsewhere; `finish` turns what came of it into the answer, on the engine's thread."""

    work: Callable[[], Any]
    finish: Callable[[Any], Reply]


def json_name(name: str) -> str:
    """The name of a session's file."""
    return name if name.lower().endswith(".json") else f"{name}.json"
