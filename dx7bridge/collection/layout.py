"""Voices laid out in a plane by how they sound. Pure numpy."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

SAMPLE: Final = 4000  # voices that the directions are taken from


def laid_out(spectra: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Points [n, 2] for spectra [n, levels]: the two directions in which the voices differ most.

    Principal components of the spectra, the same for the same voices; each axis is the mean of value and
    rank, both from -1 to 1, which opens up dense regions.
    """
    count = len(spectra)
    if count < 3:
        return np.linspace([-1.0, 0.0], [1.0, 0.0], count) if count else np.zeros((0, 2))
    rows = np.linspace(0, count - 1, min(count, SAMPLE)).astype(int)
    middle = spectra[rows].mean(0, dtype=np.float64)
    _, _, directions = np.linalg.svd(spectra[rows] - middle, full_matrices=False)
    axes = directions[:2] * np.sign(directions[:2].sum(1, keepdims=True) + 1e-12)
    points = np.concatenate([(part - middle) @ axes.T for part in np.array_split(spectra, count // 2048 + 1)])
    ranks = points.argsort(0, kind="stable").argsort(0) / (count - 1) * 2 - 1
    reach = np.abs(points - np.median(points, 0)).max(0)
    return np.asarray(0.5 * ranks + 0.5 * (points - np.median(points, 0)) / np.maximum(reach, 1e-9))
