"""MIDI control logic: any messages in any order give legal actions, and the map comes back."""

from __future__ import annotations

import json
import random
from typing import Any

from fakes import Rig
from voices import random_bank, random_voice

from dx7bridge.commands import LATENT_DIMS, SetNorm
from dx7bridge.errors import BridgeError
from dx7bridge.inputs.controls import (
    Assigned,
    Controls,
    Echoed,
    Edited,
    Pass,
    Received,
    Refused,
    Turn,
)
from dx7bridge.voice.sysex import encode_voice
from fuzz.junk import junk

CASES = 350_000
BRIEF = 300
VOICES = [encode_voice(random_voice(number)) for number in range(20)]
BANK = random_bank(1)
STATES = [Rig().instrument.run(SetNorm(((n % 8, n / 20),))).state for n in range(20)]


def _message(dice: random.Random) -> bytes:
    match dice.randrange(10):
        case 0:
            voice = bytearray(dice.choice(VOICES))
            voice[2] = dice.randrange(16)
            return bytes(voice)
        case 1 if dice.random() < 0.1:
            return BANK
        case 2:
            return bytes((0xF0, 0x43, 0x10 | dice.randrange(16), *_data(dice, 3), 0xF7))
        case 3:
            return b"\xf0" + bytes(dice.randrange(128) for _ in range(dice.randrange(200))) + b"\xf7"
        case 4:
            damaged = bytearray(VOICES[0])
            damaged[dice.randrange(1, 162)] = dice.randrange(128)
            return bytes(damaged[: dice.choice((163, 100))]) + b"\xf7" * dice.randrange(2)
        case 5:
            return bytes((dice.choice((0x80, 0x90, 0xA0, 0xE0)) | dice.randrange(16), *_data(dice, 2)))
        case 6:
            return bytes((dice.choice((0xC0, 0xD0)) | dice.randrange(16), *_data(dice, 1)))
        case _:
            number = dice.choice((dice.randrange(128), 6, 38, 98, 99, 100, 101, 20, 52, 16, 48))
            return bytes((0xB0 | dice.choice((0, 0, 0, dice.randrange(16))), number, dice.randrange(128)))


def _data(dice: random.Random, count: int) -> bytes:
    return bytes(dice.randrange(128) for _ in range(count))


def _kept(controls: Controls) -> Any:
    """The map, as JSON brings it back."""
    kept = json.loads(json.dumps(controls.save()))
    controls.check(kept)
    again = Controls()
    again.load(kept)
    assert again.save() == controls.save()
    return kept


def case(dice: random.Random) -> None:
    """Up to a dozen messages, learned and forgotten dimensions, and maps that anybody may have written."""
    now = 0.0
    controls = Controls(
        dice.choice((None, dice.randrange(16))),
        synth=dice.randrange(16),
        take_over=dice.random() < 0.5,
        clock=lambda: now,
    )
    for _ in range(dice.randrange(12)):
        now += dice.choice((0.0, 0.001, 0.02, 0.05, 10.0))
        match dice.randrange(12):
            case 0:
                controls.learn(dice.randrange(1, LATENT_DIMS + 1))
            case 1:
                controls.forget(dice.choice((None, dice.randrange(1, LATENT_DIMS + 1))))
            case 2:
                try:
                    controls.load(junk(dice, _kept(controls)))
                except BridgeError as error:
                    assert error.code == "bad_args"
        state = dice.choice((None, *STATES[dice.randrange(len(STATES)) :]))
        for action in controls.take(_message(dice), state):
            match action:
                case Turn(dimension, share):
                    assert 0 <= dimension < LATENT_DIMS
                    assert 0.0 <= share <= 1.0
                case Pass(message):
                    assert len(message) <= 3
                    assert 0x80 <= message[0] < 0xF0
                    assert message[0] & 0xF0 != 0xC0, "a program change would change the voice"
                case Refused(why):
                    assert why.isprintable()
                case Assigned() | Echoed() | Edited() | Received():
                    pass
        dimensions = [each.dimension for each in controls.assignments]
        assert len(set(dimensions)) == len(dimensions) <= LATENT_DIMS
    _kept(controls)
