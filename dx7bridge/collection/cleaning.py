"""A messy tree of files made into clean banks: what is kept, what is left out, and why. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.collection.spectra import STEP, distances
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.arrays import to_sounds
from dx7bridge.voice.parameters import SOUND_SIZE
from dx7bridge.voice.syx import FoundVoice, SyxFile

CHUNK: Final = 256
COARSE: Final = 48  # parts of a spectrum that are compared first: its bands


@dataclass(frozen=True, slots=True)
class Loss:
    """A voice or file that is corrected or left out, and the reason: duplicate, init, out_of_range …"""

    path: Path
    number: int  # 0: the whole file
    name: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.number}" if self.number else str(self.path)
        return f"{place}  {self.name}: {self.reason}" if self.name else f"{place}: {self.reason}"


@dataclass(slots=True)
class Cleaned:
    """The voices kept with their places, and every loss."""

    kept: list[tuple[Path, FoundVoice]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    @property
    def voices(self) -> list[Voice]:
        """The voices kept, in the order of the files."""
        return [found.voice for _, found in self.kept]


def clean(
    files: Iterable[SyxFile],
    *,
    duplicates: bool = False,
    near: int = 0,
    inits: bool = False,
    known: Mapping[bytes, str] | None = None,
) -> Cleaned:
    """The voices of `files`, in order.

    Left out: with `duplicates` voices whose 145 sound values stand there before; with `near` (1–145) those
    that differ from an earlier one in at most that many; with `inits` voices that sound like INIT VOICE;
    those of `known`, where each 145 sound values have the place they are known from.
    """
    known = known or {}
    result = Cleaned()
    seen: dict[bytes, str] = {}
    for file in files:
        names = {f"voice {found.number}": found.voice.name for found in file.voices}
        for problem in file.problems:
            if not file.voices or problem.where.startswith("voice "):
                result.losses.append(
                    Loss(
                        file.path,
                        _number(problem.where),
                        names.get(problem.where, ""),
                        f"{problem.kind}: {problem.message}",
                    )
                )
        for found in file.voices:
            sound, place = found.voice.sound, f"{file.path}:{found.number}"
            if inits and sound == INIT_VOICE.sound:
                result.losses.append(Loss(file.path, found.number, found.voice.name, "is INIT VOICE"))
            elif sound in known:
                result.losses.append(
                    Loss(file.path, found.number, found.voice.name, f"known: {known[sound]}")
                )
            elif duplicates and sound in seen:
                result.losses.append(
                    Loss(file.path, found.number, found.voice.name, f"duplicate of {seen[sound]}")
                )
            else:
                seen.setdefault(sound, place)
                result.kept.append((file.path, found))
    if near:
        _drop_near(result, near)
    return result


def drop_alike(result: Cleaned, spectra: NDArray[np.uint8], within: float) -> None:
    """Leave out what sounds within `within` dB of an earlier voice that is kept.

    `spectra` [n, 1008] are those of the voices kept, as `collection.spectra` measures them.
    """
    coarse = spectra.reshape(len(spectra), COARSE, -1).mean(2)  # their distance is never above the whole's
    kept: list[int] = []
    twin: dict[int, tuple[int, float]] = {}
    for i in range(len(spectra)):
        rows = np.array(kept, np.int64)
        near = rows[np.abs(coarse[rows] - coarse[i]).mean(1) * STEP <= within] if kept else rows
        if len(near):
            apart = distances(spectra[i], spectra[near])
            first = int(apart.argmin())
            if apart[first] <= within:
                twin[i] = int(near[first]), float(apart[first])
                continue
        kept.append(i)
    for i, (other, apart_db) in twin.items():
        path, found = result.kept[i]
        twin_path, twin_voice = result.kept[other]
        reason = f"sounds like {twin_path}:{twin_voice.number} ({apart_db:.1f} dB apart)"
        result.losses.append(Loss(path, found.number, found.voice.name, reason))
    result.kept = [result.kept[i] for i in kept]


def _drop_near(result: Cleaned, near: int) -> None:
    """Leave out what differs from an earlier voice in at most `near` values."""
    values = to_sounds(found.voice for _, found in result.kept)
    first = np.full(len(values), -1)
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        for other in range(0, start + len(part), 4096):
            rows = values[other : min(other + 4096, start + len(part))]
            close = (part[:, None, :] != rows[None, :, :]).sum(2) <= near
            for i, j in np.argwhere(close):
                if other + j < start + i and first[other + j] < 0 <= -first[start + i]:
                    first[start + i] = other + j
    kept: list[tuple[Path, FoundVoice]] = []
    for i, (path, found) in enumerate(result.kept):
        if first[i] < 0:
            kept.append((path, found))
            continue
        twin_path, twin = result.kept[first[i]]
        changed = int((values[i] != values[first[i]]).sum())
        reason = f"near-duplicate of {twin_path}:{twin.number} ({changed} of {SOUND_SIZE} values differ)"
        result.losses.append(Loss(path, found.number, found.voice.name, reason))
    result.kept = kept


def _number(where: str) -> int:
    word = where.removeprefix("voice ")
    return int(word) if word.isdecimal() else 0


def counted(voices: Sequence[Voice]) -> dict[str, object]:
    """Figures of a collection: voices, distinct sounds, names and algorithms."""
    algorithms = np.bincount([voice["algorithm"] for voice in voices], minlength=32)
    names = [voice.name for voice in voices]
    return {
        "voices": len(voices),
        "distinct_sounds": len({voice.sound for voice in voices}),
        "distinct_names": len(set(names)),
        "inits": sum(voice.sound == INIT_VOICE.sound for voice in voices),
        "algorithms": {str(i + 1): int(count) for i, count in enumerate(algorithms) if count},
        "transposed": sum(voice["transpose"] != 24 for voice in voices),
        "fixed_frequencies": sum(any(voice[f"op{op}.mode"] for op in range(1, 7)) for voice in voices),
        "lfo_used": sum(bool(voice["lfo.pitch_mod_depth"] or voice["lfo.amp_mod_depth"]) for voice in voices),
        "pitch_envelope": sum(any(voice[f"pitch.level{i}"] != 50 for i in range(1, 5)) for voice in voices),
    }
