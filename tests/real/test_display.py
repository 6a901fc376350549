"""What the terminal shows of the bridge."""

from __future__ import annotations

import io
import logging
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import Rig
from rich.console import Console
from servers import DEADLINE, OscClient, free_udp_port

from dx7bridge.commands import Lock, SetDrift, SetGlide, SetName, State
from dx7bridge.display import ConsoleHandler, Pace, View, bar, picture, shown
from dx7bridge.outputs.jack_port import A2J_WARNING


def played() -> State:
    rig = Rig()
    for command in (SetName("[bold]X"), SetGlide((2,), 1.5), SetDrift(0.5, 0.25), Lock((134, 135, 136))):
        rig.instrument.run(command)
    return rig.instrument.state


VIEW = View(
    state=played(),
    labels=["brighter", "slower attack"],
    model="fake",
    listening="127.0.0.1:7700",
    clients=3,
    followers=2,
    output="jack: Dexed (profile dexed, channel 1)",
    sent=17,
    superseded=4,
    trouble="",
    error="127.0.0.1:5000: /dx7/vary: amount = 2: must be a number from 0 to 1",
)


def drawn(view: View, width: int = 100, pace: float = 18.64) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(picture(view, pace))
    text = console.file
    assert isinstance(text, io.StringIO)
    return text.getvalue()


def test_what_came_from_outside_reaches_the_terminal_as_escapes() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\n"
    view = replace(
        VIEW,
        labels=[hostile],
        model=hostile,
        output=hostile,
        trouble=hostile,
        error=hostile,
    )
    text = drawn(view, width=200)
    assert all(each.isprintable() for line in text.split("\n") for each in line)
    assert text.count(r"\x1b]0;owned\x07") == 5
    stream = io.StringIO()
    logger = logging.Logger("test")
    logger.addHandler(ConsoleHandler(Console(file=stream, width=200)))
    logger.warning("client %s", hostile)
    assert stream.getvalue() == "client " + r"\x1b]0;owned\x07\x1b[2J\n" + "\n"


def test_everything_one_wants_to_know_is_there() -> None:
    text = drawn(VIEW)
    for word in (
        *("[bold]X", "algorithm 1", "carriers 1 3", "brighter", "slower attack", "127.0.0.1:7700"),
        *("clients 3", "following 2", "fake", "jack: Dexed", "18.6 voices/s", "17 sent", "4 overtaken"),
        *("glide 1.5 s", "drift 0.5 × 0.25", "locked algorithm", "amount = 2", "+0.00"),
    ):
        assert word in text, word
    assert sum("·" in line for line in text.splitlines()) == 8


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_line_is_never_wider_than_the_terminal(width: int) -> None:
    view = replace(VIEW, output="x" * 300, trouble="z" * 300, error="y" * 300)
    assert max(map(len, drawn(view, width).splitlines())) <= width


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_pace_and_the_trouble_of_an_output_are_whole_on_any_terminal(width: int) -> None:
    text = drawn(replace(VIEW, output="x" * 300, trouble=f"jack: {A2J_WARNING}"), width)
    assert "18.6 voices/s, 17 sent, 4 overtaken" in text
    (at,) = (n for n, line in enumerate(text.splitlines()) if line.startswith("trouble"))
    told = " ".join(line.removeprefix("trouble").strip() for line in text.splitlines()[at:])
    assert told.startswith(f"jack: {A2J_WARNING}")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "····"), (1.0, "████"), (0.5, "██··"), (0.125, "▌···"), (-3.0, "····"), (7.0, "████")],
)
def test_a_bar_is_as_long_as_the_share(share: float, text: str) -> None:
    assert bar(share, 4) == text


def test_the_pace_is_of_the_last_seconds() -> None:
    pace = Pace(over=2.0)
    assert pace.count(0.0, 0) == 0.0
    assert pace.count(1.0, 10) == 10.0
    assert pace.count(2.0, 20) == 10.0
    for second in range(3, 10):
        still = pace.count(float(second), 20)
    assert still == 0.0


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_is_drawn_again_and_again_with_the_log_above() -> None:
    file = io.StringIO()
    console = Console(file=file, width=100, force_terminal=True)
    seen: list[int] = []

    def look() -> View:
        seen.append(1)
        return replace(VIEW, sent=len(seen))

    with shown(look, console):
        until(lambda: len(seen) > 3)
        handler = ConsoleHandler(console)
        handler.emit(logging.LogRecord("x", logging.INFO, "", 0, "[red]a line", None, None))
    assert "[red]a line" in file.getvalue()
    assert "3 sent" in file.getvalue()


def test_a_display_that_breaks_breaks_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    def look() -> View:
        raise ZeroDivisionError("oops")

    with shown(look, Console(file=io.StringIO())):
        until(lambda: "the display stops" in caplog.text)


def on_a_terminal(folder: Path, *words: str, until: Callable[[bytes, int], bool]) -> str:
    """All that `serve` writes to a real terminal; it is ended by Ctrl-C once `until` (text so far, port)."""
    leader, follower = pty.openpty()
    port = free_udp_port()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", "HOME": str(folder)}
    command = [str(Path(sys.executable).with_name("dx7bridge")), "serve", "--output", "none"]
    options = ["--listen", f"127.0.0.1:{port}", "--folder", str(folder), "--no-advertise", *words]
    process = subprocess.Popen(
        [*command, *options], stdin=follower, stdout=follower, stderr=follower, env=env
    )
    os.close(follower)
    text, end = b"", time.monotonic() + DEADLINE
    try:
        while time.monotonic() < end and not until(text, port):
            if select.select([leader], [], [], 0.1)[0]:
                text += os.read(leader, 65536)
            assert process.poll() is None, text
        process.send_signal(signal.SIGINT)
        while select.select([leader], [], [], DEADLINE)[0]:
            try:
                text += os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
        assert process.wait(DEADLINE) == 0
    finally:
        process.kill()
        process.wait()
        os.close(leader)
    return text.decode(errors="replace")


def test_serve_draws_on_a_terminal(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, until=lambda text, _: text.count(b"voices/s") >= 3)
    for word in ("INIT VOICE", "algorithm 1", "voices/s", "following 0"):
        assert word in text
    assert "Traceback" not in text


def answers(port: int) -> bool:
    with OscClient(port) as client:
        try:
            return client.ask("/dx7/ping", deadline=0.5).end.address == "/dx7/pong"
        except (TimeoutError, ConnectionRefusedError):
            return False


def test_serve_is_silent_when_it_is_to_be_quiet(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, "--quiet", until=lambda _, port: answers(port))
    assert text == ""
