"""Help that programs read: a summary and typed arguments for every address, over OSC, OSCQuery and in Max."""

from __future__ import annotations

import asyncio
from xml.etree import ElementTree

import pytest
from fakes import Rig
from osc_client import DEADLINE, connected

from dx7bridge.osc import Status, query, running_server
from dx7bridge.osc.arguments import NO_ARGUMENT, Arg, argument_atoms
from dx7bridge.osc.codec import encode
from dx7bridge.osc.table import ADDRESSES, TABLE
from generators.max_package import reference


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.address)
def test_every_address_has_a_summary_of_one_line(row) -> None:
    assert 10 < len(row.summary) <= 80
    assert row.summary[0].isupper()
    assert not row.summary.endswith(".")
    assert row.doc.startswith(row.summary)
    assert not row.more or row.more.endswith(".")


@pytest.mark.parametrize(
    "row", [r for r in TABLE if any(a.default is not None for a in r.optional)], ids=lambda r: r.address
)
def test_a_default_is_what_an_argument_left_out_stands_for(row) -> None:
    given = [arg.default for arg in row.optional if arg.default is not None]
    required = [{"s": "a.syx"}.get(arg.kind, 3) for arg in row.args]
    assert row.read([*required, *given])[0] == row.read(required)[0]


def test_units_and_choices_are_given() -> None:
    found = {(row.address, arg.name): arg for row in TABLE for arg, _ in row.arguments}
    assert found["/dx7/glide", "seconds"].unit == "s"
    assert found["/dx7/subscribe", "hz"].unit == "Hz"
    assert found["/dx7/morph/mode", "mode"].choices == ("latent", "parameters")
    assert "op1" in found["/dx7/lock", "what"].choices


def test_an_argument_is_described_with_type_range_default_unit_and_choices() -> None:
    arg = Arg("seconds", "f", 0.1, 10, default=1.5, unit="s")
    assert argument_atoms(arg, True) == ("seconds", "f", 1, 0.1, 10.0, "1.5", "s", "")
    assert argument_atoms(Arg("slot", "i", 1, 64), False) == ("slot", "i", 0, 1, 64, "", "", "")
    assert argument_atoms(Arg("value", "i"), False) == ("value", "i", 0, 0, 0, "", "", "")
    assert argument_atoms(Arg("mode", "s", 1, 20, choices=("a", "b")), False)[-1] == "a b"


async def test_help_args_lists_each_argument_and_then_is_done() -> None:
    rig = Rig()
    rig.engine.start()
    try:
        async with (
            running_server(rig.engine, lambda: Status("fake", 8, "recording")) as server,
            connected(server.address) as client,
        ):
            heard = await client.ask("/dx7/help/args", "/dx7/audition", 5)
            assert [each[:4] for each in heard[:-1]] == [
                ("/dx7/help/args", "/dx7/audition", "note", "i"),
                ("/dx7/help/args", "/dx7/audition", "velocity", "i"),
                ("/dx7/help/args", "/dx7/audition", "seconds", "f"),
            ]
            assert heard[-1] == ("/dx7/done", "/dx7/help/args", 5)
            every = await client.ask("/dx7/help/args", "", 6)
            assert len(every) == 1 + sum(len(row.arguments) or 1 for row in TABLE)
            assert ("/dx7/help/args", "/dx7/sample", *NO_ARGUMENT) in every
    finally:
        assert await asyncio.to_thread(rig.engine.close, DEADLINE)


def test_every_description_of_an_argument_fits_in_a_message() -> None:
    for row in TABLE:
        for arg, optional in row.arguments:
            assert len(encode("/dx7/help/args", (row.address, *argument_atoms(arg, optional)))) < 4096


def test_oscquery_has_the_summary_the_units_and_every_argument() -> None:
    root = query.tree(Rig().instrument.state)
    node = query.find(root, "/dx7/audition")
    assert node is not None
    assert node["SUMMARY"] == ADDRESSES["/dx7/audition"].summary
    assert node["UNIT"] == [None, None, "s"]
    assert node["ARGS"][0] == {
        "NAME": "note",
        "TYPE": "i",
        "OPTIONAL": True,
        "MIN": 0,
        "MAX": 127,
        "DEFAULT": 60,
    }
    mode = query.find(root, "/dx7/morph/mode")
    assert mode is not None
    assert mode["ARGS"] == [
        {"NAME": "mode", "TYPE": "s", "OPTIONAL": False, "VALS": ["latent", "parameters"]}
    ]


def test_the_max_reference_has_each_summary_and_each_argument() -> None:
    """The fault: digests were cut at a colon, so /dx7/guard and /dx7/path/loop had the digest "1"."""
    methods = {m.get("name"): m for m in ElementTree.fromstring(reference()).iter("method")}
    for row in TABLE:
        method = methods[row.address]
        assert method.findtext("digest") == row.summary
        args = [(arg.get("name"), arg.get("optional")) for arg in method.iter("arg")]
        assert args == [(arg.name, str(int(optional))) for arg, optional in row.arguments]
