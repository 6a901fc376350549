"""Favourites and sessions on a real disk: listed, renamed, deleted and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dx7bridge.app.folder import Folder
from dx7bridge.app.shelf import Shelf
from dx7bridge.commands import FAVOURITES
from dx7bridge.errors import BadArguments, Forbidden, OutOfRange
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_voice

ONE, TWO, THREE = (INIT_VOICE.with_name(name) for name in ("ONE", "TWO", "THREE"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "files")


@pytest.fixture
def shelf(folder: Folder) -> Shelf:
    return Shelf(folder)


def names(shelf: Shelf) -> list[str]:
    return [voice.name for voice in shelf.favourites()]


def test_favourites_are_listed_renamed_deleted_and_brought_back(folder: Folder, shelf: Shelf) -> None:
    assert names(shelf) == []
    for voice in (ONE, TWO, THREE):
        folder.append(FAVOURITES, voice)
    assert names(shelf) == ["ONE", "TWO", "THREE"]
    assert shelf.favourite(2) == TWO
    assert shelf.rename_favourite(2, "BRASS") == "BRASS"
    assert shelf.delete_favourite(1) == ("ONE", 2)
    assert shelf.delete_favourite(1) == ("BRASS", 1)
    assert shelf.delete_favourite(1) == ("THREE", 0)
    assert names(shelf) == []
    assert [shelf.restore_favourite()[1].name for _ in range(3)] == ["THREE", "BRASS", "ONE"]
    assert names(shelf) == ["THREE", "BRASS", "ONE"]
    with pytest.raises(BadArguments, match="none has been deleted"):
        shelf.restore_favourite()


def test_a_favourite_that_is_not_there_is_refused(folder: Folder, shelf: Shelf) -> None:
    with pytest.raises(OutOfRange, match="/dx7/keep adds one"):
        shelf.favourite(1)
    folder.append(FAVOURITES, ONE)
    with pytest.raises(OutOfRange, match="number = 2: must be from 1 to 1"):
        shelf.delete_favourite(2)
    assert names(shelf) == ["ONE"]


def test_a_file_of_favourites_that_is_not_ours_is_read_and_not_written(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "files").mkdir()
    file = tmp_path / "files" / FAVOURITES
    file.write_bytes(encode_voice(ONE))
    assert names(shelf) == ["ONE"]
    for write in (lambda: shelf.delete_favourite(1), lambda: shelf.rename_favourite(1, "X")):
        with pytest.raises(Forbidden):
            write()
    assert file.read_bytes() == encode_voice(ONE)


def test_sessions_are_listed_renamed_deleted_and_brought_back(folder: Folder, shelf: Shelf) -> None:
    for name in ("gig", "Attic", "last", "before-2", "controllers"):
        if name in ("gig", "Attic"):
            folder.save_text(f"{name}.json", f"{{{name}}}")
        else:
            (folder._path / f"{name}.json").write_text("{}")
    assert shelf.sessions() == ["Attic", "gig"]
    shelf.rename_session("gig", "tour")
    assert shelf.sessions() == ["Attic", "tour"]
    with pytest.raises(BadArguments, match="exists already"):
        shelf.rename_session("tour", "Attic")
    shelf.delete_session("tour")
    folder.save_text("tour.json", "{newer}")
    where = shelf.delete_session("tour")
    assert where.endswith("tour-2.json")
    assert shelf.sessions() == ["Attic"]
    assert shelf.restore_session("") == "tour-2"
    assert shelf.restore_session("tour") == "tour"
    assert folder.read_text("tour.json") == "{tour}".replace("tour", "gig")
    folder.save_text("tour.json", "{again}")  # still ours: no need to insist


@pytest.mark.parametrize("name", ["last", "controllers", "../x"])
def test_the_bridges_own_files_are_not_moved(folder: Folder, shelf: Shelf, name: str) -> None:
    folder.save_text("gig.json", "{}")
    (folder._path / "last.json").write_text("{}")
    for move in (lambda: shelf.delete_session(name), lambda: shelf.rename_session("gig", name)):
        with pytest.raises(Forbidden):
            move()
    assert shelf.sessions() == ["gig"]


def test_a_session_that_is_not_there_is_refused(folder: Folder, shelf: Shelf) -> None:
    with pytest.raises(BadArguments, match="no such file"):
        shelf.delete_session("gig")
    with pytest.raises(BadArguments, match="none has been deleted"):
        shelf.restore_session("")
