"""Rows of the address table: coordinates and sampling."""

from __future__ import annotations

from typing import Final

from dx7bridge import commands as c
from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.answers import LATENT_STATE
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.rows.common import COORDINATE, DIMENSION, SHARE, SOUND
from dx7bridge.osc.setting import setting_row
from dx7bridge.settings import instrument as settings

ROWS: Final[tuple[Address, ...]] = (
    Address(
        "/dx7/latent",
        "Go to these eight coordinates",
        build.latent,
        (Arg("z", "f", *COORDINATE, counts=(c.LATENT_DIMS,)),),
        ends="",
        sets=LATENT_STATE,
        wild=True,
    ),
    *(
        Address(
            f"/dx7/latent/{n + 1}",
            f"Go to this coordinate of dimension {n + 1}",
            build.one_latent(n),
            (Arg("z", "f", *COORDINATE),),
            ends="",
            sets=LATENT_STATE,
            wild=True,
        )
        for n in range(c.LATENT_DIMS)
    ),
    Address(
        "/dx7/latent/xy",
        "Move the two dimensions of the XY pad",
        c.MoveXY,
        (Arg("x", "f", *COORDINATE), Arg("y", "f", *COORDINATE)),
        ends="",
        sets=LATENT_STATE,
        wild=True,
    ),
    Address(
        "/dx7/latent/norm",
        "Go to these percentiles of real voices, 0 to 1 in each dimension",
        build.norm,
        (Arg("share", "f", 0, 1, counts=(c.LATENT_DIMS,)),),
        ends="",
        sets=LATENT_STATE,
        wild=True,
    ),
    *(
        Address(
            f"/dx7/latent/norm/{n + 1}",
            f"Go to this percentile of real voices, 0 to 1, in dimension {n + 1}",
            build.one_norm(n),
            (SHARE,),
            ends="",
            sets=LATENT_STATE,
            wild=True,
        )
        for n in range(c.LATENT_DIMS)
    ),
    Address(
        "/dx7/latent/norm/xy",
        "Move the two dimensions of the XY pad, in percentiles of real voices",
        c.MoveNormXY,
        (Arg("x", "f", 0, 1), Arg("y", "f", 0, 1)),
        ends="",
        sets=LATENT_STATE,
        wild=True,
    ),
    Address(
        "/dx7/latent/axes",
        "Choose the two dimensions that the XY pad moves",
        build.pad_dims,
        (Arg("x", "i", *DIMENSION), Arg("y", "i", *DIMENSION)),
        sets=frozenset(("/dx7/latent/axes",)),
        wild=True,
    ),
    Address(
        "/dx7/latent/get",
        "Get the coordinates",
        c.GetLatent,
        before=("/dx7/latent",),
        wild=True,
        more="Answers `/dx7/latent f*8`.",
    ),
    Address(
        "/dx7/axes/get",
        "Get what each dimension does",
        c.GetAxes,
        before=("/dx7/axis",),
        wild=True,
        more=(
            "Answers one `/dx7/axis i n s label f low f high s unit f from f to` for each dimension; low and"
            " high are its coordinates at percentiles 0 and 1, from and to what is heard of the label at 0.05"
            " and 0.95 in its unit (Hz, s, dB), 0 and 0 where it has none. While the model is still loading,"
            " the answer waits for it."
        ),
    ),
    Address(
        "/dx7/sample",
        "Draw a new voice",
        c.Sample,
        after=SOUND,
        wild=True,
        more="Also answers the latent, name and params.",
    ),
    Address(
        "/dx7/init",
        "Go back to INIT VOICE",
        c.Init,
        after=SOUND,
        more="Also answers the latent, name and params. Locked values stay; undo brings the old sound back.",
    ),
    setting_row(settings.TEMPERATURE),
    setting_row(settings.SEED),
)
