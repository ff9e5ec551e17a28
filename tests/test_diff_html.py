"""The page of a comparison: what stands beside what, its marks and links, and that it is safe."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import khparse
from khparse.compare.models import Change, Edit, Passage, PlanDiff, SectionPair, Side, Version
from khparse.compare.plans import counts_of, diff
from khparse.models import Plan, Section, Span, Table
from khparse.output.comparison.html.page import to_page
from khparse.output.comparison.html.tables import rows_in
from khparse.output.view.escape import shown
from khparse.plans import plans_in
from khparse.readers import read_file

PAIRS = sorted(
    path for path in (Path(__file__).parent.parent / "fixtures" / "pairs").glob("*") if path.is_dir()
)
OLD = """UBND XÃ AN THẠNH
Số: 12/KH-UBND
An Thạnh, ngày 05 tháng 01 năm 2024
KẾ HOẠCH
Chăm sóc cây xanh năm 2024

Căn cứ Luật Lâm nghiệp số 16/2017/QH14 ngày 15/11/2017;
Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Giữ gìn cây xanh trên các tuyến đường của xã.
II. NHIỆM VỤ
1. Văn phòng xã chủ trì rà soát cây gãy đổ, hoàn thành trước ngày 30/6/2024.
2. Công an xã tuần tra các tuyến đường vào ban đêm.
3. Trạm Y tế xã tập huấn sơ cứu cho tổ chăm sóc cây.
III. KINH PHÍ
Kinh phí thực hiện là 20 triệu đồng.
"""
NEW = (
    OLD.replace("2024", "2025")
    .replace("12/KH", "15/KH")
    .replace("Văn phòng xã chủ trì", "Phòng Kinh tế chủ trì")
    .replace("là 20 triệu đồng", "là 25 triệu đồng")
    .replace("2. Công an xã tuần tra các tuyến đường vào ban đêm.\n3.", "2.")
    + "IV. BÁO CÁO\nCác ấp báo cáo kết quả trước ngày 15/12/2025.\n"
)


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, its ids, and the texts of its two columns."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.columns: dict[str, list[str]] = {"o": [], "n": []}
        self._column: str | None = None
        self._depth = 0
        self._in_notes = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "div":
            if self._column is None and attributes.get("class") in ("o", "n"):
                self._column, self._depth = attributes["class"], 0
            self._depth += 1
        self._in_notes = self._in_notes or attributes.get("class") in ("notes", "gone")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_notes = False
        if self._column and tag in ("p", "td"):
            self.columns[self._column].append("\n")
        if tag == "div":
            self._depth -= 1
            if self._depth == 0:
                self._column = None

    def handle_data(self, data: str) -> None:
        if self._column and not self._in_notes:
            self.columns[self._column].append(data)

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a"]


def compared(old: str, new: str) -> tuple[PlanDiff, Plan, Plan]:
    plans = khparse.parse(old), khparse.parse(new)
    return diff(*plans, by="syllable"), *plans


def page(old: str = OLD, new: str = NEW, lang: str = "vi") -> str:
    return to_page(*compared(old, new), lang)  # type: ignore[arg-type]


def words(text: str) -> list[str]:
    """The words of a text; bars and rules of tables in Markdown are no words."""
    return [word for word in text.split() if not re.fullmatch(r"[|:\-+*]+", word)]


def texts_of(plan: Plan) -> list[str]:
    """The headings and own texts of a plan."""
    found = [plan.preamble.text] if plan.preamble else []

    def visit(sections: list[Section]) -> None:
        for section in sections:
            found.extend(filter(None, [section.heading, section.text]))
            visit(section.children)

    visit(plan.sections)
    return found


def plans_of(pair: Path) -> tuple[Plan, Plan]:
    old, new = (plans_in(read_file(next(pair.glob(f"{name}.*"))))[0] for name in ("old", "new"))
    return old, new


@pytest.mark.parametrize("pair", PAIRS, ids=lambda path: path.name)
def test_both_texts_are_there_and_links_lead_somewhere(pair: Path) -> None:
    old, new = plans_of(pair)
    html = to_page(diff(old, new, by="syllable"), old, new)
    found = Reader(html)
    assert len(found.ids()) == len(set(found.ids()))
    assert {link[1:] for link in found.links()} <= set(found.ids())
    for column, plan in (("o", old), ("n", new)):
        text = " ".join(words("".join(found.columns[column])))
        for part in texts_of(plan):
            for line in shown(part).split("\n"):
                assert " ".join(words(line)).strip("| ") in text or "|" in line


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_is_the_same_each_time(lang: str) -> None:
    assert page(lang=lang) == page(lang=lang)
    assert f'<html lang="{lang}">' in page(lang=lang)


def test_words_that_differ_are_marked_on_both_sides() -> None:
    html = page()
    assert re.search(r'<del id="d(\d+)">20</del> triệu', html)
    assert re.search(r'<ins id="i(\d+)">25</ins> triệu', html)
    assert re.search(r'class="y">[^<]*2024</del>', html) and re.search(r'class="y">[^<]*2025</ins>', html)


def test_sections_that_came_and_went_stand_alone() -> None:
    html = page()
    (gone,) = re.findall(r'<div class="row del[^>]*>(.*)', html)
    assert "Công an xã tuần tra" in gone and gone.endswith('<div class="n"></div></div>')
    (come,) = re.findall(r'<div class="row add[^>]*><div class="o"></div>(.*)', html)
    assert "BÁO CÁO" in come


def test_each_line_leads_to_its_place_in_both_columns() -> None:
    html = page()
    lines = re.findall(r'<tr id="c\d+"[^>]*>(.*?)</tr>', html, re.DOTALL)
    found, _, _ = compared(OLD, NEW)
    assert len(lines) == len(found.changes)
    for line in lines:
        assert re.search(r'href="#\w+"', line)


def test_same_plans_say_so() -> None:
    html = page(OLD, OLD)
    assert "Không có thay đổi nào về nội dung." in html
    assert "<del id" not in html and "<ins id" not in html and 'class="row mod' not in html


def made(old: Plan, new: Plan, pairs: list[SectionPair], *changes: Change) -> PlanDiff:
    versions = [Version(name=None, title="Kế hoạch", sha256="") for _ in range(2)]
    return PlanDiff(
        generator="khparse",
        old=versions[0],
        new=versions[1],
        years=1,
        counts=counts_of(list(changes)),
        changes=list(changes),
        sections=pairs,
    )


def one_and_one(names: str) -> list[SectionPair]:
    return [SectionPair(old=[name], new=[name]) for name in names.split()]


def side(section: str, text: str = "") -> Side:
    return Side(id=section, section=section, text=text)


def order(html: str) -> list[str]:
    """The rows: their kind, and the words of their cells in short."""
    rows = re.findall(
        r'<div class="row (\w+)[^>]*><div class="o">(.*?)</div><i class="g">[^<]*</i><div class="n">(.*?)</div>\n',
        html,
    )
    cells = [
        (kind, *(re.sub(r"<p class=\"notes\">.*?</p>|<[^>]+>", "", cell).strip() for cell in cells))
        for kind, *cells in rows
    ]
    return [f"{kind}: {' | '.join(texts)}".rstrip() for kind, *texts in cells]


def plan_of(*sections: str) -> Plan:
    plan = khparse.parse("KẾ HOẠCH\n")
    plan.metadata.doc_type = plan.metadata.subject = None
    offset = 0
    for number, text in enumerate(sections, 1):
        span = Span(start=offset, end=offset + len(text))
        plan.sections.append(
            Section(id=str(number), kind="decimal", num=str(number), heading=None, text=text, span=span,
                    heading_span=None, extent=span)
        )  # fmt: skip
        offset += len(text) + 10
    return plan


def test_what_moved_stands_beside_its_counterpart_and_leaves_a_line() -> None:
    old, new = plan_of("a", "b", "c"), plan_of("c", "a", "b")
    pairs = [
        SectionPair(old=["3"], new=["1"], moved=True),
        SectionPair(old=["1"], new=["2"], renumbered=True),
        SectionPair(old=["2"], new=["3"], renumbered=True),
    ]
    html = to_page(
        made(old, new, pairs, Change(id="c1", subject="section", kind="moved", old=side("3"), new=side("1"))),
        old,
        new,
    )
    assert order(html) == [
        "mov: 3 c | 1 c",
        "same: 1 a | 2 a",
        "same: 2 b | 3 b",
        "gone: 3 đã chuyển đến 1 |",
    ]
    assert 'href="#c0" data-c="0">Mục: chuyển từ 3</a>' in html


def test_parts_stand_together_or_at_their_own_places() -> None:
    old, new = plan_of("a b", "c", "d"), plan_of("a", "b", "d", "c")
    pairs = [
        SectionPair(old=["1"], new=["1", "2"]),
        SectionPair(old=["3"], new=["3"]),
        SectionPair(old=["2"], new=["4"], moved=True),
    ]
    split = Change(id="c1", subject="section", kind="split", old=side("1"), new=side("1"), parts=["1", "2"])
    assert order(to_page(made(old, new, pairs, split), old, new)) == [
        "mod: 1 a b | 1 a2 b",
        "gone: 2 đã chuyển đến 4 |",
        "same: 3 d | 3 d",
        "mov: 2 c | 4 c",
    ]
    merged = made(new, old, [SectionPair(old=["1", "4"], new=["1"]), *one_and_one("2 3")])
    assert order(to_page(merged, new, old)) == [
        "same: 1 a | 1 a b",
        "same: 2 b | 2 c",
        "same: 3 d | 3 d",
        "mod: 4 c | 4 đã gộp vào 1",
    ]


def test_an_edit_over_several_parts_is_marked_in_each_with_one_id() -> None:
    old, new = plan_of("một hai ba"), plan_of("một", "ba bốn")
    edit = Edit(
        kind="reworded",
        old=Passage(section="1", text="hai ba", span=Span(start=4, end=10)),
        new=Passage(section="1", text="một ba", span=Span(start=0, end=15)),
    )
    html = to_page(made(old, new, [SectionPair(old=["1"], new=["1", "2"], edits=[edit])]), old, new)
    assert '<ins id="i0" class="q">một</ins>' in html
    assert '<ins class="q">ba</ins> bốn' in html


def test_the_place_of_words_that_are_missing_is_marked() -> None:
    old, new = plan_of("rà soát"), plan_of("rà soát cây")
    edit = Edit(
        kind="reworded",
        old=Passage(section="1", text="", span=Span(start=7, end=7)),
        new=Passage(section="1", text="cây", span=Span(start=8, end=11)),
        change="c1",
    )
    change = Change(
        id="c1",
        subject="section",
        kind="reworded",
        field="text",
        old=side("1"),
        new=side("1", "cây"),
        edits=[edit],
    )
    html = to_page(made(old, new, [SectionPair(old=["1"], new=["1"], edits=[edit])], change), old, new)
    assert 'rà soát<i class="at" id="d0"></i></p>' in html
    assert 'rà soát <ins id="i0">cây</ins></p>' in html
    assert 'data-e="0"' in html and 'href="#i0"' in html


def test_edits_outside_of_their_sections_do_no_harm() -> None:
    old, new = plan_of("một hai"), plan_of("ba")
    edits = [
        Edit(
            kind="reworded",
            old=Passage(section="9", text="x", span=Span(start=start, end=end)),
            new=Passage(section=None, text="x", span=Span(start=end, end=start)),
        )
        for start, end in ((-5, 2), (90, 99), (1, 3), (5, 4))
    ]
    html = to_page(made(old, new, [SectionPair(old=["1", "7"], new=["1", "8"], edits=edits)]), old, new)
    assert "".join(Reader(html).columns["o"]).split()[:2] == ["1", "một"]
    found = Reader(html)
    assert len(found.ids()) == len(set(found.ids()))


HOSTILE = """UBND XÃ AN THẠNH
Số: 12/KH-UBND
KẾ HOẠCH
Về việc <script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %}
I. MỤC ĐÍCH </style></script><svg onload=alert(3)>
1. Sở Tư pháp <a href="javascript:alert(4)">chủ trì</a> <b onclick='x'> trước ngày 30/6/2026; \u202etxet\u202c
2. Công an xã \x1b[31m\x00 báo cáo \u2066ẩn\u2069 hằng quý.
Nơi nhận:
- <iframe src="//example.org/">;
"""


def test_a_hostile_document_stays_text() -> None:
    changed = HOSTILE.replace("alert", "warn").replace("30/6", "30/7").replace("báo cáo", "<u>nộp")
    html = page(HOSTILE, changed)
    found = Reader(html)
    assert {tag for tag, _ in found.tags}.isdisjoint({"img", "svg", "iframe", "u"})
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert not any(
        name.startswith("on") or name == "style" for _, attributes in found.tags for name in attributes
    )
    assert not any((link or "").startswith(("javascript", "http", "//")) for link in found.links())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)
    assert "[U+202E]" in html and "49" not in re.sub(
        r"[\w#-]*49[\w-]*;", "", re.sub(r"<[^>]*>", "", html.split("<main")[1].split("<script>")[0])
    )


def test_the_policy_names_what_is_inside_and_nothing_else() -> None:
    html = page()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    policy = policy.replace("&#39;", "'")
    inside = re.findall(r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", html, re.DOTALL)
    hashes = {
        f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" for text in inside
    }
    assert set(re.findall(r"'(sha256-[^']*)'", policy)) == hashes
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    assert not re.search(r"(?:src|url|@import)\s*[=(]", html)


@pytest.mark.parametrize("name", ["", "I", "9"])
def test_changes_of_unknown_places_are_listed_without_links(name: str) -> None:
    old, new = plan_of("một"), plan_of("một")
    change = Change(
        id="c1", subject="deadline", kind="added", new=Side(section=name, text="x", span=Span(start=0, end=1))
    )
    html = to_page(made(old, new, one_and_one("1"), change), old, new)
    found = Reader(html)
    assert {link[1:] for link in found.links()} <= set(found.ids())


@pytest.mark.parametrize(
    ("text", "table", "expected"),
    [
        (
            "Bảng\nTT\nViệc\n1\nrà  soát\nhết",
            [["TT", "Việc"], ["1", "rà soát"]],
            [["TT", "Việc"], ["1", "rà  soát"]],
        ),
        (
            "| TT | Việc |\n|---|---|\n| 1 | a-b |",
            [["TT", "Việc"], ["1", "a-b"]],
            [["TT", "Việc"], ["1", "a-b"]],
        ),
        ("TT\nViệc\n1\nkhác", [["TT", "Việc"], ["1", "rà soát"]], None),
        ("TT\nViệc\n\n1\n- a\nb", [["TT", "Việc"], ["1", "- a b"]], [["TT", "Việc"], ["1", "- a\nb"]]),
        ("", [["TT"]], None),
        ("TT", [], None),
    ],
)
def test_tables_are_found_in_the_text(
    text: str, table: list[list[str]], expected: list[list[str]] | None
) -> None:
    made_table = Table(id="t1", kind="tasks", header=table[0] if table else [], rows=table[1:])
    found = list(rows_in(text, [made_table]))
    cells = [[text[start:end] for start, end in row] for _, _, rows in found for row in rows]
    assert cells == (expected or [])


def test_a_table_ends_behind_the_border_of_its_last_row() -> None:
    text = "| TT | Việc |\n|---|---|\n| 1 | rà soát |\n- Sở Y tế"
    table = Table(id="t1", kind="tasks", header=["TT", "Việc"], rows=[["1", "rà soát"]])
    ((start, end, _),) = rows_in(text, [table])
    assert (start, text[end:]) == (0, "\n- Sở Y tế")


def test_a_plan_with_changes_everywhere_makes_a_page_of_some_size_only() -> None:
    many = "\n".join(
        f"{number}. Việc số {number} của xã, kinh phí {number} triệu đồng." for number in range(1, 400)
    )
    old = f"KẾ HOẠCH\nViệc năm 2024\nI. VIỆC\n{many}\n"
    html = page(old, old.replace("triệu", "nghìn"))
    assert len(html.encode()) < 16 * len(old.encode()) + 40_000
    assert 'class="leaf lazy"' in html
