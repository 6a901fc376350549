"""THE table: the 155 parameters of a DX7 voice, from which everything else is derived.

Codec, ranges, masks, lock groups, OSC names and docs read this table; nobody writes a second one.
Order and numbers are those of a single-voice dump (VCED); `packed` says where the value lives in
the 128 bytes of a bank's voice (VMEM). Source: Yamaha DX7 owner's manual, "MIDI data format".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dx7bridge.errors import BadArguments, suggestion

OPERATOR_STRIDE: Final = 21  # values of one operator in VCED
PACKED_OPERATOR_STRIDE: Final = 17  # bytes of one operator in VMEM
PACKED_SIZE: Final = 128  # bytes of a voice in VMEM
NAME_LENGTH: Final = 10


@dataclass(frozen=True, slots=True)
class Packed:
    """The position of a value in a packed voice: `width` bits of `byte`, `shift` bits up."""

    byte: int
    shift: int = 0
    width: int = 7


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of the 155 values of a voice.

    `index` is the VCED number and the number of its parameter change; values run from `low` to
    `high`, both included; `groups` are the names it answers to as a group (locks, sections).
    """

    index: int
    name: str
    low: int
    high: int
    default: int
    packed: Packed
    groups: tuple[str, ...]
    doc: str

    @property
    def size(self) -> int:
        """The number of legal values."""
        return self.high - self.low + 1


def _operator(op: int) -> list[Parameter]:
    base, packed_base = OPERATOR_STRIDE * (6 - op), PACKED_OPERATOR_STRIDE * (6 - op)
    rows: list[Parameter] = []

    def row(name: str, high: int, default: int, packed: Packed, doc: str, *groups: str) -> None:
        where = Packed(packed_base + packed.byte, packed.shift, packed.width)
        index = base + len(rows)
        rows.append(Parameter(index, f"op{op}.{name}", 0, high, default, where, (f"op{op}", *groups), doc))

    for stage in range(4):
        row(f"rate{stage + 1}", 99, 99, Packed(stage), f"envelope rate {stage + 1}", "envelopes")
    for stage, level in enumerate((99, 99, 99, 0)):
        row(f"level{stage + 1}", 99, level, Packed(4 + stage), f"envelope level {stage + 1}", "envelopes")
    row("breakpoint", 99, 39, Packed(8), "keyboard scaling breakpoint, 39 = C3", "scaling")
    row("left_depth", 99, 0, Packed(9), "scaling depth below the breakpoint", "scaling")
    row("right_depth", 99, 0, Packed(10), "scaling depth above the breakpoint", "scaling")
    row("left_curve", 3, 0, Packed(11, 0, 2), "curve below: 0 -lin, 1 -exp, 2 +exp, 3 +lin", "scaling")
    row("right_curve", 3, 0, Packed(11, 2, 2), "curve above: 0 -lin, 1 -exp, 2 +exp, 3 +lin", "scaling")
    row("rate_scaling", 7, 0, Packed(12, 0, 3), "envelope gets faster up the keyboard", "scaling")
    row("amp_mod_sensitivity", 3, 0, Packed(13, 0, 2), "how far the LFO moves the level", "sensitivity")
    row("key_velocity", 7, 0, Packed(13, 2, 3), "key velocity sensitivity", "sensitivity")
    row("output_level", 99, 99 if op == 1 else 0, Packed(14), "output level", "levels")
    row("mode", 1, 0, Packed(15, 0, 1), "oscillator mode: 0 ratio, 1 fixed", "ratios")
    row("coarse", 31, 1, Packed(15, 1, 5), "frequency, coarse", "ratios")
    row("fine", 99, 0, Packed(16), "frequency, fine", "ratios")
    row("detune", 14, 7, Packed(12, 3, 4), "detune, 7 = none", "ratios")
    return rows


def _voice_wide() -> list[Parameter]:
    rows: list[Parameter] = []

    def row(name: str, high: int, default: int, packed: Packed, doc: str, group: str) -> None:
        rows.append(Parameter(126 + len(rows), name, 0, high, default, packed, (group,), doc))

    for stage in range(4):
        row(
            f"pitch.rate{stage + 1}", 99, 99, Packed(102 + stage), f"pitch envelope rate {stage + 1}", "pitch"
        )
    for stage in range(4):
        doc = f"pitch envelope level {stage + 1}, 50 = none"
        row(f"pitch.level{stage + 1}", 99, 50, Packed(106 + stage), doc, "pitch")
    row("algorithm", 31, 0, Packed(110, 0, 5), "algorithm, 0 = number 1 on the panel", "algorithm")
    row("feedback", 7, 0, Packed(111, 0, 3), "feedback", "algorithm")
    row("osc_key_sync", 1, 1, Packed(111, 3, 1), "oscillators restart at each key", "algorithm")
    row("lfo.speed", 99, 35, Packed(112), "LFO speed", "lfo")
    row("lfo.delay", 99, 0, Packed(113), "LFO delay", "lfo")
    row("lfo.pitch_mod_depth", 99, 0, Packed(114), "LFO pitch modulation depth", "lfo")
    row("lfo.amp_mod_depth", 99, 0, Packed(115), "LFO amplitude modulation depth", "lfo")
    row("lfo.key_sync", 1, 1, Packed(116, 0, 1), "LFO restarts at each key", "lfo")
    row(
        "lfo.wave",
        5,
        0,
        Packed(116, 1, 3),
        "triangle, saw down, saw up, square, sine, S&H",
        "lfo",
    )
    row("pitch_mod_sensitivity", 7, 3, Packed(116, 4, 3), "how far the LFO moves the pitch", "lfo")
    row("transpose", 48, 24, Packed(117), "transpose in semitones, 24 = C3", "transpose")
    return rows


def _name() -> list[Parameter]:
    rows = []
    for i, letter in enumerate("INIT VOICE"):
        where, doc = Packed(118 + i), f"letter {i + 1} of the name, ASCII"
        rows.append(Parameter(145 + i, f"name{i + 1}", 32, 126, ord(letter), where, ("name",), doc))
    return rows


PARAMETERS: Final[tuple[Parameter, ...]] = (
    *(p for op in (6, 5, 4, 3, 2, 1) for p in _operator(op)),
    *_voice_wide(),
    *_name(),
)
VOICE_SIZE: Final = len(PARAMETERS)  # 155
SOUND_SIZE: Final = VOICE_SIZE - NAME_LENGTH  # 145: all but the name
GROUPS: Final[tuple[str, ...]] = tuple(dict.fromkeys(group for p in PARAMETERS for group in p.groups))
OPERATOR_MASK: Final = 155  # operator on/off: a parameter change only, never in a dump; 0-63

_BY_NAME: Final = {p.name: p for p in PARAMETERS}


def find(key: str | int) -> Parameter:
    """The parameter of this name or VCED number; BadArguments when there is none."""
    if isinstance(key, str):
        if key in _BY_NAME:
            return _BY_NAME[key]
        near = suggestion(key, _BY_NAME) or "; for example 'algorithm' or 'op1.coarse'"
        raise BadArguments(f"parameter {key[:80]!r}: no such name{near}")
    if 0 <= key < VOICE_SIZE:
        return PARAMETERS[key]
    raise BadArguments(f"parameter {key}: numbers are 0 to {VOICE_SIZE - 1}")


def group(name: str) -> tuple[Parameter, ...]:
    """The parameters of a group such as 'op1', 'envelopes' or 'lfo'; BadArguments for another word."""
    members = tuple(p for p in PARAMETERS if name in p.groups)
    if not members:
        raise BadArguments(f"group {name!r}: must be one of {', '.join(GROUPS)}")
    return members
