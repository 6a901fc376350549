"""The map: samples of the model and the player's own voices, laid out by how they sound.

Runs in a process of its own (`child`). Needs the Dexed engine; NoMidi where it is missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.collection.index import Entry, Index, cache_folder, index_folder
from dx7bridge.collection.layout import Layout, layout
from dx7bridge.collection.spectra import SIZE, Spectra
from dx7bridge.errors import BadSysex
from dx7bridge.sound.features import CORE, FEATURE_NAMES
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import NAME_LENGTH, SOUND_SIZE

AT_ONCE: Final = 32  # samples drawn together
SEED: Final = 20
SAMPLE, OWN = range(2)  # kinds of points

Say = Callable[..., None]


class Chart:
    """Makes the map and places voices on it. One thread."""

    def __init__(self) -> None:
        self._spectra = Spectra()
        self._layout: Layout | None = None
        self._voices: list[Voice] = []

    def map(self, asked: dict[str, Any], say: Say) -> tuple[dict[str, Any], bytes]:
        """Lay out the voices of `folder` and `samples` draws; see `encoded` for the bytes."""

        def progress(what: str) -> Callable[[int, int], None]:
            return lambda done, all_: say({"progress": {"what": what, "done": done, "all": all_}})

        drawn, spectra, features = self._samples(asked["samples"], asked["model"], progress("samples"))
        index: Index | None = None
        with contextlib.suppress(BadSysex):  # no voices of one's own yet
            index = index_folder(Path(asked["folder"]), progress=progress("voices"))
        own: list[tuple[Entry, Voice]] = []
        if index is not None:
            first: dict[int, Entry] = {}
            for entry in index.entries:
                first.setdefault(entry.sound, entry)
            own = [(first[i], index.voice(first[i])) for i in range(len(index.values))]
            spectra = np.concatenate([spectra, index.spectra])
            features = np.concatenate([features, index.features])
        self._layout = layout(spectra)
        self._voices = drawn + [voice for _, voice in own]
        root = index.root if index is not None else Path()
        places = [("", 0)] * len(drawn) + [(_within(entry.path, root), entry.number) for entry, _ in own]
        kinds = np.array([SAMPLE] * len(drawn) + [OWN] * len(own), np.uint8)
        return {}, encoded(self._layout.points, features, kinds, self._voices, places)

    def voice(self, asked: dict[str, Any], _say: Say) -> tuple[dict[str, Any], bytes]:
        """The 155 bytes of the voice of a point."""
        if not 0 <= asked["number"] < len(self._voices):
            raise BadSysex(f"voice {asked['number']}: the map has {len(self._voices)}")
        return {}, bytes(self._voices[asked["number"]].values)

    def place(self, asked: dict[str, Any], _say: Say) -> tuple[dict[str, Any], bytes]:
        """Where a voice is on the map: x, y."""
        if self._layout is None:
            raise BadSysex("the map has not been made yet")
        spectrum = self._spectra.of(Voice(bytes.fromhex(asked["voice"])))
        return {"place": self._layout.place(spectrum)}, b""

    def _samples(
        self, count: int, model: str | None, progress: Callable[[int, int], None]
    ) -> tuple[list[Voice], NDArray[np.uint8], NDArray[np.float32]]:
        """Draws of the model with their spectra and features; kept in the user's cache."""
        from dx7bridge.model import load, shipped

        if not count:
            return [], np.zeros((0, SIZE), np.uint8), np.zeros((0, len(FEATURE_NAMES)), np.float32)
        file = Path(model) if model else shipped()
        mark = hashlib.sha256(file.read_bytes() + f" {count} {SEED}".encode()).hexdigest()[:16]
        store = cache_folder() / f"samples-{mark}.npz"
        with contextlib.suppress(OSError, ValueError, KeyError), np.load(store, allow_pickle=False) as kept:
            voices = [Voice(row.tobytes()) for row in kept["voices"]]
            return voices, kept["spectra"], kept["features"]
        network, voices = load(file), []
        while len(voices) < count:
            some = min(AT_ONCE, count - len(voices))
            voices += [voice for _, voice in network.sample(some, seed=SEED + len(voices))]
            progress(len(voices), count)
        spectra, features = self._spectra.measured(voices)
        with contextlib.suppress(OSError):  # a cache that cannot be written is not missed
            store.parent.mkdir(parents=True, exist_ok=True)
            values = np.frombuffer(b"".join(voice.values for voice in voices), np.uint8)
            np.savez(store, voices=values.reshape(len(voices), -1), spectra=spectra, features=features)
        return voices, spectra.reshape(-1, SIZE), features.reshape(-1, len(FEATURE_NAMES))


def encoded(
    points: NDArray[np.float64],
    features: NDArray[np.float32],
    kinds: NDArray[np.uint8],
    voices: list[Voice],
    places: list[tuple[str, int]],
) -> bytes:
    """The map as the page reads it, little-endian.

    The length of a JSON head in 4 bytes; the head, padded to a multiple of 4; float32 [n, 2] places; uint8
    [k, n] features, 0 to 255 from `low` to `high` of the head; uint8 [n] kinds; 10 letters [n] names; padding
    to a multiple of 4; uint32 [n, 2]: file, by its number in the head, and number in the file.
    """
    paths = list(dict.fromkeys(path for path, _ in places))
    number = {path: i for i, path in enumerate(paths)}
    columns = [FEATURE_NAMES.index(name) for name in CORE]
    kept = features[:, columns].astype(np.float64)
    low, high = (np.quantile(kept, q, axis=0) if len(kept) else np.zeros(len(columns)) for q in (0.02, 0.98))
    steps = np.clip((kept - low) / np.maximum(high - low, 1e-9), 0, 1) * 255
    head = {
        "count": len(voices),
        "features": [[name, float(a), float(b)] for name, a, b in zip(CORE, low, high, strict=True)],
        "files": paths,
    }
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 4)
    names = b"".join(bytes(voice.values[SOUND_SIZE : SOUND_SIZE + NAME_LENGTH]) for voice in voices)
    middle = np.round(steps).astype(np.uint8).T.tobytes() + kinds.tobytes() + names
    middle += b"\0" * (-len(middle) % 4)
    whence = np.array([(number[path], at) for path, at in places], "<u4").tobytes()
    return len(text).to_bytes(4, "little") + text + points.astype("<f4").tobytes() + middle + whence


def _within(path: Path, root: Path) -> str:
    """The path as it is below the folder."""
    try:
        return str(path.relative_to(root)) or path.name
    except ValueError:
        return path.name
