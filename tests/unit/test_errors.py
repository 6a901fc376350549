"""Text that came from outside is shown, never obeyed."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dx7bridge.cli import main
from dx7bridge.display import PrintableFormatter
from dx7bridge.errors import printable
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_bank

HOSTILE = "\x1b]0;owned\x07\x1b[2J\nline\r\x9b31m\u202e\u2028\ud800"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("plain text, ünïcode → 日本\u3000語", "plain text, ünïcode → 日本\u3000語"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x9b1m\x7f", r"\x9b1m\x7f"),
        ("\u202e\u2028\u200b", r"\u202e\u2028\u200b"),
        ("\udc80", r"\udc80"),
    ],
)
def test_control_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_printable_text_has_one_line_and_can_be_encoded(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert all(each.isprintable() or each.isspace() for each in shown)
    assert "\x1b" not in shown
    shown.encode()
    assert printable(shown) == shown


def logged(log: logging.Handler, stream: io.StringIO, text: str) -> str:
    log.setFormatter(PrintableFormatter())
    logger = logging.Logger("test")
    logger.addHandler(log)
    try:
        raise ValueError(text)
    except ValueError:
        logger.exception("client said %s", text)
    return stream.getvalue()


def test_a_log_line_shows_control_characters_and_a_traceback_keeps_its_lines() -> None:
    stream = io.StringIO()
    text = logged(logging.StreamHandler(stream), stream, HOSTILE)
    assert r"client said \x1b]0;owned\x07\x1b[2J\nline\r\x9b31m\u202e\u2028\ud800" in text
    assert "Traceback (most recent call last):\n" in text
    assert all(each.isprintable() for line in text.split("\n") for each in line)
    text.encode()


def test_commands_show_control_characters_of_file_names_and_ports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = tmp_path / "a\x1b]0;owned\x07\n.syx"
    bank.write_bytes(encode_bank([INIT_VOICE] * 32))
    bad = tmp_path / "b\x1b[2J.syx"
    bad.write_bytes(b"\xf0\x41\xf7")
    monkeypatch.setenv("DX7BRIDGE_PORT", "\x1b[2J\x7f\x9b1m")
    for words in (["inspect", tmp_path], ["inspect", bank], ["inspect", bad], ["encode", bad], ["config"]):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert all(each.isprintable() for line in result.output.split("\n") for each in line), words
        assert "\\x1b" in result.output or "\\u001b" in result.output, words
