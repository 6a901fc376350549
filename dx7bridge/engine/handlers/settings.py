"""Commands that set how the instrument works; none of them changes the sound."""

from __future__ import annotations

from collections.abc import Callable

from dx7bridge.commands import (
    Command,
    GetAxes,
    Reply,
    SetGlide,
    SetGuard,
    SetInterpolationSlots,
    SetLevel,
    SetMorphCorners,
    SetPadDims,
    SetSeed,
)
from dx7bridge.engine.parts import Parts, handles
from dx7bridge.engine.sounds import float32, moved
from dx7bridge.errors import NoMidi
from dx7bridge.settings import OfInstrument
from dx7bridge.settings.instrument import KEY, LOOP, MODE, SMOOTH, TEMPERATURE, TRIM


@handles(GetAxes)
def get_axes(parts: Parts, _command: GetAxes) -> Reply:
    """The labels and ranges of the axes; waits until the model is loaded."""
    ready = parts.ready()
    if ready is not None and not ready.done():
        return Reply(parts.current.state, awaited=ready, again=True)
    return parts.rows(*parts.calibration().rows())


@handles(SetPadDims)
def set_pad_dims(parts: Parts, command: SetPadDims) -> None:
    """Which two dimensions the XY pad moves."""
    parts.current.change(pad_dims=(command.x, command.y))


@handles(SetInterpolationSlots)
def set_interpolation_slots(parts: Parts, command: SetInterpolationSlots) -> None:
    """Which slots an interpolation runs between; NoSlot for an empty one."""
    for slot in (command.a, command.b):
        parts.slots[slot]
    parts.current.change(ends=(command.a, command.b))


@handles(SetMorphCorners)
def set_morph_corners(parts: Parts, command: SetMorphCorners) -> None:
    """Which slots the morph pad spans; NoSlot for an empty one."""
    for slot in (command.a, command.b, command.c, command.d):
        parts.slots[slot]
    parts.current.change(corners=(command.a, command.b, command.c, command.d))


@handles(SetGuard)
def set_guard(parts: Parts, command: SetGuard) -> Reply:
    """Switch the guard on or off; the answer is what it has done so far, in words."""
    if command.on and not parts.guard.possible:
        raise NoMidi("guard: needs the Dexed engine, dx7bridge[dexed]")
    parts.guard.enabled = command.on
    parts.current.change(guard=command.on)
    return parts.reply(*filter(None, [parts.guard.words]))


@handles(SetLevel)
def set_level(parts: Parts, command: SetLevel) -> None:
    """Bring made voices to an even loudness, or leave them."""
    if command.level == "match" and not parts.keeping.hears:
        raise NoMidi("level: match needs the Dexed engine, dx7bridge[dexed]")
    parts.current.change(level=command.level)


@handles(SetGlide)
def set_glide(parts: Parts, command: SetGlide) -> None:
    """Set how long moves in some dimensions take."""
    glide = parts.current.state.glide
    anew = moved(glide, ((d, command.seconds) for d in command.dimensions))
    parts.current.change(glide=anew, glide_beats=0.0)


@handles(SetSeed)
def set_seed(parts: Parts, command: SetSeed) -> None:
    """Begin the random numbers anew."""
    parts.voicing.drawn = 0
    parts.current.change(seed=command.seed)


def _sets(setting: OfInstrument) -> Callable[[Parts, Command], None]:
    """A handler that does no more than to set the field: the command has the value, and nothing else."""

    def run(parts: Parts, command: Command) -> None:
        value = getattr(command, setting.argument)
        parts.current.change(**{setting.key: float32(value) if setting.kind == "number" else value})

    return run


for each in (TEMPERATURE, MODE, LOOP, TRIM, KEY, SMOOTH):
    handles(each.command)(_sets(each))
