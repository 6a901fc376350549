"""A session as text: all that a performance is made of, in JSON. Pure functions, any thread.

Reading is strict: a key or value that is not legal is refused by its name, and nothing has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from dx7bridge.commands import (
    CART_VOICES,
    DRIFT_DEPTH_LIMIT,
    DRIFT_RATE_LIMIT,
    LATENT_DIMS,
    LATENT_LIMIT,
    SLOT_NAME_LENGTH,
    SLOTS,
)
from dx7bridge.engine.sounds import Edits, Latent, PlacedVoice, legal, with_values
from dx7bridge.errors import BadArguments, BridgeError
from dx7bridge.settings.instrument import DRIFT_BEATS, GLIDE, GLIDE_BEATS, SEED, TEMPERATURE, TEMPO, TRIM
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE

Encode = Callable[[Sequence[Voice]], Sequence[Sequence[float]]]  # where each voice lives

DRAWN_LIMIT: Final = 2**53  # of a count that JSON carries exactly
MOST_TEXT: Final = 4 << 20  # bytes: a session with all its slots filled has a twentieth of that

_Coordinate = Annotated[float, Meta(ge=-LATENT_LIMIT, le=LATENT_LIMIT)]
_Coordinates = Annotated[tuple[_Coordinate, ...], Meta(min_length=LATENT_DIMS, max_length=LATENT_DIMS)]
_Seconds = Annotated[float, Meta(ge=GLIDE.low, le=GLIDE.high)]
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
    edits: Annotated[tuple[_Edit, ...], Meta(max_length=SOUND_SIZE)] = ()

    @classmethod
    def of(cls, sound: PlacedVoice) -> SavedSound:
        return cls(sound.latent, sound.voice.values.hex(), sound.edits)

    def sound(self) -> PlacedVoice:
        edits: Edits = self.edits
        latent: Latent = self.latent
        voice = Voice(bytes.fromhex(self.voice))
        with_values(voice, dict(edits))  # refuses an edit that no parameter could have
        return PlacedVoice(latent, voice, edits)


class SavedSlot(Struct, frozen=True, forbid_unknown_fields=True):
    """A filled slot."""

    slot: _Slot
    name: Annotated[str, Meta(max_length=SLOT_NAME_LENGTH)]
    sound: SavedSound


class Session(Struct, frozen=True, forbid_unknown_fields=True, rename={"pad_dims": "axes"}):
    """Everything; `others` belongs to other parts of the bridge, such as the map of controllers."""

    version: Literal[1]
    sound: SavedSound
    home: SavedSound | None
    slots: Annotated[tuple[SavedSlot, ...], Meta(max_length=SLOTS)]
    locks: Annotated[tuple[_Parameter, ...], Meta(max_length=VOICE_SIZE)]
    pad_dims: tuple[_Dimension, _Dimension]
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
    temperature: Annotated[float, Meta(ge=TEMPERATURE.low, le=TEMPERATURE.high)]
    seed: Annotated[int, Meta(ge=SEED.low, le=SEED.high)]
    drawn: Annotated[int, Meta(ge=0, le=DRAWN_LIMIT)]
    cart: Annotated[tuple[_Hex, ...], Meta(min_length=CART_VOICES, max_length=CART_VOICES)] | None
    others: dict[str, Any]
    guard: bool | None = None  # None: there was none to switch
    level: Literal["match", "off"] | None = None  # None: nothing could hear
    trim: Annotated[float, Meta(ge=TRIM.low, le=TRIM.high)] = 0.0
    transposition: Literal["keep", "free"] = "keep"
    smooth: bool = True
    tempo: Annotated[float, Meta(ge=TEMPO.low, le=TEMPO.high)] = TEMPO.default  # type: ignore[assignment]
    glide_beats: Annotated[float, Meta(ge=0, le=GLIDE_BEATS.high)] = 0.0
    drift_beats: Annotated[float, Meta(ge=0, le=DRIFT_BEATS.high)] = 0.0
    model: str | None = None  # whose coordinates these are; sessions did not always say

    def placed_by(
        self, model: str, encode: Callable[[Sequence[Voice]], Sequence[Sequence[float]]]
    ) -> Session:
        """The same with all its voices where `model` has them."""
        saved = [self.sound, *([self.home] if self.home else []), *(slot.sound for slot in self.slots)]
        voices = [sound.sound().voice for sound in saved]
        places = iter(legal(place) for place in encode(voices))
        anew = iter([replace(sound, latent=place) for sound, place in zip(saved, places, strict=True)])
        return replace(
            self,
            model=model,
            sound=next(anew),
            home=next(anew) if self.home else None,
            slots=tuple(replace(slot, sound=next(anew)) for slot in self.slots),
        )


def to_text(session: Session) -> str:
    """As JSON, one line an entry."""
    return msgspec.json.format(msgspec.json.encode(session), indent=1).decode()


def from_text(text: str, file: str = "session") -> Session:
    """The session; BadArguments naming the `file`, what is wrong in it, and where."""
    if len(text) > MOST_TEXT:
        raise BadArguments(f"{file}: {len(text)} characters; a session has at most {MOST_TEXT}")
    try:
        session = msgspec.json.decode(text.encode("utf-8", "replace"), type=Session)
        _refuse_twice("slots", [slot.slot for slot in session.slots])
        _refuse_twice("locks", session.locks)
        for saved in (session.sound, session.home, *(slot.sound for slot in session.slots)):
            if saved is not None:
                saved.sound()
        for voice in session.cart or ():
            Voice(bytes.fromhex(voice))
    except (msgspec.DecodeError, RecursionError, BridgeError) as error:
        raise BadArguments(f"{file}: {error}") from None
    return session


def _refuse_twice(what: str, numbers: Sequence[int]) -> None:
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    if twice:
        raise BadArguments(f"{what}: {twice[0]} appears twice")
