"""A controller and a synth play the real bridge over a real JACK server."""

import json
from contextlib import contextmanager

import pytest
from jack_programs import listener, sender
from servers import OscClient, bridge, wait_until
from voices import audible_voice, random_bank

from dx7bridge.voice.sysex import dump_request, encode_voice

pytestmark = pytest.mark.usefixtures("jack")


def test_knobs_notes_and_a_voice_from_the_panel_come_through_and_learning_is_kept(jack_server, tmp_path):
    knob = [bytes((0xB0, 21, value)) for value in range(60, 128)]
    voice = audible_voice(1)
    arguments = ("--output", "jack", "--port", "synth", "--profile", "tx", "--input", "jack:knobs,jack:panel")
    with (
        listener(jack_server, "synth") as synth,
        bridge(tmp_path, *arguments, jack_server=jack_server) as running,
        OscClient(running.port) as client,
    ):
        assert client.ask("/dx7/midi/learn", 3).end.address == "/dx7/done"
        with sender(jack_server, "knobs", *knob, bytes((0x95, 60, 100))):
            synth.wait_for("^GOT 903c64$")

            def turned():
                return client.ask("/dx7/latent/get").only("/dx7/latent").arguments[2] != 0.0

            wait_until(turned, "the third coordinate")
            heard = client.ask("/dx7/midi/controls/get")
            assert heard.only("/dx7/midi/control").arguments == (3, "cc 21 channel 1")
        with sender(jack_server, "panel", encode_voice(voice)):
            wait_until(lambda: client.sysex() == encode_voice(voice), "the voice from the panel")
        with sender(jack_server, "panel", random_bank()):
            wait_until(
                lambda: client.ask("/dx7/capture/bank", "panel").end.address == "/dx7/done", "the bank"
            )
        assert (tmp_path / "files" / "panel.syx").read_bytes() == random_bank()
        status = client.ask("/dx7/status").end.arguments[3]
        assert "input dx7bridge-in" in status
        assert "waiting for a connection" in status
        end = client.ask("/dx7/capture").end
        assert (end.address, end.arguments[2]) == ("/dx7/fail", "no_midi")
        assert "no voice came in 3 s from dx7bridge-in" in end.arguments[3]
        assert "SYS INFO AVAIL" in end.arguments[3]
        synth.wait_for(f"^GOT {dump_request().hex()}$")
    (kept,) = json.loads((tmp_path / "files" / "controllers.json").read_text())
    assert (kept["dimension"], kept["controller"]["number"]) == (3, 21)


@contextmanager
def answering_synth(jack, server, voice):
    """A DX7II: asked for its voice, it sends it."""
    client = jack.Client("DX7II", no_start_server=True, servername=server)
    ear, mouth = client.midi_inports.register("in"), client.midi_outports.register("out")

    def process(_frames):
        mouth.clear_buffer()
        for _, event in ear.incoming_midi_events():
            if bytes(event) == dump_request():
                mouth.write_midi_event(0, encode_voice(voice))

    client.set_process_callback(process)
    client.activate()
    try:
        yield
    finally:
        client.close()


def test_capture_is_done_when_the_voice_of_the_synth_is_there(jack, jack_server, tmp_path):
    voice = audible_voice(2)
    options = ("--output", "jack", "--port", "DX7II", "--profile", "dx7ii", "--input", "jack:DX7II")
    with (
        answering_synth(jack, jack_server, voice),
        bridge(tmp_path, *options, jack_server=jack_server) as running,
        OscClient(running.port) as client,
    ):
        for _ in range(2):  # the second time the bridge holds it already
            assert client.ask("/dx7/capture").end.address == "/dx7/done"
            assert client.sysex() == encode_voice(voice)


def test_without_an_input_learning_and_capture_say_what_is_missing(tmp_path):
    with bridge(tmp_path, "--output", "none") as running, OscClient(running.port) as client:
        for address, arguments in (("/dx7/midi/learn", (1,)), ("/dx7/capture", ())):
            end = client.ask(address, *arguments).end
            assert end.address == "/dx7/fail"
            assert end.arguments[2] == "no_midi"
            assert "--input" in str(end.arguments[3])
