"""The environment that make keeps: made anew when it is not whole; offline the first run says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


# A Python that makes environments of itself, and whose pip reaches no index.
STAND_IN = """#!/bin/sh
case "$*" in
  *"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *"-m pip"*) echo "Failed to establish a new connection" && exit 1 ;;
  *--version* | *"print(sys.version)"*) echo "Python 3.13.0" ;;
esac
"""


@pytest.fixture
def offline(tmp_path: Path) -> Path:
    """A checkout's scripts, on a machine whose package index does not answer."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "python3").write_text(STAND_IN)
    (tmp_path / "python3").chmod(0o755)
    return tmp_path


def environment(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["scripts/environment", "run"],
        cwd=checkout,
        env=os.environ | {"PYTHON": str(checkout / "python3")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_offline_the_first_run_says_so_in_one_line_and_leaves_nothing_half_made(offline: Path) -> None:
    found = environment(offline)
    assert found.returncode != 0
    first, second = found.stderr.splitlines()
    assert "MB to download" in first
    assert second.startswith("cannot download what is missing: the package index is not reached from here")
    assert sorted(path.name for path in offline.glob(".venv*")) == [".venv.log"]


def test_one_that_is_half_made_is_made_anew(offline: Path) -> None:
    (offline / ".venv" / "bin").mkdir(parents=True)
    (offline / ".venv" / "bin" / "dx7bridge").touch()
    assert environment(offline).stderr.startswith(".venv is not whole, was moved, or is of another Python: ")
    assert not (offline / ".venv").exists()


def test_one_that_is_whole_is_left_alone(offline: Path) -> None:
    """Its Python finds the bridge in this checkout: here a stand-in that says so."""
    (offline / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(offline / "python3", offline / ".venv" / "bin" / "python")
    (offline / ".venv" / "run.stamp").touch()
    (offline / ".venv" / "version").write_text("Python 3.13.0\n")
    found = environment(offline)
    assert (found.returncode, found.stderr) == (0, "")
    (offline / ".venv" / "unfinished").touch()  # an update that was cut short
    assert "making it anew" in environment(offline).stderr
