"""Ruled tables: the grid that rules draw, its merged cells, and what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from khparse.layout.page.lines import Row, rows_of
from khparse.layout.page.model import Rule, Word

_NEAR = 3.0  # points by which rules that meet may miss each other
_SHORTEST = 8.0
_MOST_RULES = 1500  # level or upright ones of one page
_MOST_SLOTS = 20_000


@dataclass(slots=True)
class Cell:
    """A cell of a grid: its place, the rows and columns that it covers, what it holds."""

    row: int
    column: int
    rows: int
    columns: int
    contents: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table on one page: the places of its columns' and rows' edges, its cells in reading order."""

    xs: list[float]
    ys: list[float]
    cells: list[Cell]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]


@dataclass(slots=True)
class _Stroke:
    """A level or upright rule: where it is across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


def grids_of(rules: Iterable[Rule], words: list[Word]) -> tuple[list[Grid], list[Word]]:
    """Return the tables that rules draw, with their words in them, and the words outside of them.

    A box around a text is no table: one has two cells at least.
    """
    level, upright = _strokes(rules)
    if len(level) < 2 or not upright:
        return [], words
    grids: list[Grid] = []
    for group_level, group_upright in _connected(level, upright):
        grid = _grid(group_level, group_upright)
        if grid is not None:
            words = _fill(grid, words)
            if any(cell.contents for cell in grid.cells):
                grids.append(grid)
    grids.sort(key=lambda grid: grid.top)
    return grids, words


def _strokes(rules: Iterable[Rule]) -> tuple[list[_Stroke], list[_Stroke]]:
    """Return the level and the upright strokes, pieces on one line joined."""
    level: list[_Stroke] = []
    upright: list[_Stroke] = []
    for rule in rules:
        if rule.right - rule.left >= rule.bottom - rule.top:
            level.append(_Stroke((rule.top + rule.bottom) / 2, rule.left, rule.right))
        else:
            upright.append(_Stroke((rule.left + rule.right) / 2, rule.top, rule.bottom))
    return _pieced(level), _pieced(upright)


def _pieced(strokes: list[_Stroke]) -> list[_Stroke]:
    """Return strokes with those on one line that touch each other joined; short ones are dropped."""
    strokes.sort(key=lambda stroke: (stroke.at, stroke.start))
    lines: list[list[_Stroke]] = []
    for stroke in strokes:
        if lines and stroke.at - lines[-1][-1].at <= _NEAR / 2:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    joined: list[_Stroke] = []
    for line in lines:
        at = line[0].at
        line.sort(key=lambda stroke: stroke.start)
        first = len(joined)
        for stroke in line:
            if len(joined) > first and stroke.start <= joined[-1].end + _NEAR:
                joined[-1].end = max(joined[-1].end, stroke.end)
            else:
                joined.append(_Stroke(at, stroke.start, stroke.end))
    return [stroke for stroke in joined if stroke.end - stroke.start >= _SHORTEST][:_MOST_RULES]


def _connected(level: list[_Stroke], upright: list[_Stroke]) -> Iterable[tuple[list[_Stroke], list[_Stroke]]]:
    """Yield the groups of strokes that touch each other."""
    group = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, one in enumerate(level):
        for j, other in enumerate(upright):
            if (
                one.start - _NEAR <= other.at <= one.end + _NEAR
                and other.start - _NEAR <= one.at <= other.end + _NEAR
            ):
                group[root(i)] = root(len(level) + j)
    members: dict[int, tuple[list[_Stroke], list[_Stroke]]] = {}
    for index in range(len(group)):
        pair = members.setdefault(root(index), ([], []))
        if index < len(level):
            pair[0].append(level[index])
        else:
            pair[1].append(upright[index - len(level)])
    return members.values()


def _edges(places: Iterable[float]) -> list[float]:
    """Return places in order, those that are near each other once."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _grid(level: list[_Stroke], upright: list[_Stroke]) -> Grid | None:
    """Return the grid that strokes draw, or None for what is no table."""
    if len(level) < 2 or not upright:
        return None
    xs = _edges([s.at for s in upright] + [min(s.start for s in level), max(s.end for s in level)])
    ys = _edges([s.at for s in level] + [min(s.start for s in upright), max(s.end for s in upright)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns < 2 or columns < 2 or rows * columns > _MOST_SLOTS:
        return None
    below = _by_edge(level, ys[1:])
    behind = _by_edge(upright, xs[1:])
    cells = _cells(
        [[_has(below[row], (xs[c] + xs[c + 1]) / 2) for c in range(columns)] for row in range(rows)],
        [[_has(behind[c], (ys[row] + ys[row + 1]) / 2) for c in range(columns)] for row in range(rows)],
    )
    return Grid(xs, ys, cells) if len(cells) > 1 else None


def _by_edge(strokes: list[_Stroke], edges: list[float]) -> list[list[_Stroke]]:
    """Return the strokes at each edge."""
    return [[s for s in strokes if abs(s.at - edge) <= _NEAR] for edge in edges]


def _has(strokes: list[_Stroke], along: float) -> bool:
    return any(s.start <= along <= s.end for s in strokes)


def _cells(below: list[list[bool]], behind: list[list[bool]]) -> list[Cell]:
    """Return the cells of slots, given where a stroke is below each and where one is behind it."""
    rows, columns = len(below), len(below[0])
    taken = [[False] * columns for _ in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not behind[row][right - 1] and not taken[row][right]:
                right += 1
            down = row + 1
            while down < rows and not any(below[down - 1][column:right]):
                down += 1
            for y in range(row, down):
                taken[y][column:right] = [True] * (right - column)
            cells.append(Cell(row, column, down - row, right - column))
    return cells


def _fill(grid: Grid, words: list[Word]) -> list[Word]:
    """Put words into the cells in whose slots their middles are; return the others."""
    slots = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.top, grid.bottom
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        if left < x < right and top < y < bottom:
            cell = slots[bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1]
            inside.setdefault(id(cell), []).append(word)
        else:
            outside.append(word)
    for cell in grid.cells:
        if id(cell) in inside:
            cell.contents = rows_of(inside[id(cell)])
    return outside
