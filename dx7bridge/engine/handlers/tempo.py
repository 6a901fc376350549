"""Commands of time: the tempo, and what is given in beats."""

from __future__ import annotations

from dx7bridge.commands import DRIFT_RATE_LIMIT, LATENT_DIMS, Command, PlayPath, RecallSlot, Reply
from dx7bridge.engine.parts import HANDLERS, Parts, handles
from dx7bridge.engine.sounds import float32
from dx7bridge.playing import (
    FadeToSlotBeats,
    PlayPathBeats,
    SetDriftBeats,
    SetGlideBeats,
    SetTempo,
)

MINUTE = 60.0  # seconds


@handles(SetTempo)
def set_tempo(parts: Parts, command: SetTempo) -> None:
    """Set the tempo. What is under way in beats goes on from where it is, faster or slower."""
    state = parts.current.state
    bpm = float32(command.bpm)
    parts.movement.retime(state.tempo / bpm, glides=state.glide_beats > 0, drift=state.drift_beats > 0)
    parts.current.change(tempo=bpm)
    if state.glide_beats:
        _glide(parts, state.glide_beats)
    if state.drift_beats and state.drift[1]:
        parts.current.change(drift=(_rate(parts, state.drift_beats), state.drift[1]))


@handles(SetGlideBeats)
def set_glide_beats(parts: Parts, command: SetGlideBeats) -> None:
    """Set how many beats moves take, in all dimensions."""
    parts.current.change(glide_beats=float32(command.beats))
    _glide(parts, command.beats)


@handles(SetDriftBeats)
def set_drift_beats(parts: Parts, command: SetDriftBeats) -> None:
    """Drift around here, a turn in so many beats, or stop."""
    rate = _rate(parts, command.beats) if command.beats and command.depth else 0.0
    parts.current.wander(rate, float32(command.depth))
    parts.current.change(drift_beats=float32(command.beats))


@handles(PlayPathBeats, sets_off=True)
def play_path_beats(parts: Parts, command: PlayPathBeats) -> Reply | None:
    """Set off along stored sounds; the answer is how many seconds it takes at this tempo."""
    legs = tuple((slot, beats * MINUTE / parts.current.state.tempo) for slot, beats in command.legs)
    reply = HANDLERS[PlayPath].run(parts, PlayPath(legs))
    parts.movement.follow_tempo()
    return reply


@handles(FadeToSlotBeats, sets_off=True)
def fade_to_slot_beats(parts: Parts, command: FadeToSlotBeats) -> Reply | None:
    """Travel to a stored sound, or recall it at once for 0 beats."""
    there = parts.slots[command.slot]
    if not command.beats:
        recall: Command = RecallSlot(command.slot)
        return HANDLERS[RecallSlot].run(parts, recall)
    seconds = command.beats * MINUTE / parts.current.state.tempo
    parts.movement.walk([parts.current.here, there], [seconds], once=True)
    parts.movement.follow_tempo()
    parts.current.change(path=0.0, slot=command.slot)
    return None


def _glide(parts: Parts, beats: float) -> None:
    seconds = float32(beats * MINUTE / parts.current.state.tempo)
    parts.current.change(glide=(seconds,) * LATENT_DIMS)


def _rate(parts: Parts, beats: float) -> float:
    """Turns a second of a drift that takes so many beats for one."""
    return float32(min(parts.current.state.tempo / MINUTE / beats, DRIFT_RATE_LIMIT))
