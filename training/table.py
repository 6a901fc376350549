"""The scorecard's JSON as the short Markdown table of the README and the model card."""

from __future__ import annotations

from typing import Any, Final

ROWS: Final[tuple[tuple[str, str, str, str], ...]] = (
    # what, where the figure is, where its floor is, how it is printed
    ("nats a voice, 8 latents, one pass", "likelihood.nelbo", "likelihood.floor.nelbo_of_marginals", ".1f"),
    ("nats a voice, refined as `sample` is", "likelihood.nelbo_refined", "", ".1f"),
    (
        "values rebuilt exactly, from 8 latents",
        "reconstruction.accuracy",
        "reconstruction.floor.accuracy_of_most_common",
        ".3f",
    ),
    ("values rebuilt exactly, from all that encode infers", "reconstruction.accuracy_detailed", "", ".3f"),
    (
        "mean error / range, from 8 latents",
        "reconstruction.nmae",
        "reconstruction.floor.nmae_of_most_common",
        ".3f",
    ),
    (
        "log-mel difference of the sound, from 8 latents, dB",
        "reconstruction.logmel_db",
        "sound.floor.logmel_db_of_constant",
        ".1f",
    ),
    (
        "the same with all that encode infers",
        "reconstruction.logmel_db_detailed",
        "sound.floor.logmel_db_of_nearest_by_sound",
        ".1f",
    ),
    ("over five notes and velocities, from 8 latents", "sound.logmel_db_five_notes", "", ".1f"),
    ("over five, with all that encode infers", "sound.logmel_db_five_notes_detailed", "", ".1f"),
    ("of eight features of the sound explained (R²), mean", "sound.explained_mean", "", ".2f"),
    ("of the least explained one", "sound.explained_least", "", ".2f"),
    (
        "told from real voices (0.5 = cannot)",
        "generated.c2st",
        "generated.floor.independent_marginals.c2st",
        ".3f",
    ),
    ("silent", "generated.silent", "generated.floor.silent_of_real_voices", ".2%"),
    ("quiet", "generated.quiet", "generated.floor.quiet_of_real_voices", ".2%"),
    ("distinct among 10,000", "generated.unique", "", ".2%"),
    (
        "within 5 values of a training voice",
        "generated.copies",
        "generated.floor.copies_among_held_out",
        ".1%",
    ),
    ("variety of sound, real voices = 1", "generated.diversity", "", ".2f"),
    ("interpolation: roughness against parameters", "motion.smoothness", "", "+.1%"),
    ("interpolation: bend against parameters", "motion.nonlinearity", "", "+.1%"),
    ("the same by the 8 coordinates alone: roughness", "motion.smoothness_of_knobs", "", "+.1%"),
    ("the same by the 8 coordinates alone: bend", "motion.nonlinearity_of_knobs", "", "+.1%"),
    ("largest step of a turned knob, dB, mean", "motion.step.largest_db", "", ".1f"),
    ("knobs: how surely they do what their label says", "axes.label_spearman_mean", "", ".2f"),
    ("knobs: how surely they move what others name", "axes.crosstalk_mean", "", ".2f"),
    ("axes that carry something, of 8", "axes.active", "", "d"),
)
FLOORS: Final = {
    "nelbo_of_marginals": "each value by how often it occurs",
    "accuracy_of_most_common": "always the most common value",
    "nmae_of_most_common": "always the most common value",
    "logmel_db_of_constant": "one average spectrum for all",
    "logmel_db_of_nearest_by_sound": "nearest training voice by sound",
    "c2st": "values drawn one by one",
    "silent_of_real_voices": "real voices",
    "quiet_of_real_voices": "real voices",
    "copies_among_held_out": "held-out real voices",
}


def table(card: dict[str, Any]) -> str:
    """Markdown; figures that were not measured are left out."""
    lines = ["| figure | shipped model | for comparison |", "|---|---|---|"]
    for what, figure, floor, form in ROWS:
        value, other = find(card, figure), find(card, floor) if floor else None
        if value is not None:
            beside = "" if other is None else f"{format(other, form)} ({FLOORS[floor.rsplit('.', 1)[-1]]})"
            lines.append(f"| {what} | {format(value, form)} | {beside} |")
    labels = find(card, "axes.label")
    lines += ["", "The eight knobs: " + ", ".join(labels) + "."] if labels else []
    true, talk, reach = (find(card, f"axes.{name}") for name in ("label_spearman", "crosstalk", "audible_db"))
    if labels and true and talk and reach:
        lines += [
            "",
            "| knob | does what it says | moves the others' | from end to end |",
            "|---|---|---|---|",
        ]
        for label, sure, other, far in zip(labels, true, talk, reach, strict=True):
            lines.append(
                f"| {label} | {'' if sure is None else f'{sure:.2f}'} | {other:.2f} | {far:.1f} dB |"
            )
    return "\n".join(lines)


def find(card: Any, path: str) -> Any:
    """The figure at a path like "axes.active"; None when it was not measured."""
    for key in path.split("."):
        card = card.get(key) if isinstance(card, dict) else None
    return card
