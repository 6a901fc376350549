"""What a fitted model still lacks to be played: the priors' shapes, axes that say what they do, names.

In stages, each of which is kept in the run's folder as soon as it is done: finishing that was stopped goes
on from there. Stages of other weights, data, seed or effort are not used.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import torch

from dx7bridge.errors import BridgeError, NoModel
from dx7bridge.model.health import complaints
from training import byear
from training.calibrate import calibrate
from training.dataset import Dataset
from training.fit import indices, nats_of_latents
from training.network.checkpoint import Checkpoint, load, save
from training.network.player import Player
from training.network.vae import VoiceVAE
from training.prior import fit_detail_prior, fit_prior
from training.spelling import fit_speller

QUICK: Final = 0.1  # of the rounds, and of the voices that are swept
BASES: Final = 48  # voices from which each axis is swept
KEPT: Final = ("label", "feature", "spearman", "sign", "audible_db", "unit", "reads")  # of what was measured

Say = Callable[[str], None]


class Stages:
    """Finished stages in `folder`: a checkpoint each, and what it reported. `key` says what they are of."""

    def __init__(self, folder: Path, key: str, device: str = "cpu") -> None:
        self.folder, self.key, self.device = folder, key, device
        self.paths: list[Path] = []

    def do(self, name: str, work: Callable[[], tuple[Checkpoint, Any]]) -> tuple[Checkpoint, Any]:
        """What `work` returns, from the file if it was done already."""
        path = self.folder / f"{name}.safetensors"
        self.paths.append(path)
        if path.is_file():
            try:
                found = load(path, self.device)
            except NoModel:
                found = None  # written by another version: done again
            if found is not None and found.notes.get("stage") == self.key:
                notes = {key: value for key, value in found.notes.items() if key not in ("stage", "report")}
                return replace(found, notes=notes), found.notes["report"]
        done, report = work()
        self.folder.mkdir(parents=True, exist_ok=True)
        save(path, replace(done, notes={**done.notes, "stage": self.key, "report": report}))
        return done, report

    def clear(self) -> None:
        """Remove what is kept: the whole is done."""
        for path in self.paths:
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # something else lies in there
            self.folder.rmdir()


def finish(
    path: Path,
    output: Path,
    data: Dataset,
    name: str,
    seed: int = 1,
    say: Say = lambda _: None,
    *,
    quick: bool = False,
    device: str = "cpu",
) -> dict[str, Any]:
    """Write to `output`, in float16, the checkpoint at `path` with names and calibrated axes; a report.

    The work is in proportion to the training voices (see `prior.rounds`); `quick` does a tenth of it. Each
    stage is kept in the folder OUTPUT.stages until all are done. Where dexed-py is missing the axes stay as
    they are, where no names can be read there is no speller, and the report says so. `say` is called with
    what is begun.
    """
    fitted, effort = load(path, device), QUICK if quick else 1.0
    bare = {key: value for key, value in fitted.notes.items() if key != "axes"} | {"name": name}
    stages = Stages(output.with_suffix(".stages"), _key(path, data, name, seed, quick), device)
    if "nats" not in bare:
        bare["nats"] = nats_of_latents(fitted.vae, indices(data.part("valid")).to(device))
    before = Checkpoint(fitted.vae, None, bare)

    def counted(what: str) -> Callable[[int, int], None]:
        return lambda done, total: say(f"{what}: {done} of {total}") if done % 20 == 0 else None

    def prior() -> tuple[Checkpoint, Any]:
        vae, cost = fit_prior(fitted.vae, data, seed, effort=effort, step=counted("where voices lie"))
        return replace(before, vae=vae), cost

    placed, cost = stages.do("prior", prior)

    def details() -> tuple[Checkpoint, Any]:
        step = counted("where their details lie")
        vae, error = fit_detail_prior(placed.vae, data, seed, effort=effort, step=step)
        return replace(placed, vae=vae), error

    if placed.vae.sampler is not None:  # it has its own
        detailed, detail_error = placed, None
    else:
        detailed, detail_error = stages.do("details", details)

    def axes() -> tuple[Checkpoint, Any]:
        say("what the axes do")
        model = Player(detailed)
        try:
            found = calibrate(model, data.part("train"), seed, bases=max(2, round(BASES * effort)))
        except BridgeError as problem:
            return detailed, [str(problem)]
        rows = _axes(found, *spread(detailed.vae, data))
        heard = [f"{a['label']} ({a['spearman']})" for a in rows]
        return replace(detailed, notes={**detailed.notes, "axes": rows}), heard

    oriented, heard = stages.do("axes", axes)
    say("names")
    try:
        speller, nats = fit_speller(Player(oriented), data.part("train"), seed)
        spelled: float | str = round(nats, 2)
    except BridgeError as problem:
        speller, spelled = None, str(problem)
    output.parent.mkdir(parents=True, exist_ok=True)
    save(output, replace(oriented, speller=speller), half=True)
    stages.clear()
    return {
        "nats_of_a_place": cost,
        "error_of_a_detail": detail_error,
        "axes": heard,
        "nats_a_name": spelled,
        "warnings": complaints(oriented.notes),
        "bytes": output.stat().st_size,
        "written": str(output),
    }


def _key(path: Path, data: Dataset, name: str, seed: int, quick: bool) -> str:
    """Changes when anything does that a stage depends on."""
    parts = [hashlib.sha256(path.read_bytes()).hexdigest(), data.digest, name, seed, quick]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@torch.inference_mode()
def spread(vae: VoiceVAE, data: Dataset) -> tuple[list[float], list[float]]:
    """Mean and deviation of each latent over the training voices, a posterior sample of each."""
    torch.manual_seed(0)
    latents = []
    for batch in torch.split(indices(data.part("train")).to(vae.summary.device), 512):
        posterior = vae.encode(batch)
        latents.append(vae.coordinates(posterior, torch.randn_like(posterior.mean))[0])
    everywhere = torch.cat(latents)
    return everywhere.mean(0).tolist(), everywhere.std(0).tolist()


def _axes(found: dict[str, Any], centres: list[float], scales: list[float]) -> list[dict[str, Any]]:
    """The player's axes in order, each turned so that its label is true upwards, and standardised."""
    rows = []
    ordered = [found["axes"][source] for source in found["order"]]
    talk = byear.crosstalk([axis["effects"] for axis in ordered], [axis["label"] for axis in ordered])
    crosstalk = dict(zip(found["order"], talk, strict=True))
    for source in found["order"]:
        axis, centre, scale = found["axes"][source], round(centres[source], 4), round(scales[source], 4)
        quantiles = sorted(round(axis["sign"] * (q - centre) / scale, 4) for q in axis["quantiles"])
        row = {key: axis[key] for key in KEPT} | {"crosstalk": round(crosstalk[source], 3)}
        rows.append({**row, "source": source, "centre": centre, "scale": scale, "quantiles": quantiles})
    return rows
