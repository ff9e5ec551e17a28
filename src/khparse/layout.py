"""From lines to blocks: wrapped lines joined to paragraphs, tables told from text.

Text of the wild is wrapped at any column, also inside names and bold marks; page breaks cut sentences; page
numbers and rule lines stand between; tables come flattened to one cell a line between `|` lines, as pipe
tables, or with tabs. Nothing here refuses a text: what can't be recognised stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from khparse.composed import Composed
from khparse.document import Block
from khparse.segment.labels import label_at
from khparse.tables import Cell, bar_table, is_page_layout, pipe_row, tab_rows


class Line(NamedTuple):
    """A line with content: its range without outer blanks, its text without markdown marks.

    `gap` says that blank lines (or a page number, a rule) stand before it; `marks` where its bold marks
    are: 1 at the start, 2 at the end, 4 inside; `label` that it begins with a label or bullet; `column` which
    of two columns it is (-1: the only one).
    """

    start: int
    end: int
    bare: str
    gap: bool
    marks: int
    label: bool
    column: int


_MARKS = " \t\u00a0*#_>\ufeff\u200b\r\f\v"
_FAR_RIGHT = 32  # columns of indent: a line of the right column where the left one has ended
_SHORT = 40  # a title or a name in a signature
_GUTTER = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{4,}")
_RULE = re.compile(r"[-_=*~—–.•\s]{3,}|[*_]+")
_PAGE_NUMBER = re.compile(
    r"(?![-–]\s?20\d\d$)(?:-|–|\[)?\s?(?:trang\s+)?\d{1,4}(?:\s?/\s?\d{1,4})?\s?(?:-|–|\])?", re.IGNORECASE
)
_HEAD_LINES = 60
_LONGEST_HEAD_LINE = 120  # both columns on one line
_HEAD_LINE = re.compile(
    r"s[ốóô]\b.{0,40}[/-]|cộng h|độc lập|đảng cộng sản|.{0,90}ngày.{0,14}tháng.{0,14}năm.{0,9}$",
    re.IGNORECASE,
)
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
_OPENERS = ("căn cứ ", "theo đề nghị", "xét đề nghị", "thực hiện ")
_NEAR = 20  # lines of a paragraph by which its width is judged
_EVERY = ("hàng", "hằng", "mỗi", "từng")  # "báo cáo hằng tháng" is the end of an item


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a plain or markdown text, in reading order."""
    composed = Composed(text)
    blocks = _blocks_of(composed.text)
    if composed.moves:
        for block in blocks:
            block.pieces = [(composed.source(start), composed.source(end)) for start, end in block.pieces]
    return blocks


def _blocks_of(text: str) -> list[Block]:
    blocks: list[Block] = []
    run: list[Line] = []
    lines = text.split("\n")
    wrapping = _wrapping(lines)
    head_end = 0 if wrapping is _UNWRAPPED else _head_end(lines)
    tables = 0

    def flush() -> None:
        blocks.extend(paragraphs(run, wrapping if index >= head_end else _UNWRAPPED))
        run.clear()

    offset, index, gap = 0, 0, True
    while index < len(lines):
        if index == head_end:
            blocks.extend(paragraphs(run, _UNWRAPPED))
            run.clear()
        raw = lines[index]
        bare = raw.strip(_MARKS)
        if bare[:1] == "|" or "\t" in bare:
            cells, used = _table_at(lines, index, offset)
            if cells:
                flush()
                blocks.extend(_table_blocks(text, cells, tables, wrapping))
                tables += 1
            if used:  # without a cell it is nothing but bars and rules
                offset += sum(len(line) + 1 for line in lines[index : index + used])
                index, gap = index + used, True
                continue
        if not bare or _is_noise(bare, raw):
            gap = True
        else:
            run.extend(_lines_of(raw, offset, gap, any(line.column >= 0 for line in run[-3:])))
            gap = run[-1].column > 0
        offset += len(raw) + 1
        index += 1
    flush()
    return blocks


def _head_end(lines: list[str]) -> int:
    """Return the index of the line behind the head, whose lines are no wrapped paragraphs in any text."""
    end = 0
    found = False
    for index, raw in enumerate(lines[:_HEAD_LINES]):
        bare = raw.strip(_MARKS)
        if len(bare) > _LONGEST_HEAD_LINE or bare.lower().startswith(_OPENERS):
            break
        if (label := label_at(bare, 0, len(bare))) and label.kind != "bullet":
            break
        if _HEAD_LINE.match(bare):
            found = True
            end = index + 1
        elif bare.isupper():
            end = index + 1
    return end if found else 0


def _is_noise(bare: str, raw: str) -> bool:
    """Return whether a line is a rule, a lone bar or a page number."""
    return bare == "|" or _RULE.fullmatch(bare) is not None or _PAGE_NUMBER.fullmatch(bare) is not None


def _lines_of(raw: str, offset: int, gap: bool, beside: bool) -> list[Line]:
    """Return the line, or its two columns where a tab or many blanks part a head or signature.

    `beside` says that a line before has two columns: a short one set in with a tab is of the right one.
    """
    if gutter := _gutter(raw):
        left, right = gutter
        return [_line(raw, 0, left, offset, gap, 0), _line(raw, right, len(raw), offset, gap, 1)]
    indent = raw[: len(raw) - len(raw.lstrip())]
    bare = raw.strip(_MARKS)
    tabbed = beside and "\t" in indent and len(bare) < _SHORT and bare[-1].isalnum()
    far_right = tabbed or len(indent.expandtabs()) >= _FAR_RIGHT
    return [_line(raw, 0, len(raw), offset, gap, 1 if far_right else -1)]


def _gutter(raw: str) -> tuple[int, int] | None:
    """Return the range of the blanks that part a line in two columns, or None where it has one."""
    inner = raw.strip()
    if "\t" not in inner and "    " not in inner and "\u00a0" not in inner:
        return None
    begin = len(raw) - len(raw.lstrip(_MARKS))
    if raw[begin : begin + 2].lower() == "số":
        return None
    for match in _GUTTER.finditer(raw, begin):
        left, right = match.span()
        second = raw[right : right + 8].lstrip(_MARKS)[:1]
        if left == begin or not second or not (second.isupper() or second in "(-"):
            continue
        first = raw[begin : min(left, begin + 8)].rstrip(_MARKS)
        if len(first) < 6 and label_at(first + " x", 0, len(first) + 2):
            continue  # a label, a tab, its text
        return left, right
    return None


def _line(raw: str, start: int, end: int, offset: int, gap: bool, column: int = -1) -> Line:
    piece = raw[start:end]
    trimmed = piece.strip(" \t\u00a0\r\f\v")
    bare = trimmed.strip(_MARKS)
    if trimmed.startswith("* ") and trimmed.count("*") % 2 == 1:
        bare = trimmed.rstrip(_MARKS)  # a star that closes nothing is a bullet
    at = offset + start + piece.index(bare)
    stop = at + len(bare)
    if "\\" in bare:  # markdown keeps `1\.` from becoming a list
        plain = bare.replace("\\", "") or bare
        return Line(at, stop, plain, gap, 0, label_at(plain, 0, len(plain)) is not None, column)
    marks = trimmed.startswith("**") * 1 + trimmed.endswith("**") * 2 + ("**" in bare) * 4
    return Line(at, stop, bare, gap, marks, label_at(bare, 0, len(bare)) is not None, column)


class Form(Enum):
    """Where a text breaks its lines: not in paragraphs, anywhere, anywhere with paragraphs set apart."""

    NONE = 0
    DENSE = 1
    SPACED = 2


class Wrapping(NamedTuple):
    """How a text breaks its lines, and the column at which it does; 0 where their lengths differ widely."""

    form: Form
    width: int = 0


_UNWRAPPED = Wrapping(Form.NONE)


def _wrapping(lines: list[str]) -> Wrapping:
    """Return how a text breaks its lines, judged by those that break in mid-phrase, before lower case."""
    followers = labels = spaced = 0
    broken: list[int] = []  # lengths of lines that were broken
    before = ""
    for raw in lines:
        bare = raw.strip(_MARKS)
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
        return _UNWRAPPED
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
    if not line.gap and _is_bold_open(group):
        return True
    closed = last.bare.endswith(_CLOSED)
    small = line.bare[0].islower()
    if line.label and not _is_false_label(last, line, wrapping, closed):
        return False
    if last.bare.endswith("./.") or (not small and _has_room(last, line, wrapping)):
        return False
    low = line.bare[:14].lower()
    if not small and (low.startswith(_PARTS) or (closed and low.startswith(_OPENERS))):
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
    if closed and not small and wrapping.form is Form.DENSE:
        width = max(len(other.bare) for other in group[-_NEAR:])
        first_word = line.bare.split(" ", 1)[0]
        return len(last.bare) + 1 + len(first_word) > 0.8 * width and len(group) > 1
    return True


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
    return last.bare[-4:].isdigit() and line.bare[0] in "-–" and line.bare[1:].lstrip(" ")[:4].isdigit()


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


def _table_at(lines: list[str], index: int, offset: int) -> tuple[list[Cell], int]:
    """Return the cells of the table that begins at line `index`, and how many lines it takes (0: none)."""
    bare = lines[index].strip(_MARKS)
    if bare == "|":
        return bar_table(lines, index, offset)
    cells: list[Cell] = []
    used, row = 0, 0
    if bare[0] == "|" and bare.count("|") >= 2:
        while (
            index + used < len(lines) and (line := lines[index + used].strip())[:1] == "|" and len(line) > 1
        ):
            found = pipe_row(lines[index + used], offset, row)
            cells.extend(found)
            row += bool(found)
            offset += len(lines[index + used]) + 1
            used += 1
        return cells, used
    return tab_rows(lines, index, offset)


def _table_blocks(text: str, cells: list[Cell], number: int, wrapping: Wrapping) -> list[Block]:
    """Return the blocks of a table: a cell each, or paragraphs where it only arranges the page."""
    layout = is_page_layout([" ".join(text[a:b] for a, b in cell.pieces) for cell in cells])
    blocks: list[Block] = []
    for cell in cells:
        if not layout:
            blocks.append(Block(cell.pieces, number, cell.row, cell.column, cell.columns))
            continue
        lines = [_line(text[a:b], 0, b - a, a, False) for a, b in cell.pieces if text[a:b].strip(_MARKS)]
        lines = [line for line in lines if not _RULE.fullmatch(line.bare)]
        if lines:
            lines[0] = lines[0]._replace(gap=True)
        for block in paragraphs(lines, Wrapping(wrapping.form)):
            block.table, block.row, block.column, block.layout = number, cell.row, cell.column, True
            blocks.append(block)
    return blocks


def arrange(text: str, blocks: list[Block]) -> list[Block]:
    """Return a reader's blocks with tables that only arrange the page taken apart into paragraphs."""
    arranged: list[Block] = []
    index = 0
    while index < len(blocks):
        number, stop = blocks[index].table, index + 1
        while stop < len(blocks) and number >= 0 and blocks[stop].table == number:
            stop += 1
        table = blocks[index:stop]
        if number >= 0 and is_page_layout([" ".join(text[a:b] for a, b in b_.pieces) for b_ in table]):
            for block in table:
                arranged.extend(
                    Block([piece], number, block.row, block.column, bold=block.bold, layout=True)
                    for piece in block.pieces
                )
        else:
            arranged.extend(table)
        index = stop
    return arranged
