"""Outputs for several parts: a sender for each, on a channel of its own, all on one wire or file by file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dx7bridge.errors import OutOfRange
from dx7bridge.outputs.none import NoOutput
from dx7bridge.outputs.pacing import Hold
from dx7bridge.outputs.port import Output, Port
from dx7bridge.outputs.profiles import Profile
from dx7bridge.outputs.sender import Sender
from dx7bridge.outputs.several import Fallback, Several
from dx7bridge.outputs.wire import Strand, Wire

CHANNELS: Final = 16
ChooseProfile = Callable[[str], Profile]


class PartSenders(Several):
    """The senders of all parts; as one output it speaks for all of them."""

    def __init__(self, senders: Sequence[Sender]) -> None:
        super().__init__(senders)
        self.senders = tuple(senders)


def check_parts(parts: int, channel: int) -> None:
    """OutOfRange when there are not so many channels from this one (0-15) on."""
    if channel + parts > CHANNELS:
        raise OutOfRange(
            f"parts = {parts}: must be at most {CHANNELS - channel}, for channel {channel + 1} is the first"
        )


def folder_of(folder: Path, number: int) -> Path:
    """Where part `number`, from 1, keeps its files: the first in the folder itself."""
    return folder if number == 1 else folder / f"part-{number}"


def made(folder: Path) -> Path:
    """The folder of a part, which is there from now on where its parent is."""
    with contextlib.suppress(OSError):  # writing says what is wrong
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    return folder


def senders_of(
    kind: str,
    port: Port | Callable[[int], Port],
    profile: Profile,
    parts: int,
    *,
    reason: str,
    choose_profile: ChooseProfile | None = None,
    hold: Hold,
) -> PartSenders:
    """A sender for each part: on the one port that they share, or each on its own."""
    check_parts(parts, profile.channel)
    strands: Sequence[Port] = (
        Wire(port, parts).parts if isinstance(port, Port) else [port(n + 1) for n in range(parts)]
    )
    senders: list[Sender] = []
    for number, strand in enumerate(strands):

        def of_part(chosen: Profile, number: int = number) -> Profile:
            return replace(chosen, channel=chosen.channel + number)

        def choose(name: str, of_part: ChooseOfPart = of_part) -> Profile:
            return of_part(choose_profile(name)) if choose_profile is not None else profile

        sender = Sender(
            kind,
            strand,
            of_part(profile),
            reason=reason,
            choose_profile=choose if choose_profile is not None else None,
            hold=hold,
        )
        if isinstance(strand, Strand):
            strand.wire_time = _wire_time(sender)
        senders.append(sender)
    return PartSenders(senders)


def _wire_time(sender: Sender) -> Callable[[int], float]:
    return lambda size: sender.profile.wire_time(size)


ChooseOfPart = Callable[[Profile], Profile]


def parts_of(output: Output, parts: int) -> list[Output]:
    """What each part plays on, of an output that was opened for so many."""
    if parts == 1:
        return [output]
    match output:
        case PartSenders():
            return list(output.senders)
        case Fallback():
            return [output.of(each) for each in _turned(output, parts)]
        case Several():
            return [Several(each) for each in _turned(output, parts)]
    return [NoOutput(output.reason) for _ in range(parts)]


def _turned(output: Several, parts: int) -> list[list[Output]]:
    """For each part its share of every output."""
    shares = [parts_of(each, parts) for each in output.outputs]
    return [[share[number] for share in shares] for number in range(parts)]
