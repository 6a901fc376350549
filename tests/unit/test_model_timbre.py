"""A model that knows timbre alone: key and level are the player's, before it and behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from dx7bridge.engine.anchors import Anchors
from dx7bridge.engine.sounds import PlacedVoice
from dx7bridge.model.architecture import Architecture
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.canon import KEY, LEVELS, Beside, apart, together
from dx7bridge.voice.parameters import SOUND_SIZE
from training.network.checkpoint import Checkpoint
from training.network.player import Player
from training.network.vae import VoiceVAE

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=3, value_width=4, dropout=0.0, timbre=True
)
VOICE = INIT_VOICE.with_value("transpose", 12).with_value("op1.output_level", 80).with_value("op1.coarse", 3)
HOME = Beside(12, 19)


def player(timbre: bool) -> Player:
    torch.manual_seed(1)
    vae = VoiceVAE(replace(TINY, timbre=timbre)).eval()
    with torch.no_grad():
        vae.likelihood.bias[list(LEVELS), 60] = 9.0  # carriers that sound
    return Player(Checkpoint(vae, None, {"name": "tiny"}))


@pytest.fixture(scope="module")
def model() -> Player:
    return player(True)


def elsewhere(voice: Voice) -> Voice:
    """The same timbre at another key and level."""
    return together(apart(voice)[0], Beside(36, 5))


def test_key_and_level_have_no_say_in_where_a_voice_lives(model: Player) -> None:
    assert apart(VOICE)[1] == HOME
    assert model.encode([VOICE]) == model.encode([elsewhere(VOICE)])
    assert model.encode([VOICE]) != model.encode([VOICE.with_value("op1.coarse", 4)])
    plain = player(False)
    assert plain.encode([VOICE]) != plain.encode([elsewhere(VOICE)])


def test_the_bridge_encodes_as_the_network_does(model: Player) -> None:
    values = torch.tensor([list(VOICE.sound)])
    wanted = model.vae.coordinates(model.vae.encode(values))[0].detach().numpy()
    assert np.allclose(model.encode([VOICE]), wanted, atol=1e-4)


@pytest.mark.parametrize("latent_only", [False, True])
def test_what_is_rebuilt_has_the_voices_own_key_and_level(model: Player, latent_only: bool) -> None:
    (rebuilt,) = model.reconstruct([VOICE], latent_only=latent_only)
    assert apart(rebuilt)[1] == HOME


@pytest.mark.parametrize("hold", [1.0, 0.3, 0.0])
def test_who_comes_from_a_voice_keeps_its_key_and_level(model: Player, hold: float) -> None:
    (there,) = model.decode([[0.5] * 8], near=[[(elsewhere(VOICE), 0.0), (VOICE, hold + 1e-9)]])
    assert apart(there)[1] == HOME


def test_who_comes_from_nowhere_is_plain(model: Player) -> None:
    assert apart(model.decode([[0.5] * 8])[0])[1] == Beside()


def test_samples_have_a_key_of_their_own(model: Player) -> None:
    drawn = model.sample(20, temperature=1.0, seed=1)
    assert len({voice["transpose"] for _, voice in drawn}) > 5


def test_what_is_locked_stays(model: Player) -> None:
    held = {KEY: 30, LEVELS[0]: 70}
    (there,) = model.decode([[0.5] * 8], held=held, near=[[(VOICE, 0.0)]])
    assert there["transpose"] == 30
    assert there["op1.output_level"] == 70


def test_a_home_that_has_let_go_still_says_the_key(model: Player) -> None:
    anchors, home = Anchors(model), PlacedVoice(model.encode([VOICE])[0], VOICE)
    assert anchors.voice(home.latent, ((home, 1.0),)).sound == VOICE.sound
    assert anchors.voice((2.0,) * 8, ((home, 0.0),))["transpose"] == 12
    assert len(anchors.voice((2.0,) * 8, ((home, 0.0),)).sound) == SOUND_SIZE
