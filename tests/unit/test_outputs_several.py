"""Several outputs at once: each at its own pace, and one that breaks leaves the others alone."""

import pytest
from servers import wait_until
from voices import random_voice, random_voices

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.outputs import OutputSpec, open_output
from dx7bridge.outputs.none import NoOutput
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED, DX7
from dx7bridge.outputs.sender import Sender
from dx7bridge.outputs.several import Several
from dx7bridge.voice.sysex import encode_voice
from dx7bridge.voice.syx import read_file


@pytest.fixture
def pair():
    """A DX7 and a Dexed that write down; the DX7's clock stands still until the test moves it."""
    clock = [0.0]
    slow = RecordingPort(lambda: clock[0], "DX7")
    quick = RecordingPort(lambda: 0.0, "Dexed")
    both = Several([Sender("slow", slow, DX7, clock=lambda: clock[0]), Sender("quick", quick, DEXED)])
    yield both, slow, quick
    clock[0] = 1e9
    both.close()


def messages(port):
    return [message for _, message in port.sent]


def test_a_slow_device_does_not_hold_up_a_quick_one(pair):
    both, slow, quick = pair
    voices = random_voices(5)
    for voice in voices:
        both.offer(voice, new_sound=True)
        wait_until(lambda voice=voice: encode_voice(voice) in messages(quick), "the quick one")
    wait_until(lambda: slow.sent, "the first voice on the slow one")
    assert messages(slow) == [encode_voice(voices[0])]


def test_a_device_that_breaks_leaves_the_other_alone(pair):
    both, slow, quick = pair
    slow.broken = 1000
    both.offer(random_voice(1), new_sound=True)
    wait_until(lambda: quick.sent, "the other")
    wait_until(lambda: both.last_error, "the error to be told")
    assert messages(quick) == [encode_voice(random_voice(1))]


def test_sending_on_demand_fails_only_when_nobody_takes_it(pair):
    both, _, quick = pair
    Several([NoOutput("asked for"), both]).resend(random_voice(1))
    wait_until(lambda: quick.sent, "the voice")
    with pytest.raises(NoMidi, match="no output: a; no output: b"):
        Several([NoOutput("a"), NoOutput("b")]).resend(random_voice(1))


def test_each_is_described_and_counted(pair):
    both, _, _ = pair
    both.offer(random_voice(1), new_sound=True)
    wait_until(lambda: both.counters.sent == 2, "both to have sent")
    assert both.describe() == ("slow: DX7 (profile dx7, channel 1) + quick: Dexed (profile dexed, channel 1)")


def test_a_list_of_kinds_opens_each(tmp_path):
    output = open_output("file, none", folder=tmp_path)
    output.offer(random_voice(3), new_sound=True)
    assert output.flush(60)
    output.close()
    assert read_file(tmp_path / "voice.syx").all_voices() == [random_voice(3)]
    assert output.describe().startswith("file: ")
    assert output.describe().endswith(" + none: voices go nowhere")


def test_each_output_may_have_a_port_and_a_profile_of_its_own():
    assert OutputSpec.parse("jack:Dexed.*in@dexed, rtmidi:DX7 1,file") == (
        OutputSpec("jack", "Dexed.*in", "dexed"),
        OutputSpec("rtmidi", "DX7 1"),
        OutputSpec("file"),
    )


@pytest.mark.parametrize("text", ["", "jack,", "jack,pigeon", "file@pigeon"])
def test_a_list_with_an_error_is_refused_before_anything_is_opened(text, tmp_path):
    with pytest.raises(BadArguments, match="must be "):
        open_output(f"file,{text}", folder=tmp_path)


def test_when_one_of_several_cannot_be_opened_none_is(monkeypatch, tmp_path):
    closed = []

    def refuse(wish, reason):
        raise NoMidi("JACK: no server")

    monkeypatch.setattr("dx7bridge.outputs._open_jack", refuse)
    monkeypatch.setattr(NoOutput, "close", lambda self: closed.append(self))
    with pytest.raises(NoMidi, match="no server"):
        open_output("none,jack", folder=tmp_path)
    assert len(closed) == 1
