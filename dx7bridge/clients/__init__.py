"""The clients for Max, Pure Data, SuperCollider and TouchOSC, and their installation.

In a checkout they are folders at its root; an installed dx7bridge has copies of them beside this module.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dx7bridge.errors import BadArguments
from dx7bridge.files import write_file

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Client:
    """One client. `parts` maps our folders to folders below `home`."""

    name: str
    program: str
    parts: tuple[tuple[str, str], ...]
    home: Callable[[], Path | None]  # the folder where the program looks; None where it does not run
    next_step: str

    def files(self) -> Iterator[tuple[Path, Path]]:
        """Each file, and its place below the folder it is installed in."""
        for source, target in self.parts:
            folder = _sources() / source
            for file in sorted(folder.rglob("*")):
                if file.is_file() and not _belongs_elsewhere(self, source, file.relative_to(folder)):
                    yield file, Path(target) / file.relative_to(folder)

    def installed(self, folder: Path) -> str:
        """`no`, `yes`, or `differs` if the installed files have changed."""
        there = [(file, folder / place) for file, place in self.files() if (folder / place).exists()]
        if not there:
            return "no"
        same = all(file.read_bytes() == place.read_bytes() for file, place in there)
        return "yes" if same and len(there) == len(list(self.files())) else "differs"

    def install(self, folder: Path, *, force: bool = False) -> list[Path]:
        """Install the client in `folder` and return the files written, none if all were up to date.

        BadArguments, and nothing is written, if a file there differs and `force` is not given.
        """
        wanted = {folder / place: file.read_bytes() for file, place in self.files()}
        missing = {place: data for place, data in wanted.items() if not _holds(place, data)}
        others = [place for place in missing if place.exists()]
        if others and not force:
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            raise BadArguments(f"{others[0]}{more}: exists and differs; --force replaces it")
        for place, data in missing.items():
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise BadArguments(f"{place.parent}: cannot be made: {error.strerror or error}") from None
            write_file(place, data)
        return list(missing)


def _sources() -> Path:
    """The folder that holds the clients."""
    return HERE if (HERE / "max_patches").is_dir() else HERE.parents[1]


def _belongs_elsewhere(client: Client, source: str, place: Path) -> bool:
    """Whether the file belongs to another part: the Quark lies in the folder of its examples."""
    return any(
        Path(source) in Path(other).parents and (Path(source) / place).is_relative_to(other)
        for other, _ in client.parts
    )


def _holds(place: Path, data: bytes) -> bool:
    return place.is_file() and place.read_bytes() == data


def _documents() -> Path:
    from platformdirs import user_documents_path

    return user_documents_path()


def _max_home() -> Path | None:
    """The newest Max that has a folder; Max runs on macOS and Windows."""
    if sys.platform not in ("darwin", "win32"):
        return None
    versions = sorted(_documents().glob("Max [0-9]*"), key=lambda folder: folder.name)
    return (versions[-1] if versions else _documents() / "Max 9") / "Packages"


def _pd_home() -> Path:
    """The user's folder that Pd always searches."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Pd"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "Pd"
    return Path.home() / ".local" / "lib" / "pd" / "extra"


def _sc_home() -> Path:
    """SuperCollider's Platform.userExtensionDir."""
    from platformdirs import user_data_path

    return user_data_path("SuperCollider", appauthor=False) / "Extensions"


CLIENTS: Final = {
    client.name: client
    for client in (
        Client(
            "max",
            "Max",
            (("max_patches", "dx7bridge"),),
            _max_home,
            "restart Max and choose Extras > dx7bridge",
        ),
        Client(
            "pd",
            "Pure Data",
            (("pd_patches/dx7bridge", "dx7bridge"),),
            _pd_home,
            "in Pd open examples/start-here.pd there",
        ),
        Client(
            "sc",
            "SuperCollider",
            (("sc_examples/DX7Bridge", "DX7Bridge"), ("sc_examples", "DX7Bridge/Examples")),
            _sc_home,
            "recompile the class library; then  b = DX7Bridge.default;",
        ),
        Client(
            "touchosc",
            "TouchOSC",
            (("touchosc", ""),),
            lambda: _documents() / "TouchOSC",
            "open the layout in TouchOSC, or send it to the tablet",
        ),
    )
}
