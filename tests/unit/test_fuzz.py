"""Every fuzzer, briefly; `make fuzz` runs them for long."""

import random

import pytest
from fuzz.runner import Fuzzer, fuzzers, run

KNOWN = fuzzers()


@pytest.mark.parametrize("name", KNOWN)
def test_no_case_breaks_a_rule(name):
    fuzzer = KNOWN[name]
    outcome = run(fuzzer, fuzzer.brief)
    assert not outcome.failure
    assert outcome.cases == fuzzer.brief


def test_a_failure_names_the_case_that_brings_it_back():
    def case(dice: random.Random) -> None:
        assert dice.random() < 0.9, "too much"

    broken = Fuzzer("broken", case, 100, 100, 5.0)
    outcome = run(broken, 100)
    assert outcome.cases < 100
    assert f"case {outcome.cases}: AssertionError: too much" in outcome.failure
    assert f"--seed {outcome.cases} --cases 1" in outcome.failure
    again = run(broken, 1, seed=outcome.cases)
    assert again.failure == outcome.failure


def test_a_case_that_hangs_is_a_failure():
    def case(_dice: random.Random) -> None:
        while True:
            pass

    outcome = run(Fuzzer("endless", case, 1, 1, 0.05), 1)
    assert "TimeoutError" in outcome.failure


def test_the_long_run_has_a_million_cases():
    assert sum(fuzzer.cases for fuzzer in KNOWN.values()) >= 1_000_000
