"""Commands for what is outside: the synth, controllers, ports, and whatever plays an audition."""

from __future__ import annotations

from dx7bridge.commands import (
    Capture,
    Describe,
    ForgetController,
    LearnController,
    ListControllers,
    Reply,
    SendMidi,
)
from dx7bridge.engine.parts import Parts, handles
from dx7bridge.engine.seams import Controllers
from dx7bridge.engine.sounds import float32
from dx7bridge.errors import NoMidi
from dx7bridge.voice.algorithms import ALGORITHMS


@handles(Describe)
def describe(parts: Parts, _command: Describe) -> Reply:
    """Describe the voice and its sound."""
    voice = parts.current.state.voice
    heard = parts.auditions.describe(voice)
    number = voice["algorithm"]
    carriers = " ".join(map(str, sorted(ALGORITHMS[number].carriers)))
    figures = map(float32, (heard.brightness, heard.attack, heard.decay, heard.loudness))
    return parts.rows((number + 1, carriers, *figures, heard.verdict))


@handles(SendMidi)
def send_midi(parts: Parts, _command: SendMidi) -> None:
    """Send the voice once more."""
    parts.output.resend(parts.current.state.voice)


@handles(LearnController)
def learn_controller(parts: Parts, command: LearnController) -> None:
    """Assign the next controller that moves."""
    controllers_of(parts).learn(command.dimension, command.kind)


@handles(ForgetController)
def forget_controller(parts: Parts, command: ForgetController) -> None:
    """Unassign controllers."""
    controllers_of(parts).forget(command.dimension)


@handles(ListControllers)
def list_controllers(parts: Parts, _command: ListControllers) -> Reply:
    """Which controllers are assigned."""
    return parts.rows(*controllers_of(parts).rows())


@handles(Capture)
def capture(parts: Parts, _command: Capture) -> Reply:
    """Ask the synth for its voice; the answer waits for it."""
    return Reply(parts.current.state, awaited=controllers_of(parts).capture())


def controllers_of(parts: Parts) -> Controllers:
    """The MIDI inputs; NoMidi if none is open."""
    if parts.controllers is None:
        raise NoMidi("no MIDI input is open; name one with --input")
    return parts.controllers
