"""Sessions: taken from the parts of an instrument, and taken back by them, all of it or nothing."""

from __future__ import annotations

import logging
from concurrent.futures import wait
from typing import Final

from dx7bridge.engine.locks import Locks
from dx7bridge.engine.parts import Parts
from dx7bridge.engine.session import SavedSlot, SavedSound, Session, from_text, to_text
from dx7bridge.errors import BadArguments
from dx7bridge.settings.instrument import KEPT
from dx7bridge.voice import Voice

LOADING: Final = 30.0  # seconds that a model may take

_log = logging.getLogger(__name__)


def saved(parts: Parts) -> str:
    """The session as text."""
    current, state = parts.current, parts.current.state
    return to_text(
        Session(
            version=1,
            model=_model_of(parts),
            sound=SavedSound.of(current.here),
            home=None if current.home is None else SavedSound.of(current.home),
            slots=tuple(
                SavedSlot(number, name, SavedSound.of(parts.slots[number])) for number, name in state.slots
            ),
            locks=tuple(sorted(current.locked)),
            t=state.t,
            xy=state.xy,
            guard=state.guard if parts.guard.possible else None,
            level=state.level if parts.keeping.hears else None,
            drift=state.drift,
            drawn=parts.voicing.drawn,
            **{setting.key: getattr(state, setting.key) for setting in KEPT},
            cart=None if state.cart is None else tuple(voice.values.hex() for voice in state.cart),
            others={name: companion.save() for name, companion in parts.companions.items()},
        )
    )


def _model_of(parts: Parts) -> str | None:
    """The name of the model that says where voices live; None while there is none."""
    ready = parts.ready()
    if ready is not None and (not ready.done() or ready.exception() is not None):
        return None
    name = getattr(parts.decoder, "name", None)
    return None if name is None else str(name)


def _placed(parts: Parts, session: Session, file: str) -> Session:
    """The session, its coordinates made anew from its voices where they are another model's.

    Waits for a model that is being loaded; without one, coordinates stay as they are.
    """
    ready = parts.ready()
    if ready is not None:
        wait([ready], LOADING)
    name = _model_of(parts)
    if name is None or session.model == name:
        return session
    before = f"the model {session.model!r}" if session.model else "an earlier model"
    _log.info("%s: saved with %s; encoding its voices again with %r", file, before, name)
    return session.placed_by(name, parts.decoder.encode)


def restore(parts: Parts, text: str, file: str) -> None:
    """Take a session back, all of it or nothing; BadArguments naming `file`."""
    session = _placed(parts, from_text(text, file), file)
    brought = {name: each for name, each in parts.companions.items() if name in session.others}
    for name, companion in brought.items():
        try:
            companion.check(session.others[name])
        except BadArguments as error:
            raise BadArguments(f"{file}: {error}") from None
    if session.pad_dims[0] == session.pad_dims[1]:
        raise BadArguments(f"{file}: axes are both {session.pad_dims[0]}; must be different")
    parts.movement.rest()
    for name, companion in brought.items():
        companion.load(session.others[name])
    parts.slots.replace((slot.slot, slot.name, slot.sound.sound()) for slot in session.slots)
    parts.voicing.drawn = session.drawn
    parts.current.lock(Locks.of(frozenset(session.locks)))
    if parts.guard.possible and session.guard is not None:
        parts.guard.enabled = session.guard
    cart = None if session.cart is None else tuple(Voice(bytes.fromhex(voice)) for voice in session.cart)
    parts.current.change(
        slots=parts.slots.listed,
        t=session.t,
        xy=session.xy,
        guard=parts.guard.enabled,
        level=session.level if session.level and parts.keeping.hears else parts.current.state.level,
        cart=cart,
        **{setting.key: getattr(session, setting.key) for setting in KEPT},
    )
    home = None if session.home is None else session.home.sound()
    parts.current.resume(session.sound.sound(), home, session.drift)
