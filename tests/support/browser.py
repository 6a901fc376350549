"""A real browser on the panel of a real bridge: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from servers import INSTALL, do_without

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000  # ms: a busy machine takes its time
ARGUMENTS = (
    "--no-sandbox",  # tests may run as root, as containers do
    "--autoplay-policy=no-user-gesture-required",
    "--disable-dev-shm-usage",  # containers have little of it
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
)


def executable() -> str:
    """Where Chromium is; without it a test is skipped, or fails where nothing may be skipped."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return do_without(f"no Chromium (Debian: chromium; {INSTALL})")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    path = executable()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as problem:
        do_without(f"{problem} ({INSTALL})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def panel(browser: Browser, url: str, **context: Any) -> Iterator[Page]:
    """A page of its own on the panel, ready to play. Errors of its scripts fail the test."""
    surroundings = browser.new_context(**context)
    page = surroundings.new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    page.wait_for_selector("body.ready")
    try:
        yield page
        assert errors == []
    finally:
        surroundings.close()
