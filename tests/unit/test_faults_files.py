"""Files and folders: nothing that is not ours is written over, nothing hangs, nothing is lost unsaid."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import Rig
from hypothesis import given, settings
from hypothesis import strategies as st

from dx7bridge.app.composer import _serve  # noqa: F401  (imported so that a broken composer is noticed here)
from dx7bridge.app.folder import Folder
from dx7bridge.app.sessions import LAST_SESSION, Keeper
from dx7bridge.claim import Claim, claimed
from dx7bridge.commands import SetName
from dx7bridge.engine.session import from_text
from dx7bridge.errors import BadArguments, BadSysex, Busy, Forbidden
from dx7bridge.files import read_regular, write_file, write_whole
from dx7bridge.inputs import Controls, Desk
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.sysex import encode_bank, encode_voice
from dx7bridge.voice.syx import read_file

SOON = 20.0  # seconds
VOICES = [INIT_VOICE.with_name(f"VOICE {n}") for n in range(1, 33)]
ROLAND = bytes.fromhex("f0411000 4212 40007f0041 f7".replace(" ", ""))
FUNCTION_DATA = bytes.fromhex("f043 00 01 005e") + bytes(94) + b"\x00\xf7"


@pytest.fixture
def playing() -> Iterator[Rig]:
    rig = Rig()
    rig.engine.start()
    yield rig
    assert rig.engine.close(SOON)


# --- a full disk -----------------------------------------------------------------------------------


async def test_what_a_full_disk_refused_is_tried_again_until_it_is_written_and_said_once(
    playing: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO")
    keeper = Keeper(playing.engine, tmp_path)
    done = threading.Event()
    playing.engine.submit(SetName("PRECIOUS"), "test", lambda _: done.set())
    assert done.wait(SOON)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        for _ in range(3):  # nothing changes meanwhile
            await keeper.keep()
    assert not (tmp_path / LAST_SESSION).exists()
    assert caplog.text.count("No space left on device") == 1
    await keeper.keep()
    assert b"PRECIOUS".hex() in (tmp_path / LAST_SESSION).read_text()
    assert caplog.text.count("saved again") == 1
    assert [each.name for each in tmp_path.iterdir()] == [LAST_SESSION]


async def test_learned_controllers_too_are_written_once_the_disk_takes_them(
    playing: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "controllers.json"
    desk = Desk(Controls(take_over=False), None, file)  # type: ignore[arg-type]
    desk.begin(playing.engine.submit, lambda: playing.engine.state)
    desk.listen(_Silent())  # type: ignore[arg-type]
    desk.learn(4)
    desk.take(bytes((0xB0, 30, 0)))
    keeper = Keeper(playing.engine, tmp_path, others=(desk,))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        await keeper.keep()
    assert not file.exists()
    await keeper.keep()
    assert '"dimension": 4' in file.read_text()


def _full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _Silent:
    name, connected = "silent", True

    def close(self) -> None:
        pass


def test_a_file_of_controllers_that_cannot_be_read_is_put_aside_before_another_is_written(
    playing: Rig, tmp_path: Path
) -> None:
    file = tmp_path / "controllers.json"
    for number in (1, 2):
        file.write_text(f"not ours {number}")
        desk = Desk(Controls(take_over=False), None, file)  # type: ignore[arg-type]
        desk.begin(playing.engine.submit, lambda: playing.engine.state)
        desk.listen(_Silent())  # type: ignore[arg-type]
        desk.learn(4)
        desk.take(bytes((0xB0, 30, 0)))
        desk.keep()
        assert (tmp_path / f"unreadable-controllers-{number}.json").read_text() == f"not ours {number}"
        assert '"dimension": 4' in file.read_text()


# --- nothing that is not ours is written over ------------------------------------------------------


@pytest.mark.parametrize(
    "foreign",
    [
        encode_bank(VOICES) + ROLAND,
        FUNCTION_DATA + encode_bank(VOICES),
        encode_voice(INIT_VOICE),
        encode_bank(VOICES) + b"\x00",
        encode_bank(VOICES)[:-1],
    ],
)
def test_keep_leaves_a_file_that_holds_other_things_as_it_is_unless_it_insists(
    tmp_path: Path, foreign: bytes
) -> None:
    (tmp_path / "mine.syx").write_bytes(foreign)
    folder = Folder(tmp_path)
    new = INIT_VOICE.with_name("NEW")
    with pytest.raises(Forbidden, match='add "overwrite"'):
        folder.append("mine", new)
    assert (tmp_path / "mine.syx").read_bytes() == foreign
    before = [each.voice for each in read_file(tmp_path / "mine.syx").voices]
    folder.append("mine", new, overwrite=True)
    assert read_file(tmp_path / "mine.syx").all_voices()[: len(before) + 1] == [*before, new]


def test_keep_leaves_a_file_without_voices_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.syx").write_bytes(ROLAND)
    with pytest.raises((Forbidden, BadSysex)):
        Folder(tmp_path).append("mine", INIT_VOICE)
    assert (tmp_path / "mine.syx").read_bytes() == ROLAND


def test_keep_adds_to_a_bank_of_another_s_and_takes_none_of_its_voices_for_padding(tmp_path: Path) -> None:
    bank = [*VOICES[:30], VOICES[29], VOICES[29]]
    (tmp_path / "rom.syx").write_bytes(encode_bank(bank, 3))
    new = INIT_VOICE.with_name("NEW")
    assert Folder(tmp_path).append("rom", new)[1] == 33
    data = (tmp_path / "rom.syx").read_bytes()
    assert data[:4104] == encode_bank(bank, 3)
    assert data[4104:] == encode_bank([new] * 32, 3)


def test_padding_of_a_file_of_ours_is_known_after_a_restart(tmp_path: Path) -> None:
    for number in range(3):
        assert Folder(tmp_path).append("best", VOICES[number])[1] == number + 1


@pytest.mark.parametrize("name", ["gig.json", "cart.syx"])
def test_a_file_that_the_bridge_did_not_write_is_replaced_only_when_it_is_to_be(
    tmp_path: Path, name: str
) -> None:
    def save(*, overwrite: bool = False) -> None:
        folder = Folder(tmp_path)  # each time as after a restart
        if name.endswith(".json"):
            folder.save_text(name, f"{{}}{time.monotonic()}", overwrite=overwrite)
        else:
            folder.save(name, VOICES, overwrite=overwrite)

    file = tmp_path / name
    file.write_bytes(b"precious")
    with pytest.raises(Forbidden, match='add "overwrite" to replace it'):
        save()
    assert file.read_bytes() == b"precious"
    save(overwrite=True)
    assert file.read_bytes() != b"precious"
    save()  # it is ours by now
    file.write_bytes(b"changed by hand")
    with pytest.raises(Forbidden):
        save()
    assert file.read_bytes() == b"changed by hand"


def test_a_register_that_is_broken_makes_everything_foreign_and_breaks_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.save("a", VOICES)
    for junk in (b"[", b"\xff", b"[]", b'{"a": 1}', b"[" * 100_000):
        (tmp_path / ".written.json").write_bytes(junk)
        with pytest.raises(Forbidden):
            folder.save("a", VOICES)
        folder.save("b" + junk.hex()[:8], VOICES)


# --- regular files only ----------------------------------------------------------------------------


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["pipe.json", "pipe.syx"])
def test_a_fifo_in_the_folder_is_refused_at_once_for_reading_and_writing(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    folder = Folder(tmp_path)
    with pytest.raises(BadArguments, match="not a regular file"):
        folder.read_text(name)
    with pytest.raises(BadArguments, match="not a regular file"):
        folder.read(name, 1)
    for overwrite in (False, True):
        save = folder.save_text if name.endswith(".json") else folder.save
        with pytest.raises((BadArguments, Forbidden)):
            save(name, "{}" if name.endswith(".json") else VOICES, overwrite=overwrite)  # type: ignore[operator]
        if name.endswith(".syx"):
            with pytest.raises((BadArguments, Forbidden)):
                folder.append(name, INIT_VOICE, overwrite=overwrite)


@pytest.mark.timeout(20)
async def test_fifos_under_the_bridge_s_own_names_hold_nothing_up(playing: Rig, tmp_path: Path) -> None:
    for name in (LAST_SESSION, "controllers.json", ".lock", "voice.syx"):
        os.mkfifo(tmp_path / name)
    assert Desk(Controls(), None, tmp_path / "controllers.json").rows() == ()  # type: ignore[arg-type]
    with pytest.raises(OSError, match="not a regular file"):
        Claim(tmp_path)
    Keeper(playing.engine, tmp_path).begin(resume=True)
    with pytest.raises(Exception, match="not a regular file"):
        write_whole(tmp_path / "voice.syx", b"")


def test_a_file_larger_than_allowed_is_refused_by_its_size(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(bytes(1001))
    assert len(read_regular(tmp_path / "big", 1001)) == 1001
    with pytest.raises(OSError, match="larger than 1000 bytes"):
        read_regular(tmp_path / "big", 1000)


# --- drafts and modes ------------------------------------------------------------------------------


def test_drafts_that_a_crash_left_are_removed_and_others_are_not(tmp_path: Path) -> None:
    old = time.time() - 120
    left = tmp_path / f".a.syx.{'0' * 12}.part"
    others = [
        tmp_path / f".a.syx.{'1' * 12}.part",  # somebody writes it now, on a slow disk
        tmp_path / ".a.syx.part",
        tmp_path / "a.syx.0123456789ab.part",
        tmp_path / f".b.syx.{'0' * 12}.part",
    ]
    for each in (left, *others):
        each.write_bytes(b"draft")
        when = old if each is not others[0] else time.time() - 20
        os.utime(each, (when, when))
    write_file(tmp_path / "a.syx", b"new")
    assert not left.exists()
    assert all(each.exists() for each in others)
    with claimed(tmp_path):
        assert [each.exists() for each in others] == [True, True, True, False]


def test_files_and_folders_of_the_bridge_are_the_user_s_alone_and_modes_of_the_user_s_stay(
    tmp_path: Path,
) -> None:
    before = os.umask(0)
    try:
        place = tmp_path / "new" / "state"
        with claimed(place):
            folder = Folder(place)
            folder.save("a", VOICES)
            folder.append("b", INIT_VOICE)
            folder.save_text("c.json", "{}")
            write_whole(place / "voice.syx", b"x")
        for file in place.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        (place / "a.syx").chmod(0o644)
        folder.save("a", VOICES)
        assert stat.S_IMODE((place / "a.syx").stat().st_mode) == 0o644
        write_file(tmp_path / "asked-for.syx", b"x")  # by a command: as the system has it
        assert stat.S_IMODE((tmp_path / "asked-for.syx").stat().st_mode) == 0o666
    finally:
        os.umask(before)


# --- the claim -------------------------------------------------------------------------------------


def test_a_folder_made_anew_is_claimed_again_and_by_one_alone(tmp_path: Path) -> None:
    place = tmp_path / "folder"
    first = Claim(place)
    first.check()
    place.rename(tmp_path / "gone")
    first.check()  # made anew by us: ours again
    with pytest.raises(Busy):
        Claim(place)
    place.rename(tmp_path / "gone too")
    second = Claim(place)  # made anew by another
    with pytest.raises(Busy, match="in use by another bridge"):
        first.check()
    with pytest.raises(Busy):
        Folder(place, first.check).save("a", VOICES)
    assert not (place / "a.syx").exists()
    second.release()
    first.check()
    first.release()


async def test_nothing_is_kept_in_a_folder_that_another_bridge_has_by_now(
    playing: Rig, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "folder"
    first = Claim(place)
    keeper = Keeper(playing.engine, place, check=first.check)
    place.rename(tmp_path / "gone")
    second = Claim(place)
    done = threading.Event()
    playing.engine.submit(SetName("NEW"), "test", lambda _: done.set())
    assert done.wait(SOON)
    await keeper.keep()
    assert not (place / LAST_SESSION).exists()
    assert "in use by another bridge" in caplog.text
    second.release()
    await keeper.keep()
    assert (place / LAST_SESSION).exists()
    first.release()


def test_a_lock_that_is_another_program_s_or_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("apt")
    with pytest.raises(OSError, match="belongs to another program"):
        Claim(tmp_path)
    assert (tmp_path / ".lock").read_text() == "apt"
    (tmp_path / ".lock").unlink()
    (tmp_path / "precious").write_text("1")
    (tmp_path / ".lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError):  # noqa: PT011 (the system's words)
        Claim(tmp_path)
    assert (tmp_path / "precious").read_text() == "1"


# --- sizes -----------------------------------------------------------------------------------------


def session_with(**changes: object) -> str:
    import json

    from dx7bridge.commands import GetSession, StoreSlot

    rig = Rig()
    rig.instrument.run(StoreSlot(1))
    ((text,),) = rig.instrument.run(GetSession()).rows
    return json.dumps(json.loads(str(text)) | changes)


def test_a_session_names_its_limits() -> None:
    slot = from_text(session_with()).slots[0]
    import msgspec

    saved = msgspec.to_builtins(slot)
    with pytest.raises(BadArguments, match=r"length <= 64 - at `\$.slots`"):
        from_text(session_with(slots=[saved] * 1000))
    with pytest.raises(BadArguments, match="a session has at most 4194304"):
        from_text(session_with(slots=[saved] * 100_000))
    with pytest.raises(BadArguments, match="slots: 1 appears twice"):
        from_text(session_with(slots=[saved] * 2))
    with pytest.raises(BadArguments, match="locks: 7 appears twice"):
        from_text(session_with(locks=[7, 7]))
    with pytest.raises(BadArguments, match=r"\$.locks"):
        from_text(session_with(locks=[1] * 10_000))
    with pytest.raises(BadArguments, match=r"\$.drawn"):
        from_text(session_with(drawn=2**60))
    from_text(session_with(slots=[saved | {"slot": n} for n in range(1, 65)]))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 300_000), st.sampled_from(["[", '{"a":', "{", '"', "9"]))
def test_no_text_of_any_depth_breaks_the_reading_of_sessions(depth: int, piece: str) -> None:
    with pytest.raises(BadArguments):
        from_text(piece * depth)
