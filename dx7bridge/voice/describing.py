"""A MIDI message in words: what a monitor shows. Pure functions.

Source: Yamaha DX7 owner's manual, "MIDI data format"; MIDI 1.0 specification.
"""

from __future__ import annotations

from typing import Final

from dx7bridge.voice.frequency import pitch_name
from dx7bridge.voice.parameters import OPERATOR_MASK, PARAMETERS, VOICE_SIZE
from dx7bridge.voice.sysex import YAMAHA

_CHANNEL: Final = {
    0x80: "note off",
    0x90: "note on",
    0xA0: "key pressure",
    0xB0: "controller",
    0xC0: "program",
    0xD0: "channel pressure",
    0xE0: "pitch bend",
}
_CONTROLLERS: Final = {
    1: "wheel",
    2: "breath",
    4: "foot",
    5: "portamento time",
    6: "data entry",
    7: "volume",
    64: "sustain",
    65: "portamento",
    96: "data +1",
    97: "data -1",
    123: "all notes off",
}
_FORMATS: Final = {
    0: "voice",
    1: "TX816 supplement",
    2: "performance",
    5: "additional voice (ACED)",
    6: "32 additional voices (AMEM)",
    9: "bank of 32 voices",
    126: "universal bulk",
}
_FUNCTIONS: Final = {
    64: "mono/poly",
    65: "pitch bend range",
    66: "pitch bend step",
    67: "portamento mode",
    68: "glissando",
    69: "portamento time",
    70: "wheel range",
    71: "wheel assign",
    72: "foot range",
    73: "foot assign",
    74: "breath range",
    75: "breath assign",
    76: "aftertouch range",
    77: "aftertouch assign",
}


def described(message: bytes) -> str:
    """One line for one whole message; a SysEx message that is not Yamaha's is named by its maker's number."""
    if not message:
        return "nothing"
    status = message[0]
    if status == 0xF0:
        return _sysex(message)
    kind = _CHANNEL.get(status & 0xF0)
    if kind is None or status >= 0xF0:
        return f"system message {message.hex(' ')}"
    where, data = f"channel {(status & 0x0F) + 1}", message[1:]
    if status & 0xF0 in (0x80, 0x90, 0xA0) and len(data) == 2:
        name = pitch_name(data[0])
        kind = "note off" if status & 0xF0 == 0x90 and not data[1] else kind
        return f"{kind} {name} ({data[0]}), velocity {data[1]}, {where}"
    if status & 0xF0 == 0xB0 and len(data) == 2:
        name = _CONTROLLERS.get(data[0], "")
        return f"controller {data[0]}{f' ({name})' if name else ''} = {data[1]}, {where}"
    if status & 0xF0 == 0xE0 and len(data) == 2:
        return f"pitch bend {(data[1] << 7 | data[0]) - 8192:+d}, {where}"
    return f"{kind} {' '.join(map(str, data))}, {where}"


def _sysex(message: bytes) -> str:
    size = f"{len(message)} bytes"
    if len(message) < 4 or message[1] != YAMAHA:
        maker = message[1:4] if len(message) > 3 and message[1] == 0 else message[1:2]
        return f"SysEx of maker {maker.hex(' ').upper()}, {size}"
    kind, where = message[2] >> 4, f"channel {(message[2] & 0x0F) + 1}"
    if kind == 0:
        return f"dump: {_FORMATS.get(message[3], f'format {message[3]}')}, {size}, {where}"
    if kind == 1 and len(message) == 7:
        return f"{_change(message)}, {where}"
    if kind == 2:
        return f"request: {_FORMATS.get(message[3], f'format {message[3]}')}, {where}"
    return f"Yamaha SysEx, substatus {kind}, {size}, {where}"


def _change(message: bytes) -> str:
    group, number, value = message[3] >> 2, (message[3] & 3) << 7 | message[4], message[5]
    if group == 0 and number < VOICE_SIZE:
        parameter = PARAMETERS[number]
        shown = value + 1 if parameter.name == "algorithm" else value
        return f"parameter {parameter.name} = {shown}"
    if group == 0 and number == OPERATOR_MASK:
        on = [str(op) for op in range(1, 7) if value >> (6 - op) & 1]
        return f"operators on: {', '.join(on) or 'none'}"
    if group == 2:
        return f"function {_FUNCTIONS.get(number, number)} = {value}"
    return f"parameter change, group {group}, number {number} = {value}"
