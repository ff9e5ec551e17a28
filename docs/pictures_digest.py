"""Make docs/digest.png, the picture of `khparse digest` in the README (needs LibreOffice, pdftoppm and Pillow)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

import khparse
from khparse.output.digest import Wanted, to_digest

DOCS = Path(__file__).parent
PLAN = DOCS.parent / "fixtures" / "32-ke-hoach-nha-tam-xa.docx"
OFFICE = "Văn phòng HĐND và UBND"
RESOLUTION = 80  # dots per inch


def main() -> None:
    """Lay the digest of a fixture out and keep its first two pages side by side, in few colours."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "digest.docx"
        document.write_bytes(to_digest([khparse.parse_file(PLAN)], Wanted(office=OFFICE)))
        home = f"-env:UserInstallation={Path(folder, 'office').as_uri()}"
        office = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(office, check=True, capture_output=True)
        pages = [
            "pdftoppm",
            "-r",
            str(RESOLUTION),
            "-l",
            "2",
            "-png",
            f"{folder}/digest.pdf",
            f"{folder}/page",
        ]
        subprocess.run(pages, check=True)
        side_by_side([Image.open(path) for path in sorted(Path(folder).glob("page-*.png"))])


def side_by_side(pages: list[Image.Image], gap: int = 16) -> None:
    """Write the pages on grey ground."""
    width, height = pages[0].size
    picture = Image.new("RGB", (width * len(pages) + gap * (len(pages) + 1), height + 2 * gap), "#d0d0d0")
    for number, page in enumerate(pages):
        picture.paste(page, (gap + number * (width + gap), gap))
    picture.quantize(16).save(DOCS / "digest.png", optimize=True)


if __name__ == "__main__":
    main()
