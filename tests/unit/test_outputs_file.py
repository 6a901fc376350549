import pytest
from voices import random_bank, random_voice, random_voices

from dx7bridge.errors import NoMidi
from dx7bridge.outputs import open_output
from dx7bridge.outputs.file import FilePort
from dx7bridge.voice.sysex import encode_voice


def test_the_current_voice_is_a_file_and_the_newest_wins(tmp_path):
    output = open_output("file", folder=tmp_path / "new" / "folder", channel=2)
    for voice in random_voices(50):
        output.offer(voice, new_sound=False)
    assert output.flush(30)
    output.close()
    assert (tmp_path / "new" / "folder" / "voice.syx").read_bytes() == encode_voice(random_voices(50)[-1], 2)
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["voice.syx"]


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
