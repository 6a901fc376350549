"""The whole bridge as a process of its own: how it begins, and that it always ends."""

from __future__ import annotations

import json
import signal
import socket
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import fakes
import numpy as np
import pytest
from safetensors.numpy import save_file
from servers import DEADLINE, OscClient, Program, bridge, free_udp_port, program, wait_until

from dx7bridge.model.header import FORMAT

SOON = 20.0  # seconds; on a quiet machine the bridge stops within two


@contextmanager
def spoiled_bridge(folder: Path, spoil: str) -> Iterator[tuple[Program, int]]:
    """A bridge with something replaced before it serves; `spoil` is Python, with `model` and `outputs`."""
    port = free_udp_port()
    script = textwrap.dedent(
        """
        import logging, sys, threading, time
        from pathlib import Path
        from dx7bridge import app, model, outputs
        logging.basicConfig(level=logging.INFO)
        sys.path.insert(0, {tests!r})
        from fakes import FakeDecoder
        {spoil}
        app.serve(app.ServeOptions(listen=("127.0.0.1", {port}), output="none", folder=Path({folder!r})))
        """
    ).format(tests=str(Path(fakes.__file__).parent), spoil=spoil, port=port, folder=str(folder))
    with program([sys.executable, "-c", script]) as running:
        yield running, port


HANGING_MODEL = "model.load = lambda path: time.sleep(3600)"
HANGING_OUTPUT = "outputs.open_output = lambda *a, **k: (print('OPENING', flush=True), time.sleep(3600))"
HANGING_SAMPLE = (
    "fake = FakeDecoder(); fake.name, fake.dims = 'fake', 8; model.load = lambda path: fake; "
    "fake.sample = lambda *a, **k: time.sleep(3600)"
)
DYING_MODEL = "model.load = lambda path: 1 // 0"


def test_a_folder_has_one_bridge_and_is_free_again_however_that_ends(tmp_path: Path) -> None:
    words = ("--output", "none", "--no-advertise")
    with bridge(tmp_path, *words) as first:
        with pytest.raises(TimeoutError, match="ended with 2") as second, bridge(tmp_path, *words):
            pass
        pid = first.program._process.pid
        assert f"Error: folder {tmp_path / 'files'}: in use by another bridge, process {pid};" in str(
            second.value
        )
        first.program.signal(signal.SIGKILL)
        first.program.wait(SOON)
        with bridge(tmp_path, *words):
            pass


def test_a_folder_that_cannot_be_written_is_told_and_played_without(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / ".lock").mkdir()  # not even root may open that
    with bridge(tmp_path, "--output", "none", "--no-advertise") as running:
        running.program.wait_for(r"folder .*files: Is a directory; nothing will be saved there")


def answers(program: Program, port: int) -> None:
    """Wait until the bridge answers a ping."""
    with OscClient(port) as client:

        def pong() -> bool:
            try:
                return client.ask("/dx7/ping", deadline=0.5).end.address == "/dx7/pong"
            except (TimeoutError, ConnectionRefusedError):
                return False

        program.wait_until(pong, "a pong", DEADLINE)


def ends_cleanly(program: Program, number: signal.Signals = signal.SIGTERM) -> None:
    program.signal(number)
    assert program.wait(SOON) == 0
    assert "Traceback" not in program.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_bridge_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with bridge(tmp_path, "--output", "none") as served:
        ends_cleanly(served.program, number)
        assert "stopping" in served.program.output


def test_it_says_where_it_listens_and_what_it_plays_and_why(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none") as served:
        served.program.wait_for(f"listening for OSC on 127.0.0.1:{served.port}")
        served.program.wait_for(r"output none: .* \(asked for\)")


def test_it_answers_while_the_model_loads_and_ends_all_the_same(tmp_path: Path) -> None:
    with spoiled_bridge(tmp_path, HANGING_MODEL) as (running, port), OscClient(port) as client:
        answers(running, port)
        client.send("/dx7/status", 5)
        assert client.receive().arguments[:2] == ("loading", 0)
        client.send("/dx7/sample", 6)  # waits for the model
        ends_cleanly(running)


def test_it_ends_while_a_command_takes_for_ever(tmp_path: Path) -> None:
    with spoiled_bridge(tmp_path, HANGING_SAMPLE) as (running, port), OscClient(port) as client:
        answers(running, port)
        client.send("/dx7/cart/sample", 6)
        ends_cleanly(running)


def test_it_ends_while_an_output_takes_for_ever_to_open(tmp_path: Path) -> None:
    with spoiled_bridge(tmp_path, HANGING_OUTPUT) as (running, _):
        running.wait_for("OPENING")
        ends_cleanly(running)


def test_without_a_model_it_serves_what_needs_none(tmp_path: Path) -> None:
    with spoiled_bridge(tmp_path, DYING_MODEL) as (running, port), OscClient(port) as client:
        answers(running, port)
        fail = client.ask("/dx7/sample").end
        assert (fail.address, fail.arguments[2]) == ("/dx7/fail", "no_model")
        assert client.ask("/dx7/params/get").end.address == "/dx7/done"
        client.send("/dx7/status", 5)
        assert client.receive().arguments[:2] == ("none", 0)


def test_a_port_already_in_use_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        command = [Path(sys.executable).with_name("dx7bridge"), "serve", "--output", "none"]
        with program([*command, "--listen", listen, "--folder", tmp_path]) as running:
            assert running.wait(DEADLINE) == 2
            assert len(running.lines) == 1
            assert f"cannot listen on {listen}: " in running.lines[0]


def test_a_notify_host_that_does_not_exist_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("dx7bridge"), "serve", "--output", "none"]
    options = ["--listen", "127.0.0.1:0", "--notify", "nowhere.invalid:7701", "--folder", tmp_path]
    with program([*command, *options]) as running:
        assert running.wait(DEADLINE) == 2
        assert len(running.lines) == 1
        assert "nowhere.invalid:7701" in running.lines[0]


@pytest.mark.parametrize(("guard", "level"), [("True", "WARNING"), ("False", "INFO")])
def test_without_dexed_it_is_said_at_the_start(tmp_path: Path, guard: str, level: str) -> None:
    script = textwrap.dedent(
        f"""
        import logging, sys
        from pathlib import Path
        sys.modules["dexed"] = None  # as where it is not installed
        from dx7bridge import app
        logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
        folder = Path({str(tmp_path)!r})
        app.serve(app.ServeOptions(
            ("127.0.0.1", 0), output="none", folder=folder, guard={guard}, level="off"))
        """
    )
    with program([sys.executable, "-c", script]) as running:
        running.wait_for(
            rf"^{level} voices are not checked before they are sent, nor levelled: Dexed engine:"
            r" .*dx7bridge\[dexed\]"
        )
        ends_cleanly(running)


def test_a_notified_port_hears_the_state_without_asking(tmp_path: Path) -> None:
    with OscClient(0) as listener:
        target = f"127.0.0.1:{listener._socket.getsockname()[1]}"
        with bridge(tmp_path, "--output", "none", "--notify", target) as served:
            assert listener.receive().address == "/dx7/latent"
            with OscClient(served.port) as client:
                client.ask("/dx7/temperature", 0.25)
            while listener.receive().arguments != (0.25,):
                pass


def test_the_output_file_holds_the_voice_that_osc_tells(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "file") as served, OscClient(served.port) as client:
        client.ask("/dx7/param", "algorithm", 9)
        client.ask("/dx7/name", "ON DISK")
        sysex, file = client.sysex(), tmp_path / "files" / "voice.syx"
        wait_until(lambda: file.exists() and file.read_bytes() == sysex, "the voice on disk")
        ends_cleanly(served.program)


def test_the_last_voice_is_written_although_the_end_comes_at_once(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "file") as served, OscClient(served.port) as client:
        for number in range(32):
            client.ask("/dx7/param", "algorithm", number)
        sysex = client.sysex()
        ends_cleanly(served.program)
        assert (tmp_path / "files" / "voice.syx").read_bytes() == sysex


def test_a_cartridge_lands_in_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none") as served, OscClient(served.port) as client:
        fail = client.ask("/dx7/encode/file", "../../etc/passwd", 1).end
        assert fail.arguments[2] == "forbidden"
        assert client.ask("/dx7/cart/get").end.arguments[2] == "no_slot"


def test_a_bridge_that_was_killed_is_resumed_as_it_was(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none") as served, OscClient(served.port) as client:
        client.ask("/dx7/param", "algorithm", 9)
        client.ask("/dx7/name", "PRECIOUS")
        client.ask("/dx7/slot/store", 7)
        sysex, last = client.sysex(), tmp_path / "files" / "last.json"
        name = b"PRECIOUS".hex()
        wait_until(lambda: last.exists() and last.read_text().count(name) == 2, "the session on disk")
        served.program.signal(signal.SIGKILL)
        served.program.wait(SOON)
    with bridge(tmp_path, "--output", "none", "--resume") as served, OscClient(served.port) as client:
        assert client.sysex() == sysex
        assert client.ask("/dx7/slot/recall", 7, 0.0).end.address == "/dx7/done"


def test_the_last_change_is_kept_although_the_end_comes_at_once(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none") as served, OscClient(served.port) as client:
        client.ask("/dx7/name", "LATE")
        ends_cleanly(served.program)
    assert b"LATE".hex() in (tmp_path / "files" / "last.json").read_text()


def test_it_is_browsed_over_http_on_the_port_of_osc(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none") as served, OscClient(served.port) as client:
        client.ask("/dx7/temperature", 0.25)
        served.program.wait_for("OSCQuery on the same port")
        with urlopen(f"http://127.0.0.1:{served.port}/dx7/temperature?VALUE", timeout=SOON) as answer:
            assert json.load(answer) == {"VALUE": [0.25]}
        ends_cleanly(served.program)


def test_a_tcp_port_taken_by_another_costs_oscquery_alone(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        command = [Path(sys.executable).with_name("dx7bridge"), "serve", "--output", "none"]
        with program([*command, "--listen", listen, "--folder", tmp_path]) as running:
            running.wait_for("no OSC over TCP, no OSCQuery")
            answers(running, taken.getsockname()[1])
            ends_cleanly(running)


def test_a_model_asked_for_that_does_not_load_ends_the_bridge_with_one_line_and_2(tmp_path: Path) -> None:
    broken, files = tmp_path / "broken.safetensors", tmp_path / "files"
    broken.write_bytes(b"no model")
    files.mkdir()
    (files / "last.json").write_text("precious")
    command = [Path(sys.executable).with_name("dx7bridge"), "serve", "--listen", "127.0.0.1:0"]
    words = ["--output", "none", "--no-advertise", "--folder", files, "--model", broken]
    with program([*command, *words]) as serve:
        assert serve.wait() == 2
        assert serve.lines[-1].startswith(f"Error: model {broken}: cannot be read (")
        assert "Traceback" not in serve.output
    assert (files / "last.json").read_text() == "precious"


def test_a_model_asked_for_that_does_not_fit_ends_the_bridge_as_well(tmp_path: Path) -> None:
    other, wrong = tmp_path / "other.safetensors", {"format": FORMAT, "table": "of another synth"}
    save_file({"x": np.zeros(1, np.float32)}, other, wrong)
    command = [Path(sys.executable).with_name("dx7bridge"), "serve", "--listen", "127.0.0.1:0"]
    words = ["--output", "none", "--no-advertise", "--folder", tmp_path / "files", "--model", other]
    with program([*command, *words]) as serve:
        assert serve.wait() == 2
        assert serve.lines[-1] == f"Error: model {other}: made for another parameter table"
