"""Ten minutes of eight knobs at 1 kHz into a simulated synth, for each profile; the clock is the test's."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from mk1 import FIGURES, MK1, Figures, Mk1
from voices import random_voice

from dx7bridge.outputs.pacing import Pacing, Step
from dx7bridge.outputs.profiles import DX7, PROFILES, Profile
from dx7bridge.voice import PARAMETERS, Voice
from dx7bridge.voice.hearing import unheard
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE
from dx7bridge.voice.sysex import encode_voice

MINUTES = 10
TURN = 60_000  # milliseconds until the motion begins again
ALL = np.arange(VOICE_SIZE)
PERIODS = (3, 5, 7, 4, 8, 2, 6, 9)  # how often each knob goes up and down in that time


@cache
def motion() -> tuple[Voice, ...]:
    """A voice each millisecond, all eight knobs moving; parameter i follows knob i % 8."""
    voices: list[Voice] = []
    last = b""
    for ms in range(TURN):
        knobs = [0.5 + 0.5 * math.sin(2 * math.pi * n * ms / TURN + n) for n in PERIODS]
        values = bytes(round(p.high * knobs[p.index % 8]) for p in PARAMETERS[:SOUND_SIZE]) + b"MOTION    "
        voices.append(voices[-1] if values == last else Voice(values))
        last = values
    return tuple(voices)


class Stage:
    """A pacing before a synth, and a clock.

    `stalest`: seconds since a value it held was the newest, or made no difference.
    """

    def __init__(self, profile: Profile, figures: Figures = MK1) -> None:
        self.now = 0.0
        self.pacing = Pacing(profile, lambda: self.now)
        self.synth = Mk1(lambda: self.now, figures)
        self.stalest = 0.0
        self._newest = np.zeros((VOICE_SIZE, 128))  # when each value of each parameter was last asked for

    def play(self, minutes: float) -> None:
        voices = motion()
        for ms in range(round(minutes * 60_000)):
            self.now = ms / 1000
            voice = voices[ms % TURN]
            self.pacing.offer(voice, new_sound=ms == 0)
            self._newest[ALL, np.frombuffer(voice.values, np.uint8)] = self.now
            for index in unheard(voice) if self.synth.held is not None else ():
                self._newest[index, self.synth.held[index]] = self.now
            self.work()
            if ms % 4 == 0 and self.synth.held is not None:
                newest = self._newest[ALL, np.frombuffer(bytes(self.synth.held), np.uint8)]
                self.stalest = max(self.stalest, self.now - newest.min())

    def work(self) -> None:
        while isinstance(due := self.pacing.next(), Step):
            self.synth.send(due.message)
            self.pacing.done(due, self.now)
        self.synth.advance()

    def rest(self, seconds: float = 10.0) -> None:
        """The hands are off the knobs."""
        end = self.now + seconds
        while self.now < end:
            self.now += 0.001
            self.work()


@pytest.mark.parametrize(
    "name", sorted(set(PROFILES) - {"fm1"})
)  # which takes no dumps, and has no simulation
def test_ten_minutes_of_eight_knobs_do_not_choke_the_synth(name):
    profile = PROFILES[name]
    stage = Stage(profile, FIGURES[name])
    stage.play(MINUTES)
    stage.rest()
    synth = stage.synth
    assert synth.overflows == 0
    assert synth.truncated == 0
    assert synth.refused == 0
    assert not synth.frozen
    assert synth.dumps > 0
    last = motion()[(MINUTES * 60_000 - 1) % TURN]
    different = {change.index for change in Voice(bytes(synth.held)).diff(last)}
    assert different <= profile.dump_indices & unheard(last)
    two_periods = 2 * (profile.wire_time(163) + profile.dump_gap)
    assert stage.stalest <= two_periods


@pytest.mark.parametrize("name", ["dx7", "dx7ii", "tx", "volca"])
def test_a_sender_without_pauses_overflows_the_synth(name):
    unpaced = replace(PROFILES[name], dump_gap=0.0, change_gap=0.0)
    stage = Stage(unpaced, FIGURES[name])
    stage.play(0.1)
    assert stage.synth.overflows > 0


def test_a_sender_that_queues_every_voice_overflows_the_synth():
    stage = Stage(DX7)
    for seed in range(100):
        stage.synth.send(encode_voice(random_voice(seed)))
    stage.now = 60.0
    stage.synth.advance()
    assert stage.synth.overflows > 0


def test_two_values_that_change_in_turn_never_overrun_the_processor():
    stage = Stage(DX7)
    low, high = motion()[0].with_value("feedback", 0), motion()[0].with_value("feedback", 7)
    for ms in range(60_000):
        stage.now = ms / 1000
        stage.pacing.offer(high if ms % 2 else low, new_sound=False)
        stage.work()
    assert stage.synth.overflows == 0
    assert stage.synth.changes > 100
