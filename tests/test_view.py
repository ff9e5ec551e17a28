"""The page of `khparse view`: its marks, what it says, that it is safe, and its golden files.

`python tests/test_view.py` writes tests/golden/view anew; look at the difference before you commit it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import khparse
from khparse.facts.rows import Due, tasks_of
from khparse.models import Deadline, Plan, Span
from khparse.output.view.escape import markup, shown
from khparse.output.view.marks import Mark, marks_of, paragraphs_of, pieces
from khparse.output.view.page import Source, to_page
from khparse.output.view.rebuild import rebuilt
from khparse.output.view.timeline import described, timeline_of, to_svg
from khparse.output.view.words import due_label, words_in
from khparse.plans import plans_in
from khparse.readers import read_file

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOLDEN = Path(__file__).parent / "golden" / "view"
SHOWN = {
    "03-ke-hoach-tiem-chung.txt": "vi",
    "14-kh-ubnd-phan-loai-rac.md": "vi",
    "33-ke-hoach-ngay-hoi-stem.docx": "en",
}


def source(name: str) -> Source:
    document = read_file(FIXTURES / name)
    return Source(plans_in(document)[0], document.text)


def page(text: str, language: str = "vi") -> str:
    return to_page([Source(khparse.parse(text), text)], language)


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, its ids, and the text of its plan."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._inside = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "section" and attributes.get("class") == "text":
            self._inside = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._inside = 0
        if tag == "p" and self._inside:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text.append(data)

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a"]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("[0-9]*")), ids=lambda path: path.name[:2])
def test_each_fixture_has_its_whole_text_and_links_that_lead_somewhere(path: Path) -> None:
    shown_source = source(path.name)
    found = Reader(to_page([shown_source]))
    assert squeezed("".join(found.text)) == squeezed(shown(shown_source.text or ""))
    assert len(found.ids()) == len(set(found.ids()))
    assert {link[1:] for link in found.links()} <= set(found.ids())
    plan = shown_source.plan
    named = {f"p1-{fact.id}" for fact in (*(task.assignment for task in tasks_of(plan)), *plan.deadlines)}
    assert named <= set(found.ids())


@pytest.mark.parametrize(("name", "language"), SHOWN.items())
def test_golden(name: str, language: str) -> None:
    written = to_page([source(name)], language)  # type: ignore[arg-type]
    assert written == to_page([source(name)], language)  # type: ignore[arg-type]
    assert written == (GOLDEN / f"{name}.html").read_text(encoding="utf-8")


def test_overlapping_marks_are_cut_at_their_borders() -> None:
    marks = [Mark(0, 9, "task", "a1"), Mark(2, 5, "lead", "a1"), Mark(4, 12, "deadline", "d1")]
    (made,) = pieces(marks, [(0, 14)])
    assert [(piece.start, piece.end, [mark.kind for mark in piece.marks]) for piece in made] == [
        (0, 2, ["task"]),
        (2, 4, ["lead", "task"]),
        (4, 5, ["lead", "deadline", "task"]),
        (5, 9, ["deadline", "task"]),
        (9, 12, ["deadline"]),
        (12, 14, []),
    ]
    assert [mark.kind for piece in made for mark in piece.opens] == ["task", "lead", "deadline"]


def test_a_mark_over_paragraphs_opens_once() -> None:
    first, second = pieces([Mark(2, 8, "task", "a1")], [(0, 4), (5, 9)])
    assert [len(piece.opens) for piece in [*first, *second]] == [0, 1, 0, 0]


def test_spans_outside_the_text_are_cut() -> None:
    plan = khparse.parse("KẾ HOẠCH\n")
    plan.deadlines = [
        Deadline(id="d1", text="", span=Span(start=-5, end=3)),
        Deadline(id="d2", text="", span=Span(start=7, end=3)),
        Deadline(id="d3", text="", span=Span(start=90, end=99)),
    ]
    assert [(mark.start, mark.end) for mark in marks_of(plan, 9) if mark.kind == "deadline"] == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Sở Tư pháp rà soát văn bản và báo cáo\nkết quả.", 1),
        ("Sở Tư pháp rà soát văn bản;\nkết quả báo cáo Ủy ban nhân dân tỉnh.", 2),
        ("Ngắn\nMột dòng dài hơn hẳn những dòng khác.", 2),
        ("Sở Tư pháp rà soát văn bản và báo cáo\n\nkết quả.", 2),
        ("Sở Tư pháp rà soát văn bản và báo cáo\n- kết quả.", 2),
        ("a " * 100 + "\nkết quả", 2),
        ("", 0),
        (" \n\n\t\n", 0),
    ],
)
def test_lines_broken_at_the_width_of_a_page_are_joined(text: str, lines: int) -> None:
    assert len(paragraphs_of(text, [])) == lines


HOSTILE = """UBND XÃ AN THẠNH
Số: 12/KH-UBND
KẾ HOẠCH
Về việc <script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %}
I. MỤC ĐÍCH </style></script><svg onload=alert(3)>
1. Sở Tư pháp <a href="javascript:alert(4)">chủ trì</a> <b onclick='x'> trước ngày 30/6/2026; \u202etxet\u202c
2. Công an xã \x1b[31m\x00 báo cáo \u2066ẩn\u2069 hằng quý.
Nơi nhận:
- <iframe srcdoc="<script>alert(5)</script>">;
"""


def test_a_hostile_document_is_shown_and_runs_nothing() -> None:
    html = page(HOSTILE)
    found = Reader(html)
    assert [tag for tag, _ in found.tags if tag == "script"] == ["script"]
    assert not {"img", "iframe", "b", "object", "form"} & {tag for tag, _ in found.tags}
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in found.links())
    assert squeezed(shown(HOSTILE)) == squeezed("".join(found.text))
    assert "[U+202E]" in html
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", html)
    assert "{{ 7*7 }}" in html


def test_facts_of_hostile_json_are_shown_and_run_nothing() -> None:
    data = json.loads(khparse.parse(HOSTILE).to_json())
    evil = '"><script>alert(1)</script>\u202e\ud800'.encode("utf-8", "surrogatepass").decode(
        "utf-8", "replace"
    )
    data["deadlines"] = [
        {
            "id": evil,
            "text": evil,
            "start": evil,
            "end": "2026-13-99",
            "span": {"start": 3, "end": 9},
            "section": evil,
        }
    ]
    data["notes"] = [{"code": evil, "level": "info", "message": evil, "section": evil, "span": None}]
    data["source"]["name"] = evil
    data["source"]["characters"] = 10**12
    data["sections"][0]["span"] = {"start": 10**12, "end": 10**13}
    html = to_page([Source(Plan.model_validate(data), None)])
    assert [tag for tag, _ in Reader(html).tags if tag == "script"] == ["script"]
    assert "\u202e" not in html
    assert len(html) < 100_000


def test_the_policy_lets_in_only_the_script_and_styles_of_the_page() -> None:
    html = page(HOSTILE)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    policy = policy.replace("&#39;", "'")
    inline = re.findall(r"<(style|script)[^>]*>(.*?)</\1>", html, re.DOTALL)
    assert len(inline) == 3
    for _, content in inline:
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert " style=" not in html
    assert not re.search(r"https?:|@import|url\(", html.replace(markup(HOSTILE), ""))


def test_the_script_is_small() -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", page("KẾ HOẠCH"), re.DOTALL)
    assert len(script.encode()) < 15_000


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("[0-9]*")), ids=lambda path: path.name[:2])
def test_a_text_rebuilt_from_json_holds_the_facts_at_their_places(path: Path) -> None:
    original = source(path.name)
    plan, text = original.plan, original.text or ""
    made = rebuilt(plan)
    assert len(made) <= len(text)
    for fact in (*plan.references, *plan.deadlines):
        assert made[fact.span.start : fact.span.end] == text[fact.span.start : fact.span.end]
    sections = [section for section in plan.sections if section.text]
    for section in sections:
        assert made[section.span.start : section.span.end] == section.text


def test_a_page_from_json_says_that_it_lacks_the_document() -> None:
    plan = source("03-ke-hoach-tiem-chung.txt").plan
    html = to_page([Source(plan, None)])
    assert words_in("vi")["rebuilt"] in html
    assert "Phòng Nghiệp vụ Y" in "".join(Reader(html).text)
    assert words_in("vi")["rebuilt"] not in to_page([Source(plan, "KẾ HOẠCH")])


def deadline(start: str | None, end: str | None, **others: object) -> Deadline:
    return Deadline.model_validate(
        {"id": "d1", "text": "x", "start": start, "end": end, "span": {"start": 0, "end": 1}, **others}
    )


@pytest.mark.parametrize(
    ("found", "vietnamese", "english"),
    [
        (deadline(None, "2026-06-30"), "đến 30/06/2026", "by 30 Jun 2026"),
        (deadline(None, "2026-06-30", inclusive=False), "trước 30/06/2026", "before 30 Jun 2026"),
        (deadline("2026-06-30", "2026-06-30"), "30/06/2026", "30 Jun 2026"),
        (deadline("2026-04-01", "2026-06-30"), "01/04/2026 – 30/06/2026", "1 Apr 2026 – 30 Jun 2026"),
        (deadline("2026-04-01", None), "từ 01/04/2026", "from 1 Apr 2026"),
        (deadline(None, None, recurrence="FREQ=MONTHLY"), "định kỳ", "recurring"),
        (deadline(None, None, relative="05 ngày"), "không ghi ngày", "undated"),
    ],
)
def test_dates_in_words(found: Deadline, vietnamese: str, english: str) -> None:
    assert (due_label(found, "vi"), due_label(found, "en")) == (vietnamese, english)


def dues(*ends: str) -> list[Due]:
    plan = khparse.parse("KẾ HOẠCH")
    return [Due(plan, deadline(None, end, id=f"d{index}"), None, []) for index, end in enumerate(ends)]


def test_the_timeline_has_a_column_for_each_month() -> None:
    found = dues("2026-03-31", "2026-12-01", "2026-03-01", "2030-12-31", "9999", "")
    timeline = timeline_of(found)
    assert [
        (timeline.year(column), timeline.label(column), len(column.dues)) for column in timeline.columns
    ] == [
        (2026, "3", 2),
        (2026, "12", 1),
        (2030, "12", 1),
    ]
    assert described(found, "vi").startswith("4 thời hạn có ngày, từ 01/03/2026 đến 31/12/2030")
    assert to_svg(found, "p1", "vi").count("<circle") == 4


def test_a_long_timeline_is_told_by_quarters_and_years() -> None:
    by_quarter = dues(*(f"{year}-{month:02}-01" for year in range(2020, 2026) for month in range(1, 13)))
    assert timeline_of(by_quarter).months == 3
    by_year = dues(*(f"{year}-{month:02}-01" for year in range(2000, 2026) for month in (1, 7)))
    assert timeline_of(by_year).months == 12
    assert "<rect" in to_svg(dues(*["2026-01-01"] * 30), "p1", "vi")
    assert to_svg(dues(""), "p1", "vi") == ""


def test_both_languages_have_the_same_words() -> None:
    assert words_in("vi").keys() == words_in("en").keys()


def test_the_words_of_the_page_follow_the_language() -> None:
    assert '<html lang="vi">' in page("KẾ HOẠCH") and "Nơi nhận" in page("KẾ HOẠCH")
    html = page("KẾ HOẠCH", "en")
    assert '<html lang="en">' in html and ">Recipients<" in html and "Nơi nhận" not in html


# Relative luminance and contrast as WCAG 2.2 defines them; AA asks 4.5 for text and 3 for parts that matter.
def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", ["page.css", "dark.css"])
def test_colours_have_the_contrast_that_wcag_asks(sheet: str) -> None:
    css = (Path(khparse.__file__).parent / "output" / "view" / sheet).read_text()
    color = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))
    kinds = [name.removesuffix("-line") for name in color if name.endswith("-line") and name != "note-line"]
    assert len(kinds) == 9
    backgrounds = [color["paper"], color["page"]]
    for text in ("ink", "soft", "link", "heading", "note-line"):
        assert all(_contrast(color[text], background) >= 4.5 for background in backgrounds), text
    for kind in kinds:
        assert _contrast(color["ink"], color[kind]) >= 4.5, kind
        assert _contrast(color["heading"], color[kind]) >= 4.5, kind
        assert _contrast(color[f"{kind}-line"], color["paper"]) >= 3, kind
    assert _contrast("#1f2429", color["here"]) >= 4.5
    assert _contrast(color["focus"], color["paper"]) >= 3


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "khparse", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=dict(os.environ))


def test_the_command_writes_documents_json_and_standard_input(tmp_path: Path) -> None:
    document = FIXTURES / "03-ke-hoach-tiem-chung.txt"
    out = tmp_path / "out.html"
    done = run("view", document, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert out.read_text(encoding="utf-8") == to_page([source(document.name)])
    assert run("view", document).stdout == out.read_bytes()
    printed = run("extract", document).stdout
    from_json = run("view", "-", "--lang", "en", stdin=printed)
    assert from_json.returncode == 0
    assert b"This page was made from" in from_json.stdout
    several = run("view", document, tmp_path / "missing.txt", FIXTURES / "04-ke-hoach-thuy-loi-xa.txt")
    assert several.returncode == 4
    assert several.stdout.count(b"<article") == 2
    assert run("view", tmp_path / "missing.txt", "-o", out).returncode != 0
    assert run("view", document, "-o", document).returncode == 2


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, language in SHOWN.items():
        written = to_page([source(name)], language)  # type: ignore[arg-type]
        (GOLDEN / f"{name}.html").write_text(written, encoding="utf-8")
