"""Commands of the stage: notes and panic, slots in a row, what is at hand."""

from __future__ import annotations

from dx7bridge.commands import Reply
from dx7bridge.engine.parts import Parts, handles
from dx7bridge.engine.place import Place
from dx7bridge.engine.sounds import PlacedVoice, legal
from dx7bridge.playing import (
    FadeToSlot,
    NoteFavourite,
    NoteSession,
    Panic,
    PlayNote,
    SamplePart,
    SpreadTo,
    StepSlot,
    SwapSlots,
    TakeFavourite,
)
from dx7bridge.voice.parameters import VOICE_SIZE


@handles(PlayNote)
def play_note(parts: Parts, command: PlayNote) -> None:
    """Press or release a key."""
    parts.keys.play(command.note, command.velocity, command.seconds)


@handles(Panic)
def panic(parts: Parts, _command: Panic) -> None:
    """End every note."""
    parts.keys.panic()


@handles(SamplePart)
def sample_part(parts: Parts, command: SamplePart) -> None:
    """Draw some values anew: a sample with all others locked, where it then lives."""
    current, held = parts.current, parts.current.locks
    others = frozenset(range(VOICE_SIZE)) - set(command.indices)
    current.locks = held.locked(others)
    try:
        voice = parts.voicing.sample().voice
        placed = parts.voicing.encoded(current.held(voice))
    finally:
        current.locks = held
    current.arrive(placed)


@handles(FadeToSlot, sets_off=True)
def fade_to_slot(parts: Parts, command: FadeToSlot) -> None:
    """Travel to a stored sound."""
    here, there = parts.current.here, parts.slots[command.slot]
    parts.movement.walk([here, there], [command.seconds], once=True)
    parts.current.change(path=0.0, slot=command.slot)


@handles(StepSlot)
def step_slot(parts: Parts, command: StepSlot) -> None:
    """Go to the next filled slot, or the one before."""
    slot = parts.slots.after(parts.current.state.slot, command.step)
    parts.current.arrive(parts.voicing.recalled(parts.slots[slot]))
    parts.current.change(slot=slot)


@handles(SwapSlots)
def swap_slots(parts: Parts, command: SwapSlots) -> None:
    """Exchange two slots."""
    parts.slots.swap(command.a, command.b)
    parts.current.change(slots=parts.slots.listed)


@handles(SpreadTo)
def spread_to(parts: Parts, command: SpreadTo) -> None:
    """Go from another part's sound to a place near it, as a knob would."""
    home = PlacedVoice(command.centre, parts.current.held(command.voice))
    place = Place(legal(command.latent), home, (), (), command.voice.name, 0.0, (0.0, 0.0), {}, jumps=True)
    parts.current.arrive(PlacedVoice(place.latent, parts.voicing.knob(place)))


@handles(TakeFavourite)
def take_favourite(parts: Parts, command: TakeFavourite) -> Reply:
    """Play a favourite; the answer is its number and name."""
    parts.current.arrive(parts.voicing.encoded(command.voice))
    parts.current.change(favourite=(command.number, command.voice.name))
    return parts.reply(command.number, command.voice.name)


@handles(NoteFavourite)
def note_favourite(parts: Parts, command: NoteFavourite) -> None:
    """Which favourite is at hand."""
    parts.current.change(favourite=(command.number, command.name))


@handles(NoteSession)
def note_session(parts: Parts, command: NoteSession) -> Reply:
    """Which session is at hand; the answer is its name."""
    parts.current.change(session=command.name)
    return parts.reply(command.name)
