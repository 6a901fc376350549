"""What of a voice cannot be heard: values that lead nowhere as the other values are.

Read from the parameter table alone; `tests/test_voice_hearing.py` holds it against renders of the Dexed
engine.
"""

from __future__ import annotations

from typing import Final

from dx7bridge.voice.parameters import find, group
from dx7bridge.voice.voice import Voice

LFO_SHAPE: Final = frozenset(
    find(name).index for name in ("lfo.speed", "lfo.delay", "lfo.key_sync", "lfo.wave")
)
"""How the LFO moves; how far it moves anything is said by depths and sensitivities."""

_FLAT: Final = 50  # a level of the pitch envelope that bends nothing
_PITCH_RATES: Final = frozenset(p.index for p in group("pitch") if p.name.startswith("pitch.rate"))
_PITCH_LEVELS: Final = tuple(p.index for p in group("pitch") if p.name.startswith("pitch.level"))
_TO_PITCH: Final = (find("lfo.pitch_mod_depth").index, find("pitch_mod_sensitivity").index)
_AMP_DEPTH: Final = find("lfo.amp_mod_depth").index
_AMP_SENSITIVITIES: Final = tuple(
    p.index for p in group("sensitivity") if p.name.endswith(".amp_mod_sensitivity")
)


def unheard(voice: Voice) -> frozenset[int]:
    """Indices of values that may be any other legal ones, all at once, without another sound.

    How the LFO moves, where depth or sensitivity keep it from the pitch, and from the amplitude of every
    operator; the rates of a pitch envelope whose four levels are 50. For as long as the modulation wheel,
    the foot, the breath controller and the aftertouch rest: these reach past a depth of 0.
    """
    values = voice.values
    found: frozenset[int] = frozenset()
    sways = all(values[index] for index in _TO_PITCH)
    throbs = values[_AMP_DEPTH] > 0 and any(values[index] for index in _AMP_SENSITIVITIES)
    if not sways and not throbs:
        found |= LFO_SHAPE
    if all(values[index] == _FLAT for index in _PITCH_LEVELS):
        found |= _PITCH_RATES
    return found
