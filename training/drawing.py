"""The decoder that draws and rebuilds, and the encoder of the details it is given: by likelihood alone.

Places stay where they are. A voice is decoded at its place, or where its sound truly lies, beside its details
or without, nothing known or a part: what the passes of a sample ask, what a lock asks, what rebuilding asks.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel

from dx7bridge.model.sections import MASK
from dx7bridge.voice.parameters import SOUND_SIZE
from training.augment import exchange_operators
from training.fit import follow, schedule
from training.network.vae import VoiceVAE
from training.objective import blanks
from training.progress import Progress
from training.stage import keep, resume


@dataclass(frozen=True)
class Drawing:
    """All that decides how drawing is trained."""

    steps: int = 3600
    batch: int = 64
    rate: float = 7e-4
    weight_decay: float = 0.1
    warmup: float = 0.04
    average: float = 0.995
    beta_detail: float = 0.25
    true: float = 0.1  # of the rows are decoded where they sound, the rest where they are inferred
    whole: float = 0.4  # of the rows: nothing is known; of the rest, some values
    detail: float = 0.45  # of the rows are given their details
    hidden: float = 0.5  # of a voice's values at most, from the encoder of details
    exchange: float = 0.4  # of the voices get their operators exchanged by a symmetry; fades
    fade: float = 0.8  # of the steps by which exchange is gone
    every: int = 100


DRAWS = ("read", "summary", "encoder", "encoder_norm", "posterior_detail", "drawing")  # parts of a VAE


def fit_drawing(
    vae: VoiceVAE, values: Tensor, sounds: Tensor, inferred: Tensor, weights: Tensor, recipe: Drawing,
    run: Path, tell: Progress,
) -> VoiceVAE:  # fmt: skip
    """`vae` with another drawer and other details, fitted to `values` int64 [N, 145].

    `sounds` and `inferred` [N, 8] are where these voices sound, and where they are found. Kept in
    drawing.pt in the folder `run` every few steps, and resumed.
    """
    r, vae = recipe, copy.deepcopy(vae)
    for name, weight in vae.named_parameters():
        weight.requires_grad_(name.split(".")[0] in DRAWS)
    average = copy.deepcopy(vae).eval().requires_grad_(False)
    moved = [weight for weight in vae.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [w for w in moved if w.ndim >= 2], "weight_decay": r.weight_decay},
            {"params": [w for w in moved if w.ndim < 2], "weight_decay": 0.0},
        ],
        lr=r.rate,
        betas=(0.9, 0.98),
    )
    parts = {"vae": vae, "average": average, "optimiser": optimiser}
    step, sums = resume(run / "drawing.pt", parts), dict[str, list[float]]()
    while step < r.steps:
        vae.train()
        for group in optimiser.param_groups:
            group["lr"] = r.rate * schedule(step / r.steps, r.warmup)
        rows = torch.multinomial(weights, r.batch, replacement=True)
        lively = max(0.0, 1 - step / (r.fade * r.steps))
        places = torch.where(torch.rand(r.batch, 1) < r.true, sounds[rows], inferred[rows])
        with sdpa_kernel([SDPBackend.MATH]):
            loss, found = loss_at(vae, exchange_operators(values[rows], r.exchange * lively), places, r)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(moved, 20.0)
        optimiser.step()
        step += 1
        follow(average, vae, r.average, step)
        for name, figure in found.items():
            sums.setdefault(name, []).append(figure)
        tell.say(f"drawing: {step} of {r.steps}")
        if step % r.every == 0 or step == r.steps:
            line: dict[str, Any] = {name: round(float(np.nanmean(each)), 2) for name, each in sums.items()}
            with (run / "drawing.jsonl").open("a") as file:
                file.write(json.dumps({"step": step, **line}) + "\n")
            tell.note(f"step {step}: {line['partial']:.0f} nats a voice that is partly known")
            keep(run / "drawing.pt", parts, step)
            sums = {}
    return average


def loss_at(
    vae: VoiceVAE, values: Tensor, places: Tensor, recipe: Drawing
) -> tuple[Tensor, dict[str, float]]:
    """Nats a voice of a batch decoded at `places` [B, 8], with the cost of its details; and its parts."""
    r, rows = recipe, len(values)
    hidden = torch.rand(values.shape) < r.hidden * torch.rand(rows, 1)
    posterior = vae.infer(values, hidden)
    scale = posterior.detail_log_scale
    details = posterior.detail_mean + torch.randn_like(scale) * scale.exp()
    kl = 0.5 * (posterior.detail_mean.square() + (2 * scale).exp() - 1 - 2 * scale).sum((-1, -2))
    given, is_whole = torch.rand(rows) < r.detail, torch.rand(rows) < r.whole
    latents = places + torch.randn_like(places) * posterior.log_scale.exp()
    masked = blanks(rows, is_whole, values.device)
    described = vae.drawer.decode(
        latents, details.masked_fill(~given[:, None, None], torch.nan), values.masked_fill(masked, MASK)
    )
    nats = (-described.log_prob(values) * masked).sum(-1) * SOUND_SIZE / masked.sum(-1)
    loss = (nats + r.beta_detail * kl.masked_fill(~given, 0.0)).mean()
    parts = {"whole": is_whole & ~given, "partial": ~is_whole & ~given, "detailed": is_whole & given}
    found = {name: _mean(nats, where) for name, where in parts.items()}
    return loss, {**found, "kl_detail": _mean(kl, given)}


def _mean(x: Tensor, where: Tensor) -> float:
    """NaN where there is none."""
    return float(x.detach()[where].mean())
