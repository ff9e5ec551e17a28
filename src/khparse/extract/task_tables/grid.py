"""Tables as grids: their cells by column, and their headings, which may take several rows.

A heading that covers several columns stands above theirs: `Phân công` above `Chủ trì` and `Phối hợp`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from khparse.document import Block, Paragraph, View
from khparse.extract.task_tables.periods import heading_period, is_mark
from khparse.lexicon.table_headers import header_role
from khparse.time.values import TimeExpression

_MOST_HEADING_ROWS = 3
_LONGEST_HEADING = 80


class CellText(NamedTuple):
    """A cell: its grid column, the view range of its text, and the number of columns that it covers."""

    column: int
    start: int
    end: int
    columns: int = 1


@dataclass(slots=True)
class Grid:
    """A table of data: its rows of cells, and the view offset where it begins.

    `placed` says that the columns are those of the document; rows flattened between `|` lines lose their
    empty cells, so that what follows one has moved to the left.
    """

    number: int
    start: int
    rows: list[list[CellText]]
    placed: bool

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(cell.column + cell.columns for row in self.rows for cell in row)


@dataclass(slots=True)
class Column:
    """A column: its heading, with those above it before a slash; its role; the period that its marks mean."""

    heading: str = ""
    role: str = ""
    period: TimeExpression | None = None
    cells: list[CellText] = field(default_factory=list)


def grids(view: View) -> Iterator[Grid]:
    """Yield the tables of data in document order."""
    blocks = _blocks(view)
    cells = (paragraph for paragraph in view.paragraphs if paragraph.in_table)
    for number, group in groupby(cells, key=lambda paragraph: paragraph.block.table):
        paragraphs = list(group)
        columns = _columns_in_use(blocks[number])
        rows = [
            [_cell(paragraph, columns) for paragraph in row]
            for _, row in groupby(paragraphs, key=lambda paragraph: paragraph.block.row)
        ]
        printed = view.document.format not in ("txt", "md")  # with the empty cells, as Word has them
        if printed:
            _carry_down(rows, paragraphs, blocks[number], columns)
        yield Grid(number, paragraphs[0].start, rows, printed or _is_on_one_line(view, rows))


def _blocks(view: View) -> dict[int, list[Block]]:
    """Return the cells of each table, with the empty ones that the view leaves out."""
    tables: dict[int, list[Block]] = {}
    for block in view.document.blocks:
        if block.table >= 0:
            tables.setdefault(block.table, []).append(block)
    return tables


def _columns_in_use(blocks: list[Block]) -> list[int]:
    """Return the new number of each column where those in which no cell begins are left out.

    Word's grid has a column for every edge of a cell, in whatever row.
    """
    starts = {block.column for block in blocks}
    covered = {c for b in blocks for c in range(b.column + 1, b.column + b.columns)}
    width = max(max(starts), max(covered, default=0)) + 1
    numbers, used = [], 0
    for column in range(width):
        numbers.append(used)
        used += column in starts or column not in covered
    return [*numbers, used]


def _cell(paragraph: Paragraph, columns: list[int]) -> CellText:
    block = paragraph.block
    first, last = columns[block.column], columns[block.column + block.columns]
    return CellText(first, paragraph.start, paragraph.end, last - first)


def _carry_down(
    rows: list[list[CellText]], paragraphs: list[Paragraph], blocks: list[Block], columns: list[int]
) -> None:
    """Repeat a cell that is merged over several rows in each of them: nothing else covers its columns."""
    covered: dict[int, set[int]] = {}
    for block in blocks:
        range_ = range(columns[block.column], columns[block.column + block.columns])
        covered.setdefault(block.row, set()).update(range_)
    above: dict[int, CellText] = {}
    for number, row in zip(dict.fromkeys(p.block.row for p in paragraphs), rows, strict=True):
        above = {column: cell for column, cell in above.items() if column not in covered[number]}
        row[:] = sorted([*row, *above.values()])
        above.update((cell.column, cell) for cell in row)


def _is_on_one_line(view: View, rows: list[list[CellText]]) -> bool:
    """Return whether the rows are lines of the text: those of a pipe table, or set with tabs."""
    row = next((row for row in rows if len(row) > 1), None)
    return row is not None and "\n" not in view.source(row[0].start, row[-1].end)


def read_headings(view: View, grid: Grid) -> tuple[list[Column], int]:
    """Return the columns by their headings, and the number of rows up to the last row of headings.

    There are no columns where no row of known headings is found among the first three.
    """
    for number in range(min(_MOST_HEADING_ROWS, len(grid.rows))):
        if len(grid.rows[number]) < 2:
            continue
        levels = _levels(view, grid, number)
        columns = _columns(view, levels, max(grid.width, *(c.column + c.columns for c in levels[-1])))
        first = number + len(levels)
        _set_periods(view, grid.rows[first:], columns)
        headings = {column.cells[-1]: column for column in columns if column.cells}
        known = sum(1 for column in headings.values() if column.role)
        if known < 2 or known < 0.5 * len(headings):
            continue
        _name_lead(columns)
        if all(column.role != "task" for column in columns):
            _name_task(grid.rows[first : first + 7], columns)
        return columns, first
    return [], 0


def _levels(view: View, grid: Grid, number: int) -> list[list[CellText]]:
    """Return the rows of headings from row `number` on, each with what its cells cover."""
    levels = [grid.rows[number]]
    for lower in grid.rows[number + 1 : number + _MOST_HEADING_ROWS]:
        upper = levels[-1]
        if not grid.placed:
            if moved := _moved(view, upper, lower, max(map(len, grid.rows[number + 2 :]), default=0)):
                levels = [*moved]
            break
        for cells in (upper, _over_gaps(upper, grid.width), _over_repeats(view, upper)):
            if _stands_under(view, cells, lower):
                levels[-1:] = [cells, lower]
                break
        else:
            break
    return levels


def _over_gaps(row: list[CellText], width: int) -> list[CellText]:
    """Return headings that cover the empty cells behind them: a pipe table can't join cells."""
    ends = [cell.column for cell in row[1:]] + [width]
    return [cell._replace(columns=end - cell.column) for cell, end in zip(row, ends, strict=True)]


def _over_repeats(view: View, row: list[CellText]) -> list[CellText]:
    """Return headings where one that is repeated in the next cells covers them."""
    joined: list[CellText] = []
    for cell in row:
        if joined and _text(view, joined[-1]) == _text(view, cell):
            joined[-1] = joined[-1]._replace(columns=cell.column + cell.columns - joined[-1].column)
        else:
            joined.append(cell)
    return joined


def _stands_under(view: View, upper: list[CellText], lower: list[CellText]) -> bool:
    """Return whether all cells of a row part a heading above them, or repeat the one above."""
    above = {column: cell for cell in upper for column in range(cell.column, cell.column + cell.columns)}
    parts: dict[CellText, int] = {}
    for cell in lower:
        heading = above.get(cell.column)
        if heading is None or cell.end - cell.start > _LONGEST_HEADING:
            return False
        if heading.columns > cell.columns and len(upper) > 1:
            parts[heading] = parts.get(heading, 0) + 1
        elif _text(view, heading) != _text(view, cell):
            return False
    return max(parts.values(), default=0) > 1


def _moved(
    view: View, upper: list[CellText], lower: list[CellText], widest: int
) -> tuple[list[CellText], list[CellText]] | None:
    """Return two rows of headings of a table without empty cells, the lower one set below its heading.

    They are such where the lower row parts one heading into as many columns as the rows of data have.
    """
    count = len(lower)
    if count < 2 or len(upper) - 1 + count != widest:
        return None
    parts = {header_role(_text(view, cell)) or _period_role(view, cell) for cell in lower}
    wanted = {"lead", "both"} if parts <= {"lead", "support"} else {"time"}
    if not parts <= {"lead", "support"} and not parts <= {"start", "end", "period"}:
        return None
    at = [n for n, cell in enumerate(upper) if header_role(_text(view, cell)) in wanted]
    if len(at) != 1:
        return None
    place = at[0]
    wide = [cell._replace(column=n + (count - 1) * (n > place)) for n, cell in enumerate(upper)]
    wide[place] = wide[place]._replace(columns=count)
    return wide, [cell._replace(column=place + n) for n, cell in enumerate(lower)]


def _period_role(view: View, cell: CellText) -> str | None:
    return "period" if heading_period(view.lower[cell.start : cell.end], "") else None


def _columns(view: View, levels: list[list[CellText]], width: int) -> list[Column]:
    """Return the columns below headings; a heading without a role takes that of the one above it."""
    columns = [Column() for _ in range(width)]
    for level in levels:
        for cell in level:
            for column in columns[cell.column : cell.column + cell.columns]:
                column.cells.append(cell)
    for number, column in enumerate(columns):
        texts = list(dict.fromkeys(_text(view, cell) for cell in column.cells))
        if column.cells and column.cells[-1].column == number:
            column.heading = " / ".join(texts)
        column.role = next((role for text in reversed(texts) if (role := header_role(text))), "")
    return columns


def _set_periods(view: View, rows: list[list[CellText]], columns: list[Column]) -> None:
    """Give columns of periods their role where marks choose among them; figures of a period are no times."""
    periods: dict[int, TimeExpression] = {}
    for number, column in enumerate(columns):
        if column.cells:
            cell = column.cells[-1]
            above = " ".join(view.lower[c.start : c.end] for c in column.cells[:-1])
            if period := heading_period(view.lower[cell.start : cell.end], above):
                periods[number] = replace(period, start=cell.start, end=cell.end, core=cell.start)
    cells = (cell for row in rows for cell in row if cell.column in periods)
    if periods and any(is_mark(view.lower[cell.start : cell.end]) for cell in cells):
        for number, period in periods.items():
            columns[number].role, columns[number].period = "period", period


def _name_lead(columns: list[Column]) -> None:
    """Take those who oversee the tasks as the leads where no other column names any."""
    if any(column.role in ("lead", "both") for column in columns):
        return
    for column in columns:
        if column.role == "overseer":
            column.role = "lead"


def _name_task(rows: list[list[CellText]], columns: list[Column]) -> None:
    """Take the widest column without a role as the tasks' where no heading names it."""
    lengths: dict[int, int] = {}
    for row in rows:
        for cell in row:
            if cell.column < len(columns) and not columns[cell.column].role:
                lengths[cell.column] = lengths.get(cell.column, 0) + cell.end - cell.start
    if lengths:
        columns[max(lengths, key=lambda column: lengths[column])].role = "task"


_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])(?: ?= ?[^\n]{1,20})?\)?")


def is_heading_again(view: View, row: list[CellText], columns: list[Column]) -> bool:
    """Return whether a row repeats the headings, as at the top of a page, or numbers the columns."""
    texts = [_text(view, cell) for cell in row]
    if len(row) > 2 and sum(1 for text in texts if header_role(text)) > 0.6 * len(row):
        return True
    headings = {_text(view, cell) for column in columns for cell in column.cells}
    if len(row) > 1 and all(text in headings for text in texts):
        return True
    return len(row) > 3 and len(row) == len(columns) and _numbers_columns(texts)


def _numbers_columns(texts: list[str]) -> bool:
    """Return whether cells number the columns: `(1) (2) (3)`, `A B 1 2`."""
    if not all(_NUMBERED.fullmatch(text.lower()) for text in texts):
        return False
    digits = [int(text.strip("()")) for text in texts if text.strip("()").isdigit()]
    return len(digits) > 1 and digits == list(range(digits[0], digits[0] + len(digits)))


def _text(view: View, cell: CellText) -> str:
    return view.text[cell.start : cell.end]


def texts_of(view: View, row: list[CellText], width: int) -> list[str]:
    """Return the texts of a row by column; columns without a cell of their own are empty."""
    texts = [""] * width
    for cell in row:
        texts[cell.column] = f"{texts[cell.column]} {_text(view, cell)}".strip()
    return texts
