"""OSC address patterns: `?`, `*`, `[a-c]`, `[!a]`, `{one,two}`, none of which crosses a `/`.

Pure functions. All ways through a pattern are followed at once, as bits of one number: bit i is set when
the part of the pattern read so far can end before letter i of the address. Each letter of a pattern costs
one operation on such a number, so the time grows with the length of the pattern alone.
Source: OpenSoundControl 1.0 specification, "OSC Message Dispatching and Pattern Matching".
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

LONGEST: Final = 255  # characters of a pattern that is looked at


class _Text:
    """An address as bits: where each of its letters stands, and where anything but a slash."""

    __slots__ = ("end", "letters", "open")

    def __init__(self, text: str) -> None:
        self.letters: dict[str, int] = {}
        for at, letter in enumerate(text):
            self.letters[letter] = self.letters.get(letter, 0) | 1 << at
        self.end = 1 << len(text)
        self.open = (self.end - 1) & ~self.letters.get("/", 0)


_text = functools.lru_cache(1024)(_Text)
_Step = Callable[[int, _Text], int]  # the bits before a step, and the address -> the bits after it


def is_pattern(address: str) -> bool:
    """Return whether it has any of the characters that make an address a pattern."""
    return any(letter in "?*[{" for letter in address)


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return a test of addresses. A pattern over LONGEST or with an open bracket fits nothing."""
    steps = _steps(pattern) if len(pattern) <= LONGEST else None

    def fits(address: str) -> bool:
        if steps is None:
            return False
        text, bits = _text(address), 1
        for step in steps:
            bits = step(bits, text)
            if not bits:
                return False
        return bool(bits & text.end)

    return fits


def _steps(pattern: str) -> list[_Step] | None:
    steps: list[_Step] = []
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        at += 1
        if letter in "[{":
            end = pattern.find("]" if letter == "[" else "}", at)
            if end < 0:
                return None
            inside, at = pattern[at:end], end + 1
            steps.append(_one_of(inside) if letter == "[" else _any_word(inside.split(",")))
        elif letter == "*":
            if not steps or steps[-1] is not _run:
                steps.append(_run)
        elif letter == "?":
            steps.append(_any_letter)
        else:
            steps.append(_word(letter))
    return steps


def _run(bits: int, text: _Text) -> int:
    # Adding carries each bit through the open places after it, to the first that is not.
    inside = bits & text.open
    return ((inside + text.open) ^ text.open) | bits


def _any_letter(bits: int, text: _Text) -> int:
    return (bits & text.open) << 1


def _word(word: str) -> _Step:
    def step(bits: int, text: _Text) -> int:
        for letter in word:
            bits = (bits & text.letters.get(letter, 0)) << 1
        return bits

    return step


def _any_word(words: list[str]) -> _Step:
    ways = [_word(word) for word in words if "/" not in word]

    def step(bits: int, text: _Text) -> int:
        after = 0
        for way in ways:
            after |= way(bits, text)
        return after

    return step


def _one_of(inside: str) -> _Step:
    outside = inside.startswith("!")
    letters: set[str] = set()
    left = inside[1:] if outside else inside
    while left:
        if len(left) >= 3 and left[1] == "-":
            letters.update(map(chr, range(ord(left[0]), min(ord(left[2]), 0x7F) + 1)))
            left = left[3:]
        else:
            letters.add(left[0])
            left = left[1:]

    def step(bits: int, text: _Text) -> int:
        listed = 0
        for letter, places in text.letters.items():
            if letter in letters:
                listed |= places
        return (bits & text.open & (~listed if outside else listed)) << 1

    return step
