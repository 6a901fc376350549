"""OSC over TCP, OSCQuery over HTTP and WebSocket, on one port: real sockets, a real engine on fakes."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import random
import socket
import struct
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from fakes import Rig
from osc_client import DEADLINE, Client, Heard, connected
from pythonosc.osc_message import OscMessage
from pythonoscquery.osc_query_client import OSCQueryClient
from zeroconf import ServiceInfo

from dx7bridge import __version__
from dx7bridge.errors import BridgeError, ParseError
from dx7bridge.osc import Server, Status, bind, running_server
from dx7bridge.osc.answers import STATE
from dx7bridge.osc.codec import Atom, encode
from dx7bridge.osc.streams import LARGEST_PACKET, Framing, Sized, Slip
from dx7bridge.osc.table import ADDRESSES, TABLE
from dx7bridge.voice import INIT_VOICE

TRICKY = bytes(range(256)) + b"\xc0\xdb\xdc\xdd\xc0\xc0\xdb\xdb"


# Packets in a stream.


@pytest.mark.parametrize("framing", [Sized, Slip])
def test_packets_come_out_as_they_went_in_however_the_stream_is_cut(framing: type[Framing]) -> None:
    chance = random.Random(1)
    packets = [TRICKY, b"a", b"\0" * 1000, *(chance.randbytes(chance.randint(1, 300)) for _ in range(50))]
    stream = b"".join(framing().frame(packet) for packet in packets)
    for _ in range(20):
        reader, found, at = framing(), [], 0
        while at < len(stream):
            step = chance.randint(1, 97)
            found += reader.feed(stream[at : at + step])
            at += step
        assert found == packets


def test_slip_takes_frames_with_one_end_or_two() -> None:
    assert Slip().feed(b"\xc0ab\xc0cd\xc0\xc0ef\xc0") == [b"ab", b"cd", b"ef"]


def test_a_packet_too_large_ends_the_stream() -> None:
    with pytest.raises(ParseError, match="size: a packet of"):
        Sized().feed((LARGEST_PACKET + 1).to_bytes(4, "big"))
    with pytest.raises(ParseError, match="SLIP: a packet over"):
        Slip().feed(b"\xc0" + b"x" * (LARGEST_PACKET + 1))


# Over a socket.


class Peer:
    """A TCP client that speaks OSC in one framing."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, framing: type[Framing]
    ) -> None:
        self.reader, self.writer = reader, writer
        self._in, self._out = framing(), framing()
        self._heard: list[bytes] = []

    def send(self, address: str, *atoms: Atom) -> None:
        self.writer.write(self._out.frame(encode(address, atoms)))

    async def hear(self) -> Heard:
        while not self._heard:
            data = await asyncio.wait_for(self.reader.read(65536), DEADLINE)
            assert data, "the server hung up"
            self._heard += self._in.feed(data)
        message = OscMessage(self._heard.pop(0))
        return (message.address, *message.params)

    async def ask(self, address: str, *atoms: Atom) -> list[Heard]:
        self.send(address, *atoms)
        heard = [await self.hear()]
        while heard[-1][:2] not in (("/dx7/done", address), ("/dx7/fail", address)):
            heard.append(await self.hear())
        return heard


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest_asyncio.fixture
async def server(rig: Rig) -> AsyncIterator[Server]:
    rig.engine.start()
    try:
        async with running_server(rig.engine, lambda: Status("fake", 8, "recording"), tcp=True) as server:
            yield server
    finally:
        assert await asyncio.to_thread(rig.engine.close, DEADLINE)


@pytest_asyncio.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    async with connected(server.address) as client:
        yield client


@contextlib.asynccontextmanager
async def opened(server: Server, framing: type[Framing] = Sized) -> AsyncIterator[Peer]:
    reader, writer = await asyncio.open_connection(*server.address)
    try:
        yield Peer(reader, writer, framing)
    finally:
        writer.close()


@pytest.mark.parametrize("framing", [Sized, Slip])
async def test_a_request_over_tcp_is_answered_on_its_connection(
    server: Server, framing: type[Framing]
) -> None:
    async with opened(server, framing) as peer:
        peer.send("/dx7/ping", 5)
        assert await peer.hear() == ("/dx7/pong", __version__, 1, 5)
        assert await peer.ask("/dx7/params/get", 6) == [
            ("/dx7/params", *INIT_VOICE.values),
            ("/dx7/done", "/dx7/params/get", 6),
        ]
        (fail,) = await peer.ask("/dx7/vary", 2.0, 7)
        assert fail[:4] == ("/dx7/fail", "/dx7/vary", 7, "out_of_range")


async def test_a_tcp_client_follows_and_is_not_told_what_it_set(
    server: Server, client: Client, rig: Rig
) -> None:
    async with opened(server) as peer:
        await peer.ask("/dx7/subscribe")
        assert [(await peer.hear())[0] for _ in STATE] == list(STATE)
        await client.ask("/dx7/temperature", 0.5)
        assert await peer.hear() == ("/dx7/temperature", 0.5)
        await peer.ask("/dx7/seed", 5)
        await client.ask("/dx7/temperature", 0.25)
        assert await peer.hear() == ("/dx7/temperature", 0.25)


async def test_a_cartridge_of_ints_fits_although_no_datagram_would_need_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dx7bridge.osc.post.LARGEST_DATAGRAM", 9216)
    async with opened(server) as peer:
        await peer.ask("/dx7/cart/sample", 1)
        assert [len(heard) for heard in await peer.ask("/dx7/cart/ints/get")] == [4105, 3]


async def test_a_tcp_client_that_leaves_is_forgotten(server: Server, client: Client) -> None:
    async with opened(server) as peer:
        await peer.ask("/dx7/subscribe")
        client.send("/dx7/status")
        assert (await client.hear())[5] == 1
    async with asyncio.timeout(DEADLINE):
        subscribers = 1
        while subscribers:
            client.send("/dx7/status")
            subscribers = (await client.hear())[5]
    assert (await client.ask("/dx7/temperature", 0.5))[-1][0] == "/dx7/done"


async def test_a_tcp_client_may_have_state_sent_to_a_port_of_its_own(server: Server, client: Client) -> None:
    async with opened(server) as peer:
        await peer.ask("/dx7/subscribe", client.address[1])
        assert [(await client.hear())[0] for _ in STATE] == list(STATE)
        (fail,) = await peer.ask("/dx7/subscribe", "192.0.2.7:7701")
        assert fail[3] == "forbidden"


async def test_a_stream_that_makes_no_sense_is_told_and_ended(server: Server, client: Client) -> None:
    async with opened(server) as peer:
        peer.writer.write(b"\0\xff\xff\xff rubbish")
        assert (await peer.hear())[:4] == ("/dx7/fail", "", 0, "parse")
        assert await asyncio.wait_for(peer.reader.read(), DEADLINE) == b""
    client.send("/dx7/ping")
    assert (await client.hear())[0] == "/dx7/pong"


async def test_random_bytes_over_tcp_never_silence_the_server(server: Server, client: Client) -> None:
    chance = random.Random(3)
    for first in (b"\0", b"\xc0", b"G", b"", b"\x80") * 10:
        async with opened(server) as peer:
            peer.writer.write(first + chance.randbytes(chance.randint(1, 2000)))
            with contextlib.suppress(ConnectionError):
                await peer.writer.drain()
    client.send("/dx7/ping")
    assert (await client.hear())[0] == "/dx7/pong"


async def test_a_tcp_port_in_use_is_a_plain_error(rig: Rig, server: Server) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    with contextlib.closing(taken), contextlib.closing(bind(taken.getsockname())) as bound:
        async with running_server(rig.engine, listen=bound) as second:
            port = second.address[1]
            with pytest.raises(BridgeError, match=rf":{port} over TCP: .*in use"):
                await second.listen_tcp()


# OSCQuery.


async def get(server: Server, url: str, method: str = "GET", **headers: str) -> tuple[int, Any]:
    """Status and JSON body of a request."""
    async with opened(server) as peer:
        given = {"Host": "{}:{}".format(*server.address), "Connection": "close"} | headers
        lines = [f"{method} {url} HTTP/1.1"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
        peer.writer.write("\r\n".join([*lines, "", ""]).encode())
        data = await asyncio.wait_for(peer.reader.read(), DEADLINE)
    head, _, body = data.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body) if body else None


def leaves(node: Any) -> list[Any]:
    below = [leaf for child in node.get("CONTENTS", {}).values() for leaf in leaves(child)]
    return ([node] if node["ACCESS"] else []) + below


async def test_the_tree_has_every_address_with_type_access_range_and_words(server: Server) -> None:
    status, root = await get(server, "/")
    assert (status, root["FULL_PATH"]) == (200, "/")
    found = {leaf["FULL_PATH"]: leaf for leaf in leaves(root)}
    assert set(found) == {*ADDRESSES, *STATE}
    for address, leaf in found.items():
        assert leaf["ACCESS"] == (address in STATE) + 2 * (address in ADDRESSES), address
        assert ("VALUE" in leaf) == (address in STATE), address
        assert leaf["DESCRIPTION"]
    vary = found["/dx7/vary"]
    assert (vary["TYPE"], vary["RANGE"]) == ("f", [{"MIN": 0, "MAX": 1}])
    assert found["/dx7/latent"]["TYPE"] == "ffffffff"
    assert found["/dx7/latent"]["VALUE"] == [0.0] * 8
    assert found["/dx7/latent/3"]["RANGE"] == [{"MIN": -8, "MAX": 8}]
    assert (found["/dx7/path"]["TYPE"], found["/dx7/path"]["RANGE"][0]["MAX"]) == ("if", 64)
    assert found["/dx7/sample"]["TYPE"] == "N"
    assert found["/dx7/morph/mode"]["VALUE"] == ["latent"]
    assert found["/dx7/morph/mode"]["RANGE"] == [{"VALS": ["latent", "parameters"]}]
    assert (found["/dx7/guard"]["ACCESS"], found["/dx7/guard"]["VALUE"]) == (3, [0])


async def test_a_button_may_be_pressed_with_nil_or_impulse(client: Client) -> None:
    for tag in (b"N", b"I"):
        client.send_raw(b"/dx7/sample\0," + tag + b"\0\0")
        assert (await client.hear_until("/dx7/done"))[-1][1] == "/dx7/sample"


@pytest.mark.parametrize(
    ("url", "status", "body"),
    [
        ("/dx7/seed?VALUE", 200, {"VALUE": [1]}),
        ("/dx7/seed?TYPE", 200, {"TYPE": "i"}),
        ("/dx7/%73eed?ACCESS", 200, {"ACCESS": 3}),
        ("/dx7/sample?VALUE", 204, None),
        ("/dx7/sample?COLOUR", 400, None),
        ("/dx7/nowhere", 404, None),
        ("/dx7/sample/further", 404, None),
        ("nonsense and more", 400, None),
        ("//[x", 404, None),
        ("http://[bad/", 404, None),
        ("/%00%ff", 404, None),
    ],
)
async def test_parts_of_the_tree_are_answered_or_refused(
    server: Server, url: str, status: int, body: Any
) -> None:
    assert await get(server, url) == (status, body)


async def test_the_tree_shows_the_values_of_now(server: Server, client: Client) -> None:
    await client.ask("/dx7/temperature", 0.5)
    assert await get(server, "/dx7/temperature?VALUE") == (200, {"VALUE": [0.5]})


async def test_the_host_says_where_to_send(server: Server) -> None:
    status, info = await get(server, "/?HOST_INFO")
    assert status == 200
    assert (info["OSC_IP"], info["OSC_PORT"], info["OSC_TRANSPORT"]) == (*server.address, "UDP")
    assert (info["WS_IP"], info["WS_PORT"]) == server.address
    assert info["EXTENSIONS"]["LISTEN"] is True


async def test_a_public_client_reads_the_host_and_every_value(
    rig: Rig, server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    await client.ask("/dx7/morph/mode", "parameters")
    host, port = server.address
    kind = "_oscjson._tcp.local."
    reader = OSCQueryClient(ServiceInfo(kind, f"x.{kind}", port=port, addresses=[socket.inet_aton(host)]))
    info = await asyncio.to_thread(reader.get_host_info)
    assert (info.osc_ip, info.osc_port, info.osc_transport) == (host, port, "UDP")
    # It knows no node that has both a value and others below it, nor one that can only be written.
    for address in [a for a in STATE if not any(b.startswith(f"{a}/") for b in {*ADDRESSES, *STATE})]:
        node = await asyncio.to_thread(reader.query_node, address)
        assert node.full_path == address
        assert node.value == (list(STATE[address](rig.engine.state)) or [None]), address
    assert (await asyncio.to_thread(reader.query_node, "/dx7/morph/mode")).value == ["parameters"]
    assert await asyncio.to_thread(reader.query_node, "/dx7/nowhere") is None


async def test_nothing_but_get_is_answered(server: Server) -> None:
    assert await get(server, "/dx7/seed", method="POST") == (405, None)


async def test_two_requests_on_one_connection_are_both_answered(server: Server) -> None:
    async with opened(server) as peer:
        peer.writer.write(b"GET /dx7/seed?TYPE HTTP/1.1\r\n\r\n" * 2)
        data = b""
        while data.count(b'{"TYPE": "i"}') < 2:
            data += await asyncio.wait_for(peer.reader.read(1000), DEADLINE)


async def test_a_head_without_end_is_refused(server: Server) -> None:
    async with opened(server) as peer:
        peer.writer.write(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000)
        assert (await asyncio.wait_for(peer.reader.read(100), DEADLINE)).startswith(b"HTTP/1.1 431")


class WebSocket:
    """As much of RFC 6455 as a client needs."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer

    @classmethod
    async def open(cls, peer: Peer, **headers: str) -> tuple[WebSocket, int]:
        lines = ["GET / HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += [f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        peer.writer.write("\r\n".join([*lines, "", ""]).encode())
        head = await asyncio.wait_for(peer.reader.readuntil(b"\r\n\r\n"), DEADLINE)
        return cls(peer), int(head.split()[1])

    def send(self, opcode: int, payload: bytes, last: bool = True) -> None:
        mask = os.urandom(4)
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack(">H", size)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.peer.writer.write(bytes([(0x80 if last else 0) | opcode]) + length + mask + masked)

    def command(self, command: str, data: str) -> None:
        self.send(1, json.dumps({"COMMAND": command, "DATA": data}).encode())

    async def frame(self) -> tuple[int, bytes]:
        head = await asyncio.wait_for(self.peer.reader.readexactly(2), DEADLINE)
        size = head[1]
        if size == 126:
            size = int.from_bytes(await self.peer.reader.readexactly(2), "big")
        return head[0] & 15, await asyncio.wait_for(self.peer.reader.readexactly(size), DEADLINE)

    async def hear(self) -> Heard:
        opcode, data = await self.frame()
        assert opcode == 2
        message = OscMessage(data)
        return (message.address, *message.params)


async def test_who_listens_hears_of_what_it_listens_to_alone(server: Server, client: Client) -> None:
    async with opened(server) as peer:
        socket, status = await WebSocket.open(peer)
        assert status == 101
        socket.command("LISTEN", "/dx7/temperature")
        assert await socket.hear() == ("/dx7/temperature", 1.0)
        await client.ask("/dx7/seed", 99)
        await client.ask("/dx7/temperature", 0.5)
        assert await socket.hear() == ("/dx7/temperature", 0.5)
        socket.command("LISTEN", "/dx7/seed")
        assert await socket.hear() == ("/dx7/seed", 99)
        socket.command("IGNORE", "/dx7/temperature")
        socket.command("LISTEN", "/dx7/nowhere")
        socket.send(1, b"no json")
        socket.send(9, b"ping")
        assert await socket.frame() == (10, b"ping")
        await client.ask("/dx7/temperature", 0.75)
        await client.ask("/dx7/seed", 7)
        assert await socket.hear() == ("/dx7/seed", 7)


async def test_deep_json_over_a_websocket_is_nothing(server: Server) -> None:
    async with opened(server) as peer:
        socket, _ = await WebSocket.open(peer)
        socket.send(1, b"[" * 4000)
        socket.send(1, b"[" * 60_000)
        socket.send(9, b"still here")
        assert await socket.frame() == (10, b"still here")


async def test_a_page_under_another_host_name_is_refused(server: Server) -> None:
    """The fault: GET was answered under any Host."""
    for host in ("evil.example:7700", "0.0.0.0:7700", ""):
        assert await get(server, "/", Host=host) == (403, None)
    assert (await get(server, "/?HOST_INFO", Host=f"localhost:{server.address[1]}"))[0] == 200


async def test_osc_comes_in_over_a_websocket_in_one_frame_or_several(server: Server, rig: Rig) -> None:
    async with opened(server) as peer:
        socket, _ = await WebSocket.open(peer)
        packet = encode("/dx7/temperature", (0.5, 7))
        socket.send(2, packet)
        assert await socket.hear() == ("/dx7/done", "/dx7/temperature", 7)
        socket.send(2, packet[:9], last=False)
        socket.send(0, packet[9:])
        assert await socket.hear() == ("/dx7/done", "/dx7/temperature", 7)
        socket.send(8, b"\x03\xe8")
        assert await socket.frame() == (8, b"\x03\xe8")
        assert await asyncio.wait_for(peer.reader.read(), DEADLINE) == b""


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://evil.example", 403),
        ("http://localhost:3000", 403),
        ("null", 403),
        ("", 403),
        ("http://[bad", 403),
    ],
)
async def test_a_page_of_another_site_may_not_play(server: Server, origin: str, status: int) -> None:
    async with opened(server) as peer:
        assert (await WebSocket.open(peer, Origin=origin))[1] == status


async def test_a_frame_without_a_mask_ends_the_connection(server: Server) -> None:
    async with opened(server) as peer:
        await WebSocket.open(peer)
        peer.writer.write(b"\x82\x04abcd")
        data = await asyncio.wait_for(peer.reader.read(), DEADLINE)
        assert b"/dx7/fail" in data


def test_every_row_without_required_arguments_can_be_a_button() -> None:
    bare = [row for row in TABLE if not row.args and not row.optional]
    assert len(bare) > 10
