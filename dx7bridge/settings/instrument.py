"""The settings of the instrument: fields of its state, stored in sessions, most of them set over OSC only."""

from __future__ import annotations

from typing import Final

from dx7bridge import commands as c
from dx7bridge import playing
from dx7bridge.settings import OfInstrument

TEMPERATURE: Final = OfInstrument(
    "temperature",
    "number",
    "How freely sample draws; 0 always picks the most probable value.",
    default=c.DEFAULT_TEMPERATURE,
    low=0,
    high=c.TEMPERATURE_LIMIT,
    metavar="T",
    address="/dx7/temperature",
    asks="Set how freely sample draws; 0 always picks the most probable value",
    argument="temperature",
    command=c.SetTemperature,
)
SEED: Final = OfInstrument(
    "seed",
    "whole",
    "Seed of the random numbers; chosen at random if not given.",
    example=7,
    low=0,
    high=c.SEED_LIMIT,
    address="/dx7/seed",
    asks="Set the seed: the same seed gives the same samples",
    argument="seed",
    command=c.SetSeed,
)
GUARD: Final = OfInstrument(
    "guard",
    "switch",
    "Render each voice before it is sent, and replace silent, clipped or runaway ones (needs the Dexed"
    " engine).",
    default=True,
    address="/dx7/guard",
    asks="Check the sound of voices before they are sent",
    more="1: a silent, clipped or runaway voice is drawn again, or replaced by the nearest good one; 0: it is"
    " sent. The answer and `/dx7/status` say how many voices were heard, what was wrong with some, and how"
    " many were replaced or let through.",
    argument="on",
    command=c.SetGuard,
)
LEVEL: Final = OfInstrument(
    "level",
    "choice",
    "match gives generated voices an even loudness (needs the Dexed engine); off leaves them as they are.",
    default=c.LEVELS[0],
    choices=c.LEVELS,
    address="/dx7/level",
    asks="Choose whether generated voices get an even loudness",
    more="match: samples have the usual level, moves and morphs that of the sounds they come from. off: as"
    " the model makes them. Encoded and recalled voices are never changed.",
    argument="level",
    command=c.SetLevel,
)
TRIM: Final = OfInstrument(
    "trim",
    "number",
    "Make sampled voices this many decibels louder than usual.",
    default=0.0,
    low=-c.TRIM_LIMIT,
    high=c.TRIM_LIMIT,
    address="/dx7/level/trim",
    asks="Make sampled voices this many decibels louder or softer than usual",
    argument="decibels",
    command=c.SetTrim,
)
KEY: Final = OfInstrument(
    "transposition",
    "choice",
    "keep: moves do not change the transposition, and samples are in C, in some octave; free: the model"
    " chooses.",
    default=c.KEYS[0],
    choices=c.KEYS,
    address="/dx7/key",
    asks="Choose whether the transposition is kept",
    more="keep: moves do not change it, and samples are in C, in some octave; free: the model chooses.",
    argument="transposition",
    command=c.SetKey,
)
SMOOTH: Final = OfInstrument(
    "smooth",
    "switch",
    "Knobs keep the algorithm and the whole-number ratios of the sound, and change it in small, even steps.",
    default=True,
    address="/dx7/smooth",
    asks="Keep the algorithm and whole-number ratios while knobs move: 1 on, 0 off",
    more="1: soon after a new sound, each knob changes it in small, even steps. 0: knobs go wherever the"
    " model leads, leaps included.",
    argument="on",
    command=c.SetSmooth,
)
MODE: Final = OfInstrument(
    "mode",
    "choice",
    "How morphs work: through the latent space, or parameter by parameter.",
    default=c.MODES[0],
    choices=c.MODES,
    address="/dx7/morph/mode",
    asks="Choose how interpolations and morphs work",
    more="latent goes through the latent space, parameters changes each value by itself.",
    argument="mode",
    command=c.SetMorphMode,
)
LOOP: Final = OfInstrument(
    "loop",
    "switch",
    "Whether a path repeats.",
    default=False,
    address="/dx7/path/loop",
    asks="Repeat the path: 1 on, 0 off",
    argument="on",
    command=c.SetPathLoop,
)
GLIDE: Final = OfInstrument(
    "glide",
    "number",
    "Seconds that a move to new coordinates takes.",
    default=0.0,
    low=0,
    high=c.GLIDE_LIMIT,
)
TEMPO: Final = OfInstrument(
    "tempo",
    "number",
    "Beats a minute.",
    default=playing.TEMPO,
    low=playing.TEMPO_RANGE[0],
    high=playing.TEMPO_RANGE[1],
    address="/dx7/tempo",
    asks="Set the tempo in beats a minute",
    more="Glides, drifts, paths and fades that were given in beats follow it, also under way. MIDI clock that"
    " comes in sets it.",
    argument="bpm",
    command=playing.SetTempo,
)
GLIDE_BEATS: Final = OfInstrument(
    "glide_beats", "number", "Beats that a move takes.", default=0.0, low=0, high=playing.BEATS_LIMIT
)
DRIFT_BEATS: Final = OfInstrument(
    "drift_beats", "number", "Beats of a turn of the drift.", default=0.0, low=0, high=playing.BEATS_LIMIT
)
PAD_DIMS: Final = OfInstrument("pad_dims", "whole", "The two dimensions of the XY pad.")
ENDS: Final = OfInstrument("ends", "whole", "The two slots of an interpolation.")
CORNERS: Final = OfInstrument("corners", "whole", "The four slots of the morph pad.")

# The settings that a session restores; the guard too, if there is one.
KEPT: Final = (
    TEMPERATURE,
    SEED,
    TRIM,
    KEY,
    SMOOTH,
    MODE,
    LOOP,
    GLIDE,
    TEMPO,
    GLIDE_BEATS,
    DRIFT_BEATS,
    PAD_DIMS,
    ENDS,
    CORNERS,
)
