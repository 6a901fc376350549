"""THE address table: every OSC address, its arguments, what it asks for, what it answers, what it is for.

The dispatcher, `/dx7/help`, OSCQuery, the documentation, the clients and the tests are derived from it;
nobody writes a second one. Pure values, any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dx7bridge.osc.address import Address
from dx7bridge.osc.rows import browsing, moving, performing, stage, talk, tempo, voices

TABLE: Final[tuple[Address, ...]] = (
    *talk.ROWS,
    *moving.ROWS,
    *performing.ROWS,
    *voices.ROWS,
    *stage.ROWS,
    *browsing.ROWS,
    *tempo.ROWS,
)
ADDRESSES: Final[Mapping[str, Address]] = MappingProxyType({row.address: row for row in TABLE})
