"""What a user feels at the start, beside an earlier revision.

    python benchmarks/start.py [REVISION] [--launches 5] [--fresh]

Launches `dx7bridge serve` from this checkout and from REVISION, in turns, and prints the medians: seconds to
the first pong and to the first answered sample, memory once ready (PSS of the process and its children), and
seconds for `--help`. With --fresh it also makes an environment of each with `pip install '.[dexed]'`, from an
empty cache, and prints its size and that of its download; that takes minutes, and downloads all of it.
Ratios are what counts: times are this machine's, now.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import build_msg

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0  # seconds for a bridge to answer


def checkout(revision: str, folder: Path) -> Path:
    """The files of a revision."""
    archive = subprocess.run(["git", "-C", ROOT, "archive", revision], capture_output=True, check=True)
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return folder


def environment(source: Path, home: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(source), "HOME": str(home), "OMP_NUM_THREADS": "1"}


def launch(source: Path) -> dict[str, float]:
    """One life of the bridge."""
    with tempfile.TemporaryDirectory() as home, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "dx7bridge", "serve", "--listen", f"127.0.0.1:{port}"]
        command += ["--output", "none", "--no-advertise", "--quiet", "--folder", home]
        began = time.perf_counter()
        bridge = subprocess.Popen(command, cwd=home, env=environment(source, Path(home)))
        try:
            pong = answered(port, "/dx7/ping", "/dx7/pong") - began
            sample = answered(port, "/dx7/sample", "/dx7/done") - began
            return {"first pong, s": pong, "first sample, s": sample, "memory, MB": memory(bridge.pid)}
        finally:
            bridge.send_signal(signal.SIGTERM)
            bridge.wait(PATIENCE)


def answered(port: int, ask: str, answer: str) -> float:
    """When the answer came; asked again every 10 ms until the port is open, then once."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        link.connect(("127.0.0.1", port))
        link.settimeout(PATIENCE)
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            try:
                link.send(build_msg(ask, []).dgram)
                while OscMessage(link.recv(1 << 16)).address != answer:
                    pass
                return time.perf_counter()
            except ConnectionRefusedError:
                time.sleep(0.01)
    raise TimeoutError(f"no {answer} in {PATIENCE:g} s")


def memory(process: int) -> float:
    """MB of a process, and of its children, as Linux shares them out; 0 elsewhere."""
    total = 0.0
    children = Path(f"/proc/{process}/task/{process}/children")
    for each in [process, *map(int, children.read_text().split() if children.exists() else [])]:
        rollup = Path(f"/proc/{each}/smaps_rollup")
        if rollup.exists():
            (line,) = (line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
            total += int(line.split()[1]) / 1000
    return total


def help_seconds(source: Path) -> float:
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        command = [sys.executable, "-m", "dx7bridge", "--help"]
        subprocess.run(
            command, cwd=home, env=environment(source, Path(home)), stdout=subprocess.DEVNULL, check=True
        )
        return time.perf_counter() - began


def fresh(source: Path) -> dict[str, float]:
    """MB that a new environment takes, and that pip downloads for it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
        command = [home / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-cache-dir"]
        command += ["--report", str(home / "report.json"), "-c", "constraints.txt", "-e", ".[dexed]"]
        subprocess.run(command, cwd=source, check=True, stderr=subprocess.DEVNULL)
        size = sum(f.lstat().st_size for f in (home / "env").rglob("*") if f.is_file() and not f.is_symlink())
        report = json.loads((home / "report.json").read_text())
        urls = [each["download_info"]["url"] for each in report["install"]]
        return {"environment, MB": size / 1e6, "download, MB": sum(map(length, urls)) / 1e6}


def length(url: str) -> int:
    """Bytes of what is at a URL; a folder is ours, and is not downloaded."""
    if url.startswith("file://"):
        path = Path(urllib.request.url2pathname(url.removeprefix("file://")))
        return path.stat().st_size if path.is_file() else 0
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD")) as answer:
        return int(answer.headers["Content-Length"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("revision", nargs="?")
    parser.add_argument("--launches", type=int, default=5)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources = {"this": ROOT}
        if options.revision:
            sources[options.revision] = checkout(options.revision, Path(folder) / "before")
        rows: dict[str, dict[str, list[float]]] = {}
        for turn in range(options.launches + 1):  # the first one fills the system's caches
            for name, source in sources.items():
                found = launch(source) | {"--help, s": help_seconds(source)}
                if turn:
                    for what, value in found.items():
                        rows.setdefault(what, {}).setdefault(name, []).append(value)
        if options.fresh:
            for name, source in sources.items():
                for what, value in fresh(source).items():
                    rows.setdefault(what, {}).setdefault(name, []).append(value)
    print(f"{'':18}" + "".join(f"{name:>12}" for name in sources) + ("   ratio" if options.revision else ""))
    for what, values in rows.items():
        middle = [median(values[name]) for name in sources]
        ratio = f"{middle[1] / middle[0]:8.2f}" if len(middle) > 1 else ""
        print(f"{what:18}" + "".join(f"{value:12.2f}" for value in middle) + ratio)


if __name__ == "__main__":
    main()
