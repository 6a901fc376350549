# ruff: noqa: E501
"""The panel in a real browser, against a real bridge: every control, several pages, phones, files, the map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import numpy as np
import pytest
from browser import chromium, panel
from servers import OscClient, bridge, wait_until
from voices import audible_voice, random_voices

from dx7bridge.osc.codec import encode
from dx7bridge.panel.chart import encoded
from dx7bridge.sound.features import FEATURE_NAMES
from dx7bridge.voice import INIT_VOICE
from dx7bridge.voice.algorithms import ALGORITHMS
from dx7bridge.voice.envelope import curve
from dx7bridge.voice.frequency import words
from dx7bridge.voice.parameters import PARAMETERS
from dx7bridge.voice.sysex import encode_voice
from dx7bridge.voice.syx import encode_banks, read_file, write_banks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.timeout(600)
AXE = Path(__file__).parents[1] / "support" / "axe" / "axe.min.js"
LONG = 60.0  # seconds
MORPHED = [audible_voice(seed) for seed in range(60, 64)]
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
TABLET = {"viewport": {"width": 834, "height": 1112}, "has_touch": True}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


@dataclass(frozen=True)
class House:
    """A bridge, a client of it beside the browser, and the browser."""

    browser: Browser
    url: str
    client: OscClient
    files: Path

    def one(self, address: str) -> tuple[Any, ...]:
        """The arguments of what answers this request; what an earlier one left behind is passed over."""
        answer = address.removesuffix("/get")
        return next(m.arguments for m in reversed(self.client.ask(address).heard) if m.address == answer)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("panel")
    with (
        chromium() as browser,
        bridge(folder, "--output", "none", "--seed", "3") as served,
        OscClient(served.port) as client,
    ):
        client.ask("/dx7/axes/get", deadline=LONG)
        yield House(browser, f"http://127.0.0.1:{served.port}/", client, folder / "files")


@pytest.fixture
def page(house: House) -> Iterator[Page]:
    with panel(house.browser, house.url, **DESKTOP) as page:
        yield page


def until(page: Page, script: str, *arguments: Any) -> None:
    """Wait until this is true on the page."""
    page.wait_for_function(script, arg=list(arguments))


# What it is made of.


def test_its_osc_is_the_bridge_s(page: Page) -> None:
    messages: list[tuple[str, tuple[Any, ...]]] = [
        ("/a", ()), ("/dx7/latent/1", (0.5,)), ("/dx7/slot/name", (4, "Größe")), ("/abc", (-1, 2**31 - 1, "x", b"\1\2\3", "")),
    ]  # fmt: skip
    for address, arguments in messages:
        given = [{"bytes": list(a)} if isinstance(a, bytes) else a for a in arguments]
        found = page.evaluate(
            """async ([address, given]) => {
              const osc = await import("/panel/osc.js");
              const bytes = osc.encode(address, ...given.map((a) => a.bytes ? new Uint8Array(a.bytes) : a));
              const [back] = osc.decode(osc.bundle([bytes]).buffer);
              return {bytes: [...bytes], address: back.address, args: back.args.map((a) => a instanceof Uint8Array ? {bytes: [...a]} : a)};
            }""",
            [address, given],
        )
        assert bytes(found["bytes"]) == encode(address, arguments)
        assert (found["address"], found["args"]) == (address, given)


def test_it_refuses_what_is_no_osc(page: Page) -> None:
    for bad in (b"/abc", b"#bundle\0" + bytes(8) + b"\0\0\1\0", b"/a\0\0,i\0\0\0\0"):
        refused = page.evaluate(
            """async (bad) => {
              const osc = await import("/panel/osc.js");
              try { osc.decode(new Uint8Array(bad).buffer); return false; } catch (error) { return error instanceof RangeError; }
            }""",
            list(bad),
        )
        assert refused, bad


def test_its_envelopes_and_frequencies_are_the_bridge_s(page: Page) -> None:
    for rates, levels, output in (
        ([99, 50, 30, 60], [99, 80, 40, 0], 99),
        ([20, 10, 5, 40], [70, 99, 0, 15], 63),
    ):
        options = {"held": 1.0, "seconds": 2.0, "points": 50}
        found = page.evaluate(
            """async ([rates, levels, output, options]) => [...(await import("/panel/voice.js")).curve(rates, levels, output, options)]""",
            [rates, levels, output, options],
        )
        expected = curve(rates, levels, output, held=1.0, seconds=2.0, points=50).levels
        assert np.allclose(found, expected, atol=1e-3)
    for voice in (audible_voice(1), *random_voices(3)):
        found = page.evaluate(
            """async (voice) => { const v = await import("/panel/voice.js"); return [1, 2, 3, 4, 5, 6].map((op) => v.frequency(voice, op)); }""",
            list(voice.values),
        )
        for op, text in enumerate(found, 1):
            if not voice[f"op{op}.mode"]:
                assert text.replace("−", "-") == words(voice, op)


# The controls.


def test_knobs_follow_hand_wheel_and_keys_and_have_the_labels_of_the_model(house: House, page: Page) -> None:
    labels = {
        m.arguments[0]: m.arguments[1]
        for m in house.client.ask("/dx7/axes/get").heard
        if m.address == "/dx7/axis"
    }
    assert len(labels) == 8
    house.client.ask("/dx7/glide", 0.0)
    for number in range(1, 9):
        knob = page.locator(f"[data-knob='{number}']")
        until(
            page,
            "([n, label]) => document.querySelector(`[data-knob='${n}']`).getAttribute('aria-label').endsWith(label)",
            number,
            labels[number],
        )
        house.client.send(f"/dx7/latent/norm/{number}", 0.5)
        until(
            page,
            "([n]) => document.querySelector(`[data-knob='${n}']`).getAttribute('aria-valuenow') === '50'",
            number,
        )
        knob.focus()
        page.keyboard.press("ArrowUp")
        wait_until(
            lambda n=number: abs(_values(house, "/dx7/latent/norm")[n - 1] - 0.51) < 0.001,
            f"knob {number} to turn",
        )
    before = house.one("/dx7/latent/get")
    knob = page.locator("[data-knob='3']")
    box = knob.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] - 20, steps=8)
    page.mouse.up()
    wait_until(lambda: house.one("/dx7/latent/get")[2] > before[2] + 0.3, "the dragged knob")
    turned = house.one("/dx7/latent/get")
    page.mouse.move(box["x"] + 40, box["y"] + 50)
    page.mouse.wheel(0, 100)
    wait_until(lambda: house.one("/dx7/latent/get")[2] < turned[2], "the wheel")
    after = house.one("/dx7/latent/get")
    assert [after[i] for i in (0, 1, 3, 4, 5, 6, 7)] == [before[i] for i in (0, 1, 3, 4, 5, 6, 7)]


def test_what_is_pressed_is_done(house: House, page: Page) -> None:
    name = house.one("/dx7/name/get")
    page.get_by_role("button", name="New sound").click()
    wait_until(lambda: house.one("/dx7/name/get") != name, "a new voice")
    drawn = house.client.sysex()
    page.get_by_role("button", name="Vary").first.click()
    wait_until(lambda: house.client.sysex() != drawn, "a variation")
    page.get_by_role("button", name="Undo").click()
    wait_until(lambda: house.client.sysex() == drawn, "the undo")
    page.get_by_role("button", name="Redo").click()
    wait_until(lambda: house.client.sysex() != drawn, "the redo")
    page.get_by_role("button", name="Init").click()
    wait_until(lambda: house.client.sysex() == encode_voice(INIT_VOICE), "the initial voice")
    for label, address, values in (
        ("Guard", "/dx7/guard", (1, 0)), ("Level", "/dx7/level", ("match", "off")), ("Key", "/dx7/key", ("keep", "free")), ("Smooth", "/dx7/smooth", (1, 0)),
    ):  # fmt: skip
        button = page.get_by_role("button", name=label, exact=True)
        pressed = button.get_attribute("aria-pressed") == "true"
        button.click()
        wait_until(lambda a=address, v=values[pressed]: _told(house, a) == v, f"{label} to switch")
        button.click()
        wait_until(lambda a=address, v=values[not pressed]: _told(house, a) == v, f"{label} to switch back")


def _values(house: House, address: str) -> list[Any]:
    """A part of the state as OSCQuery tells it."""
    with urlopen(f"{house.url.rstrip('/')}{address}?VALUE") as answer:
        found: list[Any] = json.load(answer)["VALUE"]
        return found


def _told(house: House, address: str) -> Any:
    return _values(house, address)[0]


@pytest.mark.parametrize(
    ("label", "address", "index"),
    [("Temperature", "/dx7/temperature", 0), ("Trim", "/dx7/level/trim", 0), ("Transpose", "/dx7/transpose", 0),
     ("Glide", "/dx7/glide", 0), ("Drift rate", "/dx7/drift", 0), ("Drift depth", "/dx7/drift", 1)],
)  # fmt: skip
def test_faders_set_what_they_say_and_follow_others(
    house: House, page: Page, label: str, address: str, index: int
) -> None:
    fader = page.get_by_label(label, exact=True)
    fader.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    row = page.evaluate("(address) => panel.link.table.get(address)", address)

    chosen = page.evaluate("([address, n]) => Number(panel.link.state.get(address)[n])", [address, index])
    assert chosen > row["args"][index]["min"]
    wait_until(lambda: _values(house, address)[index] == pytest.approx(chosen), f"{label} to be set")
    rest = [0.0] * len(row["args"])
    house.client.ask(
        address,
        *(int(each) if arg["type"] == "i" else each for each, arg in zip(rest, row["args"], strict=True)),
    )
    until(page, "([address, n]) => Number(panel.link.state.get(address)[n]) === 0", address, index)


def test_pads_move_their_two_dimensions_and_the_morph_pad_its_four_slots(house: House, page: Page) -> None:
    for slot, voice in enumerate(MORPHED, 1):
        house.client.ask("/dx7/encode", encode_voice(voice))
        house.client.ask("/dx7/slot/store", slot)
    house.client.ask("/dx7/interpolate/xy/slots", 1, 2, 3, 4)
    pads = page.locator(".pad")
    for number, dims in ((0, (0, 1)), (1, (2, 3))):
        before = house.one("/dx7/latent/get")
        box = pads.nth(number).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.85, box["y"] + box["height"] * 0.2)
        wait_until(
            lambda b=before, d=dims: all(house.one("/dx7/latent/get")[i] != b[i] for i in d), "the pad"
        )
        after = house.one("/dx7/latent/get")
        assert all(after[i] == before[i] for i in range(8) if i not in dims)
    box = pads.nth(2).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 30, box["y"] - 10, steps=4)  # beyond the corner
    page.mouse.up()
    wait_until(
        lambda: house.client.sysex()[6:151] == bytes(MORPHED[3].values[:145]),
        "the corner's own voice",
    )
    page.get_by_label("dimension of the pad across").first.select_option("5")
    wait_until(lambda: _told(house, "/dx7/latent/axes") == 5, "the axis")
    house.client.ask("/dx7/latent/axes", 1, 2)


def test_slots_store_recall_name_and_clear(house: House, page: Page) -> None:
    house.client.ask("/dx7/encode", encode_voice(audible_voice(5)))
    page.get_by_role("button", name="bank B").click()
    cell = page.locator(".slots .slot").nth(3)
    cell.click()
    until(page, "() => document.querySelectorAll('.slots .slot')[3].classList.contains('filled')")
    assert dict(zip(*[iter(house.one("/dx7/slots/get"))] * 2, strict=True))[20] == "TONE 5"
    stored = house.client.sysex()
    house.client.ask("/dx7/init")
    cell.click()
    wait_until(lambda: house.client.sysex() == stored, "the recall")
    page.get_by_role("button", name="Name", exact=True).click()
    cell.click()
    page.get_by_label("Name of slot 20").fill("Solo")
    page.keyboard.press("Enter")
    until(page, "() => document.querySelectorAll('.slots .slot-name')[3].textContent === 'Solo'")
    page.get_by_role("button", name="Clear", exact=True).click()
    cell.click()
    until(page, "() => !document.querySelectorAll('.slots .slot')[3].classList.contains('filled')")


def test_locks_are_set_and_released(house: House, page: Page) -> None:
    page.get_by_role("button", name="lock alg: algorithm").click()
    wait_until(lambda: "algorithm" in house.one("/dx7/locks/get"), "the lock")
    house.client.ask("/dx7/lock", "op3")
    until(page, "() => document.querySelector('[data-group=op3]').getAttribute('aria-pressed') === 'true'")
    page.get_by_role("button", name="Unlock", exact=True).click()
    until(page, "() => document.querySelector('[data-group=op3]').getAttribute('aria-pressed') === 'false'")
    assert "algorithm" not in house.one("/dx7/locks/get")


def test_the_keyboard_plays_everything_it_says(house: House, page: Page) -> None:
    before = house.client.sysex()
    page.keyboard.press("n")
    wait_until(lambda: house.client.sysex() != before, "a new voice")
    drawn = house.client.sysex()
    page.keyboard.press("v")
    wait_until(lambda: house.client.sysex() != drawn, "a variation")
    page.keyboard.press("Backspace")
    wait_until(lambda: house.client.sysex() == drawn, "the undo")
    page.keyboard.press("Shift+Backspace")
    wait_until(lambda: house.client.sysex() != drawn, "the redo")
    page.keyboard.press("4")
    until(page, "() => document.activeElement.dataset.knob === '4'")
    page.keyboard.press("PageDown")
    until(page, "() => !document.getElementById('view-voice').hidden")
    page.keyboard.press("PageUp")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    name = house.one("/dx7/name/get")
    page.locator("#name").click()
    page.locator("dialog input").fill("nvb123")
    page.keyboard.press("Enter")
    wait_until(lambda: house.one("/dx7/name/get")[0].strip() == "nvb123", "the name, which is no shortcut")
    assert house.one("/dx7/name/get") != name


def test_what_the_bridge_refuses_is_shown(house: House, page: Page) -> None:
    page.evaluate("() => panel.link.act('/dx7/interpolate/slots', 60, 61)")
    page.wait_for_selector(".toast.bad")
    assert "slot 60" in page.locator(".toast.bad").inner_text()
    page.evaluate("() => panel.link.send('/dx7/nonsense')")
    until(
        page,
        "() => [...document.querySelectorAll('.toast.bad')].some((each) => each.textContent.includes('/dx7/nonsense'))",
    )


# Several pages, and a bridge that goes and comes.


def test_two_pages_are_in_step(house: House, page: Page) -> None:
    with panel(house.browser, house.url, **PHONE) as other:
        page.locator("[data-knob='2']").focus()
        for _ in range(5):
            page.keyboard.press("ArrowUp")
        value = page.locator("[data-knob='2']").get_attribute("aria-valuenow")
        until(
            other,
            "([value]) => document.querySelector(`[data-knob='2']`).getAttribute('aria-valuenow') === value",
            value,
        )
        other.get_by_role("button", name="New sound").tap()
        until(page, "() => panel.link.state.get('/dx7/history')[0] > 0")
        wait_until(
            lambda: page.locator("#name").inner_text() == other.locator("#name").inner_text(), "the same name"
        )
        other.locator("[data-group=lfo]").tap()
        until(
            page, "() => document.querySelector('[data-group=lfo]').getAttribute('aria-pressed') === 'true'"
        )
        house.client.ask("/dx7/unlock", "all")


def test_pages_find_the_bridge_again_after_a_restart(house: House, tmp_path: Path) -> None:
    with bridge(tmp_path, "--output", "none", "--resume") as served, OscClient(served.port) as client:
        port = served.port
        with panel(house.browser, f"http://127.0.0.1:{port}/", **DESKTOP) as page:
            client.ask("/dx7/name", "BEFORE")
            client.ask("/dx7/slot/store", 9)
            until(page, "() => document.getElementById('name').textContent === 'BEFORE'")
            served.program.end()
            until(page, "() => document.body.classList.contains('away')")
            with bridge(tmp_path, "--output", "none", "--resume", port=port):
                until(page, "() => !document.body.classList.contains('away')")
                client.ask("/dx7/name", "AFTER")
                until(page, "() => document.getElementById('name').textContent === 'AFTER'")
                page.get_by_role("button", name="Init").click()
                wait_until(
                    lambda: client.ask("/dx7/name/get").heard[0].arguments[0].strip() == "INIT VOICE",
                    "the page to play again",
                )


# See, hear, files, map.


def test_envelopes_are_edited_by_dragging_and_the_diagram_follows(house: House, page: Page) -> None:
    house.client.ask("/dx7/init")
    page.get_by_role("button", name="Voice", exact=True).first.click()
    handle = page.get_by_role("slider", name="envelope of operator 1, stage 2")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 40, steps=5)
    page.mouse.up()

    def edited() -> bool:
        values = house.one("/dx7/params/get")
        voice = dict(zip((p.name for p in PARAMETERS), values, strict=True))
        return voice["op1.level2"] < 90 and voice["op1.rate2"] < 90 and voice["op2.level2"] == 99

    wait_until(edited, "the envelope")
    for number in (0, 4, 21, 31):
        house.client.ask("/dx7/param", "algorithm", number)
        carriers = ", ".join(map(str, sorted(ALGORITHMS[number].carriers)))
        until(
            page,
            "([label]) => document.querySelector('.diagram').getAttribute('aria-label').startsWith(label)",
            f"algorithm {number + 1}: carriers {carriers}",
        )
    field = page.get_by_role("spinbutton", name="operator 2 level")
    field.focus()
    page.keyboard.press("Shift+ArrowUp")
    wait_until(lambda: house.one("/dx7/params/get")[4 * 21 + 16] == 10, "the level of operator 2")


def test_a_note_is_rendered_drawn_and_heard(house: House, page: Page) -> None:
    pytest.importorskip("dexed")
    house.client.ask("/dx7/encode", encode_voice(audible_voice(2)))
    page.get_by_role("button", name="Voice", exact=True).first.click()
    until(page, "() => document.querySelector('.heard .note').textContent.includes('centre')")
    page.keyboard.down("a")
    until(page, "() => panel.ears.newest !== null")
    assert page.evaluate("() => panel.ears.newest.note") == 60
    assert "down" in (page.locator(".key[data-note='60']").get_attribute("class") or "")
    page.keyboard.up("a")
    until(page, "() => panel.ears.newest === null || panel.ears.newest.released !== null")
    until(page, "() => panel.ears.all.size === 0")
    until(page, "() => /ms$/.test(document.querySelector('.latency').textContent)")


def test_a_dropped_bank_is_shown_with_its_problems_and_a_voice_of_it_played(house: House, page: Page) -> None:
    voices = random_voices(32, 9)
    damaged = bytearray(encode_banks(voices))
    damaged[-2] ^= 1
    page.get_by_role("button", name="Files").first.click()
    page.set_input_files(
        "#file", {"name": "old bank.syx", "mimeType": "application/octet-stream", "buffer": bytes(damaged)}
    )
    until(page, "() => document.querySelectorAll('.voices .slot').length === 32")
    assert "old bank.syx: 32 voices" in page.locator("#view-files").inner_text().lower()
    assert "checksum" in page.locator(".problems").inner_text()
    page.locator(".voices .slot").nth(6).click()
    wait_until(lambda: house.client.sysex()[6:161] == bytes(voices[6].values), "the seventh voice")
    assert not list(house.files.glob("old*"))


def test_voices_cartridges_and_sessions_are_taken_away_and_favourites_opened(
    house: House, page: Page, tmp_path: Path
) -> None:
    voice = audible_voice(8)
    house.client.ask("/dx7/encode", encode_voice(voice))
    page.get_by_role("button", name="Files").first.click()
    saved = {}
    for label in ("Voice", "Cartridge of 32 samples", "Session"):
        with page.expect_download() as download:
            page.locator("#view-files").get_by_role("button", name=label, exact=True).click()
        saved[label] = tmp_path / label
        download.value.save_as(saved[label])
    assert read_file(saved["Voice"]).voices[0].voice == voice
    assert len(read_file(saved["Cartridge of 32 samples"]).voices) == 32
    assert "slots" in json.loads(saved["Session"].read_text())
    page.locator("#view-files").get_by_role("button", name="Keep in favourites").click()
    page.get_by_role("button", name="favourites.syx").click()
    until(page, "() => document.querySelector('.voices .slot-name')?.textContent === 'TONE 8'")


def chart_of(count: int) -> bytes:
    """A map of `count` voices in a spiral."""
    turns = np.arange(count)
    radius = np.sqrt(turns / count)
    points = np.stack([radius * np.cos(turns * 2.4), radius * np.sin(turns * 2.4)], 1)
    features = np.tile(radius[:, None], (1, len(FEATURE_NAMES))).astype(np.float32)
    voices = [INIT_VOICE.with_name(f"V{i}") for i in range(count)] if count < 100 else [INIT_VOICE] * count
    return encoded(
        points, features, (turns % 2).astype(np.uint8), voices, [("a.syx", i + 1) for i in range(count)]
    )


def test_thirty_thousand_voices_are_drawn_zoomed_and_found(house: House, page: Page) -> None:
    data = chart_of(30_000)
    page.route(
        "**/panel/map", lambda route: route.fulfill(body=data, content_type="application/octet-stream")
    )
    page.get_by_role("button", name="Map").first.click()
    until(page, "() => panel.views.map.points.count === 30000")
    lit = page.evaluate(
        """() => { const {points, paint} = panel.views.map; paint();
          const gl = points.gl; const {width, height} = points.canvas; const pixels = new Uint8Array(4 * width * height);
          gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
          let lit = 0; for (let i = 3; i < pixels.length; i += 4) lit += pixels[i] > 0; return lit / (width * height); }"""
    )
    assert lit > 0.1
    box = page.locator(".map-over").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(4):
        page.mouse.wheel(0, -400)
    until(page, "() => panel.views.map.camera.zoom > 5")
    found = page.evaluate("() => panel.views.map.points.nearest(0.5, 0, 0.1, 1)")
    places = np.frombuffer(data, "<f4", 60_000, 4 + int.from_bytes(data[:4], "little")).reshape(-1, 2)
    assert found == int(np.hypot(*(places - (0.5, 0)).T).argmin())


def test_a_click_on_the_map_plays_the_voice_and_leaves_a_trail(house: House, page: Page) -> None:
    pytest.importorskip("dexed")
    write_banks(house.files / "mine.syx", [audible_voice(seed) for seed in range(20, 52)])
    page.get_by_role("button", name="Map").first.click()
    page.wait_for_function("() => panel.views.map.points.count >= 32", timeout=300_000)
    page.get_by_label("find a voice by its name").fill("TONE 33")
    page.locator(".found button").first.click()
    wait_until(lambda: house.one("/dx7/name/get")[0] == "TONE 33", "the voice")
    page.keyboard.press("Escape")
    box = page.locator(".map-over").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # it is in the middle now
    wait_until(lambda: house.one("/dx7/name/get")[0] == "TONE 33", "the voice again")


# Everybody.


def test_fingers_turn_several_knobs_at_once(house: House) -> None:
    with panel(house.browser, house.url, **TABLET) as page:
        house.client.send("/dx7/latent/norm", *(0.5,) * 8)
        until(page, "() => document.querySelector(`[data-knob='8']`).getAttribute('aria-valuenow') === '50'")
        session = page.context.new_cdp_session(page)
        centres = [page.locator(f"[data-knob='{n}']").bounding_box() for n in (1, 4, 8)]
        points = [(box["x"] + box["width"] / 2, box["y"] + 50) for box in centres if box is not None]

        def touch(kind: str, rise: float) -> None:
            fingers = [{"x": x, "y": y - rise, "id": i} for i, (x, y) in enumerate(points)]
            session.send(
                "Input.dispatchTouchEvent",
                {"type": kind, "touchPoints": [] if kind == "touchEnd" else fingers},
            )

        def norm() -> list[float]:
            script = "() => [...document.querySelectorAll('.knob')].map((k) => Number(k.getAttribute('aria-valuenow')))"
            found: list[float] = page.evaluate(script)
            return found

        touch("touchStart", 0)
        for rise in range(0, 45, 5):
            touch("touchMove", rise)
        touch("touchEnd", 0)
        wait_until(lambda: all(norm()[i] > 60 for i in (0, 3, 7)), "three knobs to turn")
        assert [norm()[i] for i in (1, 2, 4, 5, 6)] == [50] * 5


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "dark"), (DESKTOP, "light"), (TABLET, "light"), (PHONE, "dark")],
    ids=["desktop-dark", "desktop-light", "tablet", "phone"],
)
def test_nothing_is_cut_off_and_axe_finds_nothing(house: House, size: dict[str, Any], scheme: str) -> None:
    with panel(house.browser, house.url, color_scheme=scheme, **size) as page:
        for view in ("play", "voice", "map", "files"):
            page.locator(f"[data-view={view}].tab").click()
            assert page.evaluate(
                "() => document.documentElement.scrollWidth <= innerWidth && document.getElementById('main').scrollWidth <= document.getElementById('main').clientWidth"
            )
            if size is not TABLET:
                page.evaluate(AXE.read_text(encoding="utf-8"))
                found = page.evaluate(
                    "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                )
                serious = [
                    (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
                    for each in found
                    if each["impact"] in ("serious", "critical")
                ]
                assert serious == [], view
        if size is PHONE:
            page.locator("[data-view=play].tab").click()
            small = page.evaluate(
                "() => [...document.querySelectorAll('#view-play button, .tab')].filter((b) => b.offsetParent && (b.offsetHeight < 36 || b.offsetWidth < 36)).map((b) => b.textContent)"
            )
            assert small == []


def test_dark_and_light_are_switched_by_hand_and_remembered(page: Page) -> None:
    def background() -> str:
        return str(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))

    before = background()
    page.locator("#theme").click()
    after = background()
    assert after != before
    page.reload()
    page.wait_for_selector("body.ready")
    assert background() == after


def test_a_page_of_another_site_cannot_reach_the_bridge(house: House) -> None:
    context = house.browser.new_context()
    page = context.new_page()
    page.route(
        "http://evil.example/**", lambda route: route.fulfill(body="<p>hello", content_type="text/html")
    )
    page.goto("http://evil.example/")
    told = page.evaluate(
        """async (url) => {
          const fetched = await fetch(url + "panel/session.json").then((a) => a.status, () => "refused");
          const socket = await new Promise((done) => { const s = new WebSocket(url.replace("http", "ws")); s.onopen = () => done("open"); s.onerror = () => done("refused"); });
          return [fetched, socket];
        }""",
        house.url,
    )
    assert told == ["refused", "refused"]
    framed = page.evaluate(
        """(url) => new Promise((done) => { const f = document.createElement("iframe"); f.src = url; f.onload = () => { try { done(f.contentDocument ? "blank" : "blocked"); } catch { done("blocked"); } }; document.body.append(f); })""",
        house.url,
    )
    assert framed in ("blocked", "blank")
    context.close()
