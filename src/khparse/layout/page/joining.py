"""Tables that go on over pages: their rows put together, repeated headers dropped, cut rows made whole."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from khparse.layout.page.footnotes import marked
from khparse.layout.page.lines import Line, joined
from khparse.layout.page.paragraphs import ends_open, lines_as_printed
from khparse.layout.page.tables import Grid
from khparse.layout.writing import Paragraph, TableCell

_NEAR = 5.0  # points between the places of one column on two pages
_MOST_HEADER_ROWS = 4
_PADDING = 6.0  # points: the most that a cell keeps free at its sides


@dataclass(slots=True)
class _Cell:
    """A cell with the places of its edges instead of its column, which is known when the table is whole."""

    row: int
    left: float
    right: float
    lines: list[Line]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def inner_right(self) -> float:
        """Where its lines end: as far from its edge as the first of them begin from the other one."""
        padding = min((line.left for line in self.lines), default=self.left) - self.left
        return self.right - min(max(padding, 0.0), _PADDING)


class TableJoiner:
    """Holds a table until it is known whether the next page goes on with it."""

    def __init__(self) -> None:
        self._cells: list[_Cell] = []

    def add(self, grid: Grid, numbers: dict[int, int], over_page: bool) -> list[TableCell]:
        """Add a grid and return the table before it, complete; no cells where there is none.

        `over_page` says that nothing stands between that table and this grid but the end of a page; it goes
        on where it is as wide.
        """
        cells = [
            _Cell(
                cell.row,
                grid.xs[cell.column],
                grid.xs[cell.column + cell.columns],
                [line._replace(text=marked(line.text, numbers)) for line in map(joined, cell.contents)],
            )
            for cell in grid.cells
        ]
        if not (over_page and self._cells and self._is_as_wide(cells)):
            finished = self.take()
            self._cells = cells
            return finished
        self._append(self._without_header(cells))
        return []

    def take(self) -> list[TableCell]:
        """Return the table held, complete, and hold none."""
        edges: list[float] = []
        for place in sorted(place for cell in self._cells for place in (cell.left, cell.right)):
            if not edges or place - edges[-1] > _NEAR:
                edges.append(place)
        cells = [self._finished(cell, edges) for cell in self._cells]
        self._cells = []
        return cells

    def _finished(self, cell: _Cell, edges: list[float]) -> TableCell:
        column = bisect_left(edges, cell.left - _NEAR)
        columns = max(bisect_left(edges, cell.right - _NEAR) - column, 1)
        paragraphs = []
        if cell.lines:
            bold = all(line.bold for line in cell.lines)
            paragraphs = [Paragraph(lines_as_printed(cell.lines, cell.inner_right), bold)]
        return TableCell(cell.row, column, columns, paragraphs)

    def _is_as_wide(self, cells: list[_Cell]) -> bool:
        return (
            abs(min(c.left for c in cells) - min(c.left for c in self._cells)) < _NEAR
            and abs(max(c.right for c in cells) - max(c.right for c in self._cells)) < _NEAR
        )

    def _without_header(self, cells: list[_Cell]) -> list[_Cell]:
        """Return the cells of a page without the first rows of the table, printed again."""
        texts = _row_texts(self._cells)
        again = _row_texts(cells)
        dropped: set[int] = set()
        for row in sorted(again)[:_MOST_HEADER_ROWS]:
            if not again[row].strip() or again[row] != texts.get(row):
                break
            dropped.add(row)
        return [cell for cell in cells if cell.row not in dropped]

    def _append(self, cells: list[_Cell]) -> None:
        """Append the rows of a page, the first one to the last one before where the page break cut it."""
        if not cells:
            return
        first = min(cell.row for cell in cells)
        last = max(cell.row for cell in self._cells)
        row = [cell for cell in cells if cell.row == first]
        pairs = [(self._above(cell, last), cell) for cell in row]
        if self._is_cut(pairs):
            for upper, cell in pairs:
                if upper is not None:
                    upper.lines += cell.lines
            cells = [cell for cell in cells if cell.row != first]
            first += 1
        for cell in cells:
            cell.row += last + 1 - first
        self._cells += cells

    def _above(self, cell: _Cell, row: int) -> _Cell | None:
        """Return the cell of the last row above one of the next page, which covers its column."""
        for other in reversed(self._cells):
            if other.left - _NEAR < cell.left and cell.right < other.right + _NEAR:
                return other
            if other.row < row - 1:
                break
        return None

    def _is_cut(self, pairs: list[tuple[_Cell | None, _Cell]]) -> bool:
        """Return whether the first row of a page is the rest of the row above it.

        A cell of it goes on in mid-sentence; or its first column is empty, and all others may go on.
        """
        begins_empty = not pairs[0][1].lines and pairs[0][0] is not None
        may_go_on: list[bool] = []
        for upper, cell in pairs:
            if cell.lines and upper is not None and upper.lines:
                is_open = ends_open(upper.lines[-1], cell.lines[0], upper.inner_right)
                if is_open and cell.text[:1].islower():
                    return True
                may_go_on.append(is_open)
        return begins_empty and bool(may_go_on) and all(may_go_on)


def _row_texts(cells: list[_Cell]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for cell in cells:
        texts[cell.row] = f"{texts.get(cell.row, '')}{cell.text}\n"
    return texts
