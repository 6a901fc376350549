"""The sender's thread, on a port that writes down. Waits are for conditions, never for a time."""

import logging
import threading
import time
from dataclasses import replace

import pytest
from servers import wait_until
from voices import random_voice, random_voices

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.midi.names import same_device
from dx7bridge.outputs import pacing
from dx7bridge.outputs import sender as sender_module
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED, DX7, PROFILES, guess_profile
from dx7bridge.outputs.sender import Sender
from dx7bridge.voice import INIT_VOICE, DeviceReport
from dx7bridge.voice.sysex import encode_bank, encode_voice


@pytest.fixture
def port():
    return RecordingPort(time.monotonic)


@pytest.fixture
def open_sender(port):
    senders = []

    def make(profile=DEXED, **options):
        senders.append(Sender("test", port, profile, **options))
        return senders[-1]

    yield make
    for sender in senders:
        sender.close()


def messages(port):
    return [message for _, message in port.sent]


class HeldPort(RecordingPort):
    """Its send does not return until it is let go."""

    def __init__(self) -> None:
        super().__init__(time.monotonic)
        self.entered = threading.Event()
        self.let_go = threading.Event()

    def send(self, message):
        self.entered.set()
        assert self.let_go.wait(30)
        super().send(message)


def test_an_offered_voice_arrives_and_flush_waits_for_it(open_sender, port):
    sender = open_sender(DX7)
    sender.offer(INIT_VOICE, new_sound=True)
    assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE)]
    assert sender.counters.sent == 1


def test_offering_never_blocks_while_the_port_does_and_the_newest_wins():
    port = HeldPort()
    sender = Sender("test", port, DEXED)
    voices = random_voices(20)
    sender.offer(INIT_VOICE, new_sound=True)
    assert port.entered.wait(30)
    for voice in voices:  # returns although the port holds the sender's thread
        sender.offer(voice, new_sound=True)
    assert not sender.flush(0.01)
    port.let_go.set()
    assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE), encode_voice(voices[-1])]
    assert sender.counters.superseded == 19
    sender.close()


def test_resend_goes_as_a_whole_dump_though_the_device_holds_the_voice(open_sender, port):
    sender = open_sender()
    sender.offer(INIT_VOICE, new_sound=False)
    assert sender.flush(30)
    sender.resend(INIT_VOICE)
    assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE)] * 2


def test_resend_to_a_port_without_a_connection_says_so_and_goes_out_later(open_sender, port):
    sender = open_sender()
    port.plug(False)
    with pytest.raises(NoMidi, match="not connected"):
        sender.resend(INIT_VOICE)
    port.plug(True)
    assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE)]


def test_a_bank_to_a_port_without_a_connection_says_so_and_goes_out_later(open_sender, port):
    sender = open_sender()
    port.plug(False)
    with pytest.raises(NoMidi, match="not connected"):
        sender.send_bank(random_voices(32))
    assert sender.waiting == "test: not connected, waiting for recording"
    port.plug(True)
    assert sender.waiting == ""
    assert sender.flush(30)
    assert messages(port) == [encode_bank(random_voices(32))]


def test_a_bank_goes_out_whole_and_flush_waits_for_the_wire(open_sender, port):
    sender = open_sender(DX7)
    began = time.monotonic()
    sender.send_bank(random_voices(32))
    assert not sender.flush(0.01)
    assert sender.seconds_left() > 0
    assert sender.flush(30)
    assert time.monotonic() - began >= 1.313  # the wire's own time: no machine makes it shorter
    assert messages(port) == [encode_bank(random_voices(32))]


def test_a_bank_of_another_size_is_refused_at_once(open_sender):
    with pytest.raises(BadArguments, match="exactly 32"):
        open_sender().send_bank(random_voices(3))


def test_after_a_failed_send_the_voice_goes_again_whole_and_it_is_said_once(
    open_sender, port, monkeypatch, caplog
):
    monkeypatch.setattr(pacing, "RETRY_DELAY", 0.01)
    sender = open_sender(DX7)
    port.broken = 3
    with caplog.at_level(logging.WARNING, "dx7bridge"):
        sender.offer(INIT_VOICE, new_sound=False)
        assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE)]
    assert sender.counters.failed == 3
    assert [r.getMessage() for r in caplog.records] == ["test: port 'recording': broken for a test"]
    assert sender.last_error == ""


def test_an_adapter_that_breaks_does_not_end_the_sender(open_sender, port, monkeypatch, caplog):
    monkeypatch.setattr(pacing, "RETRY_DELAY", 0.01)
    works, breaks = port.send, iter([ZeroDivisionError("a bug")])

    def send(message):
        for error in breaks:
            raise error
        works(message)

    monkeypatch.setattr(port, "send", send)
    sender = open_sender()
    with caplog.at_level(logging.ERROR, "dx7bridge"):
        sender.offer(INIT_VOICE, new_sound=False)
        assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE)]
    assert "ZeroDivisionError" in caplog.text


def test_while_nothing_is_connected_nothing_is_tried_and_then_the_newest_voice_goes(open_sender, port):
    sender = open_sender()
    port.plug(False)
    for voice in random_voices(5):
        sender.offer(voice, new_sound=False)
    assert not sender.flush(0.05)
    assert "waiting for a connection" in sender.describe()
    port.plug(True)
    assert sender.flush(30)
    assert messages(port) == [encode_voice(random_voices(5)[-1])]
    assert sender.counters.failed == 0


def test_a_new_connection_gets_the_current_voice_without_anyone_asking(open_sender, port):
    sender = open_sender()
    sender.offer(INIT_VOICE, new_sound=False)
    assert sender.flush(30)
    port.plug(False)
    port.plug(True, "another device")
    assert sender.flush(30)
    assert messages(port) == [encode_voice(INIT_VOICE)] * 2
    assert "another device" in sender.describe()


def test_the_profile_follows_the_port_s_name_when_none_was_asked_for(open_sender, port):
    sender = open_sender(DX7, choose_profile=guess_profile)
    assert sender.profile.name == "dx7"
    port.plug(True, "Dexed:in")
    assert sender.profile.name == "dexed"
    assert "profile dexed" in sender.describe()


def test_the_profile_stays_when_it_was_asked_for(open_sender, port):
    sender = open_sender(PROFILES["volca"])
    port.plug(True, "Dexed:in")
    assert sender.profile.name == "volca"


def test_the_description_counts_channels_from_one(open_sender):
    assert open_sender(replace(DX7, channel=3)).describe() == "test: recording (profile dx7, channel 4)"


def test_closing_lets_the_newest_voice_go_out_whole(port):
    sender = Sender("test", port, DX7)
    sender.offer(INIT_VOICE, new_sound=True)
    wait_until(lambda: port.sent, "the first voice")
    sender.offer(random_voice(1), new_sound=True)  # the device rests: this one has to wait
    sender.close()
    assert messages(port) == [encode_voice(INIT_VOICE), encode_voice(random_voice(1))]
    assert port.closed


def test_closing_in_the_middle_of_a_stream_leaves_a_whole_voice(port, monkeypatch):
    monkeypatch.setattr(sender_module, "CLOSING_GRACE", 60.0)  # busy machines
    profile = replace(DEXED, change_gap=0.005)
    sender = Sender("test", port, profile)
    sender.offer(INIT_VOICE, new_sound=True)
    assert sender.flush(30)
    wanted = INIT_VOICE
    for index in range(21 * 5):
        wanted = wanted.with_value(index, 1)
    sender.offer(wanted, new_sound=False)
    wait_until(lambda: len(port.sent) > 5, "some of the changes")
    sender.close()
    held = bytearray(INIT_VOICE.values)
    for message in messages(port)[1:]:
        held[message[3] << 7 | message[4]] = message[5]
    assert held == wanted.values


def test_closing_drops_banks_that_have_not_begun(port):
    sender = Sender("test", port, replace(DX7, baud=312500))
    for seed in range(20):
        sender.send_bank(random_voices(32, seed))
    wait_until(lambda: port.sent, "the first bank")
    sender.close()
    assert 1 <= len(port.sent) < 20
    assert all(len(message) == 4104 for message in messages(port))


def test_closing_twice_and_offering_afterwards_is_harmless(port):
    sender = Sender("test", port, DEXED)
    sender.close()
    sender.close()
    sender.offer(INIT_VOICE, new_sound=True)
    assert port.sent == []
    assert not any(thread.name == "sender test" for thread in threading.enumerate())


def test_closing_without_a_connection_does_not_wait_for_one(port):
    port.plug(False)
    sender = Sender("test", port, DX7)
    sender.offer(INIT_VOICE, new_sound=True)
    sender.close()
    assert port.closed
    assert port.sent == []


@pytest.mark.parametrize(
    ("heard", "sent", "same"),
    [
        ("UM-ONE:UM-ONE MIDI 1 20:0", "UM-ONE:UM-ONE MIDI 1 20:0", True),
        ("nanoKONTROL2 24:0", "UM-ONE:UM-ONE MIDI 1 20:0", False),
        ("", "", False),
        ("dx7bridge-in:midi_in ← Dexed:out", "dx7bridge:midi_out → Dexed:in", True),
        ("dx7bridge-in:midi_in ← keys:out", "dx7bridge:midi_out → Dexed:in", False),
        ("dx7bridge-in:midi_in ← Dexed:out, keys:out", "dx7bridge:midi_out → Dexed:in", False),
        (
            "dx7bridge-in:midi_in ← system:midi_capture_1",
            "dx7bridge:midi_out → system:midi_playback_1",
            False,
        ),
        ("dx7bridge-in:midi_in ← a2j:UM-ONE", "dx7bridge:midi_out → a2j:UM-ONE", False),
        ("dx7bridge-in:midi_in ← a port like 'x'", "dx7bridge:midi_out → a port like 'x'", False),
    ],
)
def test_one_device_is_told_by_the_names_of_its_ports_or_not_at_all(heard, sent, same):
    assert same_device(heard, sent) is same


def test_only_the_device_that_sent_a_voice_is_spared_it(open_sender, port):
    sender = open_sender(DX7)
    sender.offer(INIT_VOICE, new_sound=True)
    assert sender.flush(30)
    port.sent.clear()
    for name, sent in ((port.name, 0), ("another", 1)):
        report = DeviceReport(name, 0, time.monotonic(), dict(enumerate(random_voice(1).values)))
        sender.offer(random_voice(1), new_sound=True, report=report)
        assert sender.flush(30)
        assert len(port.sent) == sent


def test_trouble_is_told_in_words_and_ends_with_it(open_sender, port):
    sender = open_sender()
    assert sender.trouble == ""
    port.plug(False)
    assert sender.trouble == "test: not connected, waiting for recording"
    port.plug(True)
    port.broken = 1
    sender.offer(INIT_VOICE, new_sound=True)
    wait_until(lambda: sender.trouble, "the trouble")
    assert sender.trouble == "test: not sending: port 'recording': broken for a test"
    assert sender.flush(30)
    assert sender.trouble == ""
