"""Fitting: one loop one can read in a sitting. Seeded, resumable, with a moving average of the weights.

A run is a folder: `curves.jsonl` (a line an epoch), `state.pt` (to resume), `voices.safetensors` (the
averaged weights, what the bridge loads).
"""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from dx7bridge.model.architecture import Architecture
from dx7bridge.model.sections import VALUES
from dx7bridge.voice.parameters import SOUND_SIZE
from training.augment import exchange_operators
from training.dataset import SPLITS, Dataset, NoData
from training.network.checkpoint import Checkpoint, save
from training.network.vae import VoiceVAE
from training.objective import Loss, Mixture, objective

FUSED = (SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH)


@dataclass(frozen=True)
class Recipe:
    """All that decides a run but the data."""

    epochs: int = 56
    batch: int = 128
    rate: float = 1.5e-3
    weight_decay: float = 0.1
    levelling: float = 0.5  # a voice is drawn with weight (size of its family) ** -levelling
    warmup: float = 0.03  # of all steps
    anneal: float = 0.50  # of all steps: beta rises to its end, from a twentieth of it
    beta: float = 1.0
    beta_detail: float = 0.1
    exchange: float = 0.5  # of the voices get their operators exchanged by a symmetry
    average: float = 0.997
    seed: int = 1
    device: str = "cpu"
    fade: float = 0.7  # of all steps: by then exchange and levelling are gone, voices as people made them
    half: bool | None = None  # bfloat16 in the blocks; None: where this machine is faster with it
    mixture: Mixture = field(default_factory=Mixture)


def indices(values: NDArray[np.uint8]) -> Tensor:
    """int64 [N, 145]: the sound values of voices [N, 155], as the model wants them."""
    return torch.from_numpy(values[:, :SOUND_SIZE].astype(np.int64))


def marginals(values: Tensor) -> Tensor:
    """[145, 100] log of how often each value occurs (add-one): where the decoder's biases start."""
    counts = torch.stack([torch.bincount(column, minlength=VALUES) for column in values.T]).float() + 1
    return (counts / counts.sum(-1, keepdim=True)).log()


def family_weights(data: Dataset, levelling: float) -> Tensor:
    """float [N] for the training voices: large families would otherwise be most of what is learned."""
    family = data.family[data.split == SPLITS.index("train")]
    size = np.bincount(family)[family]
    return torch.from_numpy(size.astype(np.float64) ** -levelling)


def fit(data: Dataset, run: Path, recipe: Recipe, architecture: Architecture, resume: bool = False) -> Path:
    """Train, and leave the checkpoint in `run`; returns its path."""
    for part, needed in (("train", recipe.batch), ("valid", 1)):
        if (there := len(data.part(part))) < needed:
            raise NoData(f"data: {there} voices to {part}, at least {needed} are needed")
    run.mkdir(parents=True, exist_ok=True)
    if recipe.half is None:
        recipe = replace(recipe, half=half_pays(recipe.device))
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)  # fading moments of rare values would make a CPU crawl
    train = indices(data.part("train")).to(recipe.device)
    valid = indices(data.part("valid")).to(recipe.device)
    vae = VoiceVAE(architecture).to(recipe.device)
    vae.likelihood.bias.data.copy_(marginals(train))
    average = copy.deepcopy(vae).eval().requires_grad_(False)
    optimiser = torch.optim.AdamW(_groups(vae, recipe.weight_decay), lr=recipe.rate, betas=(0.9, 0.98))
    steps = recipe.epochs * (len(train) // recipe.batch)
    step, epoch = 0, 0
    if resume and (run / "state.pt").exists():
        state = torch.load(run / "state.pt", map_location=recipe.device, weights_only=True)
        vae.load_state_dict(state["vae"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"].cpu())
        step, epoch = state["step"], state["epoch"]
    else:
        (run / "curves.jsonl").write_text("")

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns) as progress:
        task = progress.add_task("fit", total=steps, completed=step)
        while epoch < recipe.epochs:
            began, sums, seen = time.monotonic(), dict.fromkeys(Loss.__dataclass_fields__, 0.0), 0
            vae.train()
            lively = max(0.0, 1 - step / max(1.0, recipe.fade * steps))
            weights = family_weights(data, recipe.levelling * lively)
            for batch in _batches(train, weights, recipe.batch):
                rate = recipe.rate * _schedule(step / steps, recipe.warmup)
                for group in optimiser.param_groups:
                    group["lr"] = rate
                rise = min(1.0, 0.05 + 0.95 * step / max(1.0, recipe.anneal * steps))
                batch = exchange_operators(batch, recipe.exchange * lively)
                with _precision(recipe):
                    loss = objective(
                        vae, batch, recipe.beta * rise, recipe.beta_detail * rise, recipe.mixture
                    )
                optimiser.zero_grad(set_to_none=True)
                loss.total.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(vae.parameters(), 20.0)
                optimiser.step()
                step += 1
                follow(average, vae, recipe.average, step)
                for name in sums:
                    sums[name] += float(getattr(loss, name).detach())
                seen += 1
                progress.update(task, completed=step)
            epoch += 1
            found = validate(average, valid, recipe)
            line = {
                "epoch": epoch,
                "train": {name: round(total / seen, 3) for name, total in sums.items()},
                "valid": found,
                "seconds": round(time.monotonic() - began, 1),
            }
            with (run / "curves.jsonl").open("a") as file:
                file.write(json.dumps(line) + "\n")
            progress.update(task, description=f"epoch {epoch}: {found['whole'] + found['kl']:.1f} nats")
            _keep(run, vae, average, optimiser, step, epoch, recipe)
    return run / "voices.safetensors"


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module, most: float, step: int) -> None:
    """The moving average of the weights after `step` steps; `most` of it is kept, less at first."""
    keep = min(most, step / (step + 10))
    for old, new in zip(average.parameters(), model.parameters(), strict=True):
        old.lerp_(new, 1 - keep)


@torch.no_grad()
def validate(vae: VoiceVAE, valid: Tensor, recipe: Recipe) -> dict[str, float]:
    """The objective without dropout or hidden input, nothing known; means over the validation voices."""
    generator = torch.random.get_rng_state()
    torch.manual_seed(0)
    found: dict[str, float] = {}
    for wanted, mixture in (
        (("whole", "kl"), Mixture(whole=1.0, detail=0.0, hidden=0.0)),
        (("detailed", "kl_detail"), Mixture(whole=1.0, detail=1.0, hidden=0.0)),
        (("partial",), Mixture(whole=0.0, detail=0.0, hidden=0.0)),
    ):
        total: dict[str, float] = {}
        for batch in torch.split(valid, 500):
            with _precision(recipe):
                loss = objective(vae, batch, 1.0, 1.0, mixture)
            for part in ("whole", "partial", "detailed", "kl", "kl_detail"):
                total[part] = total.get(part, 0.0) + float(getattr(loss, part)) * len(batch) / len(valid)
        found |= {part: round(total[part], 3) for part in wanted}
    torch.random.set_rng_state(generator)
    return found


def half_pays(device: str) -> bool:
    """Is a product of matrices faster in bfloat16 here? A CPU without units for it takes thrice as long."""
    seconds = {}
    for dtype in (torch.float32, torch.bfloat16):
        a, b = (torch.ones(size, device=device, dtype=dtype) for size in ((2048, 144), (144, 576)))
        float((a @ b).sum())
        began = time.perf_counter()
        for _ in range(20):
            float((a @ b)[0, 0])
        seconds[dtype] = time.perf_counter() - began
    return seconds[torch.bfloat16] < seconds[torch.float32]


def _groups(vae: VoiceVAE, weight_decay: float) -> list[dict[str, Any]]:
    matrices = [p for p in vae.parameters() if p.ndim >= 2]
    rest = [p for p in vae.parameters() if p.ndim < 2]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}]


def _schedule(progress: float, warmup: float) -> float:
    """Linear warm-up, then a cosine down to a fiftieth."""
    if progress < warmup:
        return progress / warmup
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup)))


def _batches(values: Tensor, weights: Tensor, size: int) -> Iterator[Tensor]:
    """As many batches as the voices fill, drawn with replacement by weight."""
    for _ in range(len(values) // size):
        yield values[torch.multinomial(weights, size, replacement=True).to(values.device)]


@contextmanager
def _precision(recipe: Recipe) -> Iterator[None]:
    """bfloat16 where asked; on a CPU plain attention, whose backward is ten times faster at 22 tokens."""
    backends = [SDPBackend.MATH] if recipe.device == "cpu" else list(FUSED)
    with torch.autocast(recipe.device, torch.bfloat16, enabled=bool(recipe.half)), sdpa_kernel(backends):
        yield


def _keep(
    run: Path, vae: VoiceVAE, average: VoiceVAE, optimiser: Any, step: int, epoch: int, recipe: Recipe
) -> None:
    state = {
        "vae": vae.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
        "random": torch.get_rng_state(), "step": step, "epoch": epoch,
    }  # fmt: skip
    torch.save(state, run / "state.partial")
    (run / "state.partial").replace(run / "state.pt")
    notes = {"name": run.name, "epochs": epoch, "recipe": asdict(recipe)}
    save(run / "voices.safetensors", Checkpoint(average, notes=notes))
