"""The system's MIDI ports. Test machines have no ALSA sequencer: here rtmidi's JACK side is the real one."""

import builtins

import pytest
import rtmidi
from jack_programs import listener
from servers import wait_until
from voices import random_bank, random_voice, random_voices

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.midi import rtmidi_client, rtmidi_link
from dx7bridge.outputs import open_output, survey
from dx7bridge.outputs.rtmidi import RtMidiPort
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_voice


@pytest.fixture
def jack_side(jack_server, monkeypatch):
    """rtmidi's JACK side, directed to the tests' own server; gives the server's name."""
    if rtmidi.API_UNIX_JACK not in rtmidi.get_compiled_api():
        pytest.skip("this build of python-rtmidi has no JACK")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    return jack_server


@pytest.fixture
def no_alsa(monkeypatch, tmp_path):
    monkeypatch.setattr(rtmidi_client, "ALSA_SEQUENCER", tmp_path / "nothing")


def test_a_port_is_found_by_its_name_and_receives_exactly_the_bytes(jack_side):
    with listener(jack_side) as synth:
        output = open_output("rtmidi", "^dexed", api="jack")
        assert output.describe() == "rtmidi: Dexed:midi_in (profile dexed, channel 1)"
        output.offer(random_voice(1), new_sound=True)
        synth.wait_for(f"^GOT {encode_voice(random_voice(1)).hex()}$")
        output.send_bank(random_voices(32))
        assert output.flush(60)
        synth.wait_for(f"^GOT {random_bank().hex()}$")
        output.close()


def test_a_port_that_is_not_there_is_refused_with_those_that_are(jack_side):
    with listener(jack_side, "Drums"), pytest.raises(NoMidi, match=r"like 'dx1': none.*'Drums:midi_in'"):
        open_output("rtmidi", "dx1", api="jack")


def test_without_a_pattern_it_takes_what_looks_like_a_dx7(jack_side):
    with listener(jack_side, "Drums"), listener(jack_side, "My TX802"):
        output = open_output("rtmidi", api="jack")
        output.close()
        assert "My TX802:midi_in (profile dx7, " in output.describe()


def test_with_nothing_likely_it_opens_a_virtual_port_that_others_connect_to(jack_side):
    output = open_output("rtmidi", api="jack")
    assert "virtual" in output.describe()
    with listener(jack_side, "Drums", "dx7bridge.*:midi_out") as synth:
        output.resend(INIT_VOICE)
        synth.wait_for(f"^GOT {encode_voice(INIT_VOICE).hex()}$")
    output.close()


def test_after_a_failed_send_the_port_is_looked_for_again(jack_side):
    with listener(jack_side) as synth:
        port = RtMidiPort("dexed", api="jack")
        works = port._port

        class Unplugged:
            def send_message(self, message):
                raise OSError("unplugged")

            def close_port(self):
                works.close_port()

            def delete(self):
                works.delete()

        port._port = Unplugged()
        with pytest.raises(NoMidi, match="unplugged"):
            port.send(encode_voice(INIT_VOICE))
        port.send(encode_voice(INIT_VOICE))
        synth.wait_for(f"^GOT {encode_voice(INIT_VOICE).hex()}$")
        port.close()


def test_the_system_s_ports_are_listed(jack_side):
    with listener(jack_side, "Listed"):
        assert "rtmidi: Listed:midi_in" in [str(port) for port in survey(api="jack").ports]


def test_a_machine_without_alsa_is_told_plainly(no_alsa):
    with pytest.raises(NoMidi, match="no ALSA sequencer here"):
        open_output("rtmidi", api="alsa")
    assert any("no ALSA sequencer" in problem for problem in survey(api="alsa").problems)


@pytest.mark.parametrize(
    "error", [ImportError("libasound.so.2: cannot open shared object file"), OSError("not a valid library")]
)
def test_an_rtmidi_that_does_not_load_is_said_in_one_line(monkeypatch, no_alsa, error):
    real = builtins.__import__

    def broken(name, *arguments, **options):
        if name == "rtmidi":
            raise error
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(NoMidi, match=f"python-rtmidi does not load: {error}"):
        open_output("rtmidi")
    assert any("rtmidi does not load" in problem for problem in survey(jack_server="nobody").problems)


def test_rtmidi_s_own_refusal_becomes_no_midi(monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "nobody-home")
    with pytest.raises(NoMidi, match=r"(?i)jack"):
        RtMidiPort("dexed", api="jack")


def test_an_unknown_midi_system_is_refused_with_the_legal_names():
    with pytest.raises(BadArguments, match="'oss': must be one of alsa, jack, coremidi, windows"):
        open_output("rtmidi", api="oss")


def test_a_midi_system_that_this_build_lacks_is_said_to_be():
    missing = next(
        name
        for name, constant in rtmidi_client.APIS.items()
        if name != "alsa" and getattr(rtmidi, constant) not in rtmidi.get_compiled_api()
    )
    with pytest.raises(NoMidi, match=f"no {missing}"):
        open_output("rtmidi", api=missing)


def test_a_port_that_goes_and_comes_back_is_told_once_and_gets_the_voice_whole(
    jack_side, monkeypatch, caplog
):
    monkeypatch.setattr(rtmidi_link, "LOOK", 0.1)
    with listener(jack_side) as synth:
        output = open_output("rtmidi", "^dexed", api="jack")
        output.offer(INIT_VOICE, new_sound=True)
        synth.wait_for(f"^GOT {encode_voice(INIT_VOICE).hex()}$")
    wait_until(lambda: "waiting for a connection" in output.describe(), "the bridge to notice")
    moved = INIT_VOICE.with_value("feedback", 3)
    output.offer(moved, new_sound=False)
    with pytest.raises(NoMidi, match="not connected"):
        output.resend(moved)
    with listener(jack_side) as synth:
        synth.wait_for(f"^GOT {encode_voice(moved).hex()}$")
        assert output.describe() == "rtmidi: Dexed:midi_in (profile dexed, channel 1)"
        output.close()
    assert caplog.text.count("has gone") == 1


def test_a_port_asked_for_by_name_is_waited_for_and_gets_the_voice_and_its_profile(
    jack_side, monkeypatch, caplog
):
    monkeypatch.setattr(rtmidi_link, "LOOK", 0.1)
    output = open_output("rtmidi", "^dexed", api="jack", wait=True)
    assert "rtmidi: a port like '^dexed' (" in output.describe()
    assert "MIDI port like '^dexed': none; there are: " in caplog.text
    output.offer(INIT_VOICE, new_sound=True)
    with listener(jack_side) as synth:
        synth.wait_for(f"^GOT {encode_voice(INIT_VOICE).hex()}$")
        assert output.describe() == "rtmidi: Dexed:midi_in (profile dexed, channel 1)"
        output.close()
