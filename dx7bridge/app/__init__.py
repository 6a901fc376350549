"""The composer: puts model, output, engine and OSC server together, and takes them apart again.

`composer` serves; `options` are what it can be set to; `loading` has the model while it is being loaded,
`sessions` what is kept on disk, `folder` the files that OSC may name, `waiting` threads, signals and what
is waited for.
"""

from __future__ import annotations

from dx7bridge.app.composer import serve
from dx7bridge.app.folder import Folder
from dx7bridge.app.loading import LoadingModel
from dx7bridge.app.options import ServeOptions
from dx7bridge.app.sessions import Keeper

__all__ = ["Folder", "Keeper", "LoadingModel", "ServeOptions", "serve"]
