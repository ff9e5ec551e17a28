"""Reading order: head and closing stand in two columns, the left one of which is read first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khparse.fold import fold_case_kept
from khparse.layout.page.lines import Line, Row, joined

_NARROWEST = 0.4  # heights: the least width of the gutter between two columns
_FAR_LEFT = 1.2  # heights down to the next row of the left column alone
_FAR_RIGHT = 9.0  # the same of the right one: room for a seal and a signature
_DEEPEST = 3
_HEAD = re.compile(
    r"cộng h[oò]a xã hội|độc lập ?- ?tự do|đảng cộng sản việt|số ?: ?\S|[^,]{2,40}, ?ngày\b", re.IGNORECASE
)
_OPENING = re.compile(r"kính gửi|căn cứ |[IVX]+\. ", re.IGNORECASE)  # what begins the text below a head
_CLOSING = re.compile(r"(?:nơi nhận|nơi gửi) ?:?|(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐ]|[TK]/[ML] [A-ZĐ]")


@dataclass(slots=True)
class Flow:
    """Lines that follow one another: of a column (`beside` others), or across the page."""

    lines: list[Line]
    beside: bool = False


def flows_of(rows: list[Row]) -> Iterator[Flow]:
    """Yield rows as flows in reading order."""
    yield from _flows(rows, _DEEPEST)


def _flows(rows: list[Row], depth: int) -> Iterator[Flow]:
    start = 0
    while start < len(rows):
        region = _next_region(rows, start) if depth else None
        stop = region[0] if region else len(rows)
        if stop > start:
            yield Flow([joined(row) for row in rows[start:stop]])
        if region is None:
            return
        first, behind, gutter = region
        left = [part for row in rows[first:behind] if (part := [x for x in row if x.right <= gutter])]
        right = [part for row in rows[first:behind] if (part := [x for x in row if x.right > gutter])]
        for side in (left, right):
            for flow in _flows(side, depth - 1):
                flow.beside = True
                yield flow
        start = behind


def _next_region(rows: list[Row], start: int) -> tuple[int, int, float] | None:
    """Return where the next region of two columns begins and ends, and the middle of its gutter."""
    for index in range(start, len(rows)):
        gutter = _gutter_at(rows, index)
        if gutter is None:
            continue
        last, gutter = _extend(rows, range(index + 1, len(rows)), index, gutter)
        first, gutter = _extend(rows, range(index - 1, start - 1, -1), index, gutter)
        if _is_page_layout(rows[first : last + 1], gutter):
            return first, last + 1, (gutter[0] + gutter[1]) / 2
    return None


def _gutter_at(rows: list[Row], index: int) -> tuple[float, float] | None:
    """Return the gap in a row, or between it and the next one where they stand beside each other."""
    row = rows[index]
    if len(row) > 1:
        gaps = [(b.left - a.right, a.right, b.left) for a, b in zip(row, row[1:], strict=False)]
        _, left, right = max(gaps)
        return left, right
    line = row[0]
    if index + 1 < len(rows) and len(rows[index + 1]) == 1:
        other = rows[index + 1][0]
        if other.top < line.bottom - 0.1 * line.height:
            one, two = (line, other) if line.left < other.left else (other, line)
            if two.left - one.right > _NARROWEST * line.height:
                return one.right, two.left
    if _CLOSING.match(fold_case_kept(line.text)) and fold_case_kept(line.text).lower().startswith("nơi"):
        return _beside_recipients(rows, index)
    return None


def _beside_recipients(rows: list[Row], index: int) -> tuple[float, float] | None:
    """Return the gutter beside recipients where what is signed stands wholly above or below them."""
    line = rows[index][0]
    right = max(
        (row[0].right for row in rows[index : index + 12] if row[0].left < line.left + 3 * line.height),
        default=line.right,
    )
    beside = [row for row in (*rows[max(index - 4, 0) : index], *rows[index:]) if row[0].left > right]
    return (right, min(row[0].left for row in beside)) if beside else None


def _extend(
    rows: list[Row], order: range, index: int, gutter: tuple[float, float]
) -> tuple[int, tuple[float, float]]:
    """Return the farthest row that leaves the gutter free, and what is left of the gutter.

    Upwards, where the text before ends, it is one with something in the right column.
    """
    last = reached = index
    low, high = gutter
    for at in order:
        row, near = rows[at], rows[reached]
        height = row[0].height
        middle = (low + high) / 2
        low = max([low, *(line.right for line in row if (line.left + line.right) / 2 < middle)])
        high = min([high, *(line.left for line in row if (line.left + line.right) / 2 >= middle)])
        left_only = row[-1].right <= low
        distance = max(row[0].top - near[0].bottom, near[0].top - row[0].bottom)
        if high - low < _NARROWEST * height or distance > (_FAR_LEFT if left_only else _FAR_RIGHT) * height:
            break
        if left_only and _OPENING.match(row[0].text):
            break
        reached = at
        if not left_only or order.step > 0:
            last, gutter = at, (low, high)
    return last, gutter


def _is_page_layout(rows: list[Row], gutter: tuple[float, float]) -> bool:
    """Return whether rows with a gutter are a head or closing, or two columns of running text."""
    middle = (gutter[0] + gutter[1]) / 2
    two_sided = 0
    wide = 0
    for row in rows:
        sides = {line.left > middle for line in row}
        two_sided += len(sides) > 1
        wide += len(sides) > 1 and all(line.right - line.left > 15 * line.height for line in row)
        for line in row:
            text = fold_case_kept(line.text)
            if _HEAD.match(text) or _CLOSING.match(text) or text.lower().startswith("nơi nhận"):
                return True
        if len(sides) > 1 and all(line.text.isupper() and len(line.text) > 3 for line in row):
            return True
    return wide >= 6 and wide > 0.5 * two_sided
