"""What a fitted model still lacks to be played: the priors' shapes, axes that say what they do, names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from dx7bridge.errors import BridgeError
from dx7bridge.model.model import Model
from training.calibrate import calibrate
from training.dataset import Dataset
from training.fit import indices
from training.network.checkpoint import Checkpoint, load, save
from training.network.vae import VoiceVAE
from training.prior import fit_detail_prior, fit_prior
from training.spelling import fit_speller


def finish(
    path: Path,
    output: Path,
    data: Dataset,
    name: str,
    seed: int = 1,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Write to `output`, in float16, the checkpoint at `path` with names and calibrated axes; a report.

    Where dexed-py is missing the axes stay as they are, and the report says so. `say` is told what is begun.
    """
    fitted = load(path)
    bare = {key: value for key, value in fitted.notes.items() if key != "axes"} | {"name": name}
    say("where voices lie")
    vae, cost = fit_prior(fitted.vae, data, seed)
    say("where their details lie")
    vae, detail_error = fit_detail_prior(vae, data, seed)
    say("what the axes do")
    model = Model(Checkpoint(vae, None, bare))
    try:
        found = calibrate(model, data.part("train"), seed)
        bare["axes"] = _axes(found, *spread(vae, data))
        heard = [f"{a['label']} ({a['spearman']})" for a in bare["axes"]]
    except BridgeError as problem:
        heard = [str(problem)]
    oriented = Model(Checkpoint(vae, None, bare))
    say("names")
    speller, nats = fit_speller(oriented, data.part("train"), seed)
    output.parent.mkdir(parents=True, exist_ok=True)
    save(output, Checkpoint(vae, speller, bare), half=True)
    return {
        "nats_of_a_place": cost,
        "error_of_a_detail": detail_error,
        "axes": heard,
        "nats_a_name": round(nats, 2),
        "bytes": output.stat().st_size,
        "written": str(output),
    }


@torch.inference_mode()
def spread(vae: VoiceVAE, data: Dataset) -> tuple[list[float], list[float]]:
    """Mean and deviation of each latent over the training voices, a posterior sample of each."""
    torch.manual_seed(0)
    latents = []
    for batch in torch.split(indices(data.part("train")), 512):
        posterior = vae.encode(batch)
        latents.append(vae.coordinates(posterior, torch.randn_like(posterior.mean))[0])
    everywhere = torch.cat(latents)
    return everywhere.mean(0).tolist(), everywhere.std(0).tolist()


def _axes(found: dict[str, Any], centres: list[float], scales: list[float]) -> list[dict[str, Any]]:
    """The player's axes in order, each turned so that its label is true upwards, and standardised."""
    rows = []
    for source in found["order"]:
        axis, centre, scale = found["axes"][source], round(centres[source], 4), round(scales[source], 4)
        quantiles = sorted(round(axis["sign"] * (q - centre) / scale, 4) for q in axis["quantiles"])
        row = {key: axis[key] for key in ("label", "feature", "spearman", "sign", "audible_db")}
        rows.append({**row, "source": source, "centre": centre, "scale": scale, "quantiles": quantiles})
    return rows
