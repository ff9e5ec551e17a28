"""Lines: their columns, bold marks and labels, and which of them are no text."""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.segment.labels import label_at

MARKS = " \t\u00a0*#_>\ufeff\u200b\r\f\v"
_FAR_RIGHT = 32  # columns of indent: a line of the right column where the left one has ended
_MOST_COLUMNS = 3  # as many sign side by side
_SHORT = 40  # a title or a name in a signature
_GLUED = re.compile(r"(?<=\./\.)[* ]*(?=[* ]*Nơi nhận *:)")  # a line feed was lost
_GUTTER = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{4,}")
RULE = re.compile(r"[-_=*~—–.•\s]{3,}|[*_]+")
_PAGE_NUMBER = re.compile(
    r"(?![-–]\s?20\d\d$)(?:-|–|\[)?\s?(?:trang\s+)?\d{1,4}(?:\s?/\s?\d{1,4})?\s?(?:-|–|\])?", re.IGNORECASE
)


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


def is_noise(bare: str, raw: str) -> bool:
    """Return whether a line is a rule, a lone bar or a page number."""
    return bare == "|" or RULE.fullmatch(bare) is not None or _PAGE_NUMBER.fullmatch(bare) is not None


def lines_of(raw: str, offset: int, gap: bool, beside: bool) -> list[Line]:
    """Return the line, or its columns where tabs or many blanks part a head or signatures.

    `beside` says that a line before has two columns: a short one set in with a tab is of the right one.
    """
    raw, bar = _without_bar(raw)
    if gutter := (bar, bar + 3) if bar else _gutter(raw):
        left, right = gutter
        columns = [line_of(raw, 0, left, offset, gap, 0)]
        while len(columns) < _MOST_COLUMNS - 1 and (third := _gutter(raw[right:])):
            columns.append(line_of(raw, right, right + third[0], offset, gap, len(columns)))
            right += third[1]
        return [*columns, line_of(raw, right, len(raw), offset, gap, len(columns))]
    if glued := _GLUED.search(raw):
        text, recipients = glued.span()
        return [line_of(raw, 0, text, offset, gap), line_of(raw, recipients, len(raw), offset, True)]
    indent = raw[: len(raw) - len(raw.lstrip())]
    bare = raw.strip(MARKS)
    tabbed = beside and "\t" in indent and len(bare) < _SHORT and bare[-1].isalnum()
    far_right = tabbed or len(indent.expandtabs()) >= _FAR_RIGHT
    return [line_of(raw, 0, len(raw), offset, gap, 1 if far_right else -1)]


def _without_bar(raw: str) -> tuple[str, int]:
    """Return a row of a head without the bar that closes it, and where another bar parts its two cells (or 0).

    Some converters open no row with a bar: `ỦY BAN NHÂN DÂN | CỘNG HÒA … |`.
    """
    row = raw.rstrip(" \t\u00a0\r")
    if row[-2:] not in (" |", "\t|") or row.count("|") > 2 or "|" in row[:3]:
        return raw, 0
    row = row[:-2].rstrip()
    return row, max(row.find(" | "), 0)


def _gutter(raw: str) -> tuple[int, int] | None:
    """Return the range of the blanks that part a line in two columns, or None where it has one."""
    inner = raw.strip()
    if "\t" not in inner and "    " not in inner and "\u00a0" not in inner:
        return None
    begin = len(raw) - len(raw.lstrip(MARKS))
    if raw[begin : begin + 2].lower() == "số":
        return None
    for match in _GUTTER.finditer(raw, begin):
        left, right = match.span()
        second = raw[right : right + 8].lstrip(MARKS)[:1]
        if left == begin or not second or not (second.isupper() or second in "(-"):
            continue
        first = raw[begin : min(left, begin + 8)].rstrip(MARKS)
        if len(first) < 6 and label_at(first + " x", 0, len(first) + 2):
            continue  # a label, a tab, its text
        return left, right
    return None


def line_of(raw: str, start: int, end: int, offset: int, gap: bool, column: int = -1) -> Line:
    """Return the line, or the column of one, that stands at `raw[start:end]` of the line at `offset`."""
    piece = raw[start:end]
    trimmed = piece.strip(" \t\u00a0\r\f\v")
    bare = trimmed.strip(MARKS)
    if trimmed.startswith("* ") and trimmed.count("*") % 2 == 1:
        bare = trimmed.rstrip(MARKS)  # a star that closes nothing is a bullet
    at = offset + start + piece.index(bare)
    stop = at + len(bare)
    if "\\" in bare:  # markdown keeps `1\.` from becoming a list
        plain = bare.replace("\\", "") or bare
        return Line(at, stop, plain, gap, 0, label_at(plain, 0, len(plain)) is not None, column)
    marks = trimmed.startswith("**") * 1 + trimmed.endswith("**") * 2 + ("**" in bare) * 4
    return Line(at, stop, bare, gap, marks, label_at(bare, 0, len(bare)) is not None, column)
