"""Kinds of files: what is around voices, what only looks like them, and what damage does to them."""

import gzip
import io
import random
import struct
import zipfile

import pytest
from corpus import pool
from voices import random_bank, random_voice, random_voices

from dx7bridge.voice import INIT_VOICE, scan
from dx7bridge.voice.sysex import checksum, encode_bank, encode_voice, pack
from dx7bridge.voice.syx import MAX_FILE_SIZE, Kind, Mark, read_bytes, read_tree

VOICES = random_voices(32)
BANK = random_bank()
DATA = BANK[6:-2]


def read(data):
    return read_bytes(bytes(data), "found.syx")


def kinds(file):
    return [problem.kind for problem in file.problems]


def voices_in(file):
    return [found.voice for found in file.voices]


def mac_binary(data, name=b"BANK", lengths=True, resources=b""):
    header = bytearray(128)
    header[1 : 2 + len(name)] = bytes((len(name),)) + name
    if lengths:
        header[83:91] = struct.pack(">II", len(data), len(resources))
    pad = bytes(-len(data) % 128)
    return bytes(header) + data + pad + resources + bytes(-len(resources) % 128)


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


# -- what is around voices -------------------------------------------------------------------------


@pytest.mark.parametrize("name", [b"BANK", b"ROM 1A.syx", b"x" * 63])
@pytest.mark.parametrize("resources", [b"", b"icon" * 80])
def test_a_macbinary_header_is_taken_off(name, resources):
    file = read(mac_binary(BANK, name, resources=resources))
    assert voices_in(file) == VOICES
    assert kinds(file) == [Kind.WRAPPED]
    assert voices_in(read(mac_binary(DATA, name, resources=resources))) == VOICES
    assert voices_in(read(mac_binary(BANK, name, lengths=False))) == VOICES


def test_a_macintosh_resource_file_is_passed_over_and_apple_single_is_read():
    double = (
        bytes.fromhex("00051607 00020000")
        + bytes(16)
        + b"\0\1"
        + struct.pack(">III", 2, 38, 400)
        + bytes(400)
    )
    file = read(double)
    assert not file.voices
    assert "AppleDouble" in file.passed_over
    single = (
        bytes.fromhex("00051600 00020000")
        + bytes(16)
        + b"\0\1"
        + struct.pack(">III", 1, 38, len(BANK))
        + BANK
    )
    assert voices_in(read(single)) == VOICES


def test_gzip_and_zip_are_unpacked_one_in_the_other():
    assert voices_in(read(gzip.compress(BANK))) == VOICES
    inner = zipped(**{"a/deep/folder/bank.syx": BANK, "notes.txt": b"hello there\n"})
    file = read(zipped(**{"inner.zip": inner, "more.syx": encode_voice(INIT_VOICE)}))
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert any(p.where == "inner.zip/notes.txt: " and p.kind is Kind.TEXT for p in file.problems)
    assert file.banks == ((1, 32),)


def test_an_archive_that_cannot_be_read_is_one_line():
    locked = bytearray(zipped(a=BANK, b=BANK))
    for at in range(len(locked)):
        if locked[at : at + 4] == b"PK\x03\x04":
            locked[at + 6] |= 1
        if locked[at : at + 4] == b"PK\x01\x02":
            locked[at + 8] |= 1
    for data, word in (
        (bytes(locked), "password"),
        (zipped(a=BANK)[:500], "broken ZIP"),
        (b"Rar!\x1a\x07\x00" + bytes(500), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(500), "7-Zip"),
        (bytes(257) + b"ustar  " + bytes(2000), "tar"),
        (b"\x20\x00-lh5-" + bytes(500), "LHA"),
        (b"begin 644 bank.syx\nM\\$,`\n" * 9, "uuencoded"),
        (b"\x1f\x8b\x08\x00" + bytes(100), "gzip"),
    ):
        file = read(data)
        assert not file.voices, word
        assert word in file.passed_over
        assert len(file.problems) <= 3


def test_an_archive_may_not_unpack_to_more_than_a_file_may_hold():
    bomb = zipped(**{f"{n}": bytes(6 << 20) for n in range(3)})
    file = read(bomb)
    assert any(p.kind is Kind.LIMIT and str(MAX_FILE_SIZE) in p.message for p in file.problems)
    assert any(p.kind is Kind.LIMIT for p in read(gzip.compress(bytes(MAX_FILE_SIZE + 1))).problems)
    deep = BANK
    for _ in range(7):
        deep = zipped(x=deep)
    assert Kind.ARCHIVE in kinds(read(deep))


@pytest.mark.parametrize("twice", [False, True])
def test_what_was_turned_into_utf_8_is_turned_back(twice):
    data = (BANK + encode_voice(INIT_VOICE)).decode("latin-1").encode()
    file = read(data.decode("latin-1").encode() if twice else data)
    assert voices_in(file) == [*VOICES, INIT_VOICE]
    assert not file.doubtful
    assert Kind.RECODED in kinds(file)
    lossy = BANK.decode("utf-8", "replace").encode()  # F0 and F7 became question marks in diamonds
    assert voices_in(read(lossy)) == VOICES
    assert voices_in(read(BANK.decode("latin-1").encode("utf-16"))) in ([], VOICES)


@pytest.mark.parametrize(
    "text",
    [
        BANK.hex(),
        BANK.hex(" ").upper(),
        "\n".join(f"0x{byte:02X}," for byte in BANK),
        "{ " + ", ".join(f"0x{byte:02x}" for byte in BANK) + " };",
        "\n".join(f"{at:06x}: {BANK[at : at + 16].hex(' ')}" for at in range(0, len(BANK), 16)),
        "\n".join(f"{at:08x}  {BANK[at : at + 16].hex(' ')}  |abcdef  12|" for at in range(0, len(BANK), 16)),
        "\n".join(f"{at:07x} {BANK[at : at + 16].hex(' ')}" for at in range(0, len(BANK), 16))
        + "\n0001008\n",
        " ".join(f"${byte:02x}" for byte in BANK),
        " ".join(f"{byte:02X}h" for byte in BANK),
        "".join(f"\\x{byte:02x}" for byte in BANK),
        "; a bank\n" + BANK.hex(" ") + " # its end",
        str(list(BANK)),
        "\ufeff" + BANK.hex(" "),
    ],
    ids=[
        "run",
        "caps",
        "0x lines",
        "C",
        "offsets",
        "hexdump",
        "od",
        "$",
        "h",
        "escapes",
        "comments",
        "decimal",
        "BOM",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_sysex_written_as_text_is_read(text, end):
    file = read(text.replace("\n", end).encode())
    assert voices_in(file) == VOICES
    assert Kind.HEX_TEXT in kinds(file)


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox. " * 50,
        "BAD FACE CAFE DEAD " * 40 + "!",
        "1 2 3 4 5 " * 60,
        "F0 41 10 " * 60,
        " " * 4096,
        "A" * 4096,
        "0" * 4096,
    ],
)
def test_text_is_text(text):
    assert not read(text.encode()).voices


# -- what only looks like voices --------------------------------------------------------------------


def test_voices_inside_another_makers_message_are_not_taken():
    for body in (BANK[1:-1], DATA, pack(VOICES[0]) * 4, BANK[6:-1]):
        for maker in (b"\x41\x10", b"\x7d", b"\x00\x20\x29", b"\x7e\x00"):
            for end in (b"\xf7", b""):
                assert not read(b"\xf0" + maker + body + end).voices


def test_other_data_of_yamahas_are_named_and_passed_over():
    for style, count, word in ((1, 94, "PCED"), (2, 4096, "PMEM"), (5, 49, "ACED"), (6, 1120, "AMEM")):
        data = bytes(dice % 99 for dice in range(count))
        head = bytes((0xF0, 0x43, 3, style, count >> 7, count & 127))
        file = read(head + data + bytes((checksum(data), 0xF7)))
        assert not file.voices
        assert word in file.passed_over
    for name, word in ((b"LM  8973PM", "DX7II performances"), (b"LM  MCRYE ", "micro tuning")):
        file = read(b"\xf0\x43\x00\x7e\x01\x28" + name + DATA + b"\x00\xf7")
        assert not file.voices
        assert word in file.passed_over


def test_raw_data_of_other_synths_are_no_voices():
    dice = random.Random(5)
    four_operators = b"".join(
        bytes(dice.randrange(31) for _ in range(57)) + b"4OP VOICE " + bytes(61) for _ in range(32)
    )
    low = bytes(dice.choices(range(16), k=4096))
    names = b"".join(bytes(dice.choices(range(100), k=118)) + b"SOME NAME " for _ in range(32))
    shifted = four_operators[67 : 67 + 31 * 128]  # their names stand where a DX7's do
    for data in (four_operators, shifted, low, names, bytes(4096), b"\x20" * 4096, bytes(range(128)) * 32):
        assert not read(data).voices


@pytest.mark.parametrize("size", [368640, 737280, 819200])
def test_an_image_of_a_floppy_is_passed_over_with_what_is_in_it(size):
    image = (b"\xeb\x3c\x90" + bytes(1021) + BANK + DATA).ljust(size, b"\0")
    file = read(image)
    assert not file.voices
    assert "floppy" in file.passed_over
    assert voices_in(read(BANK * (size // 4104))) == VOICES * (size // 4104)


@pytest.mark.parametrize(
    "around", [(b"", b"\x1a" * 10), (b"HEAD" * 4, b""), (bytes(128), b""), (b"\x01\x02\x03", b"\0" * 700)]
)
def test_raw_banks_are_found_behind_a_short_head_and_before_a_short_tail(around):
    many = list(pool()[:32])
    for data in (b"".join(map(pack, many)), b"".join(voice.values for voice in many)):
        file = read(around[0] + data + around[1])
        assert voices_in(file) == many
        assert {found.mark for found in file.voices} == {Mark.UNCHECKED}
        assert Kind.HEADERLESS in kinds(file)


@pytest.mark.parametrize("message", [BANK, encode_voice(random_voice(3))])
def test_a_message_without_its_f0_or_f7_is_read(message):
    for data in (message[1:], message[1:-1], b"\x70" + message[1:-1] + b"\x77", b"\r\n" + message[1:]):
        file = read(data)
        assert voices_in(file) == voices_in(read(message))
        assert not file.doubtful
        assert Kind.UNFRAMED in kinds(file)


# -- damage -----------------------------------------------------------------------------------------


def test_a_wrong_checksum_makes_every_voice_of_its_message_doubtful_and_of_no_other():
    bad = bytearray(BANK)
    bad[2000] ^= 1
    file = read(bytes(bad) + BANK)
    assert [found.mark for found in file.voices] == [Mark.DOUBTFUL] * 32 + [Mark.CHECKED] * 32
    assert voices_in(read(BANK + bytes(bad)))[:32] == VOICES


@pytest.mark.parametrize("count", [1, 2, 17, 64, 127])
@pytest.mark.parametrize("at", [6, 1000, 2055, 4000])
def test_lost_and_doubled_bytes_shift_no_voice_into_another(count, at):
    lost = BANK[:at] + BANK[at + count :]
    doubled = BANK[: at + count] + BANK[at:]
    for data in (lost, doubled):
        file = read(data + encode_voice(INIT_VOICE))
        assert voices_in(file)[-1] == INIT_VOICE
        assert file.voices[-1].number == 33
        for found in file.voices[:-1]:
            right = found.voice == VOICES[found.number - 1]
            assert right or found.mark is Mark.DOUBTFUL
            if found.number * 128 + 6 + 128 <= at:  # one voice of grace before the damage
                assert right
                assert found.mark is not Mark.DOUBTFUL
            if found.number > (at - 6) // 128 + 2:
                assert right
        assert len(file.voices) >= 31


def test_a_whole_voice_lost_inside_leaves_none_certain():
    file = read(BANK[: 6 + 128 * 9] + BANK[6 + 128 * 10 :])
    assert all(found.mark is Mark.DOUBTFUL for found in file.voices)


@pytest.mark.parametrize("end", [b"\r", b"\n"])
def test_line_ends_made_longer_are_made_short_again(end):
    message = encode_bank(tuple(voice.with_value("op1.rate1", end[0]) for voice in VOICES))
    other = b"\n" if end == b"\r" else b"\r"
    data = message.replace(other, b"\x0b")
    data = data[:-2] + bytes((checksum(data[6:-2]),)) + b"\xf7"
    file = read(data.replace(end, b"\r\n"))
    assert voices_in(file) == voices_in(read(data))
    assert file.doubtful
    assert Kind.LINE_ENDS in kinds(file)


def test_a_checksum_that_is_right_by_chance_does_not_hide_a_shift():
    data = bytearray(DATA)
    at, to = 500, 3000
    data.insert(to, data.pop(at))  # the sum is the same, and so is the length
    file = read(BANK[:6] + data + BANK[-2:])
    for found in file.voices:
        assert found.voice == VOICES[found.number - 1] or found.mark is Mark.DOUBTFUL
    assert Kind.DAMAGED in kinds(file)


def test_a_bank_whose_f0_was_lost_behind_a_cut_off_one_does_not_run_into_it():
    other = random_voices(32, 4)
    file = read(BANK[:1000] + encode_bank(other)[1:])
    assert [voice.name for voice in file.bank(2).voices] == [voice.name for voice in other]
    assert voices_in(file)[:7] == VOICES[:7]
    assert len(file.banks) == 2


@pytest.mark.parametrize("at", range(6))
def test_a_damaged_header_gives_doubtful_voices_or_none(at):
    for header in (BANK[:at] + BANK[at + 1 : 6], BANK[: at + 1] + BANK[at:6]):
        file = read(header + BANK[6:])
        for found in file.voices:
            assert found.voice == VOICES[found.number - 1] or found.mark is Mark.DOUBTFUL


# -- limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"\xf0", b"\xf0\xf7", b"\xf0\x43", b"\xf0\x41\x00", bytes.fromhex("f04300092000"), b"\x00\xf7"]
)
def test_very_many_messages_are_counted_not_listed(data, monkeypatch):
    monkeypatch.setattr(scan, "MAX_MESSAGES", 3000)
    monkeypatch.setattr(scan, "MAX_NOTES", 100)
    for count in (2000, 9000):
        file = read(data * count)
        assert not file.voices
        assert len(file.problems) < 500
    if data[0] == 0xF0 and len(data) > 1:
        assert any(p.kind is Kind.LIMIT and "more than 3000 messages" in p.message for p in file.problems)


def test_a_folder_says_of_every_file_what_became_of_it(tmp_path):
    (tmp_path / "raw").write_bytes(DATA)
    (tmp_path / "bank.i01").write_bytes(BANK)
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / ".hidden").write_bytes(b"\0\1\2")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "empty").touch()
    (tmp_path / "link").symlink_to(tmp_path / "deep")
    files = {file.path.name: file for file in read_tree(tmp_path)}
    assert voices_in(files.pop("raw")) == voices_in(files.pop("bank.i01")) == VOICES
    assert {name: bool(file.passed_over) for name, file in files.items()} == dict.fromkeys(files, True)
    assert set(files) == {"notes.txt", "picture.png", ".hidden", "empty", "link"}
    assert files["link"].passed_over == "a link to a folder, not followed"
