"""A model that ignores its latents is known by its notes, before anyone turns a knob that does nothing."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import torch

from dx7bridge import model
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.health import complaints
from training.network.checkpoint import Checkpoint, save
from training.network.vae import VoiceVAE

TINY = Architecture(width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4)


def test_latents_are_dead_under_a_tenth_of_a_nat() -> None:
    assert complaints({"nats": [0.1] + [1.0] * 7}) == []
    assert complaints({"nats": [0.09] + [1.0] * 7}) == ["1 of 8 latents are dead (under 0.1 nats each): 1"]
    assert complaints({"nats": [1.0, 0.0, 3.0, 0.05]})[0].endswith(": 2, 4")


def test_latents_that_say_less_than_four_nats_together_are_too_weak() -> None:
    assert complaints({"nats": [0.5] * 8}) == []
    assert complaints({"nats": [0.49] * 8}) == [
        "the latents say 3.9 nats of a voice: knobs need at least 4 to work"
    ]


def test_a_knob_whose_ends_sound_the_same_cannot_be_heard() -> None:
    axes = [{"audible_db": db} for db in (0.5, 0.4, 9.0)]
    assert complaints({"axes": axes}) == ["knob 2 of 3 cannot be heard (under 0.5 dB from end to end)"]
    assert complaints({"axes": [{"audible_db": 0.0}] * 2})[0].startswith("knobs 1, 2 of 2")


def test_of_a_model_that_was_not_measured_nothing_is_said() -> None:
    assert complaints({}) == complaints({"axes": [{"label": "brighter"}]}) == []


def test_the_log_says_so_when_such_a_model_is_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    torch.manual_seed(1)
    path = tmp_path / "dead.safetensors"
    save(path, Checkpoint(VoiceVAE(TINY), None, {"name": "dead", "nats": [0.02] * 8}))
    with caplog.at_level(logging.WARNING):
        model.load(path)
    assert f"model {path}: 8 of 8 latents are dead" in caplog.text
    caplog.clear()
    model.load()
    assert caplog.text == ""
