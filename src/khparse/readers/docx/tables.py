"""The grid of a .docx table: its printed cells, merged ones once (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khparse.readers.docx.xml import VALUE, WORD, child_number, descend, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROW = frozenset((f"{WORD}tr",))
_CELL = frozenset((f"{WORD}tc",))
_GRID_LIMIT = 1000  # Word allows 63 columns; a crafted span must not grow without end


@dataclass(slots=True)
class Cell:
    """A printed cell: its place in the grid, the number of grid columns it covers, its element and depth."""

    row: int
    column: int
    columns: int
    element: Element
    depth: int


def cells(table: Element, depth: int) -> Iterator[Cell]:
    """Yield the printed cells of a `w:tbl` row by row.

    What continues a merged cell is left out, as Word doesn't print it; rows that are deleted or hidden are
    no rows.
    """
    merged: set[int] = set()  # columns in which a vertically merged cell may go on
    number = 0
    for row, row_depth in descend(table, _ROW, depth):
        properties = row.find(f"{WORD}trPr")
        if properties is not None and (
            properties.find(f"{WORD}del") is not None or is_on(properties.find(f"{WORD}hidden"))
        ):
            continue
        printed, merged = _row(row, row_depth, number, child_number(properties, f"{WORD}gridBefore"), merged)
        yield from printed
        number += 1


def _row(
    row: Element, depth: int, number: int, skipped: int | None, merged: set[int]
) -> tuple[list[Cell], set[int]]:
    """Return the printed cells of a row, and the columns in which merged cells may go on below it."""
    printed: list[Cell] = []
    going_on: set[int] = set()
    column = _span(skipped or 0)
    for element, cell_depth in descend(row, _CELL, depth):
        properties = element.find(f"{WORD}tcPr")
        if properties is not None and properties.find(f"{WORD}cellDel") is not None:
            continue
        columns = max(_span(child_number(properties, f"{WORD}gridSpan") or 1), 1)
        vertical = _merge(properties, f"{WORD}vMerge")
        if vertical is not None:
            going_on.add(column)
        if vertical != "continue" or column not in merged:
            follows = bool(printed) and printed[-1].column + printed[-1].columns == column
            if follows and _merge(properties, f"{WORD}hMerge") == "continue":
                printed[-1].columns += columns
            else:
                printed.append(Cell(number, column, columns, element, cell_depth))
        column += columns
    return printed, going_on


def _merge(properties: Element | None, tag: str) -> str | None:
    """Return `restart` or `continue` (which may go without saying), or None for a cell that isn't merged."""
    element = properties.find(tag) if properties is not None else None
    return element.get(VALUE, "continue") if element is not None else None


def _span(columns: int) -> int:
    return min(max(columns, 0), _GRID_LIMIT)
