"""What changed in the heads and closings of two plans: who issued it, who signed it, who gets it."""

from __future__ import annotations

import pytest

from test_diff_facts import CLOSING, compared, paper, told, told_of


@pytest.mark.parametrize(
    ("line", "other", "expected"),
    [
        ("- UBND huyện;", "- Ủy ban nhân dân huyện;", []),
        ("- UBND huyện;\n- Các ấp;", "- Các ấp;\n- UBND huyện;", []),
        ("- Các ấp;", "- Các ấp;\n- Trạm Y tế;", ["added ∅ > Trạm Y tế"]),
        ("- Các ấp;\n", "", ["removed Các ấp > ∅"]),
        ("- Các ấp;", "- Trưởng các ấp;", ["changed Các ấp > Trưởng các ấp"]),
        ("Lưu: VT.", "Lưu: VT, VHXH.", ["changed Lưu: VT > Lưu: VT, VHXH"]),
    ],
)
def test_recipients(line: str, other: str, expected: list[str]) -> None:
    assert told_of("recipient", compared(paper(), paper(closing=CLOSING.replace(line, other, 1)))) == expected


def test_successors_of_recipients() -> None:
    old, new = (CLOSING.replace("UBND huyện", body) for body in ("Sở Giao thông vận tải", "Sở Xây dựng"))
    (change,) = compared(paper(closing=old), paper(closing=new)).changes
    assert told(change) == "succeeded Sở Giao thông vận tải > Sở Xây dựng"
    assert change.source == "Nghị định 45/2025/NĐ-CP"


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (CLOSING.replace("Nguyễn Thị Mai", "NGUYỄN THỊ MAI"), []),
        (CLOSING.replace("Nguyễn Thị Mai", "Trần Văn Hòa"), ["name changed Nguyễn Thị Mai > Trần Văn Hòa"]),
        (CLOSING.replace("DÂN\nCHỦ TỊCH", "DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
         ["authority changed TM > KT", "position changed CHỦ TỊCH > PHÓ CHỦ TỊCH"]),
        (CLOSING.partition("TM.")[0],
         ["authority removed TM > ∅", "position removed CHỦ TỊCH > ∅", "name removed Nguyễn Thị Mai > ∅"]),
    ],
)  # fmt: skip
def test_signature(closing: str, expected: list[str]) -> None:
    assert told_of("signature", compared(paper(), paper(closing=closing))) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (paper(number="21"), ["number changed 15/KH-UBND > 21/KH-UBND"]),
        (paper(place="Tân Lập"), ["place changed Tân Mỹ > Tân Lập"]),
        (paper(issuer="ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP"),
         ["issuer changed Ủy ban nhân dân xã Tân Mỹ > Ủy ban nhân dân xã Tân Lập"]),
        (paper(subject="Phân loại rác năm {year}"),
         ["subject changed Thu gom rác ở chợ và bến đò năm 2023 > Phân loại rác năm 2023"]),
        (paper(year=2024),
         ["date changed 2023-01-10 > 2024-01-10",
          "subject rolled-over Thu gom rác ở chợ và bến đò năm 2023 > Thu gom rác ở chợ và bến đò năm 2024"]),
        (f"HỎA TỐC\n{paper()}", ["urgency added ∅ > HỎA TỐC"]),
        (paper(subject="THU GOM RÁC Ở CHỢ VÀ BẾN ĐÒ NĂM {year}"), []),
    ],
)  # fmt: skip
def test_metadata(other: str, expected: list[str]) -> None:
    assert sorted(told_of("metadata", compared(paper(), other))) == expected


def test_successor_of_the_issuer() -> None:
    old, new = (paper(issuer=f"TỈNH LÀO CAI\n{body}") for body in ("SỞ GIAO THÔNG VẬN TẢI", "SỞ XÂY DỰNG"))
    (change,) = compared(old, new).changes
    assert told(change) == "issuer succeeded Sở Giao thông vận tải > Sở Xây dựng"
    assert change.source == "Nghị định 45/2025/NĐ-CP"
