"""Hosts beyond this machine hear at most tenfold until they show that they are there."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from fakes import FakeTimer

from dx7bridge.osc.codec import encode
from dx7bridge.osc.post import Post
from dx7bridge.osc.reach import FACTOR, GREETING, GUESSES, HOSTS_KEPT, Reach

FAR = "192.0.2.7"


def test_a_host_beyond_this_machine_hears_at_most_ten_times_what_it_sends() -> None:
    assert FACTOR == 10
    reach = Reach()
    assert not reach.may_send(FAR, 1)
    reach.received(FAR, 100)
    sent = sum(each for each in [50] * 100 if reach.may_send(FAR, each))
    assert FACTOR * 100 - GREETING - 50 < sent <= FACTOR * 100 - GREETING
    assert reach.may_send(FAR, GREETING, greeting=True)
    assert not reach.may_send(FAR, 50, greeting=True)
    reach.received(FAR, 10)
    assert reach.may_send(FAR, 50, greeting=True)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "10.1.2.3", "fe80::1%eth0"]
)
def test_this_machine_and_what_is_trusted_hear_everything(host: str) -> None:
    assert Reach([ip_network("10.0.0.0/8"), ip_network("fe80::/10")]).may_send(host, 10**6)


def test_who_sends_its_own_number_back_is_there_and_nobody_else() -> None:
    reach = Reach()
    reach.received(FAR, 1)
    assert not reach.prove(FAR, reach.number("192.0.2.8"))
    assert not reach.prove(FAR, 0)
    assert not reach.may_send(FAR, 1000)
    assert reach.prove(FAR, reach.number(FAR))
    assert reach.may_send(FAR, 10**6)
    assert Reach().number(FAR) != reach.number(FAR)


def test_so_many_guesses_and_no_more() -> None:
    for guesses, believed in ((GUESSES - 1, True), (GUESSES, False)):
        reach = Reach()
        reach.received(FAR, 1)
        right = reach.number(FAR)
        assert 0 < right < 2**24  # a float32 holds it exactly: TouchOSC sends nothing else
        for _ in range(guesses):
            assert not reach.prove(FAR, right ^ 1)
        assert reach.prove(FAR, right) == believed


def test_passing_hosts_do_not_make_one_forgotten_that_is_there() -> None:
    reach = Reach()
    reach.met(FAR)
    for number in range(2 * HOSTS_KEPT):
        reach.received(f"198.51.{number // 256}.{number % 256}", 10)
    assert reach.is_there(FAR)
    assert not reach.may_send("198.51.0.0", 1)  # forgotten: it begins again with nothing


class Wire:
    """A UDP transport that remembers."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def is_closing(self) -> bool:
        return False

    def sendto(self, data: bytes, _target: object) -> None:
        self.sent.append(data)


def test_what_is_held_back_is_said_once_with_the_number_that_lifts_the_limit() -> None:
    post, wire = Post(FakeTimer(), reach := Reach()), Wire()
    post.transport = wire
    reach.received(FAR, 24)
    for _ in range(50):
        post.send((FAR, 9000), "/dx7/params", tuple(range(155)))
    assert wire.sent == [encode("/dx7/hello", (reach.number(FAR),))]
    assert sum(map(len, wire.sent)) <= FACTOR * 24
    reach.prove(FAR, reach.number(FAR))
    post.send((FAR, 9000), "/dx7/params", tuple(range(155)))
    assert len(wire.sent) == 2
