"""The embedded synth: every voice that arrives is auditioned with the real Dexed engine.

A port like the others: SysEx goes in, as into Dexed itself. What comes out is one note on the default
audio device, or a WAV file where there is none. Rendering runs on the sender's thread, whose pacing sees
to it that a note has sounded a while before the next; the audio device's own thread mixes.
"""

from __future__ import annotations

import io
import logging
import time
import wave
from abc import ABC, abstractmethod
from collections import deque
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import BadSysex, NoMidi
from dx7bridge.outputs.file import write_whole
from dx7bridge.outputs.port import Port
from dx7bridge.outputs.render import Renderer
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import PACKED_SIZE, VOICE_SIZE
from dx7bridge.voice.sysex import BANK_MESSAGE_SIZE, HEADER_SIZE, VOICE_MESSAGE_SIZE, unpack

Sound = NDArray[np.float32]

NOTE: Final = 60  # C4
VELOCITY: Final = 100
SECONDS: Final = 1.5
GAP: Final = 0.25  # seconds that a note sounds before the next may begin
WAV_FILE: Final = "audition.wav"
GAIN: Final = 0.25  # 99 of 100 voices stay below full scale with it
FADE: Final = 0.01  # seconds
LAST_FADE: Final = 0.2  # seconds that closing waits at most for a sound to fade

_log = logging.getLogger(__name__)


class Player(ABC):
    """Where an audition is heard."""

    name: str

    @abstractmethod
    def play(self, sound: Sound) -> None:
        """Begin this sound now, mono float32 within ±1, instead of the one that still sounds."""

    def drain(self, timeout: float) -> bool:  # noqa: ARG002
        """Wait until it has been heard; False when `timeout` (seconds) was too short."""
        return True

    def close(self) -> None:  # noqa: B027 (a file is not held open)
        """Let go of the device."""


class DexedPort(Port):
    """A port into the embedded engine. `folder` is where the WAV goes when there is no audio device.

    Raises NoMidi when dexed-py is not installed.
    """

    def __init__(self, folder: Path, *, player: Player | None = None) -> None:
        self._renderer = Renderer()
        self._player = player or open_player(self._renderer.sample_rate, folder)

    @property
    def name(self) -> str:
        return f"embedded Dexed engine → {self._player.name}"

    @property
    def takes_notes(self) -> bool:
        return False

    def send(self, message: bytes) -> None:
        """Audition the voice in a dump, or the first of a bank. NoMidi when it cannot be heard."""
        sound = self._renderer.render(_voice_in(message), NOTE, VELOCITY, SECONDS)
        self._player.play(polish(sound, self._renderer.sample_rate))

    def drain(self, timeout: float) -> bool:
        return self._player.drain(timeout)

    def close(self) -> None:
        self._player.close()


def open_player(rate: int, folder: Path) -> Player:
    """The default audio device, or a WAV file in `folder`; the log says why."""
    try:
        return SpeakerPlayer(rate)
    except NoMidi as error:
        _log.info("%s; what is rendered goes to %s", error, folder / WAV_FILE)
        return WavPlayer(rate, folder)


class WavPlayer(Player):
    """Keeps the last audition as a WAV file: mono, 16 bit."""

    def __init__(self, rate: int, folder: Path) -> None:
        self._rate = rate
        self._path = folder / WAV_FILE
        self.name = str(self._path)

    def play(self, sound: Sound) -> None:
        data = io.BytesIO()
        with wave.open(data, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._rate)
            file.writeframes((sound * 32767).astype("<i2").tobytes())
        write_whole(self._path, data.getvalue())


class SpeakerPlayer(Player):
    """Plays on the default audio device. Raises NoMidi when there is none."""

    def __init__(self, rate: int) -> None:
        try:
            import sounddevice
        except (ImportError, OSError) as error:  # OSError: the wheel is there, PortAudio is not
            raise NoMidi(f"audio: {error}") from None
        self._mixer = Mixer(round(FADE * rate))
        try:
            device = sounddevice.query_devices(kind="output")
            self._stream: Any = sounddevice.OutputStream(
                samplerate=rate, channels=1, dtype="float32", callback=self._fill
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise NoMidi(f"audio: no output device ({error})") from None
        self.name = str(device["name"])

    def play(self, sound: Sound) -> None:
        self._mixer.play(sound)

    def drain(self, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        while not self._mixer.silent:
            if time.monotonic() >= deadline:
                return False
            time.sleep(FADE)
        return True

    def close(self) -> None:
        self._mixer.hush()
        self.drain(LAST_FADE)
        self._stream.stop()  # returns once the device has played what it holds
        self._stream.close()

    def _fill(self, out: Sound, _frames: int, _time: Any, _status: Any) -> None:
        self._mixer.fill(out[:, 0])


class Mixer:
    """One sound at a time; a new one fades the old one out under its beginning, so nothing clicks.

    `play` is called by one thread, `fill` by the audio device's; what crosses is one slot.
    """

    def __init__(self, fade: int) -> None:
        self._ramp = np.linspace(1.0, 0.0, fade, dtype=np.float32)
        self._next: deque[Sound] = deque(maxlen=1)  # its methods are atomic: latest wins
        self._sound = np.zeros(0, dtype=np.float32)  # what is still to be heard

    def play(self, sound: Sound) -> None:
        self._next.append(sound)

    def hush(self) -> None:
        """Fade out what still sounds."""
        self.play(np.zeros(len(self._ramp), dtype=np.float32))

    @property
    def silent(self) -> bool:
        """Is nothing sounding, and nothing waiting?"""
        return not self._next and not len(self._sound)

    def fill(self, out: Sound) -> None:
        """Write the next len(out) frames."""
        if self._next:
            arrived = self._next.popleft()
            fading = self._sound[: len(self._ramp)]
            self._sound = arrived.copy()
            overlap = min(len(fading), len(arrived))
            self._sound[:overlap] += fading[:overlap] * self._ramp[:overlap]
        count = min(len(out), len(self._sound))
        out[:count] = np.clip(self._sound[:count], -1.0, 1.0)
        out[count:] = 0.0
        self._sound = self._sound[count:]


def polish(sound: Sound, rate: int) -> Sound:
    """The engine's sound made fit to be heard: within ±1, and its end faded out."""
    peak = float(np.abs(sound).max(initial=0.0))
    heard = sound * np.float32(min(GAIN, 1.0 / peak) if peak > 0 else GAIN)
    fade = min(len(heard), round(FADE * rate))
    heard[len(heard) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return heard


def _voice_in(message: bytes) -> Voice:
    """As Dexed reads it: whatever the channel and the checksum say."""
    if len(message) == VOICE_MESSAGE_SIZE:
        return Voice(message[HEADER_SIZE : HEADER_SIZE + VOICE_SIZE])
    if len(message) == BANK_MESSAGE_SIZE:
        return unpack(message[HEADER_SIZE : HEADER_SIZE + PACKED_SIZE])[0]
    raise BadSysex(f"message: {len(message)} bytes; the embedded engine takes voices and banks")
