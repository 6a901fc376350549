"""Clients of the system's own MIDI: ALSA, CoreMIDI or Windows, through python-rtmidi."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from dx7bridge.errors import BadArguments, NoMidi

CLIENT_NAME: Final = "dx7bridge"
ALSA_SEQUENCER: Final = Path("/dev/snd/seq")
APIS: Final = {
    "alsa": "API_LINUX_ALSA",
    "jack": "API_UNIX_JACK",
    "coremidi": "API_MACOSX_CORE",
    "windows": "API_WINDOWS_MM",
}
HOW: Final = "Debian: apt-get install python3-rtmidi; else pip install 'dx7bridge[midi]', with a C++ compiler"


def system_api() -> str:
    """The key in APIS of this system's own MIDI."""
    if sys.platform == "darwin":
        return "coremidi"
    return "windows" if sys.platform == "win32" else "alsa"


def open_client(kind: str, api: str) -> Any:
    """A client of rtmidi, MidiIn or MidiOut, that has no port yet.

    Raises BadArguments for an unknown `api`, NoMidi when it is not here.
    """
    if api not in APIS:
        raise BadArguments(f"MIDI system {api!r}: must be one of {', '.join(APIS)}")
    rtmidi = _import_rtmidi()
    code = getattr(rtmidi, APIS[api])
    if api == "alsa" and not ALSA_SEQUENCER.exists():  # asked before libasound complains on stderr
        raise NoMidi(f"MIDI: no ALSA sequencer here ({ALSA_SEQUENCER} is missing)")
    if code not in rtmidi.get_compiled_api():
        raise NoMidi(f"MIDI: this build of python-rtmidi has no {api}")
    try:
        return getattr(rtmidi, kind)(code, name=CLIENT_NAME)
    except (rtmidi.RtMidiError, OSError, RuntimeError) as error:  # the sequencer may be there and not open
        raise NoMidi(f"MIDI: {error}") from None


def _import_rtmidi() -> ModuleType:
    """python-rtmidi, once it is needed; NoMidi where it does not load."""
    try:
        import rtmidi
    except ModuleNotFoundError:
        raise NoMidi(f"MIDI: python-rtmidi is not installed ({HOW})") from None
    except (ImportError, OSError) as error:  # a library that it needs is missing
        raise NoMidi(f"MIDI: python-rtmidi does not load: {error}") from None

    module: ModuleType = rtmidi
    return module
