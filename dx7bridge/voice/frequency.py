"""The frequency of an operator in words and numbers, as the DX7's panel shows it.

Source: Yamaha DX7 owner's manual, "Frequency coarse" and "Frequency fine".
"""

from __future__ import annotations

from typing import Final

from dx7bridge.voice.voice import Voice

_LETTERS: Final = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def ratio(coarse: int, fine: int) -> float:
    """The ratio to the key's pitch in ratio mode; coarse 0 is 0.5."""
    return (coarse or 0.5) * (1 + fine / 100)


def fixed(coarse: int, fine: int) -> float:
    """The frequency in Hz in fixed mode: 1 Hz to 9,772 Hz; coarse counts in decades, modulo 4."""
    return float(10 ** (coarse % 4 + fine / 100))


def words(voice: Voice, op: int) -> str:
    """The frequency of operator `op` (1–6), such as '14.00', '1.00 -3' with its detune, or '440.0 Hz'."""
    coarse, fine = voice[f"op{op}.coarse"], voice[f"op{op}.fine"]
    if voice[f"op{op}.mode"]:
        hertz = fixed(coarse, fine)
        return f"{hertz:.0f} Hz" if hertz >= 100 else f"{hertz:.4g} Hz"
    detune = voice[f"op{op}.detune"] - 7
    return f"{ratio(coarse, fine):.2f}" + (f" {detune:+d}" if detune else "")


def pitch_name(note: int) -> str:
    """The name of a MIDI note, 60 being C4, as in Dexed and most programs; the DX7's panel calls it C3."""
    return _LETTERS[note % 12] + str(note // 12 - 1)


def note_name(key: int) -> str:
    """The name of a keyboard-scaling breakpoint of 0–99: 0 is A-1 and 39 is C3, as on the panel."""
    midi = key + 21
    return _LETTERS[midi % 12] + str(midi // 12 - 2)
