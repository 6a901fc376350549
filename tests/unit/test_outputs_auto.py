"""What `--output auto` takes on each machine: JACK or not, MIDI ports or not, an audio device or not, the
embedded engine or not. The lister of ports, the ports and the audio device are stand-ins; the rest is real.
"""

import itertools

import numpy as np
import pytest
from servers import wait_until
from voices import random_voice

from dx7bridge.errors import NoMidi
from dx7bridge.midi.names import matcher
from dx7bridge.midi.rtmidi_link import find_port
from dx7bridge.outputs import jack_port, open_output
from dx7bridge.outputs import rtmidi as rtmidi_adapter
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.sound import players, render
from dx7bridge.voice.sysex import encode_voice

NO_SERVER = "JACK: no server is running"
NO_SEQUENCER = "MIDI: no ALSA sequencer here (/dev/snd/seq is missing)"
NO_ENGINE = "Dexed engine: not installed"
NO_DEVICE = "audio: no output device"
JACKS = {
    "no JACK": None,
    "JACK alone": ["system:midi_playback_1"],
    "a synth on JACK": ["Carla:DX7:events-in"],
}
MIDIS = {
    "no MIDI": None,
    "Midi Through alone": ["Midi Through:Midi Through Port-0 14:0"],
    "a synth on MIDI": ["Midi Through:Midi Through Port-0 14:0", "Dexed:Dexed 128:0"],
}


class Machine:
    """A machine with these things; `None` in place of a list of ports: the system is not there."""

    def __init__(self, monkeypatch, folder, *, jack=None, midi=None, device=True, engine=True, virtual=True):
        self.folder, self.ports = folder, {}
        self._jack, self._midi, self._virtual = jack, midi, virtual
        self._device, self._engine = device, engine
        monkeypatch.setattr(rtmidi_adapter, "output_ports", lambda _api: self._names(midi, NO_SEQUENCER))
        monkeypatch.setattr(jack_port, "JackProcess", self._open_jack)
        monkeypatch.setattr(rtmidi_adapter, "RtMidiPort", self._open_midi)
        monkeypatch.setattr(players, "SpeakerPlayer", self._open_device)
        monkeypatch.setattr("dx7bridge.outputs.dexed.Renderer", self._open_engine)

    def auto(self, pattern=None):
        output = open_output("auto", pattern, folder=self.folder)
        output.close()
        return output

    @staticmethod
    def _names(names, problem):
        if names is None:
            raise NoMidi(problem)
        return names

    def _port(self, kind, name):
        return self.ports.setdefault(kind, RecordingPort(lambda: 0.0, name))

    def _open_jack(self, pattern, **_more):
        names = self._names(self._jack, NO_SERVER)
        port = self._port("jack", "dx7bridge:midi_out")
        port._connected = any(map(matcher(pattern), names))
        return port

    def _open_midi(self, pattern, **_more):
        names = self._names(self._midi, NO_SEQUENCER)
        if pattern is None and not self._virtual:
            raise NoMidi("MIDI: cannot open a virtual port: not on this system")
        return self._port("midi", find_port(names, pattern) if pattern else "dx7bridge (virtual)")

    def _open_device(self, _rate):
        if not self._device:
            raise NoMidi(NO_DEVICE)
        return Speaker()

    def _open_engine(self):
        if not self._engine:
            raise NoMidi(NO_ENGINE)
        return Engine()


class Speaker(players.Player):
    name = "the speaker"

    def play(self, audio):
        pass


class Engine:
    sample_rate = 44100

    def render(self, *_voice_and_note, **_more):
        return np.zeros(100, dtype=np.float32)


@pytest.mark.parametrize(
    ("jack", "midi", "device", "engine"),
    list(itertools.product(JACKS, MIDIS, (True, False), (True, False))),
)
def test_auto_on_every_machine(monkeypatch, tmp_path, jack, midi, device, engine):
    machine = Machine(monkeypatch, tmp_path, jack=JACKS[jack], midi=MIDIS[midi], device=device, engine=engine)
    output = machine.auto()
    taken, why = output.describe(), output.reason
    if jack == "a synth on JACK":
        assert taken.startswith("jack: dx7bridge:midi_out")
        assert why == "JACK has a port that looks like a DX7 or Dexed"
        return
    if midi == "a synth on MIDI":
        assert taken.startswith("rtmidi: Dexed:Dexed 128:0")
        assert why.startswith("MIDI has a port that looks like a DX7 or Dexed; JACK")
        return
    beside = {"no JACK": "" if midi == "no MIDI" else "rtmidi: dx7bridge (virtual)"}.get(
        jack, "jack: dx7bridge"
    )
    place = "the speaker" if device else str(tmp_path / "audition.wav")
    parts = [f"dexed: embedded Dexed engine → {place} "] if engine else []
    parts += [beside] if beside else []
    for part, begin in zip(taken.split(" + "), parts or ["none"], strict=True):
        assert part.startswith(begin)
    assert ("the embedded engine plays" in why) == engine
    assert (NO_ENGINE in why) == (not engine)
    assert ("a port of the bridge's own" in why) == bool(beside)
    assert (NO_SERVER in why) == (jack == "no JACK")
    assert (NO_SEQUENCER in why) == (midi == "no MIDI")
    if midi == "Midi Through alone":
        assert "looks like a DX7 or Dexed; its ports: 'Midi Through:Midi Through Port-0 14:0'" in why


def test_where_there_are_no_virtual_ports_the_engine_plays_alone(monkeypatch, tmp_path):
    output = Machine(monkeypatch, tmp_path, midi=["Microsoft GS Wavetable Synth 0"], virtual=False).auto()
    assert output.describe().startswith("dexed: ")
    assert " + " not in output.describe()
    assert "cannot open a virtual port" in output.reason


def test_a_voice_goes_to_the_port_beside_the_engine_too(monkeypatch, tmp_path):
    machine = Machine(monkeypatch, tmp_path, midi=[])
    output = open_output("auto", folder=tmp_path)
    output.offer(random_voice(1), new_sound=True)
    wait_until(lambda: machine.ports["midi"].sent, "the voice at the virtual port")
    output.close()
    assert machine.ports["midi"].sent[0][1] == encode_voice(random_voice(1))


def test_a_note_on_a_virtual_port_beside_the_engine_does_not_count_as_heard(monkeypatch, tmp_path):
    """Else an audition would be answered with "the synth" on a machine where nothing sounds."""
    Machine(monkeypatch, tmp_path, midi=[], device=False)
    output = open_output("auto", folder=tmp_path)
    heard = output.play_note(60, 100, 0.01)
    output.close()
    assert not heard


def test_the_pattern_that_was_asked_for_counts_alone(monkeypatch, tmp_path):
    machine = Machine(monkeypatch, tmp_path, midi=["Yamaha DX7", "UM-ONE MIDI 1"])
    assert machine.auto("um-one").describe().startswith("rtmidi: UM-ONE MIDI 1 (profile dx7, ")


def test_a_jack_client_that_is_not_wanted_is_closed(monkeypatch, tmp_path):
    machine = Machine(monkeypatch, tmp_path, jack=[], midi=["Yamaha DX7"])
    closed = []
    monkeypatch.setattr(RecordingPort, "close", lambda port: closed.append(port.name))
    assert machine.auto().describe().startswith("rtmidi: Yamaha DX7")
    assert "dx7bridge:midi_out" in closed


def test_a_pattern_is_waited_for_on_jack_where_a_server_runs(monkeypatch, tmp_path):
    machine = Machine(monkeypatch, tmp_path, jack=[], midi=["Yamaha DX7"])
    output = machine.auto("carla")
    assert output.describe().startswith("jack: ")
    assert output.reason.startswith("a JACK server is running, where it may appear; JACK has no port like")


def test_render_is_not_needed_to_say_that_the_engine_is_missing(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "dexed", None)
    with pytest.raises(NoMidi, match="Dexed engine"):
        render.Renderer()
