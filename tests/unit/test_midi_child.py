"""The bridge's end of a JACK client in a process of its own, where that process is slow."""

import subprocess
import sys

import pytest

from dx7bridge.errors import NoMidi
from dx7bridge.midi import jack_child


class Silent(jack_child.Remote):
    """Its process says nothing until its input ends."""

    def _spawn(self):
        return subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )


def test_a_process_that_is_slow_to_open_ends_the_bridge_only_where_it_is_not_to_wait(monkeypatch, caplog):
    """On a starved machine a client may take longer than any limit; `serve` starts all the same."""
    monkeypatch.setattr(jack_child, "START_LIMIT", 0.05)
    remote = Silent("none", wait=True)
    assert not remote.connected
    assert "has not opened within" in caplog.text
    remote.close()
    with pytest.raises(NoMidi, match="does not answer"):
        Silent("none", wait=False)
