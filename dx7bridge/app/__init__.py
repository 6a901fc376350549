"""The composer: puts model, output, engine and OSC server together, and takes them apart again.

`composer` serves, as `settings.serve` says; `loading` has the model while it is being loaded,
`sessions` what is kept on disk, `folder` the files that OSC may name, `waiting` threads, signals and what
is waited for.
"""

from __future__ import annotations

from dx7bridge.app.composer import serve
from dx7bridge.app.folder import Folder
from dx7bridge.app.loading import LoadingModel
from dx7bridge.app.sessions import Keeper
from dx7bridge.settings.serve import ServeOptions

__all__ = ["Folder", "Keeper", "LoadingModel", "ServeOptions", "serve"]
