"""Who hears what, and how often; by a clock that the tests turn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeTimer, Rig

from dx7bridge.commands import State
from dx7bridge.errors import BadArguments, Busy, Forbidden
from dx7bridge.osc.answers import STATE, Atoms
from dx7bridge.osc.clients import LEASE, SUBSCRIBERS_KEPT, Clients, Subscribers, Target, resolve
from dx7bridge.osc.schedule import Schedule

ANN, BOB, TABLET = ("10.0.0.1", 5000), ("10.0.0.1", 6000), ("10.0.0.2", 9000)


class Room:
    """Subscribers on a still clock; `heard` lists (target, address, arguments)."""

    def __init__(self) -> None:
        self.timer = FakeTimer()
        self.state: State = Rig().instrument.state
        self.heard: list[tuple[Target, str, Atoms]] = []
        self.subscribers = Subscribers(
            self.timer, lambda: self.state, lambda t, a, atoms: self.heard.append((t, a, atoms))
        )

    def subscribe(self, target: Target, hz: float = 30.0) -> None:
        self.subscribers.add(target, target, hz)
        self.timer.advance(1.0)
        self.heard.clear()

    def seed(self, value: int, author: Target = ("10.9.9.9", 1)) -> None:
        self.state = replace(self.state, seed=value)
        news = {"/dx7/seed": ("/dx7/seed", STATE["/dx7/seed"])}
        self.subscribers.tell(news, {author}, {"/dx7/seed"}, {})


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_subscriber_hears_the_whole_state_at_once(room: Room) -> None:
    room.subscribers.add(ANN, ANN, 30.0)
    assert [address for _, address, _ in room.heard] == list(STATE)


def test_every_subscriber_hears_a_change_but_the_one_that_made_it(room: Room) -> None:
    room.subscribe(ANN)
    room.subscribe(BOB)
    room.seed(5, author=ANN)
    room.timer.advance(1.0)
    assert room.heard == [(BOB, "/dx7/seed", (5,))]


def test_what_was_told_directly_is_not_told_again(room: Room) -> None:
    room.subscribe(ANN)
    room.subscribe(BOB)
    room.state = replace(room.state, seed=5)
    news = {"/dx7/seed": ("/dx7/seed", STATE["/dx7/seed"])}
    room.subscribers.tell(news, {ANN}, (), {ANN: ("/dx7/seed",)})
    room.timer.advance(1.0)
    assert room.heard == [(BOB, "/dx7/seed", (5,))]


def test_changes_go_out_at_the_capped_rate_and_the_last_one_always_arrives(room: Room) -> None:
    room.subscribe(ANN, hz=10.0)
    for millisecond in range(1000):
        room.seed(millisecond)
        room.timer.advance(0.001)
    room.timer.advance(1.0)
    told = [atoms[0] for _, _, atoms in room.heard]
    assert 9 <= len(told) <= 12
    assert told[0] == 0
    assert told[-1] == 999


def test_each_subscriber_has_its_own_rate(room: Room) -> None:
    room.subscribe(ANN, hz=100.0)
    room.subscribe(BOB, hz=5.0)
    for number in range(1000):
        room.seed(number)
        room.timer.advance(0.001)
    counts = [sum(target == who for target, _, _ in room.heard) for who in (ANN, BOB)]
    assert 95 <= counts[0] <= 101
    assert 4 <= counts[1] <= 6


def test_a_lease_ends_without_a_message_and_any_message_renews_it(room: Room) -> None:
    room.subscribe(ANN)
    room.subscribe(BOB)
    room.timer.advance(LEASE - 10)
    room.subscribers.renew({ANN})
    room.timer.advance(20)
    room.seed(1)
    room.timer.advance(1)
    assert {target for target, _, _ in room.heard} == {ANN}
    assert len(room.subscribers) == 1


def test_what_the_configuration_wants_is_for_good(room: Room) -> None:
    room.subscribers.add(TABLET, None, 30.0)
    room.subscribers.add(TABLET, ANN, 5.0)
    room.timer.advance(10 * LEASE)
    assert len(room.subscribers) == 1
    with pytest.raises(Forbidden, match="cannot be removed"):
        room.subscribers.remove(TABLET)


def test_who_unsubscribes_hears_nothing_more_not_even_what_was_waiting(room: Room) -> None:
    room.subscribe(ANN, hz=1.0)
    room.seed(1)
    room.subscribers.remove(ANN)
    room.timer.advance(5)
    assert room.heard == []


def test_too_many_subscribers_are_refused_but_one_may_subscribe_again(room: Room) -> None:
    for number in range(SUBSCRIBERS_KEPT):
        room.subscribers.add(("10.0.0.1", 1000 + number), ANN, 30.0)
    room.subscribers.check_room(("10.0.0.1", 1000))
    with pytest.raises(Busy):
        room.subscribers.check_room(ANN)


def test_answers_go_where_they_came_from_until_a_port_is_registered() -> None:
    clients = Clients()
    assert clients.answers_to(ANN, new=clients.meet(ANN)) == (ANN,)
    clients.register(ANN, ("10.0.0.1", 7701))
    assert clients.answers_to(ANN, new=clients.meet(ANN)) == (("10.0.0.1", 7701),)


def test_a_stranger_s_first_message_is_answered_at_its_host_s_port_too() -> None:
    clients = Clients()
    clients.register(ANN, ("10.0.0.1", 7701))
    assert clients.answers_to(BOB, new=clients.meet(BOB)) == (BOB, ("10.0.0.1", 7701))
    assert clients.answers_to(BOB, new=clients.meet(BOB)) == (BOB,)
    assert clients.answers_to(TABLET, new=clients.meet(TABLET)) == (TABLET,)


def test_fails_are_limited_for_each_sender() -> None:
    clients = Clients()
    assert sum(clients.may_hear_fail(ANN, 1.0) for _ in range(100)) == 10
    assert clients.may_hear_fail(BOB, 1.0)
    assert sum(clients.may_hear_fail(ANN, 1.0 + n / 100) for n in range(200)) in (19, 20)


def test_many_senders_do_not_fill_the_memory() -> None:
    clients = Clients()
    assert all(clients.meet(("10.0.0.1", port)) for port in range(1, 5001))
    assert clients.meet(("10.0.0.1", 1))  # long forgotten


@pytest.mark.parametrize(
    ("sender", "host", "expected"),
    [
        (ANN, "", ("10.0.0.1", 7)),
        (ANN, "10.0.0.1", ("10.0.0.1", 7)),
        (("127.0.0.1", 1), "localhost", ("127.0.0.1", 7)),
        (("::1", 1), "0:0:0:0:0:0:0:1", ("::1", 7)),
    ],
)
def test_a_port_of_one_s_own_host_is_a_legal_target(sender: Target, host: str, expected: Target) -> None:
    assert resolve(sender, host, 7, allow_others=False) == expected


@pytest.mark.parametrize("host", ["10.0.0.2", "localhost", "255.255.255.255"])
def test_another_host_is_forbidden(host: str) -> None:
    with pytest.raises(Forbidden):
        resolve(ANN, host, 7, allow_others=False)


def test_another_host_is_legal_where_the_configuration_allows_it() -> None:
    assert resolve(ANN, "10.0.0.2", 7, allow_others=True) == ("10.0.0.2", 7)


def test_a_host_must_be_numeric() -> None:
    with pytest.raises(BadArguments, match="numeric"):
        resolve(ANN, "synth.example", 7, allow_others=True)


def test_what_is_scheduled_happens_in_time_order_and_equals_in_the_order_they_came() -> None:
    timer, seen = FakeTimer(), []
    schedule = Schedule(timer)
    for name, delay in (("c", 3.0), ("a", 1.0), ("b1", 2.0), ("b2", 2.0), ("b3", 2.0)):
        schedule.at(timer.time() + delay, ANN, 1, lambda name=name: seen.append((name, timer.time())))
    timer.advance(10.0)
    assert seen == [("a", 101.0), ("b1", 102.0), ("b2", 102.0), ("b3", 102.0), ("c", 103.0)]


def test_too_much_scheduled_is_busy_and_a_failing_bundle_stops_no_other() -> None:
    timer, seen = FakeTimer(), []
    schedule = Schedule(timer, capacity=2)
    schedule.at(101.0, ANN, 1, lambda: seen.append(1 // 0))
    schedule.at(102.0, ANN, 1, lambda: seen.append("good"))
    with pytest.raises(Busy):
        schedule.at(103.0, ANN, 1, lambda: None)
    timer.advance(5.0)
    assert seen == ["good"]


def test_what_was_scheduled_can_be_forgotten() -> None:
    timer, seen = FakeTimer(), []
    schedule = Schedule(timer)
    schedule.at(101.0, ANN, 1, lambda: seen.append("never"))
    schedule.clear()
    timer.advance(5.0)
    assert seen == []


def test_a_message_costs_the_same_however_many_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three knobs at a thousand a second renew a lease with each message."""
    looked: list[str] = []

    class Watched(dict):  # type: ignore[type-arg]
        def items(self):  # type: ignore[no-untyped-def]
            looked.append("items")
            return super().items()

        def values(self):  # type: ignore[no-untyped-def]
            looked.append("values")
            return super().values()

    room = Room()
    for port in range(40):
        room.subscribers.add(("127.0.0.1", 9000 + port), ("127.0.0.1", 8000), 10.0)
    monkeypatch.setattr(room.subscribers, "_all", Watched(room.subscribers._all))
    room.subscribers.renew({("127.0.0.1", 7000)})
    assert not looked
