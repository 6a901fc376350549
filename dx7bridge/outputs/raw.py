"""A MIDI port for messages as they are: no profile, no pacing, no shadow of what the synth holds."""

from __future__ import annotations

from dx7bridge.errors import NoMidi
from dx7bridge.outputs.port import Port
from dx7bridge.outputs.profiles import LIKELY

KINDS = ("jack", "rtmidi")
PATIENCE = 3.0  # seconds that a JACK connection may take


def open_port(kind: str = "auto", pattern: str | None = None) -> Port:
    """The first port whose name fits `pattern`, else one that looks like a DX7 or Dexed. NoMidi without any.

    `kind` is `jack`, `rtmidi`, or `auto` for the first that opens.
    """
    problems: list[str] = []
    for each in KINDS if kind == "auto" else (kind,):
        try:
            return _open(each, pattern or LIKELY)
        except NoMidi as error:
            problems.append(str(error))
    raise NoMidi("; ".join(problems))


def _open(kind: str, pattern: str) -> Port:
    if kind == "jack":
        import threading

        from dx7bridge.outputs.jack_port import JackProcess

        port = JackProcess(pattern)
        there = threading.Event()
        port.watch(there.set)
        if not port.connected and not (there.wait(PATIENCE) and port.connected):
            port.close()
            raise NoMidi(f"JACK: no MIDI input matches {pattern!r}")
        return port
    from dx7bridge.outputs.rtmidi import RtMidiPort

    return RtMidiPort(pattern)
