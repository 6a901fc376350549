"""Listened draws: of several voices at a place, the one that sounds most like what the place foretells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from dx7bridge.engine.guard import Guard
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.model import Noise
from dx7bridge.sound.features import EVERY, levelled, log_mel
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.canon import Beside, apart, together
from dx7bridge.voice.hearing import is_mute
from training.network.checkpoint import Checkpoint
from training.network.player import Player
from training.network.vae import VoiceVAE

SMALL = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=3, value_width=4, timbre=True,
    places_blocks=1, places_width=16, drawing=True, frames=2, dropout=0.0,
)  # fmt: skip


def judge(_spectrum: Any, voice: Voice) -> float:
    return float(voice["op1.coarse"])


@pytest.fixture(scope="module")
def model() -> Player:
    torch.manual_seed(1)
    return Player(Checkpoint(VoiceVAE(SMALL).eval(), None, {"name": "small"}))


def test_the_best_of_several_draws_at_a_place_is_kept(model: Player) -> None:
    plain = model.sample(6, seed=3)
    best = model.sample(6, seed=3, draws=6, judge=judge)
    assert [place for place, _ in best] == model.encode([voice for _, voice in best])
    before, after = (np.array([judge(None, voice) for _, voice in drawn]) for drawn in (plain, best))
    assert (after <= before).all()
    assert after.sum() < before.sum() - 10
    assert not any(is_mute(voice) for _, voice in best)


def test_a_voice_depends_on_seed_and_number_alone(model: Player) -> None:
    many, few = (model.sample(count, seed=5, draws=3, judge=judge) for count in (20, 4))
    assert [voice for _, voice in many[:4]] == [voice for _, voice in few]
    assert np.allclose([place for place, _ in many[:4]], [place for place, _ in few], atol=1e-4)


@pytest.mark.parametrize("options", [{"draws": 1, "judge": judge}, {"draws": 5}, {}])
def test_one_draw_or_nobody_who_judges_is_the_plain_sample(model: Player, options: dict[str, Any]) -> None:
    assert model.sample(3, seed=4, **options) == model.sample(3, seed=4)


def test_the_judge_is_asked_about_what_the_place_foretells(model: Player) -> None:
    asked: list[Any] = []

    def ask(spectrum: Any, _voice: Voice) -> float:
        asked.append(spectrum)
        return 0.0

    model.sample(1, seed=4, draws=3, judge=ask)
    assert model.foretold is not None
    foretold = model.foretold(model.prior(Noise(model, 4, 0).latents[None]))[0]
    assert foretold.shape == (48, 2)
    assert len(asked) >= 1
    assert all(np.allclose(spectrum, foretold, atol=1e-4) for spectrum in asked)


@pytest.mark.parametrize(("draws", "compared"), [(1, 0), (4, 4)])
def test_a_guard_counts_what_was_compared(model: Player, draws: int, compared: int) -> None:
    guard = Guard(draws=draws, compare=judge)
    guard.draw(model, 2, temperature=1.0, seed=1)
    assert bool(compared) == bool(guard.compared)
    assert guard.compared <= 2 * compared


def test_timbre_is_compared_and_neither_key_nor_level() -> None:
    pytest.importorskip("dexed")
    from dx7bridge.sound.hearing import Hearing

    hearing = Hearing()
    bright = INIT_VOICE.with_value("op2.output_level", 85)
    spectrum = log_mel(levelled(hearing.audio(apart(bright)[0]))[0])[:, ::EVERY]
    assert hearing.unlikeness(spectrum, bright) < 0.01
    assert hearing.unlikeness(spectrum, together(apart(bright)[0], Beside(36, 20))) < 0.01
    assert hearing.unlikeness(spectrum, INIT_VOICE) > 3
