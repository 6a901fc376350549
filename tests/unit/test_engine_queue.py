"""The worker: order, latest wins, one answer each, and a clean end."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import pytest
from answers import SOON, Answers, hold
from fakes import Rig

from dx7bridge.commands import GetLatent, GetName, Overtaken, Reply, Sample, SetLatent, SetName
from dx7bridge.engine import Job, Result
from dx7bridge.errors import BridgeError, Busy, NoModel


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig(capacity=4)
    rig.engine.start()
    yield rig
    rig.decoder.gate.set()
    assert rig.engine.close(SOON)


@pytest.fixture
def answers() -> Answers:
    return Answers()


def test_commands_are_answered_in_the_order_they_came(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    for label in ("a", "b", "c"):
        rig.engine.submit(SetName(label), "me", answers.into(label))
    rig.decoder.gate.set()
    assert [label for label, _ in answers.wait(4)] == ["held", "a", "b", "c"]


def test_an_author_s_waiting_move_is_overtaken_by_the_next_one(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    rig.engine.submit(SetLatent(((0, 1.0), (1, 1.0))), "me", answers.into("first"))
    rig.engine.submit(SetLatent(((0, 2.0),)), "me", answers.into("second"))
    rig.decoder.gate.set()
    (first,), (second,) = (
        [result for label, result in answers.wait(3) if label == name] for name in ("first", "second")
    )
    assert first == Overtaken()
    assert isinstance(second, Reply)
    assert second.state.latent[:2] == (2.0, 1.0)
    assert len(rig.decoder.decoded) == 1


def test_ten_thousand_moves_while_the_worker_is_busy_never_fill_the_queue(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    for number in range(10_000):
        rig.engine.submit(SetLatent(((0, number / 10_000),)), "me", answers.into("move"))
    assert rig.engine.busy == 2
    rig.decoder.gate.set()
    results = [result for label, result in answers.wait(10_001) if label == "move"]
    assert sum(isinstance(result, Overtaken) for result in results) == 9_999
    assert rig.decoder.decoded == [[(pytest.approx(0.9999), *(0.0,) * 7)]]


def test_two_authors_moves_are_decoded_once_and_both_answered(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    rig.engine.submit(SetLatent(((0, 1.0),)), "me", answers.into("mine"))
    rig.engine.submit(SetLatent(((1, 2.0),)), "you", answers.into("yours"))
    rig.decoder.gate.set()
    replies = [r for label, r in answers.wait(3) if label != "held" and isinstance(r, Reply)]
    assert [r.state.latent[:2] for r in replies] == [(1.0, 0.0), (1.0, 2.0)]
    assert len(rig.decoder.decoded) == 1


def test_a_question_between_two_moves_sees_the_first_alone(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    rig.engine.submit(SetLatent(((0, 1.0),)), "me", answers.into("move"))
    rig.engine.submit(GetLatent(), "me", answers.into("question"))
    rig.engine.submit(SetLatent(((0, 2.0),)), "me", answers.into("move"))
    rig.decoder.gate.set()
    (asked,) = (r for label, r in answers.wait(4) if label == "question")
    assert isinstance(asked, Reply)
    assert asked.state.latent[0] == 1.0
    assert rig.engine.state.latent[0] == 2.0


def test_a_full_queue_answers_busy_and_runs_the_rest(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    for number in range(6):
        rig.engine.submit(GetName(), "me", answers.into(str(number)))
    rig.decoder.gate.set()
    results = dict(answers.wait(7))
    assert [isinstance(results[str(n)], Busy) for n in range(6)] == [False] * 4 + [True] * 2


def test_moves_submitted_together_make_one_voice(rig: Rig, answers: Answers) -> None:
    moves = [SetLatent(((dimension, 1.0),)) for dimension in range(8)]
    rig.engine.submit_together([Job(move, n, answers.into("move")) for n, move in enumerate(moves[:4])])
    answers.wait(4)
    assert rig.decoder.decoded == [[(1, 1, 1, 1, 0, 0, 0, 0)]]
    assert len(rig.output.offered) == 1


def test_nobody_comes_between_the_commands_of_a_bundle(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    rig.engine.submit(SetName("other"), "you", answers.into("yours"))
    rig.engine.submit_together([Job(SetName(name), "me", answers.into(name)) for name in ("a", "b")])
    rig.engine.submit(SetName("other"), "they", answers.into("theirs"))
    rig.decoder.gate.set()
    assert [label for label, _ in answers.wait(5)] == ["held", "yours", "a", "b", "theirs"]


def test_an_unexpected_error_is_internal_and_logged_and_the_worker_lives(
    rig: Rig, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    rig.decoder.failing = ZeroDivisionError("oops")
    rig.engine.submit(Sample(), "me", answers.into("bad"))
    ((_, result),) = answers.wait(1)
    assert isinstance(result, BridgeError)
    assert result.code == "internal"
    assert "ZeroDivisionError: oops" in caplog.text
    rig.decoder.failing = None
    rig.engine.submit(Sample(), "me", answers.into("good"))
    assert isinstance(answers.wait(2)[1][1], Reply)


def test_a_fault_of_the_request_keeps_its_code(rig: Rig, answers: Answers) -> None:
    rig.decoder.failing = NoModel("still none")
    rig.engine.submit(SetLatent(((0, 1.0),)), "me", answers.into("move"))
    ((_, result),) = answers.wait(1)
    assert isinstance(result, NoModel)


def test_an_answer_that_cannot_be_delivered_does_not_stop_the_worker(rig: Rig, answers: Answers) -> None:
    def broken(result: Result) -> None:
        raise RuntimeError("nobody home")

    rig.engine.submit(GetName(), "me", broken)
    rig.engine.submit(GetName(), "me", answers.into("after"))
    answers.wait(1)


def test_closing_refuses_what_waits_and_does_not_wait_for_ever(answers: Answers) -> None:
    rig = Rig()
    rig.engine.start()
    hold(rig, answers)
    rig.engine.submit(GetName(), "me", answers.into("waiting"))
    assert not rig.engine.close(0.01)
    ((label, result),) = answers.wait(1)
    assert label == "waiting"
    assert isinstance(result, Busy)
    rig.engine.submit(GetName(), "me", answers.into("late"))
    assert isinstance(answers.wait(2)[1][1], Busy)
    rig.decoder.gate.set()
    assert rig.engine.close(SOON)


@pytest.mark.skipif(sys.platform != "linux", reason="threads have niceness on Linux alone")
def test_the_engine_has_the_priority_of_any_program(rig: Rig, answers: Answers) -> None:
    """At niceness 10 a knob took 65 ms with every core busy, at 0 it takes 18: benchmarks/busy.py."""
    found: list[int] = []

    def look(_result: Result) -> None:
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        answers.into("look")(Overtaken())

    rig.engine.submit(GetName(), "me", look)
    answers.wait(1)
    assert found == [os.getpriority(os.PRIO_PROCESS, 0)]
