"""What the page knows of a DX7, from the tables of the `voice` package. Pure, any thread."""

from __future__ import annotations

import json
from importlib.util import find_spec

from dx7bridge import __version__
from dx7bridge.commands import DRIFT_DEPTH_LIMIT, LATENT_DIMS, LATENT_LIMIT, SLOTS
from dx7bridge.panel.child import LONGEST, RATE
from dx7bridge.pictures.layout import places
from dx7bridge.pictures.text import WAVES
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import GROUPS, PARAMETERS


def tables() -> bytes:
    """As JSON: parameters, groups, algorithms with the places of their operators, and the bridge's limits."""
    algorithms = [
        {
            "modulates": sorted(plan.modulates),
            "feedback": plan.feedback,
            "carriers": sorted(plan.carriers),
            "places": [places(number)[op] for op in range(1, 7)],
        }
        for number, plan in enumerate(ALGORITHMS)
    ]
    parameters = [[p.name, p.low, p.high, p.default, p.doc] for p in PARAMETERS]
    return json.dumps(
        {
            "version": __version__,
            "dims": LATENT_DIMS,
            "limit": LATENT_LIMIT,
            "slots": SLOTS,
            "drift": DRIFT_DEPTH_LIMIT,
            "parameters": parameters,
            "groups": GROUPS,
            "algorithms": algorithms,
            "waves": WAVES,
            "rate": RATE,
            "longest": LONGEST,
            "engine": find_spec("dexed") is not None,
        },
        separators=(",", ":"),
    ).encode()
