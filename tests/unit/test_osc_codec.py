"""Datagrams, byte by byte."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythonosc.osc_message import OscMessage

from dx7bridge.errors import OutOfRange
from dx7bridge.osc.codec import UNIX_IN_NTP, Malformed, Message, Other, Timed, encode, parse


def only(datagram: bytes) -> Message | Malformed:
    (timed,) = parse(datagram)
    (message,) = timed.messages
    return message


def why(datagram: bytes) -> str:
    message = only(datagram)
    assert isinstance(message, Malformed)
    return str(message.error)


def bundle(tag: int, *elements: bytes) -> bytes:
    return b"#bundle\0" + struct.pack(">Q", tag) + b"".join(struct.pack(">i", len(e)) + e for e in elements)


PING = b"/dx7/ping\0\0\0,\0\0\0"


def test_a_message_is_read() -> None:
    data = b"/a\0\0,ifsb\0\0\0" + struct.pack(">if", -5, 0.5) + b"hey\0" + struct.pack(">i", 3) + b"\1\2\3\0"
    assert only(data) == Message("/a", (-5, 0.5, "hey", b"\1\2\3"))


def test_the_wider_numbers_and_truth_are_read_and_arrays_are_flattened() -> None:
    data = b"/a\0\0,[TF]hd\0" + struct.pack(">qd", 2**40, 0.25)
    assert only(data) == Message("/a", (1, 0, 2**40, 0.25))


def test_types_that_nothing_takes_are_kept_apart() -> None:
    data = b"/a\0\0,NItcrm\0" + bytes(8 + 4 * 3)
    assert only(data) == Message("/a", tuple(Other(tag) for tag in "NItcrm"))


def test_a_message_without_type_tags_has_no_arguments() -> None:
    assert only(b"/dx7/ping\0\0\0") == Message("/dx7/ping", ())


@pytest.mark.parametrize(
    ("datagram", "reason"),
    [
        (b"", "not OSC"),
        (b"hello", "not OSC"),
        (b"\xc0\x00", "not OSC"),
        (b"/a", "address: a string without an end"),
        (b"/a\xff\0,\0\0\0", "address: not UTF-8"),
        (b"/a\0\0i\0\0\0", "type tags 'i': must start with a comma"),
        (b"/a\0\0,i\0\0", "argument 1: cut off, 0 bytes of 4"),
        (b"/a\0\0,f\0\0\x3f\x80", "argument 1: cut off, 2 bytes of 4"),
        (b"/a\0\0,b\0\0\0\0\0\x08abcd", "argument 1: cut off, 8 bytes of 12"),
        (b"/a\0\0,b\0\0\xff\xff\xff\xff", "argument 1: a blob of -1 bytes"),
        (b"/a\0\0,s\0\0abcd", "argument 1: a string without an end"),
        (b"/a\0\0,s\0\0\xc3\x28\0\0", "argument 1: not UTF-8"),
        (b"/a\0\0,q\0\0", "argument 1: unknown type tag 'q'"),
        (b"/a\0\0,[i\0\0\0\0\1", "type tags: a bracket is missing"),
        (b"/a\0\0,]\0\0", "type tags: a bracket is missing"),
        (b"/a\0\0,\0\0\0left", "4 bytes are left over after the last argument"),
        (b"#bundle\0\0\0", "bundle: 10 bytes, at least 16 are needed"),
        (bundle(1)[:16] + b"\0\0\0\x40" + PING, "bundle: an element of 64 bytes does not fit"),
        (bundle(1)[:16] + b"\0\0\0\0", "bundle: an element of 0 bytes does not fit"),
        (bundle(1)[:16] + b"\xff\xff\xff\xf0" + PING, "bundle: an element of -16 bytes does not fit"),
        (bundle(1)[:16] + b"\0\0", "bundle: an element of 0 bytes does not fit"),
    ],
)
def test_what_is_no_osc_says_why(datagram: bytes, reason: str) -> None:
    assert reason in why(datagram)


def test_a_malformed_message_keeps_its_address() -> None:
    message = only(b"/dx7/latent\0,f\0\0")
    assert isinstance(message, Malformed)
    assert message.address == "/dx7/latent"


def test_a_bundle_is_due_at_its_time_tag_and_one_for_at_once_is_not_timed() -> None:
    assert parse(bundle((UNIX_IN_NTP + 10) << 32 | 1 << 31, PING, PING)) == [
        Timed(10.5, (Message("/dx7/ping", ()),) * 2)
    ]
    assert parse(bundle(1, PING)) == [Timed(None, (Message("/dx7/ping", ()),))]
    assert parse(bundle(1)) == []


def test_a_bundle_within_a_bundle_is_never_due_before_it() -> None:
    def at(seconds: int) -> int:
        return (UNIX_IN_NTP + seconds) << 32

    nested = bundle(at(20), PING, bundle(at(30), PING), bundle(at(10), PING), bundle(1, PING))
    assert [timed.due for timed in parse(nested)] == [20, 30, 20, 20]


def test_a_bad_element_leaves_its_neighbours_alone() -> None:
    (timed,) = parse(bundle(1, PING, b"/a\0\0,i\0\0", PING))
    assert [type(m) for m in timed.messages] == [Message, Malformed, Message]


def test_bundles_nested_too_deep_are_refused() -> None:
    deep = PING
    for _ in range(9):
        deep = bundle(1, deep)
    assert "nested more than 8 deep" in why(deep)


def test_what_is_encoded_is_what_python_osc_reads() -> None:
    data = encode("/dx7/x", (1, -2, 0.5, "text", b"\1\2\3\4\5"))
    assert OscMessage(data).params == [1, -2, 0.5, "text", b"\1\2\3\4\5"]
    assert b",iifsb\0" in data
    assert len(data) % 4 == 0


def test_a_number_that_is_no_int32_is_refused_not_promoted() -> None:
    with pytest.raises(OutOfRange):
        encode("/dx7/x", (2**31,))


@given(st.lists(st.one_of(st.integers(-(2**31), 2**31 - 1), st.text(), st.binary(min_size=1))))
def test_what_is_encoded_is_read_again(atoms: list[int | str | bytes]) -> None:
    read = only(encode("/dx7/x", atoms))
    plain = [a.replace("\0", "") if isinstance(a, str) else a for a in atoms]
    assert read == Message("/dx7/x", tuple(plain))


@given(st.binary(max_size=200))
def test_no_datagram_raises(data: bytes) -> None:
    parse(data)
    parse(b"/dx7/a\0\0," + data)
    parse(b"#bundle\0" + data)


def test_no_mutilated_datagram_raises() -> None:
    chance = random.Random(1)
    good = bundle(1, encode("/dx7/encode", (b"\1" * 163, 7)), encode("/dx7/latent", (0.5,) * 8))
    for _ in range(5000):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        parse(bytes(data[: chance.randint(0, len(data))]))
