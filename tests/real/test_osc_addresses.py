"""Each address of the table over a real socket: done when it is right, refused once when it is not.

What is right and wrong comes from the table itself and from the examples beside it, so a new row is tested
here as soon as it has an example.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from examples import GOOD, spoiled
from fakes import Rig
from osc_client import DEADLINE, Client, connected

from dx7bridge.commands import FAVOURITES, SetGuard
from dx7bridge.engine import Instrument
from dx7bridge.engine.guard import Guard
from dx7bridge.osc import Status, running_server
from dx7bridge.osc.codec import Argument, encode
from dx7bridge.osc.table import ADDRESSES, TABLE
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.sysex import encode_voice

LAST = 987654  # the id of the question whose answer comes after all others
ODD = INIT_VOICE.with_name("ODD").with_value("algorithm", 21)
SLOTS = (1, 2, 3, 4, 64)
# What this bridge on fakes has nobody for; that it works is in test_inputs_bridge.
ELSEWHERE = {
    "/dx7/spread": "out_of_range",  # there is one part alone
    "/dx7/midi/learn": "no_midi",
    "/dx7/midi/forget": "no_midi",
    "/dx7/midi/controls/get": "no_midi",
    "/dx7/capture": "no_midi",
    "/dx7/capture/bank": "no_midi",
}
# This fills one.
LATER = ("/dx7/slot/store",)
USES_SLOTS = [
    *(row.address for row in TABLE if any("slot" in a.name for a in row.args) and row.address not in LATER),
    *("/dx7/path", "/dx7/interpolate", "/dx7/interpolate/xy", "/dx7/cart/interpolate"),
]


class Contented:
    """A check that every voice passes."""

    def complaint(self, _voice: Voice) -> str | None:
        return None


class GuardedRig(Rig):
    """A rig whose instrument has a guard that can be switched."""

    def __init__(self) -> None:
        super().__init__()
        self.guard = Guard(Contented())
        self.use(Instrument(self.decoder, self.output, auditions=self.auditions, guard=self.guard))


@contextlib.asynccontextmanager
async def a_bridge(rig: Rig) -> AsyncIterator[Client]:
    rig.engine.start()
    try:
        async with (
            running_server(rig.engine, lambda: Status("fake", 8, "recording")) as server,
            connected(server.address) as client,
        ):
            yield client
    finally:
        assert await asyncio.to_thread(rig.engine.close, DEADLINE)


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """A client of a bridge in which nothing has happened yet."""
    async with a_bridge(Rig()) as client:
        yield client


async def prepare(rig: Rig, client: Client) -> None:
    """All that a request may need: slots, a cartridge, files, a session, something to undo and redo."""
    rig.files.voices["a.syx"] = rig.files.voices[FAVOURITES] = (ODD, INIT_VOICE, ODD)
    rig.files.deleted, rig.files.deleted_texts = [ODD], {"gig": ""}
    await client.ask("/dx7/encode", encode_voice(ODD))
    for slot in SLOTS:
        await client.ask("/dx7/slot/store", slot)
    await client.ask("/dx7/cart/sample", 5)
    await client.ask("/dx7/favourite/next")
    await client.ask("/dx7/session/save", "gig")
    await client.ask("/dx7/sample")
    await client.ask("/dx7/sample")
    await client.ask("/dx7/undo")


async def endings(client: Client, address: str, *arguments: Argument) -> list[tuple[object, ...]]:
    """Every done, fail, pong and status that one request is answered with."""
    client.send_raw(encode(address, arguments))
    client.send("/dx7/history/get", LAST)
    heard = await client.hear_until("/dx7/done", "/dx7/history/get", LAST)
    ends = ("/dx7/done", "/dx7/fail", "/dx7/pong", "/dx7/status.reply")
    return [each for each in heard[:-1] if each[0] in ends]


@pytest.mark.parametrize("address", [row.address for row in TABLE])
async def test_it_is_done_when_it_is_right(address: str) -> None:
    row, rig = ADDRESSES[address], GuardedRig()
    async with a_bridge(rig) as client:
        arguments = GOOD[address][0]
        if address in ("/dx7/reply", "/dx7/subscribe", "/dx7/unsubscribe"):  # a port where somebody listens
            arguments = (client.address[1], *arguments[1:])
        if address == "/dx7/hello":
            client.send("/dx7/hello")
            arguments = (await client.hear())[1:]
        await prepare(rig, client)
        ends = await endings(client, address, *arguments, 77)
    if address in ELSEWHERE:
        assert [(*end[:3], end[3]) for end in ends] == [("/dx7/fail", address, 77, ELSEWHERE[address])]
    elif not row.ends:
        assert ends == []
    else:
        (end,) = ends
        assert end[0] == row.ends
        assert 77 in end


async def test_the_guard_is_switched_where_there_is_one(client: Client) -> None:
    rig = GuardedRig()
    async with a_bridge(rig) as guarded:
        for on in (0, 1):
            assert await endings(guarded, "/dx7/guard", on) == [("/dx7/done", "/dx7/guard", 0)]
            assert rig.guard.enabled == bool(on)
    (fail,) = await endings(client, "/dx7/guard", 1, 5)
    assert fail[:4] == ("/dx7/fail", "/dx7/guard", 5, "no_midi")


async def test_whoever_follows_is_told_of_the_guard_at_once_and_when_another_switches_it() -> None:
    rig = GuardedRig()
    async with a_bridge(rig) as guarded:
        guarded.send("/dx7/subscribe")
        assert ("/dx7/guard", 1) in await guarded.hear_until("/dx7/params")
        rig.engine.submit(SetGuard(False), "another", lambda _: None)
        assert (await guarded.hear_until("/dx7/guard"))[-1] == ("/dx7/guard", 0)


@pytest.mark.parametrize("address", [row.address for row in TABLE])
async def test_a_wrong_count_is_refused_once(client: Client, address: str) -> None:
    too_many = (1, 2) if address not in ("/dx7/path", "/dx7/path/beats") else (1,) * 30
    (fail,) = await endings(client, address, *GOOD[address][0], *too_many)
    assert fail[:2] == ("/dx7/fail", address)
    assert fail[3] == "bad_args"


WITH_ARGUMENTS = [row.address for row in TABLE if row.args or row.optional]
WITH_NUMBERS = sorted({address for address, _, _ in spoiled("i f is", math.nan)})


def test_only_texts_and_blobs_are_without_a_number() -> None:
    texts = {a for a in WITH_ARGUMENTS if all(arg.kind in "sb" for arg in ADDRESSES[a].args)} - {"/dx7/param"}
    rest = set(WITH_ARGUMENTS) - set(WITH_NUMBERS) - texts
    assert rest <= {"/dx7/reply", "/dx7/subscribe", "/dx7/unsubscribe", "/dx7/lock", "/dx7/unlock"}


@pytest.mark.parametrize("address", WITH_ARGUMENTS)
async def test_a_wrong_type_is_refused_once(client: Client, address: str) -> None:
    good = GOOD[address][0]
    first = (*ADDRESSES[address].args, *ADDRESSES[address].optional)[0]
    wrong: Argument = 0.5 if "b" in first.kind or first.kind == "s" else b"\1\2"
    (fail,) = await endings(client, address, wrong, *good[1:])
    assert fail[:2] == ("/dx7/fail", address)
    assert fail[3] == "bad_args"


@pytest.mark.parametrize("address", WITH_NUMBERS)
async def test_nan_is_refused_once(client: Client, address: str) -> None:
    arguments = next(given for where, given, _ in spoiled("i f is", math.nan) if where == address)
    (fail,) = await endings(client, address, *arguments)
    assert fail[:2] == ("/dx7/fail", address)
    assert fail[3] == "not_finite"


@pytest.mark.parametrize("address", WITH_NUMBERS)
async def test_what_is_out_of_range_is_refused_once(client: Client, address: str) -> None:
    arguments = next(given for where, given, _ in spoiled("i f is", -1000) if where == address)
    (fail,) = await endings(client, address, *arguments)
    assert fail[:2] == ("/dx7/fail", address)
    assert fail[3] == "out_of_range"


@pytest.mark.parametrize("address", USES_SLOTS)
async def test_a_slot_that_is_empty_is_no_slot(client: Client, address: str) -> None:
    (fail,) = await endings(client, address, *GOOD[address][0], 5)
    assert fail[:4] == ("/dx7/fail", address, 5, "no_slot")
    assert "empty; filled slots: none" in str(fail[4])
