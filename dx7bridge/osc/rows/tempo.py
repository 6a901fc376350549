"""Rows of the address table: the tempo, and times in beats."""

from __future__ import annotations

from typing import Final

from dx7bridge import commands as c
from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.rows.common import SLOT, SOUND
from dx7bridge.osc.setting import setting_row
from dx7bridge.playing import BEATS_LIMIT, FadeToSlotBeats, SetDriftBeats, SetGlideBeats
from dx7bridge.settings.instrument import TEMPO

BEATS: Final = Arg("beats", "f", 0, BEATS_LIMIT, unit="beats")

ROWS: Final[tuple[Address, ...]] = (
    setting_row(TEMPO),
    Address(
        "/dx7/glide/beats",
        "Set how many beats moves to new coordinates take, in all dimensions; 0 jumps",
        SetGlideBeats,
        (BEATS,),
        sets=frozenset(("/dx7/glide/beats",)),
        more="/dx7/glide follows, in seconds.",
    ),
    Address(
        "/dx7/drift/beats",
        "Wander around the current place in time with the tempo",
        SetDriftBeats,
        (BEATS, Arg("depth", "f", 0, c.DRIFT_DEPTH_LIMIT)),
        sets=frozenset(("/dx7/drift/beats",)),
        more=(
            "beats is the length of a cycle, depth the largest distance in coordinates. Either at 0 stops it."
        ),
    ),
    Address(
        "/dx7/path/beats",
        f"Travel along up to {c.PATH_STOPS} slots in time with the tempo",
        build.path_beats,
        (
            Arg(
                "slot and beats",
                "f",
                counts=tuple(range(2, 2 * c.PATH_STOPS + 1, 2)),
                each=(Arg("slot", "i", *SLOT), BEATS),
            ),
        ),
        more="Like /dx7/path, with beats for seconds. done reports the total at this tempo, `f seconds`.",
    ),
    Address(
        "/dx7/slot/recall/beats",
        "Fade over to the sound in a slot in so many beats",
        FadeToSlotBeats,
        (Arg("slot", "i", *SLOT), BEATS),
        after=SOUND,
        more="0 recalls it at once. Also answers the latent, name and params.",
    ),
)
