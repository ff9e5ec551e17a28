"""How fast files are read: Word files next to bare python-docx, PDF pages next to pdftotext.

The files are the fixtures, set as Word documents and printed to PDF. Rates count the processor time of this
process and of those it starts; each is the best of several rounds, in which both take turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from khparse.readers import read_file

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from golden import documents
from renderings import missing, render

_ROUNDS = 5


def rates() -> dict[str, tuple[float, float]]:
    """Return, for files and pages a second, the rates of khparse and of its peer, as far as they are there."""
    found = {}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        render(documents(), ["docx"], folder)
        words = sorted((folder / "docx").iterdir())
        found[".docx files: python-docx"] = _compare(_read_all, _python_docx, words, len(words))
        if not missing("pdf") and shutil.which("pdftotext"):
            render(documents(), ["pdf"], folder)
            prints = sorted((folder / "pdf").iterdir())
            pages = sum(read_file(path).pages or 0 for path in prints)
            found["PDF pages: pdftotext"] = _compare(_read_all, _pdftotext, prints, pages)
    return found


def _read_all(paths: list[Path]) -> None:
    for path in paths:
        read_file(path)


def _python_docx(paths: list[Path]) -> None:
    """What python-docx alone needs to give all paragraphs and cells of a file."""
    import docx

    for path in paths:
        document = docx.Document(str(path))
        _ = [paragraph.text for paragraph in document.paragraphs]
        _ = [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def _pdftotext(paths: list[Path]) -> None:
    for path in paths:
        subprocess.run(["pdftotext", path, "-"], check=True, stdout=subprocess.DEVNULL)


def _compare(
    own: Callable[[list[Path]], None], peer: Callable[[list[Path]], None], paths: list[Path], count: int
) -> tuple[float, float]:
    own(paths[:1])
    peer(paths[:1])
    times = [(_time(own, paths), _time(peer, paths)) for _ in range(_ROUNDS)]
    return count / min(t for t, _ in times), count / min(t for _, t in times)


def _time(run: Callable[[list[Path]], None], paths: list[Path]) -> float:
    before = os.times()
    run(paths)
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    for name, (own, peer) in rates().items():
        print(f"{name:32}{own:10.1f} /s {peer:10.1f} /s {own / peer:10.3f}")
