"""Files as they turn up in the field, kept in `cases/`: what is right for each is asserted here."""

from pathlib import Path

import pytest

from dx7bridge.voice.syx import Kind, Mark, read_file, read_tree

CASES = Path(__file__).parents[1] / "support" / "cases"
BANK = read_file(CASES / "15-folder-suffixes" / "b.sysex").all_voices()  # A01 to A32


def kinds(file):
    return {problem.kind for problem in file.problems}


def names(file):
    return [found.voice.name for found in file.voices]


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_another_makers_messages_are_no_voices_whatever_their_size(name):
    file = read_file(CASES / "01-foreign-raw" / f"{name}.syx")
    assert not file.voices
    assert kinds(file) == {Kind.OTHER_MESSAGE, Kind.NO_VOICES}
    assert file.size % 128 == 0


@pytest.mark.parametrize(("name", "before"), [("one", 14), ("hundred", 3), ("crlf", 0)])
def test_damage_in_a_bank_stays_where_it_is(name, before):
    file = read_file(CASES / "02-lost-bytes" / f"{name}.syx")
    whole = [found for found in file.voices if found.mark is not Mark.DOUBTFUL]
    assert [found.number for found in whole] == list(range(1, before + 1))
    assert [found.voice for found in whole] == BANK[:before]
    for found in file.voices:
        assert found.voice == BANK[found.number - 1]
    assert len(file.voices) >= 30  # what can be aligned again is not lost
    assert kinds(file) & {Kind.DAMAGED, Kind.LINE_ENDS}


def test_a_bank_is_the_nth_bank_message():
    for name, number in (("rejected2", 2), ("trunc2", 2), ("single_then_bank", 1)):
        file = read_file(CASES / "03-bank-straddle" / f"{name}.syx")
        bank = file.bank(number)
        assert [voice.name for voice in bank.voices] == [f"B{n:02}" for n in range(1, 33)], name
        assert not bank.filled
        assert len(file.banks) == number
    first = read_file(CASES / "03-bank-straddle" / "trunc2.syx").bank(1)
    assert (first.voices[:31], first.filled) == (tuple(BANK[:31]), (32,))


def test_an_unreadable_voice_leaves_init_voice_in_its_place():
    file = read_file(CASES / "04-rejected-shifts" / "rejected.syx")
    bank = file.bank(1)
    assert bank.filled == (5,)
    assert [v.name for v in bank.voices] == ["INIT VOICE" if n == 5 else f"A{n:02}" for n in range(1, 33)]
    assert [p.where for p in file.problems if p.kind is Kind.REJECTED] == ["voice 5"]
    assert "INIT VOICE stands in its place" in file.problems[0].message


def test_hex_written_as_text_is_read_and_other_text_is_none():
    for name in ("voice", "padded"):
        file = read_file(CASES / "13-hex-text" / f"{name}.txt")
        assert [found.voice for found in file.voices] == BANK[:1]
    caps = read_file(CASES / "13-hex-text" / "caps.txt")
    assert (caps.voices, caps.passed_over) == ((), "text, no SysEx")


@pytest.mark.parametrize("name", ["rmid", "mac", "f8"])
def test_a_midi_file_is_found_in_what_is_around_it(name):
    file = read_file(CASES / "14-wrapped-midi" / f"{name}.mid")
    assert [found.voice for found in file.voices] == BANK
    assert not file.doubtful


def test_a_folder_is_read_whatever_the_files_are_called():
    files = read_tree(CASES / "15-folder-suffixes")
    assert [file.path.name for file in files] == ["a.dx7", "b.sysex", "c.sys"]
    assert all(file.all_voices() == BANK for file in files)


def test_the_files_in_a_zip_archive_are_read():
    file = read_file(CASES / "16-zip" / "banks.zip")
    assert len(file.voices) == 40 * 32
    assert len(file.banks) == 40
    assert kinds(file) == {Kind.WRAPPED}
    assert names(file)[:2] == ["OWN 1000", "OWN 1001"]


def test_voices_of_155_values_without_a_header_are_read():
    assert read_file(CASES / "18-raw-unpacked" / "bank155.syx").all_voices() == BANK
    assert read_file(CASES / "18-raw-unpacked" / "voice155.syx").all_voices() == BANK[:1]
