"""From folders of .syx files to a data set, with a report on every file, voice and family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dx7bridge.model.sections import SOUND
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import SOUND_SIZE
from dx7bridge.voice.syx import SyxFile, count_kinds, read_tree
from training.dataset import SPLITS, Dataset, build, distinct, is_junk


def prepare(
    folders: Iterable[Path], say: Callable[[str], None] = lambda _: None
) -> tuple[Dataset, dict[str, Any]]:
    """Read, clamp, drop what is doubled or junk, cluster, split. NoData when nothing is left.

    Returns the data set and a report: files and why some were dropped, voices, problems, families, the
    split, and the floors that a model has to beat. `say` is called with what is begun.
    """
    files: list[SyxFile] = []
    for folder in folders:
        say(f"reading {folder}")
        files += read_tree(folder)
    found = [voice for file in files for voice in file.voices]
    voices: list[Voice] = [f.voice for f in found]
    different = distinct(voices)
    kept = [voice for voice in different if not is_junk(voice)]
    say(f"families of {len(kept)} voices")
    data = build(kept)
    report = {
        "data": data.digest,
        "files": len(files),
        "files_without_voices": sum(not file.voices for file in files),
        "dropped_files": {str(file.path): _reason(file) for file in files if not file.voices},
        "problems": count_kinds(problem for file in files for problem in file.problems),
        "voices_found": len(voices),
        "voices_clamped": sum(bool(f.clamps) for f in found),
        "duplicates_dropped": len(voices) - len(different),
        "junk_dropped": len(different) - len(kept),
        "voices_kept": len(kept),
        **statistics(data),
    }
    return data, report


def statistics(data: Dataset) -> dict[str, Any]:
    """What one should know of a data set before training on it.

    `floors` are what a model does that knows how often each value occurs and nothing else: the nats a
    validation voice costs, and the share of its values that are the most common ones.
    """
    sizes = np.bincount(data.family)
    sizes = sizes[sizes > 0]
    train, valid = (data.part(name)[:, :SOUND_SIZE] for name in ("train", "valid"))
    names = [bytes(row).decode("ascii", "replace").strip() for row in data.values[:, SOUND_SIZE:]]
    algorithms = Counter((data.values[:, 134] + 1).tolist())
    return {
        "families": len(sizes),
        "largest_family": int(sizes.max()),
        "voices_alone_in_their_family": int((sizes == 1).sum()),
        "split": {name: len(data.part(name)) for name in SPLITS},
        "split_families": {
            name: len(np.unique(data.family[data.split == number])) for number, name in enumerate(SPLITS)
        },
        "voices_without_a_name": sum(not name for name in names),
        "commonest_names": dict(Counter(name for name in names if name).most_common(10)),
        "commonest_algorithms": {str(number): count for number, count in algorithms.most_common(10)},
        "floors": _floors(train, valid) if len(train) and len(valid) else None,
    }


def _floors(train: NDArray[np.uint8], valid: NDArray[np.uint8]) -> dict[str, float]:
    nats, common = 0.0, 0.0
    for parameter, known, unseen in zip(SOUND, train.T, valid.T, strict=True):
        counts = np.bincount(known, minlength=parameter.size) + 1.0
        nats -= float(np.log(counts / counts.sum())[unseen].mean())
        common += float((unseen == counts.argmax()).mean())
    return {"nats": round(nats, 1), "accuracy": round(common / SOUND_SIZE, 3)}


def _reason(file: SyxFile) -> str:
    return "; ".join(str(problem) for problem in file.problems) or "no voices"
