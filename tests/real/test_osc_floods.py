"""Floods over real sockets: how much of one is done before somebody else's ping is answered. Counted."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from fakes import Rig
from osc_client import DEADLINE, Client, Heard, connected
from osc_server import bundle, serving

from dx7bridge import __version__
from dx7bridge.osc import Server, query
from dx7bridge.osc.codec import MESSAGES, encode
from dx7bridge.osc.dispatch import HELPS, MATCHES, PACKETS, PATTERNS, SUGGESTIONS, Dispatch
from dx7bridge.osc.post import Post
from dx7bridge.osc.server import AT_ONCE
from dx7bridge.osc.table import TABLE
from dx7bridge.osc.turns import BUDGET

A_TURN_OR_TWO = 2 * BUDGET  # messages


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest_asyncio.fixture
async def server(rig: Rig) -> AsyncIterator[Server]:
    async with serving(rig, tcp=True) as server:
        yield server


@pytest_asyncio.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    async with connected(server.address) as client:
        yield client


@pytest_asyncio.fixture
async def other(server: Server) -> AsyncIterator[Client]:
    async with connected(server.address) as client:
        yield client


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> Callable[[], int]:
    """Count the calls of a method from here on."""
    calls, real = 0, getattr(owner, name)

    def counting(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        return real(*args)

    monkeypatch.setattr(owner, name, counting)
    return lambda: calls


class Sent:
    """All that the server sends, in order, and what `count` was when each went out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, count: Callable[[], int] = lambda: 0) -> None:
        self.messages: list[tuple[Any, ...]] = []
        self.counts: list[int] = []
        real = Post.send

        def send(post: Post, target: Any, address: str, atoms: Any) -> Any:
            self.messages.append((address, *atoms))
            self.counts.append(count())
            return real(post, target, address, atoms)

        monkeypatch.setattr(Post, "send", send)

    async def until(self, *message: Any) -> None:
        """Wait for a message that begins so."""
        async with asyncio.timeout(DEADLINE):
            while not any(each[: len(message)] == message for each in self.messages):
                await asyncio.sleep(0)

    def count_at(self, *message: Any) -> int:
        """What was counted when that message went out."""
        places = (n for n, each in enumerate(self.messages) if each[: len(message)] == message)
        return self.counts[next(places)]


PONG = ("/dx7/pong", __version__, 1, 77777)


async def rest(client: Client) -> list[Heard]:
    """What is heard by the time the engine has nothing left to do."""
    client.send("/dx7/history/get", 424242)
    return (await client.hear_until("/dx7/done", "/dx7/history/get", 424242))[:-2]


STARS = encode("/dx7/" + "*" * 249, ())
CROOKED = encode("/dx7/" + "*a" * 120, ())


@pytest.mark.parametrize(
    "packet",
    [
        bundle(None, *[STARS] * 240),
        bundle(None, *[CROOKED] * 240),
        bundle(None, *[encode("/dx7/help", ())] * 2500),
        bundle(None, *[encode("/dx7/ping", ())] * 4000),
        bundle(None, *[encode(f"/dx7/latents/{n}", ()) for n in range(2000)]),
        bundle(None, *[encode("/dx7/cart/ints/get", ())] * 2000),
        bundle(None, *[encode("/dx7/subscribe", ())] * 2000),
    ],
    ids=["stars", "crooked", "help", "ping", "unknown", "cartridges", "subscribe"],
)
async def test_a_ping_is_answered_after_a_turn_or_two_of_another_s_flood(
    client: Client, other: Client, monkeypatch: pytest.MonkeyPatch, packet: bytes
) -> None:
    sent = Sent(monkeypatch, counted(monkeypatch, Dispatch, "_prepare"))
    for _ in range(3):  # as much as the system holds
        client.send_raw(packet[:65_000])
    other.send("/dx7/ping", PONG[3])
    await sent.until(*PONG)
    assert sent.count_at(*PONG) <= A_TURN_OR_TWO


async def test_a_signal_to_end_is_seen_after_a_turn_of_a_flood(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, stop = counted(monkeypatch, Dispatch, "_prepare"), asyncio.Event()
    for _ in range(50):
        server.datagram_received(bundle(None, *[STARS] * 240), client.address)
    asyncio.get_running_loop().call_soon(stop.set)
    await stop.wait()
    assert done() <= A_TURN_OR_TWO


async def test_a_ping_is_answered_after_a_turn_or_two_of_requests_over_http(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault: 13,000 GETs on one connection took 8 seconds."""
    sent = Sent(monkeypatch, done := counted(monkeypatch, query.Pages, "get"))
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(b"GET /dx7/seed HTTP/1.1\r\n\r\n" * 13_000)
    await reader.readexactly(1)
    before = done()
    client.send("/dx7/ping", PONG[3])
    await sent.until(*PONG)
    assert sent.count_at(*PONG) - before <= A_TURN_OR_TWO
    writer.close()


async def test_every_request_of_a_pipeline_is_answered_in_the_end(server: Server) -> None:
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(b"GET /dx7/seed?TYPE HTTP/1.1\r\n\r\n" * 1000)
    data = b""
    async with asyncio.timeout(DEADLINE):
        while data.count(b'{"TYPE": "i"}') < 1000:
            data += await reader.read(1 << 16)
    writer.close()


async def test_a_tree_is_made_once_for_a_state(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0
    real = query.tree

    def counting(state: Any) -> Any:
        nonlocal made
        made += 1
        return real(state)

    monkeypatch.setattr(query, "tree", counting)
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(b"GET /dx7/seed?TYPE HTTP/1.1\r\n\r\n" * 5)
    data = b""
    while data.count(b'{"TYPE": "i"}') < 5:
        data += await asyncio.wait_for(reader.read(1 << 16), DEADLINE)
    assert made == 1
    writer.close()


async def test_so_many_messages_of_a_packet_are_done_and_the_rest_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    client.send_raw(bundle(None, *[encode("/dx7/ping", ())] * (MESSAGES + 5)))
    client.send("/dx7/ping", PONG[3])
    await sent.until(*PONG)
    assert [each[0] for each in sent.messages].count("/dx7/pong") == MESSAGES + 1
    (fail,) = (each for each in sent.messages if each[0] == "/dx7/fail")
    assert (fail[1], fail[3]) == ("", "parse")
    assert f"more than {MESSAGES} elements" in fail[4]


async def test_so_many_patterns_of_a_packet_are_tried_and_the_rest_refused(client: Client) -> None:
    client.send_raw(bundle(None, *[encode("/dx7/see?", (number,)) for number in range(PATTERNS + 2)]))
    heard = await rest(client)
    assert [each[0] for each in heard].count("/dx7/done") == PATTERNS
    fails = [each for each in heard if each[0] == "/dx7/fail"]
    assert [fail[3] for fail in fails] == ["busy"] * 2


async def test_the_patterns_of_a_packet_make_so_many_requests_and_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dx7bridge.osc.dispatch.MATCHES", 7)
    monkeypatch.setattr(
        "dx7bridge.osc.dispatch._Allowance", lambda: type("A", (), {"patterns": 9, "matches": 7})()
    )
    client.send_raw(bundle(None, *[encode("/dx7/see?", (number,)) for number in range(9)]))
    heard = await rest(client)
    assert [each[0] for each in heard].count("/dx7/done") == 7
    assert [each[3] for each in heard if each[0] == "/dx7/fail"] == ["busy"] * 2
    assert (PATTERNS, MATCHES) == (16, 256)


async def test_a_client_has_so_many_requests_for_help_under_way(client: Client) -> None:
    client.send_raw(
        bundle(None, *[encode("/dx7/help", ("/dx7/ping", number)) for number in range(1, HELPS + 3)])
    )
    client.send("/dx7/seed", 1, 99)
    heard = await client.hear_until("/dx7/done", "/dx7/seed", 99)
    busy = [each[2] for each in heard if each[0] == "/dx7/fail" and each[3] == "busy"]
    assert busy == [HELPS + 1, HELPS + 2]


async def test_so_many_packets_of_one_client_wait_and_more_are_refused(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    for number in range(PACKETS + 3):
        server._dispatch.take(encode("/dx7/ping", (number + 1,)), client.address)
    await sent.until("/dx7/pong", __version__, 1, PACKETS)
    assert [each[0] for each in sent.messages].count("/dx7/pong") == PACKETS
    assert [each[3] for each in sent.messages if each[0] == "/dx7/fail"] == ["busy"] * 3


class Datagrams:
    """A socket with so many datagrams to read."""

    def __init__(self, count: int) -> None:
        self.left = count

    def recvfrom(self, _size: int) -> tuple[bytes, Any]:
        if not self.left:
            raise BlockingIOError
        self.left -= 1
        return b"", ("127.0.0.1", 9)


@pytest.mark.parametrize(("waiting", "left"), [(0, 0), (AT_ONCE - 1, 0), (AT_ONCE, 1), (AT_ONCE + 9, 10)])
async def test_so_many_datagrams_are_read_in_one_turn(server: Server, waiting: int, left: int) -> None:
    datagrams = Datagrams(waiting)
    bound, server._bound = server._bound, type("B", (), {"udp": datagrams, "tcp": None})()
    server.datagram_received(b"", ("127.0.0.1", 9))
    server._bound = bound
    assert datagrams.left == left
    assert AT_ONCE == 256


async def test_a_request_with_an_id_always_gets_its_answer_however_many_fail(client: Client) -> None:
    for number in range(1, 51):
        client.send("/dx7/slot/recall", 60, 0.0, number)
    heard = [await client.hear() for _ in range(50)]
    assert [each[:4] for each in heard] == [
        ("/dx7/fail", "/dx7/slot/recall", number, "no_slot") for number in range(1, 51)
    ]
    for number in range(1, 31):
        client.send("/dx7/nowhere", number)
    assert [(await client.hear())[2] for _ in range(30)] == list(range(1, 31))


async def test_so_many_suggestions_are_looked_for_in_a_second(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def near(_address: str) -> str:
        nonlocal asked
        asked += 1
        return ""

    monkeypatch.setattr("dx7bridge.osc.dispatch._near", near)
    monkeypatch.setattr(server._dispatch._loop, "time", lambda: 1000.5)
    for port in range(2000, 2100):  # each a new client, whose first refusals all may be heard
        list(server._dispatch.packet(encode(f"/dx7/latents/{port}", ()), ("127.0.0.1", port)))
    assert asked == SUGGESTIONS == 8


async def test_a_registered_port_is_kept_while_hundreds_pass_by(
    server: Server, client: Client, other: Client
) -> None:
    """The fault: 512 senders made a /dx7/reply forgotten."""
    client.send("/dx7/reply", other.address[1])
    await other.hear_until("/dx7/done")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        for port in range(20_000, 21_300):
            server._take(encode("/dx7/seed", (1,)), ("127.0.0.1", port))
    client.send("/dx7/ping", 77)
    assert (await other.hear_until("/dx7/pong"))[-1][3] == 77


FORBIDDEN = [row.address for row in TABLE if not row.wild]


@pytest.mark.parametrize("pattern", ["/*", "/*/*", "/*/*/*", "/*/*/*/*"])
@pytest.mark.parametrize("arguments", [(), (1,), ("x",), (1, 1), ("x", 1), (1, 1.0, 1)])
async def test_no_pattern_writes_loads_forgets_or_sends(
    rig: Rig, client: Client, pattern: str, arguments: tuple[float | str, ...]
) -> None:
    """The fault: /dx7/*/* saved and loaded sessions, forgot controllers and sent."""
    await client.ask("/dx7/slot/store", 1)
    await client.ask("/dx7/lock", "op1")
    before = rig.engine.state
    client.send(pattern, *arguments)
    heard = await rest(client)
    assert rig.files.texts == {}
    assert rig.files.voices == {}
    assert rig.output.resent == []
    assert rig.auditions.played == []
    assert (rig.engine.state.slots, rig.engine.state.locks) == (before.slots, before.locks)
    assert not {each[1] for each in heard if each[0] == "/dx7/done"} & set(FORBIDDEN)


@pytest.mark.parametrize("address", ["/dx7/session/sav?", "/dx7/mid[i]/send", "/dx7/{unlock}", "/dx7/keep*"])
async def test_a_pattern_that_fits_such_an_address_alone_is_forbidden(client: Client, address: str) -> None:
    client.send(address)
    fail = await client.hear()
    assert (fail[0], fail[3]) == ("/dx7/fail", "forbidden")
    assert "not reached by a pattern" in fail[4]


def test_what_patterns_reach_sets_what_plays_or_asks() -> None:
    acts = "store clear save load send learn forget keep encode cart/s cart/i undo redo lock"
    acts += " audition capture reply subscribe hello help path/stop"
    for row in TABLE:
        if row.wild and not row.address.endswith("/get"):
            assert not any(word in row.address for word in acts.split()), row.address
