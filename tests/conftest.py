"""Fixtures that every test may use; the programs behind them are in `servers.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from servers import jackd


@pytest.fixture(scope="session")
def jack_server() -> Iterator[str]:
    """The name of a JACK server that these tests have for themselves."""
    with jackd() as name:
        yield name
