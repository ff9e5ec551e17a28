"""Tables: their grid, their kind, and the tasks that a table's rows assign.

Header wordings come from the lexicon. Rows of a table flattened between `|` lines lose their empty cells;
cells are then told by what they hold. "Như trên", "-nt-" and an empty lead cell repeat the row above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from khparse.document import View
from khparse.extract.assignments import Task
from khparse.extract.bodies import Mention, read_bodies
from khparse.extract.roles import support_of
from khparse.extract.words import Words
from khparse.lexicon.table_headers import header_role
from khparse.segment.outline import Outline


class CellText(NamedTuple):
    """A cell: its grid column and the view range of its text."""

    column: int
    start: int
    end: int


@dataclass(slots=True)
class Grid:
    """A table of data: its rows of cells, and the view offset where it begins."""

    number: int
    start: int
    rows: list[list[CellText]] = field(default_factory=list)


@dataclass(slots=True)
class TableTask:
    """A row's task with its time cells (view ranges) and its product."""

    task: Task
    times: list[tuple[int, int]] = field(default_factory=list)
    product: str | None = None


@dataclass(slots=True)
class TaskTable:
    """What a table says: header texts, rows of texts, tasks (none where it assigns nothing)."""

    grid: Grid
    header: list[str]
    rows: list[list[str]]
    tasks: list[TableTask] = field(default_factory=list)


_SAME = re.compile(r"\W*(?:như trên|nt|n\.t|như mục trên)\W*|[\"'“”〃/\\-]{1,3}")
_INDEX = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,6}|[a-zđ])\W*")
_GROUP_INDEX = re.compile(r"\W*(?:[ivxl]{1,6}|[a-hđ])\W*")
_TIME = re.compile(
    r"\d{4}|quý|quí|tháng|hằng|hàng|thường xuyên|định kỳ|năm|tuần|ngày|trước|\d{1,2}/\d{1,2}|đột xuất|liên tục|khi có"
)
_BODY_ROLES = ("lead", "support", "both")


def grids(view: View) -> Iterator[Grid]:
    """Yield the tables of data in document order."""
    grid: Grid | None = None
    row = -1
    for paragraph in view.paragraphs:
        if not paragraph.in_table:
            grid = None
            continue
        block = paragraph.block
        if grid is None or grid.number != block.table:
            if grid is not None:
                yield grid
            grid = Grid(block.table, paragraph.start)
            row = -1
        if block.row != row:
            grid.rows.append([])
            row = block.row
        grid.rows[-1].append(CellText(block.column, paragraph.start, paragraph.end))
        following = view.paragraphs[paragraph.index + 1 : paragraph.index + 2]
        if not following or not following[0].in_table:
            yield grid
            grid = None


def read_tables(view: View, words: Words, outline: Outline) -> list[TaskTable]:
    """Return all tables of a document, with the tasks of those that assign work."""
    tables: list[TaskTable] = []
    inherited: list[str] = []
    for grid in grids(view):
        roles, first = _header(view, grid)
        if not roles and tables and _continues(grid, tables[-1], inherited):
            roles, first = inherited, 0
        inherited = roles
        header = [view.text[c.start : c.end] for c in grid.rows[first - 1]] if first else []
        columns = len(roles) or max(len(row) for row in grid.rows)
        rows = _merged_rows(view, grid, first, columns, roles)
        table = TaskTable(grid, header, [[view.text[c.start : c.end] for c in row] for row in rows])
        if "task" in roles and ({"lead", "support", "both", "time", "start", "end"} & set(roles)):
            table.tasks = list(_tasks(view, words, rows, roles))
        tables.append(table)
    return tables


def _continues(grid: Grid, before: TaskTable, roles: list[str]) -> bool:
    """Return whether a table without header goes on with the table before it, over a page."""
    width = max(len(row) for row in grid.rows)
    return bool(roles) and width == len(roles) and grid.number == before.grid.number + 1


def _header(view: View, grid: Grid) -> tuple[list[str], int]:
    """Return the role of each column, and the number of header rows; no roles where no header is found."""
    for number, row in enumerate(grid.rows[:3]):
        roles = [header_role(view.text[cell.start : cell.end]) or "" for cell in row]
        known = sum(1 for role in roles if role)
        if len(row) < 2 or known < 2 or known < 0.5 * len(row):
            continue
        width = max(cell.column for cell in row) + 1
        placed = [""] * width
        for cell, role in zip(row, roles, strict=True):
            placed[cell.column] = role
        if "task" not in placed:
            _name_task(view, grid, number, placed)
        return placed, number + 1
    return [], 0


def _name_task(view: View, grid: Grid, number: int, roles: list[str]) -> None:
    """Take the widest column without a role as the tasks' where no heading names it."""
    lengths: dict[int, int] = {}
    for row in grid.rows[number + 1 : number + 8]:
        for cell in row:
            if cell.column < len(roles) and not roles[cell.column]:
                lengths[cell.column] = lengths.get(cell.column, 0) + cell.end - cell.start
    if lengths:
        roles[max(lengths, key=lambda column: lengths[column])] = "task"


def _merged_rows(view: View, grid: Grid, first: int, columns: int, roles: list[str]) -> list[list[CellText]]:
    """Return the rows behind the header, with rows that a lost empty cell cut in two put together again."""
    rows: list[list[CellText]] = []
    for row in grid.rows[first:]:
        if roles and _repeats_header(view, row):
            continue
        text = view.lower[row[0].start : row[0].end]
        opens = _INDEX.fullmatch(text) is not None or len(row) == columns or "index" not in roles
        complete = not rows or len(rows[-1]) >= columns or len(rows[-1]) + len(row) > columns
        if opens or complete or len(rows[-1]) < 2 or _is_group(view, rows[-1], columns):
            rows.append(list(row))
            continue
        shift = rows[-1][-1].column + 1
        rows[-1].extend(CellText(shift + n, cell.start, cell.end) for n, cell in enumerate(row))
    return rows


def _repeats_header(view: View, row: list[CellText]) -> bool:
    roles = [header_role(view.text[cell.start : cell.end]) for cell in row]
    return len(row) > 2 and sum(1 for role in roles if role) > 0.6 * len(row)


def _is_group(view: View, row: list[CellText], columns: int) -> bool:
    """Return whether a row only names a group of tasks: one cell, or a roman numeral and a name."""
    if len(row) == 1:
        return columns > 2
    first = view.lower[row[0].start : row[0].end]
    return len(row) == 2 and columns > 3 and _GROUP_INDEX.fullmatch(first) is not None


def _tasks(view: View, words: Words, rows: list[list[CellText]], roles: list[str]) -> Iterator[TableTask]:
    before: dict[str, list[Mention]] = {}
    before_times: list[tuple[int, int]] = []
    for row in rows:
        if _is_group(view, row, len(roles)):
            before = {}
            continue
        cells = _by_role(view, row, roles)
        if "task" not in cells:
            continue
        start, end = cells["task"].start, cells["task"].end
        made = TableTask(Task(start, max(cell.end for cell in row)))
        _read_bodies(view, words, cells, made.task, before)
        for role in ("time", "start", "end"):
            if role in cells:
                cell = cells[role]
                if _SAME.fullmatch(view.lower[cell.start : cell.end]):
                    made.times.extend(before_times)
                else:
                    made.times.append((cell.start, cell.end))
        if "product" in cells:
            made.product = view.text[cells["product"].start : cells["product"].end]
        before_times = made.times
        yield made


def _by_role(view: View, row: list[CellText], roles: list[str]) -> dict[str, CellText]:
    """Return a row's cells by role: by column where the row is whole, else by what the cells hold."""
    width = len(roles)
    whole = (
        len(row) == width or len({cell.column for cell in row}) == len(row) and row[-1].column == width - 1
    )
    if view.document.format not in ("txt", "md") or whole:
        return {
            roles[cell.column]: cell for cell in reversed(row) if cell.column < width and roles[cell.column]
        }
    found: dict[str, CellText] = {}
    left = [role for role in roles if role]
    for cell in row:
        text = view.lower[cell.start : cell.end]
        role = left[0] if left else ""
        if role == "index" and not _INDEX.fullmatch(text):
            left.pop(0)
            role = left[0] if left else ""
        timely = len(text) < 60 and _TIME.search(text) is not None
        if role in _BODY_ROLES and timely and "time" in left:
            role = "time"
        if role:
            found[role] = cell
            left = left[left.index(role) + 1 :]
    return found


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
            if (
                position < end
                and view.text[position] not in " ,;.-\n"
                or view.text[position : position + 2] == " ("
            ):
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
