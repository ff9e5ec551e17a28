"""Tables by column: empty cells, headings of two rows, marks below periods; citations in footnotes."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document as Word
from docx.table import Table as WordTable

from khparse.extract.task_tables.periods import heading_period, is_mark
from khparse.models import Plan
from khparse.pipeline import parse_document
from khparse.readers import read
from khparse.time.values import resolve

HEAD = "Số: 12/KH-SCT\n\nLào Cai, ngày 5 tháng 1 năm 2026\n\nKẾ HOẠCH\nKiểm tra an toàn điện năm 2026\n\n"


def plan_of(table: str, behind: str = "") -> Plan:
    return parse_document(read(f"{HEAD}I. PHÂN CÔNG\n\n{table}\n\n{behind}".encode(), "ke-hoach.md"))


def pipe(*rows: str) -> str:
    """Return a pipe table of rows with their cells parted by a slash."""
    lines = [f"| {row.replace('/', ' | ')} |" for row in rows]
    return "\n".join([lines[0], "|---" * (rows[0].count("/") + 1) + "|", *lines[1:]])


def bars(*rows: str) -> str:
    """Return a table as converters flatten it: each cell on its own line between lone bars."""
    return "\n".join("|\n" + "\n|\n".join(row.split("/")) + "\n|" for row in rows)


def word(rows: list[str], *merged: tuple[int, int, int, int]) -> Plan:
    """Return the plan of a Word table; `merged` are ranges of cells, by row and column, to be one cell."""
    document = Word()
    for line in HEAD.split("\n"):
        document.add_paragraph(line)
    document.add_paragraph("I. PHÂN CÔNG")
    width = rows[0].count("/") + 1
    table: WordTable = document.add_table(len(rows), width)
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split("/")):
            table.cell(number, column).text = text
    for top, left, bottom, right in merged:
        texts = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = texts
    buffer = BytesIO()
    document.save(buffer)
    return parse_document(read(buffer.getvalue(), "ke-hoach.docx"))


def marked(plan: Plan) -> list[tuple[str | None, str | None, str | None]]:
    """Return each deadline's task with its first and last day."""
    tasks = {assignment.id: assignment.task for assignment in plan.assignments}
    return [(tasks.get(d.assignment or ""), d.start, d.end) for d in plan.deadlines]


QUARTERS = ["TT/Nội dung/Đơn vị thực hiện/Thời gian năm 2027////Ghi chú", "///Quý I/Quý II/Quý III/Quý IV/"]
QUARTERS_REPEATED = [
    "TT/Nội dung/Đơn vị thực hiện" + 4 * "/Thời gian năm 2027" + "/Ghi chú",
    "TT/Nội dung/Đơn vị thực hiện/Quý I/Quý II/Quý III/Quý IV/Ghi chú",
]
QUARTER_ROWS = [
    "1/Kiểm tra trạm biến áp/Phòng Kỹ thuật//x//x/",
    "2/Tập huấn an toàn/Văn phòng Sở/x////02 lớp",
]
QUARTER_MERGES = [(0, 3, 0, 6), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 7, 1, 7)]
QUARTER_DEADLINES = [
    ("Tập huấn an toàn", "2027-01-01", "2027-03-31"),
    ("Kiểm tra trạm biến áp", "2027-04-01", "2027-06-30"),
    ("Kiểm tra trạm biến áp", "2027-10-01", "2027-12-31"),
]


@pytest.mark.parametrize(
    "plan",
    [
        plan_of(pipe(*QUARTERS, *QUARTER_ROWS)),
        plan_of(pipe(*QUARTERS_REPEATED, *QUARTER_ROWS)),
        word([*QUARTERS, *QUARTER_ROWS], *QUARTER_MERGES),
    ],
    ids=["pipe", "repeated", "docx"],
)
def test_marks_below_quarters(plan: Plan) -> None:
    table = plan.tables[0]
    assert table.header[2:5] == [
        "Đơn vị thực hiện",
        "Thời gian năm 2027 / Quý I",
        "Thời gian năm 2027 / Quý II",
    ]
    assert table.rows == [row.split("/") for row in QUARTER_ROWS]
    assert marked(plan) == QUARTER_DEADLINES
    assert [d.text for d in plan.deadlines] == ["Quý I", "Quý II", "Quý IV"]
    assert [a.lead[0].text for a in plan.assignments] == ["Phòng Kỹ thuật", "Văn phòng Sở"]


ASSIGNED = ["TT/Nhiệm vụ/Phân công//Thời hạn", "//Chủ trì/Phối hợp/"]
ASSIGNED_ROW = "1/Rà soát lưới điện/Sở Xây dựng/Sở Nội vụ/Quý II"


@pytest.mark.parametrize(
    "plan",
    [
        plan_of(pipe(*ASSIGNED, ASSIGNED_ROW)),
        plan_of(bars("TT/Nhiệm vụ/Phân công/Thời hạn", "Chủ trì/Phối hợp", ASSIGNED_ROW)),
        word([*ASSIGNED, ASSIGNED_ROW], (0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1), (0, 4, 1, 4)),
    ],
    ids=["pipe", "bars", "docx"],
)
def test_roles_below_a_heading(plan: Plan) -> None:
    header = ["TT", "Nhiệm vụ", "Phân công / Chủ trì", "Phân công / Phối hợp", "Thời hạn"]
    assert plan.tables[0].header == header
    assert plan.tables[0].rows == [ASSIGNED_ROW.split("/")]
    (assignment,) = plan.assignments
    assert [agency.text for agency in assignment.lead] == ["Sở Xây dựng"]
    assert [agency.text for agency in assignment.support] == ["Sở Nội vụ"]


def test_rows_have_an_entry_for_each_column() -> None:
    rows = ["1/Kiểm tra cột điện/Sở Xây dựng///x", "I/LƯỚI ĐIỆN////", "2/Thay dây dẫn//Sở Nội vụ/Quý III/"]
    plan = plan_of(pipe("TT/Nhiệm vụ/Chủ trì/Phối hợp/Thời gian/Ghi chú", *rows))
    assert plan.tables[0].rows == [row.split("/") for row in rows]


def test_columns_of_no_cell_are_none() -> None:
    """A heading may cover two columns of Word's grid in which no row has two cells."""
    plan = word(
        ["TT/Nhiệm vụ//Chủ trì", "1/Kiểm tra cột điện//Sở Xây dựng", "2/Thay dây dẫn//"],
        *[(row, 1, row, 2) for row in range(3)],
    )
    assert plan.tables[0].header == ["TT", "Nhiệm vụ", "Chủ trì"]
    assert plan.tables[0].rows == [["1", "Kiểm tra cột điện", "Sở Xây dựng"], ["2", "Thay dây dẫn", ""]]


def test_lost_empty_cells_are_told_by_what_the_others_hold() -> None:
    row = "1/Thay dây dẫn/Sở Xây dựng/Quý III năm 2026"
    plan = plan_of(bars("TT/Nhiệm vụ/Chủ trì/Phối hợp/Thời gian", row))
    assert plan.tables[0].rows == [["1", "Thay dây dẫn", "Sở Xây dựng", "", "Quý III năm 2026"]]


def test_repeated_headings_and_numbers_of_columns_are_no_rows() -> None:
    rows = ["(1)/(2)/(3)/(4)", "1/Thay dây dẫn/Sở Xây dựng/Quý III", "TT/Nhiệm vụ/Chủ trì/Thời gian"]
    plan = plan_of(pipe("TT/Nhiệm vụ/Chủ trì/Thời gian", *rows, "2/Sơn cột điện/Sở Nội vụ/Quý IV"))
    assert [row[0] for row in plan.tables[0].rows] == ["1", "2"]
    assert len(plan.assignments) == 2


def test_figures_of_a_period_are_no_deadlines() -> None:
    plan = plan_of(
        pipe("TT/Chỉ tiêu/Đơn vị tính/Quý I/Quý II", "1/Số cột điện/cột/12/30", "2/Số trạm/trạm/1/2")
    )
    assert plan.deadlines == []
    assert plan.tables[0].kind == "other"


def test_a_time_repeated_by_the_next_row_is_the_time_of_both() -> None:
    rows = ["1/Thay dây dẫn/Sở Xây dựng/Quý III", "2/Sơn cột điện/Sở Nội vụ/như trên"]
    plan = plan_of(pipe("TT/Nhiệm vụ/Chủ trì/Thời gian", *rows))
    assert marked(plan) == [
        ("Thay dây dẫn", "2026-07-01", "2026-09-30"),
        ("Sơn cột điện", "2026-07-01", "2026-09-30"),
    ]


PERIODS = [
    ("quý i", "thời gian thực hiện năm 2026", "2026-01-01", "2026-03-31"),
    ("quý iv/2025", "năm 2026", "2025-10-01", "2025-12-31"),
    ("q3", "năm 2026", "2026-07-01", "2026-09-30"),
    ("ii", "thời gian (quý) năm 2026", "2026-04-01", "2026-06-30"),
    ("tháng 02", "năm 2026", "2026-02-01", "2026-02-28"),
    ("t12", "tiến độ năm 2026", "2026-12-01", "2026-12-31"),
    ("th.4", "năm 2026", "2026-04-01", "2026-04-30"),
    ("7", "tháng thực hiện năm 2026", "2026-07-01", "2026-07-31"),
    ("năm 2028", "giai đoạn 2026 - 2030", "2028-01-01", "2028-12-31"),
    ("2028", "lộ trình", "2028-01-01", "2028-12-31"),
    ("6 tháng đầu năm", "năm 2026", "2026-01-01", "2026-06-30"),
    ("tuần 2", "tháng 3/2026", "2026-03-08", "2026-03-14"),
    ("tuần 1 (02/3 - 06/3)", "năm 2026", "2026-03-02", "2026-03-06"),
    ("tháng 9", "năm học 2025 - 2026", "2025-09-01", "2025-09-30"),
    ("tháng 5", "năm học 2025 - 2026", "2026-05-01", "2026-05-31"),
]


@pytest.mark.parametrize(("heading", "above", "start", "end"), PERIODS)
def test_heading_periods(heading: str, above: str, start: str, end: str) -> None:
    time = heading_period(heading, above)
    assert time is not None
    assert [(p.start, p.end) for p in resolve(time, None, None)] == [(start, end)]


@pytest.mark.parametrize(
    ("heading", "above"),
    [
        ("tuần 3", "thời gian"),
        ("kinh phí năm 2026", ""),
        ("1", "kết quả"),
        ("quý", ""),
        ("kết quả quý i", ""),
        ("quý i so với kế hoạch", ""),
        ("v", "phòng"),
    ],
)
def test_headings_that_are_no_periods(heading: str, above: str) -> None:
    assert heading_period(heading, above) is None


def test_marks() -> None:
    assert all(map(is_mark, ["x", "x x", "✓", "●", "v", "+"]))
    assert not any(map(is_mark, ["", "-", "1", "02 lớp", "xxx x", "xã", "o"]))


NOTES = "[1] Ban hành theo Quyết định số 14/QĐ-SCT ngày 03/02/2025 của Sở Công Thương.\n"
CLOSING = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLý A Pao\n\n"


@pytest.mark.parametrize(("mark", "section"), [("[1]", "II"), ("", None)])
def test_citations_in_footnotes(mark: str, section: str | None) -> None:
    body = f"II. YÊU CẦU\n\nKiểm tra theo quy trình{mark} của Sở.\n\nIII. KINH PHÍ\n\nTheo dự toán.\n\n"
    plan = parse_document(read(f"{HEAD}{body}{CLOSING}{NOTES}".encode(), "ke-hoach.txt"))
    (reference,) = plan.references
    assert (reference.id, reference.section) == ("14/QĐ-SCT", section)
    assert plan.signature is not None
    assert plan.signature.name == "Lý A Pao"
    assert len(plan.recipients) == 2
    assert "Ban hành theo" not in plan.sections[-1].text


def test_items_in_square_brackets_are_no_footnotes() -> None:
    body = (
        "II. YÊU CẦU\n\n[1] Theo Quyết định số 14/QĐ-SCT ngày 03/02/2025.\n\nIII. KINH PHÍ\n\nTheo dự toán.\n"
    )
    plan = parse_document(read(f"{HEAD}{body}{CLOSING}".encode(), "ke-hoach.txt"))
    assert plan.references[0].section == "II"
    assert [section.id for section in plan.sections] == ["II", "III"]
