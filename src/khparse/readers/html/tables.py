"""The grid of a table: its cells with their places, merged ones once (HTML, "forming a table")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khparse.readers.html.measure import Measures
from khparse.readers.html.tree import Element

_MOST_COLUMNS = 200  # what stands right of them is put into the last cell
_LAST_ROW = 1 << 30
_GROUPS = ("thead", "tbody", "tfoot")
_LAYOUT_SHARE = 0.6
_LAYOUT_ROWS = 4  # header, body, footer of a page and one more
_LAYOUT_BLOCKS = 8
_LAYOUT_SIZE = 1000


@dataclass(slots=True)
class Cell:
    """A cell: its place in the grid, the grid columns it covers, its elements (several beyond the limit)."""

    row: int
    column: int
    columns: int
    elements: list[Element]


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table as printed: those of its foot last."""
    last: list[Element] = []
    for child in table.elements:
        if child.tag == "tr":
            yield child
        elif child.tag == "tfoot":
            last += (row for row in child.elements if row.tag == "tr")
        elif child.tag in _GROUPS:
            yield from (row for row in child.elements if row.tag == "tr")
    yield from last


def cells_of(table: Element) -> list[Cell]:
    """Return the cells of a table row by row. What a cell covers in later rows is left out of them."""
    cells: list[Cell] = []
    covered = [0] * _MOST_COLUMNS  # up to which row each column is
    row = 0
    for element in rows_of(table):
        column = 0
        last: Cell | None = None
        for child in element.elements:
            if child.tag not in ("td", "th"):
                continue
            while column < _MOST_COLUMNS and covered[column] > row:
                column += 1
            if column == _MOST_COLUMNS:
                if last is not None:
                    last.elements.append(child)
                continue
            columns = min(_span(child.get("colspan"), 1), _MOST_COLUMNS - column)
            rows = _span(child.get("rowspan"), _LAST_ROW)
            last = Cell(row, column, columns, [child])
            cells.append(last)
            if rows > 1:
                covered[column : column + columns] = [row + rows] * columns
            column += columns
        row += last is not None or any(limit > row for limit in covered)
    return cells


def _span(text: str, of_zero: int) -> int:
    digits = text.strip()[:6]
    return (int(digits) or of_zero) if digits.isascii() and digits.isdigit() else 1


def is_layout(cells: list[Cell], measures: Measures) -> bool:
    """Return whether a table only sets a page: it has one column, or most of a page stands in one cell."""
    filled = [cell for cell in cells if any(measures.size(element) for element in cell.elements)]
    if len({cell.row for cell in filled}) == len(filled):
        return True
    if len({cell.row for cell in cells}) > _LAYOUT_ROWS:
        return False
    total = sum(measures.size(element) for cell in cells for element in cell.elements)
    for cell in filled:
        element = cell.elements[0]
        size = measures.size(element)
        if size > _LAYOUT_SHARE * total and size > _LAYOUT_SIZE and measures.blocks(element) > _LAYOUT_BLOCKS:
            return True
    return False
