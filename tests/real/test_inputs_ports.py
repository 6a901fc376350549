"""MIDI that really comes in: JACK, with a server of its own, and rtmidi's JACK side."""

import signal
from contextlib import contextmanager
from queue import SimpleQueue

import pytest
from jack_programs import named_server, sender
from servers import jack_name, wait_until
from voices import random_bank, random_voice

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.inputs import InputSpec, open_source
from dx7bridge.inputs import jack as jack_input
from dx7bridge.inputs import rtmidi as rtmidi_input
from dx7bridge.midi import rtmidi_client, rtmidi_link
from dx7bridge.outputs.jack_port import JackPort
from dx7bridge.voice.sysex import encode_voice

DUMP = encode_voice(random_voice(1))
NOTE, CC = bytes((0x90, 60, 100)), bytes((0xB0, 21, 64))


pytestmark = pytest.mark.usefixtures("jack")


@contextmanager
def heard(spec, **options):
    """The source of this spec, and all that it hands on."""
    messages = []
    source = open_source(InputSpec.parse(spec)[0], messages.append, **options)
    try:
        yield source, messages
    finally:
        source.close()


def test_what_a_controller_sends_over_jack_arrives_whole_and_in_order(jack_server):
    played = [NOTE, CC, DUMP, random_bank(), CC]
    with (
        sender(jack_server, "nanoKONTROL", *played),
        heard("jack:nano", jack_server=jack_server) as (source, messages),
    ):
        wait_until(lambda: len(messages) == 5, "five messages")
        assert messages == played
        assert source.name == "dx7bridge-in:midi_in ← nanoKONTROL:midi_out"


def test_a_dump_in_pieces_with_real_time_bytes_between_arrives_whole(jack_server):
    pieces = [DUMP[:20], b"\xf8", DUMP[20:100], b"\xfe", DUMP[100:]]
    with sender(jack_server, "DX7", *pieces), heard("jack:dx7", jack_server=jack_server) as (_, messages):
        wait_until(lambda: DUMP in messages, "the dump")
        assert [message for message in messages if message[0] < 0xF8] == [DUMP]


def test_every_controller_that_fits_is_heard_also_one_that_comes_later(jack_server):
    with heard("jack:knobs", jack_server=jack_server) as (source, messages):
        assert not source.connected
        with sender(jack_server, "knobs A", NOTE), sender(jack_server, "knobs B", CC):
            wait_until(lambda: {*messages} == {NOTE, CC}, "both")
        wait_until(lambda: not source.connected, "both to be gone")
        with sender(jack_server, "knobs A", DUMP):
            wait_until(lambda: DUMP in messages, "the one that came back")


def test_the_bridge_never_listens_to_its_own_output(jack_server):
    output = JackPort("nothing like it", server=jack_server)
    try:
        with heard("jack:.", jack_server=jack_server) as (source, _):
            assert "dx7bridge:midi_out" not in source.name
    finally:
        output.close()


def test_after_the_server_was_killed_and_started_again_the_controller_is_heard(jack):
    with jack_name() as (name, lock):
        with named_server(name, lock) as server:
            source_heard = heard("jack:knobs", jack_server=name)
            source, messages = source_heard.__enter__()
            with sender(name, "knobs", DUMP[:50]):  # the rest of it never comes
                wait_until(lambda: source.connected, "the connection")
                server.signal(signal.SIGKILL)
                server.wait()
                wait_until(lambda: not source.connected, "the bridge to notice")
        with named_server(name, lock), sender(name, "knobs", NOTE, DUMP):
            wait_until(lambda: len(messages) == 2, "both messages")
            source_heard.__exit__(None, None, None)
    assert messages == [NOTE, DUMP]


def test_a_listener_that_fails_hears_the_next_message(jack_server, caplog):
    messages = []

    def listen(message):
        messages.append(message)
        raise ZeroDivisionError("a bug")

    with sender(jack_server, "knobs", NOTE, CC):
        source = open_source(InputSpec("jack", "knobs"), listen, jack_server=jack_server)
        wait_until(lambda: len(messages) == 2, "both")
        source.close()
    assert "a message of 3 bytes failed" in caplog.text


class Mouth:
    """A port's events of one cycle."""

    def __init__(self, *events):
        self.events = events

    def incoming_midi_events(self):
        return iter(self.events)


def test_the_callback_drops_what_finds_no_room_and_outlives_an_exception(monkeypatch):
    monkeypatch.setattr(jack_input, "MOST_WAITING", 1)
    heard, tally = SimpleQueue(), jack_input.Tally()
    jack_input.gather(Mouth((0, NOTE), (1, CC)), heard, tally)
    assert (tally.dropped, heard.qsize(), heard.get()) == (1, 1, NOTE)
    jack_input.gather(Mouth("nonsense"), heard, tally)
    assert (tally.faults, tally.cycles) == (1, 2)


def test_the_callback_keeps_a_copy_of_each_event_since_jack_uses_the_memory_again():
    heard, memory = SimpleQueue(), bytearray(NOTE)
    jack_input.gather(Mouth((0, memoryview(memory))), heard, jack_input.Tally())
    memory[:] = CC
    assert heard.get() == NOTE


@pytest.mark.parametrize("fate", [signal.SIGKILL, signal.SIGSTOP])
def test_when_the_process_of_the_input_dies_or_hangs_another_takes_its_place(careless_server, caplog, fate):
    with heard("jack:knobs", jack_server=careless_server) as (source, messages):
        with sender(careless_server, "knobs", DUMP[:50]):
            wait_until(lambda: source.connected, "the connection")
            source._child.send_signal(fate)
            wait_until(lambda: "starting another" in caplog.text, "the bridge to notice")
            wait_until(lambda: source.connected, "the new one's connection")
        with sender(careless_server, "knobs", NOTE):
            wait_until(lambda: messages, "a note")
    assert messages == [NOTE]


# rtmidi.


@pytest.fixture
def jack_side(jack_server, monkeypatch):
    import rtmidi

    if rtmidi.API_UNIX_JACK not in rtmidi.get_compiled_api():
        pytest.skip("this build of python-rtmidi has no JACK")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    monkeypatch.setattr(rtmidi_link, "LOOK", 0.1)
    return jack_server


def test_rtmidi_hears_sysex_and_notes_and_finds_a_port_that_comes_back(jack_side):
    with heard("rtmidi:knobs", api="jack") as (source, messages):
        assert source.name == "a port like 'knobs'"
        for number, message in enumerate((NOTE, DUMP), 1):
            with sender(jack_side, "knobs", message):
                wait_until(lambda number=number: len(messages) == number, f"message {number}")
                assert source.name == "knobs:midi_out"
            wait_until(lambda: not source.connected, "it to be gone")
    assert messages == [NOTE, DUMP]


# Words.


def test_an_input_is_named_by_its_port_its_kind_or_both():
    assert InputSpec.parse("nano, jack:DX7,rtmidi:UM-ONE:1, jack,system:midi_capture_1") == (
        InputSpec(None, "nano"),
        InputSpec("jack", "DX7"),
        InputSpec("rtmidi", "UM-ONE:1"),
        InputSpec("jack", None),
        InputSpec(None, "system:midi_capture_1"),
    )
    assert InputSpec.parse("listen:jack:DX7,listen:nano") == (
        InputSpec("jack", "DX7", overhears=True),
        InputSpec(None, "nano", overhears=True),
    )
    with pytest.raises(BadArguments, match="must be PORT"):
        InputSpec.parse("listen:")
    with pytest.raises(BadArguments, match="must be PORT"):
        InputSpec.parse("nano,")


def test_without_any_midi_every_reason_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(rtmidi_client, "ALSA_SEQUENCER", tmp_path / "nothing")
    monkeypatch.setattr(rtmidi_link, "system_api", lambda: "alsa")
    with pytest.raises(
        NoMidi, match="input 'nano': JACK: no server named 'nobody' is running; MIDI: no ALSA"
    ):
        open_source(InputSpec(None, "nano"), print, jack_server="nobody")


def test_the_ports_to_hear_are_listed(jack_side):
    with sender(jack_side, "Listed"):
        assert "Listed:midi_out" in jack_input.output_ports(jack_side)
        assert any("Listed" in name for name in rtmidi_input.input_ports("jack"))
