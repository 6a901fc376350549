"""The address table: what each row makes of its arguments, good and bad."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from examples import GOOD, spoiled

from dx7bridge.commands import (
    Audition,
    EncodeFile,
    EncodeVoice,
    ForgetController,
    GetName,
    Keep,
    LoadSession,
    Lock,
    MorphXY,
    PlayPath,
    SaveCart,
    SaveSession,
    SetName,
    SetParameter,
    Unlock,
)
from dx7bridge.errors import BadArguments, BadChecksum, BadSysex, BridgeError, NotFinite, OutOfRange
from dx7bridge.osc import answers
from dx7bridge.osc.answers import OUT
from dx7bridge.osc.codec import Argument, Other
from dx7bridge.osc.markdown import markdown
from dx7bridge.osc.requests import (
    AskHelp,
    Released,
    Request,
    Subscribe,
    Unsubscribe,
)
from dx7bridge.osc.table import ADDRESSES, TABLE
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.parameters import GROUPS, find, group
from dx7bridge.voice.sysex import encode_voice, pack

DUMP = encode_voice(INIT_VOICE)
PAGE = Path(__file__).parents[2] / "docs" / "osc.md"


def test_every_row_has_an_example_here() -> None:
    assert list(GOOD) == [row.address for row in TABLE]


@pytest.mark.parametrize("address", GOOD)
def test_good_arguments_make_the_request(address: str) -> None:
    arguments, request = GOOD[address]
    assert ADDRESSES[address].read(arguments) == (request, 0)


@pytest.mark.parametrize("address", GOOD)
def test_one_argument_more_is_the_id_whatever_its_type(address: str) -> None:
    arguments, request = GOOD[address]
    row = ADDRESSES[address]
    assert row.read((*arguments, 77)) == (request, 77)
    assert row.read((*arguments, 77.0)) == (request, 77)
    assert row.read((*arguments, -(2**31))) == (request, -(2**31))


@pytest.mark.parametrize("address", ["/dx7/keep", "/dx7/session/save", "/dx7/cart/save", "/dx7/capture/bank"])
def test_files_are_replaced_only_by_the_word(address: str) -> None:
    row = ADDRESSES[address]
    for given, number in (("x",), 0), (("x", 77), 77), (("x", 77.0), 77):
        request, found = row.read(given)
        assert (request.overwrite, found) == (False, number)  # type: ignore[union-attr]
    assert row.read(("x", "overwrite", 77))[0].overwrite  # type: ignore[union-attr]
    with pytest.raises(BadArguments, match="overwrite: got 'yes'; must be 'overwrite'"):
        row.read(("x", "yes"))


@pytest.mark.parametrize("address", GOOD)
def test_an_id_that_is_no_int32_is_refused(address: str) -> None:
    arguments, _ = GOOD[address]
    for bad, error in ((2**31, OutOfRange), ("x", BadArguments), (0.5, BadArguments), (math.nan, NotFinite)):
        with pytest.raises(error, match=r"^id"):
            ADDRESSES[address].read((*arguments, bad))


@pytest.mark.parametrize("address", GOOD)
def test_too_many_arguments_are_refused(address: str) -> None:
    arguments, _ = GOOD[address]
    too_many = (1, 2) if address not in ("/dx7/path", "/dx7/path/beats") else (1,) * 30
    with pytest.raises(BadArguments, match=r"arguments: must be"):
        ADDRESSES[address].read((*arguments, *too_many))


@pytest.mark.parametrize("address", [a for a in GOOD if ADDRESSES[a].args])
def test_too_few_arguments_are_refused(address: str) -> None:
    with pytest.raises(BadArguments, match=r"^0 arguments: must be"):
        ADDRESSES[address].read(())


@pytest.mark.parametrize(
    ("kinds", "bad"),
    [("i f b", "text"), ("i f s is", b"\1\2"), ("s b", 1.0), ("i f s b is", Other("N")), ("s b", 0.5)],
)
def test_every_argument_refuses_another_type(kinds: str, bad: Argument) -> None:
    cases = spoiled(kinds, bad)
    assert cases
    for address, arguments, name in cases:
        with pytest.raises(BadArguments, match=rf"^{name}.*: got .*; must be"):
            ADDRESSES[address].read(arguments)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_every_number_refuses_what_is_not_finite(bad: float) -> None:
    cases = spoiled("i f is", bad)
    assert len(cases) > 30
    for address, arguments, name in cases:
        with pytest.raises(NotFinite, match=rf"^{name}.* = (nan|inf|-inf): must be"):
            ADDRESSES[address].read(arguments)


@pytest.mark.parametrize("bad", [-(2**40), 2**40])
def test_every_number_refuses_what_is_out_of_range(bad: int) -> None:
    cases = spoiled("i f is", bad)
    for address, arguments, name in cases:
        if address not in ("/dx7/param", "/dx7/unlock"):  # what is out of range there, or an id
            with pytest.raises(OutOfRange, match=rf"^{name}.* = "):
                ADDRESSES[address].read(arguments)


def test_every_number_takes_its_limits_and_nothing_beyond() -> None:
    tried = 0
    for row in TABLE:
        for arg in (each for given in (*row.args, *row.optional) for each in given.turn):
            if not {*arg.kind} & {*"if"} or not (math.isfinite(arg.low) and math.isfinite(arg.high)):
                continue
            step = 1 if "i" in arg.kind else 0.001
            assert [arg.read(arg.low), arg.read(arg.high)] == [arg.low, arg.high]
            for beyond in (arg.low - step, arg.high + step):
                with pytest.raises(OutOfRange, match=rf"^{arg.name} = "):
                    arg.read(beyond)
            tried += 1
    assert tried > 60


def test_every_whole_number_refuses_a_part_of_one() -> None:
    for address, arguments, name in spoiled("i is", 1.5):
        with pytest.raises(BadArguments, match=rf"^{name}.* = 1.5: must be a whole number"):
            ADDRESSES[address].read(arguments)


@pytest.mark.parametrize(
    ("address", "arguments", "error", "message"),
    [
        ("/dx7/latent", (0.0,) * 7, BadArguments, "7 arguments: must be ffffffff z, and perhaps an id"),
        ("/dx7/latent", (*(0.0,) * 7, 8.1), OutOfRange, "z 8 = 8.1: must be a number from -8 to 8"),
        ("/dx7/latent/8", (-8.5,), OutOfRange, "z = -8.5: must be a number from -8 to 8"),
        ("/dx7/latent/axes", (0, 3), OutOfRange, "x = 0: must be a whole number from 1 to 8"),
        ("/dx7/latent/axes", (3, 3), BadArguments, "x and y are both 3"),
        ("/dx7/temperature", (2.5,), OutOfRange, "temperature = 2.5: must be a number from 0 to 2"),
        ("/dx7/seed", (-1,), OutOfRange, "seed = -1: must be a whole number from 0 to 2147483647"),
        ("/dx7/seed", (2**31,), OutOfRange, "seed = 2147483648: must be"),
        ("/dx7/slot/store", (0,), OutOfRange, "slot = 0: must be a whole number from 1 to 64"),
        ("/dx7/slot/recall", (65,), OutOfRange, "slot = 65: must be a whole number from 1 to 64"),
        ("/dx7/interpolate", (1.01,), OutOfRange, "t = 1.01: must be a number from 0 to 1"),
        ("/dx7/interpolate/slots", (1, 65), OutOfRange, "b = 65"),
        ("/dx7/interpolate/xy", (0.5, 1.01), OutOfRange, "y = 1.01: must be a number from 0 to 1"),
        ("/dx7/interpolate/xy", (0.5,), BadArguments, "1 arguments: must be f x, f y, and perhaps an id"),
        ("/dx7/interpolate/xy/slots", (1, 2, 3, 65), OutOfRange, "d = 65"),
        ("/dx7/morph/mode", ("linear",), BadArguments, "mode 'linear': must be one of latent, parameters"),
        ("/dx7/glide", (-0.1,), OutOfRange, "seconds = -0.1: must be a number from 0 to 600"),
        ("/dx7/glide/8", (601,), OutOfRange, "seconds = 601"),
        ("/dx7/latent/norm", (*(0.0,) * 7, 1.1), OutOfRange, "share 8 = 1.1: must be a number from 0 to 1"),
        ("/dx7/latent/norm/3", (-0.1,), OutOfRange, "share = -0.1: must be a number from 0 to 1"),
        ("/dx7/slot/name", (3,), BadArguments, "1 arguments: must be i slot, s name, and perhaps an id"),
        ("/dx7/slot/name", (3, "x" * 41), OutOfRange, "name: 41 characters"),
        ("/dx7/slot/clear", (65,), OutOfRange, "slot = 65"),
        ("/dx7/drift", (11, 1), OutOfRange, "rate = 11: must be a number from 0 to 10"),
        ("/dx7/drift", (1, 3), OutOfRange, "depth = 3: must be a number from 0 to 2"),
        (
            "/dx7/path",
            (),
            BadArguments,
            r"0 arguments: must be if\|ifif\|\.\.\.\|if\*16 slot and seconds, and perhaps an id$",
        ),
        (
            "/dx7/path",
            (1, 2.0, 2.5),
            BadArguments,
            r"^id = 2.5: must be a whole number from -2147483648 to 2147483647"
            r" \(3 arguments: if\|ifif\|\.\.\.\|if\*16 slot and seconds, and perhaps an id\)$",
        ),
        ("/dx7/path", (1.5, 2), BadArguments, "slot 1 = 1.5: must be a whole number"),
        ("/dx7/path", (1, 2, 65, 2), OutOfRange, "slot 2 = 65: must be a whole number from 1 to 64"),
        ("/dx7/path", (1, 601), OutOfRange, "seconds 1 = 601: must be a number from 0 to 600"),
        ("/dx7/path/loop", (2,), OutOfRange, "on = 2: must be a whole number from 0 to 1"),
        ("/dx7/session/save", ("",), OutOfRange, "name: 0 characters"),
        ("/dx7/audition", (128,), OutOfRange, "note = 128: must be a whole number from 0 to 127"),
        ("/dx7/audition", (60, 0), OutOfRange, "velocity = 0: must be a whole number from 1 to 127"),
        ("/dx7/audition", (60, 1, 11), OutOfRange, "seconds = 11: must be a number from 0.1 to 10"),
        ("/dx7/vary", (1.5,), OutOfRange, "amount = 1.5: must be a number from 0 to 1"),
        ("/dx7/lock", ("op7",), BadArguments, "what 'op7': must be all, op6, "),
        ("/dx7/lock", (155,), OutOfRange, "what = 155"),
        ("/dx7/unlock", ("reverb",), BadArguments, "what 'reverb': must be all, op6, "),
        ("/dx7/keep", ("",), OutOfRange, "path: 0 characters"),
        ("/dx7/cart/interpolate", (0, 1), OutOfRange, "a = 0"),
        ("/dx7/encode", (DUMP[:-1],), BadSysex, "voice: 162 bytes"),
        ("/dx7/encode", (DUMP[:-2] + b"\0\xf7",), BadChecksum, "checksum"),
        ("/dx7/encode", (b"\x7f" * 155,), OutOfRange, "must be from"),
        (
            "/dx7/encode/ints",
            (0,) * 100,
            BadArguments,
            r"100 arguments: must be i\*128\|i\*155\|i\*163 value",
        ),
        ("/dx7/encode/ints", (*(0,) * 11, 300, *(0,) * 143), OutOfRange, "value 12 = 300"),
        (
            "/dx7/encode/ints",
            (*(0,) * 11, 200, *(0,) * 143),
            OutOfRange,
            "value 12 = 200: must be from 0 to 127",
        ),
        ("/dx7/encode/ints", (*(0,) * 11, -1, *(0,) * 143), OutOfRange, "value 12 = -1"),
        ("/dx7/encode/ints", (*DUMP[:9], 128, *DUMP[10:]), OutOfRange, "value 10 = 128"),
        ("/dx7/encode/ints", (0, *DUMP[1:]), BadSysex, "value 1 = 0"),
        ("/dx7/param", ("nonsense", 1), BadArguments, "parameter 'nonsense': no such name; for example"),
        ("/dx7/param", ("op1.corse", 1), BadArguments, r"no such name; did you mean op1.coarse\?"),
        ("/dx7/lock", ("envelope",), BadArguments, r"; did you mean envelopes\?"),
        ("/dx7/unlock", ("Feedback",), BadArguments, r"; did you mean feedback\?"),
        (
            "/dx7/param",
            (155, 1),
            OutOfRange,
            "155: must be a whole number from 0 to 154, or text",
        ),
        ("/dx7/param", ("algorithm", 32), OutOfRange, "algorithm = 32: must be from 0 to 31"),
        ("/dx7/param", (145, 31), OutOfRange, "name1 = 31: must be from 32 to 126"),
        ("/dx7/name", ("x" * 256,), OutOfRange, "name: 256 characters"),
        ("/dx7/name", ("café",), OutOfRange, "'é' is not on a DX7"),
        ("/dx7/reply", (0,), OutOfRange, "port = 0"),
        ("/dx7/reply", ("nowhere",), BadArguments, "target 'nowhere'"),
        ("/dx7/reply", ("127.0.0.1:0",), OutOfRange, "port = 0"),
        ("/dx7/reply", ("127.0.0.1:70000",), BadArguments, "target '127.0.0.1:70000'"),
        ("/dx7/subscribe", (7701, 0.0), OutOfRange, "hz = 0: must be a number from 1 to 120"),
        ("/dx7/encode/file", ("a.syx", 0), OutOfRange, "voice = 0"),
        ("/dx7/cart/save", ("",), OutOfRange, "path: 0 characters"),
    ],
)
def test_bad_arguments_are_named(
    address: str, arguments: tuple[Argument, ...], error: type[BridgeError], message: str
) -> None:
    with pytest.raises(error, match=message.replace("|t", r"\|t")):
        ADDRESSES[address].read(arguments)


@pytest.mark.parametrize(
    ("address", "arguments", "request_"),
    [
        ("/dx7/help", (), AskHelp("")),
        ("/dx7/subscribe", (), Subscribe("", 0, 30.0)),
        ("/dx7/subscribe", (7701,), Subscribe("", 7701, 30.0)),
        ("/dx7/subscribe", ("[::1]:7701",), Subscribe("::1", 7701, 30.0)),
        ("/dx7/subscribe", ("7701",), Subscribe("", 7701, 30.0)),
        ("/dx7/unsubscribe", (), Unsubscribe("", 0)),
        ("/dx7/encode/file", ("a.syx",), EncodeFile("a.syx", 1)),
        ("/dx7/encode", (INIT_VOICE.values,), EncodeVoice(INIT_VOICE)),
        ("/dx7/encode", (pack(INIT_VOICE),), EncodeVoice(INIT_VOICE)),
        ("/dx7/encode/ints", tuple(INIT_VOICE.values), EncodeVoice(INIT_VOICE)),
        ("/dx7/param", (134, 5), SetParameter(134, 5)),
        ("/dx7/param", ("op6.rate1", 99), SetParameter(0, 99)),
        ("/dx7/lock", (134,), Lock((134,))),
        ("/dx7/lock", ("all",), Lock(tuple(range(155)))),
        ("/dx7/unlock", (), Unlock(tuple(range(155)))),
        *(("/dx7/lock", (name,), Lock(tuple(p.index for p in group(name)))) for name in GROUPS),
        ("/dx7/keep", (), Keep("favourites.syx")),
        ("/dx7/session/save", (), SaveSession("session")),
        ("/dx7/session/load", (), LoadSession("session")),
        ("/dx7/audition", (), Audition(60, 100, 1.5)),
        ("/dx7/path", (9, 1), PlayPath(((9, 1.0),))),
        ("/dx7/name", (), GetName()),
        ("/dx7/name", ("",), SetName("")),
    ],
)
def test_arguments_may_be_left_out_or_take_another_form(
    address: str, arguments: tuple[Argument, ...], request_: Request
) -> None:
    assert ADDRESSES[address].read(arguments) == (request_, 0)


@pytest.mark.parametrize(
    ("address", "of"),
    [
        ("/dx7/keep", Keep),
        ("/dx7/session/save", SaveSession),
        ("/dx7/session/load", LoadSession),
        ("/dx7/name", SetName),
        ("/dx7/cart/save", SaveCart),
    ],
)
def test_a_number_where_a_name_is_meant_is_the_name(address: str, of: type) -> None:
    """The fault: /dx7/session/save 1 and then 2 both wrote session.json."""
    row = ADDRESSES[address]
    assert row.read((1984,)) == (of("1984"), 0)
    assert row.read(("a", 7)) == (of("a"), 7)
    for button in (7.0, 0.0, 7.5, True, False):
        with pytest.raises(BadArguments):
            row.read((button,))


def test_an_id_stands_after_all_arguments_and_where_a_word_is_left_out_a_number_is_the_id() -> None:
    """The fault: /dx7/unlock 4242 and /dx7/midi/forget 4242 took the id for the argument."""
    unlock, forget = ADDRESSES["/dx7/unlock"], ADDRESSES["/dx7/midi/forget"]
    for number in (5, 4242, 5.0):  # a word is meant: a parameter's number is not left alone there
        assert unlock.read((number,)) == (Unlock(tuple(range(155))), number)
    assert unlock.read(("op1.coarse", 7)) == (Unlock((find("op1.coarse").index,)), 7)
    assert unlock.read((5, 7)) == (Unlock((5,)), 7)
    assert forget.read((3,)) == (ForgetController(3), 0)
    assert forget.read(("all", 4242)) == (ForgetController(None), 4242)
    assert forget.read((3, 4242)) == (ForgetController(3), 4242)
    with pytest.raises(BadArguments, match=r"^0 arguments: must be i\|?s? ?dimension"):
        forget.read(())  # what is forgotten must be said: so a number alone is never an id
    with pytest.raises(OutOfRange, match="dimension = 4242: must be a whole number from 1 to 8"):
        forget.read((4242,))
    with pytest.raises(BadArguments, match="dimension 'some'"):
        forget.read(("some",))


@pytest.mark.parametrize("address", [row.address for row in TABLE if row.acts])
def test_a_button_let_go_does_nothing(address: str) -> None:
    """The fault: a tablet's button sampled twice, when pressed and when let go."""
    row, request = ADDRESSES[address], GOOD[address][1]
    for pressed, number in ((1.0, 1), (True, 1), (7, 7)):
        assert row.read((pressed,)) == (request, number)
    for released in (0.0, False, 0):
        assert row.read((released,)) == (Released(), 0)


def test_buttons_are_what_acts_without_arguments() -> None:
    acts = {row.address for row in TABLE if row.acts}
    assert {
        "/dx7/sample",
        "/dx7/undo",
        "/dx7/redo",
        "/dx7/path/stop",
        "/dx7/midi/send",
        "/dx7/capture",
    } <= acts
    assert not {address for address in acts if address.endswith("/get")} | (
        acts & {"/dx7/ping", "/dx7/status"}
    )


@pytest.mark.parametrize(
    ("address", "value", "taken"),
    [
        ("/dx7/latent/norm/1", 1.0000001, 1.0),
        ("/dx7/latent/norm/1", -1e-9, 0.0),
        ("/dx7/latent/norm/1", 1.00001, 1.0),
        ("/dx7/interpolate", 1.0000001, 1.0),
        ("/dx7/vary", -1e-9, 0.0),
        ("/dx7/latent/1", 8.0000005, 8.0),
        ("/dx7/latent/1", -8.0000005, -8.0),
        ("/dx7/glide", -1e-9, 0.0),
    ],
)
def test_a_rounding_error_beyond_the_end_of_a_scale_is_its_end(
    address: str, value: float, taken: float
) -> None:
    """The fault: eleven steps of 0.1 in float32 end at 1.0000001, which was out of range."""
    row = ADDRESSES[address]
    assert row.read((value,)) == row.read((taken,))


@pytest.mark.parametrize("value", [1.0001, -0.0001])
def test_more_than_a_rounding_error_is_out_of_range(value: float) -> None:
    with pytest.raises(OutOfRange):
        ADDRESSES["/dx7/latent/norm/1"].read((value,))


def test_a_pad_s_overshoot_is_its_edge_too() -> None:
    assert ADDRESSES["/dx7/interpolate/xy"].read((1.0000001, -1e-9)) == (MorphXY(1.0, 0.0), 0)


def test_a_name_too_long_is_cut_and_that_is_said() -> None:
    assert ADDRESSES["/dx7/name"].read(("TEN LETTER",)) == (SetName("TEN LETTER"), 0)
    request, _ = ADDRESSES["/dx7/name"].read(("ELEVEN CHAR",))
    assert request == SetName("ELEVEN CHA", "cut to 10 characters: ELEVEN CHA")


@pytest.mark.parametrize("text", ["a\x1b[2J", "a\nb", "\u202eabc", "a\x7f"])
def test_a_control_character_in_a_text_is_refused_and_named(text: str) -> None:
    for address in ("/dx7/keep", "/dx7/session/save", "/dx7/help"):
        with pytest.raises(OutOfRange, match="is a control character"):
            ADDRESSES[address].read((text,))


@pytest.mark.parametrize(
    ("address", "arguments", "number"),
    [
        ("/dx7/slot/store", (99, 7), 7),  # the id is where it belongs, the slot is not
        ("/dx7/slot/store", (99,), 0),  # by the count, this is the slot
        ("/dx7/slot/store", (1, 2, 7), 7),  # no count tells: the last int is a good guess
        ("/dx7/slot/store", (1, 2, 7.0), 0),
        ("/dx7/slot/store", (1, 2**31), 0),
        ("/dx7/sample", ("x",), 0),
        ("/dx7/subscribe", (1, 2), 0),
        ("/dx7/audition", (4242,), 4242),  # no note: an id, then, for which somebody waits
        ("/dx7/audition", (60,), 0),
    ],
)
def test_a_refusal_carries_the_id_if_it_can_be_told(
    address: str, arguments: tuple[Argument, ...], number: int
) -> None:
    assert ADDRESSES[address].refused_id(arguments) == number


def test_every_message_of_an_answer_can_be_made() -> None:
    for row in TABLE:
        assert {*row.before, *row.after} <= set(OUT), row.address
        assert row.ends in ("", "/dx7/done", "/dx7/pong", "/dx7/status.reply")


def test_only_the_latent_sets_are_silent() -> None:
    silent = [row.address for row in TABLE if not row.ends]
    numbers = range(1, 9)
    assert silent == [
        *("/dx7/latent", *(f"/dx7/latent/{n}" for n in numbers), "/dx7/latent/xy"),
        *("/dx7/latent/norm", *(f"/dx7/latent/norm/{n}" for n in numbers), "/dx7/latent/norm/xy"),
    ]


def test_every_state_is_told_under_an_address_that_sets_it_or_reads_it() -> None:
    readable = {message for row in TABLE for message in row.before}
    assert set(answers.STATE) <= set(ADDRESSES) | readable


def test_what_is_sent_and_never_asked_is_described_and_nothing_else() -> None:
    ends = {row.ends for row in TABLE if row.ends}
    assert set(answers.SENT) == ({*answers.STATE, *OUT, *ends} | answers.ANSWERS) - set(ADDRESSES)


def test_types_are_told_as_tags() -> None:
    told = {row.address: row.types for row in TABLE}
    assert told["/dx7/ping"] == "[i]"
    assert told["/dx7/latent"] == "ffffffff[i]"
    assert told["/dx7/encode/file"] == "s[i][i]"
    assert told["/dx7/encode/ints"] == "i*128|i*155|i*163[i]"
    assert told["/dx7/param"] == "i|si[i]"


def test_help_tells_ranges() -> None:
    assert "t: a number from 0 to 1" in ADDRESSES["/dx7/interpolate"].help


def test_the_page_has_the_current_table() -> None:
    found = re.search(
        r"<!-- osc table -->\n(.*?)<!-- /osc table -->", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found is not None, "<!-- /osc table --> is missing"
    assert found[1].strip() == markdown().strip(), "run: make tables"
