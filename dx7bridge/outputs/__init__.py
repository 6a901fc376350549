"""The outputs room: everything between a voice and the device that plays it.

`open_output` picks a port, a profile and starts the sender; `survey` says what there is to pick from.
Each adapter imports its native library when it is opened, so a machine without one loses only that kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.midi.names import matcher
from dx7bridge.outputs.none import NoOutput
from dx7bridge.outputs.pacing import ALWAYS, HOLDS, LONGEST_HOLD, Hold
from dx7bridge.outputs.port import Counters, Output, Port
from dx7bridge.outputs.profiles import (
    DEXED,
    LIKELY,
    PROFILES,
    Override,
    Profile,
    find_profile,
    guess_profile,
    overridden,
)

if TYPE_CHECKING:
    from dx7bridge.outputs.jack_port import JackProcess

KINDS: Final = ("auto", "jack", "rtmidi", "file", "dexed", "none")
NO_SYNTH: Final = "no synth was found"  # how the reason of an output begins that only stands in for one
LIKELY_TEXT: Final = "a DX7 or Dexed"

__all__ = [
    "ALWAYS",
    "HOLDS",
    "KINDS",
    "LONGEST_HOLD",
    "NO_SYNTH",
    "PROFILES",
    "Counters",
    "Hold",
    "Output",
    "OutputSpec",
    "Override",
    "Port",
    "PortInfo",
    "Profile",
    "Survey",
    "list_ports",
    "open_output",
    "parts_of",
    "survey",
]


@dataclass(frozen=True, slots=True)
class PortInfo:
    """A port that an output can use: `--output kind --port name`."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


@dataclass(frozen=True, slots=True)
class Survey:
    """The available ports, and why others are not available."""

    ports: tuple[PortInfo, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """One of the outputs asked for. `pattern` and `profile` None: as for all of them."""

    kind: str
    pattern: str | None = None
    profile: str | None = None

    @classmethod
    def parse(cls, text: str) -> tuple[OutputSpec, ...]:
        """From `KIND[:PORT][@PROFILE]`, several with commas between; BadArguments saying what is legal."""
        return tuple(cls._parse_one(part.strip()) for part in text.split(","))

    @classmethod
    def _parse_one(cls, text: str) -> OutputSpec:
        where, _, profile = text.partition("@")
        kind, _, pattern = where.partition(":")
        if kind not in KINDS:
            raise BadArguments(f"output {kind!r}: must be one of {', '.join(KINDS)}")
        if profile:
            find_profile(profile)
        return cls(kind, pattern or None, profile or None)


@dataclass(frozen=True, slots=True)
class _Wish:
    """The caller's wishes, checked."""

    pattern: str | None
    profile: Profile | None
    folder: Path | None
    channel: int
    jack_server: str | None
    api: str | None
    overrides: tuple[Override, ...]
    hold: Hold
    wait: bool
    parts: int = 1

    def sender(
        self,
        kind: str,
        port: Port | Callable[[int], Port],
        profile: Profile,
        reason: str,
        choose_profile: Callable[[str], Profile] | None = None,
        hold: Hold = ALWAYS,
    ) -> Output:
        """The sender for this port, or one for each part."""
        if self.parts > 1:
            from dx7bridge.outputs.parts import senders_of

            return senders_of(
                kind, port, profile, self.parts, reason=reason, choose_profile=choose_profile, hold=hold
            )
        from dx7bridge.outputs.sender import Sender

        alone = port if isinstance(port, Port) else port(1)
        return Sender(kind, alone, profile, reason=reason, choose_profile=choose_profile, hold=hold)

    def for_port(self, name: str) -> Profile:
        """The profile for the port of this name: the one asked for, else what the name suggests."""
        profile = self.profile or replace(guess_profile(name), channel=self.channel)
        return overridden(profile, self.overrides)

    def place(self) -> Path:
        """The folder for files: the one given, else the user's state folder."""
        if self.folder is not None:
            return self.folder
        from platformdirs import user_state_path

        return user_state_path("dx7bridge", appauthor=False)


def open_output(
    kind: str = "auto",
    port_pattern: str | None = None,
    profile: str | Profile | None = None,
    folder: Path | None = None,
    *,
    channel: int = 0,
    overrides: Sequence[Override] = (),
    hold: Hold = ALWAYS,
    jack_server: str | None = None,
    api: str | None = None,
    wait: bool = False,
    parts: int = 1,
) -> Output:
    """Open an output of this kind; its `reason` says why it was taken, its `describe()` what it is.

    `kind`: one of KINDS, or several of them as `OutputSpec.parse` reads them, such as `jack,file`.
    `port_pattern`: a regular expression or a part of a port's name; without one, whatever looks like a DX7
    or Dexed. `profile`: one of PROFILES or your own; without one, by the port's name; `overrides` change
    fields of it. `hold`: how voices wait for the notes that are played. `channel`: 0-15. `parts`: so many,
    each on a channel of its own from there on; `parts.parts_of` gives the output of each. `folder`: for
    voice.syx and audition.wav, without one the user's state folder. `jack_server`, `api`: see
    `jack_port.JackPort`, `rtmidi.RtMidiPort`.

    Raises BadArguments for an unknown kind or profile, OutOfRange for the channel, NoMidi when this kind
    cannot be opened here; with `wait` a JACK server that does not run yet is waited for, and a port of the
    system's that `port_pattern` names. `auto` raises no
    NoMidi: it takes the best there is, at the worst none.
    """
    specs = OutputSpec.parse(kind)
    replace(DEXED, channel=channel)  # refuses a bad channel now, not at the first connection

    def wish(spec: OutputSpec) -> _Wish:
        name = spec.profile or profile
        chosen = find_profile(name) if isinstance(name, str) else name
        if chosen is not None and channel:
            chosen = replace(chosen, channel=channel)
        pattern = spec.pattern or port_pattern
        return _Wish(pattern, chosen, folder, channel, jack_server, api, tuple(overrides), hold, wait, parts)

    wishes = [wish(spec) for spec in specs]  # checked before anything is opened
    if len(specs) == 1:
        return _open(kind=specs[0].kind, wish=wishes[0])
    from dx7bridge.outputs.several import Several

    opened: list[Output] = []
    try:
        for spec, each in zip(specs, wishes, strict=True):
            opened.append(_open(spec.kind, each))
    except BaseException:
        Several(opened).close()
        raise
    return Several(opened)


def _open(kind: str, wish: _Wish) -> Output:
    openers: dict[str, Callable[[_Wish, str], Output]] = {
        "auto": lambda wish, _reason: _open_auto(wish),
        "jack": _open_jack,
        "rtmidi": _open_rtmidi,
        "file": _open_file,
        "dexed": _open_dexed,
        "none": lambda _wish, reason: NoOutput(reason),
    }
    return openers[kind](wish, "asked for")


def parts_of(output: Output, parts: int) -> list[Output]:
    """What each part plays on, of an output that was opened for so many."""
    from dx7bridge.outputs import parts as several

    return several.parts_of(output, parts)


def survey(*, jack_server: str | None = None, api: str | None = None) -> Survey:
    """Every port that an output can use, and the problems found. Keeps nothing open."""
    from dx7bridge.outputs import jack_port, rtmidi

    ports: list[PortInfo] = []
    problems: list[str] = []
    looks = (
        ("jack", partial(jack_port.input_ports, jack_server)),
        ("rtmidi", partial(rtmidi.output_ports, api)),
    )
    for kind, look in looks:
        try:
            ports += [PortInfo(kind, name) for name in look()]
        except NoMidi as error:
            problems.append(str(error))
    return Survey(tuple(ports), tuple(problems))


def list_ports() -> list[str]:
    """Each port as one line, `kind: name`."""
    return [str(port) for port in survey().ports]


def _open_jack(wish: _Wish, reason: str) -> Output:
    return _jack_output(wish, _jack_port(wish), reason)


def _jack_port(wish: _Wish) -> JackProcess:
    from dx7bridge.outputs.jack_port import JackProcess

    wanted = None if wish.pattern else LIKELY_TEXT
    return JackProcess(wish.pattern or LIKELY, wanted=wanted, server=wish.jack_server, wait=wish.wait)


def _jack_output(wish: _Wish, port: JackProcess, reason: str) -> Output:
    until_connected = wish.for_port(wish.pattern or "")
    return wish.sender("jack", port, until_connected, reason, wish.for_port, wish.hold)


def _open_rtmidi(wish: _Wish, reason: str) -> Output:
    try:
        return _open_system_port(wish, wish.pattern or LIKELY, reason)
    except NoMidi:
        if wish.pattern:
            raise
        return _open_system_port(wish, None, reason)


def _open_system_port(wish: _Wish, pattern: str | None, reason: str) -> Output:
    from dx7bridge.outputs.rtmidi import RtMidiPort

    port = RtMidiPort(pattern, api=wish.api, wait=wish.wait and wish.pattern is not None)
    until_connected = wish.for_port(port.name)
    return wish.sender("rtmidi", port, until_connected, reason, wish.for_port, wish.hold)


def _open_file(wish: _Wish, reason: str) -> Output:
    from dx7bridge.outputs.file import GAP, PROFILE, FilePort
    from dx7bridge.outputs.parts import folder_of, made

    asked = wish.profile and overridden(wish.profile, wish.overrides)
    profile = asked.dumps_only(gap=GAP) if asked else replace(PROFILE, channel=wish.channel)
    place = wish.place()
    return wish.sender(
        "file", lambda number: FilePort(made(folder_of(place, number)), wish.pattern), profile, reason
    )


def _open_dexed(wish: _Wish, reason: str) -> Output:
    from dx7bridge.outputs.dexed import GAP, DexedPort

    profile = wish.for_port("dexed").dumps_only(gap=GAP)
    return wish.sender("dexed", DexedPort(wish.place()), profile, reason)


def _open_auto(wish: _Wish) -> Output:
    """The synth that is found, on JACK first; without one the embedded engine, and beside it a port that one
    may be connected to. Nothing is waited for. The reason says what was looked at.
    """
    from dx7bridge.outputs import rtmidi

    wish = replace(wish, wait=False)
    wanted = f"port like {wish.pattern!r}" if wish.pattern else f"port that looks like {LIKELY_TEXT}"
    problems: list[str] = []
    jack: JackProcess | None = None  # where a server runs; it has looked for the synth
    try:
        jack = _jack_port(wish)
        if jack.connected:
            return _jack_output(wish, jack, f"JACK has a {wanted}")
        problems.append(f"JACK has no {wanted}")
    except NoMidi as error:
        problems.append(str(error))
    try:
        names = rtmidi.output_ports(wish.api)
        if any(map(matcher(wish.pattern or LIKELY), names)):
            output = _open_rtmidi(wish, "; ".join([f"MIDI has a {wanted}", *problems]))
            if jack is not None:
                jack.close()
            return output
        there = ", ".join(map(repr, names)) or "none"
        problems.append(f"MIDI has no {wanted}; its ports: {there}")
    except NoMidi as error:
        problems.append(str(error))
    if jack is not None and wish.pattern:
        return _jack_output(
            wish, jack, "; ".join(["a JACK server is running, where it may appear", *problems])
        )
    return _open_fallback(wish, jack, problems)


def _open_fallback(wish: _Wish, jack: JackProcess | None, problems: list[str]) -> Output:
    """The embedded engine and a port that a synth may be connected to, whichever of them can be had."""
    from dx7bridge.outputs.several import Fallback

    opened: dict[str, Output] = {}
    attempts: dict[str, Callable[[], Output]] = {
        "the embedded engine plays": lambda: _open_dexed(wish, ""),
        "a port of the bridge's own is there to be connected": (
            (lambda: _open_system_port(wish, None, ""))
            if jack is None
            else (lambda: _jack_output(wish, jack, ""))
        ),
    }
    for what, attempt in attempts.items():
        try:
            opened[what] = attempt()
        except NoMidi as error:
            if str(error) not in problems:
                problems.append(str(error))
    if not opened:
        return NoOutput("; ".join(problems))
    reason = "; ".join([f"{NO_SYNTH}: {' and '.join(opened)}", *problems])
    return Fallback(list(opened.values()), reason, deaf=jack is None)
