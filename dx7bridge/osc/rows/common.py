"""Arguments that several rows share, and the messages that answer a new sound."""

from __future__ import annotations

from typing import Final

from dx7bridge import commands as c
from dx7bridge.osc import builders as build
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.setting import argument_of
from dx7bridge.settings import instrument as settings
from dx7bridge.voice.parameters import GROUPS, PARAMETERS, VOICE_SIZE

COORDINATE: Final = (-c.LATENT_LIMIT, c.LATENT_LIMIT)
DIMENSION: Final = (1, c.LATENT_DIMS)
SLOT: Final = (1, c.SLOTS)
SEED: Final = argument_of(settings.SEED)
TARGET: Final = Arg("target", "is", 0, 65535, default=0)
SECONDS: Final = Arg("seconds", "f", settings.GLIDE.low, settings.GLIDE.high, unit="s")
WHAT: Final = Arg("what", "is", 0, VOICE_SIZE - 1, choices=("all", *GROUPS, *(p.name for p in PARAMETERS)))
SHARE: Final = Arg("share", "f", 0, 1)
OVERWRITE: Final = Arg("overwrite", "s", 1, 20, choices=(build.OVERWRITE,))
SOUND: Final = ("/dx7/latent", "/dx7/name", "/dx7/params")
