"""What the shell's commands cost.

    python benchmarks/shell.py [FOLDER]

Prints the processor and wall-clock time of `dx7bridge COMMAND --help` for each command, the slowest
first, each the best of three; the goal is under 0.3 s. With FOLDER, a collection of .syx files, it also
prints the times of `encode FOLDER`, and of `near` with its index made and with it kept, by sound and by
latent. The index goes to a temporary cache. On a busy machine look at the processor time.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dx7bridge.cli import COMMANDS

GOAL = 0.3  # seconds
BEST_OF = 3


def cost(*words: str, cache: str = "") -> tuple[float, float]:
    """Processor seconds and seconds of one command, whose output is discarded."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "dx7bridge", *words],
        stdout=subprocess.DEVNULL,
        check=True,
        env=os.environ | ({"XDG_CACHE_HOME": cache} if cache else {}),
    )
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    folder: Path | None = parser.parse_args().folder
    helps = {name: min(cost(*name.split(), "--help") for _ in range(BEST_OF)) for name in ["", *COMMANDS]}
    print(f"{'dx7bridge … --help':28} processor s    wall s")
    for name, (busy, took) in sorted(helps.items(), key=lambda row: -row[1][0]):
        print(
            f"{name or '(no command)':28} {busy:11.3f} {took:9.3f}{'' if busy < GOAL else '  above the goal'}"
        )
    if folder is None:
        return
    first = f"{next(iter(sorted(folder.rglob('*.syx'))))}:1"
    with tempfile.TemporaryDirectory() as cache:
        jobs = {
            "encode FOLDER": ("encode", str(folder), "--csv"),
            "near, index made": ("near", first, str(folder)),
            "near, index kept": ("near", first, str(folder)),
            "near --by latent, made": ("near", first, str(folder), "--by", "latent"),
            "near --by latent, kept": ("near", first, str(folder), "--by", "latent"),
        }
        for what, words in jobs.items():
            busy, took = cost(*words, cache=cache)
            print(f"{what:28} {busy:11.3f} {took:9.3f}", flush=True)


if __name__ == "__main__":
    main()
