"""What reading costs: seconds for each MiB of a file, whole, damaged, and made to be slow.

Prints one line for each kind of file; a line is one reading. Machines differ: compare the lines of one run.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from voices import random_bank, random_voice  # noqa: E402

from dx7bridge.voice.sysex import encode_voice  # noqa: E402
from dx7bridge.voice.syx import read_bytes  # noqa: E402

MIB = 1 << 20


def kinds(size: int) -> dict[str, bytes]:
    """Files of about `size` bytes."""
    dice = random.Random(1)
    bank = random_bank()
    wrong = bank[:3000] + bytes((bank[3000] ^ 1,)) + bank[3001:]

    def short() -> bytes:
        at = dice.randrange(6, 4000)
        return bank[:at] + bank[at + 1 :]

    voice = encode_voice(random_voice(1))
    return {
        "banks": bank * (size // len(bank)),
        "single voices": voice * (size // len(voice)),
        "raw voices": bank[6:-2] * (size // 4096),
        "hex text": (bank.hex(" ") + "\n").encode() * (size // (3 * len(bank))),
        "banks, wrong sums": wrong * (size // len(bank)),
        "banks, a byte lost": b"".join(short() for _ in range(size // len(bank))),
        "F0 F0 F0 ...": b"\xf0" * size,
        "F0 43 F0 43 ...": b"\xf0\x43" * (size // 2),
        "bank headers": bytes.fromhex("f04300092000") * (size // 6),
        "zeros": bytes(size),
        "random bytes": dice.randbytes(size),
        "random, 7 bits": bytes(byte & 127 for byte in dice.randbytes(size)),
        "text": b"Lorem ipsum. " * (size // 13),
    }


def main() -> None:
    """Read each kind once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=float, default=4.0, help="size of each file")
    size = int(parser.parse_args().mib * MIB)
    began = time.perf_counter()
    sum(range(10_000_000))
    print(f"this machine adds ten million numbers in {time.perf_counter() - began:.2f} s")
    for name, data in kinds(size).items():
        began = time.process_time()
        file = read_bytes(data, Path("benchmark"))
        took = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{name:20} {len(data) / MIB:5.2f} MiB  {took:6.2f} s  {took / (len(data) / MIB):5.2f} s/MiB"
            f"  {len(file.voices):7} voices  {len(file.problems):5} problems  peak {peak} MiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
