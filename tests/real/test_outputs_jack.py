"""The JACK port against a real jackd on its dummy driver; the synth is a JACK client of these tests."""

import builtins
import itertools
import logging
import os
import signal
import subprocess
import sys
from collections import deque
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from jack_programs import listener, named_server
from servers import jack_name, wait_until
from voices import random_bank, random_voice, random_voices

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.inputs import InputSpec, open_source
from dx7bridge.midi import jack_child
from dx7bridge.outputs import list_ports, open_output, survey
from dx7bridge.outputs.jack_port import REPEATS, JackPort, Moved, move
from dx7bridge.outputs.profiles import DEXED
from dx7bridge.outputs.sender import Sender
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_change, encode_voice
from dx7bridge.voice.voice import Change

pytestmark = pytest.mark.usefixtures("jack")


class Listener:
    """A JACK client with one MIDI input that keeps every event as it came."""

    def __init__(self, jack, server, name="Dexed", port="midi_in"):
        self.events = []
        self.client = jack.Client(name, no_start_server=True, servername=server)
        self.port = self.client.midi_inports.register(port)
        self.client.set_process_callback(
            lambda _: self.events.extend(bytes(event) for _, event in self.port.incoming_midi_events())
        )

    def __enter__(self):
        self.client.activate()
        return self

    def __exit__(self, *_):
        self.client.close()

    def wait_for(self, *messages):
        """Until these came, in this order, each perhaps repeatedly: after an xrun a voice goes again."""
        wait_until(lambda: self.distinct == list(messages), f"{len(messages)} messages")

    @property
    def distinct(self):
        """What came, without immediate repetitions."""
        return [event for event, _ in itertools.groupby(self.events)]


@pytest.fixture
def opened():
    """Whatever a test opens through it is closed after the test."""
    with ExitStack() as stack:

        def keep(thing):
            stack.callback(thing.close)
            return thing

        yield keep


def test_a_client_receives_exactly_the_bytes_of_the_voice(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        output = opened(open_output("jack", "dexed", channel=5, jack_server=jack_server))
        output.offer(random_voice(1), new_sound=True)
        assert output.flush(60)
        synth.wait_for(encode_voice(random_voice(1), 5))
        assert "Dexed:midi_in (profile dexed, channel 6)" in output.describe()


def test_flush_means_that_the_other_client_has_it(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        output = opened(open_output("jack", "dexed", jack_server=jack_server))
        for voice in random_voices(5):
            output.offer(voice, new_sound=True)
            assert output.flush(60)
            assert synth.events[-1] == encode_voice(voice)


def test_a_bank_arrives_whole_in_one_event(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        output = opened(open_output("jack", "dexed", jack_server=jack_server))
        output.send_bank(random_voices(32))
        assert output.flush(60)
        synth.wait_for(random_bank())


def test_a_port_that_appears_later_is_connected_and_gets_the_current_voice(jack, jack_server, opened):
    output = opened(open_output("jack", "late synth", jack_server=jack_server))
    assert "waiting for a connection" in output.describe()
    output.offer(INIT_VOICE, new_sound=True)
    output.offer(random_voice(2), new_sound=False)
    with Listener(jack, jack_server, "another"), Listener(jack, jack_server, "Late Synth") as synth:
        synth.wait_for(encode_voice(random_voice(2)))
        assert "Late Synth:midi_in" in output.describe()


def test_a_port_that_went_away_and_came_back_gets_the_voice_whole(jack, jack_server, opened):
    output = opened(open_output("jack", "dexed", jack_server=jack_server))
    with Listener(jack, jack_server) as synth:
        output.offer(INIT_VOICE, new_sound=True)
        synth.wait_for(encode_voice(INIT_VOICE))
    wait_until(lambda: "waiting" in output.describe(), "the bridge to notice")
    moved = INIT_VOICE.with_value("feedback", 3)
    output.offer(moved, new_sound=False)
    with Listener(jack, jack_server) as synth:
        synth.wait_for(encode_voice(moved))


def test_a_connection_made_by_hand_gets_the_voice_too(jack, jack_server, opened):
    output = opened(open_output("jack", "nothing like it", jack_server=jack_server))
    output.offer(INIT_VOICE, new_sound=True)
    with Listener(jack, jack_server, "mixer") as synth:
        (ours,) = synth.client.get_ports("dx7bridge.*:midi_out", is_midi=True, is_output=True)
        synth.client.connect(ours, synth.port)
        synth.wait_for(encode_voice(INIT_VOICE))


def test_without_a_pattern_it_takes_what_looks_like_a_dx7(jack, jack_server, opened):
    with Listener(jack, jack_server, "drums"), Listener(jack, jack_server, "Yamaha DX7") as synth:
        output = opened(open_output("jack", jack_server=jack_server))
        output.offer(INIT_VOICE, new_sound=True)
        synth.wait_for(encode_voice(INIT_VOICE))
        assert "Yamaha DX7:midi_in (profile dx7, " in output.describe()


def test_parameter_changes_arrive_in_order_while_the_sound_moves(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        output = opened(open_output("jack", "dexed", jack_server=jack_server))
        moved = INIT_VOICE.with_value(0, 5).with_value(134, 6)
        output.offer(INIT_VOICE, new_sound=True)
        assert output.flush(60)
        output.offer(moved, new_sound=False)
        assert output.flush(60)
        changes = [encode_change(Change(0, 5)), encode_change(Change(134, 6))]
        # Or whole, when this machine has an xrun just then.
        wanted = ([encode_voice(INIT_VOICE), *changes], [encode_voice(moved)])
        wait_until(
            lambda: synth.distinct[-3:] == wanted[0] or synth.distinct[-1:] == wanted[1], "the changes"
        )


def test_what_does_not_fit_into_one_cycle_comes_in_the_next_whole_and_in_order(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        port = opened(JackPort("dexed", server=jack_server))
        banks = [random_bank(seed) for seed in range(20)]  # 82 kB; a port's buffer holds 32
        for bank in banks:
            port.send(bank)
        wait_until(lambda: synth.events == banks, "JACK to take them")


def test_closing_lets_everything_out_first(jack, jack_server):
    banks = [random_bank(seed) for seed in range(20)]
    with Listener(jack, jack_server) as synth:
        port = JackPort("dexed", server=jack_server)
        for bank in banks:
            port.send(bank)
        port.close()
        assert synth.events == banks


def test_a_message_larger_than_a_port_s_buffer_is_refused(jack, jack_server, opened):
    with Listener(jack, jack_server):
        port = opened(JackPort("dexed", server=jack_server))
        with pytest.raises(BadArguments, match="40000 bytes; this JACK server takes at most"):
            port.send(bytes(40000))


def test_a_full_queue_is_refused_and_what_is_in_it_stays_whole(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        port = opened(JackPort("dexed", server=jack_server))
        bank = random_bank()  # made once: nothing may slow the filling down, or JACK keeps up

        def fill():
            while True:
                port.send(bank)

        with pytest.raises(NoMidi, match="stuck"):
            fill()
        wait_until(lambda: port.drain(60) or not port._suspect, "JACK to take everything")
        # How many arrive is not ours to say: this test starves JACK's threads, and xruns lose cycles.
        assert set(synth.events) == {bank}


def test_after_an_xrun_that_may_have_lost_it_the_voice_goes_again(jack, jack_server, opened):
    with Listener(jack, jack_server) as synth:
        port = JackPort("dexed", server=jack_server)
        output = opened(Sender("jack", port, DEXED))
        output.offer(INIT_VOICE, new_sound=True)
        assert output.flush(60)
        synth.wait_for(encode_voice(INIT_VOICE))
        synth.events.clear()
        port._xrun(Moved(cycles=7, last=6))  # what JACK's thread calls
        synth.wait_for(encode_voice(INIT_VOICE))


def test_an_xrun_long_after_the_last_message_means_nothing(jack, jack_server, opened):
    with Listener(jack, jack_server):
        port = opened(JackPort("dexed", server=jack_server))
        told = []
        port.watch(lambda: told.append(1))
        port._xrun(Moved(cycles=700, last=6))
        assert port.drain(60)
        assert told == []


def test_there_is_an_end_to_sending_again_where_every_dump_causes_an_xrun(jack, jack_server, opened):
    with Listener(jack, jack_server):
        port = opened(JackPort("dexed", server=jack_server))
        told = []

        def told_of_a_loss():
            told.append(1)
            port._xrun(Moved(cycles=7, last=6))

        port.watch(told_of_a_loss)
        told_of_a_loss()
        wait_until(lambda: len(told) > REPEATS, "the repetitions")
        assert not port.drain(0.5)
        assert len(told) == 1 + REPEATS


def test_an_a2j_port_is_connected_with_a_warning(jack, jack_server, opened, caplog):
    with Listener(jack, jack_server, "a2j", "DX7 [20] (playback): MIDI 1"):
        output = opened(open_output("jack", "dx7 [20]", jack_server=jack_server))
        assert "a2jmidid drops messages of more than 16 bytes" in output.describe()
        assert "--output rtmidi" in caplog.text


def test_a_second_bridge_does_not_take_the_first_one_s_name(jack, jack_server, opened):
    first = opened(open_output("jack", "nothing", jack_server=jack_server))
    second = opened(open_output("jack", "nothing", jack_server=jack_server))
    names = {output.describe().split(" → ")[0] for output in (first, second)}
    assert len(names) == 2


def test_the_ports_of_the_server_are_listed(jack, jack_server, monkeypatch):
    with Listener(jack, jack_server, "Listed"):
        assert "jack: Listed:midi_in" in [str(port) for port in survey(jack_server=jack_server).ports]
        monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
        assert "jack: Listed:midi_in" in list_ports()


def test_auto_takes_a_synth_on_a_running_server_and_says_so(jack, jack_server, opened, monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    with Listener(jack, jack_server, "Dexed"):
        output = opened(open_output("auto"))
        assert output.reason == "JACK has a port that looks like a DX7 or Dexed"
        assert output.describe().startswith("jack: dx7bridge")


def test_auto_offers_a_port_on_a_running_server_without_a_synth(
    jack, jack_server, opened, monkeypatch, tmp_path
):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    output = opened(open_output("auto", folder=tmp_path))
    assert "jack: dx7bridge" in output.describe()
    assert output.reason.startswith("no synth was found: ")


def test_the_audio_player_never_becomes_a_client_of_jack_in_our_process(jack, jack_server):
    """PortAudio would, as soon as it is imported, and it ends the process when the server goes."""
    code = (
        "import contextlib, sys\n"
        "from dx7bridge.errors import NoMidi\n"
        "from dx7bridge.sound.players import SpeakerPlayer\n"
        "with contextlib.suppress(NoMidi): SpeakerPlayer(44100)\n"
        "if 'sounddevice' in sys.modules:\n"
        "    print([api['name'] for api in sys.modules['sounddevice'].query_hostapis()])"
    )
    environment = os.environ | {"JACK_DEFAULT_SERVER": jack_server}
    printed = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "JACK" not in printed.stdout


def test_without_a_server_the_error_is_plain_and_none_is_started(jack):
    with pytest.raises(NoMidi, match=r"^JACK: no server named 'nobody-home' is running$"):
        open_output("jack", jack_server="nobody-home")
    with pytest.raises(NoMidi):
        open_output("jack", jack_server="nobody-home")
    assert survey(jack_server="nobody-home").problems[0] == "JACK: no server named 'nobody-home' is running"


def test_without_the_library_the_error_names_the_package(monkeypatch):
    def not_found(*_):
        raise OSError("JACK library not found")

    real = builtins.__import__

    def without_jack(name, *arguments, **options):
        return not_found() if name == "jack" else real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without_jack)
    with pytest.raises(NoMidi, match="libjack-jackd2-0"):
        JackPort("dexed")


# --- a server that goes and comes back --------------------------------------------------------------


def test_when_the_server_is_killed_and_started_again_the_voice_goes_out_whole(jack, opened, caplog):
    caplog.set_level(logging.INFO, "dx7bridge")
    with jack_name() as (name, lock):
        with named_server(name, lock) as server:
            output = opened(open_output("jack", "dexed", jack_server=name))
            output.offer(random_voice(1), new_sound=True)
            with listener(name) as synth:
                synth.wait_for(f"^GOT {encode_voice(random_voice(1)).hex()}$")
                server.signal(signal.SIGKILL)
                server.wait()
                wait_until(lambda: "no JACK server is running" in output.describe(), "the bridge to notice")
                assert "waiting for a connection" in output.describe()
        moved = random_voice(1).with_value("feedback", 7 - random_voice(1)["feedback"])
        output.offer(moved, new_sound=False)
        with named_server(name, lock), listener(name) as synth:
            assert synth.wait_for("^GOT") == f"GOT {encode_voice(moved).hex()}"
            assert output.flush(60)
            assert "no JACK server" not in output.describe()
            output.close()
    assert caplog.text.count("JACK: the server has stopped") == 1
    assert caplog.text.count("JACK: a server is back") == 1


def test_a_server_that_starts_after_the_bridge_is_waited_for_and_the_voice_goes_out(jack, opened, caplog):
    caplog.set_level(logging.INFO, "dx7bridge")
    with jack_name() as (name, lock):
        output = opened(open_output("jack", "dexed", jack_server=name, wait=True))
        source = open_source(InputSpec("jack", "keys"), [].append, jack_server=name, wait=True)
        assert "waiting for a connection); no JACK server is running" in output.describe()
        assert not source.connected
        output.offer(random_voice(1), new_sound=True)
        with named_server(name, lock), listener(name) as synth:
            assert synth.wait_for("^GOT") == f"GOT {encode_voice(random_voice(1)).hex()}"
            assert output.flush(60)
            assert output.trouble == ""
            wait_until(lambda: caplog.text.count("JACK: a server is there") == 2, "both clients")
            source.close()
            output.close()
    assert caplog.text.count(f"JACK: no server named '{name}' is running; waiting for one") == 2


def test_what_waits_for_a_server_can_be_closed_all_the_same(jack):
    with jack_name() as (name, _lock):
        output = open_output("jack", "dexed", jack_server=name, wait=True)
        output.offer(INIT_VOICE, new_sound=True)
        assert not output.flush(0.1)
        output.close()


def test_when_the_process_of_the_client_dies_another_takes_its_place_and_sends_the_voice_whole(
    jack, careless_server, opened, caplog
):
    with listener(careless_server) as synth:
        output = opened(open_output("jack", "dexed", jack_server=careless_server))
        output.offer(random_voice(1), new_sound=True)
        synth.wait_for(f"^GOT {encode_voice(random_voice(1)).hex()}$")
        before = len(synth.lines)
        output._port._child.kill()
        wait_until(lambda: "starting another" in caplog.text, "the bridge to notice")
        synth.wait_for(f"^GOT {encode_voice(random_voice(1)).hex()}$", after=before)


def test_when_the_process_of_the_client_hangs_another_takes_its_place_and_sends_the_voice_whole(
    jack, careless_server, opened, caplog
):
    with listener(careless_server) as synth:
        output = opened(open_output("jack", "dexed", jack_server=careless_server))
        output.offer(random_voice(1), new_sound=True)
        synth.wait_for(f"^GOT {encode_voice(random_voice(1)).hex()}$")
        before = len(synth.lines)
        first = output._port._child
        first.send_signal(signal.SIGSTOP)
        moved = random_voice(1).with_value("feedback", 7 - random_voice(1)["feedback"])
        output.offer(moved, new_sound=False)
        assert synth.wait_for("^GOT", after=before) == f"GOT {encode_voice(moved).hex()}"
        assert output._port._child is not first
        assert first.wait() == -signal.SIGKILL
    assert caplog.text.count("JACK: the process of the JACK client hangs; starting another") == 1


def test_a_client_whose_process_hangs_is_closed_all_the_same(jack, careless_server):
    with listener(careless_server):
        output = open_output("jack", "dexed", jack_server=careless_server)
        output._port._child.send_signal(signal.SIGSTOP)
        output.close()
        assert output._port._child.wait() == -signal.SIGKILL


def test_a_client_that_answers_late_but_answers_is_kept(monkeypatch):
    monkeypatch.setattr(jack_child, "BEAT", 0.01)
    remote = object.__new__(jack_child.Remote)
    remote._child = SimpleNamespace(pid=0)
    late = iter([*[False] * (jack_child.MISSES - 1), True])
    asked = SimpleNamespace(done=SimpleNamespace(wait=lambda _beat: next(late)))
    monkeypatch.setattr(remote, "_begin", lambda _op, _more: asked, raising=False)
    assert remote._answers()
    asked.done = SimpleNamespace(wait=lambda _beat: False)
    assert not remote._answers()


def test_a_client_that_only_waits_for_a_processor_is_not_ended(monkeypatch):
    """On a starved machine, one client after the other would be killed while it opens."""
    monkeypatch.setattr(jack_child, "_wants_processor", lambda _pid: True)
    remote = object.__new__(jack_child.Remote)
    remote._child = SimpleNamespace(pid=0)
    late = iter([*[False] * (jack_child.STARVED - 1), True])
    asked = SimpleNamespace(done=SimpleNamespace(wait=lambda _beat: next(late)))
    monkeypatch.setattr(remote, "_begin", lambda _op, _more: asked, raising=False)
    assert remote._answers()
    asked.done = SimpleNamespace(wait=lambda _beat: False)
    assert not remote._answers()


def test_a_hung_client_is_found_early_enough_to_be_replaced_within_two_seconds():
    assert jack_child.BEAT * (1 + jack_child.MISSES) <= 1.0


def test_while_there_is_no_server_the_process_of_the_client_is_tried_again_and_said_once(
    jack, opened, caplog
):
    with jack_name() as (name, lock):
        with named_server(name, lock) as server:
            output = opened(open_output("jack", "dexed", jack_server=name))
            output.offer(random_voice(1), new_sound=True)
            output._port._child.kill()
            server.signal(signal.SIGKILL)
            server.wait()
        first = output._port._child
        wait_until(lambda: output._port._child is not first, "another try")
        second = output._port._child
        wait_until(lambda: output._port._child is not second, "one more")
        assert caplog.text.count("starting another") == 1
        with named_server(name, lock), listener(name) as synth:
            synth.wait_for(f"^GOT {encode_voice(random_voice(1)).hex()}$")
            output.close()


def test_the_process_of_a_client_loads_neither_torch_nor_numpy():
    for module in ("dx7bridge.outputs.jack_port", "dx7bridge.inputs.jack_process"):
        report = f"import sys, jack, {module}; print(*sys.modules)"
        command = [sys.executable, "-c", report]
        loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        assert module in loaded
        assert not {"torch", "numpy", "asyncio", "rtmidi"} & set(loaded)


def test_the_process_of_a_client_takes_nothing_from_the_folder_that_the_bridge_was_started_in(
    jack, jack_server, opened, tmp_path, monkeypatch
):
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    assert "waiting" in opened(open_output("jack", "nothing", jack_server=jack_server)).describe()


# --- the process callback, cycle by cycle -----------------------------------------------------------


class Buffer:
    """A port's buffer of one cycle."""

    def __init__(self, room, broken=False):
        self.room, self.broken, self.events, self.cleared, self.asked = room, broken, [], 0, 0

    @property
    def max_event_size(self):
        self.asked += 1
        return self.room - sum(map(len, self.events))

    def clear_buffer(self):
        self.cleared += 1
        self.events.clear()

    def write_midi_event(self, time, event):
        if self.broken:
            raise ZeroDivisionError("a bug")
        self.events.append(bytes(event))


def test_the_callback_clears_the_buffer_in_every_cycle_also_without_messages():
    port, moved = Buffer(100), Moved()
    for _ in range(3):
        move(deque(), port, moved)
    assert port.cleared == moved.cycles == 3


def test_a_cycle_without_messages_clears_the_buffer_and_does_nothing_else():
    port, moved = Buffer(100), Moved()
    move(deque(), port, moved)
    port.asked = 0
    move(deque(), port, moved)
    assert (port.asked, port.cleared, moved.faults) == (0, 2, 0)


def test_the_callback_keeps_what_does_not_fit_for_the_next_cycle():
    port, moved = Buffer(10), Moved()
    waiting = deque((b"1111", b"2222", b"3333"))
    move(waiting, port, moved)
    assert port.events == [b"1111", b"2222"]
    assert (list(waiting), moved.taken) == ([b"3333"], 8)
    move(waiting, port, moved)
    assert port.events == [b"3333"]


def test_the_callback_drops_whole_what_no_cycle_can_hold_and_goes_on():
    port, moved = Buffer(10), Moved()
    move(deque((b"far too long for it", b"fits")), port, moved)
    assert port.events == [b"fits"]
    assert moved.dropped == 1


def test_the_callback_outlives_an_exception():
    port, moved = Buffer(100, broken=True), Moved()
    waiting = deque((b"1111",))
    move(waiting, port, moved)
    assert moved.faults == 1
    port.broken = False
    move(waiting, port, moved)
    assert port.events == [b"1111"]
