"""Promises of docs/security.md that no other test holds, and that each names a test that exists."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import pytest
from servers import bridge

ROOT = Path(__file__).parents[2]
PROMISES = ROOT / "docs" / "security.md"


def test_each_promise_names_tests_that_exist() -> None:
    rows = [line for line in PROMISES.read_text().splitlines() if line.startswith("| ")]
    rows = [line for line in rows if not line.startswith("| promise |")]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(tests/\w+/\w+\.py)::(test_\w+)`", row)
        assert named, f"no test is named: {row}"
        for file, test in named:
            tree = ast.parse((ROOT / file).read_text())
            functions = [each.name for each in ast.walk(tree) if isinstance(each, FUNCTIONS)]
            assert functions.count(test) == 1, f"{file}::{test}"


FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def _sockets(pid: int) -> list[str]:
    """The local addresses of a process's internet sockets, as the system writes them."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            name = os.readlink(descriptor)
        except OSError:
            continue
        if name.startswith("socket:["):
            inodes.add(name[8:-1])
    found = []
    for table in ("udp", "udp6", "tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                found.append(f"{table} {fields[1]}")
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which sockets a process has on Linux alone")
def test_a_bridge_with_its_defaults_opens_loopback_sockets_alone(tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none") as served:
        served.program.wait_for("listening for OSC")
        pid = served.program._process.pid
        found = _sockets(pid)
        assert any(line.startswith("udp ") for line in found)
        assert any(line.startswith("tcp ") for line in found)
        loopback = ("0100007F:", "00000000000000000000000001000000:")
        assert all(line.split()[1].startswith(loopback) for line in found), found


RUNS = re.compile(
    r"pickle\.|import pickle|allow_pickle=True|torch\.load|\beval\(|\bexec\(|shell=True|os\.system|marshal"
)


def test_nothing_that_is_read_is_ever_run() -> None:
    files = sorted((ROOT / "dx7bridge").rglob("*.py"))
    assert len(files) > 50
    for file in files:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            found = RUNS.search(line)
            training = ".eval()" in line  # of a torch module
            assert not found or training, f"{file}:{number}: {line}"
