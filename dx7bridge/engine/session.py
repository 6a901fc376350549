"""A session as text: all that a performance is made of, in JSON. Pure functions, any thread.

Reading is strict: a key or value that is not legal is refused by its name, and nothing has changed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from dx7bridge.commands import (
    CART_VOICES,
    DRIFT_DEPTH_LIMIT,
    DRIFT_RATE_LIMIT,
    GLIDE_LIMIT,
    LATENT_DIMS,
    LATENT_LIMIT,
    SEED_LIMIT,
    SLOT_NAME_LENGTH,
    SLOTS,
    TEMPERATURE_LIMIT,
)
from dx7bridge.engine.sounds import Edits, Latent, Sound, with_values
from dx7bridge.errors import BadArguments, BridgeError
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE

_Coordinate = Annotated[float, Meta(ge=-LATENT_LIMIT, le=LATENT_LIMIT)]
_Coordinates = Annotated[tuple[_Coordinate, ...], Meta(min_length=LATENT_DIMS, max_length=LATENT_DIMS)]
_Seconds = Annotated[float, Meta(ge=0, le=GLIDE_LIMIT)]
_Glides = Annotated[tuple[_Seconds, ...], Meta(min_length=LATENT_DIMS, max_length=LATENT_DIMS)]
_Slot = Annotated[int, Meta(ge=1, le=SLOTS)]
_Dimension = Annotated[int, Meta(ge=0, lt=LATENT_DIMS)]
_Share = Annotated[float, Meta(ge=0, le=1)]
_Parameter = Annotated[int, Meta(ge=0, lt=VOICE_SIZE)]
_Edit = tuple[Annotated[int, Meta(ge=0, lt=SOUND_SIZE)], Annotated[int, Meta(ge=0, le=127)]]
_Hex = Annotated[str, Meta(pattern=f"^[0-9a-f]{{{2 * VOICE_SIZE}}}$")]


class SavedSound(Struct, frozen=True, forbid_unknown_fields=True):
    """A sound; `voice` is 155 bytes as hexadecimal digits."""

    latent: _Coordinates
    voice: _Hex
    edits: tuple[_Edit, ...] = ()

    @classmethod
    def of(cls, sound: Sound) -> SavedSound:
        return cls(sound.latent, sound.voice.values.hex(), sound.edits)

    def sound(self) -> Sound:
        edits: Edits = self.edits
        latent: Latent = self.latent
        voice = Voice(bytes.fromhex(self.voice))
        with_values(voice, dict(edits))  # refuses an edit that no parameter could have
        return Sound(latent, voice, edits)


class SavedSlot(Struct, frozen=True, forbid_unknown_fields=True):
    """A filled slot."""

    slot: _Slot
    name: Annotated[str, Meta(max_length=SLOT_NAME_LENGTH)]
    sound: SavedSound


class Session(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything; `others` belongs to other parts of the bridge, such as the map of controllers."""

    version: Literal[1]
    sound: SavedSound
    home: SavedSound | None
    slots: tuple[SavedSlot, ...]
    locks: tuple[_Parameter, ...]
    axes: tuple[_Dimension, _Dimension]
    ends: tuple[_Slot, _Slot]
    t: _Share
    corners: tuple[_Slot, _Slot, _Slot, _Slot]
    xy: tuple[_Share, _Share]
    mode: Literal["latent", "parameters"]
    glide: _Glides
    drift: tuple[
        Annotated[float, Meta(ge=0, le=DRIFT_RATE_LIMIT)], Annotated[float, Meta(ge=0, le=DRIFT_DEPTH_LIMIT)]
    ]
    loop: bool
    temperature: Annotated[float, Meta(ge=0, le=TEMPERATURE_LIMIT)]
    seed: Annotated[int, Meta(ge=0, le=SEED_LIMIT)]
    drawn: Annotated[int, Meta(ge=0)]
    cart: Annotated[tuple[_Hex, ...], Meta(min_length=CART_VOICES, max_length=CART_VOICES)] | None
    others: dict[str, Any]
    guard: bool | None = None  # None: there was none to switch


def to_text(session: Session) -> str:
    """As JSON, one line an entry."""
    return msgspec.json.format(msgspec.json.encode(session), indent=1).decode()


def from_text(text: str, file: str = "session") -> Session:
    """The session; BadArguments naming the `file`, what is wrong in it, and where."""
    try:
        session = msgspec.json.decode(text.encode("utf-8", "replace"), type=Session)
        for saved in (session.sound, session.home, *(slot.sound for slot in session.slots)):
            if saved is not None:
                saved.sound()
        for voice in session.cart or ():
            Voice(bytes.fromhex(voice))
    except (msgspec.DecodeError, BridgeError) as error:
        raise BadArguments(f"{file}: {error}") from None
    return session
