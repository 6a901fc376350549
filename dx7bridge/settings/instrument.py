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
LEVEL: Final = OfInstrument(
    "level",
    "choice",
    "match brings voices that the bridge makes to an even loudness, off leaves them (needs Dexed).",
    default=c.LEVELS[0],
    choices=c.LEVELS,
    address="/dx7/level",
    asks="Choose whether voices that the bridge makes come at an even loudness",
    more="match: draws come at the usual level, moves and morphs at that of the sounds they come from; off:"
    " as the model makes them. What is encoded or recalled is left as it is.",
    argument="level",
    command=c.SetLevel,
)
TRIM: Final = OfInstrument(
    "trim",
    "number",
    "Decibels that drawn voices are louder than usual.",
    default=0.0,
    low=-c.TRIM_LIMIT,
    high=c.TRIM_LIMIT,
    address="/dx7/level/trim",
    asks="Draw voices this many decibels louder, or softer, than usual",
    argument="decibels",
    command=c.SetTrim,
)
KEY: Final = OfInstrument(
    "transposition",
    "choice",
    "keep: moves leave the transposition alone, and draws sound in C or an octave of it; free: the model"
    " chooses.",
    default=c.KEYS[0],
    choices=c.KEYS,
    address="/dx7/key",
    asks="Choose whether the transposition stays where it is",
    more="keep: moves leave it alone, and draws sound in C or an octave of it; free: the model chooses.",
    argument="transposition",
    command=c.SetKey,
)
SMOOTH: Final = OfInstrument(
    "smooth",
    "switch",
    "A knob keeps the algorithm and the whole ratios of the sound it comes from.",
    default=True,
    address="/dx7/smooth",
    asks="Keep the algorithm and the whole ratios while a knob is turned: 1 on, 0 off",
    argument="on",
    command=c.SetSmooth,
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
KEPT: Final = (TEMPERATURE, SEED, TRIM, KEY, SMOOTH, MODE, LOOP, GLIDE, PAD_DIMS, ENDS, CORNERS)
