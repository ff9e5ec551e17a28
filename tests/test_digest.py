"""`khparse digest`: Word documents, read back with python-docx and laid out by LibreOffice.

`python tests/test_digest.py` writes the golden files anew.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
import typer
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from typer.testing import CliRunner

import khparse
from khparse.cli.digest import digest
from khparse.errors import KhparseError, UnreadableError
from khparse.facts.rows import tasks_of
from khparse.models import Deadline, Note, Plan, Span
from khparse.output.digest import Wanted, to_digest
from khparse.output.digest.tasks import duties_of, together
from khparse.output.digest.times import date_in_words, time_in_words
from khparse.output.digest.words import _WORDS, opening, section_label
from khparse.output.notes import _VIETNAMESE, note_in_words
from khparse.output.words import clean

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
GOLDEN = Path(__file__).parent / "golden" / "digest"
SPAN = Span(start=0, end=0)
GOLDENS: dict[str, tuple[list[str], Wanted]] = {
    "01-chay-rung": (["01-ke-hoach-chay-rung.md"], Wanted()),
    "16-nong-thon-moi-en": (["16-kh-huyen-nong-thon-moi.txt"], Wanted(language="en")),
    "32-nha-tam": (["32-ke-hoach-nha-tam-xa.docx"], Wanted(office="Văn phòng HĐND và UBND xã Măng Đen")),
    "01-cong-an-tinh": (["01-ke-hoach-chay-rung.md"], Wanted(agency="Công an tỉnh")),
    "several": (["10-tin-du-lich.txt", "33-ke-hoach-ngay-hoi-stem.docx"], Wanted()),
}


def plan_of(name: str) -> Plan:
    return khparse.parse_file(next(FIXTURES.glob(f"{name}*")))


def opened(*plans: Plan, **wanted: object) -> object:
    return docx.Document(io.BytesIO(to_digest(plans, Wanted(**wanted))))


def texts(document) -> list[str]:
    """The text of each paragraph, in tables too."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def headings(document) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]


def dump(content: bytes) -> str:
    """The document as text: paragraphs with their style, rows of tables with their cells."""
    document = docx.Document(io.BytesIO(content))
    names = {style.style_id: style.name for style in document.styles}
    lines: list[str] = []

    def paragraph(element) -> str:
        return "".join(t.text or "" for t in element.iter(qn("w:t")))

    def block(element) -> None:
        if element.tag == qn("w:p"):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            lines.append(f"[{names[style.get(qn('w:val'))]}] {paragraph(element)}".rstrip())
        elif element.tag == qn("w:tbl"):
            lines.append("[table " + " ".join(c.get(qn("w:w")) for c in element.iter(qn("w:gridCol"))) + "]")
            for row in element.iter(qn("w:tr")):
                marks = "".join(
                    tag[0]
                    for tag in ("tblHeader", "cantSplit")
                    if row.find(f".//{qn(f'w:{tag}')}") is not None
                )
                cells = [
                    " / ".join(paragraph(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))
                ]
                lines.append(f"{marks:2} | " + " | ".join(cells))
        elif element.tag == qn("w:sdt"):
            lines.append("[contents]")
            for child in element.find(qn("w:sdtContent")):
                block(child)

    for element in document.element.body:
        block(element)
    return "\n".join(lines) + "\n"


def made(name: str) -> bytes:
    files, wanted = GOLDENS[name]
    return to_digest([khparse.parse_file(FIXTURES / file) for file in files], wanted)


@pytest.mark.parametrize("name", GOLDENS)
def test_golden(name: str) -> None:
    assert dump(made(name)) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_equal_plans_give_equal_bytes_in_every_process(tmp_path: Path) -> None:
    script = (
        "import sys, khparse; from khparse.output.digest import *;"
        f"plan = khparse.parse_file(r'{FIXTURES / '01-ke-hoach-chay-rung.md'}');"
        "sys.stdout.buffer.write(to_digest([plan], Wanted()))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == made("01-chay-rung")


# --- Page and styles --------------------------------------------------------------------------------------


def test_page_is_that_of_decree_30() -> None:
    document = opened(plan_of("01"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml and "PAGE" not in section.first_page_header._element.xml
    defaults = etree.tostring(document.styles.element.find(qn("w:docDefaults")), encoding="unicode")
    assert (
        'w:ascii="Times New Roman"' in defaults and '<w:sz w:val="26"/>' in defaults and "vi-VN" in defaults
    )


def test_only_styles_set_the_look_and_all_of_them_are_there() -> None:
    document = opened(plan_of("01"))
    known = {style.style_id for style in document.styles}
    used = {
        found.get(qn("w:val"))
        for tag in ("pStyle", "tblStyle")
        for found in document.element.body.iter(qn(f"w:{tag}"))
    }
    assert used <= known
    assert {"Title", "Heading 1", "Heading 2", "Caption", "toc 1", "Digest Table"} <= {
        s.name for s in document.styles
    }
    assert not list(document.element.body.iter(qn("w:sz"))) and not list(
        document.element.body.iter(qn("w:rFonts"))
    )


def test_headers_of_tables_repeat_and_paragraphs_of_cells_hold_together() -> None:
    document = opened(plan_of("01"))
    tables = [
        table for table in document.tables if table.style is not None and table.style.name == "Digest Table"
    ]
    for table in tables[1:]:  # the first one is the identity, which has no header
        rows = list(table._tbl.iter(qn("w:tr")))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert rows[0].find(f".//{qn('w:cantSplit')}") is not None
    # The other rows aren't `cantSplit`: LibreOffice 7.4 drops the last ones of a table then (about 1 digest in
    # 200 lost some when it was printed), since headings, captions and header rows are kept with their next.
    for row in document.element.body.iter(qn("w:tr")):
        assert row.find(f".//{qn('w:tblHeader')}") is not None or row.find(f".//{qn('w:cantSplit')}") is None
    assert document.styles["Table Text"].paragraph_format.keep_together
    assert document.styles["Table Heading"].paragraph_format.keep_with_next
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) in (9354, 9355)  # 165 mm


def test_contents_lists_every_heading_and_links_to_it() -> None:
    document = opened(plan_of("01"))
    control = document.element.body.find(qn("w:sdt"))
    assert 'TOC \\o "1-1"' in "".join(code.text for code in control.iter(qn("w:instrText")))
    entries = ["".join(t.text for t in link.iter(qn("w:t"))) for link in control.iter(qn("w:hyperlink"))]
    assert entries == [text for style, text in headings(document) if style == "Heading 1"]
    targets = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in control.iter(qn("w:hyperlink"))} <= targets
    kinds = [mark.get(qn("w:fldCharType")) for mark in control.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert opened(plan_of("33")).element.body.find(qn("w:sdt")) is None  # a short one has none


def test_properties_are_those_of_the_plan() -> None:
    content = to_digest([plan_of("01")], Wanted())
    core = docx.Document(io.BytesIO(content)).core_properties
    assert core.created.isoformat()[:10] == core.modified.isoformat()[:10] == "2025-12-09"
    assert core.title == "TÓM TẮT KẾ HOẠCH" and core.author == ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in archive.namelist())


# --- Content ----------------------------------------------------------------------------------------------


def test_identity_and_purpose() -> None:
    found = texts(opened(plan_of("01")))
    for value in ("2147/KH-UBND", "09/12/2025", "Ủy ban nhân dân tỉnh Gia Lai"):
        assert value in found
    assert any(text.startswith("Đinh Hoàng Khải, TM. ỦY BAN NHÂN DÂN") for text in found)
    assert any(text.startswith("- Chủ động phòng ngừa, phát hiện sớm") for text in found)


def test_blanks_are_said_to_be_blank() -> None:
    plan = khparse.parse("Số:      /KH-UBND\nKẾ HOẠCH\nThử\nI. NỘI DUNG\n1. Sở Y tế\n- Chủ trì kiểm tra.")
    found = texts(opened(plan))
    assert "KH-UBND (để trống trong văn bản)" in found
    assert "(không tìm thấy trong văn bản)" in found


@pytest.mark.parametrize("text", ["", "một dòng", "KẾ HOẠCH", "{}"])
def test_any_text_gives_a_document(text: str) -> None:
    document = opened(khparse.parse(text))
    assert headings(document)[0] == ("Heading 1", "I. Thông tin chung")


def test_each_task_stands_under_its_agencies() -> None:
    plan = plan_of("01")
    rows = tasks_of(plan)
    duties = {duties.name: duties for duties in duties_of(rows)}
    assert len(duties["Sở Nông nghiệp và Môi trường"].led) == 6
    assert sum(len(one.led) for one in duties.values()) == sum(
        len({a.name for a in r.assignment.lead}) for r in rows
    )
    assert any(len(one.names) == 4 for one in together(duties.values()))  # four forest owners, one task


def test_timetable_is_in_the_order_of_days() -> None:
    plan = plan_of("01")
    document = opened(plan)
    at = [text for _, text in headings(document)]
    assert at[at.index("IV. Mốc thời gian") + 1 :][:3] == [
        "1. Theo ngày",
        "2. Công việc định kỳ",
        "3. Thời hạn tính từ một sự kiện",
    ]
    table = next(table for table in document.tables if table.cell(0, 1).text == "Thời hạn")
    shown = [row.cells[1].text for row in table.rows][1:]
    assert shown[:2] == ["15/12/2025", "Trước 20/12/2025"] and shown[-1] == "Năm 2026"


def test_one_agency() -> None:
    document = opened(plan_of("01"), agency="Sở NN&MT")
    found = texts(document)
    assert "NHIỆM VỤ CỦA SỞ NN&MT" in found
    assert [text for _, text in headings(document)][2:6] == [
        "III. Nhiệm vụ của Sở NN&MT",
        "1. Nhiệm vụ chủ trì thực hiện",
        "2. Nhiệm vụ phối hợp thực hiện",
        "3. Nhiệm vụ giao chung, cần đối chiếu",
    ]
    assert not any("Cùng chủ trì: Sở Nông nghiệp" in text for text in found)


def test_an_agency_without_tasks() -> None:
    with pytest.raises(KhparseError, match="no task names 'Bộ Ngoại giao'"):
        opened(plan_of("01"), agency="Bộ Ngoại giao")
    found = texts(opened(plan_of("01"), plan_of("33"), agency="Sở Tài chính"))
    assert "Không có nhiệm vụ nào nêu tên Sở Tài chính trong: Kế hoạch 147/KH-THPTVĐ." in found


def test_several_plans_are_chapters_with_a_common_timetable() -> None:
    document = opened(plan_of("01"), plan_of("33"))
    first = [text for style, text in headings(document) if style == "Heading 1"]
    assert first == [
        "Phần 1. Kế hoạch 2147/KH-UBND",
        "Phần 2. Kế hoạch 147/KH-THPTVĐ",
        "Phần 3. Mốc thời gian chung",
    ]
    dated = next(table for table in document.tables if table.cell(0, 1).text == "Thời hạn")
    assert {row.cells[4].text for row in dated.rows} == {
        "Văn bản",
        "Phần 1\n2147/KH-UBND",
        "Phần 2\n147/KH-THPTVĐ",
    }


def test_no_english_in_the_vietnamese_one_and_no_vietnamese_words_of_ours_in_the_english_one() -> None:
    plan = plan_of("16")
    vietnamese, english = "\n".join(texts(opened(plan))), "\n".join(texts(opened(plan, language="en")))
    own = {key: both for key, both in _WORDS.items() if "{" not in both[0] and len(both[0]) > 12}
    for key, (vi, en) in own.items():
        assert en not in vietnamese, key
        assert vi not in english, key
    assert "“trước ngày 30/6” không ghi năm; được hiểu là năm 2022." in vietnamese
    assert "'trước ngày 30/6' has no year; taken to be 2022" in english


def test_hostile_text_stays_text() -> None:
    plan = khparse.parse(
        "KẾ HOẠCH\n<w:p>&amp;]]> \u0001\u0000\u202e{0} %s\nI. MỤC ĐÍCH\n\ud800 ]]></w:t>\n"
        "II. TỔ CHỨC\n1. Sở <b>Y</b> tế\n- Chủ trì {{digest}} \x0b \uffff kiểm tra trước ngày 31/12/2025."
    )
    found = "\n".join(texts(opened(plan)))
    assert "<w:p>&amp;]]> {0} %s" in found
    assert not re.search("[\x00-\x08\x0b\u202e\ud800\uffff]", found)


# --- Templates --------------------------------------------------------------------------------------------


def template(*paragraphs: str, style: str | None = None) -> bytes:
    document = docx.Document()
    document.sections[0].left_margin = Mm(50)
    document.sections[0].header.paragraphs[0].text = "SỞ TƯ PHÁP TỈNH GIA LAI"
    document.styles["Heading 1"].font.name = "Arial"
    for text in paragraphs:
        paragraph = document.add_paragraph(style=style)
        for part in re.split("(dig)", text):
            paragraph.add_run(part)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def test_a_template_keeps_its_look_and_takes_the_digest_at_its_place() -> None:
    document = opened(plan_of("33"), template=template("Trước", "{{digest}}", "Sau"))
    found = texts(document)
    assert found[0] == "Trước" and found[1] == "TÓM TẮT KẾ HOẠCH" and found[-1] == "Sau"
    assert not any("{{" in text for text in found)
    assert document.sections[0].header.paragraphs[0].text == "SỞ TƯ PHÁP TỈNH GIA LAI"
    assert (
        round(document.sections[0].left_margin.mm) == 50 and document.styles["Heading 1"].font.name == "Arial"
    )
    widths = [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.iter(qn("w:gridCol"))]
    page = document.sections[0]
    assert sum(widths) == (page.page_width - page.left_margin - page.right_margin) // 635


def test_a_template_without_a_place_takes_the_digest_at_its_end() -> None:
    found = texts(opened(plan_of("33"), template=template("Kính gửi: Giám đốc Sở")))
    assert found[:2] == ["Kính gửi: Giám đốc Sở", "TÓM TẮT KẾ HOẠCH"]


def test_a_template_with_a_bookmark_and_one_with_a_cell() -> None:
    document = docx.Document()
    document.add_paragraph("Trước")
    marked = document.add_paragraph("Sau")
    mark = marked._p.makeelement(qn("w:bookmarkStart"), {qn("w:id"): "900", qn("w:name"): "digest"})
    marked._p.append(mark)
    raw = io.BytesIO()
    document.save(raw)
    found = texts(opened(plan_of("33"), template=raw.getvalue()))
    assert found[:2] == ["Trước", "TÓM TẮT KẾ HOẠCH"] and found[-1] == "Sau"

    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{digest}}"
    raw = io.BytesIO()
    document.save(raw)
    result = opened(plan_of("33"), template=raw.getvalue())
    cell = result.element.body.find(f".//{qn('w:tc')}")
    assert cell[-1].tag == qn("w:p") and "TÓM TẮT KẾ HOẠCH" in result.tables[0].cell(0, 0).text


def test_headings_that_a_template_numbers_get_no_second_number() -> None:
    document = docx.Document(io.BytesIO(template("{{digest}}")))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 1
    raw = io.BytesIO()
    document.save(raw)
    assert headings(opened(plan_of("33"), template=raw.getvalue()))[0][1] == "Thông tin chung"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_template(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="no Word document"):
        opened(plan_of("33"), template=content)


# --- Words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "vietnamese", "english"),
    [
        ({"end": "2025-12-20", "inclusive": False}, "Trước 20/12/2025", "Before 20 December 2025"),
        ({"end": "2025-12-20"}, "Chậm nhất 20/12/2025", "By 20 December 2025"),
        ({"start": "2025-12-20"}, "Từ 20/12/2025", "From 20 December 2025"),
        ({"start": "2025-12-20", "end": "2025-12-20"}, "20/12/2025", "20 December 2025"),
        ({"start": "2026-02-01", "end": "2026-02-28"}, "Tháng 02/2026", "February 2026"),
        (
            {"start": "2026-02-01", "end": "2026-02-27"},
            "Từ 01/02/2026 đến 27/02/2026",
            "1 February 2026 to 27 February 2026",
        ),
        ({"start": "2026-07-01", "end": "2026-09-30"}, "Quý III/2026", "Quarter III/2026"),
        (
            {"start": "2026-02-01", "end": "2026-04-30"},
            "Từ tháng 02/2026 đến tháng 04/2026",
            "February 2026 to April 2026",
        ),
        ({"start": "2026-01-01", "end": "2026-06-30"}, "6 tháng đầu năm 2026", "First half of 2026"),
        ({"start": "2026-01-01", "end": "2026-12-31"}, "Năm 2026", "2026"),
        ({"start": "2026-01-01", "end": "2030-12-31"}, "Năm 2026 - 2030", "2026 to 2030"),
        ({"recurrence": "FREQ=DAILY"}, "Hằng ngày", "Daily"),
        ({"recurrence": "FREQ=MONTHLY;INTERVAL=3"}, "Hằng quý", "Quarterly"),
        ({"recurrence": "FREQ=MONTHLY;INTERVAL=6"}, "6 tháng một lần", "Every 6 months"),
        (
            {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=20", "inclusive": False},
            "Hằng tháng, trước ngày 20",
            "Monthly, before day 20",
        ),
        (
            {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=-1"},
            "Hằng tháng, ngày cuối tháng",
            "Monthly, the last day of the month",
        ),
        (
            {"recurrence": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"},
            "Hằng năm, ngày 10/12",
            "Yearly, day 10 of December",
        ),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=7,8"}, "Hằng năm, tháng 7, 8", "Yearly, July, August"),
        (
            {"recurrence": "FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0"},
            "Hằng tuần, thứ Năm lúc 16 giờ 00",
            "Weekly, Thursday at 16:00",
        ),
        (
            {"recurrence": "FREQ=MONTHLY;BYDAY=1SU"},
            "Hằng tháng, Chủ nhật đầu tiên của tháng",
            "Monthly, the first Sunday of the month",
        ),
        (
            {"recurrence": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},
            "Hằng tháng, ngày làm việc cuối cùng của tháng",
            "Monthly, the last working day of the month",
        ),
        (
            {"recurrence": "FREQ=DAILY", "start": "2025-12-15", "end": "2026-05-31"},
            "Hằng ngày (từ 15/12/2025 đến 31/05/2026)",
            "Daily (15 December 2025 to 31 May 2026)",
        ),
        ({"recurrence": "FREQ=SECONDLY;BYEASTER=1", "text": "mỗi giây"}, "Mỗi giây", "Mỗi giây"),
        ({"relative": "05 ngày kể từ ngày nhận"}, "05 ngày kể từ ngày nhận", "05 ngày kể từ ngày nhận"),
        ({"start": "x", "end": "y"}, "Từ x đến y", "X to y"),
    ],
)
def test_times_in_words(fields: dict[str, object], vietnamese: str, english: str) -> None:
    deadline = Deadline(**{"id": "d1", "text": "", "span": SPAN, **fields})
    assert (time_in_words(deadline, "vi"), time_in_words(deadline, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("edtf", "vietnamese", "english"),
    [("2024", "2024", "2024"), ("2024-03", "03/2024", "March 2024"), ("2024-03-05", "05/03/2024", "5 March 2024"),
     ("2024-13", "13/2024", "2024")],
)  # fmt: skip
def test_dates_in_words(edtf: str, vietnamese: str, english: str) -> None:
    assert (date_in_words(edtf, "vi"), date_in_words(edtf, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("section", "label"),
    [
        (None, ""),
        ("V/1/-2", "V.1"),
        ("II/2/2.1", "II.2.1"),
        ("V/2#2", "V.2 (2)"),
        ("Phụ lục", "Phụ lục"),
        ("Phụ lục I/2/a", "Phụ lục I.2.a"),
        ("Phần thứ hai/B/III/1/-3/+1", "Phần thứ hai, B.III.1"),
        ("Chương I/Điều 3/1/a", "Chương I, Điều 3.1.a"),
        ("Kế hoạch/III/2", "Kế hoạch, III.2"),
        ("II/4/(1)", "II.4.1"),
    ],
)
def test_section_labels(section: str | None, label: str) -> None:
    assert section_label(section) == label


def test_every_note_of_the_fixtures_has_its_vietnamese() -> None:
    for path in sorted(FIXTURES.glob("[0-9]*")):
        for note in khparse.parse_file(path).notes:
            assert not note_in_words(note, "vi").startswith(note.code), note


@pytest.mark.parametrize(
    ("code", "message", "vietnamese"),
    [
        ("numbering-gap", "label 7 follows 5", "Số thứ tự “7” đứng ngay sau “5”; có thể thiếu một mục."),
        ("reference-later", "1/QĐ-TTg is dated 2030-01-01, later than this document",
         "Văn bản viện dẫn 1/QĐ-TTg ghi ngày 01/01/2030, sau ngày của văn bản này."),
        ("reference-year", "the number 5/2020/NĐ-CP and the date 2021 tell two years",
         "Số 5/2020/NĐ-CP và ngày 2021 của văn bản viện dẫn không cùng năm."),
        ("ocr-handwritten", 'a handwritten number is read as "62" (91% sure)',
         "Số viết tay được đọc là “62” (chắc chắn 91%)."),
        ("part-damaged", "pages 1-3, 7 can't be read: the file is damaged there",
         "Không đọc được trang 1-3, 7: tệp bị hỏng ở đó."),
        ("from-page-metadata", "signer taken from what the page says of the document: Lê A",
         "Lấy theo thông tin của trang đăng văn bản, không phải từ lời văn: Lê A."),
        ("brand-new", "some words", "brand-new: some words"),
    ],
)  # fmt: skip
def test_notes_in_vietnamese(code: str, message: str, vietnamese: str) -> None:
    note = Note(code=code, level="info", message=message)
    assert note_in_words(note, "vi") == vietnamese


def test_all_codes_of_notes_are_translated() -> None:
    source = "\n".join(
        path.read_text("utf-8")
        for path in (ROOT / "src" / "khparse").rglob("*.py")
        if "digest" not in path.parts
    )
    codes = set(re.findall(r'code(?:, message)? ?= ?"([a-z]+(?:-[a-z]+)+)"', source))
    codes |= set(re.findall(r'_note\("([a-z-]+)"', source))
    assert len(codes) > 20
    for code in codes:
        assert code in _VIETNAMESE


def test_cleaning() -> None:
    assert clean(" a\tb\nc\x00\u202e ") == "a b c"
    assert opening("một hai ba", 1) == "một hai ba" and opening("1 2 3 4 5 6", 1) == "1 …"


# --- Key terms --------------------------------------------------------------------------------------------


def test_key_terms_where_there_is_a_segmenter(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of("01")
    monkeypatch.setitem(sys.modules, "underthesea", None)  # importing it fails
    assert "Từ khóa" not in texts(opened(plan, terms=True))
    words = ["cháy rừng", "cháy rừng", "kế hoạch", "ĐẤT", "12 tháng"]
    monkeypatch.setitem(
        sys.modules, "underthesea", type("fake", (), {"word_tokenize": staticmethod(lambda text: words)})
    )
    found = texts(opened(plan, terms=True))
    assert found[found.index("Từ khóa") + 1] == "cháy rừng"
    assert "Từ khóa" not in texts(opened(plan))


# --- The command ------------------------------------------------------------------------------------------

command = typer.Typer()
command.command()(digest)


def run(*arguments: object, stdin: bytes = b""):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=stdin)


def test_command_with_a_file_json_and_stdout(tmp_path: Path) -> None:
    source = FIXTURES / "33-ke-hoach-ngay-hoi-stem.docx"
    result = run(source, "-o", tmp_path / "a.docx")
    assert result.exit_code == 0 and not result.output
    printed = tmp_path / "plan.json"
    printed.write_text(khparse.parse_file(source).to_json(), "utf-8")
    assert run(printed, "-o", tmp_path / "b.docx").exit_code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert run(source, "-o", "-").stdout_bytes == (tmp_path / "a.docx").read_bytes()
    assert run("-", "-o", tmp_path / "c.docx", stdin=printed.read_bytes()).exit_code == 0


def test_command_refuses_a_terminal_and_its_own_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "kh.txt"
    source.write_text("KẾ HOẠCH", "utf-8")
    assert run(source, "-o", source).exit_code == 2
    blank = tmp_path / "mau.docx"
    blank.write_bytes(template("{{digest}}"))
    assert run(source, "--template", blank, "-o", blank).exit_code == 2
    assert run(source, "--template", tmp_path / "none.docx", "-o", tmp_path / "x.docx").exit_code == 2
    assert run(source, "--template", source, "-o", tmp_path / "x.docx").exit_code == 3
    assert run(tmp_path / "none.txt", "-o", tmp_path / "x.docx").exit_code == 3
    assert run(source, "--agency", "Sở Y tế", "-o", tmp_path / "x.docx").exit_code == 2
    assert not (tmp_path / "x.docx").exists()
    assert run(source, tmp_path / "none.txt", "-o", tmp_path / "x.docx").exit_code == 4
    assert (tmp_path / "x.docx").exists()
    monkeypatch.setattr("khparse.cli.digest.on_terminal", lambda: True)
    assert run(source).exit_code == 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_lays_it_out(tmp_path: Path) -> None:
    (tmp_path / "several.docx").write_bytes(made("several"))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command_line = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        "several.docx",
    ]
    subprocess.run(command_line, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pdfium = pytest.importorskip("pypdfium2")
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(tmp_path / "several.pdf")]
    assert "187/KH-UBND" in pages[0] and not pages[0].lstrip().startswith("1")
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]


def test_a_long_plan_takes_seconds() -> None:
    import time

    plan = khparse.parse("\n\n".join(path.read_text("utf-8") for path in sorted(FIXTURES.glob("*.md"))) * 4)
    begin = time.perf_counter()
    assert len(to_digest([plan], Wanted())) < 1_000_000
    assert time.perf_counter() - begin < 10


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for golden in GOLDENS:
        (GOLDEN / f"{golden}.txt").write_text(dump(made(golden)), "utf-8")
