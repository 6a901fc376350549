import numpy as np
import pytest
from voices import random_bank, random_voice, random_voices

from dx7bridge.errors import NoMidi
from dx7bridge.outputs import open_output
from dx7bridge.outputs.file import FilePort
from dx7bridge.sound.players import WavPlayer
from dx7bridge.voice.sysex import encode_voice


def names(folder):
    """What a user sees there."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_the_current_voice_is_a_file_and_the_newest_wins(tmp_path):
    output = open_output("file", folder=tmp_path / "new" / "folder", channel=2)
    for voice in random_voices(50):
        output.offer(voice, new_sound=False)
    assert output.flush(30)
    output.close()
    assert (tmp_path / "new" / "folder" / "voice.syx").read_bytes() == encode_voice(random_voices(50)[-1], 2)
    assert names(tmp_path / "new" / "folder") == ["voice.syx"]


def test_one_changed_value_still_gives_a_whole_voice(tmp_path):
    output = open_output("file", folder=tmp_path)
    voice = random_voice(1)
    output.offer(voice, new_sound=True)
    assert output.flush(30)
    moved = voice.with_value("feedback", 7 - voice["feedback"])
    output.offer(moved, new_sound=False)
    assert output.flush(30)
    output.close()
    assert (tmp_path / "voice.syx").read_bytes() == encode_voice(moved)


def test_a_bank_has_a_file_of_its_own(tmp_path):
    output = open_output("file", folder=tmp_path)
    output.send_bank(random_voices(32))
    assert output.flush(30)
    output.close()
    assert (tmp_path / "bank.syx").read_bytes() == random_bank()


def test_without_a_folder_it_goes_to_the_state_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")
    output = open_output("file")
    output.offer(random_voice(1), new_sound=True)
    assert output.flush(30)
    output.close()
    assert (tmp_path / "state" / "voice.syx").exists()


def test_a_folder_that_cannot_be_written_is_reported_by_name(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NoMidi, match="file"):
        FilePort(tmp_path / "file").send(encode_voice(random_voice(1)))


def test_it_says_where_the_voice_is(tmp_path):
    output = open_output("file", folder=tmp_path)
    output.close()
    assert output.describe() == f"file: {tmp_path / 'voice.syx'} (profile file, channel 1)"


def write_voice(folder, voice):
    output = open_output("file", folder=folder)
    output.offer(voice, new_sound=True)
    assert output.flush(30)
    output.close()


def test_a_file_of_its_name_that_is_not_its_own_is_renamed_and_its_own_is_replaced(tmp_path, caplog):
    """Nothing is lost, whoever put it there, and the bridge's own voices do not pile up."""
    (tmp_path / "voice.syx").write_bytes(mine := encode_voice(random_voice(9)))
    write_voice(tmp_path, random_voice(1))
    assert "it is now voice.1.syx" in caplog.text
    assert (tmp_path / "voice.1.syx").read_bytes() == mine
    write_voice(tmp_path, random_voice(2))
    assert names(tmp_path) == ["voice.1.syx", "voice.syx"]
    assert (tmp_path / "voice.syx").read_bytes() == encode_voice(random_voice(2))
    (tmp_path / "voice.syx").write_bytes(b"changed since")
    write_voice(tmp_path, random_voice(3))
    assert names(tmp_path) == ["voice.1.syx", "voice.2.syx", "voice.syx"]
    assert (tmp_path / "voice.2.syx").read_bytes() == b"changed since"


def test_a_bank_and_an_audition_of_somebody_else_s_are_renamed_as_well(tmp_path):
    for name in ("bank.syx", "audition.wav"):
        (tmp_path / name).write_bytes(b"mine")
    output = open_output("file", folder=tmp_path)
    output.send_bank(random_voices(32))
    assert output.flush(30)
    output.close()
    player = WavPlayer(44100, tmp_path)
    player.play(np.zeros(10, np.float32))
    player.close()
    assert names(tmp_path) == ["audition.1.wav", "audition.wav", "bank.1.syx", "bank.syx"]
    assert (tmp_path / "audition.1.wav").read_bytes() == (tmp_path / "bank.1.syx").read_bytes() == b"mine"
