"""OSC address patterns: `?`, `*`, `[a-c]`, `[!a]`, `{one,two}`, none of which crosses a `/`.

Pure functions. Follows every way through a pattern at once, so that no pattern, however crooked,
takes longer than its length times the address's (a regular expression may take for ever).
Source: OpenSoundControl 1.0 specification, "OSC Message Dispatching and Pattern Matching".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

LONGEST: Final = 255  # characters of a pattern that is looked at

_Step = Callable[[str, int], list[int]]  # address, position before -> positions after


def is_pattern(address: str) -> bool:
    """Does it have any of the characters that make an address a pattern?"""
    return any(letter in "?*[{" for letter in address)


def matcher(pattern: str) -> Callable[[str], bool]:
    """What tells whether an address fits. A bracket that is never closed fits nothing."""
    steps = _steps(pattern) if len(pattern) <= LONGEST else None

    def fits(address: str) -> bool:
        if steps is None:
            return False
        positions = {0}
        for step in steps:
            positions = {after for before in positions for after in step(address, before)}
        return len(address) in positions

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
            steps.append(_run)
        elif letter == "?":
            steps.append(_any_letter)
        else:
            steps.append(_any_word([letter]))
    return steps


def _run(address: str, at: int) -> list[int]:
    end = address.find("/", at)
    return list(range(at, (len(address) if end < 0 else end) + 1))


def _any_letter(address: str, at: int) -> list[int]:
    return [at + 1] if at < len(address) and address[at] != "/" else []


def _any_word(words: list[str]) -> _Step:
    return lambda address, at: [at + len(word) for word in words if address.startswith(word, at)]


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

    def step(address: str, at: int) -> list[int]:
        if at < len(address) and address[at] != "/" and (address[at] in letters) != outside:
            return [at + 1]
        return []

    return step
