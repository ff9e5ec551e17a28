"""Choosing changes: by what they are about, by what happened, and by agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache

import pytest

import khparse
from khparse.compare.models import PlanDiff, Subject
from khparse.compare.selection import Ignored, chosen
from khparse.models import Plan

OLD = """UBND TỈNH LÀO CAI
SỞ GIAO THÔNG VẬN TẢI
Số: 12/KH-SGTVT

Lào Cai, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
An toàn đường thủy năm 2024

Căn cứ Luật Giao thông đường thủy nội địa ngày 15 tháng 6 năm 2004;
Căn cứ Kế hoạch số 3/KH-UBND ngày 02 tháng 01 năm 2024 của UBND tỉnh về an toàn đường thủy năm 2024;
I. NHIỆM VỤ
1. Sở Giao thông vận tải chủ trì, phối hợp với Công an tỉnh kiểm tra các bến đò trước ngày 30/6/2024.
2. Sở Y tế chủ trì, phối hợp với Đoàn Thanh niên tập huấn sơ cứu cho chủ đò trước ngày 30/9/2024.
3. Công an tỉnh chủ trì tuần tra ban đêm trên các đoạn sông hẹp.
II. KINH PHÍ
1. Kinh phí lấy từ ngân sách và nguồn xã hội hóa.

Nơi nhận:
- UBND tỉnh;
- Sở Y tế;
- Lưu: VT.

GIÁM ĐỐC
Trần Văn An
"""
NEW = """UBND TỈNH LÀO CAI
SỞ XÂY DỰNG
Số: 21/KH-SXD

Lào Cai, ngày 12 tháng 01 năm 2025

KẾ HOẠCH
An toàn đường thủy năm 2025

Căn cứ Luật Giao thông đường thủy nội địa ngày 15 tháng 6 năm 2004;
Căn cứ Kế hoạch số 8/KH-UBND ngày 03 tháng 01 năm 2025 của UBND tỉnh về an toàn đường thủy năm 2025;
I. NHIỆM VỤ
1. Sở Xây dựng chủ trì, phối hợp với Công an tỉnh kiểm tra các bến đò trước ngày 30/6/2025.
2. Sở Y tế chủ trì, phối hợp với Hội Nông dân tập huấn sơ cứu cho chủ đò trước ngày 15/10/2025.
II. KINH PHÍ
1. Kinh phí lấy từ ngân sách và mọi nguồn xã hội hóa.
2. Công an tỉnh chủ trì tuần tra ban đêm trên các đoạn sông hẹp.

Nơi nhận:
- UBND tỉnh;
- Sở Tài chính;
- Lưu: VT.

GIÁM ĐỐC
Lê Thị Bình
"""


@cache
def compared() -> tuple[PlanDiff, Plan]:
    old, new = khparse.parse(OLD), khparse.parse(NEW)
    return khparse.diff(old, new, by="syllable"), new


def left(
    only: Collection[Subject] = (), ignore: Collection[Ignored] = (), agency: str | None = None
) -> list[str]:
    """What is left, as `subject kind` or `subject field kind`."""
    found, new = compared()
    changes = chosen(found, new, only, ignore, agency).changes
    return [" ".join(filter(None, (c.subject, c.field, c.kind))) for c in changes]


ALL = [
    "metadata issuer succeeded", "metadata number changed", "metadata date changed",
    "metadata subject rolled-over", "section moved", "section text reworded", "reference replaced",
    "assignment lead succeeded", "assignment support changed", "deadline rolled-over", "deadline changed",
    "recipient removed", "recipient added", "signature name changed",
]  # fmt: skip


def without(*gone: str) -> list[str]:
    return [what for what in ALL if what not in gone]


def test_all() -> None:
    assert sorted(left()) == sorted(ALL)


@pytest.mark.parametrize(
    "only", ["metadata", "section", "reference", "assignment", "deadline", "recipient", "signature"]
)
def test_only_one_subject(only: Subject) -> None:
    assert sorted(left(only=[only])) == sorted(what for what in ALL if what.split()[0] == only)


def test_only_several_subjects() -> None:
    assert sorted(left(only=["reference", "signature"])) == ["reference replaced", "signature name changed"]


@pytest.mark.parametrize(
    ("ignore", "gone"),
    [
        ("rollover", ["metadata subject rolled-over", "deadline rolled-over"]),
        ("wording", ["section text reworded"]),
        ("moves", ["section moved"]),
        ("succession", ["metadata issuer succeeded", "assignment lead succeeded"]),
        ("identity", ["metadata number changed", "metadata date changed"]),
    ],
)
def test_ignored(ignore: Ignored, gone: list[str]) -> None:
    assert sorted(left(ignore=[ignore])) == sorted(without(*gone))


def test_only_and_ignored() -> None:
    assert left(only=["deadline"], ignore=["rollover"]) == ["deadline changed"]
    everything: list[Ignored] = ["rollover", "wording", "moves", "succession", "identity"]
    assert left(only=["metadata"], ignore=everything) == []


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        # in either plan, lead or support
        ("Hội Nông dân", ["assignment support changed", "deadline changed"]),
        ("Đoàn Thanh niên", ["assignment support changed"]),
        ("Sở Y tế", ["assignment support changed", "deadline changed", "recipient removed"]),
        ("Sở Tài chính", ["recipient added"]),
        # under any of its names
        ("SỞ Y TẾ", ["assignment support changed", "deadline changed", "recipient removed"]),
        ("SYT", ["assignment support changed", "deadline changed", "recipient removed"]),
        ("Công an tỉnh", ["assignment lead succeeded", "deadline rolled-over", "section moved"]),
        ("CA tỉnh", ["assignment lead succeeded", "deadline rolled-over", "section moved"]),
        # a body and the one that took over from it
        ("Sở Xây dựng", ["assignment lead succeeded", "deadline rolled-over", "metadata issuer succeeded"]),
        ("Sở Giao thông vận tải",
         ["assignment lead succeeded", "deadline rolled-over", "metadata issuer succeeded"]),
        # neither part of a name nor another body
        ("Sở", []),
        ("Sở Công Thương", []),
        ("UBND tỉnh", []),
        ("", []),
    ],
)  # fmt: skip
def test_agency(agency: str, expected: list[str]) -> None:
    assert sorted(left(agency=agency)) == expected


def test_agency_among_deadlines() -> None:
    assert left(only=["deadline"], agency="Sở Y tế") == ["deadline changed"]
    assert left(only=["deadline"], agency="Sở Xây dựng", ignore=["rollover"]) == []


def test_what_is_left_keeps_its_ids_and_order() -> None:
    found, new = compared()
    kept = chosen(found, new, only=["deadline", "section"])
    assert [c.id for c in kept.changes] == [
        c.id for c in found.changes if c.subject in ("deadline", "section")
    ]
    assert not kept.is_same
    assert (kept.old, kept.new, kept.years) == (found.old, found.new, found.years)


def test_counts_are_of_what_is_left() -> None:
    found, new = compared()
    kept = chosen(found, new, ignore=["rollover", "identity"])
    counted = Counter((change.subject, change.kind) for change in kept.changes)
    assert {(s, k): n for s, kinds in kept.counts.items() for k, n in kinds.items()} == counted
    assert "rolled-over" not in kept.counts["deadline"]


def test_edits_name_no_change_that_was_left_out() -> None:
    """The sections stay whole, so that a page can show both texts; only what they name goes."""
    found, new = compared()
    kept = chosen(found, new, ignore=["wording"])
    assert [(pair.old, pair.new) for pair in kept.sections] == [(p.old, p.new) for p in found.sections]
    named = {edit.change for pair in kept.sections for edit in pair.edits}
    assert named <= {None, *(change.id for change in kept.changes)}
    before = [edit.new.text for pair in found.sections for edit in pair.edits]
    assert [edit.new.text for pair in kept.sections for edit in pair.edits] == before


def test_the_comparison_itself_is_left_as_it_was() -> None:
    found, new = compared()
    before = found.to_json()
    chosen(found, new, only=["deadline"], ignore=["wording"], agency="Sở Y tế")
    assert found.to_json() == before


def test_nothing_left_is_no_difference() -> None:
    found, new = compared()
    kept = chosen(found, new, agency="Sở Công Thương")
    assert kept.is_same and kept.counts == {}
