"""The commands of the shell, with the shipped model and the real engine; docs/shell.md runs as written."""

import configparser
import csv
import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import threading
import wave
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from pythonosc.osc_message import OscMessage
from voices import random_bank

from dx7bridge import model
from dx7bridge.cli import COMMANDS, main
from dx7bridge.osc.codec import encode
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_bank, encode_voice
from dx7bridge.voice.syx import read_file

PAGE = Path(__file__).parents[2] / "docs" / "shell.md"
EXAMPLES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
]
LOADED = {}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder as docs/shell.md has it; the examples follow one another in it."""
    folder = tmp_path_factory.mktemp("shell")
    (folder / "bank.syx").write_bytes(random_bank())
    old = folder / "old"
    (old / "disk 1").mkdir(parents=True)
    (old / "disk 1" / "a.syx").write_bytes(random_bank(5))
    (old / "disk 1" / "copy of a.syx").write_bytes(random_bank(5))
    (old / "one.syx").write_bytes(encode_voice(read_file(folder / "bank.syx").voice(5)))
    (old / "init.syx").write_bytes(encode_voice(INIT_VOICE))
    (old / "cut.syx").write_bytes(random_bank(6)[:2000])
    (old / "notes.txt").write_text("disk 1 is from the school\n")
    return folder


@pytest.fixture
def run(place, monkeypatch, tmp_path):
    """Runs a line as a shell would, with pipes and >, in this process; returns standard output."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    real = model.load
    monkeypatch.setattr(model, "load", lambda path=None, **how: LOADED.setdefault(path, real(path, **how)))

    def invoke(line, data=b"", code=0):
        for part in line.split(" | "):
            part, _, target = part.partition(" > ")
            name, *words = shlex.split(part)
            assert name == "dx7bridge"
            result = CliRunner().invoke(main, words, input=data)
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                raise result.exception
            assert result.exit_code == code, result.output
            data = result.stdout_bytes
            if target:
                Path(target).write_bytes(data)
        return data.decode(errors="replace") if code == 0 else result.stderr

    return invoke


@pytest.mark.parametrize(
    "line", [line for line in EXAMPLES if "doctor" not in line]
)  # it has a test of its own
def test_every_example_of_the_page_runs(run, line):
    run(line)


def test_the_page_has_an_example_of_every_command():
    page = PAGE.read_text(encoding="utf-8")
    assert {name for name in COMMANDS if f"dx7bridge {name}" not in page} <= {"config", "profiles", "serve"}


def test_the_cron_line_of_the_page_puts_a_new_bank_into_the_synth(run, tmp_path):
    line = re.search(r"```text\n0 7 \* \* \*  (.*)\n", PAGE.read_text(encoding="utf-8"))[1]
    assert line.endswith(" --port UM-ONE")
    run(line.replace("--port UM-ONE", f"--output file --folder {tmp_path}"))
    assert len({voice.sound for voice in read_file(tmp_path / "bank.syx").all_voices()}) == 32


def test_the_service_of_the_page_is_a_command_line_that_serve_takes():
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read_string(re.search(r"```ini\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1])
    program, name, *words = shlex.split(unit["Service"]["ExecStart"])
    assert (program, name) == ("%h/.local/bin/dx7bridge", "serve")
    with main.make_context("dx7bridge", ["serve"]) as outer:
        values = main.get_command(outer, name).make_context(name, words, parent=outer).params
    assert (values["output"], values["resume"]) == ("rtmidi", True)


@pytest.mark.parametrize("words", [["--install"], []])
def test_the_man_page_is_one_that_man_reads(run, words, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    page = run(shlex.join(["dx7bridge", "man", *words]))
    if words:
        page = Path(page.strip()).read_text(encoding="utf-8")
        assert (tmp_path / "man" / "man1" / "dx7bridge.1").is_file()
    assert page.startswith(".TH DX7BRIDGE 1 ")
    assert all(len(line) < 1000 and not line.startswith("'") for line in page.splitlines())


# -- selections ------------------------------------------------------------------------------------


def names(text):
    return [row["name"] for row in json.loads(text)]


def test_selections_take_numbers_ranges_and_several_files_in_their_order(run):
    bank = read_file("bank.syx").all_voices()
    chosen = names(run("dx7bridge encode bank.syx:9,1-3 old/one.syx --json"))
    assert chosen == [bank[i].name for i in (8, 0, 1, 2, 4)]


def test_a_folder_is_every_voice_below_it(run):
    assert len(names(run("dx7bridge encode old --json"))) == 32 + 32 + 1 + 1 + 15


def test_a_pipe_carries_the_very_bytes(run):
    first = run("dx7bridge extract bank.syx -o - | dx7bridge extract - --format json -o -")
    assert first == run("dx7bridge extract bank.syx --format json -o -")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("dx7bridge show bank.syx:4-2", "bank.syx:4-2: 4-2: the first number must not be above the last"),
        ("dx7bridge show bank.syx:33", "voice 33"),
        ("dx7bridge show old:3", "old is a folder"),
        ("dx7bridge diff bank.syx:1,2 bank.syx:3", "names 2 voices; one is needed"),
        ("dx7bridge extract bank.syx -o bank.syx", "bank.syx: exists already; --force replaces it"),
        ("dx7bridge extract bank.syx -o x.wav", "must end in .syx or .sysex"),
        ("dx7bridge rename bank.syx 33=X -o x.syx", "33=X: bank.syx has no voice 33; it has 1-32"),
        ("dx7bridge rename bank.syx three=X -o x.syx", "must be N=NAME"),
        (
            "dx7bridge set bank.syx:1 op1.output_level=100 -o x.syx",
            "op1.output_level = 100: must be from 0 to 99",
        ),
        ("dx7bridge set bank.syx:1 algorithm=0 -o x.syx", "algorithm = 0: must be from 1 to 32"),
        ("dx7bridge set bank.syx:1 op1.ouput_level=9 -o x.syx", "no such name"),
        ("dx7bridge set bank.syx:1 loud -o x.syx", "must be PARAMETER=VALUE"),
        ("dx7bridge sample --lock op1 -o x.syx", "--lock: needs --like"),
        ("dx7bridge sample --amount 0.3 -o x.syx", "--amount: needs --like"),
        ("dx7bridge sample --keep bank.syx -o x.syx", "must name voices"),
        ("dx7bridge decode 1 2 3 -o x.syx", "3 coordinates: must be 8"),
        ("dx7bridge decode 1 2 3 4 5 6 7 9 -o x.syx", "z8 = 9: must be a number from -8 to 8"),
        ("dx7bridge morph bank.syx:1 -o x.syx", "1 waypoint: must be 2 to 32 voices"),
        ("dx7bridge morph bank.syx:1-9 --steps 4 -o x.syx", "must be at least the 9 waypoints"),
        ("dx7bridge render bank.syx:1 --notes H4 -o x.wav", "'H4': must be a note"),
        ("dx7bridge show bank.syx:1 -o voice.gif", "must end in .svg or .png"),
        ("dx7bridge show bank.syx -o v.svg", "a picture shows one"),
        ("dx7bridge clean old -o old/new", "must not be inside old"),
        ("dx7bridge map old", "--output FILE or --json is needed"),
        ("dx7bridge send F0 43", "not complete (no F7)"),
        ("dx7bridge send 43 10", "begins with a status byte"),
        ("dx7bridge send zz", "pairs of hexadecimal digits"),
        ("dx7bridge render bank.syx:1 -o x.mp3", "must end in .wav, or be a folder"),
        ("dx7bridge osc sample", "must begin with /"),
        ("dx7bridge osc /dx7/sample --timout 5", "No such option"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(run, place, line, told):
    before = sorted(place.iterdir())
    (stderr,) = run(line, code=2).splitlines()
    assert stderr.startswith("Error: ")
    assert told in stderr
    assert sorted(place.iterdir()) == before


# -- what comes of it ------------------------------------------------------------------------------


def test_kept_voices_stay_in_their_places_and_the_others_are_new(run, tmp_path):
    out = tmp_path / "kept.syx"
    run(f"dx7bridge sample --keep bank.syx:1,3,7 --seed 3 --no-guard -o {out}")
    old, new = read_file("bank.syx").all_voices(), read_file(out).all_voices()
    assert [i for i, (a, b) in enumerate(zip(old, new, strict=True), 1) if a == b] == [1, 3, 7]


def test_what_is_locked_stays_as_it_is_in_the_favourite(run, tmp_path):
    out = tmp_path / "like.syx"
    run(
        "dx7bridge sample --like bank.syx:3 --amount 1 --lock op2 --lock algorithm"
        f" --count 3 --seed 3 -o {out}"
    )
    home = read_file("bank.syx").voice(3)
    for voice in read_file(out).all_voices()[:3]:
        assert voice["algorithm"] == home["algorithm"]
        assert voice.values[84:105] == home.values[84:105]
        assert voice.sound != home.sound


def test_variations_of_amount_nothing_are_the_voice_itself(run, tmp_path):
    out = tmp_path / "same.syx"
    run(f"dx7bridge sample --like bank.syx:3 --amount 0 --count 2 --seed 3 -o {out}")
    assert [v.sound for v in read_file(out).all_voices()[:2]] == [read_file("bank.syx").voice(3).sound] * 2


def test_a_morph_passes_through_each_of_its_waypoints(run, tmp_path):
    out = tmp_path / "morph.syx"
    run(f"dx7bridge morph bank.syx:1 bank.syx:9 bank.syx:4 --steps 9 -o {out}")
    bank, way = read_file("bank.syx").all_voices(), read_file(out).all_voices()
    assert (way[0], way[4], way[8]) == (bank[0], bank[8], bank[3])


def test_a_relative_value_counts_from_what_is_there_and_algorithms_from_one(run, tmp_path):
    out = tmp_path / "set.syx"
    voice = read_file("bank.syx").voice(2).with_value("op1.coarse", 3)
    (tmp_path / "in.syx").write_bytes(encode_voice(voice))
    run(f"dx7bridge set {tmp_path}/in.syx op1.coarse=+2 algorithm=32 name=NEW -o {out}")
    (new,) = read_file(out).all_voices()
    assert (new["op1.coarse"], new["algorithm"], new.name) == (5, 31, "NEW")


def test_diff_of_a_voice_with_itself_is_nothing_and_sounds_the_same(run):
    found = json.loads(run("dx7bridge diff bank.syx:2 bank.syx:2 --json"))
    assert (found["differences"], found["distance_db"]) == ([], 0.0)


def test_a_name_over_ten_letters_is_cut_and_said(run, tmp_path):
    result = CliRunner().invoke(
        main, ["rename", "bank.syx", "1=ELEVEN LETTERS", "-o", str(tmp_path / "x.syx")]
    )
    assert "is cut to 'ELEVEN LET'" in result.stderr
    assert read_file(tmp_path / "x.syx").voice(1).name == "ELEVEN LET"


def test_cleaning_keeps_one_of_each_sound_and_reports_every_loss(run, tmp_path):
    out = tmp_path / "clean"
    found = json.loads(run(f"dx7bridge clean old --json -o {out}"))
    reasons = [loss["reason"] for loss in found["losses"]]
    assert sum("duplicate of" in reason for reason in reasons) == 32
    assert sum("INIT VOICE" in reason for reason in reasons) == 1
    assert found["voices"] == 32 + 15 + 1
    kept = [v for bank in sorted(out.glob("*.syx")) for v in read_file(bank).all_voices()][: found["voices"]]
    assert len({voice.sound for voice in kept}) == found["voices"]
    report = (out / "report.txt").read_text()
    assert all(Path(loss["file"]).name in report for loss in found["losses"])


def test_the_nearest_voice_by_sound_is_the_voice_itself(run):
    nearest = json.loads(run("dx7bridge near bank.syx:5 old --json --count 2"))
    assert nearest[0]["file"].endswith("one.syx")
    assert nearest[0]["distance"] == 0.0 < nearest[1]["distance"]
    latent = json.loads(run("dx7bridge near bank.syx:5 old --by latent --json --count 1"))
    assert latent[0]["file"].endswith("one.syx")


def test_an_index_is_made_again_when_a_file_changes(run, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for number, count in ((7, 1), (8, 2)):
        (folder / f"{number}.syx").write_bytes(random_bank(number))
        assert len(json.loads(run(f"dx7bridge map {folder} --json"))) == 32 * count
    (folder / "7.syx").unlink()
    assert len(json.loads(run(f"dx7bridge map {folder} --json"))) == 32


def test_rendered_files_are_level_and_named_after_place_and_voice(run, tmp_path):
    run(f"dx7bridge render bank.syx:1,2 --notes C4 --seconds 1 -o {tmp_path}/out")
    files = sorted((tmp_path / "out").iterdir())
    assert [f.name[:4] for f in files] == ["001-", "002-"]
    for file in files:
        with wave.open(str(file)) as sound:
            assert (sound.getnchannels(), sound.getframerate(), sound.getnframes()) == (1, 44100, 44101)


def test_csv_has_a_row_for_each_voice_and_a_column_for_each_value(run):
    rows = list(csv.reader(io.StringIO(run("dx7bridge extract bank.syx --format csv -o -"))))
    assert [len(row) for row in rows] == [146] * 33
    assert rows[0][:2] == ["name", "op6.rate1"]


def test_stats_count_what_is_there(run):
    found = json.loads(run("dx7bridge stats old --json"))
    assert (found["voices"], found["distinct_sounds"], found["inits"]) == (81, 49, 1)


# -- the shell itself ------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_and_installed_where_the_shell_looks(run, shell, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    script = run(f"dx7bridge completion {shell}")
    assert "_DX7BRIDGE_COMPLETE" in script
    target = Path(run(f"dx7bridge completion {shell} --install").strip().splitlines()[0])
    assert target.read_text() == script.removesuffix("\n")
    assert tmp_path in target.parents


def test_the_man_page_has_every_command_and_option(run):
    page = run("dx7bridge man").replace("\\-", "-")
    for name in COMMANDS:
        assert f".SS {name}\n" in page
    assert "--name-like" in page


def test_doctor_finds_the_model_and_hears_a_bridge_answer(run):
    found = {row["check"]: row["result"] for row in json.loads(run("dx7bridge doctor --json"))}
    assert found["python"] == found["model"] == found["folder"] == found["loop-back"] == "ok"


@pytest.mark.parametrize(
    ("rest", "code", "told"),
    [
        (">&-", 0, ""),
        (">/dev/full", 2, "Error: standard output: No space left on device\n"),
    ],
)
def test_standard_output_that_takes_nothing_is_no_traceback(tmp_path, rest, code, told):
    for name in range(40):  # more than a pipe holds
        (tmp_path / f"bank{name:02}.syx").write_bytes(random_bank(name))
    command = f'"{sys.executable}" -m dx7bridge inspect --json . {rest}; exit ${{PIPESTATUS[0]}}'
    env = {**os.environ, "PYTHONPATH": str(PAGE.parents[1])}
    ended = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (code, told)


@pytest.mark.parametrize("line", ["inspect --json .", "show ."])
def test_a_reader_that_goes_away_is_no_failure(tmp_path, line):
    for name in range(40):  # more than a pipe holds
        (tmp_path / f"bank{name:02}.syx").write_bytes(random_bank(name))
    command = f'"{sys.executable}" -m dx7bridge {line} | head -1; exit ${{PIPESTATUS[0]}}'
    env = {**os.environ, "PYTHONPATH": str(PAGE.parents[1])}
    ended = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert ended.returncode in (0, 141)
    assert ended.stderr == ""


def test_pictures_of_a_voice_are_the_same_each_time(run, tmp_path):
    for suffix in ("svg", "png"):
        files = [tmp_path / f"{n}.{suffix}" for n in (1, 2)]
        for file in files:
            run(f"dx7bridge show bank.syx:5 -o {file}")
        assert files[0].read_bytes() == files[1].read_bytes()


def test_the_bytes_of_a_bank_are_the_codecs_own(run, tmp_path):
    run(f"dx7bridge extract bank.syx -o {tmp_path}/x.syx")
    assert (tmp_path / "x.syx").read_bytes() == encode_bank(read_file("bank.syx").all_voices())
    assert np.frombuffer((tmp_path / "x.syx").read_bytes(), np.uint8).max() == 0xF7


# -- settings, devices -----------------------------------------------------------------------------


def test_environment_and_file_set_what_a_command_has_as_an_option(run, tmp_path, monkeypatch):
    settings = tmp_path / "settings.toml"
    settings.write_text('seed = 5\nlisten = "127.0.0.1:7709"\n')
    line = "dx7bridge sample --count 2 --no-guard --no-level"
    for name, more in (("flag", "--seed 5"), ("file", ""), ("variable", "")):
        monkeypatch.setenv("DX7BRIDGE_CONFIG", str(settings if name == "file" else tmp_path / "none.toml"))
        monkeypatch.setenv("DX7BRIDGE_SEED", "5") if name == "variable" else None
        run(f"{line} {more} -o {tmp_path}/{name}.syx")
    assert len({(tmp_path / f"{name}.syx").read_bytes() for name in ("flag", "file", "variable")}) == 1


def test_what_is_wrong_in_the_file_is_named(run, tmp_path, monkeypatch):
    settings = tmp_path / "settings.toml"
    settings.write_text('seed = "five"\n')
    monkeypatch.setenv("DX7BRIDGE_CONFIG", str(settings))
    assert "settings.toml: seed = " in run(f"dx7bridge sample -o {tmp_path}/x.syx", code=2)


def test_dump_without_a_synth_is_no_success(run, monkeypatch):
    from dx7bridge import outputs

    stand_in = outputs.NoOutput("no synth was found: dexed")
    monkeypatch.setattr(outputs, "open_output", lambda *args, **options: stand_in)
    (line,) = run("dx7bridge dump bank.syx:1", code=2).splitlines()
    assert line.startswith("Error: no synth was found")
    assert "--output" in line


def test_inspect_takes_several_paths_and_strict_ends_with_1(run, tmp_path):
    text = run("dx7bridge inspect bank.syx old/one.syx")
    assert text.index("bank.syx: 32 voices") < text.index("one.syx: 1 voice")
    run("dx7bridge inspect bank.syx --strict")
    run("dx7bridge inspect bank.syx old/cut.syx --strict", code=1)


def test_osc_sends_negative_numbers_and_prints_what_follows_the_done(run):
    heard = []

    def answer(bridge):
        data, sender = bridge.recvfrom(1 << 16)
        heard.append(OscMessage(data).params)
        bridge.sendto(encode("/dx7/done", ["/dx7/sample", -5]), sender)
        for address, atom in (("/dx7/latent", 0.5), ("/dx7/name", "BELL"), ("/dx7/params", 99)):
            bridge.sendto(encode(address, [atom]), sender)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bridge:
        bridge.bind(("127.0.0.1", 0))
        bridge.settimeout(10)
        thread = threading.Thread(target=answer, args=(bridge,))
        thread.start()
        told = run(f"dx7bridge osc /dx7/sample -5 --to 127.0.0.1:{bridge.getsockname()[1]}")
        thread.join()
    assert heard == [[-5]]
    assert told.splitlines() == [
        "/dx7/done /dx7/sample -5",
        "/dx7/latent 0.5",
        "/dx7/name BELL",
        "/dx7/params 99",
    ]
