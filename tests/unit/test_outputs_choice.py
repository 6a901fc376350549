"""Which output is opened, and what it says of why."""

from pathlib import Path

import pytest
from voices import random_voices

from dx7bridge import outputs
from dx7bridge.errors import BadArguments, NoMidi, OutOfRange
from dx7bridge.midi import rtmidi_client, rtmidi_link
from dx7bridge.outputs import KINDS, open_output
from dx7bridge.outputs import jack_port as jack_adapter
from dx7bridge.outputs import rtmidi as rtmidi_adapter
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.voice import INIT_VOICE


@pytest.fixture
def nothing(monkeypatch, tmp_path):
    """A machine with neither JACK server, nor ALSA, nor audio device."""
    monkeypatch.setattr(jack_adapter, "JackProcess", refuse("JACK: no server is running"))
    monkeypatch.setattr(rtmidi_client, "ALSA_SEQUENCER", tmp_path / "nothing")
    monkeypatch.setattr(rtmidi_link, "system_api", lambda: "alsa")


def refuse(message):
    def opener(*_arguments, **_options):
        raise NoMidi(message)

    return opener


class FakeMidi:
    """A system with these MIDI ports, and virtual ones."""

    def __init__(self, *names):
        self.names = list(names)
        self.opened = None

    def __call__(self, pattern, *, api=None, wait=False):
        port = RecordingPort(lambda: 0.0, self._name(pattern))
        self.opened = port.name
        return port

    def _name(self, pattern):
        if pattern is None:
            return "dx7bridge (virtual)"
        return rtmidi_link.find_port(self.names, pattern)


def test_the_profile_that_was_asked_for_wins_over_the_name(nothing, monkeypatch):
    monkeypatch.setattr(rtmidi_adapter, "RtMidiPort", FakeMidi("Dexed"))
    output = open_output("rtmidi", "dexed", "volca", channel=1)
    output.close()
    assert output.describe() == "rtmidi: Dexed (profile volca, channel 2)"


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(BadArguments, match="'usb': must be one of auto, jack, rtmidi, file, dexed, none"):
        open_output("usb")


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_profile_or_channel_is_refused_whatever_the_kind(kind):
    with pytest.raises(BadArguments, match="profile 'dx9'"):
        open_output(kind, profile="dx9")
    for channel in (-1, 16):
        with pytest.raises(OutOfRange, match=f"profile channel = {channel}: must be from 0 to 15"):
            open_output(kind, channel=channel)


def test_no_output_takes_knobs_but_refuses_what_was_to_be_sent():
    output = open_output("none")
    output.offer(INIT_VOICE, new_sound=True)
    assert output.flush(0.0)
    with pytest.raises(NoMidi, match="asked for"):
        output.resend(INIT_VOICE)
    with pytest.raises(NoMidi):
        output.send_bank(random_voices(32))
    output.close()


def test_importing_the_room_imports_no_native_library():
    import subprocess
    import sys

    code = (
        "import sys, dx7bridge.outputs, dx7bridge.outputs.sender, dx7bridge.outputs.jack_port,"
        "dx7bridge.outputs.rtmidi, dx7bridge.outputs.file;"
        "print([m for m in ('jack','rtmidi','dexed','sounddevice','torch','numpy') if m in sys.modules])"
    )
    root = Path(outputs.__file__).parents[2]
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert printed.stdout.strip() == "[]"
