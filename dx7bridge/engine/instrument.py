"""The instrument: where it stands in the latent space, its voice, slots and cartridge.

Owns the state and changes it command by command; knows nothing of threads or clients, and does no
I/O. Runs on the engine's worker thread alone; `state` is an immutable snapshot that any thread may read.

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

import math
import random
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from dx7bridge.commands import (
    CART_VOICES,
    DEFAULT_TEMPERATURE,
    LATENT_DIMS,
    Capture,
    ClearSlot,
    Command,
    Describe,
    EncodeVoice,
    ForgetController,
    GetAxes,
    GetCart,
    GetSession,
    Interpolate,
    InterpolateCart,
    LearnController,
    ListControllers,
    Lock,
    MorphXY,
    Move,
    MoveNormXY,
    MoveXY,
    NameSlot,
    PlayPath,
    RecallSlot,
    Redo,
    Reply,
    RestoreSession,
    Sample,
    SampleCart,
    SendMidi,
    SetDrift,
    SetGlide,
    SetGuard,
    SetInterpolationSlots,
    SetLatent,
    SetMorphCorners,
    SetMorphMode,
    SetName,
    SetNorm,
    SetParameter,
    SetPathLoop,
    SetSeed,
    SetTemperature,
    SetXYAxes,
    State,
    StopPath,
    StoreSlot,
    Undo,
    Unlock,
    Vary,
)
from dx7bridge.engine.anchors import Anchors, Parts
from dx7bridge.engine.axes import Axes
from dx7bridge.engine.history import History
from dx7bridge.engine.motion import Drift, Glides, Path
from dx7bridge.engine.seams import (
    Clock,
    Companion,
    Controllers,
    Deaf,
    Decoder,
    Ears,
    Guard,
    VoiceOutput,
)
from dx7bridge.engine.session import SavedSlot, SavedSound, Session, from_text, to_text
from dx7bridge.engine.sounds import (
    Edits,
    Latent,
    Sound,
    float32,
    hold_at,
    legal,
    lock_words,
    mixed_latent,
    mixed_voice,
    moved,
    nearest,
    pad,
    with_values,
)
from dx7bridge.errors import BadArguments, BridgeError, NoMidi, NoSlot, OutOfRange
from dx7bridge.voice import INIT_VOICE, Told, Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.naming import name_between
from dx7bridge.voice.parameters import SOUND_SIZE

SAME_NAME: Final = 0.5  # the amount of variation from which on it is another sound by another name


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a move leads, before anything is decoded. `sent` are coordinates that travel from here."""

    latent: Latent
    home: Sound | None
    parts: Parts  # of a morph; what is reached then becomes home
    edits: Edits
    name: str
    t: float
    xy: tuple[float, float]
    sent: Mapping[int, float]
    jumps: bool  # does anything change at once?


@dataclass(frozen=True, slots=True)
class _Moment:
    """What undo brings back: the sound, and how one came by it."""

    latent: Latent
    voice: Voice
    home: Sound | None
    edits: Edits
    t: float
    xy: tuple[float, float]
    drift: tuple[float, float] = field(compare=False)  # switching it off changes no sound


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
        ears: Ears | None = None,
        companions: Mapping[str, Companion] | None = None,
        controllers: Controllers | None = None,
        guard: Guard | None = None,
    ) -> None:
        self._decoder, self._output = decoder, output
        self._clock = clock
        self._ears: Ears = ears or Deaf()
        self._companions = dict(companions or {})
        self._controllers = controllers
        self._guard = guard
        self._slots: dict[int, Sound] = {}
        self._slot_names: dict[int, str] = {}
        self._home: Sound | None = None
        self._edits: Edits = ()
        self._locked: frozenset[int] = frozenset()
        self._drawn = 0  # samples since the seed was set
        self._history: History[_Moment] = History()
        self._sounded: Latent = (0.0,) * LATENT_DIMS  # where a voice could last be played
        self._base: Latent = (0.0,) * LATENT_DIMS  # where we would be without the drift
        self._glides = Glides()
        self._drift: Drift | None = None
        self._anchors = Anchors(decoder)
        self._path: Path | None = None
        self._at = 0.0  # how many legs of it were behind us at the last step
        self._known_axes: object = None
        self._axes = Axes.of(None)
        self.state = State(
            latent=(0.0,) * LATENT_DIMS,
            voice=INIT_VOICE,
            temperature=float32(temperature),
            seed=seed,
            axes=(0, 1),
            ends=(1, 2),
            t=0.0,
            cart=None,
            glide=(float32(glide),) * LATENT_DIMS,
            guard=guard is not None and guard.enabled,
        )

    @property
    def moving(self) -> bool:
        """Does it move by itself, so that `tick` has something to do?"""
        return bool(self._glides) or self._drift is not None or self._path is not None

    @property
    def drifting(self) -> bool:
        """Does it move with nobody's hand on it?"""
        return self._drift is not None or self._path is not None

    def run(self, command: Command) -> Reply:
        """Do what is asked; a BridgeError leaves everything as it was."""
        if isinstance(command, Move):
            (reply,) = self.move([command])
            if isinstance(reply, BridgeError):
                raise reply
            return reply
        before = self._moment()
        reply = self._run(command)
        sets_off = isinstance(command, PlayPath) or (self._drift is not None and 0.0 in before.drift)
        if (self._moment() != before or sets_off) and not isinstance(command, Undo | Redo):
            self._remember(before, _gesture(command))
            reply = replace(reply, state=self.state)
        return reply

    def _run(self, command: Command) -> Reply:
        match command:
            case Sample():
                self._sample()
            case Vary(amount):
                self._vary(amount)
            case EncodeVoice(voice, mended, told):
                self._encode(voice, told)
                return Reply(self.state, extra=(mended,) if mended else ())
            case StoreSlot(slot):
                self._slots[slot] = Sound(self.state.latent, self.state.voice, self._edits)
                self._slot_names.pop(slot, None)
                self._list_slots()
            case NameSlot(slot, name):
                self._slot(slot)
                self._slot_names[slot] = name
                self._list_slots()
            case ClearSlot(slot):
                self._slot(slot)
                del self._slots[slot]
                self._slot_names.pop(slot, None)
                self._list_slots()
            case RecallSlot(slot):
                self._arrive(self._slot(slot))
            case SetParameter(index, value, told):
                self._edit(index, value, told)
            case SetName(name):
                self._show(self.state.voice.with_name(name))
            case Undo():
                self._back_to(self._history.undo(self._moment()))
                return Reply(self.state, extra=self.state.history)
            case Redo():
                self._back_to(self._history.redo(self._moment()))
                return Reply(self.state, extra=self.state.history)
            case Lock(indices):
                self._lock(self._locked.union(indices))
                return Reply(self.state, extra=(len(self._locked),))
            case Unlock(indices):
                self._lock(self._locked.difference(indices))
                return Reply(self.state, extra=(len(self._locked),))
            case SetDrift(rate, depth):
                self._wander(float32(rate), float32(depth))
            case PlayPath(legs):
                return Reply(self.state, extra=(self._walk(legs),))
            case StopPath():
                self._path = None
                self.state = replace(self.state, path=0.0)
            case SetPathLoop(loop):
                self.state = replace(self.state, loop=loop)
            case RestoreSession(text, file):
                self._restore(text, file)
            case GetSession():
                return Reply(self.state, rows=((self._session(),),))
            case GetAxes():
                return Reply(self.state, rows=self._calibrated().rows())
            case SetXYAxes(x, y):
                self.state = replace(self.state, axes=(x, y))
            case SetInterpolationSlots(a, b):
                self.state = replace(self.state, ends=(a, b))
            case SetMorphCorners(a, b, c, d):
                self.state = replace(self.state, corners=(a, b, c, d))
            case SetGuard(on):
                if self._guard is None or (on and not self._guard.possible):
                    raise NoMidi("guard: it needs the Dexed engine, dx7bridge[dexed]")
                self._guard.enabled = on
                self.state = replace(self.state, guard=on)
            case SetMorphMode(mode):
                self.state = replace(self.state, mode=mode)
            case SetGlide(dimensions, seconds):
                self.state = replace(
                    self.state, glide=moved(self.state.glide, ((d, seconds) for d in dimensions))
                )
            case SetTemperature(temperature):
                self.state = replace(self.state, temperature=float32(temperature))
            case SetSeed(seed):
                self._drawn = 0
                self.state = replace(self.state, seed=seed)
            case SampleCart(seed):
                self.state = replace(self.state, cart=self._sampled_cart(seed))
            case InterpolateCart(a, b):
                self.state = replace(self.state, cart=self._interpolated_cart(a, b))
            case Describe():
                return Reply(self.state, rows=(self._description(),))
            case GetCart():
                self._cart()
            case SendMidi():
                self._output.resend(self.state.voice)
            case LearnController():
                self._need_controllers().learn(command.dimension)
            case ForgetController():
                self._need_controllers().forget(command.dimension)
            case ListControllers():
                return Reply(self.state, rows=tuple(self._need_controllers().rows()))
            case Capture():
                return Reply(self.state, awaited=self._need_controllers().capture())
            case _:  # the other questions: the state is the answer
                pass
        return Reply(self.state)

    def _need_controllers(self) -> Controllers:
        if self._controllers is None:
            raise NoMidi("no MIDI input is open; name one with --input")
        return self._controllers

    def move(self, commands: Sequence[Move]) -> list[Reply | BridgeError]:
        """Moves that wait together: each is answered, only where they lead in the end is decoded.

        Reply number i has the coordinates after move i, and the voice after them all.
        """
        self.tick()
        now, state = self._clock(), self.state
        place = self._place(state.latent)
        steps: list[_Place | BridgeError] = []
        for command in commands:
            try:
                place = self._led(command, place)
            except BridgeError as error:
                steps.append(error)
            else:
                steps.append(place)
        if all(isinstance(step, BridgeError) for step in steps):
            return [step for step in steps if isinstance(step, BridgeError)]
        voice = state.voice
        if place.jumps:
            try:
                voice = self._voice_at(place)
            except BridgeError as error:
                return [step if isinstance(step, BridgeError) else error for step in steps]
        before = self._moment()
        self._set_off(place, now)
        self._settle(place, voice)
        self._stand(place.latent, t=place.t, xy=place.xy, voice=voice, path=0.0)
        if self._moment() != before or place.sent:
            self._remember(before, "move")
        if voice != state.voice:
            self._output.offer(voice, new_sound=False)
        return [
            step
            if isinstance(step, BridgeError)
            else Reply(
                replace(
                    self.state,
                    latent=step.latent,
                    norm=self._calibrated().shares(step.latent),
                    t=step.t,
                    xy=step.xy,
                )
            )
            for step in steps
        ]

    def tick(self) -> bool:
        """Move on to where it should be by now; is the state another one? NoModel stops the motion."""
        if not self.moving:
            return False
        before, now = self.state, self._clock()
        base = moved(self._base, self._glides.step(now).items())
        place = self._place(base)
        path, at = self._path, 0.0
        if path is not None:
            path, at = self._along(path, now)
            place = self._mixed(place, path.parts(at))
            base = place.latent
        if self._drift is not None:
            wander = zip(base, self._drift.at(now), strict=True)
            place = replace(place, latent=legal([z + off for z, off in wander]))
        try:
            voice = self._voice_at(place)
        except BridgeError:
            self._rest()
            raise
        over = path is not None and at == len(path.seconds) and not before.loop
        self._path, self._at = None if over else path, at
        self._settle(place, voice)
        self._stand(place.latent, voice=voice, path=0.0 if over else float32(at))
        self._base = base
        if voice != before.voice:
            self._output.offer(voice, new_sound=False)
        return self.state != before

    def _along(self, path: Path, now: float) -> tuple[Path, float]:
        """How far we are by now; no stop is passed without being heard once."""
        at = path.at(now)
        if self.state.loop and self._at == at == len(path.seconds):
            path = path.again()
            return path, min(path.at(now), 1.0)
        return path, min(at, math.floor(self._at) + 1.0)

    def _place(self, latent: Latent) -> _Place:
        """Where we are, or were we there."""
        state = self.state
        name = state.voice.name
        return _Place(latent, self._home, (), self._edits, name, state.t, state.xy, {}, jumps=False)

    def _led(self, command: Move, place: _Place) -> _Place:
        """Where one move leads from here."""
        match command:
            case SetLatent(coordinates):
                return self._steered(place, coordinates)
            case SetNorm(shares):
                return self._steered(place, self._coordinates(place.latent, shares))
            case MoveXY(x, y):
                return self._steered(place, tuple(zip(self.state.axes, (x, y), strict=True)))
            case MoveNormXY(x, y):
                shares = tuple(zip(self.state.axes, (x, y), strict=True))
                return self._steered(place, self._coordinates(place.latent, shares))
            case Interpolate(t):
                ends = [self._slot(slot) for slot in self.state.ends]
                return replace(self._mixed(place, list(zip(ends, (1.0 - t, t), strict=True))), t=t)
            case MorphXY(x, y):
                corners = [self._slot(slot) for slot in self.state.corners]
                return replace(self._mixed(place, list(zip(corners, pad(x, y), strict=True))), xy=(x, y))

    def _steered(self, place: _Place, coordinates: Sequence[tuple[int, float]]) -> _Place:
        """Some coordinates jump to their new values, those with a glide are sent there."""
        jumps = [(d, value) for d, value in coordinates if not self.state.glide[d]]
        sent = dict(place.sent)
        for dimension, value in coordinates:
            sent.pop(dimension, None)
            if self.state.glide[dimension]:
                sent[dimension] = float32(value)
        return replace(place, latent=moved(place.latent, jumps), sent=sent, jumps=place.jumps or bool(jumps))

    def _mixed(self, place: _Place, parts: Sequence[tuple[Sound, float]]) -> _Place:
        """A point between stored sounds; where one of them has all the weight it is that very sound."""
        near = nearest(parts)
        way = replace(place, name=near.voice.name, parts=tuple(parts), sent={}, jumps=True)
        for sound, weight in parts:
            if weight == 1.0:
                return replace(way, latent=sound.latent, home=sound, edits=sound.edits)
        latent = mixed_latent(parts)
        if self.state.mode == "parameters":
            return replace(way, latent=latent, home=Sound(latent, mixed_voice(parts)), edits=())
        return replace(way, latent=latent, home=near, edits=())

    def _coordinates(
        self, latent: Latent, shares: Sequence[tuple[int, float]]
    ) -> tuple[tuple[int, float], ...]:
        """Where these shares lead. One that is so already leads nowhere: an echo of ours must not move us."""
        axes = self._calibrated().all
        return tuple(
            (dimension, axes[dimension].coordinate(share))
            for dimension, share in shares
            if float32(share) != axes[dimension].share(latent[dimension])
        )

    def _calibrated(self) -> Axes:
        """The axes as the model tells of them, as soon as it is there."""
        known = getattr(self._decoder, "axes", None)
        if known is not self._known_axes:
            self._known_axes, self._axes = known, Axes.of(known)
        return self._axes

    def _set_off(self, place: _Place, now: float) -> None:
        """Let travel what was sent, and stay what was set. A hand on the knobs ends a path."""
        self._path = None
        if place.home is not self._home:
            self._glides.clear()
        offsets = self._offsets()
        for dimension, (then, here) in enumerate(zip(self.state.latent, place.latent, strict=True)):
            off = offsets[dimension]
            if dimension in place.sent:
                seconds = self.state.glide[dimension]
                self._glides.send(dimension, here - off, place.sent[dimension] - off, seconds, now)
            elif here != then:
                self._glides.stop(dimension)

    def _stand(self, latent: Latent, **changes: Any) -> None:
        """Be there; a drift goes on from there."""
        offsets = self._offsets()
        self._base = tuple(z - off for z, off in zip(latent, offsets, strict=True))
        norm = self._calibrated().shares(latent)
        self.state = replace(self.state, latent=latent, norm=norm, **changes)

    def _offsets(self) -> tuple[float, ...]:
        return (0.0,) * LATENT_DIMS if self._drift is None else self._drift.at(self._clock())

    def _settle(self, place: _Place, voice: Voice) -> None:
        """Home is where the place says, or a point of a morph itself; its edits come with it."""
        between = place.parts and (place.home is None or place.home.latent != place.latent)
        self._home = Sound(place.latent, voice) if between else place.home
        self._edits = place.edits

    def _rest(self) -> None:
        """No motion that somebody set off goes on; a drift does."""
        self._glides.clear()
        self._path = None

    def _wander(self, rate: float, depth: float) -> None:
        on = rate > 0 and depth > 0
        self._drift = Drift(self.state.seed, rate, depth, self._clock()) if on else None
        self._stand(self.state.latent, drift=(rate, depth))

    def _walk(self, legs: Sequence[tuple[int, float]]) -> float:
        """Set off along these slots; how many seconds it takes."""
        stops = [self._slot(slot) for slot, _ in legs]
        seconds = tuple(seconds for _, seconds in legs)
        if self.state.loop and not math.fsum(seconds):
            raise OutOfRange("seconds: all are 0, and a path that loops needs time; legal are 0 to 600 each")
        self._rest()
        here = Sound(self.state.latent, self.state.voice, self._edits)
        self._path, self._at = Path((here, *stops), seconds, self._clock()), 0.0
        self.state = replace(self.state, path=0.0)
        return float32(self._path.total)

    def _voice_at(self, place: _Place) -> Voice:
        home = place.home

        def voice_at(latent: Latent) -> Voice:
            if place.parts or home is None:
                return self._anchored(latent, place.parts)
            return self._anchored(latent, ((home, hold_at(math.dist(latent, home.latent))),))

        if home is not None and place.latent == home.latent:
            voice = home.voice
        else:
            voice = self._sounding(place.latent, voice_at)
        return self._held(with_values(voice, dict(place.edits)).with_name(place.name))

    def _sounding(self, latent: Latent, voice_at: Callable[[Latent], Voice]) -> Voice:
        """The voice there, or the nearest on the way back that can be played, as the guard has it."""
        if self._guard is None:
            return voice_at(latent)
        self._sounded, voice = self._guard.walk(latent, self._sounded, lambda at: self._held(voice_at(at)))
        return voice

    def _anchored(self, latent: Latent, parts: Parts) -> Voice:
        """What the model says there, held by these sounds: each with how firmly it holds, 0 to 1."""
        return self._anchors.voice(latent, parts, self._held_sound())

    def _held(self, voice: Voice) -> Voice:
        """The voice with what is locked as it is now, whatever the model made of that."""
        return with_values(voice, {index: self.state.voice.values[index] for index in self._locked})

    def _held_sound(self) -> dict[int, int]:
        """What is locked of the sound, for the model to fit the rest to."""
        return {index: self.state.voice.values[index] for index in self._locked if index < SOUND_SIZE}

    def _sample(self) -> None:
        ((latent, voice),) = self._decoder.sample(
            1,
            temperature=self.state.temperature,
            seed=self._chance().getrandbits(31),
            held=self._held_sound(),
        )
        self._arrive(Sound(legal(latent), voice))
        self._drawn += 1

    def _vary(self, amount: float) -> None:
        """A step of the size of `amount` that stays where voices are: N(0, I) remains N(0, I).

        As little as the coordinates change, as firmly the voice holds on to what it is.
        """
        if amount == 1.0:
            self._sample()
            return
        keep = math.sqrt(1.0 - amount * amount)
        here = Sound(self.state.latent, self.state.voice, self._edits)
        way = zip(here.latent, _normal(self._chance()), strict=True)
        latent = legal([keep * z + amount * noise for z, noise in way])
        voice = self._sounding(latent, lambda place: self._anchored(place, ((here, keep),)))
        if amount < SAME_NAME:
            voice = voice.with_name(here.voice.name)
        else:
            (named,) = self._decoder.decode([latent], temperature=0.0)
            voice = voice.with_name(named.name)
        self._arrive(Sound(latent, with_values(voice, dict(here.edits)), here.edits))
        self._drawn += 1

    def _chance(self) -> random.Random:
        """Random numbers of the next draw: they depend on the seed and on how many were before."""
        return random.Random(f"{self.state.seed}/{self._drawn}")

    def _encode(self, voice: Voice, told: Told | None = None) -> None:
        (latent,) = self._decoder.encode([voice])
        self._arrive(Sound(legal(latent), voice), told)

    def _arrive(self, sound: Sound, told: Told | None = None) -> None:
        """Leave the old sound for this one."""
        self._rest()
        voice = self._held(sound.voice)
        self._home, self._edits = replace(sound, voice=voice), sound.edits
        self._sounded = sound.latent
        self._stand(sound.latent, voice=voice, path=0.0)
        self._output.offer(voice, new_sound=True, told=told)

    def _edit(self, index: int, value: int, told: Told | None = None) -> None:
        if index < SOUND_SIZE:  # the name stays of its own accord
            self._edits = (*(edit for edit in self._edits if edit[0] != index), (index, value))
        self._show(self.state.voice.with_value(index, value), told)

    def _show(self, voice: Voice, told: Told | None = None) -> None:
        """The same sound, retouched."""
        if voice != self.state.voice:
            self.state = replace(self.state, voice=voice)
            self._output.offer(voice, new_sound=False, told=told)

    def _lock(self, indices: frozenset[int]) -> None:
        self._locked = indices
        self.state = replace(self.state, locks=lock_words(indices))

    def _moment(self) -> _Moment:
        state = self.state
        return _Moment(state.latent, state.voice, self._home, self._edits, state.t, state.xy, state.drift)

    def _remember(self, before: _Moment, gesture: Hashable) -> None:
        self._history.note(before, gesture, self._clock())
        self.state = replace(self.state, history=self._history.depth)

    def _back_to(self, moment: _Moment | None) -> None:
        if moment is None:
            return
        self._rest()
        if self._drift is not None and 0.0 in moment.drift:  # back to before it began
            self._wander(*moment.drift)
        changed = moment.voice != self.state.voice
        self._home, self._edits = moment.home, moment.edits
        self._stand(
            moment.latent,
            voice=moment.voice,
            t=moment.t,
            xy=moment.xy,
            path=0.0,
            history=self._history.depth,
        )
        if changed:
            self._output.offer(moment.voice, new_sound=True)

    def _slot(self, slot: int) -> Sound:
        if slot not in self._slots:
            filled = ", ".join(map(str, sorted(self._slots))) or "none"
            raise NoSlot(f"slot {slot}: nothing is stored in it; filled are {filled}")
        return self._slots[slot]

    def _description(self) -> tuple[int | float | str, ...]:
        voice = self.state.voice
        heard = self._ears.describe(voice)
        number = voice["algorithm"]
        carriers = " ".join(map(str, sorted(ALGORITHMS[number].carriers)))
        figures = map(float32, (heard.brightness, heard.attack, heard.decay, heard.loudness))
        return (number + 1, carriers, *figures, heard.verdict)

    def _list_slots(self) -> None:
        names = self._slot_names
        listed = ((n, names.get(n, self._slots[n].voice.name)) for n in sorted(self._slots))
        self.state = replace(self.state, slots=tuple(listed))

    def _session(self) -> str:
        state = self.state
        return to_text(
            Session(
                version=1,
                sound=SavedSound.of(Sound(state.latent, state.voice, self._edits)),
                home=None if self._home is None else SavedSound.of(self._home),
                slots=tuple(
                    SavedSlot(number, name, SavedSound.of(self._slots[number]))
                    for number, name in state.slots
                ),
                locks=tuple(sorted(self._locked)),
                axes=state.axes,
                ends=state.ends,
                t=state.t,
                corners=state.corners,
                xy=state.xy,
                mode=state.mode,
                guard=None if self._guard is None or not self._guard.possible else state.guard,
                glide=state.glide,
                drift=state.drift,
                loop=state.loop,
                temperature=state.temperature,
                seed=state.seed,
                drawn=self._drawn,
                cart=None if state.cart is None else tuple(voice.values.hex() for voice in state.cart),
                others={name: companion.save() for name, companion in self._companions.items()},
            )
        )

    def _restore(self, text: str, file: str) -> None:
        """Take a session back, all of it or nothing; BadArguments naming `file`."""
        saved = from_text(text, file)
        for name, companion in self._companions.items():
            if name in saved.others:
                try:
                    companion.check(saved.others[name])
                except BadArguments as error:
                    raise BadArguments(f"{file}: {error}") from None
        if saved.axes[0] == saved.axes[1]:
            raise BadArguments(f"{file}: axes are both {saved.axes[0]}; two different ones are needed")
        self._rest()
        for name, companion in self._companions.items():
            if name in saved.others:
                companion.load(saved.others[name])
        sound = saved.sound.sound()
        self._home = None if saved.home is None else saved.home.sound()
        self._edits = sound.edits
        self._slots = {slot.slot: slot.sound.sound() for slot in saved.slots}
        self._slot_names = {slot.slot: slot.name for slot in saved.slots}
        self._drawn = saved.drawn
        self._list_slots()
        self._lock(frozenset(saved.locks))
        if self._guard is not None and self._guard.possible and saved.guard is not None:
            self._guard.enabled = saved.guard
        cart = None if saved.cart is None else tuple(Voice(bytes.fromhex(voice)) for voice in saved.cart)
        self.state = replace(
            self.state,
            axes=saved.axes,
            ends=saved.ends,
            corners=saved.corners,
            mode=saved.mode,
            guard=self._guard is not None and self._guard.enabled,
            glide=saved.glide,
            loop=saved.loop,
            temperature=saved.temperature,
            seed=saved.seed,
            cart=cart,
        )
        self._stand(sound.latent, voice=sound.voice, t=saved.t, xy=saved.xy, path=0.0)
        self._wander(*saved.drift)
        self._output.offer(sound.voice, new_sound=True)

    def _sampled_cart(self, seed: int) -> tuple[Voice, ...]:
        drawn = self._decoder.sample(
            CART_VOICES, temperature=self.state.temperature, seed=seed, held=self._held_sound()
        )
        return tuple(self._held(voice) for _, voice in drawn)

    def _interpolated_cart(self, slot_a: int, slot_b: int) -> tuple[Voice, ...]:
        a, b = self._slot(slot_a), self._slot(slot_b)
        last = CART_VOICES - 1
        steps = [[(a, 1.0 - step / last), (b, step / last)] for step in range(1, last)]
        if self.state.mode == "parameters":
            between = [mixed_voice(parts) for parts in steps]
        else:
            stands, self._sounded = self._sounded, a.latent
            between = [
                self._sounding(mixed_latent(parts), partial(self._anchored, parts=tuple(parts)))
                for parts in steps
            ]
            self._sounded = stands
        named = [
            voice.with_name(name_between(a.voice, b.voice, place, CART_VOICES))
            for place, voice in enumerate(between, 2)
        ]
        return tuple(self._held(voice) for voice in (a.voice, *named, b.voice))

    def _cart(self) -> tuple[Voice, ...]:
        if self.state.cart is None:
            raise NoSlot("cart: nothing in it yet; fill it with /dx7/cart/sample or /dx7/cart/interpolate")
        return self.state.cart


def _gesture(command: Command) -> Hashable:
    """What makes one step of undo with others of its kind; None for what stands alone."""
    match command:
        case SetParameter(index):
            return ("parameter", index)
        case SetName():
            return "name"
    return None


def _normal(chance: random.Random) -> list[float]:
    return [chance.gauss(0.0, 1.0) for _ in range(LATENT_DIMS)]
