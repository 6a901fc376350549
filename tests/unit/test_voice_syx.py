"""Found files of voices: every breakage is reported and everything whole is kept."""

import io
import os
import random

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st
from voices import COLLECTION, NO_COLLECTION, random_bank, random_voice, random_voices

from dx7bridge.errors import BadArguments, BadSysex, OutOfRange
from dx7bridge.voice import INIT_VOICE, PARAMETERS
from dx7bridge.voice.parameters import SOUND_SIZE
from dx7bridge.voice.sysex import (
    MAX_CLAMPED,
    checksum,
    dump_request,
    encode_bank,
    encode_voice,
    pack,
    spare_bits,
    unpack,
)
from dx7bridge.voice.syx import (
    MAX_FILE_SIZE,
    Kind,
    count_kinds,
    parse_spec,
    read_bytes,
    read_file,
    read_tree,
    read_voice,
    write_banks,
    write_file,
)

BANK = random_bank()
VOICES = random_voices(32)
ACED = bytes.fromhex("F0 43 00 05 00 31") + bytes(49) + b"\x00\xf7"
PMEM = bytes.fromhex("F0 43 00 02 10 00") + bytes(2048) + b"\x00\xf7"


def read(data, path="found.syx"):
    return read_bytes(bytes(data), path)


def kinds(file):
    return [problem.kind for problem in file.problems]


def voices_in(file):
    return [found.voice for found in file.voices]


def bank_message(data, head="F0 43 00 09 20 00", end=b"\xf7"):
    return bytes.fromhex(head) + data + bytes([checksum(data)]) + end


# -- what is right ---------------------------------------------------------------------------------


def test_a_good_bank_gives_32_voices_and_no_problems():
    file = read(BANK)
    assert voices_in(file) == VOICES
    assert not file.problems


def test_a_voice_knows_its_place_in_the_file():
    file = read(encode_voice(random_voice(7)) + BANK)
    assert [(v.number, v.offset) for v in file.voices[:3]] == [(1, 6), (2, 163 + 6), (3, 163 + 6 + 128)]
    assert {v.path for v in file.voices} == {"found.syx"}


@pytest.mark.parametrize("channel", range(16))
def test_any_channel_is_accepted(channel):
    file = read(encode_bank(VOICES, channel) + encode_voice(INIT_VOICE, channel))
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert not file.problems
    assert file.channels == (channel,)


def test_several_messages_in_one_file_are_read_in_order():
    other = random_voices(32, seed=3)
    file = read(BANK + encode_voice(INIT_VOICE) + encode_bank(other))
    assert voices_in(file) == [*VOICES, INIT_VOICE, *other]
    assert not file.problems
    assert file.dumps == 3


def test_messages_without_voices_are_no_dumps_and_their_channel_does_not_count():
    ours, supplement = encode_voice(INIT_VOICE, 4), bytes.fromhex("f0 43 02 05 00 31 00 f7")
    file = read(encode_voice(INIT_VOICE, 9)[:100] + b"\xf7" + supplement + ours + supplement)
    assert (file.dumps, file.channels) == (1, (4,))
    assert [voice.channel for voice in file.voices] == [4]


# -- what is broken --------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 32, 64])
def test_packed_voices_without_a_header_are_accepted_by_their_ranges(count):
    many = random_voices(count, seed=5)
    file = read(b"".join(map(pack, many)))
    assert voices_in(file) == many
    assert kinds(file) == [Kind.HEADERLESS]


@pytest.mark.parametrize("end", [b"", b"\xf7"])
def test_a_headerless_bank_with_its_checksum_is_accepted(end):
    data = BANK[6:-1]
    assert kinds(read(data + end)) == [Kind.HEADERLESS]
    assert voices_in(read(data + end)) == VOICES
    wrong = data[:-1] + bytes([data[-1] ^ 1])
    assert kinds(read(wrong + end)) == [Kind.HEADERLESS, Kind.CHECKSUM]


@pytest.mark.parametrize("size", [128, 4096, 4097, 12800])
def test_data_that_are_no_voices_by_their_ranges_are_refused(size):
    dice = random.Random(size)
    for data in (dice.randbytes(size), bytes(dice.choices(b"lorem ipsum dolor\n", k=size)), bytes(size)):
        file = read(data)
        assert not file.voices
        assert Kind.NO_VOICES in kinds(file)


def test_a_bad_checksum_is_reported_and_the_voices_kept():
    message = bytearray(BANK)
    message[-2] ^= 5
    file = read(message)
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.CHECKSUM]
    single = bytearray(encode_voice(INIT_VOICE))
    single[-2] ^= 5
    assert voices_in(read(single)) == [INIT_VOICE]
    assert kinds(read(single)) == [Kind.CHECKSUM]


def test_junk_before_between_and_after_is_skipped():
    file = read(b"hello" + BANK + b"\x00\x00" + encode_voice(INIT_VOICE) + b"\x1a")
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert [(p.kind, p.where) for p in file.problems] == [
        (Kind.JUNK, "byte 0"),
        (Kind.JUNK, f"byte {5 + 4104}"),
        (Kind.JUNK, f"byte {5 + 4104 + 2 + 163}"),
    ]


def test_junk_that_makes_the_size_look_headerless_does_not_mislead():
    junk = bytes(33 * 128 - len(BANK))
    file = read(junk + BANK)
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.JUNK]


def test_supplements_beside_a_bank_are_left_aside():
    file = read(ACED + BANK + PMEM)
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.SUPPLEMENT, Kind.SUPPLEMENT]


def test_messages_of_others_are_skipped():
    roland = bytes.fromhex("F0 41 10 16 12 04 00 00 01 7B F7")
    file = read(roland + dump_request() + BANK)
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.OTHER_MESSAGE, Kind.OTHER_MESSAGE]


@pytest.mark.parametrize("head", ["F0 43 00 04 20 00", "F0 43 00 03 00 5D"])
def test_a_four_operator_bank_is_rejected(head):
    file = read(bank_message(BANK[6:-2], head))
    assert not file.voices
    assert kinds(file) == [Kind.FOUR_OPERATOR, Kind.NO_VOICES]


def test_a_byte_count_of_10_00_is_tolerated():
    file = read(bank_message(BANK[6:-2], "F0 43 00 09 10 00"))
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.BYTE_COUNT]


def test_high_bits_are_masked():
    data = bytearray(BANK[6:-2])
    dice = random.Random(4)
    marked = dice.sample(range(4096), 700)  # among them bytes that then look like F0, F7, F8 and FE
    for at in marked:
        data[at] |= 0x80
    file = read(BANK[:6] + data + BANK[-2:] + encode_voice(INIT_VOICE))
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert kinds(file) == [Kind.HIGH_BITS]
    assert "700 bytes" in file.problems[0].message


@pytest.mark.parametrize("low", [0x70, 0x77, 0x78, 0x7E])
def test_a_masked_byte_may_look_like_any_status(low):
    voice = INIT_VOICE.with_name(f"A{low:c}B") if low < 0x7F else INIT_VOICE
    message = bytearray(encode_voice(voice))
    message[6 + 146] |= 0x80
    file = read(message + BANK)
    assert voices_in(file) == [voice, *VOICES]
    assert kinds(file) == [Kind.HIGH_BITS]


def test_headerless_high_bits_are_masked_too():
    data = bytes(byte | 0x80 for byte in BANK[6:-2])
    file = read(data)
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.HEADERLESS, Kind.HIGH_BITS]


def test_real_time_bytes_inside_are_dropped():
    message = bytearray(BANK)
    for at, byte in ((4000, 0xF8), (2000, 0xFE), (5, 0xF8), (2, 0xFE)):
        message.insert(at, byte)
    file = read(message + encode_voice(INIT_VOICE))
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert kinds(file) == [Kind.REAL_TIME]
    assert "4 real-time" in file.problems[0].message


@pytest.mark.parametrize(("size", "whole"), [(4103, 32), (4102, 32), (4101, 31), (134, 1), (133, 0), (6, 0)])
def test_a_truncated_bank_gives_its_whole_voices(size, whole):
    file = read(BANK[:size])
    assert voices_in(file) == VOICES[:whole]
    assert kinds(file)[0] is (Kind.NO_END if size == 4103 else Kind.TRUNCATED)


def test_a_truncated_bank_before_another_message_loses_only_itself():
    file = read(BANK[:1000] + encode_voice(INIT_VOICE))
    assert voices_in(file) == [*VOICES[:7], INIT_VOICE]
    assert kinds(file) == [Kind.TRUNCATED]
    # the same, cut so that the second message ends where the first should have
    file = read(BANK[: 4104 - 163] + encode_voice(INIT_VOICE))
    assert voices_in(file) == [*VOICES[:30], INIT_VOICE]


def test_a_truncated_voice_is_no_voice():
    file = read(encode_voice(INIT_VOICE)[:100])
    assert not file.voices
    assert kinds(file) == [Kind.TRUNCATED, Kind.NO_VOICES]


def test_bytes_too_many_are_reported_and_the_voices_kept():
    file = read(BANK[:-1] + b"\x01\x02\x03\xf7")
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.TOO_LONG]


def test_out_of_range_values_are_clamped_and_counted():
    data = bytearray(BANK[6:-2])
    data[0] = 127
    data[118:121] = b"\x00\x1f\x7f"  # control characters in the name
    file = read(bank_message(bytes(data)))
    first = file.voices[0]
    assert [(c.parameter.name, c.found, c.kept) for c in first.clamps] == [
        ("op6.rate1", 127, 99),
        ("name1", 0, 32),
        ("name2", 31, 32),
        ("name3", 127, 126),
    ]
    assert kinds(file) == [Kind.OUT_OF_RANGE]
    assert file.problems[0].where == "voice 1"
    assert "4 values" in file.problems[0].message
    assert voices_in(file)[1:] == VOICES[1:]


def test_spare_bits_are_reported_and_cleared():
    data = bytearray(BANK[6:-2])
    data[128 + 15] |= 0x40
    file = read(bank_message(bytes(data)))
    assert voices_in(file) == VOICES
    assert [(p.kind, p.where) for p in file.problems] == [(Kind.SPARE_BITS, "voice 2")]


def test_a_voice_with_many_illegal_values_is_rejected_and_keeps_its_number():
    data = b"\x7f" * 128 + BANK[6 + 128 : -2]
    file = read(bank_message(data))
    assert voices_in(file) == VOICES[1:]
    assert file.voices[0].number == 2
    assert kinds(file) == [Kind.REJECTED]
    assert file.voice(2) == VOICES[1]
    with pytest.raises(BadSysex, match="voice 1 was rejected"):
        file.voice(1)


def test_an_empty_file_says_so():
    assert kinds(read(b"")) == [Kind.EMPTY]


# -- MIDI files around the SysEx -------------------------------------------------------------------


def midi_file(*messages, kind=1):
    file = mido.MidiFile(type=kind)
    for message in messages:
        track = mido.MidiTrack()
        track.append(mido.MetaMessage("track_name", name="voices"))
        track.append(mido.Message("program_change", program=3))
        track.append(mido.Message("note_on", note=60, time=480))
        track.append(mido.Message("note_on", note=60, velocity=0, time=480))
        track.append(mido.Message.from_bytes(list(message)))
        track.append(mido.Message("note_on", note=62, time=480))
        file.tracks.append(track)
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def test_a_midi_file_is_unwrapped():
    file = read(midi_file(BANK, encode_voice(INIT_VOICE)), "found.mid")
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert kinds(file) == [Kind.MIDI_FILE]


def test_a_dump_split_over_packets_of_a_midi_file_is_joined():
    first, second = BANK[1:3000], BANK[3000:]
    track = b"\x00\xf0\x97\x37" + first + b"\x0a\xf7\x88\x50" + second + b"\x00\xff\x2f\x00"
    assert len(first) == 0x17 << 7 | 0x37
    assert len(second) == 0x08 << 7 | 0x50
    data = b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x01\xe0MTrk" + len(track).to_bytes(4, "big") + track
    file = read(data, "split.mid")
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.MIDI_FILE]


@pytest.mark.parametrize("size", range(14, 4150, 283))
def test_a_cut_off_midi_file_gives_what_it_still_holds(size):
    file = read(midi_file(BANK)[:size], "cut.mid")
    assert voices_in(file) == VOICES[: len(file.voices)]
    assert file.problems
    if size > 14 + 8:
        assert Kind.BROKEN_MIDI_FILE in kinds(file)
    if size > 1000:
        assert len(file.voices) >= (size - 100) // 128


def test_a_midi_file_with_a_senseless_event_is_not_fatal():
    data = midi_file(encode_voice(INIT_VOICE), BANK)
    broken = data.replace(b"\xc0\x03", b"\xf4\x03", 1)
    file = read(broken, "broken.mid")
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.MIDI_FILE, Kind.BROKEN_MIDI_FILE]


def test_a_midi_song_without_sysex_has_no_voices():
    song = mido.MidiFile()
    song.tracks.append(mido.MidiTrack([mido.Message("note_on", note=60)]))
    out = io.BytesIO()
    song.save(file=out)
    assert Kind.NO_VOICES in kinds(read(out.getvalue(), "song.mid"))


# -- never a crash ---------------------------------------------------------------------------------


@given(st.binary(max_size=600))
def test_random_bytes_never_crash_the_reader(data):
    file = read(data)
    assert file.voices or file.problems


@given(
    st.binary(max_size=600), st.sampled_from([b"MThd\x00\x00\x00\x06\x00\x01\x00\x01\x01\xe0MTrk", b"MThd"])
)
def test_a_random_midi_file_never_crashes_the_reader(data, head):
    file = read(head + data, "random.mid")
    assert file.voices or file.problems


@given(st.data())
def test_a_damaged_bank_never_crashes_the_reader(data):
    message = bytearray(BANK + encode_voice(INIT_VOICE))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(message) - 1))
        action = data.draw(st.sampled_from(["change", "remove", "insert", "cut"]))
        byte = data.draw(st.integers(0, 255))
        if action == "change":
            message[at] = byte
        elif action == "insert":
            message.insert(at, byte)
        elif action == "remove" and len(message) > 1:
            del message[at]
        elif action == "cut":
            del message[max(at, 1) :]
    file = read(message)
    assert file.voices or file.problems
    numbers = [found.number for found in file.voices]
    assert numbers == sorted(set(numbers))


# -- files and folders -----------------------------------------------------------------------------


def test_a_folder_is_read_recursively_in_order_whatever_the_case(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "TWO.SYX").write_bytes(encode_voice(random_voice(2)))
    (tmp_path / "a.syx").write_bytes(encode_voice(random_voice(1)))
    (tmp_path / "c.Mid").write_bytes(midi_file(encode_voice(random_voice(3))))
    (tmp_path / "notes.txt").write_text("not a voice")
    files = read_tree(tmp_path)
    assert [file.path.name for file in files] == ["a.syx", "TWO.SYX", "c.Mid", "notes.txt"]
    assert [voices_in(file) for file in files] == [[random_voice(n)] for n in (1, 2, 3)] + [[]]
    assert files[-1].passed_over == "text, no SysEx"


def test_an_unreadable_file_in_a_folder_is_a_problem_not_the_end(tmp_path):
    (tmp_path / "good.syx").write_bytes(BANK)
    (tmp_path / "gone.syx").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.syx")
    (tmp_path / "vast.syx").write_bytes(bytes(MAX_FILE_SIZE + 1))
    files = {file.path.name: file for file in read_tree(tmp_path)}
    assert voices_in(files["good.syx"]) == VOICES
    for name, word in (
        ("gone", "no such file"),
        ("pipe", "not a regular"),
        ("vast", "larger than 16777216"),
    ):
        (problem,) = files[f"{name}.syx"].problems
        assert problem.kind is Kind.UNREADABLE
        assert word in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_problem(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    (file,) = read_tree(tmp_path)
    assert kinds(file) == [Kind.UNREADABLE]


def test_a_tree_may_be_one_file(tmp_path):
    (tmp_path / "bank.bin").write_bytes(BANK)
    (file,) = read_tree(tmp_path / "bank.bin")
    assert voices_in(file) == VOICES


def test_what_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(BadArguments, match=r"x\.syx: no such file"):
        read_file(tmp_path / "x.syx")
    with pytest.raises(BadArguments, match="must be a file, not a folder"):
        read_file(tmp_path)
    with pytest.raises(BadArguments, match="cannot be read"):
        read_file(tmp_path / ("x" * 5000))
    with pytest.raises(BadArguments, match="cannot be read"):
        read_file("a\0b")
    with pytest.raises(BadArguments, match="no such file"):
        read_tree(tmp_path / "x")


def test_a_voice_is_taken_from_a_file_by_its_number(tmp_path):
    path = tmp_path / "bank.syx"
    path.write_bytes(BANK)
    assert read_voice(f"{path}") == VOICES[0]
    assert read_voice(f"{path}:1") == VOICES[0]
    assert read_voice(f"{path}:32") == VOICES[31]
    for number in (0, -1, 33):
        with pytest.raises(OutOfRange, match=f"voice {number}: must be from 1 to 32"):
            read_voice(f"{path}:{number}")


def test_a_file_without_voices_says_why(tmp_path):
    path = tmp_path / "empty.syx"
    path.write_bytes(b"")
    with pytest.raises(BadSysex, match=r"no DX7 voices \(the file is empty"):
        read_voice(f"{path}:1")
    with pytest.raises(BadSysex, match="no DX7 voices"):
        read_file(path).all_voices()


def test_a_file_name_with_a_colon_is_a_file_when_it_exists(tmp_path):
    path = tmp_path / "take:2"
    assert parse_spec(str(path)) == (tmp_path / "take", 2)
    path.write_bytes(BANK)
    assert parse_spec(str(path)) == (path, None)
    assert parse_spec(f"{path}:3") == (path, 3)
    assert parse_spec("plain.syx:x") == (type(path)("plain.syx:x"), None)


# -- writing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "banks"), [(1, 1), (31, 1), (32, 1), (33, 2), (64, 2)])
def test_banks_are_written_whole_and_padded_with_the_last_voice(tmp_path, count, banks):
    many = random_voices(count, seed=9)
    write_banks(tmp_path / "out.syx", many)
    file = read_file(tmp_path / "out.syx")
    assert file.size == banks * 4104
    assert not file.problems
    assert voices_in(file) == many + [many[-1]] * (32 * banks - count)


def test_writing_replaces_a_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "out.syx"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_banks(path, VOICES)
    assert path.read_bytes() == BANK
    assert [p.name for p in tmp_path.iterdir()] == ["out.syx"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "out.syx"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadArguments, match=r"out\.syx: cannot be written: No space left"):
        write_banks(path, VOICES)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.syx"]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path):
    (tmp_path / "real.syx").write_bytes(b"old")
    (tmp_path / "link.syx").symlink_to("real.syx")
    write_banks(tmp_path / "link.syx", VOICES)
    assert (tmp_path / "link.syx").is_symlink()
    assert (tmp_path / "real.syx").read_bytes() == BANK
    write_file("/dev/null", BANK)
    assert not os.path.isfile("/dev/null")


def test_what_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(BadArguments, match="a folder"):
        write_banks(tmp_path, VOICES)
    with pytest.raises(BadArguments, match="cannot be written: No such file or directory"):
        write_banks(tmp_path / "no" / "where.syx", VOICES)
    with pytest.raises(BadArguments, match="no voices"):
        write_banks(tmp_path / "out.syx", [])


# -- the law ---------------------------------------------------------------------------------------


def test_every_real_bank_comes_back_but_for_clamped_values_and_spare_bits():
    banks = sorted(COLLECTION.glob("*.syx")) if COLLECTION.is_dir() else []
    if not banks:
        pytest.skip(NO_COLLECTION)
    identical = clamped = spare = 0
    for path in banks:
        original = path.read_bytes()
        file = read_file(path)
        again = encode_bank(file.all_voices())
        explained = {Kind.OUT_OF_RANGE, Kind.SPARE_BITS}
        assert set(kinds(file)) <= explained, path
        if not file.problems:
            assert again == original, path
            identical += 1
            continue
        assert again[:6] == original[:6]
        for number, found in enumerate(file.voices):
            at = 6 + 128 * number
            before, after = original[at : at + 128], again[at : at + 128]
            kept = {clamp.parameter.index: clamp for clamp in found.clamps}
            clamped += bool(kept)
            spare += bool(spare_bits(before))
            if not kept and not spare_bits(before):
                assert after == before, (path, number)
            assert not spare_bits(after)
            for p in PARAMETERS:  # read field by field, apart from the codec under test
                mask = (1 << p.packed.width) - 1
                was = before[p.packed.byte] >> p.packed.shift & mask
                now = after[p.packed.byte] >> p.packed.shift & mask
                if p.low <= was <= p.high:
                    assert now == was
                    assert p.index not in kept
                else:
                    assert now == min(max(was, p.low), p.high) == kept[p.index].kept
                    assert was == kept[p.index].found
    assert identical
    assert clamped
    assert spare


def test_no_real_voice_is_rejected():
    if not COLLECTION.is_dir():
        pytest.skip(NO_COLLECTION)
    files = read_tree(COLLECTION)
    assert files
    assert Kind.REJECTED.value not in count_kinds(p for file in files for p in file.problems)
    worst = max(
        sum(c.parameter.index < SOUND_SIZE for c in found.clamps) for file in files for found in file.voices
    )
    assert worst < MAX_CLAMPED


def test_a_headerless_copy_of_every_real_bank_is_recognised():
    if not COLLECTION.is_dir():
        pytest.skip(NO_COLLECTION)
    for path in sorted(COLLECTION.glob("*.syx"))[::10]:
        data = path.read_bytes()[6:-2]
        file = read(data)
        assert voices_in(file) == [unpack(data[at : at + 128])[0] for at in range(0, 4096, 128)]
