"""Single property modifiers ([MS-DOC] 2.2.5.1): how all formatting is written."""

from __future__ import annotations

from collections.abc import Iterator

from khparse.readers.doc.structures import u16

STYLE = 0x4600
LEVEL, LIST = 0x260A, 0x460B
IN_TABLE, ROW_END, DEPTH, DEPTH_CHANGE = 0x2416, 0x2417, 0x6649, 0x664A
INNER_CELL, INNER_ROW_END = 0x244B, 0x244C
ELSEWHERE = frozenset((0x6645, 0x6646, 0x646B))
"""Properties that stand in the data stream, at the offset that is the operand."""

DELETED, PLAIN, CHARACTER_STYLE = 0x0800, 0x2A33, 0x4A30
BOLD, HIDDEN = 0x0835, 0x083C
FONT, FONT_OTHER = 0x4A4F, 0x4A51
SYMBOL = 0x6A09

ROW = 0xD608
MERGE, SPLIT, WIDTH, VERTICAL_MERGE = 0x5624, 0x5625, 0x7623, 0xD62B

Sprm = tuple[int, bytes]
"""A modifier: its code and its operand."""

_TABS = 0xC615
_LONG = (ROW, 0xD606)
_ROW_GROUP = 5
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)


def sprms(data: bytes) -> Iterator[Sprm]:
    """Yield the modifiers in `data`, code and operand (without its size); the rest of damaged ones is lost."""
    at = 0
    while at + 2 < len(data):
        code = u16(data, at)
        at += 2
        size = _SIZES[code >> 13]
        if code in _LONG:
            if at + 2 > len(data):
                return
            size = max(u16(data, at) - 1, 0)
            at += 2
        elif not size:
            size = _tabs_size(data, at) if code == _TABS and data[at] == 0xFF else data[at]
            at += 1
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def is_of_row(code: int) -> bool:
    """Whether a modifier is one of table rows."""
    return code >> 10 & 7 == _ROW_GROUP


def _tabs_size(data: bytes, at: int) -> int:
    """Return the size of the longest list of tabs, which its first byte doesn't tell (2.9.184)."""
    removed = data[at + 1] if at + 1 < len(data) else 0
    place = at + 2 + 4 * removed
    added = data[place] if place < len(data) else 0
    return 2 + 4 * removed + 3 * added
