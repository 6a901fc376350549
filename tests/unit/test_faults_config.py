"""A configuration file of any content is read, or refused in one line."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dx7bridge import config
from dx7bridge.cli import main
from dx7bridge.errors import BadArguments


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seed = " + "9" * 5000, "not TOML"),
        ("seed = 0x" + "f" * 5000, "seed = a number of 20000 bits: must be a whole number"),
        ("glide = 0x" + "f" * 4000, "glide = a number of 16000 bits: must be a number"),
        ("glide = " + "1" * 400, "glide = 1+…: must be a number"),
        ("x = " + "[" * 100_000, "not TOML: nested too deeply"),
        ('"\\u001b[2J" = 1', r"\\x1b\[2J: no such key"),
        ("x = 1\n" * 200_000, "larger than 1048576 bytes"),
        ('port = "' + "x" * 5000 + '"\nlisten = 5', "listen = 5: must be"),
    ],
)
def test_it_names_the_file_and_what_is_wrong_in_one_short_line(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "c.toml"
    file.write_text(text)
    result = CliRunner().invoke(main, ["serve", "--config", str(file)])
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert len(result.output) < 1500
    assert re.search(message, result.output), result.output


@pytest.mark.timeout(20)
def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "c.toml")
    with pytest.raises(BadArguments, match="not a regular file"):
        config.read(tmp_path / "c.toml", ["seed"])
