"""Stand-ins for what the engine talks to: a decoder without torch, an output and a folder that remember."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dx7bridge.commands import FAVOURITES, LATENT_DIMS, Command, Reply
from dx7bridge.engine import Engine, Errands, Instrument
from dx7bridge.errors import BadArguments, BridgeError, OutOfRange
from dx7bridge.voice import PARAMETERS, DeviceReport, Voice
from dx7bridge.voice.parameters import SOUND_SIZE


class Clock:
    """A clock that stands until somebody sets `now`, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class FakeDecoder:
    """Parameter i follows dimension i % 8 from low to high over -8 to 8. Deterministic, and not invertible.

    `gate` can be cleared to hold the next call; `failing` is raised by every call; `decoded` lists the
    coordinates of each decode, `held` what was held.
    """

    axes: list[Any] | None = None
    ready: Any = None

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.failing: Exception | None = None
        self.decoded: list[list[tuple[float, ...]]] = []
        self.temperatures: list[float] = []
        self.held: list[dict[int, int]] = []

    def _pass(self) -> None:
        self.entered.set()
        if not self.gate.wait(30):
            raise TimeoutError("a test forgot to open the gate")
        if self.failing is not None:
            raise self.failing

    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
        near: Sequence[Sequence[tuple[Voice, float]]] = (),
    ) -> list[Voice]:
        self._pass()
        self.held.append(dict(held or {}))
        self.decoded.append([tuple(z) for z in latents])
        self.temperatures.append(temperature)
        return [self._drawn(self._voice(z, "DECODED" if names else ""), temperature, seed) for z in latents]

    def encode(self, voices: Sequence[Voice]) -> list[tuple[float, ...]]:
        self._pass()
        return [tuple(_mean(voice, dimension) for dimension in range(LATENT_DIMS)) for voice in voices]

    def sample(
        self, count: int, *, temperature: float, seed: int, held: Mapping[int, int] | None = None
    ) -> list[tuple[tuple[float, ...], Voice]]:
        self._pass()
        self.held.append(dict(held or {}))
        self.temperatures.append(temperature)
        drawn = []
        for number in range(count):
            chance = random.Random(f"{seed} {number}")
            z = tuple(chance.gauss(0, 1) for _ in range(LATENT_DIMS))
            voice = self._voice(z, f"S{seed % 1000} {number}")
            drawn.append((z, self._drawn(voice, temperature, chance.getrandbits(31))))
        return drawn

    def _drawn(self, voice: Voice, temperature: float, seed: int) -> Voice:
        """At a temperature the feedback is left to chance."""
        return voice.with_value("feedback", random.Random(seed).randrange(8)) if temperature else voice

    def _voice(self, z: Sequence[float], name: str) -> Voice:
        values = bytes(
            round(p.low + (p.high - p.low) * (min(max(z[p.index % LATENT_DIMS], -8), 8) + 8) / 16)
            for p in PARAMETERS[:SOUND_SIZE]
        )
        return Voice(values + b" " * 10).with_name(name)


def _mean(voice: Voice, dimension: int) -> float:
    near = [p for p in PARAMETERS[:SOUND_SIZE] if p.index % LATENT_DIMS == dimension]
    return sum(voice[p.index] / p.high for p in near) / len(near) * 4 - 2


class FakeOutput:
    """Remembers what it was offered: (voice, new_sound), and what was resent. `failing` refuses a resend."""

    def __init__(self) -> None:
        self.offered: list[tuple[Voice, bool]] = []
        self.reports: list[DeviceReport | None] = []
        self.resent: list[Voice] = []
        self.failing: BridgeError | None = None
        self.plays_notes = True
        self.played: list[bytes] = []
        self.panics = 0

    def play(self, message: bytes) -> None:
        self.played.append(message)

    def panic(self) -> None:
        self.panics += 1

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        self.offered.append((voice, new_sound))
        self.reports.append(report)

    def resend(self, voice: Voice) -> None:
        if self.failing is not None:
            raise self.failing
        self.resent.append(voice)


class FakeFiles:
    """A folder in memory: voices by path."""

    def __init__(self) -> None:
        self.voices: dict[str, tuple[Voice, ...]] = {}
        self.mended: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.deleted: list[Voice] = []
        self.deleted_texts: dict[str, str] = {}

    def read(self, path: str, number: int) -> tuple[Voice, str]:
        if path not in self.voices:
            raise BadArguments(f"file {path!r}: no such file")
        if number > len(self.voices[path]):
            raise OutOfRange(f"voice {number}: {path} has {len(self.voices[path])}")
        return self.voices[path][number - 1], self.mended.get(path, "")

    def save(self, path: str, voices: Sequence[Voice], *, overwrite: bool = False) -> str:
        self.voices[path] = tuple(voices)
        return path

    def read_text(self, path: str) -> str:
        if path not in self.texts:
            raise BadArguments(f"file {path!r}: no such file")
        return self.texts[path]

    def save_text(self, path: str, text: str, *, overwrite: bool = False) -> str:
        self.texts[path] = text
        return path

    def listing(self) -> list[tuple[int | str | bytes, ...]]:
        return [(path, 4104) for path in sorted(self.voices)]

    def contents(self, path: str) -> list[tuple[int | str | bytes, ...]]:
        if path not in self.voices:
            raise BadArguments(f"file {path!r}: no such file")
        return [(i, voice.name, "", bytes(voice.values)) for i, voice in enumerate(self.voices[path], 1)]

    def append(self, path: str, voice: Voice, *, overwrite: bool = False) -> tuple[str, int]:
        self.voices[path] = (*self.voices.get(path, ()), voice)
        return path, len(self.voices[path])

    def favourites(self) -> Sequence[Voice]:
        return self.voices.get(FAVOURITES, ())

    def favourite(self, number: int) -> Voice:
        return self.read(FAVOURITES, number)[0]

    def rename_favourite(self, number: int, name: str) -> str:
        voices = list(self.favourites())
        voices[number - 1] = voices[number - 1].with_name(name)
        self.voices[FAVOURITES] = tuple(voices)
        return name

    def delete_favourite(self, number: int) -> tuple[str, int]:
        voices = list(self.favourites())
        self.deleted.append(voices.pop(number - 1))
        self.voices[FAVOURITES] = tuple(voices)
        return self.deleted[-1].name, len(voices)

    def restore_favourite(self) -> tuple[int, Voice]:
        return self.append(FAVOURITES, self.deleted.pop())[1], self.favourites()[-1]

    def sessions(self) -> Sequence[str]:
        return sorted(name.removesuffix(".json") for name in self.texts)

    def rename_session(self, name: str, new: str) -> str:
        self.texts[f"{new}.json"] = self.texts.pop(f"{name}.json")
        return new

    def delete_session(self, name: str) -> str:
        self.deleted_texts[name] = self.texts.pop(f"{name}.json")
        return name

    def restore_session(self, name: str) -> str:
        name = name or list(self.deleted_texts)[-1]
        self.texts[f"{name}.json"] = self.deleted_texts.pop(name)
        return name


@dataclass(frozen=True)
class FakeDescription:
    brightness: float = 440.5
    attack: float = 0.25
    decay: float = 1.5
    loudness: float = -12.0
    verdict: str = "ok"


class FakeAuditions:
    """Remembers what it was to play. `failing` refuses everything."""

    def __init__(self) -> None:
        self.played: list[tuple[Voice, int, int, float]] = []
        self.failing: BridgeError | None = None

    def audition(self, voice: Voice, note: int, velocity: int, seconds: float) -> str:
        if self.failing is not None:
            raise self.failing
        self.played.append((voice, note, velocity, seconds))
        return "speaker"

    def describe(self, voice: Voice) -> FakeDescription:
        if self.failing is not None:
            raise self.failing
        return FakeDescription()


class Rig:
    """An engine on fakes. `ports` is what a listing of the MIDI ports finds; the `clock` is the system's
    until a test puts another in its place."""

    def __init__(self, *, seed: int = 1, capacity: int = 256, output: FakeOutput | None = None) -> None:
        self.decoder, self.output, self.files = FakeDecoder(), output or FakeOutput(), FakeFiles()
        self.auditions = FakeAuditions()
        self.ports = ["Dexed", "DX7 in"]
        self.clock: Callable[[], float] = time.monotonic
        self.instrument = Instrument(
            self.decoder,
            self.output,
            seed=seed,
            clock=lambda: self.clock(),
            auditions=self.auditions,
            transposition="free",  # the fake model's own values, all of them
            smooth=False,
        )
        self.use(self.instrument, capacity)

    def use(self, instrument: Instrument, capacity: int = 256) -> None:
        """Have another instrument in the place of the first."""
        self.instrument = instrument
        self.errands = Errands(instrument, self.files, lambda: self.ports, self.auditions, self.files)
        self.engine = Engine(instrument, self.errands, capacity=capacity)

    def run(self, command: Command) -> Reply:
        """Do a command here and now, also one that needs files."""
        return self.errands.run(command)


class FakeTimer:
    """An event loop's clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 100.0
        self._calls: list[_Call] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[..., object], *args: object) -> _Call:
        call = _Call(when, callback, args)
        self._calls.append(call)
        return call

    def advance(self, seconds: float) -> None:
        """Let time pass, calling back what falls due, each at its own time."""
        end = self.now + seconds
        while due := [call for call in self._calls if call.when <= end and not call.cancelled]:
            call = min(due, key=lambda call: call.when)
            self._calls.remove(call)
            self.now = max(self.now, call.when)
            call.callback(*call.args)
        self.now = end


class _Call:
    def __init__(self, when: float, callback: Callable[..., object], args: tuple[object, ...]) -> None:
        self.when, self.callback, self.args = when, callback, args
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True
