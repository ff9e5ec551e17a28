"""Paragraphs and tables of a text that has a line for each, as documents of all formats but text print.

Where the tables of the plan stand is found by their cells: a table is printed cell after cell, between empty lines
(`khparse.layout.writing`).
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from khparse.document import Block
from khparse.models import Table

_LINE = re.compile(r"[^\n]*")
_MOST_HEADER_LINES = 60
_LONGEST_CELL = 60  # lines
_MOST_TRIED = 5  # tables that may be what stands here; one that isn't found holds up no other


class _Line(NamedTuple):
    start: int
    end: int
    words: str


class _Grid:
    """The words of a table, with the number that its blocks get."""

    def __init__(self, number: int, table: Table) -> None:
        self.number = number
        self.header = [" ".join(cell.split()) for cell in table.header]
        self.rows = [[" ".join(cell.split()) for cell in row] for row in table.rows]
        self.first = next((cell for row in self.rows for cell in row if cell), "")


def blocks_by_line(text: str, tables: list[Table]) -> list[Block]:
    """Return a block for each line of `text`, and for each cell of those `tables` that are found in it."""
    blocks: list[Block] = []
    waiting = [_Grid(number, table) for number, table in enumerate(tables)]
    for blank, group in groupby(_lines(text), lambda line: not line.words):
        if blank:
            continue
        lines = list(group)
        for grid in waiting[:_MOST_TRIED]:
            if cells := _cells(lines, grid):
                del waiting[: waiting.index(grid) + 1]  # tables come in the order of the text
                blocks += cells
                break
        else:
            blocks += [Block([(line.start, line.end)]) for line in lines]
    return blocks


def _lines(text: str) -> list[_Line]:
    return [
        _Line(match.start(), match.end(), " ".join(match.group().split()))
        for match in _LINE.finditer(text)
        if match.start() == 0 or text[match.start() - 1] == "\n"
    ]


def _cells(lines: list[_Line], grid: _Grid) -> list[Block]:
    """Return the blocks of a table that is printed on these lines, with its heading; none where it isn't."""
    for start, line in enumerate(lines[:_MOST_HEADER_LINES]):
        if grid.first.startswith(line.words):
            heading = _heading(lines[:start], grid)
            cells = _rows(lines[start:], grid, 1 + max((block.row for block in heading), default=-1))
            if cells:
                return heading + cells
    return []


def _rows(lines: list[_Line], grid: _Grid, above: int) -> list[Block]:
    """Return the cells of rows that take exactly these lines; cells merged with the one above are printed once."""
    blocks: list[Block] = []
    position = 0
    upper: list[str] = []
    for index, row in enumerate(grid.rows, above):
        for column, cell in enumerate(row):
            if not cell:
                continue
            count = _count(lines[position : position + _LONGEST_CELL], cell)
            if count:
                pieces = [(line.start, line.end) for line in lines[position : position + count]]
                blocks.append(Block(pieces, grid.number, index, column))
                position += count
            elif column >= len(upper) or upper[column] != cell:
                return []
        upper = row
    return blocks if position == len(lines) else []


def _count(lines: list[_Line], cell: str) -> int:
    """Return how many lines a cell takes; 0 where they say something else."""
    words = ""
    for count, line in enumerate(lines, 1):
        words = f"{words} {line.words}".lstrip()
        if words == cell:
            return count
        if not cell.startswith(words):
            break
    return 0


def _heading(lines: list[_Line], grid: _Grid) -> list[Block]:
    """Return the blocks of a heading of one row or two (`Thời gian / Quý I`), else its lines as paragraphs."""
    levels = [cell.partition(" / ") for cell in grid.header]
    blocks: list[tuple[str, Block]] = []
    for name, group in groupby(enumerate(levels), lambda item: item[1][0]):
        columns = [column for column, _ in group]
        if name:
            blocks.append((name, Block([], grid.number, 0, columns[0], len(columns))))
    blocks += [
        (lower, Block([], grid.number, 1, column)) for column, (_, _, lower) in enumerate(levels) if lower
    ]
    position = 0
    for name, block in blocks:
        count = _count(lines[position:], name)
        block.pieces += [(line.start, line.end) for line in lines[position : position + count]]
        position += count
        if not count:
            break
    if position == len(lines) and all(block.pieces for _, block in blocks):
        return [block for _, block in blocks]
    return [Block([(line.start, line.end)]) for line in lines]
