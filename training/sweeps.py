"""Sweeps to look at: each knob turned from end to end at real and at drawn voices, as the bridge plays them.

A picture of the log-mel spectra, a row a voice and a column a knob; and for each knob how surely what its
label names follows it, by voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.engine.sounds import legal
from dx7bridge.model.model import Model
from training.calibrate import mean_rank_correlation
from training.generated import Values, to_voices
from training.motion import by_turning
from training.sound import FEATURE_NAMES, FEATURES, Floats, Sound, Studio, describe, distance, log_mel

PLACES: Final = 9
EACH: Final = 8  # real voices, and as many drawn ones
LEVELS: Final = (0.05, 0.95)
FOLLOWS: Final = 0.5  # Spearman under which a voice does not follow a knob
THINNED: Final = 4  # frames to a column of the picture


@dataclass(frozen=True)
class Swept:
    """A knob over N voices, real ones first: how surely each follows it [N] (None without a named feature),
    what it moves most surely, the difference of its ends and its largest step of eight in dB [N], and the
    spectra [N, 9, 48, frames]."""

    label: str
    follows: Floats | None
    strongest: str
    reach: Floats
    step: Floats
    spectra: NDArray[np.float32]


def sweeps(model: Model, voices: Values, seed: int = 1) -> list[Swept]:
    """Each knob at 8 of these voices [N, 155] and 8 that the model draws. NoMidi without dexed-py."""
    dice, studio = np.random.default_rng(seed), Studio()
    real = to_voices(voices[dice.permutation(len(voices))[:EACH]])
    homes = list(zip(map(legal, model.encode(real)), real, strict=True))
    homes += [(legal(place), voice) for place, voice in model.sample(EACH, seed=seed)]
    about = {feature.more: feature.name for feature in FEATURES if feature.more}
    found = []
    for number, axis in enumerate(model.axes):
        low, high = (float(np.quantile(axis.quantiles, level)) for level in LEVELS)
        paths = [
            by_turning(model, place, voice, number, np.linspace(low, high, PLACES)) for place, voice in homes
        ]
        heard = studio.measure(to_voices(np.concatenate(paths)), _heard)
        features = np.array([each for each, _ in heard]).reshape(len(homes), PLACES, -1)
        spectra = np.array([each for _, each in heard]).reshape(len(homes), PLACES, *heard[0][1].shape)
        rho = np.array([mean_rank_correlation(track[None, None])[0] for track in features])  # [N, features]
        name = about.get(axis.label)
        found.append(
            Swept(
                axis.label,
                None if name is None else rho[:, FEATURE_NAMES.index(name)],
                FEATURE_NAMES[int(np.abs(rho.mean(0)).argmax())],
                np.array([distance(way[0], way[-1]) for way in spectra]),
                np.array([max(map(distance, way, way[1:])) for way in spectra]),
                spectra,
            )
        )
    return found


def table(found: list[Swept]) -> str:
    """Markdown, a row a knob."""
    lines = [
        "| knob | real voices | drawn voices | least | do not follow | largest of 8 steps | end to end "
        "| moves most surely |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for knob in found:
        said = " | | | "
        if knob.follows is not None:
            real, drawn = knob.follows[:EACH].mean(), knob.follows[EACH:].mean()
            lost = int((knob.follows < FOLLOWS).sum())
            said = f"{real:.2f} | {drawn:.2f} | {knob.follows.min():.2f} | {lost} of {len(knob.follows)}"
        lines.append(
            f"| {knob.label} | {said} | {knob.step.mean():.1f} dB | {knob.reach.mean():.1f} dB "
            f"| {knob.strongest} |"
        )
    return "\n".join(lines)


def picture(found: list[Swept], path: Path) -> None:
    """Write a PNG: voices from top to bottom, knobs from left to right, each a strip of nine spectra."""
    from matplotlib import image

    rows = []
    for voice in range(len(found[0].spectra)):
        strips = [np.concatenate(list(knob.spectra[voice][:, ::-1, ::THINNED]), axis=1) for knob in found]
        rows.append(np.concatenate([np.pad(strip, 1) for strip in strips], axis=1))
    image.imsave(path, np.concatenate(rows, axis=0), cmap="magma", vmin=-80, vmax=0)


def _heard(sound: Sound) -> tuple[Floats, NDArray[np.float32]]:
    return describe(sound), log_mel(sound)
