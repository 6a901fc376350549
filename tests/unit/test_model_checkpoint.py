"""A checkpoint that cannot be right is refused in one line, before it costs memory or time."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from dx7bridge.errors import BadArguments, NoModel, OutOfRange
from dx7bridge.model import load, shipped
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.header import FORMAT, table_hash
from dx7bridge.model.model import Model
from dx7bridge.voice import INIT_VOICE
from training.network import checkpoint
from training.network.checkpoint import Checkpoint, arrays
from training.network.vae import VoiceVAE

TINY = Architecture(width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=2, value_width=4)
Tensors = dict[str, np.ndarray[Any, Any]]


@pytest.fixture(scope="module")
def tensors() -> Tensors:
    torch.manual_seed(1)
    return dict(arrays(Checkpoint(VoiceVAE(TINY))))


def written(path: Path, tensors: Tensors, architecture: object = None, notes: str = "{}") -> Path:
    shape = asdict(TINY) if architecture is None else architecture
    metadata = {"format": FORMAT, "architecture": json.dumps(shape), "table": table_hash(), "notes": notes}
    save_file(tensors, path, metadata)
    return path


@pytest.mark.parametrize(
    "change",
    [{"decoder_blocks": 100_000}, {"encoder_blocks": 10**9}, {"coupling_steps": 10**9}, {"width": 10**6},
     {"latents": 10**9}, {"mixtures": 10**9}, {"flow_steps": 10**9}, {"detail_blocks": 10**6},
     {"details": -1}, {"heads": 0}, {"heads": 3}, {"latents": -8}],
)  # fmt: skip
@pytest.mark.parametrize("reader", [Model.from_file, checkpoint.load])
def test_a_header_that_the_weights_do_not_bear_out_is_refused_cheaply(
    tmp_path: Path, tensors: Tensors, change: dict[str, int], reader: Callable[[Path], object]
) -> None:
    path = written(tmp_path / "m.safetensors", tensors, asdict(TINY) | change)
    tracemalloc.start()
    try:
        with pytest.raises(NoModel) as refusal:
            reader(path)
        assert tracemalloc.get_traced_memory()[1] < 50e6
    finally:
        tracemalloc.stop()
    assert str(refusal.value).startswith(f"model {path}: ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_weight_that_is_no_number_is_named(tmp_path: Path, tensors: Tensors, bad: float) -> None:
    spoiled = tensors["steer.weight"].copy()
    spoiled[3, 1] = bad
    path = written(tmp_path / "m.safetensors", {**tensors, "steer.weight": spoiled})
    with pytest.raises(NoModel, match=r"weight steer\.weight: not all of its numbers are finite"):
        Model.from_file(path)


def test_weights_whose_first_decoding_is_no_number_are_refused(tmp_path: Path, tensors: Tensors) -> None:
    huge = {
        name: tensors[name] * 0 + np.float32(3e38) for name in ("condition.2.bias", "decoder.0.film.weight")
    }
    path = written(tmp_path / "m.safetensors", {**tensors, **huge})
    with pytest.raises(NoModel, match="its first decoding is not finite"):
        Model.from_file(path)


def test_a_missing_a_spare_and_an_odd_weight_are_named(tmp_path: Path, tensors: Tensors) -> None:
    fewer = {name: array for name, array in tensors.items() if name != "summary"}
    for changed, reason in (
        (fewer, "weight summary is missing"),
        ({**tensors, "more": np.zeros(2, np.float32)}, "weight more is not of this architecture"),
        ({**tensors, "summary": np.zeros(16, np.int64)}, "weight summary: int64"),
        ({**tensors, "summary": np.zeros(15, np.float32)}, r"weight summary: shape \[15\], \[16\] is needed"),
    ):
        with pytest.raises(NoModel, match=reason):
            Model.from_file(written(tmp_path / "m.safetensors", changed))


@pytest.mark.parametrize(
    "notes", ["[]", "{", "[" * 100_000, '{"passes": 0}', '{"passes": 1e9}', '{"axes": 3}', '{"axes": []}']
)
def test_notes_that_cannot_be_are_refused(tmp_path: Path, tensors: Tensors, notes: str) -> None:
    with pytest.raises(NoModel):
        Model.from_file(written(tmp_path / "m.safetensors", tensors, notes=notes))


def test_half_and_single_precision_load_alike(tmp_path: Path) -> None:
    torch.manual_seed(1)
    vae = VoiceVAE(replace(TINY, coupling_steps=2))
    for half in (False, True):
        checkpoint.save(tmp_path / "m.safetensors", Checkpoint(vae), half)
        assert len(Model.from_file(tmp_path / "m.safetensors").sample(2)) == 2


def test_load_takes_text_and_paths_and_one_voice_counts_as_a_list_of_one() -> None:
    model = load(str(shipped()))
    (latent,) = model.encode(INIT_VOICE)
    assert model.encode([INIT_VOICE]) == [latent]
    assert len(model.sample(2)) == 2
    assert model.decode([]) == model.sample(0) == []
    (rebuilt,) = model.reconstruct(INIT_VOICE)
    assert rebuilt.name == INIT_VOICE.name
    assert load(shipped()).decode(np.array([latent])) == model.decode([latent])


def test_what_cannot_be_decoded_is_said() -> None:
    model = load()
    for latents in ([0.0] * 8, [[0.0] * 7], [[0.0] * 8, [0.0]], [["x"] * 8]):
        with pytest.raises(BadArguments, match="latents"):
            model.decode(latents)  # type: ignore[arg-type]
    with pytest.raises(OutOfRange, match="latents"):
        model.decode([[np.nan] * 8])
    with pytest.raises(OutOfRange, match=r"algorithm = 32: must be a number from 0 to 31"):
        model.sample(1, held={134: 32})
    with pytest.raises(BadArguments, match="near"):
        model.decode([[0.0] * 8] * 2, near=[[(INIT_VOICE, 1.0)]])


def test_an_encoded_voice_is_not_encoded_again_for_the_knob_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model, runs = load(), []
    encoder = model.encoder
    monkeypatch.setattr(
        model, "encoder", lambda values, *at: runs.append(len(values)) or encoder(values, *at)
    )
    (latent,) = model.encode(INIT_VOICE)
    model.decode([latent], names=False, near=[[(INIT_VOICE, 0.5)]])
    assert runs == [1]
