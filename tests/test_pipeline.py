"""A whole document in one call: order, ids, spans, the plan's year, notes and tables."""

from __future__ import annotations

import pytest

import khparse
from khparse.models import Date, Metadata, Plan, Section, Span
from khparse.pipeline import plan_year

TEXT = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
-------
Số:     /KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Tân Lập, ngày     tháng 3 năm 2025

KẾ HOẠCH
Tổ chức Ngày hội đọc sách năm 2025

Thực hiện Kế hoạch số 41/KH-UBND ngày 10/02/2025 của UBND tỉnh, UBND xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Phát triển văn hóa đọc.
II. PHÂN CÔNG
1. Phòng Văn hóa - Xã hội
- Chủ trì, phối hợp với các trường học tổ chức ngày hội, hoàn thành trước ngày 25/4.
- Báo cáo kết quả về UBND xã trước ngày 05/5/2025.
3. Công an xã bảo đảm an ninh, trật tự.
Chi tiết theo bảng sau:
| TT | Nội dung | Đơn vị chủ trì | Thời gian |
|---|---|---|---|
| 1 | Trang trí sân khấu | Đoàn Thanh niên xã | Ngày 20/4 |
| 2 | Quyên góp sách | Các trường học | Tháng 3 |

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Tám
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return khparse.parse(TEXT)


def spans(plan: Plan) -> list[tuple[str, Span]]:
    """Return the texts of all facts with their spans."""
    found = [(fact.text, fact.span) for fact in (*plan.references, *plan.deadlines)]
    for assignment in plan.assignments:
        bodies = (*assignment.lead, *assignment.support, *assignment.report_to)
        found += [(body.text, body.span) for body in bodies]
    metadata = plan.metadata
    found += [(fact.text, fact.span) for fact in (metadata.number, metadata.date, metadata.issuer) if fact]
    return found


def sections(plan: Plan) -> list[Section]:
    """Return all sections, each before its children."""
    found: list[Section] = []
    left = list(plan.sections)
    while left:
        found.append(left.pop(0))
        left = [*found[-1].children, *left]
    return found


def test_every_text_is_the_slice_of_its_span(plan: Plan) -> None:
    assert len(spans(plan)) > 10
    for text, span in spans(plan):
        assert TEXT[span.start : span.end] == text


def test_facts_stand_in_document_order(plan: Plan) -> None:
    for facts in (plan.references, plan.assignments, plan.deadlines, plan.recipients, sections(plan)):
        starts = [fact.span.start for fact in facts]
        assert starts
        assert starts == sorted(starts)


def test_ids_count_in_document_order(plan: Plan) -> None:
    assert [a.id for a in plan.assignments] == [f"a{n}" for n in range(1, len(plan.assignments) + 1)]
    assert [d.id for d in plan.deadlines] == [f"d{n}" for n in range(1, len(plan.deadlines) + 1)]
    assert [t.id for t in plan.tables] == ["t1"]
    assert len({section.id for section in sections(plan)}) == len(sections(plan))


def test_prose_and_tables_are_one_list(plan: Plan) -> None:
    assert [(a.section, a.origin, [x.text for x in a.lead]) for a in plan.assignments] == [
        ("II/1", "prose", ["Phòng Văn hóa - Xã hội"]),
        ("II/1/-1", "prose", ["Phòng Văn hóa - Xã hội"]),
        ("II/1/-2", "prose", ["Phòng Văn hóa - Xã hội"]),
        ("II/3", "prose", ["Công an xã"]),
        ("II/3", "table", ["Đoàn Thanh niên xã"]),
        ("II/3", "table", ["Các trường học"]),
    ]


def test_deadlines_belong_to_their_tasks_and_take_the_plan_s_year(plan: Plan) -> None:
    assert [(d.assignment, d.start, d.end) for d in plan.deadlines] == [
        ("a2", None, "2025-04-25"),
        ("a3", None, "2025-05-05"),
        ("a5", "2025-04-20", "2025-04-20"),
        ("a6", "2025-03-01", "2025-03-31"),
    ]


def test_facts_point_to_sections_that_exist(plan: Plan) -> None:
    known = {None, *(section.id for section in sections(plan))}
    facts = (*plan.references, *plan.assignments, *plan.deadlines, *plan.tables, *plan.notes)
    assert {fact.section for fact in facts} <= known


def test_doubts_are_notes(plan: Plan) -> None:
    notes = {note.code: note for note in plan.notes}
    assert {"number-blank", "date-blank", "numbering-gap"} <= notes.keys()
    assert (plan.metadata.number and plan.metadata.number.number, notes["number-blank"].level) == (
        None,
        "warning",
    )
    gap = notes["numbering-gap"]
    assert gap.section == "II/3"
    assert gap.span and TEXT[gap.span.start : gap.span.end].startswith("3")


def test_tables_keep_their_columns(plan: Plan) -> None:
    (table,) = plan.tables
    assert (table.kind, table.header) == ("tasks", ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"])
    assert table.rows[1] == ["2", "Quyên góp sách", "Các trường học", "Tháng 3"]


def test_equal_input_gives_equal_output() -> None:
    assert khparse.parse(TEXT).to_json() == khparse.parse(TEXT).to_json()


def test_a_table_whose_cells_were_lost_says_so() -> None:
    rows = [
        ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"],
        ["1", "Quyên góp sách", "Đoàn xã", "Tháng 3"],
    ]
    cells = "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in rows)
    found = khparse.parse(f"KẾ HOẠCH\nNgày hội đọc sách\nII. PHÂN CÔNG\n{cells}\n")
    assert [note.level for note in found.notes if note.code == "table-uneven"] == ["info"]


def test_a_table_of_tasks_without_tasks_says_so() -> None:
    found = khparse.parse(
        "KẾ HOẠCH\nNgày hội\nII. PHÂN CÔNG\n| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | | Đoàn xã |\n"
    )
    assert [note.level for note in found.notes if note.code == "table-unread"] == ["warning"]


@pytest.mark.parametrize(
    ("subject", "issued", "year"),
    [
        ("Phòng, chống dịch bệnh năm 2025", "2024-12-20", 2025),
        ("Tổng kết năm học 2025", "2024-12-20", 2025),
        ("Phòng, chống dịch bệnh", "2024-12-20", 2024),
        ("Phòng, chống dịch bệnh", "2024-12", 2024),
        ("Phòng, chống dịch bệnh", None, None),
        (None, "2024", 2024),
        (None, None, None),
        # not one single year of work
        ("Kế hoạch năm học 2024 - 2025", "2024-09-05", 2024),
        ("Thi đua năm 2024 và năm 2025", "2024-01-15", 2024),
        ("Phát triển chăn nuôi đến năm 2030", "2024-01-15", 2024),
        ("Phát triển chăn nuôi từ năm 2026", "2024-01-15", 2024),
    ],
)
def test_plan_year(subject: str | None, issued: str | None, year: int | None) -> None:
    date = Date(text="", edtf=issued, span=Span(start=0, end=0)) if issued else None
    assert plan_year(Metadata(subject=subject, date=date)) == year
