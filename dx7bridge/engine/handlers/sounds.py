"""Handlers of commands that make a new sound or change the current one."""

from __future__ import annotations

from dx7bridge.commands import (
    EncodeVoice,
    Init,
    Lock,
    RecallSlot,
    Reply,
    Sample,
    SetName,
    SetParameter,
    SetTranspose,
    Unlock,
    Vary,
)
from dx7bridge.engine.keeping import CENTRE, TRANSPOSE
from dx7bridge.engine.parts import Parts, handles
from dx7bridge.voice import INIT_VOICE


@handles(Sample)
def sample(parts: Parts, _command: Sample) -> None:
    """Draw a new sound."""
    parts.current.arrive(parts.voicing.sample())


@handles(Init)
def init(parts: Parts, _command: Init) -> None:
    """Go to INIT VOICE, at the coordinates it encodes to."""
    parts.current.arrive(parts.voicing.encoded(INIT_VOICE))


@handles(Vary)
def vary(parts: Parts, command: Vary) -> None:
    """Make a variation."""
    parts.current.arrive(parts.voicing.vary(command.amount))


@handles(EncodeVoice)
def encode_voice(parts: Parts, command: EncodeVoice) -> Reply:
    """Go to an encoded voice; the reply names corrected values."""
    parts.current.arrive(parts.voicing.encoded(command.voice), command.report)
    return parts.reply(*filter(None, [command.mended]))


@handles(RecallSlot)
def recall_slot(parts: Parts, command: RecallSlot) -> None:
    """Go back to a stored sound."""
    parts.current.arrive(parts.voicing.recalled(parts.slots[command.slot]))
    parts.current.change(slot=command.slot)


@handles(SetParameter, gesture=lambda command: ("parameter", command.index))
def set_parameter(parts: Parts, command: SetParameter) -> None:
    """Edit one value by hand."""
    parts.current.edit(command.index, command.value, command.report)


@handles(SetTranspose, gesture=lambda _command: "transpose")
def set_transpose(parts: Parts, command: SetTranspose) -> None:
    """Transpose the voice: an edit like others, which moves keep."""
    parts.current.edit(TRANSPOSE, CENTRE + command.semitones)


@handles(SetName, gesture=lambda _command: "name")
def set_name(parts: Parts, command: SetName) -> Reply:
    """Rename the voice; the reply says if the name was cut."""
    parts.current.show(parts.current.state.voice.with_name(command.name))
    return parts.reply(*([command.mended] if command.mended else []))


@handles(Lock)
def lock(parts: Parts, command: Lock) -> Reply:
    """Lock values; the reply has the number of locked values."""
    parts.current.lock(parts.current.locks.locked(frozenset(command.indices)))
    return parts.reply(len(parts.current.locked))


@handles(Unlock)
def unlock(parts: Parts, command: Unlock) -> Reply:
    """Unlock values; the reply has the number of values still locked."""
    parts.current.lock(parts.current.locks.unlocked(frozenset(command.indices)))
    return parts.reply(len(parts.current.locked))
