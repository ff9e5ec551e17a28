"""Tables of tasks: their rows, and the tasks with bodies, times and products that the rows assign.

Rows of a table flattened between `|` lines lose their empty cells; cells are then told by what they hold.
"Như trên", "-nt-" and an empty lead cell repeat the row above; a mark chooses the period of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from khparse.document import View
from khparse.extract.assignments.prose import Task
from khparse.extract.bodies.lists import Mention
from khparse.extract.bodies.words import Words
from khparse.extract.task_tables.cells import cell_bodies, parted
from khparse.extract.task_tables.grid import (
    CellText,
    Column,
    Grid,
    grids,
    is_heading_again,
    read_headings,
    texts_of,
)
from khparse.extract.task_tables.periods import is_mark
from khparse.segment.outline import Outline
from khparse.time.values import TimeExpression


@dataclass(slots=True)
class TableTask:
    """A row's task with its time cells (view ranges), the periods that it marks, and its product."""

    task: Task
    times: list[tuple[int, int]] = field(default_factory=list)
    marked: list[TimeExpression] = field(default_factory=list)
    product: str | None = None


@dataclass(slots=True)
class TaskTable:
    """What a table says: texts of its headings and rows by column, tasks (none where it assigns nothing).

    `assigns` says that its headings name tasks with bodies or times, `uneven` how many of its rows have lost
    cells, so that the others were told by what they hold.
    """

    grid: Grid
    header: list[str]
    rows: list[list[str]]
    tasks: list[TableTask] = field(default_factory=list)
    assigns: bool = False
    uneven: int = 0


_SAME = re.compile(r"\W*(?:như trên|nt|n\.t|như mục trên)\W*|[\"'“”″〃/\\-]{1,3}")
_INDEX = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,6}|[a-zđ])\W*")
_GROUP_INDEX = re.compile(r"\W*(?:[ivxl]{1,6}|[a-hđ])\W*")
_TIME = re.compile(
    r"\d{4}|quý|quí|tháng|hằng|hàng|thường xuyên|định kỳ|năm|tuần|ngày|trước|\d{1,2}/\d{1,2}|đột xuất"
    r"|liên tục|khi có"
)
_BODY_ROLES = ("lead", "support", "both")
_TIME_ROLES = ("time", "start", "end", "period")


def read_tables(view: View, words: Words, outline: Outline) -> list[TaskTable]:
    """Return all tables of a document, with the tasks of those that assign work."""
    tables: list[TaskTable] = []
    inherited: list[Column] = []
    for grid in grids(view):
        columns, first = read_headings(view, grid)
        header = [column.heading for column in columns]
        if not columns and tables and _continues(grid, tables[-1], inherited):
            columns = inherited
        inherited = columns
        cut = _rows(view, grid, first, columns)
        rows = cut if grid.placed else [_placed(view, row, columns) for row in cut]
        width = max([len(columns), *(cell.column + 1 for row in rows for cell in row)], default=0)
        header += [""] * (width - len(header) if header else 0)
        table = TaskTable(grid, header, [texts_of(view, row, width) for row in rows])
        roles = {column.role for column in columns}
        if "task" in roles and not roles.isdisjoint((*_BODY_ROLES, *_TIME_ROLES)):
            table.assigns = True
            table.uneven = sum(placed != row for placed, row in zip(rows, cut, strict=True))
            table.tasks = list(_tasks(view, words, rows, columns))
        tables.append(table)
    return tables


def _continues(grid: Grid, before: TaskTable, columns: list[Column]) -> bool:
    """Return whether a table without header goes on with the table before it, over a page."""
    return bool(columns) and grid.width == len(columns) and grid.number == before.grid.number + 1


def _rows(view: View, grid: Grid, first: int, columns: list[Column]) -> list[list[CellText]]:
    """Return the rows of data, those that a lost empty cell cut in two put together again."""
    rows = [row for row in grid.rows[first:] if not (columns and is_heading_again(view, row, columns))]
    if grid.placed:
        return rows
    width = len(columns) or grid.width
    return _merged_rows(view, rows, width, any(column.role == "index" for column in columns))


def _merged_rows(view: View, cut: list[list[CellText]], width: int, indexed: bool) -> list[list[CellText]]:
    """Return rows where those that a lost empty cell cut in two are put together again."""
    rows: list[list[CellText]] = []
    for row in cut:
        text = view.lower[row[0].start : row[0].end]
        opens = _INDEX.fullmatch(text) is not None or len(row) == width or not indexed
        complete = not rows or len(rows[-1]) >= width or len(rows[-1]) + len(row) > width
        if opens or complete or len(rows[-1]) < 2 or _is_group(view, rows[-1], width):
            rows.append(list(row))
            continue
        shift = rows[-1][-1].column + 1
        rows[-1].extend(cell._replace(column=shift + n) for n, cell in enumerate(row))
    return rows


def _is_group(view: View, row: list[CellText], columns: int) -> bool:
    """Return whether a row only names a group of tasks: one cell, or a roman numeral and a name."""
    if len(row) == 1:
        return columns > 2
    first = view.lower[row[0].start : row[0].end]
    return len(row) == 2 and columns > 3 and _GROUP_INDEX.fullmatch(first) is not None


def _tasks(
    view: View, words: Words, rows: list[list[CellText]], columns: list[Column]
) -> Iterator[TableTask]:
    """Yield the tasks of the rows; "như trên" and an empty lead repeat the row above."""
    leads: list[Mention] = []
    partners: list[Mention] = []
    times: dict[int, tuple[int, int]] = {}
    for row in rows:
        if _is_group(view, row, len(columns)):
            leads = []
            continue
        known = [cell for cell in row if cell.column < len(columns)]
        cells = {columns[cell.column].role: cell for cell in reversed(known)}
        if "task" not in cells:
            continue
        task = Task(cells["task"].start, max(cell.end for cell in row))
        made = TableTask(task)
        if "both" in cells:
            task.lead, task.support = _leader_and_partners(words, cells["both"])
        else:
            leads, task.support = _leads(words, cells.get("lead"), leads)
            task.lead = list(leads)
        partners = _partners(words, cells.get("support"), partners)
        task.support += [mention for mention in partners if mention not in task.support]
        times = _read_times(view, [(cell, columns[cell.column]) for cell in known], made, times)
        if "product" in cells:
            made.product = view.text[cells["product"].start : cells["product"].end]
        yield made


def _is_same(view: View, cell: CellText) -> bool:
    """Return whether a cell says "như trên"."""
    return _SAME.fullmatch(view.lower, cell.start, cell.end) is not None


def _leads(words: Words, cell: CellText | None, above: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Return who leads, and the partners that the same cell names."""
    if cell is None or _is_same(words.view, cell):
        return above, []
    return parted(words, cell.start, cell.end)


def _partners(words: Words, cell: CellText | None, above: list[Mention]) -> list[Mention]:
    if cell is None:
        return []
    return above if _is_same(words.view, cell) else cell_bodies(words, cell.start, cell.end)


def _leader_and_partners(words: Words, cell: CellText) -> tuple[list[Mention], list[Mention]]:
    """Return who leads and who joins by a cell for both: the first one leads where no word says so."""
    leads, partners = parted(words, cell.start, cell.end)
    return (leads, partners) if partners else (leads[:1], leads[1:])


def _read_times(
    view: View, cells: list[tuple[CellText, Column]], made: TableTask, above: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Read the cells of time: a mark stands for its column's period, "như trên" for the cell above.

    Returns the time of each column, for the row below.
    """
    times: dict[int, tuple[int, int]] = {}
    for cell, column in cells:
        text = view.lower[cell.start : cell.end]
        if column.period and is_mark(text):
            made.marked.append(column.period)
        elif column.role in _TIME_ROLES:
            found = above.get(cell.column) if _is_same(view, cell) else (cell.start, cell.end)
            if found:
                times[cell.column] = found
    made.times.extend(times.values())
    return times


def _placed(view: View, row: list[CellText], columns: list[Column]) -> list[CellText]:
    """Return a row's cells in their columns: by what they hold where empty cells may have been lost.

    None have where the row is whole, or where it still has an empty cell.
    """
    whole = len(row) == len(columns) or row[-1].column >= len(row)
    if not columns or whole or _is_group(view, row, len(columns)):
        return row
    left = [number for number, column in enumerate(columns) if column.role and not column.period]
    placed: list[CellText] = []
    for cell in row:
        text = view.lower[cell.start : cell.end]
        if left and columns[left[0]].role == "index" and not _INDEX.fullmatch(text):
            left.pop(0)
        timely = len(text) < 60 and _TIME.search(text) is not None
        if left and timely and columns[left[0]].role in _BODY_ROLES:
            times = [number for number in left if columns[number].role == "time"]
            left = left[left.index(times[0]) :] if times else left
        behind = placed[-1].column + 1 if placed else 0
        placed.append(cell._replace(column=left.pop(0) if left else behind))
    return placed
