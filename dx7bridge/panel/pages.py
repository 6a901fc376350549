"""The files of the page: read once at the start, served under exact names. Pure values, any thread."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final

PREFIX: Final = "/panel/"
INDEX: Final = "index.html"
TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class Page:
    """A file as it is served."""

    body: bytes
    kind: str

    @cached_property
    def etag(self) -> str:
        """Changes with the contents."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @cached_property
    def packed(self) -> bytes:
        """Compressed, made when first asked for."""
        return gzip.compress(self.body, 6, mtime=0)


def pages() -> dict[str, Page]:
    """Every file of `static/` by its path: `/panel/app.js` and so on. Nothing else can be asked for."""
    found = {}
    for file in files("dx7bridge.panel").joinpath("static").iterdir():
        kind = TYPES.get(file.name.rpartition(".")[2])
        if file.is_file() and kind is not None:
            found[PREFIX + file.name] = Page(file.read_bytes(), kind)
    return found
