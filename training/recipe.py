"""The recipe of a run: every setting with its default, limits and meaning; read from and written to TOML.

A run's folder holds `recipe.toml`, which `fit --config` takes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from dx7bridge.errors import BadArguments
from dx7bridge.model.architecture import Architecture
from training.objective import Mixture

KEEP: Final = ("last", "best")
LARGEST: Final = 1 << 31


def _number(default: Any, low: float, high: float, words: str) -> Any:
    return field(default=default, metadata={"low": low, "high": high, "words": words})


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a run, apart from the data and the shape of the network."""

    epochs: int = _number(56, 1, LARGEST, "passes over the training voices")
    batch: int = _number(128, 2, LARGEST, "voices a step")
    rate: float = _number(1.5e-3, 1e-9, 1, "learning rate after the warm-up")
    weight_decay: float = _number(0.1, 0, 10, "of the matrices")
    levelling: float = _number(0.5, 0, 4, "a voice is drawn with weight (size of its family) ** -levelling")
    warmup: float = _number(0.03, 0, 0.99, "share of the steps in which the rate rises")
    anneal: float = _number(0.50, 0, 1, "share of the steps in which beta rises to its end")
    beta: float = _number(1.0, 0, 100, "weight of the KL of the 8 latents, at its end")
    beta_detail: float = _number(0.1, 0, 100, "weight of the KL of the detail latents, at its end")
    exchange: float = _number(0.5, 0, 1, "share of the voices whose operators are exchanged by a symmetry")
    average: float = _number(0.997, 0, 1, "share of itself that the moving average of the weights keeps")
    fade: float = _number(0.7, 0, 1, "share of the steps by which exchange and levelling are gone")
    seed: int = _number(1, 0, LARGEST - 1, "of all chance")
    device: str = field(default="cpu", metadata={"words": "cpu or cuda"})
    half: bool | None = field(
        default=None, metadata={"words": "bfloat16 in the blocks; by default where that is faster"}
    )
    keep: str = field(
        default="last", metadata={"words": "which epoch's weights are the result: last or best (validation)"}
    )
    mixture: Mixture = field(default_factory=Mixture)


MIXTURE: Final = {
    "whole": "share of the rows that are rebuilt from the latents alone",
    "detail": "share of the rows that are given the detail latents",
    "hidden": "largest share of a voice that is hidden from the encoder",
    "evenly": "hide half of that of every voice",
}

# What fine-tuning a finished model does otherwise: a gentle rate, beta at its end from the start.
FINE: Final[dict[str, Any]] = {
    "epochs": 10, "batch": 64, "rate": 1e-4, "warmup": 0.1, "anneal": 0.0, "average": 0.98, "keep": "best",
}  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """The settings in a TOML file. BadArguments when it is not one, or has a setting that does not exist."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadArguments(f"config {path}: cannot be read ({error})") from error
    for table, legal in _tables().items():
        inside = found.get(table, {}) if table else {k: v for k, v in found.items() if k not in _tables()}
        if not isinstance(inside, dict):
            raise BadArguments(f"config {path}: {table} = {inside!r}: must be a table, [{table}]")
        for name in inside:
            if name not in legal:
                near = get_close_matches(name, legal, 1)
                hint = f"; did you mean {near[0]}?" if near else f"; the settings are {', '.join(legal)}"
                raise BadArguments(f"config {path}: {_dotted(table, name)}: no such setting{hint}")
    return found


def made(settings: Mapping[str, Any], base: Recipe | None = None) -> Recipe:
    """`base` with these settings. BadArguments names the first that is not legal."""
    recipe = base or Recipe()
    own = {k: v for k, v in settings.items() if k not in ("mixture", "architecture")}
    mixture = {**asdict(recipe.mixture), **settings.get("mixture", {})}
    for each in fields(Recipe):
        if each.name in own:
            own[each.name] = _checked(each, own[each.name])
    for name, value in mixture.items():
        if name == "evenly":
            if not isinstance(value, bool):
                raise BadArguments(f"mixture.evenly = {value!r}: must be true or false")
        elif not _is_number(value) or not 0 <= value <= 1:
            raise BadArguments(f"mixture.{name} = {value!r}: must be a number from 0 to 1")
    return replace(recipe, **own, mixture=Mixture(**mixture))


def shaped(settings: Mapping[str, Any]) -> Architecture:
    """The network's shape in these settings' [architecture]. BadArguments for a value that is not legal."""
    found = settings.get("architecture", {})
    for name, value in found.items():
        wanted = type(getattr(Architecture(), name))
        if wanted is bool:
            if not isinstance(value, bool):
                raise BadArguments(f"architecture.{name} = {value!r}: must be true or false")
        elif not _is_number(value) or value < 0 or (wanted is int and not isinstance(value, int)):
            kind = "a whole number" if wanted is int else "a number"
            raise BadArguments(f"architecture.{name} = {value!r}: must be {kind} of 0 or more")
    return Architecture(**found)


def written(recipe: Recipe, architecture: Architecture, start: str) -> str:
    """The recipe as TOML, which `read` understands; `start` is named in a comment."""
    lines = [f"# started from: {start}"]
    own = asdict(recipe)
    mixture = own.pop("mixture")
    lines += [f"{name} = {_toml(value)}" for name, value in own.items() if value is not None]
    for table, values in (("mixture", mixture), ("architecture", asdict(architecture))):
        lines += ["", f"[{table}]", *(f"{name} = {_toml(value)}" for name, value in values.items())]
    return "\n".join(lines) + "\n"


def described() -> list[str]:
    """A line for each setting: its name, its default and what it is."""
    rows = [(each.name, each.default, each.metadata["words"]) for each in fields(Recipe) if each.metadata]
    rows += [(f"mixture.{name}", getattr(Mixture(), name), words) for name, words in MIXTURE.items()]
    shown = [(name, "" if default is None else _toml(default), words) for name, default, words in rows]
    return [f"{name:16} {default:7} {words}" for name, default, words in shown]


def fine() -> str:
    """What fine-tuning does otherwise, in a line."""
    return ", ".join(f"{name} {_toml(value)}" for name, value in FINE.items())


def _tables() -> dict[str, list[str]]:
    shapes = [each.name for each in fields(Architecture)]
    own = [each.name for each in fields(Recipe) if each.metadata]
    return {"": own, "mixture": list(MIXTURE), "architecture": shapes}


def _checked(each: Field[Any], value: Any) -> Any:
    name, limits = each.name, each.metadata
    if "low" in limits:
        whole = isinstance(each.default, int)
        legal = isinstance(value, int) if whole else isinstance(value, int | float)
        if isinstance(value, bool) or not legal or not limits["low"] <= value <= limits["high"]:
            kind = "a whole number" if whole else "a number"
            raise BadArguments(
                f"{name} = {value!r}: must be {kind} from {limits['low']:g} to {limits['high']:g}"
            )
        return value if whole else float(value)
    if name == "keep" and value not in KEEP:
        raise BadArguments(f"keep = {value!r}: must be {' or '.join(KEEP)}")
    if name == "half" and not isinstance(value, bool):
        raise BadArguments(f"half = {value!r}: must be true or false")
    if name == "device" and (not isinstance(value, str) or value.partition(":")[0] not in ("cpu", "cuda")):
        raise BadArguments(f"device = {value!r}: must be cpu or cuda")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _dotted(table: str, name: str) -> str:
    return f"{table}.{name}" if table else name


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else repr(value)
