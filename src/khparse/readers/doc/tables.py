"""The grid of a table ([MS-DOC] 2.4.4 and 2.9.321): rows as they are defined, cells as they are printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from khparse.readers.doc import sprms
from khparse.readers.doc.structures import i16, u16

_NEAR = 150  # twentieths of a point: edges of rows that are nearer were drawn by hand for one column
_CELL = 20
_HORIZONTAL = 3
_VERTICAL_SHIFT = 5
_CONTINUES, _RESTARTS = 1, 3


@dataclass(slots=True)
class _Cell:
    width: int
    horizontal: int = 0  # flags of merging with the cells beside it
    vertical: int = 0  # and with those above and below


@dataclass(slots=True)
class _Row:
    left: int = 0
    cells: list[_Cell] = field(default_factory=list)

    def edges(self) -> list[int]:
        return list(accumulate((cell.width for cell in self.cells), initial=self.left))


class GridCell(NamedTuple):
    """A printed cell: its number among the cells of its row, its first grid column, how many it covers."""

    number: int
    column: int
    columns: int


def grid(rows: list[tuple[int, tuple[sprms.Sprm, ...]]]) -> Iterator[list[GridCell]]:
    """Yield the printed cells of each row, given how many cells it has and its properties.

    Of merged cells the first is printed; columns are counted over all rows, by where their edges are.
    """
    defined = [_row(count, properties) for count, properties in rows]
    starts = _columns(defined)
    merged: set[int] = set()  # columns in which a vertically merged cell may go on
    for row in defined:
        printed, merged = _printed(row, starts, merged)
        yield printed


def _row(count: int, properties: tuple[sprms.Sprm, ...]) -> _Row:
    """Return a row as its properties define it, filled up to the number of cells that it has."""
    row = _Row()
    for code, operand in properties:
        if code == sprms.ROW and operand:
            row = _definition(operand)
        elif code == sprms.VERTICAL_MERGE and len(operand) == 2:
            for cell in row.cells[operand[0] : operand[0] + 1]:
                cell.vertical = operand[1]
        elif code == sprms.MERGE:
            for number, cell in enumerate(row.cells[operand[0] : operand[1]]):
                cell.horizontal = 2 if number else 1
        elif code == sprms.SPLIT:
            for cell in row.cells[operand[0] : operand[1]]:
                cell.horizontal = 0
        elif code == sprms.WIDTH:
            for cell in row.cells[operand[0] : operand[1]]:
                cell.width = max(i16(operand, 2), 0)
    del row.cells[count:]
    row.cells += [_Cell(10 * _NEAR) for _ in range(count - len(row.cells))]
    return row


def _definition(operand: bytes) -> _Row:
    """Return the row that a TDefTable operand defines; cells without a description are plain ones."""
    count = min(operand[0], (len(operand) - 3) // 2)
    edges = [i16(operand, 1 + 2 * number) for number in range(count + 1)] if count > 0 else [0]
    described = 1 + 2 * len(edges)
    cells: list[_Cell] = []
    for number, (left, right) in enumerate(pairwise(edges)):
        at = described + _CELL * number
        flags = u16(operand, at) if at + 2 <= len(operand) else 0
        cells.append(_Cell(max(right - left, 0), flags & _HORIZONTAL, flags >> _VERTICAL_SHIFT & 3))
    return _Row(edges[0], cells)


def _columns(rows: list[_Row]) -> list[int]:
    """Return where the columns of the grid start, from all edges of all rows."""
    starts: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges()}):
        if not starts or edge > starts[-1] + _NEAR:
            starts.append(edge)
    return starts


def _printed(row: _Row, starts: list[int], merged: set[int]) -> tuple[list[GridCell], set[int]]:
    """Return the printed cells of a row, and the columns in which merged cells may go on below it."""
    printed: list[GridCell] = []
    going_on: set[int] = set()
    column = 0
    begins = 0  # the flags of a cell that begins a merged one: writers don't agree on them
    open_cell = False
    edges = row.edges()
    for number, cell in enumerate(row.cells):
        column = max(column, bisect_right(starts, edges[number]) - 1)
        following = max(bisect_right(starts, edges[number + 1]) - 1, column + 1)
        begins = begins or cell.horizontal
        continues = bool(cell.horizontal) and cell.horizontal != begins and open_cell
        if continues:
            last = printed[-1]
            printed[-1] = last._replace(columns=following - last.column)
        elif cell.vertical != _CONTINUES or column not in merged:
            printed.append(GridCell(number, column, following - column))
        if cell.vertical in (_CONTINUES, _RESTARTS):
            going_on.add(column)
        open_cell = bool(printed) and printed[-1].column + printed[-1].columns == following
        column = following
    return printed, going_on
