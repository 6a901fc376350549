"""Values as JSON and TOML have them, and what may become of them."""

from __future__ import annotations

import random
from typing import Any

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 65, 127, 128, 155, 2**31, -(2**63), 2**64, 10**30, 0.5, -8.1, 1e308),
    *("", "a", "\x00", "\x1b[2J", "é" * 50, "00" * 155, "latent", [], {}, [[]], {"": 1}),
    *(float("inf"), float("-inf"), float("nan")),
)


def odd(dice: random.Random) -> Any:
    """A value that is rarely right."""
    match dice.randrange(8):
        case 0:
            return [odd(dice) for _ in range(dice.randrange(4))]
        case 1:
            return {f"k{n}": odd(dice) for n in range(dice.randrange(3))}
        case 2:
            return dice.randrange(-300, 300)
        case 3:
            return dice.uniform(-10, 10)
    return dice.choice(ODD)


def junk(dice: random.Random, value: Any) -> Any:
    """The value with one thing in it changed, somewhere."""
    if dice.random() < 0.15 or not isinstance(value, dict | list) or not value:
        return odd(dice)
    if isinstance(value, dict):
        key = dice.choice(list(value))
        match dice.randrange(6):
            case 0:
                return {k: v for k, v in value.items() if k != key}
            case 1:
                return value | {f"{key}x": odd(dice)}
        return value | {key: junk(dice, value[key])}
    place = dice.randrange(len(value))
    match dice.randrange(6):
        case 0:
            return value[:place] + value[place + 1 :]
        case 1:
            return value * dice.choice((2, 3, 70))
    return [*value[:place], junk(dice, value[place]), *value[place + 1 :]]
