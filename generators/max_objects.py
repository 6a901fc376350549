"""The Max objects that the patches may use, with their inlets and outlets as Max draws them.

An allow-list: all are part of Max itself, none of a package. Source: the Max reference pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

Ports = tuple[int, int]

# Fixed: object or interface class → inlets, outlets.
FIXED: Final[dict[str, Ports]] = {
    "change": (1, 3),
    "comment": (1, 0),
    "counter": (5, 4),
    "deferlow": (1, 1),
    "delay": (2, 1),
    "dropfile": (1, 2),
    "f": (2, 1),
    "filein": (3, 3),
    "i": (2, 1),
    "inlet": (0, 1),
    "iter": (1, 1),
    "led": (1, 1),
    "live.dial": (1, 2),
    "live.numbox": (1, 2),
    "live.thisdevice": (1, 3),
    "loadbang": (1, 1),
    "loadmess": (1, 1),
    "message": (2, 1),
    "metro": (2, 1),
    "midiin": (1, 1),
    "midiinfo": (2, 1),
    "midiout": (1, 0),
    "multislider": (1, 2),
    "outlet": (1, 0),
    "autopattr": (1, 4),
    "patcherargs": (1, 2),
    "pattrstorage": (1, 1),
    "panel": (1, 0),
    "pcontrol": (1, 1),
    "pictslider": (2, 2),
    "prepend": (1, 1),
    "random": (2, 1),
    "slider": (1, 1),
    "speedlim": (2, 1),
    "textbutton": (1, 3),
    "toggle": (1, 1),
    "udpreceive": (1, 1),
    "udpsend": (1, 0),
    "umenu": (1, 3),
    "uzi": (2, 3),
    "zl": (2, 2),
    "+": (2, 1),
    "*": (2, 1),
    "/": (2, 1),
    "flonum": (1, 2),
    "number": (1, 2),
}

# By their arguments: how many there are, or the number that the first one is.
BY_ARGUMENTS: Final[dict[str, Callable[[Sequence[str]], Ports]]] = {
    "expr": lambda a: (max(int(n) for n in re.findall(r"\$[if](\d+)", " ".join(a))), 1),
    "gate": lambda a: (2, int(a[0])),
    "pack": lambda a: (len(a), 1),
    "pak": lambda a: (len(a), 1),
    "route": lambda a: (len(a) + 1, len(a) + 1),
    "sel": lambda a: (len(a) + 1, len(a) + 1),
    "sprintf": lambda a: (max(1, " ".join(a).count("%")), 1),
    "switch": lambda a: (int(a[0]) + 1, 1),
    "t": lambda a: (1, len(a)),
    "unpack": lambda a: (1, len(a)),
}


def ports(text: str) -> Ports:
    """Inlets and outlets of an object box; KeyError when the object is not on the list."""
    name, *arguments = text.split()
    if name in BY_ARGUMENTS:
        return BY_ARGUMENTS[name](arguments)
    return FIXED[name]
