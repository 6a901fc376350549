"""Files of voices: whatever breaks them, each voice that comes out was in, in its place, or is marked."""

from __future__ import annotations

import random
from pathlib import Path

from corpus import broken_law, specimen

from dx7bridge.voice.syx import read_bytes

CASES = 10_000


def case(dice: random.Random) -> None:
    """One file."""
    made = specimen(dice)
    wrong = broken_law(made, read_bytes(made.data, Path(made.name)))
    assert not wrong, f"{wrong}: {', '.join(made.story)}, {len(made.data)} bytes"
