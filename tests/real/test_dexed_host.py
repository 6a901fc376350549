"""The proof leans on the synth in `dexed_host.py`: here it shows that it notices what it should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from servers import wait_until
from voices import audible_voice

from dx7bridge.voice import Change
from dx7bridge.voice.sysex import encode_bank, encode_change, encode_voice

if TYPE_CHECKING:
    from dexed_host import DexedHost

VOICE = audible_voice(1)
DUMP = encode_voice(VOICE)


class Cable:
    """A JACK client that puts bytes on the wire as they are, one event a cycle."""

    def __init__(self, server: str, to: str) -> None:
        import jack

        self._client = jack.Client("cable", no_start_server=True, servername=server)
        self._port = self._client.midi_outports.register("out")
        self._waiting: list[bytes] = []
        self._client.set_process_callback(self._process)
        self._client.activate()
        self._client.connect(self._port, to)

    def _process(self, _frames: int) -> None:
        self._port.clear_buffer()
        if self._waiting:
            self._port.write_midi_event(0, self._waiting.pop(0))

    def carry(self, *events: bytes) -> None:
        self._waiting += events
        wait_until(lambda: not self._waiting, "the cable to carry it")

    def close(self) -> None:
        self._client.deactivate()
        self._client.close()


@pytest.fixture
def cable(jack_server: str, synth: DexedHost) -> Iterator[Cable]:
    lead = Cable(jack_server, synth.port)
    yield lead
    lead.close()


def test_a_dump_is_held_and_a_change_changes_its_audio(synth: DexedHost, cable: Cable) -> None:
    cable.carry(DUMP)
    synth.wait_until(lambda: synth.voice == VOICE.values, "the dump")
    before = synth.render()
    assert (synth.render() == before).all()
    change = Change(VOICE.with_value("algorithm", 31).diff(VOICE)[0].index, 31)
    cable.carry(encode_change(change))
    synth.wait_until(lambda: synth.voice == VOICE.with_value("algorithm", 31).values, "the change")
    assert (synth.render() != before).any()
    assert synth.received == [DUMP, encode_change(change)]
    assert synth.faults == []


def test_a_bank_is_taken_and_leaves_the_edit_buffer(synth: DexedHost, cable: Cable) -> None:
    cable.carry(DUMP, encode_bank([audible_voice(n) for n in range(32)]))
    synth.wait_until(lambda: len(synth.received) == 2, "the bank")
    assert synth.voice == VOICE.values
    assert synth.faults == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (DUMP[:-2] + bytes([DUMP[-2] ^ 1, 0xF7]), "bad checksum"),
        (DUMP[:100] + b"\xf7", "unknown kind"),
        (bytes([0xF0, 0x43, 0x10, 0x01, 0x06, 0x05, 0xF7]), "before any whole voice"),
        (bytes([0xF0, 0x43, 0x10, 0x08, 0x40, 0x01, 0xF7]), "overwrite memory"),
        (bytes([0xF0, 0x43, 0x10, 0x01, 0x1C, 0x01, 0xF7]), "overwrite memory"),
        (bytes([0xF0, 0x41, 0x10, 0x01, 0x1C, 0x01, 0xF7]), "not a Yamaha"),
    ],
)
def test_what_a_dx7_would_choke_on_is_a_fault(
    synth: DexedHost, cable: Cable, message: bytes, fault: str
) -> None:
    cable.carry(message)
    synth.wait_until(lambda: synth.faults, "a fault")
    assert fault in synth.faults[0]


def test_sysex_in_pieces_with_real_time_bytes_inside_is_put_together(synth: DexedHost, cable: Cable) -> None:
    cable.carry(b"\x90\x40\x40", DUMP[:50], b"\xfe", DUMP[50:160] + b"\xf8" + DUMP[160:] + DUMP)
    synth.wait_until(lambda: len(synth.received) == 2, "two dumps")
    assert synth.received == [DUMP, DUMP]
    assert synth.faults == []


def test_a_dump_broken_off_by_the_next_is_a_fault(synth: DexedHost, cable: Cable) -> None:
    cable.carry(DUMP[:50], DUMP)
    synth.wait_until(lambda: synth.received, "the whole dump")
    assert synth.received == [DUMP]
    assert "broken off" in synth.faults[0]
