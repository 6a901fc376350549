"""From folders of .syx files to a data set, saying what became of every voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dx7bridge.voice import Voice
from dx7bridge.voice.syx import count_kinds, read_tree
from training.dataset import SPLITS, Dataset, build, distinct, is_junk


def prepare(folders: Iterable[Path]) -> tuple[Dataset, dict[str, Any]]:
    """Read, clamp, drop what is doubled or junk, cluster, split. NoData when nothing is left.

    Returns the data set and a report: how many files, voices, problems, families, and of each split.
    """
    files = [file for folder in folders for file in read_tree(folder)]
    found = [voice for file in files for voice in file.voices]
    voices: list[Voice] = [f.voice for f in found]
    different = distinct(voices)
    kept = [voice for voice in different if not is_junk(voice)]
    data = build(kept)
    sizes = Counter(data.family.tolist())
    report = {
        "files": len(files),
        "files_without_voices": sum(not file.voices for file in files),
        "problems": count_kinds(problem for file in files for problem in file.problems),
        "voices_found": len(voices),
        "voices_clamped": sum(bool(f.clamps) for f in found),
        "duplicates_dropped": len(voices) - len(different),
        "junk_dropped": len(different) - len(kept),
        "voices_kept": len(kept),
        "families": len(sizes),
        "largest_family": max(sizes.values()),
        "split": {name: len(data.part(name)) for name in SPLITS},
    }
    return data, report
