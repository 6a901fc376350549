"""The inputs room: MIDI from controllers and synths, made into commands for the engine.

`open_source` opens one input; a `Desk` says what its messages mean. Each adapter imports its native library
when it is opened, so a machine without one loses only that kind.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import Final

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.inputs.controls import Controls
from dx7bridge.inputs.desk import FILE, Desk
from dx7bridge.inputs.source import Listener, Source

KINDS: Final = ("jack", "rtmidi")
LISTEN: Final = "listen:"  # before an input whose notes are not to be passed on

__all__ = ["FILE", "KINDS", "Controls", "Desk", "InputSpec", "Source", "open_source", "survey_inputs"]


@dataclass(frozen=True, slots=True)
class InputSpec:
    """An input asked for. `kind` None: whichever there is. `pattern` None: a port to connect to by hand.

    `overhears`: its notes reach the synth without the bridge, which only takes note of them.
    """

    kind: str | None
    pattern: str | None
    overhears: bool = False

    @classmethod
    def parse(cls, text: str) -> tuple[InputSpec, ...]:
        """From `[listen:][KIND:][PORT]`, several with commas between. BadArguments when nothing is named."""
        return tuple(cls._parse_one(part.strip()) for part in text.split(","))

    @classmethod
    def _parse_one(cls, text: str) -> InputSpec:
        if text.startswith(LISTEN):
            return replace(cls._parse_one(text.removeprefix(LISTEN)), overhears=True)
        kind, colon, pattern = text.partition(":")
        if colon and kind in KINDS:
            return cls(kind, pattern or None)
        if text in KINDS:
            return cls(text, None)
        if not text:
            raise BadArguments(
                f"input {text!r}: must be PORT, KIND or KIND:PORT, with {LISTEN} before it for a port"
                f" that is only listened to; KIND is one of {', '.join(KINDS)}"
            )
        return cls(None, text)  # names of ports have colons too


def open_source(
    spec: InputSpec,
    listener: Listener,
    *,
    jack_server: str | None = None,
    api: str | None = None,
    wait: bool = False,
) -> Source:
    """Open an input; whole messages go to `listener`, on the input's thread.

    Without a kind it is JACK where a server runs, else the system's own MIDI. `jack_server`, `api`: see the
    adapters. Raises NoMidi when this cannot be; a port that is not there yet is waited for, and with `wait`
    a JACK server too, where JACK was asked for.
    """
    problems: list[NoMidi] = []
    for kind in (spec.kind,) if spec.kind else KINDS:
        try:
            if kind == "jack":
                from dx7bridge.inputs.jack_process import JackInputProcess

                wait = wait and spec.kind == "jack"
                return JackInputProcess(spec.pattern, listener, server=jack_server, wait=wait)
            from dx7bridge.inputs.rtmidi import RtMidiInput

            return RtMidiInput(spec.pattern, listener, api=api)
        except NoMidi as error:
            problems.append(error)
    raise NoMidi(f"input {spec.pattern or spec.kind!r}: {'; '.join(map(str, problems))}")


def survey_inputs() -> list[tuple[str, str]]:
    """Kind and name of every port that could be heard here; what is missing, `outputs.survey` says."""
    from dx7bridge.inputs import jack, rtmidi

    found: list[tuple[str, str]] = []
    for kind, look in (("jack", jack.output_ports), ("rtmidi", rtmidi.input_ports)):
        with contextlib.suppress(NoMidi):
            found += ((kind, name) for name in look())
    return found
