"""What stands around the text of pages: page numbers, running headers and footers, stamps of signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from khparse.fold import fold_case_kept
from khparse.layout.page.lines import Line, Row
from khparse.layout.page.sheet import Sheet

_HEAD_ZONE = 0.12  # of the height of a page
_FOOT_ZONE = 0.88
_MOST_ROWS = 3  # of a running header or footer
_SAME_PLACE = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:trang|page)\s*(?:số\s*)?)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|\])\s.]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# A head is printed again over an attached plan; it is no running header.
_HEAD = re.compile(
    r"cộng h[oò]|độc lập|đảng cộng|^số\b|ngày .* tháng|phụ lục|kế hoạch$|quyết định$|ủy ban|ubnd",
    re.IGNORECASE,
)

# What programs print where a document is signed digitally (Thông tư 01/2019/TT-BNV, Adobe's appearance).
_STAMP = re.compile(
    r"(?:người |được )?ký (?:số )?bởi ?:|người ký ?:|(?:thời gian|ngày giờ) ký ?:|ký ngày ?: ?\d|signature (?:not )?(?:verified|valid)"
    r"|digitally signed|signed by ?:|signing (?:time|date) ?:|signer ?:|.*\d\d[.:]\d\d[.:]\d\d \+\d\d[:']?00",
    re.IGNORECASE,
)
_BESIDE_STAMP = re.compile(
    r"email ?:|cơ quan ?:|tổ chức ?:|đơn vị ?:|chức vụ ?:|ngày ký ?:|dn ?:|date ?:|reason ?:|location ?:|lý do ?:|\S+@\S+\.\w|c=vn|[+-]?\d\d[:']\d\d'?$",
    re.IGNORECASE,
)
_SMALL = 0.85


def set_apart(sheets: Sequence[Sheet]) -> None:
    """Take page numbers, running headers and footers, and stamps out of the rows of sheets."""
    for sheet in sheets:
        _drop_stamps(sheet)
    _drop_running(sheets)
    for index, sheet in enumerate(sheets):
        _drop_numbers(sheet, index + 1)


def _drop_numbers(sheet: Sheet, number: int) -> None:
    """Drop the page number, which stands alone in its row, above or below all else."""
    for at, zone in ((0, range(-1, 0)), (-1, range(0, 1))):
        del zone
        if not sheet.rows or len(sheet.rows[at]) != 1:
            continue
        line = sheet.rows[at][0]
        if not _in_zone(sheet, line, at) or _beyond_grids(sheet, line, at):
            continue
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match and (int(match[1]) == number or line.left > 0.3 * sheet.width):
            del sheet.rows[at]


def _in_zone(sheet: Sheet, line: Line, at: int) -> bool:
    return line.bottom < _HEAD_ZONE * sheet.height if at == 0 else line.top > _FOOT_ZONE * sheet.height


def _beyond_grids(sheet: Sheet, line: Line, at: int) -> bool:
    """Return whether a table stands between the line and its edge of the page."""
    if at == 0:
        return any(grid.top < line.top for grid in sheet.grids)
    return any(grid.bottom > line.bottom for grid in sheet.grids)


def _drop_running(sheets: Sequence[Sheet]) -> None:
    """Drop rows that several pages have at one place of their head or foot."""
    if len(sheets) < 2:
        return
    for at, step in ((0, 1), (-1, -1)):
        keys = [_keys(sheet, at, step) for sheet in sheets]
        counts = Counter(key for page in keys for key in set(page))
        enough = max(2, min(0.4 * sum(1 for sheet in sheets if not sheet.is_blank), 20))
        for sheet, page in zip(sheets, keys, strict=True):
            for key in page:
                if counts[key] < enough:
                    break
                del sheet.rows[at]


def _keys(sheet: Sheet, at: int, step: int) -> list[tuple[str, int]]:
    """Return what the first rows (or from the last one up) in the head or foot zone say, and where they stand."""
    keys: list[tuple[str, int]] = []
    for row in sheet.rows[::step][:_MOST_ROWS]:
        text = " ".join(line.text for line in row)
        if not _in_zone(sheet, row[0], at) or _beyond_grids(sheet, row[0], at) or _HEAD.search(text):
            break
        place = round((row[0].top if at == 0 else sheet.height - row[0].top) / _SAME_PLACE)
        keys.append((_DIGITS.sub("0", text), place))
    return keys


def _drop_stamps(sheet: Sheet) -> None:
    """Drop the stamps of digital signatures, with the small print around what tells them."""
    stamps = [line for row in sheet.rows for line in row if _STAMP.match(fold_case_kept(line.text))]
    if not stamps:
        return
    height = median(line.height for row in sheet.rows for line in row)
    stamped = set(stamps)
    grown = True
    while grown:
        grown = False
        for row in sheet.rows:
            for line in row:
                if line not in stamped and _is_of_stamp(line, stamps, height):
                    stamps.append(line)
                    stamped.add(line)
                    grown = True
    sheet.rows = [kept for row in sheet.rows if (kept := [line for line in row if line not in stamped])]


def _is_of_stamp(line: Line, stamps: list[Line], height: float) -> bool:
    if not (_BESIDE_STAMP.match(fold_case_kept(line.text)) or line.height < _SMALL * height):
        return False
    return any(
        line.left < stamp.right
        and stamp.left < line.right
        and line.top < stamp.bottom + 0.8 * stamp.height
        and stamp.top < line.bottom + 0.8 * stamp.height
        and (line.height < 1.2 * stamp.height)
        for stamp in stamps
    )
