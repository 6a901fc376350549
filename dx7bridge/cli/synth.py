"""Commands for the synth: `ports`, `profiles`, `dump`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click

from dx7bridge.cli.files import read_voices
from dx7bridge.cli.options import (
    Whole,
    device_options,
    folder_option,
    input_ports,
    json_option,
    state_folder,
)
from dx7bridge.cli.selecting import chosen
from dx7bridge.cli.text import echo_json, note, plural, say
from dx7bridge.cli.writing import refuse_existing
from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.outputs import NO_SYNTH, PROFILES, Output, Override
from dx7bridge.outputs.file import BANK_FILE, VOICE_FILE
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.selection import STDIN, parse
from dx7bridge.voice.sysex import BANK_VOICES
from dx7bridge.voice.syx import Mark, parse_spec, read_bytes

TERMINATED: Final = 143
ANSWER: Final = 5.0  # seconds that a synth may take to send what it holds
PATIENCE: Final = 10.0  # seconds without any progress after which a dump is given up
LOOK: Final = "--force sends them anyway, dx7bridge inspect shows details"
TICK: Final = 0.1  # seconds between two looks at the progress of a dump


@click.command()
@json_option
def ports(as_json: bool) -> None:
    """List the MIDI ports for outputs and inputs."""
    from dx7bridge.inputs import survey_inputs
    from dx7bridge.outputs import survey

    found = survey()
    heard = survey_inputs()
    if as_json:
        listed = [{"kind": port.kind, "name": port.name} for port in found.ports]
        inputs = [{"kind": kind, "name": name} for kind, name in heard]
        echo_json({"ports": listed, "inputs": inputs, "problems": list(found.problems)})
        return
    for port in found.ports:
        say(str(port))
    for kind, name in heard:
        say(f"input {kind}: {name}")
    if not found.ports:
        note("no MIDI ports found")
    for problem in found.problems:
        note(problem)


@click.command()
@json_option
def profiles(as_json: bool) -> None:
    """List the timing and messages for each kind of synth.

    Times are in seconds after the last byte of a message. Change a field with --profile-set FIELD=VALUE.
    """
    from dx7bridge.outputs.profiles import shown

    rows = {name: {"doc": profile.doc, **shown(profile)} for name, profile in PROFILES.items()}
    if as_json:
        echo_json(rows)
        return
    for name, row in rows.items():
        say(f"{name}: {row.pop('doc')}")
        say("  " + "  ".join(f"{field}={value}" for field, value in row.items()))


@click.command()
@click.argument("specs", metavar="SELECTION…", nargs=-1, required=True)
@click.option("--voice", "number", type=Whole(1), help="Send only this voice, counted from 1.")
@click.option("--bank", type=Whole(1), help="Send this bank of the file, counted from 1.")
@click.option("--force", is_flag=True, help="Send voices that may be damaged, and replace an existing file.")
@click.option(
    "--verify",
    metavar="[KIND:]PORT",
    type=input_ports,
    help="Ask the synth afterwards what it holds, and compare; its answer comes in on this MIDI input.",
)
@device_options
@folder_option("Where the file and dexed outputs write.  [default: the user's state folder]")
def dump(
    specs: tuple[str, ...],
    number: int | None,
    bank: int | None,
    force: bool,
    verify: str | None,
    kind: str,
    port: str | None,
    profile: str | None,
    profile_set: tuple[Override, ...],
    channel: int,
    folder: Path | None,
) -> None:
    """Send a bank or a voice to the synth.

    Waits until everything has been transmitted. A single voice is sent to the edit buffer; a bank overwrites
    the synth's memory. Each voice of a bank goes to its own place; INIT VOICE replaces voices that cannot be
    read. Several voices of one or more files (bank.syx:1-4,9 other.syx:2) are sent as a bank, with INIT
    VOICE in the places left over.
    """
    from dx7bridge.outputs import open_output

    if (
        len(specs) == 1
        and (parse(specs[0])[1] is None or parse_spec(specs[0])[1] is not None)
        and (specs[0] != STDIN and not os.path.isdir(specs[0]))
    ):
        voices, what = _of_file(specs[0], number, bank, force=force)
    else:
        voices, what = _selected(specs, number, bank, force=force)
    if kind == "file" and not force:
        name = port or (BANK_FILE if len(voices) > 1 else VOICE_FILE)
        refuse_existing((folder or state_folder()) / name, force=False)
    with _finishing(
        open_output(kind, port, profile, folder, channel=channel - 1, overrides=profile_set)
    ) as output:
        if kind == "auto":
            if output.reason.startswith(NO_SYNTH):
                what = f"no MIDI port is like {port!r}" if port else NO_SYNTH
                _, _, problems = output.reason.partition("; ")
                why = f": {problems}" if problems else ""
                raise NoMidi(f"{what}{why}; --output names another: dexed, file, jack or rtmidi")
            note(f"{output.describe()}: {output.reason}")
        try:
            if len(voices) == 1:
                output.resend(voices[0])
            else:
                output.send_bank([*voices, *[INIT_VOICE] * (BANK_VOICES - len(voices))])
        except NoMidi:
            if not output.waiting:
                raise
        if output.waiting:  # it goes once something is connected
            note(f"{output.waiting} (dx7bridge ports lists the ports)")
        _carry(output, what)
        say(f"sent {what} to {output.describe()}")
    if verify is not None:
        _verify(verify, kind if kind in ("jack", "rtmidi") else "auto", port, channel - 1, voices)


def _verify(inputs: str, kind: str, port: str | None, channel: int, voices: Sequence[Voice]) -> None:
    """Ask for the dump that was sent. NoMidi without an answer or when it differs."""
    from dx7bridge.cli.wire import listening, raw_port
    from dx7bridge.voice.sysex import dump_request, encode_bank, encode_voice

    bank = len(voices) > 1
    filled = [*voices, *[INIT_VOICE] * (BANK_VOICES - len(voices))]
    sent = encode_bank(filled, channel) if bank else encode_voice(voices[0], channel)
    with listening(inputs) as heard:
        with raw_port(kind, port) as out:
            out.send(dump_request(bank, channel))
            out.drain(ANSWER)
        for message in heard.until(time.monotonic() + ANSWER):
            if len(message) == len(sent) and message[:6] == sent[:6]:
                break
        else:
            raise NoMidi(
                f"not verified: the synth answered no dump request in {ANSWER:g} s; a DX7 mk1 never does"
            )
    if message != sent:
        held = read_bytes(message, Path(inputs)).all_voices()
        wrong = [i for i, (a, b) in enumerate(zip(held, filled, strict=False), 1) if a != b]
        where = f": {_listed(wrong)}" if bank and wrong else ""
        raise NoMidi(f"verified: the synth holds other voices than were sent{where}")
    say("verified: the synth holds what was sent")


def _selected(
    specs: Sequence[str], number: int | None, bank: int | None, *, force: bool
) -> tuple[list[Voice], str]:
    """The voices of selections, at most 32, and a name for them; without `force` no doubtful ones."""
    if number is not None or bank is not None:
        raise BadArguments("--voice and --bank: need one FILE.syx; a selection names its voices itself")
    found = chosen(specs)
    if len(found) > BANK_VOICES:
        raise BadArguments(f"{plural(len(found), 'voice')} selected: a bank holds {BANK_VOICES}")
    doubtful = [str(each) for each in found if each.mark is Mark.DOUBTFUL]
    if doubtful and not force:
        raise BadArguments(f"{', '.join(doubtful)}: doubtful; {LOOK}")
    if len(found) == 1:
        return [found[0].voice], f"{found[0]} ({found[0].voice.name})"
    if len(found) < BANK_VOICES:
        note(f"note: INIT VOICE goes to {_listed(range(len(found) + 1, BANK_VOICES + 1))}")
    return [each.voice for each in found], plural(len(found), "voice")


def _of_file(spec: str, number: int | None, bank: int | None, *, force: bool) -> tuple[list[Voice], str]:
    """The voices to send, at most 32, and a name for them. BadArguments for doubtful ones without `force`."""
    path, from_spec = parse_spec(spec)
    if sum(choice is not None for choice in (number, bank, from_spec)) > 1:
        raise BadArguments("choose one of FILE:N, --voice and --bank")
    number = number if number is not None else from_spec
    file = read_voices(path)
    file.all_voices()  # or it says why there are none
    if number is None and bank is None and file.places == 1:
        number = 1
    if number is not None:
        found = file.found(number)
        if found.mark is Mark.DOUBTFUL and not force:
            raise BadArguments(f"{path}: voice {number} is doubtful; {LOOK}")
        return [found.voice], f"voice {number} ({found.voice.name})"
    banks = file.banks
    if bank is None and (len(banks) > 1 or banks[0][1] < file.places):
        what = f"{plural(len(file.voices), 'voice')}, {plural(len(banks), 'bank')}"
        raise BadArguments(f"{path}: {what}: say --bank or --voice")
    held = file.bank(bank or 1)
    if held.doubtful and not force:
        what = f"{len(held.doubtful)} of its {len(held.voices)} voices are doubtful"
        raise BadArguments(f"{path}: bank {bank or 1}: {what} ({_listed(held.doubtful)}); {LOOK}")
    if held.filled:
        note(f"note: {path}: INIT VOICE goes to {_listed(held.filled)}, where no voice can be read")
    return list(held.voices), f"bank {bank or 1} of {path}"


def _listed(places: Sequence[int]) -> str:
    """`place 5`, `places 1-7, 9`."""
    parts: list[list[int]] = []
    for place in places:
        if parts and place == parts[-1][-1] + 1:
            parts[-1].append(place)
        else:
            parts.append([place])
    shown = ", ".join(f"{p[0]}-{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)
    return f"place{'' if len(places) == 1 else 's'} {shown}"


@contextmanager
def _finishing(output: Output) -> Iterator[Output]:
    """Close `output` however the block ends; a second Ctrl-C does not interrupt the message being sent."""
    signals = (signal.SIGINT, signal.SIGTERM)

    def stop(number: int, _frame: object) -> NoReturn:
        for each in signals:  # from here on a second Ctrl-C is too late
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(TERMINATED)

    before = [signal.signal(each, stop) for each in signals]
    try:
        yield output
    finally:
        try:
            output.close()
        finally:
            for each, handler in zip(signals, before, strict=True):
                signal.signal(each, handler)


def _carry(output: Output, what: str) -> None:
    """Wait, with progress on stderr, until everything is transmitted; NoMidi if that stops."""
    total = least = output.seconds_left()
    since = time.monotonic()
    with click.progressbar(length=1000, label=f"sending {what}", file=sys.stderr) as bar:
        while not output.flush(TICK):
            left, now = output.seconds_left(), time.monotonic()
            if output.last_error:
                raise NoMidi(output.last_error)
            if left < least:
                least, since = left, now
                bar.update(round(1000 * (1 - left / total)) - bar.pos)
            elif now - since > PATIENCE:
                why = output.waiting or f"{output.describe()}: nothing went out"
                raise NoMidi(f"{why}: given up after {PATIENCE:g} seconds")
        bar.update(1000 - bar.pos)
