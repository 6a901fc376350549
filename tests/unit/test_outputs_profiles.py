from dataclasses import replace

import pytest

from dx7bridge.errors import BadArguments, BridgeError, OutOfRange
from dx7bridge.midi.names import matcher
from dx7bridge.outputs.profiles import (
    DEXED,
    DX7,
    LIKELY,
    PROFILES,
    Override,
    find_profile,
    guess_profile,
    overridden,
    shown,
)


def test_the_profiles_are_those_of_the_known_devices():
    assert list(PROFILES) == ["dx7", "dx7ii", "tx", "volca", "dexed", "minidexed", "fm1"]
    assert all(profile.name == name for name, profile in PROFILES.items())


@pytest.mark.parametrize(
    ("name", "dump_gap", "change_gap", "most_changes", "baud", "checksum"),
    [
        ("dx7", 0.060, 0.060, 1, 31250, None),
        ("dx7ii", 0.060, 0.060, 1, 31250, None),
        ("tx", 0.060, 0.060, 1, 31250, None),
        ("volca", 0.060, 0.060, 0, 31250, 0x7F),
        ("dexed", 0.005, 0.0, 155, None, None),
        ("minidexed", 0.030, 0.005, 23, 31250, None),
    ],
)
def test_each_profile_has_its_figures(name, dump_gap, change_gap, most_changes, baud, checksum):
    profile = find_profile(name)
    assert (profile.dump_gap, profile.change_gap, profile.most_changes) == (
        dump_gap,
        change_gap,
        most_changes,
    )
    assert (profile.baud, profile.checksum) == (baud, checksum)


def test_only_dexed_needs_a_dump_for_its_lfo():
    assert find_profile("dexed").dump_indices == {137, 138, 141, 142}
    assert all(not p.dump_indices for p in PROFILES.values() if p.name != "dexed")


def test_a_voice_dump_takes_52_milliseconds_on_a_cable_and_nothing_in_software():
    assert DX7.wire_time(163) == pytest.approx(0.05216)
    assert DEXED.wire_time(163) == 0.0


def test_an_unknown_profile_is_refused_with_the_legal_names():
    with pytest.raises(
        BadArguments, match="'dx9': must be one of dx7, dx7ii, tx, volca, dexed, minidexed, fm1"
    ):
        find_profile("dx9")


@pytest.mark.parametrize(
    "field",
    [{"channel": 16}, {"channel": -1}, {"dump_gap": -0.1}, {"change_gap": float("nan")}, {"baud": 0},
     {"most_changes": 156}, {"checksum": 128}],
)  # fmt: skip
def test_a_field_out_of_range_is_refused_by_name(field):
    with pytest.raises(OutOfRange, match=f"profile {next(iter(field))} = "):
        replace(DX7, **field)


@pytest.mark.parametrize(
    ("port", "profile"),
    [
        ("Dexed:midi_in", "dexed"),
        ("dx7bridge:midi_out → DEXED:events-in", "dexed"),
        ("MiniDexed MIDI 1", "minidexed"),
        ("USB MIDI Interface", "dx7"),
        ("", "dx7"),
    ],
)
def test_the_port_s_name_suggests_the_profile_and_hardware_is_the_default(port, profile):
    assert guess_profile(port).name == profile


@pytest.mark.parametrize(
    "port",
    ["Dexed:in", "Yamaha DX7:midi 1", "a2j:DX-7 [20]", "TX802 port", "hexter:in", "volca fm", "TX7 MIDI"],
)
def test_ports_of_these_devices_look_likely(port):
    assert matcher(LIKELY)(port)


@pytest.mark.parametrize("port", ["dx7bridge:midi_out", "system:midi_playback_1", "Midi Through", "DX5"])
def test_other_ports_and_the_bridge_s_own_do_not(port):
    assert not matcher(LIKELY)(port)


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("dexed", "My DEXED:in", True),
        ("^dexed:in$", "Dexed:in", True),
        ("^dexed:in$", "Dexed:input", False),
        ("Foo (capture)", "a2j:Foo (capture): x", True),
        ("port [", "Port [1]", True),
        ("port [", "Port 1", False),
    ],
)
def test_a_pattern_is_a_regular_expression_or_a_part_of_the_name_in_any_case(pattern, name, fits):
    assert matcher(pattern)(name) is fits


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("dump_gap=0.08", "dump_gap", 0.08),
        ("dx7.change_gap = 0.1", "change_gap", 0.1),
        ("most_changes=0", "most_changes", 0),
        ("baud=none", "baud", None),
        ("baud=38400", "baud", 38400),
        ("checksum=0x7F", "checksum", 127),
        ("dump_indices=lfo.wave+137", "dump_indices", frozenset((142, 137))),
        ("dump_indices=none", "dump_indices", frozenset()),
        ("settle=0.1", "settle", 0.1),
        ("answers=yes", "answers", True),
    ],
)
def test_every_field_can_be_overridden_by_words(text, field, value):
    profile = overridden(DX7, [Override.parse(text)])
    assert getattr(profile, field) == value


def test_every_field_that_is_shown_can_be_read_back():
    for profile in PROFILES.values():
        words = [f"{field}={value}" for field, value in shown(profile).items()]
        assert (
            overridden(replace(DX7, name=profile.name, doc=profile.doc), map(Override.parse, words))
            == profile
        )


def test_an_override_of_another_profile_changes_nothing():
    assert overridden(DX7, [Override.parse("volca.dump_gap=0.5")]) == DX7
    assert overridden(PROFILES["volca"], [Override.parse("volca.dump_gap=0.5")]).dump_gap == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dump_gap", "must be FIELD=VALUE"),
        ("gap=1", "must be one of dump_gap, change_gap, most_changes"),
        ("pigeon.dump_gap=1", "profile 'pigeon': must be one of dx7"),
        ("dump_gap=soon", "profile dump_gap = 'soon': must be seconds"),
        ("dump_gap=11", "profile dump_gap = 11"),
        ("dump_gap=nan", "profile dump_gap = nan"),
        ("baud=1", "profile baud = 1: must be from 300"),
        ("answers=perhaps", "must be yes or no"),
        ("dump_indices=op9.coarse", "op9"),
    ],
)
def test_a_bad_override_is_refused_with_what_is_legal(text, message):
    with pytest.raises(BridgeError, match=message):
        Override.parse(text)
