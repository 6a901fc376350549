"""The server over real UDP sockets, with a real engine on fakes."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import time
from collections.abc import AsyncIterator
from concurrent.futures import Future

import pytest
import pytest_asyncio
from fakes import Rig
from osc_client import DEADLINE, Client, Heard, connected
from osc_server import bundle, serving

from dx7bridge import __version__
from dx7bridge.engine.calibration import AxisCalibration
from dx7bridge.errors import BridgeError, NoMidi, NoModel
from dx7bridge.osc import Server, running_server
from dx7bridge.osc.answers import SENT, STATE
from dx7bridge.osc.codec import encode
from dx7bridge.osc.schedule import ROOM
from dx7bridge.osc.table import TABLE
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_bank, encode_voice, pack

ODD = INIT_VOICE.with_name("ODD").with_value("algorithm", 21).with_value("op3.coarse", 17)
VOICE_ADDRESSES = ("/dx7/latent", "/dx7/name", "/dx7/params")


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest_asyncio.fixture
async def server(rig: Rig) -> AsyncIterator[Server]:
    async with serving(rig) as server:
        yield server


@pytest_asyncio.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    async with connected(server.address) as client:
        yield client


@pytest_asyncio.fixture
async def other(server: Server) -> AsyncIterator[Client]:
    async with connected(server.address) as client:
        yield client


async def hold(rig: Rig, client: Client) -> None:
    """Keep the engine's worker inside the decoder."""
    rig.decoder.gate.clear()
    client.send("/dx7/cart/sample", 1, 111)
    assert await asyncio.to_thread(rig.decoder.entered.wait, DEADLINE)


# Each address.


async def test_ping_is_answered_by_a_pong_alone(client: Client) -> None:
    client.send("/dx7/ping", 5)
    assert await client.hear() == ("/dx7/pong", __version__, 1, 5)
    assert await client.rest() == []


async def test_status_tells_model_dims_busy_output_subscribers_and_id(client: Client) -> None:
    await client.ask("/dx7/subscribe")
    client.send("/dx7/status", 6)
    heard = await client.hear_until("/dx7/status.reply")
    assert heard[-1] == ("/dx7/status.reply", "fake", 8, 0, "recording", 1, 6)


async def test_ping_and_status_answer_while_the_engine_is_at_work(rig: Rig, client: Client) -> None:
    await hold(rig, client)
    client.send("/dx7/ping", 5)
    assert (await client.hear())[0] == "/dx7/pong"
    client.send("/dx7/status", 6)
    assert await client.hear() == ("/dx7/status.reply", "fake", 8, 1, "recording", 0, 6)


async def test_help_lists_every_address_and_then_is_done(client: Client) -> None:
    heard = await client.ask("/dx7/help")
    told = len(TABLE)
    assert heard[:told] == [("/dx7/help", row.address, row.types, row.help) for row in TABLE]
    sent = [("/dx7/help", address, types, f"sent: {doc}") for address, (types, doc) in SENT.items()]
    assert heard[told:-1] == sent
    assert heard[-1] == ("/dx7/done", "/dx7/help", 0)


async def test_help_takes_a_prefix(client: Client) -> None:
    heard = await client.ask("/dx7/help", "/dx7/slot/c", 3)
    assert [h[1] for h in heard] == ["/dx7/slot/clear", "/dx7/help"]
    assert await client.ask("/dx7/help", "/nothing") == [("/dx7/done", "/dx7/help", 0)]


async def test_setting_the_latents_is_silent_and_they_can_be_asked(client: Client) -> None:
    client.send("/dx7/latent", *(0.5,) * 8)
    client.send("/dx7/latent/3", 1)
    client.send("/dx7/latent/xy", -1.0, -2.0)
    assert await client.ask("/dx7/latent/get", 7) == [
        ("/dx7/latent", -1.0, -2.0, 1.0, 0.5, 0.5, 0.5, 0.5, 0.5),
        ("/dx7/done", "/dx7/latent/get", 7),
    ]


async def test_the_xy_pad_follows_its_axes(client: Client) -> None:
    assert await client.ask("/dx7/latent/axes", 8, 2, 7) == [("/dx7/done", "/dx7/latent/axes", 7)]
    client.send("/dx7/latent/xy", 3, 4)
    heard = await client.ask("/dx7/latent/get")
    assert heard[0] == ("/dx7/latent", 0, 4, 0, 0, 0, 0, 0, 3)


async def test_truth_is_a_number_too(client: Client) -> None:
    client.send_raw(b"/dx7/latent/1\0\0\0,T\0\0")
    heard = await client.ask("/dx7/latent/get")
    assert heard[0][1] == 1.0


async def test_a_sample_is_done_and_then_tells_latent_name_and_params(rig: Rig, client: Client) -> None:
    client.send("/dx7/sample", 9)
    heard = [await client.hear() for _ in range(4)]
    state = rig.engine.state
    assert heard == [
        ("/dx7/done", "/dx7/sample", 9),
        ("/dx7/latent", *state.latent),
        ("/dx7/name", state.voice.name),
        ("/dx7/params", *state.voice.values),
    ]
    assert rig.output.offered == [(state.voice, True)]


async def test_the_same_seed_gives_the_same_sample(client: Client) -> None:
    told: list[list[Heard]] = []
    for _ in range(2):
        await client.ask("/dx7/seed", 17)
        await client.ask("/dx7/sample")
        told.append([await client.hear() for _ in range(3)])
    assert told[0] == told[1]


async def test_a_temperature_is_done_and_used(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/temperature", 0, 4) == [("/dx7/done", "/dx7/temperature", 4)]
    await client.ask("/dx7/sample")
    assert rig.decoder.temperatures == [0.0]


@pytest.mark.parametrize("data", [encode_voice(ODD), encode_voice(ODD, 15), ODD.values, pack(ODD)])
async def test_an_encoded_blob_is_the_current_voice(client: Client, data: bytes) -> None:
    heard = await client.ask("/dx7/encode", data, 5)
    assert heard == [("/dx7/done", "/dx7/encode", 5)]
    assert len(await client.hear()) == 9
    assert (await client.ask("/dx7/params/get"))[0] == ("/dx7/params", *ODD.values)
    assert (await client.ask("/dx7/sysex/get"))[0] == ("/dx7/sysex", encode_voice(ODD))
    assert (await client.ask("/dx7/sysex/ints/get"))[0] == ("/dx7/sysex/ints", *encode_voice(ODD))


@pytest.mark.parametrize("data", [encode_voice(ODD), ODD.values])
async def test_encoded_ints_are_the_current_voice(client: Client, data: bytes) -> None:
    assert await client.ask("/dx7/encode/ints", *data, 5) == [("/dx7/done", "/dx7/encode/ints", 5)]
    assert (await client.hear())[0] == "/dx7/latent"
    assert (await client.ask("/dx7/params/get"))[0] == ("/dx7/params", *ODD.values)


async def test_values_that_are_out_of_range_are_mended_and_told(client: Client) -> None:
    odd = bytearray(ODD.values)
    odd[125], odd[145], odd[154] = 15, 0, 0x7F  # a detune and two letters
    told = "out_of_range 3: op1.detune 15 → 14, name1 0 → 32, name10 127 → 126"
    done = ("/dx7/done", "/dx7/encode", 5, told)
    assert await client.ask("/dx7/encode", bytes(odd), 5) == [done]
    assert (await client.hear())[0] == "/dx7/latent"
    assert await client.ask("/dx7/encode/ints", *odd, 5) == [("/dx7/done", "/dx7/encode/ints", 5, told)]
    assert (await client.hear())[0] == "/dx7/latent"
    mended = ODD.with_value(125, 14).with_value(145, 32).with_value(154, 126)
    assert (await client.ask("/dx7/params/get"))[0] == ("/dx7/params", *mended.values)


async def test_a_voice_of_a_file_is_encoded(rig: Rig, client: Client) -> None:
    rig.files.voices["a.syx"] = (INIT_VOICE, ODD)
    assert await client.ask("/dx7/encode/file", "a.syx", 2, 5) == [("/dx7/done", "/dx7/encode/file", 5)]
    assert (await client.hear())[0] == "/dx7/latent"
    assert rig.engine.state.voice == ODD


async def test_a_bad_checksum_is_reported_and_the_voice_kept(client: Client) -> None:
    data = bytearray(encode_voice(ODD))
    data[-2] ^= 1
    (fail,) = await client.ask("/dx7/encode", bytes(data), 5)
    assert fail[:4] == ("/dx7/fail", "/dx7/encode", 5, "bad_checksum")
    assert (await client.ask("/dx7/params/get"))[0] == ("/dx7/params", *INIT_VOICE.values)


async def test_a_slot_is_stored_and_recalled(client: Client) -> None:
    await client.ask("/dx7/encode", ODD.values)
    where = await client.hear()
    assert await client.ask("/dx7/slot/store", 64, 1) == [("/dx7/done", "/dx7/slot/store", 1)]
    client.send("/dx7/latent/1", 3.0)
    assert await client.ask("/dx7/slot/recall", 64, 0, 2) == [("/dx7/done", "/dx7/slot/recall", 2)]
    assert [await client.hear() for _ in range(3)] == [
        where,
        ("/dx7/name", "ODD"),
        ("/dx7/params", *ODD.values),
    ]


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("/dx7/slot/recall", (9, 0)),
        ("/dx7/interpolate", (0.5,)),
        ("/dx7/interpolate/xy", (0.5, 0)),
        ("/dx7/interpolate/slots", (9, 10)),
        ("/dx7/interpolate/xy/slots", (1, 2, 3, 9)),
        ("/dx7/cart/interpolate", (9, 10)),
    ],
)
async def test_an_empty_slot_is_no_slot(client: Client, address: str, arguments: tuple[float, ...]) -> None:
    (fail,) = await client.ask(address, *arguments, 5)
    assert fail[:4] == ("/dx7/fail", address, 5, "no_slot")
    assert "empty; filled slots: none" in fail[4]


async def test_interpolation_ends_at_the_stored_voices(rig: Rig, client: Client) -> None:
    await client.ask("/dx7/encode", ODD.values)
    await client.ask("/dx7/slot/store", 3)
    await client.ask("/dx7/encode", INIT_VOICE.values)
    await client.ask("/dx7/slot/store", 4)
    await client.ask("/dx7/interpolate/slots", 3, 4)
    for t, voice in ((0, ODD), (1, INIT_VOICE)):
        assert (await client.ask("/dx7/interpolate", t, 8))[-1] == ("/dx7/done", "/dx7/interpolate", 8)
        assert rig.engine.state.voice == voice
    await client.ask("/dx7/interpolate", 0.5)
    assert rig.engine.state.voice.sound not in (ODD.sound, INIT_VOICE.sound)


async def test_a_parameter_is_edited_by_name_and_by_number(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/param", "op1.coarse", 9, 1) == [("/dx7/done", "/dx7/param", 1)]
    await client.ask("/dx7/param", 134, 7.0)
    assert (rig.engine.state.voice["op1.coarse"], rig.engine.state.voice["algorithm"]) == (9, 7)


async def test_a_name_is_set_and_asked(client: Client) -> None:
    assert await client.ask("/dx7/name", "MINE", 4) == [
        ("/dx7/name", "MINE"),
        ("/dx7/done", "/dx7/name", 4),
    ]
    assert await client.ask("/dx7/name") == [("/dx7/name", "MINE"), ("/dx7/done", "/dx7/name", 0)]


async def test_a_name_too_long_is_cut_and_done_says_so(rig: Rig, client: Client) -> None:
    heard = await client.ask("/dx7/name", "ELECTRIC PIANO", 4)
    assert heard == [
        ("/dx7/name", "ELECTRIC P"),
        ("/dx7/done", "/dx7/name", 4, "cut to 10 characters: ELECTRIC P"),
    ]
    assert await client.ask("/dx7/name/get", 5) == [
        ("/dx7/name", "ELECTRIC P"),
        ("/dx7/done", "/dx7/name/get", 5),
    ]


async def test_two_sessions_saved_by_number_are_two(rig: Rig, client: Client) -> None:
    for number in (1, 2):
        await client.ask("/dx7/session/save", number)
    assert set(rig.files.texts) == {"1.json", "2.json"}


@pytest.mark.parametrize(
    ("press", "release"), [(b",f\0\0\x3f\x80\0\0", b",f\0\0\0\0\0\0"), (b",T\0\0", b",F\0\0")]
)
async def test_a_button_pressed_and_let_go_draws_one_voice(
    rig: Rig, client: Client, press: bytes, release: bytes
) -> None:
    """The fault: a tablet's button drew two, and /dx7/undo went back two."""
    for tail in (press, release) * 2:
        client.send_raw(b"/dx7/sample\0" + tail)
        await client.hear_until("/dx7/done", "/dx7/sample")
    await client.rest()
    assert rig.engine.state.history == (2, 0)
    for tail in (press, release):
        client.send_raw(b"/dx7/undo\0\0\0" + tail)
    await client.rest()
    assert rig.engine.state.history == (1, 1)


async def test_the_axes_are_told_when_the_model_is_there(rig: Rig, client: Client) -> None:
    rig.decoder.ready = Future()
    client.send("/dx7/axes/get", 5)
    assert (await client.ask("/dx7/temperature", 0.5, 6))[-1][2] == 6  # nobody else waits
    rig.decoder.axes = [AxisCalibration(f"more {n}", (-1.0, 0.0, 4.0)) for n in range(1, 9)]
    rig.decoder.ready.set_result(None)
    heard = await client.hear_until("/dx7/done", "/dx7/axes/get", 5)
    assert heard[0] == ("/dx7/axis", 1, "more 1", -1.0, 4.0, "", 0.0, 0.0)


async def test_a_cartridge_is_made_fetched_and_saved(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/cart/sample", 5, 1) == [("/dx7/done", "/dx7/cart/sample", 1)]
    bank = encode_bank([voice for _, voice in rig.decoder.sample(32, temperature=1.0, seed=5)])
    assert await client.ask("/dx7/cart/get", 2) == [("/dx7/cart", bank), ("/dx7/done", "/dx7/cart/get", 2)]
    ints = await client.ask("/dx7/cart/ints/get", 3)
    assert ints[0] == ("/dx7/cart/ints", *bank)
    done = await client.ask("/dx7/cart/save", "x.syx", 4)
    assert done == [("/dx7/done", "/dx7/cart/save", 4, "x.syx")]
    assert encode_bank(rig.files.voices["x.syx"]) == bank


@pytest.mark.parametrize("address", ["/dx7/cart/get", "/dx7/cart/ints/get", "/dx7/cart/save"])
async def test_without_a_cartridge_there_is_nothing_to_get(client: Client, address: str) -> None:
    arguments = ("x.syx",) if address.endswith("save") else ()
    (fail,) = await client.ask(address, *arguments, 5)
    assert fail[:4] == ("/dx7/fail", address, 5, "no_slot")


async def test_a_cartridge_of_steps_has_exact_ends(rig: Rig, client: Client) -> None:
    for slot, voice in ((1, ODD), (2, INIT_VOICE)):
        await client.ask("/dx7/encode", voice.values)
        await client.ask("/dx7/slot/store", slot)
    await client.ask("/dx7/cart/interpolate", 1, 2)
    cart = rig.engine.state.cart
    assert cart is not None
    assert (cart[0], cart[31]) == (ODD, INIT_VOICE)


async def test_the_voice_is_sent_on_demand_or_there_is_no_midi(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/midi/send", 1) == [("/dx7/done", "/dx7/midi/send", 1)]
    assert rig.output.resent == [INIT_VOICE]
    rig.output.failing = NoMidi("no output")
    assert await client.ask("/dx7/midi/send", 2) == [
        ("/dx7/fail", "/dx7/midi/send", 2, "no_midi", "no output")
    ]


async def test_ports_are_listed_one_by_one(client: Client) -> None:
    assert await client.ask("/dx7/midi/ports", 1) == [
        ("/dx7/midi/port", "Dexed"),
        ("/dx7/midi/port", "DX7 in"),
        ("/dx7/done", "/dx7/midi/ports", 1),
    ]


async def test_a_step_is_taken_undone_and_redone(rig: Rig, client: Client) -> None:
    await client.ask("/dx7/vary", 0.5, 3)
    varied = [await client.hear() for _ in range(3)]
    assert varied[1:] == [("/dx7/name", "DECODED"), ("/dx7/params", *rig.engine.state.voice.values)]
    assert await client.ask("/dx7/undo", 4) == [("/dx7/done", "/dx7/undo", 4, 0, 1)]
    assert [await client.hear() for _ in range(3)] == [
        ("/dx7/latent", *(0.0,) * 8),
        ("/dx7/name", "INIT VOICE"),
        ("/dx7/params", *INIT_VOICE.values),
    ]
    assert await client.ask("/dx7/redo", 5) == [("/dx7/done", "/dx7/redo", 5, 1, 0)]
    assert [await client.hear() for _ in range(3)] == varied
    assert await client.ask("/dx7/history/get") == [
        ("/dx7/history", 1, 0),
        ("/dx7/done", "/dx7/history/get", 0),
    ]


async def test_what_is_locked_is_told_and_stays(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/lock", "op2", 1) == [
        ("/dx7/locks", "op2"),
        ("/dx7/done", "/dx7/lock", 1, 21),
    ]
    await client.ask("/dx7/lock", "transpose")
    assert (await client.ask("/dx7/locks/get"))[0] == ("/dx7/locks", "op2", "transpose")
    await client.ask("/dx7/sample")
    assert rig.engine.state.voice["op2.rate1"] == 99
    assert rig.engine.state.voice["op1.rate1"] != 99
    assert (await client.hear_until("/dx7/params"))[-1][1:] == tuple(rig.engine.state.voice.values)
    assert (await client.ask("/dx7/unlock"))[0] == ("/dx7/locks",)


async def test_a_pad_morphs_between_four_slots(rig: Rig, client: Client) -> None:
    for slot in range(5, 9):
        await client.ask("/dx7/sample")
        await client.ask("/dx7/slot/store", slot)
    await client.ask("/dx7/interpolate/xy/slots", 5, 6, 7, 8)
    voice = rig.engine.state.voice
    await client.ask("/dx7/interpolate/xy", 0.5, 0.5)
    assert rig.engine.state.voice != voice
    assert (await client.ask("/dx7/interpolate/xy", 1, 1, 9))[-1] == ("/dx7/done", "/dx7/interpolate/xy", 9)
    assert rig.engine.state.voice == voice


async def test_favourites_are_collected(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/keep") == [("/dx7/done", "/dx7/keep", 0, "favourites.syx", 1)]
    await client.ask("/dx7/name", "OTHER")
    assert await client.ask("/dx7/keep", "b.syx", 4) == [("/dx7/done", "/dx7/keep", 4, "b.syx", 1)]
    assert [voice.name for voice in rig.files.voices["b.syx"]] == ["OTHER"]


async def test_a_glide_arrives_and_is_heard_on_its_way_by_all_but_its_author(
    client: Client, other: Client
) -> None:
    await client.ask("/dx7/glide", 0.3)
    await follow(client)
    await follow(other, 0, 120.0)
    client.send("/dx7/latent/2", 4.0)
    heard = [h[1] for h in await other.hear_until("/dx7/latent/2", 4.0) if h[0] == "/dx7/latent/2"]
    assert len(heard) > 2
    assert heard == sorted(heard)
    assert not [h for h in await client.rest() if h[0].startswith("/dx7/latent")]


async def test_the_normalised_scale_spans_the_quantiles_of_the_model(rig: Rig, client: Client) -> None:
    rig.decoder.axes = [AxisCalibration(f"more {n}", (-1.0, 0.0, 4.0)) for n in range(1, 9)]
    client.send("/dx7/latent/norm", 0, 0.5, 1, 0.75, *(0.5,) * 4)
    client.send("/dx7/latent/norm/8", 0.25)
    assert (await client.ask("/dx7/latent/get"))[0] == ("/dx7/latent", -1, 0, 4, 2, 0, 0, 0, -0.5)
    client.send("/dx7/latent/norm/xy", 1, 0)
    assert (await client.ask("/dx7/latent/get"))[0][1:3] == (4, -1)
    heard = await client.ask("/dx7/axes/get", 5)
    assert heard == [
        *(("/dx7/axis", n, f"more {n}", -1.0, 4.0, "", 0.0, 0.0) for n in range(1, 9)),
        ("/dx7/done", "/dx7/axes/get", 5),
    ]


async def test_slots_are_named_listed_and_cleared(client: Client) -> None:
    await client.ask("/dx7/slot/store", 9)
    await client.ask("/dx7/slot/store", 3)
    assert await client.ask("/dx7/slot/name", 9, "verse", 1) == [("/dx7/done", "/dx7/slot/name", 1)]
    assert (await client.ask("/dx7/slots/get"))[0] == ("/dx7/slots", 3, "INIT VOICE", 9, "verse")
    await client.ask("/dx7/slot/clear", 3)
    assert (await client.ask("/dx7/slots/get"))[0] == ("/dx7/slots", 9, "verse")


@pytest.mark.parametrize(
    ("address", "arguments"),
    [("/dx7/slot/name", (9, "x")), ("/dx7/slot/clear", (9,)), ("/dx7/path", (9, 1.0))],
)
async def test_what_is_asked_of_an_empty_slot_is_no_slot(
    client: Client, address: str, arguments: tuple[float | str, ...]
) -> None:
    (fail,) = await client.ask(address, *arguments, 5)
    assert fail[:4] == ("/dx7/fail", address, 5, "no_slot")


async def test_a_path_is_travelled_to_its_end(rig: Rig, client: Client, other: Client) -> None:
    await client.ask("/dx7/encode", ODD.values)
    await client.ask("/dx7/slot/store", 1)
    await client.ask("/dx7/sample")
    await follow(other, 0, 120.0)
    assert (await client.ask("/dx7/path", 1, 0.25, 5))[-1] == ("/dx7/done", "/dx7/path", 5, 0.25)
    heard = await other.hear_until("/dx7/name", "ODD")
    assert "/dx7/path/at" in {h[0] for h in heard}  # how often is up to the machine
    while rig.engine.state.voice != ODD:
        await other.hear()
    assert (await client.ask("/dx7/path/get"))[-1] == ("/dx7/done", "/dx7/path/get", 0)


async def test_a_path_stops_when_it_is_told(rig: Rig, client: Client) -> None:
    await client.ask("/dx7/sample")
    await client.ask("/dx7/slot/store", 1)
    await client.ask("/dx7/encode", ODD.values)
    await client.ask("/dx7/path", 1, 600.0)
    assert rig.instrument.moving
    await client.ask("/dx7/path/stop")
    assert not rig.instrument.moving


async def test_a_drift_is_heard_by_everyone_until_it_ends(rig: Rig, client: Client) -> None:
    await follow(client)
    await client.ask("/dx7/drift", 2.0, 1.0)
    await client.hear_until("/dx7/latent")
    await client.hear_until("/dx7/latent")
    await client.ask("/dx7/drift", 0, 0)
    assert not rig.instrument.moving


async def test_a_session_is_saved_and_loaded(rig: Rig, client: Client) -> None:
    await client.ask("/dx7/encode", ODD.values)
    await client.ask("/dx7/slot/store", 3)
    heard = await client.ask("/dx7/session/save", "gig", 1)
    assert heard[-1] == ("/dx7/done", "/dx7/session/save", 1, "gig.json")
    await client.ask("/dx7/sample")
    await client.ask("/dx7/slot/clear", 3)
    heard = await client.ask("/dx7/session/load", "gig", 2)
    assert heard[-1] == ("/dx7/done", "/dx7/session/load", 2)
    assert (rig.engine.state.voice, rig.engine.state.slots) == (ODD, ((3, "ODD"),))
    (*_, fail) = await client.ask("/dx7/session/load", "nothing", 3)
    assert fail[:4] == ("/dx7/fail", "/dx7/session/load", 3, "bad_args")


async def test_the_voice_is_played_on_demand_or_there_is_no_way_to(rig: Rig, client: Client) -> None:
    assert await client.ask("/dx7/audition", 48, 90, 0.5, 7) == [("/dx7/done", "/dx7/audition", 7, "speaker")]
    assert rig.auditions.played == [(INIT_VOICE, 48, 90, 0.5)]
    rig.auditions.failing = NoMidi("no engine")
    for address in ("/dx7/audition", "/dx7/describe"):
        assert await client.ask(address) == [("/dx7/fail", address, 0, "no_midi", "no engine")]


async def test_the_voice_is_described(client: Client) -> None:
    await client.ask("/dx7/param", "algorithm", 4)
    heard = await client.ask("/dx7/describe", 8)
    assert heard == [
        ("/dx7/description", 5, "1 3 5", 440.5, 0.25, 1.5, -12.0, "ok"),
        ("/dx7/done", "/dx7/describe", 8),
    ]


# The contract.


async def test_every_request_ends_in_exactly_one_answer(rig: Rig, client: Client) -> None:
    rig.files.voices["a.syx"] = (ODD,)
    requests: list[tuple[str, tuple[float | str | bytes, ...]]] = [
        ("/dx7/sample", ()),
        ("/dx7/slot/store", (1,)),
        ("/dx7/encode/file", ("a.syx", 1)),
        ("/dx7/slot/store", (2,)),
        ("/dx7/interpolate", (0.5,)),
        ("/dx7/slot/recall", (77, 0.0)),
        ("/dx7/params/get", ()),
        ("/dx7/nowhere", ()),
        ("/dx7/cart/interpolate", (1, 2)),
        ("/dx7/cart/get", ()),
        ("/dx7/help", ("/dx7/s",)),
    ]
    for number, (address, arguments) in enumerate(requests, 1):
        client.send(address, *arguments, number)
    heard = await client.rest()
    ends = [(h[1], h[2]) for h in heard if h[0] in ("/dx7/done", "/dx7/fail")]
    assert sorted(ends) == sorted((address, n) for n, (address, _) in enumerate(requests, 1))


async def test_what_the_engine_does_is_answered_in_order(client: Client) -> None:
    for number in range(1, 31):
        client.send("/dx7/params/get" if number % 3 else "/dx7/sample", number)
    ends: list[int] = []
    while len(ends) < 30:
        heard = await client.hear()
        ends += [heard[2]] if heard[0] == "/dx7/done" else []
    assert ends == list(range(1, 31))


async def test_an_unknown_address_says_so(client: Client) -> None:
    client.send("/dx7/nowhere", 5)
    assert (await client.hear())[:4] == ("/dx7/fail", "/dx7/nowhere", 5, "unknown_address")


@pytest.mark.parametrize(
    ("data", "address", "code"),
    [
        (b"rubbish!", "", "parse"),
        (b"/dx7/latent/1\0\0\0,f\0\0", "/dx7/latent/1", "parse"),
        (b"/dx7/latent/1\0\0\0,q\0\0", "/dx7/latent/1", "parse"),
        (b"/dx7/latent/1\0\0\0,f\0\0\x7f\xc0\0\0", "/dx7/latent/1", "not_finite"),
        (b"/dx7/latent/1\0\0\0,s\0\0hey\0", "/dx7/latent/1", "bad_args"),
        (b"/dx7/latent/1\0\0\0,\0\0\0", "/dx7/latent/1", "bad_args"),
        (b"/dx7/latent/1\0\0\0,f\0\0\x41\xa0\0\0", "/dx7/latent/1", "out_of_range"),
        (b"/dx7/latent/1\0\0\0,N\0\0", "/dx7/latent/1", "bad_args"),
        (b"/dx7/seed\0\0\0,h\0\0\0\0\0\1\0\0\0\0", "/dx7/seed", "out_of_range"),
        (b"#bundle\0", "", "parse"),
    ],
)
async def test_a_bad_datagram_is_refused_with_its_code(
    client: Client, data: bytes, address: str, code: str
) -> None:
    client.send_raw(data)
    heard = await client.hear()
    assert (heard[0], heard[1], heard[3]) == ("/dx7/fail", address, code)
    assert heard[2] == 0
    assert await client.rest() == []


async def test_no_model_is_told_and_nothing_moves(rig: Rig, client: Client) -> None:
    rig.decoder.failing = NoModel("none is loaded")
    client.send("/dx7/latent/1", 1.0)
    assert await client.hear() == ("/dx7/fail", "/dx7/latent/1", 0, "no_model", "none is loaded")
    assert (await client.ask("/dx7/latent/get"))[0] == ("/dx7/latent", *(0.0,) * 8)


async def test_a_bug_is_internal_and_the_server_lives(
    rig: Rig, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    rig.decoder.failing = ZeroDivisionError("oops")
    (fail,) = await client.ask("/dx7/sample", 5)
    assert fail[:4] == ("/dx7/fail", "/dx7/sample", 5, "internal")
    assert "Traceback" in caplog.text
    client.send("/dx7/ping")
    assert (await client.hear())[0] == "/dx7/pong"


async def test_too_much_waiting_is_busy_and_the_rest_is_done() -> None:
    rig = Rig(capacity=4)
    async with serving(rig) as server, connected(server.address) as client:
        await hold(rig, client)
        for number in range(1, 7):
            client.send("/dx7/slot/store", 1, number)
        busy = [await client.hear() for _ in range(2)]
        assert [b[:4] for b in busy] == [("/dx7/fail", "/dx7/slot/store", n, "busy") for n in (5, 6)]
        rig.decoder.gate.set()
        heard = await client.hear_until("/dx7/done", "/dx7/slot/store", 4)
        assert [h[2] for h in heard if h[0] == "/dx7/done"] == [111, 1, 2, 3, 4]


@pytest.mark.parametrize("address", ["/dx7/done", "/dx7/fail", "/dx7/pong"])
async def test_answers_are_never_answered(client: Client, address: str) -> None:
    client.send(address, "/dx7/sample", 1, "internal", "oops")
    client.send_raw(address.encode() + b"\0\0\0,i\0\0")  # not even a malformed one
    assert await client.rest() == []


async def test_two_servers_that_follow_each_other_fall_silent(rig: Rig, server: Server) -> None:
    mirror = Rig()
    async with (
        serving(mirror, notify=[server.address]) as second,
        connected(second.address) as client,
        connected(server.address) as listener,
    ):
        # What aims the other way is aimed by the second server's own port.
        server._dispatch.subscribers.add(second.address, None, 30.0)
        for _ in range(5):  # often enough that names cross
            await client.ask("/dx7/name", "ROUND")
            await client.ask("/dx7/sample")
        assert await asyncio.to_thread(falls_silent, rig, mirror)
        assert rig.engine.state.latent == mirror.engine.state.latent
        assert rig.engine.state.voice.name == mirror.engine.state.voice.name
        assert await listener.rest() == []


def falls_silent(*rigs: Rig) -> bool:
    """Whether all engines become idle within half a second."""
    end, idle = time.monotonic() + DEADLINE, 0
    while idle < 50 and time.monotonic() < end:
        idle = 0 if any(rig.engine.busy for rig in rigs) else idle + 1
        time.sleep(0.01)
    return idle >= 50


async def test_fails_are_limited_and_the_good_is_answered_all_the_same(client: Client) -> None:
    for _ in range(200):
        client.send("/dx7/nowhere")
    client.send("/dx7/ping", 5)
    heard = await client.hear_until("/dx7/pong")
    assert 10 <= len(heard) - 1 < 100
    assert {h[3] for h in heard[:-1]} == {"unknown_address"}


async def test_answers_go_to_a_registered_port(client: Client, other: Client) -> None:
    client.send("/dx7/reply", other.address[1], 5)
    assert await other.hear() == ("/dx7/done", "/dx7/reply", 5)
    client.send("/dx7/params/get")
    assert [(await other.hear())[0] for _ in range(2)] == ["/dx7/params", "/dx7/done"]
    client.send("/dx7/nowhere")
    assert (await other.hear())[0] == "/dx7/fail"


async def test_a_tool_that_exits_after_each_message_is_answered_at_its_host_s_port(
    server: Server, client: Client
) -> None:
    for message in (("/dx7/reply", client.address[1]), ("/dx7/ping", 5)):
        async with connected(server.address) as tool:
            tool.send(*message)
            heard = await client.hear()
    assert heard[0] == "/dx7/pong"


@pytest.mark.parametrize("address", ["/dx7/reply", "/dx7/subscribe", "/dx7/unsubscribe"])
async def test_no_message_may_be_aimed_at_another_host(client: Client, address: str) -> None:
    (fail,) = await client.ask(address, "192.0.2.7:7701")
    assert fail[:4] == ("/dx7/fail", address, 0, "forbidden")


@pytest.mark.parametrize("address", ["/dx7/reply", "/dx7/subscribe"])
async def test_no_message_may_be_aimed_at_the_bridge_itself(
    server: Server, client: Client, address: str
) -> None:
    (fail,) = await client.ask(address, server.address[1])
    assert fail[:4] == ("/dx7/fail", address, 0, "forbidden")


# Who follows.


async def follow(client: Client, *arguments: float | str) -> None:
    """Subscribe, and hear out the first state."""
    assert await client.ask("/dx7/subscribe", *arguments) == [("/dx7/done", "/dx7/subscribe", 0)]
    assert [(await client.hear())[0] for _ in STATE] == list(STATE)


async def test_a_subscriber_hears_the_full_state_after_the_done(client: Client) -> None:
    await follow(client)


async def test_who_subscribes_again_hears_the_full_state_again_as_it_is_now(client: Client) -> None:
    await follow(client)
    await client.ask("/dx7/temperature", 0.5)
    client.send("/dx7/subscribe", 0, 30.0, 5)
    heard = await client.hear_until("/dx7/params")
    again = heard[heard.index(("/dx7/done", "/dx7/subscribe", 5)) + 1 :]
    assert [message[0] for message in again] == list(STATE)
    assert ("/dx7/temperature", 0.5) in again


async def test_a_set_goes_out_under_its_own_address_to_all_but_its_author(
    client: Client, other: Client
) -> None:
    await follow(client)
    await follow(other)
    client.send("/dx7/latent/2", 0.5)
    heard = await other.hear_until("/dx7/params")
    assert {h[0] for h in heard} == {
        *("/dx7/latent", "/dx7/latent/2", "/dx7/latent/xy", "/dx7/history", "/dx7/params"),
        *("/dx7/latent/norm", "/dx7/latent/norm/2", "/dx7/latent/norm/xy"),
    }
    assert ("/dx7/latent/2", 0.5) in heard
    assert ("/dx7/latent/xy", 0.0, 0.5) in heard
    # The author knows where it went, and hears what came of it.
    assert {(await client.hear())[0] for _ in range(2)} == {"/dx7/history", "/dx7/params"}
    assert await client.rest() == []


async def test_the_last_of_many_sets_always_arrives(rig: Rig, client: Client, other: Client) -> None:
    await follow(other, 0, 10.0)
    for number in range(1000):
        client.send("/dx7/latent/1", number / 999)
        if number % 50 == 0:
            await asyncio.sleep(0)  # let the socket drain
    heard = await other.hear_until("/dx7/latent/1", 1.0)
    assert len(heard) < 500


async def test_a_sampler_that_follows_is_not_told_twice(client: Client) -> None:
    await follow(client)
    await client.ask("/dx7/sample")
    heard = [await client.hear() for _ in range(24)]
    places = (place for n in range(1, 9) for place in (f"/dx7/latent/{n}", f"/dx7/latent/norm/{n}"))
    pads = ("/dx7/latent/xy", "/dx7/latent/norm", "/dx7/latent/norm/xy")
    assert sorted(h[0] for h in heard) == sorted(
        [*VOICE_ADDRESSES, "/dx7/transpose", "/dx7/history", *pads, *places]
    )
    assert await client.rest() == []


async def test_an_edit_goes_out_under_param(client: Client, other: Client) -> None:
    await follow(other)
    await client.ask("/dx7/param", 134, 7)
    heard = [await other.hear() for _ in range(3)]
    assert ("/dx7/param", "algorithm", 7) in heard
    assert {h[0] for h in heard} == {"/dx7/param", "/dx7/params", "/dx7/history"}


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("/dx7/temperature", (0.5,)),
        ("/dx7/seed", (99,)),
        ("/dx7/latent/axes", (3, 4)),
        ("/dx7/interpolate/slots", (5, 6)),
        ("/dx7/interpolate/xy/slots", (5, 6, 5, 6)),
        ("/dx7/morph/mode", ("parameters",)),
        ("/dx7/glide", (2.5,)),
        ("/dx7/glide/3", (2.5,)),
        ("/dx7/drift", (0.125, 0.5)),
        ("/dx7/path/loop", (1,)),
        ("/dx7/name", ("MINE",)),
    ],
)
async def test_a_setting_goes_out_under_its_own_address(
    client: Client, other: Client, address: str, arguments: tuple[float | str, ...]
) -> None:
    for slot in (5, 6):
        await client.ask("/dx7/slot/store", slot)
    await follow(client)
    await follow(other)
    await client.ask(address, *arguments)
    heard = await other.hear_until(address)
    assert heard[-1] == (address, *arguments)
    assert address not in [h[0] for h in await client.rest()]


async def test_a_subscriber_may_listen_on_another_port(client: Client, other: Client) -> None:
    client.send("/dx7/subscribe", other.address[1], 60.0, 5)
    assert await client.hear() == ("/dx7/done", "/dx7/subscribe", 5)
    assert [(await other.hear())[0] for _ in STATE] == list(STATE)


async def test_a_port_that_one_client_registered_is_not_where_another_follows(
    server: Server, client: Client, other: Client
) -> None:
    await_port = other.address[1]
    async with connected(server.address) as max_patch:
        max_patch.send("/dx7/reply", await_port)
        assert (await other.hear())[0] == "/dx7/done"
    client.send("/dx7/subscribe")
    assert (await client.hear_until("/dx7/params"))[-1][0] == "/dx7/params"


async def test_who_unsubscribes_hears_nothing_more(client: Client, other: Client) -> None:
    await follow(client)
    assert await client.ask("/dx7/unsubscribe", 0, 5) == [("/dx7/done", "/dx7/unsubscribe", 5)]
    await follow(other)
    other.send("/dx7/temperature", 1.5)
    await other.rest()
    assert await client.rest() == []


async def test_a_notified_target_hears_the_state_from_the_start_for_good(rig: Rig, client: Client) -> None:
    async with running_server(rig.engine, notify=[client.address]) as second:
        assert [(await client.hear())[0] for _ in STATE] == list(STATE)
        async with connected(second.address) as author:
            author.send("/dx7/temperature", 1.5)
            assert await client.hear() == ("/dx7/temperature", 1.5)
            *_, fail = await author.ask("/dx7/unsubscribe", client.address[1])
            assert fail[3] == "forbidden"


async def test_a_dead_subscriber_harms_nobody(server: Server, client: Client) -> None:
    for _ in range(3):
        async with connected(server.address) as dead:
            await follow(dead)
    for number in range(50):
        assert (await client.ask("/dx7/temperature", number / 50))[-1][0] == "/dx7/done"
    await follow(client)


# Bundles and patterns.


async def test_a_bundle_for_at_once_makes_one_voice(rig: Rig, client: Client) -> None:
    client.send_raw(bundle(None, *(encode(f"/dx7/latent/{n}", (float(n),)) for n in range(1, 9))))
    heard = await client.ask("/dx7/latent/get")
    assert heard[0] == ("/dx7/latent", *map(float, range(1, 9)))
    assert len(rig.decoder.decoded) == 1


async def test_bundles_happen_in_the_order_of_their_time_tags(rig: Rig, client: Client) -> None:
    now = time.time()
    for delay in (0.6, 0.2, 0.4):
        client.send_raw(bundle(now + delay, encode("/dx7/name", (f"AT {delay}",))))
    client.send_raw(bundle(now - 5.0, encode("/dx7/name", ("PAST",))))
    await client.hear_until("/dx7/name", "AT 0.6")
    assert [voice.name for voice, _ in rig.output.offered] == ["PAST", "AT 0.2", "AT 0.4", "AT 0.6"]


async def test_a_bundle_waits_for_its_time(rig: Rig) -> None:
    # The wall stands two minutes before the bundle: nothing but that clock makes it wait.
    async with (
        serving(rig, wall=lambda: 1_000_000.0, horizon=600.0) as server,
        connected(server.address) as client,
    ):
        client.send_raw(bundle(1_000_120.0, encode("/dx7/name", ("LATER",))))
        client.send_raw(bundle(1_000_000.0, encode("/dx7/name", ("NOW",))))
        assert await client.hear() == ("/dx7/name", "NOW")
        assert await client.hear() == ("/dx7/done", "/dx7/name", 0)
        assert await client.rest() == []


async def test_what_is_wrong_in_a_bundle_is_told_before_its_time(client: Client) -> None:
    client.send_raw(bundle(time.time() + 600, encode("/dx7/latent/1", (99.0,))))
    assert (await client.hear())[3] == "out_of_range"


async def test_a_bundle_too_far_ahead_is_refused_message_by_message(client: Client) -> None:
    messages = (encode("/dx7/sample", (1,)), encode("/dx7/params/get", (2,)))
    client.send_raw(bundle(time.time() + 180, *messages))
    heard = [await client.hear() for _ in range(2)]
    assert all("Your clock is 180 s ahead of the bridge's" in h[4] for h in heard)
    assert [h[:4] for h in heard] == [
        ("/dx7/fail", "/dx7/sample", 1, "out_of_range"),
        ("/dx7/fail", "/dx7/params/get", 2, "out_of_range"),
    ]


async def test_a_client_whose_bundles_wait_is_busy_and_leaves_the_others_room(rig: Rig) -> None:
    async with (
        serving(rig, wall=lambda: 1_000_000.0, horizon=600.0) as server,
        connected(server.address) as client,
        connected(server.address) as other,
    ):
        for number in range(1, ROOM + 2):
            client.send_raw(bundle(1_000_500.0, encode("/dx7/params/get", (number,))))
            if number % 20 == 0:
                client.send("/dx7/ping")
                await client.hear_until("/dx7/pong")
        assert (await client.hear())[:4] == ("/dx7/fail", "/dx7/params/get", ROOM + 1, "busy")
        other.send_raw(bundle(1_000_500.0, encode("/dx7/params/get", (1,))))
        assert await other.rest() == []


async def test_a_pattern_reaches_every_address_that_takes_its_arguments(client: Client) -> None:
    client.send("/dx7/latent/[1-3]", 0.5)
    client.send("/dx7/{seed,temperature}", 1)
    heard = [await client.hear() for _ in range(2)]
    assert {h[1] for h in heard} == {"/dx7/seed", "/dx7/temperature"}
    assert (await client.ask("/dx7/latent/get"))[0] == ("/dx7/latent", 0.5, 0.5, 0.5, *(0.0,) * 5)


async def test_a_pattern_leaves_where_answers_go_alone(client: Client) -> None:
    client.send("/dx7/{subscribe,ping}")
    client.send("/dx7/status", 3)
    assert [heard[0] for heard in await client.hear_until("/dx7/status.reply")] == [
        "/dx7/pong",
        "/dx7/status.reply",
    ]
    client.send("/dx7/{reply,seed}", 7)
    assert await client.hear() == ("/dx7/done", "/dx7/seed", 0)


async def test_control_characters_come_back_as_escapes(client: Client, server: Server) -> None:
    client.send("/dx7/\x1b[2J\n\u202e")
    fail = await client.hear()
    assert fail[:2] == ("/dx7/fail", "/dx7/\\x1b[2J\\n\\u202e")
    assert all(str(part).isprintable() for part in fail)
    assert server.last_fail.isprintable()


async def test_an_unknown_address_is_told_the_nearest(client: Client) -> None:
    client.send("/dx7/latents/3", 0.5)
    assert (await client.hear())[3:] == (
        "unknown_address",
        "/dx7/latents/3: no such address, /dx7/help lists them all; did you mean /dx7/latent/3?",
    )


async def test_a_pattern_that_nothing_takes_is_refused_once(client: Client) -> None:
    client.send("/dx7/latent/*", "text")
    assert (await client.hear())[:4] == ("/dx7/fail", "/dx7/latent/*", 0, "bad_args")
    client.send("/dx8/*")
    assert (await client.hear())[:4] == ("/dx7/fail", "/dx8/*", 0, "unknown_address")
    assert await client.rest() == []


# Weather.


async def test_no_random_datagram_silences_the_server(rig: Rig, client: Client) -> None:
    chance = random.Random(4)
    good = [encode(row.address, ()) for row in TABLE] + [
        encode("/dx7/latent", (0.5,) * 8),
        encode("/dx7/encode", (encode_voice(ODD),)),
        bundle(None, encode("/dx7/latent/1", (0.5,)), encode("/dx7/param", ("algorithm", 3))),
    ]
    skipped = (b"/dx7/subscribe", b"/dx7/reply", b"/dx7/help")
    for number in range(3000):
        data = bytearray(chance.choice(good) if number % 3 else chance.randbytes(chance.randrange(300)))
        for _ in range(chance.randint(0, 6)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        if any(word in data for word in skipped):
            continue  # these change where we hear; they have their own tests
        client.send_raw(bytes(data))
        if number % 50 == 49:
            client.send("/dx7/ping", number)
            await client.hear_until("/dx7/pong", __version__, 1, number)
    assert len(await client.ask("/dx7/latent/get", 31337)) >= 2


async def test_an_answer_too_large_for_a_datagram_fails_instead(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.ask("/dx7/cart/sample", 1)
    monkeypatch.setattr("dx7bridge.osc.post.LARGEST_DATAGRAM", 9216)  # what macOS carries at first
    (fail,) = await client.ask("/dx7/cart/ints/get", 5)
    assert fail[:4] == ("/dx7/fail", "/dx7/cart/ints/get", 5, "out_of_range")
    assert "do not fit in one datagram" in fail[4]
    assert (await client.ask("/dx7/cart/get", 6))[-1] == ("/dx7/done", "/dx7/cart/get", 6)


async def test_an_answer_that_the_system_refuses_as_too_large_fails_instead(
    server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.ask("/dx7/cart/sample", 1)
    monkeypatch.setattr("dx7bridge.osc.dispatch.OUT", {"/dx7/cart": lambda reply: [(b"\0" * 65_495,)]})
    monkeypatch.setattr("dx7bridge.osc.post.LARGEST_DATAGRAM", 100_000)
    (fail,) = await client.ask("/dx7/cart/get", 5)
    assert fail[:4] == ("/dx7/fail", "/dx7/cart/get", 5, "out_of_range")


async def test_a_port_already_in_use_is_a_plain_error(rig: Rig, server: Server) -> None:
    with pytest.raises(BridgeError, match=rf"cannot listen on 127\.0\.0\.1:{server.address[1]}: .*in use"):
        async with running_server(rig.engine, listen=server.address):
            pass


async def test_the_port_is_free_again_after_the_server(rig: Rig) -> None:
    async with running_server(rig.engine) as server:
        address = server.address
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as again:
        await asyncio.sleep(0)  # the transport lets go in the next turn of the loop
        again.bind(address)


async def test_it_answers_over_ipv6_too(rig: Rig) -> None:
    try:
        with contextlib.closing(socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)) as probe:
            probe.bind(("::1", 0))
    except OSError as problem:
        pytest.skip(f"no IPv6 here: {problem}")
    async with (
        serving(rig, listen=("::1", 0)) as server,
        connected(server.address, ("::1", 0)) as client,
        connected(server.address, ("::1", 0)) as other,
    ):
        await follow(other)
        client.send("/dx7/reply", f"[::1]:{client.address[1]}")
        assert await client.hear() == ("/dx7/done", "/dx7/reply", 0)
        await client.ask("/dx7/temperature", 0.5)
        assert await other.hear() == ("/dx7/temperature", 0.5)


async def test_localhost_is_the_address_that_clients_expect(rig: Rig) -> None:
    async with serving(rig, listen=("localhost", 0)) as server:
        assert server.address[0] == "127.0.0.1"
