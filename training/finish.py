"""What a fitted model still lacks to be played: a speller of names, and axes that say what they do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dx7bridge.errors import BridgeError
from dx7bridge.model.checkpoint import Checkpoint, load, save
from dx7bridge.model.model import Model
from training.calibrate import calibrate
from training.dataset import Dataset
from training.spelling import fit_speller


def finish(path: Path, output: Path, data: Dataset, seed: int = 1) -> dict[str, Any]:
    """Write to `output`, in float16, the checkpoint at `path` with names and calibrated axes; a report.

    Where dexed-py is missing the axes stay as they are, and the report says so.
    """
    fitted = load(path)
    bare = {key: value for key, value in fitted.notes.items() if key != "axes"}
    model = Model(Checkpoint(fitted.vae, None, bare))
    try:
        found = calibrate(model, data.part("train"), seed)
        bare["axes"] = _axes(found)
        heard = [f"{a['label']} ({a['spearman']})" for a in bare["axes"]]
    except BridgeError as problem:
        heard = [str(problem)]
    oriented = Model(Checkpoint(fitted.vae, None, bare))
    speller, nats = fit_speller(oriented, data.part("train"), seed)
    output.parent.mkdir(parents=True, exist_ok=True)
    save(output, Checkpoint(fitted.vae, speller, bare), half=True)
    return {
        "axes": heard,
        "nats_a_name": round(nats, 2),
        "bytes": output.stat().st_size,
        "written": str(output),
    }


def _axes(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The player's axes in order, each turned so that its label is true upwards."""
    rows = []
    for source in found["order"]:
        axis = found["axes"][source]
        quantiles = axis["quantiles"] if axis["sign"] > 0 else [-q for q in reversed(axis["quantiles"])]
        row = {key: axis[key] for key in ("label", "feature", "spearman", "sign", "audible_db")}
        rows.append({**row, "source": source, "quantiles": quantiles})
    return rows
