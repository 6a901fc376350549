"""Commands that remember: slots, undo, favourites, cartridges, sessions."""

from __future__ import annotations

from dx7bridge.commands import (
    CART_VOICES,
    ClearSlot,
    GetCart,
    GetSession,
    InterpolateCart,
    NameSlot,
    Redo,
    Reply,
    RestoreSession,
    SampleCart,
    StoreSlot,
    Undo,
)
from dx7bridge.engine.current import Moment
from dx7bridge.engine.parts import Parts, handles
from dx7bridge.engine.saving import restore, saved
from dx7bridge.errors import NoSlot


@handles(StoreSlot)
def store_slot(parts: Parts, command: StoreSlot) -> None:
    """Remember the current sound."""
    parts.slots.store(command.slot, parts.current.here)
    parts.current.change(slots=parts.slots.listed, slot=command.slot)


@handles(NameSlot)
def name_slot(parts: Parts, command: NameSlot) -> None:
    """Name a filled slot."""
    parts.slots.rename(command.slot, command.name)
    parts.current.change(slots=parts.slots.listed)


@handles(ClearSlot)
def clear_slot(parts: Parts, command: ClearSlot) -> None:
    """Empty a slot."""
    parts.slots.clear(command.slot)
    parts.current.change(slots=parts.slots.listed)


@handles(Undo, undoable=False)
def undo(parts: Parts, _command: Undo) -> Reply:
    """Back to before the last gesture; the answer is how many steps are left each way."""
    return _back_to(parts, parts.history.undo(parts.current.moment))


@handles(Redo, undoable=False)
def redo(parts: Parts, _command: Redo) -> Reply:
    """Forward again; the answer is how many steps are left each way."""
    return _back_to(parts, parts.history.redo(parts.current.moment))


def _back_to(parts: Parts, moment: Moment | None) -> Reply:
    if moment is not None:
        parts.current.go_back(moment, parts.history.depth)
    return parts.reply(*parts.current.state.history)


@handles(SampleCart)
def sample_cart(parts: Parts, command: SampleCart) -> None:
    """Fill the cartridge with samples."""
    parts.current.change(cart=parts.voicing.cartridge(CART_VOICES, command.seed))


@handles(InterpolateCart)
def interpolate_cart(parts: Parts, command: InterpolateCart) -> None:
    """Fill the cartridge with the way from slot to slot."""
    a, b = parts.slots[command.a], parts.slots[command.b]
    parts.current.change(cart=parts.voicing.way(a, b, CART_VOICES, parts.current.state.mode))


@handles(GetCart)
def get_cart(parts: Parts, _command: GetCart) -> None:
    """The state has it, if there is one."""
    if parts.current.state.cart is None:
        raise NoSlot("cart: empty; fill it with /dx7/cart/sample or /dx7/cart/interpolate")


@handles(GetSession)
def get_session(parts: Parts, _command: GetSession) -> Reply:
    """The session as text."""
    return parts.rows((saved(parts),))


@handles(RestoreSession)
def restore_session(parts: Parts, command: RestoreSession) -> None:
    """Take back a session from text."""
    restore(parts, command.text, command.file)
