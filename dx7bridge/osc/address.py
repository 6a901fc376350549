"""A row of the address table: one address, its arguments, the request it makes and the form of its answer.

Pure values and functions, any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dx7bridge.errors import BadArguments, BridgeError, NotFinite, OutOfRange
from dx7bridge.osc.arguments import ID, Arg
from dx7bridge.osc.codec import Argument, Other
from dx7bridge.osc.requests import Released, Request


@dataclass(frozen=True, slots=True)
class Address:
    """A row: where, with what, asking what, answered how. `summary` is one line without a full stop.

    `build` makes the request from the arguments as `Arg.read` gives them. On success the messages
    named by `before` go out (each made by `OUT`), then the done, then those of `after`. `ends` says
    what closes an answer: `/dx7/done`, or a reply with an id of its own, or "" where success is
    silent. `sets` are the state's addresses that whoever asks knows by asking. `wild` rows are reached by
    patterns: those that set what plays or ask for it, never one that writes, loads, forgets or sends.
    """

    address: str
    summary: str
    build: Callable[..., Request]
    args: tuple[Arg, ...] = ()
    optional: tuple[Arg, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ends: str = "/dx7/done"
    sets: frozenset[str] = frozenset()
    wild: bool = False
    more: str = ""

    @property
    def doc(self) -> str:
        """The summary and further sentences."""
        return f"{self.summary}. {self.more}" if self.more else self.summary

    @property
    def types(self) -> str:
        """OSC type tags; optional arguments in brackets, the id last: `s[i][i]`."""
        return "".join(a.types for a in self.args) + "".join(f"[{a.types}]" for a in (*self.optional, ID))

    @property
    def usage(self) -> str:
        """The arguments by name, for people."""
        required = [f"{a.types} {a.name}" for a in self.args]
        return ", ".join([*required, *(f"[{a.types} {a.name}]" for a in self.optional)])

    @property
    def arguments(self) -> tuple[tuple[Arg, bool], ...]:
        """Each argument, and whether it may be left out; of several by turns each by itself."""
        listed = [(arg, False) for arg in self.args] + [(arg, True) for arg in self.optional]
        return tuple((each, left_out) for arg, left_out in listed for each in (arg.each or (arg,)))

    @property
    def help(self) -> str:
        """The doc, followed by the legal values of each argument."""
        legal = [f"{a.name}: {a.legal}" for a in (*self.args, *self.optional)]
        return f"{self.doc} ({'; '.join(legal)})" if legal else self.doc

    def read(self, arguments: Sequence[Argument]) -> tuple[Request, int]:
        """The request and its id, 0 when absent. BadArguments, NotFinite, OutOfRange, BadSysex, ..."""
        number, given = 0, list(arguments)
        bare = not self.args and not self.optional
        if bare and len(given) == 1:
            if isinstance(given[0], Other) and given[0].tag in "NI":
                given = []  # nil or impulse: how OSCQuery clients press a button
            elif self.acts and given[0] == 0:
                return Released(), 0  # a button sends 1 when pressed, and 0 when let go
        if self._has_id(given):
            try:
                number = int(ID.read(given.pop()))
            except BridgeError as error:
                others = f"{len(arguments)} arguments: {self.usage or 'none'}, and perhaps an id"
                raise type(error)(f"{error} ({others})") from None
        try:
            return self.build(*self._values(given)), number
        except BridgeError as error:
            last = arguments[-1] if arguments else None
            if isinstance(last, int) and self._is_no_argument(arguments):
                name = self.optional[0].name if len(self.optional) == 1 else "all other arguments"
                raise type(error)(f"{error}. If {last} is an id, {name} must stand before it") from None
            raise

    def refused_id(self, arguments: Sequence[Argument]) -> int:
        """The id for the fail of these arguments; 0 if it cannot be determined."""
        if self._has_id(arguments):
            try:
                return int(ID.read(arguments[-1]))
            except (BadArguments, NotFinite, OutOfRange):
                return 0
        if self._fits(len(arguments)):
            return guessed_id(arguments) if self._is_no_argument(arguments) else 0
        return guessed_id(arguments)

    @property
    def acts(self) -> bool:
        """Whether it acts when sent without arguments, so a button can send it."""
        return not self.args and not self.optional and not self.before and self.ends == "/dx7/done"

    def _is_no_argument(self, given: Sequence[Argument]) -> bool:
        """Whether the last of these takes the place of an optional argument, but is not legal."""
        place = len(given) - 1 - sum(1 for a in self.args if not a.counts)
        if self._counts() != (0,) or not 0 <= place < len(self.optional):
            return False
        try:
            self.optional[place].read(given[-1])
        except BridgeError:
            return True
        return False

    def _has_id(self, given: Sequence[Argument]) -> bool:
        """Whether the last argument is an id: one more than can be otherwise, or in place of a word."""
        if len(given) - 1 in [self._fixed() + n for n in self._counts()]:
            return True
        left_out = (*(None for _ in self.args), *self.optional)[len(given) - 1 : len(given)] if given else ()
        return any(arg is not None and arg.choices and isinstance(given[-1], int | float) for arg in left_out)

    def _fits(self, count: int) -> bool:
        """Whether this is a legal number of arguments, without the id."""
        least = sum(1 for a in self.args if not a.counts)
        return any(least + n <= count <= self._fixed() + n for n in self._counts())

    def _fixed(self) -> int:
        return sum(1 for a in (*self.args, *self.optional) if not a.counts)

    def _counts(self) -> tuple[int, ...]:
        """The lengths of the one repeated argument; (0,) when there is none."""
        return next((a.counts for a in self.args if a.counts), (0,))

    def _values(self, given: list[Argument]) -> Iterator[Any]:
        if not self._fits(len(given)):
            legal = f"{self.usage or 'none'}, and perhaps an id"
            raise BadArguments(f"{len(given)} arguments: must be {legal}")
        for arg in (*self.args, *self.optional):
            if arg.counts:
                repeated, given = given, []
                yield arg.read_all(repeated)
            elif given:
                yield arg.read(given.pop(0))


def guessed_id(arguments: Sequence[Argument]) -> int:
    """The last argument if it is an int: probably the id, for which the client is waiting."""
    last = arguments[-1] if arguments else 0
    return last if isinstance(last, int) and ID.low <= last <= ID.high else 0
