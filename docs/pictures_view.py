"""Make docs/view.png, the picture of `khparse view` in the README (needs Playwright and Chromium, and Pillow)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from khparse.output.view.page import Source, to_page
from khparse.plans import plans_in
from khparse.readers import read_file

DOCS = Path(__file__).parent
PLAN = DOCS.parent / "fixtures" / "03-ke-hoach-tiem-chung.txt"
WIDTH, HEIGHT = 1500, 860


def main() -> None:
    """Show the page after a click on a task, as its readers see it, in few enough colours to be a small file."""
    document = read_file(PLAN)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "view.html"
        page_file.write_text(to_page([Source(plans_in(document)[0], document.text)]), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.locator(".tasks tbody tr:nth-child(6) td:nth-child(2) a").click()
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)
        taken = Path(folder) / "view.png"
        page.screenshot(path=str(taken))
        browser.close()
        Image.open(taken).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
            DOCS / "view.png", optimize=True
        )


if __name__ == "__main__":
    main()
