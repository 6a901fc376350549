"""What whoever looks for ways between voices can hear of them. One thread at a time. Needs dexed-py."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

import numpy as np

from dx7bridge.sound.check import VoiceCheck
from dx7bridge.sound.features import FEATURES, SPREADS, feature
from dx7bridge.sound.hearing import Hearing
from dx7bridge.voice import Voice

HOP: Final = (
    768  # samples between the spectra that are compared: a third of those that figures are taken from
)
_NAMES: Final = {each.more: each.name for each in FEATURES if each.more}


class Ears(Hearing):
    """A hearing that also judges, and measures what a knob is called by. NoMidi without dexed-py."""

    def __init__(self) -> None:
        super().__init__(hop=HOP)
        self._check = VoiceCheck(self)
        self._noise: OrderedDict[bytes, float] = OrderedDict()
        self._complaints: OrderedDict[bytes, str | None] = OrderedDict()

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped' or 'runaway'; None for a voice that can be played."""
        return self._known(self._complaints, voice, lambda: self._check.complaint(voice))

    def noise(self, voice: Voice) -> float:
        """The flatness of its spectrum, dB: more is noisier."""
        return self._known(self._noise, voice, lambda: feature(np.nan_to_num(self.audio(voice)), "flatness"))

    def amount(self, voice: Voice, label: str) -> float | None:
        """How much the voice has of what a label such as "longer release" says; None for other words.

        In standard deviations of real voices, counted from anywhere.
        """
        name = _NAMES.get(label)
        if name is None:
            return None
        return feature(np.nan_to_num(self.audio(voice)), name) / SPREADS[name]
