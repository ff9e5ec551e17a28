"""Choosing rows by agency with all its names, by role, date and section."""

from pathlib import Path

import pytest

import khparse
from khparse.facts.rows import citations_of, deadlines_of, sentence_of, tasks_of
from khparse.facts.selection import Selection
from khparse.models import Plan

HEADER = """UBND TỈNH AN GIANG
Số: 15/KH-UBND
An Giang, ngày 10 tháng {month} năm {year}
KẾ HOẠCH
Về việc trồng cây
I. NỘI DUNG
1. Trồng 200 cây xanh, xong trước ngày 20/12/{year}.
II. TỔ CHỨC THỰC HIỆN
"""
TASKS = """1. {agency}
- Chủ trì, phối hợp với Sở Tài chính rà soát quỹ đất trồng cây, hoàn thành trước ngày 30/11/{year}.
- Báo cáo UBND tỉnh trước ngày 15 hằng tháng.
2. Công an tỉnh
- Bảo đảm trật tự trong các buổi ra quân; thực hiện từ ngày 01/11/{year} đến ngày 05/11/{year}.
"""


def plan_of(agency: str = "Sở Khoa học và Công nghệ", year: int = 2025, month: int = 10) -> Plan:
    text = (HEADER + TASKS).format(agency=agency, year=year, month=month)
    return khparse.parse(text)


def chosen(plan: Plan, **choice: str) -> list[str]:
    """Return the sections of the tasks chosen."""
    return [row.assignment.section or "" for row in Selection(**choice).tasks(tasks_of(plan))]


def due(plan: Plan, **choice: str) -> list[str]:
    """Return the deadlines chosen, as printed."""
    return [row.deadline.text for row in Selection(**choice).deadlines(deadlines_of(plan))]


def test_a_heading_with_the_name_of_a_body_is_no_task() -> None:
    plan = plan_of()
    assert "II/1" in [found.section for found in plan.assignments]
    assert chosen(plan) == ["II/1/-1", "II/1/-2", "II/2/-1"]


def test_a_duty_that_begins_with_the_body_is_a_task() -> None:
    plan = khparse.parse(HEADER.format(year=2025, month=10) + "1. Sở Y tế: kiểm tra; tổng hợp, báo cáo.\n")
    assert chosen(plan)


@pytest.mark.parametrize(
    "printed, year, month, name, expected",
    [
        ("Sở Khoa học và Công nghệ", 2025, 10, "Sở KH&CN", True),
        ("Sở Khoa học và Công nghệ", 2025, 10, "sở khoa học và công nghệ", True),
        ("Sở Khoa học và Công nghệ", 2025, 10, "Sở TTTT", True),
        ("Sở Thông tin và Truyền thông", 2023, 10, "Sở Khoa học và Công nghệ", True),
        ("Sở Nội vụ", 2025, 10, "Sở LĐTBXH", True),
        ("Sở Nội vụ", 2025, 10, "Sở Lao động - Thương binh và Xã hội", True),
        ("Sở Lao động - Thương binh và Xã hội", 2023, 10, "Sở LĐTB&XH", True),
        ("Sở Lao động - Thương binh và Xã hội", 2023, 10, "Sở Nội vụ", True),
        ("Giám đốc Sở Nội vụ", 2025, 10, "Sở Nội vụ", True),
        # Smaller parts of the work of Sở LĐTBXH went to these, and both were there before.
        ("Sở Lao động - Thương binh và Xã hội", 2023, 10, "Sở Y tế", False),
        ("Sở Tài nguyên và Môi trường", 2023, 10, "Sở Nông nghiệp và Phát triển nông thôn", False),
        ("Sở Tài nguyên và Môi trường", 2023, 10, "Sở Nông nghiệp và Môi trường", True),
        ("UBND xã Vĩnh Tế", 2025, 10, "Ủy ban nhân dân xã Vĩnh Tế", True),
        ("UBND xã Vĩnh Tế", 2025, 10, "Ủy ban nhân dân xã An Phú", False),
        ("Sở Khoa học và Công nghệ", 2025, 10, "Sở Y tế", False),
        ("Sở Khoa học và Công nghệ", 2025, 10, "", False),
    ],
)
def test_an_agency_by_any_of_its_names(
    printed: str, year: int, month: int, name: str, expected: bool
) -> None:
    assert ("II/1/-1" in chosen(plan_of(printed, year, month), agency=name)) == expected


@pytest.mark.parametrize(
    "choice, expected",
    [
        ({"agency": "Sở Tài chính"}, ["II/1/-1"]),
        ({"agency": "Sở Tài chính", "role": "support"}, ["II/1/-1"]),
        ({"agency": "Sở Tài chính", "role": "lead"}, []),
        ({"role": "support"}, ["II/1/-1"]),
        ({"section": "II/1"}, ["II/1/-1", "II/1/-2"]),
        ({"section": "II/1/"}, ["II/1/-1", "II/1/-2"]),
        ({"section": "I"}, []),
        ({"start": "2025-12-01"}, ["II/1/-2"]),
        ({"end": "2025-11-02"}, ["II/1/-2", "II/2/-1"]),
    ],
)
def test_tasks(choice: dict[str, str], expected: list[str]) -> None:
    assert chosen(plan_of(), **choice) == expected


BEFORE_DECEMBER, BEFORE_NOVEMBER_END, MONTHLY, DAYS = (
    "trước ngày 20/12/2025",
    "hoàn thành trước ngày 30/11/2025",
    "trước ngày 15 hằng tháng",
    "từ ngày 01/11/2025 đến ngày 05/11/2025",
)


@pytest.mark.parametrize(
    "choice, expected",
    [
        ({"start": "2025-12-01"}, [BEFORE_DECEMBER, MONTHLY]),
        ({"start": "2025-11-05", "end": "2025-11-05"}, [MONTHLY, DAYS]),
        ({"start": "2025-11-30", "end": "2025-11-30"}, [BEFORE_NOVEMBER_END, MONTHLY]),
        ({"agency": "Công an tỉnh"}, [DAYS]),
        ({"agency": "Sở Tài chính", "role": "support"}, [BEFORE_NOVEMBER_END]),
        ({"section": "I/1"}, [BEFORE_DECEMBER]),
    ],
)
def test_deadlines(choice: dict[str, str], expected: list[str]) -> None:
    assert [text.removeprefix("xong ") for text in due(plan_of(), **choice)] == expected


def test_the_sentence_of_a_deadline_that_is_for_no_task() -> None:
    first = deadlines_of(plan_of())[0]
    assert first.assignment is None
    assert sentence_of(first) == "Trồng 200 cây xanh, xong trước ngày 20/12/2025."


def test_references_by_section() -> None:
    path = Path(__file__).parent.parent / "fixtures" / "14-kh-ubnd-phan-loai-rac.md"
    rows = citations_of(khparse.parse_file(path))
    found = Selection(section="III/2").citations(rows)
    assert 0 < len(found) < len(rows)
    assert all((row.reference.section or "").startswith("III/2") for row in found)
