"""What stands around the text of pages: page numbers, running headers and footers, stamps of signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from khparse.fold import fold_case_kept
from khparse.layout.page.lines import Line
from khparse.layout.page.sheet import Sheet

_HEAD_ZONE = 0.12  # of the height of a page
_FOOT_ZONE = 0.88
_MOST_ROWS = 3  # of a running header or footer
_SAME_PLACE = 4.0  # points
_ENOUGH_PAGES = 0.4
_SET_IN = 0.3  # of the width of a page: where a page number stands that isn't the page's own
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:trang|page)\s*(?:số\s*)?)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|\])\s.]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# A head is printed again over a plan that is attached, also on the next page: that is no running header.
_HEAD = re.compile(
    r"cộng h[oò]|độc lập|đảng cộng|^số\b|ngày .*tháng|phụ lục|kế hoạch$|quyết định$|ủy ban|ubnd",
    re.IGNORECASE,
)

# What programs print where a document is signed digitally: those of Thông tư 01/2019/TT-BNV, Adobe's, iText's.
_STAMP = re.compile(
    r"(?:người |được )?ký (?:số )?bởi ?:|người ký ?:|(?:thời gian|ngày giờ) ký ?:|ký ngày ?: ?\d"
    r"|signature (?:not )?(?:verified|valid)|digitally signed|signed by ?:|signing (?:time|date) ?:|signer ?:"
    r"|.{0,20}\d\d[.:]\d\d[.:]\d\d \+\d\d[:']?00",
    re.IGNORECASE,
)
_BESIDE_STAMP = re.compile(
    r"email ?:|cơ quan ?:|tổ chức ?:|đơn vị ?:|chức vụ ?:|ngày ký ?:|dn ?:|date ?:|reason ?:|location ?:"
    r"|lý do ?:|\S+@\S+\.\w|c=vn|[+-]?\d\d[:']\d\d'?$",
    re.IGNORECASE,
)
_SMALL = 0.85  # the height of a stamp's lines, by that of the text
_MOST_STAMPS = 100  # lines that tell them, on one page
_NEAR = 0.8  # heights between two lines of a stamp


def set_apart(sheets: Sequence[Sheet]) -> None:
    """Take all that is no text of the document out of the rows of sheets."""
    for sheet in sheets:
        if sheet.rows:
            height = median(line.height for row in sheet.rows for line in row)
            _drop(sheet, _stamps(sheet, height))
    _drop_running(sheets)
    for index, sheet in enumerate(sheets):
        _drop_number(sheet, index + 1, at=0)
        _drop_number(sheet, index + 1, at=-1)


def _drop(sheet: Sheet, lines: list[Line]) -> None:
    if lines:
        dropped = set(lines)
        sheet.rows = [kept for row in sheet.rows if (kept := [line for line in row if line not in dropped])]


def _drop_number(sheet: Sheet, number: int, at: int) -> None:
    """Drop the page number, which stands alone in the first row (`at` 0) or in the last one (-1)."""
    if not sheet.rows or len(sheet.rows[at]) != 1:
        return
    line = sheet.rows[at][0]
    match = _PAGE_NUMBER.fullmatch(line.text) if _is_outside(sheet, line, at) else None
    if match and (int(match[1]) == number or line.left > _SET_IN * sheet.width):
        del sheet.rows[at]


def _is_outside(sheet: Sheet, line: Line, at: int) -> bool:
    """Return whether a line is in the head (`at` 0) or foot (-1) of a page, beyond its tables."""
    if at == 0:
        return line.bottom < _HEAD_ZONE * sheet.height and all(grid.top > line.top for grid in sheet.grids)
    return line.top > _FOOT_ZONE * sheet.height and all(grid.bottom < line.bottom for grid in sheet.grids)


def _drop_running(sheets: Sequence[Sheet]) -> None:
    """Drop rows that several pages have at one place of their head or foot."""
    pages = sum(1 for sheet in sheets if sheet.rows or sheet.grids)
    enough = max(2.0, min(_ENOUGH_PAGES * pages, 20.0))
    for at, step in ((0, 1), (-1, -1)):
        keys = [_keys(sheet, at, step) for sheet in sheets]
        counts = Counter(key for page in keys for key in set(page))
        for sheet, page in zip(sheets, keys, strict=True):
            for key in page:
                if counts[key] < enough:
                    break
                del sheet.rows[at]


def _keys(sheet: Sheet, at: int, step: int) -> list[tuple[str, int]]:
    """Return what the rows of a head or foot say, digits apart, and where they stand; the outer ones first."""
    keys: list[tuple[str, int]] = []
    for row in sheet.rows[::step][:_MOST_ROWS]:
        text = " ".join(line.text for line in row)
        if not _is_outside(sheet, row[0], at) or _HEAD.search(fold_case_kept(text)):
            break
        place = row[0].top if at == 0 else sheet.height - row[0].top
        keys.append((_DIGITS.sub("0", text), round(place / _SAME_PLACE)))
    return keys


def _stamps(sheet: Sheet, height: float) -> list[Line]:
    """Return the lines of digital signatures: those that tell them, and the small print around these."""
    stamps = [line for row in sheet.rows for line in row if _STAMP.match(fold_case_kept(line.text))]
    if not 0 < len(stamps) <= _MOST_STAMPS:
        return stamps
    others = [line for row in sheet.rows for line in row if line not in stamps]
    grown = len(others)
    while grown:
        near = [line for line in others if _is_of_stamp(line, stamps, height)]
        others = [line for line in others if line not in near]
        stamps += near
        grown = len(near)
    return stamps


def _is_of_stamp(line: Line, stamps: list[Line], height: float) -> bool:
    if line.height >= _SMALL * height and not _BESIDE_STAMP.match(fold_case_kept(line.text)):
        return False
    return any(
        line.left < stamp.right
        and stamp.left < line.right
        and line.top < stamp.bottom + _NEAR * stamp.height
        and stamp.top < line.bottom + _NEAR * stamp.height
        and line.height < 1.2 * stamp.height
        for stamp in stamps
    )
