"""Voices laid out in a plane by how they sound. Pure numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SAMPLE: Final = 4000  # voices that the directions are taken from


@dataclass(frozen=True, slots=True)
class Layout:
    """Points [n, 2] of voices, and where another voice would be among them.

    Principal components of the spectra, the same for the same voices; each axis is the mean of value and
    rank, both from -1 to 1, which opens up dense regions.
    """

    points: NDArray[np.float64]
    middle: NDArray[np.float64]  # [levels]
    axes: NDArray[np.float64]  # [2, levels]
    ordered: NDArray[np.float64]  # [n, 2] the components, each column sorted
    centre: NDArray[np.float64]  # [2]
    reach: NDArray[np.float64]  # [2]

    def place(self, spectrum: NDArray[np.uint8]) -> tuple[float, float]:
        """The point of one more voice."""
        part = (spectrum - self.middle) @ self.axes.T
        last = max(len(self.ordered) - 1, 1)
        ranks = [np.searchsorted(self.ordered[:, i], part[i]) / last * 2 - 1 for i in range(2)]
        shares = (part - self.centre) / self.reach
        x, y = (float(np.clip(0.5 * ranks[i] + 0.5 * shares[i], -1.2, 1.2)) for i in range(2))
        return x, y


def layout(spectra: NDArray[np.uint8]) -> Layout:
    """The layout of voices with these spectra [n, levels]."""
    count, levels = spectra.shape
    if count < 3:
        ends = np.linspace([-1.0, 0.0], [1.0, 0.0], count) if count else np.zeros((0, 2))
        still = np.zeros((2, levels))
        return Layout(ends, np.zeros(levels), still, np.zeros((count, 2)), np.zeros(2), np.ones(2))
    rows = np.linspace(0, count - 1, min(count, SAMPLE)).astype(int)
    middle = spectra[rows].mean(0, dtype=np.float64)
    _, _, directions = np.linalg.svd(spectra[rows] - middle, full_matrices=False)
    axes = directions[:2] * np.sign(directions[:2].sum(1, keepdims=True) + 1e-12)
    parts: NDArray[np.floating[Any]] = np.concatenate(
        [(part - middle) @ axes.T for part in np.array_split(spectra, count // 2048 + 1)]
    )
    ranks = parts.argsort(0, kind="stable").argsort(0) / (count - 1) * 2 - 1
    centre = np.median(parts, 0)
    reach = np.maximum(np.abs(parts - centre).max(0), 1e-9)
    points = np.asarray(0.5 * ranks + 0.5 * (parts - centre) / reach)
    return Layout(points, middle, axes, np.sort(parts, 0), centre, reach)


def laid_out(spectra: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Points [n, 2] for spectra [n, levels]: the two directions in which the voices differ most."""
    return layout(spectra).points
