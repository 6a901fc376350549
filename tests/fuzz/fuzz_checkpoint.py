"""Heads of checkpoints: any file is a checkpoint of ours, or refused in a line, before anything is built."""

from __future__ import annotations

import json
import random
import struct
import tempfile
from pathlib import Path

from dx7bridge.errors import NoModel
from dx7bridge.model.header import FORMAT, check
from fuzz.junk import junk

CASES = 40_000
BRIEF = 150
FILE = Path(tempfile.mkdtemp(prefix="dx7bridge-fuzz-")) / "m.safetensors"
HEAD = {
    "__metadata__": {"format": FORMAT, "config": '{"blocks": 3}', "axes": "[]"},
    "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    "bias": {"dtype": "F16", "shape": [4], "data_offsets": [24, 32]},
}


def _file(dice: random.Random) -> bytes:
    match dice.randrange(8):
        case 0:
            return dice.randbytes(dice.randrange(100))
        case 1:
            return struct.pack("<Q", dice.choice((0, 1, 2**31, 2**63, 2**64 - 1, 100))) + dice.randbytes(50)
        case 2:
            return struct.pack("<Q", 2000) + b"[" * 2000
    head: object = HEAD
    for _ in range(dice.choice((0, 1, 1, 2))):
        head = junk(dice, head)
    text = json.dumps(head).encode()
    size = len(text) + dice.choice((0, 0, 0, 0, 1, -1, 7))
    data = bytes(dice.choice((32, 32, 32, 31, 0, 64)))
    return struct.pack("<Q", max(size, 0)) + text + data


def case(dice: random.Random) -> None:
    """One file."""
    FILE.write_bytes(_file(dice))
    try:
        check(FILE)
    except NoModel as error:
        assert str(FILE) in str(error)
        assert len(str(error)) < 2000
