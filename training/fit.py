"""Fitting: one loop one can read in a sitting. Seeded, resumable, with a moving average of the weights.

A run is a folder: `curves.jsonl` (a line an epoch), `curves.csv` (the same as a table), `state.pt` (to
resume), `voices.safetensors` (the averaged weights, what the bridge loads).
"""

from __future__ import annotations

import copy
import csv
import json
import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from dx7bridge.model.architecture import Architecture
from dx7bridge.model.health import complaints
from dx7bridge.model.sections import VALUES
from dx7bridge.voice.parameters import SOUND_SIZE
from training.augment import exchange_operators
from training.bounds import kl_per_axis, posterior_after_flow
from training.dataset import SPLITS, Dataset, NoData
from training.network.checkpoint import Checkpoint, save
from training.network.vae import VoiceVAE
from training.objective import Loss, Mixture, objective
from training.progress import Progress, quiet
from training.recipe import Recipe

STATE: Final = "state.pt"
CURVES: Final = "curves.jsonl"
TABLE: Final = "curves.csv"
CHECKPOINT: Final = "voices.safetensors"
FUSED = (SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH)


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


def fit(
    data: Dataset,
    run: Path,
    recipe: Recipe,
    architecture: Architecture,
    resume: bool = False,
    *,
    start: VoiceVAE | None = None,
    tell: Progress | None = None,
) -> Path:
    """Train, and leave the checkpoint in `run`; returns its path.

    `start` is a model to go on from: its weights, without what `finish` added, and its architecture.
    """
    check_enough(data, recipe)
    tell = tell or quiet()
    run.mkdir(parents=True, exist_ok=True)
    if recipe.half is None:
        recipe = replace(recipe, half=half_pays(recipe.device))
    about = {"name": run.name, "recipe": asdict(recipe), "data": data.digest}
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)  # fading moments of rare values would make a CPU crawl
    train = indices(data.part("train")).to(recipe.device)
    valid = indices(data.part("valid")).to(recipe.device)
    if start is None:
        vae = VoiceVAE(architecture)
        vae.likelihood.bias.data.copy_(marginals(train))
    else:
        vae = bare(start).train()
    vae = vae.to(recipe.device).requires_grad_(True)
    average = copy.deepcopy(vae).eval().requires_grad_(False)
    optimiser = torch.optim.AdamW(groups(vae, recipe.weight_decay), lr=recipe.rate, betas=(0.9, 0.98))
    steps = recipe.epochs * (len(train) // recipe.batch)
    step, epoch, best = 0, 0, math.inf
    if resume and (run / STATE).exists():
        state = torch.load(run / STATE, map_location=recipe.device, weights_only=True)
        if state.get("data", about["data"]) != about["data"]:
            raise NoData(f"data: {about['data']}; the run in {run} was begun with {state['data']}")
        vae.load_state_dict(state["vae"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"].cpu())
        step, epoch, best = state["step"], state["epoch"], state.get("best", math.inf)
        _forget_after(run, epoch)
    else:
        (run / CURVES).write_text("")
        if start is not None and recipe.keep == "best":  # what it starts from may stay the best
            found = validate(average, valid, recipe)
            best, nats = found["whole"] + found["kl"], nats_of_latents(average, valid)
            tell.note(f"before: {_cost(found)}")
            _record(run, {"epoch": 0, "train": {}, "valid": found, "nats": nats, "seconds": 0.0})
            _keep_result(run, average, {**about, "epochs": 0, "nats": nats})

    while epoch < recipe.epochs:
        began, sums, seen = time.monotonic(), dict.fromkeys(Loss.__dataclass_fields__, 0.0), 0
        vae.train()
        lively = max(0.0, 1 - step / max(1.0, recipe.fade * steps))
        weights = family_weights(data, recipe.levelling * lively)
        for batch in _batches(train, weights, recipe.batch):
            rate = recipe.rate * schedule(step / steps, recipe.warmup)
            for group in optimiser.param_groups:
                group["lr"] = rate
            rise = _rise(step, recipe.anneal * steps)
            batch = exchange_operators(batch, recipe.exchange * lively)
            with _precision(recipe):
                loss = objective(vae, batch, recipe.beta * rise, recipe.beta_detail * rise, recipe.mixture)
            optimiser.zero_grad(set_to_none=True)
            loss.total.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(vae.parameters(), 20.0)
            optimiser.step()
            step += 1
            follow(average, vae, recipe.average, step)
            for name in sums:
                sums[name] += float(getattr(loss, name).detach())
            seen += 1
            tell.say(f"epoch {epoch + 1} of {recipe.epochs}: step {step} of {steps}")
        epoch += 1
        found = validate(average, valid, recipe)
        line: dict[str, Any] = {
            "epoch": epoch,
            "train": {name: round(total / seen, 3) for name, total in sums.items()},
            "valid": found,
            "nats": nats_of_latents(average, valid),
            "seconds": round(time.monotonic() - began, 1),
        }
        _record(run, line)
        cost = found["whole"] + found["kl"]
        tell.note(f"epoch {epoch} of {recipe.epochs}: {_cost(found)}")
        if epoch >= recipe.epochs * recipe.anneal:  # before that the latents are not held to their cost
            for complaint in complaints(line):
                tell.note(f"warning: {complaint}")
        if recipe.keep == "last" or cost < best:
            best = min(best, cost)
            _keep_result(run, average, {**about, "epochs": epoch, "nats": line["nats"]})
        _keep(
            run, vae, average, optimiser,
            {"step": step, "epoch": epoch, "best": best, "data": about["data"]},
        )  # fmt: skip
    return run / CHECKPOINT


def check_enough(data: Dataset, recipe: Recipe) -> None:
    """NoData when there are too few voices for a step, or none to validate by."""
    for part, needed in (("train", recipe.batch), ("valid", 1)):
        if (there := len(data.part(part))) < needed:
            raise NoData(f"data: {there} voices to {part}, at least {needed} are needed")


def bare(vae: VoiceVAE) -> VoiceVAE:
    """A copy of `vae` without sampler and without the priors that `finish` fits: of other weights they fit no
    more."""
    copied = VoiceVAE(replace(vae.architecture, coupling_steps=0, detail_blocks=0, sampler=False))
    weights = vae.state_dict()
    copied.load_state_dict({name: weights[name].clone() for name in copied.state_dict()})
    return copied


@torch.no_grad()
def nats_of_latents(vae: VoiceVAE, voices: Tensor) -> list[float]:
    """What each latent of the network says of a voice: its KL from N(0, 1), over 500 voices at most."""
    mean, deviation = posterior_after_flow(vae, voices[:500], seed=0, samples=16)
    return [round(nats, 3) for nats in kl_per_axis(mean, deviation)]


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
    """Whether matrix products are faster in bfloat16 here. A CPU without such units is 3 times slower."""
    seconds = {}
    for dtype in (torch.float32, torch.bfloat16):
        a, b = (torch.ones(size, device=device, dtype=dtype) for size in ((2048, 144), (144, 576)))
        float((a @ b).sum())
        began = time.perf_counter()
        for _ in range(20):
            float((a @ b)[0, 0])
        seconds[dtype] = time.perf_counter() - began
    return seconds[torch.bfloat16] < seconds[torch.float32]


def groups(vae: VoiceVAE, weight_decay: float) -> list[dict[str, Any]]:
    matrices = [p for p in vae.parameters() if p.ndim >= 2]
    rest = [p for p in vae.parameters() if p.ndim < 2]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}]


def _rise(step: int, whole: float) -> float:
    """The share of beta at this step: a twentieth at first, all of it after `whole` steps."""
    return 1.0 if step >= whole else 0.05 + 0.95 * step / whole


def schedule(progress: float, warmup: float) -> float:
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


def _cost(found: Mapping[str, float]) -> str:
    return f"{found['whole'] + found['kl']:.1f} nats a validation voice, of which KL {found['kl']:.1f}"


def _keep_result(run: Path, average: VoiceVAE, notes: Mapping[str, Any]) -> None:
    save(run / CHECKPOINT, Checkpoint(average, notes=notes))


def _record(run: Path, line: dict[str, Any]) -> None:
    """Add an epoch to the curves, which are there as JSON lines and as a table."""
    with (run / CURVES).open("a") as file:
        file.write(json.dumps(line) + "\n")
    _tabulate(run)


def _forget_after(run: Path, epoch: int) -> None:
    """Drop from the curves what was stopped before it was kept."""
    lines = (run / CURVES).read_text().splitlines() if (run / CURVES).exists() else []
    kept = [line for line in lines if json.loads(line)["epoch"] <= epoch]
    (run / CURVES).write_text("".join(line + "\n" for line in kept))
    _tabulate(run)


def _tabulate(run: Path) -> None:
    rows = [_flat(json.loads(line)) for line in (run / CURVES).read_text().splitlines()]
    with (run / TABLE).open("w", newline="") as file:
        table = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        table.writeheader()
        table.writerows(rows)


def _flat(line: dict[str, Any]) -> dict[str, Any]:
    """{"valid": {"kl": 1}, "nats": [2]} as {"valid.kl": 1, "nats.1": 2}."""
    flat: dict[str, Any] = {}
    for key, value in line.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{name}": each for name, each in value.items()}
        elif isinstance(value, list):
            flat |= {f"{key}.{number}": each for number, each in enumerate(value, start=1)}
        else:
            flat[key] = value
    return flat


def _keep(run: Path, vae: VoiceVAE, average: VoiceVAE, optimiser: Any, progress: dict[str, Any]) -> None:
    state = {
        "vae": vae.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
        "random": torch.get_rng_state(), **progress,
    }  # fmt: skip
    torch.save(state, run / "state.partial")
    (run / "state.partial").replace(run / STATE)
