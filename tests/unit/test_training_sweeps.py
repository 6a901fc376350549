"""What `training axes` and `training sweeps` say of knobs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from click.testing import CliRunner

from dx7bridge import model
from training.__main__ import main
from training.sweeps import EACH, Swept, picture, table


def swept(label: str, follows: list[float] | None) -> Swept:
    return Swept(
        label,
        None if follows is None else np.array(follows),
        "flux",
        np.full(2 * EACH, 12.0),
        np.full(2 * EACH, 3.0),
        np.zeros((2 * EACH, 9, 48, 8), dtype=np.float32),
    )


def test_axes_says_what_each_knob_of_the_shipped_model_does() -> None:
    done = CliRunner().invoke(main, ["axes"])
    assert done.exit_code == 0
    rows = [line.split(" | ") for line in done.output.splitlines()[2:]]
    assert [row[0].removeprefix("| ") for row in rows] == [axis.label for axis in model.load().axes]
    assert any(row[3].endswith((" Hz", " s", " dB")) for row in rows)


def test_a_sweep_counts_the_voices_that_do_not_follow(tmp_path: Path) -> None:
    found = [swept("brighter", [0.9] * 8 + [1.0] * 7 + [-0.2]), swept("character 2", None)]
    _, _, brighter, character = table(found).splitlines()
    assert brighter == "| brighter | 0.90 | 0.85 | -0.20 | 1 of 16 | 3.0 dB | 12.0 dB | flux |"
    assert character == "| character 2 |  | | |  | 3.0 dB | 12.0 dB | flux |"
    picture(found, tmp_path / "sweeps.png")
    assert (tmp_path / "sweeps.png").read_bytes().startswith(b"\x89PNG")
