"""The contents of a file as rows, for clients that choose a voice of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import Rig
from voices import random_bank, random_voice, random_voices

from dx7bridge.app.folder import Folder
from dx7bridge.commands import ListFiles, ReadFile, ScanData
from dx7bridge.errors import BadArguments, Forbidden
from dx7bridge.voice import Voice, listing
from dx7bridge.voice.listing import contents_of
from dx7bridge.voice.sysex import encode_voice
from dx7bridge.voice.syx import encode_banks, write_banks


def test_each_voice_has_its_number_name_and_values() -> None:
    voices = random_voices(32)
    rows = contents_of(encode_banks(voices))
    assert rows == [(i, voice.name, "", bytes(voice.values)) for i, voice in enumerate(voices, 1)]


def test_a_problem_is_told_in_words_and_the_voice_is_marked() -> None:
    dump = bytearray(encode_voice(random_voice(1)))
    dump[-2] ^= 1
    rows = contents_of(bytes(dump))
    voices = [row for row in rows if len(row) == 4]
    problems = [row for row in rows if len(row) == 2]
    assert [row[0] for row in voices] == [1]
    assert voices[0][2] == "doubtful"
    assert any("checksum" in str(message) for _, message in problems)
    assert contents_of(b"\xf0\x7e\xf7")[-1] == ("", "no DX7 voices in it")


def test_of_a_large_file_the_first_voices_are_listed_and_the_number_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "VOICES", 40)
    rows = contents_of(random_bank(1) + random_bank(2))
    assert len([row for row in rows if len(row) == 4]) == 40
    assert ("", "the file has 64 voices; the first 40 are listed") in rows


def test_the_folder_lists_its_voices_and_nothing_else(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "below").mkdir(parents=True)
    outside.mkdir()
    write_banks(inside / "b.syx", random_voices(1))
    write_banks(inside / "below" / "a.SYX", random_voices(2))
    write_banks(outside / "secret.syx", random_voices(3))
    (inside / "last.json").write_text("{}")
    (inside / "link.syx").symlink_to(outside / "secret.syx")
    folder = Folder(inside)
    assert folder.listing() == [("b.syx", 4104), ("below/a.SYX", 4104)]
    assert len(folder.contents("below/a.SYX")) == 32
    for path in ("../out/secret.syx", "link.syx"):
        with pytest.raises(Forbidden):
            folder.contents(path)
    with pytest.raises(BadArguments, match="no such file"):
        folder.contents("none.syx")


def test_the_engine_lists_files_without_waiting_for_the_disk() -> None:
    rig = Rig()
    voice: Voice = random_voice(5)
    rig.files.voices["mine.syx"] = (voice,)
    assert rig.run(ListFiles()).rows == (("mine.syx", 4104),)
    expected = ((1, voice.name, "", bytes(voice.values)),)
    assert rig.run(ReadFile("mine.syx")).rows == expected
    assert rig.run(ScanData(encode_voice(voice))).rows == expected
    for command in (ListFiles(), ReadFile("mine.syx"), ScanData(b"x")):
        assert rig.errands.of(command) is not None
