"""Whether a model uses its latents: one that was trained too briefly, or on too few voices, ignores them.

The training leaves what it measured in the checkpoint's notes: `nats`, what each latent says of a voice (its
KL), and `audible_db` of each axis, how different the ends of its knob sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ACTIVE: Final = 0.1  # nats: a latent that says less is not used
FEWEST_NATS: Final = 4.0  # of all latents together: the shipped model's say about 15
AUDIBLE: Final = 0.5  # dB between the ends of a knob: less is not heard


def complaints(notes: Mapping[str, Any]) -> list[str]:
    """The problems of a model with these notes, one line each; none if it was not measured."""
    found = []
    nats = notes.get("nats") or []
    dead = [number for number, each in enumerate(nats, start=1) if each < ACTIVE]
    if dead:
        found.append(
            f"{len(dead)} of {len(nats)} latents are dead (under {ACTIVE:g} nats each): "
            f"{', '.join(map(str, dead))}"
        )
    if nats and sum(nats) < FEWEST_NATS:
        found.append(
            f"the latents say {sum(nats):.1f} nats of a voice: knobs need at least {FEWEST_NATS:g} to work"
        )
    axes = notes.get("axes") or []
    still = [number for number, axis in enumerate(axes, start=1) if axis.get("audible_db", 99.0) < AUDIBLE]
    if still:
        found.append(
            f"{'knobs' if len(still) > 1 else 'knob'} {', '.join(map(str, still))} of {len(axes)} cannot be "
            f"heard (under {AUDIBLE:g} dB from end to end)"
        )
    return found
