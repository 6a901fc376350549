"""The loop: what it is seeded with, the average it keeps, the rate it goes at, how it goes on."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from voices import random_voices

from dx7bridge.model.architecture import Architecture
from dx7bridge.voice.arrays import to_values
from training import fit as loop
from training.dataset import Dataset
from training.fit import Recipe, family_weights, fit, follow, marginals
from training.network.checkpoint import load

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4, dropout=0.1
)
BRIEF = Recipe(epochs=3, batch=16, half=False)


@pytest.fixture(scope="module")
def data() -> Dataset:
    """64 voices to train on, in families of one to four, and 8 to validate."""
    values = to_values(random_voices(72))
    family = np.repeat(np.arange(36, dtype=np.int32), 2)
    family[:4] = 0
    return Dataset(values, family, np.repeat(np.array([0, 1], np.uint8), [64, 8]))


def state(run: Path) -> dict[str, Any]:
    found: dict[str, Any] = torch.load(run / "state.pt", weights_only=True)
    return found


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def test_a_run_that_was_stopped_and_resumed_is_the_run_that_was_not(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit(data, tmp_path / "through", BRIEF, TINY)
    validate, times = loop.validate, iter(range(99))

    def stop_in_the_second_epoch(*arguments: Any) -> dict[str, float]:
        if next(times) == 1:
            raise KeyboardInterrupt
        return validate(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(loop, "validate", stop_in_the_second_epoch)
        with pytest.raises(KeyboardInterrupt):
            fit(data, tmp_path / "stopped", BRIEF, TINY)
    assert state(tmp_path / "stopped")["epoch"] == 1
    torch.manual_seed(99)  # the next process has other dice
    fit(data, tmp_path / "stopped", BRIEF, TINY, resume=True)
    through, resumed = state(tmp_path / "through"), state(tmp_path / "stopped")
    for part in ("vae", "average"):
        assert same(through[part], resumed[part]), part
    assert (through["step"], through["epoch"]) == (resumed["step"], resumed["epoch"]) == (12, 3)
    lines = [
        [json.loads(line) for line in (tmp_path / run / "curves.jsonl").read_text().splitlines()]
        for run in ("through", "stopped")
    ]
    assert [line["epoch"] for line in lines[1]] == [1, 2, 3]
    for a, b in zip(*lines, strict=True):
        assert (a["train"], a["valid"]) == (b["train"], b["valid"])


def test_a_seed_decides_a_run(data: Dataset, tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        torch.manual_seed(seed + 50)
        fit(data, tmp_path / name, replace(BRIEF, epochs=1, seed=seed), TINY)
    a, b, c = (state(tmp_path / name)["vae"] for name in "abc")
    assert same(a, b)
    assert not same(a, c)


def test_the_checkpoint_has_the_average_of_the_weights_and_not_the_last_ones(
    data: Dataset, tmp_path: Path
) -> None:
    path = fit(data, tmp_path, BRIEF, TINY)
    kept, saved = state(tmp_path), load(path).vae.state_dict()
    assert same(kept["average"], saved)
    weight = "decoder_norm.weight"
    assert not torch.equal(kept["average"][weight], kept["vae"][weight])
    assert load(path).notes["recipe"]["seed"] == BRIEF.seed


def test_the_average_keeps_step_over_step_plus_10_of_itself_and_at_most_what_it_may() -> None:
    average, model = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)
    average.weight.data.fill_(0.0)
    expected = 0.0
    for step, weight in enumerate((1.0, 3.0, -2.0, 5.0), start=1):
        model.weight.data.fill_(weight)
        follow(average, model, 0.25, step)
        keep = (1 / 11, 2 / 12, 3 / 13, 0.25)[step - 1]  # 4 / 14 is more than a quarter
        expected = keep * expected + (1 - keep) * weight
        assert average.weight.item() == pytest.approx(expected, rel=1e-5)


def test_the_rate_rises_in_a_line_and_falls_in_a_cosine_to_a_fiftieth() -> None:
    warmup = 0.1
    for progress, share in ((0.0, 0.0), (0.025, 0.25), (0.05, 0.5), (0.1, 1.0), (0.55, 0.51), (1.0, 0.02)):
        assert loop.schedule(progress, warmup) == pytest.approx(share, abs=1e-9)
    rates = [loop.schedule(x, warmup) for x in np.linspace(warmup, 1, 50)]
    assert rates == sorted(rates, reverse=True)
    quarter = loop.schedule(0.1 + 0.9 / 4, warmup)
    assert quarter == pytest.approx(0.02 + 0.98 * 0.5 * (1 + math.sqrt(0.5)))


def test_a_run_goes_at_the_scheduled_rate(data: Dataset, tmp_path: Path) -> None:
    fit(data, tmp_path, replace(BRIEF, epochs=2), TINY)
    groups = state(tmp_path)["optimiser"]["param_groups"]
    last = BRIEF.rate * loop.schedule(7 / 8, BRIEF.warmup)  # of eight steps
    assert [group["lr"] for group in groups] == pytest.approx([last, last])
    assert [group["weight_decay"] for group in groups] == [BRIEF.weight_decay, 0.0]


def test_beta_rises_from_a_twentieth_to_its_end_over_the_first_half(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    betas, plain = [], loop.objective

    def look(vae: Any, batch: Any, beta: float, beta_detail: float, *rest: Any) -> Any:
        if vae.training:
            betas.append((beta, beta_detail))
        return plain(vae, batch, beta, beta_detail, *rest)

    monkeypatch.setattr(loop, "objective", look)
    fit(data, tmp_path, replace(BRIEF, epochs=2, beta=0.8, beta_detail=0.2), TINY)
    rise = [0.05, 0.2875, 0.525, 0.7625, 1.0, 1.0, 1.0, 1.0]
    assert [beta for beta, _ in betas] == pytest.approx([0.8 * r for r in rise])
    assert [detail for _, detail in betas] == pytest.approx([0.2 * r for r in rise])


def test_a_voice_of_a_family_of_four_is_drawn_half_as_often_as_one_alone() -> None:
    family, split = np.array([7, 7, 7, 7, 3, 9]), np.array([0, 0, 0, 0, 0, 1], np.uint8)
    data = Dataset(np.zeros((6, 155), np.uint8), family.astype(np.int32), split)
    assert family_weights(data, 0.5).tolist() == pytest.approx([0.5] * 4 + [1.0])
    assert family_weights(data, 0.0).tolist() == [1.0] * 5


def test_biases_start_where_values_are_common() -> None:
    values = torch.zeros(9, 145, dtype=torch.long)
    values[:3, 4] = 99
    table = marginals(values).exp()
    torch.testing.assert_close(table.sum(-1), torch.ones(145))
    assert table[4, 99] == pytest.approx(4 / 109)
    assert table[5, 0] == pytest.approx(10 / 109)


def test_validation_neither_uses_nor_changes_the_dice(data: Dataset, tmp_path: Path) -> None:
    vae = load(fit(data, tmp_path, replace(BRIEF, epochs=1), TINY)).vae
    valid = loop.indices(data.part("valid"))
    torch.manual_seed(1)
    first = loop.validate(vae, valid, BRIEF)
    after = torch.rand(3)
    torch.manual_seed(2)
    assert loop.validate(vae, valid, BRIEF) == first
    torch.manual_seed(1)
    assert torch.equal(torch.rand(3), after)
    assert set(first) == {"whole", "partial", "detailed", "kl", "kl_detail"}
