"""A comparison as a workbook, read with openpyxl."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

import khparse
from khparse.compare.models import Change, PlanDiff, Side
from khparse.compare.plans import diff
from khparse.errors import KhparseError
from khparse.output.comparison.words import Lang
from khparse.output.comparison.xlsx import to_xlsx
from khparse.output.rows import xlsx as rows_xlsx
from test_diff_docx import HOSTILE, PAIRS, hand_made, plans

openpyxl = pytest.importorskip("openpyxl")


def opened(found: PlanDiff, lang: Lang = "vi") -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(found, *plans(), lang)), rich_text=True)


def compared(lang: Lang = "vi") -> Any:
    return opened(diff(*plans(), by="syllable"), lang)


def shown(value: Any) -> str:
    """The text of a cell, words of the old plan in [-…-], of the new one in {+…+}."""
    if not isinstance(value, openpyxl.cell.rich_text.CellRichText):
        return "" if value is None else str(value)
    parts = []
    for part in value:
        is_old, is_new = part.font.strike, part.font.u == "single"
        parts.append(f"[-{part.text}-]" if is_old else f"{{+{part.text}+}}" if is_new else part.text)
    return "".join(parts)


def table(sheet: Any) -> list[dict[str, str]]:
    head, *rows = ([shown(cell.value) for cell in row] for row in sheet.iter_rows())
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("lang, titles", [("vi", ["Thay đổi", "Số lượng"]), ("en", ["Changes", "Counts"])])
def test_two_sheets(lang: Lang, titles: list[str]) -> None:
    assert compared(lang).sheetnames == titles


def test_a_row_for_each_change() -> None:
    found = diff(*plans(), by="syllable")
    rows = table(compared()["Thay đổi"])
    assert [row["STT"] for row in rows] == [str(number) for number in range(1, len(found.changes) + 1)]
    assert [row["Mã thay đổi"] for row in rows] == [change.id for change in found.changes]
    time = next(row for row in rows if row["Số ngày dời"])
    assert time["Đối tượng"] == "Thời hạn" and time["Loại thay đổi"] == "Đổi"
    assert (time["Mục (bản trước)"], time["Mục (bản sau)"], time["Số ngày dời"]) == ("II.1", "II.1", "-15")
    assert time["Nội dung"].startswith("Phòng Kinh tế chủ trì ươm 500 cây giống")
    assert time["Cơ quan"] == "Phòng Kinh tế"
    assert time["Bản trước"] == "hoàn thành trước ngày [-30/6/2024-]"
    assert time["Bản sau"] == "hoàn thành trước ngày {+15/6/2025+}"


def test_a_whole_text_is_marked_by_its_cell() -> None:
    change = Change(id="c1", subject="recipient", kind="removed", old=Side(text="Như Điều 3"))
    sheet = opened(hand_made([change]))["Thay đổi"]
    cell = next(cell for cell in sheet[2] if cell.value == "Như Điều 3")
    assert cell.font.strike and cell.font.name == "Times New Roman"


def test_counts() -> None:
    found = diff(*plans(), by="syllable")
    head, *rows = compared()["Số lượng"].iter_rows(values_only=True)
    assert head[0] == "Đối tượng" and head[-1] == "Tổng cộng"
    counted = rows[: len(found.counts) + 1]
    assert counted[-1][0] == "Tổng cộng" and counted[-1][-1] == len(found.changes)
    assert all(row[-1] == sum(filter(None, row[1:-1])) for row in counted)
    assert [row[0] for row in rows[len(counted) + 1 :]] == [
        "Bản trước: Kế hoạch 12/KH-UBND, 05/03/2024",
        "Bản sau: Kế hoạch 15/KH-UBND, 07/04/2025",
        "Cách nhau 1 năm",
    ]


def test_it_filters_freezes_and_prints() -> None:
    sheet = compared()["Thay đổi"]
    count = sheet.max_row
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:N{count}"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.print_area == f"'Thay đổi'!$A$1:$K${count}" and sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.data_type == "s")
    assert sheet.column_dimensions["K"].hidden  # no body took over from another


def test_no_changes() -> None:
    book = opened(hand_made([]))
    assert book["Thay đổi"]["A2"].value == "Không có thay đổi nào về nội dung."
    assert book["Số lượng"]["B2"].value == 0


def test_equal_bytes() -> None:
    found = diff(*plans(), by="syllable")
    first = to_xlsx(found, *plans())
    assert first == to_xlsx(found, *plans())
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


@pytest.mark.parametrize(
    "text", [HOSTILE, "=1+1", "http://a.vn/", "mailto:a@b.vn", "{=1}", "-5", "007", "<b>&amp;"]
)
def test_hostile_text_stays_text(text: str) -> None:
    sides = [Side(section="I", text=f"{text} {number}") for number in ("một", "hai")]
    changes = [
        Change(id=text, subject="deadline", kind="changed", old=sides[0], new=sides[1], task=text),
        Change(id=text, subject="recipient", kind="added", new=sides[1], agencies=[text], source=text),
    ]
    sheet = opened(hand_made(changes, text, text))["Thay đổi"]
    assert {
        cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None
    } <= {"s", "n"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert "{+hai+}" in table(sheet)[0]["Bản sau"]


def test_a_cell_holds_what_excel_takes() -> None:
    sides = [Side(section="I", text=" ".join(f"{name}{at}" * 40 for at in range(2000))) for name in "ab"]
    changes = [
        Change(id="c1", subject="assignment", kind="changed", field="product", old=sides[0], new=sides[1]),
        Change(id="c2", subject="assignment", kind="added", new=sides[1], task=sides[1].text),
        Change(id="c3", subject="recipient", kind="added", new=Side(text="x"), agencies=["Sở Y tế"] * 9000),
    ]
    sheet = opened(hand_made(changes))["Thay đổi"]
    lengths = [len(str(cell.value or "")) for row in sheet.iter_rows() for cell in row]
    assert max(lengths) <= 32767
    assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values())


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_xlsx, "_MOST_ROWS", 3)
    with pytest.raises(KhparseError, match="more than 3 rows"):
        to_xlsx(diff(*plans(), by="syllable"), *plans())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda path: path.name)
def test_pairs(pair: Path) -> None:
    old, new = (khparse.parse_file(next(pair.glob(f"{name}.*"))) for name in ("old", "new"))
    found = diff(old, new, by="syllable")
    content = to_xlsx(found, old, new)
    rows = table(openpyxl.load_workbook(io.BytesIO(content), rich_text=True)["Thay đổi"])
    assert [row["Mã thay đổi"] for row in rows] == [change.id for change in found.changes]
    assert not any("{+" in row["Bản trước"] or "[-" in row["Bản sau"] for row in rows)
