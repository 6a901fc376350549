"""What goes to a device, and when: pure logic, driven by a clock that only tests turn."""

from dataclasses import replace
from itertools import pairwise

import pytest
from voices import random_voice, random_voices

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.outputs.pacing import RETRY_DELAY, Pacing, Step
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED, DX7, PROFILES, Profile
from dx7bridge.voice import INIT_VOICE, DeviceReport, Voice
from dx7bridge.voice.sysex import encode_bank, encode_voice


class Rig:
    """A pacing, a port that writes down, and a clock."""

    def __init__(self, profile: Profile) -> None:
        self.now = 100.0
        self.port = RecordingPort(lambda: self.now)
        self.profile = profile
        self.pacing = Pacing(profile, lambda: self.now)

    def step(self) -> Step | float | None:
        """Do the next thing; waiting turns the clock."""
        due = self.pacing.next()
        if isinstance(due, Step):
            try:
                self.port.send(due.message)
            except NoMidi:
                self.pacing.failed(due)
            else:
                self.pacing.done(due, self.now)
        elif due is not None:
            self.now += due
        return due

    def run(self) -> None:
        """Until nothing waits."""
        while self.step() is not None:
            pass

    def run_until(self, time: float) -> None:
        """Whatever is due before `time`, which the clock then shows."""
        while True:
            due = self.pacing.next()
            if not isinstance(due, Step):
                if due is None or self.now + due > time:
                    self.now = time
                    return
                self.now += due
                continue
            self.port.send(due.message)
            self.pacing.done(due, self.now)

    def offer(self, voice: Voice, *, new_sound: bool = False) -> None:
        self.pacing.offer(voice, new_sound=new_sound)

    def knows(self, voice: Voice) -> None:
        """Bring the device to hold this voice, and forget how."""
        self.offer(voice, new_sound=True)
        self.run()
        self.port.sent.clear()
        self.now += 1.0  # long at rest

    @property
    def messages(self) -> list[bytes]:
        return [message for _, message in self.port.sent]

    @property
    def sizes(self) -> list[int]:
        return [len(message) for message in self.messages]


class Device:
    """What a receiver holds after these messages: 155 values, None before the first dump."""

    def __init__(self) -> None:
        self.held: bytearray | None = None

    def take(self, message: bytes) -> None:
        if len(message) == 163:
            self.held = bytearray(message[6:161])
        elif len(message) == 7:
            assert self.held is not None, "a parameter change before any dump"
            number = message[3] << 7 | message[4]
            assert message[3] < 4, "not a voice parameter"
            assert number < 155
            self.held[number] = message[5]


def changed(voice: Voice, count: int, start: int = 0) -> Voice:
    """The voice with `count` rates from number `start` on moved by one; skips what is no 0-99 value."""
    values = bytearray(voice.values)
    rates = [i for op in range(6) for i in range(21 * op, 21 * op + 11)][start : start + count]
    for i in rates:
        values[i] += 1 if values[i] < 99 else -1
    return Voice(bytes(values))


every_profile = pytest.mark.parametrize(
    "profile", [each for each in PROFILES.values() if each.dumps], ids=lambda profile: profile.name
)


@every_profile
def test_the_first_thing_a_device_hears_is_a_whole_dump(profile):
    rig = Rig(profile)
    rig.offer(INIT_VOICE)
    rig.run()
    assert rig.sizes == [163]


@every_profile
def test_nothing_is_sent_when_the_device_holds_the_voice_already(profile):
    rig = Rig(profile)
    rig.knows(INIT_VOICE)
    rig.offer(INIT_VOICE)
    rig.run()
    assert rig.messages == []


@every_profile
def test_a_new_sound_goes_as_a_dump_even_if_one_value_or_none_changed(profile):
    rig = Rig(profile)
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, 1), new_sound=True)
    rig.run()
    rig.offer(changed(INIT_VOICE, 1), new_sound=True)
    rig.run()
    assert rig.sizes == [163, 163]


@every_profile
def test_a_new_sound_that_a_knob_overtakes_still_goes_as_a_dump(profile):
    rig = Rig(profile)
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, 2), new_sound=True)
    rig.offer(changed(INIT_VOICE, 1))
    rig.run()
    assert rig.messages == [encode_dump(changed(INIT_VOICE, 1), profile)]


def encode_dump(voice: Voice, profile: Profile) -> bytes:
    message = bytearray(encode_voice(voice, profile.channel))
    if profile.checksum is not None:
        message[161] = profile.checksum
    return bytes(message)


@pytest.mark.parametrize("name", ["dx7", "dx7ii", "tx"])
@pytest.mark.parametrize(("count", "sizes"), [(1, [7]), (2, [163]), (40, [163])])
def test_hardware_gets_a_parameter_change_when_exactly_one_value_changed(name, count, sizes):
    rig = Rig(PROFILES[name])
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, count))
    rig.run()
    assert rig.sizes == sizes


def test_a_volca_never_gets_parameter_changes():
    rig = Rig(PROFILES["volca"])
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, 1))
    rig.run()
    assert rig.sizes == [163]


def test_a_volca_reads_all_operators_on_where_the_checksum_was():
    rig = Rig(PROFILES["volca"])
    rig.offer(random_voice(5))
    rig.run()
    (message,) = rig.messages
    assert message[161] == 0x7F
    assert message[:161] == encode_voice(random_voice(5))[:161]
    assert message[162] == 0xF7


@pytest.mark.parametrize(("count", "sizes"), [(1, [7]), (23, [7] * 23), (24, [163])])
def test_minidexed_gets_parameter_changes_when_fewer_than_24_values_changed(count, sizes):
    rig = Rig(PROFILES["minidexed"])
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, count))
    rig.run()
    assert rig.sizes == sizes


def test_dexed_gets_parameter_changes_while_the_sound_moves_however_many():
    rig = Rig(DEXED)
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, 66))
    rig.run()
    assert rig.sizes == [7] * 66


the_lfo_s_shape = pytest.mark.parametrize("name", ["lfo.speed", "lfo.delay", "lfo.key_sync", "lfo.wave"])


@the_lfo_s_shape
@pytest.mark.parametrize(
    "way",
    [("lfo.pitch_mod_depth", "pitch_mod_sensitivity"), ("lfo.amp_mod_depth", "op4.amp_mod_sensitivity")],
)
def test_dexed_gets_a_dump_when_the_speed_delay_sync_or_wave_of_an_lfo_that_is_heard_changed(name, way):
    rig = Rig(DEXED)
    heard = INIT_VOICE.with_value(way[0], 1).with_value(way[1], 1)
    rig.knows(heard)
    moved = changed(heard, 3)
    rig.offer(moved.with_value(name, 1 - min(moved[name], 1)))
    rig.run()
    assert rig.sizes == [163]


@the_lfo_s_shape
def test_what_only_a_dump_brings_to_dexed_and_nobody_hears_waits_for_one(name):
    rig, device = Rig(DEXED), Device()
    rig.offer(INIT_VOICE)
    rig.run()
    moved = INIT_VOICE.with_value(name, 1 - min(INIT_VOICE[name], 1))
    rig.offer(moved)
    assert rig.pacing.idle
    rig.offer(changed(moved, 3))
    rig.run()
    assert rig.sizes == [163, 7, 7, 7]  # no note is cut
    rig.offer(moved := changed(moved, 5), new_sound=True)
    rig.run()
    assert rig.sizes == [163, 7, 7, 7, 163]
    for message in rig.messages:
        device.take(message)
    assert device.held == moved.values


def test_what_waited_for_a_dump_is_owed_once_it_would_be_heard():
    rig, device = Rig(DEXED), Device()
    rig.offer(INIT_VOICE)
    rig.run()
    rig.offer(moved := INIT_VOICE.with_value("lfo.speed", 99))
    rig.run()
    rig.offer(moved := moved.with_value("lfo.pitch_mod_depth", 20))
    rig.run()
    assert rig.sizes == [163, 163]
    for message in rig.messages:
        device.take(message)
    assert device.held == moved.values


@pytest.mark.parametrize("name", ["dx7", "dx7ii", "tx", "volca", "minidexed"])
def test_a_device_that_takes_every_value_by_itself_gets_what_nobody_hears_too(name):
    rig = Rig(PROFILES[name])
    rig.knows(INIT_VOICE)
    rig.offer(INIT_VOICE.with_value("lfo.speed", 99))
    rig.run()
    assert rig.sizes == [163 if name == "volca" else 7]


def test_a_receiver_of_whole_voices_gets_what_nobody_hears_too():
    rig = Rig(DEXED.dumps_only(gap=0))
    rig.knows(INIT_VOICE)
    rig.offer(INIT_VOICE.with_value("lfo.speed", 99))
    rig.run()
    assert rig.sizes == [163]


def test_dexed_gets_a_parameter_change_for_the_other_lfo_values():
    rig = Rig(DEXED)
    rig.knows(INIT_VOICE)
    rig.offer(INIT_VOICE.with_value("lfo.pitch_mod_depth", 50).with_value("lfo.amp_mod_depth", 9))
    rig.run()
    assert rig.messages == [bytes.fromhex("f0 43 10 01 0b 32 f7"), bytes.fromhex("f0 43 10 01 0c 09 f7")]


@every_profile
def test_the_channel_is_in_every_message(profile):
    rig = Rig(replace(profile, channel=11))
    rig.offer(INIT_VOICE)
    rig.run()
    rig.offer(changed(INIT_VOICE, 1))
    rig.pacing.add_bank(random_voices(32))
    rig.run()
    assert {message[2] & 0x0F for message in rig.messages} == {11}


@every_profile
def test_of_voices_that_come_faster_than_the_wire_only_the_newest_goes(profile):
    rig = Rig(profile)
    for voice in (first := random_voices(10)):
        rig.offer(voice)
    rig.run()
    assert rig.messages == [encode_dump(first[-1], profile)]
    assert rig.pacing.counters.sent == 1
    assert rig.pacing.counters.superseded == 9


def test_a_newer_voice_supersedes_the_rest_of_a_stream_of_parameter_changes():
    rig, device = Rig(DEXED), Device()
    rig.offer(INIT_VOICE)
    rig.step()
    rig.offer(changed(INIT_VOICE, 66))
    while len(rig.messages) < 11:
        rig.step()
    newest = changed(INIT_VOICE, 12)
    rig.offer(newest)
    rig.run()
    for message in rig.messages:
        device.take(message)
    assert device.held == newest.values
    assert len(rig.messages) == 1 + 10 + 2  # two of twelve were missing; the fifty-four others never went


def test_a_stream_overtaken_by_a_new_sound_becomes_one_dump():
    rig = Rig(DEXED)
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, 66))
    rig.step()
    rig.offer(random_voice(1), new_sound=True)
    rig.run()
    assert rig.messages[1:] == [encode_voice(random_voice(1))]


def test_a_value_that_never_rests_does_not_starve_the_others():
    rig = Rig(PROFILES["minidexed"])
    rig.knows(INIT_VOICE)
    wanted = changed(INIT_VOICE, 1, start=40)
    for restless in range(50):
        wanted = wanted.with_value(0, restless)
        rig.offer(wanted)
        while not isinstance(rig.step(), Step):
            pass
    assert any(message[4] != 0 for message in rig.messages), "only parameter 0 was ever sent"


def gap_after(message: bytes, profile: Profile) -> float:
    return profile.wire_time(len(message)) + (profile.change_gap if len(message) == 7 else profile.dump_gap)


@every_profile
def test_under_constant_motion_the_gaps_hold_and_the_last_voice_arrives(profile):
    rig, device = Rig(profile), Device()
    voices = [changed(random_voice(n % 7), n % 5) for n in range(2000)]
    start = rig.now
    for n, voice in enumerate(voices):  # two seconds at 1 kHz
        rig.offer(voice, new_sound=n % 500 == 0)
        rig.run_until(start + (n + 1) / 1000)
    rig.run()
    for _, message in rig.port.sent:
        device.take(message)
    assert device.held == voices[-1].values
    sent = rig.port.sent
    for (then, message), (now, _) in pairwise(sent):
        assert now - then >= gap_after(message, profile) - 1e-9


def test_a_dx7_gets_a_dump_every_112_milliseconds_at_most():
    rig = Rig(DX7)
    for voice in random_voices(3):
        rig.offer(voice)
        while not isinstance(rig.step(), Step):
            pass
    times = [time for time, _ in rig.port.sent]
    assert times[1] - times[0] == pytest.approx(0.05216 + 0.060)
    assert times[2] - times[1] == pytest.approx(0.05216 + 0.060)


def test_a_port_that_blocks_for_the_wire_is_not_charged_twice():
    rig = Rig(DX7)
    rig.offer(INIT_VOICE)
    step = rig.pacing.next()
    began = rig.now
    rig.now += 0.2  # it took longer than the wire
    rig.pacing.done(step, began)
    rig.offer(random_voice(1))
    assert rig.pacing.next() == pytest.approx(0.060)


@every_profile
def test_after_a_failed_send_the_next_thing_is_a_whole_dump(profile):
    rig = Rig(profile)
    rig.knows(INIT_VOICE)
    rig.port.broken = 1
    rig.offer(changed(INIT_VOICE, 1))
    rig.run()
    assert rig.messages == [encode_dump(changed(INIT_VOICE, 1), profile)]
    assert rig.pacing.counters.failed == 1


def test_a_voice_that_failed_is_tried_again_by_itself_after_a_while():
    rig = Rig(DX7)
    rig.port.broken = 2
    began = rig.now
    rig.offer(INIT_VOICE)
    rig.run()
    assert rig.port.sent == [(began + 2 * RETRY_DELAY, encode_voice(INIT_VOICE))]


def test_a_newer_voice_takes_the_place_of_one_that_failed():
    rig = Rig(DX7)
    rig.port.broken = 1
    rig.offer(INIT_VOICE)
    rig.step()
    rig.offer(random_voice(2))
    rig.run()
    assert rig.messages == [encode_voice(random_voice(2))]


@every_profile
def test_after_a_lost_connection_the_current_voice_goes_out_whole_at_once(profile):
    rig = Rig(profile)
    rig.knows(INIT_VOICE)
    rig.offer(changed(INIT_VOICE, 1))
    rig.run()
    rig.port.sent.clear()
    rig.pacing.lost()
    rig.run()
    assert rig.messages == [encode_dump(changed(INIT_VOICE, 1), profile)]


def test_a_connection_lost_while_a_dump_is_on_its_way_makes_it_go_again():
    rig = Rig(DX7)
    rig.offer(INIT_VOICE)
    step = rig.pacing.next()
    rig.pacing.lost()
    rig.pacing.done(step, rig.now)
    rig.run()
    assert rig.messages == [encode_voice(INIT_VOICE)]


def test_a_connection_that_comes_back_is_not_kept_waiting_by_the_retry_delay():
    rig = Rig(DX7)
    rig.port.broken = 1
    rig.offer(INIT_VOICE)
    rig.step()
    rig.pacing.lost()
    assert isinstance(rig.pacing.next(), Step)


def test_a_lost_connection_does_not_shorten_the_device_s_rest():
    rig = Rig(DX7)
    rig.offer(INIT_VOICE)
    rig.step()
    rig.pacing.lost()
    assert rig.pacing.next() == pytest.approx(0.05216 + 0.060)


def test_banks_go_whole_in_order_and_before_the_voice():
    rig = Rig(DX7)
    banks = [random_voices(32, seed) for seed in (1, 2)]
    rig.offer(INIT_VOICE)
    for bank in banks:
        rig.pacing.add_bank(bank)
    rig.run()
    assert rig.messages == [*map(encode_bank, banks), encode_voice(INIT_VOICE)]
    times = [time for time, _ in rig.port.sent]
    assert times[1] - times[0] == pytest.approx(1.31328 + 0.060)


def test_a_bank_alone_is_followed_by_nothing():
    rig = Rig(DEXED)
    rig.pacing.add_bank(random_voices(32))
    rig.run()
    assert rig.sizes == [4104]


def test_after_a_bank_the_voice_goes_again_because_the_device_may_have_left_it():
    rig = Rig(DEXED)
    rig.knows(INIT_VOICE)
    rig.pacing.add_bank(random_voices(32))
    rig.run()
    assert rig.sizes == [4104, 163]


def test_a_bank_that_failed_goes_again_whole():
    rig = Rig(DX7)
    rig.port.broken = 1
    rig.pacing.add_bank(random_voices(32))
    rig.run()
    assert rig.messages == [encode_bank(random_voices(32))]


def test_a_bank_that_a_port_can_never_take_is_given_up():
    rig = Rig(DX7)
    rig.pacing.add_bank(random_voices(32))
    rig.pacing.failed(rig.pacing.next(), never=True)
    assert rig.pacing.next() is None
    assert rig.pacing.counters.failed == 1


@pytest.mark.parametrize(("later", "sizes"), [(0.5, [4104, 4104]), (1.5, [4104, 4104]), (2.0, [4104])])
def test_a_bank_goes_again_when_the_connection_was_lost_on_its_way(later, sizes):
    rig = Rig(DX7)
    rig.pacing.add_bank(random_voices(32))
    rig.step()
    rig.now += later  # the wire needs 1.3 seconds
    rig.pacing.lost()
    rig.run()
    assert rig.sizes == sizes


def test_a_bank_of_another_size_is_refused():
    rig = Rig(DX7)
    with pytest.raises(BadArguments, match="31 voices, exactly 32"):
        rig.pacing.add_bank(random_voices(31))
    assert rig.pacing.next() is None


def test_it_is_idle_once_the_wire_has_carried_the_last_byte():
    rig = Rig(DX7)
    assert rig.pacing.idle
    rig.offer(INIT_VOICE)
    assert not rig.pacing.idle
    assert rig.pacing.seconds_left() == pytest.approx(0.05216)
    rig.step()
    assert not rig.pacing.idle
    rig.now += 0.052
    assert not rig.pacing.idle
    rig.now += 0.001
    assert rig.pacing.idle
    assert rig.pacing.seconds_left() == 0.0


def test_it_is_not_idle_while_the_port_still_takes_a_message():
    rig = Rig(DEXED)
    rig.offer(INIT_VOICE)
    step = rig.pacing.next()
    assert not rig.pacing.idle
    rig.pacing.done(step, rig.now)
    assert rig.pacing.idle


@every_profile
def test_no_function_parameter_no_operator_switch_and_no_torn_message_is_ever_sent(profile):
    rig = Rig(profile)
    for seed in range(20):
        rig.offer(random_voice(seed), new_sound=seed % 5 == 0)
        rig.run()
    for message in rig.messages:
        assert message[0] == 0xF0
        assert message[-1] == 0xF7
        assert len(message) in (7, 163)
        if len(message) == 7:
            assert message[3] in (0, 1)  # group 0, no more than the two high bits of the number
            assert (message[3] << 7 | message[4]) <= 154


# What the device says of itself.


def report(rig, values, channel=0, ago=0.0):
    return DeviceReport("its MIDI OUT", channel, rig.now - ago, values)


def report_of_voice(rig, voice, **more):
    return report(rig, dict(enumerate(voice.values)), **more)


@every_profile
def test_a_voice_that_the_device_sent_is_not_sent_back_to_it(profile):
    rig = Rig(profile)
    rig.knows(INIT_VOICE)
    rig.pacing.offer(random_voice(1), new_sound=True, report=report_of_voice(rig, random_voice(1)))
    rig.run()
    assert rig.messages == []
    rig.offer(changed(random_voice(1), 1))  # and it is known from there on
    rig.run()
    assert len(rig.messages) == 1


def test_a_voice_that_the_device_sent_is_sent_where_a_lock_or_mending_changed_it():
    rig = Rig(DX7)
    rig.knows(INIT_VOICE)
    kept = random_voice(1).with_value("algorithm", (random_voice(1)["algorithm"] + 1) % 32)
    rig.pacing.offer(kept, new_sound=True, report=report_of_voice(rig, random_voice(1)))
    rig.run()
    assert rig.messages == [encode_voice(kept)]


def test_an_edit_on_the_device_is_not_sent_back_to_it_and_its_other_values_stay_known():
    rig = Rig(DX7)
    rig.knows(INIT_VOICE)
    edited = INIT_VOICE.with_value("algorithm", 5)
    rig.pacing.offer(edited, new_sound=False, report=report(rig, {134: 5}))
    rig.run()
    assert rig.messages == []
    rig.offer(edited.with_value("feedback", 3))
    rig.run()
    assert rig.sizes == [7]


def test_an_edit_on_a_device_of_which_nothing_is_known_leaves_it_a_whole_dump():
    rig = Rig(DX7)
    rig.knows(INIT_VOICE)
    rig.pacing.lost()
    edited = INIT_VOICE.with_value("algorithm", 5)
    rig.pacing.offer(edited, new_sound=False, report=report(rig, {134: 5}))
    rig.run()
    assert rig.messages == [encode_voice(edited)]


@pytest.mark.parametrize("more", [{"channel": 1}, {"ago": 2.0}])
def test_what_another_channel_said_or_what_was_said_before_our_last_message_is_not_believed(more):
    rig = Rig(DX7)
    rig.knows(INIT_VOICE)
    rig.pacing.offer(random_voice(1), new_sound=True, report=report_of_voice(rig, random_voice(1), **more))
    rig.run()
    assert rig.messages == [encode_voice(random_voice(1))]
