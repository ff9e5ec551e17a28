"""Tables drawn with borders of `+---+---+`, as pandoc, reStructuredText and database programs print them."""

from __future__ import annotations

import re

from khparse.layout.tables import Cell, pipe_row

_BORDER = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_FEW = 3  # borders: above the header, below it, below the last row


def is_border(line: str) -> bool:
    """Return whether a line is nothing but a border."""
    return _BORDER.fullmatch(line) is not None


def grid_table(lines: list[str], index: int, offset: int) -> tuple[list[Cell], int]:
    """Return the cells of the table whose border is line `index`, and how many lines it takes.

    Borders part rows of several lines. Database programs draw none between rows: there each line is a row,
    but one whose first cell is empty goes on with the row above.
    """
    used = borders = 0
    ruled = False  # with a border of `=` below the header, as in pandoc and reStructuredText
    while index + used < len(lines):
        line = lines[index + used]
        if is_border(line):
            borders += 1
            ruled = ruled or "=" in line
        elif not line.lstrip().startswith("|"):
            break
        used += 1
    rows: dict[tuple[int, int], Cell] = {}
    by_line = borders <= _FEW and not ruled
    row, is_new = -1, True
    for line in lines[index : index + used]:
        if is_border(line):
            is_new = True
        elif cells := pipe_row(line, offset, 0):
            row += is_new or (by_line and cells[0].column == 0)
            is_new = False
            for cell in cells:
                known = rows.setdefault((row, cell.column), Cell([], row, cell.column))
                known.pieces.extend(cell.pieces)
        offset += len(line) + 1
    return [rows[place] for place in sorted(rows)], used
