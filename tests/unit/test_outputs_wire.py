"""Several parts on one port: in turn on a cable, at once where bytes cost no time, each on its channel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from servers import wait_until
from voices import random_voices

from dx7bridge.errors import OutOfRange
from dx7bridge.outputs.none import NoOutput
from dx7bridge.outputs.pacing import ALWAYS
from dx7bridge.outputs.parts import PartSenders, check_parts, parts_of, senders_of
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED, DX7
from dx7bridge.outputs.several import Fallback, Several
from dx7bridge.outputs.wire import Wire
from dx7bridge.voice.sysex import VOICE_MESSAGE_SIZE

PARTS = 8


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def sent_at(profile, time: Time) -> list[float]:
    port = RecordingPort(time.clock)
    wire = Wire(port, PARTS, clock=time.clock, sleep=time.sleep)
    for part in wire.parts:
        part.wire_time = profile.wire_time
        part.send(bytes(VOICE_MESSAGE_SIZE))
    return [when - 100.0 for when, _ in port.sent]


def test_eight_voices_take_the_wires_time_on_a_cable() -> None:
    times = sent_at(DX7, time := Time())
    one = DX7.wire_time(VOICE_MESSAGE_SIZE)
    assert times == pytest.approx([n * one for n in range(PARTS)])
    assert time.now - 100.0 == pytest.approx(PARTS * one)
    assert PARTS * one == pytest.approx(0.417, abs=0.001)


def test_where_bytes_cost_no_time_nothing_waits() -> None:
    assert sent_at(DEXED, Time()) == [0.0] * PARTS


def test_a_message_of_one_part_waits_for_anothers_dump_and_no_longer() -> None:
    time = Time()
    port = RecordingPort(time.clock)
    wire = Wire(port, 2, clock=time.clock, sleep=lambda _: None)  # the first does not wait for its end
    for part in wire.parts:
        part.wire_time = DX7.wire_time
    wire.parts[0].send(bytes(VOICE_MESSAGE_SIZE))
    waited: list[float] = []
    wire._sleep = waited.append
    wire.parts[1].send(bytes(3))
    assert waited[0] == pytest.approx(DX7.wire_time(VOICE_MESSAGE_SIZE))


def test_each_part_plays_on_its_own_channel_and_the_port_is_closed_with_the_last() -> None:
    port = RecordingPort(Time().clock)
    output = senders_of("test", port, DEXED, PARTS, reason="", hold=ALWAYS)
    parts = parts_of(output, PARTS)
    voices = random_voices(PARTS)
    for part, voice in zip(parts, voices, strict=True):
        part.offer(voice, new_sound=True)
    wait_until(lambda: len(port.sent) == PARTS, "a dump of each part")
    by_channel = {message[2] & 15: message[6:161] for _, message in port.sent}
    assert by_channel == {n: voice.values for n, voice in enumerate(voices)}
    parts[3].play(bytes((0x90, 60, 100)))
    wait_until(lambda: port.sent[-1][1] == bytes((0x93, 60, 100)), "a note of the fourth part")
    for part in parts[:-1]:
        part.close()
    assert not port.closed
    output.close()
    assert port.closed


def test_another_device_at_the_port_is_news_for_every_part() -> None:
    port = RecordingPort(Time().clock, name="first")
    chosen: list[str] = []

    def choose(name: str):
        chosen.append(name)
        return replace(DEXED, channel=4)

    output = senders_of("test", port, DEXED, 3, reason="", choose_profile=choose, hold=ALWAYS)
    try:
        chosen.clear()
        port.plug(True, "second")
        assert chosen == ["second"] * 3
        assert [sender.profile.channel for sender in output.senders] == [4, 5, 6]
    finally:
        output.close()


def test_there_are_sixteen_channels() -> None:
    check_parts(8, 8)
    with pytest.raises(OutOfRange, match="parts = 8: must be at most 7, for channel 10 is the first"):
        check_parts(8, 9)


def test_several_outputs_give_each_part_its_share_of_all() -> None:
    first, second = (
        senders_of("test", RecordingPort(Time().clock), DEXED, 2, reason="", hold=ALWAYS) for _ in "ab"
    )
    assert isinstance(first, PartSenders)
    shares = parts_of(Several([first, second]), 2)
    assert [share.outputs for share in shares] == [  # type: ignore[attr-defined]
        (first.senders[n], second.senders[n]) for n in range(2)
    ]
    fallback = parts_of(Fallback([first], "why", deaf=True), 2)
    assert [part.reason for part in fallback] == ["why"] * 2
    assert [part.describe() for part in parts_of(NoOutput("x"), 2)] == ["none: voices go nowhere"] * 2
    assert parts_of(first, 1) == [first]
    for each in (first, second):
        each.close()
