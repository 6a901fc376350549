"""`python -m fuzz [NAME …] [--cases N] [--seconds S] [--seed N]` runs fuzzers; exit code 1 when one fails."""

from __future__ import annotations

import argparse
import logging
import sys

from fuzz.runner import fuzzers, run


def main() -> int:
    """Parse the options, run, and print one line for each fuzzer."""
    known = fuzzers()
    parser = argparse.ArgumentParser(prog="fuzz", description="Run the fuzzers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(known)} (default: all)")
    parser.add_argument("--cases", type=int, help="cases for each fuzzer (default: its own number)")
    parser.add_argument("--seconds", type=float, help="time limit for each fuzzer")
    parser.add_argument("--seed", type=int, default=0, help="number of the first case")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"no fuzzer {unknown[0]!r}; known are {', '.join(known)}")
    logging.disable(logging.CRITICAL)
    failed = False
    for name in options.names or known:
        fuzzer = known[name]
        outcome = run(fuzzer, options.cases or fuzzer.cases, options.seconds, options.seed)
        print(
            f"{name:12} {outcome.cases:8} cases  {outcome.seconds:7.1f} s  slowest {outcome.slowest:.2f} s"
            f"  memory +{outcome.grown} MiB  {outcome.failure or 'ok'}",
            flush=True,
        )
        failed = failed or bool(outcome.failure)
    return int(failed)


sys.exit(main())
