"""Make docs/diff.png, the picture of `khparse diff` in the README (needs Playwright and Chromium, and Pillow)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import khparse
from khparse.output.comparison.html.page import to_page

DOCS = Path(__file__).parent
PAIR = DOCS.parent / "fixtures" / "pairs" / "cai-cach-hanh-chinh"
WIDTH, HEIGHT = 1500, 900


def main() -> None:
    """Show both plans where several things changed, in few enough colours to be a small file."""
    old, new = (khparse.parse_file(PAIR / f"{name}.txt") for name in ("old", "new"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "diff.html"
        page_file.write_text(to_page(khparse.diff(old, new), old, new), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(page_file.as_uri())
        for _ in range(38):
            page.keyboard.press("n")
        page.wait_for_timeout(300)
        taken = Path(folder) / "diff.png"
        page.screenshot(path=str(taken))
        browser.close()
        Image.open(taken).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
            DOCS / "diff.png", optimize=True
        )


if __name__ == "__main__":
    main()
