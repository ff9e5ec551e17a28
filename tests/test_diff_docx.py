"""A comparison as a Word document, read back with python-docx and laid out by LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

import khparse
from khparse.compare.models import Change, Edit, Passage, PlanDiff, Side, Subject, Version
from khparse.compare.plans import counts_of, diff
from khparse.compare.years import Years
from khparse.models import Plan, Section, Span
from khparse.output.comparison.cells import Cells
from khparse.output.comparison.docx import to_docx
from khparse.output.comparison.entries import parts_of
from khparse.output.comparison.pieces import Piece
from khparse.output.comparison.report import report_of
from khparse.output.comparison.words import Lang

PAIRS = sorted(
    path for path in (Path(__file__).parent.parent / "fixtures" / "pairs").iterdir() if path.is_dir()
)
SPAN = Span(start=0, end=0)
HOSTILE = "=1+1 <w:del>\x00\x07\u202e]]>&amp; \ud800 \x1b[31m {{digest}}"
OLD = """ỦY BAN NHÂN DÂN XÃ AN THẠNH
Số: 12/KH-UBND
An Thạnh, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Trồng cây ven đường năm 2024
I. MỤC ĐÍCH
Nâng cao trách nhiệm của người dân trong việc chăm sóc cây xanh.
II. NHIỆM VỤ
1. Ươm giống
Phòng Kinh tế chủ trì ươm 500 cây giống, hoàn thành trước ngày 30/6/2024.
2. Tập huấn
Hội Nông dân xã mở lớp tập huấn kỹ thuật trồng cây cho các ấp.
"""
NEW = (
    OLD.replace("12/KH", "15/KH")
    .replace("05 tháng 3", "07 tháng 4")
    .replace("2024", "2025")
    .replace("trách nhiệm", "ý thức")
    .replace("30/6", "15/6")
    .partition("2. Tập huấn")[0]
    + "2. Giao cây cho ấp\nCông an xã đếm cây, giao cho trưởng ấp trông coi trước ngày 01/9/2025.\n"
)


def plans() -> tuple[Plan, Plan]:
    return khparse.parse(OLD), khparse.parse(NEW)


def hand_made(
    changes: list[Change], old: str = "Kế hoạch 12/KH-UBND", new: str = "Kế hoạch 15/KH-UBND"
) -> PlanDiff:
    versions = [
        Version(name="a.docx", title=title, subject=title, date=date, year=2024, sha256="")
        for title, date in ((old, "2024-03-05"), (new, "2025-04-07"))
    ]
    return PlanDiff(
        generator="", old=versions[0], new=versions[1], years=1, counts=counts_of(changes), changes=changes
    )


def opened(found: PlanDiff, lang: Lang = "vi"):  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(to_docx(found, *plans(), lang)))


def compared(lang: Lang = "vi"):  # type: ignore[no-untyped-def]
    return opened(diff(*plans(), by="syllable"), lang)


def marked(cell) -> str:  # type: ignore[no-untyped-def]
    """The text of a cell, words of the old plan in [-…-], of the new one in {+…+}."""
    signs = {"Deleted Words": "[-{}-]", "Inserted Words": "{{+{}+}}"}
    return "\n".join(
        "".join(signs.get(run.style.name, "{}").format(run.text) for run in paragraph.runs)
        for paragraph in cell.paragraphs
    )


def rows(document) -> dict[str, list[list[str]]]:  # type: ignore[no-untyped-def]
    """The tables of changes by their headings, cells with their marks."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            if heading:
                found[heading] = [[marked(cell) for cell in row.cells] for row in block.rows]
        elif block.style.name == "Heading 1":
            heading = block.text
    return found


def test_a_table_for_each_subject() -> None:
    found = rows(compared())
    assert list(found) == [
        "I. Thông tin chung",
        "II. Bố cục và câu chữ",
        "III. Nhiệm vụ và phân công",
        "IV. Thời hạn",
    ]
    assert found["I. Thông tin chung"][0] == ["STT", "Nội dung", "Bản trước", "Bản sau", "Ghi chú"]
    assert found["II. Bố cục và câu chữ"][0] == ["STT", "Mục", "Nội dung", "Bản trước", "Bản sau", "Ghi chú"]


def test_changes_are_numbered_through() -> None:
    numbers = [int(row[0]) for table in rows(compared()).values() for row in table[1:]]
    assert numbers == list(range(1, len(diff(*plans(), by="syllable").changes) + 1))


def test_words_that_differ_are_marked() -> None:
    found = rows(compared())
    assert found["I. Thông tin chung"][-1][1:4] == [
        "Trích yếu",
        "Trồng cây ven đường năm [-2024-]",
        "Trồng cây ven đường năm {+2025+}",
    ]
    texts = [row[2:5] for row in found["II. Bố cục và câu chữ"]]
    wording = next(row for row in texts if "Nâng cao" in row[1])
    assert wording[1].startswith("Nâng cao [-trách nhiệm-] của người dân")
    assert wording[2].startswith("Nâng cao {+ý thức+} của người dân")
    changed = next(row for row in found["IV. Thời hạn"] if "30/6/2024" in row[3])
    assert (changed[3], changed[4]) == (
        "hoàn thành trước ngày [-30/6/2024-]",
        "hoàn thành trước ngày {+15/6/2025+}",
    )
    assert changed[5] == "Đổi\nSớm hơn 15 ngày so với cùng kỳ"


def test_marks_are_seen_in_black_and_white() -> None:
    styles = compared().styles
    assert styles["Deleted Words"].font.strike and styles["Inserted Words"].font.underline
    colours = {str(styles[f"{name} Words"].font.color.rgb) for name in ("Deleted", "Inserted")}
    assert len(colours) == 2


def test_spelling_is_not_marked() -> None:
    made = Cells("vi", 60).differing("Tổ chức hội thi khoá học", "tổ chức hội thi khóa học", Years(1))
    assert {piece.kind for cell in made for piece in cell} == {"same"}


def test_front_says_which_plans_and_how_much() -> None:
    document = compared()
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "SO SÁNH HAI KẾ HOẠCH"
    versions, counts = ([[cell.text for cell in row.cells] for row in t.rows] for t in document.tables[:2])
    assert versions[:3] == [
        ["", "Bản trước", "Bản sau"],
        ["Văn bản", "Kế hoạch 12/KH-UBND", "Kế hoạch 15/KH-UBND"],
        ["Ngày", "05/03/2024", "07/04/2025"],
    ]
    assert ["Trích yếu", "Trồng cây ven đường năm 2024", "Trồng cây ven đường năm 2025"] in versions
    total = len(diff(*plans(), by="syllable").changes)
    assert (counts[0][0], counts[0][-1], counts[-1][0]) == ("Đối tượng", "Tổng cộng", "Tổng cộng")
    assert counts[-1][-1] == str(total) == str(sum(map(int, counts[-1][1:-1])))
    assert any(f"có {total} thay đổi" in text for text in texts)


def test_english() -> None:
    document = compared("en")
    assert document.paragraphs[0].text == "COMPARISON OF TWO PLANS"
    assert rows(document)["IV. Deadlines"][0] == ["No.", "Section", "What", "Old", "New", "Note"]


def test_no_changes() -> None:
    document = opened(hand_made([]))
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
        "SO SÁNH HAI KẾ HOẠCH",
        "Không có thay đổi nào về nội dung.",
    ]
    assert len(document.tables) == 1


def test_page_of_a_decree_on_its_side() -> None:
    document = compared()
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert (round(section.left_margin.mm), round(section.right_margin.mm), round(section.top_margin.mm)) == (
        30,
        15,
        20,
    )
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        assert abs(sum(widths) - (297 - 30 - 15) / 25.4 * 1440) < 5
    fonts = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert fonts.get(qn("w:ascii")) == "Times New Roman"


def test_properties() -> None:
    core = compared().core_properties
    assert (core.title, core.language) == ("So sánh hai kế hoạch", "vi")
    assert core.subject == "Kế hoạch 12/KH-UBND → Kế hoạch 15/KH-UBND"
    assert core.created.year == 2025


def test_equal_plans_give_equal_bytes_in_every_process() -> None:
    script = (
        "import sys, khparse; from khparse.compare.plans import diff;"
        "from khparse.output.comparison.docx import to_docx; plans = [*map(khparse.parse, sys.argv[1:])];"
        "sys.stdout.buffer.write(to_docx(diff(*plans, by='syllable'), *plans))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script, OLD, NEW],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == to_docx(diff(*plans(), by="syllable"), *plans())


# --- Kinds of changes -------------------------------------------------------------------------------------


def section_change(kind: str, old: str | None, new: str | None, parts: list[str] | None = None) -> Change:
    sides = [None if name is None else Side(id=name, section=name, text="") for name in (old, new)]
    return Change(id="c1", subject="section", kind=kind, old=sides[0], new=sides[1], parts=parts or [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change, expected",
    [
        (
            section_change("removed", "II/2", None),
            [
                "II.2",
                "[-2. Tập huấn-]\n[-Hội Nông dân xã mở lớp tập huấn kỹ thuật trồng cây cho các ấp.-]",
                "",
                "Bỏ",
            ],
        ),
        (section_change("moved", "II/1", "I"), ["II.1 → I", "1. Ươm giống", "I. MỤC ĐÍCH", "Chuyển chỗ"]),
        (
            section_change("merged", "II/1", "II/1", ["II/1", "II/2"]),
            ["II.1", "1. Ươm giống\n2. Tập huấn", "1. Ươm giống", "Gộp"],
        ),
        (
            section_change("split", "II/1", "II/1", ["II/1", "II/2"]),
            ["II.1", "1. Ươm giống", "1. Ươm giống\n2. Giao cây cho ấp", "Tách"],
        ),
    ],
)
def test_sections(change: Change, expected: list[str]) -> None:
    table = rows(opened(hand_made([change])))["I. Bố cục và câu chữ"]
    cells = dict(zip(table[0], table[1], strict=True))
    assert [cells.get(name, "") for name in ("Mục", "Bản trước", "Bản sau", "Ghi chú")] == expected


def test_a_provision_that_changed_is_told() -> None:
    side = {"section": "I", "text": "Nghị định số 63/2010/NĐ-CP"}
    change = Change(
        id="c1", subject="reference", kind="changed", field="provision",
        old=Side(**side, value="Điều 13"), new=Side(**side, value="Điều 15"),
    )  # fmt: skip
    table = rows(opened(hand_made([change])))["I. Văn bản viện dẫn"]
    assert table[1][3:5] == [
        "Điều [-13-] Nghị định số 63/2010/NĐ-CP",
        "Điều {+15+} Nghị định số 63/2010/NĐ-CP",
    ]


def test_an_unknown_section_and_an_unknown_task_do_no_harm() -> None:
    change = Change(
        id="c1",
        subject="assignment",
        kind="added",
        agencies=["Sở Y tế"],
        new=Side(id="?", section="X/9", text="Làm."),
    )
    gone = section_change("removed", "X/9", None)
    found = rows(opened(hand_made([gone, change])))
    assert found["II. Nhiệm vụ và phân công"][1][1:] == ["X.9", "Sở Y tế", "{+Làm.+}", "Bổ sung"]


# --- Long and hostile texts -------------------------------------------------------------------------------


def cells_of(change: Change, longest: int = 20) -> tuple[str, str]:
    old, new = plans()
    found = hand_made([change])
    [part] = parts_of(report_of(found, old, new, "vi"), found, old, new, "vi", longest)
    entry = part.entries[0]
    return tuple("".join(piece.text for piece in cell) for cell in (entry.old, entry.new))  # type: ignore[return-value]


def test_a_long_text_is_cut_and_counted() -> None:
    text = " ".join(f"chữ{number}" for number in range(1500))
    change = Change(id="c1", subject="assignment", kind="removed", old=Side(id="?", section="I", text=text))
    old, new = cells_of(change)
    assert old == " ".join(text.split()[:20]) + " … (tổng cộng 1.500 từ)" and new == ""


def test_a_text_without_blanks_is_cut() -> None:
    change = Change(id="c1", subject="deadline", kind="added", new=Side(section="I", text="a" * 1_000_000))
    assert len(cells_of(change)[1]) < 400


def test_far_from_the_words_that_differ_a_long_text_is_left_out() -> None:
    words = [f"chữ{number}" for number in range(200)]
    sides = [Side(section="I", text=" ".join([*words[:100], name, *words[100:]])) for name in ("đỏ", "xanh")]
    change = Change(
        id="c1", subject="assignment", kind="changed", field="product", old=sides[0], new=sides[1]
    )
    old, new = cells_of(change)
    assert "chữ99 đỏ chữ100" in old and "chữ99 xanh chữ100" in new
    assert old.startswith("… ") and old.endswith(" …") and len(old.split()) < 30


def test_many_edits_are_counted_where_they_are_left_out() -> None:
    text = plans()[1].sections[0].text
    edits = [
        Edit(
            kind="reworded",
            old=Passage(section="I", text=f"cũ {number}", span=SPAN),
            new=Passage(section="I", text=f"mới {number}", span=SPAN),
        )
        for number in range(50)
    ]
    side = Side(id="I", section="I", text=text)
    change = Change(
        id="c1", subject="section", kind="reworded", field="text", old=side, new=side, edits=edits
    )
    for cell in cells_of(change):
        assert "chỗ khác)" in cell and len(cell.split()) < 45 and "  " not in cell


def test_a_section_of_pages_is_not_printed_whole() -> None:
    old, new = plans()
    section = old.sections[0]
    section.children = [
        Section(
            id=f"I/{n}", kind="arabic", num=str(n), heading=f"Việc {n}", text="Làm cho xong việc. " * 50,
            span=SPAN, heading_span=None, extent=SPAN,
        )
        for n in range(1, 30)
    ]  # fmt: skip
    found = hand_made([section_change("removed", "I", None)])
    [part] = parts_of(report_of(found, old, new, "vi"), found, old, new, "vi", 20)
    first, line, below, count = part.entries[0].old
    assert first == Piece("deleted", "I. MỤC ĐÍCH") and line.text == "\n"
    assert below.text.startswith("Nâng cao") and len(below.text.split()) == 20
    assert count.kind == "same" and "từ)" in count.text


def test_hostile_text_stays_text() -> None:
    side = Side(id=HOSTILE, section="I", text=HOSTILE)
    about = {"task": HOSTILE, "agencies": [HOSTILE], "source": HOSTILE}
    changes = [
        Change(id=HOSTILE, subject=subject, kind=kind, old=old, new=new, **about)
        for subject in get_args(Subject)
        for kind, old, new in (("added", None, side), ("removed", side, None), ("changed", side, side))
    ]
    content = to_docx(hand_made(changes, HOSTILE, HOSTILE), *plans())
    document = docx.Document(io.BytesIO(content))
    assert not list(document.element.body.iter(qn("w:del")))
    assert "=1+1 <w:del>" in document.tables[0].rows[1].cells[1].text
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not set(archive.read(name).decode("utf-8")) & set("\x00\x07\x1b\u202e")


# --- Pairs of fixtures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", PAIRS, ids=lambda path: path.name)
def test_pairs(pair: Path) -> None:
    old, new = (khparse.parse_file(next(pair.glob(f"{name}.*"))) for name in ("old", "new"))
    found = diff(old, new, by="syllable")
    tables = rows(docx.Document(io.BytesIO(to_docx(found, old, new))))
    assert sum(len(table) - 1 for table in tables.values()) == len(found.changes)
    for table in tables.values():
        for row in table[1:]:
            cells = dict(zip(table[0], row, strict=True))
            assert "{+" not in cells.get("Bản trước", "") and "[-" not in cells.get("Bản sau", "")
            assert "  " not in "".join(row)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_lays_it_out(tmp_path: Path) -> None:
    (tmp_path / "diff.docx").write_bytes(to_docx(diff(*plans(), by="syllable"), *plans()))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    line = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "diff.docx"]
    subprocess.run(line, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pdfium = pytest.importorskip("pypdfium2")
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(tmp_path / "diff.pdf")]
    assert "12/KH-UBND" in pages[0]
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
