"""Three parts over real UDP: each its own state, together by patterns."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from fakes import Rig
from osc_client import Client, Heard, connected

from dx7bridge.osc import Server, Status, running_server


@pytest.fixture
def rigs() -> list[Rig]:
    return [Rig(seed=n) for n in range(1, 4)]


@pytest_asyncio.fixture
async def server(rigs: list[Rig]) -> AsyncIterator[Server]:
    for rig in rigs:
        rig.engine.start()
    first, *others = [rig.engine for rig in rigs]
    async with running_server(first, lambda: Status("fake", 8, "recording"), parts=others) as server:
        yield server
    for rig in rigs:
        rig.engine.close(10.0)


@pytest_asyncio.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    async with connected(server.address) as client:
        yield client


def latents(rigs: list[Rig]) -> list[tuple[float, ...]]:
    return [rig.engine.state.latent for rig in rigs]


async def test_each_part_has_a_state_of_its_own(rigs: list[Rig], client: Client) -> None:
    client.send("/dx7/part/2/latent/1", 1.5)
    assert await client.ask("/dx7/part/2/slot/store", 4, 7) == [("/dx7/done", "/dx7/part/2/slot/store", 7)]
    assert [z[0] for z in latents(rigs)] == [0.0, 1.5, 0.0]
    assert [rig.engine.state.slot for rig in rigs] == [0, 4, 0]
    client.send("/dx7/latent/1", -1.0)  # without a number: the first
    await client.ask("/dx7/slot/store", 1)
    assert [z[0] for z in latents(rigs)] == [-1.0, 1.5, 0.0]
    heard = await client.ask("/dx7/part/1/latent/get", 9)
    assert heard[0][:2] == ("/dx7/part/1/latent", -1.0)


async def test_a_pattern_moves_several_parts(rigs: list[Rig], client: Client) -> None:
    client.send("/dx7/part/*/latent/1", 0.5)
    client.send("/dx7/part/[13]/latent/[23]", 0.25)
    for number in (1, 2, 3):
        await client.ask(f"/dx7/part/{number}/slot/store", 1)
    assert [z[:3] for z in latents(rigs)] == [(0.5, 0.25, 0.25), (0.5, 0.0, 0.0), (0.5, 0.25, 0.25)]


async def test_what_is_not_there_or_not_for_parts_is_refused(client: Client) -> None:
    for address, code, words in (
        ("/dx7/part/4/sample", "unknown_address", "must be 1 to 3"),
        ("/dx7/part/*/session/save", "forbidden", "give the number"),
        ("/dx7/part/2/ping", "unknown_address", "not for a single part"),
        ("/dx7/part/2/nowhere", "unknown_address", "no such address"),
    ):
        (fail,) = await client.ask(address, 5)
        assert fail[2:4] == (5, code)
        assert words in str(fail[4])


async def test_a_part_is_followed_under_its_own_addresses(server: Server, client: Client) -> None:
    await client.ask("/dx7/part/3/subscribe")
    await client.rest()
    async with connected(server.address) as other:
        await other.ask("/dx7/part/3/transpose", 12)
        await other.ask("/dx7/part/2/transpose", 5)
    heard: list[Heard] = []
    while not (told := {h[0]: h[1:] for h in heard if h[0].endswith("/transpose")}):
        heard += await client.rest()  # the third part's engine tells in its own time
    assert told == {"/dx7/part/3/transpose": (12,)}
    assert all(h[0].startswith("/dx7/part/3/") or h[0] == "/dx7/done" for h in heard)


async def test_panic_reaches_every_part(rigs: list[Rig], client: Client) -> None:
    await client.ask("/dx7/panic")
    for rig in rigs[1:]:
        await client.ask(f"/dx7/part/{rigs.index(rig) + 1}/slot/get")
    assert [rig.output.panics for rig in rigs] == [1, 1, 1]


async def test_parts_are_listed_and_spread_around_the_first(rigs: list[Rig], client: Client) -> None:
    await client.ask("/dx7/sample")
    heard = await client.ask("/dx7/spread", 0.5, 3)
    assert ("/dx7/done", "/dx7/spread", 3, 3) in heard
    assert len(set(latents(rigs))) == 3
    parts = await client.ask("/dx7/parts/get")
    assert [h for h in parts if h[0] == "/dx7/part"] == [
        ("/dx7/part", number, rig.engine.state.voice.name) for number, rig in enumerate(rigs, 1)
    ]
    assert len({h[2] for h in parts if h[0] == "/dx7/part"}) == 1  # all are the sound's relations
    assert parts[-1] == ("/dx7/done", "/dx7/parts/get", 0, 3)
