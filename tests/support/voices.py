"""Voices for tests: legal, made with a seeded generator. No voice of a real collection is in the project."""

from __future__ import annotations

import os
import random
from pathlib import Path

from dx7bridge.voice import INIT_VOICE, PARAMETERS, Voice
from dx7bridge.voice.sysex import encode_bank

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "collection"
COLLECTION = Path(os.environ.get("DX7BRIDGE_VOICES") or BESIDE)
NO_COLLECTION = "no collection of real voices: DX7BRIDGE_VOICES may name a folder of .syx files"


def random_voice(seed: int) -> Voice:
    """Any legal voice, named after its seed."""
    dice = random.Random(seed)
    return Voice.of(dice.randint(p.low, p.high) for p in PARAMETERS).with_name(f"TEST {seed}")


def random_voices(count: int, seed: int = 0) -> list[Voice]:
    """`count` different legal voices."""
    return [random_voice(1000 * seed + number) for number in range(1, count + 1)]


def random_bank(seed: int = 0) -> bytes:
    """A bank message of 32 different legal voices, 4104 bytes."""
    return encode_bank(random_voices(32, seed))


def audible_voice(seed: int) -> Voice:
    """A voice that sounds, whatever the engine: the initial voice with another tone and name."""
    dice = random.Random(seed)
    voice = INIT_VOICE.with_name(f"TONE {seed}")
    for op in (1, 2):
        voice = voice.with_value(f"op{op}.coarse", dice.randint(1, 8))
    return voice.with_value("op2.output_level", dice.randint(50, 90))
