"""The configuration: a file, an environment, flags; what goes first, and what is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dx7bridge import app, config
from dx7bridge.cli import main
from dx7bridge.errors import BadArguments
from dx7bridge.outputs import Hold, Override

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whoever runs the tests may have a configuration of their own."""
    place = tmp_path / "settings" / "dx7bridge.toml"
    monkeypatch.setattr(config, "default_path", lambda: place)
    return place


@pytest.fixture
def run() -> Run:
    return lambda *words, **env: CliRunner().invoke(main, [str(word) for word in words], env=env)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[app.ServeOptions]:
    taken: list[app.ServeOptions] = []
    monkeypatch.setattr(app, "serve", taken.append)
    return taken


EVERYTHING = """
listen = "0.0.0.0:9000"
output = "file"
port = "Volca"
profile = "volca"
channel = 3
parts = 1
programs = true
profile_set = ["dump_gap=0.08"]
hold = "between-notes"
longest_hold = 5
input = "nano,jack:DX7"
input_channel = 2
take_over = false
guard = false
level = "off"
transposition = "free"
smooth = false
notify = ["127.0.0.1:7701", "127.0.0.1:7702"]
allow_others = true
trust = ["192.168.1.0/24", "10.0.0.7/32"]
horizon = 60
folder = "/tmp"
seed = 5
temperature = 0.5
draws = 2
glide = 2
resume = true
tcp = false
panel = false
open = true
voices = "/tmp"
advertise = false
quiet = true
verbose = false
"""


def test_every_key_of_the_file_is_an_option(run: Run, served: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(EVERYTHING)
    assert run("serve", "--config", file).exit_code == 0
    (options,) = served
    assert options == app.ServeOptions(
        listen=("0.0.0.0", 9000),
        output="file",
        port="Volca",
        profile="volca",
        channel=2,
        overrides=(Override("", "dump_gap", 0.08),),
        hold=Hold("between-notes", 5.0),
        inputs="nano,jack:DX7",
        input_channel=1,
        take_over=False,
        programs=True,
        guard=False,
        level="off",
        transposition="free",
        smooth=False,
        notify=(("127.0.0.1", 7701), ("127.0.0.1", 7702)),
        allow_others=True,
        trust=(ip_network("192.168.1.0/24"), ip_network("10.0.0.7")),
        horizon=60.0,
        folder=Path("/tmp"),
        seed=5,
        temperature=0.5,
        draws=2,
        glide=2.0,
        resume=True,
        tcp=False,
        panel=False,
        open_panel=True,
        voices=Path("/tmp"),
        advertise=False,
    )


def test_a_flag_goes_before_the_environment_and_that_before_the_file(
    run: Run, served: Any, home: Path
) -> None:
    home.parent.mkdir()
    home.write_text("channel = 3\nseed = 3\ntemperature = 0.3\n")
    env = {"DX7BRIDGE_CHANNEL": "4", "DX7BRIDGE_SEED": "4"}
    assert run("serve", "--channel", "5", **env).exit_code == 0
    (options,) = served
    assert (options.channel + 1, options.seed, options.temperature) == (5, 4, 0.3)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("CHANNEL", "99", "must be a whole number from 1 to 16"),
        ("TCP", "maybe", "must be true or false"),
        ("TEMPERATURE", "hot", "must be a number from 0 to 2"),
        ("GLIDE", "nan", "must be a number from 0 to 600"),
        ("LISTEN", "foo", "HOST:PORT is needed, such as 127.0.0.1:7700"),
        ("OUTPUT", "nix", "'nix' is not one of 'auto', 'jack', 'rtmidi', 'file', 'dexed', 'none'."),
        ("CONFIG", "/no/such/file", "File '/no/such/file' does not exist."),
    ],
)
def test_a_wrong_environment_variable_names_itself(run: Run, name: str, value: str, message: str) -> None:
    result = run("serve", **{f"DX7BRIDGE_{name}": value})
    assert result.exit_code == 2
    assert result.stderr == f"Error: DX7BRIDGE_{name}={value}: {message}\n"


def test_an_unknown_environment_variable_is_noticed(run: Run, served: Any) -> None:
    result = run("serve", DX7BRIDGE_CHANEL="4", DX7BRIDGE_CONFIG="", DX7BRIDGE_XYZZY="1")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "note: DX7BRIDGE_CHANEL: no such setting; did you mean DX7BRIDGE_CHANNEL?",
        "note: DX7BRIDGE_XYZZY: no such setting",
    ]
    assert run("serve", "--channel", "3", DX7BRIDGE_CHANNEL="99").exit_code == 0  # the flag goes before it


def as_text(value: Any) -> list[str]:
    """A value of the file as a flag or a variable has it."""
    values = value if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in values]


def test_every_key_is_an_environment_variable_and_a_flag_as_well(
    run: Run, served: Any, tmp_path: Path
) -> None:
    file, table = tmp_path / "x.toml", tomllib.loads(EVERYTHING)
    file.write_text(EVERYTHING)
    variables = {config.variable(key): " ".join(as_text(value)) for key, value in table.items()}
    flags: list[str] = []
    for key, value in table.items():
        flag = f"--{key.replace('_', '-')}"
        if value is False:
            flags += [] if key == "verbose" else [flag.replace("--", "--no-", 1)]
        elif value is True:
            flags += [flag]
        else:
            flags += [word for each in as_text(value) for word in (flag, each)]
    results = [run("serve", "--config", file), run("serve", **variables), run("serve", *flags)]
    assert [result.exit_code for result in results] == [0, 0, 0], [result.stderr for result in results]
    from_file, from_environment, from_flags = served
    assert from_file == from_environment == from_flags


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("chanel = 3", "chanel: no such key; must be one of listen, output, port, profile, channel, "),
        ("channel = 17", "channel = 17: must be a whole number from 1 to 16"),
        ("channel = 1.5", "channel = 1.5: must be a whole number from 1 to 16"),
        ("channel = true", "channel = True: must be a whole number from 1 to 16"),
        ('output = "pigeon"', "output = 'pigeon': 'pigeon' is not one of 'auto', 'jack'"),
        ("output = 3", "output = 3: must be one of auto, jack, rtmidi, file, dexed, none"),
        ('listen = "7700"', "listen = '7700': HOST:PORT is needed"),
        ('notify = "127.0.0.1:1"', "notify = '127.0.0.1:1': must be a list of HOST:PORT"),
        ('notify = ["nonsense"]', "notify = ['nonsense']: 'nonsense': HOST:PORT is needed"),
        ("temperature = nan", "temperature = nan: must be a number from 0 to 2"),
        ('temperature = "hot"', "temperature = 'hot': must be a number from 0 to 2"),
        ("glide = 601", "glide = 601: must be a number from 0 to 600"),
        ("resume = 1", "resume = 1: must be true or false"),
        ("[serve]", "serve: no such key"),
        ("channel", "not TOML"),
    ],
)
def test_a_wrong_key_or_value_names_itself_and_what_is_legal(
    run: Run, served: Any, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text)
    result = run("serve", "--config", file)
    assert (result.exit_code, served) == (2, [])
    assert result.stderr.startswith(f"Error: {file}: {message}")
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_not_text_is_refused(run: Run, served: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"\xff\xfe\x00")
    result = run("serve", "--config", file)
    assert (result.exit_code, served) == (2, [])
    assert result.stderr.startswith(f"Error: {file}: ")


def test_init_writes_a_file_that_has_every_key_and_sets_none(run: Run, served: Any, home: Path) -> None:
    result = run("config", "--init")
    assert (result.exit_code, result.stdout) == (0, f"{home}\n")
    text = home.read_text()
    assert tomllib.loads(text) == {}
    plain = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line)
    assert set(tomllib.loads(plain)) == {*tomllib.loads(EVERYTHING), "model"}
    assert run("serve").exit_code == 0
    assert len(served) == 1


def test_the_values_that_init_proposes_are_legal(run: Run, served: Any, home: Path, tmp_path: Path) -> None:
    run("config", "--init")
    lines = [line.removeprefix("# ") for line in home.read_text().splitlines() if " = " in line]
    file = tmp_path / "all.toml"
    file.write_text("\n".join(line for line in lines if not line.startswith("model")))
    result = run("serve", "--config", file)
    assert result.exit_code == 0, result.stderr


def test_init_overwrites_nothing_unless_forced(run: Run, home: Path) -> None:
    home.parent.mkdir()
    home.write_text("channel = 3\n")
    result = run("config", "--init")
    assert result.exit_code == 2
    assert "exists already; --force overwrites it" in result.stderr
    assert home.read_text() == "channel = 3\n"
    assert run("config", "--init", "--force").exit_code == 0
    assert tomllib.loads(home.read_text()) == {}


def test_config_shows_what_is_set_in_a_form_that_can_be_read_again(run: Run, tmp_path: Path) -> None:
    file, again = tmp_path / "x.toml", tmp_path / "y.toml"
    file.write_text(EVERYTHING)
    shown = run("config", file)
    assert shown.exit_code == 0, shown.stderr
    again.write_text(shown.stdout)
    assert run("config", again).stdout == shown.stdout
    assert tomllib.loads(shown.stdout) == tomllib.loads(EVERYTHING)


def test_config_says_where_a_setting_comes_from_that_is_no_default(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.toml"
    file.write_text("channel = 3\nglide = 1.5\n")
    monkeypatch.setenv("DX7BRIDGE_GLIDE", "2.5")
    lines = run("config", file).stdout.splitlines()
    for line in ("channel = 3  # from the file", "glide = 2.5  # from DX7BRIDGE_GLIDE", "temperature = 1.0"):
        assert line in lines


def test_config_of_a_file_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("config", tmp_path / "no.toml")
    assert (result.exit_code, result.stderr) == (2, f"Error: {tmp_path / 'no.toml'}: no such file\n")


def test_without_a_file_config_shows_the_defaults(run: Run, home: Path) -> None:
    result = run("config")
    assert result.exit_code == 0
    assert tomllib.loads(result.stdout)["listen"] == "127.0.0.1:7700"
    assert "config --init writes it" in result.stderr


def test_a_file_is_read_strictly(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("a = 1\nb = 2\n")
    assert config.read(file, ["a", "b"]) == {"a": 1, "b": 2}
    with pytest.raises(BadArguments, match="b: no such key; must be one of a"):
        config.read(file, ["a"])
    with pytest.raises(BadArguments, match="No such file"):
        config.read(tmp_path / "none.toml", [])


@pytest.mark.parametrize("option", ["--glide", "--longest-hold", "--temperature"])
def test_nan_is_no_setting(run: Run, option: str) -> None:
    result = run("serve", option, "nan")
    assert result.exit_code == 2
    assert "nan: must be a number from 0 to" in result.stderr
