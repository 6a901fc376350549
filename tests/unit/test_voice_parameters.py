"""The parameter table against the manual: names in the order of a voice dump, and their largest values."""

from __future__ import annotations

from pathlib import Path

import pytest

from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.found import Mark
from dx7bridge.voice.parameters import PARAMETERS
from dx7bridge.voice.scan import MAX_CLAMPED_DOUBTFUL
from dx7bridge.voice.sysex import MAX_CLAMPED, encode_voice
from dx7bridge.voice.syx import read_bytes

OPERATOR = [
    *((f"rate{n}", 99) for n in range(1, 5)),
    *((f"level{n}", 99) for n in range(1, 5)),
    *(("breakpoint", 99), ("left_depth", 99), ("right_depth", 99), ("left_curve", 3), ("right_curve", 3)),
    *(("rate_scaling", 7), ("amp_mod_sensitivity", 3), ("key_velocity", 7), ("output_level", 99)),
    *(("mode", 1), ("coarse", 31), ("fine", 99), ("detune", 14)),
]
VOICE_WIDE = [
    *((f"pitch.rate{n}", 99) for n in range(1, 5)),
    *((f"pitch.level{n}", 99) for n in range(1, 5)),
    *(("algorithm", 31), ("feedback", 7), ("osc_key_sync", 1)),
    *(("lfo.speed", 99), ("lfo.delay", 99), ("lfo.pitch_mod_depth", 99), ("lfo.amp_mod_depth", 99)),
    *(("lfo.key_sync", 1), ("lfo.wave", 5), ("pitch_mod_sensitivity", 7), ("transpose", 48)),
]


def test_the_values_of_a_dump_are_named_in_its_order_with_their_limits() -> None:
    operators = [(f"op{op}.{name}", high) for op in range(6, 0, -1) for name, high in OPERATOR]
    wanted = operators + VOICE_WIDE
    assert [(row.name, row.high) for row in PARAMETERS[: len(wanted)]] == wanted
    assert [row.index for row in PARAMETERS] == list(range(155))
    assert {row.low for row in PARAMETERS[: len(wanted)]} == {0}


def with_values_out_of_range(count: int, *, verified: bool) -> bytes:
    message = bytearray(encode_voice(INIT_VOICE))
    places = [6 + 21 * op + value for op in range(6) for value in range(11)]  # values up to 99
    for place in places[:count]:
        message[place] = 120
    message[161] = (-sum(message[6:161]) + (not verified)) & 0x7F
    return bytes(message)


@pytest.mark.parametrize(("verified", "most"), [(True, MAX_CLAMPED), (False, MAX_CLAMPED_DOUBTFUL)])
def test_so_many_values_are_clamped_and_with_one_more_it_is_no_voice(verified: bool, most: int) -> None:
    """64 under a checksum that is right, 24 under a wrong one."""
    assert most == (64 if verified else 24)
    (found,) = read_bytes(with_values_out_of_range(most, verified=verified), Path("a.syx")).voices
    assert (found.mark is Mark.DOUBTFUL) == (not verified)
    assert len(found.clamps) == most
    file = read_bytes(with_values_out_of_range(most + 1, verified=verified), Path("a.syx"))
    assert file.voices == ()
    assert any("rejected" in str(problem) for problem in file.problems)
