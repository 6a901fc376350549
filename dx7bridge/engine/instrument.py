"""The instrument: dispatches commands to its parts, and moves on in time.

Puts the parts together and owns none of what they do: `moves` says where a move leads, `voicing` makes the
voice there, `current` is the sound that plays, `movement` what moves by itself, `slots` and `history` what
is remembered; `handlers` has a function for every command but moves. Knows nothing of threads or clients.
Runs on the engine's worker thread alone; `state` is an immutable snapshot that any thread may read.

Rules that make a performance repeatable:

- A turned knob is deterministic. Moves decode at temperature 0, so a still hand never flickers; chance
  enters with `Sample`, `Vary` and `SampleCart` alone. The name stays while one moves.
- A sound arrived at by sample, vary, encode, recall or morph is *home*: at its coordinates the voice is
  that very voice, not the model's idea of it, also when one comes back; and what the model leaves out of
  it is let go smoothly as one moves away.
- Edited parameters stay edited while one moves, until the sound is left for another.
- Locked parameters keep their values whatever happens, but for an edit of their own and for undo.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

import dx7bridge.engine.handlers  # noqa: F401 (registers them)
from dx7bridge.commands import (
    DEFAULT_TEMPERATURE,
    LATENT_DIMS,
    Command,
    Key,
    Level,
    Move,
    Question,
    Reply,
    Sample,
    State,
)
from dx7bridge.engine.calibration import Calibration
from dx7bridge.engine.current import Current, Moment
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.handlers.devices import controllers_of
from dx7bridge.engine.history import History
from dx7bridge.engine.keeping import Keeping
from dx7bridge.engine.keys import Keys
from dx7bridge.engine.measuring import Measuring
from dx7bridge.engine.movement import Movement
from dx7bridge.engine.moves import Moves
from dx7bridge.engine.parts import HANDLERS, Handler, Parts
from dx7bridge.engine.place import Place
from dx7bridge.engine.seams import (
    Auditions,
    Clock,
    Companion,
    Controllers,
    Decoder,
    Hearing,
    NoAuditions,
    VoiceOutput,
)
from dx7bridge.engine.slots import Slots
from dx7bridge.engine.sounds import Latent, float32
from dx7bridge.engine.voicing import Voicing
from dx7bridge.errors import BridgeError
from dx7bridge.voice import INIT_VOICE, Voice


class Instrument:
    """Runs commands. Before the first move the voice is INIT VOICE, and nothing has been sent."""

    def __init__(
        self,
        decoder: Decoder,
        output: VoiceOutput,
        *,
        seed: int = 0,
        temperature: float = DEFAULT_TEMPERATURE,
        glide: float = 0.0,
        clock: Clock = time.monotonic,
        auditions: Auditions | None = None,
        companions: Mapping[str, Companion] | None = None,
        controllers: Controllers | None = None,
        guard: Guard | None = None,
        hearing: Hearing | None = None,
        level: Level = "match",
        transposition: Key = "keep",
        smooth: bool = True,
        measuring: Measuring | None = None,
    ) -> None:
        self._decoder, self._clock = decoder, clock
        self._known: object = None
        self._calibration = Calibration.of(None)
        guard = guard or Guard()
        state = State(
            latent=(0.0,) * LATENT_DIMS,
            voice=INIT_VOICE,
            temperature=float32(temperature),
            seed=seed,
            pad_dims=(0, 1),
            ends=(1, 2),
            t=0.0,
            cart=None,
            glide=(float32(glide),) * LATENT_DIMS,
            guard=guard.enabled,
            level=level if hearing is not None else "off",
            transposition=transposition,
            smooth=smooth,
        )
        self._movement, slots, self._history = Movement(clock), Slots(), History[Moment]()
        self._current = Current(state, output, self._movement, self._shares)
        keeping = Keeping(self._current, hearing)
        self._slots, self._measuring = slots, measuring
        self._voicing = Voicing(decoder, guard, self._current, keeping, self._calibrated, measuring)
        self._moves = Moves(self._current, slots, self._calibrated)
        self._parts = Parts(
            current=self._current,
            movement=self._movement,
            voicing=self._voicing,
            slots=slots,
            history=self._history,
            guard=guard,
            keeping=keeping,
            calibration=self._calibrated,
            output=output,
            keys=Keys(output),
            auditions=auditions or NoAuditions(),
            companions=dict(companions or {}),
            controllers=controllers,
            decoder=decoder,
            ready=lambda: getattr(decoder, "ready", None),
        )

    @property
    def state(self) -> State:
        """All that clients can follow, as it is now."""
        return self._current.state

    @property
    def moving(self) -> bool:
        """Whether it moves by itself, so that `tick` has something to do."""
        return self._movement.moving

    @property
    def drifting(self) -> bool:
        """Whether it moves with nobody's hand on it."""
        return self._movement.drifting

    @property
    def plays_notes(self) -> bool:
        """Whether a synth is connected that would play a note now."""
        return self._parts.output.plays_notes

    def bank(self) -> Sequence[Voice]:
        """The bank that came in last over MIDI; NoMidi when none has."""
        return controllers_of(self._parts).bank()

    def run(self, command: Command) -> Reply:
        """Do what is asked; a BridgeError leaves everything as it was."""
        if isinstance(command, Move):
            (reply,) = self.move([command])
            if isinstance(reply, BridgeError):
                raise reply
            return reply
        handler = _handler(command)
        before = self._current.moment
        with self._aside():
            reply = handler.run(self._parts, command) or Reply(self.state)
        sets_off = handler.sets_off or (self._movement.wandering and 0.0 in before.drift)
        if handler.undoable and (sets_off or self._current.moment != before):
            self._remember(before, handler.gesture(command) if handler.gesture else None)
            reply = replace(reply, state=self.state)
        return reply

    def move(self, commands: Sequence[Move]) -> list[Reply | BridgeError]:
        """Moves that wait together: each is answered, only where they lead in the end is decoded.

        Reply number i has the coordinates after move i, and the voice after them all.
        """
        with self._aside():
            return self._move(commands)

    def _move(self, commands: Sequence[Move]) -> list[Reply | BridgeError]:
        self.tick()
        now, state = self._clock(), self.state
        place = self._moves.start(state.latent)
        steps: list[Place | BridgeError] = []
        for command in commands:
            try:
                place = self._moves.lead(command, place)
            except BridgeError as error:
                steps.append(error)
            else:
                steps.append(place)
        if all(isinstance(step, BridgeError) for step in steps):
            return [step for step in steps if isinstance(step, BridgeError)]
        voice = state.voice
        if place.jumps:
            try:
                voice = self._voicing.knob(place)
            except BridgeError as error:
                return [step if isinstance(step, BridgeError) else error for step in steps]
        before = self._current.moment
        left_home = place.home is not self._current.home
        self._movement.set_off(state.latent, place, state.glide, now, left_home=left_home)
        self._current.settle(place, voice)
        self._current.stand(place.latent, t=place.t, xy=place.xy, voice=voice, path=0.0)
        if place.sent or self._current.moment != before:
            self._remember(before, "move")
        self._current.play(voice, state.voice)
        return [step if isinstance(step, BridgeError) else self._answer(step) for step in steps]

    def foresee(self, commands: Sequence[Command]) -> None:
        """Make the voice of a sample among these commands, or the one that moves lead to, and remember it.

        A guess: that all stays as it is. Nothing changes that can be heard or seen. BridgeError.
        """
        if any(isinstance(command, Sample) for command in commands):
            self._voicing.foresee_sample()
        elif commands and all(isinstance(command, Move) for command in commands):
            place = self._moves.start(self.state.latent)
            for command in commands:
                if isinstance(command, Move):
                    place = self._moves.lead(command, place)
            self._voicing.foresee(place)

    def tick(self) -> bool:
        """Move on to where it should be by now; whether the state has changed. NoModel stops the motion."""
        if not self.moving:
            return False
        before, now = self.state, self._clock()
        step = self._movement.step(now, loop=before.loop)
        place = self._moves.start(step.base)
        if step.path is not None:
            place = self._moves.mixed(place, step.parts)
        base = place.latent
        place = replace(place, latent=self._movement.strayed(base, now))
        try:
            voice = self._voicing.knob(place)
        except BridgeError:
            self._movement.rest()
            raise
        self._current.settle(place, voice)
        self._current.stand(place.latent, voice=voice)
        self._current.change(path=self._movement.took(step, base, loop=before.loop))
        self._current.play(voice, before.voice)
        return self.state != before

    @contextlib.contextmanager
    def _aside(self) -> Iterator[None]:
        """Let nothing be measured meanwhile; then have measured what may be played next."""
        if self._measuring is None:
            yield
            return
        with self._measuring.aside():
            yield
            filled = [number for number, _ in self.state.slots]
            ends = self.state.ends
            self._voicing.look_around(
                (self._slots[ends[0]], self._slots[ends[1]]) if set(ends) <= set(filled) else None
            )

    def _answer(self, step: Place) -> Reply:
        """The reply to one of several moves."""
        norm = self._shares(step.latent)
        return Reply(replace(self.state, latent=step.latent, norm=norm, t=step.t, xy=step.xy))

    def _remember(self, before: Moment, gesture: Hashable) -> None:
        self._history.note(before, gesture, self._clock())
        self._current.change(history=self._history.depth)

    def _shares(self, latent: Latent) -> tuple[float, ...]:
        return self._calibrated().shares(latent)

    def _calibrated(self) -> Calibration:
        """The ranges of the axes; N(0, 1) until the model is loaded."""
        known = getattr(self._decoder, "axes", None)
        if known is not self._known:
            self._known, self._calibration = known, Calibration.of(known)
        return self._calibration


def _handler(command: Command) -> Handler:
    """The handler of a command. A question without one is answered with the state."""
    if type(command) in HANDLERS:
        return HANDLERS[type(command)]
    if isinstance(command, Question):
        return _STATE
    raise TypeError(f"{type(command).__name__} has no handler")


_STATE = Handler(lambda _parts, _command: None)
