"""Names of MIDI ports: which fit a pattern, and which belong to one device. Pure functions, any thread."""

from __future__ import annotations

import re
from collections.abc import Callable


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return what says whether a port's name fits: a regular expression or a part of it, in any case."""
    plain = pattern.lower()
    try:
        expression = re.compile(pattern, re.IGNORECASE)
    except re.error:  # a name with a lone bracket is still a name
        expression = re.compile(re.escape(pattern), re.IGNORECASE)
    return lambda name: plain in name.lower() or expression.search(name) is not None


def same_device(heard: str, sent: str) -> bool:
    """Whether an input and an output of these names lead to one device; False where names do not show it.

    The system's MIDI calls both ends of an interface the same. In JACK a program has one name; what stands
    for hardware there has one for all of it.
    """
    _, is_input, source = heard.partition(" ← ")
    _, is_output, sinks = sent.partition(" → ")
    if not is_input or not is_output:
        return bool(heard) and heard == sent
    client, _, port = source.partition(":")
    named = port and ", " not in source and client != "system" and not client.lower().startswith("a2j")
    return bool(named) and client in [sink.partition(":")[0] for sink in sinks.split(", ")]
