"""Fixtures that every test may use, and a marker from each test's folder.

`tests/unit` runs in this process alone: no port, no synth, no program beside it. `tests/real` works against
the real thing: JACK, Pd, sclang, the Dexed engine, sockets, child processes. `tests/support` holds what both
use.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import hypothesis
import pytest
from servers import do_without, jackd

from dx7bridge.errors import NoMidi
from dx7bridge.midi.jack_link import import_jack

if TYPE_CHECKING:
    from dexed_host import DexedHost


os.environ.setdefault("OMP_NUM_THREADS", "1")  # torch on two busy cores waits for itself

# How long an example takes is the affair of the machine.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")

FOLDERS = ("unit", "real")  # and the markers of their tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(here).parts[0]
        if folder not in FOLDERS:
            raise pytest.UsageError(f"{item.path}: tests belong in tests/unit or tests/real")
        item.add_marker(folder)


@pytest.fixture(scope="session")
def jack_server() -> Iterator[str]:
    """The name of a JACK server that these tests have for themselves."""
    with jackd() as name:
        yield name


@pytest.fixture
def careless_server() -> Iterator[str]:
    """The name of a JACK server that does not wait for clients that hang."""
    with jackd(waits=False) as name:
        yield name


@pytest.fixture(scope="session")
def jack() -> ModuleType:
    """JACK-Client; without the library a test is skipped, or fails where nothing may be skipped."""
    try:
        return import_jack()
    except NoMidi as problem:
        do_without(str(problem))


@pytest.fixture
def synth(jack_server: str) -> Iterator[DexedHost]:
    """A JACK client that hosts the Dexed engine."""
    try:
        from dexed_host import DexedHost
    except ImportError as problem:
        do_without(f"the Dexed engine does not load ({problem}; it comes with the extra `dexed`)")
    with DexedHost(jack_server) as host:
        yield host
