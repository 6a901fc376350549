"""Finishing: as much work as there are voices, kept stage by stage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from voices import random_voices

from dx7bridge.model.architecture import Architecture
from dx7bridge.voice.arrays import to_values
from training import finish as finishing
from training import prior
from training.__main__ import main
from training.dataset import Dataset
from training.finish import finish
from training.network.checkpoint import Checkpoint, load, save
from training.network.vae import VoiceVAE

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4, detail_width=16
)
QUANTILES = [0.0] * 99


@pytest.fixture
def data() -> Dataset:
    values, family = to_values(random_voices(60)), np.arange(60, dtype=np.int32)
    return Dataset(values, family, np.repeat(np.array([0, 1], np.uint8), [50, 10]))


@pytest.fixture
def fitted(tmp_path: Path) -> Path:
    torch.manual_seed(1)
    path = tmp_path / "voices.safetensors"
    save(path, Checkpoint(VoiceVAE(TINY), None, {"name": "run", "epochs": 3}))
    return path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which stages were worked on, in order. Brief ones, and axes that are not listened to."""
    found: list[str] = []
    for name in ("ROUNDS", "DETAIL_ROUNDS"):
        monkeypatch.setattr(prior, name, 20)

    def counting(name: str) -> None:
        plain = getattr(finishing, name)

        def work(*arguments: Any, **options: Any) -> Any:
            found.append(name)
            return plain(*arguments, **options)

        monkeypatch.setattr(finishing, name, work)

    def calibrate(*_: Any, **__: Any) -> dict[str, Any]:
        axis = {"feature": None, "spearman": 0.0, "sign": 1, "audible_db": 0.1, "quantiles": QUANTILES}
        axis |= {"unit": "", "reads": [], "effects": {}}
        return {"order": list(range(8)), "axes": [{**axis, "label": f"axis {n + 1}"} for n in range(8)]}

    monkeypatch.setattr(finishing, "calibrate", calibrate)
    for name in ("fit_prior", "fit_detail_prior", "calibrate", "fit_speller"):
        counting(name)
    return found


def weights(path: Path) -> dict[str, torch.Tensor]:
    return load(path).vae.state_dict()


def test_what_was_finished_before_a_stop_is_not_done_again_and_the_result_is_the_same(
    fitted: Path, data: Dataset, tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    through, stopped = tmp_path / "through.safetensors", tmp_path / "stopped.safetensors"
    whole = finish(fitted, through, data, "tiny", 1)
    assert calls == ["fit_prior", "fit_detail_prior", "calibrate", "fit_speller"]
    calls.clear()

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(finishing, "calibrate", stop)
        with pytest.raises(KeyboardInterrupt):
            finish(fitted, stopped, data, "tiny", 1)
    assert calls == ["fit_prior", "fit_detail_prior"]
    assert not stopped.exists()
    calls.clear()
    resumed = finish(fitted, stopped, data, "tiny", 1)
    assert calls == ["calibrate", "fit_speller"]
    assert {**resumed, "written": ""} == {**whole, "written": ""}
    one, other = weights(through), weights(stopped)
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert load(stopped).notes == load(through).notes
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "stopped.safetensors", "through.safetensors", "voices.safetensors",
    ]  # fmt: skip


def test_stages_of_another_seed_or_other_weights_are_not_used(
    fitted: Path, data: Dataset, tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out.safetensors"

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(finishing, "fit_speller", stop)
    for seed in (1, 1, 2):
        with pytest.raises(KeyboardInterrupt):
            finish(fitted, output, data, "tiny", seed)
    assert calls.count("fit_prior") == 2
    torch.manual_seed(7)
    save(fitted, Checkpoint(VoiceVAE(TINY), None, {"name": "run"}))
    with pytest.raises(KeyboardInterrupt):
        finish(fitted, output, data, "tiny", 2)
    assert calls.count("fit_prior") == calls.count("calibrate") == 3


def test_few_voices_take_fewer_rounds_but_a_tenth_at_least_and_quick_a_tenth_of_that() -> None:
    assert prior.rounds(6000, 24_639) == prior.rounds(6000, 300_000) == 6000
    assert prior.rounds(6000, 12_000) == 3000
    assert prior.rounds(6000, 1_092) == prior.rounds(6000, 3) == 600
    assert prior.rounds(6000, 24_639, effort=0.1) == 600
    assert prior.rounds(1, 1, effort=0.1) == 1


@pytest.mark.usefixtures("calls")
def test_without_a_readable_name_the_rest_is_finished_and_it_is_said(
    fitted: Path, data: Dataset, tmp_path: Path
) -> None:
    data.values[:, 145:] = ord(" ")
    report = finish(fitted, tmp_path / "out.safetensors", data, "tiny", 1)
    assert report["nats_a_name"] == "names: 0 readable ones in the training voices, at least 2 are needed"
    assert report["warnings"][-1].startswith("knobs 1, 2, 3, 4, 5, 6, 7, 8 of 8 cannot be heard")
    assert len(load(tmp_path / "out.safetensors").notes["nats"]) == 8
    assert load(tmp_path / "out.safetensors").speller is None
    assert len(load(tmp_path / "out.safetensors").notes["axes"]) == 8


def test_ctrl_c_ends_with_one_line_that_says_how_to_go_on(
    fitted: Path, data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(finishing, "fit_prior", stop)
    data.save(tmp_path / "data.npz")
    result = CliRunner().invoke(
        main, ["finish", "--run", str(fitted.parent), "--data", str(tmp_path / "data.npz"), "--quick"]
    )
    assert result.exit_code == 130
    assert result.stderr.strip().splitlines()[-1] == (
        "stopped; finished stages are kept: the same command goes on"
    )
    assert "Traceback" not in result.output
