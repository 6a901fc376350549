"""The interface of a MIDI input."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

Listener = Callable[[bytes], None]  # takes one whole message, on the input's own thread


class Source(ABC):
    """Somewhere MIDI comes from. Heals by itself; whole messages go to its listener, one at a time."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of the source, once it is known."""

    @property
    @abstractmethod
    def connected(self) -> bool:
        """Whether anything is connected."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the port; the listener is not called again."""
