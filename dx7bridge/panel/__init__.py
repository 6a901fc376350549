"""The panel: a page in the browser, served on the port of OSC, that plays the bridge over its WebSocket.

`static/` is the page. `site` answers requests, from the table of `pages`; `door` decides who may open it;
`workshop` has notes rendered and voices laid out by processes of their own (`child`).
"""

from __future__ import annotations

from dx7bridge.panel.door import Door
from dx7bridge.panel.site import Panel

__all__ = ["Door", "Panel"]
