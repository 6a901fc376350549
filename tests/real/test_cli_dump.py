"""`dump`: whole messages to the synth, waited for; over a real JACK server to the real engine, and not."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from servers import wait_until
from voices import random_bank, random_voices

from dx7bridge import cli, outputs
from dx7bridge.cli import synth, wire
from dx7bridge.errors import NoMidi
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED, DX7
from dx7bridge.outputs.sender import Sender
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_bank, encode_voice, pack
from dx7bridge.voice.syx import read_file, write_banks

if TYPE_CHECKING:
    from dexed_host import DexedHost

CASES = Path(__file__).parents[1] / "support" / "cases"
A = read_file(CASES / "15-folder-suffixes" / "b.sysex").all_voices()  # A01 to A32
VOICES = random_voices(32)
BANK = random_bank()


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.syx"
    path.write_bytes(BANK)
    return path


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli.main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> RecordingPort:
    """A port that writes down, behind a real sender, in place of whatever `dump` would open."""
    recording = RecordingPort(time.monotonic)
    sender(monkeypatch, recording)
    return recording


def sender(monkeypatch: pytest.MonkeyPatch, to: RecordingPort, profile: outputs.Profile = DEXED) -> None:
    monkeypatch.setattr(outputs, "open_output", lambda *_, **__: Sender("test", to, profile))


def messages(port: RecordingPort) -> list[bytes]:
    return [message for _, message in port.sent]


# -- what goes out ---------------------------------------------------------------------------------


def test_a_bank_goes_out_byte_for_byte_as_in_the_file(port: RecordingPort, bank: Path) -> None:
    result = run("dump", bank)
    assert result.exit_code == 0
    assert messages(port) == [BANK]
    assert port.closed
    assert f"sent bank 1 of {bank} to test" in result.stdout


@pytest.mark.parametrize("words", [["{bank}", "--voice", "5"], ["{bank}:5"]])
def test_one_voice_of_a_bank_goes_out_as_a_voice(port: RecordingPort, bank: Path, words: list[str]) -> None:
    result = run("dump", *(word.format(bank=bank) for word in words))
    assert result.exit_code == 0
    assert messages(port) == [encode_voice(VOICES[4])]
    assert "sent voice 5 (TEST 5)" in result.stdout


def test_a_file_with_one_voice_is_sent_as_a_voice(port: RecordingPort, tmp_path: Path) -> None:
    (tmp_path / "one.syx").write_bytes(encode_voice(VOICES[0]))
    assert run("dump", tmp_path / "one.syx").exit_code == 0
    assert messages(port) == [encode_voice(VOICES[0])]


def test_a_cut_off_bank_is_sent_with_init_voice_in_the_places_that_are_lost(
    port: RecordingPort, tmp_path: Path
) -> None:
    (tmp_path / "cut.syx").write_bytes(BANK[:1000])
    result = run("dump", tmp_path / "cut.syx")
    assert result.exit_code == 0
    assert messages(port) == [encode_bank(VOICES[:7] + [INIT_VOICE] * 25)]
    assert "message cut short (1)" in result.stderr
    assert "INIT VOICE goes to places 8-32" in result.stderr


@pytest.mark.parametrize("name", ["01-foreign-raw/a.syx", "01-foreign-raw/c.syx", "13-hex-text/caps.txt"])
def test_what_holds_no_voices_is_refused(port: RecordingPort, name: str) -> None:
    result = run("dump", CASES / name)
    assert result.exit_code == 2
    assert "no DX7 voices" in result.stderr
    assert messages(port) == []


@pytest.mark.parametrize("name", ["one", "hundred", "crlf"])
def test_doubtful_voices_are_sent_only_by_force(port: RecordingPort, name: str) -> None:
    path = CASES / "02-lost-bytes" / f"{name}.syx"
    for words in ((path,), (path, "--bank", 1), (f"{path}:32",), (path, "--voice", 32)):
        result = run("dump", *words)
        assert result.exit_code == 2
        assert "doubtful" in result.stderr
        assert "--force" in result.stderr
    assert messages(port) == []


def test_by_force_doubtful_voices_go_to_their_places(port: RecordingPort) -> None:
    result = run("dump", CASES / "02-lost-bytes" / "one.syx", "--force")
    assert result.exit_code == 0
    assert "INIT VOICE goes to place 16" in result.stderr
    (message,) = messages(port)
    assert [n for n in range(32) if message[6 + 128 * n : 134 + 128 * n] != pack(A[n])] == [15]


def test_a_voice_before_the_damage_needs_no_force(port: RecordingPort) -> None:
    assert run("dump", f"{CASES / '02-lost-bytes' / 'one.syx'}:14").exit_code == 0
    assert messages(port) == [encode_voice(A[13])]


@pytest.mark.parametrize(
    ("name", "number"), [("rejected2", 2), ("trunc2", 2), ("single_then_bank", 1)], ids=str
)
def test_the_nth_bank_message_is_sent_place_by_place(port: RecordingPort, name: str, number: int) -> None:
    path = CASES / "03-bank-straddle" / f"{name}.syx"
    assert run("dump", path, "--bank", number).exit_code == 0
    (message,) = messages(port)
    assert message == path.read_bytes()[-4104:]
    assert run("dump", path).exit_code == 2  # which of them is asked
    assert f"must be from 1 to {number}" in run("dump", path, "--bank", number + 1).stderr


def test_an_unreadable_voice_leaves_the_others_in_their_places(port: RecordingPort) -> None:
    result = run("dump", CASES / "04-rejected-shifts" / "rejected.syx")
    assert result.exit_code == 0
    assert "INIT VOICE goes to place 5," in result.stderr
    assert messages(port) == [encode_bank([*A[:4], INIT_VOICE, *A[5:]])]


def test_of_a_longer_file_a_bank_is_chosen(port: RecordingPort, tmp_path: Path) -> None:
    many = random_voices(64)
    write_banks(tmp_path / "two.syx", many)
    result = run("dump", tmp_path / "two.syx")
    assert result.exit_code == 2
    assert "64 voices, 2 banks: say --bank or --voice" in result.stderr
    assert run("dump", tmp_path / "two.syx", "--bank", 2).exit_code == 0
    assert messages(port) == [encode_bank(many[32:])]


def test_the_file_output_writes_the_bank_or_the_voice(bank: Path, tmp_path: Path) -> None:
    result = run("dump", bank, "--output", "file", "--folder", tmp_path / "out")
    assert result.exit_code == 0
    assert f" to file: {tmp_path / 'out' / 'bank.syx'} (" in result.stdout
    assert (tmp_path / "out" / "bank.syx").read_bytes() == BANK
    words = ("--voice", 2, "--output", "file", "--folder", tmp_path / "out", "--channel", 3)
    assert run("dump", bank, *words).exit_code == 0
    assert (tmp_path / "out" / "voice.syx").read_bytes() == encode_voice(VOICES[1], channel=2)


# -- what does not ---------------------------------------------------------------------------------


def test_a_port_that_fails_is_one_line_and_exit_code_2(port: RecordingPort, bank: Path) -> None:
    port.broken = 1000
    result = run("dump", bank)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: port 'recording': broken")
    assert port.closed


@pytest.mark.parametrize("words", [[], ["--voice", 1]], ids=["bank", "voice"])
def test_a_dump_that_nothing_takes_is_given_up(
    port: RecordingPort, bank: Path, monkeypatch: pytest.MonkeyPatch, words: list[object]
) -> None:
    monkeypatch.setattr(synth, "PATIENCE", 0.2)
    port.plug(False)
    result = run("dump", bank, *words)
    assert result.exit_code == 2
    waiting = "test: not connected, waiting for recording"
    assert f"{waiting} (dx7bridge ports lists the ports)" in result.stderr.splitlines()
    assert result.stderr.splitlines()[-1] == f"Error: {waiting}: given up after 0.2 seconds"
    assert messages(port) == []


@pytest.mark.parametrize(
    ("words", "message"), [([], BANK), (["--voice", 1], encode_voice(VOICES[0]))], ids=["bank", "voice"]
)
def test_a_dump_goes_out_once_its_port_is_there(
    port: RecordingPort, bank: Path, words: list[object], message: bytes
) -> None:
    port.plug(False)
    plugging = threading.Timer(0.3, port.plug, (True,))
    plugging.start()
    result = run("dump", bank, *words)
    plugging.join()
    assert result.exit_code == 0
    assert messages(port) == [message]


@pytest.mark.parametrize("words", [[], ["--voice", 1]], ids=["bank", "voice"])
def test_a_dump_to_nowhere_is_refused_at_once(bank: Path, words: list[object]) -> None:
    result = run("dump", bank, "--output", "none", *words)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == ["Error: no output: asked for"]


class SlowPort(RecordingPort):
    """A port whose send is under way until the test lets it finish."""

    def __init__(self) -> None:
        super().__init__(time.monotonic)
        self.under_way = threading.Event()
        self.finish = threading.Event()

    def send(self, message: bytes) -> None:
        self.under_way.set()
        if not self.finish.wait(60.0):
            raise NoMidi("the test never let it finish")
        super().send(message)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_ctrl_c_lets_the_message_in_flight_finish_however_often_it_is_pressed(
    bank: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    slow = SlowPort()
    sender(monkeypatch, slow)

    def press() -> None:
        slow.under_way.wait(60.0)
        os.kill(os.getpid(), number)
        wait_until(lambda: signal.getsignal(signal.SIGINT) is signal.SIG_IGN, "the first one to be seen")
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), signal.SIGINT)
        slow.finish.set()

    before = signal.getsignal(signal.SIGINT)
    presser = threading.Thread(target=press)
    presser.start()
    result = run("dump", bank)
    presser.join()
    assert result.exit_code == code
    assert messages(slow) == [BANK]
    assert slow.closed
    assert "sent" not in result.stdout
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_after_a_bank_was_handed_over_does_not_wait_for_ever(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = RecordingPort(time.monotonic)
    sender(monkeypatch, recording, replace(DX7, baud=310))  # its wire needs two minutes for a bank

    def press() -> None:
        wait_until(lambda: recording.sent, "the bank")
        os.kill(os.getpid(), signal.SIGINT)

    presser = threading.Thread(target=press)
    presser.start()
    result = run("dump", bank)
    presser.join()
    assert result.exit_code == 130
    assert messages(recording) == [BANK]


# -- for real --------------------------------------------------------------------------------------


@pytest.fixture
def at_server(jack_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setattr(synth, "PATIENCE", 120.0)  # a busy machine may send nothing for ten seconds


@pytest.mark.usefixtures("at_server")
@pytest.mark.parametrize("profile", ["dexed", "dx7"])
def test_a_bank_reaches_the_engine_over_jack(synth: DexedHost, bank: Path, profile: str) -> None:
    result = run("dump", bank, "--output", "jack", "--port", synth.port, "--profile", profile)
    assert result.exit_code == 0, result.output
    synth.wait_until(lambda: synth.received, "the bank")
    assert {*synth.received} == {BANK}  # after an xrun it goes again
    assert synth.faults == []


@pytest.mark.usefixtures("at_server")
def test_a_voice_reaches_the_engine_over_jack(synth: DexedHost, bank: Path) -> None:
    result = run("dump", f"{bank}:9", "--output", "jack", "--port", synth.port)
    assert result.exit_code == 0, result.output
    synth.wait_until(lambda: synth.voice == VOICES[8].values, "the voice")
    assert synth.faults == []


@pytest.mark.usefixtures("at_server")
@pytest.mark.parametrize("spec", ["{bank}", "{bank}:9"], ids=["bank", "voice"])
def test_a_jack_port_that_is_not_there_is_waited_for_and_named(
    bank: Path, monkeypatch: pytest.MonkeyPatch, spec: str
) -> None:
    monkeypatch.setattr(synth, "PATIENCE", 1.0)
    result = run("dump", spec.format(bank=bank), "--output", "jack", "--port", "no such synth")
    assert result.exit_code == 2
    error = result.stderr.splitlines()[-1]
    assert error.startswith("Error: jack: not connected, waiting for dx7bridge")
    assert error.endswith("a port like 'no such synth': given up after 1 seconds")


@pytest.mark.usefixtures("at_server")
def test_ports_lists_the_engine(synth: DexedHost) -> None:
    result = run("ports")
    assert result.exit_code == 0
    assert f"jack: {synth.port}" in result.stdout.splitlines()


# -- selections, files with a name, and what the synth holds -----------------------------------------


def test_a_selection_is_sent_as_a_bank_with_init_voice_in_the_rest(port: RecordingPort, bank: Path) -> None:
    result = run("dump", f"{bank}:9,1-3", f"{bank}:5")
    assert result.exit_code == 0
    chosen = [VOICES[i] for i in (8, 0, 1, 2, 4)]
    assert messages(port) == [encode_bank([*chosen, *[INIT_VOICE] * 27])]
    assert "INIT VOICE goes to places 6-32" in result.stderr


def test_more_than_a_bank_is_refused(port: RecordingPort, bank: Path) -> None:
    result = run("dump", bank, f"{bank}:1")
    assert result.exit_code == 2
    assert "33 voices selected: a bank holds 32" in result.stderr
    assert run("dump", bank, bank, "--bank", 1).exit_code == 2
    assert messages(port) == []


def test_a_pipe_is_sent(port: RecordingPort) -> None:
    result = CliRunner().invoke(cli.main, ["dump", "-"], input=BANK)
    assert result.exit_code == 0
    assert messages(port) == [BANK]


def test_the_file_output_takes_a_name_and_replaces_nothing_unasked(bank: Path, tmp_path: Path) -> None:
    words = ("dump", bank, "--output", "file", "--folder", tmp_path / "out", "--port", "mine.syx")
    assert run(*words).exit_code == 0
    assert (tmp_path / "out" / "mine.syx").read_bytes() == BANK
    again = run(*words)
    assert again.exit_code == 2
    assert "mine.syx: exists already; --force replaces it" in again.stderr
    assert run(*words, "--force").exit_code == 0
    assert "must be a file name that ends in .syx" in run(*words[:-1], "../x.syx").stderr


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The synth's answers to a dump request, in place of a MIDI input and output."""
    answers: list[bytes] = []

    class Heard:
        name = "a synth"

        def until(self, _deadline: float) -> Iterator[bytes]:
            return iter(answers)

    class Out:
        def send(self, message: bytes) -> None:
            assert message in (bytes.fromhex("f0432009f7"), bytes.fromhex("f0432000f7"))

        def drain(self, _timeout: float) -> bool:
            return True

    monkeypatch.setattr(wire, "listening", lambda _inputs: nullcontext(Heard()))
    monkeypatch.setattr(wire, "raw_port", lambda _kind, _port: nullcontext(Out()))
    return answers


def test_what_the_synth_holds_is_compared(port: RecordingPort, bank: Path, answering: list[bytes]) -> None:
    answering[:] = [b"\xf0\x43\x10\x01\x06\x03\xf7", BANK]  # another message comes first
    result = run("dump", bank, "--verify", "DX7")
    assert result.exit_code == 0
    assert "verified: the synth holds what was sent" in result.stdout
    assert len(messages(port)) == 1


def test_other_voices_in_the_synth_are_an_error(
    port: RecordingPort, bank: Path, answering: list[bytes]
) -> None:
    answering[:] = [encode_bank([*VOICES[:4], INIT_VOICE, *VOICES[5:]])]
    result = run("dump", bank, "--verify", "DX7")
    assert result.exit_code == 2
    assert "the synth holds other voices than were sent: place 5" in result.stderr
    answering[:] = []
    silent = run("dump", f"{bank}:1", "--verify", "DX7")
    assert silent.exit_code == 2
    assert "not verified: the synth answered no dump request" in silent.stderr
    assert len(messages(port)) == 2
