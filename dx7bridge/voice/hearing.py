"""What of a voice cannot be heard: all of it, or values that lead nowhere as the other values are.

Read from the tables alone; `tests/real/test_voice_hearing.py` holds it against renders of the Dexed
engine.
"""

from __future__ import annotations

from typing import Final

from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import find, group
from dx7bridge.voice.voice import Voice

LFO_SHAPE: Final = frozenset(
    find(name).index for name in ("lfo.speed", "lfo.delay", "lfo.key_sync", "lfo.wave")
)
"""How the LFO moves; how far it moves anything is said by depths and sensitivities."""

_RISING: Final = (2, 3)  # keyboard level scaling that adds: +EXP, +LIN
_FLAT: Final = 50  # a level of the pitch envelope that bends nothing
_PITCH_RATES: Final = frozenset(p.index for p in group("pitch") if p.name.startswith("pitch.rate"))
_PITCH_LEVELS: Final = tuple(p.index for p in group("pitch") if p.name.startswith("pitch.level"))
_TO_PITCH: Final = (find("lfo.pitch_mod_depth").index, find("pitch_mod_sensitivity").index)
_AMP_DEPTH: Final = find("lfo.amp_mod_depth").index
_AMP_SENSITIVITIES: Final = tuple(
    p.index for p in group("sensitivity") if p.name.endswith(".amp_mod_sensitivity")
)


def is_mute(voice: Voice) -> bool:
    """Whether no carrier sounds while a key is held: level 0 on all keys, or an envelope that stays at 0.

    What sounds only once the key is let go counts as mute; a voice that is not may be silent all the same.
    """

    def speaks(op: str) -> bool:
        opens = any(voice[f"{op}.level{stage}"] for stage in (1, 2, 3))
        rises = any(
            voice[f"{op}.{side}_depth"] and voice[f"{op}.{side}_curve"] in _RISING
            for side in ("left", "right")
        )
        return opens and (voice[f"{op}.output_level"] > 0 or rises)

    return not any(speaks(f"op{carrier}") for carrier in ALGORITHMS[voice["algorithm"]].carriers)


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
