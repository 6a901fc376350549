"""Collections at the shell: known voices and voices that sound alike are left out, latents are kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from voices import random_bank, random_voices

from dx7bridge import cli
from dx7bridge.collection.index import index_folder, latents_of
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.syx import read_file, write_banks

pytest.importorskip("dexed")

PIANO = INIT_VOICE.with_value("op2.output_level", 78).with_value("op1.rate2", 40).with_name("PIANO")


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli.main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def kept(folder: Path) -> list[str]:
    return [voice.name for bank in sorted(folder.glob("*.syx")) for voice in read_file(bank).all_voices()]


def test_known_voices_are_left_out_and_named(tmp_path: Path) -> None:
    voices = random_voices(32)
    (tmp_path / "mine").mkdir()
    write_banks(tmp_path / "mine" / "a.syx", [*voices[:31], PIANO])
    write_banks(tmp_path / "rom1a.syx", [*voices[:31], voices[0]])
    result = run("clean", tmp_path / "mine", "--known", tmp_path / "rom1a.syx", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert set(kept(tmp_path / "out")) == {"PIANO"}
    report = (tmp_path / "out" / "report.txt").read_text()
    assert f"a.syx:2  {voices[1].name}: known: rom1a.syx:2 {voices[1].name}" in report


def test_of_voices_that_sound_alike_the_first_is_kept(tmp_path: Path) -> None:
    twin = PIANO.with_value("op6.rate1", 50).with_value("op1.detune", 8).with_name("TWIN")  # op6 is silent
    louder = PIANO.with_value("op2.output_level", 90).with_name("BRIGHT")
    (tmp_path / "mine").mkdir()
    write_banks(tmp_path / "mine" / "a.syx", [PIANO, twin, louder])
    result = run("clean", tmp_path / "mine", "--alike", 2, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert list(dict.fromkeys(kept(tmp_path / "out"))) == ["PIANO", "BRIGHT"]
    assert "a.syx:2  TWIN: sounds like" in (tmp_path / "out" / "report.txt").read_text()
    assert run("clean", tmp_path / "mine", "-o", tmp_path / "all").exit_code == 0
    assert "TWIN" in kept(tmp_path / "all")


def test_latents_are_encoded_once_for_a_checkpoint(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.syx").write_bytes(random_bank())
    index = index_folder(tmp_path / "old", cache=tmp_path / "cache")
    asked: list[int] = []

    def encode(voices):
        asked.append(len(voices))
        return [[float(voice.values[0])] * 8 for voice in voices]

    first = latents_of(index, b"model", encode, cache=tmp_path / "cache")
    again = latents_of(index, b"model", encode, cache=tmp_path / "cache")
    assert asked == [32]
    assert np.array_equal(first, again)
    assert first[:, 0].tolist() == [float(row[0]) for row in index.values]
    latents_of(index, b"another", encode, cache=tmp_path / "cache")
    assert asked == [32, 32]
    (tmp_path / "old" / "b.syx").write_bytes(random_bank(7))  # only what is new
    both = latents_of(
        index_folder(tmp_path / "old", cache=tmp_path / "cache"), b"model", encode, cache=tmp_path / "cache"
    )
    assert asked == [32, 32, 32]
    assert len(both) == 64


def test_a_bank_is_filled_with_new_voices(tmp_path: Path) -> None:
    write_banks(tmp_path / "a.syx", [PIANO])
    result = run("extract", f"{tmp_path / 'a.syx'}:1", "--fill", "sample", "-o", tmp_path / "b.syx")
    assert result.exit_code == 0
    assert "31 places filled with new voices" in result.stdout
    found = read_file(tmp_path / "b.syx").all_voices()
    assert found[0] == PIANO
    assert len({voice.sound for voice in found}) == 32
