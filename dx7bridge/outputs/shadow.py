"""What one device holds, as far as is known, and the message that brings it nearer to the newest voice.

Pure. Owned by `Pacing`, which says when; a device's profile may change while it is in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dx7bridge.outputs.profiles import Profile
from dx7bridge.voice import Change, DeviceReport, Voice
from dx7bridge.voice.hearing import unheard
from dx7bridge.voice.sysex import encode_change, encode_voice

UNKNOWN: Final = 0xFF  # a value that no parameter has
_CHECKSUM_AT: Final = -2  # from the end of a voice dump


@dataclass(frozen=True, slots=True)
class Step:
    """One whole message to send now; `gap` seconds of rest follow its last byte on the wire.

    `completes`: after it the device holds the whole voice. `is_bank`: it fills the device's memory.
    `is_note`: it was played, and the device needs no rest after it.
    """

    message: bytes
    gap: float = 0.0
    completes: bool = False
    is_bank: bool = False
    is_note: bool = False


class Shadow:
    """The values of one device: changed when a message is handed out, forgotten when that fails."""

    def __init__(self) -> None:
        self._values: bytearray | None = None
        self._whole = False  # the next voice goes as a dump
        self._cursor = 0  # where the search for the next changed value starts

    @property
    def known(self) -> bool:
        """Whether it is known what the device holds."""
        return self._values is not None

    def forget(self) -> None:
        """It is not known what the device holds: the next voice goes as a dump."""
        self._values = None

    def want_whole(self) -> None:
        """The next voice goes as a dump, whatever the device holds."""
        self._whole = True

    def believe(self, report: DeviceReport, voice: Voice) -> bool | None:
        """Take over what the device says of itself. After a whole voice: whether it differs from `voice`."""
        if len(report.values) == len(voice.values):
            self._values = bytearray(report.values[index] for index in range(len(voice.values)))
            self._whole = self._values != voice.values
            return self._whole
        if self._values is not None:
            for index, value in report.values.items():
                self._values[index] = value
        return None

    def lacks(self, target: Voice, profile: Profile, *, sounding: bool) -> bool:
        """Whether a message is owed."""
        return self._whole or self._values is None or bool(self._owed(target, profile, sounding))

    def step(self, target: Voice, profile: Profile, *, sounding: bool) -> Step:
        """The next message on the way to `target`: all of it, or one changed value if that is faster."""
        if not profile.dumps:
            if self._whole or self._values is None:
                self._values, self._whole = bytearray((UNKNOWN,)) * len(target.values), False
            owed = [i for i, value in enumerate(target.values) if self._values[i] != value]
            return self._change(target, profile, owed)
        changed = [] if self._whole else self._owed(target, profile, sounding)
        pays = 0 < len(changed) <= profile.most_changes
        if not pays or not profile.dump_indices.isdisjoint(changed):
            return self._dump(target, profile)
        return self._change(target, profile, changed)

    def _owed(self, target: Voice, profile: Profile, sounding: bool) -> list[int]:
        """Which values the device lacks; those that only a dump brings can wait for one where nobody hears
        them, and do wait where it would cut a note that sounds.

        Empty too when nothing is known. What waits goes on being counted as lacking, so it is owed from the
        moment on in which it would be heard.
        """
        if self._values is None or self._values == target.values:
            return []
        pairs = enumerate(zip(self._values, target.values, strict=True))
        changed = [index for index, (held, wanted) in pairs if held != wanted]
        dumped = profile.dump_indices
        if dumped.isdisjoint(changed):
            return changed
        later = dumped if profile.cuts_notes and sounding else dumped & unheard(target)
        return [index for index in changed if index not in later]

    def _dump(self, target: Voice, profile: Profile) -> Step:
        message = encode_voice(target, profile.channel)
        if profile.checksum is not None:
            edited = bytearray(message)
            edited[_CHECKSUM_AT] = profile.checksum
            message = bytes(edited)
        self._values = bytearray(target.values)
        self._whole = False
        return Step(message, profile.dump_gap, completes=True)

    def _change(self, target: Voice, profile: Profile, changed: list[int]) -> Step:
        if self._values is None:
            raise RuntimeError("no parameter change without knowing what the device holds")
        # Go on from the last one, so that values which never rest do not starve the others.
        index = next((i for i in changed if i >= self._cursor), changed[0])
        self._cursor = index + 1
        self._values[index] = target.values[index]
        message = encode_change(Change(index, target.values[index]), profile.channel)
        return Step(message, profile.change_gap, completes=len(changed) == 1)
