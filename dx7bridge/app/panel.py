"""The panel as `serve` sets it up and announces it."""

from __future__ import annotations

import logging
import webbrowser
from functools import partial
from typing import Final

from dx7bridge.app.waiting import in_thread
from dx7bridge.engine import Engine
from dx7bridge.errors import NoMidi
from dx7bridge.panel import Door, Panel
from dx7bridge.panel.door import is_local, kept_code
from dx7bridge.settings.serve import ServeOptions

_log: Final = logging.getLogger(__name__)


def panel_of(options: ServeOptions, address: tuple[str, int], engine: Engine) -> Panel | None:
    """The panel that the options ask for; None if they ask for none. `address` is where it is served."""
    if not (options.panel and options.tcp):
        return None
    code = ""
    if not is_local(address[0]):
        try:
            code = kept_code(options.folder)
        except NoMidi as error:
            _log.warning("no panel: its code cannot be kept: %s", error)
            return None
    return Panel(
        Door(address, code),
        lambda: engine.state,
        engine.submit,
        voices=options.voices or options.folder,
        model=options.model,
    )


def show_panel(panel: Panel, *, open_it: bool) -> None:
    """Say where it is, with a QR code if other machines can open it; open it here if asked for."""
    link = panel.door.link
    _log.info("panel: %s", link)
    if panel.door.code:
        for line in panel.door.drawn():
            _log.info("%s", line)
    if open_it:
        in_thread("browser", partial(webbrowser.open, link))
