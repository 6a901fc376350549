"""The Max package's files: patches, help, the reference page made from the address table, the Live device."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dx7bridge import __version__
from dx7bridge.osc.address import Address
from dx7bridge.osc.table import TABLE
from generators import max_examples as examples
from generators.max_client import OUTLETS, client
from generators.max_panel import panel

FOLDER: Final = "max_patches"
LICENSE: Final = Path(__file__).resolve().parents[1] / "LICENSE"


def files() -> Mapping[str, bytes]:
    """Path below the package's folder → what it holds."""
    patches = {
        "patchers/dx7bridge.client.maxpat": client(),
        "patchers/dx7bridge.panel.maxpat": panel(),
        "help/dx7bridge.client.maxhelp": examples.client_help(),
        "help/dx7bridge.panel.maxhelp": examples.panel_help(),
        "extras/dx7bridge.maxpat": examples.overview(),
        "examples/dx7bridge.pattr-morph.maxpat": examples.pattr_morph(),
        "examples/dx7bridge.step-sequencer.maxpat": examples.step_sequencer(),
        "examples/dx7bridge.sysex-out.maxpat": examples.sysex_out(),
        "examples/dx7bridge.m4l.maxpat": examples.m4l(),
    }
    made = {path: patch.text().encode() for path, patch in patches.items()}
    return made | {
        "examples/dx7bridge.amxd": live_device(made["examples/dx7bridge.m4l.maxpat"]),
        "docs/refpages/dx7bridge.client.maxref.xml": reference().encode(),
        "docs/refpages/dx7bridge.panel.maxref.xml": PANEL.encode(),
        "LICENSE": LICENSE.read_bytes(),
        "package-info.json": (json.dumps(PACKAGE, indent="\t") + "\n").encode(),
    }


PANEL: Final = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<c74object name="dx7bridge.panel" module="dx7bridge" category="OSC">
\t<digest>Eight dials, pads, slots and locks for dx7bridge</digest>
\t<description>For a bpatcher. Wire the first outlet of a dx7bridge.client to it, and its outlet to the
\tclient: the dials, pads and toggles follow the bridge, whoever moves it, and never send back what they
\twere shown.</description>
\t<inletlist>
\t\t<inlet id="0" type="anything"><digest>From the first outlet of dx7bridge.client</digest></inlet>
\t</inletlist>
\t<outletlist>
\t\t<outlet id="0" type="anything"><digest>Messages for dx7bridge.client</digest></outlet>
\t</outletlist>
\t<seealsolist>
\t\t<seealso name="dx7bridge.client" />
\t</seealsolist>
</c74object>
"""

PACKAGE: Final = {
    "name": "dx7bridge",
    "displayname": "dx7bridge",
    "version": __version__,
    "author": "the dx7bridge authors",
    "description": "Steer a Yamaha DX7 with eight dials: a client and a panel for the dx7bridge OSC server",
    "tags": ["DX7", "OSC", "MIDI", "SysEx", "FM"],
    "max_version_min": "8.1",
    "max_version_max": "none",
    "os": {
        "macintosh": {"platform": ["x64", "aarch64"], "min_version": "none"},
        "windows": {"platform": ["x64"], "min_version": "none"},
    },
    "package_extra": {"reverse_domain": "", "copyright": "MIT licence"},
}


def live_device(patcher: bytes) -> bytes:
    """An unfrozen .amxd, MIDI effect: tagged chunks with little-endian sizes around the patcher's text."""
    body = patcher + b"\0"
    head = b"ampf" + struct.pack("<I", 4) + b"mmmm" + b"meta" + struct.pack("<II", 4, 0)
    return head + b"ptch" + struct.pack("<I", len(body)) + body


def reference() -> str:
    """The reference page that Max shows for the client, from the address table."""
    methods = "\n".join(
        f"\t\t<method name={quoteattr(row.address)}>\n\t\t\t<arglist>{_arguments(row)}</arglist>\n"
        f"\t\t\t<digest>{escape(row.summary)}</digest>\n"
        f"\t\t\t<description>{escape(row.help)}</description>\n\t\t</method>"
        for row in TABLE
    )
    outlets = "\n".join(
        f'\t\t<outlet id="{n}" type="anything"><digest>{escape(what)}</digest></outlet>'
        for n, what in enumerate(OUTLETS)
    )
    return f"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<c74object name="dx7bridge.client" module="dx7bridge" category="OSC">
\t<digest>OSC to and from the dx7bridge server</digest>
\t<description>Send it the messages below; the bridge's replies come out routed by kind.</description>
\t<inletlist>
\t\t<inlet id="0" type="anything"><digest>Messages for the bridge</digest></inlet>
\t</inletlist>
\t<outletlist>
{outlets}
\t</outletlist>
\t<objarglist>
\t\t<objarg name="host" optional="1" type="symbol"><digest>Where the bridge is</digest></objarg>
\t\t<objarg name="port" optional="1" type="int"><digest>The bridge's port</digest></objarg>
\t\t<objarg name="reply-port" optional="1" type="int"><digest>Where replies come in</digest></objarg>
\t</objarglist>
\t<methodlist>
{methods}
\t</methodlist>
</c74object>
"""


def _arguments(row: Address) -> str:
    """Each argument with its name, type and whether it may be left out."""
    kinds = {"i": "int", "f": "float", "s": "symbol"}
    return "".join(
        f'<arg name={quoteattr(arg.name)} optional="{int(optional)}"'
        f' type="{"list" if arg.counts else kinds.get(arg.kind, "atom")}" />'
        for arg, optional in row.arguments
    )
