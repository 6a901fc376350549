"""Sessions: a text is taken back whole or refused in one line, and then nothing has changed."""

from __future__ import annotations

import json
import random
from typing import Any

from fakes import Rig

from dx7bridge.commands import (
    GetSession,
    Lock,
    RestoreSession,
    Sample,
    SampleCart,
    SetDrift,
    SetGlide,
    SetLatent,
    SetParameter,
    StoreSlot,
)
from dx7bridge.engine.session import MOST_TEXT
from dx7bridge.errors import BridgeError
from fuzz.junk import junk

CASES = 200_000
BRIEF = 150
PIECES = ("[", "{", '"', "9", "\\u0000", '{"version":', "1e", "\ud800", "null,", "\x00")


def _played() -> dict[str, Any]:
    rig = Rig()
    for command in (
        *(Sample(), StoreSlot(1), SetLatent(((0, 1.0), (3, -2.0))), SetParameter(5, 7), StoreSlot(64)),
        *(SetGlide((2,), 1.0), SetDrift(0.5, 0.5), Lock((134, 5)), SampleCart(3)),
    ):
        rig.instrument.run(command)
    ((text,),) = rig.instrument.run(GetSession()).rows
    found: dict[str, Any] = json.loads(str(text))
    return found


SESSION = _played()


def _text(dice: random.Random) -> str:
    match dice.randrange(12):
        case 0:
            return "".join(dice.choices(PIECES, k=dice.randrange(60)))
        case 1:
            return dice.choice(PIECES) * dice.choice((10, 1000, 5000))
        case 2:
            text = json.dumps(SESSION)
            place = dice.randrange(len(text))
            return text[:place] + dice.choice((*PIECES, "")) + text[place + dice.randrange(3) :]
        case 3:
            return json.dumps(SESSION)[: dice.randrange(3000)]
        case 4 if dice.random() < 0.002:
            return json.dumps(SESSION)[:-1] + " " * MOST_TEXT
    session: Any = SESSION
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        session = junk(dice, session)
    return json.dumps(session)


def case(dice: random.Random) -> None:
    """One text."""
    rig = RIGS[dice.randrange(len(RIGS))]
    before = rig.instrument.state
    text = _text(dice)
    try:
        rig.instrument.run(RestoreSession(text))
    except BridgeError as error:
        assert error.code in ("bad_args", "out_of_range"), error.code
        assert str(error).startswith("session: "), error
        assert len(str(error)) < 2000
        assert rig.instrument.state is before, "a refused session changed the state"
        return
    ((kept,),) = rig.instrument.run(GetSession()).rows
    rig.instrument.run(RestoreSession(str(kept)))
    ((again,),) = rig.instrument.run(GetSession()).rows
    assert again == kept, "a session is not brought back as it was"


RIGS = [Rig(), Rig(seed=7)]
