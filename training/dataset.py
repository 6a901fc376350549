"""The data a model is made from: voices without duplicates, in families, split so that no family leaks.

A family is a single-linkage cluster of voices that differ in at most `distance` of the 145 sound values.
Whole families go to training, validation or test, by a hash of the family's smallest voice, so that the
same collection is always split the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dx7bridge.errors import BridgeError
from dx7bridge.voice import Voice
from dx7bridge.voice.arrays import to_values
from dx7bridge.voice.parameters import SOUND_SIZE, VOICE_SIZE

SPLITS = ("train", "valid", "test")
SHARES = {"test": 0.10, "valid": 0.05}
FAMILY_DISTANCE = 12
PAIRS = 1 << 15  # compared at once


class NoData(BridgeError):
    """Nothing to train on, or a file that is not a prepared data set."""

    code = "bad_args"


@dataclass(frozen=True)
class Dataset:
    """values uint8 [N, 155] in VCED order; family int32 [N]; split uint8 [N], an index into SPLITS."""

    values: NDArray[np.uint8]
    family: NDArray[np.int32]
    split: NDArray[np.uint8]

    def part(self, name: str) -> NDArray[np.uint8]:
        """The voices [n, 155] of one split."""
        chosen: NDArray[np.uint8] = self.values[self.split == SPLITS.index(name)]
        return chosen

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that are the same for the same voices in the same split, in any order."""
        rows = np.column_stack([self.values, self.split])
        return hashlib.sha256(rows[np.lexsort(rows.T[::-1])].tobytes()).hexdigest()[:16]

    def fewer(self, share: float) -> Dataset:
        """The same with `share` of the training families only, always the same ones."""
        train = self.split == SPLITS.index("train")
        labels = np.unique(self.family[train])
        kept = np.random.default_rng(0).permutation(labels)[: max(1, round(share * len(labels)))]
        chosen = ~train | np.isin(self.family, kept)
        return Dataset(self.values[chosen], self.family[chosen], self.split[chosen])

    def save(self, path: Path) -> None:
        """Write as one compressed .npz."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, values=self.values, family=self.family, split=self.split)

    @classmethod
    def load(cls, path: Path) -> Dataset:
        """Read what `save` wrote; NoData when it is not there or not that."""
        try:
            with np.load(path) as file:
                data = cls(file["values"], file["family"], file["split"])
        except (OSError, KeyError, ValueError) as error:
            raise NoData(f"data {path}: not a prepared data set ({error}); run `prepare` first") from error
        if data.values.ndim != 2 or data.values.shape[1] != VOICE_SIZE:
            raise NoData(f"data {path}: voices of {data.values.shape}, {VOICE_SIZE} values are needed")
        return data


def is_junk(voice: Voice) -> bool:
    """True for a voice nobody can hear: every operator at output level 0."""
    return all(voice[f"op{op}.output_level"] == 0 for op in range(1, 7))


def distinct(voices: Sequence[Voice]) -> list[Voice]:
    """The first of each group of voices that sound the same (all 145 values equal)."""
    return list({voice.sound: voice for voice in reversed(voices)}.values())[::-1]


def families(sounds: NDArray[np.uint8], distance: int = FAMILY_DISTANCE) -> NDArray[np.int32]:
    """Single-linkage clusters [N] of sounds [N, 145]: numbers of the family each belongs to.

    Exactly the clusters that comparing all pairs gives, without doing so: the values are put into
    `distance` + 1 groups, and two sounds that differ in at most `distance` values agree in all values of at
    least one group (the pigeonhole principle). Only sounds that agree in a group are compared.
    """
    count = len(sounds)
    label = np.arange(count, dtype=np.int32)
    for group in _groups(sounds, distance + 1):
        edges = [
            np.stack([first[near], second[near]], axis=1)
            for first, second in _agreeing(sounds[:, group], label)
            if (near := _differences(sounds, first, second) <= distance).any()
        ]
        if edges:
            label = _joined(label, np.concatenate(edges))
    return _joined(label, np.zeros((0, 2), dtype=np.int64))


def _groups(sounds: NDArray[np.uint8], count: int) -> list[NDArray[np.int64]]:
    """The columns in `count` groups that tell the sounds apart about equally well: by sum of entropies."""
    columns: list[list[int]] = [[] for _ in range(count)]
    total = np.zeros(count)
    entropy = [_entropy(column) for column in sounds.T]
    for column in np.argsort(-np.array(entropy), kind="stable"):
        least = int(np.argmin(total))
        columns[least].append(int(column))
        total[least] += entropy[column] + 1e-9  # constant columns are spread as well
    return [np.array(group, dtype=np.int64) for group in columns]


def _entropy(column: NDArray[np.uint8]) -> float:
    share = np.bincount(column)[np.unique(column)] / max(1, len(column))
    return float(-(share * np.log(share)).sum())


def _agreeing(
    parts: NDArray[np.uint8], label: NDArray[np.int32]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of rows that agree in all of `parts` and have different labels; a few others may be among them.

    They come in pieces: after sorting by a hash, each row with the one after it, then the second after it,
    as far as the hashes are the same.
    """
    weights = np.random.default_rng(0).integers(1, 1 << 63, parts.shape[1], dtype=np.uint64) | np.uint64(1)
    key = (parts.astype(np.uint64) + np.uint64(1)) @ weights
    order = np.argsort(key, kind="stable")
    key = key[order]
    at = np.arange(len(key))
    for shift in range(1, len(key)):
        at = at[: np.searchsorted(at, len(key) - shift)]
        at = at[key[at] == key[at + shift]]
        if not len(at):
            return
        first, second = order[at], order[at + shift]
        apart = label[first] != label[second]
        if apart.any():
            yield first[apart], second[apart]


def _differences(
    sounds: NDArray[np.uint8], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.int64]:
    """In how many values the rows `first` differ from the rows `second`, pair by pair."""
    pieces = range(0, len(first), PAIRS)
    found = [(sounds[first[p : p + PAIRS]] != sounds[second[p : p + PAIRS]]).sum(1) for p in pieces]
    return np.concatenate(found)


def _joined(label: NDArray[np.int32], edges: NDArray[np.int64]) -> NDArray[np.int32]:
    """Labels after the clusters of each edge's two rows became one, counted in the order of first rows."""
    count = len(label)
    pairs = label[edges]
    graph = coo_array((np.ones(len(pairs), dtype=np.uint8), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, joined = connected_components(graph, directed=False)
    _, first, inverse = np.unique(joined[label], return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], dtype=np.int32)


def split_by_family(sounds: NDArray[np.uint8], family: NDArray[np.int32]) -> NDArray[np.uint8]:
    """For each voice the index in SPLITS of its family's part."""
    smallest: dict[int, bytes] = {}
    for label, sound in zip(family.tolist(), sounds, strict=True):
        row = sound.tobytes()
        if label not in smallest or row < smallest[label]:
            smallest[label] = row
    part = {label: SPLITS.index(_part(row)) for label, row in smallest.items()}
    return np.array([part[label] for label in family.tolist()], dtype=np.uint8)


def _part(sound: bytes) -> str:
    point = int.from_bytes(hashlib.sha256(sound).digest()[:8], "big") / 2**64
    for name, share in SHARES.items():
        if point < share:
            return name
        point -= share
    return "train"


def build(voices: Sequence[Voice]) -> Dataset:
    """A data set of these voices, which are distinct already. NoData when there are none."""
    if not voices:
        raise NoData("no voices to prepare")
    values = to_values(voices)
    family = families(values[:, :SOUND_SIZE])
    return Dataset(values, family, split_by_family(values[:, :SOUND_SIZE], family))
