"""Rows of the address table: connection, help and subscriptions."""

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
        "Check that the bridge is running",
        Ping,
        ends="/dx7/pong",
        wild=True,
        more="Answers `/dx7/pong s version i protocol i id`.",
    ),
    Address(
        "/dx7/status",
        "Get the model, the output and the number of subscribers",
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
        "List the addresses",
        AskHelp,
        optional=(Arg("prefix", "s", 0, 255, default=""),),
        more=(
            "Sends one `/dx7/help s address s types s doc` for each address that starts with the"
            " prefix. A doc that begins with `sent:` describes a message that only the bridge sends."
        ),
    ),
    Address(
        "/dx7/help/args",
        "List the arguments of the addresses",
        AskArguments,
        optional=(Arg("prefix", "s", 0, 255, default=""),),
        more="Sends one `/dx7/help/args s address s name s type i optional low high s default s unit s"
        " choices` for each argument of each address that starts with the prefix. low and high have the"
        " type of the argument; for text they are its length in characters. Both are 0 if there is no range."
        " An address without arguments is listed once, with an empty name.",
    ),
    Address(
        "/dx7/hello",
        "Confirm that you receive the bridge's messages",
        build.hello,
        optional=(Arg("number", "i", 0, 2**24 - 1),),
        more=(
            "Without an argument, answers `/dx7/hello i number`. Send that number back. Until then,"
            " the bridge sends a remote host at most ten times as much as it received from it."
        ),
    ),
    Address(
        "/dx7/reply",
        "Send answers to this port",
        build.register,
        (Arg("port", "is", 1, 65535),),
        more="For clients that cannot receive on the port they send from.",
    ),
    Address(
        "/dx7/subscribe",
        "Subscribe to the state",
        build.subscribe,
        optional=(TARGET, Arg("hz", "f", 1, HZ_LIMIT, default=DEFAULT_HZ, unit="Hz")),
        more=(
            "Sends the whole state, then every change, at most hz times a second, to this port; without"
            " one, or with 0, to the port that gets answers. Ends 60 s after your last message."
        ),
    ),
    Address("/dx7/unsubscribe", "Stop sending updates", build.unsubscribe, optional=(TARGET,)),
)
