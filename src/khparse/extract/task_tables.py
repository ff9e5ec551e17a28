"""Tables of tasks: their rows, and the tasks with bodies, times and products that the rows assign.

Rows of a table flattened between `|` lines lose their empty cells; cells are then told by what they hold.
"Như trên", "-nt-" and an empty lead cell repeat the row above; a mark chooses the period of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from khparse.document import View
from khparse.extract.assignments import Task
from khparse.extract.bodies import Mention, read_bodies
from khparse.extract.roles import support_of
from khparse.extract.table_grid import (
    CellText,
    Column,
    Grid,
    grids,
    is_heading_again,
    read_headings,
    texts_of,
)
from khparse.extract.table_periods import is_mark
from khparse.extract.words import Words
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
    """What a table says: texts of its headings and rows by column, tasks (none where it assigns nothing)."""

    grid: Grid
    header: list[str]
    rows: list[list[str]]
    tasks: list[TableTask] = field(default_factory=list)


_SAME = re.compile(r"\W*(?:như trên|nt|n\.t|như mục trên)\W*|[\"'“”〃/\\-]{1,3}")
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
        rows = _rows(view, grid, first, columns)
        width = max([len(columns), *(cell.column + 1 for row in rows for cell in row)], default=0)
        header += [""] * (width - len(header) if header else 0)
        table = TaskTable(grid, header, [texts_of(view, row, width) for row in rows])
        roles = {column.role for column in columns}
        if "task" in roles and not roles.isdisjoint((*_BODY_ROLES, *_TIME_ROLES)):
            table.tasks = list(_tasks(view, words, rows, columns))
        tables.append(table)
    return tables


def _continues(grid: Grid, before: TaskTable, columns: list[Column]) -> bool:
    """Return whether a table without header goes on with the table before it, over a page."""
    return bool(columns) and grid.width == len(columns) and grid.number == before.grid.number + 1


def _rows(view: View, grid: Grid, first: int, columns: list[Column]) -> list[list[CellText]]:
    """Return the rows of data, each cell in its column as far as that can be told."""
    rows = [row for row in grid.rows[first:] if not (columns and is_heading_again(view, row, columns))]
    if grid.placed:
        return rows
    width = len(columns) or grid.width
    rows = _merged_rows(view, rows, width, any(column.role == "index" for column in columns))
    return [row if _is_group(view, row, width) else _placed(view, row, columns) for row in rows]


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
    before: dict[str, list[Mention]] = {}
    before_times: list[tuple[int, int]] = []
    for row in rows:
        if _is_group(view, row, len(columns)):
            before = {}
            continue
        known = [cell for cell in row if cell.column < len(columns)]
        cells = {columns[cell.column].role: cell for cell in reversed(known)}
        if "task" not in cells:
            continue
        made = TableTask(Task(cells["task"].start, max(cell.end for cell in row)))
        _read_bodies(view, words, cells, made.task, before)
        _read_times(view, [(cell, columns[cell.column]) for cell in known], made, before_times)
        if "product" in cells:
            made.product = view.text[cells["product"].start : cells["product"].end]
        before_times = made.times
        yield made


def _read_times(
    view: View, cells: list[tuple[CellText, Column]], made: TableTask, before: list[tuple[int, int]]
) -> None:
    """Read the cells of time: a mark stands for its column's period, "như trên" for the row above."""
    for cell, column in cells:
        text = view.lower[cell.start : cell.end]
        if column.period and is_mark(text):
            made.marked.append(column.period)
        elif column.role in _TIME_ROLES:
            made.times.extend(before if _SAME.fullmatch(text) else [(cell.start, cell.end)])


def _placed(view: View, row: list[CellText], columns: list[Column]) -> list[CellText]:
    """Return a row's cells in their columns: by what they hold where empty cells may have been lost.

    None have where the row is whole, or where it still has an empty cell.
    """
    if not columns or len(row) == len(columns) or row[-1].column >= len(row):
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


def _read_bodies(
    view: View, words: Words, cells: dict[str, CellText], task: Task, before: dict[str, list[Mention]]
) -> None:
    """Read the cells of lead and support; "như trên" and an empty lead repeat the row above."""
    for role in ("lead", "support"):
        cell = cells.get(role)
        if cell is None:
            mentions = before.get(role, []) if role == "lead" else []
        elif _SAME.fullmatch(view.lower[cell.start : cell.end]):
            mentions = before.get(role, [])
        else:
            mentions = cell_bodies(words, cell.start, cell.end)
        if role == "lead":
            leads, partners = _parted(view, words, cell, mentions)
            task.lead.extend(leads)
            task.support.extend(partners)
            before["lead"] = leads
        else:
            task.support.extend(m for m in mentions if m not in task.support)
            before["support"] = mentions
    if "both" in cells:
        cell = cells["both"]
        leads, partners = _parted(view, words, cell, cell_bodies(words, cell.start, cell.end))
        partners = partners or leads[1:]
        task.lead.extend(leads[:1] if partners == leads[1:] else leads)
        task.support.extend(partners)


def _parted(
    view: View, words: Words, cell: CellText | None, mentions: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Part a cell that names both ("Sở A chủ trì; phối hợp: B, C") into leads and partners."""
    if cell is None:
        return mentions, []
    at = view.lower.find("phối hợp", cell.start, cell.end)
    if at < 0:
        return mentions, []
    partners = support_of(words, at, cell.end)
    if not partners:
        colon = view.lower.find(":", at, cell.end)
        behind = colon + 1 if colon >= 0 else at + len("phối hợp")
        partners = [m for m in cell_bodies(words, behind, cell.end) if m.start >= behind]
    return [m for m in mentions if m.end <= at], partners


_SEPARATOR = re.compile(r"[,;\n•]| - |^- |^\+ ")
_ROLE_PREFIX = re.compile(r"[-+•* ]*(?:cơ quan |đơn vị )?(?:chủ trì|thực hiện|phối hợp|phụ trách) ?: ?")


def cell_bodies(words: Words, start: int, end: int) -> list[Mention]:
    """Return the bodies, posts and persons that a cell lists, whatever separates them."""
    view = words.view
    mentions: list[Mention] = []
    position = start
    paragraph = view.paragraph_at(start)
    breaks = [b for b in paragraph.breaks if start < b < end]
    while position < end:
        while position < end and (
            view.text[position] in " ,;-+•*&/.:" or view.lower.startswith("và ", position)
        ):
            position += 3 if view.lower.startswith("và ", position) else 1
        if prefix := _ROLE_PREFIX.match(view.lower, position, end):
            position = prefix.end()
        if position >= end:
            break
        limit = next((b for b in breaks if b > position), end)
        index = words.at(position)
        found = read_bodies(words, index, closed=True, limit=words.at(end))
        if found.items:
            mentions.extend(found.items)
            position = max(words.end(found.next - 1), position + 1)
            behind = view.text[position:end]
            if behind and (behind[0] not in " ,;.-\n" or behind.startswith(" (")):
                position = _behind_name(view, position, end)
        else:
            stop = _SEPARATOR.search(view.text, position + 1, limit)
            last = stop.start() if stop else limit
            text = view.text[position:last].strip(" .-")
            if len(text) > 1 and any(c.isalpha() for c in text):
                at = view.text.index(text, position, end)
                mentions.append(Mention(at, at + len(text), "body", at + len(text)))
            position = last + 1
    return mentions


def _behind_name(view: View, position: int, end: int) -> int:
    """Skip what follows a name up to the next separator: a bracket, a remark."""
    stop = _SEPARATOR.search(view.text, position, end)
    return stop.start() if stop else end
