"""Commands that talk to a synth or a running bridge: `receive`, `send`, `monitor`, `osc`."""

from __future__ import annotations

import json
import queue
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dx7bridge.cli.options import Number, address, channel_option, input_ports, json_option
from dx7bridge.cli.text import note, plural, say, text_from_stdin
from dx7bridge.cli.writing import output_option, refuse_existing, write_out
from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.settings.serve import DEFAULT_LISTEN

if TYPE_CHECKING:
    from dx7bridge.inputs import Source
    from dx7bridge.outputs import Port

LONGEST_RAW: Final = 1 << 16  # bytes of a raw message
BANK_TIME: Final = 15.0  # seconds: a bank takes 1.3 on the wire, and somebody has to find the button
PING: Final = 7_070_707  # the id of the ping behind a request that has no answer
TAIL: Final = 0.5  # seconds that the messages after a done may take

_input = click.option(
    "--input",
    "inputs",
    metavar="[KIND:]PORT",
    type=input_ports,
    required=True,
    help="The MIDI port to listen to; KIND is jack or rtmidi. dx7bridge ports lists them.",
)
_port_options = (
    click.option(
        "--output-kind",
        "kind",
        type=click.Choice(["auto", "jack", "rtmidi"]),
        default="auto",
        show_default=True,
        help="The MIDI system to use.",
    ),
    click.option("--port", metavar="PATTERN", help="Part of the port's name, or a regular expression."),
)


@click.command()
@_input
@click.option("--bank", is_flag=True, help="Receive a 32-voice bank instead of a voice.")
@click.option(
    "--ask", "port", metavar="PATTERN", help="Send a dump request to this port first; a DX7 mk1 ignores it."
)
@channel_option
@click.option(
    "--seconds", type=Number(0.1, 3600), default=BANK_TIME, show_default=True, help="How long to wait."
)
@output_option("FILE.syx", "Where to write the dump; - is standard output.")
def receive(
    inputs: str, bank: bool, port: str | None, channel: int, seconds: float, output_file: Path, force: bool
) -> None:
    """Receive a voice or a bank from the synth, into a file.

    Start the dump on the synth's panel, or use --ask if the synth answers requests. To back up a DX7 mk1:
    FUNCTION, MIDI SYS INFO AVAIL, MIDI TRANSMIT.
    """
    from dx7bridge.voice.sysex import BANK_MESSAGE_SIZE, VOICE_MESSAGE_SIZE, dump_request
    from dx7bridge.voice.syx import read_bytes

    refuse_existing(output_file, force=force)
    size = BANK_MESSAGE_SIZE if bank else VOICE_MESSAGE_SIZE
    what = "a bank" if bank else "a voice"
    with listening(inputs) as heard:
        if port is not None:
            with raw_port("auto", port) as out:
                out.send(dump_request(bank, channel - 1))
        note(f"waiting for {what} on {heard.name}, at most {seconds:g} s")
        other = 0
        for message in heard.until(time.monotonic() + seconds):
            if len(message) != size or message[:2] != b"\xf0\x43" or message[2] != channel - 1:
                other += message[:1] == b"\xf0"
                continue
            found = read_bytes(message, Path(heard.name))
            wrong = f"; {found.in_words}" if found.in_words else ""
            write_out(output_file, message, force=force)
            note(f"{plural(len(found.voices), 'voice')} in {output_file}{wrong}")
            return
    passed = f"; {plural(other, 'other SysEx message')} came" if other else ""
    raise NoMidi(f"{what} for channel {channel}: none came in {seconds:g} s{passed}")


@click.command()
@click.argument("words", metavar="HEX…", nargs=-1, required=True)
@_port_options[0]
@_port_options[1]
def send(words: tuple[str, ...], kind: str, port: str | None) -> None:
    """Send raw MIDI messages, given in hex.

    dx7bridge send F0 43 10 01 06 03 F7 --port DX7

    HEX can be -, for standard input. Each message is sent once, unchanged, without pacing.
    """
    text = text_from_stdin() if words == ("-",) else " ".join(words)
    messages = _messages(text)
    with raw_port(kind, port) as out:
        for message in messages:
            out.send(message)
        out.drain(5.0)
        say(f"sent {plural(sum(map(len, messages)), 'byte')} to {out.name}")


@click.command()
@_input
@click.option(
    "--seconds", type=Number(0, 86400), default=0.0, help="Stop after this time.  [default: on Ctrl-C]"
)
@click.option("--raw", is_flag=True, help="Print the bytes as well.")
@json_option
def monitor(inputs: str, seconds: float, raw: bool, as_json: bool) -> None:
    """Print incoming MIDI messages, decoded, with their times."""
    from dx7bridge.voice.describing import described

    began = time.monotonic()
    with listening(inputs) as heard:
        note(f"listening to {heard.name}; Ctrl-C stops")
        for message in heard.until(began + seconds if seconds else float("inf")):
            at, words = time.monotonic() - began, described(message)
            if as_json:
                click.echo(json.dumps({"seconds": round(at, 4), "message": words, "hex": message.hex(" ")}))
            else:
                say(f"{at:9.3f}  {words}" + (f"  [{message[:32].hex(' ')}]" if raw else ""))
            sys.stdout.flush()


@click.command(context_settings={"ignore_unknown_options": True})  # -5 is a number
@click.argument("osc_address", metavar="ADDRESS")
@click.argument("arguments", metavar="[ARGUMENT]…", nargs=-1)
@click.option(
    "--to",
    "target",
    metavar="HOST:PORT",
    type=address(1),
    default=DEFAULT_LISTEN,
    show_default=True,
    help="Where the bridge listens.",
)
@click.option(
    "--timeout",
    type=Number(0.05, 600),
    default=3.0,
    show_default=True,
    help="Seconds to wait for the answer.",
)
@json_option
def osc(
    osc_address: str, arguments: tuple[str, ...], target: tuple[str, int], timeout: float, as_json: bool
) -> None:
    """Send an OSC request to a running bridge; print the answers.

    dx7bridge osc /dx7/slot/recall 3

    Numbers are sent as numbers, everything else as text; s:3 is the text "3", i:3 and f:3 are an int and a
    float. Exits with 0 if the bridge answers done, with 2 and the reason if it answers fail or not at all.
    """
    if not osc_address.startswith("/"):
        raise BadArguments(f"{osc_address}: must begin with /")
    for text in arguments:
        if text.startswith("-") and isinstance(_atom(text), str):
            raise click.NoSuchOption(text)
    answers: list[tuple[Any, ...]] = []

    def heard(answer: tuple[Any, ...]) -> None:
        answers.append(answer)
        if not as_json:
            click.echo(" ".join(map(_shown, answer)))

    ended = _ask(target, osc_address, [_atom(text) for text in arguments], timeout, heard)
    if as_json:
        click.echo(json.dumps([[_plain(x) for x in answer] for answer in answers]))
    for answer in answers:
        if answer[0] == "/dx7/fail":
            raise BadArguments(f"{osc_address}: {answer[3]}: {answer[4]}")
    if not ended:
        raise BadArguments(f"{target[0]}:{target[1]}: no answer in {timeout:g} s")


def _ask(
    target: tuple[str, int],
    osc_address: str,
    atoms: list[int | float | str],
    timeout: float,
    heard: Callable[[tuple[Any, ...]], None],
) -> bool:
    """Send a request and pass each answer to `heard`; whether the last one came within `timeout` seconds.

    The address table says which answer is the last: the done, or a message after it. Behind a pattern, or
    an address that answers nothing on success, a ping is sent, whose answer comes after any fail.
    """
    from pythonosc.osc_message import OscMessage

    from dx7bridge.osc.codec import encode
    from dx7bridge.osc.table import ADDRESSES

    row = ADDRESSES.get(osc_address)
    last = row.ends if row is not None and row.ends else "/dx7/pong"
    after = row.after if row is not None else ()
    ended = False
    with socket.socket(socket.AF_INET6 if ":" in target[0] else socket.AF_INET, socket.SOCK_DGRAM) as link:
        try:
            link.connect(target)
            link.send(encode(osc_address, atoms))
            if last == "/dx7/pong" and osc_address != "/dx7/ping":
                link.send(encode("/dx7/ping", [PING]))
            deadline = time.monotonic() + timeout
            while (left := deadline - time.monotonic()) > 0:
                link.settimeout(left)
                message = OscMessage(link.recv(1 << 16))
                answer = (message.address, *message.params)
                if osc_address != "/dx7/ping" and answer[0] == "/dx7/pong":
                    return True
                done = answer[0] == last and (last != "/dx7/done" or answer[1] == osc_address)
                done = done or answer[:2] == ("/dx7/fail", osc_address)
                heard(answer)
                if (done and answer[0] == "/dx7/fail") or (ended and answer[0] == after[-1]):
                    return True
                if done:
                    if not after:
                        return True
                    ended, deadline = True, min(deadline, time.monotonic() + TAIL)
        except TimeoutError:
            pass
        except OSError as error:
            raise BadArguments(
                f"{target[0]}:{target[1]}: no bridge answers there ({error.strerror})"
            ) from None
    return ended


class Heard:
    """Messages of an input, one after another."""

    def __init__(self, name: Callable[[], str], waiting: queue.SimpleQueue[bytes]) -> None:
        self._name, self._waiting = name, waiting

    @property
    def name(self) -> str:
        return self._name()

    def until(self, deadline: float) -> Iterator[bytes]:
        """Each message as it comes; ends at `deadline`, in monotonic seconds."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                yield self._waiting.get(timeout=min(left, 0.25))
            except queue.Empty:
                continue


@contextmanager
def listening(inputs: str) -> Iterator[Heard]:
    """The messages that come in on MIDI inputs, for as long as the block lasts."""
    from dx7bridge.inputs import InputSpec, open_source

    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    sources: list[Source] = []
    try:
        sources += (open_source(spec, waiting.put) for spec in InputSpec.parse(inputs))
        yield Heard(lambda: ", ".join(source.name for source in sources), waiting)
    finally:
        for source in sources:
            source.close()


@contextmanager
def raw_port(kind: str, pattern: str | None) -> Iterator[Port]:
    """A MIDI output without pacing, for as long as the block lasts."""
    from dx7bridge.outputs.raw import open_port

    port = open_port(kind, pattern)
    try:
        yield port
    finally:
        port.close()


def _messages(text: str) -> list[bytes]:
    """Whole MIDI messages from hex text; BadArguments for what is none."""
    digits = re.sub(r"0x|[\s,;:]", "", text, flags=re.IGNORECASE)
    if not digits or len(digits) % 2 or not re.fullmatch(r"[0-9A-Fa-f]+", digits):
        raise BadArguments("hex: must be pairs of hexadecimal digits, such as F0 43 10 01 06 03 F7")
    data = bytes.fromhex(digits)
    if len(data) > LONGEST_RAW:
        raise BadArguments(f"hex: {len(data)} bytes; at most {LONGEST_RAW} can be sent at once")
    found: list[bytes] = []
    start = 0
    for i, byte in enumerate(data):
        if i == start and byte < 0x80:
            raise BadArguments(
                f"hex: byte {i + 1} is {byte:02X}; a message begins with a status byte, 80 to FF"
            )
        if data[start] == 0xF0:
            ended = byte == 0xF7
            if 0x80 <= byte < 0xF7 and i > start:
                raise BadArguments(f"hex: byte {i + 1} is {byte:02X} inside SysEx; F7 must end it first")
        else:
            if byte >= 0x80 and i > start:
                raise BadArguments(f"hex: byte {i + 1} is {byte:02X}; the message before it is not complete")
            ended = i - start + 1 == _length(data[start])
        if ended:
            found.append(data[start : i + 1])
            start = i + 1
    if start < len(data):
        raise BadArguments(
            "hex: the last message is not complete" + (" (no F7)" if data[start] == 0xF0 else "")
        )
    return found


def _length(status: int) -> int:
    if status >= 0xF8 or status == 0xF6:
        return 1
    return 2 if 0xC0 <= status < 0xE0 or status in (0xF1, 0xF3) else 3


def _atom(text: str) -> int | float | str:
    """An OSC argument from a word."""
    kind, colon, rest = text.partition(":")
    if colon and kind in ("i", "f", "s"):
        try:
            return rest if kind == "s" else int(rest) if kind == "i" else float(rest)
        except ValueError:
            raise BadArguments(f"{text}: must be a number after {kind}:") from None
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text


def _shown(value: Any) -> str:
    from dx7bridge.errors import printable

    if isinstance(value, bytes):
        return value.hex(" ")
    return f"{value:g}" if isinstance(value, float) else printable(str(value))


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
