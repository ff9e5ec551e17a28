"""The tables of RTF: rows of cells, whose right edges are all that is said of a grid ("Table Definitions")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from khparse.layout.writing import Paragraph, TableCell

_SAME_EDGE = 60  # twips, about 1 mm: edges of cells above each other differ by a few
_CELLS_LIMIT = 1000  # Word allows 63 cells in a row


@dataclass(slots=True)
class CellFormat:
    """A cell as a row defines it: its right edge in twips, and whether it goes on one above or beside it."""

    right: int = 0
    vertical: str | None = None
    """`restart`, `continue`, or None for a cell that isn't merged."""
    horizontal: str | None = None


@dataclass(slots=True, eq=False)
class RowFormat:
    """The cells that a row defines; it holds for the rows that follow, until the next `\\trowd`."""

    left: int = 0
    cells: list[CellFormat] = field(default_factory=list)
    open: CellFormat = field(default_factory=CellFormat)

    def edge(self, right: int) -> None:
        """End the definition of a cell with its right edge."""
        if len(self.cells) < _CELLS_LIMIT:
            self.open.right = right
            self.cells.append(self.open)
        self.open = CellFormat()


@dataclass(slots=True)
class Row:
    """A row: how its cells are defined, and what is in them."""

    format: RowFormat
    cells: list[list[Paragraph]]


def place(rows: list[Row]) -> list[TableCell]:
    """Return the printed cells of a table in their grid, whose columns lie between all edges of its cells.

    What continues a merged cell is left out, as it isn't printed.
    """
    formats = {id(row.format): row.format for row in rows}
    edges = _edges(formats.values(), _tolerance(rows))
    columns = {key: _columns(row_format, edges) for key, row_format in formats.items()}
    printed: list[TableCell] = []
    merged: set[int] = set()  # columns in which a vertically merged cell may go on
    for number, row in enumerate(rows):
        cells, merged = _row(number, row, columns[id(row.format)], merged)
        printed += cells
    return printed


def _is_blank(cell: list[Paragraph]) -> bool:
    return all(paragraph.bold is None for paragraph in cell)


def _tolerance(rows: list[Row]) -> int:
    """Return how far edges may lie apart that are taken as one: never as far as a cell with text is wide.

    Writers that don't measure their cells number the edges 1, 2, 3.
    """
    narrowest = _SAME_EDGE * 2
    for row in rows:
        left = row.format.left
        for cell, content in zip(row.format.cells, row.cells, strict=False):
            if cell.right - left < narrowest and not _is_blank(content):
                narrowest = cell.right - left
            left = cell.right
    return max(narrowest // 2, 0)


def _edges(formats: Iterable[RowFormat], tolerance: int) -> list[int]:
    """Return the edges of the grid from left to right."""
    positions = {left for row in formats for left in (row.left, *(cell.right for cell in row.cells))}
    edges: list[int] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > tolerance:
            edges.append(position)
    return edges


def _columns(row: RowFormat, edges: list[int]) -> list[tuple[int, int]]:
    """Return the edges of the grid that each cell of a row lies between."""
    places = [bisect_right(edges, position) - 1 for position in (row.left, *(c.right for c in row.cells))]
    return list(pairwise(places))


def _row(
    number: int, row: Row, columns: list[tuple[int, int]], merged: set[int]
) -> tuple[list[TableCell], set[int]]:
    """Return the printed cells of a row, and the columns in which merged cells may go on below it."""
    printed: list[TableCell] = []
    going_on: set[int] = set()
    behind = 0
    for index, content in enumerate(row.cells):
        defined = index < len(columns)
        start, end = columns[index] if defined else (behind, behind + 1)
        cell = row.format.cells[index] if defined else CellFormat()
        # Between edges that nearly agree is a gap, and writers put too many marks behind tables in cells.
        if (start == end or (columns and not defined)) and _is_blank(content):
            continue
        column = max(start, behind)
        behind = max(end, column + 1)
        if cell.vertical is not None:
            going_on.add(column)
        if cell.vertical == "continue" and column in merged:
            continue
        follows = bool(printed) and printed[-1].column + printed[-1].columns == column
        if follows and cell.horizontal == "continue":
            printed[-1].columns += behind - column
        else:
            printed.append(TableCell(number, column, behind - column, content))
    return printed, going_on
