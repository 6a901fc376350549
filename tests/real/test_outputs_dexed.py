"""The embedded synth: the real Dexed engine. Only the audio device is a stand-in, for want of one."""

import sys
import threading
import time
import types
import wave

import numpy as np
import pytest
from servers import do_without
from voices import audible_voice, random_bank, random_voice, random_voices

from dx7bridge.errors import BadSysex, NoMidi, OutOfRange
from dx7bridge.outputs import open_output
from dx7bridge.outputs.dexed import DexedPort
from dx7bridge.sound.players import Mixer, SpeakerPlayer, WavPlayer, open_player, polish
from dx7bridge.sound.render import Renderer
from dx7bridge.voice.sysex import encode_voice, unpack


@pytest.fixture(autouse=True)
def dexed():
    try:
        import dexed
    except ImportError as problem:
        do_without(f"dexed-py does not load ({problem}); pip install 'dx7bridge[dexed]'")
    return dexed


@pytest.fixture
def no_audio(monkeypatch):
    """A machine without PortAudio."""
    monkeypatch.setitem(sys.modules, "sounddevice", None)


class FakePortAudioError(Exception):
    pass


@pytest.fixture
def audio(monkeypatch):
    """A stand-in for sounddevice; `stream.callback` is the device asking for frames."""
    made = types.SimpleNamespace(stream=None)

    class OutputStream:
        def __init__(self, *, samplerate, channels, dtype, callback):
            self.rate, self.shape, self.callback, self.running = (
                samplerate,
                (channels, dtype),
                callback,
                False,
            )
            made.stream = self

        def start(self):
            self.running = True

        def stop(self):
            self.running = False

        def close(self):
            made.closed = True

    module = types.ModuleType("sounddevice")
    module.OutputStream = OutputStream
    module.PortAudioError = FakePortAudioError
    module.query_devices = lambda kind: {"name": "Speakers"}
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    made.module = module
    return made


def heard(stream, frames):
    out = np.full((frames, 1), np.nan, dtype=np.float32)
    stream.callback(out, frames, None, None)
    return out[:, 0]


def read_wav(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44100)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def test_a_voice_renders_to_mono_float_of_the_length_asked_for():
    sound = Renderer(22050).render(audible_voice(1), note=60, velocity=100, seconds=0.5)
    assert sound.dtype == np.float32
    assert sound.shape == (11025,)
    assert np.abs(sound).max() > 0.1


def test_the_same_voice_renders_the_same_and_another_does_not():
    renderer = Renderer()
    first = renderer.render(audible_voice(1))
    other = renderer.render(audible_voice(2))
    assert np.array_equal(first, Renderer().render(audible_voice(1)))
    assert not np.array_equal(first, other)


def test_the_key_is_let_go_before_the_end():
    organ = audible_voice(1)  # sounds until the key is up
    sound = Renderer().render(organ, seconds=1.5)
    third = len(sound) // 3
    assert np.abs(sound[third : 2 * third]).max() > 0.1
    assert np.abs(sound[-third // 2 :]).max() < 0.01


@pytest.mark.parametrize("argument", [{"note": 128}, {"velocity": -1}, {"seconds": 61}])
def test_a_number_out_of_range_is_refused_by_name(argument):
    with pytest.raises(OutOfRange, match=f"{next(iter(argument))} = "):
        Renderer().render(audible_voice(1), **argument)


def test_without_dexed_py_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "dexed", None)
    with pytest.raises(NoMidi, match=r"dx7bridge\[dexed\]"):
        Renderer()


def test_what_is_heard_stays_within_full_scale_and_ends_in_silence():
    renderer = Renderer()
    for seed in range(30):
        sound = polish(renderer.render(random_voice(seed), seconds=0.3), 44100)
        assert np.abs(sound).max(initial=0.0) <= 1.0
        assert sound[-1] == 0.0


def test_silence_stays_silence():
    assert not polish(np.zeros(1000, dtype=np.float32), 44100).any()


def test_without_an_audio_device_each_new_voice_is_rendered_to_one_wav(tmp_path, no_audio):
    output = open_output("dexed", folder=tmp_path)
    output.offer(audible_voice(1), new_sound=True)
    assert output.flush(30)
    first = read_wav(tmp_path / "audition.wav")
    output.offer(audible_voice(2), new_sound=True)
    assert output.flush(30)
    second = read_wav(tmp_path / "audition.wav")
    output.close()
    assert len(first) == len(second) == 66150
    assert np.abs(first).max() > 3000
    assert not np.array_equal(first, second)
    assert [path.name for path in tmp_path.glob("[!.]*")] == ["audition.wav"]
    assert str(tmp_path / "audition.wav") in output.describe()


def test_the_wav_is_the_engine_s_own_sound(tmp_path, no_audio):
    output = open_output("dexed", folder=tmp_path)
    output.offer(audible_voice(3), new_sound=False)
    assert output.flush(30)
    output.close()
    expected = polish(Renderer().render(audible_voice(3)), 44100) * 32767
    assert np.abs(read_wav(tmp_path / "audition.wav") - expected).max() <= 1


def test_a_turning_knob_does_not_start_a_note_for_each_voice(tmp_path, no_audio):
    output = open_output("dexed", folder=tmp_path)
    began = time.monotonic()
    for voice in random_voices(200):
        output.offer(voice, new_sound=False)
    assert output.flush(30)
    output.close()
    assert output.counters.sent <= 1 + (time.monotonic() - began) / 0.25  # however slow this machine
    expected = polish(Renderer().render(random_voices(200)[-1]), 44100) * 32767
    assert np.abs(read_wav(tmp_path / "audition.wav") - expected).max() <= 1


def test_as_in_dexed_channel_and_checksum_do_not_matter(tmp_path):
    player = WavPlayer(44100, tmp_path)
    port = DexedPort(tmp_path, player=player)
    port.send(encode_voice(audible_voice(1)))
    plain = read_wav(tmp_path / "audition.wav")
    odd = bytearray(encode_voice(audible_voice(1), channel=9))
    odd[161] ^= 0x55
    port.send(bytes(odd))
    assert np.array_equal(read_wav(tmp_path / "audition.wav"), plain)


def test_of_a_bank_the_first_voice_is_heard(tmp_path):
    port = DexedPort(tmp_path, player=WavPlayer(44100, tmp_path))
    port.send(random_bank())
    of_bank = read_wav(tmp_path / "audition.wav")
    port.send(encode_voice(unpack(random_bank()[6:134])[0]))
    assert np.array_equal(of_bank, read_wav(tmp_path / "audition.wav"))


def test_a_message_that_is_no_voice_is_refused(tmp_path):
    with pytest.raises(BadSysex, match="7 bytes"):
        DexedPort(tmp_path, player=WavPlayer(44100, tmp_path)).send(bytes(7))


def test_with_an_audio_device_the_voice_is_played_on_it(tmp_path, audio):
    output = open_output("dexed", folder=tmp_path)
    assert "Speakers" in output.describe()
    output.offer(audible_voice(1), new_sound=True)
    output.flush(0.01)
    expected = polish(Renderer().render(audible_voice(1)), 44100)
    while not (block := heard(audio.stream, 441)).any():  # the device asks before the sound is there, too
        pass
    assert np.array_equal(block, expected[:441])
    rest = np.concatenate([heard(audio.stream, 441) for _ in range(149)])
    assert np.array_equal(rest, expected[441:])
    assert not heard(audio.stream, 441).any()
    output.close()
    assert not audio.stream.running
    assert list(tmp_path.iterdir()) == []


def test_flush_waits_until_the_note_has_been_heard(audio):
    player = SpeakerPlayer(44100)
    player.play(np.ones(100, dtype=np.float32))
    assert not player.drain(0.01)
    heard(audio.stream, 100)
    assert player.drain(30)


def test_without_a_default_device_it_falls_back_to_a_file(tmp_path, audio):
    def none(kind):
        raise FakePortAudioError("Error querying device -1")

    audio.module.query_devices = none
    assert isinstance(open_player(44100, tmp_path), WavPlayer)


def test_a_new_note_over_a_sounding_one_does_not_click():
    mixer, out = Mixer(100), np.zeros(200, dtype=np.float32)
    steady = np.full(1000, 0.5, dtype=np.float32)
    mixer.play(steady)
    mixer.fill(out)
    mixer.play(np.zeros(1000, dtype=np.float32))
    mixer.fill(out)
    jumps = np.abs(np.diff(np.concatenate([[0.5], out])))
    assert jumps.max() < 0.02
    assert not out[100:].any()


def test_of_two_new_notes_the_later_is_heard():
    mixer, out = Mixer(10), np.zeros(50, dtype=np.float32)
    mixer.play(np.full(50, 0.1, dtype=np.float32))
    mixer.play(np.full(50, 0.2, dtype=np.float32))
    mixer.fill(out)
    assert np.allclose(out, 0.2)
    assert mixer.silent


def test_closing_fades_the_sounding_note_out(audio):
    player = SpeakerPlayer(44100)
    player.play(np.full(44100, 0.5, dtype=np.float32))
    heard(audio.stream, 441)
    player.close()  # nobody asks for frames here, so it does not wait for ever
    last = heard(audio.stream, 882)
    assert last[0] > 0.4
    assert not last[441:].any()
    assert np.abs(np.diff(last)).max() < 0.01


def test_renders_at_two_sample_rates_wait_for_each_other():
    """The engine refuses them at the same time: a guard listens while the embedded synth plays."""
    voice, problems = audible_voice(1), []

    def play(rate):
        try:
            renderer = Renderer(rate)
            for _ in range(40):
                renderer.render(voice, seconds=1.0)
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=play, args=(rate,)) for rate in (22050, 44100, 44100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
