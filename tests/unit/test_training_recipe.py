"""Recipes: read, checked, written; and runs that begin where they are told to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner, Result
from voices import random_voices

from dx7bridge.errors import BadArguments
from dx7bridge.model.architecture import Architecture
from dx7bridge.voice.arrays import to_values
from training import fit as loop
from training import runs
from training.__main__ import main
from training.dataset import Dataset
from training.fit import CHECKPOINT, CURVES, STATE, bare
from training.network.checkpoint import Checkpoint, load, save
from training.network.vae import VoiceVAE
from training.objective import Mixture
from training.progress import Progress
from training.recipe import FINE, Recipe, described, made, read, shaped, written

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4, dropout=0.1
)
SHAPE = """
[architecture]
width = 16
heads = 2
encoder_blocks = 1
decoder_blocks = 1
details = 2
value_width = 4
"""


def test_a_recipe_that_is_written_and_read_is_the_same(tmp_path: Path) -> None:
    recipe = replace(
        Recipe(), rate=2e-3, half=False, seed=7, keep="best", mixture=Mixture(whole=0.9, evenly=True)
    )
    (tmp_path / "recipe.toml").write_text(written(recipe, TINY, "scratch"))
    found = read(tmp_path / "recipe.toml")
    assert made(found) == recipe
    assert shaped(found) == TINY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rte = 1", "rte: no such setting; did you mean rate?"),
        ("[mixture]\nhole = 0.5", "mixture.hole: no such setting; did you mean whole?"),
        ("[architecture]\nwide = 3", "architecture.wide: no such setting"),
        ("mixture = 3", "mixture = 3: must be a table, [mixture]"),
        ("rate = ", "cannot be read"),
    ],
)
def test_a_config_with_what_is_no_setting_names_it(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(BadArguments) as problem:
        read(tmp_path / "c.toml")
    assert words in str(problem.value)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"epochs": 0}, "epochs = 0: must be a whole number from 1"),
        ({"epochs": 1.5}, "epochs = 1.5: must be a whole number"),
        ({"rate": 2}, "rate = 2: must be a number from 1e-09 to 1"),
        ({"rate": True}, "rate = True: must be a number"),
        ({"half": 1}, "half = 1: must be true or false"),
        ({"keep": "first"}, "keep = 'first': must be last or best"),
        ({"device": "tpu"}, "device = 'tpu': must be cpu or cuda"),
        ({"mixture": {"whole": 1.5}}, "mixture.whole = 1.5: must be a number from 0 to 1"),
        ({"mixture": {"evenly": 1}}, "mixture.evenly = 1: must be true or false"),
    ],
)
def test_an_illegal_value_is_named_with_what_is_legal(settings: dict[str, object], words: str) -> None:
    with pytest.raises(BadArguments) as problem:
        made(settings)
    assert str(problem.value).startswith(words)


def test_a_shape_is_checked_too() -> None:
    with pytest.raises(BadArguments, match=r"architecture.width = 3.5: must be a whole number"):
        shaped({"architecture": {"width": 3.5}})


def test_the_help_of_fit_lists_every_setting_with_its_default() -> None:
    shown = CliRunner().invoke(main, ["fit", "--help"]).stdout
    for line in described():
        assert " ".join(line.split()) in " ".join(shown.split())
    assert "rate 0.0015" in " ".join(shown.split())
    for name in FINE:
        assert name in shown


# runs


@pytest.fixture
def data(tmp_path: Path) -> Path:
    values = to_values(random_voices(72))
    Dataset(values, np.arange(72, dtype=np.int32), np.repeat(np.array([0, 1], np.uint8), [64, 8])).save(
        tmp_path / "data.npz"
    )
    return tmp_path / "data.npz"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "c.toml").write_text("epochs = 2\nbatch = 16\nhalf = false\n" + SHAPE)
    return tmp_path / "c.toml"


def fit(data: Path, run: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["fit", "--data", str(data), "--run", str(run), *arguments])


def test_a_run_keeps_its_recipe_its_curves_as_a_table_and_a_log(
    data: Path, config: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    result = fit(data, run, "--from", "scratch", "--config", str(config), "--epochs", "1", "--rate", "0.01")
    assert result.exit_code == 0, result.output
    found = read(run / "recipe.toml")
    assert (found["epochs"], found["batch"], found["rate"]) == (1, 16, 0.01)
    assert shaped(found).width == 16
    rows = (run / "curves.csv").read_text().splitlines()
    assert len(rows) == 2
    assert {"epoch", "valid.whole", "train.kl", "nats.1", "nats.8"} <= set(rows[0].split(","))
    log = (run / "log.txt").read_text()
    assert "64 voices" in log
    assert "epoch 1 of 1:" in log
    assert "nats a validation voice" in result.stderr  # no terminal here: plain lines
    again = tmp_path / "again"
    assert fit(data, again, "--from", "scratch", "--config", str(run / "recipe.toml")).exit_code == 0
    one, other = (load(path / CHECKPOINT).vae.state_dict() for path in (run, again))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_run_is_resumed_with_its_own_recipe_and_refuses_another(
    data: Path, config: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    assert fit(data, run, "--from", "scratch", "--config", str(config)).exit_code == 0
    for arguments, words in (
        (("--resume", "--rate", "0.5"), "rate = 0.5: the run in"),
        (("--resume", "--from", "scratch"), "--from scratch: a run that is resumed has its weights"),
        (("--from", "scratch"), "--resume goes on with it"),
    ):
        result = fit(data, run, *arguments)
        assert (result.exit_code, words in result.stderr) == (2, True), result.output
    other = tmp_path / "other.npz"
    before = Dataset.load(data)
    Dataset(before.values[::-1].copy(), before.family, before.split).save(other)
    refused = fit(other, run, "--resume", "--epochs", "3")
    assert (refused.exit_code, "was begun with" in refused.stderr) == (2, True)
    assert fit(data, run, "--resume", "--epochs", "3").exit_code == 0
    assert load(run / CHECKPOINT).notes["data"] == before.digest
    assert torch.load(run / STATE, weights_only=True)["epoch"] == 3


def test_few_voices_fine_tune_the_shipped_model_and_many_begin_anew(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[object] = []
    monkeypatch.setattr(runs, "fit", lambda *a, **k: began.append((a[2], k["start"])) or tmp_path)
    assert fit(data, tmp_path / "a").exit_code == 0
    recipe, start = began.pop()
    assert start is not None
    assert (recipe.rate, recipe.keep) == (FINE["rate"], "best")
    monkeypatch.setattr(runs, "SMALL", 63)
    assert fit(data, tmp_path / "b", "--batch", "32").exit_code == 0
    recipe, start = began.pop()
    assert start is None
    assert recipe.rate == Recipe().rate


def test_fine_tuning_begins_with_the_given_weights_and_keeps_them_where_it_makes_nothing_better(
    data: Path, tmp_path: Path
) -> None:
    torch.manual_seed(5)
    shape = replace(TINY, coupling_steps=2, detail_blocks=1, detail_width=16)
    begin = VoiceVAE(shape)
    save(tmp_path / "begin.safetensors", Checkpoint(begin, None, {"name": "begin"}))
    (tmp_path / "wild.toml").write_text("rate = 1.0\nepochs = 2\nbatch = 32\nhalf = false\naverage = 0.0\n")
    result = fit(
        data, tmp_path / "run", "--from", str(tmp_path / "begin.safetensors"), "--config",
        str(tmp_path / "wild.toml"),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    kept, wanted = load(tmp_path / "run" / CHECKPOINT), bare(begin).state_dict()
    assert kept.vae.architecture == replace(shape, coupling_steps=0, detail_blocks=0)
    assert kept.notes["epochs"] == 0  # a rate of 1 ruins what it was given
    assert all(torch.equal(kept.vae.state_dict()[name], wanted[name]) for name in wanted)
    lines = [json.loads(line) for line in (tmp_path / "run" / CURVES).read_text().splitlines()]
    assert [line["epoch"] for line in lines] == [0, 1, 2]


def test_seeds_make_a_run_each_and_a_table(data: Path, config: Path, tmp_path: Path) -> None:
    arguments = ("--from", "scratch", "--config", str(config), "--epochs", "1")
    result = fit(data, tmp_path / "runs", *arguments, "--seeds", "3,4")
    assert result.exit_code == 0, result.output
    table = result.stdout.splitlines()
    assert [row.split("|")[1].strip() for row in table[2:]] == ["seed-3", "seed-4", "mean ± deviation"]
    assert read(tmp_path / "runs" / "seed-4" / "recipe.toml")["seed"] == 4
    for wrong in ("1,1", "a", "-1", "1,"):
        refused = fit(data, tmp_path / "other", *arguments, "--seeds", wrong)
        assert (refused.exit_code, "must be different whole numbers" in refused.stderr) == (2, True)
    assert fit(data, tmp_path / "other", *arguments, "--seed", "1", "--seeds", "1,2").exit_code == 2


def test_a_model_that_ignores_its_latents_is_warned_of(data: Path, config: Path, tmp_path: Path) -> None:
    result = fit(data, tmp_path / "run", "--from", "scratch", "--config", str(config))
    assert result.exit_code == 0
    assert "warning: the latents say" in result.stderr
    assert "warning: the latents say" in (tmp_path / "run" / "log.txt").read_text()
    assert len(load(tmp_path / "run" / CHECKPOINT).notes["nats"]) == 8


# progress


def test_without_a_terminal_a_line_about_the_same_thing_comes_every_five_seconds(tmp_path: Path) -> None:
    now, lines = [0.0], []
    tell = Progress(lines.append, tmp_path / "log.txt", clock=lambda: now[0])
    for second in range(12):
        now[0] = second
        tell.say(f"where voices lie: {second} of 12")
    tell.say("names")
    tell.note("epoch 1: 200 nats")
    assert [line[20:] for line in lines] == [
        "where voices lie: 0 of 12", "where voices lie: 5 of 12", "where voices lie: 10 of 12", "names",
        "epoch 1: 200 nats",
    ]  # fmt: skip
    assert (tmp_path / "log.txt").read_text().splitlines() == lines


def test_on_a_terminal_what_moves_is_not_kept_and_what_is_noted_is() -> None:
    moving: list[str] = []
    kept: list[str] = []
    tell = Progress(kept.append, None, moving.append)
    tell.say("names: 1")
    tell.say("names: 2")
    tell.note("warning")
    assert moving == ["names: 1", "names: 2"]
    assert kept == ["warning"]


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(
    data: Path, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, validate, times = tmp_path / "run", loop.validate, iter(range(9))

    def stop_in_the_second_epoch(*arguments: Any) -> dict[str, float]:
        if next(times) == 1:
            raise KeyboardInterrupt
        return validate(*arguments)

    monkeypatch.setattr(loop, "validate", stop_in_the_second_epoch)
    first = fit(data, run, "--from", "scratch", "--config", str(config))
    assert first.exit_code == 130
    assert f"stopped; the last whole epoch is kept: fit --run {run} --resume goes on with it" in first.stderr
    assert fit(data, run, "--resume").exit_code == 0
    times = iter([1])
    nothing = fit(data, tmp_path / "other", "--from", "scratch", "--config", str(config))
    assert nothing.exit_code == 130
    assert "stopped; no epoch was finished, nothing is kept" in nothing.stderr


def test_whether_key_and_level_stay_out_is_yes_or_no() -> None:
    assert shaped({"architecture": {"timbre": True}}).timbre
    with pytest.raises(BadArguments, match=r"architecture.timbre = 1: must be true or false"):
        shaped({"architecture": {"timbre": 1}})
