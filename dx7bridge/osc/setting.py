"""Settings over OSC: the row of an address, and the state under it, from the table of settings.

Pure values and functions, any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dx7bridge.commands import Command, State
from dx7bridge.errors import BadArguments
from dx7bridge.osc.address import Address
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.codec import Atom
from dx7bridge.settings import OfInstrument

LONGEST_WORD: Final = 20


def argument_of(setting: OfInstrument) -> Arg:
    """The argument that sets it: a switch is 0 or 1."""
    name = setting.argument
    match setting.kind:
        case "switch":
            return Arg(name, "i", 0, 1)
        case "whole":
            return Arg(name, "i", setting.low, setting.high)
        case "choice":
            return Arg(name, "s", 1, LONGEST_WORD, choices=setting.choices)
    return Arg(name, "f", setting.low, setting.high)


def setting_row(setting: OfInstrument) -> Address:
    """The row of the address that sets it."""
    sets = frozenset((setting.address,))
    return Address(
        setting.address,
        setting.asks,
        _build(setting),
        (argument_of(setting),),
        sets=sets,
        wild=True,
        more=setting.more,
    )


def setting_state(setting: OfInstrument) -> tuple[str, Callable[[State], tuple[Atom, ...]]]:
    """Its address, and its value in a state as OSC has it."""
    field, switch = setting.key, setting.kind == "switch"

    def of(state: State) -> tuple[Atom, ...]:
        value = getattr(state, field)
        return (int(value) if switch else value,)

    return setting.address, of


def _build(setting: OfInstrument) -> Callable[[Any], Command]:
    """What makes the request of the argument. BadArguments for a word that is not legal."""

    def build(value: Any) -> Command:
        if setting.choices and value not in setting.choices:
            raise BadArguments(f"{setting.argument} {value!r}: must be one of {', '.join(setting.choices)}")
        request: Command = setting.command(bool(value) if setting.kind == "switch" else value)
        return request

    return build
