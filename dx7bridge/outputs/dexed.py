"""The embedded synth: every voice that arrives is auditioned with the real Dexed engine.

A port like the others: SysEx goes in, as into Dexed itself. What comes out is one note on the default
audio device, or a WAV file where there is none. Rendering runs on the sender's thread, whose pacing lets
a note sound a while before the next.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dx7bridge.errors import BadSysex
from dx7bridge.outputs.port import Port
from dx7bridge.sound.players import Player, open_player, polish
from dx7bridge.sound.render import Renderer
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import PACKED_SIZE, VOICE_SIZE
from dx7bridge.voice.sysex import BANK_MESSAGE_SIZE, HEADER_SIZE, VOICE_MESSAGE_SIZE, unpack

NOTE: Final = 60  # C4
VELOCITY: Final = 100
SECONDS: Final = 1.5
GAP: Final = 0.25  # seconds that a note sounds before the next may begin


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
        audio = self._renderer.render(_voice_in(message), NOTE, VELOCITY, SECONDS)
        self._player.play(polish(audio, self._renderer.sample_rate))

    def drain(self, timeout: float) -> bool:
        return self._player.drain(timeout)

    def close(self) -> None:
        self._player.close()


def _voice_in(message: bytes) -> Voice:
    """As Dexed reads it: whatever the channel and the checksum say."""
    if len(message) == VOICE_MESSAGE_SIZE:
        return Voice(message[HEADER_SIZE : HEADER_SIZE + VOICE_SIZE])
    if len(message) == BANK_MESSAGE_SIZE:
        return unpack(message[HEADER_SIZE : HEADER_SIZE + PACKED_SIZE])[0]
    raise BadSysex(f"message: {len(message)} bytes; the embedded engine takes voices and banks")
