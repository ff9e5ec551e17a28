"""Reading order: head and closing stand in two columns, the left one of which is read first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from khparse.fold import fold_case_kept
from khparse.layout.page.lines import Line, Row, joined

_NARROWEST = 0.4  # heights: the least width of the gutter between two columns
_NARROWEST_BESIDE_NOTHING = 0.1  # the same where the right column has no line beside
_FAR_LEFT = 1.2  # heights down to the next row of the left column alone
_FAR_RIGHT = 9.0  # the same of the right one: room for a seal and a signature
_COLUMN = 15.0  # heights: the least width of a column of running text
_ENOUGH = 6  # lines of running text beside each other
_MOST_ROWS = 500  # of a page: one with more is no letter
_DEEPEST = 3  # columns within columns
_BULLETS = "-–+•*"
_MOTTO = re.compile(r"cộng h[oò]a xã hội|độc lập ?- ?tự do|đảng cộng sản việt|đoàn tncs", re.IGNORECASE)
_NUMBER = re.compile(r"số ?: ?\S", re.IGNORECASE)
_DATE = re.compile(r"[^,\d]{2,40}, ?ngày\b(?:.{0,14}tháng|$)", re.IGNORECASE)
# What begins the text below a head, or what is attached below a closing.
_OPENING = re.compile(r"kính gửi|căn cứ |[IVX]+\. |phụ lục\b(?! kèm)|phụ biểu|biểu mẫu", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:kế hoạch|quyết định|chỉ thị|công điện|thông báo|báo cáo|tờ trình|hướng dẫn|chương trình|nghị quyết"
    r"|đề án|phương án|quy chế|k ế +h o ạ c h)$",
    re.IGNORECASE,
)
_RECIPIENTS = ("nơi nhận", "nơi gửi")
_CLOSING = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐ]|[TK]/[ML] [A-ZĐ]")


Gutter = tuple[float, float]
"""Where the gap between two columns begins and ends."""


@dataclass(slots=True)
class Region:
    """Rows in two columns, which are read one after the other."""

    left: list[Row]
    right: list[Row]
    gutter: Gutter


def regions_of(
    rows: list[Row], carried: Gutter | None = None, *, inner: bool = False
) -> Iterator[list[Row] | Region]:
    """Yield rows in reading order: runs of them across the page, and regions of two columns.

    `carried` is the gutter of the region that the page before ends with: rows that leave it free go on with it.
    `inner` says that the rows are those of a column.
    """
    start = 0
    if carried is not None and (region := _continued(rows, carried)):
        yield region[1]
        start = region[0]
    while start < len(rows):
        found = _next_region(rows, start, inner)
        stop = found[0] if found else len(rows)
        if stop > start:
            yield rows[start:stop]
        if found is None:
            return
        first, start, gutter = found
        yield _region(rows[first:start], gutter)


def lines_of(rows: list[Row], depth: int = _DEEPEST) -> Iterator[list[Line]]:
    """Yield the lines of a column, those of columns in it one after the other."""
    for part in regions_of(rows, inner=True) if depth else [rows]:
        if isinstance(part, Region):
            yield from lines_of(part.left, depth - 1)
            yield from lines_of(part.right, depth - 1)
        else:
            yield [joined(row) for row in part]


def _region(rows: list[Row], gutter: Gutter) -> Region:
    middle = (gutter[0] + gutter[1]) / 2
    left = [part for row in rows if (part := [line for line in row if line.right <= middle])]
    right = [part for row in rows if (part := [line for line in row if line.right > middle])]
    return Region(left, right, gutter)


def _continued(rows: list[Row], gutter: Gutter) -> tuple[int, Region] | None:
    """Return the region with which a page goes on, and the index of the row behind it."""
    last, gutter = _extend(rows, range(len(rows)), -1, gutter)
    if last < 0:
        return None
    region = _region(rows[: last + 1], gutter)
    is_list = any(row[0].text[:1] in _BULLETS for row in region.left)
    return (last + 1, region) if is_list or (region.right and region.left) else None


def _next_region(rows: list[Row], start: int, inner: bool) -> tuple[int, int, Gutter] | None:
    """Return where the next region of two columns begins and ends, and its gutter."""
    for index in range(start, len(rows) if len(rows) <= _MOST_ROWS else 0):
        gutter = _gutter_at(rows, index)
        if gutter is None:
            continue
        last, gutter = _extend(rows, range(index + 1, len(rows)), index, gutter)
        first, gutter = _extend(rows, range(index - 1, start - 1, -1), index, gutter)
        stop = _above_recipients(rows, first, last + 1, gutter)
        if _is_page_layout(rows[first:stop], gutter, inner):
            return first, stop, gutter
    return None


def _gutter_at(rows: list[Row], index: int) -> Gutter | None:
    """Return the gap in a row, or between it and the next one where they stand beside each other."""
    row = rows[index]
    if len(row) > 1:
        gaps = [(b.left - a.right, a.right, b.left) for a, b in pairwise(row)]
        _, left, right = max(gaps)
        return left, right
    line = row[0]
    if index + 1 < len(rows) and len(rows[index + 1]) == 1:
        other = rows[index + 1][0]
        if other.top < line.bottom - 0.1 * line.height:
            one, two = (line, other) if line.left < other.left else (other, line)
            if two.left - one.right > _NARROWEST * line.height:
                return one.right, two.left
    if line.text.lower().startswith(_RECIPIENTS):
        return _beside_recipients(rows, index)
    return None


def _beside_recipients(rows: list[Row], index: int) -> Gutter | None:
    """Return the gutter beside recipients where what is signed stands wholly above or below them."""
    line = rows[index][0]
    right = max(
        (row[0].right for row in rows[index : index + 12] if row[0].left < line.left + 3 * line.height),
        default=line.right,
    )
    beside = [
        row[-1].left for row in (*rows[max(index - 4, 0) : index], *rows[index:]) if row[-1].left > right
    ]
    return (right, min(beside)) if beside else None


def _above_recipients(rows: list[Row], first: int, stop: int, gutter: Gutter) -> int:
    """Return where a region ends: above recipients that stand below two signatures, with nothing beside them."""
    middle = (gutter[0] + gutter[1]) / 2
    for index in range(stop - 1, first, -1):
        if rows[index][-1].right > middle:
            break
        if rows[index][0].text.lower().startswith(_RECIPIENTS):
            return index if any(row[0].right <= middle for row in rows[first:index]) else stop
    return stop


def _extend(rows: list[Row], order: range, index: int, gutter: Gutter) -> tuple[int, Gutter]:
    """Return the farthest row that leaves the gutter free, and what is left of the gutter.

    Upwards, where the text before ends, it is one with something in the right column.
    """
    last = reached = index
    low, high = gutter
    for at in order:
        row, near = rows[at], rows[max(reached, 0)]
        if order.step > 0 and (_OPENING.match(row[0].text) or (len(row) == 1 and _TITLE.match(row[0].text))):
            break
        height = row[0].height
        middle = (low + high) / 2
        low = max([low, *(line.right for line in row if (line.left + line.right) / 2 < middle)])
        high = min([high, *(line.left for line in row if (line.left + line.right) / 2 >= middle)])
        left_only = row[-1].right <= low
        distance = max(row[0].top - near[0].bottom, near[0].top - row[0].bottom)
        narrowest = _NARROWEST_BESIDE_NOTHING if left_only and order.step > 0 else _NARROWEST
        if high - low < narrowest * height or distance > (_FAR_LEFT if left_only else _FAR_RIGHT) * height:
            break
        reached = at
        if not left_only or order.step > 0:
            last, gutter = at, (low, high)
    return last, gutter


def _is_page_layout(rows: list[Row], gutter: Gutter, inner: bool) -> bool:
    """Return whether rows with a gutter are a head or closing, or two columns of running text."""
    middle = (gutter[0] + gutter[1]) / 2
    two_sided = wide = 0
    for row in rows:
        is_two_sided = row[0].left <= middle < row[-1].left
        if is_two_sided and all(line.text.isupper() and len(line.text) > 3 for line in row):
            return True
        if not inner and any(_tells_layout(line, line.left > middle) for line in row):
            return True
        two_sided += is_two_sided
        wide += is_two_sided and all(line.right - line.left > _COLUMN * line.height for line in row)
    return wide >= _ENOUGH and wide > 0.5 * two_sided


def _tells_layout(line: Line, is_right: bool) -> bool:
    """Return whether a line stands in heads or closings only."""
    text = fold_case_kept(line.text)
    if _MOTTO.match(text) or _CLOSING.match(text) or text.lower().startswith(_RECIPIENTS):
        return True
    return _NUMBER.match(text) is not None or (is_right and _DATE.match(text) is not None)
