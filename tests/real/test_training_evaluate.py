"""The scorecard's instruments: each shows what it is there to show, on voices where one knows the answer."""

from __future__ import annotations

import base64
import io
import json
import math
import random
import re
import wave
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner, Result
from servers import do_without
from voices import random_voices

from dx7bridge.errors import BadArguments, NoMidi
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.sections import MASK, SECTIONS
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import SOUND_SIZE
from dx7bridge.voice.syx import write_banks
from training import ablate, bounds, byear, calibrate, evaluate, generated, motion, prior, report
from training.__main__ import main
from training.dataset import Dataset
from training.fit import indices
from training.generated import Values, to_values, to_voices
from training.network.checkpoint import Checkpoint, save
from training.network.player import Player
from training.network.vae import VoiceVAE
from training.sound import FEATURE_NAMES, Studio

TINY = Architecture(
    width=32, heads=2, encoder_blocks=1, decoder_blocks=1, details=4, value_width=8, dropout=0.0
)
SMALL = evaluate.Sizes(
    held_out=40, importance=8, rendered=10, compared=40, drawn=80, varied=10, pairs=6, turned=1, axes=20,
    swept=2, noted=3, judged=20,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def one_torch_thread() -> Iterator[None]:
    """As `load` sets it: several threads wait for each other on a busy machine."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def studio() -> Studio:
    try:
        return Studio()
    except NoMidi as problem:
        do_without(str(problem))


@pytest.fixture(scope="module")
def model() -> Player:
    torch.manual_seed(1)
    vae = VoiceVAE(TINY).eval().requires_grad_(False)
    return Player(Checkpoint(vae, None, {"name": "tiny", "passes": 3}))


def relatives(count: int, seed: int = 0) -> Values:
    """Voices that sound: the initial voice with some values changed, each parameter in its own habit."""
    dice = random.Random(seed)
    voices = []
    for _ in range(count):
        voice = INIT_VOICE
        for op in (1, 2, 3):
            voice = voice.with_value(f"op{op}.coarse", dice.choice((1, 1, 2, 3)))
            voice = voice.with_value(f"op{op}.output_level", dice.randint(70, 99))
            voice = voice.with_value(f"op{op}.rate2", dice.randint(20, 90))
            voice = voice.with_value(f"op{op}.level2", dice.randint(60, 99))
        voices.append(voice.with_value("algorithm", dice.choice((0, 4, 15, 31))))
    return to_values(voices)


# c2st, copies, duplicates


def test_a_forest_tells_different_voices_apart_and_not_the_same() -> None:
    """Voices whose values agree (feedback copies algorithm) from the same values drawn independently."""
    real, same = relatives(300, 1), relatives(300, 2)
    assert generated.c2st(relatives(300, 3), real, seed=1) == pytest.approx(0.5, abs=0.08)
    assert generated.c2st(to_values(random_voices(300)), real, seed=1) > 0.99
    shifted = same.copy()
    shifted[:, 134] = 31 - shifted[:, 134]
    assert generated.c2st(shifted, real, seed=1) > 0.7


def test_agreement_between_values_is_what_gives_independent_ones_away() -> None:
    dice = np.random.default_rng(0)
    real = np.repeat(relatives(1), 400, axis=0)
    for column in range(0, 126, 21):
        real[:, column] = real[:, 0] if column else dice.integers(0, 99, 400)
    assert generated.c2st(generated.marginal(real, 400, seed=1), real, seed=1) > 0.9


def test_marginals_keep_each_parameters_habits() -> None:
    real = relatives(500)
    made = generated.marginal(real, 2000, seed=1)
    assert made.shape == (2000, 155)
    for column in range(155):
        assert set(made[:, column]) <= set(real[:, column])
    assert abs(made.mean(0) - real.mean(0)).max() < 3


def test_the_nearest_voice_is_counted_in_parameters_that_differ() -> None:
    known = to_values(random_voices(200))
    voices = known[[7, 150]].copy()
    voices[0, [0, 50, 144]] ^= 1
    voices[1, 145:] = ord("X")  # the name does not count
    least, which = generated.nearest(voices, known)
    assert least.tolist() == [3, 0]
    assert which.tolist() == [7, 150]


def test_a_copy_differs_in_at_most_five_parameters() -> None:
    known = to_values(random_voices(20))
    voices = known.copy()
    for row, changes in enumerate(voices):
        changes[:row] ^= 1
    assert generated.copies(voices, known) == pytest.approx(6 / 20)


def test_distinct_counts_sounds_not_names() -> None:
    values = relatives(1).repeat(3, axis=0)
    values[1, 145] = ord("Z")
    values[2, 0] ^= 1
    assert generated.distinct(values) == 2


def test_draws_depend_on_the_seed_alone_and_come_in_blocks(
    model: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated, "BLOCK", 8)
    for temperature in (0.0, 1.0):
        blocks = list(generated.draw(model, 20, temperature, seed=5))
        assert [len(block) for block in blocks] == [8, 8, 4]
        again = np.concatenate(list(generated.draw(model, 20, temperature, seed=5)))
        assert (np.concatenate(blocks) == again).all()
        other = next(generated.draw(model, 8, temperature, seed=6))
        assert (other[:, :SOUND_SIZE] != again[:8, :SOUND_SIZE]).any()
        assert (blocks[1][:, :SOUND_SIZE] != blocks[0][:, :SOUND_SIZE]).any()
    assert generated.distinct(again) == 20


def test_duplicates_are_counted_among_the_drawn_and_against_training_voices(
    model: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = to_values(random_voices(10))
    new = to_values(random_voices(6, seed=3))
    blocks = [np.concatenate([known[:2], new[:3]]), np.concatenate([known[:1], new[2:6]])]
    monkeypatch.setattr(generated, "draw", lambda *_: iter(blocks))
    told: list[int] = []
    found = generated.duplicates(model, known, 10, 1.0, 1, told.append)
    assert told == [5, 10]
    assert found["distinct"] == 8
    assert found["duplicates"] == 2
    assert found["from_training"] == 3
    assert found["distinct_and_new"] == 6
    assert found["unique"] == 0.8


def test_silent_voices_are_heard_as_silent_and_sameness_as_no_variety(studio: Studio) -> None:
    values = relatives(8)
    mute = to_values([INIT_VOICE.with_value("op1.output_level", 0)] * 2)
    heard = generated.hear(studio, np.concatenate([values, mute]))
    assert heard.silent.tolist() == heard.quiet.tolist() == [False] * 8 + [True] * 2
    assert heard.variety(np.arange(8)) > 1
    assert generated.hear(studio, values[:1].repeat(4, axis=0)).variety() == pytest.approx(0, abs=1e-3)


# likelihood


def test_probabilities_of_all_values_sum_to_one_however_many_passes(model: Player) -> None:
    """Over two parameters of two values each, the others held: what passes ask of known values is proper."""
    voice = indices(relatives(1))
    latents, details = torch.randn(1, 8), torch.randn(1, len(SECTIONS), 4)
    total = 0.0
    columns = [17, 38]  # oscillator modes
    for first in (0, 1):
        for second in (0, 1):
            known = torch.full_like(voice, MASK)
            one = model.vae.decode(latents, details, known).log_prob(voice * 0 + first)[0, columns[0]]
            known[0, columns[0]] = first
            two = model.vae.decode(latents, details, known).log_prob(voice * 0 + second)[0, columns[1]]
            total += math.exp(float(one + two))
    assert total == pytest.approx(1, abs=1e-4)


def test_one_pass_is_the_plain_likelihood_and_more_passes_see_known_values(model: Player) -> None:
    values = indices(relatives(20))
    latents = torch.randn(20, 8)
    dice = torch.Generator().manual_seed(0)
    unknown = torch.full_like(values, MASK)
    plain = model.vae.decode(latents, None, unknown).log_prob(values)[:, :SOUND_SIZE].sum(-1)
    one = bounds.log_likelihood(model.vae, values, latents, None, dice, 1)
    torch.testing.assert_close(one, plain)
    five = bounds.log_likelihood(model.vae, values, latents, None, dice, 5)
    assert (five - plain).abs().max() > 1e-3


def test_every_value_is_asked_once_whatever_the_passes(
    model: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a decoder that gives every value one nat, a voice has 145 of them."""

    class Flat:
        def log_prob(self, values: torch.Tensor) -> torch.Tensor:
            return -torch.ones(values.shape)

    monkeypatch.setattr(model.vae, "decode", lambda *_: Flat())
    values, latents = indices(relatives(3)), torch.zeros(3, 8)
    for passes in (1, 2, 7, 145):
        nats = bounds.log_likelihood(model.vae, values, latents, None, torch.Generator(), passes)
        assert nats.tolist() == [-145.0] * 3


def test_more_posterior_samples_tighten_the_bound(model: Player) -> None:
    values = indices(relatives(30))
    assert bounds.gain(model.vae, values, 1, detailed=False, samples=1) == pytest.approx(0, abs=1e-3)
    assert bounds.gain(model.vae, values, 1, detailed=True, samples=8) > 0


def test_nelbo_is_reconstruction_plus_kl(model: Player) -> None:
    """Against the plain sum of both, the detail's KL in closed form, over many samples of one voice."""
    torch.manual_seed(0)
    values = indices(relatives(1)).repeat(400, 1)
    vae = model.vae
    posterior = vae.encode(values[:1])
    detail = 0.5 * (
        posterior.detail_mean**2 + (2 * posterior.detail_log_scale).exp() - 1 - 2 * posterior.detail_log_scale
    ).sum((-1, -2))
    unknown = torch.full_like(values, MASK)
    latents, log_det, before = vae.coordinates(vae.encode(values), torch.randn(400, 8))
    kl = (
        torch.distributions.Normal(posterior.mean, posterior.log_scale.exp()).log_prob(before).sum(-1)
        - log_det
        - torch.distributions.Normal(0, 1).log_prob(latents).sum(-1)
    )
    noise = torch.randn(400, *posterior.detail_mean.shape[1:])
    details = posterior.detail_mean + noise * posterior.detail_log_scale.exp()
    nll = -vae.decode(latents, details, unknown).log_prob(values)[:, :SOUND_SIZE].sum(-1)
    wanted = float((nll + kl).mean() + detail[0])
    assert bounds.nelbo(vae, values, 3, detailed=True) == pytest.approx(wanted, abs=1)


def test_an_axis_at_the_prior_carries_nothing() -> None:
    spread = torch.ones(5, 8)
    spread[:, 3] = 0.1
    kl = bounds.kl_per_axis(torch.zeros(5, 8), spread)
    assert [round(nats, 3) for nats in kl] == [0, 0, 0, 1.808, 0, 0, 0, 0]


def test_calibrated_axes_carry_their_own_nats_and_drift_the_same(model: Player) -> None:
    """The same network seen through axes in another order, direction and scale."""
    normal = [0.0] * 99
    notes = {
        "name": "turned", "passes": 3,
        "axes": [
            {"label": f"{i}", "quantiles": normal, "source": 7 - i, "sign": -1, "centre": 0.1, "scale": 2.0}
            for i in range(8)
        ],
    }  # fmt: skip
    turned = Player(Checkpoint(model.vae, None, notes))
    material = evaluate.Material.of(relatives(40), relatives(40, 2))
    plain, other = (
        evaluate.evaluate(m, material, sizes=SMALL, groups=["reconstruction"])["reconstruction"]
        for m in (model, turned)
    )
    assert other["drift"] == pytest.approx(plain["drift"], rel=1e-3)
    benches = [evaluate.Bench(m, material, 1, SMALL, None, 1.0, lambda _: None) for m in (model, turned)]
    (mean, deviation), (turned_mean, turned_deviation) = (bench._posterior() for bench in benches)
    torch.testing.assert_close(turned_mean, (mean.flip(1) - 0.1) / -2)
    torch.testing.assert_close(turned_deviation, deviation.flip(1) / 2)


# motion


def test_paths_start_and_end_where_they_should(model: Player) -> None:
    a, b = relatives(5, 1), relatives(5, 2)
    plain, jump = motion.by_parameters(a, b), motion.by_jump(a, b)
    assert plain.shape == jump.shape == (5, 9, 155)
    for path in (plain, jump):
        assert (path[:, 0] == a).all()
        assert (path[:, -1] == b).all()
    assert (abs(plain[:, 4].astype(float) - (a.astype(float) + b) / 2) <= 0.5).all()
    ends = motion.by_knobs(model, a, b)[:, [0, -1], :SOUND_SIZE]
    for end, voices in enumerate((a, b)):
        wanted = to_values(model.decode(model.encode(to_voices(voices))))
        assert (ends[:, end] == wanted[:, :SOUND_SIZE]).mean() > 0.99
    played = motion.by_bridge(model, a, b)
    assert (played[:, 0] == a).all()
    assert (played[:, -1] == b).all()
    assert (played[:, 1] != a).any()


def test_a_turn_begins_at_the_voice_that_is_held_and_ends_where_the_model_is(model: Player) -> None:
    (voice,) = random_voices(1)
    (latent,) = model.encode([voice])
    turned = motion.by_turning(model, latent, voice, 2, np.linspace(latent[2], latent[2] + 4, 5))
    free = motion.by_turning(model, latent, None, 2, np.linspace(latent[2], latent[2] + 4, 5))
    assert (turned[0, :SOUND_SIZE] == list(voice.sound)).all()
    assert (turned[-1, :SOUND_SIZE] == free[-1, :SOUND_SIZE]).all()
    assert (turned[0, :SOUND_SIZE] != free[0, :SOUND_SIZE]).any()


def test_pairs_are_of_different_voices() -> None:
    values = to_values(random_voices(3))
    a, b = motion.pairs(values, 200, seed=1)
    assert (a[:, :SOUND_SIZE] != b[:, :SOUND_SIZE]).any(1).all()
    assert len(np.unique(a, axis=0)) == 3


def test_a_straight_line_is_smooth_and_linear_and_a_bend_is_neither() -> None:
    line = np.linspace([0.0, 5.0], [1.0, -5.0], 9)[None]
    assert motion.smoothness(line).max() < 1e-9
    assert motion.nonlinearity(line, line[:, 0], line[:, -1]).max() < 1e-9
    parabola = (np.linspace(0, 1, 9) ** 2)[None, :, None]
    assert motion.smoothness(parabola)[0, 0] == pytest.approx(2)  # its second derivative
    bend = motion.nonlinearity(parabola, parabola[:, 0], parabola[:, -1])[0, 0]
    assert bend == pytest.approx(math.sqrt(np.mean([(t - t * t) ** 2 for t in np.linspace(0, 1, 9)])))
    assert motion.nonlinearity(line + 1, line[:, 0], line[:, -1]) == pytest.approx(1)


def test_changes_are_those_of_the_medians() -> None:
    reference = np.array([[1.0, 10.0], [2.0, 20.0], [90.0, 30.0]])
    assert motion.changes(reference * [0.5, 1.0], reference) == pytest.approx([-0.5, 0])


def test_parameter_interpolation_against_itself_changes_nothing(
    studio: Studio, model: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(motion, "by_bridge", lambda _, a, b: motion.by_parameters(a, b))
    found = motion.interpolation(model, studio, relatives(20), 5, seed=1)
    assert found["smoothness"] == found["nonlinearity"] == 0
    assert found["nonlinearity_of_knobs"] != 0


def test_a_jump_is_found_where_it_is_and_stillness_is_none(studio: Studio) -> None:
    still = relatives(1).repeat(128, axis=0)
    moved = still.copy()
    moved[64:, 134] = 31
    moved[64:, 20 * 5] = 0
    found = motion._jumps(studio, np.stack([still, moved]))
    assert found["median_db"] == 0
    assert found["largest_of_all_db"] > 1
    assert found["largest_db"] == pytest.approx(found["largest_of_all_db"] / 2)
    assert found["algorithm_changes"] == 0.5


# axes


def test_rank_correlation_sees_rising_falling_and_still_features() -> None:
    steps = np.arange(9.0)
    dice = np.random.default_rng(0)
    tracks = np.stack([steps**3, -np.exp(steps), np.ones(9)], axis=-1)[None, None].repeat(4, axis=1)
    tracks = np.concatenate([tracks, dice.normal(size=tracks.shape)])
    rho = calibrate.mean_rank_correlation(tracks)
    assert rho.shape == (2, 3)
    assert rho[0].tolist() == pytest.approx([1, -1, 0])
    assert abs(rho[1]).max() < 0.7


def test_names_go_to_the_most_audible_axis_first_and_are_unique() -> None:
    rho = np.zeros((3, len(FEATURE_NAMES)))
    bright, attack = FEATURE_NAMES.index("brightness"), FEATURE_NAMES.index("attack")
    rho[0, bright], rho[0, attack] = 0.9, 0.5
    rho[1, bright] = -0.95
    named = calibrate._names(rho, [1, 0, 2], {})
    assert named == {1: bright, 0: attack, 2: None}
    assert calibrate._names(rho, [1, 0, 2], {0: bright, 2: attack}) == {0: bright, 1: None, 2: None}


def test_an_axis_that_brightens_is_called_brighter(studio: Studio, model: Player) -> None:
    """A stand-in whose third axis, turned down, transposes up, and whose first is a fine volume."""

    class Knobs(Player):
        def decode(self, latents: object, **_: object) -> list[Voice]:  # type: ignore[override]
            voices = []
            for row in np.array(latents):
                voice = INIT_VOICE.with_value("transpose", int(np.clip(24 - 12 * row[2], 0, 48)))
                voices.append(voice.with_value("op1.output_level", int(np.clip(80 + 6 * row[0], 0, 99))))
            return voices

    knobs = Knobs(Checkpoint(model.vae))
    found = calibrate.calibrate(knobs, relatives(200), seed=1, centres=200, bases=3)
    wide = np.array([axis["quantiles"] for axis in found["axes"]])
    assert wide.shape == (8, 99)
    assert (np.diff(wide, axis=1) >= 0).all()
    json.dumps(found)
    assert found["order"][0] == 2
    assert found["axes"][2]["label"] in ("brighter", "higher")  # it is both
    assert found["axes"][2]["effects"]["pitch"] < -0.8
    assert found["axes"][2]["unit"] == "Hz"
    assert found["axes"][2]["reads"] == sorted(found["axes"][2]["reads"])
    assert found["axes"][2]["reads"][-1] > found["axes"][2]["reads"][0] > 100
    assert found["axes"][2]["sign"] == -1
    assert found["axes"][2]["spearman"] > 0.8
    assert found["axes"][0]["label"] == "louder"
    assert found["axes"][0]["sign"] == 1
    assert [found["axes"][axis]["label"] for axis in (1, 3, 7)] == [
        "character 3",
        "character 4",
        "character 8",
    ]


# the whole card


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small forests, coarse knobs."""
    monkeypatch.setattr(generated, "TREES", 20)
    monkeypatch.setattr(motion, "TURN", 16)


@pytest.mark.usefixtures("brisk")
def test_the_card_has_every_figure_and_the_same_seed_gives_the_same(studio: Studio, model: Player) -> None:
    material = evaluate.Material.of(relatives(60, 1), relatives(120, 2), relatives(40, 3))
    card = evaluate.evaluate(model, material, seed=3, sizes=SMALL)
    assert card == json.loads(json.dumps(card))
    assert card == evaluate.evaluate(model, material, seed=3, sizes=SMALL)
    assert set(evaluate.GROUPS) <= set(card)
    assert "missing" not in card

    def leaves(figures: object) -> list[object]:
        if isinstance(figures, dict):
            return [leaf for figure in figures.values() for leaf in leaves(figure)]
        if isinstance(figures, list):
            return [leaf for figure in figures for leaf in leaves(figure)]
        return [figures]

    assert card["axes"].pop("label_spearman") == [None] * 8  # the axes have no names yet
    assert card["axes"].pop("label_spearman_mean") is None
    assert None not in leaves(card)
    assert all(math.isfinite(leaf) for leaf in leaves(card) if isinstance(leaf, float))
    for name in ("nelbo", "nelbo_refined_detailed", "iwae"):
        assert card["likelihood"][name] > 0
    assert len(card["axes"]["label"]) == len(set(card["axes"]["label"])) == 8


@pytest.mark.usefixtures("brisk")
def test_without_the_engine_sound_is_null_and_says_why(
    model: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> Studio:
        raise NoMidi("Dexed engine: not here")

    monkeypatch.setattr(evaluate, "Studio", absent)
    material = evaluate.Material.of(relatives(60, 1), relatives(100, 2))
    card = evaluate.evaluate(model, material, sizes=SMALL)
    assert card["missing"] == {"sound": "Dexed engine: not here"}
    assert card["reconstruction"]["logmel_db"] is None
    assert card["generated"]["silent"] is card["generated"]["diversity"] is None
    assert card["motion"] == {"smoothness": None, "nonlinearity": None, "step": None}
    assert card["sound"]["explained"] is card["sound"]["logmel_db_five_notes"] is None
    assert card["axes"]["audible_db"] is card["axes"]["crosstalk"] is None
    assert card["axes"]["active"] >= 0
    assert card["reconstruction"]["accuracy"] > 0
    assert card["generated"]["c2st"] > 0.5


@pytest.mark.usefixtures("brisk")
def test_without_training_voices_what_needs_them_is_null(model: Player) -> None:
    material = evaluate.Material.of(relatives(60, 1), relatives(0))
    card = evaluate.evaluate(model, material, sizes=SMALL, groups=["likelihood", "generated"])
    assert "training voices" in card["missing"]
    assert "reconstruction" not in card
    assert card["likelihood"]["floor"]["nelbo_of_marginals"] is None
    assert card["generated"]["copies"] is None
    assert card["generated"]["unique"] > 0.9


def test_a_voice_from_the_training_set_is_its_own_nearest(model: Player) -> None:
    known = relatives(50)
    card = evaluate.evaluate(
        model, evaluate.Material.of(known[:20], known), sizes=SMALL, groups=["reconstruction"]
    )
    assert card["reconstruction"]["floor"]["accuracy_of_nearest_known"] == 1


def test_a_tenth_is_a_tenth_of_every_size() -> None:
    tenth = evaluate.Sizes().tenth()
    assert (tenth.compared, tenth.drawn, tenth.varied, tenth.turned) == (300, 1000, 30, 1)


# commands


@pytest.fixture(scope="module")
def tried(model: Player, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a checkpoint, prepared voices and a bank."""
    folder = tmp_path_factory.mktemp("tried")
    save(folder / "model.safetensors", Checkpoint(model.vae, None, model.notes))
    values = relatives(120)
    split = np.array([0, 0, 0, 1, 2] * 24, dtype=np.uint8)
    Dataset(values, np.arange(120, dtype=np.int32), split).save(folder / "voices.npz")
    (folder / "banks").mkdir()
    write_banks(folder / "banks" / "bank.syx", to_voices(relatives(32, 9)))
    return folder


def run(folder: Path, *arguments: str) -> Result:
    common = ["--model", str(folder / "model.safetensors"), "--data", str(folder / "voices.npz")]
    return CliRunner().invoke(main, [arguments[0], *common, *arguments[1:]])


def test_evaluate_prints_the_groups_that_are_asked_for(tried: Path) -> None:
    result = run(tried, "evaluate", "--quick", "--only", "likelihood,reconstruction")
    assert result.exit_code == 0, result.stderr
    card = json.loads(result.stdout)
    assert set(card) >= {"model", "likelihood", "reconstruction"}
    assert "motion" not in card
    assert card["voices"] == {"held_out": 24, "known": 72}


def test_evaluate_judges_by_any_folder_of_voices(tried: Path) -> None:
    result = run(tried, "evaluate", "--quick", "--only", "likelihood", "--folder", str(tried / "banks"))
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["voices"]["held_out"] == len(
        {voice.sound for voice in to_voices(relatives(32, 9))}
    )


def test_evaluate_refuses_what_it_does_not_know(tried: Path, tmp_path: Path) -> None:
    for arguments, words in (
        (("--only", "likelihood,beauty"), "--only beauty: must be one of likelihood, reconstruction"),
        (("--folder", str(tmp_path)), "0 different voices, 2 are needed"),
        (("--model", str(tmp_path / "none.safetensors")), "no such file"),
    ):
        result = run(tried, "evaluate", *arguments)
        assert result.exit_code == 2
        assert words in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1


def test_duplicates_prints_what_it_counted(tried: Path) -> None:
    result = run(tried, "duplicates", "--count", "40", "--temperature", "1")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["count"] == 40
    assert found["distinct"] + found["duplicates"] == 40
    assert found["from_training"] == 0


def test_the_page_holds_everything_itself(
    studio: Studio, tried: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "calibrate", partial(calibrate.calibrate, centres=40, bases=2))
    monkeypatch.setattr(report, "MAPPED", 20)
    curves = [{"epoch": 1, "train": {"whole": 250.0}, "valid": {"whole": 260.0, "kl": 9.0}}]
    (tmp_path / "curves.jsonl").write_text("".join(json.dumps(line) + "\n" for line in curves))
    card = tmp_path / "card.json"
    card.write_text(json.dumps({"likelihood": {"nelbo": 231.25}, "missing": {"sound": "<none>"}}))
    page = tmp_path / "page.html"
    result = run(tried, "report", "--card", str(card), "--run", str(tmp_path), "--output", str(page))
    assert result.exit_code == 0, result.stderr
    html = page.read_text()
    assert html.count("<audio") >= 12
    assert html.count("data:image/svg+xml") == 1  # the curves
    assert html.count("data:image/png") >= 12
    assert not re.search(r'(src|href)="(?!data:)', html)
    assert "231.2" in html
    assert "&lt;none&gt;" in html
    assert "<h2>Training</h2>" in html
    sound = base64.b64decode(re.findall(r"data:audio/wav;base64,([^\"]+)", html)[-1])
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (1, 22050, 33075)


def test_a_card_that_is_no_json_is_refused_in_one_line(tried: Path, tmp_path: Path) -> None:
    for words in ("nelbo 230", "[1]"):
        (tmp_path / "card.json").write_text(words)
        result = run(tried, "report", "--card", str(tmp_path / "card.json"))
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
        assert f"scorecard {tmp_path / 'card.json'}" in result.stderr
        assert run(tried, "table", str(tmp_path / "card.json")).exit_code == 2


def test_a_fitted_prior_is_nearer_to_where_voices_are_and_changes_no_voice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Voices of two crowds, encoded far apart: what the couplings carry N(0, I) to is likelier there."""
    torch.manual_seed(0)
    monkeypatch.setattr(prior, "ROUNDS", 300)
    monkeypatch.setattr(prior, "ENOUGH", 100)
    vae = VoiceVAE(TINY).eval()
    vae.posterior.weight.data.mul_(3)
    voices = relatives(200)
    data = Dataset(voices, np.arange(200, dtype=np.int32), np.repeat(np.array([0, 1], np.uint8), 100))
    shaped, nats = prior.fit_prior(vae, data, 1)
    assert nats["fitted"] < nats["plain"]
    places = vae.coordinates(vae.encode(indices(voices)))[0]
    torch.testing.assert_close(shaped.coordinates(shaped.encode(indices(voices)))[0], places)
    assert shaped.log_prior(places).mean() > vae.log_prior(places).mean()
    normal, _ = shaped.prior(places)
    torch.testing.assert_close(shaped.drawn(normal), places, atol=1e-3, rtol=1e-3)
    unknown = torch.full((200, SOUND_SIZE), MASK)
    old, new = (v.decode(places, None, unknown).log_prob(indices(voices)) for v in (vae, shaped))
    torch.testing.assert_close(new, old)


def test_a_fitted_prior_of_details_draws_them_where_those_of_voices_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    torch.manual_seed(0)
    monkeypatch.setattr(prior, "DETAIL_ROUNDS", 150)
    monkeypatch.setattr(prior, "ENOUGH", 100)
    monkeypatch.setattr(prior, "DETAIL_BLOCKS", 1)
    vae = VoiceVAE(TINY).eval()
    for mapped in vae.posterior_detail.maps.values():
        mapped.bias.data.fill_(3.0)  # far from N(0, I), and sharp
        mapped.bias.data[TINY.details :] = -3.0
    voices = relatives(200)
    data = Dataset(voices, np.arange(200, dtype=np.int32), np.repeat(np.array([0, 1], np.uint8), 100))
    shaped, error = prior.fit_detail_prior(vae, data, 1)
    assert set(error) == {"train", "valid"}
    assert error["train"] < 2.0
    real = prior.Places(vae, indices(voices))
    places, details = real.with_details()
    unknown = torch.full((200, SOUND_SIZE), MASK)
    drawn = shaped.drawn_details(torch.randn_like(details), places, unknown)
    assert drawn is not None
    assert (drawn.mean(0) - details.mean(0)).abs().mean() < 0.1
    assert (drawn - details.mean(0)).square().mean() < 2 * details.var(0).mean()
    old, new = (v.decode(places, None, unknown).log_prob(indices(voices)) for v in (vae, shaped))
    torch.testing.assert_close(new, old)


def test_of_a_data_set_fewer_whole_families_can_be_trained_on() -> None:
    family = np.repeat(np.arange(20, dtype=np.int32), 5)
    split = np.repeat(np.array([0] * 16 + [1] * 2 + [2] * 2, np.uint8), 5)
    data = Dataset(relatives(100), family, split)
    fewer = data.fewer(0.25)
    assert len(fewer.part("train")) == 20
    assert set(np.bincount(fewer.family[fewer.split == 0], minlength=16)[:16]) == {0, 5}
    for part in ("valid", "test"):
        assert (fewer.part(part) == data.part(part)).all()
    assert (data.fewer(0.25).values == fewer.values).all()


def test_an_ablation_differs_in_one_thing_is_measured_and_not_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = {key: getattr(TINY, key) for key in ("width", "heads", "encoder_blocks", "decoder_blocks")}
    monkeypatch.setattr(
        ablate, "CHANGES", {"the recipe": tiny, "no hidden input, at all": {**tiny, "hidden": 0.0}}
    )
    data = Dataset(
        relatives(300), np.arange(300, dtype=np.int32), np.repeat(np.array([0, 1, 2], np.uint8), 100)
    )
    found = list(ablate.ablate(data, tmp_path, epochs=3, share=1.0))
    assert [run["recipe"]["mixture"]["hidden"] for run in found] == [0.7, 0.0]
    assert found[0]["nats"] != found[1]["nats"]
    for run in found:
        assert 100 < run["nats"] < 500
        assert 0 <= run["accuracy"] <= 1
        assert ablate.row(run).count("|") == ablate.HEAD.splitlines()[0].count("|")
    monkeypatch.setattr(ablate, "fit", None)
    assert list(ablate.ablate(data, tmp_path, epochs=3, share=1.0)) == found
    with pytest.raises(BadArguments, match="must be one of 'the recipe'"):
        list(ablate.ablate(data, tmp_path, only=["nothing"]))


def test_fit_refuses_what_it_cannot_train_on_and_writes_over_no_run(tried: Path, tmp_path: Path) -> None:
    few = Dataset(relatives(40), np.arange(40, dtype=np.int32), np.zeros(40, np.uint8))
    few.save(tmp_path / "few.npz")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "state.pt").touch()
    data, new = ("--data", str(tried / "voices.npz")), str(tmp_path / "new")
    for arguments, words in (
        ((*data, "--run", new, "--device", "tpu"), "--device tpu: must be cpu or cuda"),
        (("--data", str(tmp_path / "few.npz"), "--run", new), "40 voices to train, at least 64 are needed"),
        (("--data", str(tmp_path / "few.npz"), "--run", new, "--batch", "20"), "0 voices to valid"),
        (("--data", str(tmp_path / "none.npz"), "--run", new), "run `prepare` first"),
        ((*data, "--run", str(tmp_path / "old")), "--resume goes on with it"),
        ((*data, "--run", new, "--resume"), "no run is there to go on with"),
        ((*data, "--run", str(tmp_path / "few.npz")), "is a file"),
        ((*data, "--run", new, "--seed", str(10**30)), "is not in the range 0<=x<=2147483647"),
    ):
        result = CliRunner().invoke(main, ["fit", *arguments])
        assert (result.exit_code, words in result.stderr) == (2, True), result.output
    assert not (tmp_path / "none.npz").exists()
    assert not (tmp_path / "new").exists()


# by ear


def test_cross_talk_is_what_a_knob_does_to_the_others_features() -> None:
    effects = [
        {"brightness": 0.9, "attack": -0.4, "release": 0.2},
        {"brightness": 0.1, "attack": 0.8, "release": -0.3},
        {"brightness": 0.5, "attack": 0.5, "release": 0.0},
    ]
    found = byear.crosstalk(effects, ["brighter", "slower attack", "character 3"])
    assert found == pytest.approx(
        [0.4, 0.1, 0.5]
    )  # the third has no feature of its own that others could move


def test_a_forest_explains_what_the_coordinates_say_and_no_more() -> None:
    dice = np.random.default_rng(1)
    places = dice.standard_normal((400, 8))
    features = dice.standard_normal((400, len(FEATURE_NAMES)))
    features[:, FEATURE_NAMES.index("release")] = np.exp(places[:, 3])
    found = byear.explained(places, features, 1)
    assert found["release"] > 0.9
    assert found["attack"] < 0.2


def test_the_nearest_by_sound_is_the_voice_itself_where_it_is_known(studio: Studio) -> None:
    known = relatives(12, 2)
    assert byear.nearest_by_sound(known[3:6], known) < 0.1
    assert byear.nearest_by_sound(known[3:6], known[:3]) > 0.5


def test_notes_far_apart_count_as_well(studio: Studio, model: Player) -> None:
    voices = to_voices(relatives(3))
    found = byear.over_notes(model, voices)
    at_c4 = byear.differences(voices, byear.played(model, voices, detailed=False))
    assert found["logmel_db_five_notes"] > 0
    assert found["logmel_db_five_notes"] != pytest.approx(at_c4)
    assert byear.of_constant(voices) > 0
