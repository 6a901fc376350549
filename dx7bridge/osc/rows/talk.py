"""Rows of the address table: being in touch, and following."""

from __future__ import annotations

from typing import Final

from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.requests import DEFAULT_HZ, HZ_LIMIT, AskArguments, AskHelp, AskStatus, Ping
from dx7bridge.osc.rows.common import TARGET

ROWS: Final[tuple[Address, ...]] = (
    Address(
        "/dx7/ping",
        "Check that the bridge is there",
        Ping,
        ends="/dx7/pong",
        wild=True,
        more="Answers `/dx7/pong s version i protocol i id`.",
    ),
    Address(
        "/dx7/status",
        "Ask what is loaded, where voices go and who listens",
        AskStatus,
        ends="/dx7/status.reply",
        wild=True,
        more=(
            "Answers `/dx7/status.reply s model i dims i busy s output i subscribers i id`; dims is"
            " 0 until the model is loaded."
        ),
    ),
    Address(
        "/dx7/help",
        "List addresses",
        AskHelp,
        optional=(Arg("prefix", "s", 0, 255, default=""),),
        more=(
            "Sends one `/dx7/help s address s types s doc` for each address that starts with the"
            " prefix. Where doc begins with `sent:`, only the bridge sends it."
        ),
    ),
    Address(
        "/dx7/help/args",
        "List the arguments of addresses",
        AskArguments,
        optional=(Arg("prefix", "s", 0, 255, default=""),),
        more="Sends one `/dx7/help/args s address s name s type i optional low high s default s unit s"
        " choices` for each argument of each address that starts with the prefix. low and high are i or f, as"
        " the argument; for a text they count characters, and both are 0 where there is no range."
        " An address without arguments has one with an empty name.",
    ),
    Address(
        "/dx7/hello",
        "Show that you hear the bridge",
        build.hello,
        optional=(Arg("number", "i", 0, 2**24 - 1),),
        more=(
            "Without an argument, answers `/dx7/hello i number`. Send that number back: until then,"
            " a host beyond this machine is sent at most ten times what it sends."
        ),
    ),
    Address(
        "/dx7/reply",
        "Send my answers to this port",
        build.register,
        (Arg("port", "is", 1, 65535),),
        more="For clients that cannot hear on the port they send from.",
    ),
    Address(
        "/dx7/subscribe",
        "Follow the state",
        build.subscribe,
        optional=(TARGET, Arg("hz", "f", 1, HZ_LIMIT, default=DEFAULT_HZ, unit="Hz")),
        more=(
            "Sends the whole state, then every change, at most hz times a second, to this port; 0 or"
            " none is where answers go. Any message renews the 60 s lease."
        ),
    ),
    Address("/dx7/unsubscribe", "Stop following the state", build.unsubscribe, optional=(TARGET,)),
)
