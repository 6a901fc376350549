"""The player's axes: a change of coordinates that loses nothing."""

from __future__ import annotations

import math

import torch

from dx7bridge.model.axes import Axis, Orientation, axes_of

AXES = tuple(
    Axis(f"a{i}", (0.0,), source, sign, centre, scale)
    for i, (source, sign, centre, scale) in enumerate(
        [(3, 1, 0.1, 1.2), (0, -1, 0.0, 0.8), (7, 1, -0.2, 1.0), (1, -1, 0.3, 1.5),
         (2, 1, 0.0, 1.1), (6, 1, 0.0, 1.0), (5, -1, 0.5, 2.0), (4, 1, 0.0, 0.5)]
    )
)  # fmt: skip


def test_inward_undoes_outward() -> None:
    latents = torch.randn(20, 8)
    turned = Orientation(AXES)
    torch.testing.assert_close(turned.inward(turned.outward(latents)), latents)
    assert not torch.allclose(turned.outward(latents), latents)


def test_an_uncalibrated_checkpoint_has_plain_axes() -> None:
    axes = axes_of({}, 8)
    assert [a.label for a in axes] == [f"axis {i}" for i in range(1, 9)]
    assert math.isclose(axes[0].quantiles[49], 0.0, abs_tol=1e-9)
    latents = torch.randn(3, 8)
    assert torch.equal(Orientation(axes).outward(latents), latents)


def test_axes_are_read_from_the_notes_of_a_checkpoint() -> None:
    row = {"label": "brighter", "quantiles": [-1.0, 1.0], "source": 4, "sign": -1, "spearman": 0.5}
    axis = axes_of({"axes": [row]}, 8)[0]
    assert (axis.label, axis.quantiles, axis.source, axis.sign, axis.scale) == (
        "brighter",
        (-1.0, 1.0),
        4,
        -1,
        1.0,
    )
