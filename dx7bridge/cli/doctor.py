"""The command `doctor`: check what the bridge needs on this machine, and give advice."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Final

import click

from dx7bridge import __version__
from dx7bridge.cli.options import json_option, model_option, state_folder
from dx7bridge.cli.text import echo_json, say
from dx7bridge.errors import BridgeError, NoMidi

OK: Final = "ok"
MISSING: Final = "missing"  # something optional: the rest works
FAILED: Final = "failed"  # something that the bridge needs


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, its result, what was found, and what to do if it is not ok."""

    check: str
    result: str
    found: str
    advice: str = ""


@click.command()
@json_option
@model_option
def doctor(as_json: bool, model_file: object) -> int:
    """Check this machine, and say what to do about what is missing.

    Tries Python, model, engine, audio, JACK, MIDI ports, the folder, and a bridge that answers over OSC.
    Exits with 1 if something fails that the bridge needs. Missing optional parts are only reported.
    """
    findings = []
    for check in (_python, lambda: _model(model_file), _engine, _audio, _jack, _midi, _folder, _loop_back):
        for finding in check():
            findings.append(finding)
            if not as_json:
                found = finding.found
                if found.casefold().startswith(f"{finding.check}: "):  # the error names it as well
                    found = found[len(finding.check) + 2 :]
                say(f"{finding.result.upper():8} {finding.check:10} {found}")
                if finding.advice:
                    say(f"{'':20}{finding.advice}")
    if as_json:
        echo_json([asdict(finding) for finding in findings])
    return int(any(finding.result == FAILED for finding in findings))


Check = Callable[[], Iterator[Finding]]


def _python() -> Iterator[Finding]:
    machine = f"{platform.system()} {platform.machine()}"
    found = f"dx7bridge {__version__}, Python {platform.python_version()}, {machine}"
    yield Finding("python", OK if sys.version_info >= (3, 11) else FAILED, found)


def _model(model_file: object) -> Iterator[Finding]:
    from dx7bridge import model

    try:
        began = time.perf_counter()
        loaded = model.load(model_file)  # type: ignore[arg-type]
        ((_, voice),) = loaded.sample(1, temperature=1.0, seed=1)
    except BridgeError as error:
        yield Finding(
            "model", FAILED, str(error), "install dx7bridge again, or name another file with --model"
        )
    else:
        took = time.perf_counter() - began
        yield Finding("model", OK, f"loads, and samples a voice ({voice.name}) in {took:.1f} s")


def _engine() -> Iterator[Finding]:
    from dx7bridge.sound.render import Renderer
    from dx7bridge.voice import INIT_VOICE

    try:
        Renderer().render(INIT_VOICE, seconds=0.1)
    except NoMidi as error:
        yield Finding(
            "engine", MISSING, str(error), "voice check, audition and render need it; the rest works without"
        )
    else:
        yield Finding("engine", OK, "the Dexed engine renders")


def _audio() -> Iterator[Finding]:
    from dx7bridge.sound.players import SpeakerPlayer

    try:
        player = SpeakerPlayer(44100)
    except NoMidi as error:
        yield Finding(
            "audio",
            MISSING,
            str(error),
            "auditions go to a WAV file"
            + ("; on Debian: apt-get install libportaudio2" if "PortAudio library" in str(error) else ""),
        )
    else:
        player.close()
        yield Finding("audio", OK, player.name)


def _jack() -> Iterator[Finding]:
    from dx7bridge.outputs import jack_port as jack

    try:
        ports = list(jack.input_ports())
    except NoMidi as error:
        yield Finding("jack", MISSING, str(error), "needed for --output jack only")
    else:
        yield Finding("jack", OK, f"server runs, {len(ports)} MIDI input(s)")


def _midi() -> Iterator[Finding]:
    if find_spec("rtmidi") is None:
        yield Finding(
            "midi",
            MISSING,
            "python-rtmidi is not installed",
            "needed for --output rtmidi: pip install python-rtmidi",
        )
        return
    from dx7bridge.outputs import survey

    found = survey()
    names = [port.name for port in found.ports if port.kind == "rtmidi"]
    wrong = [problem for problem in found.problems if "JACK" not in problem]
    if wrong:
        yield Finding("midi", MISSING, wrong[0], "needed for --output rtmidi only")
    else:
        yield Finding("midi", OK, f"{len(names)} port(s): {', '.join(names) or 'none'}")


def _folder() -> Iterator[Finding]:
    folder = state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Finding("folder", FAILED, f"{folder}: {error.strerror}", "name another with --folder")
    else:
        yield Finding("folder", OK, str(folder))


def _loop_back() -> Iterator[Finding]:
    """A real bridge in a process of its own, on a free port, asked for a pong and a voice."""
    import socket
    import subprocess
    import tempfile

    from pythonosc.osc_message import OscMessage

    from dx7bridge.osc.codec import encode

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link, tempfile.TemporaryDirectory() as folder:
        link.bind(("127.0.0.1", 0))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "dx7bridge",
            "serve",
            "--listen",
            f"127.0.0.1:{port}",
            "--output",
            "none",
            "--no-advertise",
            "--no-tcp",
            "--quiet",
            "--folder",
            folder,
        ]
        bridge = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        began = time.perf_counter()
        try:
            link.settimeout(0.2)
            while time.perf_counter() - began < 20 and bridge.poll() is None:
                link.sendto(encode("/dx7/params/get", [1]), ("127.0.0.1", port))
                try:
                    answer = OscMessage(link.recv(1 << 16))
                except OSError:  # nothing yet, or nobody there yet
                    continue
                if answer.address == "/dx7/params":
                    took = time.perf_counter() - began
                    yield Finding("loop-back", OK, f"a bridge answered over OSC after {took:.1f} s")
                    return
            reason = "no answer in 20 s"
            if bridge.poll() is not None and bridge.stderr is not None:
                said = bridge.stderr.read().decode(errors="replace").split("\n")
                reason = next((line for line in reversed(said) if line.strip()), "it ended")
            advice = "run: dx7bridge serve --output none --verbose"
            yield Finding("loop-back", FAILED, reason, advice)
        finally:
            bridge.terminate()
            bridge.wait(10)
