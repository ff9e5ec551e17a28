"""Tables that assign work: headings, rows, groups, continued and merged rows, cells of bodies."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import khparse
from khparse.document import Block, Document, View
from khparse.extract.bodies.words import Words
from khparse.extract.task_tables.tasks import cell_bodies
from khparse.lexicon import table as rows_of
from khparse.lexicon import values
from khparse.lexicon.table_headers import header_role
from khparse.models import Plan

HEAD = "KẾ HOẠCH\nTriển khai công tác văn thư, lưu trữ năm 2025\n\nII. PHÂN CÔNG\n"
COLUMNS = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")


def plan_of(*rows: tuple[str, ...], header: tuple[str, ...] = COLUMNS) -> Plan:
    """Return the plan of a pipe table with these rows."""
    lines = ["| " + " | ".join(row) + " |" for row in (header, ("---",) * len(header), *rows)]
    return khparse.parse(HEAD + "\n".join(lines) + "\n")


def tasks(plan: Plan) -> list[tuple[str, list[str], list[str]]]:
    """Return each task of a table with who leads and who supports."""
    return [
        (a.task, [x.text for x in a.lead], [x.text for x in a.support])
        for a in plan.assignments
        if a.origin == "table"
    ]


# --- Headings of columns ---

HEADINGS = {
    "index": ["STT", "TT", "Số TT"],
    "task": [
        "Nội dung", "NỘI DUNG CÔNG VIỆC", "Nhiệm vụ", "Nhiệm vụ, giải pháp", "Nội dung nhiệm vụ năm 2025",
        "Tên nhiệm vụ", "Hoạt động", "Công việc cụ thể",
    ],
    "lead": [
        "Cơ quan chủ trì", "ĐƠN VỊ CHỦ TRÌ", "Chủ trì", "Đơn vị thực hiện", "Người thực hiện", "Người phụ trách",
        "Phân công thực hiện", "Bộ phận phụ trách", "Đơn vị chủ trì (tham mưu)", "Người, bộ phận thực hiện",
        "Cơ quan, đơn vị chịu trách nhiệm chính", "Lực lượng kiểm tra", "Khoa, phòng thực hiện",
    ],
    "overseer": ["Lãnh đạo phụ trách", "Lãnh đạo theo dõi"],
    "support": ["Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Cơ quan, đơn vị phối hợp thực hiện"],
    "both": ["Đơn vị chủ trì, phối hợp", "Cơ quan chủ trì/phối hợp"],
    "time": ["Thời gian", "Thời gian thực hiện", "Tiến độ hoàn thành", "Thời hạn", "Thời hạn hoàn thành năm 2025"],
    "product": ["Sản phẩm", "Kết quả, sản phẩm", "Dự kiến sản phẩm"],
    "budget": ["Kinh phí", "Dự toán"],
    "note": ["Ghi chú"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "text"),
    [(role, text) for role, texts in HEADINGS.items() for text in texts],
    ids=lambda value: value,
)
def test_heading_tells_the_role(role: str, text: str) -> None:
    assert header_role(text) == role


@pytest.mark.parametrize("row", rows_of("table_headers"), ids=lambda row: row["role"])
def test_every_wording_of_the_lexicon(row: dict[str, str]) -> None:
    assert {header_role(text) for text in values(row["headers"])} == {row["role"]}
    assert {header_role(text.upper()) for text in values(row["headers"])} == {row["role"]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sở Nội vụ",
        "Họ và tên",
        "Chức vụ",
        "Quy chế phối hợp",
        "Thời gian công tác",
        "Phối hợp tuyên truyền",
        "Chủ trì hội nghị",
        "Đơn vị nhận",
        "Rà soát hồ sơ, tài liệu tồn đọng của các phòng chuyên môn",
        "1",
        "2025",
    ],
)
def test_heading_of_no_role(text: str) -> None:
    assert header_role(text) is None


# --- Rows ---


def test_rows_assign_work() -> None:
    plan = plan_of(
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Các phòng chuyên môn", "Tháng 3/2025"),
        (
            "2",
            "Số hóa tài liệu",
            "Trung tâm Lưu trữ lịch sử tỉnh",
            "Sở Tài chính; Công an tỉnh",
            "Quý IV/2025",
        ),
    )
    assert tasks(plan) == [
        ("Lập danh mục hồ sơ", ["Văn phòng Sở"], ["Các phòng chuyên môn"]),
        ("Số hóa tài liệu", ["Trung tâm Lưu trữ lịch sử tỉnh"], ["Sở Tài chính", "Công an tỉnh"]),
    ]
    assert [(d.assignment, d.start, d.end) for d in plan.deadlines] == [
        ("a1", "2025-03-01", "2025-03-31"),
        ("a2", "2025-10-01", "2025-12-31"),
    ]
    (table,) = plan.tables
    assert (table.id, table.kind, table.section, tuple(table.header)) == ("t1", "tasks", "II", COLUMNS)
    assert table.rows[0] == [
        "1",
        "Lập danh mục hồ sơ",
        "Văn phòng Sở",
        "Các phòng chuyên môn",
        "Tháng 3/2025",
    ]


@pytest.mark.parametrize("same", ["Như trên", "như trên", "-nt-", "nt", "″", '"', "//"])
def test_same_as_above(same: str) -> None:
    plan = plan_of(
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Phòng Kế toán", "Tháng 3"),
        ("2", "Số hóa tài liệu", same, same, same),
    )
    assert tasks(plan)[1] == ("Số hóa tài liệu", ["Văn phòng Sở"], ["Phòng Kế toán"])
    assert [(d.assignment, d.end) for d in plan.deadlines] == [("a1", "2025-03-31"), ("a2", "2025-03-31")]


def test_an_empty_lead_is_the_one_above_an_empty_partner_is_none() -> None:
    plan = plan_of(
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Phòng Kế toán", "Tháng 3"),
        ("2", "Số hóa tài liệu", "", "", "Tháng 4"),
    )
    assert tasks(plan)[1] == ("Số hóa tài liệu", ["Văn phòng Sở"], [])


@pytest.mark.parametrize(
    ("other", "lead"), [("Đơn vị chủ trì", ["Văn phòng Sở"]), ("Kinh phí", ["Phó Giám đốc Sở"])]
)
def test_who_oversees_leads_where_no_other_column_does(other: str, lead: list[str]) -> None:
    plan = plan_of(
        ("1", "Lập danh mục hồ sơ", "Phó Giám đốc Sở", "Văn phòng Sở"),
        header=("STT", "Nội dung", "Lãnh đạo phụ trách", other),
    )
    assert tasks(plan) == [("Lập danh mục hồ sơ", lead, [])]


def test_group_rows_assign_nothing_and_end_what_is_inherited() -> None:
    plan = plan_of(
        ("I", "Công tác văn thư", "", "", ""),
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "", "Tháng 3"),
        ("II", "Công tác lưu trữ", "", "", ""),
        ("1", "Số hóa tài liệu", "Phòng Nghiệp vụ", "", "Tháng 4"),
    )
    assert tasks(plan) == [
        ("Lập danh mục hồ sơ", ["Văn phòng Sở"], []),
        ("Số hóa tài liệu", ["Phòng Nghiệp vụ"], []),
    ]


def test_repeated_header_is_no_row() -> None:
    plan = plan_of(
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "", "Tháng 3"),
        COLUMNS,
        ("2", "Số hóa", "Phòng Nghiệp vụ", "", ""),
    )
    assert [task for task, _, _ in tasks(plan)] == ["Lập danh mục hồ sơ", "Số hóa"]


def test_products_and_columns_without_a_role() -> None:
    plan = plan_of(
        ("1", "Rà soát quy chế", "Quy chế sửa đổi", "Trần Thị Hoa"),
        header=("TT", "Nội dung", "Sản phẩm", "Người thực hiện"),
    )
    (assignment,) = plan.assignments
    assert (assignment.product, [x.text for x in assignment.lead]) == ("Quy chế sửa đổi", ["Trần Thị Hoa"])


def test_the_widest_column_holds_the_tasks_where_no_heading_says_so() -> None:
    plan = plan_of(
        ("1", "Vệ sinh kho, sắp xếp giá, hộp tài liệu", "Tổ Bảo vệ", "Tháng 3"),
        header=("TT", "Việc", "Người thực hiện", "Thời gian"),
    )
    assert tasks(plan) == [("Vệ sinh kho, sắp xếp giá, hộp tài liệu", ["Tổ Bảo vệ"], [])]


@pytest.mark.parametrize(
    ("cell", "lead", "support"),
    [
        (
            "Chủ trì: Văn phòng Sở; Phối hợp: Phòng Kế toán, Phòng Thanh tra",
            ["Văn phòng Sở"],
            ["Phòng Kế toán", "Phòng Thanh tra"],
        ),
        (
            "Văn phòng Sở chủ trì, phối hợp với các phòng chuyên môn",
            ["Văn phòng Sở"],
            ["các phòng chuyên môn"],
        ),
        ("Văn phòng Sở (chủ trì), Phòng Kế toán (phối hợp)", ["Văn phòng Sở"], ["Phòng Kế toán"]),
        ("Văn phòng Sở, Phòng Kế toán", ["Văn phòng Sở"], ["Phòng Kế toán"]),
        ("Văn phòng Sở", ["Văn phòng Sở"], []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_column_that_names_both(cell: str, lead: list[str], support: list[str]) -> None:
    plan = plan_of(
        ("1", "Rà soát quy chế", cell, "Tháng 3"),
        header=("TT", "Nội dung", "Đơn vị chủ trì, phối hợp", "Thời gian"),
    )
    assert tasks(plan) == [("Rà soát quy chế", lead, support)]


def test_partners_named_in_the_column_of_leads() -> None:
    plan = plan_of(("1", "Rà soát quy chế", "Văn phòng Sở (phối hợp: Phòng Kế toán)", "", "Tháng 3"))
    assert tasks(plan) == [("Rà soát quy chế", ["Văn phòng Sở"], ["Phòng Kế toán"])]


@pytest.mark.parametrize(
    "header",
    [
        ("STT", "Họ và tên", "Chức vụ", "Số điện thoại"),
        ("STT", "Tên kho", "Diện tích", "Địa điểm"),
        ("Năm", "Số hồ sơ", "Số trang"),
        ("STT", "Nội dung", "Đơn vị tính", "Thành tiền"),
    ],
    ids=" ".join,
)
def test_tables_that_assign_nothing(header: tuple[str, ...]) -> None:
    plan = plan_of(tuple("Sở Nội vụ" for _ in header), header=header)
    assert tasks(plan) == []
    assert [table.kind for table in plan.tables] == ["other"]


def test_a_table_goes_on_behind_its_page() -> None:
    first = "\n".join(
        ["| TT | Nội dung | Đơn vị chủ trì |", "|---|---|---|", "| 1 | Lập danh mục hồ sơ | Văn phòng Sở |"]
    )
    second = "\n".join(["| 2 | Số hóa tài liệu | Phòng Nghiệp vụ |", "| 3 | Vệ sinh kho | như trên |"])
    plan = khparse.parse(HEAD + first + "\n\n5\n\n" + second + "\n")
    assert tasks(plan) == [
        ("Lập danh mục hồ sơ", ["Văn phòng Sở"], []),
        ("Số hóa tài liệu", ["Phòng Nghiệp vụ"], []),
        ("Vệ sinh kho", ["Phòng Nghiệp vụ"], []),
    ]


def flattened(*rows: tuple[str, ...]) -> str:
    """Return a table as many extractors print it: one cell a line between lone bars, empty cells lost."""
    return "\n".join(
        line for row in rows for line in ("|", *[part for cell in row if cell for part in (cell, "|")])
    )


def test_a_table_flattened_to_lines() -> None:
    text = flattened(
        ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"),
        ("I", "Công tác văn thư"),
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Các phòng chuyên môn", "Tháng 3/2025"),
        ("2", "Số hóa tài liệu", "Phòng Nghiệp vụ", "Quý IV/2025"),
    )
    plan = khparse.parse(HEAD + text + "\n")
    assert tasks(plan) == [
        ("Lập danh mục hồ sơ", ["Văn phòng Sở"], ["Các phòng chuyên môn"]),
        ("Số hóa tài liệu", ["Phòng Nghiệp vụ"], []),
    ]
    assert [(d.assignment, d.end) for d in plan.deadlines] == [("a1", "2025-03-31"), ("a2", "2025-12-31")]


def test_a_header_of_two_rows() -> None:
    plan = plan_of(
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Phòng Kế toán", "Tháng 3"),
        header=("TT", "Nội dung", "Đơn vị", "", "Thời gian"),
    )
    assert tasks(plan) == [("Lập danh mục hồ sơ", ["Văn phòng Sở"], ["Phòng Kế toán"])]


def docx_plan(
    folder: Path, rows: list[list[str]], merges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> Plan:
    """Return the plan of a Word table with some cells merged."""
    document = docx.Document()
    for line in HEAD.strip().splitlines():
        document.add_paragraph(line)
    grid = document.add_table(len(rows), len(rows[0]))
    for (row, column), (last_row, last_column) in merges:
        grid.cell(row, column).merge(grid.cell(last_row, last_column))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text:
                grid.cell(row, column).text = text
    document.save(str(folder / "plan.docx"))
    return khparse.parse_file(folder / "plan.docx")


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"],
        ["1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Phòng Kế toán", "Tháng 3/2025"],
        ["2", "Số hóa tài liệu", "", "", ""],
        ["3", "Vệ sinh kho", "Tổ Bảo vệ", "", ""],
    ]
    merged = [((1, 2), (2, 2)), ((1, 3), (2, 3)), ((1, 4), (2, 4))]
    plan = docx_plan(tmp_path, rows, merged)
    assert tasks(plan) == [
        ("Lập danh mục hồ sơ", ["Văn phòng Sở"], ["Phòng Kế toán"]),
        ("Số hóa tài liệu", ["Văn phòng Sở"], ["Phòng Kế toán"]),
        ("Vệ sinh kho", ["Tổ Bảo vệ"], []),
    ]
    assert [d.assignment for d in plan.deadlines] == ["a1", "a2"]
    assert plan.tables[0].rows[1] == ["2", "Số hóa tài liệu", "Văn phòng Sở", "Phòng Kế toán", "Tháng 3/2025"]
    assert plan.tables[0].rows[2] == ["3", "Vệ sinh kho", "Tổ Bảo vệ", "", ""]


def test_a_task_merged_over_the_rows_of_its_bodies(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "Người thực hiện", "Thời gian"],
        ["1", "Số hóa tài liệu", "Trần Thị Hoa", "Tháng 3"],
        ["", "", "Lê Văn Nam", "Tháng 4"],
    ]
    plan = docx_plan(tmp_path, rows, [((1, 0), (2, 0)), ((1, 1), (2, 1))])
    assert tasks(plan) == [("Số hóa tài liệu", ["Trần Thị Hoa"], []), ("Số hóa tài liệu", ["Lê Văn Nam"], [])]


def test_a_heading_merged_over_two_columns(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "Đơn vị thực hiện", "", "Thời gian"],
        ["", "", "Chủ trì", "Phối hợp", ""],
        ["I", "Công tác lưu trữ", "", "", ""],
        ["1", "Số hóa tài liệu", "Văn phòng Sở", "Phòng Kế toán", "Tháng 3"],
    ]
    merged = [((0, 2), (0, 3)), ((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 4), (1, 4)), ((2, 1), (2, 4))]
    assert tasks(docx_plan(tmp_path, rows, merged)) == [
        ("Số hóa tài liệu", ["Văn phòng Sở"], ["Phòng Kế toán"])
    ]


# --- Cells of bodies ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ", ["Sở Nội vụ"]),
        ("Sở Nội vụ, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("- Sở Nội vụ; - Sở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ và các cơ quan, đơn vị liên quan", ["Sở Nội vụ", "các cơ quan, đơn vị liên quan"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("Phòng Quản lý chất lượng", ["Phòng Quản lý chất lượng"]),
        ("Công an xã (Tổ An ninh)", ["Công an xã"]),
        ("Cơ quan chủ trì: Sở Nội vụ", ["Sở Nội vụ"]),
        # persons, posts, names that no head noun opens
        ("Trần Thị Hoa", ["Trần Thị Hoa"]),
        ("Đ/c Hoa, đ/c Nam", ["Đ/c Hoa", "đ/c Nam"]),
        ("Hiệu trưởng", ["Hiệu trưởng"]),
        ("GVCN, Tổng phụ trách Đội", ["GVCN", "Tổng phụ trách Đội"]),
        ("Trần Hoa; Lê Nam", ["Trần Hoa", "Lê Nam"]),
        ("VNPT Hòa Bình", ["VNPT Hòa Bình"]),
        ("PC06, PA03", ["PC06", "PA03"]),
        ("Phòng Nội vụ tham mưu; Chủ tịch UBND xã quyết định", ["Phòng Nội vụ", "Chủ tịch UBND xã"]),
        ("Chị Hồng - CT Hội", ["Chị Hồng - CT Hội"]),
        ("-", []),
        ("…", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_cells(text: str, expected: list[str]) -> None:
    view = View(Document(text, [Block([(0, len(text))], table=0, row=0, column=0)]))
    found = cell_bodies(Words(view), 0, len(view.text.rstrip("\n")))
    assert [view.text[mention.start : mention.end] for mention in found] == expected


def test_each_column_repeats_the_cell_above_it() -> None:
    text = (
        "KẾ HOẠCH\nRà soát đất đai năm 2026\n\nII. PHÂN CÔNG NHIỆM VỤ\n\n"
        "| STT | Nhiệm vụ | Cơ quan chủ trì | Ngày bắt đầu | Ngày kết thúc |\n|---|---|---|---|---|\n"
        "| 1 | Rà soát hồ sơ | Sở Tư pháp | 01/3/2026 | 30/6/2026 |\n"
        "| 2 | Kiểm tra thực địa | Sở Y tế | Như trên | 31/8/2026 |\n"
        "| 3 | Tổng hợp kết quả | Sở Nội vụ | Như trên | |\n"
    )
    found = [(d.assignment, d.text, d.start, d.end) for d in khparse.parse(text).deadlines]
    assert found == [
        ("a1", "01/3/2026 | 30/6/2026", "2026-03-01", "2026-06-30"),
        ("a2", "31/8/2026", "2026-03-01", "2026-08-31"),
        ("a3", "01/3/2026", "2026-03-01", None),
    ]
