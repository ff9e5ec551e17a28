"""What changed in the facts of two plans: who does what, by when, and by which documents.

A change is written as `lead changed Công an xã > Trạm Y tế`, a deadline as `changed 2023-06-30 > 2023-07-15 (+15)`.
"""

from __future__ import annotations

import pytest

import khparse
from khparse.compare.models import Change, PlanDiff, Side

CLOSING = """
Nơi nhận:
- UBND huyện;
- Các ấp;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Thị Mai
"""


def paper(
    body: str = "1. Cấp phát tờ rơi ở chợ cho người dân.",
    year: int = 2023,
    *,
    basis: tuple[str, ...] = ("Luật Thủy lợi ngày 19 tháng 6 năm 2017",),
    number: str = "15",
    issuer: str = "ỦY BAN NHÂN DÂN\nXÃ TÂN MỸ",
    place: str = "Tân Mỹ",
    subject: str = "Thu gom rác ở chợ và bến đò năm {year}",
    closing: str = CLOSING,
) -> str:
    cited = "\n".join(f"Căn cứ {document};" for document in basis)
    return (
        f"{issuer}\nSố: {number}/KH-UBND\n\n{place}, ngày 10 tháng 01 năm {year}\n\nKẾ HOẠCH\n"
        f"{subject.format(year=year)}\n\n{cited}\nỦy ban nhân dân xã ban hành kế hoạch như sau:\n"
        f"I. NHIỆM VỤ\n{body}\n{closing}"
    )


def compared(old: str, new: str) -> PlanDiff:
    return khparse.diff(khparse.parse(old), khparse.parse(new), by="syllable")


def name(side: Side | None) -> str:
    return " ".join((side.value or side.text).split()) if side else "∅"


def told(change: Change) -> str:
    days = f" ({change.days:+})" if change.days is not None else ""
    what = change.kind if change.field is None else f"{change.field} {change.kind}"
    return f"{what} {name(change.old)} > {name(change.new)}{days}"


def told_of(subject: str, found: PlanDiff) -> list[str]:
    """The changes of one subject, if there are no others but those that a new year brings."""
    others = [change for change in found.changes if change.subject not in (subject, "metadata")]
    assert not others, [(change.subject, told(change)) for change in others]
    return [told(change) for change in found.changes if change.subject == subject]


# --- Who does what ------------------------------------------------------------------------------------------

BOATS = "Công an xã chủ trì, phối hợp với Đoàn Thanh niên kiểm tra các bến đò."
FUNDS = "Sở Tài chính, Sở Kế hoạch và Đầu tư chủ trì cân đối kinh phí cho các bến đò."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (BOATS, BOATS, []),
        (BOATS, BOATS.replace("Công an xã", "Trạm Y tế"), ["lead changed Công an xã > Trạm Y tế"]),
        (BOATS, BOATS.replace("Thanh niên", "Thanh niên, Hội Nông dân"), ["support added ∅ > Hội Nông dân"]),
        (BOATS, "Công an xã chủ trì kiểm tra các bến đò.", ["support removed Đoàn Thanh niên > ∅"]),
        (BOATS, BOATS.replace("Đoàn Thanh niên", "Hội Nông dân, Trạm Y tế"),
         ["support added ∅ > Hội Nông dân", "support added ∅ > Trạm Y tế",
          "support removed Đoàn Thanh niên > ∅"]),
        # two bodies that change places have a new role each
        (BOATS, "Đoàn Thanh niên chủ trì, phối hợp với Công an xã kiểm tra các bến đò.",
         ["lead changed Công an xã > Đoàn Thanh niên", "support changed Đoàn Thanh niên > Công an xã"]),
        ("Trạm Y tế tổng hợp số liệu, báo cáo Sở Y tế.", "Trạm Y tế tổng hợp số liệu, báo cáo UBND xã.",
         ["report_to changed Sở Y tế > Ủy ban nhân dân xã"]),
        # its words
        (BOATS, BOATS.replace("các bến đò", "các bến đò ngang"),
         [f"task reworded {BOATS} > {BOATS.replace('đò', 'đò ngang')}"]),
        # names in another form
        ("UBND xã chủ trì, phối hợp với MTTQ xã kiểm tra bến đò.",
         "Ủy ban nhân dân xã chủ trì, phối hợp với Mặt trận Tổ quốc xã kiểm tra bến đò.", []),
    ],
)  # fmt: skip
def test_bodies_of_a_task(old: str, new: str, expected: list[str]) -> None:
    assert sorted(told_of("assignment", compared(paper(f"1. {old}"), paper(f"1. {new}")))) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Sở Giao thông vận tải chủ trì, phối hợp với Công an tỉnh kiểm tra các bến đò.",
         "Sở Xây dựng chủ trì, phối hợp với Công an tỉnh kiểm tra các bến đò.",
         ["lead succeeded Sở Giao thông vận tải > Sở Xây dựng"]),
        # merged with a body that is there already
        (FUNDS, "Sở Tài chính chủ trì cân đối kinh phí cho các bến đò.",
         ["lead succeeded Sở Kế hoạch và Đầu tư > Sở Tài chính"]),
        # two that were merged into one
        ("Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Sở Tài nguyên và Môi trường kiểm tra bến đò.",
         "Sở Nông nghiệp và Môi trường chủ trì kiểm tra bến đò.",
         ["lead succeeded Sở Nông nghiệp và Phát triển nông thôn > Sở Nông nghiệp và Môi trường",
          "support succeeded Sở Tài nguyên và Môi trường > Sở Nông nghiệp và Môi trường"]),
        # the other way round it is another body
        ("Sở Xây dựng chủ trì kiểm tra các bến đò.", "Sở Giao thông vận tải chủ trì kiểm tra các bến đò.",
         ["lead changed Sở Xây dựng > Sở Giao thông vận tải"]),
        ("Sở Giao thông vận tải chủ trì kiểm tra các bến đò.", "Sở Tài chính chủ trì kiểm tra các bến đò.",
         ["lead changed Sở Giao thông vận tải > Sở Tài chính"]),
    ],
)  # fmt: skip
def test_successors_of_bodies(old: str, new: str, expected: list[str]) -> None:
    found = compared(paper(f"1. {old}"), paper(f"1. {new}", 2025))
    assert told_of("assignment", found) == expected
    sources = {change.kind: change.source for change in found.changes if change.subject == "assignment"}
    assert sources.get("succeeded") == ("Nghị định 45/2025/NĐ-CP" if "succeeded" in sources else None)
    assert sources.get("changed") is None


HEADED = (
    "1. Công an xã\n- Kiểm tra các bến đò trước mùa mưa bão.\n- Cấp phát áo phao cho học sinh qua sông.\n"
    "2. Trạm Y tế\n- Phát thuốc khử trùng nước cho các hộ dân."
)


def of_tasks(found: PlanDiff) -> list[str]:
    changes = [change for change in found.changes if change.subject == "assignment"]
    return [f"{(change.task or '').split(' ', 2)[1]}: {told(change)}" for change in changes]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (HEADED.replace("Công an xã", "Công an xã:"), []),
        (HEADED.replace("Công an xã", "Hội Nông dân"),
         ["tra: lead changed Công an xã > Hội Nông dân", "phát: lead changed Công an xã > Hội Nông dân"]),
        (HEADED.replace("- Cấp phát áo phao cho học sinh qua sông.\n", "")
         + "\n- Cấp phát áo phao cho học sinh qua sông.", ["phát: lead changed Công an xã > Trạm Y tế"]),
        (HEADED.replace("qua sông.\n", "qua sông.\n- Sửa bến đò Cái Tắc bị sạt lở.\n"),
         ["bến: added ∅ > Sửa bến đò Cái Tắc bị sạt lở."]),
        (HEADED.replace("- Kiểm tra các bến đò trước mùa mưa bão.\n", ""),
         ["tra: removed Kiểm tra các bến đò trước mùa mưa bão. > ∅"]),
    ],
)  # fmt: skip
def test_body_as_heading(new: str, expected: list[str]) -> None:
    assert of_tasks(compared(paper(HEADED), paper(new))) == expected


def test_task_of_a_new_section() -> None:
    new = f"1. {BOATS}\n2. Hội Nông dân tổ chức lớp dạy bơi trước ngày 30/6/2023."
    found = compared(paper(f"1. {BOATS}"), paper(new))
    assert found.counts == {"section": {"added": 1}, "assignment": {"added": 1}, "deadline": {"added": 1}}
    assert {change.new.section for change in found.changes if change.new} == {"I/2"}
    assert {(change.task or "")[:12] for change in found.changes[1:]} == {"Hội Nông dân"}
    assert {name for change in found.changes for name in change.agencies} == {"Hội Nông dân"}


HEAD = "| STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm |\n|---|---|---|---|---|---|"
ROWS = [
    "Rà soát bến đò ngang | Công an xã | Trạm Y tế | Quý I/2023 | Danh sách |",
    "Mua áo phao cho học sinh | Đoàn Thanh niên | Hội Nông dân | Tháng 5/2023 | Áo phao |",
    "Dạy bơi miễn phí | Trường THCS | Hội Nông dân | Quý III/2023 | Lớp học |",
]


def table(*rows: str) -> str:
    lines = "\n".join(f"| {number} | {row}" for number, row in enumerate(rows, 1))
    return paper(f"1. Các việc theo phụ lục.\n\nPHỤ LỤC\n{HEAD}\n{lines}", closing="")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ROWS, []),
        ([ROWS[2], ROWS[0], ROWS[1]], []),
        ([*ROWS[:2], ROWS[2].replace("Trường THCS", "Trạm Y tế")], ["lead changed Trường THCS > Trạm Y tế"]),
        ([ROWS[2].replace("Trường THCS", "Trạm Y tế"), *ROWS[:2]], ["lead changed Trường THCS > Trạm Y tế"]),
        ([ROWS[0], ROWS[2]], ["removed Mua áo phao cho học sinh > ∅", "removed 2023-05-01/2023-05-31 > ∅"]),
        ([*ROWS, "Sửa cầu ván | Công an xã | Hội Nông dân | Tháng 8/2023 | Cầu |"],
         ["added ∅ > Sửa cầu ván", "added ∅ > 2023-08-01/2023-08-31"]),
        ([ROWS[0], ROWS[1].replace("Tháng 5", "Tháng 6"), ROWS[2]],
         ["changed 2023-05-01/2023-05-31 > 2023-06-01/2023-06-30 (+30)"]),
        pytest.param([*ROWS[:2], ROWS[2].replace("Lớp học", "Chứng nhận")],
                     ["product changed Lớp học > Chứng nhận"]),
    ],
)  # fmt: skip
def test_rows_of_tables(rows: list[str], expected: list[str]) -> None:
    assert [told(change) for change in compared(table(*ROWS), table(*rows)).changes] == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("120", "120", []),
        ("120 triệu", "150 triệu", [("120", "150")]),
        # the number of the next row is none of a row's words, but its last cell is
        pytest.param("120", "150", [("120", "150")]),
    ],
)  # fmt: skip
def test_last_cell_of_a_row(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    head = HEAD.replace("Sản phẩm", "Kinh phí")
    first, second = (
        table(*(row.replace("Áo phao", money) for row in ROWS)).replace(HEAD, head) for money in (old, new)
    )
    edits = [edit for change in compared(first, second).changes for edit in change.edits]
    assert [(edit.old.text, edit.new.text) for edit in edits] == expected


# --- By when ------------------------------------------------------------------------------------------------

SAME, YEAR_ON, TWO_YEARS_ON = 2023, 2024, 2025
REPAIRED, REPORTED = "Công an xã hoàn thành việc sửa bến đò", "Công an xã báo cáo kết quả kiểm tra"


@pytest.mark.parametrize(
    ("old", "new", "year", "expected"),
    [
        ("trước ngày 05/7/2023", "trước ngày 5 tháng 7 năm 2023", SAME, []),
        ("trước ngày 30/6/2023", "trước ngày 15/7/2023", SAME, ["changed ../2023-06-30 > ../2023-07-15 (+15)"]),
        ("trước ngày 30/6/2023", "đến hết ngày 30/6/2023", SAME,
         ["inclusive changed ../2023-06-30 > ../2023-06-30"]),
        ("trong Quý II năm 2023", "trong tháng 6 năm 2023", SAME,
         ["changed 2023-04-01/2023-06-30 > 2023-06-01/2023-06-30 (+0)"]),
        # the year of the plans between them, or one year, is no news
        ("trước ngày 30/6/2023", "trước ngày 30/6/2024", YEAR_ON, ["rolled-over ../2023-06-30 > ../2024-06-30"]),
        ("trước ngày 30/6", "trước ngày 30/6", YEAR_ON, ["rolled-over ../2023-06-30 > ../2024-06-30"]),
        ("trước ngày 30/6/2026", "trước ngày 30/6/2028", TWO_YEARS_ON,
         ["rolled-over ../2026-06-30 > ../2028-06-30"]),
        ("trước ngày 30/6/2026", "trước ngày 30/6/2027", TWO_YEARS_ON,
         ["rolled-over ../2026-06-30 > ../2027-06-30"]),
        ("từ ngày 01/3/2023 đến ngày 31/3/2023", "từ ngày 01/3/2024 đến ngày 31/3/2024", YEAR_ON,
         ["rolled-over 2023-03-01/2023-03-31 > 2024-03-01/2024-03-31"]),
        ("trước ngày 30/6/2026", "trước ngày 30/6/2026", YEAR_ON, []),
        # days are what is beyond the years
        ("trước ngày 30/6/2023", "trước ngày 15/6/2024", YEAR_ON, ["changed ../2023-06-30 > ../2024-06-15 (-15)"]),
        ("trước ngày 30/6/2026", "trước ngày 30/6/2028", YEAR_ON,
         ["changed ../2026-06-30 > ../2028-06-30 (+366)"]),
        # the end of February
        ("trước ngày 28/02/2023", "trước ngày 29/02/2024", YEAR_ON,
         ["rolled-over ../2023-02-28 > ../2024-02-29"]),
        ("trước ngày 28/02/2023", "trước ngày 28/02/2024", YEAR_ON,
         ["rolled-over ../2023-02-28 > ../2024-02-28"]),
        ("trong tháng 02/2023", "trong tháng 02/2024", YEAR_ON,
         ["rolled-over 2023-02-01/2023-02-28 > 2024-02-01/2024-02-29"]),
        ("trước ngày 29/02/2024", "trước ngày 28/02/2026", TWO_YEARS_ON,
         ["rolled-over ../2024-02-29 > ../2026-02-28"]),
        ("trước ngày 29/02/2024", "trước ngày 05/3/2025", YEAR_ON,
         ["changed ../2024-02-29 > ../2025-03-05 (+5)"]),
        ("trước ngày 28/02/2024", "trước ngày 27/02/2024", SAME, ["changed ../2024-02-28 > ../2024-02-27 (-1)"]),
        pytest.param("trước ngày 28/02/2024", "trước ngày 29/02/2024", SAME,
                     ["changed ../2024-02-28 > ../2024-02-29 (+1)"]),
        # recurring, relative
        ("trước ngày 15 hằng tháng", "trước ngày 15 hàng tháng", SAME, []),
        ("trước ngày 15 hằng tháng", "trước ngày 15 hằng tháng", YEAR_ON, []),
        ("trước ngày 15 hằng tháng", "trước ngày 20 hằng tháng", SAME,
         ["changed FREQ=MONTHLY;BYMONTHDAY=15 > FREQ=MONTHLY;BYMONTHDAY=20"]),
        ("hằng tháng", "hằng quý", SAME, ["changed FREQ=MONTHLY > FREQ=MONTHLY;INTERVAL=3"]),
        ("chậm nhất 05 ngày sau khi nghiệm thu", "chậm nhất 5 ngày sau khi nghiệm thu", SAME, []),
        ("chậm nhất 05 ngày sau khi nghiệm thu", "chậm nhất 10 ngày sau khi nghiệm thu", SAME,
         ["changed chậm nhất 05 ngày sau khi nghiệm thu > chậm nhất 10 ngày sau khi nghiệm thu"]),
        # come and gone
        ("", "trước ngày 15/7/2023", SAME, ["added ∅ > ../2023-07-15"]),
        ("trước ngày 15/7/2023", "", SAME, ["removed ../2023-07-15 > ∅"]),
        # the same words in a later plan say the same
        pytest.param("trước ngày 30/6/2023", "trước ngày 30/6/2023", YEAR_ON, []),
    ],
)  # fmt: skip
def test_deadlines(old: str, new: str, year: int, expected: list[str]) -> None:
    first, second = (f"1. {REPORTED if 'hằng' in old else REPAIRED} {when}." for when in (old, new))
    assert told_of("deadline", compared(paper(first), paper(second, year))) == expected


@pytest.mark.parametrize(
    ("old", "new", "year", "expected"),
    [
        ("Đợt 1 từ 01/3/2023 đến 31/3/2023; đợt 2 trước 30/9/2023; tổng kết trước 15/12/2023.",
         "Đợt 1 từ 01/3/2024 đến 31/3/2024; đợt 2 trước 15/10/2024; tổng kết trước 15/12/2024.", YEAR_ON,
         ["rolled-over", "changed +15", "rolled-over"]),
        # each a year later, not one that stayed and one that jumped
        ("Cắm biển xong tháng 12/2023; sửa bến xong tháng 12/2024.",
         "Cắm biển xong tháng 12/2024; sửa bến xong tháng 12/2025.", YEAR_ON, ["rolled-over", "rolled-over"]),
        ("Đợt 1 trước 15/6/2023; đợt 2 trước 30/9/2023.",
         "Đợt 1 trước 15/6/2023; đợt 2 trước 30/9/2023; đợt 3 trước 30/11/2023.", SAME, ["added"]),
        ("Đợt 1 trước 15/6/2023; đợt 2 trước 30/9/2023.", "Đợt 1 trước 15/6/2023.", SAME, ["removed"]),
        pytest.param("Đợt 1 xong trước 15/6/2023; đợt 2 xong trước 30/9/2023.",
                     "Đợt 1 xong trước 30/9/2023; đợt 2 xong trước 15/6/2023.", SAME,
                     ["changed +107", "changed -107"]),
    ],
)  # fmt: skip
def test_several_deadlines_of_one_sentence(old: str, new: str, year: int, expected: list[str]) -> None:
    found = compared(paper(f"1. {old}"), paper(f"1. {new}", year))
    changes = [change for change in found.changes if change.subject == "deadline"]
    assert [f"{c.kind} {c.days:+}" if c.days else c.kind for c in changes] == expected


LATER = BOATS.replace("đò.", "đò trước ngày 30/7/2023.")


def test_lead_and_deadline_of_one_task_are_two_changes() -> None:
    old = LATER.replace("30/7", "30/6").replace("Công an xã", "Trạm Y tế")
    assert [told(change) for change in compared(paper(f"1. {old}"), paper(f"1. {LATER}")).changes] == [
        "lead changed Trạm Y tế > Công an xã",
        "changed ../2023-06-30 > ../2023-07-30 (+30)",
    ]


def test_deadline_of_a_sentence_that_is_a_task_in_one_plan_alone() -> None:
    old = "1. Công an xã sửa bến đò Cái Tắc trước ngày 30/6/2023."
    new = "1. Đoàn Thanh niên sửa bến đò Cái Tắc trước ngày 30/7/2023."
    changes = [change for change in compared(paper(old), paper(new)).changes if change.subject == "deadline"]
    assert [told(change) for change in changes] == ["changed ../2023-06-30 > ../2023-07-30 (+30)"]


# --- By which documents -------------------------------------------------------------------------------------

LAW = "Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020"
DECREE = "Nghị định số 08/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ về bảo vệ môi trường"
NEW_DECREE = "Nghị định số 05/2025/NĐ-CP ngày 06 tháng 01 năm 2025 của Chính phủ về bảo vệ môi trường"
PLAN = "Kế hoạch số 112/KH-UBND ngày 05 tháng 01 năm 2023 của UBND huyện về thu gom rác nhựa năm 2023"
NEXT_PLAN = "Kế hoạch số 87/KH-UBND ngày 08 tháng 01 năm 2024 của UBND huyện về thu gom rác nhựa năm 2024"
ORDER = "Chỉ thị số 33/CT-TTg ngày 20 tháng 8 năm 2020 của Thủ tướng Chính phủ về quản lý rác thải nhựa"


def ids(change: Change) -> str:
    what = change.kind if change.field is None else f"{change.field} {change.kind}"
    sides = [f"{s.id} {s.value or ''}".strip() if s else "∅" for s in (change.old, change.new)]
    return f"{what} {' > '.join(sides)}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([LAW, DECREE], [LAW, DECREE.replace("Nghị định số", "Nghị định").replace(" tháng 01 năm ", "/01/")], []),
        ([LAW, DECREE, PLAN], [LAW, DECREE, NEXT_PLAN], ["replaced 112/KH-UBND > 87/KH-UBND"]),
        ([LAW, DECREE], [LAW, NEW_DECREE], ["replaced 08/2022/NĐ-CP > 05/2025/NĐ-CP"]),
        ([LAW, DECREE, PLAN], [LAW, NEW_DECREE, NEXT_PLAN],
         ["replaced 08/2022/NĐ-CP > 05/2025/NĐ-CP", "replaced 112/KH-UBND > 87/KH-UBND"]),
        ([LAW], [LAW.replace("17 tháng 11 năm 2020", "23 tháng 6 năm 2014")],
         ["replaced Luật Bảo vệ môi trường > Luật Bảo vệ môi trường"]),
        ([LAW, DECREE], [LAW, DECREE, ORDER], ["added ∅ > 33/CT-TTg"]),
        ([LAW, DECREE], [LAW], ["removed 08/2022/NĐ-CP > ∅"]),
        # another document for another matter replaces nothing
        ([LAW, PLAN], [LAW, ORDER], ["removed 112/KH-UBND > ∅", "added ∅ > 33/CT-TTg"]),
        ([LAW, DECREE], [LAW, DECREE.replace("10 tháng 01", "01 tháng 10")],
         ["date changed 08/2022/NĐ-CP 2022-01-10 > 08/2022/NĐ-CP 2022-10-01"]),
        # in another order
        (["Nghị định 08/2022/NĐ-CP", "Nghị định 45/2022/NĐ-CP"],
         ["Nghị định 45/2022/NĐ-CP", "Nghị định 08/2022/NĐ-CP"], []),
        pytest.param([LAW, DECREE, PLAN], [PLAN, LAW, DECREE], []),
        # the same law, its date left out
        pytest.param([LAW, DECREE], ["Luật Bảo vệ môi trường", DECREE], []),
    ],
)  # fmt: skip
def test_references(old: list[str], new: list[str], expected: list[str]) -> None:
    found = compared(paper(basis=tuple(old)), paper(basis=tuple(new)))
    assert [change.subject for change in found.changes] == ["reference"] * len(found.changes)
    assert sorted(map(ids, found.changes)) == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Phạt theo Điều 25 Nghị định số 45/2022/NĐ-CP.", "Phạt theo Điều 26 Nghị định số 45/2022/NĐ-CP.",
         ["provision changed 45/2022/NĐ-CP Điều 25 > 45/2022/NĐ-CP Điều 26"]),
        # what stays in the basis is still cited
        ("Làm theo Nghị định số 08/2022/NĐ-CP ở các chợ.", "Làm theo quy định ở các chợ.",
         ["text reworded I/1 > I/1"]),
        ("Làm theo Nghị định số 45/2022/NĐ-CP ở các chợ.", "Làm theo quy định ở các chợ.",
         ["removed 45/2022/NĐ-CP > ∅", "text reworded I/1 > I/1"]),
        # cited at another place
        ("Giảm túi ni lông ở các chợ theo Chỉ thị số 33/CT-TTg.\n2. Cắm biển cấm đổ rác ở các bến đò.",
         "Giảm túi ni lông ở các chợ.\n2. Cắm biển cấm đổ rác ở các bến đò theo Chỉ thị số 33/CT-TTg.", []),
    ],
)  # fmt: skip
def test_documents_cited_in_sections(old: str, new: str, expected: list[str]) -> None:
    found = compared(paper(f"1. {old}", basis=(DECREE,)), paper(f"1. {new}", basis=(DECREE,)))
    assert sorted(map(ids, found.changes)) == expected


def test_document_named_in_the_title_of_another() -> None:
    detailed = DECREE.replace("về bảo", "quy định chi tiết một số điều của Luật Bảo")
    found = compared(paper(basis=(LAW, detailed)), paper(basis=(detailed,)))
    assert [change for change in found.changes if change.subject == "reference"] == []
