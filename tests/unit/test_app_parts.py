"""The parts that the composer adds: the folder, and the model that is still being loaded."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import FakeDecoder, Rig

from dx7bridge.app.folder import Folder
from dx7bridge.app.loading import LoadingModel
from dx7bridge.app.sessions import LAST_SESSION, SESSIONS_BEFORE, Keeper
from dx7bridge.commands import Command, Sample, SetName, StoreSlot
from dx7bridge.errors import BadArguments, BadSysex, Forbidden, NoModel, OutOfRange
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.sysex import encode_bank
from dx7bridge.voice.syx import read_file

SOON = 20.0  # seconds
VOICES = [INIT_VOICE.with_name(f"VOICE {n}") for n in range(1, 33)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inside" / "deep").mkdir(parents=True)
    (tmp_path / "inside" / "bank.syx").write_bytes(encode_bank(VOICES))
    (tmp_path / "outside.syx").write_bytes(encode_bank(VOICES))
    return tmp_path / "inside"


def test_a_voice_is_read_by_its_number_from_1(folder: Path) -> None:
    assert Folder(folder).read("bank.syx", 32) == (VOICES[31], "")
    assert Folder(folder).read(str(folder / "bank.syx"), 1) == (VOICES[0], "")
    assert Folder(folder).read("deep/../bank.syx", 1) == (VOICES[0], "")


def test_what_had_to_be_mended_is_told_with_the_voice(folder: Path) -> None:
    bank = bytearray(encode_bank(VOICES))
    bank[-2] ^= 1
    (folder / "bank.syx").write_bytes(bank)
    assert Folder(folder).read("bank.syx", 1) == (VOICES[0], "checksum 1, doubtful")


def test_a_number_beyond_the_last_voice_says_how_many_there_are(folder: Path) -> None:
    with pytest.raises(OutOfRange, match="1 to 32"):
        Folder(folder).read("bank.syx", 33)


@pytest.mark.parametrize("path", ["../outside.syx", "/etc/passwd", "deep/../../outside.syx"])
def test_a_path_out_of_the_folder_is_forbidden(folder: Path, path: str) -> None:
    with pytest.raises(Forbidden, match="outside the folder"):
        Folder(folder).read(path, 1)
    with pytest.raises(Forbidden, match="outside the folder"):
        Folder(folder).save(path, VOICES)


def test_a_link_out_of_the_folder_is_forbidden(folder: Path) -> None:
    os.symlink(folder.parent / "outside.syx", folder / "link.syx")
    os.symlink(folder.parent, folder / "up")
    for path in ("link.syx", "up/outside.syx"):
        with pytest.raises(Forbidden):
            Folder(folder).read(path, 1)
        with pytest.raises(Forbidden):
            Folder(folder).save(path, VOICES)


def test_a_link_that_stays_inside_is_followed(folder: Path) -> None:
    os.symlink(folder / "bank.syx", folder / "link.syx")
    assert Folder(folder).read("link.syx", 2) == (VOICES[1], "")


@pytest.mark.parametrize("path", [".", "..", ".syx", "deep/", "deep/.SYX"])
def test_a_file_needs_a_name(folder: Path, path: str) -> None:
    with pytest.raises(BadArguments, match="must be the name of a file"):
        Folder(folder).save(path, VOICES)


@pytest.mark.parametrize("path", ["missing.syx", "deep", "a\0b", "x" * 300])
def test_what_cannot_be_read_is_a_bad_argument(folder: Path, path: str) -> None:
    with pytest.raises(BadArguments):
        Folder(folder).read(path, 1)


def test_a_file_without_voices_says_so(folder: Path) -> None:
    (folder / "text.syx").write_text("hello")
    with pytest.raises(BadSysex):
        Folder(folder).read("text.syx", 1)


@pytest.mark.parametrize(("path", "file"), [("mine", "mine.syx"), ("a.SYX", "a.SYX"), ("b.txt", "b.txt.syx")])
def test_a_cartridge_is_written_with_the_suffix_of_its_kind(folder: Path, path: str, file: str) -> None:
    assert Folder(folder).save(path, VOICES) == str(folder / file)
    assert read_file(folder / file).all_voices() == VOICES


def test_the_folder_itself_is_made_when_it_is_first_needed(tmp_path: Path) -> None:
    Folder(tmp_path / "not" / "yet").save("a", VOICES)
    assert (tmp_path / "not" / "yet" / "a.syx").exists()


def test_a_missing_subfolder_is_a_bad_argument(folder: Path) -> None:
    with pytest.raises(BadArguments, match=r"there is no folder .*nowhere"):
        Folder(folder).save("nowhere/a.syx", VOICES)


class SlowModel:
    """A model whose loading a test holds."""

    def __init__(self, failing: Exception | None = None) -> None:
        self.gate = threading.Event()
        self.failing = failing

    def load(self) -> Any:
        assert self.gate.wait(SOON)
        if self.failing is not None:
            raise self.failing
        fake = FakeDecoder()
        return SimpleNamespace(
            name="slow one", dims=8, decode=fake.decode, encode=fake.encode, sample=fake.sample
        )


def asking(model: LoadingModel) -> tuple[threading.Thread, list[Sequence[Voice] | Exception]]:
    """A thread that waits for a decode."""
    came: list[Sequence[Voice] | Exception] = []

    def ask() -> None:
        try:
            came.append(model.decode([[0.0] * 8]))
        except NoModel as error:
            came.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, came


def test_whoever_needs_the_model_waits_until_it_is_loaded() -> None:
    slow = SlowModel()
    model = LoadingModel(slow.load)
    model.start()
    assert (model.name, model.dims) == ("loading", 0)
    thread, came = asking(model)
    assert came == []
    slow.gate.set()
    thread.join(SOON)
    assert isinstance(came[0], list)
    assert (model.name, model.dims) == ("slow one", 8)
    assert len(model.sample(3, temperature=1.0, seed=1)) == 3
    assert len(model.encode([INIT_VOICE])[0]) == 8


@pytest.mark.parametrize("failing", [NoModel("no such file"), ImportError("no torch here")])
def test_a_model_that_does_not_load_is_no_model(failing: Exception) -> None:
    slow = SlowModel(failing)
    slow.gate.set()
    model = LoadingModel(slow.load)
    model.start()
    with pytest.raises(NoModel, match=str(failing)):
        model.decode([[0.0] * 8])
    assert (model.name, model.dims) == ("none", 0)


def test_cancelling_sends_the_waiting_away_and_says_whether_the_loading_goes_on() -> None:
    slow = SlowModel()
    model = LoadingModel(slow.load)
    model.start()
    thread, came = asking(model)
    assert not model.cancel()
    thread.join(SOON)
    assert isinstance(came[0], NoModel)
    slow.gate.set()


def test_favourites_grow_by_one_voice_each_and_padding_counts_for_nothing(folder: Path) -> None:
    files = Folder(folder)
    for number in range(1, 35):
        where, count = files.append("best", INIT_VOICE.with_name(f"V{number}"))
        assert (where, count) == (str(folder.resolve() / "best.syx"), number)
    names = [voice.name for voice in read_file(folder / "best.syx").all_voices()]
    assert names[:34] == [f"V{number}" for number in range(1, 35)]
    assert len(names) == 64


def test_a_voice_is_a_favourite_once(folder: Path) -> None:
    files = Folder(folder)
    assert files.append("best.syx", INIT_VOICE)[1] == 1
    assert files.append("best.syx", INIT_VOICE)[1] == 1


@pytest.mark.parametrize("name", ["last", "LAST", "before", "before-3", "unreadable-1", "controllers"])
def test_no_session_is_written_over_a_file_that_the_bridge_keeps(folder: Path, name: str) -> None:
    with pytest.raises(Forbidden, match="used by the bridge itself; choose another name"):
        Folder(folder).save_text(f"deep/../{name}.json", "{}")
    assert list(folder.glob("*.json")) == []
    assert Folder(folder).save_text(f"deep/{name}.json", "{}")  # there it is nobody's


def test_no_cartridge_is_written_over_the_favourites_or_the_voice_of_an_output(folder: Path) -> None:
    Folder(folder).append("favourites.syx", VOICES[0])
    for path in ("favourites", "Favourites.SYX", "voice.syx"):
        with pytest.raises(Forbidden, match="used by the bridge itself"):
            Folder(folder).save(path, VOICES)
    assert len(read_file(folder / "favourites.syx").voices) == 32
    with pytest.raises(Forbidden):
        Folder(folder).append("voice.syx", VOICES[0])


def test_favourites_stay_inside_the_folder(folder: Path) -> None:
    with pytest.raises(Forbidden):
        Folder(folder).append("../outside.syx", INIT_VOICE)


def test_texts_are_written_and_read_inside_the_folder_alone(folder: Path) -> None:
    files = Folder(folder)
    where = files.save_text("deep/gig.json", "{}")
    assert Path(where).read_text() == files.read_text("deep/gig.json") == "{}"
    for path in ("../gig.json", "/etc/hostname"):
        with pytest.raises(Forbidden):
            files.read_text(path)
        with pytest.raises(Forbidden):
            files.save_text(path, "{}")
    with pytest.raises(BadArguments, match=r"file 'no\.json': No such file"):
        files.read_text("no.json")
    (folder / "odd.json").write_bytes(b"\xff\xfe")
    with pytest.raises(BadArguments, match=r"odd\.json"):
        files.read_text("odd.json")


async def settled(rig: Rig) -> None:
    while rig.engine.busy:
        await asyncio.sleep(0.01)


@pytest.fixture
def playing() -> Iterator[Rig]:
    rig = Rig()
    rig.engine.start()
    yield rig
    assert rig.engine.close(SOON)


def do(rig: Rig, command: Command) -> None:
    done = threading.Event()
    rig.engine.submit(command, "test", lambda _: done.set())
    assert done.wait(SOON)


async def test_a_session_is_kept_and_taken_up_again(playing: Rig, folder: Path) -> None:
    keeper = Keeper(playing.engine, folder)
    await keeper.keep()
    assert not (folder / LAST_SESSION).exists()  # nothing has changed yet
    do(playing, Sample())
    do(playing, StoreSlot(3))
    await keeper.keep()
    again = Rig(seed=9)
    Keeper(again.engine, folder).begin(resume=True)
    again.engine.start()
    await settled(again)
    assert again.engine.state.slots == playing.engine.state.slots
    assert again.engine.state.voice == playing.engine.state.voice
    assert again.output.offered == [(playing.engine.state.voice, True)]
    assert again.engine.close(SOON)


async def test_a_session_that_is_not_resumed_is_put_aside_and_the_log_says_where(
    playing: Rig, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / LAST_SESSION).write_text("precious")
    caplog.set_level("INFO")
    Keeper(playing.engine, folder).begin(resume=False)
    assert (folder / "before.json").read_text() == "precious"
    assert f"the session before is in {folder / 'before.json'}: /dx7/session/load before" in caplog.text
    assert playing.engine.state.voice == INIT_VOICE


async def test_of_the_sessions_put_aside_the_newest_five_are_kept(playing: Rig, folder: Path) -> None:
    for number in range(8):
        (folder / LAST_SESSION).write_text(f"session {number}")
        Keeper(playing.engine, folder).begin(resume=False)
        Keeper(playing.engine, folder).begin(resume=False)  # nothing new: nothing moves on
    kept = [(folder / name).read_text() for name in SESSIONS_BEFORE]
    assert kept == [f"session {number}" for number in (7, 6, 5, 4, 3)]


@pytest.mark.parametrize("broken", [b"{", b"\xff\xfe", b""])
async def test_a_broken_session_is_told_and_the_bridge_begins_afresh(
    playing: Rig, folder: Path, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2):
        (folder / LAST_SESSION).write_bytes(broken)
        keeper = Keeper(playing.engine, folder)
        keeper.begin(resume=True)
        await settled(playing)
        aside = folder / f"unreadable-{number}.json"
        assert f"cannot resume the last session, moved to {aside}: " in caplog.text
        assert aside.read_bytes() == broken
        do(playing, SetName(f"NEW {number}"))
        await keeper.keep()
        assert f"NEW {number}".encode().hex() in (folder / LAST_SESSION).read_text()
    assert (folder / "unreadable-1.json").read_bytes() == broken


async def test_nothing_to_resume_is_told(
    playing: Rig, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Keeper(playing.engine, folder).begin(resume=True)
    assert "nothing to resume" in caplog.text
    assert "before" not in caplog.text
    (folder / "before.json").write_text("{}")
    Keeper(playing.engine, folder).begin(resume=True)
    assert "the session before is in" in caplog.text


async def test_a_last_session_that_cannot_be_set_aside_is_not_written_over(
    playing: Rig, folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_from: Path, _to: Path) -> None:
        raise OSError("read-only")

    for resume in (True, False):
        (folder / LAST_SESSION).write_text("precious")
        keeper = Keeper(playing.engine, folder)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            keeper.begin(resume=resume)
            await settled(playing)
        do(playing, SetName(f"NEW {resume}"))
        await keeper.keep()
        assert (folder / LAST_SESSION).read_text() == "precious"
        assert "this session will not be saved: read-only" in caplog.text
        caplog.clear()


async def test_a_session_is_kept_while_one_plays(playing: Rig, folder: Path) -> None:
    keeping = asyncio.create_task(Keeper(playing.engine, folder, pause=0.01).run())
    do(playing, SetName("PLAYED"))
    name = b"PLAYED".hex()
    async with asyncio.timeout(SOON):
        while not (folder / LAST_SESSION).exists() or name not in (folder / LAST_SESSION).read_text():
            await asyncio.sleep(0.01)
    keeping.cancel()
