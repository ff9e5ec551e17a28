"""Comparisons of three pairs of fixtures in every format, as golden files.

`python tests/test_diff_outputs.py` writes tests/golden/diff anew; look at the difference before you commit it.
The DOCX and XLSX stand there as text: what they hold, and which words are marked.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import khparse
from khparse.compare.models import PlanDiff
from khparse.models import Plan
from khparse.output.comparison.docx import to_docx
from khparse.output.comparison.html.page import to_page
from khparse.output.comparison.json import schema_json, to_json, to_json_lines
from khparse.output.comparison.markdown import to_markdown
from khparse.output.comparison.summary import to_summary
from khparse.output.comparison.xlsx import to_xlsx
from test_diff_pairs import NAMES, PAIRS
from test_diff_xlsx import shown
from test_digest import dump

GOLDEN = Path(__file__).parent / "golden" / "diff"


def plans(name: str) -> tuple[Plan, Plan]:
    old, new = (khparse.parse_file(next((PAIRS / name).glob(f"{which}.*"))) for which in ("old", "new"))
    return old, new


def workbook(content: bytes) -> str:
    """The cells of a workbook as lines, words of the old plan in [-…-], of the new one in {+…+}."""
    lines = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content), rich_text=True):
        lines.append(f"# {sheet.title}, frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            lines += [f"{cell.coordinate} {shown(cell.value)!r}" for cell in row if cell.value is not None]
    return "\n".join(lines) + "\n"


def as_json(found: PlanDiff, old: Plan, new: Plan) -> str:
    return re.sub(r'"generator": "khparse [^"]*"', '"generator": "khparse"', to_json(found))


def page(found: PlanDiff, old: Plan, new: Plan) -> str:
    """The page without its styles and script, which are files of their own."""
    bare = re.sub(
        r"(<(style|script)[^>]*>).*?(</\2>)", r"\1\3", to_page(found, old, new, "vi"), flags=re.DOTALL
    )
    return re.sub(r"'sha256-[^']*'", "'sha256-…'", bare)


FORMATS: dict[str, Callable[[PlanDiff, Plan, Plan], str]] = {
    "json": as_json,
    "jsonl": lambda found, old, new: to_json_lines(found),
    "md": lambda found, old, new: to_markdown(found, old, new, "vi"),
    "en.md": lambda found, old, new: to_markdown(found, old, new, "en"),
    "txt": lambda found, old, new: to_summary(found, old, new, "en"),
    "html": page,
    "docx.txt": lambda found, old, new: dump(to_docx(found, old, new, "vi")) + "\n",
    "xlsx.txt": lambda found, old, new: workbook(to_xlsx(found, old, new, "vi")),
}


def written(name: str, format: str) -> str:
    old, new = plans(name)
    return FORMATS[format](khparse.diff(old, new, by="syllable"), old, new)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    assert written(name, format) == (GOLDEN / f"{name}.{format}").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_equal_input_gives_equal_bytes(name: str) -> None:
    old, new = plans(name)
    found = khparse.diff(old, new, by="syllable")
    assert to_docx(found, old, new) == to_docx(found, old, new)
    assert to_xlsx(found, old, new) == to_xlsx(found, old, new)


@pytest.mark.parametrize("name", NAMES)
def test_json_is_what_the_schema_says(name: str) -> None:
    schema = json.loads(schema_json())
    found = json.loads(to_json(khparse.diff(*plans(name), by="syllable")))
    assert list(found) == list(schema["properties"])
    assert (
        PlanDiff.model_validate(found).to_json() == PlanDiff.model_validate_json(json.dumps(found)).to_json()
    )


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_places_in_the_documents(name: str) -> None:
    def text(which: str) -> str:
        from khparse.readers import read_file

        return read_file(next((PAIRS / name).glob(f"{which}.*"))).text

    texts = {which: text(which) for which in ("old", "new")}
    found = khparse.diff(*plans(name), by="word")
    for pair in found.sections:
        for edit in pair.edits:
            for which in ("old", "new"):
                passage: Any = getattr(edit, which)
                printed = texts[which][passage.span.start : passage.span.end]
                assert (
                    " ".join(passage.text.split()) in " ".join(printed.split())
                    or len(pair.old + pair.new) > 2
                )


@pytest.mark.parametrize(
    ("year", "due", "english", "vietnamese"),
    [
        ("2025", "16/02/2025", "1 day later", "chậm hơn 1 ngày"),
        ("2025", "12/02/2025", "3 days earlier", "sớm hơn 3 ngày"),
        ("2026", "16/02/2026", "1 day later in the year", "chậm hơn 1 ngày so với cùng kỳ"),
        ("2026", "12/02/2026", "3 days earlier in the year", "sớm hơn 3 ngày so với cùng kỳ"),
    ],
)
def test_days_that_a_time_moved(year: str, due: str, english: str, vietnamese: str) -> None:
    text = (
        "UBND XÃ AN THẠNH\nSố: 12/KH-UBND\nAn Thạnh, ngày 05 tháng 01 năm {year}\nKẾ HOẠCH\nTrồng cây\n"
        "I. PHÂN CÔNG\n1. Sở Y tế chủ trì rà soát, hoàn thành trước ngày {due}.\n"
    )
    old = khparse.parse(text.format(year="2025", due="15/02/2025"))
    new = khparse.parse(text.format(year=year, due=due))
    found = khparse.diff(old, new, by="syllable")
    assert f"| {english} |" in to_markdown(found, old, new, "en")
    assert f"| {vietnamese} |" in to_markdown(found, old, new, "vi")


if __name__ == "__main__":
    import os

    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1"}
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for golden in NAMES:
        for kind in FORMATS:
            (GOLDEN / f"{golden}.{kind}").write_text(written(golden, kind), "utf-8")
