"""A synth whose stored preset a dump may overwrite: it gets parameter changes alone."""

from __future__ import annotations

import pytest
from voices import random_bank, random_voices

from dx7bridge.errors import NoMidi
from dx7bridge.outputs.pacing import Pacing, Step
from dx7bridge.outputs.profiles import PROFILES, Override, guess_profile, overridden
from dx7bridge.voice import Voice
from dx7bridge.voice.sysex import CHANGE_SIZE, decode_change

FM1 = PROFILES["fm1"]


class Synth:
    """Pacing with time to spare, and what has arrived."""

    def __init__(self, profile=FM1) -> None:
        self.now = 0.0
        self.pacing = Pacing(profile, lambda: self.now)
        self.held = bytearray(155)
        self.sizes: list[int] = []

    def run(self) -> None:
        for _ in range(2000):
            step = self.pacing.next()
            if step is None:
                return
            if isinstance(step, Step):
                self.sizes.append(len(step.message))
                if len(step.message) == CHANGE_SIZE:
                    change = decode_change(step.message)
                    self.held[change.index] = change.value
                self.pacing.done(step, self.now)
            self.now += 0.005


def test_a_new_sound_goes_as_155_parameter_changes_and_a_move_as_few() -> None:
    one, two = random_voices(2)
    synth = Synth()
    synth.pacing.offer(one, new_sound=True)
    synth.run()
    assert synth.sizes == [CHANGE_SIZE] * 155
    assert Voice(bytes(synth.held)) == one
    synth.sizes.clear()
    moved = one.with_value("feedback", (one["feedback"] + 1) % 8)
    synth.pacing.offer(moved, new_sound=False)
    synth.run()
    assert (len(synth.sizes), Voice(bytes(synth.held))) == (1, moved)
    synth.pacing.offer(two, new_sound=True)
    synth.run()
    assert Voice(bytes(synth.held)) == two
    assert synth.pacing.idle


def test_after_a_loss_all_of_it_goes_again_and_still_no_dump() -> None:
    (one,) = random_voices(1)
    synth = Synth()
    synth.pacing.offer(one, new_sound=True)
    synth.run()
    synth.pacing.lost()
    synth.sizes.clear()
    synth.run()
    assert synth.sizes == [CHANGE_SIZE] * 155


def test_it_gets_no_bank() -> None:
    with pytest.raises(NoMidi, match="would overwrite its presets"):
        Synth().pacing.add_bank(random_bank())


def test_the_makers_firmware_may_have_dumps_where_one_says_so() -> None:
    profile = overridden(FM1, [Override.parse("fm1.dumps=yes"), Override.parse("fm1.most_changes=0")])
    synth = Synth(profile)
    synth.pacing.offer(random_voices(1)[0], new_sound=True)
    synth.run()
    assert synth.sizes == [163]


@pytest.mark.parametrize("name", ["FM-1 MIDI 1", "M-VAVE FM-1", "M-VAVE"])
def test_its_port_is_known_by_name(name: str) -> None:
    assert guess_profile(name) is FM1
