"""The player's axes: a change of coordinates that loses nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dx7bridge.model.axes import Axis, Orientation, axes_of
from dx7bridge.model.weights import Misfit

AXES = tuple(
    Axis(f"a{i}", (0.0,), source, sign, centre, scale)
    for i, (source, sign, centre, scale) in enumerate(
        [(3, 1, 0.1, 1.2), (0, -1, 0.0, 0.8), (7, 1, -0.2, 1.0), (1, -1, 0.3, 1.5),
         (2, 1, 0.0, 1.1), (6, 1, 0.0, 1.0), (5, -1, 0.5, 2.0), (4, 1, 0.0, 0.5)]
    )
)  # fmt: skip


def test_inward_undoes_outward() -> None:
    latents = np.random.default_rng(1).standard_normal((20, 8), dtype=np.float32)
    turned = Orientation(AXES)
    np.testing.assert_allclose(turned.inward(turned.outward(latents)), latents, atol=1e-6)
    assert not np.allclose(turned.outward(latents), latents)


def test_an_uncalibrated_checkpoint_has_plain_axes() -> None:
    axes = axes_of({}, 8)
    assert [a.label for a in axes] == [f"axis {i}" for i in range(1, 9)]
    assert math.isclose(axes[0].quantiles[49], 0.0, abs_tol=1e-9)
    latents = np.random.default_rng(1).standard_normal((3, 8), dtype=np.float32)
    assert np.array_equal(Orientation(axes).outward(latents), latents)


def test_axes_are_read_from_the_notes_of_a_checkpoint() -> None:
    row = {"label": "brighter", "quantiles": [-1.0, 1.0], "source": 4, "sign": -1, "spearman": 0.5}
    rest = [{**row, "source": source} for source in (0, 1, 2, 3, 5, 6, 7)]
    axis = axes_of({"axes": [row, *rest]}, 8)[0]
    assert (axis.label, axis.quantiles, axis.source, axis.sign, axis.scale) == (
        "brighter",
        (-1.0, 1.0),
        4,
        -1,
        1.0,
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": 9}, "sources"),
        ({"scale": 0.0}, "scale"),
        ({"label": 3}, "axes"),
        ({"quantiles": "x"}, "axes"),
    ],
)
def test_axes_that_cannot_be_are_refused(change: dict[str, object], reason: str) -> None:
    rows = [{"label": f"a{i}", "quantiles": [0.0], "source": i} for i in range(8)]
    with pytest.raises(Misfit, match=reason):
        axes_of({"axes": [{**rows[0], **change}, *rows[1:]]}, 8)
