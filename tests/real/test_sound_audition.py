"""What is heard of a voice: figures of sounds that are known, and of the real engine's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dx7bridge.errors import NoMidi
from dx7bridge.sound.audition import Auditioner
from dx7bridge.sound.measure import QUIETEST, measure
from dx7bridge.sound.players import Player, WavPlayer
from dx7bridge.sound.render import Audio
from dx7bridge.voice import INIT_VOICE

RATE = 44100
TIME = np.arange(3 * RATE) / RATE


class Recorder(Player):
    name = "recorder"

    def __init__(self) -> None:
        self.played: list[Audio] = []
        self.closed = False

    def play(self, audio: Audio) -> None:
        self.played.append(audio)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def player() -> Recorder:
    return Recorder()


@pytest.fixture
def audition(tmp_path: Path, player: Recorder) -> Auditioner:
    pytest.importorskip("dexed")
    return Auditioner(tmp_path, player=player)


def test_a_sine_is_as_bright_as_it_is_high_and_a_full_one_has_0_db() -> None:
    heard = measure(np.sin(2 * np.pi * 1000 * TIME).astype(np.float32), RATE)
    assert heard.brightness == pytest.approx(1000, rel=0.05)
    assert heard.loudness == pytest.approx(0, abs=0.1)
    assert heard.decay == pytest.approx(3.0, abs=0.1)
    assert heard.attack < 0.03


def test_a_slow_attack_and_a_long_decay_are_measured() -> None:
    rise = np.minimum(TIME / 0.5, 1.0)  # 20 dB under the peak after 0.05 s, 1 dB under after 0.45 s
    fall = 10 ** (-np.maximum(TIME - 0.5, 0.0))  # 20 dB a second
    heard = measure((rise * fall * np.sin(2 * np.pi * 440 * TIME)).astype(np.float32), RATE)
    assert heard.attack == pytest.approx(0.4, abs=0.06)
    assert heard.decay == pytest.approx(1.45, abs=0.1)


@pytest.mark.parametrize("length", [0, 10, 3 * RATE])
def test_silence_has_no_brightness(length: int) -> None:
    heard = measure(np.zeros(max(length, 1), dtype=np.float32), RATE)
    assert (heard.brightness, heard.attack, heard.decay, heard.loudness) == (0.0, 0.0, 0.0, QUIETEST)


def test_a_modulated_voice_is_brighter_than_a_plain_one(audition: Auditioner) -> None:
    plain = audition.describe(INIT_VOICE)
    bright = audition.describe(INIT_VOICE.with_value("op2.output_level", 90).with_value("op2.coarse", 3))
    assert plain.verdict == "ok"
    assert plain.brightness == pytest.approx(261.6, rel=0.2)
    assert bright.brightness > 2 * plain.brightness


def test_a_slow_envelope_has_a_slow_attack(audition: Auditioner) -> None:
    slow = INIT_VOICE.with_value("op1.rate1", 40).with_value("op1.level4", 0)
    assert audition.describe(slow).attack > audition.describe(INIT_VOICE).attack + 0.1


def test_a_voice_without_a_carrier_is_silent(audition: Auditioner) -> None:
    assert audition.describe(INIT_VOICE.with_value("op1.output_level", 0)).verdict == "silent"


def test_an_audition_is_as_long_and_loud_as_asked(audition: Auditioner, player: Recorder) -> None:
    assert audition.audition(INIT_VOICE, 60, 100, 0.5) == "recorder"
    assert audition.audition(INIT_VOICE, 60, 100, 2.0) == "recorder"
    assert [len(sound) for sound in player.played] == [RATE // 2, 2 * RATE]
    assert 0.05 < np.abs(player.played[0]).max() <= 1.0
    audition.close()
    assert player.closed


class Synth:
    """Plays notes while it is connected."""

    def __init__(self, *, connected: bool) -> None:
        self.connected, self.notes = connected, list[tuple[int, int, float]]()

    def play_note(self, note: int, velocity: int, seconds: float) -> bool:
        self.notes += [(note, velocity, seconds)] if self.connected else []
        return self.connected


def test_where_there_is_an_audio_device_the_synth_is_not_played(tmp_path: Path, player: Recorder) -> None:
    pytest.importorskip("dexed")
    synth = Synth(connected=True)
    audition = Auditioner(tmp_path, play_note=synth.play_note, player=player)
    assert audition.audition(INIT_VOICE, 60, 100, 0.5) == "recorder"
    assert synth.notes == []


def test_without_an_audio_device_the_synth_plays_or_else_a_file_is_written(tmp_path: Path) -> None:
    pytest.importorskip("dexed")
    for connected in (True, False):
        synth = Synth(connected=connected)
        audition = Auditioner(tmp_path, play_note=synth.play_note, player=WavPlayer(RATE, tmp_path))
        where = "the synth" if connected else str(tmp_path / "audition.wav")
        assert audition.audition(INIT_VOICE, 60, 100, 0.5) == where
        assert len(synth.notes) == connected
        assert (tmp_path / "audition.wav").exists() is not connected


def missing() -> None:
    raise NoMidi("Dexed engine: not installed")


def test_without_the_engine_the_synth_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dx7bridge.sound.audition.Renderer", missing)
    audition = Auditioner(tmp_path, play_note=Synth(connected=True).play_note)
    assert audition.audition(INIT_VOICE, 60, 9, 1) == "the synth"
    audition = Auditioner(tmp_path, play_note=Synth(connected=False).play_note)
    with pytest.raises(NoMidi, match="not installed"):
        audition.audition(INIT_VOICE, 60, 9, 1)


def test_without_the_engine_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dx7bridge.sound.audition.Renderer", missing)
    with pytest.raises(NoMidi, match="not installed"):
        Auditioner(tmp_path).describe(INIT_VOICE)
