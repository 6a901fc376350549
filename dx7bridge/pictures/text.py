"""A voice as text for a terminal: its algorithm, a row for each operator, LFO and pitch envelope.

Pure functions: a voice in, lines out. Only characters that a UTF-8 terminal draws one cell wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dx7bridge.pictures.layout import places
from dx7bridge.voice import Voice
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.envelope import curve
from dx7bridge.voice.frequency import note_name, words

CURVES: Final = ("-lin", "-exp", "+exp", "+lin")
WAVES: Final = ("triangle", "saw down", "saw up", "square", "sine", "sample & hold")
HELD: Final = 1.0  # seconds the key is held in the envelopes shown
SECONDS: Final = 2.0
RANGE: Final = 60.0  # dB shown of an envelope
_BLOCKS: Final = " ▁▂▃▄▅▆▇█"
_LINES: Final = {
    frozenset(sides.split()): line
    for line, sides in zip(
        "│─┌┐└┘├┤┬┴┼",
        ("up down", "left right", "down right", "down left", "up right", "up left", "up down right",
         "up down left", "left right down", "left right up", "up down left right"),
        strict=True,
    )
}  # fmt: skip
_CELL: Final = 6  # columns of the diagram for one column of the layout


def show(voice: Voice, title: str = "") -> list[str]:
    """The whole page, at most 80 columns wide; `title` is what stands before the name."""
    head = f"{title}{voice.name or '(no name)'}"
    return [
        head,
        "",
        *diagram(voice["algorithm"], voice["feedback"]),
        "",
        *operators(voice),
        "",
        *(f"{name:9} {text}" for name, text in common(voice)),
    ]


def diagram(algorithm: int, feedback: int) -> list[str]:
    """The operators of `algorithm` (0–31) as boxes, modulators above what they modulate, carriers below."""
    where, plan = places(algorithm), ALGORITHMS[algorithm]
    rows = max(row for _, row in where.values()) + 1
    width = round(max(x for x, _ in where.values()) * _CELL) + 5
    ends: dict[tuple[int, int], set[str]] = {}  # (line, column) → the sides on which a connecting line leaves

    def centre(op: int) -> int:
        return round(where[op][0] * _CELL) + 1

    def line(op: int) -> int:
        return 2 * (rows - 1 - where[op][1])

    def connect(at: int, column: int, *sides: str) -> None:
        ends.setdefault((at, column), set()).update(sides)

    for modulator, target in plan.modulates:
        start, goal, bottom = centre(modulator), centre(target), line(target) - 1
        for y in range(line(modulator) + 1, bottom):
            connect(y, start, "up", "down")
        connect(bottom, start, "up")
        connect(bottom, goal, "down")
        for column in range(min(start, goal), max(start, goal)):
            connect(bottom, column, "right")
            connect(bottom, column + 1, "left")
    for op in plan.carriers:
        connect(2 * rows - 1, centre(op), "up", "down")
    canvas = [[" "] * width for _ in range(2 * rows)]
    for (y, column), sides in ends.items():
        canvas[y][column] = _LINES[frozenset(sides)]
    for op in range(1, 7):
        looped = feedback and op in plan.feedback
        canvas[line(op)][centre(op) - 1 : centre(op) + 3] = f"[{op}]{'↺' if looped else ' '}"
    source, loop = plan.feedback
    whence = f"operator {source}" if source == loop else f"operator {source} to {loop}"
    carriers = ", ".join(map(str, sorted(plan.carriers)))
    noun = "carriers" if len(plan.carriers) > 1 else "carrier"
    heading = f"algorithm {algorithm + 1}, {noun} {carriers}; feedback {feedback} ({whence})"
    return [heading, "", *("".join(row).rstrip() for row in canvas)]


def operators(voice: Voice) -> list[str]:
    """A table of the operators: role, frequency, level, envelope, velocity, scaling."""
    carriers = ALGORITHMS[voice["algorithm"]].carriers
    lines = [f"op  frequency    level{'':9} envelope ({HELD:g} s held){'':5}  vel  scaling"]
    for op in range(1, 7):
        level = voice[f"op{op}.output_level"]
        role = "●" if op in carriers else "○"
        lines.append(
            f"{op} {role} {words(voice, op):>10}   {level:3} {bar(level / 99, 9)} {envelope(voice, op, 24)}"
            f"   {voice[f'op{op}.key_velocity']}   {scaling(voice, op)}"
        )
    return [*lines, "● carrier, ○ modulator"]


def envelope(voice: Voice, op: int, width: int) -> str:
    """The envelope of operator `op` as `width` blocks over two seconds; 60 dB from bottom to top."""
    found = curve(
        [voice[f"op{op}.rate{i}"] for i in range(1, 5)],
        [voice[f"op{op}.level{i}"] for i in range(1, 5)],
        voice[f"op{op}.output_level"],
        held=HELD, seconds=SECONDS, points=4 * width,
    )  # fmt: skip
    heights = [max(found.levels[i : i + 4]) for i in range(0, len(found.levels), 4)]
    return "".join(_BLOCKS[round(min(max((level + RANGE) / RANGE, 0.0), 1.0) * 8)] for level in heights)


def scaling(voice: Voice, op: int) -> str:
    """The keyboard scaling of operator `op`, such as 'C3 -lin 20 | +exp 15', or '–' without any."""
    left, right = voice[f"op{op}.left_depth"], voice[f"op{op}.right_depth"]
    if not left and not right:
        return "–"
    sides = [
        f"{CURVES[voice[f'op{op}.{side}_curve']]} {depth}"
        for side, depth in (("left", left), ("right", right))
    ]
    return f"{note_name(voice[f'op{op}.breakpoint'])} {' | '.join(sides)}"


def common(voice: Voice) -> list[tuple[str, str]]:
    """The values of the whole voice: (name, text) for LFO, pitch envelope, transposition."""
    pitch = [voice[f"pitch.level{i}"] for i in range(1, 5)]
    rates = [voice[f"pitch.rate{i}"] for i in range(1, 5)]
    flat = pitch == [50] * 4
    key = voice["transpose"] - 24
    return [
        (
            "LFO",
            f"{WAVES[voice['lfo.wave']]}, speed {voice['lfo.speed']}, delay {voice['lfo.delay']}, pitch depth"
            f" {voice['lfo.pitch_mod_depth']} × {voice['pitch_mod_sensitivity']}, amplitude depth"
            f" {voice['lfo.amp_mod_depth']}",
        ),
        ("pitch", "no envelope" if flat else f"levels {_listed(pitch)}, rates {_listed(rates)}"),
        ("transpose", f"{key:+d} semitones" if key else "none"),
    ]


def bar(share: float, width: int) -> str:
    """A bar of `width` cells, `share` (0–1) of it filled."""
    eighths = round(share * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + ("▏▎▍▌▋▊▉"[part - 1] if part else "")).ljust(width, "·")


def _listed(numbers: Sequence[int]) -> str:
    return " ".join(map(str, numbers))
