"""Fitting by ear: what the parts of the loss are about, and a run that is stopped and resumed.

Sounds here are made up: features and components by chance. No engine is needed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner

from dx7bridge.model.architecture import Architecture
from dx7bridge.voice import PARAMETERS
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.canon import ALGORITHM, KEY
from dx7bridge.voice.parameters import SOUND_SIZE
from training import listen
from training.__main__ import main
from training.attributes import Autoencoder, Ranks, Spectra, fit_autoencoder
from training.hearing import Heard
from training.lessons import Lesson, Space
from training.listen import Listening, Loop, altered, begin, step_loss
from training.network.vae import VoiceVAE
from training.progress import quiet
from training.proxy import Ear, relations
from training.sound import FEATURE_NAMES

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4, dropout=0.0
)
RECIPE = Listening(steps=4, batch=6, heard=4, altered=4, more=2, rendered=6, every=2, dropout=0.0)
SIZE = 24  # numbers in a spectrum


def lesson(count: int, seed: int = 1) -> Lesson:
    dice = np.random.default_rng(seed)
    sizes = [p.size for p in PARAMETERS[:SOUND_SIZE]]
    values = torch.from_numpy(dice.integers(0, sizes, size=(count, SOUND_SIZE)))
    features = torch.from_numpy(dice.standard_normal((count, len(FEATURE_NAMES))).astype(np.float32))
    components = torch.from_numpy(dice.standard_normal((count, 5)).astype(np.float32))
    return Lesson(values, features, components)


@pytest.fixture
def space() -> Space:
    torch.manual_seed(1)
    spectra = Spectra.fit(torch.randn(50, SIZE), 5)
    autoencoder = Autoencoder(len(RECIPE.named), 5).eval().requires_grad_(False)
    return Space(
        Ranks.of(np.random.default_rng(1).standard_normal((99, 22))), spectra, autoencoder, RECIPE.named
    )


@pytest.fixture
def ear() -> Ear:
    torch.manual_seed(2)
    return Ear(len(FEATURE_NAMES), 5, width=16, blocks=1)


@pytest.fixture
def vae() -> VoiceVAE:
    torch.manual_seed(3)
    return begin(VoiceVAE(TINY), RECIPE)


def test_ranks_are_normal_and_ties_share_the_middle() -> None:
    columns = np.stack([np.arange(2000.0), np.repeat([0.0, 1.0], 1000)], axis=1)
    found = Ranks.of(columns)(columns)
    assert abs(found.mean(0)).max() < 0.02
    assert found[:, 0].std() == pytest.approx(1, abs=0.03)
    assert (np.diff(found[:, 0]) >= 0).all()
    assert sorted(set(found[:, 1].round(2))) == pytest.approx([-0.67, 0.67], abs=0.02)


def test_components_give_spectra_back() -> None:
    torch.manual_seed(1)
    spectra = torch.randn(200, 3) @ torch.randn(3, SIZE) + 5
    found = Spectra.fit(spectra, 3)
    assert torch.allclose(found.of(found.to_components(spectra)), spectra, atol=1e-3)
    assert found.to_components(spectra).std(0).tolist() == pytest.approx([1, 1, 1], abs=0.02)


def test_given_coordinates_stay_as_they_are_and_learned_ones_tell_the_rest() -> None:
    torch.manual_seed(1)
    given, hidden = torch.randn(400, 7), torch.randn(400, 1)
    sounds = torch.cat([given, hidden], 1) @ torch.randn(8, SIZE) * 3
    spectra = Spectra.fit(sounds, 8)
    model = fit_autoencoder(given, spectra, sounds, rounds=150)
    places = model.coordinates(given, spectra.to_components(sounds))
    assert torch.equal(places[:, :7], given)
    assert abs(np.corrcoef(places[:, 7].numpy(), hidden[:, 0].numpy())[0, 1]) > 0.8


def test_one_coordinate_of_each_is_altered() -> None:
    torch.manual_seed(1)
    places = torch.randn(50, 8).clamp(-2, 2)
    moved, axis = altered(places, (1.0,) * 8)
    assert ((moved != places).sum(1) == 1).all()
    assert (moved != places).nonzero()[:, 1].tolist() == axis.tolist()
    assert len(set(axis.tolist())) == 8


def test_relations_are_those_of_the_algorithm() -> None:
    found = relations()
    for number, algorithm in enumerate(ALGORITHMS):
        kinds = found[number]
        assert ((kinds == 2) == (kinds == 3).T).all()  # who modulates us is modulated by... us, the other way
        operators = (kinds.diagonal() > 0).sum()
        assert operators == 18  # three sections an operator
        assert (kinds.diagonal() == 7).sum() == 3 * len(algorithm.carriers)
        assert (kinds == 2).sum() == 9 * len(algorithm.modulates)


def test_what_is_heard_are_the_chosen_values_and_the_gradient_reaches_the_table(ear: Ear) -> None:
    ear.eval()
    taught = lesson(3)
    table = torch.full((3, SOUND_SIZE, 100), -5.0, requires_grad=True)
    soft = ear.hear_soft(table, taught.values)
    hard = ear.hear(taught.values)
    assert torch.allclose(soft[0], hard[0], atol=1e-5)
    soft[0].sum().backward()
    assert table.grad is not None
    assert table.grad[:, ALGORITHM].abs().sum() > 0
    assert table.grad[:, KEY].abs().sum() == 0


def test_the_decoder_moves_no_place(vae: VoiceVAE, ear: Ear, space: Space) -> None:
    """Where the encoder puts a voice depends on the voice's sound alone, not on what decodes well."""
    torch.manual_seed(1)
    only_place = replace(RECIPE, place=0.0, detail=0.0)
    loss, _ = step_loss(vae, ear, space, only_place, lesson(6), lesson(2, 2), 1.0)
    loss.backward()
    assert vae.posterior.weight.grad is not None
    assert vae.posterior.weight.grad[:8].abs().max() == 0  # of the means
    assert vae.posterior.weight.grad[8:].abs().max() > 0  # of the deviations
    assert vae.steer.weight.grad is not None


@pytest.mark.parametrize("weight", ["place", "sound", "control"])
def test_every_part_counts(weight: str, vae: VoiceVAE, ear: Ear, space: Space) -> None:
    totals = []
    for factor in (1.0, 2.0):
        torch.manual_seed(1)
        recipe = replace(RECIPE, **{weight: factor * getattr(RECIPE, weight)})
        totals.append(float(step_loss(vae, ear, space, recipe, lesson(6), lesson(2, 2), 1.0)[0].detach()))
    assert totals[1] > totals[0] + 0.1


def test_key_and_level_are_not_seen_by_the_encoder(vae: VoiceVAE) -> None:
    values = lesson(4).values
    higher = values.clone()
    higher[:, KEY] = (higher[:, KEY] + 7) % 49
    assert torch.equal(vae.eval().encode(values).mean, vae.encode(higher).mean)
    plain = VoiceVAE(TINY).eval()
    assert not torch.equal(plain.encode(values).mean, plain.encode(higher).mean)


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not(
    tmp_path: Path, ear: Ear, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = np.random.default_rng(5)

    def hear(values: np.ndarray) -> Heard:
        spectra = np.ones((len(values), 4, SIZE // 4), dtype=np.float16) * dice.standard_normal()
        return Heard(spectra, np.zeros((len(values), 22), dtype=np.float32))

    monkeypatch.setattr(listen, "hear", lambda values: hear(values))

    def run(folder: Path, steps: int) -> Loop:
        folder.mkdir(exist_ok=True)
        torch.manual_seed(3)
        vae = begin(VoiceVAE(TINY), RECIPE)
        torch.manual_seed(4)
        loop = Loop(vae, ear, space, RECIPE, lesson(30), lesson(10, 2), folder, quiet())
        loop.resume()
        loop.last = steps
        loop.go(torch.ones(30))
        return loop

    dice = np.random.default_rng(5)
    whole = run(tmp_path / "whole", 4)
    dice = np.random.default_rng(5)
    run(tmp_path / "halves", 2)
    halves = run(tmp_path / "halves", 4)
    for name, weight in whole.average.state_dict().items():
        assert torch.equal(weight, halves.average.state_dict()[name]), name
    assert len((tmp_path / "halves" / "curves.jsonl").read_text().splitlines()) == 2


def test_the_command_does_not_begin_over_a_run(tmp_path: Path) -> None:
    (tmp_path / "state.pt").write_bytes(b"")
    done = CliRunner().invoke(main, ["listen", "--run", str(tmp_path)])
    assert done.exit_code == 2
    assert "--resume goes on with it" in done.output
