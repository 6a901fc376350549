"""JACK clients as programs of their own, and a server that may be killed and started again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from servers import Program, jackd_named, program


@contextmanager
def listener(server: str, name: str = "Dexed", *connect_to: str) -> Iterator[Program]:
    """A program with one MIDI input; it prints `GOT` and each message."""
    script = Path(__file__).with_name("jack_listener.py")
    with program([sys.executable, script, server, name, *connect_to]) as running:
        running.wait_for("^READY")
        yield running


@contextmanager
def sender(server: str, name: str, *messages: bytes) -> Iterator[Program]:
    """A program that plays these once somebody is connected to it."""
    script = Path(__file__).with_name("jack_sender.py")
    with program([sys.executable, script, server, name, *(m.hex() for m in messages)]) as running:
        running.wait_for("^READY")
        yield running


def named_server(name: str, lock: int) -> AbstractContextManager[Program]:
    """A server that waits for its clients, however long they take."""
    return jackd_named(name, lock, "-S", "-t", "10000")
