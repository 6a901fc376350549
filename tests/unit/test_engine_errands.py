"""What waits for a file keeps its author waiting and nobody else; who asks for much waits for the others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from answers import SOON, Answers, hold
from fakes import Rig

from dx7bridge.commands import (
    EncodeFile,
    GetLatent,
    GetName,
    Keep,
    LoadSession,
    Overtaken,
    Reply,
    Sample,
    SaveSession,
    SetLatent,
    SetName,
    StoreSlot,
)
from dx7bridge.engine import Job, engine
from dx7bridge.engine.queue import Queue
from dx7bridge.errors import BadArguments, Busy
from dx7bridge.voice import INIT_VOICE, Voice

OTHER = INIT_VOICE.with_name("OTHER")


class SlowDisk:
    """A folder whose reading a test holds."""

    def __init__(self, rig: Rig) -> None:
        self.gate, self.entered = threading.Event(), threading.Event()
        self.threads: set[str] = set()
        rig.files.voices["a.syx"] = (OTHER,)
        self._read = rig.files.read
        rig.files.read = self.read  # type: ignore[method-assign]

    def read(self, path: str, number: int) -> tuple[Voice, str]:
        self.threads.add(threading.current_thread().name)
        self.entered.set()
        assert self.gate.wait(SOON)
        return self._read(path, number)


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig()
    rig.engine.start()
    yield rig
    rig.decoder.gate.set()
    assert rig.engine.close(SOON)


@pytest.fixture
def answers() -> Answers:
    return Answers()


def test_a_disk_that_is_slow_holds_up_its_author_alone(rig: Rig, answers: Answers) -> None:
    disk = SlowDisk(rig)
    submit = rig.engine.submit
    submit(EncodeFile("a.syx", 1), "reader", answers.into("file"))
    submit(GetName(), "reader", answers.into("reader's name"))
    assert disk.entered.wait(SOON)
    submit(SetLatent(((0, 1.0),)), "player", answers.into("knob"))
    assert [label for label, _ in answers.wait(1)] == ["knob"]
    submit(Sample(), "player", answers.into("sample"))
    assert [label for label, _ in answers.wait(2)] == ["knob", "sample"]
    disk.gate.set()
    (_, _, (_, file), (_, name)) = answers.wait(4)
    assert isinstance(file, Reply)
    assert isinstance(name, Reply)
    assert file.state.voice == name.state.voice == OTHER
    assert disk.threads == {"errands"}


def test_no_file_is_touched_on_the_engine_s_thread(rig: Rig, answers: Answers) -> None:
    threads: list[str] = []

    def noting(name: str) -> None:
        real: Callable[..., object] = getattr(rig.files, name)

        def work(*arguments: object, **more: object) -> object:
            threads.append(threading.current_thread().name)
            return real(*arguments, **more)

        setattr(rig.files, name, work)

    for name in ("read", "save", "append", "read_text", "save_text"):
        noting(name)
    rig.files.voices["a.syx"] = (OTHER,)
    for command in (EncodeFile("a.syx", 1), Keep("b.syx"), SaveSession("c"), LoadSession("c")):
        rig.engine.submit(command, "me", answers.into("x"))
    assert all(isinstance(result, Reply) for _, result in answers.wait(4))
    assert threads == ["errands"] * 4


def test_a_session_is_loaded_as_another_author_saved_it_just_before(rig: Rig, answers: Answers) -> None:
    rig.engine.submit(StoreSlot(5), "a", answers.into("x"))
    answers.wait(1)
    rig.engine.submit(SaveSession("s"), "a", answers.into("x"))
    rig.engine.submit(LoadSession("s"), "b", answers.into("load"))
    load = dict(answers.wait(3))["load"]
    assert isinstance(load, Reply)
    assert [slot for slot, _ in load.state.slots] == [5]


def test_what_fails_on_the_disk_is_answered_with_its_code(rig: Rig, answers: Answers) -> None:
    rig.engine.submit(EncodeFile("none.syx", 1), "me", answers.into("x"))
    assert isinstance(answers.wait(1)[0][1], BadArguments)
    assert rig.engine.busy == 0


def test_a_disk_that_never_answers_is_given_up_and_the_next_errand_goes_on(
    rig: Rig, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.0)
    disk = SlowDisk(rig)
    rig.engine.submit(EncodeFile("a.syx", 1), "me", answers.into("hangs"))
    assert isinstance(answers.wait(1)[0][1], Busy)
    monkeypatch.setattr(engine, "PATIENCE", SOON)
    rig.engine.submit(SaveSession("s"), "me", answers.into("saved"))
    assert isinstance(answers.wait(2)[1][1], Reply)
    disk.gate.set()


def test_closing_lets_what_is_being_written_end(answers: Answers) -> None:
    rig = Rig()
    rig.engine.start()
    disk = SlowDisk(rig)
    rig.engine.submit(EncodeFile("a.syx", 1), "me", answers.into("file"))
    assert disk.entered.wait(SOON)
    assert not rig.engine.close(0.01)
    disk.gate.set()
    assert rig.engine.close(SOON)
    assert isinstance(answers.wait(1)[0][1], Reply)


def test_an_errand_that_never_ends_is_known_when_the_engine_is_closed(rig: Rig, answers: Answers) -> None:
    """The interpreter's own end could wait for its thread: `serve` then ends the process itself."""
    disk = SlowDisk(rig)
    rig.engine.submit(EncodeFile("a.syx", 1), "me", answers.into("hangs"))
    assert disk.entered.wait(SOON)
    rig.errands.give_up()
    assert not rig.errands.close(0.01)
    disk.gate.set()
    assert rig.errands.close(SOON)


# --- a fair share for each author --------------------------------------------------------------------


def test_who_asks_for_much_is_served_between_the_others(rig: Rig, answers: Answers) -> None:
    hold(rig, answers)
    for number in range(100):
        rig.engine.submit(SetName(str(number)), "greedy", answers.into("greedy"))
    rig.engine.submit(GetName(), "modest", answers.into("modest"))
    rig.engine.submit(GetLatent(), "keeper", answers.into("keeper"))
    rig.decoder.gate.set()
    order = [label for label, _ in answers.wait(103)]
    assert {"modest", "keeper"} <= set(order[:5])


def test_a_full_queue_takes_from_the_longest_line_never_from_the_shorter(answers: Answers) -> None:
    queue = Queue(4)

    def job(origin: str, name: str) -> Job:
        return Job(SetName(name), origin, answers.into(name))

    for number in range(4):
        assert queue.add(job("greedy", str(number))) == []
    ((refused, _),) = queue.add(job("greedy", "4"))
    assert refused.command == SetName("4")
    ((given_way, answer),) = queue.add(job("modest", "a"))
    assert given_way.command == SetName("3")
    assert isinstance(answer, Busy)
    assert queue.add(job("modest", "b"))[0][0].command == SetName("2")
    assert queue.add(job("modest", "c"))[0][0].command == SetName("c")
    assert len(queue) == 4
    taken = [queue.take()[0].command for _ in range(4)]
    assert taken == [SetName("0"), SetName("a"), SetName("1"), SetName("b")]
    assert queue.take() == []
    for name in ("modest", "greedy", "greedy", "greedy"):  # the longest line need not be the first
        queue.add(job(name, name))
    assert queue.add(job("late", "x"))[0][0].origin == "greedy"


def test_moves_are_taken_together_in_the_order_they_came_and_no_further_than_a_question() -> None:
    queue = Queue(100)

    def move(origin: str, value: float) -> Job:
        return Job(SetLatent(((0, value),)), origin, print)

    question = Job(GetName(), "a", print)
    for job in (move("a", 1), move("b", 2), question, move("a", 4), move("c", 5)):
        assert queue.add(job) == []
    values = [job.command.coordinates[0][1] for job in queue.take()]  # type: ignore[union-attr]
    assert values == [1, 2, 5]
    assert [job.command for job in queue.take()] == [GetName()]
    assert len(queue.take()) == 1


def test_a_move_joins_the_one_directly_before_it_alone() -> None:
    queue = Queue(100)

    def move(origin: str, dimension: int) -> Job:
        return Job(SetLatent(((dimension, 1.0),)), origin, print)

    assert queue.add(move("a", 0)) == []
    assert len(queue.add(move("a", 1))) == 1
    assert queue.add(move("b", 1)) == []
    assert queue.add(move("a", 2)) == []
    assert len(queue) == 3


def test_three_who_turn_all_knobs_at_once_have_one_move_waiting_each() -> None:
    queue = Queue(8)
    for number in range(1000):
        for origin in "abc":
            z = tuple((dimension, number / 1000) for dimension in range(8))
            answered = queue.add(Job(SetLatent(z), origin, print))
            assert all(isinstance(result, Overtaken) for _, result in answered)
    assert len(queue) == 3
    assert [job.origin for job in queue.take()] == ["a", "b", "c"]


def test_a_knob_overtakes_its_own_older_moves_alone_and_none_before_a_question() -> None:
    queue = Queue(100)

    def move(origin: str, dimension: int, value: float) -> Job:
        return Job(SetLatent(((dimension, value),)), origin, print)

    question = Job(GetName(), "a", print)
    for job in (move("a", 0, 1), question, move("a", 0, 2), move("b", 0, 3), move("a", 1, 4)):
        assert queue.add(job) == []
    queue.add(move("b", 5, 0))  # so that nothing is directly before the next
    ((overtaken, _),) = queue.add(move("a", 0, 5))
    assert overtaken.command == SetLatent(((0, 2),))
    assert len(queue) == 6


def test_the_moves_of_a_bundle_are_not_overtaken_one_by_one() -> None:
    queue = Queue(100)

    def move(origin: str, dimension: int) -> Job:
        return Job(SetLatent(((dimension, 1.0),)), origin, print)

    assert queue.add(move("a", 0), more=True) == []
    assert queue.add(move("b", 7)) == []
    assert queue.add(move("a", 1)) == []
    assert queue.add(move("c", 7)) == []
    assert queue.add(move("a", 1)) == []
    assert len(queue) == 5
