"""Seeded fuzzing. Each `fuzz_NAME.py` here has a `case(dice)` that raises when a rule is broken.

`make fuzz` runs them for long, `tests/unit/test_fuzz.py` briefly. A module may set `CASES`, the number of
cases in a long run, `BRIEF`, the number in `make test`, and `LIMIT`, the seconds that one case may take.
"""
