"""An index of a folder of voices: what each sounds like, kept in the user's cache and brought up to date.

A file is read again when its size or time of change differs; a sound that occurs twice is rendered once. The
cache holds no voice that is not in the folder any more.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.collection.spectra import SIZE, Spectra, distances
from dx7bridge.errors import BadSysex
from dx7bridge.sound.features import FEATURE_NAMES
from dx7bridge.voice import Voice
from dx7bridge.voice.arrays import unnamed
from dx7bridge.voice.parameters import SOUND_SIZE
from dx7bridge.voice.syx import read_tree

VERSION: Final = 1
CHUNK: Final = 512  # voices rendered between two reports of progress

Progress = Callable[[int, int], None]  # voices done, voices to do


@dataclass(frozen=True, slots=True)
class Entry:
    """A place where a voice stands: its file, its number there, its name, and which sound it is."""

    path: Path
    number: int
    name: str
    sound: int


@dataclass(frozen=True, slots=True)
class Index:
    """The distinct sounds of a folder, and where each stands.

    values [n, 145] uint8, spectra [n, 1008] uint8, features [n, 22] float32, for n distinct sounds.
    """

    root: Path
    entries: tuple[Entry, ...]
    values: NDArray[np.uint8]
    spectra: NDArray[np.uint8]
    features: NDArray[np.float32]

    def nearest(self, spectrum: NDArray[np.uint8], count: int) -> list[tuple[float, Entry]]:
        """The `count` nearest places by sound with their distance in dB, nearest first; equal sounds once."""
        return self._first(distances(spectrum, self.spectra), count)

    def nearest_by(
        self, place: Sequence[float], latents: NDArray[np.float32], count: int
    ) -> list[tuple[float, Entry]]:
        """The same by distance in latent coordinates; `latents` [n, 8] are those of the distinct sounds."""
        apart = np.sqrt(np.square(latents - np.asarray(place, np.float32)).sum(1))
        return self._first(apart, count)

    def voice(self, entry: Entry) -> Voice:
        """The voice at a place."""
        return unnamed(self.values[entry.sound].tobytes()).with_name(entry.name)

    def _first(self, apart: NDArray[np.floating[Any]], count: int) -> list[tuple[float, Entry]]:
        where: dict[int, Entry] = {}
        for entry in self.entries:
            where.setdefault(entry.sound, entry)
        order = np.argsort(apart, kind="stable")[:count]
        return [(float(apart[i]), where[int(i)]) for i in order]


def index_folder(
    root: Path, *, cache: Path | None = None, progress: Progress = lambda _done, _all: None
) -> Index:
    """The index of the folder or file `root`, brought up to date. BadSysex when contains no voices.

    NoMidi without the Dexed engine, where something has to be rendered. `cache` is a folder, without one the
    user's own cache.
    """
    root = Path(os.path.realpath(root))
    store = (cache or cache_folder()) / f"index-{hashlib.sha256(str(root).encode()).hexdigest()[:16]}.npz"
    stamps = _stamps(root)
    old = _load(store, root)
    if old is not None and old[1] == stamps:
        return old[0]
    index = _built(root, old[0] if old is not None else None, progress)
    with contextlib.suppress(OSError):  # a cache that cannot be written is not missed
        _save(store, index, stamps)
    return index


def latents_of(
    index: Index,
    checkpoint: bytes,
    encode: Callable[[Sequence[Voice]], Sequence[Sequence[float]]],
    *,
    cache: Path | None = None,
) -> NDArray[np.float32]:
    """The coordinates [n, 8] of the index's distinct sounds, encoded once and kept in the cache.

    `checkpoint` is the content of the model's file: those of another model are not used.
    """
    name = hashlib.sha256(str(index.root).encode() + hashlib.sha256(checkpoint).digest()).hexdigest()[:16]
    store = (cache or cache_folder()) / f"latents-{name}.npz"
    kept: dict[bytes, NDArray[np.float32]] = {}
    with contextlib.suppress(OSError, ValueError, KeyError), np.load(store, allow_pickle=False) as file:
        kept = {row.tobytes(): place for row, place in zip(file["values"], file["latents"], strict=True)}
    new = [row.tobytes() for row in index.values if row.tobytes() not in kept]
    if new:
        found = encode([unnamed(sound) for sound in new])
        kept |= {sound: np.asarray(place, np.float32) for sound, place in zip(new, found, strict=True)}
    latents = np.array([kept[row.tobytes()] for row in index.values], np.float32)
    if new:
        with contextlib.suppress(OSError):
            _write(store, values=index.values, latents=latents)
    return latents


def _write(store: Path, **arrays: NDArray[Any]) -> None:
    """Write an .npz file, whole or not at all."""
    store.parent.mkdir(parents=True, exist_ok=True)
    draft = store.with_name(f"{store.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type]
        draft.replace(store)
    finally:
        draft.unlink(missing_ok=True)


def _built(root: Path, old: Index | None, progress: Progress) -> Index:
    places: list[tuple[Path, int, str, bytes]] = [
        (file.path, found.number, found.voice.name, found.voice.sound)
        for file in read_tree(root)
        for found in file.voices
    ]
    if not places:
        raise BadSysex(f"{root}: contains no voices")
    sounds = list(dict.fromkeys(sound for _, _, _, sound in places))
    number = {sound: i for i, sound in enumerate(sounds)}
    spectra = np.zeros((len(sounds), SIZE), np.uint8)
    features = np.zeros((len(sounds), len(FEATURE_NAMES)), np.float32)
    known = {} if old is None else {row.tobytes(): i for i, row in enumerate(old.values)}
    new = [i for i, sound in enumerate(sounds) if sound not in known]
    if old is not None:
        kept = [(i, known[sound]) for i, sound in enumerate(sounds) if sound in known]
        for i, was in kept:
            spectra[i], features[i] = old.spectra[was], old.features[was]
    if new:
        engine = Spectra()
        for start in range(0, len(new), CHUNK):
            part = new[start : start + CHUNK]
            voices = [unnamed(sounds[i]) for i in part]
            spectra[part], features[part] = engine.measured(voices)
            progress(min(start + CHUNK, len(new)), len(new))
    entries = tuple(Entry(path, at, name, number[sound]) for path, at, name, sound in places)
    values = np.frombuffer(b"".join(sounds), np.uint8).reshape(-1, SOUND_SIZE)
    return Index(root, entries, values, spectra, features)


def _stamps(root: Path) -> str:
    """Sizes and times of all files, as one hash: another one means that something changed."""
    digest = hashlib.sha256(str(VERSION).encode())
    if root.is_file():
        files = [str(root)]
    else:
        files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names)
    for file in files:
        with contextlib.suppress(OSError):
            state = os.stat(file)
            digest.update(f"{file}\0{state.st_size}\0{state.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("dx7bridge", appauthor=False)


def _load(store: Path, root: Path) -> tuple[Index, str] | None:
    """A kept index and the stamps of its files; None when there is none that can be used."""
    try:
        with np.load(store, allow_pickle=False) as kept:
            about = json.loads(bytes(kept["about"]))
            if about["version"] != VERSION or about["root"] != str(root):
                return None
            paths = [Path(path) for path in about["paths"]]
            names = about["names"]
            entries = tuple(
                Entry(paths[path], number, names[i], sound)
                for i, (path, number, sound) in enumerate(kept["entries"].tolist())
            )
            return Index(root, entries, kept["values"], kept["spectra"], kept["features"]), about["stamps"]
    except (OSError, ValueError, KeyError, IndexError):
        return None


def _save(store: Path, index: Index, stamps: str) -> None:
    paths = list(dict.fromkeys(entry.path for entry in index.entries))
    number = {path: i for i, path in enumerate(paths)}
    about = {
        "version": VERSION, "root": str(index.root), "stamps": stamps, "paths": list(map(str, paths)),
        "names": [entry.name for entry in index.entries],
    }  # fmt: skip
    _write(
        store,
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
        entries=np.array([(number[e.path], e.number, e.sound) for e in index.entries], np.int64),
        values=index.values, spectra=index.spectra, features=index.features,
    )  # fmt: skip
