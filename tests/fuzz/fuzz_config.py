"""Configuration: any file is read, or refused in one line that names it, and never half."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from click.testing import CliRunner

from dx7bridge import config
from dx7bridge.cli.serve import serve
from dx7bridge.cli.settings import KEYS as SETTINGS
from dx7bridge.errors import BridgeError

CASES = 15_000
BRIEF = 60
KEYS = list(SETTINGS)
LONG = ("0x" + "f" * 5000, "9" * 5000, "[" * 3000, "[" + '"",' * 3000 + "]", '"' + "x" * 5000 + '"')
VALUES = (
    *("true", "false", "0", "1", "16", "-1", "17", "1e999", "nan", "inf", "-0.0", "2.0", "0.5", *LONG),
    *('""', '"127.0.0.1:7700"', '"[::1]:1"', '"jack"', '"\\u001b[2J"', '["127.0.0.1:1"]', "[1]", "{}", "[]"),
    *("1979-05-27T07:32:00Z", '"""x"""', "'y'", '"a\\u0000b"', '"../../etc"', '"none"', "[[[]]]"),
)
JUNK = ("[" * 3000, "x = " + "[" * 3000, "a." * 3000 + "b = 1", "\ufeff", "=", "[section]\n", "#\n", "\x00")
RUNNER = CliRunner()
FOLDER = Path(tempfile.mkdtemp(prefix="dx7bridge-fuzz-"))


def _text(dice: random.Random) -> bytes:
    if dice.random() < 0.05:
        return dice.randbytes(dice.randrange(200))
    lines = []
    for _ in range(dice.randrange(5)):
        if dice.random() < 0.1:
            lines.append(dice.choice(JUNK))
        key = dice.choice((*KEYS, *KEYS, "listne", "a.b", '""', '"\\u001b"'))
        lines.append(f"{key} = {dice.choice(VALUES)}")
    return "\n".join(lines).encode()


def case(dice: random.Random) -> None:
    """One file, given to `serve`, which does not begin."""
    file = FOLDER / "c.toml"
    file.write_bytes(_text(dice))
    try:
        table = config.read(file, KEYS)
    except BridgeError as error:
        assert str(file) in str(error)
        assert len(str(error).splitlines()) == 1, error
        return
    assert set(table) <= set(KEYS)
    result = RUNNER.invoke(serve, ["--config", str(file), "--help"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        assert isinstance(result.exception, BridgeError), repr(result.exception)
        assert str(file) in str(result.exception)
        assert len(str(result.exception)) < 3000, "an error as long as the value"
