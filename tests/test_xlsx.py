"""The workbook of tasks, deadlines and references, read with openpyxl.

`python tests/test_xlsx.py` writes the golden files anew; look at the difference before you commit it.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import khparse
from khparse.errors import KhparseError
from khparse.models import Plan
from khparse.output.rows import xlsx
from khparse.output.rows.columns import Lang
from khparse.output.rows.xlsx import to_xlsx
from test_rows import FIXTURES, GOLDEN, TEXT, hostile_plan, rows_of, run

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def plan() -> Plan:
    return khparse.parse(TEXT)


def workbook_of(plan: Plan, lang: Lang = "vi"):  # type: ignore[no-untyped-def]
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(rows_of(plan, lang), "tasks", lang)))


def described(plan: Plan) -> Iterator[str]:
    """Yield lines that say what a workbook holds and how it looks."""
    for sheet in workbook_of(plan):
        yield f"# {sheet.title}"
        yield f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}, print {sheet.print_area}"
        for column, dimension in sheet.column_dimensions.items():
            yield f"column {column}: {dimension.width}{' hidden' * dimension.hidden}"
        for validation in sheet.data_validations.dataValidation:
            yield f"choice {validation.sqref}: {validation.formula1}"
        for area in sheet.conditional_formatting:
            yield from (f"colour {area.sqref}: {rule.formula[0]}" for rule in area.rules)
        for row in sheet.iter_rows():
            yield f"row {row[0].row}: {sheet.row_dimensions[row[0].row].height}"
            for cell in row:
                if cell.value is not None:
                    value = f"{cell.value:%Y-%m-%d}" if isinstance(cell.value, datetime) else cell.value
                    yield f"{cell.coordinate} {cell.data_type} {str(value)!r}"


def golden_file(path: Path) -> Path:
    return GOLDEN / "xlsx" / f"{path.stem}.txt"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem[:2])
def test_golden_files(path: Path) -> None:
    text = "\n".join(described(khparse.parse_file(path))) + "\n"
    assert text == golden_file(path).read_text("utf-8")


def test_equal_bytes(plan: Plan) -> None:
    first = to_xlsx(rows_of(plan), "tasks", "vi")
    assert first == to_xlsx(rows_of(plan), "tasks", "vi")
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


@pytest.mark.parametrize(
    "lang, titles",
    [("vi", ["Nhiệm vụ", "Thời hạn", "Văn bản viện dẫn"]), ("en", ["Tasks", "Deadlines", "References"])],
)
def test_three_sheets(lang: Lang, titles: list[str], plan: Plan) -> None:
    assert workbook_of(plan, lang).sheetnames == titles


def test_it_opens_at_the_sheet_asked_for(plan: Plan) -> None:
    content = to_xlsx(rows_of(plan), "deadlines", "vi")
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook.active.title == "Thời hạn"
    assert [sheet.sheet_view.tabSelected for sheet in workbook] == [None, True, None]


def test_a_tracker(plan: Plan) -> None:
    sheet = workbook_of(plan)["Nhiệm vụ"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    end = sheet[f"{heads['Kết thúc']}2"]
    assert (end.value, end.number_format) == (datetime(2025, 12, 31), "dd/mm/yyyy")
    assert sheet[f"{heads['Nhiệm vụ']}2"].alignment.wrap_text
    assert sheet[f"{heads['Trạng thái']}2"].value == "Chưa thực hiện"
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"Chưa thực hiện,Đang thực hiện,Hoàn thành"'
    assert str(validation.sqref) == f"{heads['Trạng thái']}2:{heads['Trạng thái']}3"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert sheet.column_dimensions[heads["Sản phẩm"]].hidden  # empty in all rows


def test_a4_on_its_side(plan: Plan) -> None:
    for sheet in workbook_of(plan):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sheet.print_title_rows == "$1:$1"
        printed = [column for column in sheet.column_dimensions.values() if not column.hidden]
        in_print_area = sheet.print_area.split("$")[3]
        width = sum(
            column.width for column in printed if len(column.index) == 1 and column.index <= in_print_area
        )
        assert 100 < width < 200  # characters: between 70 % and 140 % of the natural size
        assert sheet.oddFooter.center.text.strip() == "Trang &P/&N"
        assert sheet.oddHeader.left.text.strip().endswith("Kế hoạch 15/KH-UBND")


def test_what_documents_say_is_text() -> None:
    workbook = workbook_of(hostile_plan())
    values = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in values)
    texts = [cell.value for cell in values if isinstance(cell.value, str)]
    assert "=1+1" in texts
    assert any(text.startswith("=HYPERLINK(1)|<script>") for text in texts)
    assert not any("\x1b" in text or "\u202e" in text for text in texts)


def test_long_texts_and_odd_dates(plan: Plan) -> None:
    plan.assignments[-1].task = "dài " * 20_000
    plan.deadlines[0].start = "1066-10-14"
    plan.metadata.number.symbol = "KH&A&B" * 100  # type: ignore[union-attr]
    sheet = workbook_of(plan)["Nhiệm vụ"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert max(map(len, texts)) == 32767
    assert "14/10/1066" in texts
    assert sheet.row_dimensions[3].height == 408.75  # as high as Excel lets it be
    assert "15/KH&&A&&BKH" in sheet.HeaderFooter.oddHeader.left.text


def test_no_rows() -> None:
    sheet = workbook_of(khparse.parse("Không có gì."))["Nhiệm vụ"]
    assert [cell.value for cell in sheet["A"]] == ["STT", "Không có nhiệm vụ nào."]
    assert not sheet.data_validations.dataValidation


def test_too_many_rows(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 1)
    with pytest.raises(KhparseError, match="more than 1 rows"):
        workbook_of(plan)


def test_command(tmp_path: Path) -> None:
    document, output = tmp_path / "plan.txt", tmp_path / "plan.xlsx"
    document.write_text(TEXT, "utf-8")
    assert run("tasks", document, "-o", output, "--agency", "Sở Tài chính").exit_code == 0
    workbook = openpyxl.load_workbook(output)
    assert [sheet.max_row for sheet in workbook] == [2, 3, 2]
    assert (
        run("tasks", document, "--format", "xlsx", "--agency", "Sở Tài chính").stdout_bytes
        == output.read_bytes()
    )


def main() -> None:
    for path in FIXTURES:
        golden_file(path).parent.mkdir(parents=True, exist_ok=True)
        golden_file(path).write_text("\n".join(described(khparse.parse_file(path))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
