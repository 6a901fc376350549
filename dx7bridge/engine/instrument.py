"""The instrument: where it stands in the latent space, its voice, slots and cartridge.

Owns the state and changes it command by command; knows nothing of threads or clients, and does no
I/O. Runs on the engine's worker thread alone; `state` is an immutable snapshot that any thread may read.

Three rules make a performance repeatable:

- A turned knob is deterministic. Moves decode at temperature 0, so a still hand never flickers; chance
  enters with `Sample` and `SampleCart` alone. The name stays while one moves.
- A sound arrived at by sample, encode or recall, or at the end of an interpolation, is *home*: at its
  coordinates the voice is that very voice, not the model's idea of it, also when one comes back.
- Edited parameters stay edited while one moves, until the sound is left for another.
"""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dx7bridge.commands import (
    CART_VOICES,
    DEFAULT_TEMPERATURE,
    LATENT_DIMS,
    LATENT_LIMIT,
    Command,
    EncodeFile,
    EncodeVoice,
    GetCart,
    GetLatent,
    GetName,
    GetParameters,
    GetSysex,
    Interpolate,
    InterpolateCart,
    ListPorts,
    Move,
    MoveXY,
    RecallSlot,
    Reply,
    Sample,
    SampleCart,
    SaveCart,
    SendMidi,
    SetInterpolationSlots,
    SetLatent,
    SetName,
    SetParameter,
    SetSeed,
    SetTemperature,
    SetXYAxes,
    State,
    StoreSlot,
)
from dx7bridge.engine.seams import Decoder, PortLister, VoiceFiles, VoiceOutput
from dx7bridge.errors import BridgeError, NoSlot
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.naming import name_between
from dx7bridge.voice.parameters import SOUND_SIZE

Latent = tuple[float, ...]
Edits = tuple[tuple[int, int], ...]  # (index, value) of the sound parameters set by hand


@dataclass(frozen=True, slots=True)
class Sound:
    """A voice and where it lives; `edits` says which of its values were set by hand."""

    latent: Latent
    voice: Voice
    edits: Edits = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a move leads, before anything is decoded."""

    latent: Latent
    home: Sound | None
    edits: Edits
    name: str
    t: float


class Instrument:
    """Runs commands. Before the first move the voice is INIT VOICE, and nothing has been sent."""

    def __init__(
        self,
        decoder: Decoder,
        output: VoiceOutput,
        files: VoiceFiles,
        ports: PortLister,
        *,
        seed: int = 0,
        temperature: float = DEFAULT_TEMPERATURE,
    ) -> None:
        self._decoder, self._output, self._files, self._ports = decoder, output, files, ports
        self._slots: dict[int, Sound] = {}
        self._home: Sound | None = None
        self._edits: Edits = ()
        self._drawn = 0  # samples since the seed was set
        self.state = State(
            latent=(0.0,) * LATENT_DIMS,
            voice=INIT_VOICE,
            temperature=temperature,
            seed=seed,
            axes=(0, 1),
            ends=(1, 2),
            t=0.0,
            cart=None,
        )

    def run(self, command: Command) -> Reply:
        """Do what is asked; a BridgeError leaves everything as it was."""
        match command:
            case SetLatent() | MoveXY() | Interpolate():
                (reply,) = self.move([command])
                if isinstance(reply, BridgeError):
                    raise reply
                return reply
            case Sample():
                self._sample()
            case EncodeVoice(voice):
                self._encode(voice)
            case EncodeFile(path, number):
                self._encode(self._files.read(path, number))
            case StoreSlot(slot):
                self._slots[slot] = Sound(self.state.latent, self.state.voice, self._edits)
            case RecallSlot(slot):
                self._arrive(self._slot(slot))
            case SetParameter(index, value):
                self._edit(index, value)
            case SetName(name):
                self._show(self.state.voice.with_name(name))
            case SetXYAxes(x, y):
                self.state = replace(self.state, axes=(x, y))
            case SetInterpolationSlots(a, b):
                self.state = replace(self.state, ends=(a, b))
            case SetTemperature(temperature):
                self.state = replace(self.state, temperature=_float32(temperature))
            case SetSeed(seed):
                self._drawn = 0
                self.state = replace(self.state, seed=seed)
            case SampleCart(seed):
                drawn = self._decoder.sample(CART_VOICES, temperature=self.state.temperature, seed=seed)
                self.state = replace(self.state, cart=tuple(voice for _, voice in drawn))
            case InterpolateCart(a, b):
                self.state = replace(self.state, cart=self._interpolated_cart(a, b))
            case SaveCart(path):
                return Reply(self.state, extra=(self._files.save(path, self._cart()),))
            case GetCart():
                self._cart()
            case SendMidi():
                self._output.resend(self.state.voice)
            case ListPorts():
                return Reply(self.state, lines=tuple(self._ports()))
            case GetLatent() | GetParameters() | GetName() | GetSysex():
                pass
        return Reply(self.state)

    def move(self, commands: Sequence[Move]) -> list[Reply | BridgeError]:
        """Moves that wait together: each is answered, only where they lead in the end is decoded.

        Reply number i has the coordinates after move i, and the voice after them all.
        """
        place = _Place(self.state.latent, self._home, self._edits, self.state.voice.name, self.state.t)
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
        try:
            voice = self._voice_at(place)
        except BridgeError as error:
            return [step if isinstance(step, BridgeError) else error for step in steps]
        changed = voice != self.state.voice
        before = self.state
        self._home, self._edits = place.home, place.edits
        self.state = replace(before, latent=place.latent, t=place.t, voice=voice)
        if changed:
            self._output.offer(voice, new_sound=False)
        return [
            step
            if isinstance(step, BridgeError)
            else Reply(replace(before, latent=step.latent, t=step.t, voice=voice))
            for step in steps
        ]

    def _led(self, command: Move, place: _Place) -> _Place:
        """Where one move leads from here."""
        match command:
            case SetLatent(coordinates):
                return replace(place, latent=_moved(place.latent, coordinates))
            case MoveXY(x, y):
                return replace(
                    place, latent=_moved(place.latent, tuple(zip(self.state.axes, (x, y), strict=True)))
                )
            case Interpolate(t):
                a, b = (self._slot(slot) for slot in self.state.ends)
                near = a if t < 0.5 else b
                if t in (0.0, 1.0):
                    return _Place(near.latent, near, near.edits, near.voice.name, t)
                latent = _line(a.latent, b.latent, t)
                return _Place(latent, near, (), near.voice.name, t)

    def _voice_at(self, place: _Place) -> Voice:
        if place.home is not None and place.latent == place.home.latent:
            voice = place.home.voice
        else:
            (voice,) = self._decoder.decode([place.latent], temperature=0.0, names=False)
        values = bytearray(voice.values)
        for index, value in place.edits:
            values[index] = value
        return Voice(bytes(values)).with_name(place.name)

    def _sample(self) -> None:
        chance = random.Random(f"{self.state.seed}/{self._drawn}")
        latent = _coordinates([chance.gauss(0.0, 1.0) for _ in range(LATENT_DIMS)])
        (voice,) = self._decoder.decode(
            [latent], temperature=self.state.temperature, seed=chance.getrandbits(31)
        )
        self._arrive(Sound(latent, voice))
        self._drawn += 1

    def _encode(self, voice: Voice) -> None:
        (latent,) = self._decoder.encode([voice])
        self._arrive(Sound(_coordinates(latent), voice))

    def _arrive(self, sound: Sound) -> None:
        """Leave the old sound for this one."""
        self._home, self._edits = sound, sound.edits
        self.state = replace(self.state, latent=sound.latent, voice=sound.voice)
        self._output.offer(sound.voice, new_sound=True)

    def _edit(self, index: int, value: int) -> None:
        if index < SOUND_SIZE:  # the name stays of its own accord
            self._edits = (*(edit for edit in self._edits if edit[0] != index), (index, value))
        self._show(self.state.voice.with_value(index, value))

    def _show(self, voice: Voice) -> None:
        """The same sound, retouched."""
        if voice != self.state.voice:
            self.state = replace(self.state, voice=voice)
            self._output.offer(voice, new_sound=False)

    def _slot(self, slot: int) -> Sound:
        if slot not in self._slots:
            filled = ", ".join(map(str, sorted(self._slots))) or "none"
            raise NoSlot(f"slot {slot}: nothing is stored in it; filled are {filled}")
        return self._slots[slot]

    def _interpolated_cart(self, slot_a: int, slot_b: int) -> tuple[Voice, ...]:
        a, b = self._slot(slot_a), self._slot(slot_b)
        last = CART_VOICES - 1
        line = [_line(a.latent, b.latent, step / last) for step in range(1, last)]
        between = self._decoder.decode(line, temperature=0.0, names=False)
        named = [
            voice.with_name(name_between(a.voice, b.voice, place, CART_VOICES))
            for place, voice in enumerate(between, 2)
        ]
        return (a.voice, *named, b.voice)

    def _cart(self) -> tuple[Voice, ...]:
        if self.state.cart is None:
            raise NoSlot("cart: nothing in it yet; fill it with /dx7/cart/sample or /dx7/cart/interpolate")
        return self.state.cart


def _float32(value: float) -> float:
    """The nearest number that OSC's float carries: so what a client sends back is what we hold."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


def _moved(latent: Latent, coordinates: tuple[tuple[int, float], ...]) -> Latent:
    moved = list(latent)
    for dimension, value in coordinates:
        moved[dimension] = _float32(value)
    return tuple(moved)


def _line(a: Latent, b: Latent, t: float) -> Latent:
    return tuple(_float32(x + (y - x) * t) for x, y in zip(a, b, strict=True))


def _coordinates(latent: Sequence[float]) -> Latent:
    """The model's coordinates as ours: what goes out must be legal when it comes back in."""
    if len(latent) != LATENT_DIMS or not all(map(math.isfinite, latent)):
        raise ValueError(f"the model gave coordinates {list(latent)}")
    return tuple(_float32(min(max(value, -LATENT_LIMIT), LATENT_LIMIT)) for value in latent)
