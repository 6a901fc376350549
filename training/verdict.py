"""Verdict on a model: each figure of a scorecard beside its floor, a grade for it, and a sentence for all.

Floors come from the same data as the figures: what one gets by knowing how often values occur, by taking the
nearest training voice, or from real voices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from dx7bridge.model.health import FEWEST_NATS, complaints
from training.table import FLOORS, ROWS, find

GOOD, FAIR, POOR = "good", "fair", "poor"
Grade = Callable[[float, float | None], str]


def _at_most(good: float, fair: float) -> Grade:
    return lambda value, _: GOOD if value <= good else FAIR if value <= fair else POOR


def _at_least(good: float, fair: float) -> Grade:
    return lambda value, _: GOOD if value >= good else FAIR if value >= fair else POOR


def _of_floor(good: float, fair: float) -> Grade:
    """By the share of the floor; no grade without one."""
    return lambda value, floor: "" if not floor else _at_most(good, fair)(value / floor, None)


def _above_floor(good: float, fair: float) -> Grade:
    """By how much it is more than the floor."""
    return lambda value, floor: "" if floor is None else _at_most(-good, -fair)(floor - value, None)


def _over_floor(good: float, fair: float) -> Grade:
    """By how much it is more than the floor, where less is better."""
    return lambda value, floor: "" if floor is None else _at_most(good, fair)(value - floor, None)


# By where a figure is in the card. The limits lie between the floors and what the shipped models reach.
GRADES: Final[dict[str, Grade]] = {
    "likelihood.nelbo": _of_floor(0.8, 0.97),
    "reconstruction.accuracy": _above_floor(0.10, 0.02),
    "reconstruction.accuracy_detailed": _at_least(0.78, 0.65),
    "reconstruction.nmae": _of_floor(0.6, 0.95),
    "reconstruction.logmel_db": _of_floor(0.7, 1.0),
    "reconstruction.logmel_db_detailed": _of_floor(2.2, 3.0),
    "sound.explained_mean": _at_least(0.6, 0.35),
    "sound.explained_least": _at_least(0.45, 0.2),
    "axes.label_spearman_mean": _at_least(0.8, 0.3),
    "axes.crosstalk_mean": _at_most(0.3, 0.5),
    "reconstruction.drift": _at_most(1.0, 3.0),
    "generated.c2st": _at_most(0.65, 0.8),
    "generated.silent": _over_floor(0.005, 0.03),
    "generated.quiet": _over_floor(0.01, 0.05),
    "generated.copies": _over_floor(0.01, 0.05),
    "generated.diversity": lambda value, _: _at_most(0.1, 0.25)(abs(value - 1), None),
    "motion.smoothness": _at_most(0.0, 0.2),
    "motion.nonlinearity": _at_most(0.0, 0.2),
    "axes.active": lambda value, _: GOOD if value >= 8 else FAIR if value >= 6 else POOR,
}
VITAL: Final = ("likelihood.nelbo", "reconstruction.accuracy", "axes.active")  # poor: not to be played

GLOSSARY: Final = {
    "nats": "information: 1 nat is 1.44 bits. A voice costs as many as it is unexpected; fewer are better.",
    "latents": "the eight numbers that the knobs move; detail latents hold what the eight leave out.",
    "KL": "how many nats the latents say of a voice. Near 0 they are ignored: the model has collapsed.",
    "one pass, refined": "all values decoded at once, as a knob does; or in turns, each seeing those before.",
    "held-out families": "voices of which no near copy (12 of 145 values differ) was trained on either.",
    "floor": "what one gets for little: by how often values occur, from the nearest known voice.",
    "log-mel": "difference of two sounds in dB over 48 bands of pitch, as the ear hears loudness.",
    "told from real": "how often a classifier knows a drawn voice from a real one (c2st): 0.5 is by chance.",
    "variety": "how different drawn voices sound from each other; real ones are 1.",
    "roughness, bend": "how unsteadily and how far off a straight line the sound moves between two voices.",
    "drift": "how far coordinates move when a voice is decoded and encoded again, in deviations.",
}


@dataclass(frozen=True)
class Judged:
    """A row of the scorecard: figure and floor as they are printed, and a grade ("" for not judged)."""

    what: str
    path: str
    value: str
    floor: str
    grade: str


def judged(card: dict[str, Any]) -> list[Judged]:
    """The figures of the card that were measured, each with its grade."""
    rows = []
    for what, path, floor_path, form in ROWS:
        value, floor = find(card, path), find(card, floor_path) if floor_path else None
        if value is None:
            continue
        grade = GRADES[path](value, floor) if path in GRADES else ""
        beside = "" if floor is None else f"{format(floor, form)} ({FLOORS[floor_path.rsplit('.', 1)[-1]]})"
        rows.append(Judged(what, path, format(value, form), beside, grade))
    return rows


def verdict(card: dict[str, Any]) -> tuple[str, str]:
    """A grade for the whole, and why: "good", "fair" or "poor", or "" when too little was measured."""
    rows = {row.path: row for row in judged(card)}
    nats = find(card, "axes.kl") or []
    collapsed = bool(nats) and sum(nats) < FEWEST_NATS
    vital = [row for path, row in rows.items() if path in VITAL and row.grade == POOR]
    if collapsed or vital:
        misses = [f"{row.what}: {row.value}, floor {row.floor or 'none'}" for row in vital]
        reasons = complaints({"nats": nats}) + misses
        return POOR, "Not a model to play. " + "; ".join(reasons) + "."
    graded = [row for row in rows.values() if row.grade]
    if not {"likelihood.nelbo", "reconstruction.accuracy"} <= rows.keys():
        return "", "No verdict: likelihood and reconstruction were not both measured."
    weak = [f"{row.what} ({row.value})" for row in graded if row.grade == POOR]
    if weak:
        return FAIR, f"Playable, but poor in: {', '.join(weak)}."
    fair = [f"{row.what} ({row.value})" for row in graded if row.grade == FAIR]
    middling = f" Middling: {', '.join(fair)}." if fair else ""
    good = sum(row.grade == GOOD for row in graded)
    return GOOD, f"A good model: {good} of {len(graded)} figures are good, none is poor.{middling}"
