"""Which section of one plan is which of the other: what came, went, moved, was split or merged.

An outline is written as one line: bars are line breaks, `{sông}` is a sentence below. What is expected is written
as `added II/2`, `moved I/2 > II/1`, `split 1 > 1 + 2`, `merged 1 + 2 > 1`, `reworded I/2 các > mọi`.
"""

from __future__ import annotations

from typing import Any

import pytest

import khparse
from khparse.compare.models import Change, PlanDiff

SENTENCES = {
    "sông": "Phát động tuần lễ thu gom rác trên bờ sông.",
    "thùng": "Lắp thùng rác phân loại tại các khu dân cư.",
    "học": "Tập huấn phân loại rác cho hội viên phụ nữ.",
    "tranh": "Vẽ tranh tường tuyên truyền ở nhà văn hóa.",
    "tiền": "Kinh phí lấy từ ngân sách và nguồn xã hội hóa.",
    "chợ": "Giảm lượng rác thải nhựa ở chợ và trường học.",
    "họp": "Họp định kỳ với các ấp.",
}
PLAN = "I. VIỆC | 1. {sông} | 2. {thùng} | 3. {học} | II. KINH PHÍ | 1. {tiền} | 2. {chợ}"


def text(outline: str) -> str:
    return outline.format_map(SENTENCES).replace(" | ", "\n")


def compared(old: str, new: str) -> PlanDiff:
    return khparse.diff(khparse.parse(text(old)), khparse.parse(text(new)), by="syllable")


def told(change: Change) -> str:
    old, new = (side.id if side else None for side in (change.old, change.new))
    if change.subject != "section":
        return f"{change.subject} {change.kind}"
    if change.kind in ("added", "removed"):
        return f"{change.kind} {new or old}"
    if change.kind == "moved":
        return f"moved {old} > {new}"
    if change.kind == "split":
        return f"split {old} > {' + '.join(change.parts)}"
    if change.kind == "merged":
        return f"merged {' + '.join(change.parts)} > {new}"
    assert change.old and change.new
    return f"{change.kind} {new} {change.old.text or '∅'} > {change.new.text or '∅'}"


def all_told(found: PlanDiff) -> list[str]:
    return sorted(map(told, found.changes))


def rows(*found: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("old", "new", "expected"), found)


def assert_told(old: str, new: str, expected: str) -> None:
    assert all_told(compared(old, new)) == sorted(filter(None, expected.split("; ")))


# --- Nothing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "new",
    [
        PLAN,
        # labels of another kind, or counted otherwise
        PLAN.replace("1. {sông} | 2. {thùng} | 3. {học}", "a) {sông} | b) {thùng} | c) {học}"),
        PLAN.replace("1. {sông} | 2. {thùng} | 3. {học}", "- {sông} | - {thùng} | - {học}"),
        PLAN.replace("1. {sông} | 2. {thùng} | 3. {học}", "1.1. {sông} | 1.2. {thùng} | 1.3. {học}"),
        PLAN.replace("II. KINH", "III. KINH"),
        PLAN.replace("I. VIỆC", "A. VIỆC").replace("II. KINH", "B. KINH"),
        PLAN.replace("I. VIỆC", "Phần I. VIỆC").replace("II. KINH", "Phần II. KINH"),
        PLAN.replace("2. {chợ}", "9. {chợ}"),
        # letters, marks, blanks
        PLAN.replace("KINH PHÍ", "Kinh phí"),
        PLAN.replace("I. VIỆC", "I. VIỆC:"),
        PLAN.replace("{sông}", "Phát  động tuần lễ thu gom rác; trên bờ sông"),
        PLAN.replace("{tiền}", "Kinh phí lấy từ ngân sách và nguồn xã hội hoá."),
    ],
)
def test_renumbering_and_respelling_are_nothing(new: str) -> None:
    assert all_told(compared(PLAN, new)) == all_told(compared(new, PLAN)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I. KINH PHÍ | 1. {tiền} | II. VIỆC | 1. {sông}", "I. KINH PHÍ | {tiền} | II. VIỆC | 1. {sông}"),
        ("I. KINH PHÍ | - {tiền} | II. VIỆC | - {sông}", "I. KINH PHÍ | {tiền} | II. VIỆC | {sông}"),
        pytest.param(
            "I. VIỆC | 1. {sông} | 2. {thùng}", "I. VIỆC | {sông} | {thùng}"
        ),
    ],
)  # fmt: skip
def test_a_label_that_came_or_went_is_nothing(old: str, new: str) -> None:
    assert all_told(compared(old, new)) == all_told(compared(new, old)) == []


# --- Coming and going ---------------------------------------------------------------------------------------


@rows(
    (PLAN, PLAN.replace("2. {thùng} | 3. {học}", "2. {học}"), "removed I/2"),
    (PLAN, PLAN.replace("3. {học}", "3. {tranh} | 4. {học}"), "added I/3"),
    (PLAN, PLAN.replace("{thùng}", "{tranh}"), "added I/2; removed I/2"),
    (PLAN, f"{PLAN} | 3. {{tranh}}", "added II/3"),
    # a section with what is below it is one change
    (PLAN, f"{PLAN} | III. TUYÊN TRUYỀN | 1. {{tranh}} | 2. {{họp}}", "added III"),
    (PLAN, "I. KINH PHÍ | 1. {tiền} | 2. {chợ}", "removed I"),
    (PLAN, "I. VIỆC | 1. {sông} | 2. {thùng} | 3. {học}", "removed II"),
    # articles
    ("Điều 1. Phạm vi | {sông} | Điều 2. Kinh phí | {tiền}",
     "Điều 1. Phạm vi | {sông} | Điều 2. Đối tượng | {chợ} | Điều 3. Kinh phí | {tiền}", "added Điều 2"),
    # short ones are known by their place
    ("I. VIỆC | 1. Họp. | 2. Tổng kết.", "I. VIỆC | 1. Họp. | 2. Báo cáo. | 3. Tổng kết.", "added I/2"),
    # nothing in common
    ("I. VIỆC | 1. {học} | 2. {sông}", "I. KHÁC | 1. {tiền} | 2. {chợ}", "removed I; added I"),
)  # fmt: skip
def test_added_and_removed(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


@rows(
    ("", "", ""),
    ("", "1. {sông} | 2. {thùng}", "added 1; added 2"),
    ("", "I. VIỆC | 1. {sông} | 2. {thùng}", "added I"),
    ("1. {sông} | 2. {thùng}", "", "removed 1; removed 2"),
    # without headings
    ("{sông} | {thùng}", "{sông} |  | {thùng}", ""),
    ("{sông} | {thùng}", "{sông} {thùng}", ""),
    ("{sông} | {học}", "{sông}", "reworded  Tập huấn phân loại rác cho hội viên phụ nữ > ∅"),
    ("", "{sông}", "reworded  ∅ > Phát động tuần lễ thu gom rác trên bờ sông"),
)
def test_little_or_nothing(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


# --- Moving -------------------------------------------------------------------------------------------------


@rows(
    # among siblings: of those in another order as few as possible
    (PLAN, PLAN.replace("1. {sông} | 2. {thùng}", "1. {thùng} | 2. {sông}"), "moved I/1 > I/2"),
    (PLAN, PLAN.replace("1. {sông} | 2. {thùng} | 3. {học}", "1. {thùng} | 2. {học} | 3. {sông}"),
     "moved I/1 > I/3"),
    (PLAN, PLAN.replace("1. {sông} | 2. {thùng} | 3. {học}", "1. {học} | 2. {sông} | 3. {thùng}"),
     "moved I/3 > I/1"),
    ("1. {sông} | 2. {thùng} | 3. {học}", "1. {học} | 2. {thùng} | 3. {sông}",
     "moved 1 > 3; moved 2 > 2"),
    ("I. VIỆC | 1. Họp. | 2. Báo cáo. | 3. Tổng kết.", "I. VIỆC | 1. Họp. | 2. Tổng kết. | 3. Báo cáo.",
     "moved I/2 > I/3"),
    # with all that is below it
    (PLAN, "I. KINH PHÍ | 1. {tiền} | 2. {chợ} | II. VIỆC | 1. {sông} | 2. {thùng} | 3. {học}",
     "moved I > II"),
    ("I. VIỆC | 1. Đợt một | a) {sông} | b) {thùng} | 2. {học} | II. KHÁC | 1. {tiền}",
     "I. VIỆC | 1. {học} | II. KHÁC | 1. {tiền} | 2. Đợt một | a) {sông} | b) {thùng}",
     "moved I/1 > II/2"),
    # to another parent
    (PLAN, "I. VIỆC | 1. {sông} | 2. {học} | II. KINH PHÍ | 1. {tiền} | 2. {thùng} | 3. {chợ}",
     "moved I/2 > II/2"),
    (PLAN, "I. VIỆC | 1. {sông} | 2. {thùng} | 3. {học} | 4. {chợ} | II. KINH PHÍ | 1. {tiền}",
     "moved II/2 > I/4"),
    # to another level
    ("I. VIỆC | 1. {học} | 2. Kinh phí | a) {tiền} | b) {chợ}",
     "I. VIỆC | 1. {học} | II. KINH PHÍ | 1. {tiền} | 2. {chợ}", "moved I/2 > II"),
    ("I. VIỆC | 1. {học} | II. KINH PHÍ | 1. {tiền} | 2. {chợ}",
     "I. VIỆC | 1. {học} | 2. Kinh phí | a) {tiền} | b) {chợ}", "moved II > I/2"),
    # moved and reworded are two changes
    ("I. VIỆC | 1. {sông} | 2. {thùng} | II. KHÁC | 1. {tiền}",
     "I. VIỆC | 1. {sông} | II. KHÁC | 1. {tiền} | 2. Lắp thùng rác phân loại tại mọi khu dân cư.",
     "moved I/2 > II/2; reworded II/2 các > mọi"),
    # a few words are not known again elsewhere
    ("I. VIỆC | 1. Họp ấp. | 2. {sông} | II. KHÁC | 1. {tiền}",
     "I. VIỆC | 1. {sông} | II. KHÁC | 1. {tiền} | 2. Họp ấp.", "removed I/1; added II/2"),
)  # fmt: skip
def test_moved(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


# --- Splitting and merging ----------------------------------------------------------------------------------

SPLITS = [
    ("1. {sông} {thùng} | 2. {học}", "1. {sông} | 2. {thùng} | 3. {học}", "1", "1 + 2"),
    ("1. {sông} {thùng} {tranh} | 2. {học}", "1. {sông} | 2. {thùng} | 3. {tranh} | 4. {học}",
     "1", "1 + 2 + 3"),
    ("I. VIỆC | - {học} | - {sông} {thùng}", "I. VIỆC | - {học} | - {sông} | - {thùng}",
     "I/-2", "I/-2 + I/-3"),
    # a section whose sections went into two
    ("I. VIỆC | 1. {sông} | 2. {thùng} | 3. {học} | 4. {tranh} | II. KINH PHÍ | 1. {tiền}",
     "I. VIỆC | 1. {sông} | 2. {thùng} | II. TUYÊN TRUYỀN | 1. {học} | 2. {tranh} | III. KINH PHÍ | 1. {tiền}",
     "I", "I + II"),
    ("I. VIỆC | 1. Đợt một | a) {sông} | b) {thùng} | c) {học} | d) {tranh} | 2. {tiền}",
     "I. VIỆC | 1. Đợt một | a) {sông} | b) {thùng} | 2. Đợt hai | a) {học} | b) {tranh} | 3. {tiền}",
     "I/1", "I/1 + I/2"),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "parts", "one", "several"), SPLITS)
def test_split(whole: str, parts: str, one: str, several: str) -> None:
    assert_told(whole, parts, f"split {one} > {several}")


@pytest.mark.parametrize(("whole", "parts", "one", "several"), SPLITS)
def test_merged(whole: str, parts: str, one: str, several: str) -> None:
    assert_told(parts, whole, f"merged {several} > {one}")


@rows(
    # sections put below a new one: the one above has an inner division more
    ("I. VIỆC | 1. {sông} | 2. {thùng} | 3. {học}", "I. VIỆC | 1. {sông} | 2. {thùng} | 3. Lớp học | a) {học}",
     "split I > I + I/3"),
    pytest.param(
        "I. VIỆC | 1. {sông} | 2. {thùng} | 3. {học} | 4. {tranh}",
        "I. VIỆC | 1. Việc chung | a) {sông} | b) {thùng} | 2. Tuyên truyền | a) {học} | b) {tranh}",
        "split I > I + I/1 + I/2"
    ),
)  # fmt: skip
def test_divided_below(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


@rows(
    # new sentences of a section are its rewording, no part that was merged
    ("1. {sông} | 2. {học}", "1. {sông} {thùng} | 2. {học}",
     "reworded 1 ∅ > Lắp thùng rác phân loại tại các khu dân cư"),
    # a section that repeats what another still says is new
    ("1. {sông} | 2. {học}", "1. {sông} | 2. {học} | 3. {sông}", "added 3"),
)  # fmt: skip
def test_neither_split_nor_merged(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


# --- The same several times ---------------------------------------------------------------------------------


@rows(
    ("I. A | - {họp} | - {họp} | - {sông}", "I. A | - {họp} | - {họp} | - {sông}", ""),
    ("I. A | - {họp} | - {họp} | - {sông}", "I. A | - {họp} | - {sông}", "removed I/-2"),
    ("I. A | - {họp} | - {sông}", "I. A | - {họp} | - {sông} | - {họp}", "added I/-3"),
    ("I. A | - {họp} | II. B | - {họp} | - {sông}", "I. A | - {họp} | II. B | - {họp} | - {sông}", ""),
    ("I. A | - {họp} | - {học} | II. B | - {họp} | - {sông}", "I. A | - {học} | II. B | - {họp} | - {sông}",
     "removed I/-1"),
    # one heading in several places
    ("I. VIỆC XUÂN | 1. Kinh phí | - {tiền} | II. VIỆC HÈ | 1. Kinh phí | - {chợ}",
     "I. VIỆC XUÂN | 1. Kinh phí | - {tiền} | II. VIỆC HÈ | 1. Nhân lực | - {học} | 2. Kinh phí | - {chợ}",
     "added II/1"),
    ("I. VIỆC XUÂN | 1. Kinh phí | - {tiền} | II. VIỆC HÈ | 1. Kinh phí | - {chợ}",
     "I. VIỆC HÈ | 1. Kinh phí | - {chợ}", "removed I"),
)  # fmt: skip
def test_repeated(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


# --- Words --------------------------------------------------------------------------------------------------


@rows(
    (PLAN, PLAN.replace("KINH PHÍ", "KINH PHÍ, NHÂN LỰC"), "reworded II ∅ > NHÂN LỰC"),
    (PLAN, PLAN.replace("{thùng}", "Lắp thùng rác phân loại tại mọi khu dân cư."), "reworded I/2 các > mọi"),
    (PLAN, PLAN.replace("I. VIỆC |", "I. VIỆC | Các việc sau: |"), "reworded I ∅ > Các việc sau"),
    ("I. VIỆC NĂM 2023 | 1. {học}", "I. VIỆC NĂM 2024 | 1. {học}", "rolled-over I 2023 > 2024"),
    ("I. VIỆC NĂM 2023 | 1. {học}", "I. VIỆC NĂM 2019 | 1. {học}", "reworded I 2023 > 2019"),
)
def test_reworded(old: str, new: str, expected: str) -> None:
    assert_told(old, new, expected)


# --- Pairs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # what went stands behind its neighbour, what came in its place
        ("1. {sông} | 2. {thùng} | 3. {học}", "1. {sông} | 2. {học} | 3. {tranh}",
         "1 = 1, 2 = -, 3 = 2 renumbered, - = 3"),
        ("1. {sông} | 2. {thùng}", "1. {thùng} | 2. {sông}", "2 = 1 renumbered, 1 = 2 moved"),
        ("1. {sông} {thùng} | 2. {học}", "1. {sông} | 2. {thùng} | 3. {học}",
         "1 = 1+2 renumbered, 2 = 3 renumbered"),
        ("1. {sông} | 2. {thùng} | 3. {học}", "1. {sông} {thùng} | 2. {học}",
         "1+2 = 1 renumbered, 3 = 2 renumbered"),
        ("I. A | 1. {sông}", "II. A | a) {sông}", "I = II renumbered, I/1 = II/a renumbered"),
        ("I. A | 1. {sông}", "", "I = -, I/1 = -"),
    ],
)  # fmt: skip
def test_pairs(old: str, new: str, expected: str) -> None:
    preamble, *pairs = compared(old, new).sections
    shown = [
        " = ".join("+".join(side) or "-" for side in (pair.old, pair.new))
        + " renumbered" * pair.renumbered
        + " moved" * pair.moved
        for pair in pairs
    ]
    assert (preamble.old, preamble.new, ", ".join(shown)) == ([""], [""], expected)
