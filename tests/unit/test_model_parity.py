"""What the bridge plays in numpy is the network trained in torch, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from dx7bridge.model.architecture import Architecture
from dx7bridge.model.decoder import Detail
from dx7bridge.model.layers import SCALE, scaled_gelu
from dx7bridge.model.likelihood import choose
from dx7bridge.model.model import Noise
from dx7bridge.model.sections import MASK, SECTIONS, SOUND
from training.network.checkpoint import Checkpoint
from training.network.likelihood import choose as torch_choose
from training.network.likelihood import middle as torch_middle
from training.network.names import Speller
from training.network.player import Player, load
from training.network.timbre import timbre
from training.network.vae import VoiceVAE

pytestmark = pytest.mark.filterwarnings("ignore:overflow")  # of a logistic far below 0

CLOSE = 1e-4
INPUTS, PART = 1000, 125  # random inputs, as many at once


TWO = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=6, value_width=4, coupling_steps=2,
    detail_blocks=1, detail_width=8, timbre=True, places_blocks=2, places_width=16, drawing=True, frames=5,
    dropout=0.0,
)  # fmt: skip


@pytest.fixture(scope="module", params=["shipped", "small, of two decoders", "small, with a sampler"])
def player(request: pytest.FixtureRequest) -> Player:
    """The shipped model; and one of all the parts there are, that was never trained."""
    if request.param == "shipped":
        return load()
    torch.manual_seed(1)
    vae = VoiceVAE(replace(TWO, sampler="sampler" in request.param)).eval().requires_grad_(False)
    for name, weight in vae.named_parameters():
        if "detail_prior" not in name:
            weight.add_(0.1 * torch.randn_like(weight))
    assert vae.foretold is not None
    vae.foretold.basis.normal_()
    return Player(Checkpoint(vae, Speller(8).eval(), {"name": "small"}))


def normal(dice: np.random.Generator, *shape: int) -> np.ndarray[Any, Any]:
    return dice.standard_normal(shape).astype(np.float32)


def voices(dice: np.random.Generator, count: int) -> np.ndarray[Any, Any]:
    return np.stack([dice.integers(0, p.size, count) for p in SOUND], axis=1)


def apart_only_in_ties(
    mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], near: np.ndarray[Any, Any]
) -> bool:
    """Are both choices the same, but where `near` says that they were tied?"""
    return bool(((mine == theirs) | near).all())


def medians_tied(p: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """[n, 145] where a cumulated probability is half, or two values are equally likely, within 1e-4."""
    top = np.sort(p, axis=-1)
    return (np.abs(p.cumsum(-1) - 0.5) < CLOSE).any(-1) | (top[..., -1] - top[..., -2] < CLOSE)


@torch.inference_mode()
def test_the_distributions_and_the_values_of_a_thousand_random_inputs_agree(player: Player) -> None:
    """With and without details, wholly and partly held; nothing known, some values known."""
    dice = np.random.default_rng(12)
    for number in range(INPUTS // PART):
        latents, details = normal(dice, PART, 8), normal(dice, PART, len(SECTIONS), 6)
        hold = dice.random(PART).astype(np.float32)
        known = np.where(dice.random((PART, 145)) < dice.random((PART, 1)), voices(dice, PART), MASK)
        values = known if number % 2 else None
        detail = (None, Detail(details), Detail(details, hold))[number // 2 % 3]
        network, mine = (
            (player.vae, player.decoder),
            (player.vae.drawer, player.drawer),
            (player.vae.sampling, player.sampler),
        )[number % 3 if number < 6 else number % 2]
        theirs = network.decode(
            torch.from_numpy(latents),
            None if detail is None else torch.from_numpy(details),
            None if values is None else torch.from_numpy(values),
            None if detail is None or detail.hold is None else torch.from_numpy(hold),
        ).table()
        said = mine.describe(mine.known(values, PART), mine.steer(latents), detail)
        wanted, found = theirs.exp().numpy(), said.probabilities()
        assert np.abs(found - wanted).max() < CLOSE
        ties = medians_tied(wanted)
        assert ties.mean() < 0.02
        assert apart_only_in_ties(said.middle(), torch_middle(theirs).numpy(), ties)
        assert apart_only_in_ties(said.likeliest(), theirs.argmax(-1).numpy(), ties)
        uniform = dice.random((PART, 145))
        for temperature in (0.5, 1.0, 1.7):
            drawn = torch_choose(theirs, temperature, torch.from_numpy(uniform)).numpy()
            powers = wanted.astype(np.float64) ** (1 / temperature)
            points = powers.cumsum(-1) / powers.sum(-1, keepdims=True)
            tied = (np.abs(points - uniform[..., None]) < CLOSE).any(-1)
            assert apart_only_in_ties(choose(found, temperature, uniform), drawn, tied)


@torch.inference_mode()
def test_voices_are_encoded_alike(player: Player) -> None:
    sounds = voices(np.random.default_rng(3), 200)
    posterior = player.vae.encode(torch.from_numpy(sounds))
    timbres = timbre(torch.from_numpy(sounds)).numpy()
    latents, details = player.encoder(sounds, None if player.places is None else player.places(timbres))
    assert np.abs(latents - player.vae.coordinates(posterior)[0].numpy()).max() < CLOSE
    assert np.abs(details - posterior.detail_mean.numpy()).max() < CLOSE
    if player.vae.flow.amortise.weight.any():
        assert np.abs(latents - posterior.mean.numpy()).max() > 1e-3  # the flow does something


@torch.inference_mode()
def test_the_priors_draw_alike(player: Player) -> None:
    dice = np.random.default_rng(4)
    noise, place, known = normal(dice, 60, len(SECTIONS), 6), normal(dice, 60, 8), voices(dice, 60)
    known[:, 20:] = MASK
    assert np.abs(player.prior(place) - player.vae.drawn(torch.from_numpy(place)).numpy()).max() < CLOSE
    assert np.abs(player.prior(place) - place).max() > 0.1
    assert player.detail_prior is not None
    for values in (known, None):
        theirs = player.vae.drawn_details(
            torch.from_numpy(noise),
            torch.from_numpy(place),
            None if values is None else torch.from_numpy(values),
        )
        assert theirs is not None
        mine = player.detail_prior(noise, place, player.sampler.known(values, 60))
        assert np.abs(mine - theirs.numpy()).max() < CLOSE


@torch.inference_mode()
def test_places_foretell_the_same_sound(player: Player) -> None:
    if player.vae.foretold is None or player.foretold is None:
        pytest.skip("this model foretells no sound")
    places = normal(np.random.default_rng(6), 50, 8)
    spectra = player.vae.foretold(torch.from_numpy(places)).numpy()
    assert spectra.shape[1] == 48
    assert np.abs(player.foretold(places) - spectra).max() < 1e-3  # dB


@torch.inference_mode()
def test_names_are_spelled_alike(player: Player) -> None:
    dice = np.random.default_rng(5)
    latents, uniform = normal(dice, 100, 8), dice.random((100, 10))
    speller = player.checkpoint.speller
    assert speller is not None
    assert player.speller is not None
    for temperature in (0.0, 0.6):
        letters = speller.draw(torch.from_numpy(latents), temperature, torch.from_numpy(uniform)).tolist()
        wanted = ["".join(chr(32 + letter) for letter in row) for row in letters]
        found = player.speller.draw(latents, temperature, uniform)
        assert sum(a != b for a, b in zip(found, wanted, strict=True)) <= 1  # a tie changes what follows it


@torch.inference_mode()
def test_every_pass_of_a_sample_is_the_networks(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known, held or drawn before and the first passes' detail reach the decoder as they should."""
    passes: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any] | None, np.ndarray[Any, Any]]] = []
    asked: list[np.ndarray[Any, Any]] = []
    known, describe = player.sampler.known, player.sampler.describe

    def see(values: np.ndarray[Any, Any], count: int) -> Any:
        asked.append(values.copy())
        return known(values, count)

    def look(tokens: Any, steering: Any, detail: Detail | None = None) -> Any:
        said = describe(tokens, steering, detail)
        passes.append((asked[-1], None if detail is None else detail.details, said.probabilities()))
        return said

    monkeypatch.setattr(player.sampler, "known", see)
    monkeypatch.setattr(player.sampler, "describe", look)
    held = {134: 4, 16: 80}
    player.sample(4, seed=8, held=held)
    inner = player.prior(np.stack([Noise(player, 8, number).latents for number in range(4)]))
    passes = passes[: player.passes]
    assert [detail is not None for _, detail, _ in passes] == [True] * 2 + [False] * 6
    unknown = [int((values == MASK).sum()) for values, _, _ in passes]
    assert unknown[0] == 4 * 143
    assert unknown == sorted(unknown, reverse=True)
    uniform = np.stack([Noise(player, 8, number).values for number in range(4)])
    for number, (values, detail, found) in enumerate(passes):
        assert all((values[:, index] == value).all() for index, value in held.items())
        told: Callable[..., Any] = torch.from_numpy
        details = None if detail is None else told(detail)
        theirs = player.vae.sampling.decode(told(inner), details, told(values)).table().exp().numpy()
        assert np.abs(found - theirs).max() < CLOSE
        after = passes[number + 1][0] if number + 1 < len(passes) else None
        if after is not None:
            due = (values == MASK) & (after != MASK)
            assert (after[due] == choose(found, 1.0, uniform)[due]).all()


def test_gelu_is_that_of_the_network_within_a_hundred_thousandth() -> None:
    x = np.linspace(-40, 40, 8_001, dtype=np.float32)
    mine = scaled_gelu(np.tile(x * np.float32(SCALE), (50, 1)))[-1] / np.float32(SCALE)
    assert np.abs(mine - torch.nn.functional.gelu(torch.from_numpy(x)).numpy()).max() < 1e-5
