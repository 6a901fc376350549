"""What holds on systems that the tests do not run on, as far as this one can show it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dx7bridge.errors import NoMidi
from dx7bridge.midi import jack_link

ROOT = Path(__file__).resolve().parents[2]


def python(code: str, *options: str) -> str:
    """What a new interpreter prints that runs this in the checkout."""
    found = subprocess.run(
        [sys.executable, *options, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_no_module_needs_what_windows_lacks_when_it_is_imported() -> None:
    """Every module imported as on Windows: its modules and functions that are POSIX's alone are gone."""
    imported = python(
        """
        import importlib, pkgutil, sys
        # What others import of the standard library and of packages is there already, as they need it here.
        import asyncio, concurrent.futures, ctypes, multiprocessing, os, shutil, signal, socket
        import subprocess, tempfile
        import click, jack, msgspec, numpy, platformdirs, pythonosc.osc_message, zeroconf
        import rich.console, rich.live
        try:
            import rtmidi, safetensors.numpy, sounddevice
        except (ImportError, OSError):
            pass
        sys.platform = "win32"
        for name in "fcntl grp pwd resource termios tty pty posix readline syslog".split():
            sys.modules[name] = None
        gone = "sched_ setpri getpri mkfifo getuid geteuid getgid fchmod fchown fork nice uname kill"
        for name in dir(os):
            if name.startswith((*gone.split(), "set_blocking", "O_NO", "O_CLOEXEC")):
                delattr(os, name)
        for name in dir(signal):
            if name in ("SIGKILL", "SIGHUP", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "alarm"):
                delattr(signal, name)
        import dx7bridge
        names = [found.name for found in pkgutil.walk_packages(dx7bridge.__path__, "dx7bridge.")]
        for name in names:
            if not name.endswith("__main__"):
                importlib.import_module(name)
        print(len(names))
        """
    )
    assert int(imported) > 60


def test_the_loop_of_the_bridge_is_the_one_that_reads_sockets(monkeypatch, tmp_path) -> None:
    """Windows' own kind, the proactor, hands datagrams out in another way."""
    import asyncio

    from dx7bridge.app import composer

    found = []

    async def look(_options):
        found.append(asyncio.get_running_loop())
        return []

    monkeypatch.setattr(composer, "_serve", look)
    composer.serve(composer.ServeOptions(folder=tmp_path))
    assert isinstance(found[0], asyncio.SelectorEventLoop)


def test_a_jack_child_speaks_utf8_whatever_the_locale(monkeypatch) -> None:
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: started.append((command, more)))
    from dx7bridge.midi.jack_child import Remote

    remote = Remote.__new__(Remote)
    remote._module = "dx7bridge.outputs.jack_port"
    remote._spawn()
    ((command, more),) = started
    assert command[1:3] == ["-X", "utf8"]
    assert more["encoding"] == "utf-8"


@pytest.mark.parametrize(
    ("system", "how"),
    [("linux", "libjack-jackd2-0"), ("darwin", "brew install jack"), ("win32", "jackaudio.org")],
)
def test_without_the_jack_library_each_system_has_its_own_advice(monkeypatch, system, how) -> None:
    monkeypatch.setattr(jack_link.sys, "platform", system)
    monkeypatch.setitem(sys.modules, "jack", None)
    import builtins

    real = builtins.__import__

    def refuse(name, *rest, **more):
        if name == "jack":
            raise OSError("no library")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(NoMidi, match=how):
        jack_link.import_jack()
