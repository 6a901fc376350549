"""From files to a data set: what became of every voice is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from voices import random_voices

from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_voice
from dx7bridge.voice.syx import write_banks
from training.dataset import SPLITS, NoData
from training.prepare import prepare


def test_voices_are_clamped_and_doubles_and_junk_are_dropped_and_all_of_it_is_counted(tmp_path: Path) -> None:
    mute = INIT_VOICE
    for op in range(1, 7):
        mute = mute.with_value(f"op{op}.output_level", 0)
    real = random_voices(29)
    near = real[0].with_value("feedback", real[0]["feedback"] ^ 1)
    (tmp_path / "a" / "deep").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    write_banks(tmp_path / "a" / "bank.syx", [*real, near, real[0].with_name("AGAIN"), mute])
    message = bytearray(encode_voice(real[0].with_value("algorithm", 31)))
    message[6] = 120  # operator 6, rate 1: 0 to 99 are legal
    message[-2] = -sum(message[6:-2]) & 0x7F
    (tmp_path / "a" / "deep" / "single.syx").write_bytes(message)
    (tmp_path / "b" / "notes.syx").write_bytes(b"no voices in here")
    data, report = prepare([tmp_path / "a", tmp_path / "b"])
    assert report["files"] == 3
    assert report["files_without_voices"] == 1
    assert report["problems"]
    assert report["voices_found"] == 33
    assert report["voices_clamped"] == 1
    assert report["duplicates_dropped"] == 1
    assert report["junk_dropped"] == 1
    assert report["voices_kept"] == len(data.values) == 31
    assert report["families"] == len(set(data.family.tolist())) == 29
    assert report["largest_family"] == 3
    assert report["split"] == {name: len(data.part(name)) for name in SPLITS}
    assert 99 in data.values[:, 0]


def test_folders_without_voices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="no voices"):
        prepare([tmp_path])
