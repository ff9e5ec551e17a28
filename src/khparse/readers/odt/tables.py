"""The grid of a table of an OpenDocument text: its printed cells, merged ones once (part 3, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khparse.errors import UnreadableError
from khparse.readers.odt.xml import TABLE, number_of
from khparse.readers.package import deeper

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROW = f"{TABLE}table-row"
_ROW_GROUPS = tuple(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_CELL = f"{TABLE}table-cell"
_COVERED = f"{TABLE}covered-table-cell"
_GRID_LIMIT = 1000
_MOST_CELLS = 300_000


@dataclass(slots=True)
class Cell:
    """A printed cell: its place in the grid, the number of grid columns it covers, its element and depth."""

    row: int
    column: int
    columns: int
    element: Element
    depth: int
    is_repeated: bool


class Cells:
    """Finds the cells of tables, and refuses documents that repeat them without end."""

    def __init__(self) -> None:
        self._count = 0

    def of(self, table: Element, depth: int) -> Iterator[Cell]:
        """Yield the printed cells of a `table:table` row by row."""
        number = 0
        for row, row_depth in _rows(table, depth):
            times = number_of(row, f"{TABLE}number-rows-repeated", 1, _MOST_CELLS) or 1
            for _ in range(times):
                self._add_one()
                yield from self._row(row, number, row_depth, times > 1)
                number += 1

    def _row(self, row: Element, number: int, depth: int, is_repeated: bool) -> Iterator[Cell]:
        column = 0
        for element in row:
            if element.tag not in (_CELL, _COVERED):
                continue
            columns = max(number_of(element, f"{TABLE}number-columns-spanned", 1, _GRID_LIMIT), 1)
            times = number_of(element, f"{TABLE}number-columns-repeated", 1, _MOST_CELLS) or 1
            for _ in range(times):
                self._add_one()
                if element.tag == _CELL:
                    yield Cell(number, column, columns, element, depth, is_repeated or times > 1)
                column += 1

    def _add_one(self) -> None:
        self._count += 1
        if self._count > _MOST_CELLS:
            raise UnreadableError(f"its tables have more than {_MOST_CELLS:,} cells", "split the file")


def _rows(parent: Element, depth: int) -> Iterator[tuple[Element, int]]:
    depth = deeper(depth)
    for child in parent:
        if child.tag == _ROW:
            yield child, depth
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child, depth)
