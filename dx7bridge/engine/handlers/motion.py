"""Commands that set off or stop what moves by itself."""

from __future__ import annotations

import math

from dx7bridge.commands import PlayPath, Reply, SetDrift, StopPath
from dx7bridge.engine.parts import Parts, handles
from dx7bridge.engine.sounds import float32
from dx7bridge.errors import OutOfRange


@handles(SetDrift)
def set_drift(parts: Parts, command: SetDrift) -> None:
    """Drift around here, or stop."""
    parts.current.wander(float32(command.rate), float32(command.depth))
    parts.current.change(drift_beats=0.0)


@handles(PlayPath, sets_off=True)
def play_path(parts: Parts, command: PlayPath) -> Reply:
    """Set off along stored sounds; the answer is how many seconds it takes."""
    stops = [parts.slots[slot] for slot, _ in command.legs]
    seconds = [seconds for _, seconds in command.legs]
    if parts.current.state.loop and not math.fsum(seconds):
        raise OutOfRange("seconds: all are 0; a path that loops must take some time")
    total = parts.movement.walk([parts.current.here, *stops], seconds)
    parts.current.change(path=0.0)
    return parts.reply(total)


@handles(StopPath)
def stop_path(parts: Parts, _command: StopPath) -> None:
    """Stay where the path has led so far."""
    parts.movement.stop_path()
    parts.current.change(path=0.0)
