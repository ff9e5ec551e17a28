"""Cells of ruled tables in a picture, cut out and set one below the other.

Tesseract reads a table's rows across its columns, joins words of neighbouring cells and overlooks cells with
a single sign. Stacked cells are a page of one column to it, recognised in one go.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from khparse.readers.ocr.rules import Line, meeting, nearness
from khparse.readers.ocr.tesseract import Recognised

_LEAST_CELLS = 4
_MOST_CELLS = 3000
_MARGIN = 0.15  # inches around a cell's ink in the stack
_TALLEST_STACK = 20_000  # pixels; tesseract takes 32,767
_INK = 140

Box = tuple[int, int, int, int]


def find_cells(lines: Sequence[Line], dpi: float) -> list[Box]:
    """Return the boxes of all cells that lines close in on four sides, row by row."""
    near = nearness(dpi)
    across = [line for line in lines if line.right - line.left >= line.bottom - line.top]
    down = [line for line in lines if line.right - line.left < line.bottom - line.top]
    cells: list[Box] = []
    for table in _tables(across, down, dpi):
        found = list(_cells(*table, near))
        cells += found if len(found) >= _LEAST_CELLS else []
    return cells if len(cells) <= _MOST_CELLS else []


def _tables(across: list[Line], down: list[Line], dpi: float) -> Iterator[tuple[list[Line], list[Line]]]:
    """Yield the lines of tables, horizontal and vertical ones."""
    for table in meeting([*across, *down], dpi):
        horizontal = [line for line in table if line in across]
        vertical = [line for line in table if line in down]
        if len(horizontal) > 1 and len(vertical) > 1:
            yield horizontal, vertical


def _cells(across: list[Line], down: list[Line], near: int) -> Iterator[Box]:
    """Yield the cells of a table: from each corner to the next lines that close it."""
    rows = _places([(line.top + line.bottom) // 2 for line in across], near)
    columns = _places([(line.left + line.right) // 2 for line in down], near)
    if len(rows) * len(columns) > _MOST_CELLS * 4:
        return
    taken: set[tuple[int, int]] = set()
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            middle = (rows[row] + rows[row + 1]) // 2
            right = column + 1
            while right < len(columns) - 1 and not _divides_columns(down, columns[right], middle, near):
                right += 1
            centre = (columns[column] + columns[column + 1]) // 2
            below = row + 1
            while below < len(rows) - 1 and not _divides_rows(across, rows[below], centre, near):
                below += 1
            taken |= {(r, c) for r in range(row, below) for c in range(column, right)}
            yield columns[column], rows[row], columns[right], rows[below]


def _places(values: list[int], near: int) -> list[int]:
    """Return the values in order, of those that are near each other one."""
    places: list[int] = []
    for value in sorted(values):
        if not places or value - places[-1] > near:
            places.append(value)
    return places


def _divides_columns(down: list[Line], place: int, middle: int, near: int) -> bool:
    return any(
        line.left - near <= place <= line.right + near and line.top <= middle <= line.bottom for line in down
    )


def _divides_rows(across: list[Line], place: int, centre: int, near: int) -> bool:
    return any(
        line.top - near <= place <= line.bottom + near and line.left <= centre <= line.right
        for line in across
    )


class Stack(NamedTuple):
    """A picture with cells below each other: where each begins in it, and where it came from."""

    image: Image.Image
    dpi: float
    tops: list[int]
    origins: list[tuple[int, int]]

    def unstacked(self, words: Sequence[Recognised]) -> Iterator[Recognised]:
        """Yield the words of the stack at their places in the page."""
        margin = _margin(self.dpi)
        for word in words:
            index = max(bisect_right(self.tops, (word.ink_top + word.ink_bottom) / 2) - 1, 0)
            left, top = self.origins[index]
            right, down = left - margin, top - self.tops[index]
            yield word._replace(
                left=word.left + right, right=word.right + right, top=word.top + down,
                bottom=word.bottom + down, ink_top=word.ink_top + down, ink_bottom=word.ink_bottom + down,
            )  # fmt: skip


def _margin(dpi: float) -> int:
    return max(int(_MARGIN * dpi), 4)


def erase(image: Image.Image, cells: Sequence[Box]) -> None:
    """Paint cells white."""
    for cell in cells:
        image.paste(255, cell)


def stacks(image: Image.Image, cells: Sequence[Box], dpi: float) -> Iterator[Stack]:
    """Yield pictures of the cells' contents; cells without ink are left out."""
    margin = _margin(dpi)
    boxes = [box for cell in cells if (box := _ink_of(image, cell))]
    start = 0
    while start < len(boxes):
        tops: list[int] = []
        height = margin
        stop = start
        while stop < len(boxes) and (stop == start or height < _TALLEST_STACK):
            tops.append(height)
            height += boxes[stop][3] - boxes[stop][1] + margin
            stop += 1
        width = max(right - left for left, _, right, _ in boxes[start:stop]) + 2 * margin
        stack = Image.new("L", (width, height), 255)
        for top, box in zip(tops, boxes[start:stop], strict=True):
            stack.paste(image.crop(box), (margin, top))
        yield Stack(stack, dpi, tops, [(box[0], box[1]) for box in boxes[start:stop]])
        start = stop


def _ink_of(image: Image.Image, cell: Box) -> Box | None:
    """Return the box of the ink in a cell, or None for an empty one."""
    left, top, right, bottom = cell[0] + 3, cell[1] + 3, cell[2] - 2, cell[3] - 2
    if right - left < 4 or bottom - top < 4:
        return None
    ink = image.crop((left, top, right, bottom)).point([255] * _INK + [0] * (256 - _INK)).getbbox()
    if ink is None or ink[3] - ink[1] < 4:
        return None
    return left + ink[0], top + ink[1], left + ink[2], top + ink[3]
