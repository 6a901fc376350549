"""Addresses of parts: `/dx7/part/2/latent/1`, and the spread of all parts around a sound.

A part's addresses are those of the table behind its number. What comes back is named the same way; `done` and
`fail` are not, but the command they report is. Event loop's thread alone.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from typing import Final

from dx7bridge.commands import LATENT_DIMS, LATENT_LIMIT, State
from dx7bridge.errors import BridgeError, Forbidden, OutOfRange, UnknownAddress
from dx7bridge.osc.address import Address
from dx7bridge.osc.answers import Atoms
from dx7bridge.osc.clients import Target
from dx7bridge.osc.patterns import is_pattern, matcher
from dx7bridge.osc.post import Post
from dx7bridge.osc.requests import Subscribe, Unsubscribe
from dx7bridge.osc.table import ADDRESSES
from dx7bridge.playing import SpreadTo

PREFIX: Final = "/dx7/part/"
ROOT: Final = "/dx7"
FURTHEST: Final = 2.65  # coordinates from the centre: two parts are then as far apart as unrelated voices
PLAIN: Final = frozenset(("/dx7/pong", "/dx7/hello", "/dx7/done", "/dx7/fail"))  # never named for a part
NEEDS_PARTS: Final = "needs serve --parts"

# Beside those that any pattern may reach: what a performer does to all parts at once.
LAYERED: Final = frozenset(
    f"{ROOT}/{each}"
    for each in (
        *("slot/recall", "slot/recall/beats", "slot/store", "slot/next", "slot/previous", "sample/part"),
        *("init", "undo", "redo", "path", "path/beats", "path/stop", "glide/beats", "drift/beats", "panic"),
        *("note", "lock", "unlock", "midi/send", "subscribe", "unsubscribe"),
    )
)


def named(address: str, number: int) -> str:
    """The address of a part: `/dx7/part/2/latent` for `/dx7/latent`."""
    return f"{PREFIX}{number}{address.removeprefix(ROOT)}"


def meant(address: str, parts: int) -> tuple[list[int], str]:
    """The parts, from 1, that an address below PREFIX is for, and the address that each of them gets.

    UnknownAddress when there is no such part; Forbidden when a pattern is to reach what no pattern may.
    """
    which, slash, rest = address.removeprefix(PREFIX).partition("/")
    inner = f"{ROOT}/{rest}"
    fits: Callable[[str], bool] = matcher(which) if is_pattern(which) else which.__eq__
    numbers = [number for number in range(1, parts + 1) if fits(str(number))]
    if not numbers:
        why = f"no such part; must be 1 to {parts}" if parts else f"there are no parts; {NEEDS_PARTS}"
        raise UnknownAddress(f"{address[:80]}: {why}")
    row = ADDRESSES.get(inner)
    if is_pattern(which) and row is not None and not row.wild and inner not in LAYERED:
        raise Forbidden(f"{inner} is not reached by a pattern; give the number of a part")
    return numbers, inner if slash else ROOT


def refuse_talk(row: Address, request: object) -> None:
    """UnknownAddress for what is the bridge's own and no part's, such as ping."""
    if not isinstance(request, Subscribe | Unsubscribe):
        raise UnknownAddress(f"{row.address}: is not for a single part; leave out the part")


class PartPost:
    """The post of a part: as the bridge's, but for the names of what it sends."""

    def __init__(self, post: Post, number: int) -> None:
        self._post, self._number = post, number
        self.clients, self.reach, self.streams = post.clients, post.reach, post.streams

    def answers_to(self, sender: Target, new: bool) -> tuple[Target, ...]:
        """Return where this sender's answers go."""
        return self._post.answers_to(sender, new)

    def reply(self, sender: Target, new: bool, address: str, atoms: Atoms) -> BridgeError | None:
        """Send to whoever asked."""
        if address == "/dx7/done":
            atoms = (named(str(atoms[0]), self._number), *atoms[1:])
        return self._post.reply(sender, new, self._named(address), atoms)

    def fail(
        self,
        sender: Target,
        new: bool,
        command: str,
        number: int,
        error: BridgeError,
        more: Callable[[], str] = str,
    ) -> None:
        """Send a fail."""
        self._post.fail(sender, new, named(command, self._number), number, error, more)

    def send(self, target: Target, address: str, atoms: Atoms) -> BridgeError | None:
        """Send one message."""
        return self._post.send(target, self._named(address), atoms)

    def _named(self, address: str) -> str:
        return address if address in PLAIN else named(address, self._number)


class Gather:
    """Waits for several results from any thread, then calls `ended` with the first error, or None."""

    def __init__(self, count: int, ended: Callable[[BridgeError | None], object]) -> None:
        self._left, self._ended, self._lock = count, ended, threading.Lock()
        self._error: BridgeError | None = None

    def take(self, result: object) -> None:
        """One of them."""
        with self._lock:
            self._left -= 1
            if isinstance(result, BridgeError) and self._error is None:
                self._error = result
            last = not self._left
        if last:
            self._ended(self._error)


def spread(centre: State, parts: int, amount: float) -> list[SpreadTo]:
    """What each part becomes around this state. OutOfRange with a single part.

    Each part goes its own way along one dimension, and the others a little against it, so that the middle of
    all is the centre; with more parts than dimensions it goes the other way round. `amount` is 0 to 1.
    """
    if parts < 2:
        raise OutOfRange(f"parts = 1: there is nothing to spread; {NEEDS_PARTS}")
    ways = [_way(number) for number in range(parts)]
    middle = [math.fsum(way[d] for way in ways) / parts for d in range(LATENT_DIMS)]
    moves: list[SpreadTo] = []
    for way in ways:
        off = [a - b for a, b in zip(way, middle, strict=True)]
        scale = amount * FURTHEST / math.hypot(*off)
        place = [z + scale * step for z, step in zip(centre.latent, off, strict=True)]
        legal = tuple(min(max(z, -LATENT_LIMIT), LATENT_LIMIT) for z in place)
        moves.append(SpreadTo(centre.latent, centre.voice, legal))
    return moves


def _way(number: int) -> Sequence[float]:
    sign = 1.0 if number < LATENT_DIMS else -1.0
    return [sign if d == number % LATENT_DIMS else 0.0 for d in range(LATENT_DIMS)]
