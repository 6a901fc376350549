"""How the cost of training grows with the number of voices: prepare, encode and an epoch, time and memory.

    python benchmarks/growth.py [--voices DIR] [--sizes 10000,30000,100000,300000]

Voices are crossed: each operator, and what is common to all six, is that of one of two random voices, of a
tree of .syx files (--voices, or DX7BRIDGE_VOICES) or, without one, of 1,000 that the shipped model draws.
`prepare` is measured whole, in a process of its own, on files. Encoding and an epoch do the same for each
voice: they are measured on 1,000 voices and on eight batches of 128, and multiplied.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dx7bridge.voice import Voice
from dx7bridge.voice.arrays import to_values, to_voices
from dx7bridge.voice.parameters import OPERATOR_STRIDE, SOUND_SIZE
from dx7bridge.voice.syx import read_file, read_tree, write_banks

BANKS_A_FILE = 100  # files of 3,200 voices
DRAWN = 1000
ENCODED = 1000
BATCHES = 8
Values = NDArray[np.uint8]


def crossed(real: Values, count: int, seed: int = 1) -> Values:
    """`count` voices [N, 155]: real ones first, then mixtures of two of them, section by section."""
    dice = np.random.default_rng(seed)
    if count <= len(real):
        return real[dice.permutation(len(real))[:count]]
    more = count - len(real)
    first, second = (real[dice.integers(0, len(real), more)] for _ in range(2))
    section = np.minimum(np.arange(SOUND_SIZE) // OPERATOR_STRIDE, 6)
    from_first = (dice.random((more, 7)) < 0.5)[:, section]
    mixed = first.copy()
    mixed[:, :SOUND_SIZE] = np.where(from_first, first[:, :SOUND_SIZE], second[:, :SOUND_SIZE])
    return np.concatenate([real, mixed])


def some_voices(folder: Path | None) -> Values:
    """The voices in a tree of .syx files, or voices that the shipped model draws."""
    if folder is not None:
        voices = [found.voice for file in read_tree(folder) for found in file.voices]
    else:
        from dx7bridge.model import load

        voices = [voice for _, voice in load().sample(DRAWN, temperature=1.0, seed=1)]
    return to_values(voices)


def first_file(folder: Path) -> list[Voice]:
    """The voices in the first file: enough for what is measured a voice."""
    return [found.voice for found in read_file(min(folder.glob("*.syx"))).voices]


def prepare(folder: Path) -> dict[str, Any]:
    """Seconds that `prepare` takes for this folder, and those of the families alone."""
    from training import dataset
    from training.prepare import prepare as run

    plain, inside = dataset.families, 0.0

    def timed(sounds: Values) -> Any:
        nonlocal inside
        began = time.process_time()
        found = plain(sounds)
        inside = time.process_time() - began
        return found

    dataset.families = timed  # type: ignore[assignment]
    seconds, _ = clocked(lambda: run([folder]))
    return {"seconds": seconds, "families": inside}


def encode(folder: Path) -> dict[str, Any]:
    """Seconds a voice: the model's encoder, as the bridge has it."""
    from dx7bridge.model import load

    model = load()
    voices = first_file(folder)[:ENCODED]
    model.encode(voices[:32])
    seconds, _ = clocked(lambda: model.encode(voices))
    return {"seconds": seconds / len(voices)}


def epoch(folder: Path) -> dict[str, Any]:
    """Seconds a batch of 128: what eight batches take more than one."""
    import torch

    from dx7bridge.model.architecture import Architecture
    from training.dataset import Dataset
    from training.fit import fit
    from training.recipe import Recipe

    torch.set_num_threads(1)
    values = to_values(first_file(folder)[: BATCHES * 128 + 1])

    def seconds(batches: int) -> float:
        chosen = values[: batches * 128 + 1]
        split = np.zeros(len(chosen), np.uint8)
        split[-1] = 1  # validated by one voice
        data = Dataset(chosen, np.arange(len(chosen), dtype=np.int32), split)
        recipe = replace(Recipe(), epochs=1, half=False)
        with tempfile.TemporaryDirectory() as run:
            return clocked(lambda: fit(data, Path(run), recipe, Architecture()))[0]

    seconds(1)  # the first pass of all is slow
    return {"seconds": (seconds(BATCHES) - seconds(1)) / (BATCHES - 1)}


PARTS: dict[str, Callable[[Path], dict[str, Any]]] = {"prepare": prepare, "encode": encode, "epoch": epoch}


def clocked(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def apart(part: str, folder: Path) -> dict[str, Any]:
    """A part measured in a process of its own, with the most memory that it held, in MB."""
    command = [sys.executable, __file__, "--part", part, "--voices", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--voices", type=Path, default=os.environ.get("DX7BRIDGE_VOICES"))
    parser.add_argument("--sizes", default="10000,30000,100000,300000")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folder = None if arguments.voices is None else Path(arguments.voices)
    if arguments.part is not None:
        assert folder is not None
        found = PARTS[arguments.part](folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found["megabytes"] = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        print(json.dumps(found))
        return
    real = some_voices(folder)
    what = (
        f"the {len(real)} voices in {folder.name}" if folder else f"{len(real)} voices of the shipped model"
    )
    print(f"crossed from {what}; seconds of one CPU thread")
    print("| voices | prepare, s | of which families, s | ms a voice | memory, MB | encode, s | epoch, s |")
    print("|---|---|---|---|---|---|---|")
    for size in (int(size) for size in arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            values = crossed(real, size)
            for start in range(0, size, 32 * BANKS_A_FILE):
                write_banks(
                    Path(scratch) / f"{start:07}.syx", to_voices(values[start : start + 32 * BANKS_A_FILE])
                )
            made, one, batch = (apart(part, Path(scratch)) for part in PARTS)
        row = (
            f"{size:,}", f"{made['seconds']:.1f}", f"{made['families']:.1f}",
            f"{1000 * made['seconds'] / size:.2f}", f"{made['megabytes']:.0f}",
            f"{one['seconds'] * size:.0f}", f"{batch['seconds'] * (size // 128):.0f}",
        )  # fmt: skip
        print(f"| {' | '.join(row)} |", flush=True)
    print(
        f"encode and epoch: measured on {ENCODED} voices and {BATCHES} batches, and multiplied; "
        f"memory of encoding {one['megabytes']:.0f} MB, of training {batch['megabytes']:.0f} MB"
    )


if __name__ == "__main__":
    main()
