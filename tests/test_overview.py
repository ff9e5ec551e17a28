"""The figures of an archive (`khparse report`), their JSON, and the page that shows them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from khparse.batch.manifest import Entry, Manifest
from khparse.output.overview.charts import Column, to_svg
from khparse.output.overview.failures import cause_in_vietnamese, remedy_in_vietnamese
from khparse.output.overview.figures import figures_of
from khparse.output.overview.json import to_json
from khparse.output.overview.links import links_to
from khparse.output.overview.models import Figures
from khparse.output.overview.page import to_page
from khparse.output.overview.tally import Tally
from khparse.output.overview.words import count_label, share_label, short_label, size_label

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e"


def facts(**changed: Any) -> str:
    found = {
        "title": "Kế hoạch 12/KH-UBND",
        "type": "KH",
        "type_name": "Kế hoạch",
        "date": "2026-02-06",
        "year": 2026,
        "issuer": "Ủy ban nhân dân xã Tân An",
        "issuer_id": "uy-ban-nhan-dan-xa",
        "issuer_parent": None,
        "subject": "Trồng cây đầu xuân",
        "characters": 4000,
        "tasks": 3,
        "agencies": [["Phòng Kinh tế", "phong-kinh-te", 2, 1]],
        "deadlines": [4, 1, 1],
        "days": [["2026-06-30", 2]],
        "cited": 3,
        "references": ["30/2020/NĐ-CP", "57/KH-UBND", "Luật Lâm nghiệp"],
        "note_counts": {"date-blank": [1, 0]},
        "notes": [["date-blank", "warning", "the date is blank"]],
        "cut": [],
        **changed,
    }
    return json.dumps(found)


NOTHING: dict[str, Any] = {
    "deadlines": [0, 0, 0],
    "days": [],
    "cited": 0,
    "references": [],
    "note_counts": {},
}


def entry(index: int, content: str | None = None, **changed: Any) -> Entry:
    made = hashlib.sha256((content or f"{index}").encode()).hexdigest() + ".docx"
    return Entry(
        f"kho/{index:05}.docx", index, f"kho/{index:05}", made, 1000, "v", "done", facts=facts(**changed)
    )


def failed(index: int, error: str = "its ZIP container is damaged", remedy: str = "get it again") -> Entry:
    return entry(index)._replace(status="failed", error=error, remedy=remedy, facts=None)


def of(*entries: Entry) -> Figures:
    return figures_of(lambda: entries)


def counted(figures: list[Any]) -> dict[str, int]:
    return {figure.key: figure.documents for figure in figures}


ARCHIVE = (
    entry(0),
    entry(1, content="0"),
    entry(2, type="QĐ", type_name="Quyết định", year=2025, issuer="Sở Y tế", agencies=[["Sở Y tế", None, 0, 5]]),
    entry(3, type=None, type_name=None, year=None, date=None, issuer=None, **NOTHING),
    failed(4),
)  # fmt: skip


def test_documents_are_counted_by_type_year_and_issuer() -> None:
    found = of(*ARCHIVE)
    assert counted(found.types.figures) == {"KH": 2, "QĐ": 1, "": 1}
    assert [figure.name for figure in found.types.figures] == ["Kế hoạch", "Quyết định", None]
    assert counted(found.years.figures) == {"": 1, "2025": 1, "2026": 2}
    assert counted(found.issuers.figures) == {"Ủy ban nhân dân xã Tân An": 2, "Sở Y tế": 1, "": 1}
    assert [figure.key for figure in found.issuers.figures][-1] == ""
    assert found.issuers.different == 2
    assert found.types.figures[0].listed == ["kho/00000.docx", "kho/00001.docx"]


def test_issuers_of_one_name_are_told_apart_by_the_superior_body() -> None:
    parents = ["Ủy ban nhân dân tỉnh Quảng Trị", "Ủy ban nhân dân tỉnh Hà Tĩnh", None]
    found = of(*(entry(index, issuer="Sở Y tế", issuer_parent=parents[index % 3]) for index in range(6)))
    assert [(figure.name, figure.parent, figure.documents) for figure in found.issuers.figures] == [
        ("Sở Y tế", None, 2),
        ("Sở Y tế", "Ủy ban nhân dân tỉnh Hà Tĩnh", 2),
        ("Sở Y tế", "Ủy ban nhân dân tỉnh Quảng Trị", 2),
    ]
    page = to_page(found)
    assert 'data-t="Cơ quan ban hành: Sở Y tế (Ủy ban nhân dân tỉnh Hà Tĩnh)"' in page
    assert '<span class="sub">Ủy ban nhân dân tỉnh Hà Tĩnh</span>' in page


def test_the_summary_counts_documents_and_what_they_hold() -> None:
    found = {figure.key: (figure.documents, figure.amount) for figure in of(*ARCHIVE).summary}
    assert found == {
        "documents": (5, 5000),
        "done": (4, 16000),
        "failed": (1, 1000),
        "tasks": (4, 12),
        "deadlines": (3, 12),
        "references": (3, 9),
        "warning": (3, 3),
        "recurring": (3, 3),
        "undated": (3, 3),
        "equal": (2, 1),
    }


def test_agencies_are_ranked_by_their_tasks() -> None:
    found = of(*ARCHIVE).agencies.figures
    assert [(body.name, body.leads, body.supports, body.documents) for body in found] == [
        ("Phòng Kinh tế", 6, 3, 3),
        ("Sở Y tế", 0, 5, 1),
    ]


def test_deadlines_are_counted_by_the_day_on_which_they_end() -> None:
    found = of(*ARCHIVE).deadlines
    assert (found.total, found.recurring, found.undated, found.unit) == (12, 3, 3, "month")
    assert [(due.key, due.documents, due.deadlines) for due in found.timeline] == [("2026-06", 3, 6)]
    assert [(due.key, due.documents, due.deadlines) for due in found.days] == [("2026-06-30", 3, 6)]


def test_a_long_time_is_told_by_quarters_or_years() -> None:
    def over(months: int) -> Figures:
        days = [f"{2000 + month // 12}-{month % 12 + 1:02}-15" for month in range(months)]
        return of(entry(0, deadlines=[months, 0, 0], days=[[day, 1] for day in days]))

    assert over(80).deadlines.unit == "month"
    quarters = over(90).deadlines
    assert (quarters.unit, quarters.timeline[1].key, quarters.timeline[1].deadlines) == (
        "quarter",
        "2000-Q2",
        3,
    )
    assert over(300).deadlines.unit == "year"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("30/2020/NĐ-CP", False),
        ("55/2024/QH15", False),
        ("11/2023/NQ-HĐND", False),
        ("Luật Lâm nghiệp", False),
        ("57/KH-UBND", True),
        ("57-NQ/TW", True),
        ("1132/QĐ-TTg", True),
    ],
)
def test_numbers_without_a_year_may_be_of_several_documents(name: str, expected: bool) -> None:
    assert of(entry(0, references=[name])).references.figures[0].is_ambiguous is expected


def test_notes_tell_a_message_and_whether_others_say_more() -> None:
    notes = [["label-repaired", "info", "label II is read as 11"], ["label-repaired", "info", "another"]]
    found = of(*ARCHIVE, entry(5, note_counts={"label-repaired": [0, 2]}, notes=notes)).notes.figures
    assert [(note.key, note.documents, note.notes, note.is_example) for note in found] == [
        ("date-blank", 3, 3, False),
        ("label-repaired", 1, 2, True),
    ]


def test_failures_have_their_causes_and_remedies() -> None:
    found = of(*ARCHIVE, failed(5), failed(6, "it takes longer than 60 s", "raise --timeout"))
    assert [(cause.name, cause.documents, cause.remedy) for cause in found.failures.figures] == [
        ("its ZIP container is damaged", 2, "get it again"),
        ("it takes longer than 60 s", 1, "raise --timeout"),
    ]
    assert found.listed[4].error == "its ZIP container is damaged"


@pytest.mark.parametrize(
    ("cause", "remedy", "expected"),
    [
        ("it is protected with a password", "", "Tệp có mật khẩu bảo vệ"),
        ("it takes longer than 60 seconds", "", "Xử lý lâu hơn 60 giây"),
        ("it has 5,312 pages", "give at most 1,000 of them", "Tệp có 5.312 trang, quá nhiều"),
        ("it is larger than 1.5 MiB", "", "Tệp lớn hơn 1,5 MiB"),
        ("its 7z container is damaged", "", "Tệp 7z bị hỏng"),
        ("its worker was ended by SIGKILL", "", "Tiến trình xử lý bị dừng đột ngột (SIGKILL)"),
        ("internal error: {0}", "", "Lỗi nội bộ của khparse: {0}"),
        ("{} is odd", "do {}", None),
    ],
)
def test_failures_in_vietnamese(cause: str, remedy: str, expected: str | None) -> None:
    assert cause_in_vietnamese(cause) == expected
    page = to_page(of(failed(0, cause, remedy)))
    if expected:
        assert page.count(expected) == 3 and cause not in page
    else:
        assert page.count(f'lang="en">{cause}</span>') == 2


def test_what_helps_in_vietnamese() -> None:
    assert remedy_in_vietnamese("give at most 1,000 of them") == "đưa vào nhiều nhất 1.000 trang"
    assert remedy_in_vietnamese("pip install 'khparse[7z]'") == "cài bằng: pip install 'khparse[7z]'"
    page = to_page(of(failed(0, "the file is empty", "unpack it first")))
    assert "Cách khắc phục: giải nén trước" in page
    assert "Remedy: unpack it first" in to_page(of(failed(0, "the file is empty", "unpack it first")), "en")


def test_what_long_documents_leave_out_is_said() -> None:
    found = of(entry(0), entry(1, cited=1200, deadlines=[900, 0, 0], cut=["references", "days"]))
    assert (found.references.cut, found.deadlines.cut, found.agencies.cut) == (1, 1, 0)
    amounts = {figure.key: figure.amount for figure in found.summary}
    assert (amounts["references"], amounts["deadlines"]) == (1203, 904)
    assert to_page(found).count("Ở 1 văn bản quá dài, chỉ tính 500 mục của mỗi văn bản") == 2


def test_parts_without_figures_are_left_out() -> None:
    page = to_page(of(entry(0, **NOTHING)))
    for name in ("deadlines", "references", "notes", "failures", "equal"):
        assert f'id="{name}"' not in page and f'href="#{name}"' not in page
    assert 'href="#agencies"' in page


def test_equal_files_are_grouped() -> None:
    found = of(*ARCHIVE).equal
    assert (found.different, found.figures[0].documents) == (1, 2)
    assert found.figures[0].listed == ["kho/00000.docx", "kho/00001.docx"]


def test_a_large_archive_lists_the_first_of_each_figure_and_counts_all() -> None:
    entries = [entry(index, issuer=f"Xã {index % 1000}") for index in range(2500)]
    found = figures_of(lambda: entries)
    assert found.listed_at_most == 100
    assert (found.types.figures[0].documents, len(found.types.figures[0].listed)) == (2500, 100)
    assert len(found.deadlines.days[0].listed) == 10
    assert (found.issuers.different, len(found.issuers.figures)) == (1000, 30)
    assert len(found.listed) < 300
    assert "Mỗi số liệu liệt kê nhiều nhất 100 văn bản" in to_page(found)


def test_an_empty_archive_has_a_page() -> None:
    found = of()
    assert found.documents == 0
    assert "0 văn bản" in to_page(found)


def test_a_manifest_is_what_is_counted(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "manifest.sqlite")
    for made in ARCHIVE:
        manifest.add(made)
    assert figures_of(manifest.entries) == of(*ARCHIVE)
    manifest.close()


# --- Tallies ------------------------------------------------------------------------------------------------


def test_a_tally_in_bounded_memory_is_never_too_high_nor_lower_than_it_says() -> None:
    tally = Tally(capacity=100)
    true: dict[str, int] = {}
    for index in range(20_000):
        key = f"k{index % 7}" if index % 2 else f"rare{index}"
        true[key] = true.get(key, 0) + 1
        tally.add(key, (1,))
    assert len(tally) <= 100
    assert tally.missing > 0
    for key in tally:
        assert true[key] - tally.missing <= tally.get(key)[0] <= true[key]
    assert sorted(tally.top(7, lambda count: count[0])) == [f"k{index}" for index in range(7)]


def test_a_tally_is_exact_while_there_is_room() -> None:
    tally = Tally(capacity=3)
    for key in ("b", "a", "b", "c"):
        tally.add(key)
    assert (tally.top(9, lambda count: count[0]), tally.missing, tally.get("x", 1)) == (
        ["b", "a", "c"],
        0,
        [0, 0],
    )


# --- JSON ---------------------------------------------------------------------------------------------------


def test_json_has_the_same_figures_and_names_documents() -> None:
    found = of(*ARCHIVE)
    read = json.loads(to_json(found))
    assert read["schema"] == "khparse.overview"
    assert Figures.model_validate(read) == found
    listed = {document["name"] for document in read["listed"]}
    assert set(read["types"]["figures"][0]["listed"]) <= listed


# --- The page -----------------------------------------------------------------------------------------------


def test_the_page_needs_nothing_beside_itself_and_its_policy_says_so() -> None:
    page = to_page(of(*ARCHIVE))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and "default-src 'none'" in policy[1].replace("&#39;", "'")
    for content in re.findall(r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1]
    assert not re.search(r'(?:src|href)="(?:https?:)?//|\sstyle=|\son\w+=', page)


def test_nothing_of_a_document_is_markup() -> None:
    texts = dict.fromkeys(("title", "type", "type_name", "issuer", "subject", "date"), HOSTILE)
    found = of(
        entry(
            0,
            **texts,
            agencies=[[HOSTILE, HOSTILE, 1, 1]],
            references=[HOSTILE],
            issuer_parent=HOSTILE,
            note_counts={HOSTILE: [1, 0], "date-impossible": [1, 0]},
            notes=[[HOSTILE, "warning", HOSTILE], ["date-impossible", "warning", f"'{HOSTILE}' names"]],
        )._replace(name=f"{HOSTILE}.docx"),
        entry(1, content="0"),
        failed(2, HOSTILE, HOSTILE),
    )
    for lang in ("vi", "en"):
        page = to_page(found, lang, lambda document: None, HOSTILE)
        assert page.count("<script") == 1
        assert "<img" not in page
        assert "\u202e" not in page


def test_the_page_is_always_the_same() -> None:
    assert to_page(of(*ARCHIVE)) == to_page(of(*ARCHIVE))


def test_each_figure_links_to_its_documents() -> None:
    found = of(*ARCHIVE)
    page = to_page(found)
    links = {told: listed for listed, told in re.findall(r'data-d="([^"]*)" data-t="([^"]+)"', page)}
    assert links["Loại: Quyết định"] == links["Cơ quan: Sở Y tế"] == links["Năm: 2025"] == "2"
    assert links["Thời hạn: 30/06/2026"] == "0 1 2"
    assert links["Tệp không đọc được"] == "4"
    for figures in (
        found.types,
        found.issuers,
        found.agencies,
        found.references,
        found.notes,
        found.failures,
    ):
        assert all(figure.listed for figure in figures.figures)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("lang", "words"), [("vi", "Cơ quan được giao việc"), ("en", "Busiest agencies")])
def test_the_page_speaks_two_languages(lang: Any, words: str) -> None:
    page = to_page(of(*ARCHIVE), lang)
    assert words in page
    assert f'<html lang="{lang}">' in page


def test_documents_lead_to_their_json_where_it_is(tmp_path: Path) -> None:
    output = tmp_path / "kết quả"
    (output / "kho").mkdir(parents=True)
    (output / "kho/00000.json").write_text("{}", encoding="utf-8")
    found = of(entry(0), entry(1), entry(2)._replace(target="javascript:alert(1)"))
    address = links_to(str(output), tmp_path / "report.html")
    by_name = {document.name: address(document) for document in found.listed}
    assert by_name == {
        "kho/00000.docx": "./k%E1%BA%BFt%20qu%E1%BA%A3/kho/00000.json",
        "kho/00001.docx": None,
        "kho/00002.docx": None,
    }
    assert 'href="./k%E1%BA%BFt%20qu%E1%BA%A3/kho/00000.json"' in to_page(found, address=address)
    (output / "javascript:alert(1).json").write_text("{}", encoding="utf-8")
    assert address(found.listed[2]) == "./k%E1%BA%BFt%20qu%E1%BA%A3/javascript%3Aalert%281%29.json"
    absolute = links_to(str(output), None)(found.listed[0])
    assert absolute and absolute.startswith("file:///")


# --- Numbers and charts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (count_label(1, "document", "en"), "1 document"),
        (count_label(20_480, "document", "vi"), "20.480 văn bản"),
        (short_label(999, "vi"), "999"),
        (short_label(2133, "vi"), "2,1k"),
        (size_label(999, "en"), "999 B"),
        (size_label(1_776_165, "vi"), "1,8 MB"),
        (share_label(1, 100_000, "vi"), "0,1 %"),
        (share_label(99_999, 100_000, "en"), "99.9%"),
        (share_label(3, 3, "en"), "100%"),
    ],
)
def test_numbers_as_their_readers_write_them(made: str, expected: str) -> None:
    assert made == expected


def test_charts_mark_what_they_leave_out() -> None:
    columns = [
        Column(number, "", str(number), 1, "1", f'id="f{number}"', f"{number}: 1") for number in (1, 2, 9)
    ]
    assert to_svg(columns, "years", "Năm", "", 400).count("⋯") == 1
    assert to_svg([], "years", "Năm", "", 400) == ""
