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

from dx7bridge.engine.keeping import structure
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.relations import relations
from dx7bridge.voice import PARAMETERS
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.canon import ALGORITHM, KEY
from dx7bridge.voice.parameters import SOUND_SIZE
from training import __main__ as command
from training import knobs
from training.__main__ import main
from training.attributes import Autoencoder, Ranks, Spectra, fit_autoencoder
from training.dataset import Dataset
from training.drawing import Drawing, fit_drawing, loss_at
from training.hearing import Heard
from training.knobs import Known, Loop, Turning, altered, step_loss, structures
from training.lessons import Lesson, Space
from training.listen import begin
from training.network.places import Places
from training.network.vae import VoiceVAE
from training.places import Placing, explained, fit_places, foretold
from training.progress import quiet
from training.proxy import Ear
from training.sound import FEATURE_NAMES

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4, dropout=0.0
)
TURNING = Turning(steps=4, batch=6, heard=4, altered=4, rendered=6, every=2)
DRAWING = Drawing(steps=4, batch=6, every=2)
NAMED = ("brightness", "attack", "sustain", "release", "noisiness", "inharmonicity")
SIZE = 96  # numbers in a spectrum


def lesson(count: int, seed: int = 1) -> Lesson:
    dice = np.random.default_rng(seed)
    sizes = [p.size for p in PARAMETERS[:SOUND_SIZE]]
    values = torch.from_numpy(dice.integers(0, sizes, size=(count, SOUND_SIZE)))
    features = torch.from_numpy(dice.standard_normal((count, len(FEATURE_NAMES))).astype(np.float32))
    components = torch.from_numpy(dice.standard_normal((count, 48)).astype(np.float32))
    return Lesson(values, features, components)


@pytest.fixture
def space() -> Space:
    torch.manual_seed(1)
    spectra = Spectra.fit(torch.randn(60, SIZE), 48)
    autoencoder = Autoencoder(len(NAMED), 48).eval().requires_grad_(False)
    return Space(Ranks.of(np.random.default_rng(1).standard_normal((99, 22))), spectra, autoencoder, NAMED)


@pytest.fixture
def ear() -> Ear:
    torch.manual_seed(2)
    return Ear(len(FEATURE_NAMES), 48, width=16, blocks=1)


@pytest.fixture
def vae(space: Space) -> VoiceVAE:
    torch.manual_seed(3)
    return begin(VoiceVAE(TINY), Places(8, 16, 1), space, 0.0)


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


def known(count: int) -> Known:
    torch.manual_seed(8)
    return Known(lesson(count), torch.randn(count, 8))


def moved_by(vae: VoiceVAE, loss: torch.Tensor) -> set[str]:
    """The parts of the model that a loss has a say in."""
    vae.requires_grad_(True).zero_grad()
    loss.backward()
    found = {n.split(".")[0] for n, w in vae.named_parameters() if w.grad is not None and w.grad.any()}
    return found - {"prior"}


def test_knobs_move_no_place_and_no_detail(vae: VoiceVAE, ear: Ear, space: Space) -> None:
    """Where a voice lies and what its details are does not depend on what decodes well."""
    torch.manual_seed(1)
    moved = moved_by(vae, step_loss(vae, ear, space, replace(TURNING, detail=1.0), known(6))[0])
    assert moved == {"known", "steer", "refine", "condition", "decoder", "likelihood", "decoder_norm"}


def test_drawing_moves_neither_places_nor_knobs(vae: VoiceVAE) -> None:
    torch.manual_seed(1)
    vae.requires_grad_(True)
    loss, _ = loss_at(vae, lesson(6).values, torch.randn(6, 8), replace(DRAWING, detail=1.0))
    moved = moved_by(vae, loss)
    assert {"drawing", "read", "encoder", "posterior_detail"} <= moved
    assert not moved & {"places", "steer", "decoder", "known", "likelihood", "posterior"}


@pytest.mark.parametrize("weight", ["values", "sound", "control", "own"])
def test_every_part_counts(weight: str, vae: VoiceVAE, ear: Ear, space: Space) -> None:
    totals = []
    for factor in (1.0, 2.0):
        torch.manual_seed(1)
        recipe = replace(TURNING, **{weight: factor * getattr(TURNING, weight)})
        totals.append(float(step_loss(vae, ear, space, recipe, known(6))[0].detach()))
    assert totals[1] > totals[0] + 0.1


def test_a_knob_is_trained_with_what_the_engine_holds() -> None:
    values = lesson(5).values
    found = structures(values)
    for row, held in zip(values.tolist(), found, strict=True):
        assert tuple(held.nonzero()[:, 0].tolist()) == tuple(sorted(structure(row[ALGORITHM])))


def test_places_are_learned(ear: Ear, space: Space, tmp_path: Path) -> None:
    """A space that the ear already foretells is found again from values; a stopped run goes on."""
    torch.manual_seed(6)
    taught = lesson(40)
    features, components = ear.hear(taught.values)
    taught = Lesson(taught.values, features.detach(), components.detach())
    recipe = Placing(steps=60, batch=20, rate=3e-3, average=0.8, exchange=0.0, every=30)

    def fit(steps: int, path: Path) -> Places:
        torch.manual_seed(7)
        return fit_places(
            ear, space, taught, torch.ones(40), taught, replace(recipe, steps=steps), path, lambda _: None
        )

    fitted = fit(60, tmp_path / "places.pt")
    assert explained(fitted, space, taught) > explained(fit(1, tmp_path / "other.pt"), space, taught) + 0.1
    again = fit(60, tmp_path / "places.pt")
    assert torch.equal(foretold(again, taught.values), foretold(fitted, taught.values))


def test_drawing_that_was_stopped_goes_on_as_if_it_had_not(vae: VoiceVAE, tmp_path: Path) -> None:
    def fit(folder: Path, stop: bool = False) -> VoiceVAE:
        folder.mkdir(exist_ok=True)
        torch.manual_seed(4)

        class Stops:
            def say(self, text: str) -> None:
                if stop and text.startswith("drawing: 3"):
                    raise KeyboardInterrupt

            def note(self, text: str) -> None:
                pass

        voices, places = lesson(30).values, torch.randn(30, 8)
        return fit_drawing(
            vae,
            voices,
            places,
            places,
            torch.ones(30),
            DRAWING,
            folder,
            Stops(),  # type: ignore[arg-type]
        )

    (whole := fit(tmp_path / "whole"))
    with pytest.raises(KeyboardInterrupt):
        fit(tmp_path / "halves", stop=True)
    halves = fit(tmp_path / "halves")
    for name, weight in whole.state_dict().items():
        assert torch.equal(weight, halves.state_dict()[name]), name
    start = vae.state_dict()
    assert torch.equal(whole.state_dict()["steer.weight"], start["steer.weight"])
    assert not torch.equal(whole.state_dict()["drawing.steer.weight"], start["drawing.steer.weight"])


def test_two_decoders_begin_as_one(space: Space) -> None:
    torch.manual_seed(3)
    start = VoiceVAE(TINY)
    found = begin(start, Places(8, 16, 1), space, 0.0).eval()
    there = torch.randn(2, 8)
    assert torch.equal(
        found.decode(there, None, None).table(), found.drawer.decode(there, None, None).table()
    )
    assert found.drawer is not found
    assert start.drawer is start


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
        spectra = np.ones((len(values), 48, SIZE // 48), dtype=np.float16) * dice.standard_normal()
        return Heard(spectra, np.zeros((len(values), 22), dtype=np.float32))

    monkeypatch.setattr(knobs, "hear", lambda values: hear(values))

    def run(folder: Path, steps: int) -> Loop:
        folder.mkdir(exist_ok=True)
        torch.manual_seed(3)
        vae = begin(VoiceVAE(TINY), Places(8, 16, 1), space, 0.0)
        torch.manual_seed(4)
        loop = Loop(vae, ear, space, TURNING, known(30), lesson(10, 2), folder, quiet())
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


def test_the_command_does_not_begin_over_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "recipe.json").write_text("{}")
    nothing = Dataset(np.zeros((3, 155), np.uint8), np.zeros(3, np.int32), np.zeros(3, np.uint8))
    monkeypatch.setattr(command, "_prepared", lambda _: nothing)
    done = CliRunner().invoke(main, ["listen", "--run", str(tmp_path)])
    assert done.exit_code == 2
    assert "another recipe, other data or other weights" in done.output
