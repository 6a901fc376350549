"""The panel's answers: exact files, who may open it, notes, the map, the session."""

from __future__ import annotations

import gzip
import json
import re
import stat
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest
from fakes import Rig
from servers import do_without
from voices import audible_voice

from dx7bridge.osc.http import Answer
from dx7bridge.panel import Door, Panel
from dx7bridge.panel.door import FILE, LENGTH, LETTERS, is_local, kept_code
from dx7bridge.panel.pages import TYPES
from dx7bridge.panel.site import GUARDED, POLICY
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.parameters import PARAMETERS
from dx7bridge.voice.syx import write_banks

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "dx7bridge" / "panel" / "static"
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LIMIT = 300_000  # bytes of the whole page
DEADLINE = 60.0
CODE = "ABCDEFGHJKMN"
VOICES = [audible_voice(seed) for seed in range(8)]


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig()
    rig.engine.start()
    yield rig
    assert rig.engine.close(DEADLINE)


def panel_on(rig: Rig, folder: Path, code: str = "") -> Panel:
    door = Door(("127.0.0.1", 7700), code)
    return Panel(door, lambda: rig.engine.state, rig.engine.submit, voices=folder, samples=0)


@pytest.fixture
def panel(rig: Rig, tmp_path: Path) -> Iterator[Panel]:
    panel = panel_on(rig, tmp_path)
    yield panel
    panel.close()


def got(panel: Panel, url: str, headers: Mapping[str, str] | None = None) -> Answer:
    path, _, query = url.partition("?")
    found = panel.get(path, query, headers or {})
    if isinstance(found, Future):
        found = found.result(DEADLINE)
    assert found is not None
    return found


def header(answer: Answer, name: str) -> str:
    return dict(answer.headers).get(name, "")


# The files.


def test_a_browser_gets_the_panel_and_a_program_the_address_table(panel: Panel) -> None:
    assert got(panel, "/", BROWSER).body == (STATIC / "index.html").read_bytes()
    for accept in ("", "*/*", "application/json"):
        assert panel.get("/", "", {"accept": accept}) is None
    assert panel.get("/dx7/latent", "", BROWSER) is None


def test_every_file_is_served_with_its_type_and_a_strict_policy(panel: Panel) -> None:
    files = sorted(STATIC.iterdir())
    assert len(files) > 10
    for file in files:
        answer = got(panel, f"/panel/{file.name}")
        assert (answer.code, answer.body) == (200, file.read_bytes())
        assert header(answer, "Content-Type") == TYPES[file.suffix[1:]]
        assert set(GUARDED) <= set(answer.headers)
    assert "script-src 'self';" in POLICY
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    "path",
    ["/panel/", "/panel/nothing.js", "/panel/../site.py", "/panel/..%2fsite.py", "/panel/static/app.js",
     "/panel//app.js", "/panel/APP.JS", "/panel/app.js/", "/panel/__init__.py", "/panel/map/",
     "/panel/note/x"],
)  # fmt: skip
def test_only_exact_names_are_served(panel: Panel, path: str) -> None:
    assert got(panel, path).code == 404


def test_a_file_is_sent_once_and_compressed_if_the_browser_takes_that(panel: Panel) -> None:
    plain = got(panel, "/panel/app.js")
    packed = got(panel, "/panel/app.js", {"accept-encoding": "gzip, br"})
    assert header(packed, "Content-Encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    again = got(panel, "/panel/app.js", {"if-none-match": header(plain, "ETag")})
    assert (again.code, again.body) == (304, b"")


def test_the_whole_page_is_small_and_refers_to_nothing_outside() -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in STATIC.iterdir()}
    assert sum(len(text.encode()) for text in texts.values()) < LIMIT
    for name, text in texts.items():
        assert not re.findall(r"https?://(?!www\.w3\.org/)", text), name
        assert "innerHTML" not in text, name
        assert " style=" not in text, name


def test_the_tables_of_the_page_are_those_of_the_bridge(panel: Panel) -> None:
    tables = json.loads(got(panel, "/panel/tables.json").body)
    assert [row[0] for row in tables["parameters"]] == [p.name for p in PARAMETERS]
    assert [set(each["carriers"]) for each in tables["algorithms"]] == [plan.carriers for plan in ALGORITHMS]


# The door.


@pytest.mark.parametrize(
    ("address", "local"),
    [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("192.168.1.5", False), ("::", False)],
)
def test_a_code_is_needed_where_others_can_reach_the_bridge(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_without_the_code_there_is_only_the_page_that_asks_for_it(rig: Rig, tmp_path: Path) -> None:
    panel = panel_on(rig, tmp_path, CODE)
    locked = (STATIC / "locked.html").read_bytes()
    for query in ("", "?code=", "?code=ABCDEFGHJKMP", "?code=ABCDEFGHJKMNA", "?other=ABCDEFGHJKMN"):
        answer = got(panel, f"/{query}", BROWSER)
        assert answer.body == locked
        assert not header(answer, "Set-Cookie")
    for route in ("note", "map", "map/voice", "map/place", "session.json"):
        for cookie in ("", "dx7bridge-7700=", "dx7bridge-7700=ABCDEFGHJKMP", f"dx7bridge-7701={CODE}"):
            assert got(panel, f"/panel/{route}", {"cookie": cookie}).code == 403
    assert not panel.admits({"origin": "http://192.168.1.5:7700"})
    assert panel.admits({})  # a program
    panel.close()


@pytest.mark.parametrize("given", ["ABCD-EFGH-JKMN", "abcdefghjkmn", "ABCD%20EFGH%20JKMN"])
def test_the_code_opens_the_panel_and_a_cookie_keeps_it_open(rig: Rig, tmp_path: Path, given: str) -> None:
    panel = panel_on(rig, tmp_path, CODE)
    answer = got(panel, f"/?code={given}", BROWSER)
    assert answer.body == (STATIC / "index.html").read_bytes()
    cookie = header(answer, "Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    key = {"cookie": f"other=1; {cookie.partition(';')[0]}"}
    assert got(panel, "/", BROWSER | key).body == answer.body
    assert got(panel, "/panel/session.json", key).code == 200
    assert panel.admits({"origin": "http://192.168.1.5:7700", **key})
    panel.close()


def test_the_code_is_kept_and_for_the_user_alone(tmp_path: Path) -> None:
    code = kept_code(tmp_path)
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert kept_code(tmp_path) == code
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    (tmp_path / FILE).write_text("short")
    assert len(kept_code(tmp_path)) == LENGTH


def test_the_link_leads_to_an_address_that_others_reach_and_has_the_code() -> None:
    assert Door(("127.0.0.1", 7700)).link == "http://127.0.0.1:7700/"
    assert Door(("::1", 7700)).link == "http://[::1]:7700/"
    assert Door(("192.168.1.5", 80), CODE).link == "http://192.168.1.5:80/?code=ABCD-EFGH-JKMN"
    assert "0.0.0.0" not in Door(("0.0.0.0", 7700), CODE).link
    drawn = Door(("192.168.1.5", 7700), CODE).drawn()
    assert len(drawn) > 10
    assert len({len(line) for line in drawn}) == 1


# Notes, the map, the session.


def _needs_the_engine() -> None:
    try:
        import dexed  # noqa: F401
    except ImportError as problem:
        do_without(f"the Dexed engine does not load ({problem}; it comes with the extra `dexed`)")


def test_pieces_of_a_note_join_without_a_gap_and_letting_go_changes_only_what_follows(panel: Panel) -> None:
    _needs_the_engine()

    def note(**asked: object) -> np.ndarray:
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = got(panel, f"/panel/note?{query}")
        assert answer.code == 200
        return np.frombuffer(answer.body, "<i2")

    whole = note(note=57, begin=0, end=1)
    assert len(whole) == 44100
    assert np.abs(whole).max() > 1000
    assert np.array_equal(
        np.concatenate([note(note=57, begin=0, end=0.4), note(note=57, begin=0.4, end=1)]), whole
    )
    released = note(note=57, begin=0, end=1, held=0.5)
    assert np.array_equal(released[: round(0.49 * 44100)], whole[: round(0.49 * 44100)])
    assert np.abs(released[round(0.6 * 44100) :]).max() < 100
    assert not np.array_equal(note(note=57, velocity=20, end=1), note(note=60, end=1))


def test_a_note_goes_on_with_the_voice_that_it_began_with(panel: Panel, rig: Rig) -> None:
    _needs_the_engine()
    from dx7bridge.commands import Sample

    first = got(panel, "/panel/note?end=0.2")
    rig.run(Sample())
    mark = header(first, "X-Voice")
    assert got(panel, f"/panel/note?end=0.2&voice={mark}").body == first.body
    other = got(panel, "/panel/note?end=0.2")
    assert header(other, "X-Voice") != mark
    assert other.body != first.body


@pytest.mark.parametrize(
    ("query", "words"),
    [("note=128", "note = 128: must be a whole number from 0 to 127"),
     ("note=1.5", "note = '1.5': must be a whole number from 0 to 127"),
     ("velocity=0", "velocity = 0: must be a whole number from 1 to 127"),
     ("end=31", "end = 31: must be a number from 0.01 to 30"), ("end=nan", "end = nan: must be"),
     ("begin=2&end=1", "end = 1: must be above begin, 2"), ("held=x", "held = 'x': must be a number")],
)  # fmt: skip
def test_a_bad_number_is_refused_in_words(panel: Panel, query: str, words: str) -> None:
    answer = got(panel, f"/panel/note?{query}")
    assert answer.code == 400
    assert json.loads(answer.body)["error"].startswith(words)


def test_the_session_can_be_taken_away(panel: Panel) -> None:
    answer = got(panel, "/panel/session.json")
    assert json.loads(answer.body)["slots"] is not None
    assert "session.json" in header(answer, "Content-Disposition")


def test_the_map_shows_the_voices_of_the_folder_and_where_the_present_one_is(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _needs_the_engine()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_banks(tmp_path / "mine.syx", VOICES)
    answer = got(panel, "/panel/map")
    assert answer.code == 202
    assert panel._drawing is not None
    assert not panel._drawing.result(DEADLINE).error
    answer = got(panel, "/panel/map")
    assert answer.code == 200
    size = int.from_bytes(answer.body[:4], "little")
    head = json.loads(answer.body[4 : 4 + size])
    assert head["count"] == len({voice.sound for voice in VOICES})
    assert head["files"] == ["mine.syx"]
    places = np.frombuffer(answer.body, "<f4", 2 * head["count"], 4 + size)
    assert np.abs(places).max() <= 1
    first = got(panel, "/panel/map/voice?number=0").body
    assert first == bytes(VOICES[0].values)
    assert got(panel, f"/panel/map/voice?number={head['count']}").code == 503
    x, y = json.loads(got(panel, "/panel/map/place").body)
    assert max(abs(x), abs(y)) <= 1.2


def test_a_process_that_ends_is_started_again(panel: Panel) -> None:
    _needs_the_engine()
    assert got(panel, "/panel/note?end=0.1").code == 200
    child = panel._notes._child
    assert child is not None
    child.kill()
    child.wait()
    for _ in range(100):
        if got(panel, "/panel/note?end=0.1").code == 200:
            return
    pytest.fail("no new process")
