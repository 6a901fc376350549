"""Notes on their way to a synth, and voices that wait for them; the synth is simulated, the clock ours."""

import itertools
from dataclasses import replace

import pytest
from mk1 import FIGURES, MK1, Mk1
from servers import wait_until
from voices import random_voice, random_voices

from dx7bridge.errors import BadArguments, NoMidi, OutOfRange
from dx7bridge.outputs import open_output
from dx7bridge.outputs.notes import Notes
from dx7bridge.outputs.pacing import HOLDS, Hold, Pacing, Step
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED, DX7, PROFILES
from dx7bridge.outputs.sender import Sender
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import dump_request, encode_voice

ON, OFF = bytes((0x90, 60, 100)), bytes((0x80, 60, 0))
ON2, OFF2 = bytes((0x90, 64, 100)), bytes((0x90, 64, 0))
PEDAL_DOWN, PEDAL_UP = bytes((0xB0, 64, 127)), bytes((0xB0, 64, 0))


class Stage:
    """A pacing before a synth; `sent` is (time, message)."""

    def __init__(self, profile=DX7, mode="always", longest=2.0, figures=MK1):
        self.now = 0.0
        self.pacing = Pacing(profile, lambda: self.now, Hold(mode, longest))
        self.synth = Mk1(lambda: self.now, figures)
        self.sent = []
        self.pacing.offer(INIT_VOICE, new_sound=True)
        self.run(1.0)
        self.sent.clear()

    def work(self):
        while isinstance(due := self.pacing.next(), Step):
            self.synth.send(due.message)
            self.sent.append((self.now, due.message))
            self.pacing.done(due, self.now)
        self.synth.advance()

    def run(self, seconds, each=lambda: None):
        for _ in range(round(seconds * 1000)):
            self.now += 0.001
            each()
            self.work()

    def turning(self):
        """For `run`: a knob that never rests."""
        voices = itertools.cycle(random_voices(51))
        return lambda: self.pacing.offer(next(voices), new_sound=False)

    def play(self, *messages):
        for message in messages:
            self.pacing.play(message)
        self.work()

    @property
    def dumps(self):
        return [(time, message) for time, message in self.sent if len(message) == 163]

    @property
    def kinds(self):
        return ["dump" if len(message) == 163 else "note" for _, message in self.sent]


def pop(notes, now=0.0):
    return notes.pop(notes.ready(now)[0][0], now)


def time_of(stage, wanted):
    return next(time for time, message in stage.sent if message == wanted)


def test_a_note_at_rest_goes_out_at_once_on_the_channel_of_the_synth():
    stage = Stage(replace(DX7, channel=4))
    stage.play(bytes((0x92, 60, 100)))
    assert stage.sent == [(stage.now, bytes((0x94, 60, 100)))]


def test_a_note_right_after_a_dump_waits_until_the_voice_has_settled():
    stage = Stage()
    stage.pacing.offer(random_voice(1), new_sound=True)
    stage.work()
    stage.play(ON)
    stage.run(1.0)
    settled = stage.dumps[0][0] + DX7.wire_time(163) + DX7.settle
    assert time_of(stage, ON) == pytest.approx(settled, abs=0.002)
    assert stage.synth.early == 0
    assert stage.synth.sounding == {60}


def test_the_end_of_a_note_never_overtakes_its_beginning():
    stage = Stage()
    stage.pacing.offer(random_voice(1), new_sound=True)
    stage.work()
    stage.play(ON, OFF, ON2)
    stage.run(1.0)
    assert [message for _, message in stage.sent[1:]] == [ON, OFF, ON2]
    assert stage.synth.sounding == {64}


@pytest.mark.parametrize("mode", HOLDS)
def test_a_note_that_had_to_wait_sounds_as_long_as_it_was_played(mode):
    stage = Stage(mode=mode)
    stage.run(1.0, stage.turning())
    stage.pacing.offer(random_voice(9), new_sound=False)
    if mode != "on-note-on":  # which makes notes wait by itself
        stage.work()
    stage.sent.clear()
    stage.play(ON)
    stage.run(0.020)
    stage.play(OFF)
    stage.run(1.0)
    assert time_of(stage, ON) > 1.050
    assert time_of(stage, OFF) - time_of(stage, ON) == pytest.approx(0.020, abs=0.002)


def test_the_end_of_one_note_does_not_wait_for_another_that_is_late():
    stage = Stage(mode="on-note-on")
    stage.play(ON2)
    stage.run(0.5, stage.turning())
    stage.play(ON)
    stage.run(0.010)
    played = stage.now
    stage.play(OFF2)
    stage.run(0.2)
    assert time_of(stage, OFF2) == pytest.approx(played, abs=0.002)
    assert time_of(stage, ON) > played + 0.050


def test_the_notes_of_a_key_keep_their_order_and_a_pedal_keeps_its_place_among_all():
    stage = Stage(mode="on-note-on")
    stage.run(0.5, stage.turning())
    stage.play(ON)
    for message in (OFF, ON, PEDAL_DOWN, OFF, ON2, PEDAL_UP, OFF2):
        stage.run(0.010)
        stage.play(message)
    stage.run(1.0)
    # The other key is not late, so it comes before the end of the first, which is.
    assert [m for _, m in stage.sent if len(m) == 3] == [ON, OFF, ON, PEDAL_DOWN, ON2, OFF, PEDAL_UP, OFF2]
    assert not stage.pacing._notes.sounding


def test_closing_waits_for_no_note_that_is_late():
    notes = Notes()
    notes.add(ON, 0.0)
    pop(notes, 0.3)
    notes.add(OFF, 0.31)
    assert notes.ready(0.32) == ([], pytest.approx(0.29))
    notes.add_silence(0, 0.32)
    assert pop(notes, 0.32) == OFF


@pytest.mark.parametrize("name", [name for name in PROFILES if name in FIGURES])
@pytest.mark.parametrize("mode", HOLDS)
def test_under_notes_and_a_knob_that_never_rests_nothing_starves_and_nothing_overflows(name, mode):
    stage = Stage(PROFILES[name], mode, 1.0, FIGURES[name])
    turn = stage.turning()
    rounds = (
        40 if PROFILES[name].baud else 4
    )  # without a wire's time all 155 values go, a thousand times a second
    for _ in range(rounds):
        stage.play(ON, ON2)
        stage.run(0.2, turn)
        stage.play(OFF, OFF2)
        stage.run(0.3, turn)
    stage.run(3.0)
    messages = [message for _, message in stage.sent]
    assert [messages.count(each) for each in (ON, ON2, OFF, OFF2)] == [rounds] * 4
    assert (stage.synth.overflows, stage.synth.truncated, stage.synth.early) == (0, 0, 0)
    assert not stage.synth.sounding
    assert not stage.pacing.voice_waits
    assert stage.synth.dumps + stage.synth.changes > rounds / 4


def test_always_sends_while_notes_sound_which_cuts_them_on_a_mk1():
    stage = Stage(mode="always")
    stage.play(ON)
    stage.run(1.0, stage.turning())
    assert len(stage.dumps) >= 8
    assert stage.synth.cut == 1


def test_between_notes_sends_nothing_while_a_note_sounds_and_at_once_when_it_ends():
    stage = Stage(mode="between-notes", longest=60)
    stage.play(ON)
    stage.run(1.0, stage.turning())
    assert stage.dumps == []
    stage.play(OFF)
    stage.run(0.002)  # what the end of the note takes on the wire
    assert len(stage.dumps) == 1
    assert stage.synth.cut == 0


def test_a_note_that_the_pedal_holds_sounds_still():
    stage = Stage(mode="between-notes", longest=60)
    stage.play(PEDAL_DOWN, ON, OFF)
    stage.run(1.0, stage.turning())
    assert stage.dumps == []
    stage.play(PEDAL_UP)
    stage.run(0.002)
    assert len(stage.dumps) == 1


def test_on_note_on_sends_the_newest_voice_and_then_the_note_when_it_has_settled():
    stage = Stage(mode="on-note-on", longest=60)
    stage.run(1.0, stage.turning())
    assert stage.sent == []
    newest = random_voice(9)
    stage.pacing.offer(newest, new_sound=False)
    stage.play(ON)
    stage.run(1.0)
    assert stage.kinds == ["dump", "note"]
    assert stage.dumps[0][1] == encode_voice(newest)
    assert stage.synth.early == 0
    assert stage.synth.sounding == {60}


def test_the_notes_of_a_chord_share_one_voice():
    stage = Stage(mode="on-note-on", longest=60)
    stage.run(0.5, stage.turning())
    turn = stage.turning()
    chord = [bytes((0x90, 60 + n, 100)) for n in range(6)]
    for note in chord:
        stage.play(note)
        stage.run(0.005, turn)
    stage.run(0.5, turn)
    assert stage.kinds == ["dump"] + ["note"] * 6
    assert len(stage.synth.sounding) == 6


def test_on_note_on_without_a_newer_voice_does_not_delay_the_note():
    stage = Stage(mode="on-note-on")
    stage.play(ON)
    assert stage.sent == [(stage.now, ON)]


@pytest.mark.parametrize("mode", ["between-notes", "on-note-on"])
def test_a_voice_that_has_waited_longest_goes_in_any_case(mode):
    stage = Stage(mode=mode, longest=1.5)
    stage.play(ON)
    began = stage.now
    stage.pacing.offer(random_voice(1), new_sound=False)
    stage.run(5.0)
    assert stage.dumps[0][0] - began == pytest.approx(1.5, abs=0.002)


@pytest.mark.parametrize("mode", ["between-notes", "on-note-on"])
def test_what_is_sent_on_demand_and_what_heals_a_device_wait_for_no_note(mode):
    stage = Stage(mode=mode, longest=60)
    stage.play(ON)
    stage.pacing.hurry()
    stage.pacing.offer(INIT_VOICE, new_sound=True)
    stage.run(0.5)
    assert len(stage.dumps) == 1
    stage.pacing.lost()
    stage.run(0.5)
    assert len(stage.dumps) == 2


def test_of_bends_only_the_newest_goes_and_voices_still_get_through():
    stage = Stage()
    turn = stage.turning()
    bends = iter(range(10**6))

    def bend():
        turn()
        stage.pacing.play(bytes((0xE0, 0, next(bends) % 128)))

    stage.run(5.0, bend)
    sent = [message for _, message in stage.sent if message[0] == 0xE0]
    assert 100 < len(sent) < 501
    assert len(stage.dumps) > 25
    assert stage.synth.overflows == 0


def test_different_controllers_do_not_replace_each_other_but_the_pedal_keeps_its_place():
    notes = Notes()
    for message in ((0xB0, 1, 5), (0xE0, 0, 64), PEDAL_DOWN, (0xB0, 1, 6), ON, (0xD0, 5), PEDAL_UP):
        notes.add(bytes(message), 0.0)
    assert [pop(notes) for _ in range(3)] == [PEDAL_DOWN, ON, PEDAL_UP]
    moves = [notes.pop_move() for _ in range(3)]
    assert moves == [bytes((0xB0, 1, 6)), bytes((0xE0, 0, 64)), bytes((0xD0, 5))]


@pytest.mark.parametrize("end", [bytes((0xB0, 123, 0)), bytes((0xB0, 120, 0))])
def test_all_notes_off_ends_all_notes(end):
    notes = Notes()
    for message in (ON, ON2, end):
        notes.add(message, 0.0)
        pop(notes)
    assert not notes.sounding


def test_what_a_device_is_asked_for_waits_its_turn_and_who_never_answers_says_so():
    stage = Stage(PROFILES["dx7ii"])
    stage.pacing.offer(random_voice(1), new_sound=True)
    stage.work()
    stage.pacing.ask()
    stage.run(1.0)
    assert [message for _, message in stage.sent] == [encode_voice(random_voice(1)), dump_request()]
    with pytest.raises(NoMidi, match="profile dx7: does not answer requests; send the voice from its panel"):
        Stage().pacing.ask()


@pytest.mark.parametrize(
    ("mode", "longest", "error"), [("never", 1, BadArguments), ("always", -1, OutOfRange)]
)
def test_a_bad_hold_is_refused(mode, longest, error):
    with pytest.raises(error, match="must be "):
        Hold(mode, longest)


# Through the sender.


def test_notes_go_through_the_sender_and_those_that_sound_end_with_it():
    port = RecordingPort(lambda: 0.0)
    sender = Sender("test", port, DEXED)
    for message in (PEDAL_DOWN, ON, ON2, OFF2):
        sender.play(message)
    wait_until(lambda: len(port.sent) == 4, "the notes")
    sender.close()
    assert [message for _, message in port.sent[4:]] == [
        bytes((0x80, 60, 0)),
        bytes((0x80, 64, 0)),
        PEDAL_UP,
    ]


def test_notes_played_while_nothing_is_connected_are_not_played_later():
    port = RecordingPort(lambda: 0.0)
    sender = Sender("test", port, DEXED)
    port.plug(False)
    sender.play(ON)
    with pytest.raises(NoMidi, match="not connected"):
        sender.ask()
    port.plug(True)
    sender.play(ON2)
    wait_until(lambda: port.sent, "the note")
    assert [message for _, message in port.sent] == [ON2]
    sender.close()


def test_a_file_takes_no_notes(tmp_path):
    output = open_output("file", folder=tmp_path)
    output.play(ON)
    output.offer(random_voice(1), new_sound=True)
    assert output.flush(60)
    output.close()
    assert (tmp_path / "voice.syx").read_bytes() == encode_voice(random_voice(1))
    with pytest.raises(NoMidi, match="file: cannot send a voice"):
        output.ask()


@pytest.mark.parametrize("mode", HOLDS)
def test_an_audition_is_heard_with_the_newest_voice(mode):
    stage = Stage(mode=mode, longest=60)
    stage.play(ON2)
    stage.run(0.5, stage.turning())
    stage.pacing.offer(random_voice(9), new_sound=True)
    stage.pacing.play(ON, after_voice=True)
    stage.run(1.0)
    voices = [message for time, message in stage.dumps if time < time_of(stage, ON)]
    assert voices[-1] == encode_voice(random_voice(9))
    assert stage.synth.early == 0


def test_an_audition_ends_after_its_time_and_another_cuts_it_short():
    port = RecordingPort(lambda: 0.0)
    sender = Sender("test", port, DEXED)
    assert sender.play_note(60, 100, 0.05)
    wait_until(lambda: len(port.sent) == 2, "the note and its end")
    assert sender.play_note(60, 90, 30)
    assert sender.play_note(64, 80, 30)
    wait_until(lambda: len(port.sent) == 5, "the other two, and an end")
    sender.close()
    of_60 = [message for _, message in port.sent if message[1] == 60]
    of_64 = [message for _, message in port.sent if message[1] == 64]
    assert of_60 == [
        bytes((0x90, 60, 100)),
        bytes((0x80, 60, 0)),
        bytes((0x90, 60, 90)),
        bytes((0x80, 60, 0)),
    ]
    assert of_64 == [bytes((0x90, 64, 80)), bytes((0x80, 64, 0))]


def test_nothing_that_is_not_a_connected_synth_plays_an_audition(tmp_path):
    port = RecordingPort(lambda: 0.0)
    port.plug(False)
    for output in (Sender("test", port, DEXED), open_output("file", folder=tmp_path), open_output("none")):
        assert not output.play_note(60, 100, 1.0)
        output.close()


def test_a_dump_that_would_cut_a_note_waits_until_it_has_ended():
    stage = Stage(DEXED)
    turned = INIT_VOICE.with_value("lfo.pitch_mod_depth", 50).with_value("lfo.speed", 70)
    stage.play(ON)
    stage.sent.clear()
    stage.pacing.offer(turned, new_sound=False)
    stage.run(0.5)
    assert [len(message) for _, message in stage.sent] == [7]  # what a parameter change carries goes at once
    stage.play(OFF)
    stage.run(0.1)
    assert encode_voice(turned) in [message for _, message in stage.sent]


def test_a_note_that_is_only_overheard_counts_like_one_that_was_passed_on():
    stage = Stage(DEXED)
    turned = INIT_VOICE.with_value("lfo.pitch_mod_depth", 50).with_value("lfo.speed", 70)
    stage.pacing.overhear(bytes((0x94, 60, 100)))
    stage.pacing.overhear(bytes((0xE4, 0, 64)))  # a bend is no note
    stage.pacing.offer(turned, new_sound=False)
    stage.run(0.5)
    assert [len(message) for _, message in stage.sent] == [7]  # the speed goes in a dump alone
    stage.pacing.overhear(bytes((0x84, 60, 0)))
    stage.run(0.1)
    assert [message for _, message in stage.sent][1:] == [encode_voice(turned)]


def test_where_dumps_cut_no_notes_they_do_not_wait():
    stage = Stage(replace(DEXED, cuts_notes=False))
    turned = INIT_VOICE.with_value("lfo.pitch_mod_depth", 50).with_value("lfo.speed", 70)
    stage.play(ON)
    stage.pacing.offer(turned, new_sound=False)
    stage.run(0.1)
    assert encode_voice(turned) in [message for _, message in stage.sent]


def test_a_new_sound_is_a_dump_whatever_sounds():
    stage = Stage(DEXED)
    stage.play(ON)
    stage.pacing.offer(random_voice(3), new_sound=True)
    stage.run(0.1)
    assert encode_voice(random_voice(3)) in [message for _, message in stage.sent]
