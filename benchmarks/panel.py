# ruff: noqa: E501
"""The panel in Chromium: how long it takes to load, frame times while eight knobs move and while a map of 30,000
voices is zoomed, and how long a key takes to sound.

    .venv/bin/python benchmarks/panel.py [--seconds 5] [--voices 30000]

Chromium renders without a graphics card here, which is the worst case: on a card, drawing is nearly free. The time
that the page's own script takes in a frame is printed beside the intervals between frames.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from browser import chromium, panel  # noqa: E402
from servers import OscClient, bridge  # noqa: E402

from dx7bridge.panel.chart import encoded  # noqa: E402
from dx7bridge.sound.features import FEATURE_NAMES  # noqa: E402
from dx7bridge.voice import INIT_VOICE  # noqa: E402

FRAMES = """(seconds) => new Promise((done) => {
  const work = (t) => { ACT }, frames = [], busy = [];
  const begin = performance.now();
  let last = begin;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    const before = performance.now();
    work((now - begin) / 1000);
    busy.push(performance.now() - before);
    if (now - begin < seconds * 1000) requestAnimationFrame(step); else done([frames.slice(2), busy.slice(2)]);
  };
  requestAnimationFrame(step);
})"""
KNOBS = "for (const [i, knob] of panel.stage.knobs.entries()) knob.turn(0.5 + 0.4 * Math.sin(t * (1 + i * 0.3)) - knob.value);"
MAP = """const map = panel.views.map; map.camera.zoom = 1 + 8 * (0.5 - 0.5 * Math.cos(t));
  map.camera.x = 0.3 * Math.sin(t); map.paint();"""


def shown(name: str, figures: tuple[list[float], list[float]]) -> None:
    """One line: intervals between frames, and the script's own part."""
    frames, busy = (np.array(each) for each in figures)
    middle, late, worst = np.percentile(frames, [50, 95, 99])
    print(
        f"{name:34} {1000 / frames.mean():5.1f} frames a second; between frames {middle:5.1f} ms (median),"
        f" {late:5.1f} (95 %), {worst:5.1f} (99 %); script {np.median(busy):4.2f} ms (median), {np.percentile(busy, 99):5.2f} (99 %)"
    )


def spiral(count: int) -> bytes:
    """A map of `count` voices."""
    turns = np.arange(count)
    radius = np.sqrt(turns / count)
    points = np.stack([radius * np.cos(turns * 2.4), radius * np.sin(turns * 2.4)], 1)
    features = np.tile(radius[:, None], (1, len(FEATURE_NAMES))).astype(np.float32)
    return encoded(
        points, features, (turns % 2).astype(np.uint8), [INIT_VOICE] * count, [("a.syx", 1)] * count
    )


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    parser.add_argument("--voices", type=int, default=30_000, help="on the map")
    options = parser.parse_args()
    data = spiral(options.voices)
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        bridge(Path(folder), "--output", "none") as served,
        OscClient(served.port) as client,
    ):
        url = f"http://127.0.0.1:{served.port}/"
        client.ask("/dx7/axes/get", deadline=120.0)
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            with panel(browser, url):
                times.append(time.perf_counter() - begin)
        print(
            f"{'load, until it can be played':34} {min(times):.2f} s (best of 3, a new profile each), {max(times):.2f} s (worst)"
        )
        with panel(browser, url, viewport={"width": 1440, "height": 900}) as page:
            size = page.evaluate(
                "() => performance.getEntriesByType('resource').reduce((sum, each) => sum + each.encodedBodySize, 0)"
            )
            print(f"{'transferred, with the address table':34} {size / 1000:.0f} kB")
            shown("nothing moves", page.evaluate(FRAMES.replace("ACT", ""), options.seconds))
            shown("eight knobs move", page.evaluate(FRAMES.replace("ACT", KNOBS), options.seconds))
            page.route(
                "**/panel/map",
                lambda route: route.fulfill(body=data, content_type="application/octet-stream"),
            )
            page.locator("[data-view=map].tab").click()
            page.wait_for_function(f"() => panel.views.map.points.count === {options.voices}")
            shown(
                f"map of {options.voices} voices, zooming",
                page.evaluate(FRAMES.replace("ACT", MAP), options.seconds),
            )
            page.locator("[data-view=play].tab").click()
            late = []
            for note in range(48, 72):
                page.evaluate(f"() => {{ panel.ears.on({note}, 100); }}")
                page.wait_for_function(f"() => panel.ears.newest?.note === {note}")
                late.append(page.evaluate("() => panel.ears.latency"))
                page.evaluate(f"() => panel.ears.off({note})")
            fetched = sorted(each["fetched"] for each in late)
            print(
                f"{'key to sound':34} {fetched[len(fetched) // 2]:.0f} ms (median), {fetched[-1]:.0f} (worst) to render and fetch,"
                f" and {late[-1]['output']:.0f} ms to put out"
            )


if __name__ == "__main__":
    main()
