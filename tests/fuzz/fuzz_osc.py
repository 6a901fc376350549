"""OSC packets and the address table: any bytes are read or refused with a code, any arguments make a request
or a coded refusal, patterns and bundles included."""

from __future__ import annotations

import math
import random
import struct

from dx7bridge.errors import ALL_CODES, BridgeError
from dx7bridge.osc.codec import ARGUMENTS, MESSAGES, Argument, Malformed, Message, Other, encode, parse
from dx7bridge.osc.patterns import is_pattern, matcher
from dx7bridge.osc.table import TABLE
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_voice

CASES = 250_000
BRIEF = 150
ROWS = [*TABLE, *(row for row in TABLE if row.args or row.optional), *(row for row in TABLE if row.args)]
TAGS = "ifsbhdtmrcSTFNI[]q,"
WORDS = (
    *("", "all", "op1", "op1.coarse", "name10", "latent", "parameters", "overwrite", "127.0.0.1:7701"),
    *("[::1]:9", "x" * 300, "a\x1b[2J", "\u202e", "../../etc/passwd", "1", "é", "//[x", "\ud7ff"),
)
PIECES = ("*", "?", "[a-z]", "[!0-9]", "{latent,seed}", "/", "a", "[", "{", "latent")
NUMBERS = (
    *(0, 1, -1, 7, 64, 65, 127, 128, 155, 2**31 - 1, 2**31, -(2**31), 2**40, True, False),
    *(0.5, 1.0000001, -1e-9, 8.0, 1e38, math.nan, math.inf, -math.inf),
)


def _argument(dice: random.Random) -> Argument:
    match dice.randrange(6):
        case 0:
            return dice.choice(WORDS)
        case 1:
            return dice.choice(
                (b"", dice.randbytes(dice.randrange(200)), encode_voice(INIT_VOICE), b"\1" * 155)
            )
        case 2:
            return Other(dice.choice("NItcrm"))
        case 3:
            return dice.uniform(-10, 10)
        case _:
            return dice.choice(NUMBERS)


def _arguments(dice: random.Random) -> list[Argument]:
    count = dice.choice((0, 1, 1, 2, 2, 3, 4, 5, 8, 9, 16, 33, 128, 155, 163, 164))
    if count > 9:
        number = dice.choice((0, 1, 64, 127, 255, -1, 0.5))
        return [number] * count
    return [_argument(dice) for _ in range(count)]


def _table(dice: random.Random) -> None:
    row, arguments = dice.choice(ROWS), _arguments(dice)
    try:
        _, number = row.read(arguments)
        assert -(2**31) <= number < 2**31
    except BridgeError as error:
        assert error.code in ALL_CODES, error
        assert error.code != "internal", error
        assert str(error)
        number = row.refused_id(arguments)
        assert isinstance(number, int)
        assert -(2**31) <= number < 2**31


def _message(dice: random.Random) -> bytes:
    if dice.random() < 0.4:
        plain = [a for a in _arguments(dice) if not isinstance(a, Other | bool)][:20]
        atoms = [a for a in plain if not isinstance(a, int) or -(2**31) <= a < 2**31]
        atoms = [
            float(a) if isinstance(a, float) and abs(a) < 3e38 else 0.0 if isinstance(a, float) else a
            for a in atoms
        ]
        return encode(dice.choice(TABLE).address, atoms)
    tags = "".join(dice.choices(TAGS, k=dice.randrange(12)))
    address = dice.choice((dice.choice(TABLE).address, "/", "/dx7/*", "/" + "*a" * 40, "x", ""))
    head = (
        address.encode() + bytes(4 - len(address) % 4) + b"," + tags.encode() + bytes(4 - (len(tags) + 1) % 4)
    )
    return head + dice.randbytes(dice.randrange(0, 80, 4))


def _bundle(dice: random.Random, depth: int) -> bytes:
    tag = dice.choice((0, 1, dice.getrandbits(64)))
    elements = [
        _bundle(dice, depth + 1) if depth < 10 and dice.random() < 0.3 else _message(dice)
        for _ in range(dice.randrange(4))
    ]
    sized = b"".join(
        struct.pack(">i", len(e) if dice.random() < 0.97 else dice.randrange(-9, 99)) + e for e in elements
    )
    return b"#bundle\0" + struct.pack(">Q", tag) + sized


def _packet(dice: random.Random) -> None:
    data = bytearray(_bundle(dice, 0) if dice.random() < 0.6 else _message(dice))
    if dice.random() < 0.02:
        data = bytearray(b"#bundle\0" + struct.pack(">Q", 1) + (b"\0\0\0\x10/dx7/ping\0\0\0,\0\0\0" * 3000))
    for _ in range(dice.choice((0, 0, 1, 3, 9))):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)
    if dice.random() < 0.2:
        del data[dice.randrange(len(data) + 1) :]
    count = 0
    for timed in parse(bytes(data)):
        assert timed.due is None or math.isfinite(timed.due)
        for message in timed.messages:
            count += 1
            if isinstance(message, Malformed):
                assert str(message.error)
                continue
            assert isinstance(message, Message)
            assert len(message.arguments) <= ARGUMENTS
    assert count <= 2 * MESSAGES + 2


def _pattern(dice: random.Random) -> None:
    pattern = "/dx7/" + "".join(dice.choices(PIECES, k=dice.randrange(60)))
    assert is_pattern(pattern) == any(letter in "?*[{" for letter in pattern)
    fits = matcher(pattern)
    for row in TABLE:
        assert fits(row.address) in (True, False)


def case(dice: random.Random) -> None:
    """One request, one packet or one pattern."""
    kind = dice.random()
    if kind < 0.55:
        _table(dice)
    elif kind < 0.97:
        _packet(dice)
    else:
        _pattern(dice)
