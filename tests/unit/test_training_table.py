"""Figures in the model card are those of the committed scorecard."""

from __future__ import annotations

import json
from pathlib import Path

from training.table import table

ROOT = Path(__file__).parents[2]
CARD = ROOT / "docs" / "scorecard.json"


def test_the_model_card_shows_the_committed_scorecard() -> None:
    text = (ROOT / "docs" / "model-card.md").read_text()
    shown = text.split("<!-- scorecard -->\n", 1)[1].split("\n<!-- /scorecard -->", 1)[0]
    assert shown == table(json.loads(CARD.read_text()))


def test_the_committed_scorecard_is_of_the_shipped_model() -> None:
    from dx7bridge.model import load

    model, card = load(), json.loads(CARD.read_text())
    assert card["model"] == model.name
    assert card["axes"]["label"] == [axis.label for axis in model.axes]


def test_a_figure_that_was_not_measured_is_left_out() -> None:
    text = table({"likelihood": {"nelbo": 200.0, "floor": {"nelbo_of_marginals": 300.0}}})
    assert "| 200.0 | 300.0 (each value by how often it occurs) |" in text
    assert "c2st" not in text
    assert "silent" not in text
