"""Positions of the six operators in the diagram of an algorithm, from the table of algorithms."""

from __future__ import annotations

from dx7bridge.voice.algorithms import ALGORITHMS

Places = dict[int, tuple[float, int]]  # operator 1–6 → (column, row); carriers are in row 0


def places(algorithm: int) -> Places:
    """Column and row of each operator of `algorithm` (0–31): carriers below, modulators above.

    A modulator of several operators stands in the middle above them; every other one has its own column.
    """
    plan = ALGORITHMS[algorithm]
    targets = {op: sorted(b for a, b in plan.modulates if a == op) for op in range(1, 7)}
    own = {op: [m for m in range(1, 7) if targets[m] == [op]] for op in range(1, 7)}
    found: Places = {}
    free = 0

    def place(op: int, row: int) -> float:
        nonlocal free
        columns = [place(modulator, row + 1) for modulator in own[op]]
        if not columns:
            columns, free = [float(free)], free + 1
        found[op] = (sum(columns) / len(columns), row)
        return found[op][0]

    for carrier in sorted(plan.carriers):
        place(carrier, 0)
    for op in range(1, 7):
        if len(targets[op]) > 1:
            above = [found[target] for target in targets[op]]
            found[op] = (sum(x for x, _ in above) / len(above), max(row for _, row in above) + 1)
    return found
