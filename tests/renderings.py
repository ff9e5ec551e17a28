"""Each fixture in every format, and how much of its facts is read from it: `make formats` prints the table.

LibreOffice turns the fixtures, set as Word documents, into the other formats; pictures of the pages of the PDF
are what OCR reads. The texts are written in the legacy encodings by `legacy.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from golden import documents
from khparse import Plan
from khparse.errors import KhparseError
from khparse.models import Section
from khparse.pipeline import parse_document
from khparse.readers import read, read_file
from legacy import ENCODERS
from typeset import typeset

OFFICE = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "html": "html", "pdf": "pdf"}
TEXTS = {
    **{name: ENCODERS[name] for name in ("tcvn3", "vni", "viscii")},
    "utf-16": lambda text: text.encode("utf-16"),
}
FORMATS = ("docx", *OFFICE, "ocr", *TEXTS)
LEAST = dict.fromkeys(FORMATS, 0.98) | {"pdf": 0.97, "ocr": 0.93}
_DPI = 200


def missing(name: str) -> str:
    """Return why a format can't be rendered or read here; "" when it can."""
    if name in (*OFFICE, "ocr") and not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed"
    if name == "ocr":
        if not importlib.util.find_spec("PIL"):
            return "khparse[ocr] is not installed"
        if not shutil.which("tesseract"):
            return "tesseract is not installed"
        languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout
        if "vie" not in languages.split():
            return "tesseract has no Vietnamese (tesseract-ocr-vie)"
    return ""


def render(paths: Iterable[Path], names: Iterable[str], folder: Path) -> None:
    """Write `folder`/NAME/STEM.SUFFIX for each fixture and format; what is there already stays."""
    paths = list(paths)
    word = folder / "docx"
    word.mkdir(exist_ok=True)
    for path in paths:
        target = word / f"{path.stem}.docx"
        if not target.exists():
            target.write_bytes(typeset(path))
    for name in names:
        (folder / name).mkdir(exist_ok=True)
        if name in OFFICE:
            _convert([word / f"{path.stem}.docx" for path in paths], name, folder)
        elif name in TEXTS:
            _encode(paths, name, folder)
        elif name == "ocr":
            _convert([word / f"{path.stem}.docx" for path in paths], "pdf", folder)
            _take_pictures(paths, folder)


def _convert(sources: list[Path], name: str, folder: Path) -> None:
    target = folder / name
    target.mkdir(exist_ok=True)
    wanted = [source for source in sources if not (target / f"{source.stem}.{name}").exists()]
    if not wanted:
        return
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", profile, "--headless", "--convert-to", OFFICE[name], "--outdir", target, *wanted]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _encode(paths: list[Path], name: str, folder: Path) -> None:
    for path in paths:
        if path.suffix != ".docx":
            text = unicodedata.normalize("NFC", path.read_text("utf-8"))
            (folder / name / path.name).write_bytes(TEXTS[name](text))


def _take_pictures(paths: list[Path], folder: Path) -> None:
    """Write the pages of each PDF as one TIFF of several frames in grey."""
    import pypdfium2

    for path in paths:
        target = folder / "ocr" / f"{path.stem}.tif"
        if target.exists():
            continue
        pdf = pypdfium2.PdfDocument(folder / "pdf" / f"{path.stem}.pdf")
        pages = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in pdf]
        pages[0].save(
            target, save_all=True, append_images=pages[1:], dpi=(_DPI, _DPI), compression="tiff_lzw"
        )


def facts(plan: Plan) -> Counter[str]:
    """Header fields, references, deadlines and section ids, in lower case: TCVN3 has no marked capitals."""
    head = plan.metadata
    found = {
        "type": head.doc_type and head.doc_type.code,
        "number": head.number and (head.number.number, head.number.symbol),
        "date": head.date and head.date.edtf,
        "place": head.place,
        "issuer": head.issuer and head.issuer.name,
        "subject": head.subject,
        "signer": plan.signature and plan.signature.name,
    }
    rows = list(found.items())
    rows += [("reference", (r.id, r.date and r.date.edtf)) for r in plan.references]
    rows += [("deadline", (d.start, d.end, d.recurrence, d.section)) for d in plan.deadlines]
    rows += [("section", id_) for id_ in section_ids(plan.sections)]
    return Counter(f"{kind}: {fact}".lower() for kind, fact in rows)


def section_ids(sections: Iterable[Section]) -> Iterable[str]:
    for section in sections:
        yield section.id
        yield from section_ids(section.children)


def agreement(expected: Counter[str], found: Counter[str]) -> tuple[int, int]:
    """Return how many facts agree, and of how many: those missing and those too many both count."""
    return (expected & found).total(), max(expected.total(), found.total())


def rendered(path: Path, name: str, folder: Path) -> Path | None:
    """Return the file of a fixture in a format; None where there is none (a Word file isn't a text)."""
    return next((folder / name).glob(f"{path.stem}.*"), None)


class Comparison(NamedTuple):
    """How many facts agree, of how many, and a line for each that doesn't."""

    same: int
    total: int
    differences: list[str]


def compare(paths: Iterable[Path], name: str, folder: Path) -> dict[Path, Comparison]:
    """Compare the facts of fixtures in a format with those of their text."""
    result = {}
    for path in paths:
        file = rendered(path, name, folder)
        if file is None:
            continue
        expected = facts(parse_document(read_file(path)))
        try:
            found = facts(parse_document(read(file.read_bytes(), file.name)))
        except KhparseError as error:
            found = Counter([error.line(file.name)])
        differences = [f"- {fact}" for fact in expected - found] + [f"+ {fact}" for fact in found - expected]
        result[path] = Comparison(*agreement(expected, found), differences)
    return result


def main() -> int:
    """Print the table; return 1 when a format is below its least share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(FORMATS)}; default: all")
    parser.add_argument("--details", action="store_true", help="print each difference")
    parser.add_argument(
        "--keep", metavar="FOLDER", type=Path, help="keep the files, and use those that are there"
    )
    options = parser.parse_args()
    below = False
    with TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        print(f"{'format':8} {'files':>5} {'same':>6} {'facts':>6} {'share':>7} {'least':>6}  worst")
        for name in options.formats or FORMATS:
            if reason := missing(name):
                print(f"{name:8} skipped: {reason}")
                continue
            render(documents(), [name], folder)
            found = compare(documents(), name, folder)
            below |= _print(name, found)
            for path, row in found.items() if options.details else ():
                print(*(f"    {path.stem} {line}" for line in row.differences), sep="\n")
    return int(below)


def _print(name: str, found: dict[Path, Comparison]) -> bool:
    """Print the row of a format; return whether it is below its least share."""
    same = sum(row.same for row in found.values())
    total = sum(row.total for row in found.values())
    share, worst = min((row.same / row.total, path.name) for path, row in found.items())
    below = same < LEAST[name] * total
    print(
        f"{name:8} {len(found):5} {same:6} {total:6} {same / total:7.2%} {LEAST[name]:6.0%}"
        f"  {share:.1%} {worst}{'  BELOW' * below}"
    )
    return below


if __name__ == "__main__":
    sys.exit(main())
