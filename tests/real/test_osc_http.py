"""Who may ask over HTTP, and how a connection lives: its phases, and its share of the room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fakes import FakeTimer

from dx7bridge.errors import ParseError
from dx7bridge.osc.clients import Target
from dx7bridge.osc.http import KEEP_ALIVE, may_ask
from dx7bridge.osc.streams import (
    CONNECTIONS,
    FINISH,
    HOST_SHARE,
    SPEAK,
    UNREAD,
    Connection,
    Room,
    send_whole,
)
from dx7bridge.osc.websocket import ASK_AFTER, WebSocket

OWN = ("192.168.1.5", "0.0.0.0")


@pytest.mark.parametrize(
    "headers",
    [
        {},  # a program
        {"host": "127.0.0.1:7700"},
        {"host": "localhost:7700"},
        {"host": "LocalHost"},
        {"host": "[::1]:7700"},
        {"host": "127.8.8.8:1"},
        {"host": "192.168.1.5:7700"},
        {"host": "localhost:7700", "origin": "http://localhost:7700"},
        {"host": "192.168.1.5:7700", "origin": "http://192.168.1.5:7700", "sec-fetch-site": "same-origin"},
        {"host": "localhost:7700", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_a_program_and_a_page_of_our_own_may_ask(headers: dict[str, str]) -> None:
    assert may_ask(headers, OWN)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:7700", "origin": "null"},  # a sandboxed iframe, a file
        {"host": "localhost:7700", "origin": ""},
        {"host": "localhost:7700", "origin": "https://evil.example"},
        {"host": "localhost:7700", "origin": "http://localhost:3000"},
        {"host": "localhost:7700", "origin": "http://127.0.0.1:7700"},
        {"host": "localhost:7700", "origin": "http://[bad"},
        {"host": "localhost:7700", "origin": "file://"},
        {"origin": "http://localhost:7700"},
        {"host": "evil.example:7700"},  # a name that resolves to us
        {"host": "evil.example:7700", "origin": "http://evil.example:7700"},
        {"host": "localhost.evil.example:7700"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "192.168.1.6:7700"},
        {"host": "0.0.0.0:7700"},
        {"host": ""},
        {"host": "localhost:"},
        {"host": "[::1"},
        {"host": "localhost:7700", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    ],
)
def test_a_page_of_another_site_may_not_ask_nor_one_by_another_name(headers: dict[str, str]) -> None:
    assert not may_ask(headers, OWN)


# The room.


class Wire:
    """A TCP transport that remembers."""

    def __init__(self, host: str = "127.0.0.1", port: int = 5) -> None:
        self.peer, self.unread, self.written, self.closed, self.reading = (host, port), 0, b"", False, True

    def get_extra_info(self, name: str) -> Any:
        return {"peername": self.peer, "sockname": ("127.0.0.1", 7700)}.get(name)

    def is_closing(self) -> bool:
        return self.closed

    def abort(self) -> None:
        self.closed = True

    close = abort

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def get_write_buffer_size(self) -> int:
        return self.unread

    def write(self, data: bytes) -> None:
        self.written += data


class Hub:
    """Does work at once, unless it is held."""

    def __init__(self) -> None:
        self.held: list[Iterator[int]] | None = None
        self.packets: list[bytes] = []

    def work(self, _target: Target, work: Iterator[int]) -> None:
        if self.held is not None:
            self.held.append(work)
        else:
            list(work)

    def packet(self, data: bytes, _sender: Target) -> Iterator[int]:
        self.packets.append(data)
        yield 1

    def refuse(self, _sender: Target, _error: ParseError) -> None:
        pass

    def stream_opened(self, _target: Target, _send: object) -> None:
        pass

    def stream_closed(self, _target: Target) -> None:
        pass


class Lines:
    """A conversation in lines, in place of HTTP."""

    idle: float | None = KEEP_ALIVE

    def read(self, waiting: bytearray) -> Iterator[int]:
        while (end := waiting.find(b"\n")) >= 0:
            del waiting[: end + 1]
            yield 1

    def silent(self) -> bool:
        return False

    def closed(self) -> None:
        pass


class House:
    """Connections on a still clock."""

    def __init__(self) -> None:
        self.hub, self.room, self.timer = Hub(), Room(), FakeTimer()

    def connect(self, host: str = "127.0.0.1") -> tuple[Connection, Wire]:
        connection = Connection(self.hub, self.room, lambda *_: Lines(), self.timer)
        wire = Wire(host)
        connection.connection_made(wire)
        return connection, wire


@pytest.fixture
def house() -> House:
    return House()


PACKET = b"\0\0\0\4abcd"


def test_a_connection_that_says_nothing_whole_is_given_up(house: House) -> None:
    for said in (b"", b"\0", b"G"):
        connection, wire = house.connect()
        if said:
            connection.data_received(said)
        house.timer.advance(SPEAK - 0.1)
        assert not wire.closed
        house.timer.advance(0.2)
        assert wire.closed


def test_what_drips_in_gets_no_more_time_by_that(house: House) -> None:
    connection, wire = house.connect()
    connection.data_received(PACKET)
    connection.data_received(b"\0\0\1\0")
    for _ in range(int(FINISH)):
        assert not wire.closed
        connection.data_received(b"x")
        house.timer.advance(1.0)
    assert wire.closed


def test_an_osc_connection_that_has_spoken_may_be_silent_for_hours(house: House) -> None:
    connection, wire = house.connect()
    connection.data_received(PACKET)
    house.timer.advance(86_400)
    assert not wire.closed
    assert house.hub.packets == [b"abcd"]


def test_between_two_requests_there_is_a_limit(house: House) -> None:
    connection, wire = house.connect()
    connection.data_received(b"GET\n")
    house.timer.advance(KEEP_ALIVE - 1)
    connection.data_received(b"GET\n")
    house.timer.advance(KEEP_ALIVE - 1)
    assert not wire.closed
    house.timer.advance(2)
    assert wire.closed


def test_a_websocket_that_is_silent_is_asked_and_then_given_up(house: House) -> None:
    wire = Wire()
    socket = WebSocket(wire, ("tcp x", 1), house.hub, lambda *_: None)  # type: ignore[arg-type]
    assert socket.idle == ASK_AFTER
    assert socket.silent()
    assert wire.written == b"\x89\0"
    list(socket.read(bytearray(b"\x8a\x80abcd")))  # the pong
    assert socket.silent()
    assert not socket.silent()


def test_what_is_worked_on_is_not_read_further_and_waits_for_its_turn(house: House) -> None:
    connection, wire = house.connect()
    house.hub.held = []
    connection.data_received(PACKET * 100)
    assert not wire.reading
    house.timer.advance(2 * SPEAK)
    assert not wire.closed  # it is we who are slow
    (work,) = house.hub.held
    list(work)
    assert wire.reading
    assert len(house.hub.packets) == 100


def speak(connection: Connection) -> None:
    connection.data_received(PACKET)


def test_silent_connections_make_room_for_one_that_comes(house: House) -> None:
    """The fault: 64 silent connections shut TCP and OSCQuery."""
    silent = [house.connect(f"10.0.0.{n % 4}") for n in range(CONNECTIONS)]
    newcomer, wire = house.connect("10.0.1.1")
    speak(newcomer)
    assert not wire.closed
    assert [w.closed for _, w in silent].count(True) == 1
    assert silent[0][1].closed
    assert len(house.room) == CONNECTIONS


def test_there_is_room_for_so_many_connections_and_no_more(house: House) -> None:
    for number in range(CONNECTIONS):
        connection, wire = house.connect(f"10.0.0.{number % 4}")
        speak(connection)
        assert not wire.closed
    late, refused = house.connect("10.0.1.1")
    assert refused.closed
    late.connection_lost(None)
    assert len(house.room) == CONNECTIONS


def test_one_host_takes_its_share_of_the_room_and_no_more(house: House) -> None:
    connections = [house.connect("10.0.0.1") for _ in range(HOST_SHARE)]
    for connection, wire in connections:
        speak(connection)
        assert not wire.closed
    assert house.connect("10.0.0.1")[1].closed
    assert not house.connect("10.0.0.2")[1].closed
    connections[0][0].connection_lost(None)
    assert not house.connect("10.0.0.1")[1].closed


def test_so_much_may_lie_unread_and_no_more() -> None:
    wire = Wire()
    wire.unread = UNREAD
    send_whole(wire, b"x")  # type: ignore[arg-type]
    assert (wire.written, wire.closed) == (b"x", False)
    wire.unread = UNREAD + 1
    send_whole(wire, b"y")  # type: ignore[arg-type]
    assert (wire.written, wire.closed) == (b"x", True)
    assert (CONNECTIONS, HOST_SHARE, UNREAD) == (64, 32, 2 * 1024 * 1024)
