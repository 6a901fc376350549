"""Listened draws: what they give and what they cost.

For each number of draws: how far the kept voice sounds from what its place foretells (dB of log-mel, key and
level apart), and the processor time of a sample. Needs the Dexed engine.

    python benchmarks/listened.py [--voices 128] [--draws 1,2,4,8]
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from dx7bridge import model
from dx7bridge.sound.hearing import Hearing


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--voices", type=int, default=128)
    options.add_argument("--draws", default="1,2,4,8")
    given = options.parse_args()
    loaded = model.load()
    if loaded.foretold is None:
        raise SystemExit("this model foretells no sound")
    print("| draws | from what the place foretells, dB | ms a sample |")
    print("|---|---|---|")
    for draws in map(int, given.draws.split(",")):
        hearing, began = Hearing(), time.process_time()
        found = loaded.sample(given.voices, seed=1, draws=draws, judge=hearing.unlikeness)
        spent = time.process_time() - began
        places = np.array([place for place, _ in found], dtype=np.float32)
        spectra = loaded.foretold(loaded.orientation.inward(places))
        voices = [voice for _, voice in found]
        off = np.mean([hearing.unlikeness(*pair) for pair in zip(spectra, voices, strict=True)])
        print(f"| {draws} | {off:.1f} | {1000 * spent / given.voices:.1f} |", flush=True)


if __name__ == "__main__":
    main()
