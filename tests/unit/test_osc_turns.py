"""Bounded work: what one turn of the event loop does, however much is asked. Counted, never timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dx7bridge.osc.codec import ARGUMENTS, MESSAGES, Malformed, encode, parse
from dx7bridge.osc.patterns import LONGEST, matcher
from dx7bridge.osc.streams import Slip
from dx7bridge.osc.table import TABLE
from dx7bridge.osc.turns import BUDGET, Turns


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python this takes."""
    count = 0

    def trace(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


class Loop:
    """Turns of an event loop, one at a time."""

    def __init__(self) -> None:
        self.soon: list[Callable[[], None]] = []

    def call_soon(self, callback: Callable[[], None]) -> None:
        self.soon.append(callback)

    def turn(self) -> None:
        due, self.soon = self.soon, []
        for each in due:
            each()


def pieces(log: list[str], name: str, count: int, cost: int = 1) -> Iterator[int]:
    for _ in range(count):
        log.append(name)
        yield cost


def test_one_turn_spends_its_budget_and_the_rest_goes_on_in_the_next() -> None:
    loop, log = Loop(), list[str]()
    turns = Turns(loop.call_soon)
    turns.add("a", pieces(log, "a", 3 * BUDGET))
    for turn in range(1, 4):
        loop.turn()
        assert len(log) == turn * BUDGET
    loop.turn()
    assert loop.soon == []


def test_a_dear_piece_ends_the_turn() -> None:
    loop, log = Loop(), list[str]()
    turns = Turns(loop.call_soon)
    turns.add("a", pieces(log, "a", 5, cost=BUDGET))
    loop.turn()
    assert log == ["a"]


def test_owners_take_turns_and_a_small_one_is_done_beside_a_great_one() -> None:
    loop, log = Loop(), list[str]()
    turns = Turns(loop.call_soon)
    turns.add("great", pieces(log, "great", 10_000))
    turns.add("small", pieces(log, "small", 2))
    loop.turn()
    assert log[:4] == ["great", "small", "great", "small"]


def test_the_work_of_one_owner_keeps_its_order_and_what_fails_stops_no_other() -> None:
    loop, log = Loop(), list[str]()
    turns = Turns(loop.call_soon)

    def bad() -> Iterator[int]:
        raise ZeroDivisionError
        yield 1

    for work in (pieces(log, "first", 2), bad(), pieces(log, "second", 1)):
        turns.add("a", work)
    assert turns.waiting("a") == 3
    while loop.soon:
        loop.turn()
    assert log == ["first", "first", "second"]
    assert turns.waiting("a") == 0


def test_what_a_piece_adds_for_its_own_owner_comes_after() -> None:
    loop, log = Loop(), list[str]()
    turns = Turns(loop.call_soon)

    def adding() -> Iterator[int]:
        turns.add("a", pieces(log, "added", 1))
        yield 1
        log.append("rest")

    turns.add("a", adding())
    while loop.soon:
        loop.turn()
    assert log == ["rest", "added"]


# Patterns.


@pytest.mark.parametrize("piece", ["*", "*a", "?*", "[!a]*", "{a,*}", "*{x,xx}"])
def test_the_work_of_a_pattern_grows_with_its_length_alone(piece: str) -> None:
    """The fault: 240 patterns of 249 stars took 14 seconds."""
    addresses = [row.address for row in TABLE]

    def work(pattern: str) -> int:
        fits = matcher(pattern)
        return lines_run(lambda: [fits(address) for address in addresses])

    matcher("/dx7/*")("/dx7/latent/1")
    short, long = (work(f"/dx7/{piece * (n // len(piece))}") for n in (100, 240))
    assert long <= 3 * short + 1000
    assert long < 60 * LONGEST * len(addresses)


def slow(pattern: str, text: str) -> bool:
    """What a pattern of letters, ? and * means, by trying everything."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return slow(pattern[1:], text) or (text[:1] not in ("", "/") and slow(pattern, text[1:]))
    if pattern[0] == "?":
        return text[:1] not in ("", "/") and slow(pattern[1:], text[1:])
    return text[:1] == pattern[0] and slow(pattern[1:], text[1:])


@given(st.text("ab/?*", max_size=7), st.text("ab/", max_size=7))
def test_a_pattern_means_what_trying_everything_finds(pattern: str, text: str) -> None:
    assert matcher(pattern)(text) == slow(pattern, text)


# Packets.


def bundle(*elements: bytes) -> bytes:
    return b"#bundle\0" + (1).to_bytes(8, "big") + b"".join(len(e).to_bytes(4, "big") + e for e in elements)


def test_so_many_elements_of_one_packet_are_read_and_the_rest_is_refused_once() -> None:
    ping = encode("/dx7/ping", ())
    for extra in (0, 1, 500):
        (timed,) = parse(bundle(*[ping] * (MESSAGES + extra)))
        bad = [message for message in timed.messages if isinstance(message, Malformed)]
        assert len(timed.messages) - len(bad) == MESSAGES
        assert len(bad) == bool(extra)
    nested = bundle(*[bundle(ping)] * MESSAGES)
    messages = [message for timed in parse(nested) for message in timed.messages]
    assert sum(isinstance(message, Malformed) for message in messages) == 1
    assert len(messages) <= MESSAGES


def test_so_many_arguments_of_one_message_are_read_and_more_are_refused() -> None:
    ((good,), (bad,)) = (
        parse(encode("/dx7/x", (1,) * count))[0].messages for count in (ARGUMENTS, ARGUMENTS + 1)
    )
    assert not isinstance(good, Malformed)
    assert isinstance(bad, Malformed)
    assert f"at most {ARGUMENTS} arguments" in str(bad.error)


def test_a_long_text_is_read_in_no_more_steps_than_a_short_one() -> None:
    short, long = (encode("/dx7/x", ("a" * size,)) for size in (10, 60_000))
    assert lines_run(lambda: parse(long)) == lines_run(lambda: parse(short))


def test_slip_is_read_in_no_more_steps_when_the_packet_is_long() -> None:
    short, long = (b"\xc0" + b"a" * size + b"\xc0" for size in (10, 60_000))
    assert lines_run(lambda: Slip().feed(long)) == lines_run(lambda: Slip().feed(short))
