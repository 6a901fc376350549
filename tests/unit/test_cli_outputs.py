"""How the shell and the configuration name outputs and profiles."""

import json

import pytest
from click.testing import CliRunner

from dx7bridge import app, config
from dx7bridge.cli import main
from dx7bridge.outputs import PROFILES, Override
from dx7bridge.outputs.profiles import overridden


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Whoever runs the tests may have a configuration of their own."""
    place = tmp_path / "settings" / "dx7bridge.toml"
    monkeypatch.setattr(config, "default_path", lambda: place)
    return place


@pytest.fixture
def served(monkeypatch):
    taken = []
    monkeypatch.setattr(app, "serve", taken.append)
    return taken


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_several_outputs_go_with_commas_between(served):
    assert run("serve", "--output", "jack:Dexed@dexed,rtmidi:UM-ONE,file").exit_code == 0
    assert served[0].output == "jack:Dexed@dexed,rtmidi:UM-ONE,file"


@pytest.mark.parametrize("text", ["jack,pigeon", "pigeon:DX7", "file@pigeon", ""])
def test_an_unknown_output_or_profile_is_refused(served, text):
    result = run("serve", "--output", text)
    assert result.exit_code == 2
    assert "jack" in result.stderr or "dx7ii" in result.stderr
    assert served == []


def test_profiles_are_changed_by_flag_and_by_file(served, home):
    assert run("serve", "--profile-set", "dump_gap=0.08", "--profile-set", "volca.settle=0.1").exit_code == 0
    home.parent.mkdir()
    home.write_text('profile_set = ["dump_gap=0.08", "volca.settle=0.1"]\n')
    assert run("serve").exit_code == 0
    wanted = (Override("", "dump_gap", 0.08), Override("volca", "settle", 0.1))
    assert [options.overrides for options in served] == [wanted, wanted]
    assert run("config").exit_code == 0


def test_a_bad_change_of_a_profile_is_refused_in_both(served, home):
    assert "must be one of dump_gap" in run("serve", "--profile-set", "gap=1").stderr
    home.parent.mkdir()
    home.write_text('profile_set = ["dump_gap=99"]\n')
    result = run("serve")
    assert result.exit_code == 2
    assert "must be from 0.0 to 10.0" in result.stderr
    assert served == []


def test_profiles_lists_every_field_as_it_can_be_set():
    listed = json.loads(run("profiles", "--json").stdout)
    assert list(listed) == list(PROFILES)
    for name, row in listed.items():
        words = [f"{field}={value}" for field, value in row.items() if field != "doc"]
        assert overridden(PROFILES[name], map(Override.parse, words)) == PROFILES[name]
        assert f"{name}: {row['doc']}" in run("profiles").stdout
