"""The desk between MIDI and the engine, on a real engine with stand-ins behind it."""

import json

import pytest
from fakes import Rig
from servers import wait_until
from voices import random_bank, random_voice, random_voices

from dx7bridge.commands import SetNorm
from dx7bridge.errors import BadArguments, BadSysex, NoMidi
from dx7bridge.inputs import Controls, Desk, Source
from dx7bridge.inputs import desk as desk_module
from dx7bridge.inputs.clock import MidiClock
from dx7bridge.voice import INIT_VOICE, Change
from dx7bridge.voice.sysex import checksum, encode_bank, encode_change, encode_voice

NOTE = bytes((0x90, 60, 100))


class Silent(Source):
    """An input on which nothing comes."""

    name, connected, closed = "silent", True, False

    def close(self):
        self.closed = True


class Keyboard:
    """An output that remembers what is played, and that it was asked."""

    def __init__(self):
        self.played, self.overheard, self.asked = [], [], 0

    def play(self, message):
        self.played.append(message)

    def overhear(self, message):
        self.overheard.append(message)

    def ask(self):
        self.asked += 1


@pytest.fixture
def rig():
    rig = Rig()
    rig.engine.start()
    yield rig
    rig.engine.close(10)


@pytest.fixture
def player():
    return Keyboard()


@pytest.fixture
def open_desk(rig, player, tmp_path):
    def make(*, take_over=False):
        desk = Desk(Controls(take_over=take_over), player, tmp_path / "new" / "controllers.json")
        desk.begin(rig.engine.submit, lambda: rig.engine.state)
        desk.listen(Silent())
        return desk

    return make


def cc(number, value):
    return bytes((0xB0, number, value))


def test_an_input_that_only_listens_passes_nothing_on_and_moves_nothing(rig, open_desk, player):
    """A keyboard that is connected to the synth by itself: its notes are noted, its knobs are the synth's."""
    desk = open_desk()
    heard = []
    desk.open(lambda listener: heard.append(listener) or Silent(), overhears=True)
    note, dump = bytes((0x90, 60, 100)), encode_voice(random_voice(3))
    for message in (note, cc(21, 127), dump, bytes((0xC0, 5))):
        heard[0](message)
    assert player.played == []
    assert player.overheard == [note, cc(21, 127)]
    rig.engine.close(10)
    assert rig.output.offered == []


def test_an_input_that_only_listens_keeps_to_its_channel(rig, player):
    desk = Desk(Controls(2), player, None)
    desk.overhear(bytes((0x90, 60, 100)))
    desk.overhear(bytes((0x92, 60, 100)))
    assert player.overheard == [bytes((0x92, 60, 100))]


def test_a_knob_moves_its_coordinate(rig, open_desk):
    open_desk().take(cc(21, 127))
    wait_until(lambda: rig.engine.state.norm[0] == 1.0, "the knob")
    assert rig.output.offered


def test_a_knob_turned_quickly_arrives_where_it_ends(rig, open_desk):
    desk = open_desk(take_over=True)
    for value in [*range(64, 128), *range(127, 20, -1)]:
        desk.take(cc(21, value))
    wait_until(lambda: rig.engine.state.norm[0] == pytest.approx(21 / 127, abs=1e-4), "the knob")


def test_a_knob_that_another_client_overtook_does_not_jump(rig, open_desk):
    desk = open_desk(take_over=True)
    desk.take(cc(21, 64))
    wait_until(lambda: rig.engine.state.norm[0] > 0.5, "the knob")
    rig.engine.submit(SetNorm(((0, 0.9),)), ("127.0.0.1", 1), lambda _: None)
    wait_until(lambda: rig.engine.state.norm[0] == pytest.approx(0.9, abs=1e-4), "the client")
    wait_until(lambda: not desk._on_their_way, "the desk to be answered")
    desk.take(cc(21, 70))
    desk.take(cc(21, 60))
    assert rig.engine.busy == 0
    assert rig.engine.state.norm[0] == pytest.approx(0.9, abs=1e-4)


def test_a_voice_from_the_synth_s_panel_becomes_the_sound(rig, open_desk):
    open_desk().take(encode_voice(random_voice(5)))
    wait_until(lambda: rig.engine.state.voice == random_voice(5), "the voice")
    assert rig.engine.state.latent != (0.0,) * 8


def test_an_edit_on_the_synth_is_taken_up_and_the_output_is_told_whence(rig, open_desk, caplog):
    desk, source = open_desk(), Silent()
    heard = []
    desk.open(lambda listen: heard.append(listen) or source)
    heard[0](encode_change(Change(134, 5)))
    wait_until(lambda: rig.engine.state.voice["algorithm"] == 5, "the edit")
    (report,) = rig.output.reports
    assert (report.port, report.channel, report.values) == ("silent", 0, {134: 5})
    heard[0](encode_voice(random_voice(5)))
    wait_until(lambda: rig.engine.state.voice == random_voice(5), "the voice")
    report = rig.output.reports[-1]
    assert (report.port, report.channel) == ("silent", 0)
    assert bytes(report.values.values()) == random_voice(5).values
    rig.decoder.gate.clear()
    desk.take(cc(21, 127))
    rig.decoder.gate.set()
    wait_until(lambda: rig.engine.state.norm[0] == 1.0, "the knob")
    assert rig.output.reports[-1] is None


def test_odd_values_in_a_voice_from_the_synth_s_panel_are_mended_and_told(rig, open_desk, caplog):
    message = bytearray(encode_voice(random_voice(5)))
    message[6 + 125] = 15
    message[-2] = checksum(message[6:-2])
    open_desk().take(bytes(message))
    mended = random_voice(5).with_value("op1.detune", 14)
    wait_until(lambda: rig.engine.state.voice == mended, "the voice")
    assert "1 value clamped: op1.detune 15 → 14" in caplog.text


def test_notes_go_to_the_output_without_passing_the_engine(rig, open_desk, player):
    rig.decoder.gate.clear()
    desk = open_desk()
    desk.take(cc(21, 5))
    desk.take(NOTE)
    assert player.played == [NOTE]
    rig.decoder.gate.set()


def test_before_it_begins_nothing_is_done(player):
    desk = Desk(Controls(), player, None)
    desk.take(NOTE)
    desk.take(cc(21, 5))
    assert player.played == []


def test_learned_controllers_are_kept_and_the_others_are_not(open_desk):
    desk = open_desk()
    desk.take(cc(3, 0))
    desk.learn(4)
    desk.take(cc(30, 0))
    assert desk.rows() == ((1, "cc 3 channel 1"), (4, "cc 30 channel 1"))
    desk.keep()
    assert open_desk().rows() == ((4, "cc 30 channel 1"),)
    desk.forget(4)
    desk.keep()
    assert open_desk().rows() == ()


def test_a_file_of_controllers_that_is_broken_is_told_and_does_not_stop_the_bridge(
    tmp_path, player, caplog, monkeypatch
):
    file = tmp_path / "controllers.json"
    for text in ("{", json.dumps([5])):
        file.write_text(text)
        assert Desk(Controls(), player, file).rows() == ()
        assert "controllers must be assigned again" in caplog.text
        assert file.read_text() == text
        caplog.clear()


def test_a_folder_that_takes_no_file_does_not_stop_the_learning(tmp_path, rig, player, caplog):
    (tmp_path / "folder").write_text("a file, in fact")
    desk = Desk(Controls(), player, tmp_path / "folder" / "controllers.json")
    desk.begin(rig.engine.submit, lambda: rig.engine.state)
    desk.listen(Silent())
    desk.learn(4)
    desk.take(cc(30, 0))
    assert desk.rows() == ((4, "cc 30 channel 1"),)
    for _ in range(2):  # what failed is tried again
        with pytest.raises(OSError, match=r"Not a directory|File exists"):
            desk.keep()
    (tmp_path / "folder").unlink()
    desk.keep()
    assert Desk(Controls(), player, tmp_path / "folder" / "controllers.json").rows() == desk.rows()


def test_a_session_brings_the_map_back(open_desk):
    desk = open_desk()
    desk.take(cc(8, 0))
    saved = json.loads(json.dumps(desk.save()))
    desk.forget(None)
    desk.check(saved)
    desk.load(saved)
    assert desk.rows() == ((1, "cc 8 channel 1"),)
    with pytest.raises(BadArguments):
        desk.check({"no": "map"})


def test_without_an_input_there_is_nothing_to_learn_or_capture(player):
    desk = Desk(Controls(), player, None)
    for ask in (desk.capture, lambda: desk.learn(1)):
        with pytest.raises(NoMidi, match="--input"):
            ask()
    source = Silent()
    desk.listen(source)
    asked = desk.capture()
    assert player.asked == 1
    assert desk.describe() == "silent"
    desk.close()
    assert source.closed
    assert asked.done()


def test_a_capture_is_done_when_the_voice_is_encoded(rig, open_desk, player):
    desk = open_desk()
    asked = desk.capture()
    assert (player.asked, asked.done()) == (1, False)
    desk.take(encode_voice(random_voice(5)))
    assert asked.result(10) is None
    assert rig.engine.state.voice == random_voice(5)


def test_a_capture_of_the_very_voice_that_the_bridge_has_is_done_too(rig, open_desk):
    desk = open_desk()
    asked = desk.capture()
    desk.take(encode_voice(INIT_VOICE))
    assert asked.result(10) is None


def test_a_capture_that_nobody_answers_fails_and_says_what_to_check(open_desk, monkeypatch):
    monkeypatch.setattr(desk_module, "CAPTURE_LIMIT", 0.1)
    asked = open_desk().capture()
    with pytest.raises(NoMidi, match=r"no voice came in 0\.1 s from silent.*SYS INFO AVAIL"):
        asked.result(10)


def test_a_capture_whose_voice_cannot_be_encoded_fails_with_the_reason(rig, open_desk):
    rig.decoder.failing = NoMidi("no model is loaded")
    desk = open_desk()
    asked = desk.capture()
    desk.take(encode_voice(random_voice(5)))
    with pytest.raises(NoMidi, match="no model is loaded"):
        asked.result(10)


def test_a_synth_that_cannot_be_asked_leaves_nobody_waiting(rig, open_desk, player):
    def refuse():
        raise NoMidi("profile dx7: it answers no request")

    player.ask = refuse
    desk = open_desk()
    with pytest.raises(NoMidi, match="answers no request"):
        desk.capture()
    desk.take(encode_voice(random_voice(5)))
    wait_until(lambda: rig.engine.state.voice == random_voice(5), "the voice")


@pytest.mark.parametrize("size", [162, 164])
def test_a_capture_fails_with_the_size_of_a_dump_that_is_too_short_or_too_long(rig, open_desk, size):
    desk = open_desk()
    asked = desk.capture()
    desk.take((encode_voice(random_voice(5))[:-1] + b"\1\2\3")[: size - 1] + b"\xf7")
    with pytest.raises(BadSysex, match=f"capture: a voice dump of {size} bytes came in; it must have 163"):
        asked.result(10)
    assert rig.engine.state.voice == INIT_VOICE


def test_dumps_of_another_synth_answer_no_capture(rig, open_desk):
    desk = open_desk()
    asked = desk.capture()
    desk.take(encode_voice(random_voice(5), 1))
    desk.take(encode_voice(random_voice(5), 1)[:100] + b"\xf7")
    desk.take(random_bank()[:100] + b"\xf7")  # for us, but no voice
    assert not asked.done()
    desk.take(encode_voice(random_voice(6)))
    assert asked.result(10) is None
    assert rig.engine.state.voice == random_voice(6)


def test_the_bank_that_came_in_last_is_kept(open_desk, player, caplog):
    desk = open_desk()
    with pytest.raises(NoMidi, match="no bank has come in"):
        desk.bank()
    desk.take(random_bank())
    desk.take(encode_bank(random_voices(32, 2)))
    desk.take(encode_bank(random_voices(32, 3), 1))  # another synth's
    desk.take(random_bank()[:-3] + b"\xf7")
    assert desk.bank() == tuple(random_voices(32, 2))
    assert "a bank dump of 4102 bytes came in" in caplog.text
    with pytest.raises(NoMidi, match="--input"):
        Desk(Controls(), player, None).bank()


def test_closing_ends_a_capture(open_desk):
    desk = open_desk()
    asked = desk.capture()
    desk.close()
    with pytest.raises(NoMidi, match="stopping"):
        asked.result(10)


def test_a_voice_that_cannot_be_encoded_is_told_in_the_log(rig, open_desk, caplog):
    rig.decoder.failing = NoMidi("no model is loaded")
    open_desk().take(encode_voice(random_voice(5)))
    wait_until(lambda: "no model is loaded" in caplog.text, "the log")
    assert rig.engine.state.voice == INIT_VOICE


def test_a_controller_that_takes_no_dimension_is_named_in_the_log_once(rig, open_desk, caplog):
    """The fault: a modulation wheel or a ninth knob was turned, and nothing said why nothing moved."""
    caplog.set_level("INFO")
    desk = open_desk()
    for value in (10, 20):
        desk.take(cc(1, value))
        desk.take(cc(64, 127))  # a pedal is no knob
        for number in range(70, 79):
            desk.take(cc(number, value))
    lines = [r.getMessage() for r in caplog.records if "/dx7/midi/learn" in r.getMessage()]
    assert [line.split(";")[0] for line in lines] == [
        "MIDI: cc 1 channel 1 (modulation) is the synth's",
        "MIDI: cc 78 channel 1 moves nothing: each dimension has a controller",
    ]


def test_a_dump_for_another_channel_is_that_parts_or_nobodys():
    submitted = {0: [], 1: []}
    desks = [Desk(Controls(n, synth=n), Keyboard(), None) for n in submitted]
    for number, desk in enumerate(desks):
        desk.begin(
            lambda command, _origin, _reply, n=number: submitted[n].append(command),
            lambda: Rig().instrument.state,
        )
    heard = []

    def source(listener):
        heard.append(listener)
        return Silent()

    desks[0].open(source, desks[1:])
    voices = random_voices(3)
    for channel, voice in enumerate(voices):
        heard[0](encode_voice(voice, channel))
        heard[0](bytes((0x90 | channel, 60, 100)))
    assert [[each.voice for each in submitted[n]] for n in submitted] == [[voices[0]], [voices[1]]]
    assert [len(desk._player.played) for desk in desks] == [1, 1]
    desks[1].learn(3)  # it has an input too


def test_a_program_change_recalls_a_slot_only_where_that_is_wanted():
    for wanted, slots in ((False, []), (True, [1, 64])):
        submitted = []
        desk = Desk(Controls(programs=wanted), Keyboard(), None)
        desk.begin(
            lambda command, _origin, _reply, to=submitted: to.append(command), lambda: Rig().instrument.state
        )
        for program in (0, 63, 64):  # there is no slot 65
            desk.take(bytes((0xC0, program)))
        assert [each.slot for each in submitted] == slots


def test_a_midi_clock_sets_the_tempo_and_no_tick_reaches_the_synth(rig):
    now = 100.0
    clock = MidiClock(lambda: now)
    player = Keyboard()
    desk = Desk(Controls(), player, None, clock)
    desk.begin(rig.engine.submit, lambda: rig.engine.state)
    for _ in range(60):
        now += 60 / 90 / 24
        desk.take(b"\xf8")
    wait_until(lambda: rig.engine.state.tempo == 90.0, "the tempo")
    assert player.played == []
