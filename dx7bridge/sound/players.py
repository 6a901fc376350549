"""Audio output: the default audio device, or a WAV file if there is none.

`play` is called by one thread; the audio device's own thread mixes.
"""

from __future__ import annotations

import io
import logging
import os
import time
import wave
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from dx7bridge.errors import NoMidi
from dx7bridge.sound.render import Audio
from dx7bridge.written import OwnFile

WAV_FILE: Final = "audition.wav"
GAIN: Final = 0.25  # 99 of 100 voices stay below full scale with it
FADE: Final = 0.01  # seconds
LAST_FADE: Final = 0.2  # seconds that closing waits at most for a sound to fade

_log = logging.getLogger(__name__)


class Player(ABC):
    """An audio output."""

    name: str

    @abstractmethod
    def play(self, audio: Audio) -> None:
        """Begin this audio now, mono float32 within ±1, instead of what still sounds."""

    def drain(self, timeout: float) -> bool:  # noqa: ARG002
        """Wait until it has been heard; False when `timeout` (seconds) was too short."""
        return True

    def close(self) -> None:  # noqa: B027 (a file is not held open)
        """Let go of the device."""


def open_player(rate: int, folder: Path) -> Player:
    """The default audio device, or a WAV file in `folder`; the log says why."""
    try:
        return SpeakerPlayer(rate)
    except NoMidi as error:
        _log.info("%s; rendering to %s instead", error, folder / WAV_FILE)
        return WavPlayer(rate, folder)


class WavPlayer(Player):
    """Keeps the last audition as a WAV file: mono, 16 bit."""

    def __init__(self, rate: int, folder: Path) -> None:
        self._rate = rate
        self._path = folder / WAV_FILE
        self.name = str(self._path)
        self._file = OwnFile(self._path)

    def play(self, audio: Audio) -> None:
        self._file.write(wav(audio, self._rate))

    def close(self) -> None:
        self._file.close()


class SpeakerPlayer(Player):
    """Plays on the default audio device. Raises NoMidi when there is none."""

    def __init__(self, rate: int) -> None:
        try:
            with _without_jack():
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

    def play(self, audio: Audio) -> None:
        self._mixer.play(audio)

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

    def _fill(self, out: Audio, _frames: int, _time: Any, _status: Any) -> None:
        self._mixer.fill(out[:, 0])


@contextmanager
def _without_jack() -> Iterator[None]:
    """Keep PortAudio, which looks for audio systems when it is imported, from becoming a JACK client.

    Such a client would live in this process: it makes JACK's cycles late, and ends the process when the
    server goes. PortAudio has no setting for that; a server of this name does not exist.
    """
    before = os.environ.get("JACK_DEFAULT_SERVER")
    os.environ["JACK_DEFAULT_SERVER"] = "dx7bridge-uses-no-jack-here"
    try:
        yield
    finally:
        if before is None:
            del os.environ["JACK_DEFAULT_SERVER"]
        else:
            os.environ["JACK_DEFAULT_SERVER"] = before


class Mixer:
    """One sound at a time; a new one fades the old one out under its beginning, so nothing clicks.

    `play` is called by one thread, `fill` by the audio device's; what crosses is one slot.
    """

    def __init__(self, fade: int) -> None:
        self._ramp = np.linspace(1.0, 0.0, fade, dtype=np.float32)
        self._next: deque[Audio] = deque(maxlen=1)  # its methods are atomic: latest wins
        self._sound = np.zeros(0, dtype=np.float32)  # what is still to be heard

    def play(self, audio: Audio) -> None:
        self._next.append(audio)

    def hush(self) -> None:
        """Fade out what still sounds."""
        self.play(np.zeros(len(self._ramp), dtype=np.float32))

    @property
    def silent(self) -> bool:
        """Whether nothing sounds and nothing waits."""
        return not self._next and not len(self._sound)

    def fill(self, out: Audio) -> None:
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


def wav(audio: Audio, rate: int) -> bytes:
    """A WAV file: mono, 16 bit; what is beyond full scale is clipped."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(audio, -1.0, 1.0) * 32767).astype("<i2").tobytes())
    return data.getvalue()


def polish(audio: Audio, rate: int) -> Audio:
    """The engine's sound made fit to be heard: within ±1, and its end faded out."""
    peak = float(np.abs(audio).max(initial=0.0))
    heard = audio * np.float32(min(GAIN, 1.0 / peak) if peak > 0 else GAIN)
    fade = min(len(heard), round(FADE * rate))
    heard[len(heard) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return heard
