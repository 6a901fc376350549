"""How long a voice takes: a knob, a sample, a cartridge, beside a transformer of the reference's size.

    python benchmarks/decode.py [--against CHECKOUT]

With --against, another checkout of this project (`git worktree add` makes one) is measured as well, in a
process of its own and in turns with this one; the last column says how many times as fast this one is. The
stand-in for the reference has its shape (155 tokens, 512 wide, 8 heads, 12 layers, 128 logits a token) and
random weights; it needs torch, and is left out where that is missing. Times are CPU seconds on one thread,
which other programs disturb less than the clock on the wall. Compare ratios: times are of this machine.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

ROUNDS: Final = 24
BURST: Final = {"cartridge of 32": 1}  # in a row; 5 of the rest, as a turning knob asks
HERE: Final = (0.3, -0.5, 1.0, 0.0, 0.2, -1.1, 0.6, 0.4)
WORKER: Final = "--worker"


def main() -> None:
    parser = argparse.ArgumentParser(description="Time decoding.")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="another checkout of the project")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    workers = {"this": Worker(Path(__file__).resolve().parents[1])}
    if chosen.against is not None:
        workers["other"] = Worker(chosen.against.resolve())
    reference = workers["this"].names[-1] == "reference stand-in"
    names = workers["this"].names
    times: dict[tuple[str, str], list[float]] = {}
    for turn in range(chosen.rounds + 1):
        for name in names:
            for which, worker in workers.items():
                if name in worker.names:
                    found = worker.run(name, BURST.get(name, 5))
                    if turn > 0:
                        times.setdefault((which, name), []).extend(found)
    middle = {key: median(found) for key, found in times.items()}
    print(f"median (fastest) of {chosen.rounds} rounds, one thread")
    for name in names:
        line = f"{name:20} {1e3 * middle['this', name]:9.2f} ms ({1e3 * min(times['this', name]):.2f})"
        if reference:
            line += f"  {middle['this', 'reference stand-in'] / middle['this', name]:7.1f} x the stand-in"
        if ("other", name) in middle and name != "reference stand-in":
            other = times["other", name]
            line += f"  other {1e3 * median(other):9.2f} ms ({1e3 * min(other):.2f})"
            line += f"  {median(other) / middle['this', name]:5.2f} x the other"
        print(line)
    for worker in workers.values():
        worker.close()


class Worker:
    """A process that imports the project of one checkout and does what it is asked, timed by itself."""

    def __init__(self, checkout: Path) -> None:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [sys.executable, __file__, WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=checkout,
            env={**os.environ, **threads, "PYTHONPATH": str(checkout)},
        )
        self.names: list[str] = self._line()

    def run(self, name: str, times: int) -> list[float]:
        """Seconds that each of `times` runs took."""
        assert self._process.stdin is not None
        print(json.dumps([name, times]), file=self._process.stdin, flush=True)
        found: list[float] = self._line()
        return found

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _line(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the worker ended: see above")
        return json.loads(line)


def work() -> None:
    """What a worker does: one line in, what to run and how often; one line out, how long each took."""
    jobs = {**bridge_jobs(), **reference_job()}
    print(json.dumps(list(jobs)), flush=True)
    for line in sys.stdin:
        name, times = json.loads(line)
        found = []
        for _ in range(times):
            began = time.process_time()
            jobs[name]()
            found.append(time.process_time() - began)
        print(json.dumps(found), flush=True)


def bridge_jobs() -> dict[str, Callable[[], object]]:
    from dx7bridge.engine import sounds
    from dx7bridge.engine.anchors import Anchors
    from dx7bridge.model import load
    from dx7bridge.voice import INIT_VOICE

    placed = (
        sounds.PlacedVoice if hasattr(sounds, "PlacedVoice") else sounds.Sound
    )  # as older checkouts call it
    model = load()
    seeds, places = itertools.count(), itertools.count()
    anchors, home = Anchors(model), placed((0.0,) * 8, INIT_VOICE)

    def encode_and_leave() -> None:
        """An encoded voice, and the first step of a knob away from it."""
        voice = INIT_VOICE.with_value("op1.output_level", next(places) % 100).with_value("transpose", 20)
        (latent,) = model.encode([voice])
        Anchors(model).voice(HERE, ((placed(tuple(latent), voice), 0.5),))

    return {
        "knob": lambda: model.decode([HERE], names=False),
        "knob, near a voice": lambda: anchors.voice(HERE, ((home, 0.5),)),
        "encode, first knob": encode_and_leave,
        "sample": lambda: model.sample(1, temperature=1.0, seed=next(seeds)),
        "cartridge of 32": lambda: model.sample(32, temperature=1.0, seed=next(seeds)),
    }


def reference_job() -> dict[str, Callable[[], object]]:
    try:
        import torch
        from torch import nn
    except ImportError:
        return {}
    torch.set_num_threads(1)
    layer = nn.TransformerEncoderLayer(512, 8, 2048, batch_first=True, norm_first=True)
    body = nn.TransformerEncoder(layer, 12, enable_nested_tensor=False)
    stand_in = nn.Sequential(body, nn.Linear(512, 128)).eval()
    tokens = torch.randn(1, 155, 512)

    def reference() -> None:
        with torch.inference_mode():
            stand_in(tokens).argmax(-1)

    return {"reference stand-in": reference}


if __name__ == "__main__":
    work() if WORKER in sys.argv else main()
