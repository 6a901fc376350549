"""The simulated DX7 mk1 holds to the figures measured on the real one's program."""

import pytest
from mk1 import Mk1
from voices import random_voice

from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_change, encode_voice
from dx7bridge.voice.voice import Change

DUMP = encode_voice(random_voice(1))
CHANGE = encode_change(Change(134, 5))
DUMP_WIRE = 163 * 10 / 31250


class Bench:
    """A mk1 and a clock."""

    def __init__(self):
        self.now = 0.0
        self.synth = Mk1(lambda: self.now)

    def after(self, seconds):
        self.now += seconds
        self.synth.advance()

    def send(self, message, then=1.0):
        self.synth.send(message)
        self.after(then)


def busy_for(message):
    """Seconds from the first bit of a message to when the synth is at rest again."""
    bench = Bench()
    bench.send(DUMP)
    began = bench.now
    bench.synth.send(message)
    while not bench.synth.at_rest:
        bench.after(0.0001)
    return bench.now - began


def test_a_voice_takes_88_ms_and_a_parameter_change_44_6():
    assert busy_for(DUMP) == pytest.approx(0.088, abs=0.001)
    assert busy_for(CHANGE) == pytest.approx(0.0446, abs=0.001)


@pytest.mark.parametrize(("spacing", "overflows"), [(0.045, False), (0.040, True)])
def test_parameter_changes_45_ms_apart_are_steady_and_40_fail_in_time(spacing, overflows):
    bench = Bench()
    bench.send(DUMP)
    for _ in range(3000):
        bench.send(CHANGE, then=spacing)
    assert (bench.synth.overflows > 0) == overflows


@pytest.mark.parametrize(("gap", "overflows"), [(0.030, False), (0.025, True)])
def test_dumps_30_ms_after_each_other_are_steady_and_25_fail_in_time(gap, overflows):
    bench = Bench()
    for _ in range(3000):
        bench.send(DUMP, then=DUMP_WIRE + gap)
    assert (bench.synth.overflows > 0) == overflows


def test_a_truncated_dump_freezes_the_keyboard_until_a_whole_one_comes():
    bench = Bench()
    bench.send(DUMP[:100])
    bench.send(CHANGE)
    assert bench.synth.frozen
    bench.send(bytes((0x90, 60, 100)))
    assert not bench.synth.sounding
    bench.send(DUMP)
    assert not bench.synth.frozen
    assert bench.synth.truncated == 1


def test_every_change_and_every_dump_cuts_the_notes():
    bench = Bench()
    for message in (DUMP, CHANGE):
        bench.send(DUMP)
        bench.send(bytes((0x90, 60, 100, 64, 100)))
        assert bench.synth.sounding == {60, 64}
        bench.send(message)
        assert not bench.synth.sounding
    assert bench.synth.cut == 4


def test_a_voice_with_a_wrong_checksum_does_not_play():
    bench = Bench()
    bench.send(DUMP)
    wrong = bytearray(encode_voice(INIT_VOICE))
    wrong[161] ^= 1
    bench.send(bytes(wrong))
    assert bytes(bench.synth.held) == random_voice(1).values
    assert bench.synth.refused == 1
