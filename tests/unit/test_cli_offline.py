"""The commands that make, read and write voices, with a small model in the real one's place."""

import json
import os
import random
import subprocess
import sys

import pytest
from click.testing import CliRunner
from voices import random_bank, random_voice, random_voices

from dx7bridge import app, model
from dx7bridge.cli import main
from dx7bridge.errors import BadArguments, NoModel
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.sysex import checksum, encode_bank, encode_voice
from dx7bridge.voice.syx import read_file


class FakeModel:
    """Coordinates are a voice's first eight values ÷ 100; decoding puts them back into a fixed voice."""

    dims, name = 8, "fake"
    base = random_voice(77)

    def encode(self, voices):
        return [tuple(value / 100 for value in voice.values[:8]) for voice in voices]

    def decode(self, latents, *, temperature=0.0, seed=0, names=True, held=None, near=()):
        return [self._at(latent) for latent in latents]

    def reconstruct(self, voices, *, latent_only=False):
        return self.decode([(0.0,) * 8] * len(voices) if latent_only else self.encode(voices))

    def sample(self, count, *, temperature, seed, held=None, **_listened):
        drawn = []
        for number in range(count):
            dice = random.Random(f"{seed}/{number}")
            latent = tuple(dice.random() for _ in range(8))
            drawn.append((latent, self._at(latent).with_name(f"T{temperature:g} {number}")))
        return drawn

    def _at(self, latent):
        values = [min(max(round(100 * x), 0), 99) for x in latent]
        return Voice(bytes(values) + self.base.values[8:])


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch):
    monkeypatch.setattr(model, "load", lambda path=None, device="cpu": FakeModel())


@pytest.fixture
def run():
    def invoke(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def bank(tmp_path):
    path = tmp_path / "bank.syx"
    path.write_bytes(random_bank())
    return path


VOICES = random_voices(32)
PLAIN = ("--no-level", "--transposition", "free")  # as the model draws them


def voices_in(path):
    file = read_file(path)
    assert not file.problems
    return file.all_voices()


# -- sample ----------------------------------------------------------------------------------------


def test_sample_fills_the_last_bank_with_init_voice_or_its_last_voice_and_says_so(run, tmp_path):
    expected = [voice for _, voice in FakeModel().sample(40, temperature=1.0, seed=3)]
    for fill, filler in (("init", INIT_VOICE), ("repeat", expected[-1])):
        out = tmp_path / f"{fill}.syx"
        result = run("sample", "--count", 40, "--seed", 3, "--fill", fill, *PLAIN, "--output", out)
        assert result.exit_code == 0
        assert "24 places filled" in result.output
        assert voices_in(out) == expected + [filler] * 24


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(run, tmp_path):
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        run("sample", "--count", 2, "--seed", seed, "--output", tmp_path / name)
    a, b, c = ((tmp_path / name).read_bytes() for name in "abc")
    assert a == b != c


def test_sample_without_a_seed_says_which_it_took(run, tmp_path):
    result = run("sample", "--count", 1, "--output", tmp_path / "a")
    seed = result.stderr.splitlines()[0].removeprefix("seed ")
    run("sample", "--count", 1, "--seed", seed, "--output", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_sample_hands_the_temperature_on(run, tmp_path):
    run("sample", "--count", 1, "--seed", 1, "--temperature", 0.25, "--output", tmp_path / "a")
    assert voices_in(tmp_path / "a")[0].name == "T0.25 0"


def test_sample_draws_a_silent_voice_again_unless_told_not_to(run, tmp_path, monkeypatch):
    pytest.importorskip("dexed")
    silent = Voice(bytes(155 - 10) + b"SILENT    ")
    monkeypatch.setattr(FakeModel, "sample", lambda self, count, **how: [((0.5,) * 8, silent)] * count)
    monkeypatch.setattr(FakeModel, "decode", lambda self, latents, **how: [INIT_VOICE for _ in latents])
    words = ("sample", "--count", 32, "--seed", 1, *PLAIN, "--force", "--output", tmp_path / "a")
    guarded = run(*words)
    assert "guard: heard 32 voices: 32 silent; replaced 32 by another draw" in guarded.stderr
    assert voices_in(tmp_path / "a") == [INIT_VOICE] * 32
    assert run(*words, "--no-guard").stderr == ""
    assert voices_in(tmp_path / "a") == [silent] * 32


# -- interpolate -----------------------------------------------------------------------------------


def test_interpolate_starts_and_ends_with_the_very_voices(run, bank, tmp_path):
    out = tmp_path / "out.syx"
    result = run("interpolate", f"{bank}:3", f"{bank}:32", "--steps", 32, "--output", out)
    assert result.exit_code == 0, result.output
    walk = voices_in(out)
    assert len(walk) == 32
    assert (walk[0], walk[-1]) == (VOICES[2], VOICES[31])
    for step, voice in enumerate(walk[1:-1], start=1):
        line = [
            round(a + (b - a) * step / 31)
            for a, b in zip(VOICES[2].values[:8], VOICES[31].values[:8], strict=True)
        ]
        assert all(abs(x - y) <= 1 for x, y in zip(line, voice.values[:8], strict=True))


def test_voices_between_are_named_after_both_ends_and_their_place(run, bank, tmp_path):
    run("interpolate", bank, f"{bank}:2", "--steps", 4, "--output", tmp_path / "a")
    names = [voice.name for voice in voices_in(tmp_path / "a")[:4]]
    assert names == ["TEST 1", "TES>TES 02", "TES>TES 03", "TEST 2"]
    run("interpolate", bank, f"{bank}:2", "--steps", 1000, "--output", tmp_path / "b")
    assert voices_in(tmp_path / "b")[998].name == "TE>TE 0999"


def test_a_blank_name_does_not_leave_a_gap(run, tmp_path):
    path = tmp_path / "a.syx"
    path.write_bytes(encode_voice(random_voice(1).with_name("")))
    run("interpolate", path, path, "--steps", 3, "--output", tmp_path / "b")
    assert voices_in(tmp_path / "b")[1].name == "->- 02"


def test_two_steps_are_the_two_ends(run, bank, tmp_path):
    run("interpolate", f"{bank}:1", f"{bank}:2", "--steps", 2, "--output", tmp_path / "a")
    assert voices_in(tmp_path / "a")[:2] == VOICES[:2]


# -- encode and reconstruct ------------------------------------------------------------------------


def test_encode_prints_name_and_eight_numbers_of_each_voice(run, bank):
    result = run("encode", bank, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [each["name"] for each in found] == [voice.name for voice in VOICES]
    assert [tuple(each["latent"]) for each in found] == FakeModel().encode(VOICES)


def test_encode_takes_one_voice_by_number(run, bank):
    (only,) = json.loads(run("encode", f"{bank}:7", "--json").stdout)
    assert only["name"] == VOICES[6].name
    (line,) = run("encode", f"{bank}:7").stdout.splitlines()
    assert line.startswith("TEST 7")
    assert len(line.removeprefix("TEST 7").split()) == 8


def test_reconstruct_keeps_order_and_names(run, bank, tmp_path):
    assert run("reconstruct", bank, "--output", tmp_path / "out").exit_code == 0
    again = voices_in(tmp_path / "out")
    assert [voice.name for voice in again] == [voice.name for voice in VOICES]
    expected = FakeModel().reconstruct(VOICES)
    assert [voice.sound for voice in again] == [voice.sound for voice in expected]


def test_reconstruct_can_leave_the_detail_out(run, bank, tmp_path):
    assert run("reconstruct", bank, "--latent-only", "--output", tmp_path / "out").exit_code == 0
    expected = FakeModel().reconstruct(VOICES, latent_only=True)
    assert [voice.sound for voice in voices_in(tmp_path / "out")] == [voice.sound for voice in expected]


def test_a_file_not_in_order_is_used_and_said(run, tmp_path):
    message = bytearray(random_bank())
    message[-2] ^= 1
    (tmp_path / "a.syx").write_bytes(message)
    result = run("encode", tmp_path / "a.syx", "--json")
    assert len(json.loads(result.stdout)) == 32
    assert "wrong checksum (1); dx7bridge inspect shows each" in result.stderr


# -- inspect ---------------------------------------------------------------------------------------


def test_inspect_lists_voices_and_problems(run, tmp_path):
    data = bytearray(random_bank())
    data[6] = 127
    (tmp_path / "a.syx").write_bytes(data)
    result = run("inspect", tmp_path / "a.syx")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].endswith("a.syx: 32 voices (32 doubtful), 4104 bytes")
    assert lines[1].split() == ["1", "TEST", "1", "algorithm", str(VOICES[0]["algorithm"] + 1), "doubtful"]
    assert any("out_of_range: voice 1: 1 value clamped: op6.rate1 127 → 99" in line for line in lines)
    assert any("checksum" in line for line in lines)


def test_inspect_of_a_folder_tells_every_file_and_the_totals(run, bank, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "empty.SYX").write_bytes(b"")
    result = run("inspect", tmp_path)
    assert f"{bank}: 32 voices\n" in result.stdout
    assert "empty.SYX: 0 voices; empty file (1)\n" in result.stdout
    assert result.stdout.splitlines()[-1] == "2 files, 32 voices; empty file (1)"
    report = json.loads(run("inspect", tmp_path, "--json").stdout)
    assert report["totals"] == {"files": 2, "voices": 32, "passed_over": {}, "problems": {"empty": 1}}
    assert report["files"][0]["voices"][1] == {
        "number": 2,
        "name": "TEST 2",
        "algorithm": VOICES[1]["algorithm"] + 1,
        "offset": 134,
        "channel": 1,
        "mark": "",
        "clamped": [],
    }
    assert report["files"][1]["problems"] == [{"kind": "empty", "where": "", "message": "the file is empty"}]


def test_inspect_says_the_channel_when_it_is_not_1(run, tmp_path):
    (tmp_path / "a.syx").write_bytes(encode_bank(VOICES, 2))
    lines = run("inspect", tmp_path / "a.syx").stdout.splitlines()
    assert lines[0].endswith("a.syx: 32 voices, channel 3, 4104 bytes")
    assert "channel" not in "".join(lines[1:])
    assert run("inspect", tmp_path).stdout.splitlines()[0].endswith("a.syx: 32 voices, channel 3")


def test_inspect_says_when_there_are_several_messages_and_whose_channel_is_which(run, tmp_path):
    (tmp_path / "a.syx").write_bytes(
        encode_voice(VOICES[0]) + encode_voice(VOICES[1], 4) + encode_bank(VOICES)
    )
    lines = run("inspect", tmp_path / "a.syx").stdout.splitlines()
    assert lines[0].endswith("a.syx: 34 voices in 3 messages, channels 1 and 5, 4430 bytes")
    assert [line.split()[-2:] for line in lines[1:4]] == [["channel", n] for n in "151"]
    report = json.loads(run("inspect", tmp_path, "--json").stdout)["files"][0]
    assert report["messages"] == 3
    assert [voice["channel"] for voice in report["voices"][:3]] == [1, 5, 1]


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_inspect_tells_what_is_wrong_and_ends_with_2_where_there_is_no_voice(run, tmp_path, words):
    (tmp_path / "a.syx").write_bytes(b"nothing of a voice")
    result = run("inspect", tmp_path / "a.syx", *words)
    assert (result.exit_code, result.stderr) == (2, f"Error: {tmp_path / 'a.syx'}: contains no voices\n")
    assert "0 voices" in result.stdout or json.loads(result.stdout)["totals"]["voices"] == 0


# -- bad input -------------------------------------------------------------------------------------

BAD = [
    (["encode", "{gone}"], "gone.syx: no such file"),
    (["encode", "{folder}:3"], "is a folder"),
    (["encode", "{empty}"], "no DX7 voices (the file is empty)"),
    (["encode", "{text}"], "no DX7 voices"),
    (["encode", "{bank}:0"], "voice 0: must be from 1 to 32"),
    (["encode", "{bank}:33"], "voice 33: must be from 1 to 32"),
    (["encode", "{bank}:-1"], "'-1': must be numbers, such as"),
    (["encode", "{bank}:5-2"], "the first number must not be above the last"),
    (["encode", "{bank}:x"], "'x': must be numbers, such as"),
    (["encode", "{bank}", "--model", "{gone}"], "does not exist"),
    (["sample", "--count", "0", "--output", "{out}"], "--count = 0: must be a whole number from 1 to 100000"),
    (["sample", "--count", "many", "--output", "{out}"], "--count = many: must be a whole number"),
    (["sample", "--seed", "-1", "--output", "{out}"], "must be a whole number from 0 to 2147483647"),
    (["sample", "--seed", "2147483648", "--output", "{out}"], "must be a whole number from 0 to 2147483647"),
    (["sample", "--temperature", "-0.1", "--output", "{out}"], "-0.1: must be a number from 0 to 2"),
    (["sample", "--temperature", "nan", "--output", "{out}"], "nan: must be a number from 0 to 2"),
    (["sample", "--temperature", "inf", "--output", "{out}"], "inf: must be a number from 0 to 2"),
    (
        ["sample", "--temperature", "warm", "--output", "{out}"],
        "--temperature = warm: must be a number from 0 to 2",
    ),
    (["sample", "--count", "1"], "Missing option '--output'"),
    (["sample", "--count", "1", "--output", "{folder}"], "must be a file, not a folder"),
    (["sample", "--count", "1", "--output", "{bank}"], "exists already; --force replaces it"),
    (["sample", "--count", "1", "--output", "{folder}/x.wav"], "must end in .syx"),
    (["sample", "--count", "1", "--output", "{folder}/no/x.syx"], "no folder"),
    (["interpolate", "{bank}", "--output", "{out}"], "Missing argument"),
    (["interpolate", "{bank}", "{gone}", "--output", "{out}"], "no such file"),
    (["interpolate", "{bank}", "{bank}:40", "--output", "{out}"], "voice 40"),
    (
        ["interpolate", "{bank}", "{bank}", "--steps", "1", "--output", "{out}"],
        "--steps = 1: must be a whole number from 2 to",
    ),
    (["reconstruct", "{folder}:1", "--output", "{out}"], "is a folder"),
    (["reconstruct", "{gone}", "--output", "{out}"], "no such file"),
    (["inspect", "{gone}"], "no such file"),
    (["inspect"], "Missing argument"),
    (["dump", "{gone}"], "no such file"),
    (["dump", "{bank}", "--output", "pigeon"], "--output = pigeon: must be one of auto, jack"),
    (["dump", "{bank}", "--profile", "moog"], "--profile = moog: must be one of dx7"),
    (["dump", "{bank}", "--channel", "17"], "--channel = 17: must be a whole number from 1 to 16"),
    (["dump", "{bank}", "--voice", "33", "--output", "none"], "voice 33"),
    (["dump", "{bank}", "--bank", "2", "--output", "none"], "bank 2: must be from 1 to 1"),
    (["dump", "{bank}:2", "--voice", "3", "--output", "none"], "choose one of"),
    (["dump", "{bank}", "--output", "none"], "no output"),
    (["dump", "{bank}:1", "--output", "none"], "no output"),
    (["serve", "--listen", "7700"], "HOST:PORT is needed"),
    (["sample", "--like", "{bank}:1", "--lock", "foo", "--output", "{out}"], "or a group: algorithm, "),
    (["sample", "--lock", "op1", "--output", "{bank}"], "--lock: needs --like"),
    (["morph", "{bank}:1", "--output", "{bank}"], "1 waypoint"),
    (["decode", "1", "2", "x", "4", "5", "6", "7", "8", "--output", "{out}"], "z3 = x: must be a number"),
    (["sample", "--count", "9" * 5000, "--output", "{out}"], "must be a whole number from 1 to 100000"),
    (["serve", "--listen", "localhost:99999"], "port 99999: must be from 0 to 65535"),
    (["serve", "--listen", "localhost:-1"], "HOST:PORT is needed"),
    (["serve", "--notify", "localhost:0"], "port 0: must be from 1 to 65535"),
    (["serve", "--output", "pigeon"], "--output = pigeon: must be one of"),
    (["serve", "--folder", "{bank}"], "is a file"),
    (["playy"], "No such command 'playy'"),
    (["sample", "--cuont", "3"], "No such option"),
]


@pytest.mark.parametrize(("words", "told"), BAD, ids=[" ".join(words) for words, _ in BAD])
def test_bad_input_is_one_line_and_exit_code_2(run, bank, tmp_path, words, told):
    (tmp_path / "empty.syx").touch()
    (tmp_path / "text.syx").write_text("some text that is no voice\n")
    places = {
        "bank": bank,
        "gone": tmp_path / "gone.syx",
        "folder": tmp_path,
        "empty": tmp_path / "empty.syx",
        "text": tmp_path / "text.syx",
        "out": tmp_path / "out.syx",
    }
    result = run(*(word.format(**places) for word in words))
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert told in line
    assert not (tmp_path / "out.syx").exists()


def test_a_model_that_cannot_be_loaded_is_one_line_and_exit_code_2(run, bank, monkeypatch):
    def load(path=None, device="cpu"):
        raise NoModel("model x: not\nthis one")

    monkeypatch.setattr(model, "load", load)
    result = run("encode", bank)
    assert (result.exit_code, result.stderr) == (2, "Error: model x: not this one\n")


def test_a_bug_is_not_hidden_as_bad_input(run, bank, monkeypatch):
    monkeypatch.setattr(model, "load", lambda path=None, device="cpu": None)
    with pytest.raises(AttributeError):
        run("encode", bank)


def test_a_name_no_terminal_can_print_does_not_end_in_a_traceback(tmp_path):
    folder = os.fsencode(tmp_path)
    try:
        with open(folder + b"/\xff\xfe.syx", "wb") as stream:
            stream.write(random_bank())
    except OSError:
        pytest.skip("this file system takes no such names")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "dx7bridge", "inspect"]
    done = subprocess.run(
        [*command, folder + b"/\xff\xfe.syx"], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"32 voices" in done.stdout


# -- help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["--version"]])
def test_help_and_version_succeed(run, words):
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize(
    "command", ["serve", "ports", "sample", "interpolate", "encode", "reconstruct", "dump", "inspect"]
)
def test_every_command_of_the_contract_has_help(run, command):
    assert command in run("--help").stdout
    for word in ("--help", "-h"):
        result = run(command, word)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage:")


def modules_after(*words):
    script = (
        "import sys\nfrom dx7bridge.cli import main\n"
        f"try:\n main({list(words)!r})\nexcept SystemExit as end:\n code = end.code\n"
        "print('MODULES', code, *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, *names = done.stdout.rpartition("MODULES ")[2].split()
    return code, {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("words", [["--help"], ["serve", "--help"], ["--version"]])
def test_help_imports_nothing_slow(words):
    code, modules = modules_after(*words)
    assert code == "0"
    slow = {
        "torch",
        "numpy",
        "mido",
        "rtmidi",
        "jack",
        "dexed",
        "sounddevice",
        "pythonosc",
        "asyncio",
        "rich",
    }
    assert "click" in modules
    assert not modules & slow


def test_inspect_needs_no_model_and_no_ports(bank):
    code, modules = modules_after("inspect", str(bank))
    assert code == "0"
    assert not modules & {"torch", "numpy", "rtmidi", "jack"}


# -- serve: options only, the rest is the app's -----------------------------------------------------


@pytest.fixture
def served(monkeypatch):
    taken = []
    monkeypatch.setattr(app, "serve", taken.append)
    return taken


def test_serve_hands_its_options_on(run, served, tmp_path):
    (tmp_path / "m.safetensors").touch()
    words = "--listen [::1]:0 --output file --port Dexed --profile tx --channel 16 --notify 127.0.0.1:7701"
    result = run(
        "serve", *words.split(), "--folder", tmp_path, "--model", tmp_path / "m.safetensors", "--verbose"
    )
    assert result.exit_code == 0, result.output
    assert served == [
        app.ServeOptions(
            listen=("::1", 0),
            output="file",
            port="Dexed",
            profile="tx",
            notify=(("127.0.0.1", 7701),),
            folder=tmp_path,
            model=tmp_path / "m.safetensors",
            channel=15,
        )
    ]


def test_serve_listens_on_the_loopback_at_7700_unless_told_otherwise(run, served):
    assert run("serve").exit_code == 0
    (options,) = served
    assert (options.listen, options.output, options.channel) == (("127.0.0.1", 7700), "auto", 0)
    assert (options.port, options.profile, options.notify, options.model) == (None, None, (), None)


def test_what_serve_cannot_begin_with_is_one_line_and_exit_code_2(run, monkeypatch):
    def refuse(options):
        raise BadArguments("listen 127.0.0.1:7700: the port is taken")

    monkeypatch.setattr(app, "serve", refuse)
    result = run("serve")
    assert (result.exit_code, result.stderr) == (2, "Error: listen 127.0.0.1:7700: the port is taken\n")


def test_inspect_lists_the_selected_voices_only(run, tmp_path):
    data = bytearray(random_bank())
    data[6] = 127  # voice 1: a value out of range
    (tmp_path / "a.syx").write_bytes(data)
    result = run("inspect", f"{tmp_path / 'a.syx'}:2-3")
    assert result.exit_code == 0
    assert "2 voices" in result.stdout
    assert "voice 1" not in result.stdout
    assert "voice 1: " in run("inspect", f"{tmp_path / 'a.syx'}:1").stdout
    assert run("inspect", f"{tmp_path / 'a.syx'}:33").exit_code == 2
    listed = json.loads(run("inspect", f"{tmp_path / 'a.syx'}:3", "--json").stdout)
    assert [voice["number"] for voice in listed["files"][0]["voices"]] == [3]


def test_only_problems_of_the_selected_voices_are_noted(run, tmp_path):
    data = bytearray(random_bank())
    data[6] = 127
    data[-2] = checksum(data[6:-2])
    (tmp_path / "a.syx").write_bytes(data)
    assert run("encode", f"{tmp_path / 'a.syx'}:2").stderr == ""
    assert "voice with values out of range, corrected (1)" in run("encode", f"{tmp_path / 'a.syx'}:1").stderr


def test_a_folder_is_summed_up_in_words(run, tmp_path):
    message = bytearray(random_bank())
    message[-2] ^= 1
    (tmp_path / "a.syx").write_bytes(message)
    (tmp_path / "notes.txt").write_text("nothing\n")
    result = run("inspect", tmp_path)
    assert "1 file, 32 voices, 1 passed over; wrong checksum (1)" in result.stdout
