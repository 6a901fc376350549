"""Panic at an output: every key, the pedal, and the notes that still wait."""

from __future__ import annotations

from dx7bridge.outputs.none import NoOutput
from dx7bridge.outputs.pacing import Pacing, Step
from dx7bridge.outputs.port import RecordingPort
from dx7bridge.outputs.profiles import DEXED
from dx7bridge.outputs.sender import Sender
from dx7bridge.outputs.several import Several


def sent(pacing: Pacing) -> list[bytes]:
    found = []
    while isinstance(step := pacing.next(), Step):
        found.append(step.message)
        pacing.done(step, 0.0)
    return found


def test_panic_releases_every_key_those_that_sound_first() -> None:
    pacing = Pacing(DEXED, lambda: 0.0)
    pacing.play(bytes((0x90, 72, 100)))
    pacing.play(bytes((0xB0, 64, 127)))
    assert len(sent(pacing)) == 2
    pacing.play(bytes((0x90, 74, 100)))  # waits, and is never played
    pacing.panic()
    messages = sent(pacing)
    assert messages[0] == bytes((0x80, 72, 0))
    assert messages[1:4] == [bytes((0xB0, 64, 0)), bytes((0xB0, 123, 0)), bytes((0xB0, 120, 0))]
    assert sorted(m[1] for m in messages if m[0] == 0x80) == list(range(128))
    assert not any(m[0] == 0x90 for m in messages)
    assert pacing.idle


def test_an_output_says_whether_a_note_would_be_heard() -> None:
    port = RecordingPort(lambda: 0.0)
    sender = Sender("test", port, DEXED)
    try:
        assert sender.plays_notes
        assert Several([sender, NoOutput("")]).plays_notes
        port.plug(connected=False)
        assert not sender.plays_notes
        assert not NoOutput("").plays_notes
    finally:
        sender.close()
