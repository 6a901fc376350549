"""The arguments of an address: their types and legal values, and how an OSC argument becomes one.

Pure values and functions, any thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dx7bridge.commands import LATENT_DIMS
from dx7bridge.errors import BadArguments, NotFinite, OutOfRange, printable
from dx7bridge.osc.codec import Argument, Other

OVERSHOOT: Final = 1e-5  # of a scale, beyond its ends: what float32 makes of a ramp of a thousand steps
OVERSHOOT_LIMIT: Final = 5e-4


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument, or `counts` of the same kind in a row.

    `kind`: i whole number, f number, s text, b blob; "is" takes either. `low` to `high` are the legal
    numbers, both included, or for a text its number of characters. Of several in a row these may be
    different things by turns, `each`. `choices` are the words that a text may be. `default` stands for an
    argument that is left out; `unit` is what a number counts, such as s or Hz.
    """

    name: str
    kind: str
    low: float = -math.inf
    high: float = math.inf
    counts: tuple[int, ...] = ()
    each: tuple[Arg, ...] = ()
    choices: tuple[str, ...] = ()
    default: int | float | str | None = None
    unit: str = ""

    @property
    def turn(self) -> tuple[Arg, ...]:
        """The repeated arguments."""
        return self.each or (self,)

    @property
    def fewest(self) -> tuple[Arg, ...]:
        """One by one, as few as there may be."""
        return self.turn * (min(self.counts, default=1) // len(self.turn))

    @property
    def types(self) -> str:
        """OSC type tags: `f`, `i|s`, `ffffffff`, `i*128|i*155|i*163`, `if|ifif|...|if*16`."""
        if not self.counts:
            return "|".join(self.kind)
        turn = "".join(arg.kind for arg in self.turn)
        times = [count // len(turn) for count in self.counts]
        forms = [turn * n if n * len(turn) <= LATENT_DIMS else f"{turn}*{n}" for n in times]
        return "|".join(forms if len(forms) <= 3 else [*forms[:2], "...", forms[-1]])

    @property
    def legal(self) -> str:
        """The legal values, in words: `a number from -8 to 8`."""
        if self.each:
            return ", ".join(f"{arg.name} {arg.legal}" for arg in self.each)
        words, also = _WORDS[self.kind[0]], ", or text" if self.kind[1:] else ""
        if math.isinf(self.low) and math.isinf(self.high):
            return words + also
        if self.kind == "s":
            return f"{words} of {self.low:.10g} to {self.high:.10g} characters"
        return f"{words} from {self.low:.10g} to {self.high:.10g}{also}"

    def read_all(self, values: Sequence[Argument]) -> tuple[Any, ...]:
        """Several in a row."""
        size = len(self.turn)
        return tuple(self.turn[i % size].read(value, i // size + 1) for i, value in enumerate(values))

    def read(self, value: Argument, number: int | None = None) -> Any:
        """The argument as Python has it; BadArguments, NotFinite or OutOfRange naming it."""
        name = self.name if number is None else f"{self.name} {number}"
        match value:
            case int() if self.kind == "s" and not self.choices and not isinstance(value, bool):
                return self.read(str(value), number)  # a number box: the name "1"
            case str() if "s" in self.kind:
                if bad := next((letter for letter in value if printable(letter) != letter), ""):
                    raise OutOfRange(f"{name}: {bad!r} is a control character; must be {self.legal}")
                if not self.low <= len(value) <= self.high and self.kind == "s":
                    raise OutOfRange(f"{name}: {len(value)} characters; must be {self.legal}")
                return value
            case bytes() if "b" in self.kind:
                return value
            case int() | float() if "f" in self.kind or "i" in self.kind:
                return self._number(name, value)
        got = f"type {value.tag!r}" if isinstance(value, Other) else _shown(value)
        raise BadArguments(f"{name}: got {got}; must be {self.legal}")

    def _number(self, name: str, value: int | float) -> int | float:
        if not math.isfinite(value):
            raise NotFinite(f"{name} = {value}: must be {self.legal}")
        number: int | float = float(value)
        if "i" in self.kind:
            if value != math.floor(value):
                raise BadArguments(f"{name} = {value:g}: must be {self.legal}")
            number = int(value)
        if "f" in self.kind:
            number = self._end_overshot(number)
        if not self.low <= number <= self.high:
            raise OutOfRange(f"{name} = {value:.10g}: must be {self.legal}")
        return number

    def _end_overshot(self, number: float) -> float:
        """The end of the scale for what lies beyond it by a rounding error: a ramp summed in float32."""
        slack = min(OVERSHOOT * (self.high - self.low), OVERSHOOT_LIMIT)
        if self.high < number <= self.high + slack:
            return float(self.high)
        return float(self.low) if self.low - slack <= number < self.low else number


_WORDS: Final = {"i": "a whole number", "f": "a number", "s": "text", "b": "a blob"}
ID: Final = Arg("id", "i", -(2**31), 2**31 - 1)


def _shown(value: Argument) -> str:
    if isinstance(value, bytes):
        return f"a blob of {len(value)} bytes"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return f"the number {value}"


NO_ARGUMENT: Final = ("", "", 0, 0, 0, "", "", "")  # what `/dx7/help/args` has for an address without any


def argument_atoms(arg: Arg, optional: bool) -> tuple[str | int | float, ...]:
    """An argument as `/dx7/help/args` has it: name, type, optional, low, high, default, unit, choices.

    Of a text, low and high are its number of characters; both are 0 where there is no range.
    """
    number = float if "f" in arg.kind else int
    bounded = math.isfinite(arg.low) and math.isfinite(arg.high)
    low, high = (number(arg.low), number(arg.high)) if bounded else (0, 0)
    default = f"{arg.default:g}" if isinstance(arg.default, float) else str(arg.default)
    default = "" if arg.default is None else default
    return (arg.name, arg.types, int(optional), low, high, default, arg.unit, " ".join(arg.choices))
