"""Tables without rules: rows whose lines stand in the same three columns or more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from khparse.layout.page.lines import Row
from khparse.layout.page.tables import Cell, Grid

_LEAST_COLUMNS = 3
_LEAST_ROWS = 3  # that have as many lines
_GUTTER = 0.8  # heights of a line between two columns
_MOST_ROWS = 500  # of a page
_FARTHEST = 3.0  # heights between two rows

Span = tuple[float, float]


def aligned(rows: list[Row]) -> Iterator[list[Row] | Grid]:
    """Yield rows, and the tables that some of them make, from the top down."""
    start = index = 0
    while index < len(rows):
        if len(rows[index]) >= _LEAST_COLUMNS and len(rows) <= _MOST_ROWS:
            stop, columns = _extent(rows, index)
            if columns:
                if index > start:
                    yield rows[start:index]
                yield _grid(rows[index:stop], columns)
                start = index = stop
                continue
        index += 1
    if index > start:
        yield rows[start:]


def _extent(rows: list[Row], start: int) -> tuple[int, list[Span]]:
    """Return where a table that begins at a row ends, and its columns; none where it is no table."""
    columns: list[Span] = []
    full = 0
    end = start
    for index in range(start, len(rows)):
        row = rows[index]
        height = row[0].height
        if index > start and row[0].top - rows[index - 1][0].bottom > _FARTHEST * height:
            break
        wider = _with(columns, row, _GUTTER * height)
        if len(wider) < _LEAST_COLUMNS or (columns and len(wider) < len(columns)):
            break
        columns = wider
        if len(row) >= _LEAST_COLUMNS:
            full += 1
            end = index + 1
        elif (
            len(row) == 1 and row[0].left <= columns[0][1] and len(columns) > 1 and _reaches_out(row, columns)
        ):
            break
        else:
            end = index + 1
    return (end, columns) if full >= _LEAST_ROWS else (start, [])


def _reaches_out(row: Row, columns: list[Span]) -> bool:
    """Return whether a single line is wider than the first column, and so a paragraph behind the table."""
    return row[0].right > columns[0][1] + 1


def _with(columns: list[Span], row: Row, gutter: float) -> list[Span]:
    """Return columns widened by the lines of a row, those merged that come nearer than a gutter."""
    spans = sorted([*columns, *((line.left, line.right) for line in row)])
    merged: list[Span] = []
    for left, right in spans:
        if merged and left < merged[-1][1] + gutter:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _grid(rows: list[Row], columns: list[Span]) -> Grid:
    """Return the table of rows; one with nothing in its first column goes on with the row above."""
    cells: list[Cell] = []
    ys = [rows[0][0].top]
    number = -1
    for row in rows:
        if number < 0 or row[0].left <= columns[0][1]:
            number += 1
            ys.append(row[0].bottom)
            cells += [Cell(number, column, 1, 1) for column in range(len(columns))]
        ys[-1] = row[0].bottom
        for line in row:
            column = next(i for i, (left, right) in enumerate(columns) if left <= line.left <= right)
            cells[number * len(columns) + column].contents.append([line])
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns))]
    return Grid([*xs, columns[-1][1]], ys, cells)
