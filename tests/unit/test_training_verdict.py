"""The verdict: figures are judged against floors of the same data; a dead model is not playable."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from training.__main__ import main
from training.report import _card
from training.table import ROWS, find
from training.verdict import GRADES, judged, verdict

SHIPPED = json.loads((Path(__file__).parents[2] / "docs" / "scorecard.json").read_text())


def card(**figures: Any) -> dict[str, Any]:
    """The shipped model's card with some figures changed: card(axes__active=3)."""
    made = copy.deepcopy(SHIPPED)
    for path, figure in figures.items():
        place = made
        *outer, last = path.split("__")
        for key in outer:
            place = place[key]
        place[last] = figure
    return made


def test_every_grade_is_of_a_figure_that_is_shown() -> None:
    assert set(GRADES) - {"reconstruction.drift"} <= {path for _, path, _, _ in ROWS}


def test_the_shipped_model_is_not_called_poor() -> None:
    grade, words = verdict(SHIPPED)
    assert grade in ("good", "fair")
    assert words


def test_the_same_figure_is_good_or_poor_by_the_floor_of_its_data() -> None:
    for nelbo, floor, grade in ((200.0, 290.0, "good"), (240.0, 290.0, "fair"), (245.0, 250.0, "poor")):
        made = card(likelihood__nelbo=nelbo, likelihood__floor__nelbo_of_marginals=floor)
        (row,) = [row for row in judged(made) if row.path == "likelihood.nelbo"]
        assert row.grade == grade


def test_a_model_no_better_than_its_floors_or_with_dead_latents_is_not_to_be_played() -> None:
    floor = find(SHIPPED, "reconstruction.floor.accuracy_of_most_common")
    for made in (
        card(likelihood__nelbo=288.0),
        card(reconstruction__accuracy=floor),
        card(axes__kl=[0.02] * 8),
        card(axes__active=3),
    ):
        grade, words = verdict(made)
        assert grade == "poor"
        assert words.startswith("Not a model to play. ")


def test_a_poor_figure_is_named_and_the_model_still_playable() -> None:
    grade, words = verdict(card(generated__c2st=0.95))
    assert grade == "fair"
    assert words.startswith("Playable, but poor in: told from real voices (0.5 = cannot) (0.950)")


def test_where_too_little_was_measured_there_is_no_verdict() -> None:
    assert verdict({"generated": SHIPPED["generated"]})[0] == ""
    assert "No verdict" in verdict({})[1]


def test_two_cards_stand_side_by_side() -> None:
    other = {"model": "mine <1>", "likelihood": {"nelbo": 222.2}}
    html = _card(SHIPPED, other)
    assert "<th>mine &lt;1&gt;</th>" in html
    assert html.count("222.2") == 1
    assert html.count(">–<") == len(judged(SHIPPED)) - 1
    assert "mine" not in _card(SHIPPED)


def test_a_card_of_another_model_is_refused(tmp_path: Path) -> None:
    for wrong, words in (
        ({"model": "somebody's"}, "of model somebody's, not"),
        ({"checkpoint": "0" * 16}, "of checkpoint 0000000000000000, not"),
    ):
        (tmp_path / "card.json").write_text(json.dumps(wrong))
        (tmp_path / "data").mkdir(exist_ok=True)
        result = CliRunner().invoke(
            main, ["report", "--card", str(tmp_path / "card.json"), "--data", str(prepared(tmp_path))]
        )
        assert (result.exit_code, words in result.stderr) == (2, True), result.output


def prepared(folder: Path) -> Path:
    """A data set of a few made-up voices."""
    from voices import random_voices

    from training.dataset import build

    path = folder / "data" / "voices.npz"
    build(random_voices(30)).save(path)
    return path


def test_a_card_says_how_it_was_made_and_warns_of_a_dead_model(tmp_path: Path) -> None:
    import torch

    from dx7bridge.model.architecture import Architecture
    from training.network.checkpoint import Checkpoint, save
    from training.network.vae import VoiceVAE

    torch.manual_seed(1)
    vae = VoiceVAE(
        Architecture(width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4)
    )
    vae.posterior.weight.data.zero_()
    vae.posterior.bias.data.zero_()
    vae.flow.amortise.weight.data.zero_()
    save(tmp_path / "dead.safetensors", Checkpoint(vae, None, {"name": "dead"}))
    (tmp_path / "data").mkdir()
    result = CliRunner().invoke(
        main,
        ["evaluate", "--model", str(tmp_path / "dead.safetensors"), "--data", str(prepared(tmp_path)),
         "--quick", "--only", "axes,likelihood"],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert made["command"].startswith("python -m training evaluate --")
    assert "--quick" in made["command"]
    assert made["model"] == "dead"
    assert len(made["data"]) == len(made["checkpoint"]) == 16
    assert made["date"][:2] == "20"
    assert "8 of 8 latents are dead" in made["warnings"][0]
    assert "warning: 8 of 8 latents are dead" in result.stderr
