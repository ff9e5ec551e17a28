"""Paragraphs: how a text breaks its lines, and which lines go on with the one before.

Text of the wild is wrapped at any column, also inside names and bold marks; page breaks cut sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from khparse.document import Block
from khparse.layout.lines import MARKS, Line
from khparse.segment.labels import label_at

_CLOSED = (".", ";", ":", "!", "?", "…", "./", "/")
# No paragraph ends with one of these words, nor with "số" behind the type of a document ("Kế hoạch số").
_NEVER_LAST = frozenset("và của với các những tại theo từ cho trong bởi hoặc".split())
_NUMBERED = frozenset(
    "hoạch định thị báo tư văn bản quyết trình luận dẫn điện cáo luật lục mẫu biểu lệnh án".split()
)
# A wrapped line that ends with one of these goes on: a number behind it is no label ("cấp độ / 1. Cấp ngay").
_BEFORE_NUMBERS = frozenset(
    "độ khoản điều mục điểm cấp phần bước đoạn loại nhóm tháng ngày quý năm lần thứ là đến về mẫu biểu phòng"
    " tầng nhà đường".split()
)
# What opens a part of the page whatever stands before it, and what opens a paragraph behind a closed line.
_PARTS = (
    "nơi nhận", "nơi nhân", "nơi gửi", "kính gửi", "tm. ", "t/m ", "kt. ", "k/t ", "tl. ", "t/l ", "tuq. ",
    "số:",
)  # fmt: skip
OPENERS = ("căn cứ ", "theo đề nghị", "xét đề nghị", "thực hiện ")
_NEAR = 20  # lines of a paragraph by which its width is judged
_EVERY = ("hàng", "hằng", "mỗi", "từng")  # "báo cáo hằng tháng" is the end of an item


class Form(Enum):
    """Where a text breaks its lines: not in paragraphs, anywhere, anywhere with paragraphs set apart."""

    NONE = 0
    DENSE = 1
    SPACED = 2


class Wrapping(NamedTuple):
    """How a text breaks its lines, and the column at which it does; 0 where their lengths differ widely."""

    form: Form
    width: int = 0


UNWRAPPED = Wrapping(Form.NONE)


def wrapping_of(lines: list[str]) -> Wrapping:
    """Return how a text breaks its lines, judged by those that break in mid-phrase, before lower case."""
    followers = labels = spaced = 0
    broken: list[int] = []  # lengths of lines that were broken
    before = ""
    for raw in lines:
        bare = raw.strip(MARKS)
        if not bare or bare == "|":
            before = ""
            continue
        label = bare[0] in "-–+IVX123456789abcd" and label_at(bare, 0, len(bare)) is not None
        labels += label
        spaced += label and not before
        if before and not label:
            followers += 1
            if bare[0].islower() and before[-1] not in ".;:":
                broken.append(len(before))
        before = bare
    if len(broken) < 3 or len(broken) <= 0.25 * followers:
        return UNWRAPPED
    if labels > 5 and spaced > 0.7 * labels:
        return Wrapping(Form.SPACED)
    broken.sort()
    width = broken[9 * len(broken) // 10]
    even = len(broken) >= 5 and broken[len(broken) // 10] > 0.75 * width
    return Wrapping(Form.DENSE, width if even else 0)


def paragraphs(lines: Iterable[Line], wrapping: Wrapping) -> list[Block]:
    """Return the blocks of a run of lines: one block for each paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, wrapping):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Block([(line.start, line.end) for line in group], column=group[0].column, bold=_is_bold(group))
        for group in groups
    ]


def _is_bold(group: list[Line]) -> bool:
    """Return whether a paragraph is bold as a whole: marks at its ends, or of every line, and none inside."""
    marks = [line.marks for line in group]
    whole = marks[0] & 1 and marks[-1] & 2 and not any(mark & 4 for mark in marks)
    return bool(whole) and (all(mark == 3 for mark in marks) or (marks[0] in (1, 3) and not any(marks[1:-1])))


def _goes_on(group: list[Line], line: Line, wrapping: Wrapping) -> bool:
    """Return whether `line` continues the paragraph that `group` holds."""
    last = group[-1]
    if line.column != last.column:
        return False
    if not line.gap and (
        _is_bold_open(group) or is_cut_head_line(last.bare, line.bare) or _cuts_name(last.bare, line.bare)
    ):
        return True
    if _is_lone_label(last) and not line.label and len(group) == 1:
        return True
    closed = last.bare.endswith(_CLOSED)
    small = line.bare[0].islower()
    if line.label and not _is_false_label(last, line, wrapping, closed):
        return False
    if last.bare.endswith("./.") or (not small and _has_room(last, line, wrapping)):
        return False
    low = line.bare[:14].lower()
    if not small and (low.startswith(_PARTS) or (closed and low.startswith(OPENERS))):
        return False
    if line.gap:
        if small:
            return not closed and len(last.bare) > 15 and not last.bare.startswith(("Nơi nhận", "Kính gửi"))
        return not closed and (_is_open(last) or _is_heading_over_lines(group, line))
    if wrapping.form is Form.NONE:
        goes_on = small or _is_open(last) or _is_rest_of_date(last, line)
        return not closed and (goes_on or _is_heading_over_lines(group, line))
    if last.bare.isupper() != line.bare.isupper() and not small and _is_heading_case(last, line):
        return False
    if len(group) < 3 and group[0].label and not small and _is_usual_heading(group):
        return False
    if closed and not small and wrapping.form is Form.DENSE:
        width = max(len(other.bare) for other in group[-_NEAR:])
        first_word = line.bare.split(" ", 1)[0]
        return len(last.bare) + 1 + len(first_word) > 0.8 * width and len(group) > 1
    return True


# Names of units that plans of all offices have: a line that is nothing but one is whole.
_USUAL_HEADINGS = frozenset({
    "mục đích", "yêu cầu", "mục đích, yêu cầu", "mục tiêu", "mục tiêu chung", "mục tiêu cụ thể", "chỉ tiêu",
    "đối tượng", "phạm vi", "thời gian", "địa điểm", "thời gian, địa điểm", "thành phần", "nội dung",
    "hình thức", "kinh phí", "kinh phí thực hiện", "thời gian thực hiện", "chế độ báo cáo", "nhiệm vụ",
    "quan điểm", "nguyên tắc", "tổ chức thực hiện", "giải pháp", "nhiệm vụ, giải pháp", "chế độ thông tin, báo cáo",
})  # fmt: skip
_LONGEST_USUAL = 40


def _is_usual_heading(group: list[Line]) -> bool:
    """Return whether labelled lines are nothing but a usual name of a unit: "1. Mục đích"."""
    bare = " ".join(line.bare for line in group)
    if len(bare) > _LONGEST_USUAL:
        return False
    label = label_at(bare, 0, len(bare))
    return label is not None and bare[label.end :].rstrip(" :*").lower() in _USUAL_HEADINGS


def _is_lone_label(line: Line) -> bool:
    """Return whether a line holds nothing but a label, whose text stands on the next: "1.4." / "Xây dựng"."""
    if not line.label or len(line.bare) > _LONGEST_LONE_LABEL:
        return False
    label = label_at(line.bare, 0, len(line.bare))
    return (
        label is not None
        and label.end == len(line.bare)
        and label.kind in ("decimal", "letter", "bullet", "roman")
    )


_LONGEST_LONE_LABEL = 8


def is_cut_head_line(last: str, line: str) -> bool:
    """Return whether a narrow column has cut the number, the date or its place, or the last recipient.

    "Số: / 68/KH-UBND", "ngày / 28 tháng", "Hà / Nội, ngày 28 tháng", "Lưu: / VT".
    """
    if last.lower() in ("số", "số:"):
        return line[:1].isdigit()
    if last.lower() in _FILED:
        return line[:1].isupper()
    if len(last) < _LONGEST_CUT_PLACE and _PLACE_REST.match(line):
        return all(
            (word[:1].isupper() and not word[1:].isupper()) or word in ("-", "TP.") for word in last.split()
        )
    return (
        len(last) < _NARROW and last.endswith((" ngày", " tháng", " năm")) and _REST.match(line) is not None
    )


_REST = re.compile(r"\d{1,2} (?:tháng|năm) |\d{4}$")
_NARROW = 40
_FILED = ("- lưu:", "- lưu", "-lưu:", "lưu:")
_PLACE_REST = re.compile(r"[A-ZĐ-][^,;:.\d]{1,20}, ngày\b")
_LONGEST_CUT_PLACE = 16
_LONGEST_BOLD = 6  # lines


def _is_bold_open(group: list[Line]) -> bool:
    """Return whether bold that a labelled paragraph began with has not been closed: its heading goes on."""
    first = group[0]
    opened = first.marks == 1 and first.label and len(group) < _LONGEST_BOLD
    return opened and not any(line.marks for line in group[1:])


def _is_heading_over_lines(group: list[Line], line: Line) -> bool:
    """Return whether a long labelled heading in bold or capitals goes on in a line that looks like it."""
    last = group[-1]
    alike = (line.marks & 1 and len(group) < _LONGEST_BOLD and _is_bold(group)) or (
        last.bare.isupper() and not line.gap
    )
    return (
        bool(group[0].label and alike) and last.bare.isupper() == line.bare.isupper() and len(last.bare) > 30
    )


def _has_room(last: Line, line: Line, wrapping: Wrapping) -> bool:
    """Return whether `line`'s first word had room in the line before, whose paragraph must have ended."""
    taken = len(last.bare) * (1.4 if last.bare.isupper() else 1)
    return line.column < 0 and taken + 1 + len(line.bare.split(" ", 1)[0]) < 0.7 * wrapping.width


def _is_open(last: Line) -> bool:
    """Return whether no paragraph can end with this line, for its last word."""
    words = last.bare.rsplit(" ", 2)
    if len(last.bare) < 20 or last.bare.isupper() or len(words) < 3:
        return False
    return words[2] in _NEVER_LAST or (words[2] == "số" and words[1] in _NUMBERED)


def _is_rest_of_date(last: Line, line: Line) -> bool:
    """Return whether a line goes on with a date or period: "02 tháng / 3 năm 2024", "2021 / - 2025"."""
    if line.bare[0].isdigit():
        return not line.label and last.bare.endswith((" ngày", " tháng", " năm"))
    if not last.bare[-4:].isdigit() or line.bare[0] not in "-–":
        return False
    rest = line.bare[1:].lstrip(" ")
    return rest[:4].isdigit() or (last.bare[-5:-4] == "/" and _FULL_DATE.match(rest) is not None)


_FULL_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}(?!\d)(?! ?:)")


def _is_heading_case(last: Line, line: Line) -> bool:
    """Return whether one of two lines is a heading in capitals and the other is not."""
    upper = last.bare if last.bare.isupper() else line.bare
    return len(upper) > 5 and any(c.isalpha() for c in upper) and not any(c.isdigit() for c in upper[-6:])


def _is_false_label(last: Line, line: Line, wrapping: Wrapping, closed: bool) -> bool:
    """Return whether what looks like a label only begins a wrapped line ("2021 / - 2025", "độ / 1. Cấp")."""
    if closed or _has_room(last, line, wrapping):
        return False
    behind = line.bare[1:].lstrip(" ")[:1]
    if line.bare[0] in "-–" and (behind.islower() or behind.isdigit()):
        wrapped = wrapping.form is not Form.NONE and not last.bare.endswith(",")
        return not line.gap and (wrapped or _is_rest_of_date(last, line))
    if not (line.bare[0].isdigit() or line.bare[0] in "IVX") or line.gap:
        return False
    if last.bare.isupper() or last.marks & 2:
        return False
    words = last.bare.lower().split(" ")[-2:]
    return (words[-1] in _BEFORE_NUMBERS and words[0] not in _EVERY) or _is_open(last)


def _cuts_name(last: str, line: str) -> bool:
    """Return whether a name that has a dash is cut before it: "Sở Lao động / - Thương binh và Xã hội"."""
    if line[0] not in "-–" or last.endswith(_CLOSED):
        return False
    from khparse.lexicon.agency_table import dashed_names

    before, behind = last.lower().split()[-2:], line.lower().replace(",", "").split()[1:3]
    return (*before, *behind) in dashed_names()
