"""The address table as Markdown, for the documentation."""

from __future__ import annotations

import math

from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.table import TABLE


def markdown() -> str:
    """One table row for each address, as docs/osc.md shows it."""

    def cell(text: str) -> str:
        return text.replace("|", "\\|")

    lines = ["| address | arguments | what it does | answer |", "|---|---|---|---|"]
    for row in TABLE:
        args = ", ".join(_argument_cell(a, optional=a in row.optional) for a in (*row.args, *row.optional))
        parts = [*row.before, *([row.ends] if row.ends else []), *row.after]
        answer = ", ".join(f"`{part}`" for part in parts) or "silent"
        lines.append(f"| `{row.address}` | {cell(args) or '–'} | {cell(row.doc)} | {answer} |")
    return "\n".join(lines) + "\n"


def _argument_cell(arg: Arg, *, optional: bool) -> str:
    text = f"`{arg.types}` " + " and ".join(each.name + _range(each) for each in arg.turn)
    return f"[{text}]" if optional else text


def _range(arg: Arg) -> str:
    if math.isinf(arg.low) or math.isinf(arg.high) or arg.kind not in "if":
        return ""
    return f" {arg.low:g}–{arg.high:.10g}" if arg.low >= 0 else f" ±{arg.high:g}"
