"""From files to a data set: what became of every voice is counted."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from voices import random_voices

from dx7bridge.model.sections import SOUND
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_voice
from dx7bridge.voice.syx import write_banks
from training.__main__ import main
from training.dataset import SPLITS, Dataset, NoData, build
from training.prepare import prepare, statistics


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
    (dropped,) = report["dropped_files"].items()
    assert dropped[0] == str(tmp_path / "b" / "notes.syx")
    assert "no DX7 voices in it" in dropped[1]
    assert report["problems"]
    assert report["voices_found"] == 33
    assert report["voices_clamped"] == 1
    assert report["duplicates_dropped"] == 1
    assert report["junk_dropped"] == 1
    assert report["voices_kept"] == len(data.values) == 31
    assert report["families"] == len(set(data.family.tolist())) == 29
    assert report["largest_family"] == 3
    assert report["split"] == {name: len(data.part(name)) for name in SPLITS}
    assert report["data"] == data.digest
    assert sum(report["split_families"].values()) == 29
    assert report["voices_alone_in_their_family"] == 28
    assert report["voices_without_a_name"] == 0
    assert report["commonest_names"]["TEST 1"] == 3
    assert 99 in data.values[:, 0]


def test_the_floors_are_those_of_a_model_that_knows_how_often_values_occur() -> None:
    values = np.zeros((12, 155), np.uint8)
    values[:10, 3] = 7  # to train: ten times 7
    values[10, 3] = 7  # to validate: once 7, once 0
    split = np.repeat(np.array([0, 1], np.uint8), [10, 2])
    floors = statistics(Dataset(values, np.arange(12, dtype=np.int32), split))["floors"]
    always = sum(math.log((10 + p.size) / 11) for p in SOUND if p is not SOUND[3])  # add-one
    assert floors["nats"] == pytest.approx(always + 0.5 * (math.log(110 / 11) + math.log(110 / 1)), abs=0.05)
    assert floors["accuracy"] == pytest.approx((144 + 0.5) / 145, abs=1e-3)


def test_the_digest_knows_voices_and_split_but_not_their_order() -> None:
    data = build(random_voices(20))
    order = np.arange(20)[::-1]
    turned = Dataset(data.values[order], data.family[order], data.split[order])
    assert turned.digest == data.digest
    moved = Dataset(data.values, data.family, (data.split + 1) % 3)
    assert moved.digest != data.digest


def test_the_command_writes_the_report_beside_the_data_and_warns_of_too_few(tmp_path: Path) -> None:
    (tmp_path / "syx").mkdir()
    write_banks(tmp_path / "syx" / "bank.syx", random_voices(32))
    output = tmp_path / "data" / "voices.npz"
    result = CliRunner().invoke(main, ["prepare", str(tmp_path / "syx"), "--output", str(output)])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert json.loads(output.with_suffix(".json").read_text()) == report
    assert report["data"] == Dataset.load(output).digest
    assert "voices to train: fewer than 64 say little" in result.stderr


def test_folders_without_voices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="no voices"):
        prepare([tmp_path])
