"""Matching: a recording becomes a take, candidates are found by sound, evolution never loses the nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from dx7bridge.errors import BadArguments
from dx7bridge.sound.features import SAMPLE_RATE
from dx7bridge.sound.render import Audio
from dx7bridge.voice import INIT_VOICE, Voice

soundfile = pytest.importorskip("soundfile")
pytest.importorskip("soxr")
pytest.importorskip("dexed")

from dx7bridge.matching.candidates import Candidates, spectrum_at_c4  # noqa: E402
from dx7bridge.matching.ear import Ear, Take  # noqa: E402
from dx7bridge.matching.matcher import match  # noqa: E402
from dx7bridge.matching.recording import held, read_recording  # noqa: E402
from dx7bridge.matching.search import Search  # noqa: E402
from dx7bridge.sound.render import Renderer  # noqa: E402
from dx7bridge.voice.arrays import unnamed  # noqa: E402
from dx7bridge.voice.parameters import SOUND_SIZE  # noqa: E402

BRIGHT = INIT_VOICE.with_value("op2.output_level", 80).with_value("feedback", 5)
SOFT = INIT_VOICE.with_value("op1.rate1", 40).with_value("op1.rate4", 40)
FIFTH = INIT_VOICE.with_value("op2.output_level", 70).with_value("op2.coarse", 3)


def sine(pitch: float, seconds: float, rate: int = 44100) -> Audio:
    return (0.5 * np.sin(2 * np.pi * pitch * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def take(voice: Voice, note: int = 60, velocity: int = 100) -> Take:
    return Take(note, velocity, Renderer(SAMPLE_RATE).render(voice, note, velocity, 1.5), 1.0)


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(audio: np.ndarray, rate: int = 44100, name: str = "take.wav") -> Path:
        path = tmp_path / name
        soundfile.write(path, audio, rate)
        return path

    return write


@pytest.mark.parametrize("name", ["take.wav", "take.flac", "take.ogg", "take.aiff", "take.mp3"])
def test_every_format_is_read_and_its_note_found(written: Callable[..., Path], name: str) -> None:
    recording = read_recording(written(sine(220.0, 1.0), name=name))
    assert recording.take.note == 57
    assert recording.pitched
    assert abs(recording.cents) < 3


def test_stereo_at_another_rate_is_the_same_take(written: Callable[..., Path]) -> None:
    mono = read_recording(written(sine(330.0, 1.0)))
    stereo = read_recording(written(np.stack([sine(330.0, 1.0, 96000)] * 2, 1), 96000, "stereo.wav"))
    assert stereo.take.note == mono.take.note
    assert len(stereo.take.audio) == pytest.approx(len(mono.take.audio), abs=600)


def test_a_recording_out_of_tune_is_tuned_to_the_nearest_semitone(written: Callable[..., Path]) -> None:
    recording = read_recording(written(sine(440.0 * 2 ** (30 / 1200), 1.0)))
    assert recording.take.note == 69
    assert recording.cents == pytest.approx(30, abs=3)
    spectrum = np.abs(np.fft.rfft(recording.take.audio[:16384] * np.hanning(16384)))
    assert spectrum.argmax() * SAMPLE_RATE / 16384 == pytest.approx(440, abs=1.5)


def test_silence_around_a_sound_is_cut_off(written: Callable[..., Path]) -> None:
    quiet = np.zeros(44100, np.float32)
    recording = read_recording(written(np.concatenate([quiet, sine(220, 0.8), quiet])))
    assert len(recording.take.audio) / SAMPLE_RATE == pytest.approx(0.8, abs=0.05)


def test_a_given_note_is_kept_and_noise_has_no_pitch(written: Callable[..., Path]) -> None:
    assert read_recording(written(sine(220, 1.0)), note=45).take.note == 45
    noise = np.random.default_rng(1).normal(0, 0.1, 44100).astype(np.float32)
    recording = read_recording(written(noise))
    assert not recording.pitched
    assert recording.take.note == 60


@pytest.mark.parametrize(
    ("audio", "words"),
    [
        (np.zeros(44100, np.float32), "is silent"),
        (np.concatenate([np.zeros(22050), sine(440, 0.03), np.zeros(22050)]), "must be at least 0.1 s"),
        (np.full(44100, np.nan, np.float32), "not numbers"),
        (np.zeros(0, np.float32), "is silent"),
    ],
)
def test_what_cannot_be_matched_is_refused(
    written: Callable[..., Path], audio: np.ndarray, words: str
) -> None:
    path = written(audio, name="odd.wav") if words != "not numbers" else written(audio)
    if words == "not numbers":
        soundfile.write(path, audio, 44100, subtype="FLOAT")
    with pytest.raises(BadArguments, match=words):
        read_recording(path)


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"RIFF nothing of the kind")
    for path, words in (("x.wav", "cannot be read"), ("none.wav", "no such file"), (".", "must be a file")):
        with pytest.raises(BadArguments, match=words):
            read_recording(tmp_path / path)


def test_the_key_is_let_go_where_the_level_falls() -> None:
    organ = sine(220, 1.0, SAMPLE_RATE)
    tail = sine(220, 0.5, SAMPLE_RATE) * np.exp(-np.arange(int(0.5 * SAMPLE_RATE)) / SAMPLE_RATE * 30)
    assert held(np.concatenate([organ, tail]).astype(np.float32)) == pytest.approx(1.0, abs=0.15)
    plucked = sine(220, 1.5, SAMPLE_RATE) * np.exp(-np.arange(int(1.5 * SAMPLE_RATE)) / SAMPLE_RATE * 4)
    assert held(plucked.astype(np.float32)) == pytest.approx(1.5, abs=0.01)


def test_the_level_of_a_voice_is_not_heard() -> None:
    ear = Ear([take(BRIGHT)])
    softer = BRIGHT.with_value("op1.output_level", 85)
    assert ear.distance(softer) < 0.5
    assert ear.distance(BRIGHT) == pytest.approx(0, abs=1e-3)
    assert ear.distance(SOFT) > 3


def test_a_voice_beyond_a_limit_is_not_played_on() -> None:
    ear = Ear([take(BRIGHT), take(BRIGHT, 72), take(BRIGHT, 48)])
    assert ear.compare(SOFT, [0.1, 0.1, 0.1])[-1] == float("inf")
    assert ear.renders == 1
    assert len(ear.compare(BRIGHT, [0.1, 0.1, 0.1])) == 3


def test_candidates_are_found_whatever_the_note_and_octave() -> None:
    voices = [SOFT, FIFTH, BRIGHT, INIT_VOICE]
    candidates = Candidates.of(voices)
    for note in (48, 60, 72):
        assert candidates.nearest(take(BRIGHT, note), 1)[0].tobytes() == BRIGHT.sound
    # An octave lower than it is told: the voice is transposed down.
    lower = Take(72, 100, take(BRIGHT, 60).audio, 1.0)
    found = unnamed(candidates.nearest(lower, 1)[0].tobytes())
    assert found["transpose"] == BRIGHT["transpose"] - 12


def test_a_spectrum_has_one_power_whatever_the_level() -> None:
    loud = take(BRIGHT)
    soft = Take(loud.note, loud.velocity, loud.audio * np.float32(0.1), loud.held)
    assert np.array_equal(spectrum_at_c4(loud), spectrum_at_c4(soft))


def test_evolution_never_loses_the_nearest_and_comes_nearer() -> None:
    aim = BRIGHT.with_value("op2.output_level", 60)
    ear = Ear([take(aim)])
    pool = [np.frombuffer(voice.sound, np.uint8) for voice in (BRIGHT, SOFT, INIT_VOICE)]
    search = Search(ear, pool, seed=3)
    distances = []
    for _ in range(600):
        search.step()
        distances.append(search.best.apart)
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.7 * distances[2]
    assert len(search.best.sound) == SOUND_SIZE


def test_the_same_seed_finds_the_same_voice() -> None:
    candidates = Candidates.of([SOFT, FIFTH, INIT_VOICE])
    results = [match([take(BRIGHT)], candidates, 60, seed=5, most=40) for _ in range(2)]
    assert results[0] == results[1]
    assert results[0].apart <= results[0].nearest
    other = match([take(BRIGHT)], candidates, 60, seed=6, most=40)
    assert other.voice != results[0].voice


def test_a_search_is_stopped_with_the_best_so_far() -> None:
    candidates = Candidates.of([SOFT, FIFTH])
    result = match([take(FIFTH)], candidates, 60, stopped=lambda: True)
    assert result.tried == 1
    assert result.voice.sound == FIFTH.sound or result.apart < 1


def test_a_voice_that_runs_away_is_never_the_nearest() -> None:
    class Broken(Ear):
        def compare(self, voice: Voice, limits: Sequence[float] = ()) -> list[float]:
            return [float("nan")] if voice.sound == SOFT.sound else super().compare(voice, limits)

    pool = [np.frombuffer(voice.sound, np.uint8) for voice in (SOFT, BRIGHT)]
    search = Search(Broken([take(FIFTH)]), pool)
    assert not search.step()
    assert search.step()
    assert search.best.sound.tobytes() == BRIGHT.sound
