"""Pages in headless Chromium, driven by Playwright: tests that import this are skipped where either isn't there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


@contextmanager
def started() -> Iterator[Any]:
    """Give a browser while the block runs."""
    with playwright.sync_playwright() as running:
        # No sandbox: test machines often run as root, where Chromium has none.
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Page:
    """A page with what it has told the console, and what it has asked the network for.

    `today` is what its clock says, where it matters; `options` are those of Playwright.
    """

    def __init__(self, browser: Any, path: Path, today: str | None = None, **options: Any) -> None:
        self.page = browser.new_page(**{"viewport": {"width": 1400, "height": 900}, **options})
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        if today:
            self.page.clock.set_fixed_time(today)
        self.page.goto(path.as_uri())
        self.asked.remove(path.as_uri())

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def in_view(self, selector: str) -> bool:
        self.page.wait_for_timeout(100)
        box = self.page.locator(selector).first.bounding_box()
        return box is not None and 0 <= box["y"] < 900
