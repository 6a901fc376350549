"""Each setting is written down once, and everything else follows from its row."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click
import pytest

from dx7bridge.cli.serve import serve
from dx7bridge.commands import State
from dx7bridge.engine.session import Session
from dx7bridge.outputs import ALWAYS
from dx7bridge.settings import Setting
from dx7bridge.settings.instrument import GUARD, KEPT
from dx7bridge.settings.serve import SETTINGS, ServeOptions, served

BY_KEY = {setting.key: setting for setting in SETTINGS}


def values(**changed: object) -> dict[str, object]:
    """A value for each setting: as `serve` has them without any option, but for those that are `changed`."""
    context = click.Context(serve)
    read = {
        str(each.name): each.type_cast_value(context, each.default)
        for each in serve.params
        if each.name != "config_file"
    }
    return read | changed


def test_no_two_settings_share_a_key_or_a_field() -> None:
    assert len(BY_KEY) == len(SETTINGS)
    named = [setting.field or setting.key for setting in SETTINGS]
    assert len(set(named)) == len(named)


def test_every_setting_has_an_option_and_a_variable() -> None:
    options = {each.name: each for each in serve.params if isinstance(each, click.Option)}
    for setting in SETTINGS:
        assert setting.option in options[setting.key].opts
        assert options[setting.key].envvar == f"DX7BRIDGE_{setting.key.upper()}"
    assert set(options) == {*BY_KEY, "config_file"}


def test_without_any_option_serve_runs_with_the_defaults_of_its_options() -> None:
    options = served(values(), folder=Path, display=False)
    assert options == ServeOptions()
    assert options.hold == ALWAYS


def test_the_shell_counts_channels_from_1() -> None:
    options = served(values(channel=16, input_channel=1), folder=Path, display=False)
    assert (options.channel, options.input_channel) == (15, 0)


@pytest.mark.parametrize("quiet", [True, False])
def test_quiet_draws_nothing(quiet: bool) -> None:
    assert served(values(quiet=quiet), folder=Path, display=True).display is not quiet


def test_a_setting_without_a_default_has_an_example_for_the_file() -> None:
    assert [each.key for each in SETTINGS if (each.default is None) == (each.example is None)] == []
    assert [each.key for each in SETTINGS if each.example is not None and not each.fits(each.example)] == []


@pytest.mark.parametrize("setting", [*KEPT, GUARD], ids=lambda setting: setting.key)
def test_a_setting_of_the_instrument_is_a_field_of_its_state_and_of_sessions(setting: Setting) -> None:
    assert setting.key in {each.name for each in fields(State)}
    assert setting.key in Session.__struct_fields__
