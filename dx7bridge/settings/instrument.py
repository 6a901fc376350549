"""The settings of the instrument: fields of its state, kept in sessions, most of them set over OSC alone."""

from __future__ import annotations

from typing import Final

from dx7bridge import commands as c
from dx7bridge.settings import OfInstrument

TEMPERATURE: Final = OfInstrument(
    "temperature",
    "number",
    "How freely sample draws; 0 gives the most probable.",
    default=c.DEFAULT_TEMPERATURE,
    low=0,
    high=c.TEMPERATURE_LIMIT,
    metavar="T",
    address="/dx7/temperature",
    asks="Set how freely sample draws; 0 always takes the most probable value",
    argument="temperature",
    command=c.SetTemperature,
)
SEED: Final = OfInstrument(
    "seed",
    "whole",
    "Seed of the samples; else by chance.",
    example=7,
    low=0,
    high=c.SEED_LIMIT,
    address="/dx7/seed",
    asks="Restart the random numbers: the same seed gives the same samples",
    argument="seed",
    command=c.SetSeed,
)
GUARD: Final = OfInstrument(
    "guard",
    "switch",
    "Hear each voice before it leaves: in place of a silent, clipped or runaway one another is drawn, or the"
    " nearest that sounds is taken (needs Dexed).",
    default=True,
    address="/dx7/guard",
    asks="Check voices by their sound before they are sent",
    more="1: a voice that is silent, clipped or running away is drawn again or walked back from; 0: it is"
    " sent. Status counts what was checked, what was mended, and what was sent because nothing near sounds.",
    argument="on",
    command=c.SetGuard,
)
MODE: Final = OfInstrument(
    "mode",
    "choice",
    "How morphs go.",
    default=c.MODES[0],
    choices=c.MODES,
    address="/dx7/morph/mode",
    asks="Choose how interpolations and morphs go",
    more="latent is the model's way, parameters goes value by value.",
    argument="mode",
    command=c.SetMorphMode,
)
LOOP: Final = OfInstrument(
    "loop",
    "switch",
    "Whether a path begins again at its end.",
    default=False,
    address="/dx7/path/loop",
    asks="Repeat a path from its beginning: 1 on, 0 off",
    argument="on",
    command=c.SetPathLoop,
)
GLIDE: Final = OfInstrument(
    "glide",
    "number",
    "Seconds that sets of coordinates travel.",
    default=0.0,
    low=0,
    high=c.GLIDE_LIMIT,
)
PAD_DIMS: Final = OfInstrument("pad_dims", "whole", "The two dimensions of the XY pad.")
ENDS: Final = OfInstrument("ends", "whole", "The slots that an interpolation runs between.")
CORNERS: Final = OfInstrument("corners", "whole", "The slots that the morph pad spans.")

# All that a session brings back as it was, the guard where there is one.
KEPT: Final = (TEMPERATURE, SEED, MODE, LOOP, GLIDE, PAD_DIMS, ENDS, CORNERS)
