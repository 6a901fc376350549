"""How long a voice takes: one knob's decode, one whole sample, beside the reference's decoder.

The stand-in for the reference has its shape (155 tokens, 512 wide, 8 heads, 12 layers, 128 logits a
token) and random weights; both run in this process, on the same threads, in turns. Ratios are what
counts: times are this machine's, now.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from statistics import median

from dx7bridge.commands import DEFAULT_TEMPERATURE
from dx7bridge.engine.anchors import Anchors
from dx7bridge.engine.sounds import PlacedVoice
from dx7bridge.model import load
from dx7bridge.voice import INIT_VOICE

ROUNDS = 12
BURST = 5  # of each in a row, as a turning knob asks; the stand-in's 150 MB are in the cache between


def main() -> None:
    model = load()
    import torch
    from torch import nn

    layer = nn.TransformerEncoderLayer(512, 8, 2048, batch_first=True, norm_first=True)
    body = nn.TransformerEncoder(layer, 12, enable_nested_tensor=False)
    stand_in = nn.Sequential(body, nn.Linear(512, 128)).eval()
    tokens = torch.randn(1, 155, 512)

    def reference() -> None:
        with torch.inference_mode():
            stand_in(tokens).argmax(-1)

    here = [[0.3, -0.5, 1.0, 0.0, 0.2, -1.1, 0.6, 0.4]]
    seeds = itertools.count()
    anchors, home = Anchors(model), PlacedVoice((0.0,) * 8, INIT_VOICE)
    jobs: dict[str, Callable[[], object]] = {
        "reference stand-in": reference,
        "knob": lambda: model.decode(here, names=False),
        "knob, near a voice": lambda: anchors.voice(tuple(here[0]), ((home, 0.5),)),
        "sample": lambda: model.sample(1, temperature=DEFAULT_TEMPERATURE, seed=next(seeds)),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(ROUNDS + 1):
        for name, job in jobs.items():
            for _ in range(BURST):
                began = time.perf_counter()
                job()
                if turn > 0:
                    times[name].append(time.perf_counter() - began)
    base = median(times["reference stand-in"])
    print(f"{torch.get_num_threads()} thread(s), median (fastest) of {ROUNDS * BURST}")
    for name, found in times.items():
        times_faster = base / median(found)
        print(
            f"{name:20} {1e3 * median(found):8.2f} ms ({1e3 * min(found):.2f})  {times_faster:6.1f} x as fast"
        )


if __name__ == "__main__":
    main()
